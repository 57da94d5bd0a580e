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
from tests.cubes import cover, inner_mask
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples, steps_of

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
        added = named_positions(text.split(". What")[0])
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
    """Each cube keeps about 150 pixels between outlines when all cubes are drawn in their order."""
    for sample in some_samples(part, min(count, 60)):
        side = sample.state.side
        kinds = {mark.kind: mark.content for mark in sample.question.marks}
        units = picture.UNITS
        structures = [sample.state.voxels]
        if "candidates" in kinds:
            units = picture.CANDIDATE_UNITS
            structures += kinds["candidates"]
        elif "alone" in kinds:
            units = picture.ALONE_UNITS
        for voxels in structures:
            scene = Scene(0, 0, side, units[side])
            cube = picture.kit(PLAIN, side, scene.unit).cubes[0]
            inner = inner_mask(cube)
            owner = np.full((scene.size[1] + 40, scene.size[0] + 40), -1)
            shifted = [(x - 1, y - 1, z - 1) for x, y, z in voxels]
            for voxel in back_to_front(shifted):
                left, top, right, bottom = scene.cube_box(voxel)
                outlined = np.zeros(owner.shape, bool)
                cover(outlined, left, top, cube)
                owner[outlined] = -1
                owner[top:bottom, left:right][inner] = shifted.index(voxel)
            for number in range(len(shifted)):
                assert (owner == number).sum() >= 140


PLACE = r"\(\d, \d, \d\)"
PLACES = rf"({PLACE}(?:, {PLACE})*)"
AXES = {"front": ("y", 0), "side": ("x", 1)}
TURNS = {
    "without a turn": 0,
    "after a quarter turn counterclockwise": 1,
    "after a half turn": 2,
    "after a quarter turn clockwise": 3,
}


