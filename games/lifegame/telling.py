"""Steps of the game of life in words: tables of counts, and the cells that come alive and die."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gameqa.answers import write_cell
from gameqa.grid import Cell
from gameqa.wording import count_of, joined

from .engine import across_edge, across_edges, cells_of, is_alive, live_neighbors, neighbor_bits, neighbors, step

HOW_TO_READ = "The tables give the number of live neighbors of each cell; live cells are in brackets."
PARTS = "The tables leave out rows in which every number would be 0."


def start_line(bits: int, side: int) -> str:
    """How many cells are alive in each row, and in all."""
    counts = [(row, (bits >> row * side & (1 << side) - 1).bit_count()) for row in range(side)]
    told = [f"{count} in row {row}" for row, count in counts if count]
    return f"Live cells at the start, row by row: {', '.join(told)}. That makes {bits.bit_count()}."


def count_row(bits: int, side: int, row: int, columns: Iterable[int]) -> str:
    """The numbers of live neighbors of some cells of a row, those of live cells in brackets."""
    around = neighbor_bits(side)
    found = []
    for place in [row * side + column for column in columns]:
        count = (bits & around[place]).bit_count()
        found.append(f"[{count}]" if bits >> place & 1 else str(count))
    return " ".join(found)


def table_lines(bits: int, side: int, number: int) -> list[str]:
    """The counts of all cells before a step, one line a row."""
    return [f"Step {number}, row {row}: {count_row(bits, side, row, range(side))}" for row in range(side)]


def table_line(bits: int, side: int, number: int) -> str:
    """The same in one line, without the rows that have no live neighbors."""
    shown = [(row, count_row(bits, side, row, range(side))) for row in range(side)]
    told = [f"row {row}: {counts}" for row, counts in shown if set(counts) - set("0 ")]
    return f"Step {number}, {'; '.join(told)}."


def cells_text(cells: Sequence[Cell]) -> str:
    """Cells as running text."""
    return joined([write_cell(cell) for cell in cells])


def _beyond(bits: int, side: int, cell: Cell) -> str:
    """Which live neighbors of a cell lie across an edge, as the end of a phrase."""
    there = [other for other in across_edges(cell, side) if is_alive(bits, side, other)]
    return f", counting {cells_text(there)} across the edge" if there else ""


def change_lines(bits: int, side: int, number: int) -> list[str]:
    """Which cells come alive in a step and which die, with their live neighbors across the edges."""
    following = step(bits, side)
    born, dying = cells_of(following & ~bits, side), cells_of(bits & ~following, side)
    lines = []
    if born:
        told = [write_cell(cell) + _beyond(bits, side, cell) for cell in born]
        lines.append(f"Step {number}: these dead cells have 3 live neighbors and come alive: {'; '.join(told)}.")
    else:
        lines.append(f"Step {number}: no dead cell has exactly 3 live neighbors, so none comes alive.")
    if dying:
        told = [
            f"{write_cell(cell)} with {live_neighbors(bits, side, cell)}{_beyond(bits, side, cell)}" for cell in dying
        ]
        lines.append(
            f"Step {number}: these live cells have fewer than 2 or more than 3 live neighbors and die: "
            f"{'; '.join(told)}."
        )
    else:
        lines.append(f"Step {number}: every live cell has 2 or 3 live neighbors, so none dies.")
    return lines


def sum_line(bits: int, side: int, number: int) -> str:
    """How many cells are alive after a step."""
    following = step(bits, side)
    born, dying = (following & ~bits).bit_count(), (bits & ~following).bit_count()
    left = following.bit_count()
    return (
        f"Step {number}: {bits.bit_count()} + {born} - {dying} = {left}, so {count_of(left, 'cell')} "
        f"{'is' if left == 1 else 'are'} alive after it."
    )


def reach_lines(bits: int, side: int, cell: Cell, count: int) -> list[str]:
    """What must be known to follow a cell for some steps, at least three."""
    needed = [f"the cells up to {away} away after step {count - away}" for away in range(2, count)]
    return [
        f"{write_cell(cell)} is {name(is_alive(bits, side, cell))} at the start. To know it after step {count}, one "
        f"must know {joined([f'its neighbors after step {count - 1}', *needed])}.",
        HOW_TO_READ,
    ]


def window(side: int, middle: int, reach: int) -> list[int]:
    """The rows or columns up to some way from one, across the edges; all of them where these are fewer."""
    if 2 * reach + 1 >= side:
        return list(range(side))
    return [(middle + off) % side for off in range(-reach, reach + 1)]


def window_lines(bits: int, side: int, cell: Cell, reach: int, number: int) -> list[str]:
    """One step of the cells up to some way from a cell: their counts, and which of them change."""
    rows, columns = window(side, cell[0], reach), window(side, cell[1], reach)
    named = ", ".join(map(str, columns))
    which = f"column{'' if len(columns) == 1 else 's'} {named}"
    lines = [f"Step {number}, row {row}, {which}: {count_row(bits, side, row, columns)}" for row in rows]
    if reach:
        following = step(bits, side)
        inside = sum(1 << row * side + column for row in rows for column in columns)
        born, dying = cells_of(following & ~bits & inside, side), cells_of(bits & ~following & inside, side)
        told = [
            f"{cells_text(cells)} {one if len(cells) == 1 else several}"
            for cells, one, several in ((born, "comes alive", "come alive"), (dying, "dies", "die"))
            if cells
        ]
        changes = f"of these cells, {joined(told)}" if told else "none of these cells changes"
        lines.append(f"Step {number}: {changes}.")
    return lines


def fate_line(bits: int, side: int, cell: Cell, number: int) -> str:
    """What becomes of one cell in a step, and why."""
    now, later = is_alive(bits, side, cell), is_alive(step(bits, side), side, cell)
    around = [other for other in neighbors(cell, side) if is_alive(bits, side, other)]
    beyond = [other for other in around if across_edge(cell, other)]
    inside = [other for other in around if other not in beyond]
    listed = ""
    if inside and beyond:
        listed = f", {', '.join(map(write_cell, inside))} and, across the edge, {cells_text(beyond)}"
    elif around:
        listed = f", {cells_text(around)}{' across the edge' if beyond else ''}"
    verb = {(True, True): "stays alive", (True, False): "dies", (False, True): "comes alive"}.get(
        (now, later), "stays dead"
    )
    return (
        f"Step {number}: {write_cell(cell)} is {name(now)} and has {count_of(len(around), 'live neighbor')}{listed}. "
        f"It {verb}."
    )


def name(alive: bool) -> str:
    """A cell's state in a word."""
    return "alive" if alive else "dead"
