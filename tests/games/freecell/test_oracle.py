"""FreeCell against a plain re-implementation with named cards, and a search through all positions for free_ace."""

from __future__ import annotations

import re
from typing import Any

import pytest
from gameqa.games.freecell import engine
from gameqa.games.freecell import picture as freecell
from gameqa.games.freecell.moves import KINDS, choices, eight_moves

import gameqa
from gameqa.cards import write_card
from gameqa.configs import Part
from gameqa.contract import LEVELS
from gameqa.draw.cards import STRIP, WIDTH, kit
from gameqa.draw.looks import PLAIN, VARIED
from gameqa.errors import Redraw
from gameqa.rng import Rng
from tests.games.freecell.decoder import EDGE, which_card
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples, steps_of

RANKS = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K"]
SUITS = ["hearts", "diamonds", "clubs", "spades"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
NAMES = [f"{rank} of {suit}" for suit in SUITS for rank in RANKS]


class Table:
    """Cards by name in piles named c0.., f0.. and h<suit>."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.piles: dict[str, list[str]] = {}
        for number, cards in enumerate(plain["cascades"]):
            self.piles[f"c{number}"] = [NAMES[card] for card in cards]
        for number, card in enumerate(plain["cells"]):
            self.piles[f"f{number}"] = [] if card < 0 else [NAMES[card]]
        for suit, rank in zip(SUITS, plain["foundations"], strict=True):
            self.piles[f"h{suit}"] = [f"{name} of {suit}" for name in RANKS[:rank]]

    def copy(self) -> Table:
        other = Table({"cascades": [], "cells": [], "foundations": [0] * 4})
        other.piles = {name: list(cards) for name, cards in self.piles.items()}
        return other

    def key(self) -> str:
        return repr(sorted(self.piles.items()))

    def allows(self, source: str, target: str) -> bool:
        if source == target or source[0] == "h" or not self.piles.get(source) or target not in self.piles:
            return False
        rank, suit = self.piles[source][-1].split(" of ")
        pile = self.piles[target]
        if target[0] == "f":
            return not pile
        if target[0] == "h":
            return target[1:] == suit and RANKS.index(rank) == len(pile)
        if not pile:
            return True
        below, below_suit = pile[-1].split(" of ")
        colors = [name in ("hearts", "diamonds") for name in (suit, below_suit)]
        return RANKS.index(below) == RANKS.index(rank) + 1 and colors[0] != colors[1]

    def move(self, source: str, target: str) -> Table:
        assert self.allows(source, target), (source, target)
        later = self.copy()
        later.piles[target].append(later.piles[source].pop())
        return later

    def moves(self) -> list[tuple[str, str]]:
        return [(source, target) for source in self.piles for target in self.piles if self.allows(source, target)]

    def distinct_moves(self) -> set[tuple[str, str]]:
        """Moves as they are counted: empty cells and empty cascades alike, none without effect."""
        found = set()
        for source, target in self.moves():
            if source[0] == "f" and target[0] == "f":
                continue
            if target[0] == "c" and not self.piles[target]:
                if source[0] == "c" and len(self.piles[source]) == 1:
                    continue
                target = "empty cascade"
            found.add((source, "empty cell" if target[0] == "f" else target))
        return found


def pile(text: str) -> str:
    text = text.strip()
    if "foundation" in text:
        return "h" + text.split(" of ")[1]
    return ("f" if "cell" in text else "c") + text.split()[-1]


def fewest_home(table: Table, ace: str, most: int) -> int | None:
    """The fewest moves after which a card is on its foundation; None if more than `most`."""
    seen, edge = {table.key()}, [table]
    for depth in range(most + 1):
        if any(ace in at.piles[f"h{ace.split(' of ')[1]}"] for at in edge):
            return depth
        later = []
        for at in edge if depth < most else []:
            for move in at.moves():
                reached = at.move(*move)
                if reached.key() not in seen:
                    seen.add(reached.key())
                    later.append(reached)
        edge = later
    return None


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain, answer = row["plain"], answer_text(row)
        table = Table(plain)
        assert sorted(card for cards in table.piles.values() for card in cards) == sorted(NAMES)
        asked = row["question"].split("\n\n")[1]
        if part.task == "card_at":
            ordinal, number = re.search(r"the (\w+) card of cascade (\d)", asked).groups()  # type: ignore[union-attr]
            place = ORDINALS.index(ordinal)
            assert answer == table.piles[f"c{number}"][::-1][place]
        elif part.task == "valid_move":
            legal = []
            for option in row["options"]:
                card, source, target = re.fullmatch(r"(.*) from (.*) to (.*)", option).groups()  # type: ignore[union-attr]
                if table.piles[pile(source)][-1:] == [card] and table.allows(pile(source), pile(target)):
                    legal.append(option)
            assert legal == [answer]
        elif part.task == "card_after_move":
            told, question = asked.split(": ", 1)[1].split(". Which card")
            for move in told.split("; "):
                source, target = re.fullmatch(r"the (?:top card of|card in) (.*) to (.*)", move).groups()  # type: ignore[union-attr]
                table = table.move(pile(source), pile(target))
            number = re.search(r"cascade (\d)", question)[1]  # type: ignore[index]
            assert answer == table.piles[f"c{number}"][-1]
        elif part.task == "legal_moves":
            assert int(answer) == sum(target != "empty cell" for _, target in table.distinct_moves())
        else:
            assert part.task == "free_ace"
            ace = re.search(r"the (A of \w+)", asked)[1]  # type: ignore[index]
            for move in answer.split(", "):
                source, target = move.split(" > ")
                home = f"h{table.piles[source][-1].split(' of ')[1]}"
                table = table.move(source, home if target == "home" else target)
            assert table.piles[f"h{ace.split(' of ')[1]}"][0] == ace
            covering = Table(plain)
            cascade = next(cards for cards in covering.piles.values() if ace in cards)
            covered = len(cascade) - cascade.index(ace)
            stuck = not any(
                source == name
                for source, _ in covering.moves()
                for name, cards in covering.piles.items()
                if cards is cascade
            )
            assert len(answer.split(", ")) == covered + stuck


@pytest.mark.tasks("free_ace")
def test_no_shorter_way_frees_the_ace(part: Part) -> None:
    for row in some_rows(part, 6):
        ace = re.search(r"the (A of \w+)", row["question"].split("\n\n")[1])[1]  # type: ignore[index]
        count = len(row["answer"].split(", "))
        if count <= 4:
            assert fewest_home(Table(row["plain"]), ace, count) == count


@pytest.mark.tasks("free_ace")
def test_any_shortest_list_in_any_notation_counts(part: Part) -> None:
    for row in some_rows(part, 8):
        answer = row["answer"]
        assert gameqa.score(answer.replace(" > ", "->"), row) == 1.0
        assert gameqa.score(answer.replace("c", "cascade ").replace("f", "free cell ").replace(">", "to"), row) == 1.0
        assert gameqa.score(answer.split(", ")[0], row) == 0.0
        assert gameqa.score(f"{answer}, c0 > f3", row) == 0.0


CARD = r"(?:10|[2-9AJQK]) of (?:hearts|diamonds|clubs|spades)"
SPOT = r"(?:cascade \d|free cell \d|the foundation of \w+)"


def is_true_reason(table: Table, card: str, source: str, told: str) -> bool:
    """Whether a clause that says where a card may go is true."""
    if found := re.fullmatch(r"goes to (free cell \d|cascade \d), which is empty", told):
        return not table.piles[pile(found[1])]
    if found := re.fullmatch(r"goes to (the foundation of \w+), which needs the (\w+) next", told):
        return card.startswith(f"{found[2]} of ") and table.allows(source, pile(found[1]))
    found = re.fullmatch(rf"goes onto the ({CARD}) in (cascade \d)", told)
    assert found, told
    return table.piles[pile(found[2])][-1] == found[1] and table.allows(source, pile(found[2]))


def is_nowhere(table: Table, card: str, told: str) -> bool:
    """Whether the clause that says why a card has nowhere to go is true."""
    found = re.fullmatch(
        r"(?:no (red|black) (\w+) is a top card|no card takes a king), and the foundation of (\w+) "
        r"(?:needs the (\w+)|is complete)(, and a move to an empty cascade does not count)?",
        told,
    )
    assert found, told
    rank, suit = card.split(" of ")
    tops = [cards[-1] for name, cards in table.piles.items() if name[0] == "c" and cards]
    red = suit in ("hearts", "diamonds")
    if found[1]:
        suits = SUITS[2:] if red else SUITS[:2]
        on_cascade = RANKS[RANKS.index(rank) + 1] == found[2] and found[1] == ("black" if red else "red")
        on_cascade &= not any(top == f"{found[2]} of {other}" for top in tops for other in suits)
    else:
        on_cascade = rank == "K"
    held = len(table.piles[f"h{suit}"])
    return bool(
        on_cascade
        and found[3] == suit
        and (found[4] == RANKS[held] if held < 13 else found[4] is None)
        and (held == 13 or found[4] != rank)
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the table says the same."""
    for row in some_rows(part, min(count, 60)):
        table, answer = Table(row["plain"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        asked_moves = re.findall(r"the (?:top card of|card in) (\S.*?\d) to (\S.*?)(?:;|\. Which)", asked)
        counts: list[int] = []
        number = 0
        for line in steps_of(row):
            if found := re.fullmatch(r"Cascade (\d)(?: holds)?, from its top card: (.*)\.", line):
                assert found[2].split(", ") == table.piles[f"c{found[1]}"][::-1]
            elif found := re.fullmatch(rf"The (\w+ )?card of these is the ({CARD})\.", line):
                assert found[2] == answer
            elif found := re.fullmatch(r"([A-H]): (.*)", line):
                option = row["options"]["ABCDEFGH".index(found[1])]
                card, source, target = re.fullmatch(r"(.*) from (.*) to (.*)", option).groups()  # type: ignore[union-attr]
                top = table.piles[pile(source)][-1] if table.piles[pile(source)] else ""
                covered = top != card
                assert ("is not the top card of" in found[2]) == (covered and option != answer)
                allowed = not covered and table.allows(pile(source), pile(target))
                is_praise = re.search(r"is empty( and takes any card)?\.$|is this card\.$|and one higher\.$", found[2])
                assert bool(is_praise) == allowed, line
                for named in re.findall(rf"top card of (cascade \d) is the ({CARD})", found[2]):
                    assert table.piles[pile(named[0])][-1] == named[1]
                for named in re.findall(rf"Free cell (\d) already holds the ({CARD})", found[2]):
                    assert table.piles[f"f{named[0]}"] == [named[1]]
            elif found := re.fullmatch(rf"The ({CARD}) \((.*?)\) has no move that counts: (.*)\.", line):
                assert table.piles[pile(found[2])][-1] == found[1]
                assert is_nowhere(table, found[1], found[3]), line
                targets = {target for source, target in table.distinct_moves() if source == pile(found[2])}
                assert targets <= {"empty cell"}
            elif found := re.fullmatch(rf"The ({CARD}) \((.*?)\) (goes .*): (\d+)\.", line):
                source = pile(found[2])
                assert table.piles[source][-1] == found[1]
                clauses = re.split(r", or (?=goes)|, (?=goes)| and (?=goes)", found[3])
                assert all(is_true_reason(table, found[1], source, clause) for clause in clauses)
                own = {target for name, target in table.distinct_moves() if name == source} - {"empty cell"}
                assert len(clauses) == len(own) == int(found[4])
                counts.append(int(found[4]))
            elif found := re.fullmatch(r"So the number of legal moves is (?:([\d +]+) = )?(\d+)\.", line):
                assert sum(counts) == int(found[2]) == int(answer)
                if found[1]:
                    assert counts == list(map(int, found[1].split(" + ")))
            elif found := re.fullmatch(rf"(\d)\. The ({CARD}) (leaves it for|comes from) (.*?), (.*)\.", line):
                source, target = map(pile, asked_moves[number])
                number += 1
                assert int(found[1]) == number
                assert table.piles[source][-1] == found[2]
                asked_pile = f"c{re.search(r'top card of cascade (.)[?]', asked)[1]}"  # type: ignore[index]
                assert (source if found[3].startswith("leaves") else target) == asked_pile
                assert pile(found[4]) == (target if found[3].startswith("leaves") else source)
                table = table.move(source, target)
                cards = table.piles[asked_pile]
                assert found[5] == (f"so its top card is the {cards[-1]}" if cards else "which leaves it empty")
            elif found := re.fullmatch(r"The (A of \w+) lies in (cascade \d) under (\d) cards?: (.*)\.", line):
                cards = table.piles[pile(found[2])]
                assert re.findall(CARD, found[4]) == cards[::-1][: int(found[3])]
                assert cards[-1 - int(found[3])] == found[1]
                depth, stuck = int(found[3]), cards[-1]
            elif found := re.fullmatch(r"Each of them must move .* at least (\d) moves\.", line):
                assert int(found[1]) == depth + 1
            elif found := re.fullmatch(
                rf"But now the ({CARD}) has nowhere to go: no free cell or cascade is empty, (.*)\. So another card "
                r"must move first, which makes at least (\d) moves\.",
                line,
            ):
                assert found[1] == stuck
                assert is_nowhere(table, found[1], found[2])
                assert not any(table.piles[source][-1] == stuck for source, _ in table.moves())
                assert int(found[3]) == depth + 2
            elif found := re.fullmatch(
                rf"(\d)\. (\w\d) > (\w+): the ({CARD}) (goes .*?)(?:, which (uncovers|empties) (.*))?\.", line
            ):
                number += 1
                assert int(found[1]) == number
                assert table.piles[found[2]][-1] == found[4]
                assert is_true_reason(table, found[4], found[2], found[5]), line
                target = f"h{found[4].split(' of ')[1]}" if found[3] == "home" else found[3]
                table = table.move(found[2], target)
                if found[6] == "uncovers":
                    assert f"the {table.piles[found[2]][-1]}" == found[7]
                elif found[6]:
                    assert pile(found[7]) == found[2]
                    assert not table.piles[found[2]]
            else:
                found = re.fullmatch(r"These are (\d) moves, so there is no shorter way\.", line)
                assert found, line
                assert int(found[1]) == number == len(answer.split(", "))


@pytest.mark.parametrize("look", [PLAIN, *VARIED[::181]], ids=lambda look: look.name)
def test_all_cards_differ_in_their_strips(look: Any) -> None:
    faces = kit(look).cards.faces
    strips = [face[EDGE:STRIP, EDGE : WIDTH - EDGE] for face in faces]
    for one in range(52):
        for other in range(one):
            assert (strips[one] != strips[other]).sum() >= 15, (write_card(one), write_card(other))


def test_every_card_is_read_back_from_a_picture() -> None:
    position = engine.deal(4, Rng("deck"))
    picture = freecell.draw(position, (), PLAIN)
    read = [
        which_card(picture, *picture.box(("card", cascade, number))[:2], PLAIN)
        for cascade, cards in enumerate(position.cascades)
        for number in range(len(cards))
    ]
    assert read == [card for cards in position.cascades for card in cards]
    assert sorted(read) == list(range(52))


def test_positions_use_cells_and_foundations() -> None:
    samples = list(some_samples(part_named("freecell-legal_moves-medium"), 30))
    assert sum(any(card >= 0 for card in sample.state.cells) for sample in samples) >= 25
    assert sum(any(sample.state.foundations) for sample in samples) >= 10


@pytest.mark.parametrize("level", LEVELS)
def test_no_card_goes_to_two_empty_places_among_the_options(level: str) -> None:
    shown = 0
    for sample in some_samples(part_named(f"freecell-valid_move-{level}"), 60):
        cells, cascades = sample.state.cells, sample.state.cascades
        empty = {("cell", number) for number, card in enumerate(cells) if card < 0}
        empty |= {("cascade", number) for number, cards in enumerate(cascades) if not cards}
        kinds = [kind for kind in KINDS if choices(sample.state, kind)[0]]
        for number in range(20 if len(empty) > 1 else 0):
            try:
                right, wrong = eight_moves(sample.state, kinds[number % len(kinds)], Rng(str(number)))
            except Redraw:
                continue
            taken = [(card, target[0]) for card, (_, target) in (right, *wrong) if target in empty]
            assert len(set(taken)) == len(taken)
            shown += len(taken) > 1
    assert shown
