"""Sokoban against plain play: whole layers of positions as NumPy arrays, simulated moves, searches cell by cell."""

from __future__ import annotations

import itertools
import re
from collections import deque
from typing import Any

import numpy as np
import pytest
from gameqa.games.sokoban import engine, picture

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS, WAYS, named_moves
from tests.samples import answer_text, some_rows, some_samples

Cell = tuple[int, int]


def floor_of(plain: dict[str, Any]) -> set[tuple[int, int]]:
    return {(r, c) for r, row in enumerate(plain["rows"]) for c, kind in enumerate(row) if kind == "."}


def simulate(plain: dict[str, Any], moves: list[str]) -> tuple[tuple[int, int], set[tuple[int, int]], dict[Any, Any]]:
    """Player and boxes after the moves, and where each box has gone; a plain re-implementation."""
    floor = floor_of(plain)
    player = tuple(plain["player"])
    at = {tuple(box): tuple(box) for box in plain["boxes"]}
    for move in moves:
        dr, dc = WAYS[move]
        there = (player[0] + dr, player[1] + dc)
        box = next((name for name, cell in at.items() if cell == there), None)
        if there not in floor:
            continue
        if box is not None:
            beyond = (there[0] + dr, there[1] + dc)
            if beyond not in floor or beyond in at.values():
                continue
            at[box] = beyond
        player = there
    return player, set(at.values()), at


def fresh(positions: np.ndarray, seen: set[int]) -> list[int]:
    """The numbers of the rows, each a cell and boxes, that were never reached before; boxes are put in order."""
    positions[:, 1:].sort(axis=1)
    codes, first = np.unique(positions @ 64 ** np.arange(positions.shape[1]), return_index=True)
    new = [place for place, code in zip(first.tolist(), codes.tolist(), strict=True) if code not in seen]
    seen.update(codes.tolist())
    return new


def bit_of(cell: Any) -> int:
    """The number of a cell among the 8 x 8 inside of the largest border."""
    return int(8 * (cell[0] - 1) + cell[1] - 1)


def fewest_moves(plain: dict[str, Any]) -> int:
    """The fewest moves of a solution: whole layers of positions, as an array of player and boxes."""
    floor = floor_of(plain)
    step = np.full((4, 64), -1)
    for way, (dr, dc) in enumerate(WAYS.values()):
        for r, c in floor:
            if (r + dr, c + dc) in floor:
                step[way, bit_of((r, c))] = bit_of((r + dr, c + dc))
    targets = sorted(map(bit_of, plain["targets"]))
    seen: set[int] = set()
    layer = np.array([[bit_of(cell) for cell in (plain["player"], *plain["boxes"])]])
    layer[:, 1:].sort(axis=1)
    count = 0
    while not (layer[:, 1:] == targets).all(axis=1).any():
        found = []
        for way in step:
            there = way[layer[:, 0]]
            moved, there = layer[there >= 0].copy(), there[there >= 0]
            moved[:, 0] = there
            at_box = moved[:, 1:] == there[:, None]
            beyond = way[there]
            stays = ~at_box.any(axis=1)
            free = (beyond >= 0) & ~(moved[:, 1:] == beyond[:, None]).any(axis=1)
            moved[:, 1:] = np.where(at_box, beyond[:, None], moved[:, 1:])
            found.append(moved[stays | free])
        positions = np.concatenate(found)
        layer = positions[fresh(positions, seen)]
        count += 1
    return count


COLUMN = np.uint64(0x0101010101010101)
SHIFTS = {8: ~np.uint64(0), -8: ~np.uint64(0), 1: ~COLUMN, -1: ~(COLUMN << np.uint64(7))}
"""How far each of four moves shifts the bits of cells, and where it may arrive."""


def shifted(cells: np.ndarray, by: int) -> np.ndarray:
    return (cells << np.uint64(by) if by > 0 else cells >> np.uint64(-by)) & SHIFTS[by]


