"""Formations for questions about the picture and about one shot: what a question wants is drawn first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from gameqa.contract import Accept
from gameqa.rng import Rng

from .engine import BLUE, COLORS, GREEN, POINTS, PURPLE, Fleet, lowest_points
from .formations import (
    Formation,
    Size,
    all_colors,
    kept,
    new_formation,
    size_of,
    some_colors,
    some_masks,
    some_ship,
    stack_of,
)

SHOT_POINTS = (0, 10, 20, 30)
"""What one shot can score."""

BY_POINTS = {points: color for color, points in POINTS.items()}


def height_wanted(level: str, rng: Rng) -> int:
    """The enemies of the column of enemies_in_column."""
    return rng.steady("height").below(size_of(level, rng).rows + 1)


def new_by_height(level: str, rng: Rng, accept: Accept) -> Fleet:
    """Enemies of which a column that is not an outer one has a number that is drawn first."""
    size, height = size_of(level, rng), height_wanted(level, rng)
    formation = new_formation(size, some_colors(size.rows, rng), rng)
    masks = [mask for mask in some_masks(size.rows) if mask.bit_count() == height]
    formation.masks[1 + rng.below(size.columns - 2)] = rng.choice(masks)
    return kept(formation, some_ship(formation, rng), accept)


def row_wanted(level: str, rng: Rng) -> int:
    """The enemies of the row of enemies_in_row."""
    return rng.steady("row").below(size_of(level, rng).columns + 1)


def new_by_row(level: str, rng: Rng, accept: Accept) -> Fleet:
    """Enemies of which a row has a number that is drawn first."""
    size, count = size_of(level, rng), row_wanted(level, rng)
    formation = new_formation(size, some_colors(size.rows, rng), rng)
    row = 1 << rng.below(size.rows)
    formation.masks = [mask & ~row for mask in formation.masks]
    for column in rng.sample(range(size.columns), count):
        formation.masks[column] |= row
    return kept(formation, some_ship(formation, rng), accept)


def _adjust(formation: Formation, rows: Sequence[int], count: int, rng: Rng) -> None:
    """Adds or removes enemies at random, so that some rows, counted from below, hold so many together."""
    cells = [(1 << row, column) for row in rows for column in range(len(formation.masks))]
    held = [cell for cell in cells if formation.masks[cell[1]] & cell[0]]
    free = [cell for cell in cells if not formation.masks[cell[1]] & cell[0]]
    excess = len(held) - count
    for row, column in rng.sample(held if excess > 0 else free, abs(excess)):
        formation.masks[column] ^= row


def new_by_total(level: str, rng: Rng, accept: Accept) -> Fleet:
    """Enemies whose number is drawn first, from under half of what there is room for to all of it."""
    size = size_of(level, rng)
    room = size.rows * size.columns
    formation = new_formation(size, some_colors(size.rows, rng), rng)
    _adjust(formation, range(size.rows), rng.steady("total").between(room * 9 // 20, room), rng)
    return kept(formation, some_ship(formation, rng), accept)


def color_wanted(rng: Rng) -> str:
    """The color of enemies_of_color."""
    return rng.steady("color").choice(COLORS)


def new_by_color(level: str, rng: Rng, accept: Accept) -> Fleet:
    """Enemies of which a color has a number that is drawn first."""
    size, color = size_of(level, rng), color_wanted(rng)
    colors = with_color(some_colors(size.rows, rng.steady("colors")), color, rng.steady("row of the color"))
    formation = new_formation(size, colors, rng)
    rows = [row for row, own in enumerate(colors) if own == color]
    room = len(rows) * size.columns
    # A single other row differs in few ways: where nearly no enemy of the color is missing, a split may hold none.
    most = room if len(rows) < size.rows - 1 else room - 2
    _adjust(formation, rows, rng.steady("count").between(max(1, room // 4), most), rng)
    return kept(formation, some_ship(formation, rng), accept)


def with_color(colors: list[str], color: str, rng: Rng) -> list[str]:
    """The colors of rows, one of them replaced where a color is not among them."""
    if color not in colors:
        colors[rng.below(len(colors))] = color
    return colors


@cache
def masks_with_lowest(colors: str, least: int, most: int) -> tuple[int, ...]:
    """Columns that are not empty in which one shot scores so many points."""
    found = ((mask, stack_of(mask, colors)) for mask in some_masks(len(colors)))
    return tuple(mask for mask, stack in found if stack and least <= lowest_points(stack) <= most)


@cache
def masks_with_hidden(colors: str, points: int) -> tuple[int, ...]:
    """Columns in which one shot scores so many points, and the highest enemy is worth something else."""
    masks = masks_with_lowest(colors, points, points)
    return tuple(mask for mask in masks if stack_of(mask, colors)[-1] != BY_POINTS[points])


def points_wanted(rng: Rng) -> int:
    """What the shot of shot_here and shot_from_column scores."""
    return rng.steady("points").choice(SHOT_POINTS)


def _with_shot(size: Size, points: int, rng: Rng) -> tuple[Formation, int]:
    """A formation, and a column of its board in which one shot scores so many points; mostly not the highest enemy."""
    colors = all_colors(size.rows, rng)
    if points:
        while not masks_with_hidden("".join(colors), points):
            rng.shuffle(colors)
    formation = new_formation(size, colors, rng)
    if points:
        key, place = "".join(colors), rng.below(size.columns)
        masks = masks_with_lowest(key, points, points) if rng.chance(1, 6) else masks_with_hidden(key, points)
        formation.masks[place] = rng.choice(masks)
    elif rng.chance(1, 3):
        return formation, _free_column(formation, rng)
    else:
        place = 1 + rng.below(size.columns - 2)
        formation.masks[place] = 0
    return formation, formation.left + place + 1


def _free_column(formation: Formation, rng: Rng) -> int:
    """A column beside the enemies."""
    place = 1 + rng.below(formation.spare)
    return place if place <= formation.left else place + len(formation.masks)


def new_shot_here(level: str, rng: Rng, accept: Accept) -> Fleet:
    """A ship whose shot scores what is drawn first."""
    formation, column = _with_shot(size_of(level, rng), points_wanted(rng), rng)
    return kept(formation, column, accept)


def new_shot_from(level: str, rng: Rng, accept: Accept) -> Fleet:
    """A fleet with another column than the ship's in which one shot scores what is drawn first."""
    formation, column = _with_shot(size_of(level, rng), points_wanted(rng), rng)
    ship = some_ship(formation, rng)
    while ship == column:
        ship = some_ship(formation, rng)
    return kept(formation, ship, accept)


