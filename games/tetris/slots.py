"""Stacks with a slot into which a piece fits, so that it fills a number of rows that is drawn first."""

from __future__ import annotations

from functools import cache

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.rng import Rng

from . import engine
from .engine import FREE_ROWS, SIDES, Board, Falling
from .pieces import ALL_TURNS, KINDS, Turn
from .stacks import TURNS, above_stack, kept, random_turn, shift_asked

NEAR_FULL = {"easy": (4, 4), "medium": (4, 6), "hard": (5, 8)}
"""Least and most rows of a stack with a slot, each of which lacks few cells."""

LACKING = {"easy": (9, 12)}
"""How many cells these rows lack together, drawn for itself: on small boards it would tell of the rows that can be
filled."""

MOST_LOOSE = 2
"""Most rows above these, of which each has few cells."""

MOST_DROPS = {"easy": 8, "medium": 10, "hard": 12}
"""Most drops that the reasoning looks at."""

ROWS_CLEARED = {"easy": (15, 35, 30, 20, 0), "medium": (15, 35, 30, 13, 7), "hard": (15, 35, 30, 13, 7)}
"""How frequent 0 to 4 rows are as the most that a drop can clear, in percent. There are too few boards of eight rows on
which it can clear four."""

ROWS_REMOVED = {"easy": (15, 40, 30, 15, 0), "medium": (15, 40, 30, 10, 5), "hard": (15, 40, 30, 10, 5)}
"""The same for the drop that is asked for its outcome."""

CLEARABLE = (KINDS, KINDS, KINDS, ("L", "J", "I"), ("I",))
"""The pieces that can fill 0 to 4 rows."""

DECOYS_TRIED = 30
"""In so many tries more rows than the best drop fills must look as if they could be filled."""

TRIED = 60
"""Stacks that are tried before all is drawn anew."""


@cache
def completable(turn: Turn) -> tuple[int, ...]:
    """The rows of a piece below which it has no cell in any other column: only there may a row of the board lack
    nothing but the piece's cells, since all columns of the piece are open from above."""
    found, below = [], 0
    for place in reversed(range(turn.height)):
        below |= turn.rows[place]
        if turn.rows[place] == below:
            found.append(place)
    return tuple(found)


def without(row: int, columns: int, count: int, rng: Rng) -> int:
    """A row of bits without some more cells, at random among these columns."""
    for column in rng.sample(engine.columns_in(row & columns), count):
        row &= ~(1 << column)
    return row


def with_slot(level: str, turn: Turn, filled: int, rng: Rng) -> tuple[list[int], int, int]:
    """A stack into which a piece fits in this turn so that it fills so many rows, and the row and column of its box.

    Raises:
        Redraw: the turn can't fill so many rows.
    """
    side = SIDES[level]
    full = (1 << side) - 1
    top = side - max(turn.height, rng.between(*NEAR_FULL[level]))
    column = rng.below(side - turn.width + 1)
    row = rng.between(top, side - turn.height)
    possible = completable(turn)
    if len(possible) < filled:
        raise Redraw
    completed = rng.sample(possible, filled)
    settled = [0] * side
    opened = 0
    for number in range(side - 1, top - 1, -1):
        place = number - row
        within = 0 <= place < turn.height
        if within:
            opened |= turn.rows[place] << column
        bits = full & ~opened
        # What supports the piece stays.
        supporting = 0
        if place == turn.height:
            supporting = turn.rows[-1] << column
        if not (within and place in completed):
            lacks = rng.between(1, 3) if opened == 0 or within or rng.chance(1, 2) else 0
            bits = without(bits, full & ~supporting, lacks, rng)
        settled[number] = bits
    return _roughened(settled, top, opened, rng), row, column


