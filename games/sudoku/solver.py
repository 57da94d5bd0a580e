"""The exact solver of color sudokus, and whether a puzzle has one solution or an easy one."""

from __future__ import annotations

from dataclasses import dataclass

from gameqa.rng import Rng

from .layout import COLORS_IN, Layout, colors_in, layout_of

Item = tuple[int, int, int]
"""A cell by the numbers of its row, column and box."""


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

    def with_color(self, item: Item, color: int) -> Known:
        """A copy with a color more in the row, column and box of a cell."""
        found = self.copy()
        row, column, box = item
        found.rows[row] |= 1 << color
        found.columns[column] |= 1 << color
        found.boxes[box] |= 1 << color
        return found


def _empty_cells(cells: list[int], layout: Layout) -> list[Item]:
    return [
        (layout.rows[cell], layout.columns[cell], layout.boxes[cell]) for cell, color in enumerate(cells) if not color
    ]


def stays_unique(cells: list[int], known: Known, cell: int) -> bool:
    """Whether a puzzle with one solution still has only that one when a filled cell is emptied.

    It has not exactly if there is a solution with another color in that cell.

    Args:
        known: what the units of the puzzle contain.
    """
    layout = known.layout
    own = (layout.rows[cell], layout.columns[cell], layout.boxes[cell])
    known = known.copy()
    known.flip(cell, cells[cell])
    rest = _filled(known, [own, *_empty_cells(cells, layout)])
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
    rows, columns, boxes = known.rows, known.columns, known.boxes
    side = len(rows)
    full = (2 << side) - 2
    while left:
        rest = {}
        for item in left:
            row, column, box = item
            bits = full & ~(rows[row] | columns[column] | boxes[box])
            if bits & (bits - 1):
                rest[item] = bits
            elif bits:
                rows[row] |= bits
                columns[column] |= bits
                boxes[box] |= bits
            else:
                return None
        if len(rest) < len(left):
            left = list(rest)
            continue
        once, twice = [0] * (3 * side), [0] * (3 * side)
        for (row, column, box), bits in rest.items():
            for unit in (row, side + column, 2 * side + box):
                twice[unit] |= once[unit] & bits
                once[unit] |= bits
        if any(full & ~(one | has) for one, has in zip(once, (*rows, *columns, *boxes), strict=True)):
            return None
        left = []
        for item, bits in rest.items():
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
                return None
            rows[row] |= single
            columns[column] |= single
            boxes[box] |= single
        if len(left) == len(rest):
            return rest
    return {}


def solved_by_naked_singles(cells: list[int], known: Known) -> bool:
    """Whether filling cells that have a single candidate, again and again, solves a grid.

    Args:
        known: what the units of the grid contain.
    """
    known = known.copy()
    rows, columns, boxes = known.rows, known.columns, known.boxes
    full = (2 << len(rows)) - 2
    left = _empty_cells(cells, known.layout)
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
