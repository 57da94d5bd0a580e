"""The rhythm game against a second simulation on a clock: every cell of a block has the second at which it reaches
row 1, the finger's lane is a function of the seconds at which the board was mirrored, and a Snake scores at the end if
each of its seconds was tapped."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pytest

from gameqa import score
from gameqa.configs import Part
from gameqa.sample import Sample
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, some_samples, steps_of

POINTS = {2: 22, 3: 39, 4: 60, 5: 85}


@dataclass
class Block:
    """A block: its kind, its lane, when its cells reach row 1, and which of these seconds were tapped."""

    kind: str
    lane: int
    seconds: range
    tapped: set[int] = field(default_factory=set)

    @property
    def points(self) -> int:
        if self.kind == "Click":
            return 10 * len(self.tapped)
        if self.kind == "Reverse":
            return 15 * len(self.tapped)
        return POINTS[len(self.seconds)] if self.tapped == set(self.seconds) else 0


def blocks_of(columns: tuple[str, ...]) -> list[Block]:
    """The blocks of all lanes, found as words in the columns."""
    kinds = {"c": "Click", "r": "Reverse"}
    return [
        Block(kinds.get(found[0], "Snake"), lane, range(found.start() + 1, found.end() + 1))
        for lane, cells in enumerate(columns, 1)
        for found in re.finditer(r"c|r|hb*t", cells)
    ]


@dataclass(frozen=True)
class Play:
    """What happened: the blocks that were tapped, by time, and the seconds after which the board was mirrored."""

    tapped: tuple[Block, ...]
    mirrored: tuple[int, ...]
    lanes: int
    finger: int

    @property
    def points(self) -> int:
        return sum(block.points for block in self.tapped)

    def lane(self, second: int) -> int:
        """The lane that is above the finger at a second, as the picture numbers it."""
        turned = sum(moment < second for moment in self.mirrored) % 2
        return self.lanes + 1 - self.finger if turned else self.finger


@lru_cache(maxsize=4096)
def play(columns: tuple[str, ...], finger: int, slow: bool) -> Play:
    blocks = blocks_of(columns)
    schedule = {(block.lane, second): block for block in blocks for second in block.seconds}
    mirrored: list[int] = []
    tapped: dict[int, Block] = {}
    for second in range(1, len(columns[0]) + 1):
        if slow and mirrored and second == mirrored[-1] + 1:
            continue
        now = Play((), tuple(mirrored), len(columns), finger)
        block = schedule.get((now.lane(second), second))
        if block:
            block.tapped.add(second)
            tapped[id(block)] = block
            if block.kind == "Reverse":
                mirrored.append(second)
    return Play(tuple(tapped.values()), tuple(mirrored), len(columns), finger)


def totals(columns: tuple[str, ...], slow: bool) -> list[int]:
    return [play(columns, finger, slow).points for finger in range(1, len(columns) + 1)]


def is_slow(row: dict[str, Any]) -> bool:
    return "one more second" in row["question"]


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def columns_of(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(row["plain"]["columns"])


def full_cells(columns: tuple[str, ...]) -> int:
    return sum(len(block.seconds) for block in blocks_of(columns))


def asked_snake(row: dict[str, Any]) -> Block:
    found = re.search(r"of the ((?:second )?lowest) Snake of column (\d+) are", asked_of(row))
    assert found
    snakes = [block for block in blocks_of(columns_of(row)) if block.kind == "Snake" and block.lane == int(found[2])]
    return snakes[found[1].startswith("second")]


def kind_at(columns: tuple[str, ...], second: int, lane: int) -> str:
    for block in blocks_of(columns):
        if block.lane == lane and second in block.seconds:
            if block.kind != "Snake":
                return f"a {block.kind}"
            ends = {block.seconds[0]: "head", block.seconds[-1]: "tail"}
            return f"the {ends.get(second, 'body')} of a Snake"
    return "nothing"


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        columns, answer, slow = columns_of(row), answer_text(row), is_slow(row)
        assert slow == part.task.endswith("slow_flip")
        if part.task == "block_type":
            second, lane = numbers(asked_of(row))
            assert answer == kind_at(columns, second, lane)
        elif part.task == "block_share":
            assert abs(float(answer) - full_cells(columns) / (len(columns) * len(columns[0]))) <= 0.0005
        elif part.task == "snake_length_later":
            [after] = [int(number) for number in re.findall(r"after (\d+) seconds", asked_of(row))]
            assert int(answer) == sum(second > after for second in asked_snake(row).seconds)
        elif part.task in ("column_score", "column_score_slow_flip"):
            assert int(answer) == play(columns, row["plain"]["finger"], slow).points
        elif part.task in ("best_column", "best_column_slow_flip"):
            second, best = sorted(totals(columns, slow))[-2:]
            assert best - second >= 8
            assert totals(columns, slow)[int(answer) - 1] == best
            assert sorted(map(int, row["options"])) == list(range(1, len(columns) + 1))
        else:
            assert part.task == "score_gap"
            second, best = sorted(totals(columns, slow))[-2:]
            assert int(answer) == best - second > 0


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the clock says the same."""
    for row in some_rows(part, min(count, 60)):
        told: list[tuple[str, int, int, int]] = []
        for line in steps_of(row):
            check_line(line, row, told)
        if part.task.startswith("column_score"):
            assert told == way_of(play(columns_of(row), row["plain"]["finger"], is_slow(row)))


