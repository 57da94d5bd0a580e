"""Boards of gems a second time: arrays of codes, shifted against themselves, many boards at a time; every command is
tried."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint8]
Indices = npt.NDArray[np.int_]
Mask = npt.NDArray[np.bool_]
Cell = tuple[int, int]
Command = tuple[Cell, str]
"""A cell, and the direction of a swap, or nothing."""

WAYS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}
COLOR_NAMES = {"A": "red", "B": "green", "C": "blue", "D": "yellow", "E": "purple"}
COMMAND = r"(?:clear \(\d+, \d+\)|swap \(\d+, \d+\) (?:up|down|left|right))"
BASIC = list(b"ABCDE")
HOLE = np.uint8(ord("."))


def read_command(text: str) -> Command:
    found = re.fullmatch(r"(?:[Cc]lear|[Ss]wap) \((\d+), (\d+)\) ?(up|down|left|right)?", text)
    assert found, text
    assert bool(found[3]) == text.lower().startswith("swap")
    return (int(found[1]), int(found[2])), found[3] or ""


def name_of(sign: str) -> str:
    if sign in COLOR_NAMES:
        return f"basic {COLOR_NAMES[sign]} gem"
    if sign.upper() in COLOR_NAMES:
        return f"round {COLOR_NAMES[sign.upper()]} gem"
    return {"+": "cross gem", "|": "column gem"}[sign]


def short_name(sign: str) -> str:
    return "column gem" if sign == "|" else name_of(sign).replace("basic ", "").replace(" gem", "")


def spread(codes: Codes, start: Mask, axis: int) -> Mask:
    """From one cell of every board on along a row (axis 2) or column (axis 1), as far as signs are equal."""
    last = codes.shape[axis] - 1
    before, behind = (
        tuple(part if number == axis else slice(None) for number in range(3)) for part in (slice(last), slice(1, None))
    )
    same = codes[before] == codes[behind]
    run = start.copy()
    for _ in range(last):
        run[behind] |= run[before] & same
        run[before] |= run[behind] & same
    return run


def lines_at(codes: Codes, rows: Indices, columns: Indices) -> Mask:
    """For every one of some boards the lines of basic gems through one of its cells."""
    numbers = np.arange(len(codes))
    start = np.zeros(codes.shape, bool)
    start[numbers, rows, columns] = True
    is_basic = np.isin(codes[numbers, rows, columns], BASIC)
    found = np.zeros_like(start)
    for axis in (1, 2):
        run = spread(codes, start, axis)
        found |= run & ((run.sum((1, 2)) >= 3) & is_basic)[:, None, None]
    return found


class Gems:
    """A board."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self.side = len(codes)
        self.basic = np.isin(codes, BASIC)

    @cached_property
    def signs(self) -> npt.NDArray[np.str_]:
        return np.ascontiguousarray(self.codes).view("S1").astype(str)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Gems:
        return gems_of(tuple(plain["rows"]))

    @cached_property
    def lines(self) -> list[Mask]:
        """The lines of basic gems, those in rows first."""
        found: list[Mask] = []
        for codes, is_turned in ((self.codes, False), (self.codes.T, True)):
            three = (codes[:, :-2] == codes[:, 1:-1]) & (codes[:, 1:-1] == codes[:, 2:]) & np.isin(codes[:, 2:], BASIC)
            for row, column in np.argwhere(three):
                if not (column and three[row, column - 1]):
                    found.append(np.zeros(codes.shape, bool))
                own = found[-1].T if is_turned else found[-1]
                own[row, column : column + 3] = True
        return found

    def on_board(self, cell: Cell) -> bool:
        return 0 <= cell[0] < self.side and 0 <= cell[1] < self.side

    def other(self, command: Command) -> Cell:
        (row, column), way = command
        return row + WAYS[way][0], column + WAYS[way][1]

    def exchanged(self, command: Command) -> Gems | None:
        """The board with the two gems exchanged; None where they can't be."""
        cell, other = command[0], self.other(command)
        if not self.on_board(other) or not self.basic[cell] or not self.basic[other]:
            return None
        if self.codes[cell] == self.codes[other]:
            return None
        codes = self.codes.copy()
        codes[cell], codes[other] = codes[other], codes[cell]
        return Gems(codes)

    def lines_through(self, *cells: Cell) -> Mask:
        own = [line for line in self.lines if any(line[cell] for cell in cells)]
        return np.any(own, axis=0) if own else np.zeros((self.side, self.side), bool)

    def removed(self, command: Command) -> Mask:
        cell, way = command
        none = np.zeros((self.side, self.side), bool)
        if way:
            changed = self.exchanged(command)
            return none if changed is None else changed.lines_through(cell, self.other(command))
        sign = str(self.signs[cell])
        if sign == ".":
            return none
        if sign in COLOR_NAMES:
            return self.lines_through(cell)
        rows, columns = np.indices(none.shape)
        if sign.upper() in COLOR_NAMES:
            return (self.codes | 32) == ord(sign)
        gone = columns == cell[1]
        if sign == "+":
            gone |= rows == cell[0]
        return gone & (self.signs != ".")

    def count(self, command: Command) -> int:
        return int(self.removed(command).sum())

    def after(self, command: Command) -> Gems:
        gone = self.removed(command)
        if not gone.any():
            return self
        changed = self.exchanged(command) if command[1] else self
        assert changed
        codes = np.where(gone, HOLE, changed.codes)
        order = np.argsort(codes != HOLE, axis=0, kind="stable")
        return gems_in(np.take_along_axis(codes, order, axis=0).tobytes())

    def cells(self, mask: Mask) -> list[Cell]:
        return [(int(r), int(c)) for r, c in np.argwhere(mask)]

    @cached_property
    def clears(self) -> list[tuple[Command, int]]:
        """The clear commands that remove something, one for every set of gems that goes, with its number."""
        special = ~self.basic & (self.signs != ".")
        found = [((cell, ""), self.count((cell, ""))) for cell in self.cells(special)]
        if self.lines:
            sets = {}
            for cell in self.cells(np.any(self.lines, axis=0)):
                mask = self.lines_through(cell)
                sets[mask.tobytes()] = (cell, ""), int(mask.sum())
            found += sets.values()
        return found

    @cached_property
    def swaps(self) -> dict[tuple[Cell, Cell], int]:
        """For every swap that makes a line its number, by the two cells in order."""
        ends = [
            (cell, other)
            for cell in self.cells(self.basic)
            for way in ("right", "down")
            if self.on_board(other := self.other((cell, way)))
            and self.basic[other]
            and self.codes[cell] != self.codes[other]
        ]
        (r1, c1), (r2, c2) = np.array(ends).transpose(1, 2, 0)
        numbers = np.arange(len(ends))
        codes = np.repeat(self.codes[None], len(ends), axis=0)
        codes[numbers, r1, c1], codes[numbers, r2, c2] = codes[numbers, r2, c2], codes[numbers, r1, c1]
        counts = (lines_at(codes, r1, c1) | lines_at(codes, r2, c2)).sum((1, 2))
        return {pair: int(count) for pair, count in zip(ends, counts, strict=True) if count}

    @cached_property
    def best(self) -> int:
        return max([count for _, count in self.clears] + list(self.swaps.values()))

    @cached_property
    def best_two(self) -> int:
        sums = []
        for command, count in self.clears:
            left = self.after(command)
            sums.append(count + max([number for _, number in left.clears], default=0))
        return max(sums)


def gems_of(rows: tuple[str, ...]) -> Gems:
    return gems_in("".join(rows).encode())


@lru_cache(maxsize=20_000)
def gems_in(codes: bytes) -> Gems:
    side = int(len(codes) ** 0.5)
    return Gems(np.frombuffer(codes, np.uint8).reshape(side, side))
