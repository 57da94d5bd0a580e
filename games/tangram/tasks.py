"""The questions about tangram boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Question, Task, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.options import number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.cells import cell_at
from gameqa.scoring.lexicon import words
from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import NUMBER, Token
from gameqa.wording import count_of, joined

from . import engine
from .engine import LEVELS, Tangram
from .shapes import (
    Shape,
    are_mirror_images,
    fitting_turns,
    flipped,
    random_shape,
    shape_of,
    size_of,
    symmetric_shape,
    turned,
)

COUNTS = (3, 8)
"""Least and greatest answer of piece_count at every level, so that no number is a good guess."""

AREAS = {6: (4, 12), 8: (4, 16), 10: (5, 20)}
"""Least and greatest answer of piece_area on boards of a side."""

NEIGHBORS = {"easy": (6, 4), "medium": (7, 5), "hard": (9, 6)}
"""Pieces of the board and greatest answer of piece_adjacency."""

TURNS: Mapping[tuple[int, ...], str] = {
    (0,): "only 0 degrees (as it lies)",
    (1,): "only 90 degrees clockwise",
    (2,): "only 180 degrees",
    (3,): "only 90 degrees counterclockwise",
    (0, 2): "0 degrees and 180 degrees, but no other",
    (1, 3): "90 degrees clockwise and 90 degrees counterclockwise, but no other",
    (0, 1, 2, 3): "all four: 0, 90 clockwise, 180, 90 counterclockwise",
    (): "none of them",
}
"""The sets of quarter turns that a piece can fit in, and their names."""

TURN_NAMES = ("as it lies", "turned 90 degrees clockwise", "turned 180 degrees", "turned 90 degrees counterclockwise")

FILL_REMOVED = {"easy": 2, "medium": 2, "hard": 3}
FILL_FORMAT = (
    "Answer with one entry for each removed piece, separated by semicolons: the piece's number, a colon, the degrees "
    "by which it is turned clockwise (0, 90, 180 or 270), and (row, column) of the upper left corner of the smallest "
    "rectangle around it on the board, such as: 4: 90 (2, 3); 7: 0 (4, 1)."
)


def _piece(number: int) -> tuple[str, Place]:
    return f"piece {number}", ("piece", number)


def _removed(number: int) -> tuple[str, Place]:
    return f"removed piece {number}", ("removed", number)


def _cells(cells: Sequence[Cell]) -> str:
    return joined([write_cell(cell) for cell in cells])


def new_counted_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with a number of pieces left that is drawn first."""
    left = rng.steady("pieces left").between(*COUNTS)
    removed = 1 if left == COUNTS[1] else rng.between(*LEVELS[level].removed)
    return engine.new_board(LEVELS[level].side, left + removed, removed, rng, accept)


def piece_count(state: Tangram, rng: Rng) -> Question:
    """How many pieces are still on the board?"""
    numbers = state.on_board
    return Question(
        "How many pieces are still on the board?",
        str(len(numbers)),
        (
            f"On the board are the pieces {joined([str(number) for number in numbers])}.",
            f"Removed, and not counted: {joined([str(number) for number in state.removed])}.",
            f"So {count_of(len(numbers), 'piece')} are still on the board.",
        ),
        number_options(rng, len(numbers), *COUNTS, 6),
        evidence=tuple(_piece(number) for number in numbers),
    )


