"""Ultra tic-tac-toe: boards of nine blocks, their points, and games in which everybody is told the block.

Blocks and the cells inside a block are counted from 0, row by row; sets of cells of a block are bits. Nobody is ever
free to choose a block in the games made here: then counts alone tell which block is next.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

EMPTY = "."
PLAYERS = ("X", "O")
"""X goes first."""

FULL = (1 << 9) - 1
MIDDLE = 4
"""The middle block, in which the first piece lies, and the middle cell of a block."""

LINES = (0b111, 0b111 << 3, 0b111 << 6, 0b1001001, 0b1001001 << 1, 0b1001001 << 2, 0b100010001, 0b001010100)
"""Three rows, three columns, and the diagonals from the top left and from the top right."""

PIECES = {"easy": (10, 30), "medium": (31, 50), "hard": (51, 70)}
"""Least and greatest number of pieces on the board."""

MOST_POINTS_AT_ONCE = 4

Cell = tuple[int, int]
"""A block, and a cell inside it."""


@dataclass(frozen=True)
class Board:
    """A board in the middle of a game.

    Attributes:
        blocks: nine signs for every block: "." empty, "X" first player, "O" second player.
        last: block and inside cell of the piece placed last.
    """

    blocks: tuple[str, ...]
    last: Cell

    @property
    def pieces(self) -> int:
        """How many pieces are on the board."""
        return 81 - sum(block.count(EMPTY) for block in self.blocks)

    @property
    def mover(self) -> int:
        """Whose turn it is, as a place in `PLAYERS`."""
        return self.pieces % 2

    def own(self, player: int, block: int) -> int:
        """The cells of a block that a player has marked, as bits."""
        return _bits(self.blocks[block], PLAYERS[player])

    def free(self, block: int) -> int:
        """The empty cells of a block, as bits."""
        return _bits(self.blocks[block], EMPTY)

    @property
    def next_block(self) -> int:
        """The block in which the next piece is placed."""
        return self.last[1]


@lru_cache(maxsize=4096)
def _bits(block: str, sign: str) -> int:
    return sum(1 << place for place, found in enumerate(block) if found == sign)


def full_lines(cells: int) -> list[int]:
    """The lines, as places in `LINES`, that lie within some cells of a block."""
    return [number for number, line in enumerate(LINES) if line & cells == line]


@cache
def points_of(cells: int) -> int:
    """How many lines lie within some cells of a block."""
    return len(full_lines(cells))


@cache
def completing(cells: int) -> tuple[int, ...]:
    """For every number of points, from 0, the other cells that bring so many at once to who has some cells already."""
    found = [0] * (MOST_POINTS_AT_ONCE + 1)
    for bit in bits_of(FULL & ~cells):
        found[points_of(cells | bit) - points_of(cells)] |= bit
    return tuple(found)


def best_gain(cells: int, free: int) -> tuple[int, int]:
    """The most points that one piece in a free cell brings, and the cells that bring them, as bits."""
    for gain, bits in _scoring(cells):
        if bits & free:
            return gain, bits & free
    return 0, free


@cache
def _scoring(cells: int) -> tuple[tuple[int, int], ...]:
    """The numbers of points that one more cell can bring, the greatest first, each with the cells that bring them."""
    return tuple([(gain, bits) for gain, bits in enumerate(completing(cells)) if gain and bits][::-1])


class Play:
    """A game that is being played.

    Attributes:
        own: for both players the cells that they have marked in every block, as bits.
        block: the block in which the next piece goes.
        last: the piece placed last.
        count: the pieces placed.
    """

    def __init__(self) -> None:
        self.own = ([0] * 9, [0] * 9)
        self.block, self.last, self.count = MIDDLE, (MIDDLE, MIDDLE), 0

    @property
    def mover(self) -> int:
        """Whose turn it is."""
        return self.count % 2

    def taken(self, block: int) -> int:
        """The marked cells of a block, as bits."""
        return self.own[0][block] | self.own[1][block]

    def put(self, bit: int) -> None:
        """Places a piece of who is to move.

        Raises:
            Redraw: the block that comes next is full, so that the other player could choose.
        """
        first, second = self.own
        (second if self.count % 2 else first)[self.block] |= bit
        inside = bit.bit_length() - 1
        self.last, self.block = (self.block, inside), inside
        self.count += 1
        if first[inside] | second[inside] == FULL:
            raise Redraw

    def board(self) -> Board:
        """The board as it is now."""
        first, second = self.own
        return Board(tuple(map(_signs, first, second)), self.last)


@lru_cache(maxsize=4096)
def _signs(first: int, second: int) -> str:
    """The signs of a block, from the cells that both players have marked."""
    return "".join(
        [PLAYERS[0] if first >> place & 1 else PLAYERS[1] if second >> place & 1 else EMPTY for place in range(9)]
    )


Steer = Callable[[Play, int], int]
"""Which of the free cells, as bits, a game is to go to; 0 where all are alike."""

KEENNESS = 4
"""Players of the keenest kind take points in so many of so many moves."""


def play(rng: Rng, pieces: int, steer: Steer | None = None, keen: int | None = None) -> Play:
    """A game until some number of pieces is on the board.

    Args:
        steer: told the game and the free cells before every piece.
        keen: how often, of `KEENNESS` times, points are taken, or kept from the other; drawn where not given.

    Raises:
        Redraw: the game came to a full block before.
    """
    if keen is None:
        keen = rng.below(KEENNESS + 1)
    game = Play()
    first, second = game.own
    while game.count < pieces:
        block = game.block
        free = FULL & ~(first[block] | second[block])
        wanted = free & steer(game, free) if steer else 0
        if not wanted and keen and rng.below(KEENNESS) < keen:
            for own in (second, first) if game.count % 2 else (first, second):
                gain, cells = best_gain(own[block], free)
                if gain:
                    wanted = cells
                    break
        game.put(some_bit(wanted or free, rng))
    return game


def pieces_drawn(level: str, rng: Rng, least: int = 0, most: int = 81) -> int:
    """The number of pieces of a board of a level, which stays wanted; within bounds, where these leave any."""
    low, high = PIECES[level]
    return rng.steady("pieces").between(min(max(low, least), high), max(min(high, most), low))


def board_after(game: Play, accept: Accept) -> Board:
    """The board of a game, if it is of the wanted split."""
    board = game.board()
    keep(split_key(board), accept)
    return board


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board of a level."""
    return board_after(play(rng, pieces_drawn(level, rng)), accept)