def _roughened(settled: list[int], top: int, opened: int, rng: Rng) -> list[int]:
    """The stack with a loose row or two on top, where there is room, and where that covers no slot."""
    side = len(settled)
    for number in range(top - 1, max(FREE_ROWS, top - rng.between(0, MOST_LOOSE)) - 1, -1):
        below = settled[number + 1] & ~opened
        columns = engine.columns_in(below)
        keep_count = min(len(columns), rng.between(1, max(1, side // 2)))
        settled[number] = sum(1 << column for column in rng.sample(columns, keep_count))
    return settled


def new_clearable(level: str, rng: Rng, accept: Accept) -> Board:
    """A board of which the most rows that a drop can clear, and the piece, are drawn first."""
    wanted = rng.steady("rows cleared").weighted(ROWS_CLEARED[level])
    return _clearable(level, wanted, rng, accept)


def new_worth_dropping(level: str, rng: Rng, accept: Accept) -> Board:
    """The same, with a row to clear at least."""
    wanted = 1 + rng.steady("rows cleared").weighted(ROWS_CLEARED[level][1:])
    return _clearable(level, wanted, rng, accept)


def _clearable(level: str, wanted: int, rng: Rng, accept: Accept) -> Board:
    kind = rng.steady("piece").choice(CLEARABLE[wanted])
    is_plain = rng.steady("plain").chance(1, 4) or (level in LACKING and wanted > 2)
    lacking = rng.steady("lacking").between(*LACKING[level]) if level in LACKING else 0
    for attempt in range(TRIED):
        settled = _stack_for(level, kind, wanted, rng)
        if lacking and _thin_out(settled, lacking, rng) != lacking and attempt < DECOYS_TRIED:
            continue
        # Mostly some rows lack cells side by side, open from above, that the best drop does not fill.
        if not is_plain and attempt < DECOYS_TRIED and len(engine.gaps_of(settled)) == wanted:
            continue
        drops = engine.telling_drops(settled, kind)
        if len(drops) <= MOST_DROPS[level] and engine.most_filled(drops) == wanted:
            return kept(settled, above_stack(settled, random_turn(kind, rng), rng), accept)
    raise Redraw


def _thin_out(settled: list[int], lacking: int, rng: Rng) -> int:
    """Takes cells away, until the rows of the stack lack so many, but none from rows that look as if they could be
    filled; tells how many they lack then."""
    side = len(settled)
    gaps = engine.gaps_of(settled)
    rows = [row for row, bits in enumerate(settled) if bits and row not in gaps]
    missing = sum(side - bits.bit_count() for bits in settled if bits)
    for _ in range(lacking - missing if rows else 0):
        row = rng.choice(rows)
        if settled[row].bit_count() > 1:
            settled[row] = without(settled[row], settled[row], 1, rng)
            missing += 1
    return missing


def _stack_for(level: str, kind: str, wanted: int, rng: Rng) -> list[int]:
    """A stack with a slot for a piece; where no row is wanted, it is a slot for another piece, or every row lacks one
    more cell."""
    if wanted == 0 and rng.chance(1, 2):
        turn = rng.choice([turn for turn in TURNS if turn.kind != kind and completable(turn)])
        return with_slot(level, turn, 1, rng)[0]
    turns = [turn for turn in ALL_TURNS[kind] if len(completable(turn)) >= wanted]
    return with_slot(level, rng.choice(turns), wanted, rng)[0]


def new_dropped(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose piece fills a number of rows that is drawn first, once it has been moved sideways as asked."""
    wanted = rng.steady("rows removed").weighted(ROWS_REMOVED[level])
    kind = rng.steady("piece").choice(CLEARABLE[wanted])
    asked, side = shift_asked(rng), SIDES[level]
    for _ in range(TRIED):
        turn = rng.choice([turn for turn in ALL_TURNS[kind] if len(completable(turn)) >= wanted])
        settled, _, column = with_slot(level, turn, wanted, rng)
        if not 0 <= column - asked <= side - turn.width:
            continue
        drop = engine.drop_at(settled, engine.tops_of(settled), turn, column)
        if len(drop.filled) == wanted:
            row = above_stack(settled, turn, rng).row
            return kept(settled, Falling(turn, row, column - asked), accept)
    raise Redraw