def new_by_best_shot(level: str, rng: Rng, accept: Accept) -> Fleet:
    """Enemies in which the most points of one shot are drawn first.

    Neither the color of the lowest row tells them, nor how many enemies there are in each row: where the best is green,
    some columns are empty instead of ending in a better color.
    """
    size, best = size_of(level, rng), rng.steady("best").choice(SHOT_POINTS[1:])
    lowest = BLUE if best > POINTS[GREEN] and rng.chance(1, 6) else GREEN
    colors = [color for color in COLORS if color != lowest]
    colors = [lowest, *rng.shuffled(colors + [rng.choice(COLORS) for _ in range(size.rows - len(COLORS))])]
    key = "".join(colors)
    odd = rng.sample(range(1, size.columns - 1), rng.between(1, max(1, size.columns // 3)))
    formation = new_formation(size, colors, rng, (1,))
    for number, place in enumerate(odd):
        points = best if number == 0 else rng.choice([points for points in SHOT_POINTS if points <= best])
        formation.masks[place] = rng.choice(masks_with_lowest(key, points, points)) if points > POINTS[lowest] else 0
    even = [place for place in range(size.columns) if place not in odd]
    for row in range(1, size.rows):
        held = sum(formation.masks[place] >> row & 1 for place in odd)
        for place in rng.sample(even, rng.between(len(odd), len(even)) - held):
            formation.masks[place] |= 1 << row
    return kept(formation, some_ship(formation, rng), accept)


def _with_decoys(rows: int, best: int, rng: Rng) -> tuple[list[str], int, int]:
    """The colors of rows, the lowest row of the best color, and a higher row that is worth less."""
    lesser = [color for color in COLORS if POINTS[color] < best]
    others = [PURPLE if best < POINTS[PURPLE] else rng.choice(COLORS), *(rng.choice(COLORS) for _ in range(rows))]
    own = rng.between(1, rows - 2)
    decoy = rng.between(own + 1, rows - 1)
    colors = [rng.choice(lesser) for _ in range(own)] + [BY_POINTS[best]]
    colors += [rng.choice(lesser) if row == decoy else others.pop(0) for row in range(own + 1, rows)]
    return colors, own, decoy


def new_by_best_column(level: str, rng: Rng, accept: Accept) -> Fleet:
    """Enemies in which one column, drawn first, brings most points, or two where there are many columns. Others end as
    high or higher in lesser colors."""
    size, steady = size_of(level, rng), rng.steady("best column")
    best = POINTS[PURPLE] if size.rows == 3 or steady.chance(2, 3) else POINTS[BLUE]
    place = steady.below(size.columns)
    colors, own, decoy = _with_decoys(size.rows, best, rng)
    key = "".join(colors)
    formation = new_formation(size, colors, rng, masks_with_lowest(key, 1, best - POINTS[GREEN]))
    places = rng.shuffled([column for column in range(size.columns) if column != place])
    for column in places[: rng.between(1, max(2, size.columns // 3))]:
        formation.masks[column] = 1 << decoy
    rivals = [place, places[-1]] if size.columns + size.spare > 9 and rng.chance(1, 4) else [place]
    above = (1 << size.rows) - (2 << own)
    for column in rivals:
        formation.masks[column] = 1 << own | above & rng.choice((above, above, rng.below(1 << size.rows)))
    return kept(formation, some_ship(formation, rng), accept)
