"""What is needed to check why fewer turns don't do: pieces, distances and the words for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from tests.games.rubiks_cube.test_oracle import COLOR, PLACE, TURN_NAMES, permutations

FACES = "ULFRBD"
OPPOSITE = {"U": "D", "D": "U", "L": "R", "R": "L", "F": "B", "B": "F"}
WORDS = ("zero", "one", "two", "three", "four", "five", "six")


def number(text: str) -> int:
    """A number in words or digits."""
    return WORDS.index(text) if text in WORDS else int(text)


def total(text: str) -> list[int]:
    """The parts of a sum that is right."""
    parts, _, result = text.partition(" = ")
    counts = [int(part) for part in parts.split(" + ")]
    assert not result or sum(counts) == int(result)
    return counts


def place_of(text: str) -> int:
    """The place of U (0, 1)."""
    face, row, column = re.fullmatch(r"([ULFRBD]) \((\d), (\d)\)", text).groups()  # type: ignore[union-attr]
    return 9 * FACES.index(face) + 3 * int(row) + int(column)


def places_in(text: str) -> list[int]:
    """The places that a text names."""
    return [place_of(found) for found in re.findall(PLACE, text)]


def colors_in(text: str) -> dict[int, str]:
    """Places with their colors: U (0, 1) is red and U (1, 0) blue, or U (0, 1) and U (1, 0) are red."""
    found, open_places = {}, []
    for token in re.findall(rf"{PLACE}|{COLOR}", text):
        if re.fullmatch(PLACE, token):
            open_places.append(place_of(token))
        else:
            assert len(open_places) == 1 or " are " in text
            found.update(dict.fromkeys(open_places, token))
            open_places = []
    assert not open_places
    return found


def turned(stickers: str, turns: Iterable[str]) -> str:
    """The stickers after turns."""
    for turn in turns:
        stickers = "".join(stickers[source] for source in permutations()[TURN_NAMES.index(turn)])
    return stickers


@cache
def pieces() -> tuple[str, ...]:
    """For every place the piece there, by the faces whose turns move it; one letter for a center."""
    found = []
    for place in range(54):
        moved = {FACES[turn // 2] for turn in range(12) if permutations()[turn][place] != place}
        found.append("".join(sorted(moved | {FACES[place // 9]})))
    return tuple(found)


@cache
def contacts() -> dict[frozenset[str], tuple[tuple[int, int], ...]]:
    """Every edge with a corner beside it, and the places that touch, on both faces."""
    found = {}
    edges, corners = ({name for name in pieces() if len(name) == size} for size in (2, 3))
    for edge in edges:
        for corner in corners:
            if set(edge) < set(corner):
                at = {
                    name: {place // 9: place for place in range(54) if pieces()[place] == name}
                    for name in (edge, corner)
                }
                found[frozenset((edge, corner))] = tuple((place, at[corner][face]) for face, place in at[edge].items())
    return found


def mismatched(stickers: str) -> set[frozenset[str]]:
    """The pairs of an edge and a corner beside it that do not have the same colors on both faces."""
    return {
        pair for pair, touching in contacts().items() if any(stickers[one] != stickers[two] for one, two in touching)
    }


def wrong_edges(stickers: str) -> set[int]:
    """The edge stickers that are not of their center's color."""
    return {
        place for place in range(54) if len(pieces()[place]) == 2 and stickers[place] != stickers[9 * (place // 9) + 4]
    }


def belongs(stickers: str) -> dict[str, str]:
    """For the place of every corner, the one where its colors belong."""
    corners = {name for name in pieces() if len(name) == 3}
    home = {frozenset(stickers[9 * FACES.index(face) + 4] for face in name): name for name in corners}
    return {
        name: home[frozenset(stickers[place] for place in range(54) if pieces()[place] == name)] for name in corners
    }


def inversions(stickers: str) -> int:
    """How many pairs of corners are in the wrong order: even exactly after an even number of turns."""
    where = belongs(stickers)
    names = sorted(where)
    return sum(where[one] > where[two] for place, one in enumerate(names) for two in names[place + 1 :])


def within(stickers: str, goal: str, most: int, known: Callable[[str], dict[str, int]]) -> int | None:
    """The exact number of turns from stickers to a goal, by going on from both; None if it is more than `most`."""
    table = known(goal)
    edge, seen = {stickers}, {stickers}
    for depth in range(most + 1):
        met = [table[text] for text in edge if text in table]
        if met:
            return depth + min(met)
        edge = {after for text in edge for after in all_after_one(text)} - seen
        seen |= edge
    return None


def all_after_one(stickers: str) -> list[str]:
    """The stickers after each single turn."""
    return ["".join(map(stickers.__getitem__, sources)) for sources in permutations().tolist()]


@cache
def near(goal: str) -> dict[str, int]:
    """How many turns lead from a goal to everything within three turns."""
    found, edge = {goal: 0}, {goal}
    for depth in range(1, 4):
        edge = {after for text in edge for after in all_after_one(text)} - set(found)
        found.update(dict.fromkeys(edge, depth))
    return found


def distance(stickers: str, face: str | None) -> int | None:
    """The fewest turns, at most six, to a solved cube or to a face of one color."""
    centers = stickers[4::9]
    named = stickers.translate({ord(color): name for color, name in zip(centers, FACES, strict=True)})
    goal = "".join(name * 9 for name in FACES)
    if face is not None:
        named, goal = ("".join("x" if sign == face else "." for sign in text) for text in (named, goal))
    return within(named, goal, 3, near)
