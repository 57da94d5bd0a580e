"""Why a cube needs its number of quarter turns, from what the net shows.

A turn carries only four edge stickers to another face, and parts only four edges from corners beside them; so wrong
edge stickers and parted pairs, four to a turn, give a least number of turns. A turn is an odd permutation of the
corners, so that their order tells whether the number of turns is even or odd.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gameqa.wording import count_of, joined, name_of, verb

from . import engine
from .engine import COLORS, FACES
from .sequences import pieces, write_place

MENDED = 4
"""How many wrong edge stickers, or parted pairs, a turn mends at most."""

EDGE_STICKERS = tuple(place for place in range(54) if place % 9 in (1, 3, 5, 7))

Contact = tuple[int, int]
"""The places of an edge sticker and of a corner sticker beside it on the same face."""


@cache
def _places_of_corners() -> dict[str, tuple[int, ...]]:
    """The places of the stickers of every corner, by its faces."""
    return {name: tuple(place for place, _ in places) for name, places in pieces() if len(places) == 3}


@cache
def _names_of_edges() -> dict[int, str]:
    """The edge that each edge sticker is part of, by its faces."""
    return {place: name for name, places in pieces() if len(places) == 2 for place, _ in places}


@cache
def _pairs() -> tuple[tuple[Contact, Contact], ...]:
    """Every edge with each of the two corners beside it: the places that touch, on the two faces that they share."""
    found: dict[tuple[engine.Vector, engine.Vector], list[Contact]] = {}
    for edge in EDGE_STICKERS:
        for corner in range(edge - edge % 9, edge - edge % 9 + 9):
            here, there = engine.position_of(edge), engine.position_of(corner)
            if corner % 9 in (0, 2, 6, 8) and sum(abs(a - b) for a, b in zip(here, there, strict=True)) == 1:
                found.setdefault((here, there), []).append((edge, corner))
    return tuple((first, second) for first, second in found.values())


def _wrong(stickers: str) -> list[int]:
    """The edge stickers of another color than the center of their face."""
    return [place for place in EDGE_STICKERS if stickers[place] != stickers[place - place % 9 + 4]]


def _parted(stickers: str) -> list[Contact]:
    """For every pair of an edge and a corner that does not belong together, where this is seen."""
    found = []
    for contacts in _pairs():
        for edge, corner in contacts:
            if stickers[edge] != stickers[corner]:
                found.append((edge, corner))
                break
    return found


def _rings(stickers: str) -> list[list[str]]:
    """The corners that are not at their places, each followed by the one at whose place it belongs, as rings."""
    color_of = {face: stickers[9 * number + 4] for number, face in enumerate(FACES)}
    places = _places_of_corners()
    home = {frozenset(color_of[face] for face in name): name for name in places}
    left = {name: home[frozenset(stickers[place] for place in at)] for name, at in places.items()}
    found = []
    while left:
        ring, (name, _) = [], next(iter(left.items()))
        while name in left:
            ring.append(name)
            name = left.pop(name)
        if len(ring) > 1:
            found.append(ring)
    return found


def _turns_for(broken: int) -> int:
    return -(-broken // MENDED)


def bounded(stickers: str, turns: int) -> bool:
    """Whether an argument shows that no fewer turns solve a cube which that many turns solve."""
    return any(_turns_for(len(found(stickers))) >= turns - 1 for found in (_wrong, _parted))


def bound_lines(stickers: str, turns: int) -> list[str]:
    """The argument that a cube which needs so many turns, and is `bounded`, is not solved by fewer."""
    if turns == 1:
        return ["The cube is not solved yet, so at least one turn is needed."]
    wrong, parted = _wrong(stickers), _parted(stickers)
    for least, more in ((turns, []), (turns - 1, _parity_lines(stickers, turns))):
        if _turns_for(len(wrong)) == least:
            return [*_wrong_lines(stickers, wrong), *more]
        if _turns_for(len(parted)) == least:
            return [*_parted_lines(stickers, parted), *more]
    raise ValueError("no argument for this cube")


def _by_face(places: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Face numbers with the places on them, where there are any."""
    for number in range(6):
        if here := [place for place in places if place // 9 == number]:
            yield number, here


def _wrong_lines(stickers: str, wrong: list[int]) -> list[str]:
    lines = ["Each face has four edge stickers. Count those that do not have the color of their center:"]
    counts = []
    for number, places in _by_face(wrong):
        lines.append(f"{_told_colors(stickers, places)} instead of {COLORS[stickers[9 * number + 4]]}.")
        counts.append(len(places))
    least = _turns_for(len(wrong))
    return [
        *lines,
        f"That makes {_total(counts)} wrong edge {verb(len(wrong), 'sticker', 'stickers')}.",
        "A turn carries only four edge stickers from one face to another, those beside the turned face. So it mends at "
        f"most four, and {len(wrong)} wrong {verb(len(wrong), 'one needs', 'ones need')} at least "
        f"{count_of(least, 'turn')}.",
    ]


def _told_colors(stickers: str, places: list[int]) -> str:
    """The colors at places: F (0, 1) is red and F (1, 0) blue."""
    colors = [COLORS[stickers[place]] for place in places]
    if len(places) > 1 and len(set(colors)) == 1:
        return f"{joined(list(map(write_place, places)))} are {colors[0]}"
    verbs = [" is", *[""] * (len(places) - 1)]
    return joined(
        [f"{write_place(place)}{is_} {color}" for place, is_, color in zip(places, verbs, colors, strict=True)]
    )


def _parted_lines(stickers: str, parted: list[Contact]) -> list[str]:
    corners: dict[str, dict[int, list[int]]] = {}
    for edge, corner in parted:
        corners.setdefault(_names_of_edges()[edge], {}).setdefault(edge, []).append(corner)
    lines, counts = [], []
    for name, beside in corners.items():
        told = [
            f"{write_place(edge)} is {COLORS[stickers[edge]]}, but beside it {_told_colors(stickers, others)}"
            for edge, others in beside.items()
        ]
        lines.append(f"Edge {name}: {'; '.join(told)}.")
        counts.append(sum(map(len, beside.values())))
    least = _turns_for(len(parted))
    return [
        "Each edge touches two corners. In a solved cube, an edge and a corner that touch have the same color on both "
        "faces that they share. Count the pairs for which this fails:",
        *lines,
        f"That makes {_total(counts)} mismatched {verb(len(parted), 'pair', 'pairs')}.",
        "A turn moves a layer as one block: all that changes is which edges of the next layer its four corners touch. "
        f"So it mends at most four pairs, and {len(parted)} need at least {count_of(least, 'turn')}.",
    ]


def _total(counts: list[int]) -> str:
    """A sum with its parts."""
    return f"{' + '.join(map(str, counts))} = {sum(counts)}" if len(counts) > 1 else str(sum(counts))


def _ring_line(ring: list[str]) -> str:
    if len(ring) == 2:
        return f"The corners at {ring[0]} and {ring[1]} belong at each other's places: a ring of 2."
    first, second, *others = ring
    told = [f"The corner at {first} belongs at {second}", *(f"the one there at {place}" for place in others)]
    return f"{', '.join(told)}, and the one there at {first}: a ring of {len(ring)}."


def _parity_lines(stickers: str, turns: int) -> list[str]:
    rings = _rings(stickers)
    kind = "odd" if turns % 2 else "even"
    if rings:
        swaps = [len(ring) - 1 for ring in rings]
        told = (
            "Swapping two corners at a time, a ring is put right by one swap fewer than it has corners: "
            f"{_total(swaps)}, an {kind} number."
        )
    else:
        told = "Every corner is at its place, twisted or not: that takes 0 swaps, an even number."
    return [
        "Now look where each corner belongs by its three colors.",
        *map(_ring_line, rings),
        told,
        "A turn carries four corners around in a ring, which is three swaps, so it makes an even number of swaps odd "
        f"and an odd one even. So the number of turns is {kind}: not {name_of(turns - 1)}, but at least "
        f"{name_of(turns)}.",
    ]
