"""Pyramids of balls: what rests on what, how a game goes, and what a ball on a place would do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter

from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, level_by
from gameqa.errors import Redraw
from gameqa.rng import Rng

Place = tuple[int, int, int]
"""x, y and level of a place, each from 0."""

EMPTY, BLUE, RED = ".", "B", "R"
COLORS = ("blue", "red")

SIDES = {"easy": 3, "medium": 4, "hard": 5}
"""Places along an edge of level 0, which is the number of levels too."""

BALLS = {3: (7, 7), 4: (15, 15), 5: (28, 27)}
"""How many balls the blue and the red player have."""

FILLED = {"easy": (5, 12), "medium": (8, 25), "hard": (12, 46)}
"""Least and greatest number of balls on the board, about."""

MOST_TAKEN = 2

STAGES = 8
"""How many stages of a game are looked at where something is wanted of them."""


@dataclass(frozen=True)
class Shape:
    """What is the same for all pyramids of a size; sets of places are numbers with one bit a place.

    Attributes:
        side: places along an edge of level 0.
        places: all places, level by level, row by row.
        bit: the bit of every place.
        under: for every bit above level 0, the four places on which a ball there rests; 0 on level 0.
        above: for every bit, the up to four places that rest on it.
        floor: the places of level 0.
    """

    side: int
    places: tuple[Place, ...]
    bit: dict[Place, int]
    under: dict[int, int]
    above: dict[int, int]
    floor: int

    @cached_property
    def squares(self) -> tuple[int, ...]:
        """All squares of two by two places of a level: each is what one place rests on."""
        return tuple(under for under in self.under.values() if under)

    @cached_property
    def upper(self) -> tuple[tuple[int, int], ...]:
        """Every place above level 0 and those on which it rests."""
        return tuple((bit, under) for bit, under in self.under.items() if under)

    @cached_property
    def resting(self) -> dict[int, tuple[tuple[int, int], ...]]:
        """For every bit, the places that rest on it, each with all on which it rests."""
        return {bit: tuple((up, self.under[up]) for up in bits_of(above)) for bit, above in self.above.items()}

    @cached_property
    def needed(self) -> dict[int, int]:
        """For every bit, the places on which a ball there rests, directly or not."""
        found: dict[int, int] = {}
        for bit, under in self.under.items():
            found[bit] = under
            for below in bits_of(under):
                found[bit] |= found[below]
        return found

    @cached_property
    def squares_with(self) -> dict[int, tuple[int, ...]]:
        """For every bit, the squares that hold it."""
        return {bit: tuple(square for square in self.squares if square & bit) for bit in self.under}

    def place(self, bit: int) -> Place:
        """The place of a bit."""
        return self.places[bit.bit_length() - 1]


@cache
def shape_of(side: int) -> Shape:
    """The pyramids of a size."""
    places = tuple((x, y, z) for z in range(side) for y in range(side - z) for x in range(side - z))
    bit = {place: 1 << number for number, place in enumerate(places)}

    def bits(x: int, y: int, z: int) -> int:
        return sum(bit[x + right, y + back, z] for right in (0, 1) for back in (0, 1))

    under = {bit[x, y, z]: bits(x, y, z - 1) if z else 0 for x, y, z in places}
    above = {own: sum(other for other, rests in under.items() if rests & own) for own in under}
    return Shape(side, places, bit, under, above, sum(own for own, rests in under.items() if not rests))


@dataclass(frozen=True)
class Pyramid:
    """A pyramid of balls.

    Attributes:
        levels: from the lowest to the top, each row by row from y = 0, in each row the signs from x = 0: "B" and "R"
            for a blue and a red ball, "." for none.
    """

    levels: tuple[tuple[str, ...], ...]

    @property
    def side(self) -> int:
        """Places along an edge of level 0."""
        return len(self.levels)

    @cached_property
    def shape(self) -> Shape:
        """What pyramids of this size have in common."""
        return shape_of(self.side)

    @cached_property
    def signs(self) -> str:
        """The signs of all places."""
        return "".join("".join(rows) for rows in self.levels)

    @cached_property
    def own(self) -> tuple[int, int]:
        """The places of the blue and of the red balls."""
        signs = self.signs
        blue, red = (sum(1 << place for place, sign in enumerate(signs) if sign == color) for color in (BLUE, RED))
        return blue, red

    @cached_property
    def filled(self) -> int:
        """All places with a ball."""
        return self.own[0] | self.own[1]

    @property
    def hands(self) -> tuple[int, int]:
        """How many balls each player still has in hand."""
        blue, red = BALLS[self.side]
        return blue - self.own[0].bit_count(), red - self.own[1].bit_count()

    @cached_property
    def open(self) -> int:
        """The empty places that can be filled now."""
        return open_places(self.shape, self.filled)

    @cached_property
    def free(self) -> int:
        """The balls on which no other ball rests."""
        above, filled, found = self.shape.above, self.filled, 0
        for bit in bits_of(filled):
            if not above[bit] & filled:
                found |= bit
        return found

    def sign(self, bit: int) -> str:
        """What is on a place."""
        return self.signs[bit.bit_length() - 1]


def level_of(pyramid: Pyramid) -> str:
    """The level of a pyramid."""
    return level_by(SIDES, lambda side: side == pyramid.side)


def open_places(shape: Shape, filled: int) -> int:
    """The empty places that can be filled, if these hold balls."""
    found = shape.floor & ~filled
    for bit, under in shape.upper:
        if under & filled == under and not bit & filled:
            found |= bit
    return found


def completed(shape: Shape, own: int, bit: int) -> list[int]:
    """The squares that are all of one color once a ball of it is put on a place."""
    lacking = ~(own | bit)
    return [square for square in shape.squares_with[bit] if not square & lacking]


def completing(shape: Shape, own: int, possible: int) -> int:
    """Those of some empty places where a ball completes a square of a color, which has balls on `own`."""
    found = 0
    for square in shape.squares:
        lacking = square & ~own
        if not lacking & (lacking - 1):
            found |= lacking
    return found & possible


def pyramid_of(shape: Shape, blue: int, red: int) -> Pyramid:
    """The pyramid with these balls."""
    signs = "".join(
        [BLUE if blue >> number & 1 else RED if red >> number & 1 else EMPTY for number in range(len(shape.places))]
    )
    levels, start = [], 0
    for wide in range(shape.side, 0, -1):
        levels.append(tuple(signs[start + row * wide : start + (row + 1) * wide] for row in range(wide)))
        start += wide * wide
    pyramid = Pyramid(tuple(levels))
    # It need not be read off the signs again.
    pyramid.__dict__["own"] = blue, red
    return pyramid


def game_of(shape: Shape, rng: Rng, keen: int = 1) -> Iterator[tuple[int, int]]:
    """A game of legal moves, up to the last ball but one or until a player has none in hand.

    Args:
        keen: how often of 4 times a player completes a square of that color where possible.

    Yields:
        the places of the blue and of the red balls after every turn. A player who completes a square takes balls back
        in half of the cases.
    """
    own, hands, mover = [0, 0], list(BALLS[shape.side]), 0
    filled, possible = 0, shape.floor
    climbs = rng.between(1, 4)
    above, floor, squares_with, resting = shape.above, shape.floor, shape.squares_with, shape.resting
    while filled.bit_count() < len(shape.places) - 1 and hands[mover]:
        bit = 0
        if rng.chance(keen, 4):
            places = completing(shape, own[mover], possible)
            bit = some_bit(places, rng) if places else 0
        if not bit:
            low, high = possible & floor, possible & ~floor
            upper = climbs * high.bit_count()
            bit = some_bit(high if rng.below(upper + low.bit_count()) < upper else low, rng)
        own[mover] |= bit
        lacking, is_square = ~own[mover], False
        for square in squares_with[bit]:
            if not square & lacking:
                is_square = True
                break
        hands[mover] -= 1
        filled |= bit
        possible &= ~bit
        for up, under in resting[bit]:
            if under & filled == under:
                possible |= up
        if is_square and rng.chance(1, 2):
            for _ in range(rng.between(1, MOST_TAKEN)):
                takeable = [one for one in bits_of(own[mover]) if not above[one] & filled]
                if takeable:
                    taken = rng.choice(takeable)
                    own[mover] ^= taken
                    filled ^= taken
                    hands[mover] += 1
            possible = open_places(shape, filled)
        yield own[0], own[1]
        mover = 1 - mover


def new_pyramid_with(
    level: str, rng: Rng, accept: Accept, suits: Callable[[Pyramid], object], keen: int = 1
) -> Pyramid:
    """A pyramid of a level that suits, from one of a few games.

    Args:
        keen: as in `game_of`.
    """
    shape = shape_of(SIDES[level])
    low, high = FILLED[level]
    for _ in range(4):
        stages = []
        for own in game_of(shape, rng, keen):
            count = sum(own).bit_count()
            if count > high:
                break
            if count >= low:
                stages.append(own)
        for own in rng.sample(stages, min(STAGES, len(stages))):
            pyramid = pyramid_of(shape, *own)
            if suits(pyramid) and accept(split_key(pyramid)):
                return pyramid
    raise Redraw


def new_pyramid(level: str, rng: Rng, accept: Accept) -> Pyramid:
    """A pyramid from a game that was played for a while."""
    shape = shape_of(SIDES[level])
    balls = rng.steady("balls").between(*FILLED[level])
    stages = []
    for own in game_of(shape, rng):
        stages.append(own)
        if sum(own).bit_count() >= balls:
            break
    # A turn or two earlier the game may belong to the wanted split, if it does not now.
    for own in stages[-1:-4:-1]:
        pyramid = pyramid_of(shape, *own)
        if accept(split_key(pyramid)):
            return pyramid
    raise Redraw


@cache
def _images(side: int) -> list[Callable[[str], tuple[str, ...]]]:
    """For each rotation and reflection, from where the sign of every place comes."""
    shape = shape_of(side)
    found: list[Callable[[str], tuple[str, ...]]] = []
    for number in range(8):
        order = []
        for x, y, z in shape.places:
            last = side - z - 1
            a, b = (y, x) if number & 1 else (x, y)
            a, b = (last - a if number & 2 else a), (last - b if number & 4 else b)
            order.append(shape.places.index((a, b, z)))
        found.append(itemgetter(*order))
    return found


def split_key(pyramid: Pyramid) -> str:
    """The balls up to turns and reflections."""
    signs = pyramid.signs
    return min("".join(image(signs)) for image in _images(pyramid.side))
