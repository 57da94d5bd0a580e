"""Scenes with something to do: a river to cross, a block of ore to reach, hills to walk over."""

from __future__ import annotations

from gameqa.bitboard import bitboard_of
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, beside, distance
from gameqa.rng import Rng

from .building import Builder, Course, course, some_common
from .engine import BEFORE, DIAMOND, GOLD, LAVA, LEFT, LEVELS, ORES, RIGHT, RIVER, TREE, World, split_key
from .reaching import REACH, blocks_to_cell, blocks_to_reach, steps_over, walking_levels
from .seeing import is_block_seen, is_seen, is_standing_seen

TRIES = 12

BRIDGES = {"easy": (2, 5), "medium": (2, 5), "hard": (2, 6)}
"""Least and most blocks of a bridge."""

STACKS = {"easy": (0, 3), "medium": (0, 4), "hard": (0, 5)}
"""Least and most blocks under the feet."""

BOTH = {"easy": (0, 4), "medium": (0, 5), "hard": (0, 7)}
"""Least and most blocks for a bridge and under the feet."""

WALKS = {"easy": (4, 8), "medium": (7, 11), "hard": (9, 14)}
"""Least and most steps of a walk."""


def wanted_blocks(task: dict[str, tuple[int, int]], level: str, rng: Rng) -> int:
    """How many blocks a scene is made for; drawn first."""
    return rng.steady("blocks").between(*task[level])


def _lay(builder: Builder, rng: Rng, fewest: int, narrower: int) -> Course:
    """A river that takes about so many blocks to cross.

    Args:
        narrower: by how much its narrowest line is narrower than that; lava blocks this line then.
    """
    side = builder.side
    has_island = not narrower and 1 < fewest < side - 2 and rng.chance(1, 2)
    wider = rng.below(side - 3)
    widths = [min(fewest + has_island + rng.between(0, wider), side - 2) for _ in range(side)]
    place = rng.below(side)
    widths[place] = fewest - narrower + has_island
    river = course(rng, side, widths)
    builder.ground.update(dict.fromkeys(river.cells(), RIVER))
    low, high = river.spans[place]
    if narrower:
        for end in rng.choice(((low - 1,), (high + 1,), (low - 1, high + 1))):
            builder.ground[river.cell(place, end)] = LAVA
    elif has_island:
        del builder.ground[river.cell(place, rng.between(low + 1, high - 1))]
    board = bitboard_of(side)
    builder.pieces = [board.bits(river.bank(side, is_low)) for is_low in (True, False)]
    for along, (low, high) in enumerate(river.spans):
        if high - low > fewest and rng.chance(1, 5):
            builder.ground.pop(river.cell(along, rng.between(low + 1, high - 1)), None)
    return river


def _narrower(rng: Rng, fewest: int) -> int:
    """By how much the narrowest line of a river, which is blocked, is narrower than the best way across; mostly 1 or
    2."""
    most = min(fewest - 1, 2)
    return rng.steady("narrower").weighted((2, 4, 3)[: most + 1])


def _add_obstacles(builder: Builder, rng: Rng, river: Course, count: int) -> None:
    """Trees, columns or lava on the banks of a river, both of which stay in one piece."""
    for _ in range(count):
        along, is_low = rng.below(builder.side), rng.chance(1, 2)
        low, high = river.spans[along]
        cell = river.cell(along, low - 1 if is_low else high + 1)
        if not builder.is_free(cell):
            continue
        # Only low things stand between the river and the viewer.
        kind = rng.below(2 if is_low == river.along_x else 3)
        builder.put(cell, (LAVA, some_common(rng, 1), TREE)[kind])


def straight_widths(world: World, along_x: bool) -> list[int]:
    """The cells of the river in every line across it."""
    lines = world.ground if along_x else ["".join(line) for line in zip(*world.ground, strict=True)]
    return [line.count(RIVER) for line in lines]


