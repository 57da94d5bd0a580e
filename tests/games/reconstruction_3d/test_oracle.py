"""3D reconstruction against NumPy's projections, SciPy's labels and brute force over additions."""

from __future__ import annotations

import json
import re
from itertools import combinations, permutations
from typing import Any

import numpy as np
import pytest
from gameqa.games.reconstruction_3d import engine, picture
from scipy import ndimage

import gameqa
from gameqa.configs import Part
from gameqa.draw.blocks import Scene
from gameqa.draw.looks import PLAIN
from gameqa.isometric import back_to_front
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples

Position = tuple[int, int, int]


def solid(side: int, positions: list[Any]) -> np.ndarray:
    """A boolean array with axes x, y, z."""
    array = np.zeros((side, side, side), bool)
    for position in positions:
        array[tuple(part - 1 for part in position)] = True
    return array


def view(array: np.ndarray, name: str) -> list[list[int]]:
    """A projection with the highest row first: axes across and up."""
    flat = array.any(axis={"front": 0, "side": 1, "top": 2}[name])
    return flat.T[::-1].astype(int).tolist()


def connected(array: np.ndarray) -> bool:
    return ndimage.label(array)[1] == 1


def named_positions(text: str) -> list[Position]:
    return [tuple(map(int, item)) for item in re.findall(r"\((\d+), (\d+), (\d+)\)", text)]


def is_match(plain: dict[str, Any], added: list[Position]) -> bool:
    array = solid(plain["side"], [*plain["voxels"], *added])
    return (
        len(added) <= plain["left"]
        and len({*map(tuple, plain["voxels"]), *added}) == len(plain["voxels"]) + len(added)
        and connected(array)
        and view(array, "front") == plain["front"]
        and view(array, "side") == plain["side_view"]
    )


def grows(plain: dict[str, Any], added: list[Position]) -> bool:
    """Whether every prefix is connected."""
    return all(
        connected(solid(plain["side"], [*plain["voxels"], *added[:length]])) for length in range(1, len(added) + 1)
    )


def smallest_additions(plain: dict[str, Any]) -> set[frozenset[Position]]:
    """All smallest sets of additions, by trying all sets of places whose cells may be filled."""
    side = plain["side"]
    taken = {tuple(voxel) for voxel in plain["voxels"]}
    free = []
    for x in range(1, side + 1):
        for y in range(1, side + 1):
            for z in range(1, side + 1):
                may = plain["front"][side - z][y - 1] and plain["side_view"][side - z][x - 1]
                if may and (x, y, z) not in taken:
                    free.append((x, y, z))
    start = solid(side, plain["voxels"])
    lacking_front = {(y, z) for y in range(1, side + 1) for z in range(1, side + 1)
                     if plain["front"][side - z][y - 1] and not start[:, y - 1, z - 1].any()}  # fmt: skip
    lacking_side = {(x, z) for x in range(1, side + 1) for z in range(1, side + 1)
                    if plain["side_view"][side - z][x - 1] and not start[x - 1, :, z - 1].any()}  # fmt: skip
    for count in range(plain["left"] + 1):
        found = set()
        for added in combinations(free, count):
            front, side_view = {(y, z) for _, y, z in added}, {(x, z) for x, _, z in added}
            if lacking_front <= front and lacking_side <= side_view and is_match(plain, list(added)):
                found.add(frozenset(added))
        if found:
            return found
    return set()


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        row = sample.row()
        row["plain"] = json.loads(row["state"])
        array = solid(row["plain"]["side"], row["plain"]["voxels"])
        assert connected(array)
        assert array[:, :, 0].any()
        check(part, row, sample.question)


