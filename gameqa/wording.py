"""The wording that all questions share, and how a question's parts become its text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gameqa.answers import FORMATS
from gameqa.contract import CHOICE, LETTERS, Game, Question, Task

CELLS_FROM_ZERO = (
    "Cells are written (row, column); rows are counted from the top and columns from the left, both from 0."
)
CELLS_FROM_ONE = (
    "Cells are written (row, column); rows are counted from the top and columns from the left, both from 1."
)

_NUMBER_NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count_of(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: 1 box, 2 boxes."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def name_of(number: int) -> str:
    """A small number as a word."""
    return _NUMBER_NAMES[number] if 0 <= number < len(_NUMBER_NAMES) else str(number)


def verb(count: int, one: str, several: str) -> str:
    """The form of a verb, or of another word, for a number of things: "is" or "are"."""
    return one if count == 1 else several


def capital(text: str) -> str:
    """A text with a capital letter at its beginning."""
    return text[0].upper() + text[1:]


def introduced(name: str, meaning: str, known: set[str]) -> str:
    """A name, followed by its meaning in parentheses where it is not among the known ones yet, which it joins."""
    if name in known:
        return name
    known.add(name)
    return f"{name} ({meaning})"


def joined(items: list[str], last: str = "and") -> str:
    """Items as running text: a, b and c."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def compose(game: Game[Any], task: Task[Any], question: Question, modality: str, description: str | None) -> str:
    """The whole text that a model is given.

    Args:
        modality: image, text or both.
        description: the state as text, for the modalities text and both.
    """
    told = [game.scene, *(game.rules[name] for name in task.rules)]
    if modality != "text":
        told += (game.legend[name] for name in (game.legend if task.legend is None else task.legend))
        told += [question.legend] if question.legend else []
    parts = [" ".join(told)]
    if description is not None:
        parts.append(f"The state as text:\n{description}")
    parts.append(question.text)
    if task.answer_type == CHOICE:
        listed = [f"{letter}. {option}" for letter, option in zip(LETTERS, question.options, strict=False)]
        parts.append("\n".join(["Options:", *listed]))
    parts.append(answer_format(task))
    return "\n\n".join(parts)


def answer_format(task: Task[Any]) -> str:
    """The sentence that says how to write the answer."""
    return task.answer_format or FORMATS[task.answer_type]


def reasoning(question: Question, answer: str, modality: str) -> str:
    """The steps, ending in the answer.

    Args:
        modality: image, text or both.
    """
    steps = (modality == "text" and question.text_steps) or question.steps
    separator = "\n" if "\n" in answer else " "
    return "\n".join([*steps, f"The answer is{separator}{answer}{'' if separator != ' ' else '.'}"])


def rows_as_text(rows: Iterable[Iterable[object]], first: int = 0) -> list[str]:
    """The rows of a board as lines of text, each with its number; the first one has the number `first`."""
    return [f"row {number}: {' '.join(map(str, row))}" for number, row in enumerate(rows, first)]
