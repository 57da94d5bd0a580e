"""Pyramids in words."""

from __future__ import annotations

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.wording import count_of, joined, verb

from .engine import BLUE, COLORS, Place, Pyramid, completed

NO_BALL = "no ball"


def color_of(pyramid: Pyramid, bit: int) -> str:
    """The color of a ball."""
    return COLORS[pyramid.sign(bit) != BLUE]


def listed(pyramid: Pyramid, places: int) -> str:
    """Places as running text."""
    return joined([write_cell(pyramid.shape.place(bit)) for bit in bits_of(places)])


def range_line(pyramid: Pyramid, level: int) -> str:
    """Which places a level has."""
    wide = pyramid.side - level
    if wide < 1:
        return f"The highest level is level {pyramid.side - 1}."
    if wide == 1:
        return f"Level {level} has a single place, (0, 0, {level})."
    return f"Level {level} has {wide} x {wide} places: x and y go from 0 to {wide - 1}."


def content_line(pyramid: Pyramid, place: Place) -> str:
    """What is on a place."""
    bit = pyramid.shape.bit.get(place)
    if bit is None:
        return f"So there is no place {write_cell(place)}."
    if bit & pyramid.filled:
        return f"At {write_cell(place)} there is a {color_of(pyramid, bit)} ball."
    return f"At {write_cell(place)} there is no ball."


def support_line(pyramid: Pyramid, bit: int) -> str:
    """Whether a place can be filled, as far as the balls below it go."""
    under, place = pyramid.shape.under[bit], write_cell(pyramid.shape.place(bit))
    if not under:
        return f"{place} is on level 0, where an empty place can always be filled."
    missing = under & ~pyramid.filled
    rests = f"A ball at {place} rests on {listed(pyramid, under)}"
    if not missing:
        return f"{rests}; all four hold balls."
    return f"{rests}; there is no ball at {listed(pyramid, missing)}."


def carried_line(pyramid: Pyramid, bit: int) -> str:
    """What rests on a ball."""
    shape = pyramid.shape
    place, above = write_cell(shape.place(bit)), shape.above[bit]
    if not above:
        return f"{place} is the highest place, so nothing rests on it."
    carried = above & pyramid.filled
    if carried:
        return f"The ball at {listed(pyramid, carried & -carried)} rests on it."
    return f"What could rest on it are balls at {listed(pyramid, above)}; there is none."


def square_lines(pyramid: Pyramid, bit: int, color: int) -> list[str]:
    """What the squares that a ball of a color would join hold besides."""
    lines = []
    for square in pyramid.shape.squares_with[bit]:
        rest = square & ~bit
        told = [
            f"{write_cell(pyramid.shape.place(one))} {color_of(pyramid, one) if one & pyramid.filled else 'empty'}"
            for one in bits_of(rest)
        ]
        is_whole = rest & pyramid.own[color] == rest
        lines.append(f"The square with {joined(told)} would {'' if is_whole else 'not '}be all {COLORS[color]}.")
    return lines


def turns_lines(pyramid: Pyramid, bit: int) -> list[str]:
    """Which places below are still empty, level by level."""
    shape = pyramid.shape
    x, y, z = shape.place(bit)
    below = shape.needed[bit]
    lines, counts = [], [1]
    for level in range(z - 1, -1, -1):
        wide = z - level
        empty = sum(one for one in bits_of(below & ~pyramid.filled) if shape.place(one)[2] == level)
        told = f"{listed(pyramid, empty)} {verb(empty.bit_count(), 'is', 'are')} empty" if empty else "none is empty"
        lines.append(
            f"On level {level}, the places with x from {x} to {x + wide} and y from {y} to {y + wide} must be filled: "
            f"{told}."
        )
        counts.append(empty.bit_count())
    added = f"{' + '.join(map(str, counts))} = {count_of(sum(counts), 'ball')}"
    lines.append(f"With the ball on the place itself, these are {added}.")
    return lines


def count_lines(pyramid: Pyramid) -> list[str]:
    """The balls of every level, from its empty places."""
    lines, counts = [], []
    for level, rows in enumerate(pyramid.levels):
        signs = "".join(rows)
        balls = len(signs) - signs.count(".")
        empty = sum(bit for place, bit in pyramid.shape.bit.items() if place[2] == level and not bit & pyramid.filled)
        counts.append(balls)
        if not balls:
            lines.append(f"Level {level} has no ball.")
        elif not empty:
            lines.append(f"All {count_of(balls, 'place')} of level {level} hold balls: {balls}.")
        elif 2 * balls < len(signs):
            hold = verb(balls, "holds a ball", "hold balls")
            lines.append(f"On level {level}, only {listed(pyramid, _on(pyramid, level))} {hold}: {balls}.")
        else:
            lines.append(
                f"On level {level}, {listed(pyramid, empty)} {verb(empty.bit_count(), 'is', 'are')} empty: "
                f"{len(signs)} - {empty.bit_count()} = {balls}."
            )
    lines.append(f"Together these are {' + '.join(map(str, counts))} = {sum(counts)} balls.")
    return lines


def _on(pyramid: Pyramid, level: int) -> int:
    return sum(bit for bit in bits_of(pyramid.filled) if pyramid.shape.place(bit)[2] == level)


def free_lines(pyramid: Pyramid, color: int) -> list[str]:
    """The balls of a color that carry none, level by level."""
    lines, counts = [], []
    for level in range(pyramid.side):
        own = _on(pyramid, level) & pyramid.own[color]
        if not own:
            continue
        free = own & pyramid.free
        carrying = own & ~free
        told = []
        if free:
            told.append(f"nothing rests on {listed(pyramid, free)}")
        if carrying:
            told.append(f"balls rest on {listed(pyramid, carrying)}")
        lines.append(f"Of the {COLORS[color]} balls of level {level}, {', but '.join(told)}: {free.bit_count()}.")
        counts.append(free.bit_count())
    if len(counts) > 1:
        lines.append(f"Together these are {' + '.join(map(str, counts))} = {sum(counts)}.")
    else:
        lines.append(f"No other level has a {COLORS[color]} ball, so the number is {sum(counts)}.")
    return lines


def best_lines(pyramid: Pyramid, color: int) -> tuple[list[str], int, int]:
    """What every place that can be filled would do.

    Returns:
        the lines, the best places, and the class of these: 1, 2 or 3.
    """
    shape = pyramid.shape
    best, kind = 0, 3
    lines = [f"These places can be filled: {listed(pyramid, pyramid.open)}."]
    for number, player in ((1, color), (2, 1 - color)):
        own = pyramid.own[player]
        found = {bit: completed(shape, own, bit) for bit in bits_of(pyramid.open)}
        good = sum(bit for bit, squares in found.items() if squares)
        for bit, squares in found.items():
            if squares:
                lines.append(
                    f"A {COLORS[player]} ball at {write_cell(shape.place(bit))} completes a square with "
                    f"{listed(pyramid, squares[0] & ~bit)}, which are {COLORS[player]}."
                )
        if good:
            return lines, good, number
        lines.append(
            f"At none of these places would a {COLORS[player]} ball complete a square: each square there lacks another "
            f"ball or holds a {COLORS[1 - player]} one."
        )
        best, kind = pyramid.open, 3
    return lines, best, kind
