"""Colors to choose from, of which one belongs in an empty cell of a line."""

from __future__ import annotations

import math

import numpy as np

from gameqa.errors import Redraw
from gameqa.rng import Rng

from .difference import differences
from .engine import DARKEST, LIGHTEST
from .spaces import Color, Floats, Integers, parts_of, screened

OPTIONS = 6

APART = 6.5
"""The least CIEDE2000 difference of two colors below the board."""

LURED_OF_10 = 5
"""In how many of ten boards colors that are nearer to the middle of the line than the right one is are taken first."""

ON_LINE = 3
"""How many of the colors to choose from are members of one gradient."""

LEAST_STEPS = 4
"""By how much two colors below the board differ in lightness, redness or yellowness, in hundredths."""

_TURNS = np.array([[0.9, 0.44], [0.9, -0.44], *[[1.0, 0.0]] * 4, [0.6, 0.0], [1.5, 0.0]])
"""Cosine and sine of turns of hue (26 degrees), times what chroma is multiplied with."""

_LIFTS = np.array([0.0, 0.0, 0.08, -0.08, 0.05, -0.05, 0.0, 0.0])
"""What is added to lightness."""

_PLACES = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
"""Steps along the line from the middle of a family of colors to its members on a gradient."""

_BASES = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
"""Steps along the line to the colors whose hue, strength or lightness is changed for the other members."""


def _turned(values: Floats, turns: Floats) -> Floats:
    """Red against green and yellow against blue, turned and stretched."""
    (cosine, sine), (across, along) = np.moveaxis(turns, -1, 0), np.moveaxis(values, -1, 0)
    return np.stack((across * cosine - along * sine, across * sine + along * cosine), axis=-1)


def _family(middle: Floats, step: Floats) -> Floats:
    """The Oklab values of all colors of a family: those of a gradient first, then changed ones."""
    bases = middle + _BASES[:, None] * step
    changed = np.empty((len(_BASES), len(_LIFTS), 3))
    changed[..., 0] = bases[:, None, 0] + _LIFTS
    changed[..., 1:] = _turned(bases[:, None, 1:], _TURNS)
    return np.concatenate((middle + _PLACES[:, None] * step, changed.reshape(-1, 3)))


def _middle_for(member: int, value: Floats, step: Floats) -> Floats:
    """The middle of the family in which an Oklab value is the member of this number."""
    if member < len(_PLACES):
        return np.asarray(value - _PLACES[member] * step)
    base, change = divmod(member - len(_PLACES), len(_LIFTS))
    cosine, sine = _TURNS[change]
    back = np.array([cosine, -sine]) / (cosine * cosine + sine * sine)
    middle = np.concatenate(([value[0] - _LIFTS[change]], _turned(value[1:], back)))
    return np.asarray(middle - _BASES[base] * step)


def colors_to_choose_from(right: Color, line: Floats, place: int, rng: Rng) -> list[Color]:
    """The color that belongs in a cell among wrong ones, in any order.

    All are members of one family: some of a gradient, the others with another hue, lightness or strength. Which member
    the right one is, is drawn, as it is for the others, so that the colors alone do not tell it.

    Args:
        right: the color that belongs there.
        line: the Oklab values of the line on which the cell is, shape (cells, 3).
        place: the place of the cell on it.

    Raises:
        Redraw: a screen has too few colors of this family that can be told apart.
    """
    step = line[1] - line[0]
    step = step * max(1, math.ceil((LEAST_STEPS + 1) / 100 / np.abs(step).max()))
    count = len(_PLACES) + len(_BASES) * len(_LIFTS)
    on_line, changed = range(len(_PLACES)), range(len(_PLACES), count)
    kinds = rng.shuffled([on_line] * ON_LINE + [changed] * (OPTIONS - ON_LINE))
    member = rng.choice(kinds[0])
    candidates = _family(_middle_for(member, line[place], step), step)
    candidates[member] = line[place]
    colors, has = screened(candidates)
    usable = has & (candidates[:, 0] > DARKEST) & (candidates[:, 0] < LIGHTEST)
    end, middle = line[0] if 2 * place < len(line) else line[-1], (line[0] + line[-1]) / 2
    to_end, to_middle = (((candidates - lure) ** 2).sum(axis=1) for lure in (end, middle))
    others = [number for number in rng.shuffled(range(count)) if usable[number] and number != member]
    if rng.chance(LURED_OF_10, 10):
        others.sort(key=lambda number: to_middle[number] >= to_middle[member])
    order = [member, *others]
    apart = differences(colors[order, None], colors[order]) >= APART
    steps = np.abs(candidates[order, None] - candidates[order]).max(axis=-1)
    apart &= steps * 100 >= LEAST_STEPS + 1
    chosen, free = [member], apart[0]
    for kind in kinds[1:]:
        index = next((index for index, number in enumerate(order) if free[index] and number in kind), None)
        if index is None:
            raise Redraw
        chosen.append(order[index])
        free = free & apart[index]
    # A screen has the right color in any case, so that it would be amid the others too often; and all of its line lies
    # between the ends.
    in_the_midst = amid(candidates[chosen]), amid(parts_of(colors[chosen]))
    if 0 in (*in_the_midst, to_end[chosen].argmin(), to_middle[chosen].argmin()) and rng.chance(1, 2):
        raise Redraw
    return rng.shuffled([right, *colors[chosen[1:]].tolist()])


def amid(colors: Floats | Integers) -> int:
    """The index of the color that is least away from all others taken together."""
    return int(np.sqrt(((colors[:, None] - colors) ** 2).sum(axis=-1)).sum(axis=1).argmin())
