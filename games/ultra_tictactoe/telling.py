"""How boards of ultra tic-tac-toe are told in words."""

from __future__ import annotations

from gameqa.answers import write_cell
from gameqa.grid import Cell
from gameqa.places import Place
from gameqa.wording import joined

from .engine import EMPTY, LINES, PLAYERS, Board, full_lines

LINE_NAMES = (
    *(f"row {number}" for number in (1, 2, 3)),
    *(f"column {number}" for number in (1, 2, 3)),
    "the diagonal from the top left",
    "the diagonal from the top right",
)

OWNERS = ("X, the first player", "O, the second player")


def place_of(number: int) -> Cell:
    """Row and column, from 1, of a block, or of a cell inside its block."""
    return number // 3 + 1, number % 3 + 1


def position_of(block: int, inside: int) -> tuple[int, int, int, int]:
    """The four numbers of a cell."""
    return *place_of(block), *place_of(inside)


def numbers_of(position: tuple[int, ...]) -> tuple[int, int]:
    """Block and inside cell of the four numbers of a cell."""
    block_row, block_column, row, column = position
    return 3 * block_row + block_column - 4, 3 * row + column - 4


def cell_text(block: int, inside: int) -> str:
    """A cell as text: (1, 2, 3, 3)."""
    return write_cell(position_of(block, inside))


def block_name(block: int) -> str:
    """A block as text: block (1, 2)."""
    return f"block {write_cell(place_of(block))}"


def named_block(block: int) -> tuple[str, Place]:
    """A block as evidence."""
    return block_name(block), ("block", *place_of(block))


def named_piece(label: str, block: int, inside: int) -> tuple[str, Place]:
    """A cell as evidence."""
    return label, ("cell", *position_of(block, inside))


def block_line(board: Board, block: int) -> str:
    """The signs of a block."""
    signs = board.blocks[block]
    rows = [" ".join(signs[start : start + 3]) for start in (0, 3, 6)]
    empty = ", where a dot is an empty cell" if EMPTY in signs else ""
    return f"The rows of {block_name(block)} are {joined(rows)}{empty}."


def last_lines(board: Board) -> list[str]:
    """Where the piece placed last is, and where it sends the next one."""
    block, inside = board.last
    place = write_cell(place_of(inside))
    return [
        f"The piece placed last is the {PLAYERS[1 - board.mover]} in cell {cell_text(block, inside)}.",
        f"Inside its block it is at {place}, so {PLAYERS[board.mover]} goes next, into block {place}.",
    ]


def new_lines(own: int, inside: int) -> str:
    """The lines that a piece in a cell completes for who has some cells already, as text; empty if there are none."""
    bit = 1 << inside
    return joined([LINE_NAMES[number] for number in full_lines(own | bit) if LINES[number] & bit])
