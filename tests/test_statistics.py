"""What only many samples show: uniform letters, splits without common states."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from gameqa.games.rubiks_cube.engine import position_of
from scipy.stats import chisquare

from gameqa.contract import CHOICE, LETTERS, LEVELS, SPLITS, state_to_json
from gameqa.registry import all_games, get_game
from gameqa.sample import draw_sample
from tests.samples import ALL_PARTS, PartId

STATES = int(os.environ.get("GAMEQA_SPLIT_STATES", "200"))
CHOICES = [(part.game, part.task) for part in ALL_PARTS if part.level == "easy"]
CHOICES = [(game, task) for game, task in CHOICES if get_game(game).task(task).answer_type == CHOICE]


@pytest.mark.slow
@pytest.mark.parametrize(("game", "task"), CHOICES)
def test_letters_are_uniform(game: str, task: str) -> None:
    expected, seen = np.zeros(len(LETTERS)), np.zeros(len(LETTERS))
    # 1,000 in all, most of them of the level that is made fastest: the shuffling knows no level.
    for level, samples in zip(LEVELS, (800, 100, 100), strict=True):
        part = PartId(game, task, level)
        for index in range(samples):
            question = draw_sample(part.key(index, seed=1)).question
            count = len(question.options)
            expected[:count] += 1 / count
            seen[question.options.index(question.answer)] += 1
    used = expected > 0
    assert seen[~used].sum() == 0
    assert chisquare(seen[used], expected[used]).pvalue > 1e-4


def square_images(array: np.ndarray) -> list[np.ndarray]:
    turned = [np.rot90(array, turns) for turns in range(4)]
    return [image for one in turned for image in (one, np.fliplr(one))]


def in_order_of_appearance(array: np.ndarray) -> bytes:
    """The array with its values, other than 0, numbered as they first appear."""
    values, first, inverse = np.unique(array, return_index=True, return_inverse=True)
    order = [place for place in np.argsort(first) if values[place] != 0]
    names = np.zeros(len(values), np.uint8)
    names[order] = np.arange(1, len(order) + 1)
    return names[inverse].tobytes()


def sokoban(state: Any) -> bytes:
    board = np.array([[int(kind == ".") for kind in row] for row in state.rows], np.uint8)
    for target in state.targets:
        board[target] = 2
    return min(image.tobytes() for image in square_images(board))


def sudoku(state: Any) -> bytes:
    board = np.array(state.givens if len(state.givens) == 4 else state.solution)
    images = square_images(board)
    if len(board) == 6:
        images = [image for place, image in enumerate(images) if place // 2 in (0, 2)]
    return min(in_order_of_appearance(image) for image in images)


def tangram(state: Any) -> bytes:
    return min(in_order_of_appearance(image) for image in square_images(np.array(state.cut)))


def reconstruction_3d(state: Any) -> bytes:
    grid = np.zeros((state.side,) * 3, np.uint8)
    for x, y, z in state.voxels:
        grid[x - 1, y - 1, z - 1] = 1
    images = [np.rot90(grid, turns, axes=(0, 1)) for turns in range(4)]
    return min(image.tobytes() for one in images for image in (one, one[::-1]))


def maze(state: Any) -> bytes:
    walls = np.array([[kind == "#" for kind in row] for row in state.rows], np.uint8)
    return min(image.tobytes() for image in square_images(walls))


def langtons_ant(state: Any) -> bytes:
    black = np.array([[color == "#" for color in row] for row in state.rows], np.uint8)
    return min(image.tobytes() for image in square_images(black))


def tictactoe(state: Any) -> bytes:
    board = np.array([".OX".index(sign) for sign in state.cells], np.uint8).reshape(3, 3)
    return min(image.tobytes() for image in square_images(board))


def minesweeper(state: Any) -> bytes:
    shown = np.array([[ord(sign) for sign in row] for row in state.shown], np.uint8)
    return min(image.tobytes() for image in square_images(shown))


def rubiks_cube(state: Any) -> bytes:
    """The colors around each of the twelve edges and eight corners, which tell the cube however it is held."""
    stickers = state.stickers
    pieces: dict[tuple[int, ...], list[tuple[str, str]]] = {}
    for place, color in enumerate(stickers):
        position, center = position_of(place), stickers[9 * (place // 9) + 4]
        pieces.setdefault(position, []).append((center, color))
    return repr(sorted(sorted(piece) for piece in pieces.values())).encode()


def freecell(state: Any) -> bytes:
    piles = sorted(repr(cards) for cards in state.cascades)
    return repr([piles, sorted(state.cells), state.foundations]).encode()


def zuma(state: Any) -> bytes:
    return bytes(state.marbles, "ascii")


def maze_3d(state: Any) -> bytes:
    """Heights and the foot of every ladder, also with left and right exchanged."""
    grid = np.zeros((2, state.side, state.side), np.uint8)
    for x, y, height in state.columns:
        grid[0, x, y] = height
    for x, y, upper_x, _ in state.ladders:
        grid[1, x, y] = 1 if upper_x < x else 2
    mirrored = grid[:, ::-1, ::-1].transpose(0, 2, 1).copy()
    mirrored[1] = np.array([0, 2, 1], np.uint8)[mirrored[1]]
    return min(grid.tobytes(), mirrored.tobytes())


def exact(state: Any) -> bytes:
    return state_to_json(state).encode()


CANONICAL: dict[str, Callable[[Any], bytes]] = {
    "sokoban": sokoban,
    "sudoku": sudoku,
    "tangram": tangram,
    "reconstruction_3d": reconstruction_3d,
    "maze": maze,
    "maze_3d": maze_3d,
    "zuma": zuma,
    "freecell": freecell,
    "rubiks_cube": rubiks_cube,
    "minesweeper": minesweeper,
    "tictactoe": tictactoe,
    "langtons_ant": langtons_ant,
}


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("game", list(all_games()))
def test_splits_share_no_state(game: str, level: str) -> None:
    """States of different splits differ also after turning and mirroring, by a second canonical form."""
    parts = [part for part in ALL_PARTS if part.game == game and part.level == level]
    found: dict[str, set[bytes]] = {}
    for split in SPLITS:
        found[split] = {
            CANONICAL.get(game, exact)(draw_sample(parts[number % len(parts)].key(number, split, seed=2)).state)
            for number in range(STATES)
        }
    assert not found["train"] & found["validation"]
    assert not found["train"] & found["test"]
    assert not found["validation"] & found["test"]
