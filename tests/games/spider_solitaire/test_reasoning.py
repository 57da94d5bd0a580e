"""Every line of the reasoning is one of a few sentences, and what it says is true of the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, ClassVar

from gameqa.configs import Part
from tests.games.spider_solitaire.test_oracle import RANKS, Table, asked_of, move_of
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

RANK = r"(?:10|[2-9AJQK])"
LISTED = rf"{RANK}(?:, {RANK})*(?: and {RANK})?"
FITS = (
    rf"(?:the top card of pile \d is an? {RANK}, (?:not )?one rank higher than the {RANK}|pile \d is empty and takes "
    r"any run)"
)
RUN = (
    rf"(?:it is the top card, so it is a run by itself|from it on the cards are {LISTED}, (?:a run|and the {RANK} is "
    rf"not one rank lower than the {RANK} that it lies on, so they are not a run))"
)


def ranks_of(text: str) -> list[int]:
    """Ranks of a list of cards."""
    return [RANKS.index(name) for name in re.findall(RANK, text)]


class Reader(SentenceReader):
    """Reads the lines of one row."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.table, self.answer = row, Table(row["plain"]), answer_text(row)
        self.asked = asked_of(row)
        self.pile = int(found[1]) if (found := re.search(r"pile (\d)", self.asked)) else -1
        self.counts: list[int] = []
        self.told: set[str] = set()
        self.longest = 0

    def ranks(self, pile: int) -> list[int]:
        return [rank for rank, up in self.table.piles[pile] if up]

    def down(self, pile: int) -> int:
        return sum(not up for _, up in self.table.piles[pile])

    def one_back(self, told: re.Match[str]) -> None:
        names = ["one back is", "two backs are", "three backs are", "four backs are", "five backs are"]
        assert names.index(told[1]) + 1 == self.table.stock

    def no_back(self, told: re.Match[str]) -> None:
        assert self.table.stock == 0

    def stock(self, told: re.Match[str]) -> None:
        assert int(told[1]) == int(told[3]) == self.table.stock
        assert (told[2] == "") == (told[4] == "is") == (self.table.stock == 1)

    def whole_pile(self, told: re.Match[str]) -> None:
        pile = int(told[1])
        assert int(told[2] or 0) == self.down(pile)
        assert ranks_of(told[3]) == self.ranks(pile)
        if told[4]:
            assert numbers(told[4])[0] == len(self.table.piles[pile])
            assert numbers(told[4])[-1] == len(self.table.piles[pile]) - 1
        self.told.add(told[1])

    def empty(self, told: re.Match[str]) -> None:
        assert not self.table.piles[int(told[1])]

    def last(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer == self.table.tops()[self.pile]

    def downs(self, told: re.Match[str]) -> None:
        pairs = [tuple(map(int, pair)) for pair in re.findall(r"pile (\d) has (\d+)", told[1])]
        assert pairs == [(pile, self.down(pile)) for pile in range(len(self.table.piles))]
        self.counts = [count for _, count in pairs]

    def total_down(self, told: re.Match[str]) -> None:
        assert list(numbers(told[1])) == self.counts
        assert int(told[2]) == sum(self.counts) == int(self.answer)

    def face_up(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.ranks(self.pile))

    def keeps(self, told: re.Match[str]) -> None:
        assert not all(self.table.piles)
        assert told[1] == str(self.pile)
        assert told[2] == self.answer
        assert int(told[2]) == len(self.ranks(self.pile))

    def clicks(self, told: re.Match[str]) -> None:
        assert all(self.table.piles)
        clicks = int(re.search(r"after (\d) clicks", self.asked)[1])  # type: ignore[index]
        assert int(told[1]) == clicks
        names = {"each makes": clicks, "none makes": 0}
        words = ["zero", "one", "two", "three", "four", "five"]
        made = names[told[2]] if told[2] in names else words.index(told[2].split()[1])
        assert made == min(clicks, self.table.stock)
        self.counts = [made]

    def then(self, told: re.Match[str]) -> None:
        pile, now, more, later = numbers(told[0])
        assert pile == self.pile
        assert [now, more] == [len(self.ranks(pile)), *self.counts]
        assert now + more == later == int(self.answer)

    @property
    def move(self) -> tuple[int, int, int]:
        number, pile, target = numbers(self.asked)[:3]
        return number, pile, target

    def none_such(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.move[0] >= len(self.table.piles[self.pile])

    def one_down(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.move[0]
        assert self.table.piles[self.pile][int(told[1])][1] is False
        assert int(told[2] or 1) == self.down(self.pile)

    def rule(self, told: re.Match[str]) -> None:
        assert self.answer == "The move fails because the card lies face down."

    def check_run(self, number: int, pile: int, told: str) -> None:
        """Whether a clause on the cards from a card on is true."""
        cards = self.table.piles[pile][number:]
        if "by itself" in told:
            assert len(cards) == 1
            return
        listed = re.search(rf"the cards are ({LISTED}), ", told)
        assert listed
        assert ranks_of(listed[1]) == [rank for rank, _ in cards]
        assert told.endswith("not a run") != self.table.is_run(cards)
        if pair := re.search(rf"the ({RANK}) is not one rank lower than the ({RANK}) that", told):
            upper, lower = map(RANKS.index, pair.groups())
            assert upper + 1 != lower
            ranks = [rank for rank, _ in cards]
            assert (lower, upper) in pairwise(ranks)

    def check_target(self, number: int, pile: int, told: str) -> None:
        """Whether a clause on a card and a target is true."""
        if found := re.fullmatch(r"[Pp]ile (\d) is empty and takes any run", told):
            assert not self.table.piles[int(found[1])]
            return
        found = re.fullmatch(
            rf"[Tt]he top card of pile (\d) is an? ({RANK}), (not )?one rank higher than the ({RANK})", told
        )
        assert found, told
        assert self.table.tops()[int(found[1])] == found[2]
        assert RANKS[self.table.piles[pile][number][0]] == found[4]
        assert (RANKS.index(found[2]) == RANKS.index(found[4]) + 1) == (found[3] is None)

    def moved_card(self, told: re.Match[str]) -> None:
        number, pile, _ = self.move
        assert int(told[1]) == number
        assert RANKS[self.table.piles[pile][number][0]] == told[2]
        self.check_run(number, pile, told[3])

    def target(self, told: re.Match[str]) -> None:
        if self.row["task"] == "reveal_move":
            self.check_target(self.down(self.pile), self.pile, told[1])
            assert f"pile {self.answer[-1]}" in told[1].lower()
        else:
            self.check_target(self.move[0], self.move[1], told[1])
            assert f"pile {self.move[2]}" in told[1].lower()

    def result(self, told: re.Match[str]) -> None:
        assert self.answer == f"The{told[1]}"

    def none_down(self, told: re.Match[str]) -> None:
        assert self.down(self.pile) == 0

    def not_needed(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.pile
        assert self.answer.startswith("no move is needed")

    def nearest(self, told: re.Match[str]) -> None:
        assert int(told[1]) + 1 == int(told[2]) == self.down(self.pile)
        assert RANKS[self.ranks(self.pile)[0]] == told[3]

    def run_of_card(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.down(self.pile)
        self.check_run(int(told[1]), self.pile, told[2])

    def impossible(self, told: re.Match[str]) -> None:
        assert self.answer == "no single move does it"

    def needs(self, told: re.Match[str]) -> None:
        first = self.ranks(self.pile)[0]
        assert RANKS[first] == told[1]
        assert (RANKS[first + 1] == told[2]) if told[2] else first == 12

    def tops(self, told: re.Match[str]) -> None:
        assert told[1].split(", ") == self.table.tops()

    def no_fit(self, told: re.Match[str]) -> None:
        first = self.ranks(self.pile)[0]
        assert RANKS[first] == told[1]
        for name, pile in re.findall(rf"the ({RANK}) of pile (\d)", told[2]):
            assert self.table.tops()[int(pile)] == name
            assert RANKS.index(name) != first + 1
            self.told.add(f"onto pile {pile}")

    def below(self, told: re.Match[str]) -> None:
        for number in numbers(told[1]):
            assert self.table.piles[self.pile][number][1] is False
            self.told.add(f"card {number} ")

    def above(self, told: re.Match[str]) -> None:
        *above, stays = numbers(told[0])
        assert stays == self.down(self.pile) < min(above)
        self.told.update(f"card {number} " for number in above)

    def turned(self, told: re.Match[str]) -> None:
        assert self.answer == f"moving card {told[1]} onto pile {told[2]}"
        for option in self.row["options"]:
            if option.startswith("moving") and option != self.answer:
                assert any(reason in option or option.endswith(reason) for reason in self.told), option

    def run_lengths(self, told: re.Match[str]) -> None:
        lengths = [len(self.table.run(pile)) for pile in range(len(self.table.piles))]
        assert re.findall(r"pile (\d): (\d+)", told[1]) == [(str(pile), str(n)) for pile, n in enumerate(lengths)]
        assert max(lengths) == int(told[2])
        named = {
            pile for option in self.row["options"] if "pile" in option for pile in re.findall(r"pile (\d)", option)
        }
        assert self.told == named

    def option(self, told: re.Match[str]) -> None:
        move = move_of(self.row["options"]["ABCDEFGH".index(told[1])])
        assert int(told[2]) == move[0]
        assert RANKS[self.table.piles[move[1]][move[0]][0]] == told[3]
        broken = self.table.broken(*move)
        self.told.add(told[1])
        if re.fullmatch(RUN, told[4]):
            assert "not a run" in broken
            self.check_run(move[0], move[1], told[4])
            return
        clause, _, rest = told[4].partition(", and ")
        assert f"pile {move[2]}" in clause
        self.check_target(move[0], move[1], clause)
        assert bool(broken) == (not rest)
        if rest:
            found = re.fullmatch(r"(\d+) \+ (\d+) = (\d+) cards form a run", rest)
            assert found, rest
            moved, below, length = map(int, found.groups())
            assert moved == len(self.table.piles[move[1]]) - move[0]
            assert below == len(self.table.run(move[2]))
            assert moved + below == length == self.table.length_after(*move)
            self.longest = max(self.longest, length)

    def deal(self, told: re.Match[str]) -> None:
        assert self.answer == "a deal"
        assert int(told[1]) == self.longest <= len(self.table.run(int(told[2])))
        assert len(self.told & set("ABCDEFGH")) == 7

    def longest_move(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.longest > int(told[2])
        assert int(told[2]) == max(len(self.table.run(pile)) for pile in range(len(self.table.piles)))
        assert bool(told[3]) == (self.longest == 13)

    def best(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer
        assert len(ranks_of(told[2])) == self.longest
        number, pile, target = move_of(told[1])
        assert ranks_of(told[2]) == self.table.run(target) + [rank for rank, _ in self.table.piles[pile][number:]]
        assert len(self.told & set("ABCDEFGH")) == 7

    def ends(self, told: re.Match[str]) -> None:
        pile = int(told[1])
        run = self.table.run(pile)
        assert ranks_of(told[2]) == run
        wanted = sorted(rank + 1 for rank in run if rank < 12)
        assert ranks_of(told[3] or "") == wanted
        targets = [(target, self.table.tops()[target]) for _, source, target in self.table.moves() if source == pile]
        named = [(int(target), name) for target, name in re.findall(rf"pile (\d) \(({RANK})\)", told[4] or "")]
        assert sorted(targets) == named
        if named:
            assert int(told[5]) == len(named)
            self.counts.append(len(named))

    def all_moves(self, told: re.Match[str]) -> None:
        *parts, total = numbers(told[1])
        assert total == int(self.answer) == sum(self.counts)
        assert parts in (self.counts, [])

    def run_line(self, told: re.Match[str]) -> None:
        pile = int(told[1])
        run = self.table.run(pile)
        assert ranks_of(told[2]) == run
        assert int(told[3]) == len(run)
        cards = self.table.piles[pile]
        if told[4] == "at the bottom of the pile":
            assert len(run) == len(cards)
        elif told[4] == "on a face-down card":
            assert cards[-len(run) - 1][1] is False
        else:
            assert ranks_of(told[4].split(",")[0]) == [cards[-len(run) - 1][0]] != [run[0] + 1]
        self.counts.append(len(run))

    def longest_runs(self, told: re.Match[str]) -> None:
        lengths = [len(self.table.run(pile)) for pile in range(len(self.table.piles))]
        assert int(told[2]) == max(lengths) == max(self.counts) == int(self.answer)
        assert list(numbers(told[1])) == [pile for pile, length in enumerate(lengths) if length == max(lengths)]

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (r"At the top left, (one back is|\w+ backs are) seen\.", one_back),
        (r"At the top left, there is an empty place in which no card lies\.", no_back),
        (r"The stock has (\d) card(s?), so (\d) deals? (is|are) left\.", stock),
        (r"The stock is empty, so no deal is left\.", no_back),
        (
            rf"Pile (\d), from its bottom: (?:(\d+) face-down cards?, )?({RANK}(?:, {RANK})*)"
            r"(?:; (?:this is|these are) (\d+ cards?, (?:numbered 0 to \d+|with the number 0)))?\.",
            whole_pile,
        ),
        (r"Pile (\d) is empty(?:, so a click on the stock does nothing)?\.", empty),
        (rf"On its last card, an? ({RANK}), no other card lies, so this is the top card\.", last),
        (r"Of face-down cards, (.*)\.", downs),
        (r"Together these are ([\d +]+) = (\d+)\.", total_down),
        (r"So (\d+) cards? (?:lies|lie) face up in it\.", face_up),
        (r"So pile (\d) keeps its (\d+) face-up cards?\.", keeps),
        (r"No pile is empty\. Of the (\d) clicks, (each makes|none makes|only \w+ makes?) a deal\.", clicks),
        (r"So pile \d then has \d+ \+ \d+ = \d+ face-up cards\.", then),
        (r"Card (\d+) is not among them, so there is nothing that could be moved\.", none_such),
        (r"Card (\d+) is among them, but it (?:is one of the (\d+) that lie|lies) face down\.", one_down),
        (r"A face-down card can't be moved, whatever lies on it and wherever it would go\.", rule),
        (rf"Card (\d+) is a face-up card, the ({RANK}); ({RUN})\.", moved_card),
        (rf"((?i:{FITS}))\.", target),
        (r"So the( move .*)", result),
        (r"None of them lies face down\.", none_down),
        (r"So no move is needed to turn up a card of pile (\d)\.", not_needed),
        (
            rf"The nearest face-down card is card (\d+)\. It is turned up when exactly the cards on it leave, from "
            rf"card (\d+) on, the ({RANK})\.",
            nearest,
        ),
        (rf"For card (\d+): ({RUN})\.", run_of_card),
        (r"So they can't be moved at once, and no single move turns that card up\.", impossible),
        (r"None of the other piles offers that, so no single move turns the card up\.", impossible),
        (rf"The ({RANK}) needs (?:an? ({RANK}) or )?an empty pile\.", needs),
        (r"The top cards from pile 0 on: (.*)\.", tops),
        (rf"The ({RANK}) does not fit onto (.*)\.", no_fit),
        (r"Cards? ([\d, and]+) (?:lies|lie) face down and can't be moved\.", below),
        (r"If only the cards from card [\d, or]+ on leave, card \d+ stays\.", above),
        (r"So the card is turned up by moving card (\d+) onto pile (\d)\.", turned),
        (r"The runs that end in the top cards have so many cards: (.*)\. The longest has (\d+)\.", run_lengths),
        (rf"([A-H]): card (\d+) is the ({RANK}); ({RUN}|{FITS}|{FITS}, and .* form a run)\.", option),
        (
            r"The longest of these has (\d+) cards?, not more than the run of pile (\d), so the deal is right\.",
            deal,
        ),
        (
            r"The longest of these has (\d+) cards, more than (\d+)\.( It is complete and goes to a foundation\.)?",
            longest_move,
        ),
        (rf"So (card .*) makes the longest run, ({LISTED})\.", best),
        (
            rf"Pile (\d) ends in (the run {LISTED}|an? {RANK} alone), (?:which fits onto no card|(?:which fits|parts "
            rf"of which fit) onto ({RANK}(?:, {RANK})*(?: or {RANK})?): (?:onto (.*), (\d+) moves?|none of these is "
            r"the top card of another pile))\.",
            ends,
        ),
        (r"So there (?:is|are) ([\d +=]+) legal moves?\.", all_moves),
        (
            rf"Pile (\d): ({LISTED}), (\d+) cards?, (on a face-down card|at the bottom of the pile|on an? {RANK}, "
            r"which is not one rank higher)\.",
            run_line,
        ),
        (r"The longest run, in piles? ([\d, and]+), has (\d+) cards?\.", longest_runs),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