def new_river(level: str, rng: Rng, accept: Accept) -> World:
    """A river between the player and the flag; the blocks that it takes are drawn first.

    In most scenes the line across the river with the fewest of its cells is blocked.
    """
    wanted = wanted_blocks(BRIDGES, level, rng)
    narrower, is_straight = _narrower(rng, wanted), rng.steady("straight").chance(1, 4)
    for _ in range(TRIES):
        builder = Builder(LEVELS[level].side)
        river = _lay(builder, rng, wanted, narrower)
        if not builder.is_whole():
            continue
        _add_obstacles(builder, rng, river, rng.between(2, 2 + builder.side // 2))
        is_low = rng.chance(1, 2)
        widths = straight_widths(builder.world(), river.along_x)
        starts, ends = (
            [cell for cell in river.bank(builder.side, bank) if builder.is_free(cell)] for bank in (is_low, not is_low)
        )
        starts = [cell for cell in starts if (widths[river.numbers(cell)[0]] == wanted) == is_straight] or starts
        world = builder.world(rng.choice(starts), rng.choice(ends))
        if min(widths) == wanted - narrower and blocks_to_cell(world, world.goal) == wanted:
            break
    else:
        raise Redraw
    keep(split_key(world), accept)
    if not is_seen(world):
        raise Redraw
    return world


def _raise_target(builder: Builder, rng: Rng, cell: Cell, ore: str, stacked: int, tallest: int, ladder: int) -> None:
    """A column with a block of ore that takes so many blocks under the feet to be reached.

    Args:
        ladder: cubes of a ladder on the column, or beside it with the same foot; 0 for none.
    """
    height = ladder + REACH + stacked if stacked or ladder else rng.between(1, REACH)
    if ladder and not stacked:
        height -= rng.below(ladder)
    top = min(tallest, height + rng.below(2))
    kinds = some_common(rng, 2)
    column = [rng.choice(kinds) for _ in range(top)]
    if height > tallest or ladder > top:
        raise Redraw
    column[height - 1] = ore
    builder.columns[cell] = "".join(column)
    around = [other for other in beside(cell) if builder.is_free(other)]
    if ladder:
        feet = [(face, (cell[0] + BEFORE[face][0], cell[1] + BEFORE[face][1])) for face in (LEFT, RIGHT)]
        feet = [(face, foot) for face, foot in feet if foot in around]
        if not feet:
            raise Redraw
        face, foot = rng.choice(feet)
        other = LEFT if face == RIGHT else RIGHT
        pillar = foot[0] - BEFORE[other][0], foot[1] - BEFORE[other][1]
        if builder.is_free(pillar) and rng.chance(1, 3):
            builder.columns[pillar] = kinds[0] * (ladder + rng.below(2))
            builder.hang(pillar, other, ladder)
        else:
            builder.hang(cell, face, ladder)
        around.remove(foot)
    elif around:
        builder.kept.add(rng.choice(around))
    for near in around:
        if builder.is_free(near) and rng.chance(1, 3):
            builder.put(near, rng.choice((TREE, kinds[0], kinds[0] + kinds[1])))


def _ladder_on(rng: Rng, stacked: int, tallest: int) -> int:
    """How high the ladder at a block of ore is: mostly there is one, which may be high enough or too short."""
    most = min(3, tallest - REACH - stacked)
    steady = rng.steady("ladder")
    return steady.between(1, most) if most > 0 and steady.chance(9, 10) else 0


def _add_targets(builder: Builder, rng: Rng, level: str, cells: list[Cell], stacked: int) -> str:
    """The block of ore that is asked for, one or two of the other ore, maybe a second one of the same that is harder to
    reach, and maybe a ladder that does not help.

    Args:
        cells: where the first one may stand.

    Returns:
        the kind of the ore.
    """
    tallest = LEVELS[level].tallest
    ore = rng.steady("ore").choice(ORES)
    inner = [cell for cell in cells if builder.is_free(cell)]
    if not inner:
        raise Redraw
    _raise_target(builder, rng, rng.choice(inner), ore, stacked, tallest, _ladder_on(rng, stacked, tallest))
    if not builder.may_be_whole():
        raise Redraw  # No other column could be put.
    other = DIAMOND if ore == GOLD else GOLD
    more = [other]
    if level != "easy":
        more += rng.steady("others").choice(((), (ore,), (other,)))
    for kind in more:
        least = min(stacked + REACH + 1, tallest) if kind == ore else 1
        column = some_common(rng, 1) * (rng.between(least, tallest) - 1) + kind
        # Tall columns stand in the back, where they hide little.
        cells = sorted((builder.free_cell(rng) for _ in range(4)), key=lambda place: place[0] - place[1])
        if not any(builder.put(cell, column) for cell in cells):
            raise Redraw
    if rng.chance(1, 3):
        tall = rng.between(2, 3)
        builder.add_ladder(rng, some_common(rng, 1), rng.between(1, tall), tall)
    return ore


def asked_ore(rng: Rng) -> str:
    """The ore that is asked for."""
    return rng.steady("ore").choice(ORES)


def _with_ores_seen(world: World, accept: Accept) -> World:
    """A scene of the wanted split in which all blocks of the columns with ore are seen."""
    keep(split_key(world), accept)
    for ore in ORES:
        for x, y, height in world.places_of(ore):
            if not all(is_block_seen(world, (x, y), level) for level in range(1, height + 1)):
                raise Redraw
    return world


def _feet_are_dry(world: World, ore: str) -> bool:
    """Whether no cell beside a block of ore belongs to the river."""
    board = world.board
    cells = board.bits((x, y) for x, y, _ in world.places_of(ore))
    return not board.next_to(cells) & world.river


def new_pillar(level: str, rng: Rng, accept: Accept) -> World:
    """A block of ore to reach on foot; the blocks that it takes are drawn first."""
    wanted = wanted_blocks(STACKS, level, rng)
    side = LEVELS[level].side
    for _ in range(TRIES):
        builder = Builder(side, pieces=[bitboard_of(side).full])
        ore = _add_targets(builder, rng, level, builder.free(), wanted)
        for _ in range(rng.between(1, 3)):
            builder.add_pile(rng, some_common(rng, 2), rng.between(1, 2), 2)
        builder.add_trees(rng, rng.between(0, 2))
        if rng.chance(1, 2):
            builder.add_lava(rng, rng.between(1, 3))
        builder.kept.clear()
        builder.open_view(frozenset(ORES))
        if not builder.is_whole():
            continue
        world = builder.world(builder.free_cell(rng))
        if blocks_to_reach(world, ore) == wanted and is_seen(world):
            return _with_ores_seen(world, accept)
    raise Redraw


def new_expedition(level: str, rng: Rng, accept: Accept) -> World:
    """A block of ore, on the player's bank or on the other one; the blocks that it takes are drawn first."""
    wanted = wanted_blocks(BOTH, level, rng)
    side = LEVELS[level].side
    stack_most, bridge_most = STACKS[level][1], side - 5
    crosses = wanted > stack_most or (wanted > 0 and rng.steady("crosses").chance(1, 2))
    for _ in range(TRIES):
        builder = Builder(side)
        bridge = rng.between(max(1, wanted - stack_most), min(wanted, bridge_most)) if crosses else rng.between(1, 3)
        river = _lay(builder, rng, bridge, rng.below(min(bridge, 3)))
        if not builder.is_whole():
            continue
        # Before the river, a tall column could hide it: so the ore is behind it more often.
        is_low = rng.chance(3, 4) != river.along_x
        dry = [cell for cell in river.bank(side, is_low) if builder.ground.keys().isdisjoint(beside(cell))]
        ore = _add_targets(builder, rng, level, dry, wanted - bridge if crosses else wanted)
        _add_obstacles(builder, rng, river, rng.between(0, 3))
        builder.kept.clear()
        builder.open_view(frozenset(ORES))
        if not builder.is_whole():
            continue
        places = [cell for cell in river.bank(side, is_low != crosses) if builder.is_free(cell)]
        world = builder.world(rng.choice(places))
        if blocks_to_reach(world, ore) == wanted and _feet_are_dry(world, ore) and is_seen(world):
            return _with_ores_seen(world, accept)
    raise Redraw


def new_hills(level: str, rng: Rng, accept: Accept) -> World:
    """Hills and lakes between the player and the flag; the steps of the shortest walk are drawn first.

    In three of four scenes the walk is longer than without obstacles.
    """
    wanted, detours = rng.steady("steps").between(*WALKS[level]), rng.steady("detours").chance(3, 4)
    side = LEVELS[level].side
    for _ in range(TRIES):
        builder = Builder(side)
        kinds = some_common(rng, 2)
        for _ in range(rng.between(2, 3)):
            _add_hill(builder, rng, kinds, 3 if level == "easy" else 4)
        if rng.chance(2, 3):
            for cell in builder.cluster(rng, rng.between(2, 5)):
                builder.ground[cell] = RIVER
        builder.add_trees(rng, rng.between(1, 2))
        builder.open_view()
        heights = {cell: len(kinds) for cell, kinds in builder.columns.items()}
        board, levels = bitboard_of(side), walking_levels(builder.world())
        for start in rng.sample(builder.free(), 5):
            if not is_standing_seen(heights, start, 0):
                continue
            found = steps_over(board, levels, start)
            ends = [
                cell
                for cell in (board.cells(found[wanted]) if len(found) > wanted else ())
                if (distance(cell, start) < wanted) == detours and is_standing_seen(heights, cell, heights.get(cell, 0))
            ]
            if ends:
                world = builder.world(start, rng.choice(ends))
                if is_seen(world):
                    keep(split_key(world), accept)
                    return world
    raise Redraw


def _add_hill(builder: Builder, rng: Rng, kinds: str, tallest: int) -> None:
    """Columns side by side that rise and fall by one or more, higher ones farther away from the viewer."""
    cells = builder.cluster(rng, rng.between(5, 9))
    front = max(x - y for x, y in cells)
    for x, y in cells:
        height = max(1, min(tallest, (front - (x - y)) // 2 + rng.between(0, 2)))
        builder.columns[x, y] = kinds[min(height, 2) - 1] * height
