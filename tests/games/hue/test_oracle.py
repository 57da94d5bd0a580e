"""Answers and reasoning, worked out again in Oklab and CIEDE2000 as `tests.games.hue.colors` computes them."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Any

import pytest
from matplotlib._color_data import XKCD_COLORS

import gameqa
from gameqa.audit.colors import VISIONS
from gameqa.configs import Part
from gameqa.draw.looks import PLAIN, VARIED
from tests.games.hue.colors import away, between, difference, oklab, rgb
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, part_named, sample_of, some_rows, steps_of

SURVEY = {name.removeprefix("xkcd:").replace("grey", "gray"): int(value[1:], 16) for name, value in XKCD_COLORS.items()}
"""The whole list of the survey, as another package ships it."""

EMPTY = -1
COORDINATES = ("lightness", "redness", "yellowness")
WORDS = {
    "lighter": (0, 1),
    "darker": (0, -1),
    "redder": (1, 1),
    "greener": (1, -1),
    "yellower": (2, 1),
    "bluer": (2, -1),
}


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def asked_cell(row: dict[str, Any]) -> tuple[int, int]:
    found = re.search(r"at \((\d), (\d)\)", asked_of(row))
    assert found
    return int(found[1]), int(found[2])


def line_of(row: dict[str, Any], kind: str, number: int) -> list[int]:
    rows = row["plain"]["rows"]
    return list(rows[number]) if kind == "row" else [cells[number] for cells in rows]


def filled(colors: list[int], place: int) -> tuple[float, float, float]:
    """The Oklab value of a cell between the nearest known ones of its line."""
    before = max(other for other in range(place) if colors[other] != EMPTY)
    behind = min(other for other in range(place + 1, len(colors)) if colors[other] != EMPTY)
    return between(oklab(colors[before]), oklab(colors[behind]), (place - before) / (behind - before))


def check_name(row: dict[str, Any], color: int, name: str) -> None:
    """The name is the clearly nearest of the options' ones, with every kind of vision."""
    offered = {word for option in row["options"] for word in re.sub(r"^from | to ", "|", option).split("|") if word}
    for vision in VISIONS:
        own = difference(color, SURVEY[name], vision)
        rest = [difference(color, SURVEY[other], vision) for other in offered if other != name]
        assert own + (8 if vision == "normal" else 4) <= min(rest) + 1e-3
    for one, other in combinations(sorted(offered), 2):
        assert difference(SURVEY[one], SURVEY[other]) >= 15
        assert min(difference(SURVEY[one], SURVEY[other], vision) for vision in VISIONS) >= 10


def out_of_place(rows: list[list[int]]) -> set[tuple[int, int]]:
    """The cells at which second differences along rows and columns are largest, seen from both sides."""
    side = len(rows)
    values = [[oklab(color) for color in row] for row in rows]
    first, last = values[0], values[-1]
    expected = {}
    for r in range(side):
        left = between(first[0], last[0], r / (side - 1))
        right = between(first[-1], last[-1], r / (side - 1))
        for c in range(side):
            expected[r, c] = away(values[r][c], between(left, right, c / (side - 1)))
    order = sorted(expected, key=lambda cell: expected[cell])
    assert expected[order[-3]] < 0.01 < 0.1 < expected[order[-2]]
    return set(order[-2:])


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        rows, palette, answer = row["plain"]["rows"], row["plain"]["palette"], answer_text(row)
        if part.task == "missing_color":
            r, c = asked_cell(row)
            assert rows[r][c] == EMPTY
            for colors, place in ((rows[r], c), ([cells[c] for cells in rows], r)):
                wanted = filled(colors, place)
                far = [away(oklab(color), wanted) for color in palette]
                nearest = far.index(min(far))
                assert str(nearest + 1) == answer
                assert min(far) * 2 < sorted(far)[1]
            assert all(difference(one, other) >= 6 for one, other in combinations(palette, 2))
        elif part.task == "color_name":
            r, c = asked_cell(row)
            check_name(row, rows[r][c], answer)
        elif part.task == "gradient":
            kind, number = re.search(r"(row|column) (\d)", asked_of(row).lower()).groups()  # type: ignore[union-attr]
            colors = line_of(row, kind, int(number))
            first, last = answer.removeprefix("from ").split(" to ")
            check_name(row, colors[0], first)
            check_name(row, colors[-1], last)
            start, end = oklab(colors[0]), oklab(colors[-1])
            for place, color in enumerate(colors):
                assert away(oklab(color), between(start, end, place / (len(colors) - 1))) < 0.006
        elif part.task == "odd_one_out":
            pair = out_of_place(rows)
            assert numbers(answer) in pair
            others = {(r, c) for r in range(len(rows)) for c in range(len(rows))} - pair
            for cell in [*pair, min(others), max(others)]:
                assert gameqa.score(str(cell), row) == float(cell in pair)
        else:
            assert part.task == "sort_order"
            order = [int(number) for number in answer.split(", ")]
            line = [rows[0][0], *(palette[number - 1] for number in order)]
            assert sorted(order) == list(range(1, len(rows[0])))
            start, end = oklab(line[0]), oklab(line[-1])
            for place, color in enumerate(line):
                assert away(oklab(color), between(start, end, place / (len(line) - 1))) < 0.006
            assert away(start, end) / (len(line) - 1) > 0.04


