"""The reasoning about falling pieces and the rows that they fill."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.answers import write_cell, write_cells
from gameqa.grid import Cell
from gameqa.wording import count_of, joined, verb

from . import engine
from .engine import Board, Drop, Falling, Gap
from .pieces import Turn, turns_of

ARTICLES = {"I": "an", "O": "an", "T": "a", "L": "an", "J": "a", "S": "an", "Z": "a"}
"""The article before the name of a piece."""

DESCRIPTIONS = {
    "I": ("four cells side by side in one row", "four cells one above another in one column"),
    "O": ("a square of two by two cells",),
    "T": (
        "three cells side by side and a fourth above the middle one",
        "three cells one above another and a fourth to the right of the middle one",
        "three cells side by side and a fourth below the middle one",
        "three cells one above another and a fourth to the left of the middle one",
    ),
    "L": (
        "three cells side by side and a fourth above the right one",
        "three cells one above another and a fourth to the right of the lowest one",
        "three cells side by side and a fourth below the left one",
        "three cells one above another and a fourth to the left of the highest one",
    ),
    "J": (
        "three cells side by side and a fourth above the left one",
        "three cells one above another and a fourth to the right of the highest one",
        "three cells side by side and a fourth below the right one",
        "three cells one above another and a fourth to the left of the lowest one",
    ),
    "S": (
        "two cells side by side and above them two more, one column further right",
        "two cells one above another and to their right two more, one row further down",
    ),
    "Z": (
        "two cells side by side and above them two more, one column further left",
        "two cells one above another and to their right two more, one row further up",
    ),
}
"""What every turn of every piece looks like."""

UPRIGHT = {"L": 1, "J": 3}
"""The turn in which the line of a piece stands upright and its fourth cell is beside the lowest one."""

QUARTERS = ("", "a quarter turn clockwise", "half a turn", "a quarter turn counterclockwise")


def named(kind: str) -> str:
    """A piece with its article: an L."""
    return f"{ARTICLES[kind]} {kind}"


def _cells_line(piece: Falling) -> str:
    return f"The cells of the falling piece are {write_cells(piece.cells)}."


def shape_lines(piece: Falling) -> list[str]:
    """What piece the falling cells are."""
    turn = piece.turn
    lines = [
        _cells_line(piece),
        f"They are {DESCRIPTIONS[turn.kind][turn.number]}.",
    ]
    if turn.kind in UPRIGHT:
        quarters = (UPRIGHT[turn.kind] - turn.number) % 4
        when = f"Turned {QUARTERS[quarters]}, the line stands" if quarters else "The line stands"
        side, other = ("right", "a J") if turn.kind == "L" else ("left", "an L")
        lines.append(
            f"{when} upright with the fourth cell beside its lowest one, on the {side}: it is {named(turn.kind)}, not "
            f"{other}."
        )
    elif turn.kind in "SZ":
        when = "Turned a quarter turn, the pairs lie" if turn.number else "The pairs lie"
        side, other = ("right", "a Z") if turn.kind == "S" else ("left", "an S")
        lines.append(f"{when} flat, and the upper one is further {side}: it is {named(turn.kind)}, not {other}.")
    else:
        lines.append(f"So it is {named(turn.kind)}.")
    return lines


def shift_lines(settled: engine.Rows, piece: Falling, asked: int, after: Falling) -> list[str]:
    """Where the piece is, and where it gets when it is moved sideways."""
    lines = [_cells_line(piece)]
    if not asked:
        return lines
    side = "right" if asked > 0 else "left"
    made = abs(after.column - piece.column)
    moved = f"{count_of(made, 'column')} to the {side}"
    if made < abs(asked):
        step = 1 if asked > 0 else -1
        hit = _in_the_way(settled, after, step)
        stop = f"the settled cell {write_cell(hit)}" if hit else "the wall"
        if made:
            lines.append(f"After {moved} {stop} stops it: its cells are then {write_cells(after.cells)}.")
        else:
            lines.append(f"It can't move to the {side} at all: {stop} is in its way.")
    else:
        lines.append(f"Moved {moved}, its cells are {write_cells(after.cells)}.")
    return lines


def _in_the_way(settled: engine.Rows, piece: Falling, step: int) -> Cell | None:
    """The first settled cell that keeps a piece from moving sideways by one column; None where the wall does."""
    for _, column in piece.cells:
        if not 0 <= column + step < len(settled):
            return None
    for row, column in piece.cells:
        if settled[row] >> column + step & 1:
            return row, column + step
    return None


def fall_lines(settled: engine.Rows, piece: Falling) -> list[str]:
    """How far the piece falls, column by column."""
    lines, gaps = [], []
    side = len(settled)
    for cell, below, gap in engine.falls(settled, piece):
        what = f"the floor is below row {side - 1}" if below == side else f"the next settled cell is {(below, cell[1])}"
        lines.append(
            f"Column {cell[1]}: below the piece's lowest cell {write_cell(cell)} {what}, with "
            f"{count_of(gap, 'empty row')} between."
        )
        gaps.append(gap)
    least = min(gaps)
    if len(gaps) == 1:
        lines.append(f"So the piece moves down {count_of(least, 'row')} before it rests.")
    else:
        lines.append(f"The smallest of these numbers is {least}, so the piece moves down {count_of(least, 'row')}.")
    return lines


def row_lines(settled: engine.Rows, kind: str) -> list[str]:
    """For every row of the stack, from the bottom, what it lacks and whether a drop could fill it."""
    side = len(settled)
    gaps = engine.gaps_of(settled)
    tops = engine.tops_of(settled)
    widest = max(count for turn in turns_of(kind) for count in turn.counts)
    lines: list[str] = []
    sparse: list[tuple[int, int]] = []
    for row in range(side - 1, -1, -1):
        if not settled[row]:
            break
        columns = engine.columns_in(engine.missing(settled[row], side))
        covered = next((column for column in columns if tops[column] < row), None)
        if covered is not None:
            lines.append(
                f"Row {row} lacks {write_cell((row, covered))}, but the settled cell "
                f"{write_cell((tops[covered], covered))} above it keeps every drop away."
            )
        elif len(columns) > widest:
            sparse.append((row, len(columns)))
        elif row not in gaps:
            lines.append(f"Row {row} lacks {_cells_in(row, columns)}, which are not side by side.")
        elif not engine.ways_into(gaps[row], kind, side):
            lines.append(
                f"Row {row} lacks {_cells_in(row, columns)}, but in no turn does {named(kind)} have a row of exactly "
                f"{count_of(len(columns), 'cell')}{_that_fits(gaps[row], kind)}."
            )
        else:
            lines.append(f"Row {row} lacks only {_cells_in(row, columns)}, open from above: it can be filled.")
    if sparse:
        rows = joined([str(row) for row, _ in sparse])
        counts = joined([str(count) for _, count in sparse])
        lines.append(
            f"Row{verb(len(sparse), '', 's')} {rows} {verb(len(sparse), 'lacks', 'lack')} {counts} cells: "
            f"{named(kind)} has at most {widest} in a row."
        )
    return lines


def _that_fits(gap: Gap, kind: str) -> str:
    """What is added where a row of the piece has the right length, but the piece would stick out of the board."""
    counts = {count for turn in turns_of(kind) for count in turn.counts}
    return " that fits between the walls" if gap.length in counts else ""


def _cells_in(row: int, columns: Sequence[int]) -> str:
    return joined([write_cell((row, column)) for column in columns])


def way_lines(settled: engine.Rows, kind: str) -> list[str]:
    """For every gap of rows that can be filled, which turns bring exactly its cells into its columns."""
    side = len(settled)
    rows_of: dict[Gap, list[int]] = {}
    for row, gap in sorted(engine.gaps_of(settled).items(), reverse=True):
        rows_of.setdefault(gap, []).append(row)
    lines = []
    for gap, rows in rows_of.items():
        ways = engine.ways_into(gap, kind, side)
        if not ways:
            continue
        columns = [str(gap.column + place) for place in range(gap.length)]
        told = joined([_way(turn, column) for turn, column in ways], "or")
        lines.append(
            f"To fill row {joined(list(map(str, rows)), 'or')}, a row of the piece must have exactly "
            f"{count_of(gap.length, 'cell')}, in column{verb(gap.length, '', 's')} {joined(columns)}: {told}."
        )
    return lines


def _way(turn: Turn, column: int) -> str:
    return f"turn {turn.number} at column {column}"


def drop_line(settled: engine.Rows, drop: Drop) -> str:
    """Where a drop ends, why, and what it fills."""
    side = len(settled)
    row, column = next(
        (cell[0] + 1, cell[1])
        for cell, _, gap in engine.falls(settled, Falling(drop.turn, drop.row, drop.column))
        if gap == 0
    )
    stop = "the floor" if row == side else f"the settled cell {write_cell((row, column))}"
    rows = joined([str(row) for row in drop.filled])
    outcome = f"fills row{verb(len(drop.filled), '', 's')} {rows}" if drop.filled else "fills no row"
    way = f"Turn {drop.turn.number} at column {drop.column}"
    return f"{way} comes to rest on {stop} with its cells at {write_cells(drop.cells)}: it {outcome}."


def drop_lines(board: Board, drops: Sequence[Drop]) -> list[str]:
    """The whole argument about the most rows that a drop can fill, up to the conclusion."""
    kind = board.piece.turn.kind
    return [
        f"The falling piece is {named(kind)}. A drop fills a row only if a row of the piece takes exactly the cells "
        "that it lacks, and these must be open from above.",
        *row_lines(board.settled, kind),
        *way_lines(board.settled, kind),
        *(drop_line(board.settled, drop) for drop in drops),
    ]


def outcome_lines(settled: engine.Rows, piece: Falling) -> list[str]:
    """What the rows are in which a piece has come to rest, and what moves down."""
    side = len(settled)
    rows = engine.with_piece(settled, piece)
    full = engine.full_rows(rows)
    lines = [f"It comes to rest with its cells at {write_cells(piece.cells)}."]
    for row in range(piece.row, piece.row + piece.turn.height):
        lacking = engine.columns_in(engine.missing(rows[row], side))
        if not lacking:
            lines.append(f"Row {row} is now full.")
        elif len(lacking) <= 4:
            lines.append(f"Row {row} still lacks {_cells_in(row, lacking)}.")
        else:
            lines.append(f"Row {row} still lacks {len(lacking)} cells.")
    if not full:
        lines.append("No row is full, so nothing is removed.")
        return lines
    removed = joined([str(row) for row in full])
    lines.append(
        f"Row{verb(len(full), '', 's')} {removed} {verb(len(full), 'is', 'are')} removed, and the rows above "
        f"{verb(len(full), 'it', 'them')} move down."
    )
    top = next(row for row, bits in enumerate(rows) if bits)
    for row in range(full[-1] - 1, top - 1, -1):
        if row not in full:
            down = sum(other > row for other in full)
            lines.append(f"What was row {row} is now row {row + down}.")
    return lines
