"""Every line of the reasoning is one of a few sentences, and the table says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from gameqa.configs import Part
from tests.games.klondike.table import RANKS, SUITS, Table, is_red, rank, suit, target_name
from tests.games.klondike.test_oracle import EFFECTS, asked_of, option_move
from tests.oracle import COUNTS, SentenceReader
from tests.samples import answer_text, some_rows, steps_of

CARD = r"(?:10|[2-9AJQK]) of (?:hearts|diamonds|clubs|spades)"
SINGLE = "and a foundation takes single cards only"
NEEDS = r"[Tt]he foundation of (\w+) (?:takes the (\w+) next|is complete)"

Found = re.Match[str]


def sources_in(text: str) -> list[tuple[str, str]]:
    """Cards and where they come from."""
    return [(card, target_name(source)) for card, source in re.findall(rf"({CARD}) from (Tab\d|the waste)", text)]


class Reading(SentenceReader):
    """Reads one sample's reasoning."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.answer, self.table = row, answer_text(row), Table(row["plain"])
        self.wanted = next((name for name, text in EFFECTS.items() if text in asked_of(row)), None)
        self.judged: set[str] = set()
        self.counts: list[int] = []
        self.third = False
        self.number = 0

    def needs(self, text: str) -> None:
        for name, wanted in re.findall(NEEDS, text):
            held = len(self.table.piles[name])
            assert wanted == (RANKS[held] if held < 13 else "")

    def option(self, found: Found) -> None:
        letter, told = found[1], found[2]
        move = option_move(self.row["options"]["ABCDEFGH".index(letter)])
        card, source, target = move
        cards = self.table.piles[target]
        is_legal = self.table.allows(*move)
        self.judged.add(letter)
        reason, _, effect = told.partition(" The move is legal, and ")
        if part := re.fullmatch(rf"The ({CARD}) has other cards on it, {SINGLE}\.", reason):
            assert part[1] == card != self.table.piles[source][-1]
        elif part := re.fullmatch(rf"{NEEDS}, which is (not )?this card\.", reason):
            self.needs(reason)
            assert part[1] == target == suit(card)
            assert (part[3] is None) == (rank(card) == len(cards) + 1)
            assert bool(part[3]) or is_legal
        elif part := re.fullmatch(
            rf"(Tab\d) is empty and takes a king only, (?:not the ({CARD})|and this is one)\.", reason
        ):
            assert part[1] == target
            assert not cards
            assert not self.table.down[target]
            assert part[2] == (None if rank(card) == 13 else card)
        else:
            part = re.fullmatch(
                rf"The top card of (Tab\d) is the ({CARD})(?:, of the same color as the ({CARD})|, whose rank is not "
                rf"one higher than that of the ({CARD})|: of the other color than the ({CARD}) and one higher)\.",
                reason,
            )
            assert part, reason
            assert part[1] == target
            assert part[2] == cards[-1]
            assert card in part.groups()[2:]
            if part[3]:
                assert is_red(card) == is_red(cards[-1])
            elif part[4]:
                assert is_red(card) != is_red(cards[-1])
                assert rank(card) + 1 != rank(cards[-1])
            else:
                assert is_legal
        assert bool(effect) == (is_legal and self.wanted is not None)
        if effect:
            self.effect(effect, move)

    def effect(self, told: str, move: tuple[str, str, str]) -> None:
        card, source, _ = move
        cards = self.table.piles[source]
        effect = self.table.effect(*move)
        if part := re.fullmatch(rf"it uncovers the ({CARD}), which is face up already\.", told):
            assert part[1] == cards[cards.index(card) - 1]
            assert effect in ("uncovers", "frees")
            assert self.wanted != "frees"
        elif part := re.fullmatch(
            rf"it uncovers the ({CARD}), which is (not )?the next card of its foundation\.", told
        ):
            assert part[1] == cards[cards.index(card) - 1]
            assert (part[2] is None) == (effect == "frees")
        elif part := re.fullmatch(r"it turns up a face-down card in (Tab\d)\.", told):
            assert part[1] == source
            assert effect == "turns up"
        else:
            part = re.fullmatch(r"it leaves (Tab\d) empty, with no face-down card\.", told)
            assert part, told
            assert part[1] == source
            assert effect == "empties"

    def only(self, found: Found) -> None:
        none = "ABCDEFGH"[self.row["options"].index("none of these moves")]
        assert self.row["options"]["ABCDEFGH".index(found[1])] == self.answer
        assert found[2] == none
        assert self.judged | {none} == set("ABCDEFGH")

    def no_option(self, found: Found) -> None:
        assert self.row["options"]["ABCDEFGH".index(found[1])] == self.answer == "none of these moves"
        assert self.judged | {found[1]} == set("ABCDEFGH")

    def stock(self, found: Found) -> None:
        assert (int(found[1]), int(found[2])) == (self.table.stock, self.table.waste_count)
        assert found[3] == str(self.table.stock + self.table.waste_count == 0).lower()
        assert self.answer.startswith(f"1 {found[3]},")

    def all_needs(self, found: Found) -> None:
        assert [name for name, _ in re.findall(NEEDS, found[0])] == SUITS
        self.needs(found[0])

    def candidates(self, found: Found) -> None:
        expected = {(card, name) for name, card in self.table.tops().items()}
        expected |= {(card, "waste") for card in self.table.piles["waste"]}
        assert set(re.findall(rf"({CARD}) \((Tab\d|waste)\)", found[1])) == expected

    def second(self, found: Found) -> None:
        cards = set(re.findall(CARD, found[1] or ""))
        assert cards == {card for card, _, _ in self.table.home_moves()}
        assert found[2] == str(bool(cards)).lower()
        assert f"2 {found[2]}" in self.answer

    def base(self, found: Found) -> None:
        name, card, told = found.groups()
        cards = self.table.piles[name]
        assert cards[0] == card
        moves = [move for move in self.table.moves() if move[:2] == (card, name) and move[2] not in SUITS]
        self.judged.add(name)
        if part := re.fullmatch(
            rf"can go (?:onto the ({CARD}) in (Tab\d)|to (Tab\d)), which (turns up a card|empties the pile)", told
        ):
            target = part[2] or part[3]
            assert self.table.piles[target][-1:] == ([part[1]] if part[1] else [])
            assert (card, name, target) in moves
            assert part[4].startswith(self.table.effect(card, name, target))
            self.third = True
        elif told.startswith("is a king"):
            assert told == "is a king without cards below it, so moving it would leave as many empty piles"
            assert rank(card) == 13
            assert not self.table.down[name]
        else:
            part = re.fullmatch(
                r"needs (?:a (red|black) (\w+), and none is the top card of a pile|an empty pile, and none is there)",
                told,
            )
            assert part, told
            assert not moves
            if part[1]:
                assert part[2] == RANKS[rank(card)]
                assert part[1] == ("black" if is_red(card) else "red")
            else:
                assert rank(card) == 13

    def conclusion(self, found: Found) -> None:
        assert self.judged == set(self.table.tops())
        assert found[1] == ("at least one" if self.third else "no")
        assert found[2] == str(self.third).lower()
        assert self.answer.endswith(f"3 {found[2]}")

    def verdicts(self, found: Found) -> None:
        told = []
        for part in re.split(", and ", found[1]):
            one = re.fullmatch(r"[Ss]tatement(s?) (\d(?:(?:, | and )\d)*) (is|are) (true|false)", part)
            assert one, part
            named = re.findall(r"\d", one[2])
            assert (one[1], one[3]) == (("", "is") if len(named) == 1 else ("s", "are"))
            told += [f"{number} {one[4]}" for number in named]
        assert ", ".join(sorted(told)) == self.answer
        assert found[0] == steps_of(self.row)[-1]

    def target(self, found: Found) -> None:
        name, told, count = found.groups()
        cards = self.table.piles[name]
        moves = [(card, source) for card, source, target in self.table.moves() if target == name]
        named = sources_in(told)
        assert sorted(named) == sorted(moves)
        assert int(count) == len(moves)
        self.counts.append(len(moves))
        if part := re.match(rf"on the ({CARD}) goes a (red|black) (\w+): ", told):
            assert cards[-1] == part[1]
            assert part[3] == RANKS[rank(part[1]) - 2]
            assert part[2] == ("black" if is_red(part[1]) else "red")
            assert moves or told.endswith("none is free to go")
        else:
            part = re.fullmatch(r"nothing is lower than the (A of \w+)", told)
            assert part, told
            assert cards[-1] == part[1]

    def empty(self, found: Found) -> None:
        name, told, count = found.groups()
        assert not self.table.piles[name]
        moves = [(card, source) for card, source, target in self.table.moves() if target == name]
        named = sources_in(told)
        assert sorted(named) == sorted(moves)
        assert int(count) == len(moves)
        assert moves or told == "no king may go there"
        self.counts.append(len(moves))

    def homes(self, found: Found) -> None:
        named = [
            (card, target_name(source)) for card, source in re.findall(rf"({CARD}) from (Tab\d|the waste)", found[0])
        ]
        assert sorted(named) == sorted((card, source) for card, source, _ in self.table.home_moves())
        assert int(found[1]) == len(named)
        self.counts.append(len(named))

    def total(self, found: Found) -> None:
        assert [int(part) for part in found[1].split(" + ")] == self.counts
        assert len(self.counts) == 8
        assert sum(self.counts) == int(found[2]) == int(found[3]) == int(self.answer)

    def place(self, found: Found) -> None:
        card, name, above = found.groups()
        cards = self.table.piles[name]
        assert cards[cards.index(card) + 1 :] == re.findall(CARD, above)
        assert bool(re.findall(CARD, above)) == (above != "on top")

    def waste(self, found: Found) -> None:
        assert self.table.piles["waste"] == [found[1]]

    def step(self, found: Found) -> None:
        number, source, target, card, told = found.groups()
        self.number += 1
        assert int(number) == self.number
        assert self.answer.split(", ")[self.number - 1] == f"{source} > {target}"
        cards = self.table.piles[source]
        below = cards[cards.index(card) - 1] if cards.index(card) else None
        goal = suit(card) if target == "home" else target
        told, _, uncovered = told.partition("; this uncovers the ")
        assert uncovered == (below or "")
        if target == "home":
            assert told == "to its foundation, which takes it next"
        else:
            assert told == f"onto the {self.table.piles[target][-1]} in {target}"
        self.table.move(card, source, goal)

    def reached(self, found: Found) -> None:
        assert f"after which the {found[1]} is on its foundation" in asked_of(self.row)
        assert self.table.piles[found[2]][-1] == found[1]
        assert self.number == self.answer.count(",") + 1

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, Found], None]]]] = (
        (r"([A-H]): (.*)", option),
        (r"So only the move of ([A-H]) is legal(?: and does what is asked)?, and ([A-H]) is wrong too\.", only),
        (
            r"So (?:none of these seven moves|no move of these seven) is legal(?: and .*)?, which is ([A-H])\.",
            no_option,
        ),
        (r"The stock has (\d+) cards? and the waste (\d+) cards?, so statement 1 is (true|false)\.", stock),
        (rf"{NEEDS}(?:, {NEEDS}){{2}} and {NEEDS}\.", all_needs),
        (r"The cards that could go there are (.*)\.", candidates),
        (r"(?:Of these, (.*) can go|None of these cards is wanted), so statement 2 is (true|false)\.", second),
        (rf"(Tab\d): its first face-up card, the ({CARD}), (.*)\.", base),
        (r"So there is (at least one|no) such move, and statement 3 is (true|false)\.", conclusion),
        (r"(Statements? .* (?:true|false))\.", verdicts),
        (r"(Tab\d) is empty: (.*): (\d+)\.", empty),
        (r"(Tab\d): (.*): (\d+)\.", target),
        (r"So (?:no card|.*) can go to a foundation: (\d)\.", homes),
        (r"([\d +]+) = (\d+), so there are (\d+) legal moves\.", total),
        (rf"{NEEDS}\.", lambda self, found: self.needs(found[0])),
        (rf"The ({CARD}) is in (Tab\d), (on top|under .*)\.", place),
        (rf"The ({CARD}) is the top card of the waste\.", waste),
        (rf"(\d)\. (Tab\d|waste) > (Tab\d|home): the ({CARD}) goes (.*)\.", step),
        (rf"Now the ({CARD}) is on the foundation of (\w+)\.", reached),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reading = Reading(row)
        for line in steps_of(row):
            reading.read(line)
