"""Minesweeper against OR-Tools: CP-SAT decides what fits, and lists every placement where it is counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations
from math import comb
from typing import Any

import pytest
from gameqa.games.minesweeper.counting import count_placements
from ortools.sat.python import cp_model

import gameqa
from gameqa.configs import Part
from gameqa.rng import Rng
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

Cell = tuple[int, int]


def around(cell: Cell, side: int) -> list[Cell]:
    found = [(cell[0] + r, cell[1] + c) for r in (-1, 0, 1) for c in (-1, 0, 1) if r or c]
    return [there for there in found if 0 <= there[0] < side and 0 <= there[1] < side]


class Solver:
    """The placements that fit what is shown, as a constraint model over all cells of the field."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.shown = plain["shown"]
        self.side = len(self.shown)
        self.total = len(plain["mines"])

    def model(self) -> tuple[cp_model.CpModel, dict[Cell, Any]]:
        model = cp_model.CpModel()
        mine = {(r, c): model.new_bool_var(f"{r} {c}") for r in range(self.side) for c in range(self.side)}
        model.add(sum(mine.values()) == self.total)
        for cell, variable in mine.items():
            sign = self.shown[cell[0]][cell[1]]
            if sign == "F":
                model.add(variable == 1)
            elif sign != "#":
                model.add(variable == 0)
                model.add(sum(mine[there] for there in around(cell, self.side)) == int(sign))
        return model, mine

    def can_be(self, cell: Cell, is_mine: bool) -> bool:
        model, mine = self.model()
        model.add(mine[cell] == int(is_mine))
        return feasible(model)

    def can_show(self, cell: Cell, other_than: int) -> bool:
        model, mine = self.model()
        model.add(mine[cell] == 0)
        model.add(sum(mine[there] for there in around(cell, self.side)) != other_than)
        return feasible(model)

    def every_placement(self) -> list[set[Cell]]:
        model, mine = self.model()
        found: list[set[Cell]] = []

        class Listing(cp_model.CpSolverSolutionCallback):
            def on_solution_callback(self) -> None:
                found.append({cell for cell, variable in mine.items() if self.value(variable)})

        solver = cp_model.CpSolver()
        solver.parameters.enumerate_all_solutions = True
        solver.parameters.num_workers = 1
        assert solver.solve(model, Listing()) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return found


def feasible(model: cp_model.CpModel) -> bool:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    assert status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.INFEASIBLE)
    return status != cp_model.INFEASIBLE


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        plain, answer = row["plain"], answer_text(row)
        shown = plain["shown"]
        signs = "".join(shown)
        mines = {tuple(mine) for mine in plain["mines"]}
        for r, line in enumerate(shown):
            for c, sign in enumerate(line):
                assert ((r, c) in mines) if sign == "F" else True
                if sign.isdigit():
                    assert (r, c) not in mines
                    assert int(sign) == len(mines & set(around((r, c), len(shown))))
                    if sign == "0":
                        assert all(shown[y][x].isdigit() for y, x in around((r, c), len(shown)))
        asked = row["question"].split("\n\n")[1]
        named = re.search(r"\((\d+), (\d+)\)", asked)
        cell = (int(named[1]), int(named[2])) if named else (-1, -1)
        solver = Solver(plain)
        if "mines in all" in asked:
            assert int(asked.split()[3]) == len(mines)
        if part.task == "flag_count":
            assert int(answer) == signs.count("F")
        elif part.task == "mines_left":
            assert int(answer) == len(mines) - signs.count("F")
        elif part.task == "revealed_count":
            assert int(answer) == sum(map(str.isdigit, signs))
        elif part.task == "cell_state":
            sign = shown[cell[0]][cell[1]]
            kinds = {"#": "hidden, without a flag", "F": "hidden, with a flag", "0": "revealed, without a number"}
            assert answer == kinds.get(sign, "revealed, with a number")
        elif part.task == "reveal_result":
            assert shown[cell[0]][cell[1]] == "#"
            if answer == "it is a mine":
                assert not solver.can_be(cell, False)
            else:
                assert not solver.can_be(cell, True)
                number = 0 if "opens" in answer else numbers(answer)[0]
                assert not solver.can_show(cell, number)
        elif part.task == "best_action":
            assert shown[cell[0]][cell[1]] == "#"
            actions = {
                (True, False): "put a flag on it",
                (False, True): "reveal it",
                (True, True): "leave it, since it may or may not be a mine",
            }
            assert answer == actions[solver.can_be(cell, True), solver.can_be(cell, False)]
        elif part.task == "safe_cell":
            assert not solver.can_be(numbers(answer), True)  # type: ignore[arg-type]
        else:
            assert part.task == "mine_probability"
            placements = solver.every_placement()
            assert Fraction(answer) == Fraction(sum(cell in held for held in placements), len(placements))
            assert gameqa.score("<answer>7/6</answer>", row) == 0.0
            above, below = answer.split("/")
            assert gameqa.score(f"\\boxed{{\\frac{{{2 * int(above)}}}{{{2 * int(below)}}}}}", row) == 1.0


