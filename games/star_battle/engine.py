"""Star battle: boards cut into regions, with some of their stars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from gameqa.bitboard import BitBoard, bitboard_of, bits_of
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image, smallest_renamed

from .cutting import cut, grown, recut
from .deduction import COLUMN, HARDEST, REGION, ROW, Deduction, Unit


@lru_cache(maxsize=64)
def _regions_of(rows: tuple[str, ...]) -> tuple[int, ...]:
    """The cells of every region, as bits."""
    bit = bitboard_of(len(rows)).bit
    found = [0] * len(rows)
    for row, line in enumerate(rows):
        for column, number in enumerate(line):
            found[int(number) - 1] |= bit((row, column))
    return tuple(found)


@lru_cache(maxsize=64)
def _closed_by(rows: tuple[str, ...], solution: tuple[int, ...]) -> tuple[tuple[int, int, int, int], ...]:
    """What the star of every row closes: the cells around it, its row, its column and its region."""
    geometry = bitboard_of(len(rows))
    return tuple(
        (
            geometry.around[geometry.bit((row, column))],
            geometry.rows[row],
            geometry.columns[column],
            _regions_of(rows)[int(rows[row][column]) - 1],
        )
        for row, column in enumerate(solution)
    )


@dataclass(frozen=True)
class Battle:
    """A board with its regions and some of its stars.

    Attributes:
        regions: the number of every cell's region, from 1, row by row.
        solution: the column of every row's star; where stars are to be deduced, there is no other solution.
        seen: the rows whose stars are seen, in ascending order.
    """

    regions: tuple[str, ...]
    solution: tuple[int, ...]
    seen: tuple[int, ...]

    @property
    def side(self) -> int:
        """Cells along an edge."""
        return len(self.regions)

    @property
    def geometry(self) -> BitBoard:
        """The board's cells and lines as bits."""
        return bitboard_of(len(self.regions))

    @cached_property
    def stars(self) -> int:
        """The stars that are seen, as bits."""
        return self.geometry.bits((row, self.solution[row]) for row in self.seen)

    @cached_property
    def solution_bits(self) -> int:
        """All stars of the solution, as bits."""
        return self.geometry.bits(enumerate(self.solution))

    @property
    def missing(self) -> int:
        """The stars that are not seen, as bits."""
        return self.solution_bits & ~self.stars

    @property
    def region_bits(self) -> tuple[int, ...]:
        """The cells of every region."""
        return _regions_of(self.regions)

    def region(self, cell: Cell) -> int:
        """The place of a cell's region among `region_bits`."""
        return int(self.regions[cell[0]][cell[1]]) - 1

    def cells(self, bits: int) -> list[Cell]:
        """The cells of a set, row by row."""
        return self.geometry.cells(bits)

    def unit(self, unit: Unit) -> int:
        """The cells of a row, column or region, as bits."""
        kind, number = unit
        geometry = self.geometry
        return {ROW: geometry.rows, COLUMN: geometry.columns, REGION: self.region_bits}[kind][number]

    @cached_property
    def closed_by(self) -> tuple[int, int, int, int]:
        """The cells that touch a star that is seen, and those of the rows, columns and regions that have one."""
        touched = rows = columns = regions = 0
        every = _closed_by(self.regions, self.solution)
        for row in self.seen:
            around, own_row, own_column, own_region = every[row]
            touched |= around
            rows |= own_row
            columns |= own_column
            regions |= own_region
        return touched, rows, columns, regions

    @property
    def placeable(self) -> int:
        """The empty cells in which a star breaks no rule at once, as bits."""
        touched, rows, columns, regions = self.closed_by
        return self.geometry.full & ~(touched | rows | columns | regions)


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: cells along an edge, the hardest technique that may be needed where stars are deduced."""

    side: int
    hardest: int


LEVELS = {"easy": Parameters(5, 2), "medium": Parameters(7, 3), "hard": Parameters(9, HARDEST)}


@cache
def arrangements(side: int) -> tuple[tuple[int, ...], ...]:
    """All ways to put one star into every row and column so that none touch: the column of every row's star."""
    found: list[tuple[int, ...]] = [()]
    for _ in range(side):
        found = [
            (*columns, column)
            for columns in found
            for column in range(side)
            if column not in columns and (not columns or abs(columns[-1] - column) > 1)
        ]
    return tuple(found)


USUAL = 3
"""The hardest technique that boards need of which nothing is to be deduced, or little."""

MOST_CUTS = 8
"""How often one arrangement of stars is cut into regions at most."""

MOST_RECUTS = 24
"""How often cells of a small board change their regions at most, until it is of the wanted split."""


