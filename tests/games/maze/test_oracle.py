"""Mazes against networkx: the floor as a graph."""

from __future__ import annotations

import itertools
import re
from typing import Any

import networkx as nx
import pytest

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows

WAYS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def graph_of(plain: dict[str, Any]) -> nx.Graph:
    grid = nx.grid_2d_graph(len(plain["rows"]), len(plain["rows"]))
    return grid.subgraph([cell for cell in grid if plain["rows"][cell[0]][cell[1]] == "."])


def named_moves(text: str) -> list[str]:
    return re.findall(r"\b(?:up|down|left|right)\b", text)


def trace(graph: nx.Graph, cell: Any, moves: list[str]) -> list[Any]:
    cells = [cell]
    for move in moves:
        there = (cells[-1][0] + WAYS[move][0], cells[-1][1] + WAYS[move][1])
        cells.append(there if there in graph else cells[-1])
    return cells


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain, answer = row["plain"], answer_text(row)
        graph = graph_of(plain)
        player, goal = tuple(plain["player"]), tuple(plain["goal"])
        assert nx.is_tree(graph)
        path = nx.shortest_path(graph, player, goal)
        steps = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(path)]
        asked = row["question"].split("\n\n")[1]
        if part.task == "player_position":
            assert numbers(answer) == player
        elif part.task == "goal_position":
            assert numbers(answer) == goal
        elif part.task == "path_to_goal":
            right = []
            for option in row["options"]:
                cells = trace(graph, player, named_moves(option))
                if cells[-1] == goal:
                    assert all(one != two for one, two in itertools.pairwise(cells))
                    right.append(option)
            assert right == [answer]
        elif part.task == "count_turns":
            assert int(answer) == sum(one != two for one, two in itertools.pairwise(steps))
        elif part.task == "open_directions":
            free = {name for name, (r, c) in WAYS.items() if (player[0] + r, player[1] + c) in graph}
            assert [set(named_moves(option)) == free for option in row["options"]].count(True) == 1
            assert set(named_moves(answer)) == free
        elif part.task == "position_after_moves":
            moves = named_moves(asked.split(":")[1].split(".")[0])
            assert 1 <= len(moves) <= 8
            assert trace(graph, player, moves)[-1] == numbers(answer)
        elif part.task == "solve":
            assert trace(graph, player, named_moves(answer))[-1] == goal
            assert gameqa.score("left, left, " + answer, row) in (0.0, 1.0)
            assert gameqa.score(answer.rsplit(",", 1)[0], row) == 0.0
        elif part.task == "distance":
            assert int(answer) == len(steps)
        else:
            assert part.task == "dead_ends"
            assert int(answer) == sum(degree == 1 for _, degree in graph.degree)


@pytest.mark.tasks("solve")
def test_any_way_to_the_goal_counts(part: Part) -> None:
    for row in some_rows(part, 6):
        moves = named_moves(row["answer"])
        opposite = {"up": "down", "down": "up", "left": "right", "right": "left"}
        longer = [moves[0], opposite[moves[0]], *moves]
        assert gameqa.score(" ".join(move[0].upper() for move in longer), row) == 1.0
        assert gameqa.score(", ".join([*moves, opposite[moves[-1]]]), row) == 0.0


@COUNTS
@pytest.mark.tasks("position_after_moves")
def test_every_sentence_of_the_walk_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        graph = graph_of(row["plain"])
        cell = tuple(row["plain"]["player"])
        for line in row["analysis"].split("\n")[1:-1]:
            move = named_moves(line)[0]
            there = (cell[0] + WAYS[move][0], cell[1] + WAYS[move][1])
            assert numbers(line)[1:] == there
            assert ("is a wall" in line) == (there not in graph)
            cell = there if there in graph else cell
