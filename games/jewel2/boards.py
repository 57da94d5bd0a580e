"""Drawing boards: what a question wants is planted, and the rest is filled at random."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells
from gameqa.rng import Rng

from . import engine
from .engine import BASIC, COLUMN, CROSS, LARGEST_TOTAL, ROUND, SIDES, SPECIAL, Board

SPECIALS = {4: (1, 3), 5: (2, 4), 6: (3, 6), 7: (4, 8)}
"""Least and most special gems of a board, by its side."""

GEMS_COUNTED = {"easy": (1, 7), "medium": (1, 9), "hard": (2, 12)}
"""Least and greatest answer of count_gem."""

SPECIALS_COUNTED = {"easy": (0, 6), "medium": (0, 8), "hard": (1, 12)}
"""Least and greatest answer of count_specials."""

LINES_COUNTED = {"easy": (0, 3), "medium": (0, 4), "hard": (1, 6)}
"""Least and greatest answer of count_matches."""

TRIED = 40
"""Boards that are tried before all is drawn anew."""

Planted = Mapping[Cell, str]


def side_of(level: str, rng: Rng) -> int:
    """The side of a board, the same in all tries."""
    return rng.steady("side").choice(SIDES[level])


def random_special(rng: Rng, signs: str = SPECIAL) -> str:
    """A special gem: a round one in three of five cases, where all kinds may come."""
    if signs != SPECIAL:
        return rng.choice(signs)
    return rng.choice(ROUND) if rng.chance(3, 5) else rng.choice(CROSS + COLUMN)


def filled(side: int, planted: Planted, specials: Sequence[str], rng: Rng, basic: str = BASIC) -> list[list[str]]:
    """A board with what is planted, with special gems at random places, and with basic gems at random elsewhere.

    Args:
        basic: the basic gems that may come.
    """
    free = [cell for cell in all_cells(side, side) if cell not in planted]
    below, kinds = rng.below, len(basic)
    rows = [[basic[below(kinds)] for _ in range(side)] for _ in range(side)]
    for (row, column), sign in planted.items():
        rows[row][column] = sign
    for (row, column), sign in zip(rng.sample(free, min(len(free), len(specials))), specials, strict=False):
        rows[row][column] = sign
    return rows


def filled_apart(side: int, planted: Planted, specials: Sequence[str], rng: Rng) -> list[list[str]]:
    """The same, but gems of a color are seldom near each other in a row or column."""
    signs = [sign for row in filled(side, planted, specials, rng) for sign in row]
    fixed = {row * side + column for row, column in planted}
    below = rng.below
    for place, (before, behind) in enumerate(_near_places(side)):
        if place in fixed or signs[place] not in BASIC or below(8) == 0:
            continue
        near = [signs[other] for other in before] + [signs[other] for other in behind if other in fixed]
        allowed = [color for color in BASIC if color not in near]
        if allowed:
            signs[place] = allowed[below(len(allowed))]
    return [signs[start : start + side] for start in range(0, side * side, side)]


@lru_cache(maxsize=8)
def _near_places(side: int) -> tuple[tuple[list[int], list[int]], ...]:
    """For every cell those at most two away in its row and column: those before it, and those behind it.

    Cells are counted row by row.
    """
    cells = list(enumerate(all_cells(side, side)))
    found = []
    for place, (row, column) in cells:
        near = [
            other
            for other, (r, c) in cells
            if (r == row and 1 <= abs(c - column) <= 2) or (c == column and 1 <= abs(r - row) <= 2)
        ]
        found.append(([other for other in near if other < place], [other for other in near if other > place]))
    return tuple(found)


def some_specials(side: int, rng: Rng) -> list[str]:
    """The special gems of a board."""
    return [random_special(rng) for _ in range(rng.between(*SPECIALS[side]))]


def with_total(rows: engine.Grid, rng: Rng) -> Board:
    """The board with a total at random."""
    return Board(tuple("".join(row) for row in rows), rng.between(0, LARGEST_TOTAL))


def kept(rows: engine.Grid, rng: Rng, accept: Accept) -> Board:
    """The board with a total at random, if it belongs to the wanted split; Redraw if not."""
    board = with_total(rows, rng)
    keep(engine.split_key(board), accept)
    return board


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board at random, with some special gems."""
    side = side_of(level, rng)
    return kept(filled(side, {}, some_specials(side, rng), rng), rng, accept)


