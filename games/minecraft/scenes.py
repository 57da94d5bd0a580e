"""Scenes to look at: kinds of things, landscapes, piles of cubes."""

from __future__ import annotations

from collections.abc import Collection
from itertools import product

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng

from .building import Builder, add_river
from .engine import BLOCKS, GRASS, LAVA, LEVELS, RIVER, TREE, World, split_key
from .seeing import is_block_seen, is_seen

KINDS = ("brick", "stone", "gold ore", "diamond ore", "TNT", "pumpkin", "tree", "ladder", "river", "lava")
"""All kinds of things, in the order in which they are listed; the first ones are those of `engine.BLOCKS`."""

SURFACES = (*(kind for kind in KINDS if kind != "ladder"), "grass")
"""What can be in a cell, on top."""

BLOCK_NAMES = dict(zip(BLOCKS, KINDS, strict=False))
BLOCK_KINDS = frozenset(BLOCK_NAMES.values())

CUBES = {"easy": (8, 18), "medium": (18, 34), "hard": (32, 54)}
"""Least and most cubes of piles to be counted."""

MOST_ADJUSTED = 40
"""Steps in which piles may come to a wanted number of cubes."""

LANDSCAPES = {"easy": (5, 1), "medium": (6, 2), "hard": (8, 2)}
"""Kinds of things in a landscape, and piles of each kind of block."""


def wanted_kinds(level: str, rng: Rng) -> tuple[str, ...]:
    """The kinds of a scene in which kinds are asked for: drawn first, with a block where there is a ladder."""
    steady, count = rng.steady("kinds"), LEVELS[level].kinds
    while True:
        chosen = steady.sample(KINDS, count)
        if can_be(chosen):
            return tuple(kind for kind in KINDS if kind in chosen)


def can_be(kinds: Collection[str]) -> bool:
    """Whether a scene can have just these kinds of things: a ladder hangs on blocks."""
    return "ladder" not in kinds or not BLOCK_KINDS.isdisjoint(kinds)


def _filled(level: str, rng: Rng, kinds: tuple[str, ...], piles: int) -> World:
    """A scene with things of just these kinds."""
    wanted = LEVELS[level]
    builder = Builder(wanted.side)
    blocks = "".join(letter for letter, name in BLOCK_NAMES.items() if name in kinds)
    if "river" in kinds:
        add_river(builder, rng, 2)
    if "lava" in kinds:
        builder.add_lava(rng, rng.between(2, 4))
    if "ladder" in kinds:
        tall = rng.between(2, 3)
        builder.add_ladder(rng, rng.choice(blocks), rng.between(2, tall), tall)
    if "tree" in kinds:
        builder.add_trees(rng, rng.between(1, 3))
    for letter in blocks:
        for _ in range(piles):
            mixed = letter * 2 + rng.choice(blocks)
            builder.add_pile(rng, mixed, rng.between(1, 3), 2 if level == "easy" else 3)
    builder.open_view()
    return builder.world()


def _shows_all(world: World, kinds: tuple[str, ...]) -> bool:
    """Whether everything is seen, and a block of each kind of block, by half of a face."""
    if not is_seen(world):
        return False
    return all(
        any(is_block_seen(world, (x, y), height) for x, y, height in world.places_of(letter))
        for letter, name in BLOCK_NAMES.items()
        if name in kinds
    )


def new_scenery(level: str, rng: Rng, accept: Accept) -> World:
    """A scene with things of kinds that are drawn first."""
    kinds = wanted_kinds(level, rng)
    world = _filled(level, rng, kinds, 1)
    keep(split_key(world), accept)
    if not _shows_all(world, kinds):
        raise Redraw
    return world


def asked_kind(rng: Rng) -> str:
    """What there is in a cell that is asked for; drawn first."""
    return rng.steady("kind").choice(SURFACES)


def new_landscape(level: str, rng: Rng, accept: Accept) -> World:
    """A scene with many things, that which is asked for among them."""
    count, piles = LANDSCAPES[level]
    asked = asked_kind(rng)
    while True:
        kinds = tuple(rng.sample(KINDS, count))
        if asked in (*kinds, "grass") and not BLOCK_KINDS.isdisjoint(kinds):
            break
    world = _filled(level, rng, kinds, piles)
    keep(split_key(world), accept)
    if not is_seen(world):
        raise Redraw
    return world


