"""Tangram variant: boards cut into pieces, some of them taken off, and how these fit back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_renamed

from .shapes import Shape, flipped, shape_of, size_of, turned

COLORS = ("red", "blue", "yellow", "green", "orange", "purple", "pink", "mint", "brown")
"""The colors of the pieces 1 to 9; a board has some of these numbers, so the highest does not tell how many."""

LEAST_CELLS = 3
LONGEST_SIDE = 6
"""Rows and columns that a removed piece may have, so that the tray has room for it."""


@dataclass(frozen=True)
class Tangram:
    """A cut board and the pieces taken off it.

    Attributes:
        cut: the number of the piece, from 1, at every cell of the whole board.
        removed: the pieces taken off, in the order in which they are shown.
        turns: clockwise quarter turns of each of them as shown, after flipping.
        flips: whether each of them is shown flipped.
    """

    cut: tuple[tuple[int, ...], ...]
    removed: tuple[int, ...]
    turns: tuple[int, ...]
    flips: tuple[bool, ...]

    @property
    def side(self) -> int:
        """Rows and columns of the board."""
        return len(self.cut)

    @cached_property
    def pieces(self) -> dict[int, tuple[Cell, ...]]:
        """The cells of every piece, in reading order."""
        found: dict[int, list[Cell]] = {}
        for row, numbers in enumerate(self.cut):
            for column, number in enumerate(numbers):
                found.setdefault(number, []).append((row, column))
        return {number: tuple(found[number]) for number in sorted(found)}

    @property
    def on_board(self) -> list[int]:
        """The pieces still on the board, in order."""
        return [number for number in self.pieces if number not in self.removed]

    @property
    def hole(self) -> set[Cell]:
        """All empty cells."""
        return {cell for number in self.removed for cell in self.pieces[number]}

    def number_at(self, cell: Cell) -> int:
        """The piece seen at a cell, 0 where it is empty."""
        number = self.cut[cell[0]][cell[1]]
        return 0 if number in self.removed else number

    def shown(self, number: int) -> Shape:
        """A removed piece as it is shown."""
        place = self.removed.index(number)
        shape = shape_of(self.pieces[number])
        return turned(flipped(shape) if self.flips[place] else shape, self.turns[place])

    def tray_cells(self, number: int) -> list[Cell]:
        """The cells of a removed piece in the tray, where the pieces lie side by side, one column apart."""
        start = sum(size_of(self.shown(other))[1] + 1 for other in self.removed[: self.removed.index(number)])
        return [(row, start + column) for row, column in self.shown(number)]

    @cached_property
    def _contacts(self) -> dict[int, dict[int, tuple[Cell, Cell]]]:
        """For every piece on the board and every one that touches it, two cells that share an edge."""
        found: dict[int, dict[int, tuple[Cell, Cell]]] = {number: {} for number in self.pieces}
        none = (0,) * self.side
        for row, (numbers, below) in enumerate(zip(self.cut, (*self.cut[1:], none), strict=True)):
            for column, (one, right, under) in enumerate(zip(numbers, (*numbers[1:], 0), below, strict=True)):
                for other, beside in ((right, (row, column + 1)), (under, (row + 1, column))):
                    if other and other != one:
                        if other not in self.removed:
                            found[one].setdefault(other, ((row, column), beside))
                        if one not in self.removed:
                            found[other].setdefault(one, (beside, (row, column)))
        return found

    def touching(self, number: int) -> dict[int, tuple[Cell, Cell]]:
        """The pieces on the board that touch a piece, each with a pair of cells that share an edge."""
        return dict(sorted(self._contacts[number].items()))


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: side of the board, least and most pieces, least and most removed."""

    side: int
    pieces: tuple[int, int]
    removed: tuple[int, int]


LEVELS = {
    "easy": Parameters(6, (4, 5), (1, 1)),
    "medium": Parameters(8, (5, 7), (1, 2)),
    "hard": Parameters(10, (7, 9), (1, 2)),
}


def split_key(state: Tangram) -> str:
    """The cut up to rotation, reflection and numbers of the pieces."""
    return cut_key(state.cut)


def cut_key(cut: Sequence[Sequence[int]]) -> str:
    """A cut up to rotation, reflection and numbers of the pieces."""
    rows = tuple("".join(map(str, row)) for row in cut)
    return smallest_renamed(rows)


