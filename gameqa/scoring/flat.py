"""Reading answers that fill several words or lines: each becomes one sign of its text, then its sentences are read.

A list of moves is named in a sentence as a number is: it may be denied, doubted, offered beside another one, or
followed by a reason. So whatever is one in a text is replaced by a sign, and the grammar of sentences does the rest.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from gameqa.scoring import lexicon
from gameqa.scoring.mentions import Mention
from gameqa.scoring.moods import ASSERTED
from gameqa.scoring.reader import LONGEST_ANSWER, Reader
from gameqa.scoring.readings import DENIED, VALUE, Manner, Reading
from gameqa.scoring.singles import Single
from gameqa.scoring.tokens import WORD, Token

FIRST_SIGN = 0xE000
"""The first of the private signs that stand for values; no text means anything by them."""
MOST_VALUES = 2_000
_PRIVATE = dict.fromkeys(range(FIRST_SIGN, FIRST_SIGN + MOST_VALUES))
_ABOUT = lexicon.words("this that these which it here now after")
"""Words with which a sentence about an answer begins."""


_TELLING = lexicon.words("is are be by : = says")


class Values:
    """The values of a text that become signs."""

    def __init__(self) -> None:
        self.found: list[object | None] = []

    def sign_of(self, value: object | None) -> str:
        """The sign that stands for a value; the last one for all that are too many."""
        if len(self.found) < MOST_VALUES:
            self.found.append(value)
        return chr(FIRST_SIGN + len(self.found) - 1)

    def find(self, tokens: Sequence[Token]) -> list[Mention]:
        """The values that stand in a sentence."""
        found = []
        for place, token in enumerate(tokens):
            number = ord(token.text[0]) - FIRST_SIGN
            if 0 <= number < len(self.found):
                found.append(Mention(place, place + 1, self.found[number]))
        return found


class Flat(Reader):
    """A reader of answers that become signs.

    Args:
        manner: how their sentences are read.
        solutions: words with one of which a longer sentence leads to an answer.
    """

    def __init__(self, manner: Manner, solutions: frozenset[str]) -> None:
        self.manner, self.solutions = manner, solutions

    @abstractmethod
    def flatten(self, text: str, values: Values) -> str:
        """The text with its values as signs, each on one line with what leads to it."""

    def is_denied(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence names a value of the kind that is no answer for a reason of its own."""
        return False

    def head(self, text: str, mood: int = ASSERTED) -> Reading:
        """What a text says at its beginning."""
        single, flat = self._single(text)
        return single.head(flat, mood)

    def opening(self, text: str) -> Reading:
        """What a text says whose first line or block is nothing but an answer."""
        single, flat = self._single(text)
        return single.opening(flat)

    def closing(self, text: str) -> Reading:
        """What the closing block, line or sentence of a text says."""
        single, flat = self._single(text)
        return single.closing(flat)

    def takes_back(self, text: str, value: object) -> bool:
        """Whether the text that stands right behind an answer offers another one."""
        single, flat = self._single(text)
        return single.takes_back(flat, value)

    def _single(self, text: str) -> tuple[Single, str]:
        values = Values()
        text = text if text.isascii() else text.translate(_PRIVATE)
        flat = self.flatten(text[:LONGEST_ANSWER], values)
        return _Signs(self, values), flat


class _Signs(Single):
    """Reads the sentences of a text in which signs stand for values."""

    def __init__(self, reader: Flat, values: Values) -> None:
        super().__init__(values.find, reader.manner)
        self.reader = reader

    def sentence(self, tokens: Sequence[Token], mood: int = ASSERTED) -> Reading:
        """What one sentence commits to; one that tells about an answer does not."""
        reading = super().sentence(tokens, mood)
        if reading.status != VALUE:
            return reading
        if self.reader.is_denied(tokens):
            return Reading(DENIED, why="it is where the question starts")
        if reading.is_headed and not _is_about(tokens):
            return reading
        lows = {token.low for token in tokens}
        if reading.concludes or not lows.isdisjoint(self.reader.solutions) or self._is_told(tokens, reading):
            return reading
        return Reading(DENIED, why="it only tells about an answer")

    def _is_bare(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence is a value with at most a label such as "path B"."""
        return all(token.kind != WORD or len(token.text) == 1 or token.low in self.manner.light for token in tokens)

    def _is_told(self, tokens: Sequence[Token], reading: Reading) -> bool:
        """Whether a sentence says that it, or the answer, is a value."""
        for mention in self.find(tokens):
            if mention.value == reading.value and mention.start and tokens[mention.start - 1].low in _TELLING:
                return True
        return False


def _is_about(tokens: Sequence[Token]) -> bool:
    """Whether a sentence begins with a word that points to an answer, and does not say what it is."""
    opener = next(
        (place for place, token in enumerate(tokens) if token.kind == WORD or ord(token.text[0]) >= FIRST_SIGN), None
    )
    if opener is None or tokens[opener].low not in _ABOUT:
        return False
    after = tokens[opener + 1].low if opener + 1 < len(tokens) else ""
    return after not in lexicon.COPULAS and after not in (":", ",", "means", "gives")
