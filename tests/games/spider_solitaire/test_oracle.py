"""Spider solitaire against a plain engine on lists of cards, each a rank and whether it lies face up."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from gameqa.games.spider_solitaire import engine, moving, playing
from gameqa.games.spider_solitaire.telling import read_rank

from gameqa.configs import Part
from gameqa.errors import Redraw, Unreadable
from gameqa.rng import Rng
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples

RANKS = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K"]


class Table:
    """Piles of (rank, face up), the bottom card first; ranks from 0 for the ace, None where it is not seen."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.piles = [
            [(None, False)] * down + [(rank - 1, True) for rank in cards]
            for down, cards in zip(plain["down"], plain["piles"], strict=True)
        ]
        self.stock, self.foundations = plain["stock"], plain["foundations"]

    def is_run(self, cards: list[Any]) -> bool:
        """Whether cards lie face up and fall by one rank each."""
        first = cards[0][0] if cards else None
        return first is not None and [(first - place, True) for place in range(len(cards))] == cards

    def run(self, pile: int) -> list[int]:
        """The ranks of the longest run at a pile's end."""
        cards = self.piles[pile]
        longest = next((cards[place:] for place in range(len(cards)) if self.is_run(cards[place:])), [])
        return [rank for rank, _ in longest]

    def broken(self, number: int, pile: int, target: int) -> set[str]:
        """The rules that a move breaks, as far as can be seen."""
        cards = self.piles[pile]
        if number >= len(cards):
            return {"no such card"}
        found = set()
        if not cards[number][1]:
            found.add("lies face down")
            if not self.is_run([card for card in cards if card[1]]):
                found.add("not a run")
            return found
        if not self.is_run(cards[number:]):
            found.add("not a run")
        if self.piles[target] and self.piles[target][-1][0] != cards[number][0] + 1:
            found.add("not one rank higher")
        return found

    def moves(self, empties: bool = False) -> list[tuple[int, int, int]]:
        """All legal moves, those onto empty piles too where asked for."""
        return [
            (number, pile, target)
            for pile, cards in enumerate(self.piles)
            for number in range(len(cards))
            for target in range(len(self.piles))
            if target != pile and (self.piles[target] or empties) and not self.broken(number, pile, target)
        ]

    def turns_up(self, number: int, pile: int, target: int) -> bool:
        """Whether a move is legal and makes the nearest face-down card of its pile the top card."""
        cards = self.piles[pile]
        return not self.broken(number, pile, target) and number > 0 and not cards[number - 1][1]

    def moved(self, number: int, pile: int, target: int) -> list[list[Any]]:
        """The piles after a legal move, where no card is turned up and no run removed yet."""
        piles = [list(cards) for cards in self.piles]
        piles[target] += piles[pile][number:]
        del piles[pile][number:]
        return piles

    def length_after(self, number: int, pile: int, target: int) -> int:
        """The length of the run that a legal move makes."""
        later = Table({"down": [], "piles": [], "stock": 0, "foundations": 0})
        later.piles = self.moved(number, pile, target)
        return len(later.run(target))

    def can_complete(self) -> bool:
        """Whether a legal move makes a run from K down to A."""
        return any(self.length_after(*move) == 13 for move in self.moves())

    def tops(self) -> list[str]:
        return [RANKS[cards[-1][0]] if cards else "none" for cards in self.piles]


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def move_of(text: str) -> tuple[int, int, int]:
    number, pile, target = re.fullmatch(r"card (\d+) of pile (\d) onto pile (\d)", text).groups()  # type: ignore[union-attr]
    return int(number), int(pile), int(target)


def one(pattern: str, text: str) -> int:
    return int(re.search(pattern, text)[1])  # type: ignore[index]


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        table, asked, answer = Table(row["plain"]), asked_of(row), answer_text(row)
        if part.task == "deals_left":
            assert int(answer) == table.stock
        elif part.task == "top_card":
            assert answer == table.tops()[one(r"pile (\d)", asked)]
        elif part.task == "face_down_total":
            assert int(answer) == sum(not up for cards in table.piles for _, up in cards)
        elif part.task == "face_up_after_deals":
            pile, clicks = one(r"pile (\d)", asked), one(r"after (\d) clicks", asked)
            now = sum(up for _, up in table.piles[pile])
            made = 0
            while made < clicks and made < table.stock and all(table.piles):
                made += 1
                assert not any(
                    run and run[0] == 12 and run[-1] - made < 0 for run in map(table.run, range(len(table.piles)))
                )
            assert int(answer) == now + made
        elif part.task == "move_result":
            number, pile, target = map(int, re.findall(r"\d+", asked)[:3])
            broken = table.broken(number, pile, target)
            assert len(broken) <= 1
            fitting = [
                option
                for option in row["options"]
                if ("works" in option and not broken) or any(reason in option for reason in broken)
            ]
            assert fitting == [answer]
        elif part.task == "reveal_move":
            pile = one(r"pile (\d)", asked)
            assert not table.can_complete()
            all_moves = [move for move in table.moves(empties=True) if move[1] == pile and table.turns_up(*move)]
            right = []
            for option in row["options"]:
                found = re.fullmatch(r"moving card (\d+) onto pile (\d)", option)
                if found and (int(found[1]), pile, int(found[2])) in all_moves:
                    right.append(option)
            if all(up for _, up in table.piles[pile]):
                right.append("no move is needed: the pile has no face-down card")
            elif not all_moves:
                right.append("no single move does it")
            assert right == [answer]
        elif part.task == "best_move":
            most = max(len(table.run(pile)) for pile in range(len(table.piles)))
            legal = table.moves()
            after = {move: table.length_after(*move) for move in legal}
            best = max(after.values())
            options = [move_of(option) for option in row["options"] if option != "a deal"]
            assert all(table.piles)
            assert table.stock
            assert len(options) == 7
            assert sum(move in after for move in options) >= 2
            if answer == "a deal":
                assert best <= most
            else:
                assert best > most
                assert [move for move in legal if after[move] == best] == [move_of(answer)]
        elif part.task == "legal_moves":
            assert int(answer) == len(table.moves())
        else:
            assert part.task == "longest_run"
            assert int(answer) == max(len(table.run(pile)) for pile in range(len(table.piles)))


