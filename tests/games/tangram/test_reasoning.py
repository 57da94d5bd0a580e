"""Every line of the reasoning about tangram boards, read back and held against NumPy's turns."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from gameqa.games.tangram import picture

from gameqa.configs import Part
from tests.games.tangram.test_oracle import equal, shown_shapes, trimmed
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples, steps_of

Cell = tuple[int, int]

TURNS = {
    "as it lies": 0,
    "not turned": 0,
    "turned 90 degrees clockwise": 1,
    "turned 180 degrees": 2,
    "turned 90 degrees counterclockwise": 3,
    "turned 270 degrees clockwise": 3,
}
TURN = f"({'|'.join(name for name in TURNS if name != 'not turned')})"
AT = r"\((\d+), (\d+)\)"


def listed(text: str) -> list[int]:
    """The numbers of "1 to 3, 5 and 6"."""
    found: list[int] = []
    for part in re.split(r", | and ", text):
        first, _, last = part.partition(" to ")
        found += range(int(first), int(last or first) + 1)
    return found


def cells_of(text: str) -> list[Cell]:
    """The cells of "rows 0 and 1, columns 1 to 3; row 2, column 1", each named once."""
    found = []
    for group in text.split("; "):
        told = re.fullmatch(r"rows? (.*), columns? (.*)", group, re.IGNORECASE)
        assert told, group
        found += [(row, column) for row in listed(told[1]) for column in listed(told[2])]
    assert len(found) == len(set(found))
    return sorted(found)


def turns_in(text: str) -> list[int]:
    return [TURNS[name] for name in re.findall(TURN.replace("(as", "(not turned|as"), text)] or (
        [0, 1, 2, 3] if "in any turn" in text else []
    )


def cells_from(mask: np.ndarray, corner: Cell = (0, 0)) -> list[Cell]:
    return sorted((int(r) + corner[0], int(c) + corner[1]) for r, c in np.argwhere(mask))


def corner_of(cells: Any) -> Cell:
    return min(r for r, _ in cells), min(c for _, c in cells)


def missing(wanted: list[Cell], cells: list[Cell]) -> Cell:
    return min(set(wanted) - set(cells))


FIRST = {
    "topmost empty cell (the leftmost of several)": lambda cell: cell,
    "lowest empty cell (the rightmost of several)": lambda cell: (-cell[0], -cell[1]),
    "leftmost empty cell (the topmost of several)": lambda cell: (cell[1], cell[0]),
    "rightmost empty cell (the lowest of several)": lambda cell: (-cell[1], -cell[0]),
}


class Reader:
    """Reads the lines of one row's reasoning, and holds each against the board."""

    def __init__(self, part: Part, row: dict[str, Any]) -> None:
        self.part, self.row, self.plain = part, row, row["plain"]
        self.cut = np.array(self.plain["cut"])
        self.removed: list[int] = self.plain["removed"]
        self.empty = cells_from(np.isin(self.cut, self.removed))
        self.on_board = sorted(set(np.unique(self.cut).tolist()) - set(self.removed))
        self.shapes = shown_shapes(self.plain)
        self.answer = answer_text(row)
        self.asked = [int(n) for n in re.findall(r"piece (\d+)", row["question"].split("\n\n")[1])]
        self.told: list[Any] = []
        self.stack: list[tuple[int, list[Cell]]] = []
        self.fits: list[tuple[int, list[int]]] = []

    def line(self, line: str) -> None:
        for pattern, read in PATTERNS.get(self.part.task, []):
            told = re.fullmatch(pattern, line)
            if told:
                # The answer of fill_hole counts all degrees clockwise, and so must its reasoning.
                assert ("counterclockwise" if self.part.task == "fill_hole" else "270 degrees") not in line
                read(self, told)
                self.told.append(read)
                return
        raise AssertionError(line)

    def piece(self, number: int) -> list[Cell]:
        return cells_from(self.cut == number)

    # What is seen

    def row_shows(self, told: re.Match[str]) -> None:
        row = int(told[1])
        seen = set(self.cut[:row].ravel().tolist()) - set(self.removed)
        assert listed(told[3]) == [
            number
            for number in dict.fromkeys(self.cut[row].tolist())
            if number not in seen and number not in self.removed
        ]
        assert (told[2] == "shows") == (not seen)
        self.rows = [*getattr(self, "rows", []), row]

    def rows_idle(self, told: re.Match[str]) -> None:
        assert sorted([*self.rows, *listed(told[1])]) == list(range(len(self.cut)))

    def on_board_sum(self, told: re.Match[str]) -> None:
        assert listed(told[1]) == self.on_board
        assert told[2] == self.answer

    def hole_size(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == self.empty
        assert (int(told[2]), int(told[3])) == trimmed(np.isin(self.cut, self.removed)).shape

    def empty_cells(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == self.empty
        assert int(told[2]) == len(self.empty)

    def in_tray(self, told: re.Match[str]) -> None:
        number = int(told[1])
        start = sum(self.shapes[other].shape[1] + 1 for other in self.removed if other < number)
        assert cells_of(told[2]) == cells_from(self.shapes[number], (0, start))
        assert tuple(map(int, told.groups()[2:])) == (int(self.shapes[number].sum()), *self.shapes[number].shape)

    def covers(self, told: re.Match[str]) -> None:
        assert cells_of(told[2]) == self.piece(int(told[1]))

    # Turning

    def other_size(self, told: re.Match[str]) -> None:
        (shape,) = self.shapes.values()
        turned = np.rot90(shape, -TURNS[told[1][0].lower() + told[1][1:]])
        assert (int(told[2]), int(told[3])) == turned.shape != trimmed(np.isin(self.cut, self.removed)).shape

    def laid(self, told: re.Match[str]) -> None:
        (shape,) = self.shapes.values()
        cells = cells_from(np.rot90(shape, -TURNS[told[1]]), corner_of(self.empty))
        assert cells_of(told[2]) == cells
        if told[3] == ": exactly the hole":
            assert cells == self.empty
        else:
            row, column = re.findall(r"\d+", told[3])
            assert (int(row), int(column)) == missing(self.empty, cells)

    def fits_turned(self, told: re.Match[str]) -> None:
        (shape,) = self.shapes.values()
        hole = trimmed(np.isin(self.cut, self.removed))
        right = [turn for turn in range(4) if equal(np.rot90(shape, -turn), hole)]
        assert turns_in(told[0]) == right
        assert ("not fit at all" in told[0]) == (not right)
        assert "not fit at all" not in told[0] or self.plain["flips"] == [True]
        assert len(self.told) == 6

    # Counting

    def row_count(self, told: re.Match[str]) -> None:
        columns = np.where(self.cut[int(told[1])] == self.asked[0])[0].tolist()
        assert listed(told[2]) == columns
        assert len(columns) == int(told[3])
        assert int(told[1]) == corner_of(self.piece(self.asked[0]))[0] + len(getattr(self, "counts", []))
        self.counts = [*getattr(self, "counts", []), len(columns)]

    def area(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.asked[0]
        parts = list(map(int, (told[2] or told[3]).removesuffix(" = ").split(" + ")))
        assert parts == self.counts
        assert sum(parts) == int(told[3]) == int(self.answer)

    def beside(self, told: re.Match[str]) -> None:
        own = set(self.piece(self.asked[0]))
        around = {(r + dr, c + dc) for r, c in own for dr, dc in ((0, 1), (0, -1), (1, 0), (-1, 0))} - own
        kind = {told[2]: 0}.get("empty", int(told[2].removeprefix("piece ")) if told[2] != "empty" else 0)
        side = len(self.cut)
        shown = np.where(np.isin(self.cut, self.removed), 0, self.cut)
        expected = [(r, c) for r, c in around if 0 <= r < side and 0 <= c < side and shown[r, c] == kind]
        assert cells_of(told[1]) == sorted(expected)
        self.near = {*getattr(self, "near", set()), kind}

    def touches(self, told: re.Match[str]) -> None:
        assert set(listed(told[1])) == self.near - {0}
        assert told[2] == self.answer == str(len(self.near - {0}))

    # Placing

    def option(self, told: re.Match[str]) -> None:
        number, other = int(told[2]), next(piece for piece in self.removed if piece != int(told[2]))
        option = self.row["options"]["ABCDEFGH".index(told[1])]
        assert number == self.asked[-1]
        top, left, bottom, right = map(int, re.findall(r"\d+", option))
        cells = cells_from(self.shapes[number], (top, left))
        assert (bottom - top + 1, right - left + 1) == self.shapes[number].shape
        assert cells_of(told[3]) == cells
        rest = sorted(set(self.empty) - set(cells))
        assert set(cells) <= set(self.empty)
        assert cells_of(told[4]) == rest
        mask = np.zeros_like(self.cut, bool)
        mask[tuple(zip(*rest, strict=True))] = True
        wanted = self.shapes[other]
        numbers = list(map(int, re.findall(r"\d+", told[5])))
        if told[5].endswith(f"exactly piece {other}."):
            assert equal(trimmed(mask), wanted)
            assert told[1] == self.row["answer"]
        elif "while piece" in told[5]:
            assert numbers == [*trimmed(mask).shape, other, *wanted.shape]
            assert trimmed(mask).shape != wanted.shape
        else:
            assert trimmed(mask).shape == wanted.shape
            assert numbers == [other, *missing(cells_from(wanted, corner_of(rest)), rest)]
        self.letters = [*getattr(self, "letters", []), told[1]]

    def option_outside(self, told: re.Match[str]) -> None:
        top, left, *_ = map(int, re.findall(r"\d+", self.row["options"]["ABCDEFGH".index(told[1])]))
        cell = int(told[3]), int(told[4])
        assert int(told[2]) == self.asked[-1]
        assert cell in cells_from(self.shapes[int(told[2])], (top, left))
        assert self.cut[cell] == int(told[5])
        assert cell not in self.empty
        self.letters = [*getattr(self, "letters", []), told[1]]

    def goes_to(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.asked[-1]
        assert told[2] == self.answer
        assert self.letters == list("ABCDEFGH"[: len(self.row["options"])])

    # Filling

    def first_cell(self, told: re.Match[str]) -> None:
        hole = self.stack[-1][1] if self.stack else self.empty
        self.key = FIRST[told[1]]
        self.first = min(hole, key=self.key)
        assert self.first == (int(told[2]), int(told[3]))
        self.hole, self.fits, self.tried = hole, [], []

    def trial(self, number: int, turn: int) -> list[Cell]:
        form = cells_from(np.rot90(self.shapes[number], -turn))
        row, column = min(form, key=self.key)
        return sorted((r + self.first[0] - row, c + self.first[1] - column) for r, c in form)

    def piece_there(self, told: re.Match[str]) -> None:
        number, turns = int(told[1]), []
        text = told[2]
        for clause in re.split(r", but |, so it does|(?<=\)|d), ", text):
            if clause.endswith("it fits"):
                names = turns_in(clause)
                for turn in names:
                    assert set(self.trial(number, turn)) <= set(self.hole)
                    self.fits.append((number, turn))
            elif "would cover" in clause:
                names = turns_in(clause)
                row, column = map(int, re.findall(AT, clause)[0])
                for turn in names:
                    outside = set(self.trial(number, turn)) - set(self.hole)
                    assert min(outside) == (row, column)
            elif "would leave the board" in clause:
                names = turns_in(clause)
                for turn in names:
                    assert not {part for cell in self.trial(number, turn) for part in cell} <= set(range(len(self.cut)))
            else:
                assert clause == " not fit"
                names = []
            turns += names
        assert sorted(turns) == [0, 1, 2, 3]
        self.tried.append(number)

    def put(self, told: re.Match[str]) -> None:
        number, turns = int(told[1]), turns_in(told[3])
        state = self.first, self.hole, self.fits, self.tried
        in_hand = [piece for piece in self.removed if piece not in [number for number, _ in self.stack]]
        if not hasattr(self, "frames"):
            self.frames: list[Any] = []
        if self.tried:
            assert self.tried == in_hand, "all pieces in hand are tried"
            self.frames.append(state)
        self.first, self.hole, self.fits, self.tried = self.frames[-1]
        assert {(number, turn) for turn in turns} <= set(self.fits)
        cells = self.trial(number, turns[0])
        assert all(self.trial(number, turn) == cells for turn in turns)
        rest = sorted(set(self.hole) - set(cells))
        assert cells_of(told[4]) == rest
        self.stack.append((number, rest))
        self.tried = []

    def taken_back(self, told: re.Match[str]) -> None:
        number, _ = self.stack.pop()
        assert int(told[1]) == number
        if self.tried:
            assert not self.fits
        else:
            self.frames.pop()
        self.first, self.hole, self.fits, self.tried = self.frames[-1]
        turns = turns_in(told[2])
        assert {(number, turn) for turn in turns} <= set(self.fits)
        fits = [fit for fit in self.fits if fit not in [(number, turn) for turn in turns]]
        self.frames[-1] = self.first, self.hole, fits, self.tried
        self.fits, self.tried = fits, []

    def put_back(self, told: re.Match[str]) -> None:
        number, turn = int(told[1]), TURNS[told[2]]
        cells = cells_of(told[3])
        corner = (int(told[4]), int(told[5]))
        assert cells == cells_from(np.rot90(self.shapes[number], -turn), corner)
        assert set(cells) <= set(self.empty)
        assert f"{number}: {turn * 90} {corner}" in self.answer.split("; ")
        placed = [piece for piece, _ in self.stack]
        if number in placed:
            hole = self.empty if placed[0] == number else self.stack[placed.index(number) - 1][1]
            assert cells == sorted(set(hole) - set(self.stack[placed.index(number)][1]))
        else:
            assert cells == self.stack[-1][1]

    # Mirror images

    def verdict(self, told: re.Match[str]) -> None:
        one, other = map(int, self.row["options"]["ABCDEFGH".index(told[1])].split(" and "))
        text = told[2]
        shape, wanted = trimmed(self.cut == one), trimmed(self.cut == other)
        target = self.piece(other)
        flipped = np.fliplr(shape)

        def check_misses(form: np.ndarray, text: str) -> None:
            told = re.findall(rf"{AT} when (not turned|turned [a-z0-9 ]*?)(?=, \(| and \(|\.|$)", text)
            assert [TURNS[name] for *_, name in told] == [
                turn for turn in range(4) if np.rot90(form, -turn).shape == wanted.shape
            ]
            for r, c, name in told:
                cells = cells_from(np.rot90(form, -TURNS[name]), corner_of(target))
                assert (int(r), int(c)) == missing(target, cells)

        if plain := re.fullmatch(rf"piece (\d+)(?:, {TURN},)? equals piece (\d+) without a flip\.", text):
            assert (int(plain[1]), int(plain[3])) == (one, other)
            assert equal(np.rot90(shape, -TURNS[plain[2] or "not turned"]), wanted)
        elif right := re.fullmatch(
            r"piece (\d+), flipped left to right and put onto piece (\d+) (.*?), covers exactly its cells; not "
            r"flipped, it leaves out (.*)",
            text,
        ):
            assert (int(right[1]), int(right[2])) == (one, other)
            assert equal(np.rot90(flipped, -TURNS[right[3]]), wanted)
            check_misses(shape, right[4])
            assert told[1] == self.row["answer"]
        else:
            wrong = re.fullmatch(r"piece (\d+), flipped left to right and put onto piece (\d+), leaves out (.*)", text)
            assert wrong, text
            assert (int(wrong[1]), int(wrong[2])) == (one, other)
            check_misses(flipped, wrong[3])
        self.letters = [*getattr(self, "letters", []), told[1]]

    def pair(self, told: re.Match[str]) -> None:
        assert f"{told[1]} and {told[2]}" == self.answer
        assert self.letters == list("ABCDEFGH"[: len(self.row["options"])])

    def heading(self, told: re.Match[str]) -> None:
        """Sentences that announce what follows."""


SPANS = r"(rows? [^:]*?)"
IN_TRAY = (rf"Below the board, piece (\d+) covers {SPANS}: (\d+) cells, (\d+) high and (\d+) wide\.", Reader.in_tray)
EMPTY_CELLS = (rf"The empty cells are {SPANS}: (\d+) in all\.", Reader.empty_cells)
COVERS = (r"Piece (\d+) covers (rows? [^:]*)\.", Reader.covers)

PATTERNS: dict[str, list[tuple[str, Any]]] = {
    "piece_count": [
        (r"Row (\d+) (shows|adds) pieces? (.*)\.", Reader.row_shows),
        (r"Rows? (.*) adds? none\.", Reader.rows_idle),
        (r"So these are still on the board: (.*); that is (\d+) pieces?\.", Reader.on_board_sum),
    ],
    "piece_rotation": [
        (r"The hole covers (rows? .*); it is (\d+) high and (\d+) wide\.", Reader.hole_size),
        IN_TRAY,
        (
            r"(As it lies|Turned 90 degrees clockwise|Turned 180 degrees|Turned 90 degrees counterclockwise), the "
            r"piece is (\d+) high and (\d+) wide, so it does not fit\.",
            Reader.other_size,
        ),
        (
            rf"Laid onto the hole {TURN}, the piece covers (rows? [^:(]*?)(: exactly the hole|, but not "
            r"\(\d+, \d+\), so it does not fit)\.",
            Reader.laid,
        ),
        (r"So the piece (fits .*|does not fit at all: it has been flipped)\.", Reader.fits_turned),
    ],
    "piece_area": [
        (r"Row (\d+): columns? (.*), (\d+) cells?\.", Reader.row_count),
        (r"So piece (\d+) covers ((?:\d+ \+ )*\d+ = )?(\d+) cells\.", Reader.area),
    ],
    "piece_adjacency": [
        COVERS,
        (r"These cells share an edge with it:", Reader.heading),
        (r"(Rows? .*): (piece \d+|empty)\.", Reader.beside),
        (r"So it touches pieces? (.*): (\d+) pieces?\.", Reader.touches),
    ],
    "piece_placement": [
        EMPTY_CELLS,
        IN_TRAY,
        (r"([A-H]): piece (\d+) covers (rows? [^:]*) and leaves (rows? [^:]*?)(: .*|, which is .*)", Reader.option),
        (rf"([A-H]): piece (\d+) would cover {AT}, where piece (\d+) is\.", Reader.option_outside),
        (r"So piece (\d+) goes to (.*)\.", Reader.goes_to),
    ],
    "fill_hole": [
        EMPTY_CELLS,
        IN_TRAY,
        (rf"The (\w+ empty cell \(.*?\)) is {AT}\.", Reader.first_cell),
        (r"Piece (\d+) there: (.*)\.", Reader.piece_there),
        (r"Piece (\d+) (goes|might go) there (.*?), which leaves (rows? .*)\.", Reader.put),
        (r"So piece (\d+) does not go there (.*)\.", Reader.taken_back),
        (
            rf"So piece (\d+), {TURN}, covers (rows? .*); the upper left corner of its rectangle is {AT}\.",
            Reader.put_back,
        ),
    ],
    "mirror_pair": [
        COVERS,
        (
            r"Only turns that give both pieces the same height and width are compared\.",
            Reader.heading,
        ),
        (r"([A-H]): (.*)", Reader.verdict),
        (r"So pieces (\d+) and (\d+) are mirror images\.", Reader.pair),
    ],
}


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the board says the same."""
    for row in some_rows(part, min(count, 80)):
        reader = Reader(part, row)
        for line in steps_of(row):
            reader.line(line)


@pytest.mark.tasks("piece_rotation", "piece_placement", "fill_hole")
def test_the_text_shows_removed_pieces_where_the_reasoning_says(part: Part) -> None:
    for sample in some_samples(part, 12):
        shown = picture.describe(sample.state, ()).split("Below the board, ")[1].splitlines()[1:]
        assert [line.split(": ")[0] for line in shown] == [f"row {row}" for row in range(len(shown))]
        grid = np.array([line.split(": ")[1].split() for line in shown])
        lines = [line for line in steps_of(sample.row()) if line.startswith("Below the board")]
        assert len(lines) == len(sample.state.removed)
        for line in lines:
            told = re.fullmatch(IN_TRAY[0], line)
            assert told, line
            assert cells_of(told[2]) == cells_from(grid == told[1])


@pytest.mark.tasks("piece_placement")
def test_most_places_cover_empty_cells_only(part: Part) -> None:
    for row in some_rows(part, 12):
        reader = Reader(part, row)
        inside = 0
        for option in row["options"]:
            top, left, *_ = map(int, re.findall(r"\d+", option))
            inside += set(cells_from(reader.shapes[reader.asked[-1]], (top, left))) <= set(reader.empty)
        assert inside >= 4


@pytest.mark.tasks("mirror_pair")
def test_all_pieces_of_the_options_have_one_size(part: Part) -> None:
    for row in some_rows(part, 12):
        cut = np.array(row["plain"]["cut"])
        numbers = {int(number) for option in row["options"] for number in option.split(" and ")}
        shapes = [trimmed(cut == number) for number in numbers]
        assert len({(int(shape.sum()), *sorted(shape.shape)) for shape in shapes}) == 1
