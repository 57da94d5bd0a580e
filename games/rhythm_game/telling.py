"""What a finger taps and scores, in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gameqa.wording import joined

from .engine import BODY, CLICK, EMPTY, HEAD, REVERSE, TAIL, Chart, Hit, hits_of, mirrored_column, points_of, snake_at

KIND_NAMES = {
    EMPTY: "nothing",
    CLICK: "a Click",
    REVERSE: "a Reverse",
    HEAD: "the head of a Snake",
    BODY: "the body of a Snake",
    TAIL: "the tail of a Snake",
}

SEEN = {
    EMPTY: "The cell shows no block, so there is nothing in it.",
    CLICK: "The cell shows a yellow disc, so a Click is in it.",
    REVERSE: "The cell shows a green box with a two-headed arrow, so a Reverse is in it.",
    HEAD: "The cell shows a pink part with two eyes, so the head of a Snake is in it.",
    BODY: "The cell shows a blue part that goes on above and below, so the body of a Snake is in it.",
    TAIL: "The cell shows a gray part that ends in a point, so the tail of a Snake is in it.",
}


def rows_text(first: int, last: int) -> str:
    """Some rows: row 4, or rows 4 to 6."""
    return f"row {first}" if first == last else f"rows {first} to {last}"


def pairs_line(columns: int) -> str:
    """Which columns change places."""
    pairs = joined([f"{own} with {mirrored_column(columns, own)}" for own in range(1, columns // 2 + 1)])
    return f"When the board is mirrored, columns change places: {pairs}."


def _missed(chart: Chart, hit: Hit) -> str:
    """How the lower part of a cut Snake was missed."""
    head = snake_at(chart.columns[hit.column - 1], hit.first - 1)[0] + 1
    return f"its part in {rows_text(head, hit.first - 1)} has passed untapped"


def hit_lines(chart: Chart, hits: Sequence[Hit], slow: bool) -> list[str]:
    """A line for every block that the finger meets."""
    lines = []
    for hit in hits:
        where = f"{rows_text(hit.first, hit.last).capitalize()} of column {hit.column}"
        if hit.kind == CLICK:
            lines.append(f"{where}: a Click, {hit.points} points.")
        elif hit.kind == HEAD:
            length = hit.last - hit.first + 1
            lines.append(f"{where}: a whole Snake of {length} cells, {hit.points} points.")
        elif hit.kind == TAIL:
            lines.append(f"{where}: a cut Snake, since {_missed(chart, hit)}: no points.")
        else:
            lines.append(f"{where}: a Reverse, {hit.points} points. {_after(chart, hit, slow)}")
    return lines


def _after(chart: Chart, hit: Hit, slow: bool) -> str:
    """What is tapped after a Reverse."""
    start = hit.first + 1 + slow
    passes = f"Row {hit.first + 1} passes untapped. " if slow and hit.first < chart.rows else ""
    if start > chart.rows:
        return f"{passes}No row is left." if passes else "It is in the top row."
    return f"{passes}From row {start} on, the finger taps column {mirrored_column(len(chart.columns), hit.column)}."


def sum_line(hits: Sequence[Hit]) -> str:
    """The points added up."""
    parts = [str(hit.points) for hit in hits if hit.points]
    return f"The sum is {' + '.join(parts)} = {points_of(hits)} points."


def column_line(chart: Chart, column: int, slow: bool) -> str:
    """The points below a column, with all blocks that the finger meets, column by column."""
    hits = hits_of(chart.columns, column, slow)
    parts = []
    for place, group in groupby(hits, lambda hit: hit.column):
        parts.append(f"in column {place} {joined([_short(hit) for hit in group])}")
    values = [str(hit.points) for hit in hits if hit.points]
    total = f"{' + '.join(values)} = {points_of(hits)}" if len(values) > 1 else str(points_of(hits))
    return f"Finger below column {column}: {'; '.join(parts) or 'no block'}. Points: {total}."


def _short(hit: Hit) -> str:
    where = rows_text(hit.first, hit.last)
    if hit.kind == CLICK:
        return f"a Click in {where} ({hit.points})"
    if hit.kind == REVERSE:
        return f"a Reverse in {where} ({hit.points})"
    return f"a {'Snake' if hit.kind == HEAD else 'cut Snake'} in {where} ({hit.points})"


def table_lines(chart: Chart, slow: bool) -> list[str]:
    """The points below every column."""
    columns = len(chart.columns)
    rule = "the row above a Reverse passes untapped" if slow else "the next tap is in the row above"
    return [
        pairs_line(columns),
        f"So the finger changes between the two columns of a pair after every Reverse that it taps; {rule}.",
        *(column_line(chart, column, slow) for column in range(1, columns + 1)),
    ]


def counted(chart: Chart) -> list[str]:
    """How many cells hold blocks, five rows a line, from the bottom, and the sum."""
    counts = [sum(cells[row] != EMPTY for cells in chart.columns) for row in range(chart.rows)]
    lines, sums = [], []
    for start in range(0, chart.rows, 5):
        own = counts[start : start + 5]
        sums.append(sum(own))
        lines.append(
            f"Rows {start + 1} to {start + 5} have {joined([str(count) for count in own])} full cells: {sum(own)}."
        )
    return [*lines, f"{' + '.join(map(str, sums))} = {sum(sums)} cells are full."]