@pytest.mark.tasks("safe_cell")
@COUNTS
def test_exactly_the_safe_cells_count(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 25)):
        solver = Solver(row["plain"])
        for r, line in enumerate(solver.shown):
            for c, sign in enumerate(line):
                safe = sign == "#" and not solver.can_be((r, c), True)
                assert gameqa.score(f"({r}, {c})", row) == float(safe)


CELL = r"\(\d+, \d+\)"
CELLS = rf"{CELL}(?:(?:, | and ){CELL})*"
TOUCHES = rf"The (?P<shown>\d) at (?P<at>{CELL}) touches the hidden cells? (?P<hidden>{CELLS})"
TOUCHES += rf"(?:, and (?:a flag|flags) at (?P<flags>{CELLS}))?\. "
KNOWN = rf"(?P<mines>{CELLS}) (?:is a mine|are mines)"
SAFE = rf"(?P<safe>{CELLS}) (?:is|are) safe"
FOUND = rf"(?P<found>{CELLS}) (?P<verdict>is a mine|are mines|is safe|are safe)\."
NUMBER_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight")


def cells_in(text: str | None) -> set[Cell]:
    return {(int(r), int(c)) for r, c in re.findall(r"\((\d+), (\d+)\)", text or "")}


class Reader(SentenceReader):
    """Reads the lines of one analysis: what they read off is shown, what they take as known was found before, and
    what they find follows from the numbers that they name."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.plain = row, row["plain"]
        self.shown: list[str] = self.plain["shown"]
        self.side = len(self.shown)
        self.cells = {(r, c): sign for r, line in enumerate(self.shown) for c, sign in enumerate(line)}
        self.hidden = {cell for cell, sign in self.cells.items() if sign == "#"}
        self.flags = {cell for cell, sign in self.cells.items() if sign == "F"}
        self.true_mines = {tuple(mine) for mine in self.plain["mines"]}
        self.total = len(self.true_mines)
        self.mines: set[Cell] = set()
        self.safe: set[Cell] = set()
        self.groups: list[tuple[set[Cell], int]] = []
        self.ways: list[set[Cell]] = []
        self.table: list[tuple[set[Cell], int]] = []
        self.counts: list[int] = []
        self.seen: set[Cell] = set()
        named = cells_in(row["question"].split("\n\n")[1])
        self.named = next(iter(named)) if named else None

    def found(self, cells: set[Cell], verdict: str) -> None:
        assert cells
        assert cells <= self.hidden
        assert all((cell in self.true_mines) == ("mine" in verdict) for cell in cells)
        (self.mines if "mine" in verdict else self.safe).update(cells)

    def touched(self, told: re.Match[str]) -> tuple[int, set[Cell], set[Cell]]:
        (at,) = cells_in(told["at"])
        near = set(around(at, self.side))
        assert self.cells[at] == told["shown"]
        assert cells_in(told["hidden"]) == near & self.hidden
        assert cells_in(told["flags"]) == near & self.flags
        self.seen.add(at)
        return int(told["shown"]), near & self.hidden, near & self.flags

    def satisfied(self, told: re.Match[str]) -> None:
        number, hidden, flags = self.touched(told)
        mines = cells_in(told["mines"])
        assert told["count"] == NUMBER_NAMES[number]
        assert len(mines) == number
        assert flags <= mines <= self.mines | flags
        assert cells_in(told["found"]) == hidden - mines
        self.found(hidden - mines, told["verdict"])

    def needs_all(self, told: re.Match[str]) -> None:
        number, hidden, flags = self.touched(told)
        safe = cells_in(told["safe"])
        assert safe <= self.safe
        assert int(told["need"]) == number - len(flags) == len(hidden - safe)
        assert ("besides" in told[0]) == bool(flags)
        assert cells_in(told["found"]) == hidden - safe
        self.found(hidden - safe, told["verdict"])

    def group(self, told: re.Match[str]) -> None:
        number, hidden, flags = self.touched(told)
        mines, safe = cells_in(told["mines"]), cells_in(told["safe"])
        assert flags <= mines <= flags | self.mines
        assert safe <= self.safe
        rest, need = hidden - mines - safe, number - len(mines)
        assert cells_in(told["rest"]) == rest
        if told["verdict"]:
            assert need == (len(rest) if "mine" in told["verdict"] else 0)
        else:
            assert need == int(told["need"])
        self.groups.append((rest, need))

    def compared(self, told: re.Match[str]) -> None:
        (small, few), (large, many) = self.groups
        self.groups.clear()
        assert cells_in(told["part"]) == small
        assert small < large
        assert cells_in(told["found"]) == large - small
        if told["few"]:
            assert (int(told["few"]), int(told["many"])) == (few, many)
            assert many - few == len(large - small)
            assert "mine" in told["verdict"]
        else:
            assert few == many
            assert "safe" in told["verdict"]
        self.found(large - small, told["verdict"])

    def left(self, told: re.Match[str]) -> None:
        known = cells_in(told["known"])
        assert known <= self.mines
        assert int(told["total"]) == self.total
        assert int(told["flags"] or 0) == len(self.flags)
        assert int(told["count"] or 0) == len(known)
        numbers_told = [int(text) for text in told["sum"].split(" - ")]
        assert numbers_told == [self.total, *filter(None, [len(self.flags), len(known)])]
        assert int(told["left"]) == self.total - len(self.flags) - len(known)
        self.counting = int(told["left"]), known

    def none_left(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.total
        assert not self.flags
        self.counting = self.total, set()

    def apart(self) -> set[Cell]:
        """All cells of the groups, which share none."""
        union: set[Cell] = set().union(*(cells for cells, _ in self.groups))
        assert len(union) == sum(len(cells) for cells, _ in self.groups)
        return union

    def counted_safe(self, told: re.Match[str]) -> None:
        left, known = self.counting
        needs = [need for _, need in self.groups]
        if told["sum"]:
            assert [int(text) for text in told["sum"].split(" = ")[0].split(" + ")] == needs
            assert int(told["sum"].split(" = ")[-1]) == left
        assert sum(needs) == left
        cells = cells_in(told["found"])
        assert cells <= self.hidden - known - self.apart()
        self.groups.clear()
        self.found(cells, told["verdict"])

    def counted_mines(self, told: re.Match[str]) -> None:
        left, known = self.counting
        needs = [need for _, need in self.groups]
        rest = left - sum(needs)
        assert [int(text) for text in told["sum"].split(" = ")[0].split(" - ")] == ([left, *needs] if needs else [left])
        assert int(told["sum"].split(" = ")[-1]) == rest
        safe = cells_in(told["safe"])
        assert safe <= self.safe
        cells = cells_in(told["found"])
        assert cells_in(told["only"]) == cells
        assert cells == self.hidden - known - self.apart() - safe
        assert rest == len(cells)
        self.groups.clear()
        self.found(cells, told["verdict"])

    def way(self, told: re.Match[str]) -> None:
        assert told[1] == ("First", "Second")[len(self.ways)]
        mines = cells_in(told[2])
        assert mines <= self.hidden
        assert len(mines) == self.counting[0]
        for cell, sign in self.cells.items():
            if sign.isdigit():
                assert len((mines | self.flags) & set(around(cell, self.side))) == int(sign)
        self.ways.append(mines)

    def both(self, told: re.Match[str]) -> None:
        (at,) = cells_in(told[2])
        near = set(around(at, self.side))
        assert self.cells[at] == told[1]
        assert int(told["flags"] or 0) == len(near & self.flags)
        one, other = (near & way for way in self.ways)
        assert cells_in(told["one"]) == one
        assert cells_in(told["other"] or told["one"]) == other
        self.seen.add(at)

    def undecided(self, told: re.Match[str]) -> None:
        one, other = self.ways
        assert cells_in(told[1]) == {self.named}
        assert self.named in one - other
        assert self.seen == {
            cell for cell, sign in self.cells.items() if sign.isdigit() and self.hidden & set(around(cell, self.side))
        }

    def shows(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(told[1])
        assert cell == self.named
        assert cell in self.safe
        near = set(around(cell, self.side))
        assert near & self.hidden <= self.mines | self.safe
        mines = near & (self.mines | self.flags)
        if told["area"]:
            assert not mines
        else:
            assert cells_in(told["mines"]) == mines
            assert int(told["number"]) == len(mines)

    def placement(self, told: re.Match[str]) -> None:
        mines = cells_in(told["mines"])
        others = self.hidden - set().union(*(cells for cells, _ in self.groups))
        left = self.counting[0] - len(mines)
        for cells, need in self.groups:
            assert len(mines & cells) == need
        if told["others"]:
            assert (1 if told["others"] == "only" else int(told["others"])) == len(others)
        else:
            assert left < 0 or not others
        if told["placed"]:
            assert int(told["placed"]) == left
        elif "more than" in told[0]:
            assert int(told["limit"]) == self.counting[0] < len(mines)
        elif "all mines are placed" in told[0]:
            assert left == 0 == len(others)
        elif "no mine is left" in told[0]:
            assert left == 0 < len(others)
        elif "too many" in told[0]:
            assert int(told["excess"]) == left > len(others)
        else:
            assert int(told["homeless"]) == left > 0 == len(others)
        assert int(told["ways"]) == (comb(len(others), left) if left >= 0 else 0)
        assert mines not in [other for other, _ in self.table]
        self.table.append((mines, int(told["ways"])))

    def probability(self, told: re.Match[str]) -> None:
        assert cells_in(told["cell"]) == {self.named}
        own = [ways for mines, ways in self.table if self.named in mines and ways]
        every = [ways for _, ways in self.table if ways]
        for name, numbers_told in (("own", own), ("every", every)):
            assert [int(text) for text in told[name].split(" = ")[0].split(" + ")] == numbers_told
            assert int(told[name].split(" = ")[-1]) == sum(numbers_told)
        assert Fraction(told["share"]) == Fraction(self.row["answer"])
        assert told["share"] == f"{sum(own)}/{sum(every)}"
        assert told["reduced"] in (None, self.row["answer"])
        union = sorted(set().union(*(cells for cells, _ in self.groups)))
        fitting = [
            set(chosen)
            for size in range(len(union) + 1)
            for chosen in combinations(union, size)
            if all(len(cells & set(chosen)) == need for cells, need in self.groups)
        ]
        assert len(fitting) == len(self.table)

    def verdict(self, told: re.Match[str]) -> None:
        cells = cells_in(told[1])
        assert cells in ({self.named}, cells_in(self.row["answer"]))
        assert cells <= (self.mines if "mine" in told[0] else self.safe)

    def flags_in_row(self, told: re.Match[str]) -> None:
        columns = [column for column, sign in enumerate(self.shown[int(told[1])]) if sign == "F"]
        assert numbers(told[3]) == tuple(columns)
        assert int(told[2]) == len(columns)
        self.counts.append(len(columns))

    def flags_in_all(self, told: re.Match[str]) -> None:
        if told[1]:
            assert [int(text) for text in told[1].split(" + ")] == self.counts
            assert int(told[2]) == len(self.flags)
        assert sum(self.counts) == int(told[3]) == len(self.flags)

    def without_flag(self, told: re.Match[str]) -> None:
        left = self.total - len(self.flags)
        assert numbers(told[0]) == (self.total, len(self.flags), left, left)

    def revealed_in_row(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.counts)
        self.counts.append(int(told[2]))
        assert int(told[2]) == sum(map(str.isdigit, self.shown[int(told[1])]))

    def revealed_in_all(self, told: re.Match[str]) -> None:
        assert [int(text) for text in told[1].split(" + ")] == self.counts
        assert len(self.counts) == self.side
        assert sum(self.counts) == int(told[2]) == int(told[3])

    def row_shows(self, told: re.Match[str]) -> None:
        names = {"hidden": "#", "flag": "F", "empty": "0"}
        assert self.named
        assert int(told[1]) == self.named[0]
        assert "".join(names.get(name, name) for name in told[2].split(", ")) == self.shown[self.named[0]]

    def so_the_cell(self, told: re.Match[str]) -> None:
        assert self.named
        assert int(told[1]) == self.named[1]
        assert told[2] == answer_text(self.row)

    def nothing(self, told: re.Match[str]) -> None:
        """Lines that lead over to the next ones."""

    LEFT = r"(?P<sum>[\d -]+) = (?P<left>\d+) (?:is|are) left\."
    OTHERS = r"the (?P<others>only|\d+) other hidden cells?"
    SENTENCES = (
        (rf"{TOUCHES}Its (?P<count>\w+) (?:mine is|mines are) (?P<mines>{CELLS}), so {FOUND}", satisfied),
        (
            rf"{TOUCHES}(?:{SAFE}, and it|It) needs (?P<need>\d+) mines?(?: besides the flags?)?, so {FOUND}",
            needs_all,
        ),
        (
            rf"{TOUCHES}(?:{KNOWN}(?: and )?)?(?:{SAFE})?(?:, so |So )(?P<rest>{CELLS}) "
            r"(?:holds? exactly (?P<need>\d+) mines?|(?P<verdict>is a mine|are mines|is safe|are safe))\.",
            group,
        ),
        (
            rf"(?P<part>{CELLS}) holds? (?:(?P<few>\d+) of these (?P<many>\d+) mines|all of these mines), so {FOUND}",
            compared,
        ),
        (
            r"Of the (?P<total>\d+) mines (?:(?P<flags>\d+) (?:has a flag|have flags))?(?: and )?"
            rf"(?:(?P<count>\d+) (?:is|are) known, at (?P<known>{CELLS}))?, so {LEFT}",
            left,
        ),
        (r"None of the (\d+) mines has a flag\.", none_left),
        (rf"These cells hold (?P<sum>[\d +=]+) mines?, all that (?:is|are) left, so {FOUND}", counted_safe),
        (rf"(?P<sum>)So {FOUND}", counted_safe),
        (
            rf"(?:Besides these|Of hidden cells|Besides (?:these and )?the safe (?P<safe>{CELLS})) only "
            rf"(?P<only>{CELLS}) remains?, for (?P<sum>[\d =-]+) mines?, so {FOUND}",
            counted_mines,
        ),
        (rf"(First|Second) way: mines? at ({CELLS})\.", way),
        (rf"The (\d) at ({CELL}) has (?P<flags>\d) flags? and no other mine both ways\.(?P<one>)(?P<other>)", both),
        (rf"The (\d) at ({CELL}) has (?P<one>{CELLS})(?: and (?P<flags>\d) flags?)? both ways\.(?P<other>)", both),
        (
            rf"The (\d) at ({CELL}) has (?P<one>{CELLS})(?: and (?P<flags>\d) flags?)? the first way, "
            rf"(?P<other>{CELLS})(?: and \d flags?)? the second way\.",
            both,
        ),
        (rf"Both ways are right for every number, and ({CELL}) is a mine only the first way\.", undecided),
        (r"So logic can't decide it\.", nothing),
        (rf"So ({CELL}) (?:is a mine and gets a flag|is safe and can be revealed|can be revealed)\.", verdict),
        (rf"So revealing ({CELL}) would hit a mine\.", verdict),
        (
            rf"({CELL}) is safe\. The (?:only mine|mines) around {CELL} (?:is|are) (?P<mines>{CELLS}), so it shows the "
            r"number (?P<number>\d)\.(?P<area>)",
            shows,
        ),
        (rf"({CELL}) is safe\. (?P<area>All cells around it are revealed or safe), so it is empty and .*\.", shows),
        (
            rf"Mines? at (?P<mines>{CELLS}): (?:all mines are placed|more than the (?P<limit>\d+) left|"
            rf"(?P<homeless>\d+) mines? would have no cell|(?:no mine is left for|"
            rf"(?P<excess>\d+) mines are too many for|(?P<placed>\d+) mines? in) {OTHERS}), (?P<ways>\d+) ways?\.",
            placement,
        ),
        (r"The mines (?:can|beside numbers can) lie in these ways(?:, and the others in the hidden .*)?:", nothing),
        (
            rf"In all there are (?P<every>[\d +=]+) ways\. (?P<cell>{CELL}) is a mine in (?P<own>[\d +=]+) of them, so "
            r"the probability is (?P<share>\d+/\d+)(?: = (?P<reduced>\d+/\d+))?\.",
            probability,
        ),
        (r"Row (\d+): (\d+) flags?, in columns? ([\d, and]+)\.", flags_in_row),
        (r"(?:([\d +]+) = (\d+), so there|There) (?:is|are) (\d+) flags?\.", flags_in_all),
        (r"No row has a flag\.", nothing),
        (r"Every flag is on a mine\. \d+ - \d+ = \d+, so \d+ mines? (?:has|have) no flag\.", without_flag),
        (r"Row (\d+): (\d+) revealed\.", revealed_in_row),
        (r"([\d +]+) = (\d+), so (\d+) cells are revealed\.", revealed_in_all),
        (r"Row (\d+), counted from the top from 0, shows from left to right: ([\w, ]+)\.", row_shows),
        (r"So the cell in column (\d+), counted from the left from 0, is (.*)\.", so_the_cell),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line is one of a few sentences; what it takes as known stands before it, and what it finds follows."""
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
        if part.task == "safe_cell":
            assert cells_in(row["answer"]) <= reader.safe
        elif part.task == "best_action":
            assert reader.ways or reader.named in reader.mines | reader.safe


