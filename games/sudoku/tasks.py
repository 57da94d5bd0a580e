"""The questions about colour sudokus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import Accept, Place, Question, Task
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.singles import Single, Together, words_finder
from gameqa.wording import CELLS_FROM_ONE, count_of, joined

from . import engine
from .engine import BOX_SHAPES, COLORS, Deduction, Puzzle, candidates, flat, layout_of

CHAIN = {4: (2, 4), 6: (2, 5), 9: (3, 6)}
"""Fewest and most steps of a chain of forced cells on boards of a side."""

COUNTS = {"4": (1, 4), "6": (2, 5), "9": (3, 7), "9 hard": (2, 5)}
"""Least and greatest answer of colour_count, drawn first, by the board's side; "hard" where most cells are empty."""

CANDIDATES = {"4": (1, 4), "6": (1, 4), "9": (1, 4), "9 hard": (1, 6)}
"""The same for candidates."""

SPARSE = {
    "4": [(1, 1), (1, 2), (1, 3), (1, 4), (2, 0), (2, 1), (2, 2)],
    "6": [(2, 2), (2, 3), (2, 4), (2, 5), (3, 0), (3, 1), (3, 2), (3, 3)],
    "9": [(3, 3), (3, 4), (3, 5), (3, 6), (4, 1), (4, 2), (4, 3), (4, 4)],
    "9 hard": [(5, 4), (5, 5), (5, 6), (5, 7), (6, 1), (6, 2), (6, 3), (6, 4)],
}
"""Bound and answer of sparse_lines, drawn first: the bound alone must not tell the answer."""

CANDIDATES_EMPTY = {"easy": (9, 12)}
"""Empty cells of a 4 x 4 board for candidates, so that cells with three and four candidates occur."""

SOLVE_EMPTY = {"easy": (8, 9), "medium": (10, 10), "hard": (11, 12)}

BOX_SIZES = (
    "On a board of 4 x 4 cells a box has 2 rows and 2 columns, of 6 x 6 cells 2 rows and 3 columns, "
    "of 9 x 9 cells 3 rows and 3 columns; thick lines part the boxes."
)


Entry = TypeVar("Entry")


def name_of(color: int) -> str:
    """The name of a colour from 1."""
    return COLORS[color - 1]


