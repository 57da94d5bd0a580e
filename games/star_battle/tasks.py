"""The questions about star battles: regions and stars that are seen, and the table of all tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import Accept, Allowance, Difficulty, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import cell_options, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined, verb

from . import engine, logic
from .deduction import REGION, ROW
from .engine import Battle, loose_board, showing, some_rows
from .telling import unit_name

NO_STAR = "none, it has no star yet"

SEEN = {"easy": (4, 4), "medium": (4, 6), "hard": (4, 8)}
"""Fewest and most stars that are seen where one is asked for."""

INSIDE, STARS_OUTSIDE = 3, 3
"""Cells of the region without a star, and stars of other regions, among the options of star_in_region."""

DRAWN = 24
"""How many choices of these cells are compared."""

FEW_SEEN = {"easy": (1, 3), "medium": (1, 4), "hard": (2, 6)}
"""Fewest and most stars that are seen where a place for a star is asked for."""

WRONG_PLACES = {"easy": ((2, 2, 2), (2, 1, 3)), "medium": ((2, 2, 3),), "hard": ((2, 2, 3),)}
"""How many options of placeable_cell touch a star, have one in their region, or have one in their row or column, and
break no other rule: so a look at one of these alone leaves about five options. Small boards hold no more; of their two
choices one is drawn first."""

MOST_TRIED = 8
"""How many choices of options are tried until the right one is as much like the others as was drawn."""

MOST_CHOICES = 24
"""How many choices of stars that are seen are tried for a board."""


def _by_region(battle: Battle, cells: Sequence[Cell]) -> dict[int, list[Cell]]:
    """Cells by their regions, which are counted from 1."""
    found: dict[int, list[Cell]] = {}
    for cell in sorted(cells):
        found.setdefault(battle.region(cell) + 1, []).append(cell)
    return found


def _region_lines(battle: Battle, cells: Sequence[Cell]) -> list[str]:
    """The regions of some cells."""
    return [
        f"{joined([write_cell(cell) for cell in held])} {verb(len(held), 'is', 'are')} in region {number}."
        for number, held in sorted(_by_region(battle, cells).items())
    ]


def _cell_of(option: str) -> Cell:
    row, column = option[1:-1].split(", ")
    return int(row), int(column)


def cell_in_region(battle: Battle, rng: Rng) -> Question:
    """Which of eight cells is in a region? The others are next to it, or have row and column swapped."""
    number = rng.below(battle.side)
    region, geometry = battle.region_bits[number], battle.geometry
    cell = rng.choice(battle.cells(region))
    near = battle.cells(geometry.next_to(region))
    swapped = [(column, row) for row, column in battle.cells(region) if not geometry.bit((column, row)) & region]
    farther = battle.cells(geometry.next_to(geometry.next_to(region) | region))
    mistakes = [*rng.sample(near, min(5, len(near))), *rng.sample(swapped, min(2, len(swapped)))]
    options = cell_options(rng, cell, mistakes, [*near, *farther, *battle.cells(geometry.full & ~region)[:9]])
    wrong = [_cell_of(option) for option in options if option != write_cell(cell)]
    return Question(
        f"Which of these cells is in region {number + 1}?",
        write_cell(cell),
        (*_region_lines(battle, wrong), f"{write_cell(cell)} is in region {number + 1}."),
        options,
        evidence=(named_cell("cell of the region", cell), (f"region {number + 1}", ("region", number + 1))),
    )


def new_starry_battle(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board with several stars."""
    battle = loose_board(level, rng, accept)
    return showing(battle, some_rows(battle, rng.between(*SEEN[level]), rng))


def _meet(one: Cell, other: Cell) -> bool:
    """Whether stars in two cells would share a row or column, or touch."""
    return one[0] == other[0] or one[1] == other[1] or max(abs(one[0] - other[0]), abs(one[1] - other[1])) == 1


def star_in_region(battle: Battle, rng: Rng) -> Question:
    """Which of seven cells holds the star of a region, or has it none? None is drawn first, seldom."""
    none = rng.steady("none").chance(1, 6)
    numbers = [
        number
        for number, region in enumerate(battle.region_bits)
        if bool(region & battle.stars) != none and (region & ~battle.stars).bit_count() >= INSIDE
    ]
    if not numbers:
        raise Redraw
    number = rng.choice(numbers)
    region = battle.region_bits[number]
    geometry = battle.geometry
    own = battle.cells(region & battle.stars)
    empty_inside, stars_outside = battle.cells(region & ~battle.stars), battle.cells(battle.stars & ~region)
    drawn = [(rng.sample(empty_inside, INSIDE), rng.sample(stars_outside, STARS_OUTSIDE)) for _ in range(DRAWN)]
    # As few as possible of these stars rule out one of the cells: else the options alone would tell the right one.
    inside, outside = min(drawn, key=lambda cells: sum(_meet(star, cell) for cell in cells[0] for star in cells[1]))
    wrong = [*outside, *inside]
    if none:
        wrong.append(rng.choice(battle.cells(geometry.next_to(region) & ~geometry.bits(wrong))))
    answer = NO_STAR if none else write_cell(own[0])
    texts = [write_cell(cell) for cell in wrong]
    options = shuffled_options(rng, answer, texts if none else [*texts, NO_STAR])
    starry = {cell for cell in wrong if geometry.bit(cell) & battle.stars}
    empty = [cell for cell in wrong if cell not in starry]
    lines = []
    for held, cells in _by_region(battle, sorted(starry)).items():
        lines.append(f"The star at {write_cell(cells[0])} is in region {held}.")
    if empty:
        many = joined([write_cell(cell) for cell in sorted(empty)])
        lines.append(f"{many} {verb(len(empty), 'holds', 'hold')} no star.")
    cells_told = joined([write_cell(cell) for cell in battle.cells(region)])
    if none:
        lines.append(f"Region {number + 1} has the cells {cells_told}, and no star in any of them.")
    else:
        lines.append(f"The star at {answer} is in region {number + 1}.")
    return Question(
        f"Which of these cells holds the star of region {number + 1}?",
        answer,
        tuple(lines),
        options,
        evidence=((f"region {number + 1}", ("region", number + 1)), *(named_cell("star", cell) for cell in own)),
    )


