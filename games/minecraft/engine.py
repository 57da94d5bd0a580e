"""The block world: a square ground with a river and lava, columns of blocks, trees, ladders, a player and a flag.

Cells (x, y) are counted from 0 here and from 1 in texts; x grows toward the lower right of the picture, y toward the
upper right. Heights count the blocks of a column.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from gameqa.bitboard import BitBoard, bitboard_of
from gameqa.contract import level_by
from gameqa.grid import Cell

GRASS, RIVER, LAVA = ".", "~", "!"
BRICK, STONE, GOLD, DIAMOND, TNT, PUMPKIN = "B", "S", "G", "D", "T", "P"
WOOD, LEAVES = "W", "L"
BLOCKS = BRICK + STONE + GOLD + DIAMOND + TNT + PUMPKIN
ORES = GOLD + DIAMOND
COMMON = BRICK + STONE + TNT + PUMPKIN
TREE = WOOD + LEAVES

LEFT, RIGHT = "left", "right"
"""The faces of a column that the viewer sees: toward lesser y, and toward greater x."""

OTHER_FACE = {LEFT: RIGHT, RIGHT: LEFT}

BEFORE = {LEFT: (0, -1), RIGHT: (1, 0)}
"""Where the foot of a ladder is, seen from the column on whose face it hangs."""


@dataclass(frozen=True)
class Ladder:
    """A ladder, as it is used.

    Attributes:
        foot: the cell from which it is climbed.
        column: the cell of the column that it hangs on.
        face: the face of that column.
        height: cubes that it is high.
    """

    foot: Cell
    column: Cell
    face: str
    height: int


@dataclass(frozen=True)
class World:
    """A scene.

    Attributes:
        side: cells along x and y.
        ground: the ground of every cell, one text for every x, with a character for every y.
        columns: x, y and the blocks of every column from the ground up, one character each, in ascending order; a tree
            is a column of wood and leaves.
        hung: x and y of the column, face and height of every ladder, which begins at the ground.
        player: the cell in which the player stands, or nothing.
        flag: the cell in which the flag stands, on top of the column if there is one, or nothing.
    """

    side: int
    ground: tuple[str, ...]
    columns: tuple[tuple[int, int, str], ...]
    hung: tuple[tuple[int, int, str, int], ...] = ()
    player: Cell | tuple[()] = ()
    flag: Cell | tuple[()] = ()

    @cached_property
    def blocks(self) -> dict[Cell, str]:
        """The blocks of every column, by its cell."""
        return {(x, y): kinds for x, y, kinds in self.columns}

    @cached_property
    def heights(self) -> dict[Cell, int]:
        """The blocks of every column, counted."""
        return {(x, y): len(kinds) for x, y, kinds in self.columns}

    @cached_property
    def tallest(self) -> int:
        """The height of the tallest column; 0 without columns."""
        return max(self.heights.values(), default=0)

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The ladders with their feet."""
        return tuple(
            Ladder((x + BEFORE[face][0], y + BEFORE[face][1]), (x, y), face, height) for x, y, face, height in self.hung
        )

    @property
    def start(self) -> Cell:
        """The player's cell, in scenes that have a player."""
        assert self.player
        return self.player

    @property
    def goal(self) -> Cell:
        """The flag's cell, in scenes that have a flag."""
        assert self.flag
        return self.flag

    @property
    def board(self) -> BitBoard:
        """The ground as bits; x takes the place of the row and y that of the column."""
        return bitboard_of(self.side)

    @cached_property
    def river(self) -> int:
        """The cells of the river, as bits."""
        return self.board.bits(self.cells_of(RIVER))

    @cached_property
    def walkable(self) -> int:
        """Grass without columns, as bits."""
        return self.board.bits(self.cells_of(GRASS)) & ~self.board.bits(self.blocks)

    def cells_of(self, ground: str) -> list[Cell]:
        """The cells with this ground."""
        return [(x, y) for x, line in enumerate(self.ground) for y, sign in enumerate(line) if sign == ground]

    def places_of(self, kind: str) -> list[tuple[int, int, int]]:
        """x, y and height, from 1, of every block of a kind."""
        return [(x, y, height) for x, y, kinds in self.columns for height, own in enumerate(kinds, 1) if own == kind]


@dataclass(frozen=True)
class Parameters:
    """What the scenes of a level have in common.

    Attributes:
        side: cells along x and y.
        tallest: blocks that a column has at most.
        kinds: kinds of things that there are where these are asked for.
    """

    side: int
    tallest: int
    kinds: int


LEVELS = {
    "easy": Parameters(7, 6, 3),
    "medium": Parameters(8, 7, 4),
    "hard": Parameters(9, 8, 5),
}


def level_of(world: World) -> str:
    """The level of scenes of this side."""
    return level_by(LEVELS, lambda wanted: wanted.side == world.side)


def built(
    side: int,
    ground: dict[Cell, str],
    columns: dict[Cell, str],
    hung: Iterable[tuple[int, int, str, int]] = (),
    player: Cell | tuple[()] = (),
    flag: Cell | tuple[()] = (),
) -> World:
    """A scene from tables; cells whose ground is not given are grass."""
    return World(
        side,
        tuple("".join(ground.get((x, y), GRASS) for y in range(side)) for x in range(side)),
        tuple(sorted((x, y, kinds) for (x, y), kinds in columns.items())),
        tuple(sorted(hung)),
        player,
        flag,
    )


def split_key(world: World) -> str:
    """Ground, heights of columns and ladders, up to exchanging left and right; kinds, player and flag do not matter."""

    side, last = world.side, world.side - 1
    heights = ["0"] * (side * side)
    for (x, y), height in world.heights.items():
        heights[x * side + y] = str(height)
    ground = "".join(world.ground)
    plain = f"{ground}/{''.join(heights)}/{world.hung}"
    exchanged = [ground[place] for place in _exchanged(side)], [heights[place] for place in _exchanged(side)]
    hung = tuple(sorted((last - y, last - x, OTHER_FACE[face], height) for x, y, face, height in world.hung))
    return min(plain, f"{''.join(exchanged[0])}/{''.join(exchanged[1])}/{hung}")


@cache
def _exchanged(side: int) -> tuple[int, ...]:
    """For every cell, x by x, the number of the one that takes its place when left and right are exchanged."""
    return tuple((side - 1 - y) * side + side - 1 - x for x in range(side) for y in range(side))


def things(world: World) -> float:
    """Columns, and cells of the ground that are no grass."""
    return len(world.columns) + sum(world.side - line.count(GRASS) for line in world.ground)
