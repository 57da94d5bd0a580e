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
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, key_of, some_rows, steps_of

Grid = tuple[tuple[int, ...], ...]
"""1 for the first player, -1 for the second, 0 for empty."""


def grid_of(cells: str) -> Grid:
    signs = {"O": 1, "X": -1, ".": 0}
    side = 3 if len(cells) == 9 else 4
    return tuple(tuple(signs[sign] for sign in cells[side * row : side * row + side]) for row in range(side))


def text_of(grid: Grid) -> str:
    return "".join("OX."[{1: 0, -1: 1, 0: 2}[sign]] for row in grid for sign in row)


def sums(grid: Grid) -> list[int]:
    array = np.array(grid)
    return [*array.sum(0), *array.sum(1), np.trace(array), np.trace(np.fliplr(array))]


@cache
def search(grid: Grid) -> tuple[int, int]:
    """Result for the first player (1, 0, -1) and the number of moves left, with perfect play; plain minimax."""
    if len(grid) in sums(grid) or -len(grid) in sums(grid):
        return (1 if len(grid) in sums(grid) else -1), 0
    if all(sign for row in grid for sign in row):
        return 0, 0
    turn = 1 if sum(map(sum, grid)) == 0 else -1
    results = [(result, length + 1) for result, length in (search(later) for _, later in children(grid))]
    return max(results, key=lambda found: (found[0] * turn, -found[1] if found[0] == turn else found[1]))


def children(grid: Grid) -> Iterator[tuple[tuple[int, int], Grid]]:
    turn = 1 if sum(map(sum, grid)) == 0 else -1
    for row in range(len(grid)):
        for column in range(len(grid)):
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
            for r in range(4):
                for c in range(4):
                    assert gameqa.score(f"({r}, {c})", row) == float((r, c) in best)
        elif part.task == "reply_after_move":
            cell = numbers(asked)
            later = dict(children(grid)).get(cell)
            if later is None:
                right = {"the move is not possible"}
            elif len(grid) in map(abs, sums(later)) or all(sign for line in later for sign in line):
                right = {"the game is over"}
            else:
                right = {f"({r}, {c})" for r, c in best_cells(later)}
            assert right & set(row["options"]) == {answer}
            texts = {"the move is not possible", "the game is over"}
            free = {
                f"({r}, {c})"
                for r, line in enumerate(grid)
                for c, sign in enumerate(line)
                if not sign and (r, c) != cell
            }
            offered = set(row["options"]) - texts
            assert free - right <= offered or offered <= free | right
            assert texts <= set(row["options"])
        elif part.task == "outcome":
            assert answer == {1: "O wins", -1: "X wins", 0: "a draw"}[search(grid)[0]]
        else:
            assert part.task == "winning_moves"
            assert int(answer) == sum(search(later)[0] == turn for _, later in children(grid))


def over(grid: Grid) -> bool:
    return len(grid) in map(abs, sums(grid)) or all(sign for row in grid for sign in row)


def winning_cells(grid: Grid, player: int) -> set[tuple[int, ...]]:
    """The empty cells that complete a line of a player, whose turn it need not be."""
    found = set()
    for r, row in enumerate(grid):
        for c, sign in enumerate(row):
            changed = [list(line) for line in grid]
            changed[r][c] = player
            if not sign and len(grid) * player in sums(tuple(map(tuple, changed))):
                found.add((r, c))
    return found


def turn_of(grid: Grid) -> int:
    return 1 if sum(map(sum, grid)) == 0 else -1


SIGNS = {"O": 1, "X": -1}
CELL = r"\(\d, \d\)"
COMPLETES = rf"(?P<who>[OX]) (?P<at>{CELL}) completes the line with (?P<rest>{CELL}(?:(?:, | and ){CELL})+) and wins\."
PLAY = rf"(?P<play>[OX] (?:must block )?{CELL}(?:, [OX] (?:must block )?{CELL})*): "
THREATENS = (
    r"(?P<threat>[OX]) threatens (?P<places>.*), and [OX] can block only one of them, so (?P<winner>[OX]) wins\."
)


def all_cells_in(text: str) -> list[tuple[int, ...]]:
    return [numbers(found) for found in re.findall(CELL, text)]