def board_of(level: str, rng: Rng, accept: Accept, least: int = 1) -> tuple[Battle, Deduction]:
    """A board of a level with all its stars, and how the techniques find them.

    Args:
        least: the least hard technique that must be needed; where none, boards are as hard as comes.
    """
    wanted = LEVELS[level]
    solution = _arrangement(wanted.side, rng, accept)
    hardest = wanted.hardest if least > 1 else USUAL
    regions, deduction = _cut_somehow(_stars(solution), rng, hardest, least)
    battle = _battle(solution, regions)
    if wanted.side > SMALL:
        return battle, deduction
    for _ in range(MOST_RECUTS):
        if accept(split_key(battle)):
            return battle, deduction
        again = recut(_stars(solution), regions, rng, hardest, least)
        if again is not None:
            regions, deduction = again
            battle = _battle(solution, regions)
    raise Redraw


def loose_board(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board of a level with all its stars, which others may solve too: for what is seen, not deduced."""
    solution = _arrangement(LEVELS[level].side, rng, accept)
    battle = _battle(solution, grown(_stars(solution), rng))
    if battle.side <= SMALL:
        keep(split_key(battle), accept)
    return battle


def _arrangement(side: int, rng: Rng, accept: Accept) -> tuple[int, ...]:
    """An arrangement of stars for this split."""
    solution = rng.choice(arrangements(side))
    if side > SMALL:
        keep(_key_of_stars(solution), accept)
    return solution


def _stars(solution: Sequence[int]) -> list[int]:
    return [1 << row * (len(solution) + 1) + column for row, column in enumerate(solution)]


def _battle(solution: tuple[int, ...], regions: Sequence[int]) -> Battle:
    """The board with regions numbered in reading order."""
    side = len(solution)
    stride = side + 1
    names = [""] * (side * stride)
    order = sorted(range(side), key=lambda number: regions[number] & -regions[number])
    for name, number in enumerate(order, 1):
        for bit in bits_of(regions[number]):
            names[bit.bit_length() - 1] = str(name)
    rows = tuple("".join(names[row * stride : row * stride + side]) for row in range(side))
    return Battle(rows, solution, tuple(range(side)))


def _cut_somehow(stars: Sequence[int], rng: Rng, hardest: int, least: int) -> tuple[list[int], Deduction]:
    """As `cut`, tried a few times."""
    for _ in range(MOST_CUTS):
        try:
            return cut(stars, rng, hardest, least)
        except Redraw:
            continue
    raise Redraw


def showing(battle: Battle, rows: Sequence[int]) -> Battle:
    """The board with the stars of some rows."""
    return Battle(battle.regions, battle.solution, tuple(sorted(rows)))


def showing_bits(battle: Battle, stars: int) -> Battle:
    """The board with some of its stars, which are given as bits."""
    return showing(battle, [row for row, _ in battle.cells(stars)])


def some_rows(battle: Battle, count: int, rng: Rng) -> list[int]:
    """So many rows at random."""
    return rng.sample(range(battle.side), count)


SMALL = 5
"""Boards of this side have few arrangements of stars; these do not tell splits apart, regions do."""


def _key_of_stars(solution: Sequence[int]) -> str:
    side = len(solution)
    return "/".join(smallest_image(["." * column + "*" + "." * (side - 1 - column) for column in solution]))


@lru_cache(maxsize=8)
def _key_of_regions(regions: tuple[str, ...]) -> str:
    return smallest_renamed(regions)


def split_key(battle: Battle) -> str:
    """All stars up to turns and reflections, whatever the regions are; on small boards the regions up to these."""
    return _key_of_regions(battle.regions) if battle.side <= SMALL else _key_of_stars(battle.solution)


def new_battle(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board of a level with any number of stars from one to all but one."""
    battle = loose_board(level, rng, accept)
    return showing(battle, some_rows(battle, rng.between(1, battle.side - 1), rng))


def cells_to_look_at(battle: Battle) -> float:
    """The number of cells."""
    return battle.side**2


def solves(battle: Battle, cells: Sequence[Cell]) -> bool:
    """Whether new stars in these cells, together with those that are seen, keep all rules."""
    geometry = battle.geometry
    if any(len(cell) != 2 or not all(0 <= number < battle.side for number in cell) for cell in cells):
        return False
    new = geometry.bits(set(cells))
    stars = battle.stars | new
    if len(set(cells)) < len(cells) or new & battle.stars:
        return False
    if any(geometry.around[star] & stars for star in bits_of(stars)):
        return False
    units = (*geometry.rows, *geometry.columns, *battle.region_bits)
    return all((unit & stars).bit_count() == 1 for unit in units)
