"""The questions about the rhythm game."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Difficulty, Question, Task
from gameqa.grid import named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import shortcuts, wanted
from .engine import (
    EMPTY,
    HEAD,
    TAIL,
    Chart,
    cell_count,
    hits_of,
    points_of,
    scores,
)
from .mistakes import options_of, wrong_scores
from .telling import (
    KIND_NAMES,
    SEEN,
    counted,
    hit_lines,
    pairs_line,
    rows_text,
    sum_line,
    table_lines,
)

ORDINALS = ("lowest", "second lowest")


def block_type(chart: Chart, rng: Rng) -> Question:
    """What is in a cell? The kind is drawn first."""
    sign = rng.steady("kind").choice(list(KIND_NAMES))
    row, column = rng.choice(
        [
            (row + 1, column)
            for column, cells in enumerate(chart.columns, 1)
            for row in range(chart.rows)
            if cells[row] == sign
        ]
    )
    numbering = f"Row {row} is counted from the bottom, column {column} from the left, both from 1."
    return Question(
        f"What is in cell {write_cell((row, column))}?",
        KIND_NAMES[sign],
        (numbering, SEEN[sign]),
        shuffled_options(rng, KIND_NAMES[sign], list(KIND_NAMES.values()), len(KIND_NAMES)),
        evidence=(named_cell("asked cell", (row, column)),),
        text_steps=(numbering, f"The sign of the cell is {sign}, so {KIND_NAMES[sign]} is in it."),
    )


def block_share(chart: Chart, rng: Rng) -> Question:
    """Which share of the cells is full?"""
    full = sum(len(cells) - cells.count(EMPTY) for cells in chart.columns)
    rows, columns = chart.rows, len(chart.columns)
    answer = f"{full / (rows * columns):.3f}"
    return Question(
        "What share of the cells of the board is filled by blocks?",
        answer,
        (
            *counted(chart),
            f"The board has {rows} rows of {columns} cells, {rows * columns} in all, so the share is {full} / "
            f"{rows * columns}, which is {answer} to three decimal places.",
        ),
        evidence=tuple((f"column {column}", ("column", column)) for column in range(1, columns + 1)),
    )


def check_share(chart: Chart, asked: Mapping[str, Any], value: Any) -> float:
    """1 for the share to three decimal places, or to more."""
    full = sum(len(cells) - cells.count(EMPTY) for cells in chart.columns)
    share = full / cell_count(chart)
    return float(abs(float(value) - share) < 0.0005 + 1e-9)


def _snakes(chart: Chart) -> list[tuple[int, int, int, int]]:
    """Column, place among the Snakes of the column from 0, and rows of head and tail of every Snake."""
    found = []
    for column, cells in enumerate(chart.columns, 1):
        heads = [row for row, sign in enumerate(cells) if sign == HEAD]
        found += [(column, place, row + 1, cells.index(TAIL, row) + 1) for place, row in enumerate(heads)]
    return found


def snake_length_later(chart: Chart, rng: Rng) -> Question:
    """How many cells of a Snake are on the board after some seconds?"""
    left, seconds, below = wanted.cells_left(rng), wanted.seconds_of(chart.rows, rng), wanted.snakes_below(rng)
    column, place, head, tail = rng.choice(
        [
            (column, place, head, tail)
            for column, place, head, tail in _snakes(chart)
            if max(0, tail - max(head - 1, seconds)) == left and place == below
        ]
    )
    length = tail - head + 1
    name = f"{ORDINALS[place]} Snake of column {column}"
    gone = length - left
    if not gone:
        told = f"All of it is above row {seconds}, so all {left} cells are still on the board."
    elif not left:
        told = f"All of it is in row {seconds} or lower, so no cell is left on the board: 0 cells."
    else:
        told = (
            f"Its part in {rows_text(head, seconds)} is gone then; {rows_text(seconds + 1, tail)} "
            f"{'is' if left == 1 else 'are'} left: {count_of(left, 'cell')}."
        )
    return Question(
        f"Nothing is tapped. How many cells of the {name} are still on the board after {seconds} seconds?",
        str(left),
        (
            f"The {name} has its head in row {head} and its tail in row {tail}: {count_of(length, 'cell')}.",
            f"In {seconds} seconds everything falls by {seconds} rows, so what is now in rows 1 to {seconds} leaves the"
            " board.",
            told,
        ),
        shuffled_options(rng, str(left), [str(number) for number in range(wanted.MOST_LEFT + 1)], wanted.MOST_LEFT + 1),
        evidence=tuple(named_cell("Snake", (row, column)) for row in range(head, tail + 1)),
    )


def _score(chart: Chart, rng: Rng, slow: bool) -> Question:
    hits = hits_of(chart.columns, chart.finger, slow)
    answer = points_of(hits)
    options = options_of(chart.level, slow, rng, hits, wrong_scores(chart, hits, slow))
    ways = {chart.finger, len(chart.columns) + 1 - chart.finger}
    return Question(
        "How many points does the finger score until the top row has passed?",
        str(answer),
        (
            f"The finger is below column {chart.finger}.",
            pairs_line(len(chart.columns)),
            *hit_lines(chart, hits, slow),
            sum_line(hits),
        ),
        tuple(options),
        evidence=(("finger", ("finger",)), *((f"column {column}", ("column", column)) for column in sorted(ways))),
    )


def column_score(chart: Chart, rng: Rng) -> Question:
    """What does the finger score?"""
    return _score(chart, rng, False)


def column_score_slow_flip(chart: Chart, rng: Rng) -> Question:
    """What does the finger score if mirroring takes a second?"""
    return _score(chart, rng, True)


def _best(chart: Chart, rng: Rng, slow: bool) -> Question:
    values = scores(chart.columns, slow)
    best = values.index(max(values)) + 1
    order = sorted(range(1, len(values) + 1), key=lambda column: -values[column - 1])
    ranked = [f"column {column} with {values[column - 1]}" for column in order]
    return Question(
        "The finger may be moved below any column before the first tap. Below which column does it score the most "
        "points?",
        str(best),
        (
            *table_lines(chart, slow),
            f"The most points are those of {ranked[0]}; next is {ranked[1]}.",
        ),
        shuffled_options(rng, str(best), [str(column) for column in range(1, len(values) + 1)], len(values)),
        evidence=_all_columns(chart),
    )


def _all_columns(chart: Chart) -> tuple[tuple[str, Place], ...]:
    return tuple((f"column {column}", ("column", column)) for column in range(1, len(chart.columns) + 1))


def best_column(chart: Chart, rng: Rng) -> Question:
    """Below which column does the finger score the most?"""
    return _best(chart, rng, False)


def best_column_slow_flip(chart: Chart, rng: Rng) -> Question:
    """The same if mirroring takes a second."""
    return _best(chart, rng, True)


def score_gap(chart: Chart, rng: Rng) -> Question:
    """By how much does the best column lead?"""
    values = scores(chart.columns, False)
    order = sorted(range(1, len(values) + 1), key=lambda column: -values[column - 1])
    first, second = (values[column - 1] for column in order[:2])
    return Question(
        "The finger may be moved below any column before the first tap. How many more points does it score below "
        "the best column than below the second best?",
        str(first - second),
        (
            *table_lines(chart, False),
            f"The best column is {order[0]} with {first} points, the second best is {order[1]} with {second}.",
            f"{first} - {second} = {count_of(first - second, 'point')}.",
        ),
        evidence=_all_columns(chart),
    )


REVERSES = Difficulty[Chart](
    "Reverses on the way", lambda _, question: sum("a Reverse" in line for line in question.steps)
)

TASKS: tuple[Task[Chart], ...] = (
    Task(
        id="block_type",
        description="What is in a cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=block_type,
        rules=("rows", "cells", "blocks"),
        new_state=wanted.new_chart_with_kind,
    ),
    Task(
        id="block_share",
        description="The share of cells that blocks fill",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.DECIMAL,
        make=block_share,
        check=check_share,
        answer_format="Answer with a decimal number, rounded to three decimal places.",
        rules=("blocks",),
        new_state=wanted.new_chart_filled,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="snake_length_later",
        description="How many cells of a Snake are on the board after some seconds",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=snake_length_later,
        rules=("rows", "blocks", "falling"),
        new_state=wanted.new_chart_leaving,
        shortcuts=(shortcuts.WHOLE_SNAKE,),
        allowances=(
            Allowance(
                f"shortcut '{shortcuts.WHOLE_SNAKE.name}'",
                0.29,
                "all of the Snake is left in more than one of five cases",
                ("hard",),
            ),
        ),
    ),
    Task(
        id="column_score",
        description="The points of the finger",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=column_score,
        rules=("blocks", "taps", "points", "mirror", "cut"),
        new_state=wanted.new_scored,
        difficulty=REVERSES,
        shortcuts=(shortcuts.GREATEST, shortcuts.LEAST, shortcuts.STRAIGHT_SCORE),
    ),
    Task(
        id="column_score_slow_flip",
        description="The points of the finger where mirroring takes a second",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=column_score_slow_flip,
        rules=("blocks", "taps", "points", "slow mirror", "cut"),
        new_state=wanted.new_scored_slow,
        difficulty=REVERSES,
        shortcuts=(shortcuts.GREATEST, shortcuts.LEAST, shortcuts.STRAIGHT_SCORE),
    ),
    Task(
        id="best_column",
        description="The column with the most points",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=best_column,
        rules=("blocks", "taps", "points", "mirror", "cut"),
        new_state=wanted.new_best,
        shortcuts=(*shortcuts.BEST, shortcuts.BEST_IF_SLOW),
    ),
    Task(
        id="best_column_slow_flip",
        description="The column with the most points where mirroring takes a second",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=best_column_slow_flip,
        rules=("blocks", "taps", "points", "slow mirror", "cut"),
        new_state=wanted.new_best_slow,
        shortcuts=(*shortcuts.BEST, shortcuts.BEST_IF_FAST),
    ),
    Task(
        id="score_gap",
        description="By how many points the best column leads",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=score_gap,
        rules=("blocks", "taps", "points", "mirror", "cut"),
        new_state=wanted.new_gap,
        shortcuts=(shortcuts.STRAIGHT_GAP,),
    ),
)
