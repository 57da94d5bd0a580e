"""What the grammars of the kinds of answers find in a sentence."""

from __future__ import annotations

from typing import NamedTuple


class Sum(NamedTuple):
    """A sum that is written without its result.

    Attributes:
        total: what it comes to.
    """

    total: object


class Mention(NamedTuple):
    """A value that a sentence names.

    Attributes:
        start, end: the first token, and the one behind the last.
        value: the value; None where something like one is named that can be no answer: a bound, a false equation.
        is_marked: whether its form alone tells the kind: a fraction, a letter with the word option.
        concludes: whether it says what the values before it come to: 3 + 4 = 7.
    """

    start: int
    end: int
    value: object | None
    is_marked: bool = False
    concludes: bool = False
