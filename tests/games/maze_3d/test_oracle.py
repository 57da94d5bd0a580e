"""3D mazes against networkx, and against the mistake of taking higher in the picture for higher."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from gameqa.games.maze_3d import engine

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples

STEPS = {"left-forward": (-1, 0), "right-forward": (0, 1), "left-back": (0, -1), "right-back": (1, 0)}


def graph_of(plain: dict[str, Any]) -> nx.DiGraph:
    """Columns, with an edge for every possible move that carries its name."""
    heights = {(x, y): height for x, y, height in plain["columns"]}
    graph = nx.DiGraph()
    graph.add_nodes_from(heights)
    for (x, y), height in heights.items():
        for name, (right, away) in STEPS.items():
            there = (x + right, y + away)
            if heights.get(there) == height:
                graph.add_edge((x, y), there, move=name)
    for x, y, upper_x, upper_y in plain["ladders"]:
        assert heights[upper_x, upper_y] == heights[x, y] + 1
        assert (upper_x - x, upper_y - y) in ((-1, 0), (0, 1)), "the ladder hangs on a side that is seen"
        graph.add_edge((x, y), (upper_x, upper_y), move="up")
        graph.add_edge((upper_x, upper_y), (x, y), move="down")
    for place in graph:
        names = [data["move"] for _, _, data in graph.out_edges(place, data=True)]
        assert len(set(names)) == len(names)
    return graph


def follow(graph: nx.DiGraph, place: Any, moves: list[str]) -> Any:
    for move in moves:
        following = [there for _, there, data in graph.out_edges(place, data=True) if data["move"] == move]
        if not following:
            return None
        place = following[0]
    return place


def order_text(values: list[int]) -> str:
    """The order of values, smallest first, equal ones by their number."""
    groups: dict[int, list[int]] = {}
    for number, value in enumerate(values, 1):
        groups.setdefault(value, []).append(number)
    return " < ".join(" = ".join(map(str, groups[value])) for value in sorted(groups))


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        row = {**sample.row()}
        plain = {"columns": sample.state.columns, "ladders": sample.state.ladders}
        answer = answer_text(row)
        graph = graph_of(plain)
        assert nx.is_tree(graph.to_undirected())
        start, goal = sample.state.start, sample.state.goal
        path = nx.shortest_path(graph, start, goal)
        labels = {int(mark.content): mark.place[1:] for mark in sample.question.marks}
        heights = {(x, y): height for x, y, height in plain["columns"]}
        if part.task == "path_choices":
            branches = {place for place in path[1:-1] if graph.out_degree(place) > 2}
            assert set(labels.values()) == branches
            right = []
            for option in row["options"]:
                choices = {int(number): move for number, move in re.findall(r"(\d): ([\w-]+)", option)}
                place, before = start, None
                for _ in range(len(graph)):
                    if place == goal:
                        right.append(option)
                        break
                    ways = [there for there in graph.successors(place) if there != before]
                    number = next((number for number, label in labels.items() if label == place), None)
                    if number is not None:
                        ways = [there for there in ways if graph.edges[place, there]["move"] == choices[number]]
                    if len(ways) != 1:
                        break
                    before, place = place, ways[0]
            assert right == [answer]
        elif part.task == "checkpoint_order":
            order = sorted(labels, key=lambda number: path.index(labels[number]))
            assert answer == ", ".join(map(str, order))
        elif part.task == "height_order":
            assert answer == order_text([heights[labels[number]] for number in (1, 2, 3)])
        elif part.task == "main_path":
            assert answer == (", ".join(str(number) for number in sorted(labels) if labels[number] in path) or "none")
        elif part.task == "relative_position":
            one, two = ((*labels[number], heights[labels[number]]) for number in (1, 2))
            told = tuple(int(value) for value in re.findall(r"[xyz] ([+-]?\d+)", answer))
            assert told == tuple(b - a for a, b in zip(one, two, strict=True))
        elif part.task == "count_ladders":
            assert int(answer) == sum(data["move"] == "up" for _, _, data in graph.edges(data=True))
        else:
            assert part.task == "solve"
            moves = answer.split(", ")
            assert follow(graph, start, moves) == goal
            assert moves == [graph.edges[a, b]["move"] for a, b in pairwise(path)]


@pytest.mark.tasks("solve")
def test_any_possible_list_to_the_goal_counts(part: Part) -> None:
    opposite = {"left-forward": "right-back", "right-back": "left-forward", "right-forward": "left-back"}
    opposite |= {"left-back": "right-forward", "up": "down", "down": "up"}
    for row in some_rows(part, 8):
        moves = row["answer"].split(", ")
        assert gameqa.score(", ".join([moves[0], opposite[moves[0]], *moves]), row) == 1.0
        assert gameqa.score(" -> ".join(move.replace("-", " ").title() for move in moves), row) == 1.0
        assert gameqa.score(", ".join(moves[:-1]), row) == 0.0
        assert gameqa.score(", ".join([*moves, "sideways"]), row) == 0.0


@pytest.mark.tasks("height_order")
def test_higher_in_the_picture_is_no_good_guess(part: Part) -> None:
    """Ordering by the place in the picture is right seldom, and heights contradict it often."""
    right, misleading = 0.0, 0
    samples = list(some_samples(part, 120))
    for sample in samples:
        picture = sample.picture()
        tops = [picture.box(mark.place)[1] for mark in sample.question.marks]
        heights = [sample.state.heights[mark.place[1:]] for mark in sample.question.marks]
        right += order_text([-top for top in tops]) == sample.question.answer
        misleading += any(heights[one] < heights[two] and tops[one] < tops[two] for one in range(3) for two in range(3))
    chance = 1 / len(samples[0].question.options)
    assert right / len(samples) <= chance + 0.10
    assert misleading / len(samples) >= 1 / 3


def test_levels_are_as_described() -> None:
    for level, wanted in engine.LEVELS.items():
        for sample in some_samples(part_named(f"maze_3d-solve-{level}"), 30):
            maze = sample.state
            assert wanted.path[0] <= len(maze.path) <= wanted.path[1]
            assert len(maze.branches) == wanted.branches
            assert wanted.heights[0] <= len(set(maze.heights.values())) <= wanted.heights[1]