def check_completes(grid: Grid, told: re.Match[str]) -> None:
    player = SIGNS[told["who"]]
    assert turn_of(grid) == player
    at, rest = numbers(told["at"]), all_cells_in(told["rest"])
    assert at in winning_cells(grid, player)
    assert len(rest) == len(grid) - 1
    assert all(grid[r][c] == player for r, c in rest)
    rows, columns = ({cell[axis] for cell in (at, *rest)} for axis in (0, 1))
    last = len(grid) - 1
    assert (
        1 in (len(rows), len(columns))
        or all(r == c for r, c in (at, *rest))
        or all(r + c == last for r, c in (at, *rest))
    )


def is_lost_for_all(grid: Grid) -> bool:
    """Whether every line holds pieces of both players."""
    array = np.array(grid)
    lines = [*array, *array.T, np.diag(array), np.diag(np.fliplr(array))]
    return all(1 in line and -1 in line for line in lines)


def check_proof(start: Grid, lines: list[str]) -> None:
    """Every line of play is legal and ends as told, and together they leave no move out that matters."""
    turn = turn_of(start)
    tree: dict[tuple[Any, ...], set[Any]] = {}
    nodes: dict[tuple[Any, ...], Grid] = {(): start}
    ends: set[tuple[Any, ...]] = set()
    for line in lines:
        if told := re.fullmatch(COMPLETES, line):
            check_completes(start, told)
            tree.setdefault((), set()).add(numbers(told["at"]))
            ends.add((numbers(told["at"]),))
        elif told := re.fullmatch(rf"After [OX] (?P<moves>.*?): {COMPLETES}", line):
            for cell in all_cells_in(told["moves"]):
                check_completes(dict(children(start))[cell], told)
                tree.setdefault((), set()).add(cell)
                ends.add((cell,))
        else:
            told = re.fullmatch(rf"{PLAY}(?P<end>.*)", line)
            assert told, line
            path: tuple[Any, ...] = ()
            grid = start
            for who, must, cell_text in re.findall(rf"([OX]) (must block )?({CELL})", told["play"]):
                cell = numbers(cell_text)
                assert turn_of(grid) == SIGNS[who]
                if must:
                    assert not winning_cells(grid, turn_of(grid))
                    assert winning_cells(grid, -turn_of(grid)) == {cell}
                tree.setdefault(path, set()).add(cell)
                grid = dict(children(grid))[cell]
                path = (*path, cell)
                nodes[path] = grid
            ends.add(path)
            end = told["end"]
            if ended := re.fullmatch(COMPLETES, end):
                check_completes(grid, ended)
            elif ended := re.fullmatch(THREATENS, end):
                player = SIGNS[ended["threat"]]
                assert turn_of(grid) == -player
                assert not winning_cells(grid, -player)
                assert set(all_cells_in(ended["places"])) == winning_cells(grid, player)
                assert len(winning_cells(grid, player)) > 1
                assert ended["winner"] == ended["threat"]
            elif end == "the board is full, a draw.":
                assert over(grid)
                assert search(grid)[0] == 0
            else:
                assert end == "every line holds both O and X, so it will be a draw."
                assert is_lost_for_all(grid)
    for path, played in tree.items():
        grid = nodes[path]
        free = {cell for cell, _ in children(grid)}
        forced = winning_cells(grid, -turn_of(grid))
        assert played == (free if not path or not forced else forced)
    assert turn in (1, -1)
    assert not ends & set(tree)


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line is one of a few sentences, and a search of its own says the same."""
    for row in some_rows(part, min(count, 60)):
        start = grid_of(row["plain"]["cells"])
        asked = row["question"].split("\n\n")[1]
        answer = answer_text(row)
        lines = steps_of(row)
        if part.task == "cell_content":
            r, c = numbers(asked)
            colors = [{1: "red", -1: "blue", 0: "white"}[sign] for sign in start[r]]
            assert lines == [
                f"Row {r}, counted from the top from 0, is from left to right: {', '.join(colors)}.",
                f"So the cell in column {c}, counted from the left from 0, is {answer}.",
            ]
            continue
        flat = [sign for line in start for sign in line]
        told = re.fullmatch(r"O has (\d+) pieces? and X has (\d+), so it is ([OX])'s turn\.", lines.pop(0))
        assert told
        assert (int(told[1]), int(told[2]), SIGNS[told[3]]) == (flat.count(1), flat.count(-1), turn_of(start))
        grid = start
        if part.task == "reply_after_move":
            cell = numbers(asked)
            name = f"({cell[0]}, {cell[1]})"
            sign = start[cell[0]][cell[1]]
            first = lines.pop(0)
            if sign:
                assert (
                    first
                    == f"{name} already holds a piece of {'O' if sign == 1 else 'X'}, so the move is not possible."
                )
                continue
            grid = dict(children(start))[cell]
            if over(grid):
                if first.endswith("is the last empty cell, so the board is full and the game is over."):
                    assert 0 not in [sign for line in grid for sign in line]
                else:
                    told = re.fullmatch(
                        rf"With {CELL}, ([OX]) fills the line (.*) and wins, so the game is over\.", first
                    )
                    assert told
                    assert all(grid[r][c] == SIGNS[told[1]] for r, c in all_cells_in(told[2]))
                    assert len(all_cells_in(told[2])) == len(grid)
                continue
            assert first == f"{name} is empty. After the move it is {'O' if turn_of(grid) == 1 else 'X'}'s turn."
        last = lines.pop()
        results = [line for line in lines if line.startswith("With perfect play")]
        check_proof(grid, lines[: len(lines) - len(results)])
        by_cell = {cell: search(later) for cell, later in children(grid)}
        rated: list[Any] = []
        for line in results:
            told = re.fullmatch(r"With perfect play (.*) leads? to (a draw|a win for ([OX]) in (\d+) moves?)\.", line)
            assert told
            cells = all_cells_in(told[1])
            for cell in cells:
                result, length = by_cell.pop(cell)
                assert result == (SIGNS[told[3]] if told[3] else 0)
                assert not result or length + 1 == int(told[4])
            rated.append(cells)
        assert not by_cell
        best = best_cells(grid)
        assert set(rated[0]) == best
        if part.task == "best_move":
            assert re.fullmatch(
                rf"So (?:{'the only best move is' if len(best) == 1 else 'a best move is'}) {CELL}\.", last
            )
            assert numbers(last) in best
        elif part.task == "reply_after_move":
            assert last == f"So the best reply is {answer}."
        elif part.task == "outcome":
            assert last == f"So under perfect play {'the game is ' if answer == 'a draw' else ''}{answer}."
        else:
            told = re.fullmatch(r"So (\d+|none) of ([OX])'s moves (wins?)(?:: (.*))?\.", last)
            assert told
            assert told[2] == {1: "O", -1: "X"}[turn_of(grid)]
            assert (told[3] == "wins") == (answer in "01")
            won = {cell for cell, later in children(grid) if search(later)[0] == turn_of(grid)}
            assert set(all_cells_in(told[4] or "")) == won
            assert told[1].replace("none", "0") == str(len(won)) == answer


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
        assert {engine.cell_of(place, 3) for place in engine.best_places(cells)} == best_cells(grid_of(cells))


def test_no_board_nor_its_image_is_in_two_splits() -> None:
    seen: dict[bytes, str] = {}
    for task in get_game("tictactoe").tasks:
        for level in LEVELS:
            for split in SPLITS:
                states = listed_states("tictactoe", task.id, level, split)
                assert (states is None) == (level != "easy")
                for board in states or ():
                    grid = np.array(grid_of(board.cells))
                    for turns in range(4):
                        for image in (np.rot90(grid, turns), np.fliplr(np.rot90(grid, turns))):
                            assert seen.setdefault(image.tobytes(), split) == split


@pytest.mark.parametrize("split", SPLITS)
def test_no_constant_answer_is_good(split: str) -> None:
    states = listed_states("tictactoe", "best_move", "easy", split)
    assert states
    for place in range(9):
        accepted = sum(place in engine.best_places(board.cells) for board in states)
        assert accepted <= 0.35 * len(states)


def test_a_seed_walks_all_states_before_any_comes_again(part: Part) -> None:
    states = listed_states(part.game, part.task, part.level, "test")
    if part.level != "easy":
        assert states is None
        return
    assert states
    count = min(len(states), 300)
    walked: list[Any] = [draw_sample(key_of(part, index, "test", seed=5)).state for index in range(count)]
    assert len(set(walked)) == count
    assert set(walked) <= set(states)
    assert draw_sample(key_of(part, len(states), "test", seed=5)).state == walked[0]
    assert walked != [draw_sample(key_of(part, index, "test", seed=6)).state for index in range(count)]


def test_asking_for_more_than_there_is_says_how_many_there_are() -> None:
    config = "tictactoe-outcome-easy"
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
