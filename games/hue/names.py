"""Names of colors, and colors that fit one name clearly.

The names and their reference values are 28 of those that most people gave in the color survey of xkcd (Randall Munroe,
2010), whose list is in the public domain (CC0 1.0): the most frequent names, without those that differ from a more
frequent one by less than `APART`. "Grey" is written "gray".
"""

from __future__ import annotations

from functools import cache

import numpy as np

from gameqa.audit.colors import VISIONS
from gameqa.rng import Rng

from .difference import differences
from .spaces import Color, Floats, colors_of, oklab_of

NAMES: dict[str, Color] = {
    "red": 0xE50000,
    "orange": 0xF97306,
    "yellow": 0xFFFF14,
    "green": 0x15B01A,
    "blue": 0x0343DF,
    "purple": 0x7E1E9C,
    "pink": 0xFF81C0,
    "brown": 0x653700,
    "gray": 0x929591,
    "light blue": 0x95D0FC,
    "light green": 0x96F97B,
    "dark green": 0x033500,
    "dark blue": 0x00035B,
    "teal": 0x029386,
    "magenta": 0xC20078,
    "lavender": 0xC79FEF,
    "tan": 0xD1B26F,
    "maroon": 0x650021,
    "olive": 0x6E750E,
    "salmon": 0xFF796C,
    "peach": 0xFFB07C,
    "cyan": 0x00FFFF,
    "light pink": 0xFFD1DF,
    "light brown": 0xAD8150,
    "mauve": 0xAE7181,
    "light gray": 0xD8DCD6,
    "dark gray": 0x363737,
    "cream": 0xFFFFC2,
}

APART, APART_COLOR_BLIND = 15.0, 10.0
"""The least CIEDE2000 difference of two names of one question, for normal and for defective color vision."""

NEAR, CLEARER, CLEARER_COLOR_BLIND = 9.0, 8.0, 4.0
"""How far a color may be from its name's reference value, and by how much less than from that of another name."""

_AROUND = [(light, red, yellow) for light in (-4, -2, 0, 2, 4) for red in (-3, 0, 3) for yellow in (-3, 0, 3)]
"""Where colors that fit a name are looked for: hundredths of Oklab from its reference value."""


@cache
def fellows() -> dict[str, tuple[str, ...]]:
    """For every name those that may be in one question with it, the nearest first.

    Shades of one color may not: light pink is a pink, too.
    """
    values = np.array(list(NAMES.values()))
    apart = {vision: differences(values[:, None], values, vision) for vision in VISIONS}
    found = {}
    for number, name in enumerate(NAMES):
        order = np.argsort(apart["normal"][number], kind="stable")
        found[name] = tuple(
            other
            for place in order.tolist()
            for other in (list(NAMES)[place],)
            if other.split()[-1] != name.split()[-1]
            and apart["normal"][number, place] >= APART
            and all(apart[vision][number, place] >= APART_COLOR_BLIND for vision in VISIONS)
        )
    return found


@cache
def clear_colors() -> dict[str, tuple[tuple[Color, ...], Floats]]:
    """For every name colors that fit it clearly: nobody would rather give them another name of the same question.

    Returns:
        the colors, and their Oklab values, shape (colors, 3).
    """
    names, values = list(NAMES), np.array(list(NAMES.values()))
    candidates: list[list[Color]] = []
    for center in oklab_of(values):
        own = (colors_of(center + np.array(step) / 100) for step in _AROUND)
        candidates.append(sorted({int(color) for color in own if color is not None}))
    owner = np.repeat(np.arange(len(names)), [len(own) for own in candidates])
    colors = np.concatenate(candidates)
    everyone = np.arange(len(names))
    clear = np.ones(len(colors), bool)
    together = np.array([[other in fellows()[name] for other in names] for name in names])
    for vision in VISIONS:
        apart = differences(colors[:, None], values, vision)
        own_distance = apart[np.arange(len(colors)), owner]
        if vision == "normal":
            clear &= own_distance <= NEAR
            rival, least = everyone != owner[:, None], CLEARER
        else:
            rival, least = together[owner], CLEARER_COLOR_BLIND
        clear &= np.where(rival, apart, np.inf).min(axis=1) >= own_distance + least
    return {
        name: (tuple(colors[own].tolist()), oklab_of(colors[own]))
        for number, name in enumerate(names)
        for own in (clear & (owner == number),)
    }


@cache
def _fellow_sets() -> tuple[tuple[int, tuple[int, ...]], ...]:
    """For every name, by its place, its fellows as bits and in order."""
    places = {name: place for place, name in enumerate(NAMES)}
    orders = [tuple(places[other] for other in fellows()[name]) for name in NAMES]
    return tuple((sum(1 << other for other in order), order) for order in orders)


def eight_names(rng: Rng, pairs: int) -> list[str]:
    """Eight names that differ clearly from each other; whichever of them is asked for, the others tell nothing of it.

    Args:
        pairs: how many of the first names bring a name that is near to them.
    """
    sets, names = _fellow_sets(), list(NAMES)
    chosen: list[int] = []
    allowed = (1 << len(names)) - 1
    for place in rng.shuffled(range(len(names))):
        if not allowed >> place & 1:
            continue
        chosen.append(place)
        allowed &= sets[place][0]
        if len(chosen) < 2 * pairs:
            near = [other for other in sets[place][1] if allowed >> other & 1][:3]
            chosen.append(rng.choice(near))
            allowed &= sets[chosen[-1]][0]
        if len(chosen) >= 8:
            break
    return [names[place] for place in chosen]
