"""3D mazes against networkx, and against the mistake of taking higher in the picture for higher."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest
from gameqa.games.maze_3d import engine

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, part_named, some_rows, some_samples, steps_of

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


SPOT = r"\(\d+, \d+, \d+\)"
MOVE = r"left-forward|right-forward|left-back|right-back|up|down"
WALKED = rf"({MOVE})(?: (\d+) cubes)? to (?:(cube (\d)|the goal) at )?({SPOT})"
ALONG = rf"(?:(up|down) a ladder with )?([xy]) ([+-]) (\d+) to ({SPOT})"
CLIMB = rf"(up|down) to ({SPOT})"
NUMBERS = r"cubes? ([\d, and]+)"


class Reader:
    """Follows the reasoning of one sample, line by line, on the graph of its maze."""

    def __init__(self, sample: Any) -> None:
        self.row = sample.row()
        self.task = self.row["task"]
        self.answer = answer_text(self.row)
        state = sample.state
        self.graph = graph_of({"columns": state.columns, "ladders": state.ladders})
        self.heights = {(x, y): height - 1 for x, y, height in state.columns}
        self.ladders = state.ladders
        self.start, self.goal = state.start, state.goal
        self.path = nx.shortest_path(self.graph, self.start, self.goal)
        self.labels = {int(mark.content): mark.place[1:] for mark in sample.question.marks}
        self.forks: list[Any] = []
        self.at = self.start
        self.moves = 0
        self.refuted: set[str] = set()
        self.counts: list[int] = []

    def place(self, text: str) -> Any:
        x, y, z = map(int, re.findall(r"\d+", text))
        assert self.heights[x, y] == z
        return x, y

    def walked(self, text: str, place: Any) -> list[Any]:
        """The columns of a walk that is told in words."""
        parts = list(re.finditer(WALKED, text))
        assert ", ".join(part[0] for part in parts) == text
        places = [place]
        for part in parts:
            for _ in range(int(part[2] or 1)):
                places.append(follow(self.graph, places[-1], [part[1]]))
            assert places[-1] == self.place(part[5])
            assert (part[3] == "the goal") == (places[-1] == self.goal)
            assert (self.labels.get(int(part[4])) if part[4] else None) == (
                places[-1] if places[-1] in self.labels.values() else None
            )
        return places

    def line(self, line: str) -> None:
        """Checks one line."""
        if told := re.fullmatch(rf"The start is the blue cube at ({SPOT}), the goal the red cube at ({SPOT})\.", line):
            assert [self.place(told[1]), self.place(told[2])] == [self.start, self.goal]
        elif re.fullmatch(rf"Cube 1 is at {SPOT}((, | and )cube \d is at {SPOT})+\.", line):
            assert {
                int(number): self.place(spot) for number, spot in re.findall(rf"ube (\d) is at ({SPOT})", line)
            } == self.labels
        elif told := re.fullmatch(rf"From ({SPOT}): (.*)\.", line):
            assert self.place(told[1]) == self.at
            places = self.walked(told[2], self.at)
            assert places == self.path[self.path.index(self.at) : self.path.index(places[-1]) + 1]
            self.at, self.moves = places[-1], self.moves + len(places) - 1
        elif told := re.fullmatch(
            rf"Fork at (?:cube (\d), )?({SPOT}): (.*) and ends there\. So the route goes (\S+)\.", line
        ):
            self.fork(told[1], self.place(told[2]), told[3].split(" and ends there; "), told[4])
        elif self.task in ("path_choices", "checkpoint_order", "main_path", "solve"):
            self.way_end(line)
        elif self.task == "height_order":
            self.climb(line)
        elif self.task == "relative_position":
            self.offset(line)
        else:
            self.ladder(line)

    def fork(self, number: Any, fork: Any, branches: list[str], onward: str) -> None:
        assert fork == self.at
        assert self.labels.get(int(number)) == fork if number else fork not in self.labels.values()
        place = self.path.index(fork)
        assert self.graph.edges[fork, self.path[place + 1]]["move"] == onward
        seen, ends = {fork}, []
        for count, branch in enumerate(branches):
            told = re.fullmatch(rf"(one branch goes|from ({SPOT}) it also goes) (.*)", branch)
            assert told is not None, branch
            assert (told[2] is None) == (count == 0)
            start = self.place(told[2]) if told[2] else fork
            assert start in seen
            places = self.walked(told[3], start)
            ends.append(places[-1])
            seen |= set(places)
        rest = self.graph.to_undirected().subgraph(set(self.graph) - {fork})
        off = next(there for there in self.graph.successors(fork) if there not in self.path)
        assert seen - {fork} == nx.node_connected_component(rest, off)
        assert all(self.graph.out_degree(end) == 1 for end in ends)
        assert self.goal not in seen
        self.forks.append(fork)

    def way_end(self, line: str) -> None:
        """The conclusions about the way."""
        assert self.at == self.goal
        assert self.forks == [place for place in self.path[1:-1] if self.graph.out_degree(place) > 2]
        if told := re.fullmatch(r"So the right choices are (.*)\.", line):
            assert told[1] == self.answer
        elif told := re.fullmatch(
            r"([A-H](?:, [A-H])*(?: and [A-H])?) says? (\S+) at cube (\d), which leads to a dead end\.", line
        ):
            fork = self.labels[int(told[3])]
            assert follow(self.graph, fork, [told[2]]) not in self.path
            for letter in re.findall("[A-H]", told[1]):
                option = self.row["options"]["ABCDEFGH".index(letter)]
                assert f"{told[3]}: {told[2]}" in option.split(", ")
                assert letter not in self.refuted
                self.refuted.add(letter)
        elif told := re.fullmatch(r"So the route passes (cube .*) in this order\.", line):
            assert re.findall(r"\d", told[1]) == self.answer.split(", ")
        elif told := re.fullmatch(rf"So the route passes {NUMBERS}; {NUMBERS} lies? on branches that end\.", line):
            assert [[int(number) for number in re.findall(r"\d", part)] for part in told.groups()] == [
                [number for number, place in sorted(self.labels.items()) if (place in self.path) == on_way]
                for on_way in (True, False)
            ]
        elif line == "So the route passes all four numbered cubes.":
            assert set(self.labels.values()) <= set(self.path)
        elif line == "So all four numbered cubes lie on branches that end.":
            assert not set(self.labels.values()) & set(self.path)
        else:
            told = re.fullmatch(r"Together these are (\d+) moves, and they end at the goal\.", line)
            assert told is not None, line
            assert int(told[1]) == self.moves == len(self.answer.split(", "))

    def climb(self, line: str) -> None:
        """Heights from ladder to ladder."""
        height = {number: self.heights[place] for number, place in self.labels.items()}
        if told := re.fullmatch(rf"Cube 1 is at ({SPOT}), so at height (\d+)\.", line):
            assert self.place(told[1]) == self.labels[1]
            assert int(told[2]) == height[1]
        elif told := re.fullmatch(r"From cube (\d) to cube (\d) (.*), so cube (\d) is (.*), at height (\d+)\.", line):
            one, two = int(told[1]), int(told[2])
            assert (int(told[4]), int(told[6])) == (two, height[two])
            way = nx.shortest_path(self.graph, self.labels[one], self.labels[two])
            moves = [(self.graph.edges[a, b]["move"], b) for a, b in pairwise(way)]
            climbs = [move for move in moves if move[0] in ("up", "down")]
            if climbs:
                steps, counts = re.fullmatch(r"the ladders? leads? (.*): ([^:]*)", told[3]).groups()
                assert [(move, self.place(spot)) for move, spot in re.findall(CLIMB, steps)] == climbs
                found = {way: int(number) for number, way in re.findall(r"(\d+) (up|down)", counts)}
                assert found == Counter(move for move, _ in climbs)
            else:
                assert told[3] == "there is no ladder"
            change = height[two] - height[one]
            word = f"{abs(change)} {'higher' if change > 0 else 'lower'}" if change else "equally high"
            assert told[5] == word
        else:
            told = re.fullmatch(r"So (cube .*): ([\d<= ]+)\.", line)
            assert told is not None, line
            assert re.findall(r"cube (\d) is at height (\d+)", told[1]) == [
                (str(number), str(height[number])) for number in (1, 2, 3)
            ]
            assert told[2] == self.answer

    def offset(self, line: str) -> None:
        """Steps along the axes."""
        one, two = self.labels[1], self.labels[2]
        if told := re.fullmatch(rf"Cube 1 is at ({SPOT})\.", line):
            assert self.place(told[1]) == one
        elif told := re.fullmatch(r"Along the tops from there to cube 2: (.*)\.", line):
            parts = list(re.finditer(ALONG, told[1]))
            assert ", ".join(part[0] for part in parts) == told[1]
            places = [one]
            for part in parts:
                sign = 1 if part[3] == "+" else -1
                for _ in range(int(part[4])):
                    x, y = places[-1]
                    there = (x + sign, y) if part[2] == "x" else (x, y + sign)
                    move = self.graph.edges[places[-1], there]["move"]
                    assert move == part[1] if part[1] else move not in ("up", "down")
                    places.append(there)
                assert places[-1] == self.place(part[5])
            assert places == nx.shortest_path(self.graph, one, two)
        elif told := re.fullmatch(rf"So cube 2 is at ({SPOT})\.", line):
            assert self.place(told[1]) == two
        else:
            told = re.fullmatch(
                r"The differences are x: (\d+) - (\d+) = (-?\d+), y: (\d+) - (\d+) = (-?\d+), "
                r"z: (\d+) - (\d+) = (-?\d+)\.",
                line,
            )
            assert told is not None, line
            found = [int(number) for number in told.groups()]
            assert found[0::3] == [*two, self.heights[two]]
            assert found[1::3] == [*one, self.heights[one]]
            assert found[2::3] == [a - b for a, b in zip(found[0::3], found[1::3], strict=True)]

    def ladder(self, line: str) -> None:
        """Ladders by height."""
        if told := re.fullmatch(r"Up to height (\d+): (.*), (\d+) ladders?\.", line):
            spots = sorted(self.place(spot) for spot in re.findall(SPOT, told[2]))
            assert spots == sorted((x, y) for _, _, x, y in self.ladders if self.heights[x, y] == int(told[1]))
            assert len(spots) == int(told[3])
            self.counts.append(len(spots))
        elif told := re.fullmatch(r"([\d +]+) = (\d+) ladders?\.", line):
            assert list(map(int, told[1].split(" + "))) == self.counts
            assert sum(self.counts) == int(told[2]) == int(self.answer)
        elif told := re.fullmatch(r"That makes (\d+) ladders? in all\.", line):
            assert self.counts == [int(told[1])] == [int(self.answer)]
        else:
            assert line == "Each ladder hangs on a column; the topmost cubes of these columns are:"


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the graph says the same."""
    for sample in some_samples(part, min(count, 60)):
        reader = Reader(sample)
        for line in steps_of(reader.row):
            reader.line(line)
        if part.task == "path_choices":
            letters = "ABCDEFGH"[: len(reader.row["options"])]
            assert reader.refuted == set(letters) - {reader.row["answer"]}


@pytest.mark.tasks("main_path")
def test_numbers_stand_on_cubes_with_two_neighbors(part: Part) -> None:
    forks_off = 0
    for sample in some_samples(part, 20):
        maze = sample.state
        assert all(len(maze.moves[mark.place[1:]]) == 2 for mark in sample.question.marks)
        forks_off += any(len(ways) > 2 for place, ways in maze.moves.items() if place not in maze.path)
    assert forks_off > 2


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
