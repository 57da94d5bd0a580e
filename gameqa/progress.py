"""How far long work is: a bar in a terminal, else now and then a line, so that logs stay short."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TypeVar

from tqdm import tqdm

SECONDS_BETWEEN_LINES = 30.0

Item = TypeVar("Item")


class Progress:
    """Counts what is done, on stderr; a context manager.

    Args:
        total: how much there is to do.
        unit: what is counted, in the singular.
        name: what is worked on.
        shown: False for nothing at all.
    """

    def __init__(self, total: int, unit: str, name: str = "", shown: bool = True) -> None:
        self._total, self._unit, self._name = total, unit, name
        self.done = 0
        self._note = ""
        self._shown = shown
        self._bar: tqdm[None] | None = None
        if shown and sys.stderr.isatty():
            self._bar = tqdm(total=total, unit=unit, desc=name or None, file=sys.stderr)
        self._start = self._told = time.monotonic()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def update(self, count: int = 1) -> None:
        """Notes that more is done."""
        self.done += count
        if self._bar is not None:
            self._bar.update(count)
        elif self._shown and time.monotonic() - self._told >= SECONDS_BETWEEN_LINES:
            self._told = time.monotonic()
            rate = self.done / (self._told - self._start)
            name = f"{self._name}: " if self._name else ""
            share = f"{self.done} of {self._total} {self._unit}s ({self.done / self._total:.0%})"
            note = f", {self._note}" if self._note else ""
            say(f"{name}{share}, {rate:.3g} a second{note}")

    def rename(self, name: str) -> None:
        """Says what is worked on from now on."""
        self._name = name
        if self._bar is not None:
            self._bar.set_description(name)

    def note(self, text: str) -> None:
        """Shows something beside the numbers from now on."""
        self._note = text
        if self._bar is not None:
            self._bar.set_postfix_str(text)


def say(text: str) -> None:
    """A line on stderr; a bar that is shown stays whole."""
    tqdm.write(text, file=sys.stderr)


def counted(items: Iterable[Item], total: int, unit: str, name: str = "", shown: bool = True) -> Iterator[Item]:
    """The items, with a `Progress` over them."""
    with Progress(total, unit, name, shown) as progress:
        for item in items:
            yield item
            progress.update()
