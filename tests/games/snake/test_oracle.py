"""Snake against a simulator on queues of cells, and a search over whole bodies."""

from __future__ import annotations

import re
from typing import Any

import pytest

import gameqa
from gameqa.configs import Part
from tests.games.snake.board import Board, fewest_moves, fewest_moves_plainly
from tests.oracle import COUNTS, WAYS, named_moves, numbers
from tests.samples import answer_text, part_named, some_rows

OUTCOMES = {
    "The head leaves the board.": "border",
    "The head runs into the snake itself.": "body",
    "The head reaches the food.": "food",
    "The snake survives and does not reach the food.": "nothing",
}


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def listed_moves(row: dict[str, Any]) -> list[str]:
    return named_moves(re.search(r"one after the other: ([^.]*)\.", asked_of(row))[1])  # type: ignore[index]


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain, answer = row["plain"], answer_text(row)
        board = Board(plain)
        assert len(set(board.cells)) == len(board.cells)
        assert board.food not in board.cells
        if part.task == "head_position":
            assert numbers(answer) == board.head
        elif part.task == "food_position":
            assert numbers(answer) == board.food
        elif part.task == "snake_length":
            assert int(answer) == len(board.cells)
        elif part.task == "outcome_of_moves":
            assert board.make_all(listed_moves(row))[-1] == OUTCOMES[answer]
        elif part.task == "shortest_path":
            assert int(answer) == fewest_moves(plain)
        elif part.task == "reach_food":
            moves = named_moves(answer)
            assert board.make_all(moves) == ["nothing"] * (len(moves) - 1) + ["food"]
            assert len(moves) <= plain["asked"]["most"]
            assert f"at most {plain['asked']['most']} moves" in asked_of(row)
        elif part.task == "head_after_moves":
            assert set(board.make_all(listed_moves(row))) == {"nothing"}
            assert numbers(answer) == board.head
        else:
            assert part.task == "safe_moves"
            safe = [move for move in WAYS if Board(plain).make(move) in ("nothing", "food")]
            assert named_moves(answer) == safe
            assert "none of them" in row["options"]
            assert [named_moves(option) == safe for option in row["options"]].count(True) == 1


@pytest.mark.tasks("outcome_of_moves")
def test_the_tail_is_not_called_body(part: Part) -> None:
    """The head may meet the tail where it is then, which the rules tell from the body: so does no option."""
    tails = 0
    for row in some_rows(part, 200 if part.level == "easy" else 20):
        assert "another part of itself, be it body or tail" in row["question"]
        assert set(row["options"]) == set(OUTCOMES)
        board, moves = Board(row["plain"]), listed_moves(row)
        if board.make_all(moves)[-1] == "body":
            assert "body" not in row["analysis"].split("With move")[1]
            tails += met_tail(row["plain"], moves)
    assert tails or part.level != "easy"


def met_tail(plain: dict[str, Any], moves: list[str]) -> bool:
    """Whether the head runs into the cell that the tail has reached with the same move."""
    trail = [tuple(cell) for cell in plain["body"][::-1]]
    length = len(trail)
    for move in moves:
        trail.append((trail[-1][0] + WAYS[move][0], trail[-1][1] + WAYS[move][1]))
        if trail[-1] in trail[-length:-1]:
            return trail[-1] == trail[-length]
    return False


def test_both_searches_agree() -> None:
    for row in some_rows(part_named("snake-shortest_path-easy"), 30):
        assert fewest_moves_plainly(row["plain"]) == fewest_moves(row["plain"])


@pytest.mark.tasks("shortest_path")
def test_the_body_matters(part: Part) -> None:
    """About half of the answers, at least two in five, are neither the distance nor what a body that rests gives."""
    import networkx as nx

    differ = 0
    for row in some_rows(part, 60):
        plain, answer = row["plain"], int(row["answer"])
        board = Board(plain)
        grid = nx.grid_2d_graph(plain["side"], plain["side"])
        grid.remove_nodes_from(list(board.cells)[:-1])
        still = (
            nx.shortest_path_length(grid, board.head, board.food) if nx.has_path(grid, board.head, board.food) else -1
        )
        away = abs(board.head[0] - board.food[0]) + abs(board.head[1] - board.food[1])
        differ += answer not in (still, away)
    assert differ >= 24


@pytest.mark.tasks("reach_food")
def test_any_way_to_the_food_counts(part: Part) -> None:
    for row in some_rows(part, 8):
        moves = row["answer"].split(", ")
        assert gameqa.score(" ".join(move[0].upper() for move in moves), row) == 1.0
        assert gameqa.score(", ".join(moves[:-1]), row) == 0.0
        assert gameqa.score(", ".join([*moves, moves[-1]]), row) == 0.0
        back = {"up": "down", "down": "up", "left": "right", "right": "left"}[moves[0]]
        assert gameqa.score(", ".join([moves[0], back, *moves]), row) == 0.0