def color_counted(level: str, rng: Rng) -> tuple[str, int]:
    """The basic gem that count_gem asks for, and the answer."""
    steady = rng.steady("count")
    return steady.choice(BASIC), steady.between(*GEMS_COUNTED[level])


def new_counted(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with the number of basic gems of a color that is drawn first; half the boards have round ones too."""
    color, count = color_counted(level, rng)
    side = side_of(level, rng)
    planted = dict.fromkeys(rng.sample(all_cells(side, side), count), color)
    specials = some_specials(side, rng)
    if rng.chance(1, 2):
        specials[0] = color.lower()
    return kept(filled(side, planted, specials, rng, BASIC.replace(color, "")), rng, accept)


def new_with_specials(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with the number of special gems that is drawn first."""
    side = side_of(level, rng)
    count = rng.steady("specials").between(*SPECIALS_COUNTED[level])
    return kept(filled(side, {}, [random_special(rng) for _ in range(count)], rng), rng, accept)


def kind_sought(rng: Rng) -> str:
    """The kind of gem that find_gem asks for."""
    return rng.steady("kind").choice(BASIC + SPECIAL)


def new_with_kind(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with the kind of gem that is drawn first, and for a round or a basic one with its double."""
    side, kind = side_of(level, rng), kind_sought(rng)
    cells = rng.sample(all_cells(side, side), 2)
    planted = {cells[0]: kind, cells[1]: kind.swapcase()}
    return kept(filled(side, planted, some_specials(side, rng), rng), rng, accept)


def new_with_lines(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with the number of lines that is drawn first."""
    side = side_of(level, rng)
    count = rng.steady("lines").between(*LINES_COUNTED[level])
    for _ in range(TRIED):
        planted: dict[Cell, str] = {}
        for _ in range(3 * count):
            line = random_line(side, rng)
            color = planted.get(line[rng.below(len(line))], rng.choice(BASIC))
            if all(planted.get(cell, color) == color for cell in line):
                planted |= dict.fromkeys(line, color)
            if len(planted) >= 2.6 * count:
                break
        rows = filled_apart(side, planted, some_specials(side, rng)[:2], rng)
        if len(engine.lines_of(rows)) == count:
            return kept(rows, rng, accept)
    raise Redraw


def random_line(side: int, rng: Rng) -> list[Cell]:
    """Three or four cells side by side."""
    length = min(side, 3 + rng.below(4) // 3)
    start, other = rng.below(side - length + 1), rng.below(side)
    cells = [(other, start + place) for place in range(length)]
    return cells if rng.chance(1, 2) else [(c, r) for r, c in cells]


def lines_over(side: int, cell: Cell, length: int, across: bool, avoided: Sequence[Cell] = ()) -> list[list[Cell]]:
    """All places of a line of cells over a cell that hold none of some others."""
    row, column = cell
    found = []
    for first in range(max(0, (column if across else row) - length + 1), side - length + 1):
        if first > (column if across else row):
            break
        places = range(first, first + length)
        cells = [(row, place) for place in places] if across else [(place, column) for place in places]
        if not any(other in cells for other in avoided):
            found.append(cells)
    return found


SHAPES: Mapping[int, tuple[tuple[int, int], ...]] = {
    3: ((3, 0), (0, 3)),
    4: ((4, 0), (0, 4)),
    5: ((5, 0), (0, 5), (3, 3)),
    6: ((3, 4), (4, 3)),
    7: ((4, 4), (3, 5), (5, 3)),
}
"""Lengths of the lines through a cell across and down (0 for none) that together hold so many cells."""


def shape_over(side: int, cell: Cell, size: int, avoided: Sequence[Cell], rng: Rng) -> list[Cell] | None:
    """The cells of one line or two over a cell, so many in all; None where they find no place."""
    for across, down in rng.shuffled(SHAPES[size]):
        cells = [cell]
        for length, is_across in ((across, True), (down, False)):
            if not length:
                continue
            places = lines_over(side, cell, length, is_across, avoided)
            if not places:
                break
            cells += rng.choice(places)
        else:
            return list(dict.fromkeys(cells))
    return None