def ints(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", text)]


class Reader:
    """Holds the reasoning of one sample, line by line, against arrays of its structure."""

    def __init__(self, sample: Any) -> None:
        self.row = sample.row()
        self.task = self.row["task"]
        self.answer = answer_text(self.row)
        self.plain = json.loads(self.row["state"])
        self.side = self.plain["side"]
        self.voxels = sorted(map(tuple, self.plain["voxels"]))
        self.array = solid(self.side, self.voxels)
        self.targets = {"front": self.plain["front"], "side": self.plain["side_view"]}
        self.text = self.row["question"].split("\n\n")[1]
        self.marks = sample.question.marks
        self.seen: list[Any] = []
        self.letters: set[str] = set()
        self.told: dict[str, Any] = {}

    def layer(self, z: int) -> list[Position]:
        return [voxel for voxel in self.voxels if voxel[2] == z]

    def own(self, name: str, z: int, array: Any = None) -> list[int]:
        grid = view(self.array if array is None else array, name)
        return [across + 1 for across, filled in enumerate(grid[self.side - z]) if filled]

    def wanted(self, name: str, z: int) -> list[int]:
        return [across + 1 for across, filled in enumerate(self.targets[name][self.side - z]) if filled]

    def lacks(self, name: str, z: int) -> list[int]:
        return [across for across in self.wanted(name, z) if across not in self.own(name, z)]

    def line(self, line: str) -> None:
        """Checks one line."""
        if told := re.fullmatch(rf"The structure at z = (\d): {PLACES}\.", line):
            assert named_positions(told[2]) == self.layer(int(told[1]))
            self.seen += self.layer(int(told[1]))
        else:
            if self.task not in ("count_voxels", "voxel_at", "matching_view"):
                assert self.seen == sorted(self.voxels, key=lambda voxel: voxel[2]), "voxels are listed first"
            getattr(self, self.task)(line)

    def count_voxels(self, line: str) -> None:
        if told := re.fullmatch(rf"z = (\d): {PLACES}, (\d+) voxels?\.", line):
            assert named_positions(told[2]) == self.layer(int(told[1]))
            assert len(self.layer(int(told[1]))) == int(told[3])
            self.told.setdefault("sizes", []).append(int(told[3]))
        elif told := re.fullmatch(r"([\d +]+) = (\d+) voxels\.", line):
            assert ints(told[1]) == self.told["sizes"]
            assert sum(self.told["sizes"]) == int(told[2]) == int(self.answer)
        elif told := re.fullmatch(r"That makes (\d+) voxels\.", line):
            assert self.told["sizes"] == [int(told[1])] == [int(self.answer)]
        else:
            assert line == "The voxels, layer by layer:"

    def voxel_at(self, line: str) -> None:
        if told := re.fullmatch(rf"z = (\d) has (?:voxels at {PLACES}|no voxels)((?:; .*)?)\.", line):
            assert (named_positions(told[2]) if told[2] else []) == self.layer(int(told[1]))
            for part in told[3].split("; ")[1:]:
                named = re.findall(rf"([A-H]) ({PLACE})", part)
                assert named
                for letter, place in named:
                    assert self.row["options"]["ABCDEFGH".index(letter)] == place
                    (position,) = named_positions(place)
                    assert position[2] == int(told[1])
                    assert (position in self.voxels) == part.endswith("is filled")
                    self.letters.add(letter)
        else:
            assert line == f"So there is a voxel at {self.answer}."
            assert len(self.letters) == len(self.row["options"])

    def projection_match(self, line: str) -> None:
        if told := re.fullmatch(
            r"(Front|Side) view at z = (\d): the voxels fill ([xy]) = (.*), the grid has ([xy]) = (.*)\.", line
        ):
            name, z = told[1].lower(), int(told[2])
            assert told[3] == told[5] == AXES[name][0]
            assert ints(told[4]) == self.own(name, z)
            assert ints(told[6]) == self.wanted(name, z)
        elif told := re.fullmatch(r"So the (front|side) view is (?:correct|wrong at z = (.*))\.", line):
            wrong = [z for z in range(1, self.side + 1) if self.own(told[1], z) != self.wanted(told[1], z)]
            assert (ints(told[2]) if told[2] else []) == wrong
            self.told[told[1]] = not wrong
        else:
            assert line == f"Thus {self.answer} {'are' if all(self.told.values()) else 'is'} correct."
            assert len(self.told) == 2

    def projection_after_adding(self, line: str) -> None:
        name = re.search(r"What is the (front|side) view", self.text)[1]
        axis, column = AXES[name][0], 1 if name == "front" else 0
        added = named_positions(self.text.split(". What")[0])
        filled = self.told.setdefault("filled", {(voxel[column], voxel[2]) for voxel in self.voxels})
        if told := re.fullmatch(rf"So the {name} view has these cells \({axis}, z\) filled: (.*)\.", line):
            cells = [tuple(map(int, cell)) for cell in re.findall(r"\((\d), (\d)\)", told[1])]
            assert cells == sorted(filled)
        elif told := re.fullmatch(
            rf"({PLACE}) lies in {axis} = (\d), z = (\d), which (is now filled|was filled before)\.", line
        ):
            (position,) = named_positions(told[1])
            self.told.setdefault("added", []).append(position)
            cell = (position[column], position[2])
            assert cell == (int(told[2]), int(told[3]))
            assert (told[4] == "was filled before") == (cell in filled)
            filled.add(cell)
        elif told := re.fullmatch(rf"z = (\d): (?:filled at {axis} = (.*)|no filled cell)\.", line):
            assert self.told["added"] == added
            assert (ints(told[2]) if told[2] else []) == sorted(a for a, up in filled if up == int(told[1]))
        else:
            assert line == f"After that, row by row from the top, with {axis} from 1:"

    def third_view(self, line: str) -> None:
        if told := re.fullmatch(r"y = (\d): (?:filled at x = (.*)|no filled cell)\.", line):
            assert (ints(told[2]) if told[2] else []) == sorted({x for x, y, _ in self.voxels if y == int(told[1])})
        else:
            assert line == "Row by row from the top, with x from 1, whatever z is:"

    def lacking_line(self, line: str) -> bool:
        """What a view has and lacks at one height."""
        if told := re.fullmatch(r"At z = (\d) both targets are empty\.", line):
            assert not self.wanted("front", int(told[1]))
            assert not self.wanted("side", int(told[1]))
        elif told := re.fullmatch(
            r"At z = (\d) the front view has (.*) and lacks (.*); the side view has (.*) and lacks (.*)\.", line
        ):
            z = int(told[1])
            for name, has, lacks in (("front", told[2], told[3]), ("side", told[4], told[5])):
                for text, cells, none in ((has, self.own(name, z), "no cell"), (lacks, self.lacks(name, z), "nothing")):
                    assert text == none if not cells else text.startswith(f"{AXES[name][0]} = ")
                    assert ints(text) == cells
        else:
            return False
        self.told.setdefault("heights", []).append(int(line[7]))
        return True

    def least(self, z: int) -> int:
        return max(len(self.lacks("front", z)), len(self.lacks("side", z)))

    def need_line(self, line: str) -> bool:
        """How few voxels fill what is lacking at one height, or in all."""
        needs = {z: self.least(z) for z in range(1, self.side + 1) if self.least(z)}
        if told := re.fullmatch(
            rf"At z = (\d) one voxel can fill both y = (\d) of the front view and x = (\d) of the side view, if it is "
            rf"at ({PLACE}): at least 1 voxel\.",
            line,
        ):
            z, y, x = (int(told[number]) for number in (1, 2, 3))
            assert (self.lacks("front", z), self.lacks("side", z)) == ([y], [x])
            assert named_positions(told[4]) == [(x, y, z)]
        elif told := re.fullmatch(
            r"At z = (\d) each voxel can fill one of y = (.*) in the front view and one of x = (.*) in the side view "
            r"at the same time: at least (\d) voxels?\.",
            line,
        ):
            z = int(told[1])
            assert (ints(told[2]), ints(told[3])) == (self.lacks("front", z), self.lacks("side", z))
            assert int(told[4]) == self.least(z)
        elif told := re.fullmatch(
            r"At z = (\d) only the (front|side) view lacks ([xy]) = (.*): at least (\d) voxels?, at ([xy]) = (.*), "
            r"where the other target is filled\.",
            line,
        ):
            z, name = int(told[1]), told[2]
            other = "side" if name == "front" else "front"
            assert (told[3], told[6]) == (AXES[name][0], AXES[other][0])
            assert ints(told[4]) == self.lacks(name, z)
            assert not self.lacks(other, z)
            assert int(told[5]) == self.least(z)
            assert ints(told[7]) == self.wanted(other, z)
        elif told := re.fullmatch(r"A voxel helps at its own height only: at least ([\d +]+) = (\d+)\.", line):
            assert ints(told[1]) == list(needs.values()) == self.told["needs"]
            assert int(told[2]) == sum(needs.values())
            return True
        else:
            return False
        self.told.setdefault("needs", []).append(needs[int(line[7])])
        return True

    def added_line(self, line: str) -> bool:
        """What an addition touches and fills."""
        told = re.fullmatch(rf"({PLACE}) shares a face with ({PLACE}) and fills (.*)\.", line)
        if not told:
            return False
        added = self.told.setdefault("added", [])
        (position,), (touched,) = named_positions(told[1]), named_positions(told[2])
        assert touched in self.voxels or touched in added
        assert position not in self.voxels
        assert sum(abs(a - b) for a, b in zip(position, touched, strict=True)) == 1
        before = solid(self.side, [*self.voxels, *added])
        x, y, z = position
        new = {"front": y not in self.own("front", z, before), "side": x not in self.own("side", z, before)}
        added.append(position)
        if bridge := re.fullmatch(rf"no lacking cell but connects ({PLACE})", told[3]):
            assert not any(new.values())
            self.told.setdefault("connects", []).append((position, named_positions(bridge[1])[0]))
        else:
            filled = re.fullmatch(r"(.*) at z = (\d)", told[3])
            assert int(filled[2]) == z
            parts = [f"y = {y} of the front view"] * new["front"] + [f"x = {x} of the side view"] * new["side"]
            assert filled[1] == " and ".join(parts)
        return True

    def finished(self) -> list[Position]:
        """The additions, which must match the targets."""
        added = self.told.get("added", [])
        assert is_match(self.plain, added)
        assert grows(self.plain, added)
        for position, other in self.told.get("connects", []):
            assert added.index(other) > added.index(position)
            assert sum(abs(a - b) for a, b in zip(position, other, strict=True)) == 1
        return added

    def additions_to_match(self, line: str) -> None:
        if self.lacking_line(line) or self.added_line(line):
            return
        letters = "ABCDEFGH"
        if told := re.fullmatch(r"([A-H](?:, [A-H])*(?: and [A-H])?): (.*)\.", line):
            for letter in re.findall("[A-H]", told[1]):
                added = named_positions(self.row["options"][letters.index(letter)])
                assert letter not in self.letters
                self.letters.add(letter)
                self.refuted(added, told[2])
        elif told := re.fullmatch(r"([A-H]) is (.*): (\d) voxels?, and (\d+) (?:is|are) left\.", line):
            assert told[1] == self.row["answer"]
            assert told[2] == self.answer
            assert (int(told[3]), int(told[4])) == (len(named_positions(self.answer)), self.plain["left"])
        else:
            assert line == f"So {self.row['answer']} fills all lacking cells and no others."
            assert self.finished() == named_positions(self.answer)
            assert self.letters == set(letters) - {self.row["answer"]}

    def refuted(self, added: list[Position], reason: str) -> None:
        if told := re.fullmatch(rf"({PLACE}) shares no face with a voxel that is there by then", reason):
            (position,) = named_positions(told[1])
            place = added.index(position)
            there = [*self.voxels, *added[:place]]
            assert not any(sum(abs(a - b) for a, b in zip(position, voxel, strict=True)) == 1 for voxel in there)
        elif told := re.fullmatch(
            rf"({PLACE}) fills ([xy]) = (\d), z = (\d) of the (front|side) view, which must stay empty", reason
        ):
            (position,) = named_positions(told[1])
            assert position in added
            assert position[1 if told[5] == "front" else 0] == int(told[3])
            assert position[2] == int(told[4])
            assert told[2] == AXES[told[5]][0]
            assert int(told[3]) not in self.wanted(told[5], int(told[4]))
        else:
            told = re.fullmatch(r"nothing fills ([xy]) = (\d), z = (\d) of the (front|side) view", reason)
            assert told is not None, reason
            after = solid(self.side, [*self.voxels, *added])
            assert told[1] == AXES[told[4]][0]
            assert int(told[2]) in self.wanted(told[4], int(told[3]))
            assert int(told[2]) not in self.own(told[4], int(told[3]), after)

    def fewest_line(self, line: str) -> bool:
        """Why so many additions as are made are needed, and that these suffice."""
        if self.lacking_line(line) or self.need_line(line) or self.added_line(line):
            return True
        needed = sum(self.least(z) for z in range(1, self.side + 1))
        count = int(self.answer) if self.answer.isdecimal() else len(named_positions(self.answer))
        if told := re.fullmatch(r"(One set|\d sets) of (\d+) voxels? can fill all of these cells:", line):
            assert int(told[2]) == needed < count
            self.told["count"] = 1 if told[1] == "One set" else int(told[1][0])
        elif told := re.fullmatch(
            rf"{PLACES}: (.*) shares? no face with (the structure or the rest|a voxel of the structure)\.", line
        ):
            added, loose = named_positions(told[1]), named_positions(told[2])
            self.told.setdefault("sets", set()).add(frozenset(added))
            rest = [*self.voxels, *(position for position in added if position not in loose)]
            assert set(loose) <= set(added)
            assert (told[3] == "the structure or the rest") == (len(loose) < len(added))
            assert not any(
                sum(abs(a - b) for a, b in zip(one, other, strict=True)) == 1 for one in loose for other in rest
            )
        elif told := re.fullmatch(r"(None is|It is not) connected, so at least (\d+) voxels? are needed\.", line):
            assert (told[1] == "It is not") == (len(self.told["sets"]) == 1)
            assert int(told[2]) == count == needed + 1
            assert self.told["sets"] == self.tight_sets(needed)
            assert self.told["count"] == len(self.told["sets"])
        elif told := re.fullmatch(r"With (\d+) voxels? it can be done:", line):
            assert int(told[1]) == count
            assert count == needed or "sets" in self.told
            self.told["done"] = True
        else:
            return False
        return True

    def min_additions(self, line: str) -> None:
        if self.fewest_line(line):
            return
        if line.startswith("Nothing is lacking"):
            assert line == "Nothing is lacking, so both views equal their targets already and 0 voxels are needed."
            assert self.finished() == []
        else:
            assert line == f"So the smallest number is {self.answer}."
            assert len(self.finished()) == int(self.answer)
            assert not int(self.answer) or self.told["done"]

    def tight_sets(self, count: int) -> set[frozenset[Position]]:
        """All sets of so many free places within the targets that fill what is lacking."""
        numbers = range(1, self.side + 1)
        free = [
            (x, y, z)
            for x in numbers
            for y in numbers
            for z in numbers
            if self.least(z)
            and (x, y, z) not in self.voxels
            and y in self.wanted("front", z)
            and x in self.wanted("side", z)
            and (y in self.lacks("front", z) or x in self.lacks("side", z))
        ]
        found = set()
        for added in combinations(free, count):
            after = solid(self.side, [*self.voxels, *added])
            if view(after, "front") == self.targets["front"] and view(after, "side") == self.targets["side"]:
                found.add(frozenset(added))
        return found

    def complete(self, line: str) -> None:
        if self.fewest_line(line):
            return
        told = re.fullmatch(
            r"Now both views equal their targets\. That takes (\d+) voxels?, and at most (\d+) can be added\.", line
        )
        assert told is not None, line
        assert self.finished() == named_positions(self.answer)
        assert (int(told[1]), int(told[2])) == (len(self.finished()), self.plain["left"])
        assert ints(self.text) == [self.plain["left"]]
        assert self.told["done"], "the argument for the smallest number"

    def pushed(self, array: Any) -> list[Position]:
        low = [int(part.min()) for part in np.where(array)]
        return [(int(x) - low[0] + 1, int(y) - low[1] + 1, int(z) + 1) for x, y, z in np.argwhere(array)]

    def matching_view(self, line: str) -> None:
        turned = [self.pushed(np.rot90(self.array, turn, axes=(0, 1))) for turn in range(4)]
        if told := re.fullmatch(rf"The structure (.*?)(?:, seen from above)?: {PLACES}\.", line):
            assert named_positions(told[2]) == turned[TURNS[told[1]]]
        elif told := re.fullmatch(rf"Drawing (\d): {PLACES}\. (.*)\.", line):
            voxels = self.marks[0].content[int(told[1]) - 1]
            drawn = self.pushed(solid(self.side, list(voxels)))
            assert named_positions(told[2]) == drawn
            if is_it := re.fullmatch(r"This is the structure (.*)", told[3]):
                assert drawn == turned[TURNS[is_it[1]]]
                assert self.answer == f"drawing {told[1]}"
            else:
                named = []
                for part in told[3].removeprefix("It lacks ").split("; and "):
                    missing = re.fullmatch(rf"({PLACE}), which the structure has (.*)", part)
                    turns = re.split(r", | and ", missing[2])
                    (position,) = named_positions(missing[1])
                    assert position not in drawn
                    assert all(position in turned[TURNS[turn]] for turn in turns)
                    named += turns
                assert sorted(named) == sorted(TURNS)
            self.letters.add(told[1])
        elif line.startswith("So "):
            assert line == f"So {self.answer} shows the structure turned."
            assert len(self.letters) == len(self.row["options"])
        else:
            assert line == (
                "Places (x, y, z) are counted from 1 here: x from the left corner of the floor toward the lower right, "
                "y from there toward the upper right, z upward. Each structure is pushed into that corner as far as it "
                "goes."
            )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the structure says the same."""
    for sample in some_samples(part, min(count, 60)):
        reader = Reader(sample)
        for line in steps_of(reader.row):
            reader.line(line)


@pytest.mark.tasks("projection_match")
def test_grids_have_as_many_filled_cells_as_the_views(part: Part) -> None:
    for row in some_rows(part, 20):
        array = solid(row["plain"]["side"], row["plain"]["voxels"])
        for name, field in (("front", "front"), ("side", "side_view")):
            assert sum(map(sum, view(array, name))) == sum(map(sum, row["plain"][field]))


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