def _wrong_places(battle: Battle) -> tuple[int, int, int]:
    """The empty cells in which a star breaks one rule only: it touches a star; its region, or its row or column but
    not both, has one."""
    touched, rows, columns, regions = battle.closed_by
    empty = battle.geometry.full & ~battle.stars
    return (
        empty & touched & ~(rows | columns | regions),
        empty & regions & ~(rows | columns | touched),
        empty & (rows ^ columns) & ~(touched | regions),
    )


def _keys(battle: Battle, in_solution: bool) -> int:
    """The places for a star that are in the solution, or that are not, as bits."""
    return battle.placeable & (battle.solution_bits if in_solution else ~battle.solution_bits)


def new_battle_to_place(level: str, rng: Rng, accept: Accept) -> Battle:
    """A board with a place for a star, as drawn first in the solution or not, and with wrong places of all kinds."""
    in_solution = rng.steady("place").chance(1, 2)
    counts = rng.steady("wrong places").choice(WRONG_PLACES[level])
    battle = loose_board(level, rng, accept)
    low, high = FEW_SEEN[level]
    rows = [rows for count in range(low, high + 1) for rows in combinations(range(battle.side), count)]
    for seen in rng.sample(rows, min(MOST_CHOICES, len(rows))):
        choice = showing(battle, seen)
        if _keys(choice, in_solution) and all(
            kind.bit_count() >= count for kind, count in zip(_wrong_places(choice), counts, strict=True)
        ):
            return choice
    raise Redraw


def _places(battle: Battle, rng: Rng) -> tuple[Cell, list[Cell]]:
    """A place for a star and wrong places of all kinds, such that the first is as much like the others as was drawn."""
    keys = battle.cells(_keys(battle, rng.steady("place").chance(1, 2)))
    counts = rng.steady("wrong places").choice(WRONG_PLACES[logic.level_of(battle)])
    wanted = rng.below(sum(counts) + 1)
    kinds = [battle.cells(kind) for kind in _wrong_places(battle)]
    found: list[tuple[int, Cell, list[Cell]]] = []
    for _ in range(MOST_TRIED):
        cell = rng.choice(keys)
        wrong = [there for kind, count in zip(kinds, counts, strict=True) for there in rng.sample(kind, count)]
        alike = [_likeness(there, [cell, *wrong]) for there in (cell, *wrong)]
        below = sum(other < alike[0] for other in alike)
        same = alike.count(alike[0])
        found.append((max(below - wanted, wanted - below - same + 1, 0), cell, wrong))
        if not found[-1][0]:
            break
    _, cell, wrong = min(found, key=lambda one: one[0])
    return cell, wrong


def _likeness(cell: Cell, others: Sequence[Cell]) -> int:
    """How often cells share a row or column with a cell."""
    return sum((cell[0] == row) + (cell[1] == column) for row, column in others)


def placeable_cell(battle: Battle, rng: Rng) -> Question:
    """Which of several cells can take a star now? Each of the others breaks exactly one rule."""
    cell, wrong = _places(battle, rng)
    row, column = cell
    return Question(
        "In which of these cells can a star be placed now without breaking any of the rules above? The "
        "star need not belong to a solution.",
        write_cell(cell),
        (
            *why_not(battle, wrong),
            f"{write_cell(cell)} touches no star, and there is none in row {row}, column {column} and region "
            f"{battle.region(cell) + 1}. So a star can go there.",
        ),
        shuffled_options(rng, write_cell(cell), [write_cell(there) for there in wrong], len(wrong) + 1),
        evidence=(named_cell("possible place", cell),),
    )


