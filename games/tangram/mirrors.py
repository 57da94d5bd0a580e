"""The question about mirror images: boards with pieces that a rough look can't tell apart, and the comparison."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from gameqa.answers import write_cell
from gameqa.contract import LETTERS, Accept, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined

from . import engine
from .engine import LEVELS, Tangram
from .shapes import Shape, are_mirror_images, families, fitting_turns, flipped, shape_of, size_of, turned
from .telling import at, corner_of, spans

PIECES = {"easy": 6, "medium": 8, "hard": 9}
CELLS = {"easy": (4, 4), "medium": (5, 5), "hard": (6, 7)}
"""How many cells each of the alike pieces has."""

ALIKE = {"easy": 4, "medium": 5, "hard": 5}
"""How many pieces have as many cells, and as large a rectangle, as the two that are mirror images."""

TRIES = 40


def new_mirror_board(level: str, rng: Rng, accept: Accept) -> Tangram:
    """A board on which exactly two pieces are mirror images of each other, among others of their size."""
    side, count = LEVELS[level].side, rng.between(*CELLS[level])
    kinds = rng.shuffled(rng.choice(families(count)))
    first = rng.choice(kinds[0])
    shapes = [first, flipped(first), *_decoys(kinds[1:], ALIKE[level] - 2, rng)]
    for _ in range(TRIES):
        try:
            placed = _laid_out(shapes, side, rng)
            cut = engine.new_cut(side, PIECES[level], rng, placed)
        except Redraw:
            continue
        alike = {cut[row][column] for (row, column), *_ in placed}
        others = [number for number in Tangram(cut, (), (), ()).pieces if number not in alike]
        removed = rng.choice(others)
        state = Tangram(cut, (removed,), (rng.below(4),), (False,))
        if engine.fits_tray(state.pieces[removed]) and len(mirror_pairs(state)) == 1 and accept(engine.cut_key(cut)):
            return state
    raise Redraw


def _decoys(kinds: Sequence[Sequence[Shape]], count: int, rng: Rng) -> list[Shape]:
    """Shapes none of which is a mirror image of another: two forms of each kind that turning alone makes equal."""
    found: list[Shape] = []
    for forms in kinds:
        form = rng.choice(forms)
        found += [form, form]
    return found[:count] if len(found) >= count else [*found, *found[: count - len(found)]]


def _laid_out(shapes: Sequence[Shape], side: int, rng: Rng) -> list[list[Cell]]:
    """The shapes, turned at random, at free places of the board."""
    placed: list[list[Cell]] = []
    for shape in shapes:
        placed.append(somewhere(turned(shape, rng.below(4)), side, {cell for own in placed for cell in own}, rng))
    return placed


def somewhere(shape: Shape, side: int, taken: set[Cell], rng: Rng) -> list[Cell]:
    """A shape at a random free place of the board; Redraw where it finds none."""
    high, wide = size_of(shape)
    for _ in range(12 if max(high, wide) <= side else 0):
        cells = at(shape, (rng.below(side - high + 1), rng.below(side - wide + 1)))
        if taken.isdisjoint(cells):
            return cells
    raise Redraw


def mirror_pairs(state: Tangram) -> list[tuple[int, int]]:
    """The pairs of pieces on the board that are mirror images of each other."""
    shapes = {number: shape_of(state.pieces[number]) for number in state.on_board}
    return [pair for pair in combinations(shapes, 2) if are_mirror_images(shapes[pair[0]], shapes[pair[1]])]


def _size_key(shape: Shape) -> tuple[int, ...]:
    return len(shape), *sorted(size_of(shape))


def alike_pieces(state: Tangram) -> list[int]:
    """The pieces on the board with as many cells and as large a rectangle as the mirror images."""
    sizes = {number: _size_key(shape_of(state.pieces[number])) for number in state.on_board}
    wanted = sizes[mirror_pairs(state)[0][0]]
    return [number for number, size in sizes.items() if size == wanted]


def mirror_pair(state: Tangram, rng: Rng) -> Question:
    """Which two pieces on the board are mirror images of each other?"""
    one, other = mirror_pairs(state)[0]
    alike = alike_pieces(state)
    pairs = {f"{first} and {second}": (first, second) for first, second in combinations(alike, 2)}
    name = f"{one} and {other}"
    options = shuffled_options(rng, name, rng.shuffled(list(pairs)), min(8, len(pairs)))
    return Question(
        "Exactly two of the pieces that are still on the board are mirror images of each other: flipping one of them "
        "over, and perhaps turning it, gives the other, but turning alone does not. Which two are they?",
        name,
        (
            *(f"Piece {number} covers {spans(state.pieces[number])}." for number in alike),
            "Only turns that give both pieces the same height and width are compared.",
            *(f"{letter}: {_verdict(state, *pairs[option])}" for letter, option in zip(LETTERS, options, strict=False)),
            f"So pieces {one} and {other} are mirror images.",
        ),
        options,
        evidence=tuple((f"piece {number}", ("piece", number)) for number in (one, other)),
    )


_TURNS = ("not turned", "turned 90 degrees clockwise", "turned 180 degrees", "turned 90 degrees counterclockwise")


def _verdict(state: Tangram, one: int, other: int) -> str:
    """Whether two pieces are mirror images, and why."""
    shape, wanted = shape_of(state.pieces[one]), shape_of(state.pieces[other])
    plain = fitting_turns(shape, wanted)
    if plain:
        how = f", {_TURNS[plain[0]]}," if plain[0] else ""
        return f"piece {one}{how} equals piece {other} without a flip."
    mirrored = fitting_turns(flipped(shape), wanted)
    corner = corner_of(state.pieces[other])
    if mirrored:
        return (
            f"piece {one}, flipped left to right and put onto piece {other} {_TURNS[mirrored[0]]}, covers exactly "
            f"its cells; not flipped, it {_misses(shape, wanted, corner)}."
        )
    return f"piece {one}, flipped left to right and put onto piece {other}, {_misses(flipped(shape), wanted, corner)}."


def _misses(shape: Shape, wanted: Shape, corner: Cell) -> str:
    """Which cell of a piece a shape leaves uncovered, for every turn that has the piece's height and width."""
    told = []
    for quarters in range(4):
        form = turned(shape, quarters)
        if size_of(form) == size_of(wanted):
            lacking = min(set(at(wanted, corner)) - set(at(form, corner)))
            told.append(f"{write_cell(lacking)} when {_TURNS[quarters]}")
    return f"leaves out {joined(told)}"


EQUAL_SIZES = Shortcut[Tangram](
    "two pieces with as many cells and as large a rectangle",
    lambda state, question: [option for option in question.options if _of_equal_size(state, option)],
)


def _of_equal_size(state: Tangram, option: str) -> bool:
    one, other = (shape_of(state.pieces[int(number)]) for number in option.split(" and "))
    return _size_key(one) == _size_key(other)