def what_is_at(world: World, cell: Cell) -> str:
    """What is on top in a cell: a kind, or "grass"."""
    kinds = world.blocks.get(cell)
    if kinds == TREE:
        return "tree"
    if kinds:
        return BLOCK_NAMES[kinds[-1]]
    return {RIVER: "river", LAVA: "lava", GRASS: "grass"}[world.ground[cell[0]][cell[1]]]


def _heap(rng: Rng, wide: int, deep: int, tallest: int) -> list[list[int]]:
    """Heights of a pile that grow away from the viewer, but for some that are a little lower."""
    heights = [[0] * deep for _ in range(wide)]
    for x in range(wide):
        for y in reversed(range(deep)):
            most = min(heights[x - 1][y] if x else tallest, heights[x][y + 1] if y + 1 < deep else tallest)
            heights[x][y] = max(1, most - (rng.chance(1, 3) if (x or y + 1 < deep) else rng.below(2)))
    for _ in range(wide * deep // 4):
        x, y = rng.below(wide), rng.below(deep)
        heights[x][y] = max(0, heights[x][y] - 1)
    return heights


def new_piles(level: str, rng: Rng, accept: Accept) -> World:
    """Piles with a number of cubes that is drawn first, some of which are hidden."""
    wanted = rng.steady("cubes").between(*CUBES[level])
    side, tallest = LEVELS[level].side, LEVELS[level].tallest - 3
    builder = Builder(side)
    for kind in rng.sample(BLOCKS, 3 if wanted > 14 else 2):
        wide, deep = rng.between(2, 3), rng.between(2, 4 if level == "hard" else 3)
        place = _place_for(builder, rng, wide, deep)
        if place:
            for x, heights in enumerate(_heap(rng, wide, deep, rng.between(2, tallest))):
                for y, height in enumerate(heights):
                    if not height:
                        continue
                    builder.columns[place[0] + x, place[1] + y] = kind * height
    builder.open_view()
    _adjust(builder, rng, wanted, tallest)
    world = builder.world()
    keep(split_key(world), accept)
    if not is_seen(world) or not hidden_cubes(world):
        raise Redraw
    return world


def _adjust(builder: Builder, rng: Rng, wanted: int, tallest: int) -> None:
    """Raises or lowers columns by one cube each until there are as many cubes as wanted.

    Raises:
        Redraw: that takes too many steps.
    """
    columns = builder.columns
    for _ in range(MOST_ADJUSTED):
        missing = wanted - sum(map(len, columns.values()))
        if not missing:
            return
        cell = rng.choice(list(columns))
        kinds = columns[cell]
        if missing > 0:
            x, y = cell
            behind = [len(columns.get(other, "")) for other in ((x - 1, y), (x, y + 1))]
            if len(kinds) < tallest and (len(kinds) < min(behind) or min(behind) == 0):
                columns[cell] = kinds + kinds[0]
        elif len(kinds) > 1:
            columns[cell] = kinds[:-1]
        else:
            del columns[cell]
    raise Redraw


def _place_for(builder: Builder, rng: Rng, wide: int, deep: int) -> Cell | None:
    """The least cell of a free rectangle that touches no column; None where none is met with soon."""
    for _ in range(8):
        place = rng.below(builder.side - wide + 1), rng.below(builder.side - deep + 1)
        around = product(range(place[0] - 1, place[0] + wide + 1), range(place[1] - 1, place[1] + deep + 1))
        if builder.columns.keys().isdisjoint(around):
            return place
    return None


def hidden_cubes(world: World) -> int:
    """How many cubes have no face that the viewer could see, even if nothing stood farther ahead."""
    heights = world.heights
    return sum(
        heights.get((x + 1, y), 0) >= level and heights.get((x, y - 1), 0) >= level
        for (x, y), height in heights.items()
        for level in range(1, height)
    )
