"""Lists of turns: reading them, following a sticker through them, and changing them by typical mistakes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from gameqa.errors import Redraw
from gameqa.options import chain_of_mistakes
from gameqa.rng import Rng
from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import WORD, Token
from gameqa.wording import joined

from . import engine
from .engine import FACES, named_place, turn_sources, turned, write_turn

MOST_TURNS = 1000
"""How many turns are followed where a question states no bound."""
_BACK = frozenset(("'", "prime", "inverse", "inverted", "counterclockwise", "anticlockwise", "ccw", "i"))


def _turn_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """The turns that are written at a place, also run together: R, U', F2, Li, B prime."""
    token = tokens[place]
    if token.kind != WORD:
        return None
    faces = token.text.removesuffix("i") if len(token.text) == 2 else token.text
    if len(faces) == 2 and faces[1] == "x" and place + 1 < len(tokens) and tokens[place + 1].joined:
        faces = faces[0]
    if not faces or len(faces) > 10_000 or not set(faces) <= set(FACES):
        return None
    turns = [2 * FACES.index(face) for face in faces]
    back, times, end = token.text == f"{faces}i", 1, place + 1
    while end < len(tokens):
        low, joined = tokens[end].low, tokens[end].joined
        if joined and low in ("2", "3"):
            times = int(low)
        elif low in _BACK:
            back = True
        elif low in ("(", "counter") and end + 1 < len(tokens) and tokens[end + 1].low in (*_BACK, "-", "counter"):
            back = True
            end += 1 + (low == "(") if tokens[end + 1].low in _BACK else 2
        elif not (joined and low == "-" and end + 1 < len(tokens) and tokens[end + 1].low in _BACK):
            break
        end += 1
    last = turns.pop() + back
    return [*turns, *[last] * times], end


read_turns = Listed(_turn_at)
"""Reads turns as numbers: twice the place of the face in `FACES`, one more for a turn back."""


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


@cache
def _cycle(turn: int) -> tuple[str, ...]:
    """The faces around the turned one, in the order in which their stickers next to it are carried on."""
    face = FACES[turn // 2]
    carried = {}
    for place in range(54):
        before = turn_sources()[turn][place]
        there, here = named_place(place)[0], named_place(before)[0]
        if before != place and there != face:
            carried[here] = there
    first = min(carried, key=FACES.index)
    found = [first]
    while carried[found[-1]] != first:
        found.append(carried[found[-1]])
    return tuple(found)


def trace_lines(place: int, turns: Sequence[int]) -> list[str]:
    """The way of the sticker that ends at a place, told backwards, with how a turn carries it across faces."""
    places = origin(place, turns)
    lines = []
    for number in range(len(turns), 0, -1):
        before, after = places[number - 1], places[number]
        turn = turns[number - 1]
        name = write_turn(turn)
        if before == after:
            lines.append(f"{name} does not move what is at {write_place(after)}.")
        elif named_place(after)[0] == FACES[turn // 2]:
            lines.append(
                f"{name} turns the face itself and brings to {write_place(after)} what was at {write_place(before)}."
            )
        else:
            cycle = _cycle(turn)
            lines.append(
                f"{name} carries the stickers beside {FACES[turn // 2]} from {' to '.join([*cycle, cycle[0]])}, and "
                f"brings to {write_place(after)} what was at {write_place(before)}."
            )
    return lines


def telltale(stickers: str, second: str, turns: Sequence[int]) -> tuple[int, int]:
    """A place where a list of turns leads to another color than the second cube has, and where its sticker starts.

    Of all such places one is taken whose sticker is moved by the fewest turns, so that it is followed quickly.
    """
    reached = engine.after(stickers, turns)
    differing = [place for place in range(54) if reached[place] != second[place]]

    sources = [turn_sources()[turn] for turn in reversed(turns)]

    def effort(place: int) -> tuple[int, int]:
        moves, after = 0, place
        for came_from in sources:
            before = came_from[after]
            moves += before != after
            after = before
        return moves, place

    place = min(differing, key=effort)
    return place, origin(place, turns)[0]


def pieces_home(stickers: str) -> dict[str, None]:
    """The edges and corners that are in place, each named by its faces."""
    home: dict[str, None] = {}
    for name, places in pieces():
        for place, middle in places:
            if stickers[place] != stickers[middle]:
                break
        else:
            home[name] = None
    return home


@cache
def pieces() -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """The edges and corners by their faces, with the places of their stickers and of the middles of these faces."""
    found: dict[tuple[int, ...], list[int]] = {}
    for place in range(54):
        found.setdefault(engine.position_of(place), []).append(place)
    return tuple(
        ("".join(FACES[place // 9] for place in places), tuple((place, 9 * (place // 9) + 4) for place in places))
        for places in found.values()
        if len(places) > 1
    )


def solution_lines(stickers: str, turns: Sequence[int]) -> list[str]:
    """What every turn of a solution brings home."""
    lines = []
    home = pieces_home(stickers)
    for number, turn in enumerate(turns, 1):
        stickers = turned(stickers, turn)
        later = pieces_home(stickers)
        new = [piece for piece in later if piece not in home]
        home = later
        if not new:
            coming = "last turn" if number == len(turns) - 1 else "next turns"
            told = f"prepares the {coming}; no further piece comes home yet"
        elif len(home) == 20:
            told = f"brings home the last pieces: {joined(new)}"
        else:
            told = f"brings home {joined(new)}"
        lines.append(f"{number}. {write_turn(turn)} {told}.")
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
    reached, ends = {stickers}, {goal}
    if len(turns) > 1:
        # The last turn is tried backward from the goal.
        ends.update(engine.all_turned(goal))
    for _ in range(len(turns) - 2):
        reached |= {later for text in reached for later in engine.all_turned(text)}
    return reached.isdisjoint(ends)
