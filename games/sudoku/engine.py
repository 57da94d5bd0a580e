"""Color sudoku: puzzles, deduction by single candidates, and the generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.symmetry import mirrored, renamed, smallest_renamed

from .layout import Rows, candidates, colors_in, flat, layout_of, rows_of
from .solver import Known, solutions, solved_by_naked_singles, stays_unique

COLORS = ("red", "blue", "yellow", "green", "orange", "purple", "pink", "mint", "brown")
"""The names of the colors 1 to 9; a board of side n uses the first n."""


@dataclass(frozen=True)
class Puzzle:
    """A puzzle with exactly one solution.

    Attributes:
        givens: the rows as shown, 0 for an empty cell.
        solution: the rows of the one solution.
    """

    givens: Rows
    solution: Rows

    @property
    def side(self) -> int:
        """The number of rows, columns, boxes and colors."""
        return len(self.givens)


@dataclass(frozen=True)
class Deduction:
    """A cell whose color is forced.

    Attributes:
        cell, color: the cell and its color.
        unit: None where it is the only color left for the cell; else the unit in which the cell
            is the only place left for the color.
        reasons: the filled cells that exclude the other colors, or the other places.
        filled: cells of the unit that earlier deductions have filled, where no given cell excludes the color from
            them: without these deductions they would be places for it.
    """

    cell: int
    color: int
    unit: int | None
    reasons: tuple[int, ...]
    filled: tuple[int, ...] = ()


def naked_singles(cells: list[int], side: int) -> list[tuple[int, int]]:
    """Empty cells with exactly one candidate, with that color."""
    return _singles(Known.of(cells, side), [cell for cell, color in enumerate(cells) if not color])


def _singles(known: Known, empty: list[int]) -> list[tuple[int, int]]:
    """The empty cells with exactly one candidate, with that color."""
    found = []
    for cell in empty:
        bits = known.candidates(cell)
        if bits and not bits & (bits - 1):
            found.append((cell, bits.bit_length() - 1))
    return found


def deductions(puzzle: Puzzle, hidden: bool) -> list[Deduction]:
    """Cells in an order in which each is forced by the givens and the ones before it.

    Args:
        hidden: whether places of a color in a unit are considered too, when no cell is left with
            a single candidate.
    """
    side = puzzle.side
    cells = flat(puzzle.givens)
    givens = [bool(color) for color in cells]
    known, empty = Known.of(cells, side), [cell for cell, color in enumerate(cells) if not color]
    order: list[Deduction] = []
    while True:
        found = [_naked(cells, givens, side, cell, color) for cell, color in _singles(known, empty)]
        if not found and hidden:
            found = _hidden(cells, givens, side, known)
        if not found:
            return order
        for item in found:
            cells[item.cell] = item.color
            known.flip(item.cell, item.color)
        empty = [cell for cell in empty if not cells[cell]]
        order += found


def naked_deduction(puzzle: Puzzle, cell: int, color: int) -> Deduction:
    """Why an empty cell with exactly one candidate has that color."""
    cells = flat(puzzle.givens)
    return _naked(cells, [bool(color) for color in cells], puzzle.side, cell, color)


def _naked(cells: list[int], givens: list[bool], side: int, cell: int, color: int) -> Deduction:
    # The peer that excludes each of the other colors: the first one that is given, or else the first one.
    reasons: dict[int, int] = {}
    for peer in layout_of(side).peers[cell]:
        other = cells[peer]
        if other and (other not in reasons or (givens[peer] and not givens[reasons[other]])):
            reasons[other] = peer
    return Deduction(cell, color, None, tuple(sorted(reasons.values())))


def _hidden(cells: list[int], givens: list[bool], side: int, known: Known) -> list[Deduction]:
    layout = layout_of(side)
    free = [0 if color else known.candidates(cell) for cell, color in enumerate(cells)]
    found: dict[int, Deduction] = {}
    for number, unit in enumerate(layout.units):
        once, twice = 0, 0
        for cell in unit:
            twice |= once & free[cell]
            once |= free[cell]
        for color in colors_in(once & ~twice):
            cell = next(cell for cell in unit if free[cell] >> color & 1)
            if cell in found:
                continue
            reasons, filled = set(), []
            for other in unit:
                if other == cell or givens[other]:
                    continue
                peers = [peer for peer in layout.peers[other] if cells[peer] == color]
                given = next((peer for peer in peers if givens[peer]), None)
                if given is not None:
                    reasons.add(given)
                elif cells[other]:
                    filled.append(other)
                else:
                    reasons.add(peers[0])
            found[cell] = Deduction(cell, color, number, tuple(sorted(reasons)), tuple(filled))
    return list(found.values())


def chain_to(order: list[Deduction], target: Deduction) -> list[Deduction]:
    """The deductions that the target rests on, in order, the target last."""
    by_cell = {item.cell: item for item in order}
    needed = {target.cell}
    waiting = [target]
    while waiting:
        item = waiting.pop()
        for cell in (*item.reasons, *item.filled):
            if cell in by_cell and cell not in needed:
                needed.add(cell)
                waiting.append(by_cell[cell])
    return [item for item in order if item.cell in needed]


def hardest_technique(puzzle: Puzzle) -> int:
    """1: cells with a single color left; 2: also colors with a single place; 3: more is needed."""
    empty = flat(puzzle.givens).count(0)
    if len(deductions(puzzle, hidden=False)) == empty:
        return 1
    return 2 if len(deductions(puzzle, hidden=True)) == empty else 3


MOST_EXACT_TRIES = 20
MOST_EMPTYINGS = 8
"""How often cells are emptied of the same full grid, until it suits."""


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: (side, least and greatest number of empty cells) to choose from."""

    boards: tuple[tuple[int, int, int], ...]


