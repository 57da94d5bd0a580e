"""The table of the questions about color sudokus."""

from __future__ import annotations

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Difficulty, Task

from . import engine
from .deducing import (
    check_naked_single,
    check_solve,
    deduce_cell,
    naked_single,
    new_small_puzzle,
    read_colored_cell,
    solve,
)
from .engine import Puzzle
from .layout import flat
from .seeing import candidate_count, color_at, color_count, new_open_grid, new_sparse_grid, sparse_lines

FEW_PUZZLES = "a board of 4 x 4 cells has few puzzles with four or five givens"

SIZE = Difficulty[Puzzle]("cells to look at", lambda puzzle, _: puzzle.side**2 + flat(puzzle.givens).count(0) / 100)

TASKS: tuple[Task[Puzzle], ...] = (
    Task(
        id="color_at",
        description="The color of a filled cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=color_at,
        new_state=engine.new_grid,
        rules=("cells",),
        difficulty=SIZE,
        former_ids=("colour_at",),
    ),
    Task(
        id="color_count",
        description="How many cells have a color",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=color_count,
        new_state=engine.new_grid,
        difficulty=SIZE,
        allowances=(ASKS_FOR_COUNTS,),
        former_ids=("colour_count",),
    ),
    Task(
        id="candidates",
        description="How many colors fit an empty cell",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=candidate_count,
        rules=("boxes", "cells"),
        new_state=new_open_grid,
        difficulty=SIZE,
    ),
    Task(
        id="sparse_lines",
        description="How many rows, columns or boxes have more than some empty cells",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=sparse_lines,
        new_state=new_sparse_grid,
        rules=("boxes",),
        difficulty=SIZE,
        allowances=(
            Allowance("most frequent answer", 0.34, "on 4 x 4 boards two answers in seven are alike", ("easy",)),
        ),
    ),
    Task(
        id="deduce_cell",
        description="The color of a cell that follows from a chain of forced cells",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=deduce_cell,
        rules=("colors", "boxes", "unique", "cells"),
        difficulty=Difficulty(
            "steps to deduce, and colors", lambda puzzle, question: len(question.steps) * puzzle.side
        ),
    ),
    Task(
        id="naked_single",
        description="A cell into which only one color fits",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=naked_single,
        rules=("colors", "boxes", "cells"),
        answer_format="Answer with the cell and the color, such as: (2, 3) red.",
        check=check_naked_single,
        read=read_colored_cell,
    ),
    Task(
        id="solve",
        description="The whole solution of a board of 4 x 4 cells",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.GRID,
        beyond=True,
        make=solve,
        rules=("colors", "boxes", "unique"),
        answer_format="Answer with one line for each row, from the top, the names of its colors separated by spaces.",
        check=check_solve,
        new_state=new_small_puzzle,
        allowances=(Allowance("repeats", 0.02, FEW_PUZZLES, levels=("hard",)),),
        difficulty=Difficulty.of_state("empty cells", lambda puzzle: flat(puzzle.givens).count(0)),
    ),
)
