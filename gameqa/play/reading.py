"""Reading actions: what a text says, in the canonical form of a game's actions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from gameqa.grid import Cell
from gameqa.play.contract import Play
from gameqa.scoring import extract_answer
from gameqa.scoring.responses import said

_SPACES = re.compile(r"\s+")
_MARKED = re.compile(r"<answer>|boxed ?\{", re.IGNORECASE)
_WRAPPING = ' \t\r\n.!"`*'
_INTRODUCTION = re.compile(r"(?:(?:the|my|next) )*(?:action|move)(?: is ?:?|:) ?")
_NUMBER = re.compile(r"\d+", re.ASCII)
_WORDED_CELL = re.compile(r"\(?row (\d+),? (?:and )?column (\d+)\)?", re.ASCII)
_LONGEST_ACTION = 400

NUMBER = r"0{0,9}(\d{1,2})"
"""A number below a hundred; zeros before it do not count."""

CELL_FORM = (rf"\(? ?{NUMBER} ?, ?{NUMBER} ?\)?", "({}, {})")
"""How a cell may be written, and its canonical form."""


def cell_in(action: str) -> Cell:
    """The cell that a canonical action names, or names first."""
    row, column = _NUMBER.findall(action)[:2]
    return int(row), int(column)


def read_action(play: Play[Any], text: str) -> str | None:
    """The canonical form of the action that a text names, legal or not; None where it names none.

    Thoughts are left out, and a marked final answer counts in place of the whole text, as in responses to questions.
    """
    text = said(text)
    if _MARKED.search(text):
        text = extract_answer(text) or ""
    text = text.strip(_WRAPPING)
    if len(text) > _LONGEST_ACTION:
        return None
    plain = _WORDED_CELL.sub(r"(\1, \2)", _SPACES.sub(" ", text).lower()).removeprefix("please ")
    introduction = _INTRODUCTION.match(plain)
    if introduction:
        plain = plain[introduction.end() :].strip(_WRAPPING)
    for pattern, form in play.forms:
        match = _compiled(pattern).fullmatch(plain)
        read = match and (form.format(*match.groups()) if isinstance(form, str) else form(*match.groups()))
        if read:
            return read
    return None


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)
