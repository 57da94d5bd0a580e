"""The questions about putting two or more removed pieces back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.answers import write_cell
from gameqa.contract import LETTERS, Accept, Question, Shortcut, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, distance
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.cells import cell_at
from gameqa.scoring.lexicon import words
from gameqa.scoring.lists import Listed
from gameqa.scoring.tokens import NUMBER, Token
from gameqa.wording import joined

from . import engine
from .cases import ORDERS, cases, count_cases
from .engine import LEVELS, Tangram
from .masks import Form, count_ways, mask_of, width_for
from .shapes import Shape, fitting_turns, shape_of, size_of, turned
from .telling import CLOCKWISE_NAMES, at, corner_of, hole_line, spans, tray_line

LEAST_INSIDE = 3
"""In how many wrong places of the options the piece of piece_placement covers empty cells only, at least."""

FILL_REMOVED = {"easy": 2, "medium": 2, "hard": 3}
FILL_FORMAT = (
    "Answer with one entry for each removed piece, separated by semicolons: the piece's number, a colon, the degrees "
    "by which it is turned clockwise from how it lies below the board (0, 90, 180 or 270), and (row, column) of the "
    "upper left corner of the smallest rectangle around it on the board, such as: 4: 90 (2, 3); 7: 0 (4, 1). Any "
    "filling that fits counts."
)

LISTED, DRAWS = 6, 12
"""Options of piece_placement, and how often sets of them are drawn until one suits."""

MOST_CASES = 24
"""Lines that the cases of fill_hole may take."""


def removed_place(number: int) -> tuple[str, Place]:
    """A removed piece as evidence."""
    return f"removed piece {number}", ("removed", number)


def new_pair_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with two adjacent pieces removed, neither turned nor flipped.

    One of them could lie in several places of the hole, but only one leaves room for the other.
    """
    parameters = LEVELS[level]
    cut = engine.new_cut(parameters.side, rng.between(*parameters.pieces), rng)
    keep(engine.cut_key(cut), accept)
    whole = Tangram(cut, (), (), ())
    pairs = [
        (one, other)
        for one, cells in whole.pieces.items()
        if engine.fits_tray(cells)
        for other in whole.touching(one)
        if engine.fits_tray(whole.pieces[other]) and len(cells) <= len(whole.pieces[other])
    ]
    for one, other in rng.shuffled(pairs):
        cells = whole.pieces[one], whole.pieces[other]
        hole = {*cells[0], *cells[1]}
        shapes = shape_of(cells[0]), shape_of(cells[1])
        if len(_inside_of(hole, shapes[0], corner_of(cells[0]), whole.side)) < LEAST_INSIDE:
            continue
        wide = width_for(whole.side)
        if count_ways(mask_of(hole, wide), [[Form.of(shape, wide)] for shape in shapes]) == 1:
            return Tangram(cut, tuple(sorted((one, other))), (0, 0), (False, False))
    raise Redraw


def _edges(side: int, corner: Cell, size: tuple[int, int]) -> int:
    """How many edges of the board a rectangle touches."""
    (top, left), (high, wide) = corner, size
    return (top == 0) + (left == 0) + (top + high == side) + (left + wide == side)


def _places(state: Tangram, number: int) -> list[Cell]:
    """The upper left corners of all wrong rectangles that a piece, as it is shown, might be thought to have.

    They touch as many edges of the board as the right one: options that differ in this would be easy to tell.
    """
    size = high, wide = size_of(state.shown(number))
    right = corner_of(state.pieces[number])
    edges, side = _edges(state.side, right, size), state.side
    corners = [(top, left) for top in range(side - high + 1) for left in range(side - wide + 1)]
    return [corner for corner in corners if corner != right and _edges(side, corner, size) == edges]


def _inside(state: Tangram, number: int) -> list[Cell]:
    """Those of the wrong places in which a piece covers empty cells only."""
    return _inside_of(state.hole, state.shown(number), corner_of(state.pieces[number]), state.side)


def _inside_of(hole: set[Cell], shape: Shape, right: Cell, side: int) -> list[Cell]:
    """As `_inside`, for a shape whose right place has its upper left corner at `right`."""
    size, wide, before = size_of(shape), width_for(side), shape[0][1]
    edges, mask, outside = _edges(side, right, size), mask_of(shape, wide), ~mask_of(hole, wide)
    found = []
    # The first cell of the shape lies in its first row, wherever in the hole it is.
    for row, column in sorted(hole):
        corner = row, column - before
        fits = column >= before and not mask << row * wide + column - before & outside
        if fits and corner != right and _edges(side, corner, size) == edges:
            found.append(corner)
    return found


