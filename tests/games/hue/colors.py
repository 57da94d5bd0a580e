"""Color spaces as their authors write them, color by color in plain arithmetic."""

from __future__ import annotations

from functools import lru_cache

from gameqa.audit import colors

Values = tuple[float, float, float]


def rgb(color: int) -> tuple[int, int, int]:
    return color // 65536, color // 256 % 256, color % 256


@lru_cache(maxsize=100_000)
def oklab(color: int) -> Values:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb(color)
    )
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def away(one: Values, other: Values) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5)


def between(start: Values, end: Values, share: float) -> Values:
    first, second, third = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return first, second, third


@lru_cache(maxsize=100_000)
def difference(one: int, other: int, vision: str = "normal") -> float:
    return colors.ciede2000(colors.lab(rgb(one), vision), colors.lab(rgb(other), vision))