LEVELS = {
    "easy": Parameters(((4, 6, 9),)),
    "medium": Parameters(((6, 14, 20), (9, 28, 36))),
    "hard": Parameters(((9, 48, 55),)),
}


def split_key(puzzle: Puzzle) -> str:
    """The solution, on 4 x 4 boards the givens, up to rotation, reflection and names of colors.

    4 x 4 boards have too few solutions to be split by them.
    """
    if puzzle.side == 4:
        return smallest_renamed(_as_text(puzzle.givens))
    return solution_key(puzzle.solution)


@lru_cache(maxsize=8)
def solution_key(solution: Rows) -> str:
    """A full grid up to rotation, reflection and names of colors."""
    text = _as_text(solution)
    if len(text) == 6:
        upright = [text, mirrored(text), text[::-1], mirrored(text[::-1])]
        return min(renamed(image) for image in upright)
    return smallest_renamed(text)


def _as_text(rows: Rows) -> tuple[str, ...]:
    return tuple("".join(map(str, row)) for row in rows)


def new_solution(side: int, rng: Rng) -> Rows:
    """A random full grid: the boxes on the diagonal at random, the rest by random search."""
    cells = [0] * (side * side)
    if side == 9:
        for unit in layout_of(side).units[-side::4]:
            for cell, color in zip(unit, rng.shuffled(range(1, side + 1)), strict=True):
                cells[cell] = color
    else:
        cells[:side] = rng.shuffled(range(1, side + 1))
    return rows_of(solutions(cells, side, 1, rng)[0], side)


def new_grid(level: str, rng: Rng, accept: Accept, suits: Callable[[Puzzle], bool] | None = None) -> Puzzle:
    """A random grid of a level for questions that ask nothing of its solutions, of which there may be several."""
    return emptied(*rng.choice(LEVELS[level].boards), rng, accept, suits)


def emptied(
    side: int, least: int, most: int, rng: Rng, accept: Accept, suits: Callable[[Puzzle], bool] | None = None
) -> Puzzle:
    """A full grid in which some random cells, between `least` and `most`, are emptied.

    Args:
        suits: what is asked of it; by default nothing.
    """
    solution = _accepted_solution(side, rng, accept)
    for _ in range(MOST_EMPTYINGS):
        cells = flat(solution)
        for cell in rng.sample(range(side * side), rng.between(least, most)):
            cells[cell] = 0
        puzzle = Puzzle(rows_of(cells, side), solution)
        if suits is None or suits(puzzle):
            return puzzle
    raise Redraw


def _accepted_solution(side: int, rng: Rng, accept: Accept) -> Rows:
    """A random full grid; beyond 4 x 4 cells one of the wanted split."""
    solution = new_solution(side, rng)
    if side > 4:
        keep(solution_key(solution), accept)
    return solution


def new_puzzle(level: str, rng: Rng, accept: Accept) -> Puzzle:
    """A random puzzle of a level, with one solution."""
    return dug(*rng.choice(LEVELS[level].boards), level == "hard", rng, accept)


def dug(side: int, least: int, most: int, beyond_naked: bool, rng: Rng, accept: Accept) -> Puzzle:
    """A puzzle with a number of empty cells between `least` and `most`.

    Cells are emptied one by one, each only where it is forced at that moment by the cells left, so
    that the solution stays unique; then a few more under the exact solver.

    Args:
        beyond_naked: whether cells with a single candidate must not be enough to solve it.

    Raises:
        Redraw: the try gave no such puzzle.
    """
    wanted = rng.between(least, most)
    solution = _accepted_solution(side, rng, accept)
    cells = flat(solution)
    known = Known.of(cells, side)
    kept = []
    empty = 0
    for cell in rng.shuffled(range(side * side)):
        if empty == wanted:
            break
        known.flip(cell, cells[cell])
        if known.forces(cells, cell):
            cells[cell] = 0
            empty += 1
        else:
            known.flip(cell, cells[cell])
            kept.append(cell)
    too_easy = beyond_naked and solved_by_naked_singles(cells, known)
    for cell in kept[:MOST_EXACT_TRIES]:
        if empty == most or (empty >= wanted and not too_easy):
            break
        if stays_unique(cells, known, cell):
            known.flip(cell, cells[cell])
            cells[cell] = 0
            empty += 1
            too_easy = too_easy and solved_by_naked_singles(cells, known)
    if empty < least or too_easy:
        raise Redraw
    return Puzzle(rows_of(cells, side), solution)


def open_choices(puzzle: Puzzle) -> int:
    """How many colors fit beyond the right one, by row, column and box, over all empty cells."""
    cells = flat(puzzle.givens)
    return sum(candidates(cells, puzzle.side, cell).bit_count() - 1 for cell, color in enumerate(cells) if not color)
