"""3D reconstruction: structures of voxels, their projections, and the exact search for additions.

A set of voxels is a number with one bit for each place of the grid (`gameqa.isometric.voxel_bit`);
states hold positions (x, y, z) counted from 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from math import ceil

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.isometric import FACE_AREAS, faces_of, voxel_bit
from gameqa.rng import Rng

Position = tuple[int, int, int]
Grid = tuple[tuple[int, ...], ...]
"""A projection: rows from the top, 1 for a filled cell."""

FRONT, SIDE, TOP = "front", "side", "top"
POINTS = 16
"""Points of a face that are looked at."""

LEAST_SHOWN = 3
"""How much of every voxel is seen at least, in square units of the picture: three quarters of the top."""

HIGHEST_START = 3
"""How high the voxel may be from which a structure grows: higher ones make structures less flat."""


@dataclass(frozen=True)
class Reconstruction:
    """A structure and what it is to become.

    Attributes:
        side: places along every axis.
        voxels: the positions of the structure, in ascending order.
        front, side_view: the target projections onto y and z, and onto x and z; the highest z first.
        left: how many voxels may be added at most; 0 where nothing is to be added.
    """

    side: int
    voxels: tuple[Position, ...]
    front: Grid
    side_view: Grid
    left: int

    @cached_property
    def bits(self) -> int:
        """The structure as a set."""
        return bits_of(self.voxels, self.side)


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: places along every axis, least and most voxels of the structure."""

    side: int
    voxels: tuple[int, int]


LEVELS = {
    "easy": Parameters(4, (5, 8)),
    "medium": Parameters(4, (9, 12)),
    "hard": Parameters(4, (13, 18)),
}


def bit_of(position: Sequence[int], side: int) -> int:
    """The bit of a position."""
    x, y, z = position
    return voxel_bit((x - 1, y - 1, z - 1), side)


def bits_of(positions: Iterable[Sequence[int]], side: int) -> int:
    """The set of positions."""
    found = 0
    for position in positions:
        found |= bit_of(position, side)
    return found


@cache
def places(side: int) -> dict[int, Position]:
    """All positions by their bits, in ascending order of positions."""
    numbers = range(1, side + 1)
    return {bit_of((x, y, z), side): (x, y, z) for x in numbers for y in numbers for z in numbers}


def positions_of(bits: int, side: int) -> tuple[Position, ...]:
    """The positions of a set, in ascending order."""
    return tuple([position for bit, position in places(side).items() if bits & bit])


@cache
def neighbors(side: int) -> dict[int, int]:
    """For every bit the set of positions that share a face with its position."""
    found = {}
    for bit, (x, y, z) in places(side).items():
        around = [(x + 1, y, z), (x - 1, y, z), (x, y + 1, z), (x, y - 1, z), (x, y, z + 1), (x, y, z - 1)]
        found[bit] = bits_of([other for other in around if all(1 <= part <= side for part in other)], side)
    return found


@cache
def columns(side: int, view: str) -> tuple[tuple[int, ...], ...]:
    """For every cell of a projection, rows from the top, the set of positions that it shows."""
    numbers = range(1, side + 1)

    def position(across: int, up: int, depth: int) -> Position:
        if view == FRONT:
            return depth, across, up
        if view == SIDE:
            return across, depth, up
        return across, up, depth

    return tuple(
        tuple(bits_of([position(across, up, depth) for depth in numbers], side) for across in numbers)
        for up in reversed(numbers)
    )


@lru_cache(maxsize=8192)
def projection(bits: int, side: int, view: str) -> Grid:
    """A projection of a set: front onto y and z, side onto x and z, top onto x and y."""
    return tuple([tuple([1 if bits & column else 0 for column in row]) for row in columns(side, view)])


def cell_of(position: Position, view: str) -> tuple[int, int]:
    """Across and up of a position in a projection, from 1."""
    x, y, z = position
    return {FRONT: (y, z), SIDE: (x, z), TOP: (x, y)}[view]


def spread(bits: int, side: int) -> int:
    """All positions that share a face with a set and don't belong to it."""
    top, first, last = _within(side)
    layer = side * side
    around = bits << layer & top | bits >> layer
    around |= (bits & ~last[1]) << side | (bits & ~first[1]) >> side
    around |= (bits & ~last[0]) << 1 | (bits & ~first[0]) >> 1
    return around & ~bits


