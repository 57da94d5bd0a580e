"""The questions about tangram boards: counting, touching, turning; and the table of all tasks."""

from __future__ import annotations

from collections.abc import Mapping

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Shortcut, Task, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, beside
from gameqa.options import number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import capital, count_of, joined

from . import engine, mirrors, placing
from .engine import LEVELS, Tangram
from .mirrors import somewhere
from .placing import removed_place
from .shapes import Shape, fitting_turns, is_own_mirror_image, shape_of, size_of, symmetric_shape, turned
from .telling import TURN_NAMES, at, columns_text, corner_of, spans, tray_line

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
    (0, 1, 2, 3): "all four of these turns",
    (): "none of them",
}
"""The sets of quarter turns that a piece can fit in, and their names."""


def _piece(number: int) -> tuple[str, Place]:
    return f"piece {number}", ("piece", number)


def new_counted_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with a number of pieces left that is drawn first."""
    left = rng.steady("pieces left").between(*COUNTS)
    removed = 1 if left > COUNTS[1] - 2 else rng.between(*LEVELS[level].removed)
    return engine.new_board(LEVELS[level].side, left + removed, removed, rng, accept)


def piece_count(state: Tangram, rng: Rng) -> Question:
    """How many pieces are still on the board?"""
    numbers = state.on_board
    seen: set[int] = set()
    lines: list[str] = []
    idle: list[str] = []
    for row in range(state.side):
        there = [state.number_at((row, column)) for column in range(state.side)]
        fresh = [str(number) for number in dict.fromkeys(there) if number and number not in seen]
        seen.update(there)
        if not fresh:
            idle.append(str(row))
        elif not lines:
            lines.append(f"Row {row} shows {_pieces(fresh)}.")
        else:
            lines.append(f"Row {row} adds {_pieces(fresh)}.")
    if idle:
        lines.append(
            f"{'Row' if len(idle) == 1 else 'Rows'} {joined(idle)} {'adds' if len(idle) == 1 else 'add'} none."
        )
    return Question(
        "How many pieces are still on the board?",
        str(len(numbers)),
        (
            *lines,
            f"So these are still on the board: {joined([str(number) for number in numbers])}; that is "
            f"{count_of(len(numbers), 'piece')}.",
        ),
        number_options(rng, len(numbers), *COUNTS, 6),
        evidence=tuple(_piece(number) for number in numbers),
    )


def _pieces(numbers: list[str]) -> str:
    return f"{'piece' if len(numbers) == 1 else 'pieces'} {joined(numbers)}"


def new_turned_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with one piece removed that fits back in a set of turns that is drawn first."""
    wanted = rng.steady("turns").choice(list(TURNS))
    parameters = LEVELS[level]
    placed: list[list[Cell]] = []
    if len(wanted) > 1:
        shape = symmetric_shape(len(wanted), 12 if level == "easy" else 16, rng)
        placed.append(somewhere(shape, parameters.side, set(), rng))
    cut = engine.new_cut(parameters.side, rng.between(*parameters.pieces), rng, placed)
    keep(engine.cut_key(cut), accept)
    whole = Tangram(cut, (), (), ())
    order = max(1, len(wanted))
    suitable = []
    for number, cells in whole.pieces.items():
        shape = shape_of(cells)
        chiral = not is_own_mirror_image(shape)
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
    corner = corner_of(state.hole)
    high, wide = size_of(hole)
    lines = [
        f"The hole covers {spans(state.hole)}; it is {high} high and {wide} wide.",
        tray_line(state, number),
        *(_turn_line(name, turned(shown, quarters), hole, corner) for quarters, name in enumerate(TURN_NAMES)),
    ]
    fits = joined([TURN_NAMES[quarters] for quarters in right])
    lines.append(f"So the piece fits {fits}." if right else "So the piece does not fit at all: it has been flipped.")
    return Question(
        f"Piece {number} has been removed and lies below the board, perhaps turned or flipped over. It may be turned "
        "and shifted, but not flipped. Which of the turns 0 degrees, 90 degrees clockwise, 180 degrees and 90 degrees "
        "counterclockwise make it fit the hole exactly?",
        TURNS[right],
        tuple(lines),
        shuffled_options(rng, TURNS[right], list(TURNS.values())),
        evidence=(("hole", ("hole",)), removed_place(number)),
    )


