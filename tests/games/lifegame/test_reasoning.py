"""Every line of the reasoning about the game of life is one of a few sentences, and SciPy says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from gameqa.configs import Part
from tests.games.lifegame.automaton import Boards, Cell, places
from tests.oracle import COUNTS, numbers
from tests.samples import some_rows, steps_of

FIXED = (
    "The tables give the number of live neighbors of each cell; live cells are in brackets.",
    "The tables leave out rows in which every number would be 0.",
    "The cells that are not named stay as they are.",
)


def cells(text: str) -> list[Cell]:
    return [(int(row), int(column)) for row, column in re.findall(r"\((\d+), (\d+)\)", text)]


def is_across(cell: Cell, other: Cell) -> bool:
    return max(abs(cell[0] - other[0]), abs(cell[1] - other[1])) > 1


def around(cell: Cell, side: int) -> set[Cell]:
    steps = [(r, c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]
    return {((cell[0] + r) % side, (cell[1] + c) % side) for r, c in steps}


class Reader:
    """Reads the lines of one row."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.boards = Boards(row["plain"])
        self.side = self.boards.side
        self.asked = row["question"].split("\n\n")[1]
        self.named = [cell for cell in cells(self.asked) if max(cell) < self.side]
        self.rows_told: dict[int, set[int]] = {}
        self.changes_told: set[tuple[int, str]] = set()
        self.told: list[str] = []

    def alive(self, number: int) -> set[Cell]:
        """The live cells before a step, counted from 1."""
        return places(self.boards.after(number - 1) == 1)

    def read(self, line: str) -> None:
        if line in FIXED:
            return
        for pattern, check in PATTERNS:
            if told := re.fullmatch(pattern, line):
                check(self, told)
                self.told.append(check.__name__)
                return
        raise AssertionError(line)

    def _row(self, number: int, row: int, columns: list[int], text: str) -> None:
        counts, board = self.boards.counts(number - 1), self.boards.after(number - 1)
        expected = [f"[{counts[row, c]}]" if board[row, c] else str(counts[row, c]) for c in columns]
        assert text.split(" ") == expected
        self.rows_told.setdefault(number, set()).add(row)

    def table_row(self, told: re.Match[str]) -> None:
        self._row(int(told[1]), int(told[2]), list(range(self.side)), told[3])

    def window_row(self, told: re.Match[str]) -> None:
        columns = list(numbers(told[3]))
        assert all((after - before) % self.side == 1 for before, after in pairwise(columns))
        self._row(int(told[1]), int(told[2]), columns, told[4])

    def table(self, told: re.Match[str]) -> None:
        number = int(told[1])
        for part in told[2].split("; "):
            row, text = re.fullmatch(r"row (\d+): (.*)", part).groups()  # type: ignore[union-attr]
            self._row(number, int(row), list(range(self.side)), text)
        empty = set(range(self.side)) - self.rows_told[number]
        assert not self.boards.counts(number - 1)[sorted(empty)].any()

    def _listed(self, number: int, text: str) -> set[Cell]:
        """Cells with their live neighbors across the edges; those of the list before "counting" only."""
        found = set()
        for part in text.split("; "):
            own, _, beyond = part.partition(", counting ")
            (cell,) = cells(own)
            assert not beyond or beyond.endswith(" across the edge")
            there = {other for other in around(cell, self.side) & self.alive(number) if is_across(cell, other)}
            assert set(cells(beyond)) == there
            if count := re.search(r" with (\d)$", own):
                assert int(count[1]) == self.boards.counts(number - 1)[cell]
            found.add(cell)
        return found

    def born(self, told: re.Match[str]) -> None:
        assert self._listed(int(told[1]), told[2]) == self.boards.changed(int(told[1]))[0]
        self.changes_told.add((int(told[1]), "born"))

    def none_born(self, told: re.Match[str]) -> None:
        assert not self.boards.changed(int(told[1]))[0]
        self.changes_told.add((int(told[1]), "born"))

    def dying(self, told: re.Match[str]) -> None:
        assert all(re.match(r"\(\d+, \d+\) with \d", part) for part in told[2].split("; "))
        assert self._listed(int(told[1]), told[2]) == self.boards.changed(int(told[1]))[1]
        self.changes_told.add((int(told[1]), "dying"))

    def none_dying(self, told: re.Match[str]) -> None:
        assert not self.boards.changed(int(told[1]))[1]
        self.changes_told.add((int(told[1]), "dying"))

    def sum_after(self, told: re.Match[str]) -> None:
        born, dying = self.boards.changed(int(told[1]))
        old, new = self.alive(int(told[1])), self.alive(int(told[1]) + 1)
        assert numbers(told[2]) == (len(old), len(born), len(dying))
        assert int(told[3]) == int(told[4]) == len(new)

    def at_start(self, told: re.Match[str]) -> None:
        found = {int(row): int(count) for count, row in re.findall(r"(\d+) in row (\d+)", told[1])}
        board = self.boards.after(0)
        assert [found.get(row, 0) for row in range(self.side)] == board.sum(axis=1).tolist()
        assert int(told[2]) == board.sum()

    def alive_at_last(self, told: re.Match[str]) -> None:
        assert numbers(self.asked) == (int(told[2]),)
        assert int(told[1]) == self.boards.after(int(told[2])).sum()

    def row_of_cells(self, told: re.Match[str]) -> None:
        columns = [column for row, column in sorted(self.alive(1)) if row == int(told[1])]
        assert list(numbers(told[3] or "")) == columns
        assert int(told[2]) == len(columns)

    def empty_row(self, told: re.Match[str]) -> None:
        assert not self.boards.after(0)[int(told[1])].any()

    def total(self, told: re.Match[str]) -> None:
        counts = [count for count in self.boards.after(0).sum(axis=1).tolist() if count]
        assert list(numbers(told[1] or told[3])) == counts
        assert int(told[2] or told[3]) == int(told[3]) == sum(counts)

    def state_at_start(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == self.named
        assert (told[2] == "alive") == (self.named[0] in self.alive(1))
        last = int(told[3])
        assert int(told[4]) == last - 1
        away = re.findall(r"the cells up to (\d) away after step (\d)", f"{told[5]} after step 1")
        assert [(int(one), int(step)) for one, step in away] == [(n, last - n) for n in range(2, last)]

    def window_changes(self, told: re.Match[str]) -> None:
        number = int(told[1])
        rows = self.rows_told[number]
        reach = len(rows) // 2
        middle = self.named[0]
        columns = {(middle[1] + off) % self.side for off in range(-reach, reach + 1)}
        if len(rows) == self.side:
            columns = set(range(self.side))
        inside = {(row, column) for row in rows for column in columns}
        born, dying = (found & inside for found in self.boards.changed(number))
        parts = re.split(r"comes? alive", told[2])
        told_born, told_dying = (parts[0], parts[1]) if len(parts) == 2 else ("", parts[0])
        assert (set(cells(told_born)), set(cells(told_dying))) == (born, dying)

    def no_window_changes(self, told: re.Match[str]) -> None:
        self.window_changes(re.match(r"(\d+)()", told[1]))  # type: ignore[arg-type]

    def fate(self, told: re.Match[str]) -> None:
        number, (cell,) = int(told[1]), cells(told[2])
        assert cell == self.named[0]
        now, later = cell in self.alive(number), cell in self.alive(number + 1)
        assert (told[3] == "alive") == now
        live = around(cell, self.side) & self.alive(number)
        assert int(told[4]) == len(live)
        listed = told[5] or ""
        assert set(cells(listed)) == live
        beyond = {other for other in live if is_across(cell, other)}
        if " and, across the edge, " in listed:
            inner, outer = listed.split(" and, across the edge, ")
            assert (set(cells(inner)), set(cells(outer))) == (live - beyond, beyond)
        else:
            assert beyond == (live if listed.endswith("across the edge") else set())
        verbs = {(True, True): "stays alive", (True, False): "dies", (False, True): "comes alive"}
        assert told[6] == verbs.get((now, later), "stays dead")

    def history(self, told: re.Match[str]) -> None:
        assert cells(told[2]) == self.named
        states = re.split(r", | and ", told[3])
        assert list(numbers(told[1])) == list(range(1, len(states) + 1))
        found = [self.named[0] in self.alive(number + 2) for number in range(len(states))]
        assert [state == "alive" for state in states] == found

    def undone(self, told: re.Match[str]) -> None:
        second, first, settled, last = int(told[1]), int(told[2]), self.when(told[3]), int(told[4])
        assert (first, second, last) == (settled + 1, settled + 2, settled + 2)
        assert self.boards.changed(first) == self.boards.changed(second)[::-1]
        assert (self.boards.after(settled) == self.boards.after(last)).all()
        assert settled == self.boards.settled()

    @staticmethod
    def when(text: str) -> int:
        return 0 if text == "at the start" else numbers(text)[0]

    def lone(self, told: re.Match[str]) -> None:
        settled, (cell,) = self.boards.settled(), cells(told[2])
        assert self.when(told[1]) == settled - 1
        assert (told[3] == "alive") == (cell in self.alive(settled))
        for number in (settled + 1, settled + 2):
            assert (told[4] == "alive") == (cell in self.alive(number))
        assert told[3] != told[4]

    def still(self, told: re.Match[str]) -> None:
        settled = self.when(told[2])
        assert int(told[1]) == settled + 1
        assert self.boards.changed(settled + 1) == (set(), set())
        assert settled == self.boards.settled()

    def empty(self, told: re.Match[str]) -> None:
        assert not self.boards.after(int(told[1])).any()
        assert int(told[1]) == self.boards.settled()

    def still_changed(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.boards.settled()
        assert any(self.boards.changed(int(told[1])))

    def smallest(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.boards.settled()

    def border(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == self.named
        (row, column), last = self.named[0], self.side - 1
        where = {"top row": row == 0, "bottom row": row == last}
        where |= {"left column": column == 0, "right column": column == last}
        assert {name for name in where if name in told[2]} == {name for name, holds in where.items() if holds}
        beyond = {f"row {last} is above it": row == 0, "row 0 is below it": row == last}
        beyond |= {f"column {last} is on its left": column == 0, "column 0 is on its right": column == last}
        assert set(told[3].split(" and ")) == {name for name, holds in beyond.items() if holds}

    def side_of_cell(self, told: re.Match[str]) -> None:
        (row, column), side = self.named[0], self.side
        down = {"Above": -1, "Beside it": 0, "Below": 1}[told[1]]
        columns = [column - 1, column + 1] if down == 0 else [column - 1, column, column + 1]
        expected = [((row + down) % side, c % side) for c in columns]
        found = re.findall(r"(\(\d+, \d+\))( across the edge)? is (alive|dead)", told[2])
        assert [cells(cell)[0] for cell, _, _ in found] == expected
        for cell, (_, across, state) in zip(expected, found, strict=True):
            assert bool(across) == is_across(self.named[0], cell)
            assert (state == "alive") == (cell in self.alive(1))
        assert int(told[3]) == sum(state == "alive" for *_, state in found)

    def around_cell(self, told: re.Match[str]) -> None:
        parts = numbers(told[1])
        assert sum(parts) == int(told[2]) == int(told[3]) == self.boards.counts(0)[self.named[0]]
        assert cells(told[4]) == self.named


CELL = r"\(\d+, \d+\)"

PATTERNS: tuple[tuple[str, Callable[[Reader, re.Match[str]], None]], ...] = (
    (r"Step (\d+), row (\d+): ([\d\[\] ]+)", Reader.table_row),
    (r"Step (\d+), row (\d+), columns? ([\d, ]+): ([\d\[\] ]+)", Reader.window_row),
    (r"Step (\d+), (row \d+: [\d\[\] ]+(?:; row \d+: [\d\[\] ]+)*)\.", Reader.table),
    (r"Step (\d+): these dead cells have 3 live neighbors and come alive: (.*)\.", Reader.born),
    (r"Step (\d+): no dead cell has exactly 3 live neighbors, so none comes alive\.", Reader.none_born),
    (r"Step (\d+): these live cells have fewer than 2 or more than 3 live neighbors and die: (.*)\.", Reader.dying),
    (r"Step (\d+): every live cell has 2 or 3 live neighbors, so none dies\.", Reader.none_dying),
    (r"Step (\d+): (\d+ \+ \d+ - \d+) = (\d+), so (\d+) cells? (?:is|are) alive after it\.", Reader.sum_after),
    (r"Live cells at the start, row by row: (.*)\. That makes (\d+)\.", Reader.at_start),
    (r"So (\d+) cells? (?:is|are) alive after (\d+) steps?\.", Reader.alive_at_last),
    (r"Row (\d+): (\d+) live cells?, in columns? (.*)\.", Reader.row_of_cells),
    (r"Row (\d+): no live cell\.", Reader.empty_row),
    (r"(?:([\d+ ]+) = (\d+), so|So) (\d+) cells are alive\.", Reader.total),
    (
        rf"({CELL}) is (alive|dead) at the start\. To know it after step (\d), one must know its neighbors after step "
        r"(\d)(,? .*) after step 1\.",
        Reader.state_at_start,
    ),
    (r"Step (\d+): of these cells, (.*)\.", Reader.window_changes),
    (r"Step (\d+): none of these cells changes\.", Reader.no_window_changes),
    (
        rf"Step (\d+): ({CELL}) is (alive|dead) and has (\d) live neighbors?(?:, (.*))?\. "
        r"It (stays alive|dies|comes alive|stays dead)\.",
        Reader.fate,
    ),
    (rf"After steps ([\d, and]+) the cell ({CELL}) is ((?:alive|dead)(?:, (?:alive|dead))* and \w+)\.", Reader.history),
    (
        r"Step (\d+) undoes step (\d+): the cells that came alive die, and those that died come alive\. So the board "
        r"(at the start|after step \d+) appears again after step (\d+)\.",
        Reader.undone,
    ),
    (
        rf"The board (at the start|after step \d+) does not appear again: ({CELL}) is (\w+) there, but (\w+) in both "
        r"boards that now alternate\.",
        Reader.lone,
    ),
    (
        r"Step (\d+) changes nothing: every live cell has 2 or 3 live neighbors, and no dead cell has exactly 3\. So "
        r"the board (at the start|after step \d+) stays as it is\.",
        Reader.still,
    ),
    (r"After step (\d+) no cell is alive, and none can come alive again\.", Reader.empty),
    (r"Step (\d+) still changed the board, so the board before it does not appear again\.", Reader.still_changed),
    (r"The smallest such number of steps is (\d+)\.", Reader.smallest),
    (rf"({CELL}) is (in the .*), so (.*), across the edges?\.", Reader.border),
    (r"(Above|Beside it|Below): (.*)\. That makes (\d)\.", Reader.side_of_cell),
    (rf"([\d+ ]+) = (\d), so (\d) neighbors? of ({CELL}) (?:is|are) alive\.", Reader.around_cell),
)


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        lines = steps_of(row)
        for line in lines:
            reader.read(line)
        told, side = reader.told, reader.side
        if part.task == "live_cells":
            assert told == [*told[:side], "total"]
            assert len(lines) == side + 1
        elif part.task in ("live_after_steps", "grid_after_step"):
            steps = numbers(reader.asked)[0] if part.task == "live_after_steps" else 1
            assert reader.rows_told == {number: set(range(side)) for number in range(1, steps + 1)}
            assert reader.changes_told == {(n, kind) for n in range(1, steps + 1) for kind in ("born", "dying")}
            assert told.count("sum_after") == (steps if part.task == "live_after_steps" else 0)
        elif part.task == "cell_history":
            steps = told.count("fate")
            assert told[-1] == "history"
            assert set(reader.rows_told) == set(range(1, steps))
            for number, rows in reader.rows_told.items():
                assert len(rows) == min(side, 2 * (steps - number) + 1)
        elif part.task == "steps_to_stability":
            settled = reader.boards.settled()
            assert told[-1] == "smallest"
            assert ("lone" in told or "still_changed" in told) == (settled > 0)
            assert {number for number, _ in reader.changes_told} >= set(range(1, settled + 1))
            assert sum(name in ("undone", "still", "empty") for name in told) == 1
        else:
            assert part.task == "parent_cell_count"
            assert told[-4:] == ["side_of_cell"] * 3 + ["around_cell"]
            corner_or_edge = any(place in (0, side - 1) for place in reader.named[0])
            assert ("border" in told) == corner_or_edge
