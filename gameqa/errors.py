"""The errors that users and game authors meet."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class Redraw(Exception):
    """Raised by a generator or a task: this state does not suit, draw another one."""


class GenerationError(RuntimeError):
    """No suitable state was found within the bounded number of tries."""


def unknown(what: str, value: object, allowed: Iterable[str], hint: str = "") -> ValueError:
    """An error that names a wrong value, the nearest valid names, and where to find the rest.

    A short list of allowed names is given whole; of a long one only the nearest are.
    """
    names = list(allowed)
    near = difflib.get_close_matches(value, names, n=3, cutoff=0.5) if isinstance(value, str) else []
    message = f"Unknown {what} {value!r}."
    if near:
        message += " Did you mean " + ", ".join(repr(name) for name in near) + "?"
    if len(names) <= 12:
        message += f" Allowed: {', '.join(names)}."
    elif hint:
        message += f" {hint}"
    return ValueError(message)


class Unreadable(ValueError):
    """Raised by a reader: the text is no answer of its kind.

    Attributes:
        is_final: whether the text is an answer all the same, one that cannot be right: it offers several, doubts or
            denies what it names, or gives a bound; nothing else in the response can make up for it.
    """

    def __init__(self, why: str, is_final: bool = False) -> None:
        super().__init__(why)
        self.is_final = is_final