def piece_placement(state: Tangram, rng: Rng) -> Question:
    """Where must one of two removed pieces go?"""
    numbers = [number for number in state.removed if len(_inside(state, number)) >= LEAST_INSIDE]
    number = rng.choice(numbers)
    other = next(piece for piece in state.removed if piece != number)
    shape = state.shown(number)
    high, wide = size_of(shape)
    right = corner_of(state.pieces[number])
    texts = {_rectangle(corner, high, wide): corner for corner in [right, *_wrong_corners(state, number, rng)]}
    answer = _rectangle(right, high, wide)
    options = shuffled_options(rng, answer, list(texts), LISTED)
    return Question(
        f"Pieces {joined([str(piece) for piece in state.removed])} have been removed and lie as they must be put back: "
        "they may be shifted, but neither turned nor flipped. Together they fill the empty cells exactly. What is "
        f"then the smallest rectangle around piece {number}, from its upper left to its lower right cell?",
        answer,
        (
            hole_line(state),
            *(tray_line(state, piece) for piece in (number, other)),
            *(
                _option_line(state, letter, number, other, texts[option])
                for letter, option in zip(LETTERS, options, strict=False)
            ),
            f"So piece {number} goes to {answer}.",
        ),
        options,
        evidence=(("hole", ("hole",)), removed_place(number), removed_place(other)),
    )


def _wrong_corners(state: Tangram, number: int, rng: Rng) -> list[Cell]:
    """Wrong places: most cover empty cells only, the others some; the right one is as often in their midst as not."""
    shape, hole, right = state.shown(number), state.hole, corner_of(state.pieces[number])
    inside = _inside(state, number)
    outside = [corner for corner in _places(state, number) if 0 < len(set(at(shape, corner)) & hole) < len(shape)]
    if len(inside) + len(outside) < LISTED - 1:
        raise Redraw
    wanted = rng.below(LISTED)
    best: tuple[int, list[Cell]] | None = None
    for _ in range(DRAWS):
        chosen = rng.sample(inside, LEAST_INSIDE)
        others = [*rng.shuffled(outside), *(corner for corner in inside if corner not in chosen)]
        corners = [right, *chosen, *others[: LISTED - 1 - LEAST_INSIDE]]
        apart = [sum(distance(one, other) for other in corners) for one in corners]
        off = abs(sum(gap < apart[0] for gap in apart) + sum(gap == apart[0] for gap in apart) // 2 - wanted)
        if best is None or off < best[0]:
            best = off, corners[1:]
    assert best is not None
    return best[1]


def _rectangle(corner: Cell, high: int, wide: int) -> str:
    return f"{write_cell(corner)} to {write_cell((corner[0] + high - 1, corner[1] + wide - 1))}"


def _option_line(state: Tangram, letter: str, number: int, other: int, corner: Cell) -> str:
    """What a place of a piece leaves for the other piece."""
    covered = at(state.shown(number), corner)
    taken = [cell for cell in covered if cell not in state.hole]
    if taken:
        return (
            f"{letter}: piece {number} would cover {write_cell(taken[0])}, where piece {state.number_at(taken[0])} is."
        )
    left = sorted(state.hole - set(covered))
    shape, rest = state.shown(other), shape_of(left)
    line = f"{letter}: piece {number} covers {spans(covered)} and leaves {spans(left)}"
    if rest == shape:
        return f"{line}, which is exactly piece {other}."
    high, wide = size_of(rest)
    if (high, wide) != size_of(shape):
        own_high, own_wide = size_of(shape)
        return f"{line}: {high} high and {wide} wide, while piece {other} is {own_high} high and {own_wide} wide."
    lacking = min(set(at(shape, corner_of(left))) - set(left))
    return f"{line}: as high and wide as piece {other}, which would also need {write_cell(lacking)}."


def new_holed_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board with several adjacent pieces removed and turned."""
    parameters = LEVELS[level]
    return engine.new_board(parameters.side, rng.between(*parameters.pieces), FILL_REMOVED[level], rng, accept)


def fill_hole(state: Tangram, rng: Rng) -> Question:
    """How are all removed pieces put back?"""
    if all(turn == 0 for turn in state.turns):
        raise Redraw
    # In how many ways the pieces fill the hole does not depend on the order.
    counts = [count_cases(state, order) for order in ORDERS]
    if counts[0].ways != 1:
        raise Redraw
    least = min(counts, key=lambda count: count.lines)
    if least.lines > MOST_CASES:
        raise Redraw
    shortest, _ = cases(state, state.removed, frozenset(state.hole), ORDERS[counts.index(least)])
    entries, lines = [], []
    for number in state.removed:
        cells = state.pieces[number]
        quarters = fitting_turns(state.shown(number), shape_of(cells))[0]
        corner = write_cell(corner_of(cells))
        entries.append(f"{number}: {quarters * 90} {corner}")
        lines.append(
            f"So piece {number}, {CLOCKWISE_NAMES[quarters]}, covers {spans(cells)}; the upper left corner of its "
            f"rectangle is {corner}."
        )
    return Question(
        f"Pieces {joined([str(number) for number in state.removed])} have been removed. Put all of them back so that "
        "they fill the empty cells exactly. They may be turned in the plane, but not flipped.",
        "; ".join(entries),
        (hole_line(state), *(tray_line(state, number) for number in state.removed), *shortest, *lines),
        evidence=(("hole", ("hole",)), *(removed_place(number) for number in state.removed)),
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


COVERS_EMPTY_CELLS = Shortcut[Tangram](
    "a place that covers empty cells only", lambda state, question: _places_inside(state, question.options)
)


def _places_inside(state: Tangram, options: Sequence[str]) -> list[str]:
    return [
        option
        for option in options
        if any(
            option == _rectangle(corner, *size_of(state.shown(number)))
            for number in state.removed
            for corner in (corner_of(state.pieces[number]), *_inside(state, number))
        )
    ]
