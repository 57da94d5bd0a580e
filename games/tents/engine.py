"""Tents: camps with trees, some of the tents, and the number of tents of every row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from gameqa.bitboard import BitBoard, bitboard_of, bits_of, some_bit, some_of
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

from .deduction import HARDEST, Deduction

EMPTY, TREE, TENT = ".", "T", "A"

_ONES = {sign: {ord(other): "1" if other == sign else "0" for other in (EMPTY, TREE, TENT)} for sign in (TREE, TENT)}

MOST_REPAIRS = 6
"""How often trees are moved at most until a camp has one solution."""


@dataclass(frozen=True)
class Camp:
    """A board with its trees and some of its tents.

    Attributes:
        shown: what is seen, row by row: "." an empty cell, "T" a tree, "A" a tent. All tents are right.
        solution: the cells of all tents, in ascending order; there is no other solution.
    """

    shown: tuple[str, ...]
    solution: tuple[Cell, ...]

    @property
    def side(self) -> int:
        """Cells along an edge."""
        return len(self.shown)

    @property
    def geometry(self) -> BitBoard:
        """The board's cells and lines as bits."""
        return bitboard_of(len(self.shown))

    def sign(self, cell: Cell) -> str:
        """What is seen in a cell."""
        return self.shown[cell[0]][cell[1]]

    @cached_property
    def trees(self) -> int:
        """The trees, as bits."""
        return self._signs(TREE)

    @cached_property
    def tents(self) -> int:
        """The tents that are seen, as bits."""
        return self._signs(TENT)

    @cached_property
    def solution_bits(self) -> int:
        """All tents of the solution, as bits."""
        return self.geometry.bits(self.solution)

    @property
    def missing(self) -> int:
        """The tents that are not seen, as bits."""
        return self.solution_bits & ~self.tents

    @cached_property
    def clues(self) -> tuple[int, ...]:
        """How many tents every row has in the solution, then every column."""
        tents = self.solution_bits
        return tuple((line & tents).bit_count() for line in self.geometry.lines)

    def need(self, line: int) -> int:
        """How many tents a line still lacks."""
        return self.clues[line] - (self.geometry.lines[line] & self.tents).bit_count()

    def cells(self, bits: int) -> list[Cell]:
        """The cells of a set, row by row."""
        return self.geometry.cells(bits)

    @cached_property
    def next_to_trees(self) -> int:
        """The cells that hold no tree and share an edge with one, as bits."""
        beside, found = self.geometry.beside, 0
        for tree in bits_of(self.trees):
            found |= beside[tree]
        return found & ~self.trees

    @cached_property
    def full_lines(self) -> tuple[int, ...]:
        """The rows and columns that have all their tents, by their numbers among the lines."""
        return tuple(line for line in range(2 * self.side) if self.need(line) == 0)

    @cached_property
    def touched(self) -> int:
        """The cells that touch a tent that is seen, as bits."""
        around, found = self.geometry.around, 0
        for tent in bits_of(self.tents):
            found |= around[tent]
        return found

    @cached_property
    def placeable(self) -> int:
        """The empty cells in which a tent breaks no rule at once, as bits."""
        found = self.next_to_trees & ~self.tents & ~self.touched
        for line in self.full_lines:
            found &= ~self.geometry.lines[line]
        return found

    def _signs(self, sign: str) -> int:
        # A row is one bit longer than the board is wide; the first cell is the lowest bit.
        text = ".".join(self.shown)
        return int(text[::-1].translate(_ONES[sign]), 2)


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: cells along an edge, least and most trees, the hardest technique that it may need."""

    side: int
    trees: tuple[int, int]
    hardest: int


LEVELS = {
    "easy": Parameters(7, (7, 10), 1),
    "medium": Parameters(10, (14, 20), 2),
    "hard": Parameters(13, (27, 34), HARDEST),
}


def scattered(side: int, count: int, rng: Rng, first: int = 0, closed: int = 0) -> int:
    """Random tents of which no two touch, as bits.

    Args:
        first: tents that are taken in any case.
        closed: cells in which there is no other tent.

    Raises:
        Redraw: the board filled up before there were so many.
    """
    geometry = bitboard_of(side)
    around, stride = geometry.around, geometry.stride
    tents, free = first, geometry.full & ~(first | closed)
    for bit in bits_of(first):
        free &= ~around[bit]
    count -= first.bit_count()
    cells = list(all_cells(side, side))
    while count > 0:
        if not free:
            raise Redraw
        row, column = rng.take(cells)
        bit = 1 << row * stride + column
        if free & bit:
            tents |= bit
            free &= ~(bit | around[bit])
            count -= 1
    return tents


def planted(side: int, tents: int, rng: Rng, hardest: int) -> tuple[int, Deduction]:
    """Trees beside tents, one for each, such that the techniques find all tents; and how they do.

    Trees of tents that are not found are moved.

    Args:
        tents: the tents, as bits.
        hardest: the hardest technique that may be needed.

    Raises:
        Redraw: there is no room for a tree, or too many were moved.
    """
    geometry = bitboard_of(side)
    beside = geometry.beside
    tree_of: dict[int, int] = {}
    trees = 0
    for tent in bits_of(tents):
        room = beside[tent] & ~(tents | trees)
        if not room:
            raise Redraw
        tree_of[tent] = some_bit(room, rng)
        trees |= tree_of[tent]
    clues = tuple((line & tents).bit_count() for line in geometry.lines)
    for _ in range(1 + MOST_REPAIRS):
        deduction = Deduction(geometry, trees, 0, clues, hardest)
        if deduction.tents == tents:
            return trees, deduction
        wrong = deduction.open & ~tents
        moved = False
        for tent in bits_of(tents & deduction.open):
            if beside[tree_of[tent]] & wrong:
                places = list(bits_of(beside[tent] & ~(tents | trees)))
                if places:
                    best = min(places, key=lambda bit: ((beside[bit] & wrong).bit_count(), rng.below(8)))
                    trees ^= tree_of[tent] | best
                    tree_of[tent] = best
                    moved = True
        if not moved:
            raise Redraw
    raise Redraw


@lru_cache(maxsize=8)
def tents_split_key(side: int, tents: int) -> str:
    """The tents of a solution up to turns and reflections."""
    stride = side + 1
    text = f"{tents:0{side * stride}b}"[::-1]
    return "/".join(smallest_image([text[row * stride : row * stride + side] for row in range(side)]))


def split_key(camp: Camp) -> str:
    """All tents up to turns and reflections: camps that differ in trees, or in which tents are seen, share a split."""
    return tents_split_key(camp.side, camp.solution_bits)


def camp_of(side: int, trees: int, tents: int, seen: int) -> Camp:
    """The camp with these trees, tents and tents that are seen, as bits."""
    geometry = bitboard_of(side)
    signs = [EMPTY] * (side * geometry.stride)
    for bits, sign in ((trees, TREE), (seen, TENT)):
        for bit in bits_of(bits):
            signs[bit.bit_length() - 1] = sign
    stride = geometry.stride
    shown = tuple("".join(signs[row * stride : row * stride + side]) for row in range(side))
    return Camp(shown, tuple(geometry.cells(tents)))


def pitched(
    side: int, count: int, rng: Rng, accept: Accept, hardest: int = HARDEST, first: int = 0, closed: int = 0
) -> tuple[int, int, Deduction]:
    """Trees and tents, as bits, of a camp with one solution, and how the techniques solve it without any tent.

    Args:
        count: how many tents.
        hardest: the hardest technique that may be needed.
        first: tents that are taken in any case, as bits.
        closed: cells in which there is no other tent.
    """
    tents = scattered(side, count, rng, first, closed)
    keep(tents_split_key(side, tents), accept)
    trees, deduction = planted(side, tents, rng, hardest)
    return trees, tents, deduction


def new_camp(level: str, rng: Rng, accept: Accept) -> Camp:
    """A camp of a level with any number of tents from one to all but one."""
    wanted = LEVELS[level]
    count = rng.between(*wanted.trees)
    trees, tents, _ = pitched(wanted.side, count, rng, accept, wanted.hardest)
    return camp_of(wanted.side, trees, tents, some_of(tents, rng.between(1, count - 1), rng))


def cells_to_look_at(camp: Camp) -> float:
    """The number of cells."""
    return camp.side**2


def solves(camp: Camp, cells: Sequence[Cell]) -> bool:
    """Whether new tents in these cells, together with those that are seen, keep all rules."""
    geometry = camp.geometry
    if any(len(cell) != 2 or not all(0 <= number < camp.side for number in cell) for cell in cells):
        return False
    new = geometry.bits(set(cells))
    tents = camp.tents | new
    if len(set(cells)) < len(cells) or new & (camp.tents | camp.trees) or camp.trees.bit_count() != tents.bit_count():
        return False
    if any(geometry.around[tent] & tents for tent in bits_of(tents)):
        return False
    if any((line & tents).bit_count() != clue for line, clue in zip(geometry.lines, camp.clues, strict=True)):
        return False
    return _matched(geometry, camp.trees, tents)


def _matched(geometry: BitBoard, trees: int, tents: int) -> bool:
    """Whether each tent can have a tree of its own beside it, by augmenting paths (Kuhn's algorithm)."""
    tent_of: dict[int, int] = {}

    def finds_tree(tent: int, tried: set[int]) -> bool:
        for tree in bits_of(geometry.beside[tent] & trees):
            if tree not in tried:
                tried.add(tree)
                if tree not in tent_of or finds_tree(tent_of[tree], tried):
                    tent_of[tree] = tent
                    return True
        return False

    return all(finds_tree(tent, set()) for tent in bits_of(tents))
