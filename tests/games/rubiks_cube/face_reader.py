"""Reads why a face is not of one color after fewer turns, and holds every line against turns of magiccube."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from tests.games.rubiks_cube.bounds import FACES, OPPOSITE, number, place_of, places_in, turned
from tests.games.rubiks_cube.test_oracle import COLOR, NAMES, PLACE, TURN_NAMES, permutations
from tests.oracle import SentenceReader

TURN = r"[ULFRBD]'?"


class FaceReader(SentenceReader):
    """Reads why a face is not of one color after fewer turns.

    Attributes:
        least: the number of turns that the lines have shown to be needed.
    """

    def __init__(self, stickers: str, face: str) -> None:
        self.stickers = stickers
        self.face = face
        self.least = 0
        self.apart: list[int] = []
        self.left: dict[tuple[str, ...], set[str]] = {}
        self.turns = {name for name in TURN_NAMES if name[0] not in (face, OPPOSITE[face])}

    def is_wrong(self, place: int, stickers: str) -> bool:
        first = 9 * FACES.index(self.face)
        return first <= place < first + 9 and stickers[place] != stickers[first + 4]

    def is_apart(self, places: list[int]) -> bool:
        """Whether no outer row or column of the face holds two of different places."""
        cells = [(place % 9 // 3, place % 3) for place in places]
        lines = [("row", row) for row, _ in cells if row != 1] + [
            ("column", column) for _, column in cells if column != 1
        ]
        return len(set(lines)) == len(lines) and len(set(places)) == len(places)

    def most_apart(self, stickers: str) -> int:
        first = 9 * FACES.index(self.face)
        wrong = [place for place in range(first, first + 9) if self.is_wrong(place, stickers)]
        subsets = ([place for bit, place in enumerate(wrong) if bits >> bit & 1] for bits in range(1 << len(wrong)))
        return max(len(places) for places in subsets if self.is_apart(places))

    def not_uniform(self, told: re.Match[str]) -> None:
        assert self.most_apart(self.stickers) >= 1
        self.least = 1

    def named(self, told: re.Match[str]) -> None:
        self.apart = places_in(told[1])
        assert all(self.is_wrong(place, self.stickers) for place in self.apart)
        assert self.is_apart(self.apart)
        assert NAMES[self.stickers[9 * FACES.index(self.face) + 4]] == told[2]
        assert told[3] == self.face

    def mends(self, told: re.Match[str]) -> None:
        assert told[1] == told[2] == self.face
        assert told[3] == OPPOSITE[self.face]
        self.least = int(told[5])
        assert number(told[4]) == self.least == len(self.apart)

    def supposed(self, told: re.Match[str]) -> None:
        assert number(told[1]) == number(told[2]) == self.least
        assert told[3] == self.face
        self.left[()] = set(self.turns)

    def is_one_enough(self, told: re.Match[str]) -> None:
        assert told[1] == told[3] == self.face
        assert told[2] == OPPOSITE[self.face]
        self.least = 1
        self.left[()] = set(self.turns)

    def made(self, text: str | None) -> tuple[str, ...]:
        return tuple(re.findall(TURN, text or ""))

    def close(self, made: tuple[str, ...], turn: str, named: list[int]) -> None:
        """A turn after which as many wrong stickers are apart as turns were left before it."""
        assert turn in self.left[made]
        self.left[made].remove(turn)
        after = turned(self.stickers, (*made, turn))
        assert all(self.is_wrong(place, after) for place in named)
        assert self.is_apart(named)
        assert len(named) == self.least - len(made)

    def leaves(self, told: re.Match[str]) -> None:
        made, named = self.made(told[1]), places_in(told[3])
        for face in re.findall(r"[ULFRBD]", told[2].removeprefix("turn of")):
            for turn in (face, face + "'"):
                self.close(made, turn, named)
                before, after = (turned(self.stickers, turns) for turns in (made, (*made, turn)))
                assert all(before[place] == after[place] for place in named)

    def brings(self, told: re.Match[str]) -> None:
        made, stay = self.made(told[1]), places_in(told[3] or "")
        target = None
        whence = rf"(?:of|that starts at) ({PLACE})(?: to ({PLACE}))?"
        for part in told[2].split(" and "):
            brought = re.fullmatch(rf"({TURN})(?: brings)? the ({COLOR}) (?:sticker|one) {whence}", part)
            assert brought
            turn, color, start, end = brought.groups()
            assert ("that starts at" in part) == bool(made)
            target = place_of(end) if end else target
            assert target is not None
            place = target
            for step in reversed((*made, turn)):
                place = int(permutations()[TURN_NAMES.index(step)][place])
            assert place == place_of(start)
            assert NAMES[self.stickers[place]] == color
            self.close(made, turn, [target, *stay])
            before = turned(self.stickers, made)
            assert all(self.is_wrong(other, before) for other in stay)
        if stay:
            assert told[0].endswith("stays wrong." if len(stay) == 1 else "stay wrong.")

    def mends_one(self, told: re.Match[str]) -> None:
        made, turn = self.made(told[1]), told[2]
        assert turn in self.left[made]
        self.left[made].remove(turn)
        assert told[3] == self.face
        after = turned(self.stickers, (*made, turn))
        first = 9 * FACES.index(self.face)
        assert re.split(r"[;,] ", told[4]) == [NAMES[sign] for sign in after[first : first + 9]]
        more = self.least - len(made) - 1
        assert self.most_apart(after) == more == number(told[5])
        assert told[0].endswith("mend the rest." if more == 1 else "mend one each.")
        self.left[(*made, turn)] = set(self.turns)

    def not_enough(self, told: re.Match[str]) -> None:
        assert number(told[1]) == self.least
        assert self.left
        assert not any(self.left.values())
        assert (told[2] == "turn is") == (self.least == 1)
        self.left = {}
        self.least += 1

    AFTER = rf"(?:After ({TURN}(?:(?:, | and ){TURN})*), )?"
    SENTENCES: ClassVar[Any] = (
        (r"The face is not of one color yet, so at least one turn is needed\.", not_uniform),
        (rf"(.*) are not ({COLOR}), and no outer row or column of ([ULFRBD]) holds two of them\.", named),
        (
            r"A turn of a neighboring face changes one outer row or column of ([ULFRBD]); a turn of ([ULFRBD]) or "
            r"([ULFRBD]) brings no other stickers onto it\. So a turn mends at most one of these (\w+), and at "
            r"least (\d) turns are needed\.",
            mends,
        ),
        (
            r"If (\w+) turns were enough, each would have to mend one: after the first, no (\w+) wrong stickers could "
            r"be left (?:that share no|of which no two share an) outer row or column of ([ULFRBD])\.",
            supposed,
        ),
        (
            r"Is one turn enough\? A turn of ([ULFRBD]) or ([ULFRBD]) brings no other stickers onto ([ULFRBD])\.",
            is_one_enough,
        ),
        (rf"{AFTER}[Aa] (turn of [ULFRBD, or]+) leaves (.*) wrong\.", leaves),
        (
            rf"{AFTER}({TURN}) mends one: the rows of ([ULFRBD]) are then (.*), and (\w+) more turns? would have to "
            r"mend (?:the rest|one each)\.",
            mends_one,
        ),
        (rf"{AFTER}({TURN} brings [^;]*?)(?:; (.*) stays? wrong)?\.", brings),
        (r"So (\w+) (turn is|turns are) not enough\.", not_enough),
    )
