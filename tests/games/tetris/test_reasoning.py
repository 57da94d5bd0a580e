"""Every line of the reasoning about Tetris is one of a few sentences, and the second engine says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from gameqa.configs import Part
from tests.games.tetris.board import Cells, Masks, clockwise, cornered, turns
from tests.games.tetris.test_oracle import asked_of, shift_of
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

CELL = r"\(\d+, \d+\)"
CELLS = rf"{CELL}(?:(?:, | and ){CELL})*"
LIST = r"\d+(?:(?:, | and | or )\d+)*"
QUARTERS = {"a quarter turn clockwise": 1, "half a turn": 2, "a quarter turn counterclockwise": 3}


def cells_of(text: str) -> list[tuple[int, int]]:
    return [(int(row), int(column)) for row, column in re.findall(r"\((\d+), (\d+)\)", text)]


def looks_like(text: str, cells: Cells) -> bool:
    """Whether a piece is as a sentence describes it."""
    three = "cells side by side" in text, "cells one above another" in text
    rows = {r: [c for row, c in sorted(cells) if row == r] for r, _ in sorted(cells)}
    columns = {c: [r for r, column in sorted(cells) if column == c] for _, c in sorted(cells)}
    if text == "a square of two by two cells":
        return cells == {(0, 0), (0, 1), (1, 0), (1, 1)}
    if text == "four cells side by side in one row":
        return cells == {(0, c) for c in range(4)}
    if text == "four cells one above another in one column":
        return cells == {(r, 0) for r in range(4)}
    if text.startswith("three"):
        lines = rows if three[0] else columns
        [line] = [number for number, places in lines.items() if len(places) == 3]
        [fourth] = [cell for cell in cells if cell[0 if three[0] else 1] != line]
        told = re.fullmatch(r".* and a fourth (above|below|to the right of|to the left of) the (.*) one", text)
        assert told
        beside = {"above": (-1, 0), "below": (1, 0), "to the right of": (0, 1), "to the left of": (0, -1)}[told[1]]
        place = {"left": 0, "highest": 0, "middle": 1, "right": 2, "lowest": 2}[told[2]]
        start = min(places for places in lines.values() if len(places) == 3)[place]
        own = (line, start) if three[0] else (start, line)
        return fourth == (own[0] + beside[0], own[1] + beside[1])
    told = re.fullmatch(
        r"two cells (side by side|one above another) and (?:above them|to their right) two more, one "
        r"(?:column further|row further) (right|left|up|down)",
        text,
    )
    assert told, text
    if told[1] == "side by side":
        lower, upper = rows[1], rows[0]
        return [c + {"right": 1, "left": -1}[told[2]] for c in lower] == upper
    return [r + {"down": 1, "up": -1}[told[2]] for r in columns[0]] == columns[1]


class Reader(SentenceReader):
    """Reads the lines of one row."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.board = Masks.of(row["plain"])
        self.piece = self.board.falling
        self.gaps: list[int] = []
        self.falls: list[int] = []
        self.named: list[int] = []
        self.full: list[int] = []
        self.ways: set[tuple[int, int]] = set()
        self.drops: dict[tuple[int, int], list[int]] = {}

    def missing(self, row: int) -> list[int]:
        return [column for column in range(self.board.side) if not self.board.is_settled((row, column))]

    def row_counts(self) -> set[int]:
        """How many cells rows of the piece have."""
        return {
            len([1 for row, _ in cells if row == number])
            for cells in turns(self.board.kind).values()
            for number, _ in cells
        }

    def counted(self, told: re.Match[str]) -> None:
        row = int(told[1])
        number = 0 if told[2] == "no" else int(told[2])
        own = self.board.falling if told[3].endswith("falling piece") else None
        columns = [
            column
            for column in range(self.board.side)
            if ((row, column) in own if own is not None else self.board.is_settled((row, column)))
        ]
        assert [row] == list(numbers(asked_of(self.row)))
        assert number == len(columns)
        assert list(numbers(told[4] or "")) == columns

    def empty(self, told: re.Match[str]) -> None:
        [row] = numbers(asked_of(self.row))
        columns = [column for column in self.missing(row) if (row, column) not in self.board.falling]
        assert list(numbers(told[1])) == columns
        assert int(told[2]) == len(columns)

    def no_piece(self, told: re.Match[str]) -> None:
        assert not self.board.falling

    def falling(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == sorted(self.board.falling)

    def described(self, told: re.Match[str]) -> None:
        assert looks_like(told[1], cornered(self.board.falling)), told[0]

    def is_kind(self, told: re.Match[str]) -> None:
        assert told[1] == self.board.kind

    def upright(self, told: re.Match[str]) -> None:
        cells = cornered(self.board.falling)
        for _ in range(QUARTERS[told[1]] if told[1] else 0):
            cells = clockwise(cells)
        low = max(r for r, _ in cells)
        line = {c for _, c in cells if sum(column == c for _, column in cells) == 3}
        [fourth] = [cell for cell in cells if cell[1] not in line]
        assert fourth[0] == low == 2
        assert told[2] == ("right" if fourth[1] > min(line) else "left")
        assert (told[3], told[4]) == {"right": ("L", "J"), "left": ("J", "L")}[told[2]]
        assert told[3] == self.board.kind

    def flat(self, told: re.Match[str]) -> None:
        cells = cornered(self.board.falling)
        if told[1] == "Turned a quarter turn, the pairs lie":
            cells = clockwise(cells)
        upper, lower = (sorted(c for r, c in cells if r == row) for row in (0, 1))
        assert len(upper) == len(lower) == 2
        assert told[2] == ("right" if upper > lower else "left")
        assert (told[3], told[4]) == {"right": ("S", "Z"), "left": ("Z", "S")}[told[2]]
        assert told[3] == self.board.kind

    def moved(self, told: re.Match[str]) -> None:
        shift = int(told[1]) * (1 if told[2] == "right" else -1)
        assert shift == shift_of(self.row)
        self.piece = self.board.sideways(self.board.falling, shift)
        assert self.piece == {(r, c + shift) for r, c in self.board.falling}
        assert cells_of(told[3]) == sorted(self.piece)

    def stopped(self, told: re.Match[str]) -> None:
        way = 1 if told[2] == "right" else -1
        asked = shift_of(self.row)
        assert int(told[1]) * way == (int(told[1]) if asked > 0 else -int(told[1]))
        assert int(told[1]) < abs(asked)
        self.piece = self.board.sideways(self.board.falling, asked)
        assert self.piece == {(r, c + way * int(told[1])) for r, c in self.board.falling}
        assert cells_of(told[4]) == sorted(self.piece)
        self.in_the_way(told[3], way)

    def in_the_way(self, text: str, way: int) -> None:
        beside = {(r, c + way) for r, c in self.piece}
        off = any(not 0 <= c < self.board.side for _, c in beside)
        assert off == (text == "the wall")
        if not off:
            [cell] = cells_of(text)
            assert cell in beside
            assert self.board.is_settled(cell)

    def fall(self, told: re.Match[str]) -> None:
        column, (row, own) = int(told[1]), cells_of(told[2])[0]
        assert column == own
        assert row == max(r for r, c in self.piece if c == column)
        below = row + 1
        while below < self.board.side and not self.board.is_settled((below, column)):
            below += 1
        if told[3].startswith("the floor"):
            assert numbers(told[3]) == (self.board.side - 1,)
            assert below == self.board.side
        else:
            assert cells_of(told[3]) == [(below, column)]
        assert int(told[4]) == below - row - 1
        self.falls.append(below - row - 1)

    def moves_down(self, told: re.Match[str]) -> None:
        assert len(self.falls) == len({c for _, c in self.piece})
        rest, rows = self.board.fallen(self.piece)
        assert {int(number) for number in told.groups()} == {rows} == {min(self.falls)}
        self.piece = rest

    def rest(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == sorted(self.piece)

    def now_full(self, told: re.Match[str]) -> None:
        assert int(told[1]) in self.board.filled(self.piece)
        self.full.append(int(told[1]))

    def still_lacks(self, told: re.Match[str]) -> None:
        row = int(told[1])
        lacking = [(row, c) for c in self.missing(row) if (row, c) not in self.piece]
        if told[2].endswith("cells"):
            assert numbers(told[2]) == (len(lacking),)
        else:
            assert cells_of(told[2]) == lacking

    def removed(self, told: re.Match[str]) -> None:
        assert list(numbers(told[1])) == self.full == self.board.filled(self.piece)

    def none_full(self, told: re.Match[str]) -> None:
        assert not self.board.filled(self.piece)

    def moves(self, told: re.Match[str]) -> None:
        old, new = int(told[1]), int(told[2])
        content = [int(self.board.is_settled((old, c)) or (old, c) in self.piece) for c in range(self.board.side)]
        assert self.board.after(self.piece)[new] == content
        assert any(content)

    def these_are(self, told: re.Match[str]) -> None:
        assert f"Give rows {told[1]} to {told[2]}," in asked_of(self.row)

    def begins(self, told: re.Match[str]) -> None:
        assert told[1] == self.board.kind

    def covered(self, told: re.Match[str]) -> None:
        (row, column), (above, other) = cells_of(told[0])
        assert int(told[1]) == row
        assert column == other
        assert above < row
        assert column in self.missing(row)
        assert self.board.is_settled((above, other))
        self.named.append(row)

    def too_many(self, told: re.Match[str]) -> None:
        rows, counts = numbers(told[1]), numbers(told[2])
        assert [len(self.missing(row)) for row in rows] == list(counts)
        assert told[3] == self.board.kind
        assert int(told[4]) == max(self.row_counts()) < min(counts)
        self.named += rows

    def apart(self, told: re.Match[str]) -> None:
        row = int(told[1])
        assert cells_of(told[2]) == [(row, c) for c in self.missing(row)]
        assert max(self.missing(row)) - min(self.missing(row)) >= len(self.missing(row))
        self.named.append(row)

    def wrong_length(self, told: re.Match[str]) -> None:
        row = int(told[1])
        assert cells_of(told[2]) == [(row, c) for c in self.missing(row)]
        assert told[3] == self.board.kind
        assert int(told[4]) == len(self.missing(row))
        assert (int(told[4]) in self.row_counts()) == bool(told[5])
        assert not self.all_ways(self.missing(row))
        self.named.append(row)

    def fillable(self, told: re.Match[str]) -> None:
        row = int(told[1])
        columns = self.missing(row)
        assert cells_of(told[2]) == [(row, c) for c in columns]
        assert not any(self.board.is_settled((above, c)) for c in columns for above in range(row))
        self.named.append(row)
        self.gaps.append(row)

    def all_ways(self, columns: list[int]) -> set[tuple[int, int]]:
        """The drops that have a row with exactly these columns."""
        found = set()
        for number, column in self.board.drops:
            cells = turns(self.board.kind)[number]
            rows = {r: sorted(c + column for row, c in cells if row == r) for r, _ in cells}
            if columns in rows.values():
                found.add((number, column))
        return found

    def way(self, told: re.Match[str]) -> None:
        rows, columns = numbers(told[1]), list(numbers(told[3]))
        assert len(columns) == int(told[2])
        for row in rows:
            assert row in self.gaps
            assert self.missing(row) == columns
        ways = [(int(turn), int(column)) for turn, column in re.findall(r"turn (\d) at column (\d+)", told[4])]
        assert set(ways) == self.all_ways(columns)
        assert len(ways) == len(set(ways))
        self.ways |= set(ways)

    def drop(self, told: re.Match[str]) -> None:
        way = int(told[1]), int(told[2])
        cells = self.board.drop(*way)
        assert cells_of(told[4]) == sorted(cells)
        if told[3] == "the floor":
            assert max(r for r, _ in cells) == self.board.side - 1
        else:
            [below] = cells_of(told[3])
            assert self.board.is_settled(below)
            assert (below[0] - 1, below[1]) in cells
        self.drops[way] = list(numbers(told[5])) if told[5] != "fills no row" else []
        assert self.drops[way] == self.board.drops[way]

    def concludes_none(self, told: re.Match[str]) -> None:
        self.all_told()
        assert not any(self.drops.values())
        assert bool(self.drops) == told[0].startswith("None of these drops")

    def concludes(self, told: re.Match[str]) -> None:
        self.all_told()
        assert int(told[1]) == max(map(len, self.drops.values())) == max(map(len, self.board.drops.values()))

    def fills_most(self, told: re.Match[str]) -> None:
        self.all_told()
        assert len(self.drops) > 1
        filled = len(self.drops[int(told[1]), int(told[2])])
        assert filled == int(told[3]) == max(map(len, self.board.drops.values()))

    def is_best(self, told: re.Match[str]) -> None:
        self.all_told()
        way, most = (int(told[1]), int(told[2])), int(told[3])
        assert len(self.drops[way]) == most == max(map(len, self.board.drops.values()))
        assert answer_text(self.row) == f"turn {way[0]}, column {way[1]}"
        if told[4]:
            assert sum(len(filled) == most for filled in self.board.drops.values()) == 1

    def all_told(self) -> None:
        """Every row of the stack has been named once, and every drop that could fill one has been looked at."""
        stack = [row for row in range(self.board.side) if len(self.missing(row)) < self.board.side]
        assert sorted(self.named) == stack
        assert set(self.drops) == self.ways
        assert {way for way, filled in self.board.drops.items() if filled} <= self.ways

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (r"Row (\d+) has (no|\d+) (settled cells?|cells? of the falling piece)(?:, in columns? (.*))?\.", counted),
        (rf"Its empty cells? (?:is|are) in columns? ({LIST}): (\d+) empty cells?\.", empty),
        (r"Every cell of the board is settled or empty\.", no_piece),
        (r"So no piece is falling(?:, and for a board without one the answer is -1)?\.", no_piece),
        (rf"The cells of the falling piece are ({CELLS})\.", falling),
        (r"They are (.*)\.", described),
        (r"So it is an? ([IOT])\.", is_kind),
        (
            r"(?:Turned (.*), the line stands|The line stands) upright with the fourth cell beside its lowest one, on "
            r"the (right|left): it is an? ([LJ]), not an? ([LJ])\.",
            upright,
        ),
        (
            r"(Turned a quarter turn, the pairs lie|The pairs lie) flat, and the upper one is further (right|left): it "
            r"is an? ([SZ]), not an? ([SZ])\.",
            flat,
        ),
        (rf"Moved (\d) columns? to the (right|left), its cells are ({CELLS})\.", moved),
        (
            rf"After (\d) columns? to the (right|left) (the wall|the settled cell {CELL}) stops it: its cells are then "
            rf"({CELLS})\.",
            stopped,
        ),
        (
            rf"Column (\d+): below the piece's lowest cell ({CELL}) (the floor is below row \d+|the next settled cell "
            rf"is {CELL}), with (\d+) empty rows? between\.",
            fall,
        ),
        (r"So the piece moves down (\d+) rows? before it rests\.", moves_down),
        (r"The smallest of these numbers is (\d+), so the piece moves down (\d+) rows?\.", moves_down),
        (rf"It comes to rest with its cells at ({CELLS})\.", rest),
        (r"Row (\d+) is now full\.", now_full),
        (rf"Row (\d+) still lacks ({CELLS}|\d+ cells)\.", still_lacks),
        (rf"Rows? ({LIST}) (?:is|are) removed, and the rows above (?:it|them) move down\.", removed),
        (r"No row is full, so nothing is removed\.", none_full),
        (r"What was row (\d+) is now row (\d+)\.", moves),
        (r"So these are rows (\d+) to (\d+):", these_are),
        (
            r"The falling piece is an? (\w)\. A drop fills a row only if a row of the piece takes exactly the cells "
            r"that it lacks, and these must be open from above\.",
            begins,
        ),
        (rf"Row (\d+) lacks {CELL}, but the settled cell {CELL} above it keeps every drop away\.", covered),
        (rf"Rows? ({LIST}) lacks? ({LIST}) cells: an? (\w) has at most (\d) in a row\.", too_many),
        (rf"Row (\d+) lacks ({CELLS}), which are not side by side\.", apart),
        (
            rf"Row (\d+) lacks ({CELLS}), but in no turn does an? (\w) have a row of exactly (\d) cells?( that fits "
            r"between the walls)?\.",
            wrong_length,
        ),
        (rf"Row (\d+) lacks only ({CELLS}), open from above: it can be filled\.", fillable),
        (
            rf"To fill row ({LIST}), a row of the piece must have exactly (\d) cells?, in columns? ({LIST}): (.*)\.",
            way,
        ),
        (
            rf"Turn (\d) at column (\d+) comes to rest on (the floor|the settled cell {CELL}) with its cells at "
            rf"({CELLS}): it (fills no row|fills rows? {LIST})\.",
            drop,
        ),
        (r"None of these drops fills a row, so the most that a drop can clear is 0 rows\.", concludes_none),
        (r"So no drop can fill a row: the most is 0 rows\.", concludes_none),
        (r"So the most that a drop can clear is (\d) rows?\.", concludes),
        (r"Of these drops, turn (\d) at column (\d+) fills the most: (\d) rows?\.", fills_most),
        (
            r"So turn (\d) at column (\d+) is best: it clears (\d) rows?(, more than any other)?\.",
            is_best,
        ),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