def test_no_card_is_asked_for_that_a_complete_run_would_turn_up() -> None:
    piles = ((13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3), (9, 4, 3, 2, 1), (7, 5))
    position = engine.Position(piles, (6, 2, 2), 1, 0)
    table = Table({"piles": piles, "down": position.down, "stock": 1, "foundations": 0})
    assert engine.can_complete(position)
    assert table.can_complete()
    for kind in moving.REVEALS:
        with pytest.raises(Redraw):
            moving.reveal_move(position, SteadyKind(kind))
    assert not engine.can_complete(replace(position, piles=(piles[0], piles[1][:-1], piles[2])))


class SteadyKind(Rng):
    """Random decisions in which the kind of answer is known."""

    def __init__(self, kind: str) -> None:
        super().__init__("kind")
        self.kind = kind

    def steady(self, purpose: str) -> Rng:
        return self

    def choice(self, items: Any) -> Any:
        return self.kind if self.kind in items else super().choice(items)


def test_the_opening_tells_where_all_cards_lie() -> None:
    for part in (part_named(f"spider_solitaire-{task}-hard") for task in ("deals_left", "top_card", "reveal_move")):
        for row in some_rows(part, 6):
            opening = row["question"].split("\n\n")[0]
            assert all(
                f"{where}" in opening.split(". ")[0] for where in ("piles", "stock", "foundations", "K down to A")
            )


@pytest.mark.parametrize("level", engine.PILES)
def test_games_are_played_by_the_rules(level: str) -> None:
    """From position to position, a card is dealt to every pile or a legal move is made; no card is lost."""
    steps = 0
    for number in range(12):
        before: Table | None = None
        try:
            for position in islice(playing.playing(level, Rng(f"{level} {number}"), 5), 120):
                up = Counter(rank for cards in position.piles for rank in cards)
                assert max(up.values(), default=0) + position.foundations <= 8
                counted = sum(up.values()) + sum(position.down) + 13 * position.foundations
                assert counted + position.stock * len(position.piles) == 104
                plain = {name: getattr(position, name) for name in ("piles", "down", "stock", "foundations")}
                table = Table(plain)
                if before is not None and table.piles != before.piles:
                    assert follows(before, table)
                    steps += 1
                before = table
        except Redraw:
            continue
    assert steps > 200


def settled(piles: list[list[Any]]) -> list[Any]:
    """Piles without complete runs; a face-down card at an end may be of any rank."""
    found = []
    for cards in piles:
        if [rank for rank, _ in cards[-13:]] == list(range(12, -1, -1)) and all(up for _, up in cards[-13:]):
            cards = cards[:-13]
        found.append([*cards[:-1], "turned"] if cards and not cards[-1][1] else cards)
    return found


def same(expected: list[Any], seen: list[Any]) -> bool:
    return [*expected[:-1], seen[-1]] == seen if expected[-1:] == ["turned"] and seen else expected == seen


def follows(before: Table, after: Table) -> bool:
    """Whether a legal move or a deal leads from one table to the other."""
    if after.stock < before.stock:
        dealt = [cards[len(old) :] for old, cards in zip(before.piles, after.piles, strict=True)]
        return all(before.piles) and (
            after.foundations > before.foundations or all(len(cards) == 1 and cards[0][1] for cards in dealt)
        )
    return any(all(map(same, settled(before.moved(*move)), after.piles)) for move in before.moves(empties=True))


def test_positions_are_deep_in_the_game() -> None:
    states = [sample.state for sample in some_samples(part_named("spider_solitaire-deals_left-hard"), 60)]
    assert sum(state.foundations > 0 for state in states) >= 6
    assert sum(min(state.down) == 0 for state in states) >= 15
    assert sum(state.stock == 0 for state in states) >= 4
    assert len({sum(state.down) for state in states}) >= 15


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Q", "Q"),
        ("queen", "Q"),
        ("the queen of spades", "Q"),
        ("10", "10"),
        ("ten", "10"),
        ("A", "A"),
        ("an ace", "A"),
    ],
)
def test_ranks_are_read_in_words_too(text: str, rank: str) -> None:
    assert read_rank(text) == rank


def test_numbers_beyond_the_ranks_are_read_as_wrong_answers() -> None:
    assert not {read_rank("1"), read_rank("11"), read_rank("63")} & set(RANKS)


@pytest.mark.parametrize("text", ["", "Q or K", "queen of hearts", "pile 3"])
def test_what_is_no_single_rank_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_rank(text)
