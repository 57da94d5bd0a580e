"""Questions about what must be: cells whose color is forced, and whole solutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import write_grid
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.rng import Rng
from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.singles import Single, Together, words_finder
from gameqa.wording import joined

from . import engine
from .engine import COLORS, Deduction, Puzzle
from .layout import flat, layout_of
from .naming import cell_place, cell_text, color_options, name_of, unit_name

CHAIN = {4: (2, 4), 6: (2, 5), 9: (3, 6)}
"""Fewest and most steps of a chain of forced cells on boards of a side."""

SOLVE_EMPTY = {"easy": (8, 9), "medium": (10, 10), "hard": (11, 12)}


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
        f"What color must the empty cell {cell_text(target.cell, side)} have in the solution?",
        name_of(color),
        (*lines, f"So {cell_text(target.cell, side)} is {name_of(color)} in the solution."),
        color_options(side, color, rng),
        evidence=(
            ("cell", cell_place(target.cell, side)),
            *((f"{name_of(cells[cell])} cell", cell_place(cell, side)) for cell in reasons),
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
    listed = [f"{name_of(known[cell])} at {cell_text(cell, side)}" for cell in item.reasons]
    place = cell_text(item.cell, side)
    if item.unit is None:
        return (
            f"The row, column and box of {place} already contain {joined(listed)}, "
            f"so {place} must be {name_of(item.color)}."
        )
    where = unit_name(item.unit, side)
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
        f"{cell_text(cell, side)} {name_of(color)}",
        (
            _explained(item, dict(enumerate(cells)), side),
            f"Only {name_of(color)} fits into {cell_text(cell, side)}.",
        ),
        evidence=(("cell", cell_place(cell, side)),),
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
            (f"{name_of(color)} cell", cell_place(cell, side))
            for cell, color in enumerate(flat(puzzle.givens))
            if color
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
