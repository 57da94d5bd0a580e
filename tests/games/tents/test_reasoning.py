"""Every line of reasoning about tents is one of a few sentences; what it takes as known stands before it or is seen,
and what it finds follows."""

from __future__ import annotations

import re
from typing import Any

from gameqa.games.tents import logic
from gameqa.games.tents.engine import Camp

from gameqa.configs import Part
from gameqa.rng import Rng
from tests.games.tents.board import CELL, Board, Cell, cell_set, cells_in
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

CELLS = rf"{CELL}(?:(?:, | and | or ){CELL})*"
LINE = r"(?P<line>(?:[Rr]ow|[Cc]olumn) \d+)"
NUMBERS = r"\d+(?:(?:, | and )\d+)*"


def neighbors(cell: Cell) -> set[Cell]:
    r, c = cell
    return {(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)}


def touch(one: Cell, other: Cell) -> bool:
    return one != other and max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1


def room(cells: set[Cell]) -> int:
    """How many of some cells of one line can hold tents, by trying all of them in order with and without."""
    best = {None: 0}
    for cell in sorted(cells):
        with_it = max(count for last, count in best.items() if last is None or not touch(last, cell)) + 1
        best = {None: max(best.values()), cell: with_it}
    return max(best.values())


class Reader(SentenceReader):
    """Reads the lines of one analysis."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.board = row, Board(row["plain"])
        board = self.board
        self.asked = row["question"].split("\n\n")[1]
        self.answer = answer_text(row)
        self.trees, self.seen = cell_set(board.trees), cell_set(board.tents)
        self.solution = cell_set(board.solution)
        self.tents = set(self.seen)
        self.owner: dict[Cell, Cell] = {}
        self.ruled_out: set[Cell] = set()
        self.explained: set[str] = set()
        self.counts: list[int] = []
        self.sums: list[int] = []
        self.options_told: set[Cell] = set()
        self.full: dict[str, set[int]] = {}
        self.cells = {(r, c) for r in range(board.side) for c in range(board.side)}

    # Reasons why cells are closed.

    def closed(self, text: str | None) -> set[Cell]:
        """The cells that a list of reasons closes; every reason is true of what is known."""
        found: set[Cell] = set()
        for reason in filter(None, (text or "").strip().split("; ")):
            cells = self.reason(reason.removesuffix(";"))
            assert cells
            assert not cells & found
            found |= cells
        return found

    def reason(self, text: str) -> set[Cell]:
        named = cells_in(text)
        if told := re.fullmatch(rf"({CELLS}) (?:is a tree|are trees)", text):
            assert set(named) <= self.trees
        elif told := re.fullmatch(rf"({CELLS}) (?:has no tree beside it|have no tree beside them)", text):
            assert not any(neighbors(cell) & self.trees for cell in named)
            assert not set(named) & self.trees
        elif told := re.fullmatch(rf"({CELLS}) (?:touches|touch) the tent at ({CELL})", text):
            (tent,) = cells_in(told[2])
            assert tent in self.tents
            assert all(touch(cell, tent) for cell in cells_in(told[1]))
        elif told := re.fullmatch(
            rf"({CELLS}) (?:is|are) in {LINE}, which (?:gets no tent|has (its one tent|both its tents|"
            rf"all its \d tents) at (?P<held>{CELLS}))",
            text,
        ):
            self.full_line(told["line"], cells_in(told["held"]), told[3] or "")
            assert set(cells_in(told[1])) <= self.board.line(told["line"])[0]
        elif told := re.fullmatch(rf"the tent at ({CELL}) is that of the tree at ({CELL})", text):
            assert self.owner[named[1]] == named[0]
        elif told := re.fullmatch(rf"({CELLS}) (?:is|are) only beside the trees? at ({CELLS}), which .* at .*", text):
            trees = cells_in(told[2])
            tents = named[-len(trees) :]
            assert [self.owner[tree] for tree in trees] == tents
            assert all(neighbors(cell) & self.trees == set(trees) for cell in cells_in(told[1]))
        else:
            told = re.fullmatch(rf"({CELLS}) (?:is|are) ruled out already", text)
            assert told, text
            assert set(named) <= self.ruled_out
        return set(cells_in(told[1]))

    def full_line(self, name: str, held: list[Cell], words: str) -> None:
        cells, clue = self.board.line(name)
        assert len(held) == clue
        assert set(held) == cells & self.tents
        assert words == {0: "", 1: "its one tent", 2: "both its tents"}.get(clue, f"all its {clue} tents")

    # Steps of a deduction.

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

    def still_open(self) -> set[Cell]:
        """The empty cells that no earlier line rules out, and that no rule closes by the tents that are seen or that
        earlier lines find and give to trees."""
        rest = self.cells - self.trees - self.tents - self.ruled_out
        rest = {cell for cell in rest if neighbors(cell) & self.trees - set(self.owner)}
        for place in range(self.board.side):
            for name in (f"row {place}", f"column {place}"):
                cells, clue = self.board.line(name)
                if len(cells & self.tents) == clue:
                    rest -= cells
        return {cell for cell in rest if not any(touch(cell, tent) for tent in self.tents)}

    def found(self, cells: set[Cell]) -> None:
        assert cells
        assert cells <= self.solution & self.still_open()
        self.tents |= cells

    def owns(self, tree: Cell, tent: Cell) -> None:
        assert tree in self.trees
        assert tent in self.tents & neighbors(tree)
        assert tree not in self.owner
        assert tent not in self.owner.values()
        self.owner[tree] = tent

    def beside_tree(self, told: re.Match[str]) -> tuple[Cell, set[Cell]]:
        """A tree, and the cells beside it that are not closed."""
        (tree,) = cells_in(told["tree"])
        closed = self.closed(told["closed"])
        assert closed <= neighbors(tree) & self.cells
        return tree, (neighbors(tree) & self.cells) - closed

    def last_cell(self, told: re.Match[str]) -> None:
        tree, left = self.beside_tree(told)
        assert left == set(cells_in(told["cell"]))
        self.found(left)
        self.owns(tree, *left)

    def own_tent(self, told: re.Match[str]) -> None:
        tree, left = self.beside_tree(told)
        assert left == set(cells_in(told["tent"]))
        self.owns(tree, *left)

    def own_tree(self, told: re.Match[str]) -> None:
        (tree,), (tent,) = cells_in(told["tree"]), cells_in(told["tent"])
        trees = neighbors(tent) & self.trees
        others = cells_in(told["others"])
        for one, its in zip(others[::2], others[1::2], strict=True):
            assert self.owner[one] == its
        assert told["again"] in ("", told["tent"])
        assert trees - set(others[::2]) == {tree}
        assert set(others[::2]) <= trees
        self.owns(tree, tent)

    def needs(self, told: re.Match[str]) -> tuple[set[Cell], int]:
        """The cells of a line that are not closed, and how many tents it lacks."""
        cells, clue = self.board.line(told["line"])
        held = set(cells_in(told["held"]))
        assert held == cells & self.tents
        assert int(told["clue"]) == clue
        assert int(told["has"] or 0) == len(held)
        closed = self.closed(told["closed"])
        assert closed <= cells
        left = cells - closed - held
        assert left == set(cells_in(told["left"]))
        assert left <= self.still_open()
        return left, clue - len(held)

    def line_fills(self, told: re.Match[str]) -> None:
        left, need = self.needs(told)
        assert len(left) == need
        assert told["all"] == {1: "it is a tent", 2: "both are tents"}.get(need, "all are tents")
        self.found(left)

    def runs(self, told: re.Match[str]) -> None:
        left, need = self.needs(told)
        covered: set[Cell] = set()
        rooms = []
        for part, most in re.findall(rf"({CELLS}) holds? at most (\d)", told["rooms"]):
            cells = set(cells_in(part))
            assert room(cells) == int(most)
            assert not any(touch(one, other) for one in cells for other in covered)
            covered |= cells
            rooms.append(int(most))
        assert covered == left
        assert [int(number) for number in told["sum"].split(" = ")[0].split(" + ")] == rooms
        assert int(told["sum"].split(" = ")[-1]) == sum(rooms) == need
        found = set(cells_in(told["found"]))
        for cell in found:
            assert room(left - {cell}) < need
        self.found(found)

    def rule_out(self, cells: set[Cell]) -> None:
        assert cells
        assert cells <= self.still_open() - self.solution
        self.ruled_out |= cells

    def cut_off(self, told: re.Match[str]) -> None:
        tree, left = self.beside_tree(told)
        assert left == set(cells_in(told["left"]))
        assert left <= self.still_open()
        blocked = set(cells_in(told["blocked"]))
        assert blocked == set(cells_in(told["empty"]))
        assert all(touch(cell, other) for cell in blocked for other in left)
        assert told["all"] == {2: "both", 3: "all of them"}[len(left)]
        assert tree not in self.owner
        self.rule_out(blocked)

    def too_few(self, told: re.Match[str]) -> None:
        left, need = self.needs(told)
        blocked = set()
        for cell, touched, besides, rest, most in re.findall(
            rf"A tent at ({CELL}) would touch ({CELLS}) and( besides itself)? leave "
            rf"(?:only ({CELLS}), with room for (\d)|no other cell|no cell)\.",
            told["cases"],
        ):
            (tent,) = cells_in(cell)
            assert set(cells_in(touched)) == {other for other in left if touch(tent, other)}
            others = left - set(cells_in(touched)) - {tent}
            assert others == set(cells_in(rest))
            assert room(others) == int(most or 0)
            assert bool(besides) == (tent in left)
            assert int(most or 0) + (tent in left) < need
            blocked.add(tent)
        assert blocked == set(cells_in(told["empty"]))
        self.rule_out(blocked)

    CLOSED = r"(?P<closed>(?:.*; )?)"
    BESIDE = rf"of the cells beside the tree at (?P<tree>{CELL}), "
    NEEDS = rf"{LINE} needs (?P<clue>\d) tents?(?: and has (?P<has>\d), at (?P<held>{CELLS}))?\. "
    LEFT = rf"{NEEDS}(?:There, {CLOSED}only )?(?P<left>{CELLS}) (?:is|are) left\. "
    EMPTY = rf"(?P<empty>{CELLS}) stays? empty\."
    BODIES = {  # noqa: RUF012
        "Last cell": ((rf"{BESIDE}{CLOSED}only (?P<cell>{CELL}) is left, so it is a tent\.", last_cell),),
        "Own tent": ((rf"{BESIDE}{CLOSED}so its tent is the one at (?P<tent>{CELL})\.", own_tent),),
        "Own tree": (
            (
                rf"the only tree beside the tent at (?P<tent>{CELL}) is the one at (?P<tree>{CELL}), so the tent "
                r"belongs to that tree\.(?P<others>)(?P<again>)",
                own_tree,
            ),
            (
                rf"of the trees beside the tent at (?P<tent>{CELL}), (?P<others>{CELL} has the tent at .*), so the "
                rf"tent at (?P<again>{CELL}) is the tent of the tree at (?P<tree>{CELL})\.",
                own_tree,
            ),
        ),
        "Full count": (
            (
                rf"{NEEDS}(?:There, {CLOSED}only|Only) (?P<left>{CELLS}) (?:is|are) left, so "
                r"(?P<all>it is a tent|both are tents|all are tents)\.",
                line_fills,
            ),
        ),
        "Runs": (
            (
                rf"{LEFT}(?P<rooms>.*)\. All of these (?P<sum>[\d +=]+) are needed, so (?P<found>{CELLS}) "
                r"(?:is a tent|are tents)\.",
                runs,
            ),
        ),
        "Cut off": (
            (
                rf"{BESIDE}{CLOSED}only (?P<left>{CELLS}) are left\. A tent at (?P<blocked>{CELLS}) would "
                rf"touch (?P<all>both|all of them), so {EMPTY}",
                cut_off,
            ),
            (
                rf"the tree at (?P<tree>{CELL}) has (?P<left>{CELLS}) beside it\.(?P<closed>) A tent at "
                rf"(?P<blocked>{CELLS}) would touch (?P<all>both|all of them), so {EMPTY}",
                cut_off,
            ),
        ),
        "Too few": ((rf"{LEFT}(?P<cases>A tent at .*\.) So {EMPTY}", too_few),),
    }

    def must_hold(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(told[1])
        assert cell in self.tents - self.seen
        assert cell in self.board.line(told["line"])[0]
        assert re.search(r"(?:row|column) \d+", self.asked)[0] == told["line"]  # type: ignore[index]
        assert told[1] == self.answer

    def solved(self, told: re.Match[str]) -> None:
        assert self.tents == self.solution
        assert told[1].replace(" and", ",") == self.answer
        assert set(cells_in(told[1])) == self.solution - self.seen

    # What is seen.

    def row_shows(self, told: re.Match[str]) -> None:
        row = int(told[1])
        for name, mask in (("trees", self.board.trees), ("tents", self.board.tents)):
            columns = [c for c in range(self.board.side) if mask[row, c]]
            assert numbers(told[name] or "") == tuple(columns)
        assert numbers(self.asked) == (row,)

    def stand(self, told: re.Match[str]) -> None:
        assert numbers(told[1].replace("no", "0")) == (int(self.answer),)
        assert numbers(told[2]) == numbers(self.asked)

    def number_below(self, told: re.Match[str]) -> None:
        column, clue = numbers(told[0])
        assert (column,) == numbers(self.asked)
        assert clue == self.board.columns[column]
        self.sums.append(clue)

    def column_shows(self, told: re.Match[str]) -> None:
        column = int(told[1])
        cells = cells_in(told[3])
        assert (column,) == numbers(self.asked)
        assert set(cells) == {cell for cell in self.seen if cell[1] == column}
        assert told[2] == (str(len(cells)) if cells else "no")
        self.sums.append(len(cells))

    def difference(self, told: re.Match[str]) -> None:
        whole, part = self.sums
        assert (int(told[1]), int(told[2]), int(told[3])) == (whole, part, whole - part)
        assert told[3] == self.answer
        assert numbers(told[4].replace("no tent", "0 tents")) == (*numbers(self.asked), int(self.answer))

    def sum_of_rows(self, told: re.Match[str]) -> None:
        counts = self.board.rows if "numbers" in told[0] else self.board.tents.sum(axis=1)
        assert [int(number) for number in told[1].split(" + ")] == counts.tolist()
        assert int(told[2]) == counts.sum()
        self.sums.append(int(told[2]))

    def nothing(self, told: re.Match[str]) -> None:
        """Lines that lead over to the next ones."""

    def near_in_row(self, told: re.Match[str]) -> None:
        row = int(told[1])
        assert row == len(self.counts)
        assert numbers(told["trees"] or "") == tuple(c for r, c in sorted(self.trees) if r == row)
        near = tuple(c for c in range(self.board.side) if self.board.near[row, c])
        assert numbers(told["near"] or "") == near
        assert int(told["count"] or 0) == len(near)
        self.counts.append(len(near))

    def total(self, told: re.Match[str]) -> None:
        assert [int(number) for number in told[1].split(" = ")[0].split(" + ")] == self.counts
        assert int(told[1].split(" = ")[-1]) == int(told[2]) == int(self.answer) == sum(self.counts)

    def full_lines(self, told: re.Match[str]) -> None:
        board = self.board
        found = {"row": board.tents.sum(axis=1) == board.rows, "column": board.tents.sum(axis=0) == board.columns}
        kind = told["kind"].lower()
        assert set(numbers(told["which"] or "")) == {place for place, full in enumerate(found[kind]) if full}
        self.full[kind] = set(numbers(told["which"] or ""))

    def places_in_row(self, told: re.Match[str]) -> None:
        row = int(told[1])
        cells = set(cells_in(told["cells"]))
        assert row not in self.full["row"]
        assert cells == {
            cell
            for cell in cell_set(self.board.near & ~self.board.tents)
            if cell[0] == row and cell[1] not in self.full["column"]
        }
        touching = set()
        for some, tent in re.findall(rf"({CELLS}) (?:touches|touch) the tent at ({CELL})", told["touching"] or ""):
            assert cells_in(tent)[0] in self.seen
            assert all(touch(cell, cells_in(tent)[0]) for cell in cells_in(some))
            touching |= set(cells_in(some))
        left = {cell for cell in cells - touching if not any(touch(cell, tent) for tent in self.seen)}
        assert left == cells - touching
        if told["left"]:
            assert told["left"] == (str(len(left)) if left else "none")
        self.counts.append(len(left))

    def tents_at(self, told: re.Match[str]) -> None:
        assert set(cells_in(told[1])) <= self.seen
        self.options_told |= set(cells_in(told[1]))

    def empty_cells(self, told: re.Match[str]) -> None:
        assert not set(cells_in(told[1])) & (self.seen | self.trees)
        self.options_told |= set(cells_in(told[1]))

    def holds_tree(self, told: re.Match[str]) -> None:
        assert set(cells_in(told[1])) <= self.trees
        self.all_options(cells_in(told[1])[0])

    def all_options(self, right: Cell) -> None:
        """Every option was told of, the right one last."""
        assert {right} == set(cells_in(self.answer))
        assert self.options_told | {right} == {cells_in(option)[0] for option in self.row["options"]}
        assert right not in self.options_told

    def wrong_place(self, told: re.Match[str]) -> None:
        text = told[1].replace("whose number is 0", "which gets no tent")
        self.options_told |= self.reason(text)

    def right_place(self, told: re.Match[str]) -> None:
        (cell,), (tree,) = cells_in(told[1]), cells_in(told[2])
        assert tree in neighbors(cell) & self.trees
        assert not any(touch(cell, tent) for tent in self.seen)
        for name, has, clue in re.findall(r"((?:row|column) \d+) has (\d) of (\d) tents?", told[3]):
            cells, number = self.board.line(name)
            assert cell in cells
            assert (int(has), int(clue)) == (len(cells & self.seen), number)
            assert int(has) < int(clue)
        self.all_options(cell)

    SENTENCES = (
        (
            r"(?P<name>Last cell|Full count|Own tree|Own tent|Runs|Cut off|Too few)"
            r"(?: \((?P<explained>[^()]+)\))?: (?P<body>.*)",
            step,
        ),
        (rf"So ({CELL}), in {LINE}, must hold a tent\.", must_hold),
        (rf"With the tents at ({CELLS}) every row and column has its number of tents\.", solved),
        (
            rf"Row (\d+) shows (?:no tree|(?:a tree in column|trees in columns) (?P<trees>{NUMBERS})) and "
            rf"(?:no tent|(?:a tent in column|tents in columns) (?P<tents>{NUMBERS}))\.",
            row_shows,
        ),
        (r"So (\d tents? stands?|no tent stands) in row (\d+)\.", stand),
        (r"The number below column \d+ is \d\.", number_below),
        (rf"Column (\d+) shows (\d|no) tents?(?:, at ({CELLS}))?\.", column_shows),
        (r"(\d+) - (\d+) = (\d+), so (.*)\.", difference),
        (r"The numbers of the rows, from the top, add up to ([\d +]+) = (\d+) tents\.", sum_of_rows),
        (r"The rows show ([\d +]+) = (\d+) tents?\.", sum_of_rows),
        (r"Row by row, these cells hold no tree and have one directly above, below, left or right:", nothing),
        (
            rf"Row (\d+) \((?:no tree|(?:a tree in column|trees in columns) (?P<trees>{NUMBERS}))\): "
            rf"(?:no cell|columns? (?P<near>{NUMBERS}): (?P<count>\d+) cells?)\.",
            near_in_row,
        ),
        (r"([\d +=]+), so (?:there (?:is|are)|a tent can be placed in) (\d+) (?:such )?cells?\.", total),
        (
            rf"(?:No )?(?P<kind>[Rr]ow|[Cc]olumn)s?(?: (?P<which>{NUMBERS}))? (?:has all its|have all their) tents"
            r"(?: yet)?\.",
            full_lines,
        ),
        (r"In the other rows, the empty cells that are beside a tree and in a column that lacks tents:", nothing),
        (
            rf"Row (\d+): (?P<cells>{CELLS}|none)(?:\. (?P<touching>.*), so (?P<left>\d+|none) (?:is|are) left)?\.",
            places_in_row,
        ),
        (rf"There (?:is a tent|are tents) at ({CELLS})\.", tents_at),
        (rf"The cells? ({CELLS}) (?:is|are) empty\.", empty_cells),
        (rf"The cell ({CELL}) holds a tree\.", holds_tree),
        (
            rf"({CELL}) is beside the tree at ({CELL}) and touches no tent; (.*)\. So a tent can go there\.",
            right_place,
        ),
        (rf"({CELLS} (?:has|have|is|are|touch|touches) .*)\.", wrong_place),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))


SHOWN = (".A.ATA..", ".T...T..", "ATA....A", "..T....T", "ATT...T.", "......T.", "...T..T.", "........")
TENTS = ((0, 1), (0, 3), (0, 5), (2, 0), (2, 2), (2, 7), (4, 0), (4, 3), (4, 5), (5, 7), (6, 2), (6, 5))


def test_a_cell_that_a_line_rules_out_is_not_left_in_the_next_one() -> None:
    """The trees at (4, 2) and (6, 3) have two cells each; those of either one rule out one of the other."""
    question = logic.solve(Camp(SHOWN, TENTS), Rng("solve"))
    plain = {"shown": SHOWN, "solution": TENTS}
    Reader({"plain": plain, "question": f"\n\n{question.text}", "answer": question.answer, "options": []}).read_all(
        question.steps
    )
    assert any("(5, 3) is ruled out already" in line for line in question.steps)