def new_turned_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with one piece removed that fits back in a set of turns that is drawn first."""
    wanted = rng.steady("turns").choice(list(TURNS))
    parameters = LEVELS[level]
    placed: list[list[Cell]] = []
    if len(wanted) > 1:
        shape = symmetric_shape(len(wanted), 12 if level == "easy" else 16, rng)
        placed.append(_somewhere(shape, parameters.side, set(), rng))
    cut = engine.new_cut(parameters.side, rng.between(*parameters.pieces), rng, placed)
    keep(engine.cut_key(cut), accept)
    whole = Tangram(cut, (), (), ())
    order = max(1, len(wanted))
    suitable = []
    for number, cells in whole.pieces.items():
        shape = shape_of(cells)
        chiral = not _is_own_mirror_image(shape)
        if len(fitting_turns(shape, shape)) == order and engine.fits_tray(cells) and (wanted or chiral):
            suitable.append(number)
    if not suitable:
        raise Redraw
    turn = -rng.choice(wanted) % 4 if wanted else rng.below(4)
    return Tangram(cut, (rng.choice(suitable),), (turn,), (not wanted,))


def piece_rotation(state: Tangram, rng: Rng) -> Question:
    """Which turns of the removed piece fill the hole?"""
    number = state.removed[0]
    shown, hole = state.shown(number), shape_of(state.hole)
    right = fitting_turns(shown, hole)
    lines = [f"The hole covers {_cells(sorted(state.hole))}."]
    offset = min(row for row, _ in state.hole), min(column for _, column in state.hole)
    for quarters, name in enumerate(TURN_NAMES):
        lines.append(f"{name[0].upper()}{name[1:]}, the piece {_compared(turned(shown, quarters), hole, offset)}.")
    return Question(
        f"Piece {number} has been removed; it may lie turned, and perhaps flipped. It must not be flipped now, only "
        "turned in the plane and shifted. By which of the turns 0, 90 degrees clockwise, 180 degrees and 90 degrees "
        "counterclockwise does it fill the hole exactly?",
        TURNS[right],
        tuple(lines),
        shuffled_options(rng, TURNS[right], list(TURNS.values())),
        evidence=(("hole", ("hole",)), _removed(number)),
    )


def _compared(shape: Shape, hole: Shape, offset: Cell) -> str:
    """How a turned piece compares with the hole, when their upper left corners coincide."""
    if shape == hole:
        return "fills the hole"
    high, wide = size_of(shape)
    hole_high, hole_wide = size_of(hole)
    if (high, wide) != (hole_high, hole_wide):
        return (
            f"is {high} high and {wide} wide, but the hole is {hole_high} high and {hole_wide} wide, so it does not fit"
        )
    row, column = min(set(hole) - set(shape))
    return f"leaves {write_cell((row + offset[0], column + offset[1]))} empty, so it does not fit"


def new_sized_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with a piece of a number of cells that is drawn first."""
    parameters = LEVELS[level]
    wanted = rng.steady("area").between(*AREAS[parameters.side])
    cut = engine.new_cut(parameters.side, rng.between(*parameters.pieces), rng)
    sizes = [len(cells) for cells in Tangram(cut, (), (), ()).pieces.values()]
    if wanted not in sizes:
        raise Redraw
    keep(engine.cut_key(cut), accept)
    return engine.without(cut, rng.between(*parameters.removed), rng)


def piece_area(state: Tangram, rng: Rng) -> Question:
    """How many cells has a piece on the board? The number is drawn first."""
    low, high = AREAS[state.side]
    wanted = rng.steady("area").between(low, high)
    suitable = [number for number in state.on_board if len(state.pieces[number]) == wanted]
    if not suitable:
        raise Redraw
    number = rng.choice(suitable)
    rows: dict[int, list[int]] = {}
    for row, column in state.pieces[number]:
        rows.setdefault(row, []).append(column)
    lines = [
        f"Row {row}: column{'s' if len(columns) > 1 else ''} {joined([str(column) for column in columns])}, "
        f"{count_of(len(columns), 'cell')}."
        for row, columns in rows.items()
    ]
    total = " + ".join(str(len(columns)) for columns in rows.values())
    return Question(
        f"How many cells does piece {number} cover?",
        str(wanted),
        (*lines, f"{total} = {wanted}." if len(rows) > 1 else f"That is {count_of(wanted, 'cell')}."),
        number_options(rng, wanted, low, high),
        evidence=(_piece(number),),
    )


