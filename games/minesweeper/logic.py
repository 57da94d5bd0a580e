"""The questions that logic decides: what revealing does, what to do with a cell, a safe cell."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of, some_bit, some_of
from gameqa.contract import Accept, Difficulty, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine, fields
from .deduction import Deduction
from .engine import LEVELS, Field, Ground
from .placements import placements
from .telling import cells_text, chain_lines, sum_of, two_ways_lines

FLAG_IT, REVEAL_IT, LEAVE_IT = "put a flag on it", "reveal it", "leave it, since it may or may not be a mine"
ACTIONS = (FLAG_IT, REVEAL_IT, LEAVE_IT)

A_MINE, AN_AREA = "it is a mine", "it is empty and opens the cells around it"
RESULTS: tuple[str | int, ...] = (A_MINE, AN_AREA, 1, 2, 3)
"""What reveal_result draws its answer from."""

MOST_LINES = 20
"""Deductions of more lines are not asked for."""

COSTS = {"easy": (1, 4), "medium": (3, 7), "hard": (5, 14)}
"""How hard the steps are that tell the result of reveal_result."""

ACTION_COSTS = {"easy": (1, 3), "medium": (2, 6), "hard": (3, 14)}
"""How hard the steps are that tell what best_action does with a cell."""

LEAST_SAFE = {"easy": 1, "medium": 3, "hard": 4}
"""How hard the nearest safe cell of safe_cell is to find at least."""

NUMBERS_OF_TWO_WAYS = {"easy": (2, 8), "medium": (5, 12), "hard": (7, 16)}
"""How many numbers touch hidden cells where two placements of the mines are compared."""

PATCHES = {"easy": (5, 9), "medium": (9, 13), "hard": (13, 18)}
"""Least and most hidden cells of best_action."""

MOST_WAYS = 40
"""How many ways to place the mines beside numbers best_action may have."""

MOST_MINES = 8
"""How many mines such a placement has at most."""

LINES = Difficulty[Field]("lines of reasoning", lambda _, question: len(question.steps))

LEVEL_OF_SIDE = {wanted.side: level for level, wanted in LEVELS.items()}


def total(field: Field) -> str:
    """How many mines there are, as a question tells it."""
    return f"The field holds {count_of(len(field.mines), 'mine')} in all. "


def _revealed_around(field: Field, cell: Cell) -> int:
    """How many of the cells around a cell are revealed."""
    return (field.around(cell) & ~field.hidden_bits & ~field.flag_bits).bit_count()


def new_field_to_act(level: str, rng: Rng, accept: Accept) -> Field:
    """A field of which a patch is still hidden whose mines can lie in several ways."""
    size = rng.between(*PATCHES[level])
    grown = list(fields.growing_patch(level, rng, (2, MOST_WAYS), size - 2, size))
    if not grown or grown[-1].left > MOST_MINES:
        raise Redraw
    return engine.accepted(grown[-1].field(), accept)


def new_field_to_reveal(level: str, rng: Rng, accept: Accept) -> Field:
    """A field of which much is still hidden, with a cell that may give the wanted answer."""
    wanted, many = _wanted_result(rng)
    low, high = LEVELS[level].revealed
    least = rng.between((low + high) // 2, high)
    ground = Ground.drawn(level, rng)
    places = ground.mines if wanted == A_MINE else ground.showing(_number_of(wanted))
    known = ground.known(least, rng, places)
    flagged = ground.flagged(known, rng)
    # What logic can find is not worth a look where the mines themselves leave no cell to ask about.
    hidden = bits_of(places & ~known & ~flagged)
    if not any(((ground.around(cell) & known).bit_count() > 2) == many for cell in hidden):
        raise Redraw
    return engine.accepted(ground.field(known, flagged), accept)


def _wanted_result(rng: Rng) -> tuple[str | int, bool]:
    """The answer of reveal_result, and whether more than two of the cells around the cell are revealed."""
    steady = rng.steady("result")
    return steady.choice(RESULTS), steady.chance(1, 2)


def _number_of(result: str | int) -> int:
    """How many mines are around a safe cell that is revealed with this result."""
    return 0 if result == AN_AREA else int(result)


def reveal_result(field: Field, rng: Rng) -> Question:
    """What happens when a cell is revealed? The answer is drawn first."""
    wanted, many = _wanted_result(rng)
    low, high = COSTS[LEVEL_OF_SIDE[field.side]]
    deduction = Deduction.of(field)
    known = deduction.mines | deduction.safe
    cells = []
    for bit in bits_of(deduction.mines if wanted == A_MINE else deduction.safe):
        (cell,) = field.cells(bit)
        if (_revealed_around(field, cell) > 2) != many:
            continue
        asked, near = bit, field.around(cell)
        if wanted != A_MINE:
            hidden = near & field.hidden_bits
            if hidden & ~known or (near & (deduction.mines | field.flag_bits)).bit_count() != _number_of(wanted):
                continue
            asked |= hidden
        cost = sum(1 if len(step.groups) == 1 else 2 for step in deduction.chain(asked))
        if low <= cost <= high:
            cells.append((cell, asked))
    if not cells:
        raise Redraw
    cell, asked = rng.choice(cells)
    lines = chain_lines(field, deduction, asked)
    if len(lines) > MOST_LINES:
        raise Redraw
    name = write_cell(cell)
    if wanted == A_MINE:
        answer = A_MINE
        lines.append(f"So revealing {name} would hit a mine.")
    else:
        number = _number_of(wanted)
        answer = _number_text(number) if number else AN_AREA
        mines = field.cells(field.around(cell) & (deduction.mines | field.flag_bits))
        what = f"The mines around {name} are {cells_text(mines)}" if len(mines) > 1 else ""
        what = f"The only mine around {name} is {cells_text(mines)}" if len(mines) == 1 else what
        if mines:
            lines.append(f"{name} is safe. {what}, so {answer}.")
        else:
            lines.append(f"{name} is safe. All cells around it are revealed or safe, so {answer}.")
    return Question(
        f"{total(field)}What happens when the cell {name} is revealed?",
        answer,
        tuple(lines),
        shuffled_options(rng, answer, [A_MINE, AN_AREA, *map(_number_text, (1, 2, 3))], 5),
        evidence=(named_cell("named cell", cell),),
    )


def _number_text(number: int) -> str:
    return f"it shows the number {number}"


def best_action(field: Field, rng: Rng) -> Question:
    """What should be done with a hidden cell? The answer is drawn first, and whether much around it is revealed."""
    steady = rng.steady("action")
    wanted = steady.choice(ACTIONS)
    many = steady.chance(1, 2)
    level = LEVEL_OF_SIDE[field.side]
    beside = sum_of(group.cells for group in field.groups)
    places = [bit for bit in bits_of(beside) if (_revealed_around(field, field.cells(bit)[0]) > 2) == many]
    if wanted == LEAVE_IT:
        cell, lines = _undecided(field, rng, places)
        lines.append("So logic can't decide it.")
    else:
        deduction = Deduction.of(field)
        found = deduction.mines if wanted == FLAG_IT else deduction.safe
        low, high = ACTION_COSTS[level]
        chosen = [bit for bit in places if bit & found and low <= deduction.cost(bit) <= high]
        if not chosen:
            raise Redraw
        bit = rng.choice(chosen)
        (cell,) = field.cells(bit)
        lines = chain_lines(field, deduction, bit)
        if len(lines) > MOST_LINES:
            raise Redraw
        lines.append(
            f"So {write_cell(cell)} is a mine and gets a flag."
            if wanted == FLAG_IT
            else f"So {write_cell(cell)} is safe and can be revealed."
        )
    return Question(
        f"{total(field)}By logic alone, what should be done with the hidden cell {write_cell(cell)}? A cell that is "
        "known to be a mine gets a flag, one that is known to be safe is revealed, and any other is left alone.",
        wanted,
        tuple(lines),
        shuffled_options(rng, wanted, ACTIONS, 3),
        evidence=(named_cell("named cell", cell),),
    )


def whole_placements(field: Field, most: int) -> list[int] | None:
    """Placements of all mines without flags that agree with the numbers and the total, as bits.

    Mines that touch no number are laid into the first cells that touch none.

    Args:
        most: how many placements beside numbers may be listed; None is given where there are more.
    """
    found = placements(field.needs, most)
    if found is None:
        return None
    others = list(bits_of(field.hidden_bits & ~sum_of(group.cells for group in field.groups)))
    return [
        mines | sum(others[: field.left - mines.bit_count()])
        for mines in found
        if 0 <= field.left - mines.bit_count() <= len(others)
    ]


def _undecided(field: Field, rng: Rng, places: list[int]) -> tuple[Cell, list[str]]:
    """A cell that can be a mine and can be safe, and two placements that show it."""
    low, high = NUMBERS_OF_TWO_WAYS[LEVEL_OF_SIDE[field.side]]
    if not low <= len(field.groups) <= high:
        raise Redraw
    ways = whole_placements(field, 40)
    open_places = (
        [bit for bit in places if any(bit & way for way in ways) and any(bit & ~way for way in ways)] if (ways) else []
    )
    if not ways or not open_places:
        raise Redraw
    bit = rng.choice(open_places)
    pairs = [(one, other) for one in ways if one & bit for other in ways if not other & bit]
    one, other = min(pairs, key=lambda pair: ((pair[0] ^ pair[1]).bit_count(), pair))
    (cell,) = field.cells(bit)
    return cell, two_ways_lines(field, cell, one, other)


def new_field_for_step(level: str, rng: Rng, accept: Accept) -> Field:
    """A field in which all is revealed that is easier to find than the level wants."""
    ground = engine.Ground.drawn(level, rng)
    known = ground.opened(some_bit(ground.empty or ground.safe, rng))
    flagged = some_of(ground.mines, rng.below(ground.mines.bit_count() // 2 + 1), rng)
    least = LEAST_SAFE[level]
    if level == "easy":
        known |= ground.opened(some_of(ground.safe, rng.between(1, 3), rng))
    while True:
        flags = flagged & ground.near(known)
        hidden = (ground.mines | ground.safe) & ~known & ~flags
        deduction = Deduction(hidden, (ground.mines & hidden).bit_count(), ground.groups(hidden))
        easy = sum([bit for bit in bits_of(deduction.safe) if deduction.cost(bit) < least])
        if not easy:
            break
        known |= ground.opened(easy)
    if not deduction.safe:
        raise Redraw
    return engine.accepted(ground.field(known, flags), accept)


def safe_cell(field: Field, rng: Rng) -> Question:
    """Any cell that is known to be safe; the reasoning takes one that is found most easily."""
    deduction = Deduction.of(field)
    safe = list(bits_of(deduction.safe))
    if not safe:
        raise Redraw
    least = min(map(deduction.cost, safe))
    bit = rng.choice([bit for bit in safe if deduction.cost(bit) == least])
    (cell,) = field.cells(bit)
    lines = chain_lines(field, deduction, bit)
    if len(lines) > MOST_LINES:
        raise Redraw
    return Question(
        f"{total(field)}Name a hidden cell that is known to be safe.",
        write_cell(cell),
        (*lines, f"So {write_cell(cell)} can be revealed."),
        evidence=(named_cell("safe cell", cell),),
    )


def check_safe_cell(field: Field, asked: Mapping[str, Any], cell: Cell) -> float:
    """1 for any hidden cell that is a mine in no placement."""
    return float(cell in field.counts.mine and field.counts.is_safe(cell))


def _by_revealed(few: str, many: str) -> Shortcut[Field]:
    def guesses(field: Field, question: Question) -> list[str]:
        place = question.evidence[0][1]
        cell = int(place[1]), int(place[2])
        return [many if _revealed_around(field, cell) > 2 else few]

    return Shortcut("three or more revealed cells around it mean a mine", guesses)


def _alone_means_leave(field: Field, question: Question) -> list[str]:
    place = question.evidence[0][1]
    return [] if _revealed_around(field, (int(place[1]), int(place[2]))) else [LEAVE_IT]


ACTION_BY_REVEALED = _by_revealed(LEAVE_IT, FLAG_IT)
ACTION_OF_LONELY = Shortcut("a cell without revealed cells around it is left alone", _alone_means_leave)
RESULT_BY_REVEALED = _by_revealed(AN_AREA, A_MINE)
