"""The questions where a tent can go now: what the rules allow at once, whether it leads to the solution or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of, some_of
from gameqa.contract import Accept, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import capital, count_of, joined, verb

from .engine import LEVELS, Camp, camp_of, pitched
from .telling import all_tents, cells_text, line_name

LEAST_TENTS = {"easy": 2, "medium": 4, "hard": 8}
"""Tents that are seen at least where places for a tent are asked for."""

MOST_CAMPS = 12
"""How many choices of tents that are seen are tried for a board."""

WRONG_PLACES = (3, 3, 1)
"""How many options of placeable_cell touch a tent, are in a row or column with all its tents, are beside no tree: so
none of these three looks alone leaves fewer than five options."""


def _some_camps(level: str, rng: Rng, accept: Accept) -> Iterator[Camp]:
    """A few camps that differ only in which tents are seen."""
    wanted = LEVELS[level]
    count = rng.between(*wanted.trees)
    trees, tents, _ = pitched(wanted.side, count, rng, accept, wanted.hardest)
    for _ in range(MOST_CAMPS):
        yield camp_of(wanted.side, trees, tents, some_of(tents, rng.between(LEAST_TENTS[level], count - 1), rng))


def new_camp_to_search(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp with some tents at least."""
    return next(_some_camps(level, rng, accept))