def check(part: Part, row: dict[str, Any], question: Any) -> None:
    plain, text, answer = row["plain"], row["question"].split("\n\n")[1], answer_text(row)
    side = plain["side"]
    array = solid(side, plain["voxels"])
    if part.task == "count_voxels":
        assert int(answer) == int(array.sum())
    elif part.task == "voxel_at":
        held = [option for option in row["options"] if array[tuple(n - 1 for n in named_positions(option)[0])]]
        assert held == [answer]
    elif part.task == "projection_match":
        front, side_view = view(array, "front") == plain["front"], view(array, "side") == plain["side_view"]
        assert (
            answer
            == {
                (False, False): "neither the front view nor the side view",
                (True, False): "only the front view",
                (False, True): "only the side view",
                (True, True): "both the front view and the side view",
            }[front, side_view]
        )
    elif part.task == "projection_after_adding":
        name = re.search(r"What is the (front|side) view", text)[1]
        added = named_positions(text.split(";")[0])
        after = solid(side, [*plain["voxels"], *added])
        assert grows(plain, added)
        assert view(after, name) != view(array, name)
        assert [[int(cell) for cell in line.split()] for line in answer.split("\n")] == view(after, name)
    elif part.task == "additions_to_match":
        lists = [named_positions(option) for option in row["options"]]
        good = [added for added in lists if is_match(plain, added) and grows(plain, added)]
        assert good == [named_positions(answer)]
        assert {len(added) for added in lists} == {len(good[0])}
        assert f"voxels left is {plain['left']}" in text
    elif part.task == "min_additions":
        found = smallest_additions(plain)
        assert {len(added) for added in found} == {int(answer)}
    elif part.task == "complete":
        for added in sorted(smallest_additions(plain), key=sorted):
            for order in list(permutations(added))[:3]:
                assert gameqa.score(", ".join(map(str, order)), row) == 1.0
        given = named_positions(answer)
        for place in range(len(given)):
            rest = [*given[:place], *given[place + 1 :]]
            assert gameqa.score(", ".join(map(str, rest)), row) == float(bool(rest) and is_match(plain, rest))
            for axis in range(3):
                moved = list(given[place])
                moved[axis] = moved[axis] % side + 1
                changed = [*given[:place], tuple(moved), *given[place + 1 :]]
                assert gameqa.score(", ".join(map(str, changed)), row) == float(is_match(plain, changed))
    elif part.task == "third_view":
        assert [[int(cell) for cell in line.split()] for line in answer.split("\n")] == view(array, "top")
    elif part.task == "matching_view":
        drawings = [solid(side, list(voxels)) for voxels in question.marks[0].content]
        turns = [trimmed(np.rot90(array, turn, axes=(0, 1))) for turn in range(4)]
        same = [
            f"drawing {number}"
            for number, drawing in enumerate(drawings, 1)
            if any(trimmed(drawing).shape == turn.shape and (trimmed(drawing) == turn).all() for turn in turns)
        ]
        assert same == [answer]
    else:
        raise AssertionError("no oracle for this task")


def trimmed(array: np.ndarray) -> np.ndarray:
    low = [int(part.min()) for part in np.where(array)]
    high = [int(part.max()) + 1 for part in np.where(array)]
    return array[low[0] : high[0], low[1] : high[1], low[2] : high[2]]


@COUNTS
def test_every_voxel_is_seen(part: Part, count: int) -> None:
    """Each cube keeps at least a twelfth of its pixels when all cubes are drawn in their order."""
    for sample in some_samples(part, min(count, 60)):
        side = sample.state.side
        structures = [sample.state.voxels, *(mark.content for mark in sample.question.marks)]
        for voxels in [structures[0], *(structures[1] if len(structures) > 1 else ())]:
            scene = Scene(0, 0, side, picture.UNITS[side])
            cube = picture.kit(PLAIN, side, scene.unit).cubes[0]
            owner = np.full((scene.size[1] + 40, scene.size[0] + 40), -1)
            shifted = [(x - 1, y - 1, z - 1) for x, y, z in voxels]
            for voxel in back_to_front(shifted):
                left, top, right, bottom = scene.cube_box(voxel)
                owner[top:bottom, left:right][cube.mask] = shifted.index(voxel)
            for number in range(len(shifted)):
                assert (owner == number).sum() >= cube.mask.sum() / 12


@pytest.mark.tasks("count_voxels")
@COUNTS
def test_symmetric_structures_share_a_split(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        side = row["plain"]["side"]
        array = solid(side, row["plain"]["voxels"])
        keys = set()
        for turn in range(4):
            for flip in (False, True):
                image = np.rot90(array, turn, axes=(0, 1))
                image = image[::-1] if flip else image
                positions = [tuple(int(part) + 1 for part in place) for place in np.argwhere(image)]
                keys.add(engine.split_key_of(engine.bits_of(positions, side), side))
        assert len(keys) == 1
