"""Questions about what is seen: Pac-Man, beans around and ahead of him, the nearer ghost."""

from __future__ import annotations

from functools import cache
from itertools import product

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, beside, distance, named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import boards
from .engine import Board
from .field import BLINKY, PINKY

PACMAN = "Pac-Man"

BEANS_NEARBY = {"easy": (1, 11), "medium": (3, 14), "hard": (4, 17)}
"""Least and greatest answer of beans_nearby."""

BEANS_AHEAD = {"easy": (0, 4), "medium": (0, 6), "hard": (1, 8)}
"""Least and greatest answer of beans_ahead."""

FAR, TRIES = 4, 60
"""How many rows and columns the two pairs of cells of position_and_direction are apart at most, and how many ways are
tried."""

GHOST_DISTANCES = {"easy": (4, 9), "medium": (5, 13), "hard": (7, 18)}
"""Least and greatest Manhattan distance of the nearer ghost."""

EQUAL = "Both are equally near."
NEARER = {PINKY: "Pinky is nearer.", BLINKY: "Blinky is nearer."}
VERDICTS = (*NEARER.values(), EQUAL)


def pacman_evidence(board: Board) -> tuple[str, Place]:
    """Pac-Man's cell."""
    return named_cell(PACMAN, board.pacman)


def ghost_evidence(board: Board, name: str) -> tuple[str, Place]:
    """A ghost's cell."""
    return named_cell(name, board.ghost(name))


def _pose(cell: Cell, facing: int) -> str:
    return f"{write_cell(cell)}, {DIRECTIONS[facing]}"


def new_facing_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose Pac-Man faces a direction that is drawn first."""
    wanted = rng.steady("facing").below(4)
    walk = boards.new_walk(level, rng, accept)
    moments = [moment for moment in walk.moments if moment.facing == wanted]
    if not moments:
        raise Redraw
    moment = rng.choice(moments)
    homes = walk.homes(moment)
    pinky = some_bit(homes, rng)
    return walk.board(moment, pinky, some_bit(homes & ~pinky, rng))


def _two_pairs(board: Board, rng: Rng) -> set[Cell]:
    """Pac-Man's cell with one beside it, and two cells elsewhere that lie like them; all of them floor.

    Each of the four lies to the others as one of the other pair does, so that none is in the middle of all.
    """
    cell, field = board.pacman, board.field

    def is_floor(place: Cell) -> bool:
        return max(place) < field.side and bool(field.bit(place) & field.floor)

    near = rng.choice([place for place in beside(cell) if is_floor(place)])
    for _ in range(TRIES):
        down, across = rng.between(-FAR, FAR), rng.between(-FAR, FAR)
        places = {(row + down, column + across) for row, column in (cell, near)}
        if not places & {cell, near} and all(min(place) >= 0 and is_floor(place) for place in places):
            return {cell, near, *places}
    raise Redraw


def position_and_direction(board: Board, rng: Rng) -> Question:
    """Where is Pac-Man, and which way does he face?"""
    (row, column), facing = board.pacman, board.facing
    facings = facing, (facing + rng.between(1, 3)) % 4
    # Each of four cells with each of two directions: so counting any of them tells nothing.
    poses = product(_two_pairs(board, rng), facings)
    return Question(
        "In which cell is Pac-Man, and in which direction does he face? The options give his cell, then the direction.",
        _pose(board.pacman, facing),
        (
            f"The yellow disc with the open mouth is in row {row}, counted from the top from 0, and in column "
            f"{column}, counted from the left from 0.",
            f"The mouth opens {_to_side(facing)}, so Pac-Man faces {DIRECTIONS[facing]}.",
        ),
        shuffled_options(rng, _pose(board.pacman, facing), [_pose(cell, direction) for cell, direction in poses]),
        evidence=(pacman_evidence(board),),
    )


def _to_side(facing: int) -> str:
    return ("upward", "downward", "to the left", "to the right")[facing]


@cache
def _square(side: int, pacman: int) -> int:
    """The square of 5 x 5 cells around a cell; 0 where it is not all on the board."""
    stride = side + 1
    row, column = divmod(pacman.bit_length() - 1, stride)
    if not (2 <= row < side - 2 and 2 <= column < side - 2):
        return 0
    start = (row - 2) * stride + column - 2
    return sum(0b11111 << start + down * stride for down in range(5))


def new_square_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a number of beans around Pac-Man that is drawn first."""
    wanted = rng.steady("beans").between(*BEANS_NEARBY[level])
    walk = boards.new_walk(level, rng, accept)
    floor, side = walk.field.floor, walk.field.side
    fitting = []
    for moment in walk.moments:
        square = _square(side, moment.pacman)
        if square and (square & floor & ~moment.eaten).bit_count() == wanted:
            fitting.append(moment)
    if not fitting:
        raise Redraw
    moment = rng.choice(fitting)
    homes = walk.homes(moment) & ~_square(side, moment.pacman)
    pinky = some_bit(homes, rng)
    return walk.board(moment, pinky, some_bit(homes & ~pinky, rng))


