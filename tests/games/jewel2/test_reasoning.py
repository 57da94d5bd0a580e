"""Every line of the reasoning about gems is one of a few sentences, and the second engine says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from gameqa.configs import Part
from tests.games.jewel2.gems import COLOR_NAMES, COMMAND, WAYS, Cell, Command, Gems, name_of, read_command, short_name
from tests.games.jewel2.test_oracle import asked_of, commands_of
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

CELL = r"\(\d+, \d+\)"
CELLS = rf"{CELL}(?:(?:, | and ){CELL})*"
LIST = r"\d+(?:(?:, | and ){1}\d+)*"
COLOR = "red|green|blue|yellow|purple"
LETTERS = {name: sign for sign, name in COLOR_NAMES.items()}
SHAPES = {"red": "diamond", "green": "triangle", "blue": "square", "yellow": "star", "purple": "hexagon"}


def cells_of(text: str) -> list[Cell]:
    return [(int(row), int(column)) for row, column in re.findall(r"\((\d+), (\d+)\)", text)]


def shown(name: str) -> str:
    """What a gem looks like."""
    kind, *color = reversed(name.removesuffix(" gem").split())
    if name.startswith("basic"):
        article = "a"
        return f"{article} {SHAPES[kind]} in {kind}, without a disc around it"
    if name.startswith("round"):
        return f"a {SHAPES[kind]} in {kind} on a disc with a {kind} rim"
    assert not color
    return {"cross": "a dark disc with a white cross", "column": "a dark upright bar with a white arrow"}[kind]


class Reader(SentenceReader):
    """Reads the lines of one row."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
        self.task = row["task"]
        self.board = Gems.of(row["plain"])
        self.commands = commands_of(row)
        self.counted: list[int] = []
        self.rows_told: set[int] = set()
        self.names: list[str] = []
        self.runs: list[list[Cell]] = []
        self.now = self.board
        self.sums: list[int] = []
        self.clears: dict[Cell, int] = {}
        self.swaps: dict[tuple[Cell, Cell], int] = {}
        self.pairs: list[tuple[tuple[Cell, Cell], Cell]] = []
        self.first: Command | None = None
        self.totals: list[int] = []
        self.lines_told: list[int] = []
        if self.commands:
            self.set_command(self.commands[0])

    def set_command(self, command: Command) -> None:
        self.command = command
        self.changed = self.now
        self.at = [command[0]]
        if command[1]:
            self.at.append(self.now.other(command))
            self.changed = self.now.exchanged(command) or self.now

    def sign(self, cell: Cell, board: Gems | None = None) -> str:
        return str((board or self.now).signs[cell])

    def asked_cells(self) -> list[Cell]:
        """The gems that are to be counted."""
        if self.task == "count_specials":
            return self.board.cells(~self.board.basic)
        [color] = re.findall(rf"basic ({COLOR}) gem", asked_of(self.row))
        return self.board.cells(self.board.signs == LETTERS[color])

    def row_count(self, told: re.Match[str]) -> None:
        row, number = int(told[1]), int(told[2])
        assert [(row, column) for column in numbers(told[3])] == [cell for cell in self.asked_cells() if cell[0] == row]
        assert number == len(numbers(told[3]))
        self.counted.append(number)
        self.rows_told.add(row)

    def rows_without(self, told: re.Match[str]) -> None:
        for row in numbers(told[1]):
            assert all(cell[0] != row for cell in self.asked_cells())
            self.rows_told.add(row)

    def count_ends(self, told: re.Match[str]) -> None:
        assert self.rows_told == set(range(self.board.side))
        assert int(told[2]) == len(self.asked_cells())
        assert list(numbers(told[1] or "")) == ([*self.counted, int(told[2])] if told[1] else [])
        assert bool(told[1]) == (len(self.counted) > 1)

    def kinds(self, told: re.Match[str]) -> None:
        found = re.findall(rf"the one at ({CELL}) is a ([a-z ]+ gem)", told[0])
        assert [(cells_of(cell)[0], name) for cell, name in found] == [
            (cell, name_of(self.sign(cell))) for cell in self.asked_cells()
        ]

    def looks(self, told: re.Match[str]) -> None:
        assert told[1] in asked_of(self.row)
        assert told[2] == shown(told[1])

    def holds(self, told: re.Match[str]) -> None:
        for cell in cells_of(told[1]):
            assert name_of(self.sign(cell)) == told[2]
            self.names.append(f"({cell[0]}, {cell[1]})")
        if f"({cells_of(told[1])[0][0]}, {cells_of(told[1])[0][1]})" == answer_text(self.row):
            assert sorted(self.names) == sorted(self.row["options"])

    def starts_at(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == self.at[:1]
        assert name_of(self.sign(self.at[0])) == told[2]

    def no_run(self, told: re.Match[str]) -> None:
        number, color, cell = int(told[2]), told[3], cells_of(told[4])[0]
        assert self.changed.signs[cell] == LETTERS[color]
        assert cell in self.at
        axis = 0 if told[1] == "row" else 1
        assert number == cell[axis]
        assert self.run(cell, axis) == [cell]

    def run(self, cell: Cell, axis: int) -> list[Cell]:
        """The cells that follow each other with a cell's sign in its row (axis 0) or column."""
        line = self.changed.signs[cell[0]] if axis == 0 else self.changed.signs[:, cell[1]]
        place = cell[1 - axis]
        first = last = place
        while first and line[first - 1] == line[place]:
            first -= 1
        while last + 1 < len(line) and line[last + 1] == line[place]:
            last += 1
        return [(cell[0], other) if axis == 0 else (other, cell[1]) for other in range(first, last + 1)]

    def has_run(self, told: re.Match[str]) -> None:
        axis = 0 if told[1] == "row" else 1
        cells = cells_of(told[4])
        assert all(cell[axis] == int(told[2]) for cell in cells)
        assert self.sign(cells[0], self.changed) == LETTERS[told[3]]
        [own] = [cell for cell in self.at if cell in cells and self.run(cell, axis) == cells]
        assert own
        assert (told[5] == "a line") == (len(cells) >= 3)
        assert len(cells) >= 2
        if len(cells) >= 3:
            self.runs.append(cells)

    def nothing(self, told: re.Match[str]) -> None:
        assert self.now.count(self.command) == 0
        assert not self.runs

    def is_empty(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == self.at
        assert self.sign(self.at[0]) == "."

    def not_basic(self, told: re.Match[str]) -> None:
        [cell] = cells_of(told[1])
        assert cell in self.at
        assert told[2] == ("empty" if self.sign(cell) == "." else f"a {name_of(self.sign(cell))}")
        assert self.sign(cell) not in COLOR_NAMES

    def same_color(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) + cells_of(told[2]) == self.at
        assert all(self.sign(cell) == LETTERS[told[3]] for cell in self.at)

    def removed(self, told: re.Match[str]) -> None:
        """A sum of gems that go, perhaps less one that is counted twice."""
        total = int(told["total"])
        assert total == self.now.count(self.command)
        if told["sum"]:
            parts = list(numbers(told["sum"]))
            less = " - 1" in told["sum"]
            assert sum(parts) - (2 if less else 0) == total
            if told["shared"]:
                assert less
                [cell] = cells_of(told["shared"])
                assert cell == self.at[0]
        elif self.runs:
            assert len({cell for run in self.runs for cell in run}) == total

    def all_of_color(self, told: re.Match[str]) -> None:
        letter = LETTERS[told[1]]
        assert self.sign(self.at[0]) == letter.lower()
        assert cells_of(told[2]) == self.now.cells((self.now.codes & 0xDF) == ord(letter))

    def whole_column(self, told: re.Match[str]) -> None:
        assert self.sign(self.at[0]) == "|"
        assert int(told[1]) == self.at[0][1]
        assert int(told[2]) == (self.now.signs[:, int(told[1])] != ".").sum()

    def cross(self, told: re.Match[str]) -> None:
        assert self.sign(self.at[0]) == "+"
        assert (int(told[1]), int(told[3])) == self.at[0]
        assert int(told[2]) == (self.now.signs[self.at[0][0]] != ".").sum()
        assert int(told[4]) == (self.now.signs[:, self.at[0][1]] != ".").sum()

    def exchange(self, told: re.Match[str]) -> None:
        assert [cells_of(told[2])[0], cells_of(told[4])[0]] == self.at
        assert [LETTERS[told[1]], LETTERS[told[3]]] == [self.sign(cell) for cell in self.at]

    def then_at(self, told: re.Match[str]) -> None:
        [cell] = cells_of(told[2])
        assert cell in self.at
        assert self.sign(cell, self.changed) == LETTERS[told[1]]

    def on_two(self, told: re.Match[str]) -> None:
        [cell] = cells_of(told[1])
        assert sum(cell in run for run in self.runs) == 2

    def total_now(self, told: re.Match[str]) -> None:
        gone = self.board.count(self.command)
        assert numbers(told[0]) == (
            self.row["plain"]["total"],
            self.row["plain"]["total"],
            gone,
            self.row["plain"]["total"] + gone,
        )

    def total_stays(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.row["plain"]["total"]
        assert self.board.count(self.command) == 0

    def command_line(self, told: re.Match[str]) -> None:
        place = 0 if told[1] == "First" else 1
        assert read_command(told[2]) == self.commands[place]
        if place:
            self.now = self.now.after(self.commands[0])
        self.runs = []
        self.set_command(self.commands[place])

    def column_falls(self, told: re.Match[str]) -> None:
        self.check_column(self.now.after(self.command), int(told[1]), told[2])

    def check_column(self, board: Gems, column: int, text: str) -> None:
        signs = [str(sign) for sign in board.signs[:, column]]
        empty = signs.count(".")
        told = [f"{empty} empty cell{'' if empty == 1 else 's'}"] if empty else []
        assert text == ", ".join([*told, *(short_name(sign) for sign in signs[empty:])])

    def together(self, told: re.Match[str]) -> None:
        one, other, total = map(int, told.groups())
        assert one == self.board.count(self.commands[0])
        assert other == self.board.after(self.commands[0]).count(self.commands[1])
        assert one + other == total

    def clear_told(self, told: re.Match[str]) -> None:
        [cell] = cells_of(told[1])
        gone = self.board.removed((cell, ""))
        assert int(told[3]) == gone.sum()
        sign = self.sign(cell)
        text = told[2]
        if found := re.fullmatch(rf"(where two|on a) ({COLOR}) lines?( cross)?, removes ({CELLS})", text):
            assert LETTERS[found[2]] == sign
            assert cells_of(found[4]) == self.board.cells(gone)
            assert bool(found[3]) == (sum(bool(mask[cell]) for mask in self.board.lines) == 2)
        elif found := re.fullmatch(rf"a round ({COLOR}) gem, removes all ({COLOR}) gems, ({CELLS})", text):
            assert sign == LETTERS[found[1]].lower() == LETTERS[found[2]].lower()
            assert cells_of(found[3]) == self.board.cells(gone)
        elif found := re.fullmatch(r"a column gem, removes column (\d+)", text):
            assert (sign, int(found[1])) == ("|", cell[1])
        else:
            found = re.fullmatch(r"a cross gem, removes row (\d+) and column (\d+)", text)
            assert found, text
            assert (sign, int(found[1]), int(found[2])) == ("+", *cell)
        self.clears[cell] = int(told[3])

    def no_lines(self, told: re.Match[str]) -> None:
        assert not self.board.lines

    def explained(self, told: re.Match[str]) -> None:
        """All clear commands have been told by now."""
        assert sorted(self.clears.values()) == sorted(count for _, count in self.board.clears)

    def pair_fails(self, told: re.Match[str]) -> None:
        letter = LETTERS[told[1]]
        for one, other, third in re.findall(rf"({CELL}) and ({CELL}) with ({CELL})", told[2]):
            cells = [cells_of(text)[0] for text in (one, other, third)]
            assert self.sign(cells[0]) == self.sign(cells[1]) == letter
            assert self.sign(cells[2]) in COLOR_NAMES
            assert self.sign(cells[2]) != letter
            self.pairs.append(((cells[0], cells[1]), cells[2]))
            for down, across in WAYS.values():
                beside = cells[2][0] + down, cells[2][1] + across
                if beside not in cells and self.board.on_board(beside):
                    assert self.sign(beside) != letter

    def no_pairs(self, told: re.Match[str]) -> None:
        assert not all_pairs(self.board)

    def swap_told(self, told: re.Match[str]) -> None:
        command = read_command(told[1])
        changed = self.board.exchanged(command)
        assert changed
        ends = [command[0], self.board.other(command)]
        masks = [mask for mask in changed.lines if any(mask[cell] for cell in ends)]
        lines = re.findall(rf"the ({COLOR}) line ({CELLS}?)(?= and the|, the|:)", told[0])
        assert sorted(cells_of(cells) for _, cells in lines) == sorted(changed.cells(mask) for mask in masks)
        for color, cells in lines:
            assert all(self.sign(cell, changed) == LETTERS[color] for cell in cells_of(cells))
        assert int(told[2]) == self.board.count(command)
        first, second = sorted(ends)
        self.swaps[first, second] = int(told[2])

    def best(self, told: re.Match[str]) -> None:
        assert self.swaps == self.board.swaps
        failing = [pair for pair in all_pairs(self.board) if not any(pair[1] in swap for swap in self.swaps)]
        assert len(self.pairs) == len(set(self.pairs))
        assert set(failing) <= set(self.pairs)
        assert int(told[1]) == int(told[3]) == max([*self.clears.values(), *self.swaps.values()])
        command = read_command(told[2])
        assert self.board.count(command) == int(told[1])
        assert read_command(answer_text(self.row)) == command

    def lines_in(self, told: re.Match[str]) -> None:
        number = int(told[2])
        signs = self.board.signs[number] if told[1] == "Row" else self.board.signs[:, number]
        assert told[3] == ", ".join(short_name(str(sign)) for sign in signs)
        lines = [found[0] for found in re.finditer(r"([A-E])\1\1+", "".join(map(str, signs)))]
        if told[4] == "no line":
            assert not lines
        else:
            count, text = told[4].split(", ", 1)
            assert int(count.split()[0]) == len(lines)
            assert re.findall(rf"({COLOR}) \((\d) gems\)", text) == [
                (COLOR_NAMES[line[0]], str(len(line))) for line in lines
            ]
        self.lines_told.append(len(lines))

    def lines_sum(self, told: re.Match[str]) -> None:
        rows, columns, total = map(int, told.groups())
        side = self.board.side
        assert len(self.lines_told) == 2 * side
        assert (rows, columns) == (sum(self.lines_told[:side]), sum(self.lines_told[side:]))
        assert rows + columns == total == len(self.board.lines)

    def after_first(self, told: re.Match[str]) -> None:
        self.explained(told)
        self.first = read_command(told[1])
        self.now = self.board.after(self.first)
        changed = [
            column
            for column in range(self.board.side)
            if (self.now.signs[:, column] != self.board.signs[:, column]).any()
        ]
        parts = told[2].split("; ")
        assert [int(part.split(":")[0].removeprefix("column ")) for part in parts] == changed
        for part in parts:
            column, text = part.removeprefix("column ").split(": ")
            self.check_column(self.now, int(column), text)

    def then_best(self, told: re.Match[str]) -> None:
        seconds = [
            (read_command(text), int(number)) for text, number in re.findall(rf"({COMMAND}) removes (\d+)", told[1])
        ]
        assert sorted(number for _, number in seconds) == sorted(number for _, number in self.now.clears)
        for command, number in seconds:
            assert self.now.count(command) == number
        assert self.first
        assert int(told[2]) == self.board.count(self.first)
        assert int(told[3]) == max(number for _, number in seconds)
        assert int(told[4]) == int(told[2]) + int(told[3])
        self.totals.append(int(told[4]))

    def then_none(self, told: re.Match[str]) -> None:
        assert self.first
        assert not self.now.clears
        assert int(told[1]) == self.board.count(self.first)
        self.totals.append(int(told[1]))

    def best_two(self, told: re.Match[str]) -> None:
        assert len(self.totals) == len(self.board.clears)
        assert int(told[1]) == max(self.totals) == self.board.best_two
        assert answer_text(self.row) == f"{told[2]}, {told[3]}"

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (rf"Row (\d+): (\d+) (?:basic (?:{COLOR})|special) gems?, in columns? ({LIST})\.", row_count),
        (rf"Rows? ({LIST}): no (?:basic (?:{COLOR})|special) gem\.", rows_without),
        (
            rf"(?:So|([\d +]+ = \d+), so) there (?:is|are) (\d+) (?:basic (?:{COLOR})|special) gems?\.",
            count_ends,
        ),
        (r"Of these, the one at .*\.", kinds),
        (r"A ([a-z ]+ gem) is (a .*)\.", looks),
        (rf"({CELLS}) holds? (?:a )?([a-z ]+ gem)s?\.", holds),
        (rf"At ({CELL}) is a ([a-z ]+ gem)\.", starts_at),
        (rf"In (row|column) (\d+), no basic ({COLOR}) gem is next to ({CELL}): no line\.", no_run),
        (
            rf"In (row|column) (\d+), the ({COLOR}) gems ({CELLS}) follow each other: (a line|too few for a line)\.",
            has_run,
        ),
        (r"So nothing happens: 0 gems are removed\.", nothing),
        (r"The swap makes no line, so the gems stay where they were: 0 gems are removed\.", nothing),
        (rf"({CELL}) is empty, so clearing it does nothing: 0 gems are removed\.", is_empty),
        (
            rf"The gems at ({CELL}) and ({CELL}) are both ({COLOR}), and only gems of different colors can be "
            r"swapped\.",
            same_color,
        ),
        (rf"({CELL}) is (empty|a [a-z ]+ gem), and only basic gems can be swapped\.", not_basic),
        (
            r"So (?P<sum>\d+ \+ [\d +-]+ = )?(?P<total>\d+) gems? (?:is|are) removed"
            rf"(?P<shared>, as {CELL} is on both)?\.",
            removed,
        ),
        (rf"It removes all ({COLOR}) gems, basic and round: ({CELLS})\.", all_of_color),
        (r"It removes column (\d+), which holds (\d+) gems?\.", whole_column),
        (r"It removes row (\d+), which holds (\d+) gems?, and column (\d+), which holds (\d+) gems?\.", cross),
        (rf"The ({COLOR}) gem at ({CELL}) and the ({COLOR}) gem at ({CELL}) change places\.", exchange),
        (rf"The ({COLOR}) gem is then at ({CELL})\.", then_at),
        (rf"({CELL}) is on two of these lines and counts once\.", on_two),
        (r"The total is \d+ now: \d+ \+ \d+ = \d+\.", total_now),
        (r"The total stays (\d+)\.", total_stays),
        (rf"(First|Second) command: ({COMMAND})\.", command_line),
        (r"Column (\d+) is then, from the top: (.*)\.", column_falls),
        (r"Together, (\d+) \+ (\d+) = (\d+) gems?\.", together),
        (rf"Clear ({CELL}), (.*): (\d+) gems?\.", clear_told),
        (
            r"Nowhere do three basic gems of a color follow each other, so clearing a basic gem does nothing\.",
            no_lines,
        ),
        (
            r"A swap makes a line only if two of three cells side by side hold the same color \(a pair\) and the third "
            r"cell, which holds another basic gem, gets a gem of that color from one of its other neighbors\.",
            explained,
        ),
        (rf"No ({COLOR}) gem can come to the third cell of the pairs? (.*)\.", pair_fails),
        (r"There is no such pair, so no swap makes a line\.", no_pairs),
        (rf"(Swap {CELL} (?:right|down)) makes the .*: (\d+) gems?\.", swap_told),
        (rf"The largest of these numbers is (\d+): ({COMMAND}) removes (\d+) gems?\.", best),
        (r"(Row|Column) (\d+): ([a-z, ]+): (no line|\d lines?, .*)\.", lines_in),
        (r"(\d+) in rows and (\d+) in columns make (\d+) lines?\.", lines_sum),
        (rf"After ({COMMAND}), from the top, column (.*)\.", after_first),
        (r"Then (.*): at most (\d+) \+ (\d+) = (\d+) in all\.", then_best),
        (r"Then nothing is left to clear: (\d+) in all\.", then_none),
        (rf"The largest of these sums is (\d+): ({COMMAND}), then ({COMMAND})\.", best_two),
    )


def all_pairs(board: Gems) -> list[tuple[tuple[Cell, Cell], Cell]]:
    """Two gems of a color among three cells side by side, and the third cell with another basic gem."""
    found = []
    for signs, is_turned in ((board.signs, False), (board.signs.T, True)):
        for row in range(board.side):
            for start in range(board.side - 2):
                window = [str(sign) for sign in signs[row, start : start + 3]]
                for third in range(3):
                    one, other = (place for place in range(3) if place != third)
                    if window[one] == window[other] != window[third] and set(window) <= set(COLOR_NAMES):
                        cells = [
                            (start + place, row) if is_turned else (row, start + place) for place in (one, other, third)
                        ]
                        found.append(((cells[0], cells[1]), cells[2]))
    return found


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
