"""The questions about color sudokus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from gameqa import contract
from gameqa.answers import write_cell, write_grid
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.singles import Single, Together, words_finder
from gameqa.wording import capital, count_of, joined

from . import engine
from .engine import COLORS, Deduction, Puzzle
from .layout import BOX_SHAPES, candidates, colors_in, flat, layout_of
from .solver import Known

CHAIN = {4: (2, 4), 6: (2, 5), 9: (3, 6)}
"""Fewest and most steps of a chain of forced cells on boards of a side."""

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

SOLVE_EMPTY = {"easy": (8, 9), "medium": (10, 10), "hard": (11, 12)}


Entry = TypeVar("Entry")


def name_of(color: int) -> str:
    """The name of a color from 1."""
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


def color_at(puzzle: Puzzle, rng: Rng) -> Question:
    """The color of a filled cell; the color is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    color = rng.steady("color").between(1, side)
    places = [cell for cell, other in enumerate(cells) if other == color]
    if not places:
        raise Redraw
    cell = rng.choice(places)
    return Question(
        f"What color is the cell {_cell(cell, side)}?",
        name_of(color),
        (_row_line(puzzle, cell // side), f"The entry in column {cell % side + 1} is {name_of(color)}."),
        _color_options(side, color, rng),
        evidence=(("cell", _place(cell, side)),),
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
        evidence=tuple((f"{name_of(color)} cell", _place(cell, side)) for cell in places),
    )


FILLED_PEERS = {"6": (4, 6), "9": (7, 10), "9 hard": (7, 10)}
"""Filled cells that share a unit with the cell of candidates, drawn without regard to the answer: their number must not
tell it."""


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
        f"Look at the empty cell {_cell(cell, side)}. How many of the {side} colors are neither in its row nor in its "
        "column nor in its box yet?",
        str(wanted),
        (
            *lines,
            f"Of the {side} colors, {joined(left)} {'is' if wanted == 1 else 'are'} in none of the three.",
            f"That makes {count_of(wanted, 'color')}.",
        ),
        evidence=(
            ("cell", _place(cell, side)),
            *((f"{name_of(cells[peer])} cell", _place(peer, side)) for peer in layout.peers[cell] if cells[peer]),
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
        f"{capital(_unit_name(kind * side + number, side))} has {count_of(empty[kind * side + number], 'empty cell')}."
        for number in range(side)
    ]
    sparse = [_unit_name(kind * side + number, side) for number in range(side) if empty[kind * side + number] > bound]
    return Question(
        f"How many {plural} have more than {count_of(bound, 'empty cell')}?",
        str(answer),
        (
            *lines,
            f"More than {bound} empty cells: {', '.join(sparse) if sparse else 'none'}. That makes {answer}.",
        ),
        evidence=tuple(
            ("empty cell", _place(cell, side))
            for number in range(kind * side, (kind + 1) * side)
            if empty[number] > bound or not answer
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
    """The color of an empty cell that is forced after a few others; the color is drawn first."""
    side, cells = puzzle.side, flat(puzzle.givens)
    order = engine.deductions(puzzle, hidden=side == 9)
    low, high = CHAIN[side]
    color = rng.steady("color").between(1, side)
    chains = [engine.chain_to(order, item) for item in order if item.color == color]
    chains = [chain for chain in chains if low <= len(chain) <= high]
    if not chains:
        raise Redraw
    chain = rng.choice(chains)
    target = chain[-1]
    lines = _chain_lines(chain, cells, side)
    reasons = sorted({cell for item in chain for cell in item.reasons if cells[cell]})
    return Question(
        f"What color must the empty cell {_cell(target.cell, side)} have in the solution?",
        name_of(color),
        (*lines, f"So {_cell(target.cell, side)} is {name_of(color)} in the solution."),
        _color_options(side, color, rng),
        evidence=(
            ("cell", _place(target.cell, side)),
            *((f"{name_of(cells[cell])} cell", _place(cell, side)) for cell in reasons),
        ),
    )


def _chain_lines(chain: Sequence[Deduction], cells: Sequence[int], side: int) -> list[str]:
    """Why every cell of a chain must have its color, one after the other."""
    known = dict(enumerate(cells))
    lines = []
    for item in chain:
        lines.append(_explained(item, known, side))
        known[item.cell] = item.color
    return lines


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
    """Any cell into which only one color fits, with that color."""
    side, cells = puzzle.side, flat(puzzle.givens)
    singles = engine.naked_singles(cells, side)
    if not singles:
        raise Redraw
    cell, color = rng.choice(singles)
    item = engine.naked_deduction(puzzle, cell, color)
    return Question(
        "Name an empty cell into which only one color fits, because its row, column and box together already contain "
        "all the others; give the cell and the color.",
        f"{_cell(cell, side)} {name_of(color)}",
        (
            _explained(item, dict(enumerate(cells)), side),
            f"Only {name_of(color)} fits into {_cell(cell, side)}.",
        ),
        evidence=(("cell", _place(cell, side)),),
    )


read_colored_cell = Together(Single(find_bare_cells), Single(words_finder(COLORS)))
"""Reads a cell with a color."""


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
    return Question(
        "Give the whole solution.",
        write_grid([[name_of(color) for color in row] for row in puzzle.solution]),
        (*_chain_lines(order, flat(puzzle.givens), side), "Now every cell is filled."),
        evidence=tuple(
            (f"{name_of(color)} cell", _place(cell, side)) for cell, color in enumerate(flat(puzzle.givens)) if color
        ),
    )


def check_solve(puzzle: Puzzle, asked: Mapping[str, Any], grid: Sequence[Sequence[str]]) -> float:
    """1 for a grid that keeps the givens and has every color once in every unit."""
    side = puzzle.side
    if len(grid) == 2 * side and grid[:side] == grid[side:]:
        grid = grid[:side]
    if len(grid) != side or any(len(row) != side for row in grid):
        return 0.0
    # Initials will do where they tell the colors apart.
    initials = [name[0] for name in COLORS[:side]]
    names = initials if len(set(initials)) == side and all(len(word) == 1 for row in grid for word in row) else COLORS
    if any(word not in names[:side] for row in grid for word in row):
        return 0.0
    cells = [names.index(word) + 1 for row in grid for word in row]
    if any(given not in (0, cell) for given, cell in zip(flat(puzzle.givens), cells, strict=True)):
        return 0.0
    return float(all(len({cells[cell] for cell in unit}) == side for unit in layout_of(side).units))


FEW_PUZZLES = "a board of 4 x 4 cells has few puzzles with four or five givens"

SIZE = Difficulty[Puzzle]("cells to look at", lambda puzzle, _: puzzle.side**2 + flat(puzzle.givens).count(0) / 100)

TASKS: tuple[Task[Puzzle], ...] = (
    Task(
        id="color_at",
        description="The color of a filled cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=color_at,
        new_state=engine.new_grid,
        rules=("cells",),
        difficulty=SIZE,
        former_ids=("colour_at",),
    ),
    Task(
        id="color_count",
        description="How many cells have a color",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=color_count,
        new_state=engine.new_grid,
        difficulty=SIZE,
        allowances=(ASKS_FOR_COUNTS,),
        former_ids=("colour_count",),
    ),
    Task(
        id="candidates",
        description="How many colors fit an empty cell",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=candidate_count,
        rules=("boxes", "cells"),
        new_state=new_open_grid,
        difficulty=SIZE,
    ),
    Task(
        id="sparse_lines",
        description="How many rows, columns or boxes have more than some empty cells",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=sparse_lines,
        new_state=new_sparse_grid,
        rules=("boxes",),
        difficulty=SIZE,
        allowances=(
            Allowance("most frequent answer", 0.34, "on 4 x 4 boards two answers in seven are alike", ("easy",)),
        ),
    ),
    Task(
        id="deduce_cell",
        description="The color of a cell that follows from a chain of forced cells",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=deduce_cell,
        rules=("colors", "boxes", "unique", "cells"),
        difficulty=Difficulty(
            "steps to deduce, and colors", lambda puzzle, question: len(question.steps) * puzzle.side
        ),
    ),
    Task(
        id="naked_single",
        description="A cell into which only one color fits",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=naked_single,
        rules=("colors", "boxes", "cells"),
        answer_format="Answer with the cell and the color, such as: (2, 3) red.",
        check=check_naked_single,
        read=read_colored_cell,
    ),
    Task(
        id="solve",
        description="The whole solution of a board of 4 x 4 cells",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=solve,
        rules=("colors", "boxes", "unique"),
        answer_format="Answer with one line for each row, from the top, the names of its colors separated by spaces.",
        check=check_solve,
        new_state=new_small_puzzle,
        allowances=(Allowance("repeats", 0.02, FEW_PUZZLES, levels=("hard",)),),
        difficulty=Difficulty.of_state("empty cells", lambda puzzle: flat(puzzle.givens).count(0)),
    ),
)