def new_crowded_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with enough pieces for piece_adjacency."""
    return engine.new_board(LEVELS[level].side, NEIGHBORS[level][0], 1, rng, accept)


def piece_adjacency(state: Tangram, rng: Rng) -> Question:
    """How many pieces on the board touch a piece? The number is drawn first."""
    most = next(most for pieces, most in NEIGHBORS.values() if pieces == len(state.pieces))
    wanted = rng.steady("neighbors").between(1, most)
    suitable = [number for number in state.on_board if len(state.touching(number)) == wanted]
    if not suitable:
        raise Redraw
    number = rng.choice(suitable)
    touching = state.touching(number)
    lines = [
        f"Piece {other} touches it: {write_cell(cell)} and {write_cell(beside)} share an edge."
        for other, (cell, beside) in touching.items()
    ]
    away = [str(other) for other in state.on_board if other != number and other not in touching]
    if away:
        noun = "piece" if len(away) == 1 else "pieces"
        lines.append(f"No cell of {noun} {joined(away, 'or')} shares an edge with piece {number}.")
    return Question(
        f"How many other pieces that are still on the board touch piece {number}? Removed pieces do not count.",
        str(wanted),
        (*lines, f"That makes {count_of(wanted, 'piece')}."),
        number_options(rng, wanted, 1, most, most),
        evidence=(_piece(number), *(_piece(other) for other in touching)),
    )


def new_pair_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with two adjacent pieces removed, neither turned nor flipped."""
    parameters = LEVELS[level]
    cut = engine.new_cut(parameters.side, rng.between(*parameters.pieces), rng)
    keep(engine.cut_key(cut), accept)
    return engine.without(cut, 2, rng, turn=False)


def piece_placement(state: Tangram, rng: Rng) -> Question:
    """Where must one of two removed pieces go?"""
    number = rng.choice(state.removed)
    other = next(piece for piece in state.removed if piece != number)
    shapes = {piece: [state.shown(piece)] for piece in state.removed}
    found = engine.fillings(shapes, state.hole)
    if len(found) != 1:
        raise Redraw
    cells = sorted(found[0][number])
    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    high, wide = size_of(shape_of(cells))
    right = _rectangle(top, left, high, wide)
    hole = state.hole
    contacts = _contacts(top, left, high, wide, state.side)
    corners = [
        (row, column)
        for row in range(state.side - high + 1)
        for column in range(state.side - wide + 1)
        if (row, column) != (top, left)
        and _contacts(row, column, high, wide, state.side) == contacts
        and any(row <= r < row + high and column <= c < column + wide for r, c in hole)
    ]
    if len(corners) < 5:
        raise Redraw
    rng.shuffle(corners)
    return Question(
        f"Pieces {joined([str(piece) for piece in state.removed])} have been removed and lie as they must be put back: "
        "they may be shifted, but neither turned nor flipped. Together they fill the empty cells exactly. Which "
        f"rectangle, from its upper left to its lower right cell, will be the smallest one around piece {number}?",
        right,
        (
            f"Piece {number} is {high} high and {wide} wide.",
            f"Put at {right}, it covers {_cells(cells)}, all of them empty.",
            f"That leaves {_cells(sorted(found[0][other]))}, which is exactly the shape of piece {other}.",
            f"At every other place piece {number} covers a cell that is not empty, or leaves cells that piece {other} "
            "does not fill.",
        ),
        shuffled_options(rng, right, [_rectangle(*corner, high, wide) for corner in corners], at_least=6),
        evidence=(("hole", ("hole",)), _removed(number), _removed(other)),
    )


def _rectangle(top: int, left: int, high: int, wide: int) -> str:
    return f"{write_cell((top, left))} to {write_cell((top + high - 1, left + wide - 1))}"


def _contacts(top: int, left: int, high: int, wide: int, side: int) -> int:
    """How many edges of the board a rectangle touches: options that differ in this would be easy to tell."""
    return (top == 0) + (left == 0) + (top + high == side) + (left + wide == side)