def rows_of(board: Board) -> tuple[str, ...]:
    """The nine rows of the whole board."""
    return tuple(
        "".join(board.blocks[3 * (row // 3) + column][3 * (row % 3) : 3 * (row % 3) + 3] for column in range(3))
        for row in range(9)
    )


def split_key(board: Board) -> str:
    """The pieces up to turns and reflections of the whole board, which turn and reflect every block."""
    return "/".join(smallest_image(rows_of(board)))


def pieces(board: Board) -> float:
    """How many pieces are on the board."""
    return board.pieces


def gains(board: Board) -> dict[int, int]:
    """The points that a piece in every free cell of the next block brings at once."""
    block = board.next_block
    return gains_of(board.own(board.mover, block), board.free(block))


def gains_of(own: int, free: int) -> dict[int, int]:
    """The points that a piece in every free cell of a block brings to who has marked some cells of it already."""
    found = {}
    for gain, cells in enumerate(completing(own)):
        for bit in bits_of(cells & free):
            found[bit.bit_length() - 1] = gain
    return dict(sorted(found.items()))


def replies(board: Board) -> dict[int, tuple[int, int]]:
    """For every free cell of the next block what the opponent can do after a piece in it: the most points that one
    piece brings in the block that comes then, and the cells that bring them, as bits.

    Raises:
        Redraw: one of these blocks is full, so that the opponent could choose.
    """
    blocks, opponent = range(9), 1 - board.mover
    others, frees = [board.own(opponent, block) for block in blocks], [board.free(block) for block in blocks]
    return replies_of(others, frees, board.next_block)


def replies_of(others: Sequence[int], frees: Sequence[int], block: int) -> dict[int, tuple[int, int]]:
    """As `replies`, from the opponent's and the free cells of all blocks, and the next block."""
    found = {}
    for bit in bits_of(frees[block]):
        inside = bit.bit_length() - 1
        free = frees[inside] & ~(bit if inside == block else 0)
        if not free:
            raise Redraw
        found[inside] = best_gain(others[inside], free)
    return found


def differences(board: Board) -> dict[int, int]:
    """For every free cell of the next block its points at once, less the most that the opponent's reply brings."""
    return less(gains(board), replies(board))


def less(gained: Mapping[int, int], answered: Mapping[int, tuple[int, int]]) -> dict[int, int]:
    """Points less those of the reply, for every cell."""
    return {inside: gain - answered[inside][0] for inside, gain in gained.items()}


def best_of(values: Mapping[int, int]) -> list[int]:
    """The cells of the greatest value."""
    most = max(values.values())
    return [cell for cell, value in values.items() if value == most]