def fewest_pushes(plain: dict[str, Any]) -> int:
    """The fewest pushes of a solution: layers of positions of equal pushes, the player's area as bits."""
    one = np.uint64(1)
    floor = np.uint64(sum(1 << bit_of(cell) for cell in floor_of(plain)))
    targets = sorted(map(bit_of, plain["targets"]))
    seen: set[int] = set()
    layer = np.array([[bit_of(cell) for cell in (plain["player"], *plain["boxes"])]])
    count = 0
    while True:
        bits = one << layer.astype(np.uint64)
        free = floor & ~np.bitwise_or.reduce(bits[:, 1:], axis=1)
        area, before = bits[:, 0], np.zeros_like(free)
        while (area != before).any():
            before = area
            for by in SHIFTS:
                area = area | shifted(area, by) & free
        layer[:, 0] = np.log2((area & (~area + one)).astype(float))
        new = fresh(layer, seen)
        layer, area, free = layer[new], area[new], free[new]
        if (layer[:, 1:] == targets).all(axis=1).any():
            return count
        found = []
        for number, by in itertools.product(range(1, layer.shape[1]), SHIFTS):
            box = one << layer[:, number].astype(np.uint64)
            pushed = (shifted(box, -by) & area != 0) & (shifted(box, by) & free != 0)
            moved = layer[pushed]
            moved[:, 0] = moved[:, number]
            moved[:, number] += by
            found.append(moved)
        layer = np.concatenate(found)
        count += 1


def box_reaches_target(plain: dict[str, Any], box: Cell, others: set[Cell]) -> bool:
    """Breadth-first search over single moves with one box that can be pushed; the others are walls.

    A box on a target has reached one; another one must reach a target without a box.
    """
    floor, targets = floor_of(plain) - others, {tuple(target) for target in plain["targets"]}
    start = (tuple(plain["player"]), box)
    seen, queue = {start}, deque([start])
    while queue:
        player, at = queue.popleft()
        if at in targets:
            return True
        for dr, dc in WAYS.values():
            there = (player[0] + dr, player[1] + dc)
            if there not in floor:
                continue
            pushed = (at[0] + dr, at[1] + dc) if there == at else at
            if pushed in floor and (there, pushed) not in seen:
                seen.add((there, pushed))
                queue.append((there, pushed))
    return False


def is_frozen(plain: dict[str, Any], box: Cell, boxes: list[Cell]) -> bool:
    """Whether the largest set of boxes in which each is held in both axes by walls or by others of it has this box."""
    floor, held = floor_of(plain), set(boxes)
    while True:
        free = {
            (r, c)
            for r, c in held
            if not all(
                (r + dr, c + dc) not in floor - held or (r - dr, c - dc) not in floor - held
                for dr, dc in ((0, 1), (1, 0))
            )
        }
        if not free:
            return box in held
        held -= free


def mark_cell(row: dict[str, Any], label: str) -> tuple[int, int]:
    """The cell of an evidence box, worked out from pixels: the board starts 24 + 14 pixels from the corner."""
    box = next(item["box"] for item in row["evidence"] if item["label"] == label)
    side = box[2] - box[0]
    return (box[1] - 38) // side, (box[0] - 38) // side


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        check(part, row)


