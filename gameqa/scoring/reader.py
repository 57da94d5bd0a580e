"""What a reader is: it turns pieces of a response into what they commit to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from gameqa.errors import Unreadable
from gameqa.scoring.moods import ASSERTED
from gameqa.scoring.plain import plain
from gameqa.scoring.readings import CONFLICT, EMPTY, NOTHING, UNCLEAR, VALUE, Reading

LONGEST_ANSWER = 20_000
"""No answer is longer than this many characters."""


class Reader(ABC):
    """Reads answers of one kind from plain text. Every reader takes any text, and needs time linear in it."""

    is_single = False
    """Whether an answer is one letter, number or cell."""

    @abstractmethod
    def head(self, text: str, mood: int = ASSERTED) -> Reading:
        """What a text says at its beginning, where a phrase has announced an answer."""

    @abstractmethod
    def opening(self, text: str) -> Reading:
        """What a text says whose first line or block is nothing but an answer."""

    @abstractmethod
    def closing(self, text: str) -> Reading:
        """What the closing block, line or sentence of a text says."""

    @abstractmethod
    def takes_back(self, text: str, value: object) -> bool:
        """Whether the text that stands right behind an answer offers another one."""

    def is_part(self, value: object, whole: object) -> bool:
        """Whether one value is the rest of another that begins in an earlier line."""
        return False

    def join(self, texts: list[str]) -> str | None:
        """Answers that are marked one by one as one list; None for kinds that have no lists."""
        return None

    def __call__(self, text: str) -> object:
        """The value of an answer as it is written.

        Raises:
            Unreadable: the text is no answer of this kind.
        """
        from gameqa.scoring.extraction import read_text

        reading = read_text(plain(text), self)
        if reading.status == VALUE:
            return reading.value
        raise Unreadable(reading.why, reading.status in (CONFLICT, UNCLEAR))


class TextReader(Reader):
    """A reader made of a function from an answer's text to its value, which raises `Unreadable`."""

    def __init__(self, read: Callable[[str], object]) -> None:
        self.read = read

    def head(self, text: str, mood: int = ASSERTED) -> Reading:
        """The first line, or else the first paragraph."""
        text = text.strip()
        if mood != ASSERTED:
            return EMPTY
        first = self._of(text.partition("\n")[0])
        return first if first.status == VALUE else self._of(text.partition("\n\n")[0])

    def opening(self, text: str) -> Reading:
        """The first paragraph, or its first line."""
        paragraph = self._of(text.partition("\n\n")[0])
        return paragraph if paragraph.status == VALUE else self._of(text.partition("\n")[0])

    def closing(self, text: str) -> Reading:
        """The last paragraph, or its last line."""
        paragraph = self._of(text.rpartition("\n\n")[2])
        return paragraph if paragraph.status == VALUE else self._of(text.rpartition("\n")[2])

    def takes_back(self, text: str, value: object) -> bool:
        """Nothing is known of what the kind's texts take back."""
        return False

    def _of(self, text: str) -> Reading:
        if not text.strip() or len(text) > LONGEST_ANSWER:
            return EMPTY
        try:
            return Reading(VALUE, self.read(text.strip().rstrip(".")), True, True)
        except Unreadable as error:
            return Reading(CONFLICT if error.is_final else NOTHING, why=str(error))


def reader_from(read: Callable[[str], object]) -> Reader:
    """A function from text to value as a reader."""
    return read if isinstance(read, Reader) else TextReader(read)