def beans_nearby(board: Board, rng: Rng) -> Question:
    """The beans in the square of 5 x 5 cells around Pac-Man."""
    row, column = board.pacman
    lines, counts = [], []
    for near in range(row - 2, row + 3):
        columns = [str(place) for place in range(column - 2, column + 3) if board.rows[near][place] == "."]
        counts.append(len(columns))
        if columns:
            lines.append(
                f"Row {near}: {'a bean in column' if len(columns) == 1 else 'beans in columns'} {joined(columns)}, "
                f"{len(columns)}."
            )
        else:
            lines.append(f"Row {near}: no bean, 0.")
    total = sum(counts)
    return Question(
        "How many beans are there in the square of 5 x 5 cells with Pac-Man in its middle?",
        str(total),
        (
            f"Pac-Man is at {write_cell(board.pacman)}, so the square goes from row {row - 2} to row {row + 2} and "
            f"from column {column - 2} to column {column + 2}.",
            *lines,
            f"{' + '.join(map(str, counts))} = {total}, so there {'is' if total == 1 else 'are'} "
            f"{count_of(total, 'bean')} in the square.",
        ),
        evidence=(
            pacman_evidence(board),
            *(("bean", ("cell", *board.field.cell(bit))) for bit in _beans_in_square(board)),
        ),
    )


def _beans_in_square(board: Board) -> list[int]:
    field = board.field
    return list(bits_of(_square(field.side, field.bit(board.pacman)) & board.beans))


