"""The questions about boards of swatches."""

from __future__ import annotations

from gameqa import contract
from gameqa.contract import Difficulty, Task

from . import exchange, filling, naming
from .engine import EMPTY, Board

ORDER_FORMAT = "Answer with all numbers in order, separated by commas, such as: 2, 5, 3, 1, 4."

EMPTY_CELLS = Difficulty[Board](
    "empty cells", lambda board, _: sum(color == EMPTY for row in board.rows for color in row)
)

TASKS: tuple[Task[Board], ...] = (
    Task(
        id="missing_color",
        description="The color that belongs in an empty cell",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=filling.missing_color,
        rules=("plane", "empty", "cells"),
        legend=("empty", "below"),
        new_state=filling.new_board_with_gaps,
        difficulty=EMPTY_CELLS,
        shortcuts=filling.SHORTCUTS,
    ),
    Task(
        id="color_name",
        description="The name of a swatch's color",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=naming.color_name,
        rules=("cells",),
        legend=(),
        new_state=naming.new_board_with_name,
    ),
    Task(
        id="gradient",
        description="The names of both ends of a gradient",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=naming.gradient,
        rules=("even", "lines"),
        legend=(),
        new_state=naming.new_board_of_lines,
    ),
    Task(
        id="odd_one_out",
        description="One of two swatches that were exchanged",
        qa_type=contract.PERCEPTION,
        qa_level="Hard",
        answer_type=contract.CELL,
        beyond=True,
        make=exchange.odd_one_out,
        rules=("even", "cells"),
        legend=(),
        check=exchange.check_exchanged,
        new_state=exchange.new_board_with_exchange,
    ),
    Task(
        id="sort_order",
        description="The order in which colors fill a line",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=filling.sort_order,
        rules=("even", "cells"),
        legend=("empty", "below"),
        answer_format=ORDER_FORMAT,
        read=filling.read_order,
        new_state=filling.new_line_to_fill,
        difficulty=EMPTY_CELLS,
    ),
)
