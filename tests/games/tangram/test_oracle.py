"""Tangram against NumPy's turns and SciPy's labels, and brute force over all placements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from gameqa.games.tangram import engine
from gameqa.games.tangram.shapes import shape_of
from scipy import ndimage

import gameqa
from gameqa.configs import Part
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows

CROSS = ndimage.generate_binary_structure(2, 1)


def trimmed(mask: np.ndarray) -> np.ndarray:
    rows, columns = np.where(mask)
    return mask[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


def shown_shapes(plain: dict[str, Any]) -> dict[int, np.ndarray]:
    """The removed pieces as drawn: flipped left to right first, then turned clockwise."""
    cut = np.array(plain["cut"])
    found = {}
    for number, turn, flip in zip(plain["removed"], plain["turns"], plain["flips"], strict=True):
        mask = trimmed(cut == number)
        found[number] = np.rot90(np.fliplr(mask) if flip else mask, -turn)
    return found


def equal(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and bool((one == other).all())


def shifts(shape: np.ndarray, side: int) -> Iterator[tuple[int, int, np.ndarray]]:
    for row, column in product(range(side - shape.shape[0] + 1), range(side - shape.shape[1] + 1)):
        mask = np.zeros((side, side), bool)
        mask[row : row + shape.shape[0], column : column + shape.shape[1]] = shape
        yield row, column, mask


def all_fillings(hole: np.ndarray, shapes: list[tuple[int, np.ndarray]]) -> Iterator[list[tuple[int, int, int, int]]]:
    """All ways to fill the hole with every piece turned and shifted: (number, degrees, row, column)."""
    if not shapes:
        if not hole.any():
            yield []
        return
    (number, shape), *rest = shapes
    for turn in range(4):
        for row, column, mask in shifts(np.rot90(shape, -turn), len(hole)):
            if not (mask & ~hole).any():
                for others in all_fillings(hole & ~mask, rest):
                    yield [(number, turn * 90, row, column), *others]


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        check(part, row)


def check(part: Part, row: dict[str, Any]) -> None:
    plain, text, answer = row["plain"], row["question"].split("\n\n")[1], answer_text(row)
    cut = np.array(plain["cut"])
    side = len(cut)
    hole = np.isin(cut, plain["removed"])
    on_board = sorted(set(np.unique(cut).tolist()) - set(plain["removed"]))
    for number in np.unique(cut):
        assert ndimage.label(cut == number, CROSS)[1] == 1, "a piece is not connected"
    check_rules(row["question"].split("\n\n")[0], len(plain["removed"]))
    if part.task == "piece_count":
        assert int(answer) == len(on_board)
    elif part.task == "piece_rotation":
        (shape,) = shown_shapes(plain).values()
        fits = [turn for turn in range(4) if equal(np.rot90(shape, -turn), trimmed(hole))]
        assert (
            answer
            == {
                (0,): "only 0 degrees (as it lies)",
                (1,): "only 90 degrees clockwise",
                (2,): "only 180 degrees",
                (3,): "only 90 degrees counterclockwise",
                (0, 2): "0 degrees and 180 degrees, but no other",
                (1, 3): "90 degrees clockwise and 90 degrees counterclockwise, but no other",
                (0, 1, 2, 3): "all four of these turns",
                (): "none of them",
            }[tuple(fits)]
        )
    elif part.task == "piece_area":
        number = int(re.search(r"does piece (\d+)", text)[1])
        assert number in on_board
        assert int(answer) == int((cut == number).sum())
    elif part.task == "piece_adjacency":
        number = int(re.search(r"touch piece (\d+)", text)[1])
        assert ("The removed piece does" in text) == (len(plain["removed"]) == 1)
        around = ndimage.binary_dilation(cut == number, CROSS) & (cut != number) & ~hole
        assert int(answer) == len(np.unique(cut[around]))
    elif part.task == "piece_placement":
        number = int(re.search(r"around piece (\d+)", text)[1])
        shapes = shown_shapes(plain)
        other = next(piece for piece in shapes if piece != number)
        right = []
        for r, c, mask in shifts(shapes[number], side):
            rest = hole & ~mask
            if not (mask & ~hole).any() and any(equal(rest, theirs) for _, _, theirs in shifts(shapes[other], side)):
                high, wide = shapes[number].shape
                right.append(f"({r}, {c}) to ({r + high - 1}, {c + wide - 1})")
        assert right == [answer]
    elif part.task == "fill_hole":
        fillings = list(all_fillings(hole, list(shown_shapes(plain).items())))
        assert fillings
        for filling in fillings:
            written = "; ".join(f"{number}: {turn} ({r}, {c})" for number, turn, r, c in filling)
            assert gameqa.score(written, row) == 1.0
        rights = {tuple(filling) for filling in fillings}
        first = fillings[0]
        for place, (number, turn, r, c) in enumerate(first):
            for changed in ((number, (turn + 90) % 360, r, c), (number, turn, r + 1, c), (number, turn, r, c - 1)):
                wrong = (*first[:place], changed, *first[place + 1 :])
                written = "; ".join(f"{n}: {t} ({y}, {x})" for n, t, y, x in wrong)
                assert gameqa.score(written, row) == float(wrong in rights)
            missing = "; ".join(f"{n}: {t} ({y}, {x})" for n, t, y, x in (*first[:place], *first[place + 1 :]))
            assert gameqa.score(missing, row) == 0.0
    elif part.task == "mirror_pair":
        pairs = []
        for one, other in combinations(on_board, 2):
            first, second = trimmed(cut == one), trimmed(cut == other)
            turned = any(equal(np.rot90(first, turn), second) for turn in range(4))
            flipped = any(equal(np.rot90(np.fliplr(first), turn), second) for turn in range(4))
            if flipped and not turned:
                pairs.append(f"{one} and {other}")
        assert pairs == [answer]
    else:
        raise AssertionError("no oracle for this task")


def check_rules(rules: str, removed: int) -> None:
    """The rules say that pieces have been taken off, and as many as it is."""
    told = re.findall(r"(One piece has|Some pieces have|One or more pieces have) been taken off the board", rules)
    assert len(told) == 1
    assert removed == 1 if told == ["One piece has"] else removed > 1 or told == ["One or more pieces have"]


@pytest.mark.tasks("piece_count")
@COUNTS
def test_symmetric_boards_share_a_split(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        cut = np.array(row["plain"]["cut"])
        naming = np.concatenate([[0], np.random.default_rng(1).permutation(cut.max()) + 1])
        images = [np.rot90(naming[cut], turns) for turns in range(4)]
        keys = {
            engine.cut_key(tuple(map(tuple, image.tolist())))
            for turned in images
            for image in (turned, np.fliplr(turned))
        }
        assert len(keys) == 1


def test_clockwise_is_as_seen() -> None:
    from gameqa.games.tangram.shapes import turned

    corner = shape_of([(0, 0), (0, 1), (1, 0)])
    assert turned(corner, 1) == shape_of([(0, 0), (0, 1), (1, 1)])
