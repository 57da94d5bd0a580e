"""Mazes against networkx: the floor as a graph."""

from __future__ import annotations

import itertools
import re
from typing import Any

import networkx as nx
import pytest

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS, WAYS, named_moves, numbers
from tests.samples import answer_text, some_rows, steps_of


def graph_of(plain: dict[str, Any]) -> nx.Graph:
    grid = nx.grid_2d_graph(len(plain["rows"]), len(plain["rows"]))
    return grid.subgraph([cell for cell in grid if plain["rows"][cell[0]][cell[1]] == "."])


def trace(graph: nx.Graph, cell: Any, moves: list[str]) -> list[Any]:
    cells = [cell]
    for move in moves:
        there = (cells[-1][0] + WAYS[move][0], cells[-1][1] + WAYS[move][1])
        cells.append(there if there in graph else cells[-1])
    return cells


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


BRANCH = r"(\w+) leads only to the dead ends? at ((?:\(\d+, \d+\)(?:, | and (?=\())?)+)"


def dead_ends_behind(graph: nx.Graph, cell: Any, there: Any) -> list[Any]:
    """The dead ends of the component that holds `there` when `cell` is taken away."""
    rest = graph.subgraph(nx.node_connected_component(graph.subgraph(set(graph) - {cell}), there))
    return sorted(node for node in rest if graph.degree[node] == 1)