def _cell(number: int, side: int) -> str:
    return write_cell((number // side + 1, number % side + 1))


def _place(number: int, side: int) -> Place:
    return "cell", number // side + 1, number % side + 1


def _color_options(side: int, color: int, rng: Rng) -> tuple[str, ...]:
    return shuffled_options(rng, name_of(color), COLORS[:side], side)


def _by_board(table: Mapping[str, Entry], puzzle: Puzzle) -> Entry:
    """The entry of a table for a board."""
    hard = puzzle.side == 9 and 2 * flat(puzzle.givens).count(0) > 81
    return table[f"{puzzle.side}{' hard' if hard else ''}"]


def new_open_puzzle(level: str, rng: Rng, accept: Accept) -> Puzzle:
    """A puzzle for candidates: at the easy level emptier than others."""
    if level in CANDIDATES_EMPTY:
        return engine.dug(4, *CANDIDATES_EMPTY[level], False, rng, accept)
    return engine.new_puzzle(level, rng, accept)


def color_at(puzzle: Puzzle, rng: Rng) -> Question:
    """The colour of a filled cell; the colour is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    color = rng.steady().between(1, side)
    places = [cell for cell, other in enumerate(cells) if other == color]
    if not places:
        raise Redraw
    cell = rng.choice(places)
    return Question(
        f"Which colour does the cell {_cell(cell, side)} have?",
        name_of(color),
        (f"The cell in row {cell // side + 1} and column {cell % side + 1} is {name_of(color)}.",),
        _color_options(side, color, rng),
        evidence=(("cell", _place(cell, side)),),
    )


def color_count(puzzle: Puzzle, rng: Rng) -> Question:
    """How many cells have a colour; the number is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    counts = [cells.count(color) for color in range(1, side + 1)]
    wanted = rng.steady().between(*_by_board(COUNTS, puzzle))
    if wanted not in counts:
        raise Redraw
    color = rng.choice([color for color in range(1, side + 1) if counts[color - 1] == wanted])
    places = [cell for cell, other in enumerate(cells) if other == color]
    lines = []
    for row in range(side):
        columns = [str(cell % side + 1) for cell in places if cell // side == row]
        if columns:
            lines.append(
                f"Row {row + 1}: {name_of(color)} in column{'s' if len(columns) > 1 else ''} {joined(columns)}."
            )
    return Question(
        f"How many cells of the board are {name_of(color)}?",
        str(wanted),
        (*lines, f"No other row has {name_of(color)}.", f"That makes {count_of(wanted, 'cell')}."),
        evidence=tuple((f"{name_of(color)} cell", _place(cell, side)) for cell in places),
    )


def candidate_count(puzzle: Puzzle, rng: Rng) -> Question:
    """How many colours fit an empty cell; the number is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    fitting: dict[int, list[int]] = {}
    for cell, color in enumerate(cells):
        if not color:
            fitting.setdefault(candidates(cells, side, cell).bit_count(), []).append(cell)
    wanted = rng.steady().between(*_by_board(CANDIDATES, puzzle))
    if wanted not in fitting:
        raise Redraw
    cell = rng.choice(fitting[wanted])
    layout = layout_of(side)
    lines = []
    for label, unit in (
        ("row", layout.rows[cell]),
        ("column", side + layout.columns[cell]),
        ("box", 2 * side + layout.boxes[cell]),
    ):
        seen = [name_of(cells[other]) for other in layout.units[unit] if cells[other]]
        lines.append(f"Its {label} has {joined(seen) if seen else 'no colour yet'}.")
    left = [name_of(color) for color in engine.colors_in(candidates(cells, side, cell))]
    return Question(
        f"Look at the empty cell {_cell(cell, side)}. How many colours does neither its row nor its column nor "
        "its box contain yet?",
        str(wanted),
        (*lines, f"The colours missing from all three are {joined(left)}.", f"These are {len(left)}."),
        evidence=(
            ("cell", _place(cell, side)),
            *((f"{name_of(cells[peer])} cell", _place(peer, side)) for peer in layout.peers[cell] if cells[peer]),
        ),
    )


def sparse_lines(puzzle: Puzzle, rng: Rng) -> Question:
    """How many rows, columns or boxes have more than k empty cells; the number is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    units = layout_of(side).units
    empty = [sum(not cells[cell] for cell in unit) for unit in units]
    asked: dict[int, list[tuple[int, int]]] = {}
    for kind in range(3):
        counts = empty[kind * side : (kind + 1) * side]
        for bound in range(1, side):
            asked.setdefault(sum(count > bound for count in counts), []).append((kind, bound))
    bound, answer = rng.steady().choice(_by_board(SPARSE, puzzle))
    kinds = [kind for kind, other in asked.get(answer, []) if other == bound]
    if not kinds:
        raise Redraw
    kind = rng.choice(kinds)
    plural = ("rows", "columns", "boxes")[kind]
    lines = [
        f"{_unit_name(kind * side + number, side).capitalize()} has "
        f"{count_of(empty[kind * side + number], 'empty cell')}."
        for number in range(side)
    ]
    return Question(
        f"How many {plural} have more than {count_of(bound, 'empty cell')}?",
        str(answer),
        (*lines, f"More than {bound}: {answer} of the {side} {plural}."),
        evidence=tuple(
            ("empty cell", _place(cell, side))
            for number in range(kind * side, (kind + 1) * side)
            if empty[number] > bound
            for cell in units[number]
            if not cells[cell]
        ),
    )


def _unit_name(unit: int, side: int) -> str:
    kind, number = divmod(unit, side)
    if kind < 2:
        return f"{('row', 'column')[kind]} {number + 1}"
    high, wide = BOX_SHAPES[side]
    row, column = number // high * high + 1, number % high * wide + 1
    return f"the box of rows {row} to {row + high - 1} and columns {column} to {column + wide - 1}"


def deduce_cell(puzzle: Puzzle, rng: Rng) -> Question:
    """The colour of an empty cell that is forced after a few others; the colour is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    order = engine.deductions(puzzle, hidden=side == 9)
    low, high = CHAIN[side]
    color = rng.steady().between(1, side)
    chains = [engine.chain_to(order, item) for item in order if item.color == color]
    chains = [chain for chain in chains if low <= len(chain) <= high]
    if not chains:
        raise Redraw
    chain = rng.choice(chains)
    target = chain[-1]
    known = dict(enumerate(cells))
    lines = []
    for item in chain:
        lines.append(_explained(item, known, side))
        known[item.cell] = item.color
    reasons = sorted({cell for item in chain for cell in item.reasons if cells[cell]})
    return Question(
        f"Which colour must the empty cell {_cell(target.cell, side)} have in the solution?",
        name_of(color),
        tuple(lines),
        _color_options(side, color, rng),
        evidence=(
            ("cell", _place(target.cell, side)),
            *((f"{name_of(cells[cell])} cell", _place(cell, side)) for cell in reasons),
        ),
    )


def _explained(item: Deduction, known: Mapping[int, int], side: int) -> str:
    listed = [f"{name_of(known[cell])} at {_cell(cell, side)}" for cell in item.reasons]
    place = _cell(item.cell, side)
    if item.unit is None:
        return (
            f"The row, column and box of {place} already contain {joined(listed)}, "
            f"so {place} must be {name_of(item.color)}."
        )
    where = _unit_name(item.unit, side)
    if not listed:
        return f"{place} is the only empty cell left in {where}, so it must be {name_of(item.color)}."
    return (
        f"Every other empty cell of {where} shares a row, column or box with {joined(listed, 'or')}, "
        f"so {name_of(item.color)} must be at {place}."
    )


def naked_single(puzzle: Puzzle, rng: Rng) -> Question:
    """Any cell into which only one colour fits, with that colour."""
    side, cells = puzzle.side, flat(puzzle.givens)
    singles = engine.naked_singles(cells, side)
    if not singles:
        raise Redraw
    cell, color = rng.choice(singles)
    item = next(item for item in engine.deductions(puzzle, hidden=False) if item.cell == cell)
    return Question(
        "Name an empty cell into which only one colour fits, because its row, column and box together already "
        "contain all the others, and that colour.",
        f"{_cell(cell, side)} {name_of(color)}",
        (_explained(item, dict(enumerate(cells)), side),),
        evidence=(("cell", _place(cell, side)),),
    )


read_colored_cell = Together(Single(find_bare_cells), Single(words_finder(COLORS)))
"""Reads a cell with a colour."""


def check_naked_single(puzzle: Puzzle, asked: Mapping[str, Any], answer: tuple[tuple[int, ...], str]) -> float:
    """1 for a cell with one candidate together with it."""
    if len(answer[0]) != 2:
        return 0.0
    (row, column), color = answer
    side = puzzle.side
    if not (1 <= row <= side and 1 <= column <= side):
        return 0.0
    cell = (row - 1) * side + column - 1
    singles = dict(engine.naked_singles(flat(puzzle.givens), side))
    return float(singles.get(cell) == COLORS.index(color) + 1)


def new_small_puzzle(level: str, rng: Rng, accept: Accept) -> Puzzle:
    """A puzzle of 4 x 4 cells, the emptier the harder."""
    least, most = SOLVE_EMPTY[level]
    return engine.dug(4, least, most, False, rng, accept)


def solve(puzzle: Puzzle, rng: Rng) -> Question:
    """The whole solution."""
    side = puzzle.side
    order = engine.deductions(puzzle, hidden=True)
    if len(order) < flat(puzzle.givens).count(0):
        raise Redraw
    known = dict(enumerate(flat(puzzle.givens)))
    lines = []
    for item in order:
        lines.append(_explained(item, known, side))
        known[item.cell] = item.color
    return Question(
        "Give the whole solution.",
        write_grid([[name_of(color) for color in row] for row in puzzle.solution]),
        tuple(lines),
        evidence=tuple(
            (f"{name_of(color)} cell", _place(cell, side)) for cell, color in enumerate(flat(puzzle.givens)) if color
        ),
    )


def check_solve(puzzle: Puzzle, asked: Mapping[str, Any], grid: Sequence[Sequence[str]]) -> float:
    """1 for a grid that keeps the givens and has every colour once in every unit."""
    side = puzzle.side
    if len(grid) == 2 * side and grid[:side] == grid[side:]:
        grid = grid[:side]
    if len(grid) != side or any(len(row) != side for row in grid):
        return 0.0
    # Initials will do where they tell the colours apart.
    initials = [name[0] for name in COLORS[:side]]
    names = initials if len(set(initials)) == side and all(len(word) == 1 for row in grid for word in row) else COLORS
    if any(word not in names[:side] for row in grid for word in row):
        return 0.0
    cells = [names.index(word) + 1 for row in grid for word in row]
    if any(given not in (0, cell) for given, cell in zip(flat(puzzle.givens), cells, strict=True)):
        return 0.0
    return float(all(len({cells[cell] for cell in unit}) == side for unit in layout_of(side).units))


TASKS = (
    Task(
        "colour_at", "The colour of a filled cell",
        contract.PERCEPTION, "Easy", contract.CHOICE, color_at, rules=CELLS_FROM_ONE,
    ),
    Task(
        "colour_count", "How many cells have a colour",
        contract.PERCEPTION, "Easy", contract.INTEGER, color_count,
    ),
    Task(
        "candidates", "How many colours fit an empty cell",
        contract.PREDICTION, "Medium", contract.INTEGER, candidate_count, rules=CELLS_FROM_ONE,
        new_state=new_open_puzzle,
    ),
    Task(
        "sparse_lines", "How many rows, columns or boxes have more than some empty cells",
        contract.PERCEPTION, "Medium", contract.INTEGER, sparse_lines,
    ),
    Task(
        "deduce_cell", "The colour of a cell that follows from a chain of forced cells",
        contract.PREDICTION, "Hard", contract.CHOICE, deduce_cell, rules=CELLS_FROM_ONE,
    ),
    Task(
        "naked_single", "A cell into which only one colour fits",
        contract.PREDICTION, "Hard", contract.TEXT, naked_single,
        "Answer with the cell and the colour, such as: (2, 3) red.", CELLS_FROM_ONE, check_naked_single,
        read=read_colored_cell,
    ),
    Task(
        "solve", "The whole solution of a board of 4 x 4 cells",
        contract.STRATEGY, "Hard", contract.GRID, solve,
        "Answer with one line for each row, from the top, the names of its colours separated by spaces.",
        check=check_solve, new_state=new_small_puzzle,
    ),
)  # fmt: skip
