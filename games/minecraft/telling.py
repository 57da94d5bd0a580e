"""How bridges, reach and walks come out, in words."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.grid import Cell
from gameqa.wording import count_of, joined, verb

from .engine import GRASS, LAVA, TREE, World
from .reaching import REACH, Stand, Target, spread, stands, waves
from .scenes import BLOCK_NAMES
from .wording import spot, spots


def obstacle(world: World, cell: Cell) -> str:
    """What keeps the player from standing in a cell of the ground: "" if nothing does."""
    kinds = world.blocks.get(cell)
    if kinds == TREE:
        return "a tree"
    if kinds:
        return verb(len(kinds), "a block", "blocks")
    return {GRASS: "", LAVA: "lava"}.get(world.ground[cell[0]][cell[1]], "the river")


def bank_lines(world: World) -> list[str]:
    """Where the player can go without a block, and which cells at the river are closed."""
    lines = [
        f"The player stands in {spot(world.start)}. Without a block, the player can walk to all of the free grass on "
        "this bank."
    ]
    board = world.board
    near = board.cells(board.next_to(world.river))
    closed = [f"{spot(cell)} ({thing})" for cell in near if (thing := obstacle(world, cell))]
    if closed:
        lines.append(f"Beside the river, {joined(closed)} can't be walked on.")
    return lines


def bridge_lines(world: World, goal: int) -> list[str]:
    """How many blocks each cell of the river takes, up to those from which one of the goal's cells is reached.

    Args:
        goal: the cells of the bank that is to be reached, as bits.
    """
    board, lines, before = world.board, [], 0
    for number, cells in enumerate(waves(world)):
        if number:
            filled = cells & world.river
            beside_what = "that bank" if number == 1 else "these"
            if number > 1 and before & ~world.river:
                beside_what = "these or the island"
            told = joined(spots(board.cells(filled)))
            lines.append(f"The cells of the river beside {beside_what} take {count_of(number, 'block')}: {told}.")
            island = cells & ~world.river & ~goal
            if island:
                lines.append(
                    f"From there, {joined(spots(board.cells(island)))} can be walked to, surrounded by the river, for "
                    f"{count_of(number, 'block')} too."
                )
            landed = cells & goal & ~world.river & board.next_to(filled)
            if landed:
                lines.append(
                    f"Next to the last ones, {joined(spots(board.cells(landed)))} "
                    f"{verb(landed.bit_count(), 'lies', 'lie')} on the other bank, so {count_of(number, 'block')} "
                    f"{verb(number, 'is', 'are')} needed for the bridge."
                )
                break
        before = cells
    return lines


def bank_of(world: World, cell: Cell) -> int:
    """The grass on which the player can walk from a cell without a block, as bits."""
    return spread(world.board, world.board.bit(cell), world.walkable)


def target_line(world: World, target: Target, name: str) -> str:
    """Where a block of ore is."""
    x, y, height = target
    return f"There is {name} at height {height} of the column at {spot((x, y))}."


def _closed_line(world: World, options: list[Stand]) -> list[str]:
    """The cells beside a column in which the player can't stand."""
    closed = [f"{spot(stand.cell)} ({thing})" for stand in options if (thing := obstacle(world, stand.cell))]
    return [f"Beside it, the player can't stand in {joined(closed, 'or')}."] if closed else []


def _stand_lines(world: World, options: list[Stand], height: int) -> list[str]:
    """What it takes to reach a height from the cells beside a column, those together that are alike."""
    alike: dict[tuple[int, int], list[Stand]] = {}
    for stand in options:
        if stand.walked is not None and not obstacle(world, stand.cell):
            alike.setdefault((stand.ladder, stand.walked), []).append(stand)
    lines = []
    for (ladder, walked), group in alike.items():
        places = joined(spots(stand.cell for stand in group), "or")
        where = (
            f"In {places} a ladder of {count_of(ladder, 'block')} begins: on it the feet are at height {ladder}"
            if ladder
            else f"In {places} the feet are at height 0"
        )
        stacked = group[0].stacked
        needed = (
            f"{height} - {ladder + REACH} = {count_of(stacked, 'block')} {verb(stacked, 'is', 'are')} needed"
            if stacked
            else "no block is needed"
        )
        line = f"{where}, and blocks up to height {ladder + REACH} are in reach: {needed} under the feet."
        if walked:
            line += f" With the bridge, these are {walked} + {stacked} = {count_of(walked + stacked, 'block')}."
        lines.append(line)
    return lines


def reach_lines(world: World, kind: str) -> list[str]:
    """What it takes to reach each block of a kind, from each cell beside it."""
    name = BLOCK_NAMES[kind]
    found = stands(world, kind)
    lines: list[str] = []
    far = [stand.cell for options in found.values() for stand in options if stand.walked]
    if far:
        lines += [*bank_lines(world), *bridge_lines(world, bank_of(world, far[0]))]
    else:
        lines.append(f"The player stands in {spot(world.start)}.")
        if world.river:
            lines.append(f"The free cells beside {name} are on the player's own bank, so no bridge is needed.")
    for target, options in found.items():
        lines.append(target_line(world, target, name))
        lines += [*_closed_line(world, options), *_stand_lines(world, options, target[2])]
    useful = {stand.cell for options in found.values() for stand in options}
    for ladder in world.ladders:
        if ladder.foot not in useful:
            lines.append(f"The ladder that begins in {spot(ladder.foot)} is not beside {name} and is of no use.")
    totals = sorted({stand.total for options in found.values() for stand in options if stand.total is not None})
    least = count_of(totals[0], "block")
    if len(totals) == 1:
        lines.append(f"So {least} {verb(totals[0], 'is', 'are')} needed.")
    else:
        lines.append(f"The smallest of {joined(list(map(str, totals)))} is {totals[0]}: {least}.")
    return lines


def walk_lines(world: World, found: Sequence[int]) -> list[str]:
    """The cells that are reached after 1, 2, ... steps, up to that of the flag.

    Args:
        found: what `steps` gives for the player's cell.
    """
    board, goal = world.board, world.board.bit(world.goal)
    lines = [
        f"The player starts in {spot(world.start)} at height 0; the flag stands in {spot(world.goal)} at height "
        f"{world.heights.get(world.goal, 0)}. Where no height is given below, the ground is meant."
    ]
    for number, cells in enumerate(found):
        if number:
            places = [
                f"{spot(cell)} at height {world.heights[cell]}" if cell in world.heights else spot(cell)
                for cell in board.cells(cells)
            ]
            lines.append(f"In {count_of(number, 'step')} and not in fewer, the player gets to {joined(places)}.")
        if cells & goal:
            lines.append(f"The flag's cell, {spot(world.goal)}, is among these: {count_of(number, 'step')}.")
            break
    return lines