@cache
def _within(side: int) -> tuple[int, tuple[int, int], tuple[int, int]]:
    """All positions, those where x and where y is least, and those where x and where y is greatest."""
    found = places(side).items()
    first, last = (
        tuple(sum(bit for bit, position in found if position[axis] == end) for axis in (0, 1)) for end in (1, side)
    )
    return sum(places(side)), (first[0], first[1]), (last[0], last[1])


def reached(bits: int, within: int, side: int) -> int:
    """A set with all that is reached from it over shared faces within another set."""
    while True:
        wider = bits | spread(bits, side) & within
        if wider == bits:
            return bits
        bits = wider


def is_connected(bits: int, side: int) -> bool:
    """Whether every voxel is reached from every other over shared faces."""
    return bits != 0 and reached(bits & -bits, bits, side) == bits


def each_bit(bits: int) -> Iterator[int]:
    """The single bits of a set, in ascending order."""
    while bits:
        bit = bits & -bits
        yield bit
        bits ^= bit


def all_shown(bits: int, side: int, new: int = 0, least: float = LEAST_SHOWN) -> bool:
    """Whether the viewer sees enough of every voxel.

    Args:
        new: where given, the one voxel without which it was so.
        least: how much is enough, in square units of the picture; not more than a whole face.
    """
    lines, enough, left = _any_lines(side), ceil(least * POINTS), bits
    if new:
        left &= _behind(side)[new] | new
    while left:
        bit = left & -left
        top, near, right = lines[bit]
        # One face with nothing before it is enough; the points of all faces are looked at where there is none.
        if top & bits and near & bits and right & bits and not _is_shown(bit, bits, side, enough):
            return False
        left ^= bit
    return True


def _is_shown(bit: int, bits: int, side: int, enough: int) -> bool:
    """Whether the viewer sees enough of a voxel.

    Args:
        enough: in parts of a square unit, of which there are `POINTS`.
    """
    shown = 0
    for line, area in _lines(side)[bit]:
        if not line & bits:
            shown += area
            if shown >= enough:
                return True
    return False


@cache
def _lines(side: int) -> dict[int, tuple[tuple[int, int], ...]]:
    """For every bit the sets of positions before points of its faces, each once, with how much of the faces these
    points stand for, in parts of a square unit, of which there are `POINTS`."""
    found = {}
    for bit, faces in faces_of(side).items():
        areas: Counter[int] = Counter()
        for face, area in zip(faces, FACE_AREAS, strict=True):
            for line in face.lines:
                areas[line] += round(area * POINTS / len(face.lines))
        found[bit] = tuple(areas.items())
    return found


@cache
def _any_lines(side: int) -> dict[int, tuple[int, ...]]:
    """For every bit the positions before each face."""
    return {bit: tuple(face.any_line for face in faces) for bit, faces in faces_of(side).items()}


@cache
def _behind(side: int) -> dict[int, int]:
    """For every bit the positions before some face of which it is."""
    return {
        bit: sum(other for other, lines in _any_lines(side).items() if any(line & bit for line in lines))
        for bit in places(side)
    }


def grown(
    start: int,
    count: int,
    side: int,
    rng: Rng,
    allowed: int = -1,
    suits: Callable[[int, int, int], bool] | None = all_shown,
) -> int:
    """A connected set with `count` voxels more than `start`, each a random neighbor of those before it.

    Args:
        allowed: the positions that may be added.
        suits: what must stay true of the set, such as that every voxel can be seen; it is asked with
            the set, the side and the new voxel.

    Raises:
        Redraw: there is no such neighbor left.
    """
    bits, beside = start, neighbors(side)
    near, tried = spread(start, side) & allowed, 0
    while count:
        around = near & ~bits & ~tried
        if not around:
            raise Redraw
        for _ in range(rng.below(around.bit_count())):
            around &= around - 1
        bit = around & -around
        if suits is None or suits(bits | bit, side, bit):
            bits |= bit
            near |= beside[bit] & allowed
            count -= 1
        else:
            tried |= bit
    return bits


