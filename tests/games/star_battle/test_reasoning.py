"""Every line of reasoning about star battles is one of a few sentences; what it takes as known stands before it or is
seen, and what it finds follows."""

from __future__ import annotations

import re
from typing import Any

from gameqa.configs import Part
from tests.games.star_battle.board import CELL, CELLS, Board, Cell, cells_in, touch
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

UNIT = r"(?:row|column|region) \d"
UNITS = r"(?:row|column|region)s \d(?:(?:, | and )\d)+"
COUNT_NAMES = ("zero", "one", "two", "three")


def names_of(units: str) -> list[str]:
    """The single names of "region 2" or "regions 2, 5 and 7"."""
    return [f"{units.split()[0].removesuffix('s')} {number}" for number in numbers(units)]


class Reader(SentenceReader):
    """Reads the lines of one analysis."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.board = row, Board(row["plain"])
        self.asked = row["question"].split("\n\n")[1]
        self.answer = answer_text(row)
        self.stars = set(self.board.stars)
        self.ruled_out: set[Cell] = set()
        self.explained: set[str] = set()
        self.told: set[Cell] = set()

    def closed(self, text: str | None) -> set[Cell]:
        """The cells that a list of reasons closes; every reason is true of what is known."""
        found: set[Cell] = set()
        for reason in filter(None, (text or "").strip().removesuffix(";").split("; ")):
            if told := re.fullmatch(rf"the star at ({CELL}) closes ({CELLS})", reason):
                (star,) = cells_in(told[1])
                cells = cells_in(told[2])
                assert star in self.stars
                assert all(self.board.excludes(cell, star) for cell in cells)
            else:
                told = re.fullmatch(rf"({CELLS}) (?:is|are) ruled out already", reason)
                assert told, reason
                cells = cells_in(told[1])
                assert set(cells) <= self.ruled_out
            assert not set(cells) & found
            found |= set(cells)
        return found

    def step(self, told: re.Match[str]) -> None:
        name, explained = told["name"], told["explained"]
        assert bool(explained) == (name not in self.explained)
        self.explained.add(name)
        for pattern, method in self.BODIES[name]:
            body = re.fullmatch(pattern, told["body"])
            if body:
                method(self, body)
                return
        raise AssertionError(told["body"])

    def open_cells(self, told: re.Match[str]) -> set[Cell]:
        """The cells of one or several units that are not closed: all others are, for true reasons."""
        cells = set().union(*(self.board.unit(name) for name in names_of(told["units"])))
        closed = self.closed(told["closed"])
        assert closed <= cells
        left = cells - closed
        assert left == set(cells_in(told["left"]))
        assert left <= self.still_open()
        return left

    def still_open(self) -> set[Cell]:
        """The cells that no earlier line rules out, and no star closes that is seen or that an earlier line finds."""
        rest = self.board.cells - self.stars - self.ruled_out
        return {cell for cell in rest if not any(self.board.excludes(cell, star) for star in self.stars)}

    def only_cell(self, told: re.Match[str]) -> None:
        left = self.open_cells(told)
        assert len(left) == 1
        assert left <= self.board.solution
        self.stars |= left

    def rule_out(self, text: str) -> set[Cell]:
        cells = set(cells_in(text))
        assert cells
        assert cells <= self.still_open() - self.board.solution
        self.ruled_out |= cells
        return cells

    def confined(self, told: re.Match[str]) -> None:
        left = self.open_cells(told)
        other = self.board.unit(told["other"])
        assert len(left) > 1
        assert left <= other
        assert told["other"] == told["again"]
        assert told["all"] == ("both" if len(left) == 2 else "all")
        assert self.rule_out(told["out"]) <= other - left

    def lies_within(self, told: re.Match[str]) -> None:
        left, other = self.board.unit(told["units"]), self.board.unit(told["other"])
        assert left <= other & self.still_open()
        assert told["other"] == told["again"]
        assert self.rule_out(told["out"]) <= other - left

    def blocked(self, told: re.Match[str]) -> None:
        left = self.open_cells(told)
        cells = self.rule_out(told["out"])
        assert len(left) > 1
        assert cells == set(cells_in(told["cells"]))
        assert told["all"] == ("both" if len(left) == 2 else "all of them")
        assert all(self.board.excludes(cell, other) for cell in cells for other in left)

    def shared(self, told: re.Match[str]) -> None:
        left = self.open_cells(told)
        units, others = names_of(told["units"]), names_of(told["others"])
        assert len(units) == len(others) == COUNT_NAMES.index(told["count"])
        assert (told["units"], told["others"]) == (told["units2"], told["others2"])
        other_cells = set().union(*(self.board.unit(name) for name in others))
        assert left <= other_cells
        assert not other_cells & self.stars
        assert all(not self.board.unit(name) & self.stars for name in units)
        assert self.rule_out(told["out"]) <= other_cells - left

    CLOSED = r"(?P<closed>(?:.*; )?)"
    OUT = rf"(?P<out>{CELLS}) (?:is|are) ruled out\."
    BODIES: dict[str, tuple[tuple[str, Any], ...]] = {}  # noqa: RUF012

    def the_star_is(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(told[2])
        assert cell in self.stars - self.board.stars
        assert cell in self.board.unit(told[1])
        assert re.search(UNIT, self.asked)[0] == told[1]  # type: ignore[index]
        assert told[2] == self.answer

    def solved(self, told: re.Match[str]) -> None:
        assert self.stars == self.board.solution
        assert set(cells_in(told[1])) == self.board.solution - self.board.stars
        assert told[1].replace(" and", ",") == self.answer

    def introduction(self, told: re.Match[str]) -> None:
        """What closed and open mean."""

    def in_region(self, told: re.Match[str]) -> None:
        cells = set(cells_in(told[1]))
        assert cells <= self.board.unit(told[2])
        self.told |= cells
        if told[2] == re.search(UNIT, self.asked)[0]:  # type: ignore[index]
            assert cells == set(cells_in(self.answer))
            self.all_options()

    def all_options(self) -> None:
        """Every option was told of."""
        assert self.told == set(cells_in(" ".join(self.row["options"])))

    def star_in(self, told: re.Match[str]) -> None:
        assert set(cells_in(told[1])) <= self.board.stars
        self.in_region(told)

    def no_star(self, told: re.Match[str]) -> None:
        assert not set(cells_in(told[1])) & self.board.stars
        self.told |= set(cells_in(told[1]))

    def region_without(self, told: re.Match[str]) -> None:
        assert set(cells_in(told[2])) == self.board.unit(told[1].lower())
        assert not self.board.unit(told[1].lower()) & self.board.stars
        assert self.answer.startswith("none")
        self.all_options()

    def touches(self, told: re.Match[str]) -> None:
        (star,) = cells_in(told[2])
        assert star in self.board.stars
        assert all(touch(cell, star) for cell in cells_in(told[1]))
        self.told |= set(cells_in(told[1]))

    def has_its_star(self, told: re.Match[str]) -> None:
        assert set(cells_in(told[3])) == self.board.unit(told[2]) & self.board.stars
        assert set(cells_in(told[1])) <= self.board.unit(told[2])
        self.told |= set(cells_in(told[1]))

    def can_go(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(told[1])
        for name in re.findall(UNIT, told[0]):
            assert cell in self.board.unit(name)
            assert not self.board.unit(name) & self.board.stars
        assert len(re.findall(UNIT, told[0])) == 3
        assert not any(touch(cell, star) for star in self.board.stars)
        assert told[1] == self.answer
        self.told.add(cell)
        self.all_options()

    SENTENCES = (
        (r"(?P<name>Only cell|Confined|Blocked|Shared)(?: \((?P<explained>[^()]+)\))?: (?P<body>.*)", step),
        (
            r"A star closes the other cells of its row, column and region and all cells that touch it\. Cells that are "
            r"neither closed nor hold a star are open\.",
            introduction,
        ),
        (rf"So the star of ({UNIT}) is at ({CELL})\.", the_star_is),
        (rf"With the stars at ({CELLS}) every row, column and region has its star\.", solved),
        (rf"The star at ({CELL}) is in ({UNIT})\.", star_in),
        (rf"({CELLS}) (?:is|are) in (region \d)\.", in_region),
        (rf"({CELLS}) (?:holds|hold) no star\.", no_star),
        (rf"(Region \d) has the cells ({CELLS}), and no star in any of them\.", region_without),
        (rf"({CELLS}) (?:touches|touch) the star at ({CELL})\.", touches),
        (rf"({CELLS}) (?:is|are) in ({UNIT}), which has its star at ({CELL})\.", has_its_star),
        (
            rf"({CELL}) touches no star, and there is none in {UNIT}, {UNIT} and {UNIT}\. So a star can go there\.",
            can_go,
        ),
    )


def _both(tail: str) -> tuple[str, str]:
    """Patterns of a line about open cells: with reasons for closed ones, and of a unit whose cells are all open."""
    return (
        rf"in (?P<units>{UNITS}|{UNIT}), {Reader.CLOSED}only (?P<left>{CELLS}) (?:is|are) open{tail}",
        rf"(?P<units>{UNITS}|{UNIT}) (?:has|have) only the cells (?P<left>{CELLS})(?P<closed>){tail}",
    )


IN_OTHER = (
    rf"(?P<all>both|all) in (?P<other>{UNIT})\. So the star of (?P<again>{UNIT}) is one of them, and {Reader.OUT}"
)

Reader.BODIES.update(
    {
        "Only cell": tuple((pattern, Reader.only_cell) for pattern in _both(r", so a star stands there\.")),
        "Confined": (
            (rf"the cells of (?P<units>{UNIT}) are {IN_OTHER}", Reader.lies_within),
            *((pattern, Reader.confined) for pattern in _both(f", {IN_OTHER}")),
        ),
        "Blocked": tuple(
            (pattern, Reader.blocked)
            for pattern in _both(
                rf"\. A star at (?P<cells>{CELLS}) would close (?P<all>both|all of them), so {Reader.OUT}"
            )
        ),
        "Shared": tuple(
            (pattern, Reader.shared)
            for pattern in _both(
                rf", all in (?P<others>{UNITS})\. The (?P<count>two|three) stars of (?P<units2>{UNITS}) are the \w+ "
                rf"stars of (?P<others2>{UNITS}), so {Reader.OUT}"
            )
        ),
    }
)


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