NUMBER = r"(-?\d+)"
MEASURES = rf"lightness {NUMBER}, redness {NUMBER}, yellowness {NUMBER}"
CELL = r"\((\d), (\d)\)"


def is_about(told: tuple[str, ...], color: int) -> bool:
    """Whether three numbers are those of a color, rounded."""
    return all(abs(int(number) - 100 * value) <= 0.501 for number, value in zip(told, oklab(color), strict=True))


class Reading:
    """Reads the lines of one sample's reasoning; what they say must be so."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.rows, self.palette = row, row["plain"]["rows"], row["plain"]["palette"]
        self.answer = answer_text(row)
        self.own: tuple[int, ...] = ()
        self.refuted: set[str] = set()
        self.named = 0

    def color(self, cell: tuple[str, ...]) -> int:
        return int(self.rows[int(cell[0])][int(cell[1])])

    def difference(self, word: str, name: str, own: str, wanted: str, color: int, against: tuple[int, ...]) -> None:
        coordinate, sign = WORDS[word]
        assert name == COORDINATES[coordinate]
        assert abs(int(own) - 100 * oklab(color)[coordinate]) <= 0.501
        assert int(wanted) == against[coordinate]
        assert (int(own) - int(wanted)) * sign >= 4

    def read(self, line: str) -> None:
        task, row = self.row["task"], self.row
        if line.startswith("Colors are compared by three numbers (Oklab, times 100)"):
            return
        if found := re.fullmatch(rf"The swatch at {CELL} has {MEASURES}\.", line):
            assert found.groups()[:2] == tuple(map(str, asked_cell(row)))
            assert is_about(found.groups()[2:], self.color(found.groups()[:2]))
            self.own = tuple(map(int, found.groups()[2:]))
        elif found := re.fullmatch(rf"(.*) has about {MEASURES}, which is near\.", line):
            assert found[1].lower() == self.answer
            assert is_about(found.groups()[1:], SURVEY[self.answer])
        elif found := re.fullmatch(rf"([A-H]), ([a-z ]+), is (\w+): (\w+) {NUMBER} against {NUMBER}\.", line):
            assert row["options"]["ABCDEFGH".index(found[1])] == found[2] != self.answer
            self.difference(*found.groups()[2:], SURVEY[found[2]], self.own)  # type: ignore[misc]
            self.refuted.add(found[1])
        elif found := re.fullmatch(r"So the swatch is ([a-z ]+)\.", line):
            assert found[1] == self.answer
            assert len(self.refuted) == 7
        elif found := re.fullmatch(
            rf"The swatch at {CELL} has {MEASURES}: it is ([a-z ]+), which has about {MEASURES}\.", line
        ):
            told = found.groups()
            assert is_about(told[2:5], self.color(told[:2]))
            assert is_about(told[6:9], SURVEY[told[5]])
            assert self.answer.removeprefix("from ").split(" to ")[self.named] == told[5]
            self.named += 1
            self.own = tuple(map(int, told[2:5]))
        elif found := re.fullmatch(rf"([A-Z][a-z ]+) is (\w+): (\w+) {NUMBER} against {NUMBER}\.", line):
            self.difference(*found.groups()[1:], SURVEY[found[1].lower()], self.own)  # type: ignore[misc]
            self.refuted.add(found[1].lower())
        elif found := re.fullmatch(r"So (.*) are out: no end of (row|column) (\d) is ([a-z ]+) or ([a-z ]+)\.", line):
            assert {found[4], found[5]} == self.refuted
            letters = re.findall(r"\b[A-H]\b", found[1])
            named = [re.search(rf"\b(from|to) ({found[4]}|{found[5]})( to|$)", option) for option in row["options"]]
            assert letters == [letter for letter, has in zip("ABCDEFGH", named, strict=True) if has]
            assert len(letters) == 6
        elif found := re.fullmatch(r"([A-H]) names the right colors in the opposite order\.", line):
            first, last = self.answer.removeprefix("from ").split(" to ")
            assert row["options"]["ABCDEFGH".index(found[1])] == f"from {last} to {first}"
        elif found := re.fullmatch(r"So (row|column) (\d) goes (.*), from (?:left to right|top to bottom)\.", line):
            assert found[3] == self.answer
            assert f"{found[1]} {found[2]} is" in asked_of(row).lower()
        elif found := re.fullmatch(
            rf"(Row|Column) (\d) is known at both ends: {CELL} has {MEASURES}; {CELL} has {MEASURES}\.", line
        ):
            told = found.groups()
            self.line, self.number = line_of(row, told[0].lower(), int(told[1])), told
            assert self.color(told[2:4]) == self.line[0]
            assert self.color(told[7:9]) == self.line[-1]
            assert is_about(told[4:7], self.line[0])
            assert is_about(told[9:12], self.line[-1])
        elif found := re.fullmatch(
            rf"{CELL} is (\d) of the (\d) steps from the first to the last, so it has, rounded: (.*)\.", line
        ):
            assert (int(found[1]), int(found[2])) == asked_cell(row)
            assert int(found[3]) == asked_cell(row)[self.number[0] == "Row"]
            assert int(found[4]) == len(self.line) - 1
            own = []
            for part, name in zip(found[5].split("; "), COORDINATES, strict=True):
                told = re.fullmatch(rf"{name} {NUMBER} ([+-]) (\d)/(\d) x (\d+) = {NUMBER}", part)
                assert told, part
                start, sign, place, steps, change, result = told.groups()
                assert (place, steps) == (found[3], found[4])
                exact = int(start) + (1 if sign == "+" else -1) * int(place) * int(change) / int(steps)
                assert abs(int(result) - exact) <= 0.5
                own.append(int(result))
            self.own = tuple(own)
        elif found := re.fullmatch(rf"Color (\d) is as near as rounding allows: {MEASURES}\.", line):
            assert found[1] == self.answer
            assert is_about(found.groups()[1:], self.palette[int(found[1]) - 1])
            assert all(abs(int(told) - own) <= 2 for told, own in zip(found.groups()[1:], self.own, strict=True))
        elif found := re.fullmatch(rf"Color (\d) is (\w+): (\w+) {NUMBER} against {NUMBER}\.", line):
            self.difference(*found.groups()[1:], self.palette[int(found[1]) - 1], self.own)  # type: ignore[misc]
            self.refuted.add(found[1])
        elif found := re.fullmatch(rf"So color (\d) belongs in {CELL}\.", line):
            assert found[1] == self.answer
            assert (int(found[2]), int(found[3])) == asked_cell(row)
            assert self.refuted == set("123456") - {self.answer}
        elif found := re.fullmatch(
            rf"Row (\d), from left to right, has (\w+) (.*)\. Without column (\d) it goes evenly from {NUMBER} to "
            rf"{NUMBER}, and column (\d) should have about {NUMBER}, not {NUMBER}: "
            rf"the swatch at {CELL} is out of place\.",
            line,
        ):
            self.read_row(found)
        elif found := re.fullmatch(
            rf"The color of {CELL} fits at {CELL}, and the color of {CELL} at {CELL}: these two were exchanged, and "
            rf"{CELL} is one of them\.",
            line,
        ):
            cells = [(int(r), int(c)) for r, c in zip(found.groups()[::2], found.groups()[1::2], strict=True)]
            assert cells[0] == cells[3] != cells[1] == cells[2]
            assert set(cells[:2]) == out_of_place(self.rows)
            assert cells[4] == numbers(self.answer)
        else:
            assert task == "sort_order", line
            self.read_order(line)

    def read_row(self, found: re.Match[str]) -> None:
        r, name, values, column, first, last, again, wanted, shown, *cell = found.groups()
        coordinate = COORDINATES.index(name)
        told = [int(value) for value in values.split(", ")]
        assert all(
            abs(number - 100 * oklab(color)[coordinate]) <= 0.501
            for number, color in zip(told, self.rows[int(r)], strict=True)
        )
        rest = [place for place in range(len(told)) if place != int(column)]
        assert (told[rest[0]], told[rest[-1]]) == (int(first), int(last))
        step = (told[rest[-1]] - told[rest[0]]) / (rest[-1] - rest[0])
        for place in rest:
            assert abs(told[rest[0]] + step * (place - rest[0]) - told[place]) <= 1.6
        assert column == again == cell[1]
        assert r == cell[0]
        assert told[int(column)] == int(shown)
        assert abs(told[rest[0]] + step * (int(column) - rest[0]) - int(wanted)) <= 2.1
        assert abs(int(shown) - int(wanted)) >= 6
        assert (int(r), int(column)) in out_of_place(self.rows)

    def read_order(self, line: str) -> None:
        if found := re.fullmatch(
            rf"The swatch at \(0, 0\) has (\w+) {NUMBER}\. The colors below have \w+ (.*)\.", line
        ):
            self.name, self.start = COORDINATES.index(found[1]), int(found[2])
            pairs = [part.split(": ") for part in found[3].split(", ")]
            self.told = {int(number): int(value) for number, value in pairs}
            assert list(self.told) == list(range(1, len(self.palette) + 1))
            for number, value in [*self.told.items()]:
                assert abs(value - 100 * oklab(self.palette[number - 1])[self.name]) <= 0.501
        elif found := re.fullmatch(
            rf"All of these are (above|below) {NUMBER}, from {NUMBER} to {NUMBER}, so (\w+) (rises|falls) from left to "
            r"right\.",
            line,
        ):
            assert (int(found[3]), int(found[4])) == (min(self.told.values()), max(self.told.values()))
            rises = found[1] == "above"
            assert (found[6] == "rises") == rises
            assert all((value > self.start) == rises for value in self.told.values())
        elif found := re.fullmatch(r"First comes (.*)\.", line):
            steps = [numbers(part.replace("-", "")) for part in found[1].split(", then ")]
            order = sorted(self.told, key=lambda number: abs(self.told[number] - self.start))
            assert [number for number, _ in steps] == order == list(numbers(self.answer))
            assert [value for _, value in steps] == [abs(self.told[number]) for number in order]
            assert len(set(self.told.values())) == len(order)
        else:
            assert line == f"So the cells are filled in the order {self.answer}."


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 100)):
        reading = Reading(row)
        for line in steps_of(row):
            reading.read(line)


@pytest.mark.parametrize("look", [PLAIN, *VARIED[::181]], ids=lambda look: look.name)
def test_swatches_are_exact_in_every_look(look: Any) -> None:
    for task in ("missing_color", "odd_one_out"):
        sample = sample_of(part_named(f"hue-{task}-hard"), 0)
        image = sample.game.draw(sample.state, sample.question.marks, look)
        assert len(image.palette) <= 3 * 256
        colors = image.image().convert("RGB")
        shown = {("cell", r, c): color for r, row in enumerate(sample.state.rows) for c, color in enumerate(row)}
        shown |= {("palette", number): color for number, color in enumerate(sample.state.palette, 1)}
        for place, color in shown.items():
            left, top, right, bottom = image.box(place)
            if color != EMPTY:
                assert colors.crop((left + 7, top + 7, right - 7, bottom - 7)).getcolors() == [
                    ((right - left - 14) * (bottom - top - 14), rgb(color))
                ]


@pytest.mark.tasks("sort_order")
def test_orders_in_other_notations_count(part: Part) -> None:
    for row in some_rows(part, 4):
        answer = row["answer"]
        for separator in (" ", " -> ", "-", "\n"):
            assert gameqa.score(f"<answer>{answer.replace(', ', separator)}</answer>", row) == 1.0
        assert gameqa.score(f"<answer>[{answer}]</answer>", row) == 1.0
        assert gameqa.score(", ".join(answer.split(", ")[::-1]), row) == 0.0
        assert gameqa.score(answer.rpartition(",")[0], row) == 0.0