def new_structure(level: str, rng: Rng, count: int = 0) -> int:
    """A random connected structure that rests on the floor, all voxels visible.

    Args:
        count: how many voxels it has; a number of the level that is drawn first where not given.
    """
    wanted = LEVELS[level]
    count = count or rng.steady("voxels").between(*wanted.voxels)
    bits = grown(rng.choice(_starts(wanted.side)), count - 1, wanted.side, rng)
    if not bits & floor(wanted.side):
        raise Redraw
    return bits


@cache
def _starts(side: int) -> tuple[int, ...]:
    """The positions from which structures grow."""
    return tuple(bit for bit, (_, _, z) in places(side).items() if z <= HIGHEST_START)


@cache
def floor(side: int) -> int:
    """The set of the lowest positions."""
    return bits_of([position for position in places(side).values() if position[2] == 1], side)


@lru_cache(maxsize=2048)
def split_key_of(bits: int, side: int) -> str:
    """A structure up to turns about the vertical axis and reflection in vertical planes."""
    images = (turned(image, side, quarters) for image in (bits, mirrored(bits, side)) for quarters in range(4))
    return f"{side}/{min(images):x}"


def split_key(state: Reconstruction) -> str:
    """The structure up to symmetry; targets do not matter."""
    return split_key_of(state.bits, state.side)


def new_state(level: str, rng: Rng, accept: Accept) -> Reconstruction:
    """A structure to which nothing is to be added: its own projections are the targets."""
    bits = accepted_structure(level, rng, accept)
    return with_target(bits, bits, 0, level)


def accepted_structure(level: str, rng: Rng, accept: Accept) -> int:
    """A random structure of the wanted split."""
    bits = new_structure(level, rng)
    keep(split_key_of(bits, LEVELS[level].side), accept)
    return bits


def with_target(bits: int, target: int, left: int, level: str) -> Reconstruction:
    """The state with a structure, the projections of a target, and a number of voxels left."""
    side = LEVELS[level].side
    return Reconstruction(
        side, positions_of(bits, side), projection(target, side, FRONT), projection(target, side, SIDE), left
    )


Table = tuple[tuple[int, ...], ...]
"""Where a mapping brings positions: for every byte of a set, and every value of it, the set that it becomes."""


@cache
def _turn_table(side: int) -> Table:
    return _table({bit: bit_of((side + 1 - y, x, z), side) for bit, (x, y, z) in places(side).items()})


@cache
def _mirror_table(side: int) -> Table:
    return _table({bit: bit_of((y, x, z), side) for bit, (x, y, z) in places(side).items()})


def _table(mapping: Mapping[int, int]) -> Table:
    """The table of a mapping of single bits."""
    last = max(mapping).bit_length()
    return tuple(
        tuple(sum(mapping.get(bit, 0) for bit in each_bit(value << first)) for value in range(256))
        for first in range(0, last, 8)
    )


def _mapped(bits: int, table: Table) -> int:
    found = 0
    for row, value in zip(table, bits.to_bytes(len(table), "little"), strict=True):
        found |= row[value]
    return found


def turned(bits: int, side: int, quarters: int) -> int:
    """The structure turned about the vertical axis, counterclockwise as seen from above."""
    for _ in range(quarters % 4):
        bits = _mapped(bits, _turn_table(side))
    return bits


def mirrored(bits: int, side: int) -> int:
    """The structure with x and y exchanged."""
    return _mapped(bits, _mirror_table(side))


def shifted_form(bits: int, side: int, first: int = 0) -> tuple[Position, ...]:
    """The structure shifted to the corner of the least x, y and z: equal for shifted copies.

    Args:
        first: the least x and y; z stays as it is where it is not 0.
    """
    positions = positions_of(bits, side)
    right, away, up = (min(parts) - first for parts in zip(*positions, strict=True))
    if first:
        up = 0
    return tuple([(x - right, y - away, z - up) for x, y, z in positions])


def open_places(state: Reconstruction) -> int:
    """Free places whose cells are filled in both targets: where a voxel may be added."""
    taken = set(state.voxels)
    return sum(
        (x, y, z) not in taken
        and state.front[state.side - z][y - 1] == 1
        and state.side_view[state.side - z][x - 1] == 1
        for x, y, z in places(state.side).values()
    )
