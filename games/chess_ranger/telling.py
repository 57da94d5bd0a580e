"""Pieces and runs of captures in words, why no run is longer, and captures and squares as a player writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gameqa.errors import Unreadable
from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import Token
from gameqa.wording import capital, count_of, joined, name_of, verb

from .engine import (
    KNIGHT,
    NAMES,
    Capture,
    Pieces,
    Tree,
    after,
    capture_name,
    group_count,
    groups,
    piece_name,
    ranges,
    square_name,
)

_CAPTURE = re.compile(r"[kqrbnp]?([a-h][1-8])(?:x|\u00d7|:|-|>|\u2192|takes|captures|to)*[kqrbnp]?([a-h][1-8])")
_MOST_TOKENS = 8


def square_of(name: str) -> int:
    """The number of a square: 0 for a1."""
    return 8 * (int(name[1]) - 1) + "abcdefgh".index(name[0])


def _capture_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """A capture at a place: Qd1xd5, d1d5, qd1 takes d5."""
    for end in range(min(len(tokens), place + _MOST_TOKENS), place + 1, -1):
        found = _CAPTURE.fullmatch("".join(token.low for token in tokens[place:end]))
        if found:
            return [(square_of(found[1]), square_of(found[2]))], end
    return None


read_captures = Listed(_capture_at, counts=False)
"""Reads captures, each a square that is left and one that is captured on."""


def read_square(text: str) -> object:
    """The square that a short text names, such as d5 or Nd5.

    Raises:
        Unreadable: the text names none, or several.
    """
    found = re.findall(r"(?<![a-z0-9])[kqrbnp]?([a-i]\d+)(?![a-z0-9])", text.lower())
    if len(set(found)) != 1:
        raise Unreadable("it names several squares" if found else "it names no square", bool(found))
    return found[0]


def pieces_text(pieces: Pieces) -> str:
    """Pieces as running text: Ka1, Qd5 and Pe4."""
    return joined([piece_name(square, kind) for square, kind in pieces])


def pieces_line(pieces: Pieces) -> str:
    """What stands on the board."""
    return f"The {len(pieces)} pieces are {pieces_text(pieces)}."


def captures_text(pieces: Pieces, run: Sequence[Capture]) -> str:
    """A run of captures in short form: Qd1xd5, Nf3xd5."""
    told = []
    for capture in run:
        told.append(capture_name(pieces, capture))
        pieces = after(pieces, capture)
    return ", ".join(told)


def _way(kind: int, capture: Capture) -> str:
    """How a piece gets to the square that it captures on."""
    source, target = (square_name(square) for square in capture)
    if kind == KNIGHT:
        return "by a knight's jump"
    if source[0] == target[0]:
        return f"along file {source[0]}"
    return f"along rank {source[1]}" if source[1] == target[1] else "along a diagonal"


def run_lines(pieces: Pieces, run: Sequence[Capture]) -> list[str]:
    """Captures, one a line, with what they take and what is left."""
    lines = []
    for number, capture in enumerate(run, 1):
        kinds = dict(pieces)
        told = (
            f"{capture_name(pieces, capture)} takes the {NAMES[kinds[capture[1]]]} {_way(kinds[capture[0]], capture)}"
        )
        pieces = after(pieces, capture)
        lines.append(f"{number}. {told}; {pieces_text(pieces)} {verb(len(pieces), 'is', 'are')} left.")
    return lines


def forced_lines(pieces: Pieces) -> list[str]:
    """The pieces that can never capture, and which single one could ever take them."""
    meeting = ranges(pieces)
    kinds = dict(pieces)
    lines = []
    for square, kind in pieces:
        if meeting[square]:
            continue
        takers = [other for other in meeting if square in meeting[other]]
        by = f", and only {piece_name(takers[0], kinds[takers[0]])} could ever do that" if len(takers) == 1 else ""
        lines.append(
            f"{piece_name(square, kind)} attacks no square where a piece stands, even with nothing in its way, so it "
            f"can never capture and has to be taken{by}."
        )
    return lines


def ranges_text(pieces: Pieces) -> list[str]:
    """For every piece, the squares of others that it could ever get to, as a clause."""
    found = ranges(pieces)
    return [
        f"{piece_name(square, kind)} to {joined([square_name(other) for other in found[square]]) or 'none'}"
        for square, kind in pieces
    ]


def groups_text(pieces: Pieces) -> str:
    """The groups of pieces that never meet, as running text."""
    kinds = dict(pieces)
    return "; ".join(joined([piece_name(square, kinds[square]) for square in group]) for group in groups(pieces))


RANGES = (
    "A capture always goes to a square where a piece stands. Even with nothing in its way, each piece could only ever "
    "get to these squares of others, by one capture or several"
)


def bound_lines(pieces: Pieces) -> list[str]:
    """Why no run of captures is longer than the number of pieces less the number of groups."""
    apart = group_count(pieces)
    count = len(pieces)
    if apart == 1:
        return [
            f"Every capture takes one piece off the board, and the last piece stays: at most {count} - 1 = {count - 1}."
        ]
    return [
        f"{RANGES}: {'; '.join(ranges_text(pieces))}.",
        f"So there are {name_of(apart)} groups that never meet: {groups_text(pieces)}.",
        f"One piece of every group stays: at most {count} - {apart} = {count_of(count - apart, 'capture')}.",
    ]


def table_lines(pieces: Pieces, tree: Tree, start: Sequence[Capture] = (), first: Pieces | None = None) -> list[str]:
    """All captures that can follow, in every order, each position once; one capture a line.

    Args:
        start: captures that have led to the pieces, from `first`.
    """
    lines: list[str] = []
    seen: dict[Pieces, str] = {}
    beginning = pieces if first is None else first

    def tell(now: Pieces, run: list[Capture]) -> None:
        name = captures_text(beginning, run)
        left = f"{capital(pieces_text(now))} {verb(len(now), 'is', 'are')} left"
        if now in seen:
            lines.append(f"After {name}, the same pieces stand as after {seen[now]}.")
            return
        seen[now] = name
        moves = tree.moves[now]
        if run:
            can = joined([capture_name(now, move) for move in moves], "or")
            lines.append(f"After {name}: {left}; {f'possible: {can}' if moves else 'nothing can be captured'}.")
        for move in moves:
            tell(after(now, move), [*run, move])

    tell(pieces, list(start))
    return lines