def stepped(cell: Any, move: str, steps: int = 1) -> Any:
    return cell[0] + WAYS[move][0] * steps, cell[1] + WAYS[move][1] * steps


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the graph says the same."""
    for row in some_rows(part, min(count, 60)):
        plain, answer = row["plain"], answer_text(row)
        graph = graph_of(plain)
        player, goal = tuple(plain["player"]), tuple(plain["goal"])
        path = nx.shortest_path(graph, player, goal)
        at, told_forks, told_walls, parts = player, set(), set(), []
        for line in steps_of(row):
            cells = [numbers(text) for text in re.findall(r"\(\d+, \d+\)", line)]
            if re.fullmatch(r"The player is at \S+ \S+, the goal at \S+ \S+\.", line):
                assert cells == [player, goal]
            elif told := re.fullmatch(r"At (\(\d+, \d+\)), (.*), so the way goes (\w+)\.", line):
                cell = numbers(told[1])
                place = path.index(cell)
                assert stepped(cell, told[3]) == path[place + 1]
                branches = re.findall(BRANCH, told[2])
                expected = set(graph[cell]) - set(path[max(0, place - 1) : place + 2])
                assert {stepped(cell, move) for move, _ in branches} == expected
                for move, ends in branches:
                    listed = [numbers(text) for text in re.findall(r"\(\d+, \d+\)", ends)]
                    assert listed == dead_ends_behind(graph, cell, stepped(cell, move))
                told_forks.add(cell)
            elif told := re.fullmatch(r"(\d+)\. (Up|Down|Left|Right) (\d+) cells?, to (\(\d+, \d+\))\.", line):
                assert int(told[1]) == len(parts) + 1
                there = stepped(at, told[2].lower(), int(told[3]))
                assert there == numbers(told[4])
                assert path.index(there) - path.index(at) == int(told[3])
                at = there
                parts.append(int(told[3]))
            elif re.fullmatch(r"(There is no fork on the|The) way to the goal:", line):
                forks = {cell for cell in path[:-1] if graph.degree[cell] > (2 if cell != player else 1)}
                assert told_forks == forks
                assert line.startswith("There") == (not forks)
            elif told := re.fullmatch(r"([\d +]+) = (\d+) moves\.|That is (\d+) moves\.", line):
                assert parts == list(map(int, (told[1] or told[3]).split(" + ")))
                assert sum(parts) == int(told[2] or told[3]) == len(path) - 1
                assert at == goal
            elif told := re.fullmatch(
                r"These are (\d+) straight parts?, so the walk changes direction (\d+) times?\.", line
            ):
                assert (int(told[1]), int(told[2])) == (len(parts), len(parts) - 1)
                assert at == goal
            elif told := re.fullmatch(r"These are the moves of ([A-E])\.", line):
                assert told[1] == row["answer"]
                assert at == goal
            elif told := re.fullmatch(r"([A-E]): move (\d+), (\w+) from \S+ \S+, meets the wall at \S+ \S+\.", line):
                moves = named_moves(row["options"]["ABCDE".index(told[1])])
                cells_passed = trace(graph, player, moves)
                first = next(place for place in range(len(moves)) if cells_passed[place] == cells_passed[place + 1])
                assert (int(told[2]), told[3]) == (first + 1, moves[first])
                assert cells == [cells_passed[first], stepped(cells_passed[first], told[3])]
                assert told[1] not in told_walls
                told_walls.add(told[1])
            elif told := re.fullmatch(r"(up|down|left|right): \S+ \S+ is (floor|a wall)\.", line):
                assert cells == [stepped(player, told[1])]
                assert (told[2] == "floor") == (cells[0] in graph)
            elif told := re.fullmatch(r"So the player can move ([a-z, ]*?)(, but nowhere else)?\.", line):
                assert named_moves(told[1]) == named_moves(answer)
                assert bool(told[2]) == (len(named_moves(answer)) < 4)
            elif told := re.fullmatch(r"(\d+)\. (\w+): (.*)\.", line):
                there = stepped(at, told[2].lower())
                assert cells == [there]
                assert told[3].startswith("the player goes to") == (there in graph)
                assert told[3].endswith("is a wall, so the player stays") == (there not in graph)
                at = there if there in graph else at
            elif re.fullmatch(r"The player starts at \S+ \S+\.", line) or re.fullmatch(
                r"The player is at \S+ \S+\. The cells beside it:", line
            ):
                assert cells == [player]
            elif re.fullmatch(r"After the last move the player is at \S+ \S+\.", line):
                assert cells == [at]
                assert numbers(answer) == at
            elif told := re.fullmatch(r"Row (\d+): (.*?)(?:, (\d+) cells)?\.", line):
                own = sorted(node for node in graph if node[0] == int(told[1]) and graph.degree[node] == 1)
                assert cells == own
                assert int(told[3] or 1) == len(own)
                parts.append(len(own))
            elif told := re.fullmatch(r"([\d +]+) = (\d+), so there are (\d+) dead ends\.", line):
                assert parts == list(map(int, told[1].split(" + ")))
                assert sum(parts) == int(told[2]) == int(told[3]) == int(answer)
            elif told := re.fullmatch(r"The (player|goal) is in row (\d+), counted from the top from 0\.", line):
                assert int(told[2]) == plain[told[1]][0]
            elif told := re.fullmatch(
                r"In that row the (player|goal) is in column (\d+), counted from the left from 0\.", line
            ):
                assert int(told[2]) == plain[told[1]][1]
            elif told := re.fullmatch(r"So the (player|goal) is in \S+ \S+\.", line):
                assert list(cells[0]) == plain[told[1]]
            else:
                assert line in (
                    "The last part ends on the goal.",
                    "Every other branch is a dead end, so there is no shorter way.",
                    "These floor cells have exactly one floor cell beside them:",
                ), line
        if part.task == "path_to_goal":
            assert told_walls == set("ABCDE") - {row["answer"]}


@pytest.mark.tasks("path_to_goal")
def test_wrong_lists_stay_on_the_board_and_end_at_the_goal_without_walls(part: Part) -> None:
    for row in some_rows(part, 20):
        side = len(row["plain"]["rows"])
        for option in row["options"]:
            cell = tuple(row["plain"]["player"])
            for move in named_moves(option):
                cell = stepped(cell, move)
                assert min(cell) > 0
                assert max(cell) < side - 1
            assert list(cell) == row["plain"]["goal"]
