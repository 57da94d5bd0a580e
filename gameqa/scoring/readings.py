"""What a piece of text says, and in which manner the texts of a kind are read."""

from __future__ import annotations

from typing import NamedTuple

from gameqa.scoring import lexicon

VALUE, NOTHING, DENIED, UNCLEAR, CONFLICT = "value", "nothing", "denied", "unclear", "conflict"


class Reading(NamedTuple):
    """What a piece of text says.

    Attributes:
        status: VALUE; NOTHING: no value is named; DENIED: values are named, but not as answers; UNCLEAR: a value is
            doubted, asked or bounded, or several are named; CONFLICT: several are offered.
        value: the value that is asserted, for VALUE.
        is_headed: whether nothing of weight stands before it.
        is_pure: whether the text is nothing but an answer.
        why: what kept the text from being read, in a few words.
        weight: how many words stand beside the value, without reasons and remarks.
        concludes: whether the text says that the value follows from what stands before it.
    """

    status: str
    value: object | None = None
    is_headed: bool = False
    is_pure: bool = False
    why: str = ""
    weight: int = 0
    concludes: bool = False


EMPTY = Reading(NOTHING, why="it names no answer")


class Manner(NamedTuple):
    """How sentences of a kind of answer are read.

    Attributes:
        has_units: nouns may follow a value, and values may be parts of a sum.
        is_subject: a value with a predicate is an answer only where the predicate says so.
        light: words that may stand beside a value without saying anything else.
        hedges: words that make a value only possible.
    """

    has_units: bool = False
    is_subject: bool = False
    light: frozenset[str] = lexicon.LIGHT
    hedges: frozenset[str] = lexicon.HEDGES


PLAIN = Manner()
