"""Scenes in the making: where a river runs, and where columns, trees, lava and ladders may stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from gameqa.bitboard import bitboard_of
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, beside
from gameqa.rng import Rng

from .engine import BEFORE, COMMON, LAVA, LEFT, RIGHT, RIVER, TREE, World, built
from .reaching import spread
from .seeing import is_standing_seen, is_top_seen

MOST_LOWERED = 12
"""Steps in which a view may be opened."""


@dataclass
class Builder:
    """A scene to which things are added.

    Attributes:
        side: cells along x and y.
        ground, columns, hung: as `engine.built` takes them.
        kept: cells on which nothing may be put any more.
        pieces: sets of cells, as bits, of which those on which one can walk have to stay in one piece.
    """

    side: int
    ground: dict[Cell, str] = field(default_factory=dict)
    columns: dict[Cell, str] = field(default_factory=dict)
    hung: list[tuple[int, int, str, int]] = field(default_factory=list)
    kept: set[Cell] = field(default_factory=set)
    pieces: list[int] = field(default_factory=list)

    def world(self, player: Cell | tuple[()] = (), flag: Cell | tuple[()] = ()) -> World:
        """The scene as it is now."""
        return built(self.side, self.ground, self.columns, self.hung, player, flag)

    def taken(self) -> set[Cell]:
        """The cells on which nothing more may be put."""
        return {*self.ground, *self.columns, *self.kept}

    def is_free(self, cell: Cell) -> bool:
        """Whether a cell is grass with nothing on it, on which something may be put."""
        inside = 0 <= cell[0] < self.side and 0 <= cell[1] < self.side
        return inside and cell not in self.ground and cell not in self.columns and cell not in self.kept

    def free(self) -> list[Cell]:
        """All such cells."""
        taken = self.taken()
        return [cell for cell in all_cells(self.side, self.side) if cell not in taken]

    def free_cell(self, rng: Rng) -> Cell:
        """One of them.

        Raises:
            Redraw: there is none.
        """
        cells = self.free()
        if not cells:
            raise Redraw
        return rng.choice(cells)

    def _walkable(self) -> int:
        """The cells on which one can walk, as bits."""
        board, taken = bitboard_of(self.side), 0
        for x, y in chain(self.ground, self.columns):
            taken |= 1 << x * board.stride + y
        return board.full & ~taken

    def is_whole(self) -> bool:
        """Whether each of the pieces is one, and there is something of it."""
        board, walkable = bitboard_of(self.side), self._walkable()
        return all(piece & walkable and board.connected(piece & walkable) for piece in self.pieces)

    def may_be_whole(self) -> bool:
        """Whether `is_whole` can be once one more thing is put somewhere: on a cell that is alone."""
        board, walkable = bitboard_of(self.side), self._walkable()
        for piece in self.pieces:
            left = piece & walkable
            one = spread(board, left & -left, left)
            other = left & ~one
            if other & (other - 1) and not (one.bit_count() == 1 and board.connected(other)):
                return False
        return True

    def put(self, cell: Cell, kinds: str) -> bool:
        """A column, or lava, in a free cell, unless a piece would fall apart; whether it is there now."""
        table = self.ground if kinds == LAVA else self.columns
        table[cell] = kinds
        if self.is_whole():
            return True
        del table[cell]
        return False

    def cluster(self, rng: Rng, count: int) -> list[Cell]:
        """Up to so many free cells that hang together."""
        first = self.free_cell(rng)
        cells, border, side = [first], list(beside(first)), self.side
        passed = {*self.taken(), first}
        while border and len(cells) < count:
            cell = rng.take(border)
            if 0 <= cell[0] < side and 0 <= cell[1] < side and cell not in passed:
                passed.add(cell)
                cells.append(cell)
                border += beside(cell)
        return cells

    def add_pile(self, rng: Rng, kinds: str, count: int, tallest: int) -> None:
        """Columns side by side, of blocks of these kinds."""
        for cell in self.cluster(rng, count):
            self.columns[cell] = "".join(rng.choice(kinds) for _ in range(rng.between(1, tallest)))

    def add_trees(self, rng: Rng, count: int) -> None:
        """Trees in free cells."""
        for _ in range(count):
            self.columns[self.free_cell(rng)] = TREE

    def add_lava(self, rng: Rng, count: int) -> None:
        """A pool of lava."""
        self.ground.update(dict.fromkeys(self.cluster(rng, count), LAVA))

    def add_ladder(self, rng: Rng, kinds: str, height: int, tall: int) -> None:
        """A ladder on a new column, with its foot in a free cell.

        Args:
            height, tall: cubes of the ladder and of the column.
        """
        faces = rng.shuffled([LEFT, RIGHT])
        for face in faces:
            right, back = BEFORE[face]
            cells = [(x, y) for x, y in self.free() if self.is_free((x + right, y + back))]
            if cells:
                cell = rng.choice(cells)
                self.columns[cell] = "".join(rng.choice(kinds) for _ in range(tall))
                self.hang(cell, face, height)
                return
        raise Redraw

    def hang(self, column: Cell, face: str, height: int) -> None:
        """A ladder on a face of a column; the cell at its foot stays free."""
        self.hung.append((*column, face, height))
        self.kept.add((column[0] + BEFORE[face][0], column[1] + BEFORE[face][1]))

    def open_view(self, ores: frozenset[str] = frozenset()) -> None:
        """Lowers columns until tops of columns, river and lava are seen; trees and lava that stay hidden go.

        Args:
            ores: blocks whose columns must stay as they are, as those with ladders do.

        Raises:
            Redraw: it takes too many steps, or the river stays hidden.
        """
        fixed = {(x, y) for x, y, _, _ in self.hung}
        fixed |= {cell for cell, kinds in self.columns.items() if not ores.isdisjoint(kinds)}
        self._check_fixed(fixed)
        seen: set[Cell] = set()
        for _ in range(MOST_LOWERED):
            heights = {cell: len(kinds) for cell, kinds in self.columns.items()}
            hidden = self._first_hidden(heights, seen)
            if hidden is None:
                for cell in [cell for cell, kinds in self.columns.items() if kinds == TREE]:
                    if not is_standing_seen(heights, cell, 0):
                        del self.columns[cell]
                return
            # A column that is lowered hides no more of any cell but its own.
            seen.discard(self._show(hidden, heights, fixed))
        raise Redraw

    def _check_fixed(self, fixed: set[Cell]) -> None:
        """Raises at once what `open_view` would raise in the end: a fixed column, or the river, is hidden by others."""
        heights = {cell: len(self.columns[cell]) for cell in fixed}
        tallest = max(heights.values(), default=0)
        river = [cell for cell, kind in self.ground.items() if kind == RIVER]
        if not all(is_top_seen(heights, tallest, cell) for cell in (*fixed, *river)):
            raise Redraw

    def _first_hidden(self, heights: dict[Cell, int], seen: set[Cell]) -> Cell | None:
        """The first column, or cell of river or lava, of whose top less than half is seen.

        Args:
            seen: those that are known to be seen; what is found to be seen is added.
        """
        tallest = max(heights.values(), default=0)
        for cell in (*self.columns, *self.ground):
            if cell not in seen:
                if not is_top_seen(heights, tallest, cell):
                    return cell
                seen.add(cell)
        return None

    def _show(self, hidden: Cell, heights: dict[Cell, int], fixed: set[Cell]) -> Cell:
        """Lowers the column that hides a cell most; where that can't be lowered, what is hidden goes.

        Returns:
            the cell that is changed.
        """
        (x, y), own = hidden, heights.get(hidden, 0)
        rises = [
            (heights[cell] - own - steps, cell)
            for steps in range(1, self.side)
            for cell in ((x + steps, y - steps), (x + steps, y - steps + 1), (x + steps - 1, y - steps))
            if cell in heights
        ]
        _, nearer = max(rises, default=(0, hidden))
        if nearer not in fixed:
            kinds = self.columns.pop(nearer)
            if len(kinds) > 1 and kinds != TREE:
                self.columns[nearer] = kinds[:-1]
            return nearer
        if hidden in fixed or self.ground.get(hidden) == RIVER:
            raise Redraw
        self.columns.pop(hidden, None)
        self.ground.pop(hidden, None)
        return hidden


@dataclass(frozen=True)
class Course:
    """How a river runs from edge to edge.

    Attributes:
        along_x: whether it goes on with x, and has its width along y; otherwise the other way round.
        spans: least and greatest number across of the river's cells, for every number along.
    """

    along_x: bool
    spans: tuple[tuple[int, int], ...]

    def cell(self, along: int, across: int) -> Cell:
        """A cell by its numbers."""
        return (along, across) if self.along_x else (across, along)

    def numbers(self, cell: Cell) -> tuple[int, int]:
        """The numbers along and across of a cell."""
        return cell if self.along_x else (cell[1], cell[0])

    def cells(self) -> list[Cell]:
        """All cells between the banks."""
        return [
            self.cell(along, across) for along, (low, high) in enumerate(self.spans) for across in range(low, high + 1)
        ]

    def bank(self, side: int, is_low: bool) -> list[Cell]:
        """The cells on one bank: that of the lesser numbers across, or the other one."""
        return [
            self.cell(along, across)
            for along, (low, high) in enumerate(self.spans)
            for across in (range(low) if is_low else range(high + 1, side))
        ]


def course(rng: Rng, side: int, widths: Sequence[int]) -> Course:
    """A river that winds, with these widths from one edge of the ground to the other, and banks two cells wide where
    there is room."""
    room = [(min(2, (side - width) // 2), max(side - 2 - width, (side - width) // 2)) for width in widths]
    low = rng.between(*room[0])
    spans: list[tuple[int, int]] = []
    for width, (least, most) in zip(widths, room, strict=True):
        low = min(max(low + rng.between(-1, 1), least), most)
        if spans:
            # Cells of one line share a side with some of the line before.
            low = min(max(low, spans[-1][0] - width + 1), spans[-1][1])
        spans.append((low, low + width - 1))
    return Course(rng.chance(1, 2), tuple(spans))


def add_river(builder: Builder, rng: Rng, widest: int) -> Course:
    """A river of 1 to `widest` cells."""
    found = course(rng, builder.side, [rng.between(1, widest) for _ in range(builder.side)])
    for cell in found.cells():
        if not builder.is_free(cell):
            raise Redraw
        builder.ground[cell] = RIVER
    return found


def some_common(rng: Rng, count: int) -> str:
    """Some kinds of blocks that are no ore."""
    return "".join(rng.sample(COMMON, count))