@pytest.mark.tasks("best_action", "reveal_result")
@COUNTS
def test_what_is_known_is_asked_for_beside_few_and_many_revealed_cells(part: Part, count: int) -> None:
    answers: dict[bool, set[str]] = {False: set(), True: set()}
    for row in some_rows(part, max(count, 40)):
        reader = Reader(row)
        assert reader.named
        revealed = sum(reader.cells[cell].isdigit() for cell in around(reader.named, reader.side))
        answers[revealed > 2].add(answer_text(row))
    assert answers[False] == answers[True]


def fields(count: int) -> Iterator[tuple[list[Cell], int, list[tuple[int, tuple[Cell, ...]]]]]:
    for number in range(count):
        rng = Rng(f"field {number}")
        side = rng.between(2, 4)
        cells = [(r, c) for r in range(side) for c in range(side)]
        hidden = sorted(rng.sample(cells, rng.between(2, min(12, len(cells)))))
        mines = set(rng.sample(hidden, rng.between(0, len(hidden))))
        known = []
        for cell in cells:
            group = tuple(there for there in around(cell, side) if there in hidden)
            if cell not in hidden and group and rng.chance(2, 3):
                known.append((len(mines & set(group)), group))
        yield hidden, len(mines), known


def test_counting_against_all_subsets() -> None:
    for hidden, mines, known in fields(250):
        fitting = [
            held
            for code in range(2 ** len(hidden))
            if len(held := {cell for place, cell in enumerate(hidden) if code >> place & 1}) == mines
            and all(len(held & set(group)) == need for need, group in known)
        ]
        counts = count_placements(hidden, mines, known)
        assert counts.total == len(fitting)
        assert counts.mine == {cell: sum(cell in held for held in fitting) for cell in hidden}