def new_tangram(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A random board of a level with its pieces taken off."""
    wanted = LEVELS[level]
    return new_board(wanted.side, rng.between(*wanted.pieces), rng.between(*wanted.removed), rng, accept)


def new_board(side: int, pieces: int, removed: int, rng: Rng, accept: Accept) -> Tangram:
    """A random board with numbers of pieces and of adjacent removed ones, shown turned but not flipped."""
    cut = new_cut(side, pieces, rng)
    keep(cut_key(cut), accept)
    return without(cut, removed, rng)


def without(cut: tuple[tuple[int, ...], ...], count: int, rng: Rng, turn: bool = True) -> Tangram:
    """The board with pieces taken off that form one hole.

    Raises:
        Redraw: there are no such pieces that fit into the tray.
    """
    whole = Tangram(cut, (), (), ())
    fitting = [number for number in whole.pieces if fits_tray(whole.pieces[number])]
    if not fitting:
        raise Redraw
    chosen = [rng.choice(fitting)]
    while len(chosen) < count:
        beside = sorted({other for number in chosen for other in whole.touching(number)} & set(fitting) - set(chosen))
        if not beside:
            raise Redraw
        chosen.append(rng.choice(beside))
    turns = tuple(rng.below(4) if turn else 0 for _ in chosen)
    return Tangram(cut, tuple(sorted(chosen)), turns, (False,) * count)


def fits_tray(cells: Sequence[Cell]) -> bool:
    """Whether a piece is small enough to be shown beside the board."""
    rows, columns = [row for row, _ in cells], [column for _, column in cells]
    return max(max(rows) - min(rows), max(columns) - min(columns)) < LONGEST_SIDE


def new_cut(side: int, pieces: int, rng: Rng, placed: Sequence[Sequence[Cell]] = ()) -> tuple[tuple[int, ...], ...]:
    """A random cut into connected pieces of varied sizes.

    Seeds are dropped at random and first grow to the least size; then free cells beside pieces, taken
    in random order, join them, so that a piece with a long edge grows faster.

    Args:
        placed: pieces that are there already; they don't grow.

    Raises:
        Redraw: the try left a cell over, or a piece too small.
    """
    wide = side + 1
    owner = [-1] * (wide * side) + [pieces] * wide
    owner[side::wide] = [pieces] * (side + 1)
    for number, cells in enumerate(placed):
        for row, column in cells:
            owner[row * wide + column] = number
    free = [cell for cell, number in enumerate(owner) if number < 0]
    edge: list[int] = []
    fresh = range(len(placed), pieces)
    for number, seed in zip(fresh, _seeds(owner, free, wide, len(fresh), rng), strict=True):
        owner[seed] = number
        edge += (seed - wide, seed - 1, seed + 1, seed + wide)
    edges = [edge[place * 4 : place * 4 + 4] for place in range(len(fresh))]
    for number, own in zip(fresh, edges, strict=True):
        size = 1
        while size < LEAST_CELLS:
            own[:] = [cell for cell in own if owner[cell] < 0]
            if not own:
                raise Redraw
            cell = rng.choice(own)
            owner[cell] = number
            own += (cell - wide, cell - 1, cell + 1, cell + wide)
            size += 1
    waiting = [(cell, number) for number, own in zip(fresh, edges, strict=True) for cell in own if owner[cell] < 0]
    left = owner.count(-1)
    while waiting:
        cell, number = rng.take(waiting)
        if owner[cell] < 0:
            owner[cell] = number
            left -= 1
            for beside in (cell - wide, cell - 1, cell + 1, cell + wide):
                if owner[beside] < 0:
                    waiting.append((beside, number))
    if left:
        raise Redraw
    names = rng.sample(range(1, len(COLORS) + 1), pieces)
    return tuple(tuple(names[number] for number in owner[row * wide : row * wide + side]) for row in range(side))


def _seeds(owner: Sequence[int], free: Sequence[int], wide: int, count: int, rng: Rng) -> list[int]:
    """Free cells where pieces begin, at least one in every part of the free cells.

    Raises:
        Redraw: there are more parts than seeds, or one that is too small for a piece.
    """
    parts: list[list[int]] = []
    left = set(free)
    while left:
        part = [left.pop()]
        for cell in part:
            for beside in (cell - wide, cell - 1, cell + 1, cell + wide):
                if beside in left:
                    left.remove(beside)
                    part.append(beside)
        if len(part) < LEAST_CELLS:
            raise Redraw
        parts.append(sorted(part))
    if len(parts) == 1:
        return rng.sample(free, count)
    if len(parts) > count:
        raise Redraw
    chosen = [rng.choice(part) for part in sorted(parts)]
    rest = [cell for cell in free if cell not in chosen]
    return rng.shuffled([*chosen, *rng.sample(rest, count - len(chosen))])


def possible_placements(state: Tangram) -> int:
    """How many turns and places on the empty board each removed piece has, multiplied."""
    found = 1
    for number in state.removed:
        forms = {turned(state.shown(number), quarters) for quarters in range(4)}
        places = 0
        for form in forms:
            rows, columns = size_of(form)
            places += (state.side - rows + 1) * (state.side - columns + 1)
        found *= places
    return found
