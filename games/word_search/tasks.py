"""The questions about word searches: single letters, and the table of all tasks."""

from __future__ import annotations

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Task, keep
from gameqa.grid import named_cell
from gameqa.options import number_options, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import hidden
from .drafts import ALPHABET, Draft
from .engine import Grid, is_inside, level_of, side_of, split_key
from .reading import read_place
from .words import words_between

WOVEN = {"easy": (3, 3, 4), "medium": (7, 3, 6), "hard": (12, 3, 8)}
"""How many words are written into a grid of which single letters are asked, and their least and greatest length."""

COUNTS = {"easy": (1, 8), "medium": (2, 10), "hard": (3, 12)}
"""Least and greatest answer of letter_count; all between are equally frequent."""

ALIKE = ("OQCGD", "ILTJ", "MNWH", "EFB", "VYUW", "PRB", "KXH", "SZB")
"""Letters that look alike."""

ASKED_LETTERS = "KLMNOPQRSTUVWXYZ"
"""The letters of which letter_at asks: none of those that name options."""

PLACE_FORMAT = "Answer with the cell of the first letter and the direction, such as: (2, 3) down-left."


def new_grid(level: str, rng: Rng, accept: Accept) -> Grid:
    """A grid with a few words that cross each other."""
    draft = Draft(side_of(level, rng))
    count, shortest, longest = WOVEN[level]
    words = draft.weave(rng.sample(words_between(shortest, longest), count), rng)
    grid = draft.finish("".join(words) + ALPHABET, rng)
    keep(split_key(grid), accept)
    return grid


def letter_at(grid: Grid, rng: Rng) -> Question:
    """The letter of a cell, among those of cells that are easily taken for it."""
    side = grid.side
    every = [(r, c) for r in range(1, side + 1) for c in range(1, side + 1) if grid.at((r, c)) in ASKED_LETTERS]
    row, column = cell = rng.choice(every)
    near = [(row + down, column + across) for down in (-1, 0, 1) for across in (-1, 0, 1) if down or across]
    mistakes = [
        other for other in [(column, row), (row + 1, column + 1), *rng.shuffled(near)] if is_inside(other, side)
    ]
    wrong = [grid.at(other) for other in [*mistakes, *rng.shuffled(every)] if grid.at(other) in ASKED_LETTERS]
    answer = grid.at(cell)
    return Question(
        f"Which letter is in the cell {write_cell(cell)}?",
        answer,
        (
            f"Row {row}, counted from the top from 1, reads from the left: {' '.join(grid.rows[row - 1])}.",
            f"The letter in column {column}, counted from the left from 1, is {answer}.",
        ),
        shuffled_options(rng, answer, wrong),
        evidence=(named_cell("named cell", cell),),
    )


def _letter(rng: Rng) -> str:
    """The letter that is counted, the same in all attempts at a sample."""
    return rng.steady("letter").choice(ALPHABET)


def new_grid_to_count(level: str, rng: Rng, accept: Accept) -> Grid:
    """A grid in which a letter occurs as often as is drawn first, among letters that look like it."""
    draft = Draft(side_of(level, rng))
    letter, wanted = _letter(rng), rng.steady("count").between(*COUNTS[level])
    for place in rng.sample(range(draft.side**2), wanted):
        draft.letters[place] = letter
    alike = "".join(group for group in ALIKE if letter in group)
    pool = (alike * 3 + ALPHABET).replace(letter, "")
    grid = draft.finish(pool, rng)
    keep(split_key(grid), accept)
    return grid


def letter_count(grid: Grid, rng: Rng) -> Question:
    """How often does a letter occur?"""
    letter = _letter(rng)
    cells = grid.cells_with(letter)
    counts, lines = [], []
    for row, letters in enumerate(grid.rows, 1):
        columns = [str(column) for column, other in enumerate(letters, 1) if other == letter]
        if columns:
            counts.append(str(len(columns)))
            lines.append(f"Row {row}: {len(columns)}, in column{'' if len(columns) == 1 else 's'} {joined(columns)}.")
        else:
            lines.append(f"Row {row}: none.")
    total = len(cells)
    sums = f"{' + '.join(counts)} = {total}, so" if len(counts) > 1 else "So"
    return Question(
        f"How many times does the letter {letter} occur in the grid?",
        str(total),
        (*lines, f"{sums} {letter} occurs {count_of(total, 'time')}."),
        number_options(rng, total, *COUNTS[level_of(grid)]),
        evidence=tuple(named_cell(f"letter {letter}", cell) for cell in cells),
    )


TASKS: tuple[Task[Grid], ...] = (
    Task(
        id="letter_at",
        description="The letter of a cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=letter_at,
        rules=("cells",),
        difficulty=Difficulty[Grid](
            "rows and columns to count", lambda _, question: float(sum(question.evidence[0][1][1:]))
        ),
    ),
    Task(
        id="letter_count",
        description="How many times a letter occurs",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=letter_count,
        rules=("cells",),
        new_state=new_grid_to_count,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="word_direction",
        description="The direction in which a word runs from a cell",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=hidden.word_direction,
        rules=("words", "cells"),
        new_state=hidden.new_grid_with_decoys,
        difficulty=hidden.LETTERS_OF_WORD,
        shortcuts=(hidden.BY_SECOND_LETTER, hidden.BY_LAST_LETTER),
        allowances=(
            Allowance(
                "shortcut 'last letters alone'",
                0.32,
                "a word of three letters has only two that tell directions apart",
                ("easy",),
            ),
        ),
    ),
    Task(
        id="find_word",
        description="Where a word begins, and its direction",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=hidden.find_word,
        rules=("words", "cells"),
        answer_format=PLACE_FORMAT,
        check=hidden.check_place,
        read=read_place,
        new_state=hidden.new_grid_with_word,
        difficulty=hidden.LETTERS_READ,
    ),
    Task(
        id="words_present",
        description="The one of several words that is hidden",
        qa_type=contract.PERCEPTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        beyond=True,
        make=hidden.words_present,
        rules=("words", "cells"),
        new_state=hidden.new_grid_with_near_misses,
        difficulty=hidden.LETTERS_READ,
        shortcuts=(hidden.BY_FIRST_LETTERS,),
    ),
)
