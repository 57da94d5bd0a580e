"""Colors in words: lightness, redness and yellowness, and how two colors differ."""

from __future__ import annotations

from collections.abc import Sequence

from .spaces import Color, Floats, oklab_of

Measures = tuple[int, int, int]
"""Lightness, redness and yellowness."""

MEASURES = ("lightness", "redness", "yellowness")

MEANING = (
    "Colors are compared by three numbers (Oklab, times 100): lightness, from 0 for black to 100 for white; redness, "
    "negative for a greenish color; and yellowness, negative for a bluish one."
)
"""What the numbers are."""

_MORE = ("lighter", "redder", "yellower")
_LESS = ("darker", "greener", "bluer")


def measures_of(colors: Sequence[Color]) -> list[Measures]:
    """The three numbers of every color."""
    return measures_in(oklab_of(colors))


def measures_in(values: Floats) -> list[Measures]:
    """The three numbers of every color, from Oklab values, shape (colors, 3)."""
    return [
        (round(100 * lightness), round(100 * red), round(100 * yellow)) for lightness, red, yellow in values.tolist()
    ]


def write_measures(values: Measures) -> str:
    """The three numbers in words."""
    return ", ".join(f"{name} {value}" for name, value in zip(MEASURES, values, strict=True))


def main_measure(one: Measures, other: Measures) -> int:
    """In which of the three numbers two colors differ most."""
    return max(range(3), key=lambda number: abs(one[number] - other[number]))


def difference_line(name: str, own: Measures, wanted: Measures) -> str:
    """How a color differs most from a wanted one."""
    number = main_measure(own, wanted)
    word = (_MORE if own[number] > wanted[number] else _LESS)[number]
    return f"{name} is {word}: {MEASURES[number]} {own[number]} against {wanted[number]}."
