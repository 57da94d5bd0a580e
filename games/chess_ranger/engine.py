"""Chess Ranger: pieces on a chess board, every move of which is a capture, until one piece is left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from gameqa.contract import level_by

KING, QUEEN, ROOK, BISHOP, KNIGHT, PAWN = range(6)
NAMES = ("king", "queen", "rook", "bishop", "knight", "pawn")
LETTERS, EMPTY = "KQRBNP", "."

Pieces = tuple[tuple[int, int], ...]
"""Square and kind of every piece, in the order of the squares; square = 8 * (rank - 1) + file, both from a1 on."""

Capture = tuple[int, int]
"""The square that a piece leaves, and the one that it captures on."""

COUNTS = {"easy": (4, 4), "medium": (5, 6), "hard": (7, 9)}
"""Least and most pieces of every level."""

_STRAIGHT = ((0, 1), (0, -1), (1, 0), (-1, 0))
_SLANTED = ((1, 1), (1, -1), (-1, 1), (-1, -1))
_JUMPS = ((1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1))
_STEPS = {
    KING: (_STRAIGHT + _SLANTED, 1),
    QUEEN: (_STRAIGHT + _SLANTED, 7),
    ROOK: (_STRAIGHT, 7),
    BISHOP: (_SLANTED, 7),
    KNIGHT: (_JUMPS, 1),
    PAWN: (((1, 1), (1, -1)), 1),
}
"""For every kind the steps in ranks and files, and how often one is repeated at most. Pawns only ever capture."""


@dataclass(frozen=True)
class Board:
    """A position.

    Attributes:
        rows: the ranks from 8 down to 1, each with one sign a file: the letter of a piece, or a dot.
    """

    rows: tuple[str, ...]

    @property
    def pieces(self) -> Pieces:
        """Square and kind of every piece, in the order of the squares."""
        return _pieces(self.rows)


@lru_cache(maxsize=64)
def _pieces(rows: tuple[str, ...]) -> Pieces:
    signs = "".join(reversed(rows))
    return tuple([(square, LETTERS.index(sign)) for square, sign in enumerate(signs) if sign != EMPTY])


def board_with(pieces: Pieces) -> Board:
    """The board with these pieces on it."""
    signs = [EMPTY] * 64
    for square, kind in pieces:
        signs[square] = LETTERS[kind]
    return Board(tuple(["".join(signs[8 * rank : 8 * rank + 8]) for rank in reversed(range(8))]))


def _reached(kind: int, square: int) -> dict[int, int]:
    """The squares that a piece attacks on an empty board, each with the squares between as bits."""
    steps, most = _STEPS[kind]
    found = {}
    for up, right in steps:
        between = 0
        rank, file = square // 8 + up, square % 8 + right
        for _ in range(most):
            if not (0 <= rank < 8 and 0 <= file < 8):
                break
            found[8 * rank + file] = between
            between |= 1 << (8 * rank + file)
            rank, file = rank + up, file + right
    return found


REACH = tuple(tuple(_reached(kind, square) for square in range(64)) for kind in range(6))
"""By kind and square: the squares that a piece attacks on an empty board, each with the squares between as bits."""

ATTACKED = tuple([tuple([sum([1 << target for target in reach]) for reach in of_kind]) for of_kind in REACH])
"""By kind and square: the squares that a piece attacks on an empty board, as bits."""


def occupied(pieces: Iterable[tuple[int, int]]) -> int:
    """The squares of pieces as bits."""
    found = 0
    for square, _ in pieces:
        found |= 1 << square
    return found


def captures(pieces: Pieces) -> list[Capture]:
    """All legal captures, in the order of the squares."""
    taken = occupied(pieces)
    found = []
    for square, kind in pieces:
        attacked = ATTACKED[kind][square] & taken
        if attacked:
            reach = REACH[kind][square]
            while attacked:
                lowest = attacked & -attacked
                attacked ^= lowest
                target = lowest.bit_length() - 1
                if not reach[target] & taken:
                    found.append((square, target))
    return found


def after(pieces: Pieces, capture: Capture) -> Pieces:
    """The pieces after a legal capture."""
    source, target = capture
    kind = dict(pieces)[source]
    return tuple([(square, kind if square == target else other) for square, other in pieces if square != source])


class Tree:
    """All positions that captures lead to, each once.

    Args:
        most: positions, and captures in all of them, at most.

    Attributes:
        moves: the legal captures of every position that was looked at.
        longest: the greatest number of captures that can follow, of every position that was looked at.
    """

    def __init__(self, most: int) -> None:
        self.moves: dict[Pieces, list[Capture]] = {}
        self.longest: dict[Pieces, int] = {}
        self._most = most
        self._captures = 0

    def look(self, pieces: Pieces) -> int:
        """The greatest number of captures that can follow a position.

        Raises:
            OverflowError: there are too many positions or captures.
        """
        if pieces not in self.longest:
            if len(self.moves) >= self._most:
                raise OverflowError
            self.moves[pieces] = moves = captures(pieces)
            self._captures += len(moves)
            if self._captures > self._most:
                raise OverflowError
            self.longest[pieces] = max([1 + self.look(after(pieces, move)) for move in moves], default=0)
        return self.longest[pieces]

    def line(self, pieces: Pieces) -> list[Capture]:
        """A longest run of captures from a position that was looked at."""
        found = []
        while moves := self.moves[pieces]:
            move = max(moves, key=lambda move: self.longest[after(pieces, move)])
            found.append(move)
            pieces = after(pieces, move)
        return found


def square_name(square: int) -> str:
    """A square as text: d5."""
    return f"{'abcdefgh'[square % 8]}{square // 8 + 1}"


def piece_name(square: int, kind: int) -> str:
    """A piece with its square: Qd5, Pe4."""
    return LETTERS[kind] + square_name(square)


def capture_name(pieces: Pieces | Mapping[int, int], capture: Capture) -> str:
    """A capture as text: Qd1xd5."""
    return f"{piece_name(capture[0], dict(pieces)[capture[0]])}x{square_name(capture[1])}"


def mirrored(pieces: Pieces) -> Pieces:
    """The pieces with files a and h exchanged, and so on."""
    return tuple(sorted([(square ^ 7, kind) for square, kind in pieces]))


def split_key(board: Board) -> str:
    """The position or its mirror image, whichever comes first."""
    return str(min(board.pieces, mirrored(board.pieces)))


def level_of(board: Board) -> str:
    """The level that has so many pieces."""
    return level_by(COUNTS, lambda bounds: bounds[0] <= len(board.pieces) <= bounds[1])


def piece_count(board: Board) -> float:
    """The number of pieces."""
    return len(board.pieces)


def _ranges(pieces: Pieces) -> list[int]:
    """For every piece the squares, as bits, that it could ever get to with nothing in its way, its own among them.

    Captures only ever go to squares where pieces stand, so no run of captures takes it anywhere else.
    """
    taken = occupied(pieces)
    found = []
    for square, kind in pieces:
        attacked = ATTACKED[kind]
        seen = 1 << square
        new = attacked[square] & taken
        while new:
            seen |= new
            further = 0
            while new:
                lowest = new & -new
                new ^= lowest
                further |= attacked[lowest.bit_length() - 1]
            new = further & taken & ~seen
        found.append(seen)
    return found


def _groups(pieces: Pieces) -> list[int]:
    """The squares, as bits, of every group of pieces that may meet."""
    found: list[int] = []
    for own in _ranges(pieces):
        apart = []
        for group in found:
            if own & group:
                own |= group
            else:
                apart.append(group)
        apart.append(own)
        found = apart
    return found


def ranges(pieces: Pieces) -> dict[int, list[int]]:
    """For every piece, by its square: the squares of others that it could ever get to, with nothing in its way."""
    return {
        start: [square for square, _ in pieces if reached >> square & 1 and square != start]
        for (start, _), reached in zip(pieces, _ranges(pieces), strict=True)
    }


def groups(pieces: Pieces) -> list[list[int]]:
    """The squares of pieces that may meet, in groups; pieces of different groups never do, by `ranges`."""
    return sorted([[square for square, _ in pieces if group >> square & 1] for group in _groups(pieces)])


def group_count(pieces: Pieces) -> int:
    """How many groups of pieces never meet."""
    return len(_groups(pieces))


def solution(pieces: Pieces, most: int) -> list[Capture] | None:
    """Captures that leave one piece; None where there are none.

    Raises:
        OverflowError: more positions than `most` had to be looked at.
    """
    hopeless: set[Pieces] = set()

    def look(now: Pieces) -> list[Capture] | None:
        if len(now) == 1:
            return []
        if now in hopeless:
            return None
        if len(hopeless) >= most:
            raise OverflowError
        if group_count(now) == 1:
            for move in captures(now):
                rest = look(after(now, move))
                if rest is not None:
                    return [move, *rest]
        hopeless.add(now)
        return None

    return look(pieces)
