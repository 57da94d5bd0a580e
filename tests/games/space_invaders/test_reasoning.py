"""Every line of the reasoning about Space Invaders, read back and held against enemies that really move."""

from __future__ import annotations

import re
from functools import cache

from gameqa.configs import Part
from gameqa.sample import Sample
from tests.games.space_invaders.arcade import (
    COLORS,
    POINTS,
    Columns,
    cells_of,
    columns_of,
    drift_of,
    plain_of,
    shoot,
    staying,
    step,
)
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import some_samples

COLOR = "purple|blue|green"
ENEMIES = r"enem(?:y|ies)"
CELL = r"\((\d+), (\d+)\)"
OTHER = {"left": "right", "right": "left"}
COUNT_WORDS = {"two": 2, "three": 3, "four": 4}


class Reader(SentenceReader):
    """Reads the reasoning of a sample line by line.

    Attributes:
        rows: the rows of the board.
        columns: the enemies of every column from below.
        seen: numbers that earlier lines have told and that a later one sums up.
        totals: what earlier lines have found for a first shot into columns, in their order.
        entries: the most points of so many shots that begin in a column, as earlier lines have told.
    """

    def __init__(self, sample: Sample) -> None:
        self.plain = plain_of(sample)
        self.rows, self.ship = self.plain["rows"], self.plain["ship"]
        self.columns = columns_of(self.plain)
        self.asked, self.answer = sample.question.text, int(sample.question.answer)
        self.task = sample.task.id
        self.seen: list[int] = []
        self.totals: dict[int, int] = {}
        self.entries: dict[tuple[int, int], int] = {}
        self.interval = 0
        if "intervals" in self.asked:
            self.way, self.intervals = drift_of(self.asked)
            _, self.steps_to = step(self.columns, self.way)
            self.on = 1 if self.steps_to == "left" else -1

    def stack(self, column: int) -> str:
        return self.columns[column - 1] if 1 <= column <= len(self.columns) else ""

    def color_at(self, row: int, column: int) -> str:
        return self.rows[row - 1][column - 1]

    # Counting.

    def column_rows(self, told: re.Match[str]) -> None:
        column, *rows = numbers(told[0])
        assert [told[1], told[2]] == (["is an enemy", "row"] if len(rows) == 1 else ["are enemies", "rows"])
        assert column == numbers(self.asked)[0]
        assert rows == sorted(row for row, _ in cells_of(self.plain, column))

    def column_empty(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.rows)
        assert int(told[2]) == numbers(self.asked)[0]
        assert not self.stack(int(told[2]))

    def column_count(self, told: re.Match[str]) -> None:
        column, count = numbers(told[0])
        assert column == numbers(self.asked)[0]
        assert count == len(self.stack(column)) == self.answer

    def row_columns(self, told: re.Match[str]) -> None:
        row, *columns = numbers(told[0])
        assert [told[1], told[2]] == (["is an enemy", "column"] if len(columns) == 1 else ["are enemies", "columns"])
        assert row == numbers(self.asked)[0]
        assert columns == self.in_row(row)

    def in_row(self, row: int) -> list[int]:
        return [column for column, sign in enumerate(self.rows[row - 1], 1) if sign != "."]

    def row_empty(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.columns)
        assert int(told[2]) == numbers(self.asked)[0]
        assert not self.in_row(int(told[2]))

    def row_total(self, told: re.Match[str]) -> None:
        row, count = numbers(told[0])
        assert row == numbers(self.asked)[0]
        assert count == len(self.in_row(row)) == self.answer

    def row_counted(self, told: re.Match[str]) -> None:
        row, count, *columns = numbers(told[0])
        assert columns == self.in_row(row)
        assert count == len(columns)
        self.seen.append(count)

    def rows_of_color(self, told: re.Match[str]) -> None:
        name, sign = told[2], COLORS[told[2]]
        is_single = "".join(self.rows).count(sign) == 1
        assert f"How many {name} enemies" in self.asked
        assert [told[1], told[3]] == (["only ", "enemy is"] if is_single else [None, "enemies are"])
        assert list(numbers(told[4])) == [row for row, line in enumerate(self.rows, 1) if sign in line]

    def summed(self, told: re.Match[str]) -> None:
        *parts, total = numbers(told[1])
        assert parts == (self.seen if len(self.seen) > 1 else [])
        assert total == sum(self.seen) == self.answer

    # One shot.

    def ship_is(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.ship

    def asked_column(self) -> int:
        return self.ship if self.task == "shot_here" else numbers(self.asked)[0]

    def first_enemy(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.asked_column()
        row, column = int(told[3]), int(told[4])
        assert (row, column) == cells_of(self.plain, self.asked_column())[0]
        assert self.color_at(row, column) == COLORS[told[2]]
        self.seen.append(POINTS[COLORS[told[2]]])

    def scores(self, told: re.Match[str]) -> None:
        assert [int(told[1])] == self.seen == [self.answer]

    def none_there(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.rows)
        assert int(told[2]) == self.asked_column()
        assert not self.stack(self.asked_column())

    def hits_nothing(self, told: re.Match[str]) -> None:
        assert self.answer == 0
        assert not self.stack(self.asked_column())

    def rule(self, told: re.Match[str]) -> None:
        """A rule of the game, said once more."""

    def lowest(self, told: re.Match[str]) -> None:
        named = re.findall(rf"({COLOR}) at {CELL}", told[1])
        expected = [cells_of(self.plain, column)[0] for column in range(1, len(self.columns) + 1) if self.stack(column)]
        assert [(int(row), int(column)) for _, row, column in named] == expected
        for color, row, column in named:
            assert self.color_at(int(row), int(column)) == COLORS[color]
            self.totals[int(column)] = POINTS[COLORS[color]]

    def best_lowest(self, columns: list[int], color: str, points: int) -> None:
        most = max(self.totals.values())
        assert columns == [column for column, own in self.totals.items() if own == most]
        assert POINTS[COLORS[color]] == points == most
        assert self.answer in ([most] if self.task == "best_single_shot" else columns)

    def all_lowest(self, told: re.Match[str]) -> None:
        self.best_lowest(list(self.totals), told[1], int(told[2]))

    def most_valuable(self, told: re.Match[str]) -> None:
        self.best_lowest(list(numbers(told[1])), told[2], int(told[3]))

    def best_column(self, told: re.Match[str]) -> None:
        assert numbers(told[2]) == numbers(told[3])
        self.best_lowest(list(numbers(told[2])), told[1], int(told[4]))

    # A ship that stays.

    def begins(self, told: re.Match[str]) -> None:
        ship, first, last, width = numbers(told[0])
        held = [column for column in range(1, len(self.columns) + 1) if self.stack(column)]
        assert (ship, first, last, width) == (self.ship, held[0], held[-1], len(self.columns))

    def one_interval(self, told: re.Match[str]) -> None:
        self.interval += 1
        assert int(told[1]) == self.interval
        columns, way = self.columns, self.way
        offset = 0
        for number in range(1, self.interval):
            before = way
            _, columns = shoot(columns, self.ship)
            edge = 1 if way == "left" else len(columns)
            columns, way = step(columns, way)
            offset += -1 if way == "left" else 1
            if number == self.interval - 1:
                moved = told[2]
                turn = f"with column {edge} not empty, all enemies turned around and stepped {way}"
                assert moved.startswith(turn if way != before else f"the enemies stepped {way}")
                where = re.search(r"; they are (?:(\d+) columns? (left|right) of|back) where they began", moved)
                assert where
                assert (int(where[1] or 0) * {"left": -1, "right": 1, None: 0}[where[2]]) == offset
        assert (told[2] is None) == (self.interval == 1)
        points = shoot(columns, self.ship)[0]
        what = told[3]
        began = self.ship - offset
        if what == "above the ship there are no enemies":
            assert not self.stack(began)
        else:
            assert numbers(what)[0] == began
            assert bool(self.stack(began))
            if what.endswith("where no enemy is left"):
                assert not columns[self.ship - 1]
            else:
                lowest = re.search(rf"The lowest enemy( left)? there, that of {CELL}, is ({COLOR})$", what)
                assert lowest
                cells = cells_of(self.plain, began)
                gone = len(self.stack(began)) - len(columns[self.ship - 1])
                assert (int(lowest[2]), int(lowest[3])) == cells[gone]
                assert (lowest[1] is not None) == (gone > 0)
                assert self.color_at(*cells[gone]) == COLORS[lowest[4]]
        assert int(told[4]) == points
        self.seen.append(points)

    def shots_together(self, told: re.Match[str]) -> None:
        assert self.seen == staying(self.columns, self.ship, self.way, self.intervals)
        self.summed(told)

    # The best shots.

    def room(self, told: re.Match[str]) -> None:
        ship, column, width = numbers(told[0])
        held = [column for column in range(1, len(self.columns) + 1) if self.stack(column)]
        assert (ship, width) == (self.ship, len(self.columns))
        assert told[2] == told[5] == self.way == self.steps_to
        assert column == (held[0] if self.way == "left" else held[-1])
        count = COUNT_WORDS.get((told[4] or "").strip(), 1)
        assert count == self.intervals - 1
        assert (told[6] == "stays") == (count == 1)
        assert (column - 1 if self.way == "left" else width - column) >= count

    def turns(self, told: re.Match[str]) -> None:
        ship, column = numbers(told[0])
        assert ship == self.ship
        assert self.stack(column)
        assert column == (1 if self.way == "left" else len(self.columns))
        assert told[3] == self.steps_to == OTHER[self.way]
        held = [column for column in range(1, len(self.columns) + 1) if self.stack(column)]
        assert (held[0] - 1 if told[3] == "left" else len(self.columns) - held[-1]) >= self.intervals - 1

    def frame(self, told: re.Match[str]) -> None:
        assert told[1] == told[2] == self.steps_to
        assert told[3] == told[4] == OTHER[self.steps_to]

    def held(self, told: re.Match[str]) -> None:
        colors = re.findall(rf"({COLOR}) \((\d+)\)", told[2])
        assert "".join(COLORS[color] for color, _ in colors) == self.stack(int(told[1]))
        assert all(POINTS[COLORS[color]] == int(points) for color, points in colors)

    def holds_none(self, told: re.Match[str]) -> None:
        assert not self.stack(int(told[1]))

    def first_shot(self, told: re.Match[str]) -> None:
        column, first = int(told[1]), int(told[2])
        seconds, scores = numbers(told[3]), numbers(told[4])
        assert abs(column - self.ship) <= 1
        assert first == self.one(column, 0)
        reach = (column, column + self.on, column + 2 * self.on)
        assert seconds == tuple(there for there in reach if 1 <= there <= len(self.columns))
        assert scores == tuple(self.one(there, int(there == column)) for there in seconds)
        assert (int(told[5]), int(told[6])) == (first, max(scores))
        assert int(told[7]) == first + max(scores)
        self.totals[column] = int(told[7])

    def one(self, column: int, gone: int) -> int:
        return sum(POINTS[sign] for sign in self.stack(column)[gone : gone + 1])

    def largest(self, told: re.Match[str]) -> None:
        *values, most = numbers(told[0])
        assert set(self.totals) == {self.ship - 1, self.ship, self.ship + 1}
        assert values == list(self.totals.values())
        assert most == max(values) == self.answer

    def order(self, told: re.Match[str]) -> None:
        assert numbers(told[1]) == (self.ship - self.on, self.ship, self.ship + self.on)
        assert told[2] == OTHER[self.steps_to]

    def sums(self, told: re.Match[str]) -> None:
        stack = "".join(COLORS[color] for color in re.findall(COLOR, told[2]))
        assert stack == self.stack(int(told[1]))
        counts, sums = numbers(told[3]), numbers(told[4])
        assert counts == tuple(range(1, len(sums) + 1))
        assert sums == tuple(sum(POINTS[sign] for sign in stack[:count]) for count in counts)
        assert len(sums) <= self.intervals
        assert bool(told[5]) == (len(sums) > 1)

    def work_from(self, told: re.Match[str]) -> None:
        assert told[1] == told[3] == OTHER[self.steps_to]
        assert told[2] == self.steps_to

    def past(self, told: re.Match[str]) -> None:
        assert told[1] == OTHER[self.steps_to]
        beyond = self.columns[int(told[2]) :] if self.on > 0 else self.columns[: int(told[2]) - 1]
        assert not any(beyond)
        assert self.stack(int(told[2]))

    def beginning(self, told: re.Match[str]) -> None:
        column = int(told[1])
        for entry in told[2].split("; "):
            count = numbers(entry)[0]
            ways = re.fullmatch(r"\d+ shots?, (.*?)(?: = (\d+)|, at most (\d+))?", entry)
            assert ways
            values = []
            for here, way in enumerate(re.split(", | or ", ways[1]), 1):
                points, *after = numbers(way)
                assert points == sum(POINTS[sign] for sign in self.stack(column)[:here])
                assert len(after) == (here < count)
                if after:
                    nexts = [column + self.on, column + 2 * self.on]
                    assert after[0] == max(self.entry(there, count - here) for there in nexts)
                values.append(points + sum(after))
            assert len(values) == min(count, max(1, len(self.stack(column))))
            told_most = int(ways[2] or ways[3] or values[0])
            assert told_most == max(values) == most_from(self.columns, column, 0, count, self.on)
            self.entries[column, count] = told_most

    def entry(self, column: int, count: int) -> int:
        """What an earlier line has told; 0 past the last enemies."""
        beyond = self.columns[max(0, column - 1) :] if self.on > 0 else self.columns[: max(0, column)]
        return self.entries[column, count] if any(beyond) else 0

    def all_shots(self, told: re.Match[str]) -> None:
        columns, totals = numbers(told[1]), numbers(told[3])
        assert int(told[2]) == self.intervals
        assert all(abs(column - self.ship) <= 1 for column in columns)
        assert totals == tuple(self.entries[column, self.intervals] for column in columns)
        left_out = {self.ship - 1, self.ship, self.ship + 1} - set(columns)
        assert all(self.entry(column, self.intervals) == 0 for column in left_out)
        assert int(told[4] or totals[0]) == max(totals) == self.answer

    def play(self, told: re.Match[str]) -> None:
        """The shots are made, with the ship moving at most one column and never off the board."""
        columns, way, ship, total, offset = self.columns, self.way, self.ship, 0, 0
        parts = []
        for column in numbers(told[1]):
            there = column + offset
            assert abs(there - ship) <= 1
            assert 1 <= there <= len(columns)
            ship = there
            points, columns = shoot(columns, ship)
            parts.append(points)
            columns, way = step(columns, way)
            offset += -1 if way == "left" else 1
        *named, total = numbers(told[2])
        assert named == (parts if len(parts) > 1 else [])
        assert len(parts) <= self.intervals
        assert total == sum(parts) == self.answer

    SENTENCES = (
        (r"In column \d+ there (is an enemy|are enemies) in (rows?) .*\.", column_rows),
        (r"From row 1 to row (\d+), column (\d+) is empty\.", column_empty),
        (rf"So column \d+ holds \d+ {ENEMIES}\.", column_count),
        (r"In row \d+ there (is an enemy|are enemies) in (columns?) .*\.", row_columns),
        (r"From column 1 to column (\d+), row (\d+) is empty\.", row_empty),
        (rf"So row \d+ holds \d+ {ENEMIES}\.", row_total),
        (rf"Row \d+ holds \d+ {ENEMIES}, in columns? .*\.", row_counted),
        (r"In all, there are (.*) enemies\.", summed),
        (rf"The (only )?({COLOR}) (enemy is|enemies are) in rows? (.*)\.", rows_of_color),
        (rf"So there (?:is|are) (.*) (?:{COLOR}) {ENEMIES}\.", summed),
        (r"The ship is in column (\d+)\.", ship_is),
        (rf"From below, the first enemy in column (\d+) is the ({COLOR}) one at {CELL}\.", first_enemy),
        (r"The shot destroys it and scores (\d+) points\.", scores),
        (r"From row (\d+) up to row 1, column (\d+) holds no enemy\.", none_there),
        (r"So the shot hits nothing and scores 0 points\.", hits_nothing),
        (r"A shot reaches only the lowest enemy of a column\.", rule),
        (r"From the left, the lowest enemies of the columns are (.*)\.", lowest),
        (rf"All of them are ({COLOR}), so one shot scores (\d+) points at most\.", all_lowest),
        (rf"The most valuable of them, in columns? (.*), (?:is|are) ({COLOR}): (\d+) points\.", most_valuable),
        (
            rf"The most valuable of them (?:is|are) the ({COLOR}) ones? in columns? (.*): a shot from column (.*) "
            r"scores (\d+) points\.",
            best_column,
        ),
        (
            r"The ship is in column \d+\. The enemies begin in columns \d+ to \d+ of \d+; their columns and cells are "
            r"named here as at the beginning\.",
            begins,
        ),
        (
            r"Interval (\d): (?:((?:with column|the enemies stepped) .*?), so )?(above the ship there are no enemies|"
            r"the ship is below column .*): (\d+) points\.",
            one_interval,
        ),
        (r"Together, the shots score (.*) points\.", shots_together),
        (
            r"The ship is in column (\d+)\. On the (left|right), the enemies reach to column (\d+) of \d+, so their"
            r"( \w+)? steps? to the (left|right) (stays|stay) on the board\.",
            room,
        ),
        (
            r"The ship is in column (\d+)\. Column (\d+) is not empty, so all enemies turn around at the first step "
            r"and move (left|right)\.",
            turns,
        ),
        (
            r"Call every column of enemies by the number that it has now\. When the enemies step (left|right), a ship "
            r"that moves (left|right) too stays below the same column of enemies, one that does not move comes below "
            r"the next one on the (left|right), and one that moves (left|right) below the one after that\.",
            frame,
        ),
        (r"Column (\d+) holds, from below, (.*)\.", held),
        (r"Column (\d+) holds no enemies(?:: a shot scores 0 points)?\.", holds_none),
        (
            r"If the first shot goes into column (\d+), for (\d+) points, the second can go into column (.*), for (.*) "
            r"points: at most (\d+) \+ (\d+) = (\d+)\.",
            first_shot,
        ),
        (r"The largest of .* is \d+\.", largest),
        (
            r"So the first shot goes into column (.*), and each later one into the same column, the next one on the "
            r"(left|right) or the one after that\. Staying below a column that has been emptied is never better than "
            r"going on\.",
            order,
        ),
        (r"Column (\d+), from below: (.*?)\. (.*) shots? scores? (.*) points(, in this order)?\.", sums),
        (
            r"Now work from the (left|right) to the (left|right): the most points of some shots that begin in a column "
            r"are those of the shots into it plus the most of those that are left, which begin in one of the next two "
            r"columns on the (left|right)\.",
            work_from,
        ),
        (r"There are no enemies on the (left|right) of column (\d+), so shots there score 0 points\.", past),
        (r"Beginning in column (\d+): (.*)\.", beginning),
        (
            r"With the first shot into column (.*), all (\d) shots score (.*?) points(?:: (\d+) at most)?\.",
            all_shots,
        ),
        (r"Shots into columns? (.*), in this order, score (.*) points\.", play),
    )


@cache
def most_from(columns: Columns, column: int, gone: int, shots: int, on: int) -> int:
    """The most points of shots the first of which goes into a column, found shot by shot."""
    if not shots:
        return 0
    stack = columns[column - 1] if 1 <= column <= len(columns) else ""
    points = sum(POINTS[sign] for sign in stack[gone : gone + 1])
    return points + max(
        most_from(columns, column + further * on, 0 if further else gone + 1, shots - 1, on) for further in range(3)
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        reader = Reader(sample)
        reader.read_all(line for step in sample.question.steps for line in step.split("\n"))