def check(part: Part, row: dict[str, Any]) -> None:
    plain, text, answer = row["plain"], row["question"].split("\n\n")[1], answer_text(row)
    floor = floor_of(plain)
    assert len(plain["boxes"]) == len(plain["targets"]) or part.task == "deadlock"
    if part.task == "player_position":
        assert answer == str(tuple(plain["player"]))
    elif part.task == "player_after_moves":
        moves = named_moves(text)
        player, boxes, _ = simulate(plain, moves)
        assert answer == str(player)
        assert boxes != {tuple(box) for box in plain["boxes"]}, "no box is pushed"
        assert 5 <= len(moves) <= 15
    elif part.task == "box_after_moves":
        box = tuple(int(n) for n in re.search(r"One box is at \((\d+), (\d+)\)", text).groups())
        _, _, at = simulate(plain, named_moves(text))
        assert answer == str(at[box])
        assert str(box) in row["options"]
    elif part.task == "min_moves":
        assert int(answer) == fewest_moves(plain)
    elif part.task == "pushes_needed":
        assert int(answer) == fewest_pushes(plain)
    elif part.task == "solve":
        moves = named_moves(answer)
        _, boxes, _ = simulate(plain, moves)
        assert boxes == {tuple(target) for target in plain["targets"]}
        assert "after the last of them, every box must be on a target" in text
        opposite = {"up": "down", "down": "up", "left": "right", "right": "left"}
        for name in WAYS:
            longer = [name, opposite[name], *moves]
            _, after, _ = simulate(plain, longer)
            solved = after == {tuple(target) for target in plain["targets"]}
            reached = [simulate(plain, longer[:count])[0] for count in range(len(longer) + 1)]
            moves_all = all(one != two for one, two in itertools.pairwise(reached))
            fits = len(longer) <= int(re.search(r"at most (\d+) player moves", row["question"])[1])  # type: ignore[index]
            assert (gameqa.score(", ".join(longer), row) == 1.0) == (solved and moves_all and fits)
        assert gameqa.score(", ".join(moves[:-1]), row) == 0.0
        assert gameqa.score(" ".join(move[0] for move in moves), row) == 1.0
    elif part.task == "box_target_distance":
        box, target = mark_cell(row, "box K"), mark_cell(row, "target L")
        assert list(box) in plain["boxes"]
        assert list(target) in plain["targets"]
        assert int(answer) == abs(box[0] - target[0]) + abs(box[1] - target[1])
    elif part.task == "path_to_cell":
        goal = tuple(int(n) for n in re.search(r"walk to \((\d+), (\d+)\)", text).groups())
        free = floor - {tuple(box) for box in plain["boxes"]}
        shortest = walking_distance(free, tuple(plain["player"]), goal)
        right = [option for option in row["options"] if is_walk(free, tuple(plain["player"]), goal, option, shortest)]
        assert right == [answer]
    elif part.task == "deadlock":
        boxes = [tuple(box) for box in plain["boxes"]]
        dead = [box for box in boxes if not box_reaches_target(plain, box, set(boxes) - {box})]
        assert [str(box) for box in dead] == [answer]
        asked = [str(box) for box in boxes if list(box) not in plain["targets"]]
        assert sorted(row["options"]) == sorted(asked)
        # With the other boxes taken away it is stuck as well, or it is frozen together with a box on a target.
        assert not box_reaches_target(plain, dead[0], set()) or is_frozen(plain, dead[0], boxes)
    else:
        raise AssertionError("no oracle for this task")


def walking_distance(free: set[tuple[int, int]], start: tuple[int, int], goal: tuple[int, int]) -> int:
    layer, seen, steps = {start}, {start}, 0
    while goal not in layer:
        layer = {(r + dr, c + dc) for r, c in layer for dr, dc in WAYS.values()} & free - seen
        seen |= layer
        steps += 1
    return steps


def is_walk(free: set[tuple[int, int]], cell: tuple[int, int], goal: tuple[int, int], option: str, length: int) -> bool:
    moves = named_moves(option)
    for move in moves:
        cell = (cell[0] + WAYS[move][0], cell[1] + WAYS[move][1])
        if cell not in free:
            return False
    return cell == goal and len(moves) == length


@pytest.mark.tasks("box_target_distance")
def test_letters_are_no_signs_of_the_text(part: Part) -> None:
    for sample in some_samples(part, 6):
        letters = [mark.content for mark in sample.question.marks]
        assert len(set(letters)) == 2
        assert not set(letters) & set(re.findall(r"\w+", picture.describe(sample.state, ())))


@pytest.mark.tasks("player_position")
@COUNTS
def test_symmetric_boards_share_a_split(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain = row["plain"]
        grid = np.array([list(line) for line in plain["rows"]])
        goals = np.zeros(grid.shape, int)
        for number, target in enumerate(plain["targets"], 1):
            goals[tuple(target)] = number
        keys = set()
        for turns in range(4):
            for flip in (False, True):
                shape = [np.rot90(array, turns) for array in (grid, goals)]
                shape = [np.fliplr(array) if flip else array for array in shape]
                targets = tuple(tuple(map(int, np.argwhere(shape[1] == n)[0])) for n in range(1, goals.max() + 1))
                rows = tuple("".join(line) for line in shape[0])
                keys.add(engine.split_key(engine.Board(rows, tuple(sorted(targets)), (), (1, 1))))
        assert len(keys) == 1