def _turn_line(name: str, shape: Shape, hole: Shape, corner: Cell) -> str:
    """How a turned piece compares with the hole, when their upper left corners coincide."""
    high, wide = size_of(shape)
    if (high, wide) != size_of(hole):
        return f"{capital(name)}, the piece is {high} high and {wide} wide, so it does not fit."
    laid = f"Laid onto the hole {name}, the piece covers {spans(at(shape, corner))}"
    if shape == hole:
        return f"{laid}: exactly the hole."
    lacking = min(set(at(hole, corner)) - set(at(shape, corner)))
    return f"{laid}, but not {write_cell(lacking)}, so it does not fit."


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
    """How many cells does a piece on the board cover? The number is drawn first."""
    low, high = AREAS[state.side]
    wanted = rng.steady("area").between(low, high)
    suitable = [number for number in state.on_board if len(state.pieces[number]) == wanted]
    if not suitable:
        raise Redraw
    number = rng.choice(suitable)
    rows: dict[int, list[int]] = {}
    for row, column in state.pieces[number]:
        rows.setdefault(row, []).append(column)
    lines = [f"Row {row}: {columns_text(columns)}, {count_of(len(columns), 'cell')}." for row, columns in rows.items()]
    total = " + ".join(str(len(columns)) for columns in rows.values())
    return Question(
        f"How many cells does piece {number} cover?",
        str(wanted),
        (
            *lines,
            f"So piece {number} covers {total + ' = ' if len(rows) > 1 else ''}{count_of(wanted, 'cell')}.",
        ),
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
    next_to: dict[int, list[Cell]] = {}
    inside = range(state.side)
    around = {cell for own in state.pieces[number] for cell in beside(own)} - {*state.pieces[number]}
    for row, column in sorted(around):
        if row in inside and column in inside:
            next_to.setdefault(state.number_at((row, column)), []).append((row, column))
    lines = [f"{spans(cells)}: piece {other}." for other, cells in sorted(next_to.items()) if other]
    if 0 in next_to:
        lines.append(f"{spans(next_to[0])}: empty.")
    names = joined([str(other) for other in touching])
    return Question(
        f"How many other pieces that are still on the board touch piece {number}? The removed piece does not count.",
        str(wanted),
        (
            f"Piece {number} covers {spans(state.pieces[number])}.",
            "These cells share an edge with it:",
            *map(capital, lines),
            f"So it touches {'piece' if wanted == 1 else 'pieces'} {names}: {count_of(wanted, 'piece')}.",
        ),
        number_options(rng, wanted, 1, most, most),
        evidence=(_piece(number), *(_piece(other) for other in touching)),
    )


SIZE = Difficulty[Tangram]("cells of the board", lambda state, _: state.side**2)

ANSWER = Difficulty[Tangram]("what is counted", lambda _, question: int(question.answer))

HIGHEST_NUMBER = Shortcut[Tangram](
    "the highest number less the removed pieces",
    lambda state, question: [
        option for option in question.options if int(option) == max(state.pieces) - len(state.removed)
    ],
)

TASKS: tuple[Task[Tangram], ...] = (
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
        difficulty=SIZE,
        shortcuts=(HIGHEST_NUMBER,),
    ),
    Task(
        id="piece_rotation",
        description="The turns by which a removed piece fits",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=piece_rotation,
        rules=("pieces", "one removed", "cells"),
        new_state=new_turned_board,
        allowances=(
            Allowance("counts tell answer", 0.8, "the state notes how the piece lies turned, which is what is asked"),
        ),
        difficulty=Difficulty("cells of the hole", lambda state, _: len(state.hole)),
    ),
    Task(
        id="piece_area",
        description="How many cells a piece covers",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=piece_area,
        rules=("pieces", "removed"),
        new_state=new_sized_board,
        difficulty=ANSWER,
    ),
    Task(
        id="piece_adjacency",
        description="How many pieces touch a piece",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=piece_adjacency,
        rules=("pieces", "one removed", "touching"),
        new_state=new_crowded_board,
        difficulty=ANSWER,
    ),
    Task(
        id="piece_placement",
        description="Where one of two removed pieces must go",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=placing.piece_placement,
        rules=("pieces", "several removed", "cells"),
        new_state=placing.new_pair_board,
        shortcuts=(placing.COVERS_EMPTY_CELLS,),
    ),
    Task(
        id="fill_hole",
        description="How all removed pieces are put back",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=placing.fill_hole,
        rules=("pieces", "several removed", "cells"),
        answer_format=placing.FILL_FORMAT,
        check=placing.check_fill_hole,
        new_state=placing.new_holed_board,
        read=placing.read_entries,
    ),
    Task(
        id="mirror_pair",
        description="The two pieces that are mirror images",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        beyond=True,
        make=mirrors.mirror_pair,
        rules=("pieces", "one removed"),
        new_state=mirrors.new_mirror_board,
        difficulty=Difficulty(
            "cells of the pieces to compare",
            lambda state, _: sum(len(state.pieces[number]) for number in mirrors.alike_pieces(state)),
        ),
        shortcuts=(mirrors.EQUAL_SIZES,),
    ),
)