def way_of(found: Play) -> list[tuple[str, int, int, int]]:
    """Kind, lane, first and last tapped second of every block."""
    return [
        (
            "cut" if block.kind == "Snake" and not block.points else block.kind,
            block.lane,
            min(block.tapped),
            max(block.tapped),
        )
        for block in found.tapped
    ]


def check_line(line: str, row: dict[str, Any], told: list[tuple[str, int, int, int]]) -> None:
    columns, slow = columns_of(row), is_slow(row)
    rows, lanes = len(columns[0]), len(columns)
    if found := re.fullmatch(r"Rows? (\d+)(?: to (\d+))? of column (\d+): a (.*)", line):
        first, last, lane = int(found[1]), int(found[2] or found[1]), int(found[3])
        told.append(check_hit(found[4], first, last, lane, row))
    elif found := re.fullmatch(r"Finger below column (\d+): (.*)\. Points: (.*)\.", line):
        check_column(play(columns, int(found[1]), slow), found[2], found[3])
    elif found := re.fullmatch(r"The finger is below column (\d+)\.", line):
        assert int(found[1]) == row["plain"]["finger"]
    elif found := re.fullmatch(r"When the board is mirrored, columns change places: (.*)\.", line):
        assert numbers(found[1]) == tuple(lane for own in range(1, lanes // 2 + 1) for lane in (own, lanes + 1 - own))
    elif found := re.fullmatch(
        r"So the finger changes between the two columns of a pair after every Reverse that it taps; (.*)\.", line
    ):
        assert slow == (found[1] == "the row above a Reverse passes untapped")
        assert slow != (found[1] == "the next tap is in the row above")
    elif found := re.fullmatch(r"The sum is (.*) = (\d+) points\.", line):
        assert sum(numbers(found[1])) == int(found[2]) == play(columns, row["plain"]["finger"], slow).points
    elif (
        found := re.fullmatch(
            r"The most points are those of column (\d+) with (\d+); next is column (\d+) with (\d+)\.", line
        )
    ) or (
        found := re.fullmatch(
            r"The best column is (\d+) with (\d+) points, the second best is (\d+) with (\d+)\.", line
        )
    ):
        check_two(columns, slow, *map(int, found.groups()))
    elif found := re.fullmatch(r"(\d+) - (\d+) = (\d+) (points?)\.", line):
        second, best = sorted(totals(columns, slow))[-2:]
        assert (int(found[1]), int(found[2]), int(found[3])) == (best, second, best - second)
        assert found[4] == ("point" if best - second == 1 else "points")
    elif found := re.fullmatch(
        r"Row (\d+) is counted from the bottom, column (\d+) from the left, both from 1\.", line
    ):
        assert (int(found[1]), int(found[2])) == numbers(asked_of(row))
    elif found := re.fullmatch(r"The cell shows (.*), so (?:there is (nothing)|(.*) is) in it\.", line):
        kind = kind_at(columns, *numbers(asked_of(row)))
        assert (found[2] or found[3]) == kind
        assert found[1] == SHOWN[kind]
    elif found := re.fullmatch(r"Rows (\d+) to (\d+) have (.*) full cells: (\d+)\.", line):
        first, last = int(found[1]), int(found[2])
        full = [sum(second in block.seconds for block in blocks_of(columns)) for second in range(first, last + 1)]
        assert list(numbers(found[3])) == full
        assert int(found[4]) == sum(full)
    elif found := re.fullmatch(r"(.*) = (\d+) cells are full\.", line):
        assert sum(numbers(found[1])) == int(found[2]) == full_cells(columns)
        assert len(numbers(found[1])) == rows // 5
    elif found := re.fullmatch(
        r"The board has (\d+) rows of (\d+) cells, (\d+) in all, so the share is (\d+) / (\d+), which is (.*) to three "
        r"decimal places\.",
        line,
    ):
        assert tuple(map(int, found.groups()[:5])) == (rows, lanes, rows * lanes, full_cells(columns), rows * lanes)
        assert found[6] == answer_text(row)
    else:
        check_snake_line(line, row)


SHOWN = {
    "nothing": "no block",
    "a Click": "a yellow disc",
    "a Reverse": "a green box with a two-headed arrow",
    "the head of a Snake": "a pink part with two eyes",
    "the body of a Snake": "a blue part that goes on above and below",
    "the tail of a Snake": "a gray part that ends in a point",
}


def check_hit(text: str, first: int, last: int, lane: int, row: dict[str, Any]) -> tuple[str, int, int, int]:
    """Checks what is said of a block, and tells its kind, lane and tapped seconds."""
    columns, slow = columns_of(row), is_slow(row)
    found = play(columns, row["plain"]["finger"], slow)
    assert found.lane(first) == found.lane(last) == lane
    if text == "Click, 10 points.":
        return "Click", lane, first, last
    if told := re.fullmatch(r"whole Snake of (\d+) cells, (\d+) points\.", text):
        assert int(told[1]) == last - first + 1
        assert int(told[2]) == POINTS[int(told[1])]
        return "Snake", lane, first, last
    if told := re.fullmatch(
        r"cut Snake, since its part in rows? (\d+)(?: to (\d+))? has passed untapped: no points\.", text
    ):
        [block] = [block for block in blocks_of(columns) if block.lane == lane and first in block.seconds]
        assert int(told[1]) == block.seconds[0]
        assert int(told[2] or told[1]) == first - 1
        assert last == block.seconds[-1]
        return "cut", lane, first, last
    told = re.fullmatch(r"Reverse, 15 points\. (?:Row (\d+) passes untapped\. )?(.*)", text)
    assert told, text
    rows, start = len(columns[0]), first + 1 + slow
    assert told[1] == (str(first + 1) if slow and first < rows else None)
    if start > rows:
        assert told[2] == ("No row is left." if told[1] else "It is in the top row.")
    else:
        assert told[2] == f"From row {start} on, the finger taps column {found.lane(start)}."
        assert found.lane(start) == len(columns) + 1 - lane
    return "Reverse", lane, first, last


def check_column(found: Play, text: str, points: str) -> None:
    """Checks the blocks that a finger meets, stretch by stretch, and their sum."""
    told = []
    values = []
    for stretch in text.split("; ") if text != "no block" else []:
        lane = re.match(r"in column (\d+) ", stretch)
        assert lane
        for kind, first, last, value in re.findall(
            r"a (Click|Reverse|Snake|cut Snake) in rows? (\d+)(?: to (\d+))? \((\d+)\)", stretch
        ):
            told.append(("cut" if kind == "cut Snake" else kind, int(lane[1]), int(first), int(last or first)))
            values.append(int(value))
        assert stretch.count("(") == len(re.findall(r"\(\d+\)", stretch))
    assert told == way_of(found)
    assert values == [block.points for block in found.tapped]
    *parts, total = numbers(points)
    assert total == found.points
    assert not parts or parts == [value for value in values if value]


def check_two(columns: tuple[str, ...], slow: bool, best: int, first: int, second: int, next_to_it: int) -> None:
    values = totals(columns, slow)
    assert best != second
    assert values[best - 1] == first == max(values)
    assert values[second - 1] == next_to_it == sorted(values)[-2]


def check_snake_line(line: str, row: dict[str, Any]) -> None:
    block = asked_snake(row)
    [after] = [int(number) for number in re.findall(r"after (\d+) seconds", asked_of(row))]
    left = [second for second in block.seconds if second > after]
    if found := re.fullmatch(
        r"The (.*) Snake of column (\d+) has its head in row (\d+) and its tail in row (\d+): (\d+) cells\.", line
    ):
        assert f"the {found[1]} Snake of column {found[2]}" in asked_of(row)
        assert (int(found[3]), int(found[4]), int(found[5])) == (
            block.seconds[0],
            block.seconds[-1],
            len(block.seconds),
        )
    elif found := re.fullmatch(
        r"In (\d+) seconds everything falls by (\d+) rows, so what is now in rows 1 to (\d+) leaves the board\.", line
    ):
        assert set(map(int, found.groups())) == {after}
    elif found := re.fullmatch(r"All of it is above row (\d+), so all (\d+) cells are still on the board\.", line):
        assert int(found[1]) == after
        assert int(found[2]) == len(left) == len(block.seconds)
    elif found := re.fullmatch(r"All of it is in row (\d+) or lower, so no cell is left on the board: 0 cells\.", line):
        assert int(found[1]) == after
        assert not left
    else:
        found = re.fullmatch(
            r"Its part in rows? (\d+)(?: to (\d+))? is gone then; rows? (\d+)(?: to (\d+))? (?:is|are) left: (\d+) "
            r"cells?\.",
            line,
        )
        assert found, line
        gone = [second for second in block.seconds if second <= after]
        assert (int(found[1]), int(found[2] or found[1])) == (gone[0], gone[-1])
        assert (int(found[3]), int(found[4] or found[3])) == (left[0], left[-1])
        assert int(found[5]) == len(left)


def columns_in(sample: Sample) -> tuple[str, ...]:
    columns: tuple[str, ...] = sample.state.columns
    return columns


def test_columns_are_whole(part: Part) -> None:
    """Columns hold nothing but whole blocks and empty cells."""
    for sample in some_samples(part, 12):
        for cells in columns_in(sample):
            assert re.fullmatch(r"(\.|c|r|hb*t)*", cells)
            longest = 8 if part.task == "snake_length_later" else 5
            assert all(len(found) <= longest for found in re.findall(r"hb*t", cells))


@pytest.mark.tasks("column_score", "column_score_slow_flip")
def test_ways_are_worth_following(part: Part) -> None:
    """The finger taps several Reverses, a whole Snake and a cut one; neither the other game nor no mirroring scores
    the same."""
    for row in some_rows(part, 20):
        columns, finger, slow = columns_of(row), row["plain"]["finger"], is_slow(row)
        found = play(columns, finger, slow)
        kinds = Counter(kind for kind, *_ in way_of(found))
        assert kinds["Reverse"] >= 2
        assert kinds["Snake"] >= 1
        assert kinds["cut"] >= 1
        assert found.points != play(columns, finger, not slow).points
        straight = [block for block in blocks_of(columns) if block.lane == finger]
        for block in straight:
            block.tapped = set(block.seconds)
        assert found.points != sum(block.points for block in straight)


@pytest.mark.tasks("block_share")
def test_more_places_do_no_harm(part: Part) -> None:
    """A share may be written with more places than three; another share is wrong."""
    for row in some_rows(part, 6):
        columns = columns_of(row)
        full, cells = full_cells(columns), len(columns) * len(columns[0])
        assert score(f"{full / cells:.5f}", row) == 1.0
        assert score(f"{full / cells + 0.01:.3f}", row) == 0.0
        assert score(f"{full / cells - 0.002:.3f}", row) == 0.0