def new_camp_to_count(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp with more places for a tent than tents are missing; seldom, as is drawn first, with as many."""
    as_many = rng.steady("as many").chance(1, 8)
    for camp in _some_camps(level, rng, accept):
        if (camp.placeable.bit_count() == camp.missing.bit_count()) == as_many:
            return camp
    raise Redraw


def new_camp_to_place(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp with a place for a tent, as drawn first in the solution or not, and with places of all wrong kinds."""
    in_solution = rng.steady("place").chance(1, 2)
    for camp in _some_camps(level, rng, accept):
        if _keys(camp, in_solution) and all(
            kind.bit_count() >= count for kind, count in zip(_wrong_places(camp), WRONG_PLACES, strict=True)
        ):
            return camp
    raise Redraw


def _keys(camp: Camp, in_solution: bool) -> int:
    """The places for a tent that are in the solution, or that are not, as bits."""
    return camp.placeable & (camp.solution_bits if in_solution else ~camp.solution_bits)


def _wrong_places(camp: Camp) -> tuple[int, int, int]:
    """The empty cells in which a tent breaks one rule only: it touches a tent; its row or its column, not both, has
    all its tents; it is beside no tree."""
    side, geometry = camp.side, camp.geometry
    rows = sum(geometry.lines[line] for line in camp.full_lines if line < side)
    columns = sum(geometry.lines[line] for line in camp.full_lines if line >= side)
    touched, beside = camp.touched, camp.next_to_trees & ~camp.tents
    empty = geometry.full & ~(camp.trees | camp.tents)
    return (
        beside & touched & ~(rows | columns),
        beside & (rows ^ columns) & ~touched,
        empty & ~(beside | rows | columns | touched),
    )


def _full_line(camp: Camp, full: Sequence[int], what: str) -> str:
    """Which rows or columns have all their tents."""
    numbers = [str(line % camp.side) for line in full]
    if not numbers:
        return f"No {what} has all its tents yet."
    if len(numbers) == 1:
        return f"{capital(what)} {numbers[0]} has all its tents."
    return f"{capital(what)}s {joined(numbers)} have all their tents."


def placeable_cells(camp: Camp, rng: Rng) -> Question:
    """In how many cells does a tent break no rule at once?"""
    side, geometry = camp.side, camp.geometry
    full = camp.full_lines
    lines = [
        _full_line(camp, [line for line in full if line < side], "row"),
        _full_line(camp, [line for line in full if line >= side], "column"),
        "In the other rows, the empty cells that are beside a tree and in a column that lacks tents:",
    ]
    closed = sum(geometry.lines[line] for line in full if line >= side)
    counts = []
    for row in range(side):
        if row in full:
            continue
        cells = geometry.lines[row] & camp.next_to_trees & ~camp.tents & ~closed
        touched = cells & camp.touched
        left = (cells & ~touched).bit_count()
        told = [f"Row {row}: {cells_text(camp, cells) if cells else 'none'}"]
        if touched:
            left_text = f"{left or 'none'} {verb(left or 1, 'is', 'are')} left"
            told.append(f"{_touching(camp, touched)}, so {left_text}")
        lines.append(f"{'. '.join(told)}.")
        counts.append(left)
    total = sum(counts)
    sums = f"{' + '.join(map(str, counts))} = {total}" if len(counts) > 1 else str(total)
    return Question(
        "In how many cells, each taken by itself, can a tent be placed now without breaking any of the rules above? "
        "The tent need not belong to the solution.",
        str(total),
        (*lines, f"{sums}, so a tent can be placed in {count_of(total, 'cell')}."),
        evidence=tuple(named_cell("possible place", cell) for cell in camp.cells(camp.placeable))
        or tuple(named_cell("tent", cell) for cell in camp.cells(camp.tents)),
    )


def _touching(camp: Camp, cells: int) -> str:
    """Which tents cells touch, in words; of several tents the first one."""
    around = camp.geometry.around
    held: dict[int, int] = {}
    for cell in bits_of(cells):
        tent = next(bits_of(around[cell] & camp.tents))
        held[tent] = held.get(tent, 0) | cell
    told = []
    for tent, some in held.items():
        touch = verb(some.bit_count(), "touches", "touch")
        told.append(f"{cells_text(camp, some)} {touch} the tent at {cells_text(camp, tent)}")
    return joined(told)


def placeable_cell(camp: Camp, rng: Rng) -> Question:
    """Which of eight cells can take a tent now? Most of the others break exactly one rule."""
    keys = _keys(camp, rng.steady("place").chance(1, 2))
    (cell,) = camp.cells(rng.choice(list(bits_of(keys))))
    chosen = [
        there
        for kind, count in zip(_wrong_places(camp), WRONG_PLACES, strict=True)
        for there in camp.cells(some_of(kind, count, rng))
    ]
    lines = why_not(camp, chosen)
    return Question(
        "In which of these cells can a tent be placed now without breaking any of the rules above? The "
        "tent need not belong to the solution.",
        write_cell(cell),
        (*lines, _why(camp, cell)),
        shuffled_options(rng, write_cell(cell), [write_cell(there) for there in chosen]),
        evidence=(named_cell("possible place", cell),),
    )


def why_not(camp: Camp, cells: Sequence[Cell]) -> list[str]:
    """Why a tent breaks a rule in each of some cells, alike reasons together."""
    geometry = camp.geometry
    groups: dict[tuple[str, int], list[Cell]] = {}
    for cell in sorted(cells):
        bit = geometry.bit(cell)
        if not bit & camp.next_to_trees:
            key = ("far", 0)
        elif bit & camp.touched:
            key = ("touched", next(bits_of(geometry.around[bit] & camp.tents)))
        elif cell[0] in camp.full_lines:
            key = ("full", cell[0])
        else:
            key = ("full", camp.side + cell[1])
        groups.setdefault(key, []).append(cell)
    lines = []
    for (kind, subject), held in groups.items():
        count, text = len(held), joined([write_cell(cell) for cell in held])
        if kind == "far":
            lines.append(f"{text} {verb(count, 'has no tree beside it', 'have no tree beside them')}.")
        elif kind == "touched":
            lines.append(f"{text} {verb(count, 'touches', 'touch')} the tent at {cells_text(camp, subject)}.")
        else:
            tents = camp.geometry.lines[subject] & camp.tents
            name, clue = line_name(camp, subject), camp.clues[subject]
            what = f"which has {all_tents(clue)} at {cells_text(camp, tents)}" if clue else "whose number is 0"
            lines.append(f"{text} {verb(count, 'is', 'are')} in {name}, {what}.")
    return lines


def _why(camp: Camp, cell: Cell) -> str:
    """Why a tent breaks no rule in a cell."""
    geometry = camp.geometry
    tree = cells_text(camp, next(bits_of(geometry.beside[geometry.bit(cell)] & camp.trees)))
    needs = []
    for line in (cell[0], camp.side + cell[1]):
        clue = camp.clues[line]
        needs.append(f"{line_name(camp, line)} has {clue - camp.need(line)} of {count_of(clue, 'tent')}")
    return (
        f"{write_cell(cell)} is beside the tree at {tree} and touches no tent; {joined(needs)}. So a tent can go there."
    )


def _cell_of(option: str) -> Cell:
    row, column = option[1:-1].split(", ")
    return int(row), int(column)


MISSING_TENTS = Shortcut[Camp]("as many cells as tents are missing", lambda camp, _: [str(camp.missing.bit_count())])


def _options_in(name: str, fits: Callable[[Camp, Cell], bool]) -> Shortcut[Camp]:
    """The options for which one look speaks."""
    return Shortcut(
        name,
        lambda camp, question: [option for option in question.options if fits(camp, _cell_of(option))],
    )


ONE_LOOK = (
    _options_in(
        "a cell whose row and column lack tents",
        lambda camp, cell: not {cell[0], camp.side + cell[1]} & set(camp.full_lines),
    ),
    _options_in("a cell that touches no tent", lambda camp, cell: not camp.geometry.bit(cell) & camp.touched),
    _options_in("a cell beside a tree", lambda camp, cell: bool(camp.geometry.bit(cell) & camp.next_to_trees)),
)
