"""How removed pieces fill a hole, case by case: the first empty cell, and which piece can cover it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gameqa.answers import write_cell
from gameqa.grid import Cell
from gameqa.wording import joined

from .engine import Tangram
from .masks import Form, mask_of, width_for
from .shapes import Shape, turned
from .telling import CLOCKWISE_NAMES, spans


@dataclass(frozen=True)
class Order:
    """An order of cells: the first empty cell can be covered by the first cell of a piece only.

    Attributes:
        by_columns: whether cells are ordered by their columns, then rows; else the other way round.
        from_end: whether the order is the reverse of that.
    """

    name: str
    by_columns: bool
    from_end: bool

    def key(self, cell: Cell) -> tuple[int, int]:
        """By what cells are ordered."""
        first, second = cell[::-1] if self.by_columns else cell
        return (-first, -second) if self.from_end else (first, second)

    def first(self, cells: Iterable[Cell]) -> Cell:
        """The first of some cells."""
        return min(cells, key=self.key)


ORDERS = (
    Order("topmost empty cell (the leftmost of several)", False, False),
    Order("lowest empty cell (the rightmost of several)", False, True),
    Order("leftmost empty cell (the topmost of several)", True, False),
    Order("rightmost empty cell (the lowest of several)", True, True),
)


@dataclass(frozen=True)
class Trial:
    """A piece, in one of its turns, put onto the first empty cell.

    Attributes:
        piece: its number.
        quarters: the quarter turns that make it look so.
        cells: what it covers.
        trouble: what it would do, where it does not fit; else empty.
    """

    piece: int
    quarters: tuple[int, ...]
    cells: frozenset[Cell]
    trouble: str

    @property
    def name(self) -> str:
        """Its turn in words."""
        if len(self.quarters) == 4:
            return "in any turn"
        return " or ".join(CLOCKWISE_NAMES[each] for each in self.quarters)


def _trials(state: Tangram, piece: int, hole: frozenset[Cell], order: Order) -> list[Trial]:
    forms: dict[Shape, list[int]] = {}
    for quarters in range(4):
        forms.setdefault(turned(state.shown(piece), quarters), []).append(quarters)
    row, column = order.first(hole)
    found = []
    for form, turns in forms.items():
        first_row, first_column = order.first(form)
        cells = frozenset((row + r - first_row, column + c - first_column) for r, c in form)
        trouble = ""
        if not all(0 <= part < state.side for cell in cells for part in cell):
            trouble = "would leave the board"
        elif not cells <= hole:
            trouble = f"would cover {write_cell(min(cells - hole))}"
        found.append(Trial(piece, tuple(turns), cells, trouble))
    return found


def _trial_line(piece: int, trials: Sequence[Trial]) -> str:
    """In which turns a piece fits onto the first empty cell, and what is in the way of the others."""
    fits = [trial.name for trial in trials if not trial.trouble]
    fails = [f"{trial.name} it {trial.trouble}" for trial in trials if trial.trouble]
    told = f"Piece {piece} there"
    if not fits:
        return f"{told}: {', '.join(fails)}, so it does not fit."
    fit = f"{joined(fits, 'and')} it fits"
    return f"{told}: {', '.join(fails)}, but {fit}." if fails else f"{told}: {fit}."


def cases(state: Tangram, pieces: Sequence[int], hole: frozenset[Cell], order: Order) -> tuple[list[str], int]:
    """How the first empty cell decides: all pieces and turns on it, and what follows from those that fit.

    Returns:
        the lines, and in how many ways the pieces fill the hole; where there is one, its lines come last.
    """
    lines = [f"The {order.name} is {write_cell(order.first(hole))}."]
    fits = []
    for piece in pieces:
        trials = _trials(state, piece, hole, order)
        lines.append(_trial_line(piece, trials))
        fits += [trial for trial in trials if not trial.trouble]
    if len(pieces) == 1:
        return lines, len(fits)
    branches = []
    for trial in fits:
        rest = hole - trial.cells
        further, ways = cases(state, [piece for piece in pieces if piece != trial.piece], rest, order)
        branches.append((ways, trial, rest, further))
    branches.sort(key=lambda branch: branch[0])
    for ways, trial, rest, further in branches:
        verb = "goes there" if ways else "might go there"
        lines += [f"Piece {trial.piece} {verb} {trial.name}, which leaves {spans(rest)}.", *further]
        if not ways:
            lines.append(f"So piece {trial.piece} does not go there {trial.name}.")
    return lines, sum(ways for ways, *_ in branches)


class Count(NamedTuple):
    """How many lines `cases` gives, and in how many ways the pieces fill the hole."""

    lines: int
    ways: int


def count_cases(state: Tangram, order: Order) -> Count:
    """What comes of `cases`, without the lines themselves."""

    def in_order(cells: Iterable[Cell]) -> Iterable[Cell]:
        return [(column, row) for row, column in cells] if order.by_columns else cells

    wide = width_for(state.side)
    forms = {
        piece: [
            Form.of(in_order(form), wide, order.from_end)
            for form in {turned(state.shown(piece), quarters) for quarters in range(4)}
        ]
        for piece in state.removed
    }
    return _count(mask_of(in_order(state.hole), wide), forms, order.from_end)


def _count(hole: int, forms: Mapping[int, Sequence[Form]], from_end: bool) -> Count:
    """As `count_cases`, for some pieces with their forms and what is left of the hole."""
    first = (hole if from_end else hole & -hole).bit_length() - 1
    fits = []
    for piece, own in forms.items():
        for form in own:
            covered = form.on(first)
            if covered and not covered & ~hole:
                fits.append((piece, covered))
    lines = 1 + len(forms)
    if len(forms) == 1:
        return Count(lines, len(fits))
    ways = 0
    for piece, covered in fits:
        others = {other: own for other, own in forms.items() if other != piece}
        further = _count(hole & ~covered, others, from_end)
        lines += 1 + further.lines + (not further.ways)
        ways += further.ways
    return Count(lines, ways)
