"""Color sudoku: grids, the exact solver, deduction by single candidates, and the generator.

Colors are numbers from 1, 0 is an empty cell. Cells are numbered 0 to n * n - 1 in reading order
inside of this module; states hold rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.symmetry import mirrored, renamed, smallest_renamed

COLORS = ("red", "blue", "yellow", "green", "orange", "purple", "pink", "mint", "brown")
"""The names of the colors 1 to 9; a board of side n uses the first n."""

BOX_SHAPES = {4: (2, 2), 6: (2, 3), 9: (3, 3)}
"""Rows and columns of a box on a board of each side."""

Rows = tuple[tuple[int, ...], ...]


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
class Layout:
    """The units of a board of one side.

    Attributes:
        rows, columns, boxes: the number of the unit of each kind that a cell belongs to.
        units: all units as tuples of cells: first the rows, then the columns, then the boxes.
        peers: for every cell, the other cells of its units.
    """

    rows: tuple[int, ...]
    columns: tuple[int, ...]
    boxes: tuple[int, ...]
    units: tuple[tuple[int, ...], ...]
    peers: tuple[tuple[int, ...], ...]


@cache
def layout_of(side: int) -> Layout:
    """The units of a board of side 4, 6 or 9."""
    high, wide = BOX_SHAPES[side]
    cells = range(side * side)
    rows = tuple(cell // side for cell in cells)
    columns = tuple(cell % side for cell in cells)
    boxes = tuple(row // high * high + column // wide for row, column in zip(rows, columns, strict=True))
    units = tuple(
        tuple(cell for cell in cells if kind[cell] == number)
        for kind in (rows, columns, boxes)
        for number in range(side)
    )
    peers = tuple(tuple(sorted({other for unit in units if cell in unit for other in unit} - {cell})) for cell in cells)
    return Layout(rows, columns, boxes, units, peers)


def flat(rows: Rows) -> list[int]:
    """All cells in reading order."""
    return [color for row in rows for color in row]


def rows_of(cells: list[int], side: int) -> Rows:
    """Cells in reading order as rows."""
    return tuple(tuple(cells[start : start + side]) for start in range(0, side * side, side))


def candidates(cells: list[int], side: int, cell: int) -> int:
    """The colors that no peer of the cell has, as bits 1 << color."""
    used = 0
    for peer in layout_of(side).peers[cell]:
        used |= 1 << cells[peer]
    return ((2 << side) - 2) & ~used


def colors_in(bits: int) -> list[int]:
    """The colors of a set of bits, ascending."""
    return list(_COLORS_IN[bits])


_COLORS_IN = tuple(tuple(color for color in range(1, 10) if bits >> color & 1) for bits in range(1 << 10))


def solutions(cells: list[int], side: int, limit: int, rng: Rng | None = None) -> list[list[int]]:
    """Up to `limit` completions of a grid, by depth-first search on the cell with fewest candidates.

    Args:
        rng: tries colors in random order where given, else in ascending order.
    """
    layout = layout_of(side)
    row_of, column_of, box_of = layout.rows, layout.columns, layout.boxes
    full = (2 << side) - 2
    rows, columns, boxes = [full] * side, [full] * side, [full] * side
    for cell, color in enumerate(cells):
        if color:
            bit = 1 << color
            if not rows[row_of[cell]] & columns[column_of[cell]] & boxes[box_of[cell]] & bit:
                return []
            rows[row_of[cell]] ^= bit
            columns[column_of[cell]] ^= bit
            boxes[box_of[cell]] ^= bit
    grid = list(cells)
    empty = [(cell, row_of[cell], column_of[cell], box_of[cell]) for cell, color in enumerate(cells) if not color]
    found: list[list[int]] = []

    def search() -> bool:
        best, best_bits, best_count = -1, 0, 99
        for place, (_, r, c, b) in enumerate(empty):
            bits = rows[r] & columns[c] & boxes[b]
            count = bits.bit_count()
            if count < best_count:
                best, best_bits, best_count = place, bits, count
                if count <= 1:
                    break
        if best < 0:
            found.append(list(grid))
            return len(found) >= limit
        if not best_bits:
            return False
        item = empty[best]
        empty[best] = empty[-1]
        empty.pop()
        order = colors_in(best_bits)
        if rng is not None and len(order) > 1:
            rng.shuffle(order)
        cell, r, c, b = item
        for color in order:
            bit = 1 << color
            rows[r] ^= bit
            columns[c] ^= bit
            boxes[b] ^= bit
            grid[cell] = color
            done = search()
            rows[r] ^= bit
            columns[c] ^= bit
            boxes[b] ^= bit
            if done:
                return True
        grid[cell] = 0
        empty.append(item)
        empty[best], empty[-1] = empty[-1], empty[best]
        return False

    search()
    return found


@dataclass(frozen=True)
class Deduction:
    """A cell whose color is forced.

    Attributes:
        cell, color: the cell and its color.
        unit: None where it is the only color left for the cell; else the unit in which the cell
            is the only place left for the color.
        reasons: the filled cells that exclude the other colors, or the other places.
    """

    cell: int
    color: int
    unit: int | None
    reasons: tuple[int, ...]


def naked_singles(cells: list[int], side: int) -> list[tuple[int, int]]:
    """Empty cells with exactly one candidate, with that color."""
    found = []
    for cell, color in enumerate(cells):
        if not color:
            bits = candidates(cells, side, cell)
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
    order: list[Deduction] = []
    while True:
        found = [_naked(cells, givens, side, cell, color) for cell, color in naked_singles(cells, side)]
        if not found and hidden:
            found = _hidden(cells, givens, side)
        if not found:
            return order
        for item in found:
            cells[item.cell] = item.color
        order += found


def _naked(cells: list[int], givens: list[bool], side: int, cell: int, color: int) -> Deduction:
    reasons = []
    for other in range(1, side + 1):
        if other != color:
            peers = [peer for peer in layout_of(side).peers[cell] if cells[peer] == other]
            reasons.append(next((peer for peer in peers if givens[peer]), peers[0]))
    return Deduction(cell, color, None, tuple(sorted(reasons)))


def _hidden(cells: list[int], givens: list[bool], side: int) -> list[Deduction]:
    layout = layout_of(side)
    free = [0 if color else candidates(cells, side, cell) for cell, color in enumerate(cells)]
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
            reasons = set()
            for other in unit:
                if other != cell and not cells[other]:
                    peers = [peer for peer in layout.peers[other] if cells[peer] == color]
                    reasons.add(next((peer for peer in peers if givens[peer]), peers[0]))
            found[cell] = Deduction(cell, color, number, tuple(sorted(reasons)))
    return list(found.values())


def chain_to(order: list[Deduction], target: Deduction) -> list[Deduction]:
    """The deductions that the target rests on, in order, the target last."""
    by_cell = {item.cell: item for item in order}
    needed = {target.cell}
    waiting = [target]
    while waiting:
        for cell in waiting.pop().reasons:
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


def new_puzzle(level: str, rng: Rng, accept: Accept) -> Puzzle:
    """A random puzzle of a level."""
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
    solution = new_solution(side, rng)
    if side > 4:
        keep(solution_key(solution), accept)
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
    too_easy = beyond_naked and solved_by_naked_singles(cells, side)
    for cell in kept[:MOST_EXACT_TRIES]:
        if empty == most or (empty >= wanted and not too_easy):
            break
        if stays_unique(cells, side, cell):
            cells[cell] = 0
            empty += 1
            too_easy = too_easy and solved_by_naked_singles(cells, side)
    if empty < least or too_easy:
        raise Redraw
    return Puzzle(rows_of(cells, side), solution)


@dataclass(frozen=True)
class Known:
    """The colors, as bits 1 << color, that every row, column and box of a grid contains."""

    layout: Layout
    rows: list[int]
    columns: list[int]
    boxes: list[int]

    @classmethod
    def of(cls, cells: list[int], side: int) -> Known:
        """What the units of a grid contain."""
        known = cls(layout_of(side), [0] * side, [0] * side, [0] * side)
        for cell, color in enumerate(cells):
            if color:
                known.flip(cell, color)
        return known

    def flip(self, cell: int, color: int) -> None:
        """Adds the color of a cell, or takes it away."""
        bit = 1 << color
        self.rows[self.layout.rows[cell]] ^= bit
        self.columns[self.layout.columns[cell]] ^= bit
        self.boxes[self.layout.boxes[cell]] ^= bit

    def at(self, cell: int) -> int:
        """The colors that the units of a cell contain."""
        layout = self.layout
        return self.rows[layout.rows[cell]] | self.columns[layout.columns[cell]] | self.boxes[layout.boxes[cell]]

    def forces(self, cells: list[int], cell: int) -> bool:
        """Whether the color of a cell follows at once from the other filled cells.

        Args:
            cells: the grid, in which the cell is still filled while its color is taken away here.
        """
        layout, side = self.layout, len(self.rows)
        bit = 1 << cells[cell]
        if ((2 << side) - 2) & ~self.at(cell) == bit:
            return True
        for unit in (layout.rows[cell], side + layout.columns[cell], 2 * side + layout.boxes[cell]):
            for other in layout.units[unit]:
                if not cells[other] and not self.at(other) & bit:
                    break
            else:
                return True
        return False

    def copy(self) -> Known:
        """A copy that changes by itself."""
        return Known(self.layout, self.rows.copy(), self.columns.copy(), self.boxes.copy())


def stays_unique(cells: list[int], side: int, cell: int) -> bool:
    """Whether a puzzle with one solution still has only that one when a filled cell is emptied.

    It has not exactly if there is a solution with another color in that cell.
    """
    layout = layout_of(side)
    known = Known.of(cells, side)
    known.flip(cell, cells[cell])
    left = [
        (layout.rows[other], layout.columns[other], layout.boxes[other])
        for other, color in enumerate(cells)
        if not color
    ]
    for color in _COLORS_IN[((2 << side) - 2) & ~known.at(cell)]:
        if color != cells[cell]:
            tried = known.copy()
            tried.flip(cell, color)
            if _is_solvable(tried, left):
                return False
    return True


def _is_solvable(known: Known, left: list[tuple[int, int, int]]) -> bool:
    """Whether the cells that are left, each given by its row, column and box, can be filled.

    Fills cells with one candidate and colors with one place in a unit, then branches on a cell with the fewest
    candidates. Changes `known`.
    """
    rows, columns, boxes = known.rows, known.columns, known.boxes
    side = len(rows)
    full = (2 << side) - 2
    while left:
        rest = []
        for item in left:
            row, column, box = item
            bits = full & ~(rows[row] | columns[column] | boxes[box])
            if bits & (bits - 1):
                rest.append((item, bits))
            elif bits:
                rows[row] |= bits
                columns[column] |= bits
                boxes[box] |= bits
            else:
                return False
        if len(rest) < len(left):
            left = [item for item, _ in rest]
            continue
        once, twice = [0] * (3 * side), [0] * (3 * side)
        for (row, column, box), bits in rest:
            for unit in (row, side + column, 2 * side + box):
                twice[unit] |= once[unit] & bits
                once[unit] |= bits
        if any(full & ~(one | has) for one, has in zip(once, (*rows, *columns, *boxes), strict=True)):
            return False
        left = []
        for item, bits in rest:
            row, column, box = item
            single = bits & (
                once[row] & ~twice[row]
                | once[side + column] & ~twice[side + column]
                | once[2 * side + box] & ~twice[2 * side + box]
            )
            if not single:
                left.append(item)
                continue
            if single & (single - 1) or single & (rows[row] | columns[column] | boxes[box]):
                return False
            rows[row] |= single
            columns[column] |= single
            boxes[box] |= single
        if len(left) < len(rest):
            continue
        (row, column, box), bits = min(rest, key=lambda pair: pair[1].bit_count())
        left.remove((row, column, box))
        for color in _COLORS_IN[bits]:
            tried = known.copy()
            tried.rows[row] |= 1 << color
            tried.columns[column] |= 1 << color
            tried.boxes[box] |= 1 << color
            if _is_solvable(tried, left):
                return True
        return False
    return True


def solved_by_naked_singles(cells: list[int], side: int) -> bool:
    """Whether filling cells that have a single candidate, again and again, solves a grid."""
    layout = layout_of(side)
    full = (2 << side) - 2
    known = Known.of(cells, side)
    rows, columns, boxes = known.rows, known.columns, known.boxes
    left = [
        (layout.rows[cell], layout.columns[cell], layout.boxes[cell]) for cell, color in enumerate(cells) if not color
    ]
    while left:
        rest = []
        for item in left:
            row, column, box = item
            bits = full & ~(rows[row] | columns[column] | boxes[box])
            if bits & (bits - 1):
                rest.append(item)
            else:
                rows[row] |= bits
                columns[column] |= bits
                boxes[box] |= bits
        if len(rest) == len(left):
            return False
        left = rest
    return True


def open_choices(puzzle: Puzzle) -> int:
    """How many colors fit beyond the right one, by row, column and box, over all empty cells."""
    cells = flat(puzzle.givens)
    return sum(candidates(cells, puzzle.side, cell).bit_count() - 1 for cell, color in enumerate(cells) if not color)
