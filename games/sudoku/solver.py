"""The exact solver of color sudokus, and whether a puzzle has one solution or an easy one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gameqa.rng import Rng

from .layout import COLORS_IN, Layout, colors_in, layout_of

Item = tuple[int, int, int]
"""A cell by the numbers of its row, column and box among all units."""


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
class Known:
    """The colors, as bits 1 << color, that every row, column and box of a grid contains, in the order of its units."""

    layout: Layout
    side: int
    units: list[int]

    @classmethod
    def of(cls, cells: Sequence[int], side: int) -> Known:
        """What the units of a grid contain."""
        layout = layout_of(side)
        units = [0] * (3 * side)
        for (row, column, box), color in zip(layout.units_of, cells, strict=True):
            if color:
                bit = 1 << color
                units[row] |= bit
                units[column] |= bit
                units[box] |= bit
        return cls(layout, side, units)

    def flip(self, cell: int, color: int) -> None:
        """Adds the color of a cell, or takes it away."""
        bit, units = 1 << color, self.units
        row, column, box = self.layout.units_of[cell]
        units[row] ^= bit
        units[column] ^= bit
        units[box] ^= bit

    def candidates(self, cell: int) -> int:
        """The colors that no unit of a cell contains."""
        row, column, box = self.layout.units_of[cell]
        return ((2 << self.side) - 2) & ~(self.units[row] | self.units[column] | self.units[box])

    def forces(self, cells: list[int], cell: int) -> bool:
        """Whether the color of a cell follows at once from the other filled cells.

        Args:
            cells: the grid, in which the cell is still filled while its color is taken away here.
        """
        units, units_of = self.units, self.layout.units_of
        bit = 1 << cells[cell]
        if self.candidates(cell) == bit:
            return True
        for unit in units_of[cell]:
            for other in self.layout.units[unit]:
                if not cells[other]:
                    row, column, box = units_of[other]
                    if not (units[row] | units[column] | units[box]) & bit:
                        break
            else:
                return True
        return False

    def copy(self) -> Known:
        """A copy that changes by itself."""
        return Known(self.layout, self.side, self.units.copy())

    def with_color(self, item: Item, color: int) -> Known:
        """A copy with a color more in the row, column and box of a cell."""
        found = self.copy()
        for unit in item:
            found.units[unit] |= 1 << color
        return found


def _empty_cells(cells: list[int], layout: Layout) -> list[Item]:
    return [item for item, color in zip(layout.units_of, cells, strict=True) if not color]


def stays_unique(cells: list[int], known: Known, cell: int) -> bool:
    """Whether a puzzle with one solution still has only that one when a filled cell is emptied.

    It has not exactly if there is a solution with another color in that cell.

    Args:
        known: what the units of the puzzle contain.
    """
    own = known.layout.units_of[cell]
    left = [own, *_empty_cells(cells, known.layout)]
    known = known.copy()
    known.flip(cell, cells[cell])
    rest = _filled(known, left)
    if rest is None or own not in rest:
        return True
    colors = rest.pop(own)
    return not any(
        color != cells[cell] and _is_solvable(known.with_color(own, color), list(rest)) for color in COLORS_IN[colors]
    )


def _is_solvable(known: Known, left: list[Item]) -> bool:
    """Whether the cells that are left can be filled. Changes `known`."""
    rest = _filled(known, left)
    if not rest:
        return rest is not None
    best = min(rest, key=lambda item: rest[item].bit_count())
    colors = rest.pop(best)
    return any(_is_solvable(known.with_color(best, color), list(rest)) for color in COLORS_IN[colors])


def _filled(known: Known, left: list[Item]) -> dict[Item, int] | None:
    """Fills cells with one candidate, and colors with one place in a unit, again and again. Changes `known`.

    Returns:
        the candidates of the cells that are left then; None where something has no place.
    """
    units, count = known.units, len(known.units)
    full = (2 << known.side) - 2
    while left:
        rest = {}
        for item in left:
            row, column, box = item
            bits = full & ~(units[row] | units[column] | units[box])
            if bits & (bits - 1):
                rest[item] = bits
            elif bits:
                units[row] |= bits
                units[column] |= bits
                units[box] |= bits
            else:
                return None
        if len(rest) < len(left):
            left = list(rest)
            continue
        once, twice = [0] * count, [0] * count
        for (row, column, box), bits in rest.items():
            twice[row] |= once[row] & bits
            once[row] |= bits
            twice[column] |= once[column] & bits
            once[column] |= bits
            twice[box] |= once[box] & bits
            once[box] |= bits
        for one, has in zip(once, units, strict=True):
            if one | has != full:
                return None
        only = [one & ~more for one, more in zip(once, twice, strict=True)]
        left = []
        for item, bits in rest.items():
            row, column, box = item
            single = bits & (only[row] | only[column] | only[box])
            if not single:
                left.append(item)
                continue
            if single & (single - 1) or single & (units[row] | units[column] | units[box]):
                return None
            units[row] |= single
            units[column] |= single
            units[box] |= single
        if len(left) == len(rest):
            return rest
    return {}


def solved_by_naked_singles(cells: list[int], known: Known) -> bool:
    """Whether filling cells that have a single candidate, again and again, solves a grid.

    Args:
        known: what the units of the grid contain.
    """
    units, full = known.units.copy(), (2 << known.side) - 2
    left = _empty_cells(cells, known.layout)
    while left:
        rest = []
        for item in left:
            row, column, box = item
            bits = full & ~(units[row] | units[column] | units[box])
            if bits & (bits - 1):
                rest.append(item)
            else:
                units[row] |= bits
                units[column] |= bits
                units[box] |= bits
        if len(rest) == len(left):
            return False
        left = rest
    return True
