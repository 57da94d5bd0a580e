"""The track around the frog: where its places are, and how wide marbles there are seen from the frog.

Lengths are in pixels of the plain picture, with the frog's middle as origin, x to the right and y upwards; angles are
in degrees, counterclockwise from the right. Sines and cosines are rounded to a millionth, and angles and centers of
marbles to a hundredth, so that every machine decides alike. A track is given as in `engine.Zuma`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import asin, cos, floor, pi, sin

DIAMETER = 26


@cache
def direction(half_degrees: int) -> tuple[float, float]:
    """Cosine and sine of an angle in half degrees."""
    angle = half_degrees * pi / 360
    return round(cos(angle), 6), round(sin(angle), 6)


def whole(angle: float) -> int:
    """The nearest whole number of degrees."""
    return floor(angle + 0.5)


@lru_cache(maxsize=4096)
def seen_width(distance: float, length: float) -> float:
    """How many degrees wide a length is, seen from the frog, that lies across at a distance of its far end."""
    return round(asin(length / distance) * 180 / pi, 2)


def reach_at(distance: float) -> float:
    """How many degrees beside the center of a marble at a distance a shot still touches it."""
    return seen_width(distance, DIAMETER)


def distance_at(track: tuple[int, int, int, int], turned: float) -> float:
    """The distance of the track from the frog, some degrees from its start."""
    _, sweep, near, far = track
    return near + (far - near) * turned / abs(sweep)


@lru_cache(maxsize=128)
def track_steps(track: tuple[int, int, int, int], step: int) -> tuple[tuple[float, float], ...]:
    """The distance from the frog and the angle of points along a track, one `step` of pixels from the next.

    The angles go on beyond 360 degrees, or below 0.
    """
    start, sweep, near, far = track
    sign = 1 if sweep > 0 else -1
    return tuple((distance, start + sign * turned) for distance, turned in _spiral(abs(sweep), near, far, step))


def _spiral(sweep: int, near: int, far: int, step: int) -> list[tuple[float, float]]:
    """The distance from the frog of points along a track, and how many degrees they are from its start."""
    steps = []
    turned, change = 0.0, far - near
    while turned <= sweep:
        distance = near + change * turned / sweep
        steps.append((distance, turned))
        turned += step / distance * 180 / pi
    return steps


@lru_cache(maxsize=512)
def _places_along(sweep: int, near: int, far: int) -> tuple[tuple[float, float, float], ...]:
    """For every place of a track how many degrees it is from the start, and distance and reach as in `engine.Seen`.

    Tracks that start elsewhere or go the other way have these in common: a level has a few hundred of them.
    """
    rounded = ((turned, round(distance, 2)) for distance, turned in _spiral(sweep, near, far, DIAMETER))
    return tuple((turned, distance, reach_at(distance)) for turned, distance in rounded)


def place_count(track: tuple[int, int, int, int]) -> int:
    """How many places a track has, the last one at its hole."""
    _, sweep, near, far = track
    return len(_places_along(abs(sweep), near, far))


@lru_cache(maxsize=128)
def seen_places(track: tuple[int, int, int, int]) -> tuple[tuple[float, float, float], ...]:
    """For every place of a track angle, distance and reach of a marble there, as in `engine.Seen`."""
    start, sweep, near, far = track
    sign = 1 if sweep > 0 else -1
    return tuple(
        (round(start + sign * turned, 2), distance, reach)
        for turned, distance, reach in _places_along(abs(sweep), near, far)
    )


@lru_cache(maxsize=128)
def track_points(track: tuple[int, int, int, int], step: int) -> tuple[tuple[float, float], ...]:
    """Points along a track, one `step` of pixels from the next, from its start to its hole."""
    return tuple(point_at(distance, angle) for distance, angle in track_steps(track, step))


def point_at(distance: float, angle: float) -> tuple[float, float]:
    """x and y of a point in a direction."""
    turned = angle * pi / 180
    return round(distance * cos(turned), 2), round(distance * sin(turned), 2)
