"""Lists of turns: reading them, following a sticker through them, and changing them by typical mistakes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gameqa.answers import read_items
from gameqa.errors import Redraw
from gameqa.options import chain_of_mistakes
from gameqa.rng import Rng

from . import engine
from .engine import FACES, TURNS, named_place, turn_sources, turned, write_turn

MOST_TURNS = 1000

_TURN = re.compile(r"([ULFRBD])(2(?:'|\b)|['\u2032\u00b4`i]| prime\b|)(?![a-z\d])", re.ASCII)


def read_turns(text: str) -> list[int] | None:
    """The turns of a text such as R, U', F2; None if it holds anything else or no turn."""
    turns: list[int] = []
    for match in read_items(text, _TURN) or ():
        face, how = match.groups()
        turn = 2 * FACES.index(face)
        turns += [turn, turn] if how.startswith("2") else [turn + bool(how)]
    return turns if 0 < len(turns) <= MOST_TURNS else None


def origin(place: int, turns: Sequence[int]) -> list[int]:
    """Where the sticker that ends at a place has been: before the first turn, then after every turn."""
    places = [place]
    for turn in reversed(turns):
        places.append(turn_sources()[turn][places[-1]])
    return places[::-1]


def write_place(place: int) -> str:
    """A place as text: F (0, 2)."""
    face, row, column = named_place(place)
    return f"{face} ({row}, {column})"


def trace_lines(place: int, turns: Sequence[int]) -> list[str]:
    """The way of the sticker that ends at a place, told backwards."""
    places = origin(place, turns)
    lines = []
    for number in range(len(turns), 0, -1):
        before, after = places[number - 1], places[number]
        if before == after:
            lines.append(f"The turn {write_turn(turns[number - 1])} does not move what is at {write_place(after)}.")
        else:
            lines.append(
                f"The turn {write_turn(turns[number - 1])} brings to {write_place(after)} what was at "
                f"{write_place(before)}."
            )
    return lines


def _changed(turns: list[int], rng: Rng) -> list[int]:
    """A list with one turn the other way, of a neighboring face, or exchanged with the next."""
    found = list(turns)
    place = rng.below(len(found))
    kind = rng.below(3)
    if kind == 0:
        found[place] ^= 1
    elif kind == 1:
        found[place] = rng.below(12)
    elif len(found) > 1:
        place = min(place, len(found) - 2)
        found[place], found[place + 1] = found[place + 1], found[place]
    return found


def wrong_sequences(stickers: str, right: list[int], count: int, rng: Rng) -> list[list[int]]:
    """Lists of the same length that lead elsewhere, each to another cube."""
    reached = {engine.after(stickers, right), stickers}

    def change(base: list[int], known: Sequence[list[int]]) -> list[int]:
        for _ in range(40):
            turns = _changed(base, rng)
            cube = engine.after(stickers, turns)
            if cube not in reached and all(first != second ^ 1 for first, second in pairwise(turns)):
                reached.add(cube)
                return turns
        raise Redraw

    return chain_of_mistakes(rng, right, count, change)


def is_direct(stickers: str, turns: Sequence[int]) -> bool:
    """Whether no shorter list leads to the same cube: for lists of up to three turns by trying them all."""
    goal = engine.after(stickers, turns)
    reached = {stickers}
    for _ in range(len(turns) - 1):
        reached |= {turned(text, turn) for text in reached for turn in TURNS}
    return goal not in reached