def new_holed_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with several adjacent pieces removed and turned."""
    parameters = LEVELS[level]
    return engine.new_board(parameters.side, rng.between(*parameters.pieces), FILL_REMOVED[level], rng, accept)


def fill_hole(state: Tangram, rng: Rng) -> Question:
    """How are all removed pieces put back?"""
    if all(turn == 0 for turn in state.turns):
        raise Redraw
    entries, lines = [], []
    for number in state.removed:
        cells = state.pieces[number]
        quarters = fitting_turns(state.shown(number), shape_of(cells))[0]
        corner = min(row for row, _ in cells), min(column for _, column in cells)
        entries.append(f"{number}: {quarters * 90} {write_cell(corner)}")
        lines.append(
            f"Piece {number}, {TURN_NAMES[quarters]}, with the upper left corner of its rectangle at "
            f"{write_cell(corner)}, covers {_cells(cells)}."
        )
    return Question(
        f"Pieces {joined([str(number) for number in state.removed])} have been removed. Put all of them back so that "
        "they fill the empty cells exactly. They may be turned in the plane, but not flipped.",
        "; ".join(entries),
        (*lines, "All these cells are empty, none is covered twice, and no empty cell is left."),
        evidence=(("hole", ("hole",)), *(_removed(number) for number in state.removed)),
    )


_TURN_WORDS = words(
    "turned turn rotated rotate rotation by is : = - , \u2192 at corner upper left the | degrees degree \xb0 deg "
    "clockwise placed put with its in position to"
)


def _number_at(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """A whole number behind words of turning and placing, and the place behind it."""
    while place < len(tokens) and tokens[place].low in _TURN_WORDS:
        place += 1
    if place >= len(tokens) or tokens[place].kind != NUMBER or not tokens[place].text.isdigit():
        return None
    return int(tokens[place].text), place + 1


def _entry_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """One piece put back: its number, the degrees of its turn, and its corner: 4: 90 (2, 3)."""
    if tokens[place].low == "piece":
        place += 1
    if place >= len(tokens) or tokens[place].kind != NUMBER or not tokens[place].text.isdigit():
        return None
    turn = _number_at(tokens, place + 1)
    if turn is None:
        return None
    degrees, end = turn
    while end < len(tokens) and tokens[end].low in ("counterclockwise", "anticlockwise", *_TURN_WORDS):
        degrees = -degrees % 360 if tokens[end].low in ("counterclockwise", "anticlockwise") else degrees
        end += 1
    corner = cell_at(tokens, end) if end < len(tokens) else None
    if corner is None:
        return None
    return [(int(tokens[place].text), degrees, corner[0][0])], corner[1]


read_entries = Listed(_entry_at, counts=False, numbered=False)
"""Reads pieces put back, each with its number, its turn in degrees clockwise, and its corner."""


def check_fill_hole(
    state: Tangram, asked: Mapping[str, Any], entries: Sequence[tuple[int, int, tuple[int, ...]]]
) -> float:
    """1 if the pieces, turned and put as the answer says, fill the hole exactly."""
    left = set(state.hole)
    numbers = []
    for number, degrees, corner in entries:
        if len(corner) != 2:
            return 0.0
        row, column = corner
        if number not in state.removed or degrees not in (0, 90, 180, 270, 360):
            return 0.0
        cells = {(row + r, column + c) for r, c in turned(state.shown(number), degrees // 90)}
        if not cells <= left:
            return 0.0
        left -= cells
        numbers.append(number)
    return float(not left and sorted(numbers) == sorted(state.removed))


def _somewhere(shape: Shape, side: int, taken: set[Cell], rng: Rng) -> list[Cell]:
    """A shape at a random free place of the board; Redraw where it finds none."""
    high, wide = size_of(shape)
    for _ in range(12 if max(high, wide) <= side else 0):
        row, column = rng.below(side - high + 1), rng.below(side - wide + 1)
        cells = [(row + r, column + c) for r, c in shape]
        if not taken & set(cells):
            return cells
    raise Redraw


def new_mirror_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board on which exactly two pieces are mirror images of each other, among others of their size."""
    side = LEVELS[level].side
    pieces = NEIGHBORS[level][0] + (level == "medium")
    cells = rng.between(4, 5) if level == "easy" else rng.between(5, 6)
    first = _chiral_shape(cells, rng)
    second = turned(flipped(first), rng.below(4))
    placed: list[list[Cell]] = []
    for shape in (first, second, random_shape(cells, rng)):
        taken = {cell for other in placed for cell in other}
        placed.append(_somewhere(shape, side, taken, rng))
    cut = engine.new_cut(side, pieces, rng, placed)
    keep(engine.cut_key(cut), accept)
    state = engine.without(cut, 1, rng)
    if len(_mirror_pairs(state)) != 1:
        raise Redraw
    return state