def why_not(battle: Battle, cells: Sequence[Cell]) -> list[str]:
    """Why a star breaks a rule in each of some cells, alike reasons together."""
    geometry = battle.geometry
    touched, rows, _, regions = battle.closed_by
    groups: dict[tuple[str, int], list[Cell]] = {}
    for cell in sorted(cells):
        bit = geometry.bit(cell)
        unit = next(
            (
                unit
                for unit, closed in (((REGION, battle.region(cell)), regions), ((ROW, cell[0]), rows))
                if bit & closed
            ),
            (1, cell[1]),
        )
        if bit & touched:
            key = "touches", next(bits_of(geometry.around[bit] & battle.stars))
        else:
            key = unit_name(unit), battle.unit(unit) & battle.stars
        groups.setdefault(key, []).append(cell)
    lines = []
    for (kind, star), held in groups.items():
        text, at = joined([write_cell(cell) for cell in held]), write_cell(battle.cells(star)[0])
        if kind == "touches":
            lines.append(f"{text} {verb(len(held), 'touches', 'touch')} the star at {at}.")
        else:
            lines.append(f"{text} {verb(len(held), 'is', 'are')} in {kind}, which has its star at {at}.")
    return lines


def _options_for(name: str, fits: Callable[[Battle, Question, int], bool]) -> Shortcut[Battle]:
    """The options, as bits of cells, for which one look speaks."""
    return Shortcut(
        name,
        lambda battle, question: [
            option
            for option in question.options
            if option != NO_STAR and fits(battle, question, battle.geometry.bit(_cell_of(option)))
        ],
    )


ONE_LOOK = (
    _options_for(
        "a cell whose row and column have no star",
        lambda battle, _, cell: not cell & (battle.closed_by[1] | battle.closed_by[2]),
    ),
    _options_for("a cell that touches no star", lambda battle, _, cell: not cell & battle.closed_by[0]),
    _options_for("a cell whose region has no star", lambda battle, _, cell: not cell & battle.closed_by[3]),
)


def _options_first(name: str, distance: Callable[[Battle, Cell], int]) -> Shortcut[Battle]:
    """The options of the least distance: a place for a star is not told by where on the board it is."""

    def guesses(battle: Battle, question: Question) -> list[str]:
        distances = [distance(battle, _cell_of(option)) for option in question.options]
        return [option for option, one in zip(question.options, distances, strict=True) if one == min(distances)]

    return Shortcut(name, guesses)


def _from_corner(battle: Battle, cell: Cell) -> int:
    """How many steps a cell is from the nearest corner."""
    return sum(min(number, battle.side - 1 - number) for number in cell)


def _from_edge(battle: Battle, cell: Cell) -> int:
    """How many steps a cell is from the nearest edge of the board."""
    return min(min(number, battle.side - 1 - number) for number in cell)


WHERE = (
    _options_first("the cell nearest to the upper left corner", lambda _, cell: sum(cell)),
    _options_first("the cell nearest to a corner", _from_corner),
    _options_first("the cell nearest to an edge", _from_edge),
    _options_first("the cell farthest from an edge", lambda battle, cell: -_from_edge(battle, cell)),
)

STAR_LOOKS = (
    _options_for("any cell with a star", lambda battle, _, cell: bool(cell & battle.stars)),
    _options_for(
        "any cell of the region",
        lambda battle, question, cell: bool(cell & battle.region_bits[int(str(question.evidence[0][1][1])) - 1]),
    ),
)

CELLS_TO_LOOK_AT = Difficulty[Battle].of_state("cells of the board", engine.cells_to_look_at)

PLACING = ("one each", "no touch", "regions", "cells")
LOGIC = ("one each", "no touch", "unique", "regions", "cells")

TASKS: tuple[Task[Battle], ...] = (
    Task(
        id="last_star",
        description="Where one of the last missing stars must stand",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CELL,
        make=logic.last_star,
        rules=LOGIC,
        new_state=logic.new_late_battle,
        difficulty=logic.STEPS_TOLD,
    ),
    Task(
        id="cell_in_region",
        description="Which cell is in a region",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=cell_in_region,
        rules=("regions", "cells"),
        difficulty=CELLS_TO_LOOK_AT,
    ),
    Task(
        id="star_in_region",
        description="Which cell holds the star of a region",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=star_in_region,
        rules=("regions", "cells"),
        new_state=new_starry_battle,
        difficulty=CELLS_TO_LOOK_AT,
        shortcuts=STAR_LOOKS,
    ),
    Task(
        id="placeable_cell",
        description="Which cell can take a star now",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=placeable_cell,
        rules=PLACING,
        new_state=new_battle_to_place,
        difficulty=CELLS_TO_LOOK_AT,
        shortcuts=(*ONE_LOOK, *WHERE),
    ),
    Task(
        id="next_forced",
        description="Where the star of a row, column or region must stand",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        beyond=True,
        make=logic.next_forced,
        rules=LOGIC,
        new_state=logic.new_early_battle,
        difficulty=logic.STEPS_TOLD,
        allowances=(
            Allowance("blind guess", 0.25, "the question names a line, which has few cells on small boards", ("easy",)),
        ),
    ),
    Task(
        id="solve",
        description="All stars that are missing",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELLS,
        beyond=True,
        make=logic.solve,
        rules=LOGIC,
        answer_format="Answer with a list of cells, written (row, column), such as: (1, 2), (3, 4).",
        check=logic.check_solve,
        new_state=logic.new_battle_to_solve,
        difficulty=logic.STEPS_TOLD,
    ),
)
