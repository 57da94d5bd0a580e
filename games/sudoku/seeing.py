"""Questions about what a board shows: the color of a cell, and how many cells, colors or lines there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.wording import capital, count_of, joined

from . import engine
from .engine import Puzzle
from .layout import candidates, colors_in, flat, layout_of
from .naming import cell_place, cell_text, color_options, name_of, unit_name
from .solver import Known

COUNTS = {"4": (1, 4), "6": (2, 5), "9": (3, 7), "9 hard": (2, 5)}
"""Least and greatest answer of color_count, drawn first, by the board's side; "hard" where most cells are empty."""

CANDIDATES = {"6": (1, 4), "9": (1, 4), "9 hard": (1, 5)}
"""The same for candidates."""

SPARSE = {
    "4": [(1, 1), (1, 2), (1, 3), (1, 4), (2, 0), (2, 1), (2, 2)],
    "6": [(2, 2), (2, 3), (2, 4), (2, 5), (3, 0), (3, 1), (3, 2), (3, 3)],
    "9": [(3, 3), (3, 4), (3, 5), (3, 6), (4, 1), (4, 2), (4, 3), (4, 4)],
    "9 hard": [(5, 4), (5, 5), (5, 6), (5, 7), (6, 1), (6, 2), (6, 3), (6, 4)],
}
"""Bound and answer of sparse_lines, drawn first: the bound alone must not tell the answer."""

CANDIDATES_EMPTY = {"easy": (6, 17, 20), "medium": (9, 34, 40)}
"""Side and number of empty cells of the boards of candidates: empty enough for cells with three and four candidates."""

FILLED_PEERS = {"6": (4, 6), "9": (7, 10), "9 hard": (7, 10)}
"""Filled cells that share a unit with the cell of candidates, drawn without regard to the answer: their number must not
tell it."""

Entry = TypeVar("Entry")


def _by_board(table: Mapping[str, Entry], puzzle: Puzzle) -> Entry:
    """The entry of a table for a board."""
    hard = puzzle.side == 9 and 2 * flat(puzzle.givens).count(0) > 81
    return table[f"{puzzle.side}{' hard' if hard else ''}"]


