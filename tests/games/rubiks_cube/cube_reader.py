"""Reads why a cube is not solved by fewer turns, and holds every line against turns of magiccube."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, ClassVar

from tests.games.rubiks_cube.bounds import (
    belongs,
    colors_in,
    contacts,
    inversions,
    mismatched,
    number,
    pieces,
    place_of,
    total,
    wrong_edges,
)
from tests.games.rubiks_cube.test_oracle import COLOR, NAMES, PLACE
from tests.oracle import SentenceReader

PIECE = r"[ULFRBD]{2,3}"


class CubeReader(SentenceReader):
    """Reads why a cube is not solved by fewer turns.

    Attributes:
        least: the number of turns that the lines have shown to be needed.
    """

    def __init__(self, stickers: str) -> None:
        self.stickers = stickers
        self.least = 0
        self.wrong: dict[int, int] = {}
        self.counts: list[int] = []
        self.pairs: set[frozenset[str]] = set()
        self.rings: list[int] = []
        self.ringed: set[str] = set()

    def color(self, place: int) -> str:
        return NAMES[self.stickers[place]]

    def not_solved(self, told: re.Match[str]) -> None:
        assert wrong_edges(self.stickers)
        self.least = 1

    def intro(self, told: re.Match[str]) -> None:
        assert not self.counts

    def instead(self, told: re.Match[str]) -> None:
        colors = colors_in(told[1])
        (face,) = {place // 9 for place in colors}
        assert self.color(9 * face + 4) == told[2]
        for place, color in colors.items():
            assert self.color(place) == color != told[2]
            assert place not in self.wrong
            self.wrong[place] = face
        self.counts.append(len(colors))

    def count_wrong(self, told: re.Match[str]) -> None:
        assert set(self.wrong) == wrong_edges(self.stickers)
        assert total(told[1]) == self.counts
        assert (told[2] == "sticker") == (sum(self.counts) == 1)

    def bound(self, told: re.Match[str]) -> None:
        assert int(told[1]) == sum(self.counts) == len(self.wrong or self.pairs)
        assert 4 * (int(told[2]) - 1) < int(told[1]) <= 4 * int(told[2])
        assert told[0].endswith("turn.") == (told[2] == "1")
        self.least = int(told[2])

    def edge(self, told: re.Match[str]) -> None:
        name = "".join(sorted(told[1]))
        before = len(self.pairs)
        for part in told[2].split("; "):
            first, color, others = re.fullmatch(rf"({PLACE}) is ({COLOR}), but beside it (.*)", part).groups()  # type: ignore[union-attr]
            edge = place_of(first)
            assert pieces()[edge] == name
            assert self.color(edge) == color
            for corner, other in colors_in(others).items():
                pair = frozenset((name, pieces()[corner]))
                assert (edge, corner) in contacts()[pair]
                assert self.color(corner) == other != color
                assert pair not in self.pairs
                self.pairs.add(pair)
        self.counts.append(len(self.pairs) - before)

    def count_pairs(self, told: re.Match[str]) -> None:
        assert self.pairs == mismatched(self.stickers)
        assert total(told[1]) == self.counts
        assert (told[2] == "pair") == (sum(self.counts) == 1)

    def ring(self, told: re.Match[str]) -> None:
        self.ring_of(["".join(sorted(name)) for name in re.findall(r"\b[ULFRBD]{3}\b", told[1])], int(told[2]))

    def exchanged(self, told: re.Match[str]) -> None:
        one, two = ("".join(sorted(name)) for name in told.groups())
        self.ring_of([one, two, one], 2)

    def ring_of(self, names: list[str], size: int) -> None:
        assert names[0] == names[-1]
        assert len(names) == size + 1 == len(set(names)) + 1
        for here, there in pairwise(names):
            assert belongs(self.stickers)[here] == there
        assert self.ringed.isdisjoint(names)
        self.ringed.update(names)
        self.rings.append(size)

    def swaps(self, told: re.Match[str]) -> None:
        assert self.ringed == {here for here, there in belongs(self.stickers).items() if here != there}
        parts = total(told[1])
        assert parts == [size - 1 for size in self.rings]
        assert told[2] == ("odd" if sum(parts) % 2 else "even")
        assert (sum(parts) - inversions(self.stickers)) % 2 == 0

    def no_swaps(self, told: re.Match[str]) -> None:
        assert not self.rings
        assert all(here == there for here, there in belongs(self.stickers).items())

    def parity(self, told: re.Match[str]) -> None:
        assert self.least == number(told[2]) == number(told[3]) - 1
        assert told[1] == ("odd" if inversions(self.stickers) % 2 else "even")
        assert inversions(self.stickers) % 2 == number(told[3]) % 2
        self.least += 1

    SENTENCES: ClassVar[Any] = (
        (r"The cube is not solved yet, so at least one turn is needed\.", not_solved),
        (r"Each face has four edge stickers\. Count those that do not have the color of their center:", intro),
        (rf"(.*) instead of ({COLOR})\.", instead),
        (r"That makes ([\d+= ]+) wrong edge (stickers?)\.", count_wrong),
        (
            r"A turn carries only four edge stickers from one face to another, those beside the turned face\. So it "
            r"mends at most four, and (\d+) wrong (?:one needs|ones need) at least (\d) turns?\.",
            bound,
        ),
        (
            r"Each edge touches two corners\. In a solved cube, an edge and a corner that touch have the same color on "
            r"both faces that they share\. Count the pairs for which this fails:",
            intro,
        ),
        (rf"Edge ({PIECE}): (.*)\.", edge),
        (r"That makes ([\d+= ]+) mismatched (pairs?)\.", count_pairs),
        (
            r"A turn moves a layer as one block: all that changes is which edges of the next layer its four corners "
            r"touch\. So it mends at most four pairs, and (\d+) need at least (\d) turns?\.",
            bound,
        ),
        (r"Now look where each corner belongs by its three colors\.", lambda self, told: None),
        (
            rf"(The corner at {PIECE} belongs at {PIECE}(?:, the one there at {PIECE})*, and the one there at {PIECE})"
            r": a ring of (\d)\.",
            ring,
        ),
        (rf"The corners at ({PIECE}) and ({PIECE}) belong at each other's places: a ring of 2\.", exchanged),
        (
            r"Swapping two corners at a time, a ring is put right by one swap fewer than it has corners: ([\d+= ]+), "
            r"an (odd|even) number\.",
            swaps,
        ),
        (r"Every corner is at its place, twisted or not: that takes 0 swaps, an even number\.", no_swaps),
        (
            r"A turn carries four corners around in a ring, which is three swaps, so it makes an even number of swaps "
            r"odd and an odd one even\. So the number of turns is (odd|even): not (\w+), but at least (\w+)\.",
            parity,
        ),
    )
