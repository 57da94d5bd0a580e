"""Tic-tac-toe against a full game-tree search of its own, and the list of all positions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import datasets
import numpy as np
import pytest
from gameqa.games.tictactoe import engine

import gameqa
from gameqa.configs import Part, parse_config
from gameqa.contract import LEVELS, SPLITS
from gameqa.listed import listed_states
from gameqa.registry import get_game
from gameqa.sample import draw_sample
from tests.oracle import COUNTS
from tests.samples import answer_text, key_of, some_rows

Grid = tuple[tuple[int, ...], ...]
"""1 for the first player, -1 for the second, 0 for empty."""


def grid_of(cells: str) -> Grid:
    signs = {"O": 1, "X": -1, ".": 0}
    return tuple(tuple(signs[sign] for sign in cells[3 * row : 3 * row + 3]) for row in range(3))


def text_of(grid: Grid) -> str:
    return "".join("OX."[{1: 0, -1: 1, 0: 2}[sign]] for row in grid for sign in row)


def sums(grid: Grid) -> list[int]:
    array = np.array(grid)
    return [*array.sum(0), *array.sum(1), np.trace(array), np.trace(np.fliplr(array))]


@cache
def search(grid: Grid) -> tuple[int, int]:
    """Result for the first player (1, 0, -1) and the number of moves left, with perfect play; plain minimax."""
    if 3 in sums(grid) or -3 in sums(grid):
        return (1 if 3 in sums(grid) else -1), 0
    if all(sign for row in grid for sign in row):
        return 0, 0
    turn = 1 if sum(map(sum, grid)) == 0 else -1
    results = [(result, length + 1) for result, length in (search(later) for _, later in children(grid))]
    return max(results, key=lambda found: (found[0] * turn, -found[1] if found[0] == turn else found[1]))


def children(grid: Grid) -> Iterator[tuple[tuple[int, int], Grid]]:
    turn = 1 if sum(map(sum, grid)) == 0 else -1
    for row in range(3):
        for column in range(3):
            if not grid[row][column]:
                later = [list(line) for line in grid]
                later[row][column] = turn
                yield (row, column), tuple(map(tuple, later))


def best_cells(grid: Grid) -> set[tuple[int, int]]:
    """Cells with the best result; a win must be fastest, a loss slowest."""
    turn = 1 if sum(map(sum, grid)) == 0 else -1
    rated = {}
    for cell, later in children(grid):
        result, length = search(later)
        rated[cell] = (result * turn, {turn: -length, -turn: length, 0: 0}[result])
    best = max(rated.values())
    return {cell for cell, rate in rated.items() if rate == best}


def numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        grid, answer = grid_of(row["plain"]["cells"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        turn = 1 if sum(map(sum, grid)) == 0 else -1
        if part.task == "cell_content":
            r, c = numbers(asked)
            assert answer == {1: "red", -1: "blue", 0: "white"}[grid[r][c]]
        elif part.task == "best_move":
            best = best_cells(grid)
            assert numbers(answer) in best
            for r in range(3):
                for c in range(3):
                    assert gameqa.score(f"({r}, {c})", row) == float((r, c) in best)
        elif part.task == "reply_after_move":
            cell = numbers(asked)
            later = dict(children(grid)).get(cell)
            if later is None:
                right = {"the move is not possible"}
            elif 3 in map(abs, sums(later)) or all(sign for line in later for sign in line):
                right = {"the game is over"}
            else:
                right = {f"({r}, {c})" for r, c in best_cells(later)}
            assert right & set(row["options"]) == {answer}
        elif part.task == "outcome":
            assert answer == {1: "O wins", -1: "X wins", 0: "a draw"}[search(grid)[0]]
        else:
            assert part.task == "winning_moves"
            assert int(answer) == sum(search(later)[0] == turn for _, later in children(grid))


@COUNTS
def test_every_line_of_play_is_legal_and_ends_as_told(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 30)):
        start = grid_of(row["plain"]["cells"])
        asked = row["question"].split("\n\n")[1]
        if part.task == "reply_after_move":
            start = dict(children(start)).get(numbers(asked), start)
        for line in row["analysis"].split("\n"):
            told = re.match(r"\(\d, \d\) leads to (.*), such as (.*): (.*)\.", line)
            if told is None:
                continue
            grid = start
            for player, r, c in re.findall(r"([OX]) \((\d), (\d)\)", told[2]):
                turn = 1 if sum(map(sum, grid)) == 0 else -1
                assert player == ("O" if turn == 1 else "X")
                grid = dict(children(grid))[int(r), int(c)]
            winner = "O" if 3 in sums(grid) else "X" if -3 in sums(grid) else ""
            length = told[2].count("(")
            assert told[3] == (f"{winner} has three in a line" if winner else "a draw")
            ending = f"a win of {winner} in {length} move{'s' if length > 1 else ''}" if winner else "a draw"
            assert told[1] == ending


def test_all_positions_and_their_values() -> None:
    positions = engine.positions()
    assert len(positions) == len(set(positions)) == 5478
    reached, waiting = {grid_of("." * 9)}, [grid_of("." * 9)]
    while waiting:
        grid = waiting.pop()
        if 3 in map(abs, sums(grid)):
            continue
        for _, later in children(grid):
            if later not in reached:
                reached.add(later)
                waiting.append(later)
    assert {text_of(grid) for grid in reached} == set(positions)
    for cells in positions:
        result, length = search(grid_of(cells))
        if engine.is_over(cells):
            assert length == 0
            continue
        turn = 1 if engine.mover(cells) == "O" else -1
        assert np.sign(engine.value(cells)) == result * turn
        if result:
            assert engine.moves_to_end(engine.value(cells)) == length
        assert {engine.cell_of(place) for place in engine.best_places(cells)} == best_cells(grid_of(cells))


def test_no_board_nor_its_image_is_in_two_splits() -> None:
    seen: dict[bytes, str] = {}
    for task in get_game("tictactoe").tasks:
        for level in LEVELS:
            for split in SPLITS:
                states = listed_states("tictactoe", task.id, level, split)
                assert states
                for board in states:
                    grid = np.array(grid_of(board.cells))
                    for turns in range(4):
                        for image in (np.rot90(grid, turns), np.fliplr(np.rot90(grid, turns))):
                            assert seen.setdefault(image.tobytes(), split) == split


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("split", SPLITS)
def test_no_constant_answer_is_good(level: str, split: str) -> None:
    states = listed_states("tictactoe", "best_move", level, split)
    assert states
    for place in range(9):
        accepted = sum(place in engine.best_places(board.cells) for board in states)
        assert accepted <= 0.35 * len(states)


def test_a_seed_walks_all_states_before_any_comes_again(part: Part) -> None:
    states = listed_states(part.game, part.task, part.level, "test")
    assert states
    count = min(len(states), 300)
    walked: list[Any] = [draw_sample(key_of(part, index, "test", seed=5)).state for index in range(count)]
    assert len(set(walked)) == count
    assert set(walked) <= set(states)
    assert draw_sample(key_of(part, len(states), "test", seed=5)).state == walked[0]
    assert walked != [draw_sample(key_of(part, index, "test", seed=6)).state for index in range(count)]


def test_asking_for_more_than_there_is_says_how_many_there_are() -> None:
    config = "tictactoe-outcome-medium"
    most = parse_config(config).most_rows("test")
    assert most
    with pytest.raises(ValueError, match=rf"only {most} different rows in split 'test'.*at most {most}"):
        datasets.load_dataset("gameqa", config, num_samples={"train": 10, "validation": 10, "test": most + 1})
    assert len(datasets.load_dataset("gameqa", config, split="test", num_samples=10)) == 10
    assert len(datasets.load_dataset("gameqa", config)["test"]) == min(200, most)
    stream = datasets.load_dataset("gameqa", config, split="test", streaming=True, num_samples=None)
    rows = list(stream.take(most + 1))
    assert rows[most]["state"] == rows[0]["state"]
    assert len({row["state"] for row in rows}) == most