def color_at(puzzle: Puzzle, rng: Rng) -> Question:
    """The color of a filled cell; the color is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    color = rng.steady("color").between(1, side)
    places = [cell for cell, other in enumerate(cells) if other == color]
    if not places:
        raise Redraw
    cell = rng.choice(places)
    return Question(
        f"What color is the cell {cell_text(cell, side)}?",
        name_of(color),
        (_row_line(puzzle, cell // side), f"The entry in column {cell % side + 1} is {name_of(color)}."),
        color_options(side, color, rng),
        evidence=(("cell", cell_place(cell, side)),),
    )


def _row_line(puzzle: Puzzle, row: int) -> str:
    """What a row shows, in words."""
    shown = [name_of(color) if color else "empty" for color in puzzle.givens[row]]
    return f"Row {row + 1}, from the left: {', '.join(shown)}."


def color_count(puzzle: Puzzle, rng: Rng) -> Question:
    """How many cells have a color; the number is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    counts = [cells.count(color) for color in range(1, side + 1)]
    wanted = rng.steady("count").between(*_by_board(COUNTS, puzzle))
    if wanted not in counts:
        raise Redraw
    color = rng.choice([color for color in range(1, side + 1) if counts[color - 1] == wanted])
    places = [cell for cell, other in enumerate(cells) if other == color]
    lines = []
    for row in range(side):
        columns = [str(cell % side + 1) for cell in places if cell // side == row]
        where = f"in column{'s' if len(columns) > 1 else ''} {joined(columns)}" if columns else "none"
        lines.append(f"Row {row + 1}: {where}.")
    return Question(
        f"How many cells of the board are {name_of(color)}?",
        str(wanted),
        (*lines, f"That makes {count_of(wanted, name_of(color) + ' cell')}."),
        evidence=tuple((f"{name_of(color)} cell", cell_place(cell, side)) for cell in places),
    )


def _cells_to_ask(puzzle: Puzzle, rng: Rng) -> list[int]:
    """The empty cells for candidates: how many colors fit is drawn first, and how many filled cells are around."""
    side, cells = puzzle.side, flat(puzzle.givens)
    wanted = rng.steady("candidates").between(*_by_board(CANDIDATES, puzzle))
    filled = rng.steady("filled peers").between(*_by_board(FILLED_PEERS, puzzle))
    known, peers = Known.of(cells, side), layout_of(side).peers
    return [
        cell
        for cell, color in enumerate(cells)
        if not color
        and known.candidates(cell).bit_count() == wanted
        and abs(len([peer for peer in peers[cell] if cells[peer]]) - filled) <= 1
    ]


def new_open_grid(level: str, rng: Rng, accept: Accept) -> Puzzle:
    """A grid with a cell for candidates: at the easy and the medium level emptier than others."""

    def suits(puzzle: Puzzle) -> bool:
        return bool(_cells_to_ask(puzzle, rng))

    if level in CANDIDATES_EMPTY:
        return engine.emptied(*CANDIDATES_EMPTY[level], rng, accept, suits)
    return engine.new_grid(level, rng, accept, suits)


def candidate_count(puzzle: Puzzle, rng: Rng) -> Question:
    """How many colors fit an empty cell?"""
    side, cells = puzzle.side, flat(puzzle.givens)
    layout = layout_of(side)
    fitting = _cells_to_ask(puzzle, rng)
    if not fitting:
        raise Redraw
    cell = rng.choice(fitting)
    wanted = candidates(cells, side, cell).bit_count()
    lines = []
    for label, unit in (
        ("row", layout.rows[cell]),
        ("column", side + layout.columns[cell]),
        ("box", 2 * side + layout.boxes[cell]),
    ):
        seen = [name_of(cells[other]) for other in layout.units[unit] if cells[other]]
        lines.append(f"Its {label} contains {joined(seen) if seen else 'no color yet'}.")
    left = [name_of(color) for color in colors_in(candidates(cells, side, cell))]
    return Question(
        f"Look at the empty cell {cell_text(cell, side)}. How many of the {side} colors are neither in its row nor in "
        "its column nor in its box yet?",
        str(wanted),
        (
            *lines,
            f"Of the {side} colors, {joined(left)} {'is' if wanted == 1 else 'are'} in none of the three.",
            f"That makes {count_of(wanted, 'color')}.",
        ),
        evidence=(
            ("cell", cell_place(cell, side)),
            *((f"{name_of(cells[peer])} cell", cell_place(peer, side)) for peer in layout.peers[cell] if cells[peer]),
        ),
    )


def _kinds_to_ask(puzzle: Puzzle, rng: Rng) -> tuple[list[int], int, int, list[int]]:
    """What sparse_lines can ask: the empty cells of all rows, columns and boxes; a bound and an answer, which are drawn
    first; and the kinds of which just so many have more empty cells, 0 for rows, 1 for columns, 2 for boxes."""
    side, cells = puzzle.side, flat(puzzle.givens)
    empty = [[cells[cell] for cell in unit].count(0) for unit in layout_of(side).units]
    bound, answer = rng.steady("sparse").choice(_by_board(SPARSE, puzzle))
    above = [sum(count > bound for count in empty[kind * side : (kind + 1) * side]) for kind in range(3)]
    return empty, bound, answer, [kind for kind in range(3) if above[kind] == answer]


def new_sparse_grid(level: str, rng: Rng, accept: Accept) -> Puzzle:
    """A grid for sparse_lines, with the number of rows, columns or boxes that is drawn first."""
    return engine.new_grid(level, rng, accept, lambda puzzle: bool(_kinds_to_ask(puzzle, rng)[-1]))


def sparse_lines(puzzle: Puzzle, rng: Rng) -> Question:
    """How many rows, columns or boxes have more than k empty cells?"""
    side, cells = puzzle.side, flat(puzzle.givens)
    units = layout_of(side).units
    empty, bound, answer, kinds = _kinds_to_ask(puzzle, rng)
    if not kinds:
        raise Redraw
    kind = rng.choice(kinds)
    plural = ("rows", "columns", "boxes")[kind]
    lines = [
        f"{capital(unit_name(kind * side + number, side))} has {count_of(empty[kind * side + number], 'empty cell')}."
        for number in range(side)
    ]
    sparse = [unit_name(kind * side + number, side) for number in range(side) if empty[kind * side + number] > bound]
    return Question(
        f"How many {plural} have more than {count_of(bound, 'empty cell')}?",
        str(answer),
        (
            *lines,
            f"More than {bound} empty cells: {', '.join(sparse) if sparse else 'none'}. That makes {answer}.",
        ),
        evidence=tuple(
            ("empty cell", cell_place(cell, side))
            for number in range(kind * side, (kind + 1) * side)
            if empty[number] > bound or not answer
            for cell in units[number]
            if not cells[cell]
        ),
    )
