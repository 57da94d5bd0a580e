"""FreeCell against a plain re-implementation with named cards, and a search through all positions for free_ace."""

from __future__ import annotations

import re
from typing import Any

import pytest
from gameqa.games.freecell import engine
from gameqa.games.freecell import picture as freecell

import gameqa
from gameqa.cards import write_card
from gameqa.configs import Part
from gameqa.draw.cards import STRIP, WIDTH
from gameqa.draw.looks import PLAIN, VARIED
from gameqa.rng import Rng
from tests.games.freecell.decoder import EDGE, which_card
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples

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
            assert int(answer) == len(table.distinct_moves())
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
            assert len(answer.split(", ")) == len(cascade) - cascade.index(ace)


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


@pytest.mark.parametrize("look", [PLAIN, *VARIED[::7]], ids=lambda look: look.name)
def test_all_cards_differ_in_their_strips(look: Any) -> None:
    faces = freecell.kit(look).cards.faces
    strips = [face[EDGE:STRIP, EDGE : WIDTH - EDGE] for face in faces]
    for one in range(52):
        for other in range(one):
            assert (strips[one] != strips[other]).sum() >= 15, (write_card(one), write_card(other))


def test_every_card_is_read_back_from_a_picture() -> None:
    position = engine.deal(4, Rng("deck"))
    picture = freecell.draw(position, (), PLAIN)
    read = [
        which_card(picture, *picture.box(("card", cascade, number))[:2])
        for cascade, cards in enumerate(position.cascades)
        for number in range(len(cards))
    ]
    assert read == [card for cards in position.cascades for card in cards]
    assert sorted(read) == list(range(52))


def test_positions_use_cells_and_foundations() -> None:
    samples = list(some_samples(part_named("freecell-legal_moves-medium"), 30))
    assert sum(any(card >= 0 for card in sample.state.cells) for sample in samples) >= 25
    assert sum(any(sample.state.foundations) for sample in samples) >= 10
