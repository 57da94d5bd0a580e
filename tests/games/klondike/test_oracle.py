"""Answers by a second engine with named cards; that play reaches the positions is shown by playing there."""

from __future__ import annotations

import re
from typing import Any

import pytest
from gameqa.games.klondike import drafts, engine, planning
from gameqa.games.klondike import picture as klondike

import gameqa
from gameqa.configs import Part
from gameqa.draw.looks import PLAIN, VARIED
from gameqa.rng import Rng
from tests.games.klondike.table import SUITS, Table, play_to, target_name
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples

EFFECTS = {
    "turns up": "turns up a face-down card",
    "empties": "empties a pile",
    "frees": "can then be moved to its foundation",
}


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def option_move(option: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"(.*? of \w+) from (Tab\d|the waste) to (Tab\d|the foundation of \w+)", option)
    assert found, option
    return found[1], target_name(found[2]), target_name(found[3])


def more_are_empty(table: Table, move: tuple[str, str, str]) -> bool:
    """Whether a move between piles leaves more of them empty than there are."""
    card, source, target = move
    left = table.piles[source].index(card) + table.down[source]
    return left == 0 and bool(table.piles[target] or table.down[target])


def listed_moves(answer: str, table: Table) -> list[tuple[str, str, str]]:
    """The moves of an answer, played on the table."""
    moves = []
    for text in answer.split(", "):
        source, target = text.split(" > ")
        cards = table.piles[source]
        goal = cards[-1].split(" of ")[1] if target == "home" else target
        (card,) = [card for card in cards if table.allows(card, source, goal)]
        table.move(card, source, goal)
        moves.append((card, source, goal))
    return moves


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        table, answer = Table(row["plain"]), answer_text(row)
        if part.task in ("legal_move", "effective_move"):
            wanted = next((name for name, text in EFFECTS.items() if text in asked_of(row)), None)
            assert (wanted is None) == (part.task == "legal_move")
            fitting = []
            for option in row["options"]:
                if option == "none of these moves":
                    continue
                move = option_move(option)
                assert move[0] in table.piles[move[1]]
                assert not table.is_idle(*move)
                if table.allows(*move) and (wanted is None or table.effect(*move) == wanted):
                    fitting.append(option)
            assert (fitting or ["none of these moves"]) == [answer]
        elif part.task == "deadlock":
            first = table.stock == 0 and not table.piles["waste"]
            inner = [move for move in table.moves() if move[1] != "waste" and move[2] not in SUITS]
            third = any(table.effect(*move) == "turns up" or more_are_empty(table, move) for move in inner)
            told = [first, bool(table.home_moves()), third]
            assert answer == ", ".join(f"{number} {str(fact).lower()}" for number, fact in enumerate(told, 1))
        elif part.task == "legal_moves":
            assert sum(not table.piles[name] for name in table.tabs()) <= 1
            assert int(answer) == len(table.moves())
        else:
            assert part.task == "reach_foundation"
            found = re.search(r"at most (\d+) moves after which the (\w+ of \w+) is", asked_of(row))
            assert found
            moves = listed_moves(answer, table)
            assert len(moves) <= int(found[1])
            assert moves[-1][0] == found[2]
            assert moves[-1][2] in SUITS


@pytest.mark.tasks("deadlock")
def test_statements_have_one_reading_and_reasoning_ends_in_them(part: Part) -> None:
    """What happens to empty piles is said of one verb, and nothing is told of terms that no rule explains."""
    for row in some_rows(part, 20):
        statement = asked_of(row).split("\n")[3]
        assert statement.startswith(
            "3. Some move from one pile to another would now turn up a face-down card, or would"
        )
        assert "without" not in statement
        assert not re.search("deadlock|ways? to go on", row["question"] + row["analysis"])


@COUNTS
def test_play_reaches_the_positions(part: Part, count: int) -> None:
    for sample, row in zip(some_samples(part, count // 2), some_rows(part, count // 2), strict=True):
        order = engine_order(sample.state)
        play_to(row["plain"], order)


def engine_order(state: Any) -> list[int]:
    order = drafts.clearing_order(state)
    assert order is not None
    return [pile for pile, _ in order]


@pytest.mark.tasks("reach_foundation")
def test_other_lists_and_notations(part: Part) -> None:
    for row in some_rows(part, 6):
        answer = row["answer"]
        assert gameqa.score(answer.replace(" > ", "->"), row) == 1.0
        assert gameqa.score(answer.replace("Tab", "tab ").replace(">", "to"), row) == 1.0
        assert gameqa.score("\n".join(f"{n}. {move}" for n, move in enumerate(answer.split(", "), 1)), row) == 1.0
        assert gameqa.score(answer.replace("> home", "> foundation"), row) == 1.0
        assert gameqa.score(", ".join(answer.split(", ")[:-1]), row) == 0.0
        assert gameqa.score(f"Tab1 > Tab1, {answer}", row) == 0.0
        assert gameqa.score(", ".join([answer] * 20), row) == 0.0


@pytest.mark.tasks("reach_foundation")
def test_no_list_is_shorter_than_the_cards_that_must_move(part: Part) -> None:
    """Every card of the suit up to the one that is asked for takes a move of its own."""
    low, high = planning.LENGTHS[part.level]
    for row in some_rows(part, 12):
        assert low <= row["answer"].count(",") + 1 <= high
        assert row["answer"].count("home") >= 1


def test_facts_and_kinds_are_spread() -> None:
    for level in ("easy", "medium", "hard"):
        facts = {answer_text(row) for row in some_rows(part_named(f"klondike-deadlock-{level}"), 60)}
        assert len(facts) == 8
        answers = [answer_text(row) for row in some_rows(part_named(f"klondike-legal_move-{level}"), 60)]
        assert 1 <= sum(answer == "none of these moves" for answer in answers) <= 20
        assert sum("foundation" in answer for answer in answers) <= 40


def test_drafts_show_empty_piles_stocks_and_started_foundations() -> None:
    rng = Rng("drafts")
    found = [draft for _ in range(300) if (draft := drafts.draft("medium", drafts.Wish(), rng)) is not None]
    assert len(found) > 150
    assert any(draft.piles.count(()) == 2 for draft in found)
    assert any(draft.stock == 0 for draft in found)
    assert all(20 <= engine.tableau_cards(draft) <= 23 for draft in found)
    assert sum(min(draft.foundations) == 0 for draft in found) < len(found) // 2


@pytest.mark.parametrize("look", [PLAIN, *VARIED[::211]], ids=lambda look: look.name)
def test_the_longest_pile_fits(look: Any) -> None:
    run = tuple(12 - place + (0 if place % 2 else 26) for place in range(13))
    state = engine.Position(((), (), (), (), (), (), run), (0, 1, 2, 3, 4, 5, 6), 3, 38, 2, (0, 0, 0, 0))
    picture = klondike.draw(state, (), look)
    assert picture.pixels.shape[0] <= 640
    assert picture.box(("card", 6, 18))[3] <= picture.pixels.shape[0]