def _chiral_shape(cells: int, rng: Rng) -> Shape:
    for _ in range(12):
        shape = random_shape(cells, rng)
        if not _is_own_mirror_image(shape):
            return shape
    raise Redraw


def _is_own_mirror_image(shape: Shape) -> bool:
    return bool(fitting_turns(flipped(shape), shape))


def _mirror_pairs(state: Tangram) -> list[tuple[int, int]]:
    shapes = {number: shape_of(state.pieces[number]) for number in state.on_board}
    return [pair for pair in combinations(shapes, 2) if are_mirror_images(shapes[pair[0]], shapes[pair[1]])]


def mirror_pair(state: Tangram, rng: Rng) -> Question:
    """Which two pieces on the board are mirror images of each other?"""
    pair = _mirror_pairs(state)[0]
    others = rng.sample([number for number in state.on_board if number not in pair], 3)
    pairs = rng.shuffled(list(combinations(sorted([*pair, *others]), 2)))
    one, other = pair
    shapes = [shape_of(state.pieces[number]) for number in pair]
    quarters = fitting_turns(flipped(shapes[0]), shapes[1])[0]
    then = f" and then {TURN_NAMES[quarters]}" if quarters else ""
    name = f"{one} and {other}"
    sizes = ", ".join(f"{number} has {len(state.pieces[number])}" for number in state.on_board)
    return Question(
        "Exactly two of the pieces that are still on the board are mirror images of each other: one of them, flipped "
        "over and perhaps turned, is equal to the other, while by turning alone it is not. Which two?",
        name,
        (
            f"Mirror images have equally many cells; of the pieces on the board, {sizes}.",
            f"Piece {one} covers {_cells(state.pieces[one])}, piece {other} covers {_cells(state.pieces[other])}.",
            f"Piece {one}, flipped from left to right{then}, equals piece {other}; without "
            "flipping none of the four turns does.",
            "No other two pieces on the board are mirror images of each other.",
        ),
        shuffled_options(rng, name, [f"{first} and {second}" for first, second in pairs]),
        evidence=(_piece(one), _piece(other)),
    )


TASKS = (
    Task(
        id="piece_count",
        description="How many pieces are still on the board",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=piece_count,
        rules=("pieces", "removed"),
        new_state=new_counted_board,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="piece_rotation",
        description="The turns by which a removed piece fits",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=piece_rotation,
        rules=("pieces", "removed", "cells"),
        new_state=new_turned_board,
        allowances=(
            Allowance("counts tell answer", 0.8, "the state notes how the piece lies turned, which is what is asked"),
        ),
    ),
    Task(
        id="piece_area",
        description="How many cells a piece has",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=piece_area,
        rules=("pieces",),
        new_state=new_sized_board,
    ),
    Task(
        id="piece_adjacency",
        description="How many pieces touch a piece",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=piece_adjacency,
        rules=("pieces", "removed", "touching"),
        new_state=new_crowded_board,
    ),
    Task(
        id="piece_placement",
        description="Where one of two removed pieces must go",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=piece_placement,
        rules=("pieces", "removed", "cells"),
        new_state=new_pair_board,
    ),
    Task(
        id="fill_hole",
        description="How all removed pieces are put back",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        make=fill_hole,
        rules=("pieces", "removed", "cells"),
        answer_format=FILL_FORMAT,
        check=check_fill_hole,
        new_state=new_holed_board,
        read=read_entries,
    ),
    Task(
        id="mirror_pair",
        description="The two pieces that are mirror images",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=mirror_pair,
        rules=("pieces", "removed"),
        new_state=new_mirror_board,
    ),
)