def new_ghosts_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which a ghost that is drawn first is nearer, or none; in most uneven cases the other one looks
    nearer by eye."""
    wanted = rng.steady("nearer").choice(VERDICTS)
    by_eye = rng.steady("eye").chance(2, 3)
    walk = boards.new_walk(level, rng, accept)
    low, high = GHOST_DISTANCES[level]
    field = walk.field
    for moment in walk.in_random_order(rng, 6):
        pacman = field.cell(moment.pacman)
        homes = walk.homes(moment)
        for _ in range(12):
            one, other = some_bit(homes, rng), some_bit(homes, rng)
            if one == other:
                continue
            near, far = field.cell(one), field.cell(other)
            gap = distance(far, pacman) - distance(near, pacman)
            if gap < 0:
                one, other, near, far, gap = other, one, far, near, -gap
            if not low <= distance(near, pacman) <= high or gap > 3 or (gap == 0) != (wanted == EQUAL):
                continue
            straight = _square_distance(near, pacman) - _square_distance(far, pacman)
            if gap and (straight > 0) != by_eye:
                continue
            if wanted == NEARER[BLINKY] or (wanted == EQUAL and rng.chance(1, 2)):
                one, other = other, one
            return walk.board(moment, one, other)
    raise Redraw


def _square_distance(one: Cell, other: Cell) -> int:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


def nearer_by_eye(board: Board, question: Question) -> list[str]:
    """What the straight line says."""
    pinky, blinky = (_square_distance(board.ghost(name), board.pacman) for name in (PINKY, BLINKY))
    return [EQUAL if pinky == blinky else NEARER[PINKY] if pinky < blinky else NEARER[BLINKY]]


def closest_ghost(board: Board, rng: Rng) -> Question:
    """Which ghost is nearer to Pac-Man, walls not counted?"""
    lines, found = [], {}
    (row, column) = board.pacman
    for name in (PINKY, BLINKY):
        cell = board.ghost(name)
        rows, columns = abs(cell[0] - row), abs(cell[1] - column)
        found[name] = rows + columns
        lines.append(
            f"{name} is at {write_cell(cell)}: {count_of(rows, 'row')} and {count_of(columns, 'column')} away, "
            f"{rows} + {columns} = {rows + columns}."
        )
    pinky, blinky = found[PINKY], found[BLINKY]
    if pinky == blinky:
        answer, told = EQUAL, f"Both distances are {pinky}, so the ghosts are equally near."
    else:
        nearer, other = (PINKY, BLINKY) if pinky < blinky else (BLINKY, PINKY)
        answer = NEARER[nearer]
        told = f"{found[nearer]} is less than {found[other]}, so {nearer} is nearer."
    return Question(
        "Which ghost is nearer to Pac-Man? The distance is the difference of their rows plus the difference of their "
        "columns; walls do not matter.",
        answer,
        (f"Pac-Man is at {write_cell(board.pacman)}.", *lines, told),
        shuffled_options(rng, answer, VERDICTS, len(VERDICTS)),
        evidence=(pacman_evidence(board), ghost_evidence(board, PINKY), ghost_evidence(board, BLINKY)),
    )


def new_line_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a number of beans ahead of Pac-Man that is drawn first, mostly with empty cells between."""
    wanted = rng.steady("beans").between(*BEANS_AHEAD[level])
    all_full = wanted > 0 and rng.steady("full").chance(1, 8)
    walk = boards.new_walk(level, rng, accept)
    field = walk.field
    for moment in walk.in_random_order(rng):
        run = field.run(moment.pacman, moment.facing)
        if len(run) < max(1, wanted):
            continue
        line = sum(run)
        beans = (line & ~moment.eaten).bit_count()
        if beans != wanted or (beans == len(run)) != all_full:
            continue
        homes = walk.homes(moment) & ~line
        pinky = some_bit(homes, rng)
        return walk.board(moment, pinky, some_bit(homes & ~pinky, rng))
    raise Redraw


def beans_ahead(board: Board, rng: Rng) -> Question:
    """The beans on the line ahead of Pac-Man."""
    field = board.field
    run = field.run(field.bit(board.pacman), board.facing)
    beans = [bit for bit in run if bit & board.beans]
    last = field.cell(run[-1])
    wall = ahead(last, board.facing)
    cells = [write_cell(field.cell(bit)) for bit in beans]
    total = len(beans)
    if total == len(run):
        told = f"Each of them has a bean: {total}."
    elif beans:
        told = f"Of these cells {joined(cells)} {'has a bean' if total == 1 else 'have beans'}: {total}."
    else:
        told = "None of them has a bean: 0."
    return Question(
        "Pac-Man goes straight on in the direction he faces until a wall stops him, while the ghosts stand still. How "
        "many beans does he eat on the way?",
        str(total),
        (
            f"Pac-Man is at {write_cell(board.pacman)} and faces {DIRECTIONS[board.facing]}; the wall at "
            f"{write_cell(wall)} stops him.",
            f"Before it he passes {joined([write_cell(field.cell(bit)) for bit in run])}.",
            told,
            f"So he eats {count_of(total, 'bean')}.",
        ),
        evidence=(pacman_evidence(board), *(named_cell("cell ahead", field.cell(bit)) for bit in run)),
    )


def cells_ahead(board: Board, question: Question) -> list[str]:
    """The cells before the wall, with a bean or not."""
    field = board.field
    return [str(len(field.run(field.bit(board.pacman), board.facing)))]
