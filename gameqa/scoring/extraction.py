r"""Finding what a response commits to.

Strong marks come first: answer elements, boxes, box tokens, answers in JSON. Then phrases ("the answer is", "so I
choose"), then the closing line, block or sentence, and in the end an opening line that is nothing but an answer, behind
which a reason follows. A mark counts only where it can be read; after a strong mark only another strong mark counts,
unless the answer is taken back right behind it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from gameqa.scoring import marks
from gameqa.scoring.lexicon import words
from gameqa.scoring.marks import Mark
from gameqa.scoring.moods import ASSERTED
from gameqa.scoring.phrases import find_phrases
from gameqa.scoring.plain import plain
from gameqa.scoring.reader import LONGEST_ANSWER, Reader
from gameqa.scoring.readings import CONFLICT, DENIED, EMPTY, NOTHING, VALUE, Reading
from gameqa.scoring.responses import said, text_of_messages
from gameqa.scoring.tokens import sentences, tokens_of

PHRASE, CLOSING, OPENING = "phrase", "closing", "opening"
LONGEST_WEAK = 20_000
"""How many characters at the end of a response are searched for answers without a strong mark."""
SHORT = 400
"""How long a marked text may be that is kept with what it says."""
BEHIND = 1_000
"""How many characters behind a strong mark may take it back."""
MOST_PASSED = 12
LAST = 300
"""How long the last sentence of a text may be behind a phrase in it."""
OPENING_WORDS = 3
"""How many words may stand beside an answer with which a response opens: "There are 7 ladders"."""


class Found(NamedTuple):
    """What a response commits to.

    Attributes:
        reading: what was read.
        mark: how the answer is marked: a kind of strong mark, PHRASE, CLOSING or OPENING; None where there is none.
        text: the answer as written.
        passed: what was passed over, and why, the last first.
    """

    reading: Reading
    mark: str | None = None
    text: str | None = None
    passed: tuple[tuple[str, str], ...] = ()


_EMPTY_MARK = re.compile(
    r"[\s.\u2026_*?`$\-]*|\[?<?(?:the |your |my |final |correct |chosen |single )*"
    r"(?:answer|letter|option|choice|value|result|number)(?: here| goes here| letter| text)?>?\]?[\s.:]*",
    re.IGNORECASE,
)
LONGEST_LINE = 4_000
_HUGE = re.compile(r"\d{13}")
_TAGS = re.compile(r"(?:</?answer>\s*)+", re.IGNORECASE)
_INSTRUCTION = re.compile(r"answer with (?:the|a|an|one)\b", re.IGNORECASE)
"""The end of a question that is echoed: "Answer with one integer." gives no answer."""
_JOINING = re.compile(r"[\s,;.&+|/\u2192\u3001\uff0c$*()\\]*(?:(?:and|then|or|either)[\s,;:$*()\\]*)?(?:then[\s$]*)?")
_BLANK = " \n\r\t.!*$`"
_EITHER = re.compile(r"(?:\bor\b|[/|\u6216])", re.IGNORECASE)


def find_answer(response: str, reader: Reader) -> Found:
    """What a response commits to, as an answer of the reader's kind."""
    text = said(response)
    if not text.strip():
        return Found(Reading(NOTHING, why="it says nothing"))
    found = marks.find_marks(text)
    passed: list[tuple[str, str]] = []
    if found:
        best = _strong(text, found, reader, passed)
        if best is not None:
            return best._replace(passed=tuple(passed)) if passed else best
    text = text[-LONGEST_WEAK:]
    shown = marks.without_code(text)
    if shown is not None:
        outside = _weak(plain(shown), reader)
        if outside.mark == PHRASE and outside.reading.status == VALUE:
            return outside
    weak = _weak(plain(text), reader)
    return weak._replace(passed=(*passed, *weak.passed)[:MOST_PASSED])


def extract_answer(response: object) -> str | None:
    """The final answer that a response gives, as written; None where it gives none.

    Without a row it is not known which marks can be read: it is the last strong mark that is not empty, else what the
    last phrase announces, else the closing line.
    """
    found = find_answer(text_of_messages(response), _Anything()).text
    return None if found is not None and _TAGS.fullmatch(found) else found


def read_text(text: str, reader: Reader) -> Reading:
    """What a plain text commits to by itself: the content of a strong mark."""
    return _weak(text, reader, is_marked=True).reading


def _strong(text: str, found: list[Mark], reader: Reader, passed: list[tuple[str, str]]) -> Found | None:
    """The last strong mark that can be read; None where none can."""
    hidden = marks.hidden_parts(text)
    shown = [mark for mark in found if not any(start <= mark.start < end for start, end in hidden)]
    candidates = shown or found
    place = len(candidates) - 1
    while place >= 0:
        mark = candidates[place]
        if _EMPTY_MARK.fullmatch(mark.text[:60]) and len(mark.text) < 60:
            passed.append((mark.kind, "it is empty"))
            place -= 1
            continue
        together = _together(text, candidates, place)
        reading = _of_marks(text, together, reader)
        if mark.kind == marks.JSON and reading.status in (NOTHING, DENIED):
            passed.append((mark.kind, reading.why))
            place -= len(together)
            continue
        content = mark.text.strip()
        if reading.status == VALUE and text[mark.end :].strip(_BLANK):
            behind = plain(text[mark.end : mark.end + BEHIND])
            if reader.takes_back(behind, reading.value):
                reading = Reading(CONFLICT, why="it is taken back right behind")
        return Found(reading, mark.kind, content)
    return None


def _together(text: str, found: list[Mark], last: int) -> list[Mark]:
    """The marks that give one answer with the one at a place: joined by "or" or commas, or in one JSON object."""
    first = last
    while first > 0:
        between = text[found[first - 1].end : found[first].start]
        if found[first].kind == marks.JSON:
            joined = found[first - 1].kind == marks.JSON and not ("{" in between or "}" in between)
        else:
            joined = len(between) <= 24 and "\n" not in between and _JOINING.fullmatch(between) is not None
        if not joined:
            break
        first -= 1
    return found[first : last + 1]


def _of_marks(text: str, together: list[Mark], reader: Reader) -> Reading:
    """What marks that stand together say."""
    last = together[-1]
    if len(together) == 1:
        return _content(last, reader)
    if last.kind == marks.JSON:
        ranked = sorted(together, key=lambda mark: (mark.rank, -mark.start))
        readings = [(mark.rank, _content(mark, reader)) for mark in ranked]
        readable = [item for item in readings if item[1].status not in (NOTHING, DENIED)]
        if not readable:
            return readings[0][1]
        best = [reading for rank, reading in readable if rank == readable[0][0]]
        if any(reading.status != VALUE or reading.value != best[0].value for reading in best):
            return Reading(CONFLICT, why="its JSON gives several answers")
        return best[0]
    joined = reader.join([plain(mark.text) for mark in together])
    between = [text[one.end : other.start] for one, other in pairwise(together)]
    if joined is not None and not any(_EITHER.search(part) for part in between):
        reading = read_text(joined, reader)
        if reading.status == VALUE:
            return reading
    readings_of = [_content(mark, reader) for mark in together]
    values = [reading.value for reading in readings_of if reading.status == VALUE]
    if any(value != values[-1] for value in values):
        return Reading(CONFLICT, why="it marks several answers")
    return readings_of[-1]


def _content(mark: Mark, reader: Reader) -> Reading:
    """What the text of a mark says."""
    if len(mark.text) > LONGEST_ANSWER:
        return Reading(NOTHING, why="it is too long")
    # Only by way of the cache: dill, which hashes functions for `.map`, goes round for ever in functions that call each
    # other.
    read = _marked if len(mark.text) <= SHORT else _marked.__wrapped__
    return read(mark.text, mark.kind == marks.JSON, reader)


@lru_cache(maxsize=8192)
def _marked(text: str, is_json: bool, reader: Reader) -> Reading:
    """What a marked text says; what it marks inside of itself comes first. Short ones come again and again."""
    inner = [] if is_json else marks.find_marks(text)
    if inner:
        found = _strong(text, inner, reader, [])
        if found is not None and found.reading.status == VALUE:
            return found.reading
    return read_text(plain(text), reader)


def _weak(text: str, reader: Reader, is_marked: bool = False) -> Found:
    """What a plain text without strong marks commits to.

    Args:
        is_marked: the text is marked as an answer as a whole, so that its first line counts before its last sentence.
    """
    passed: list[tuple[str, str]] = []
    if reader.is_single and (_HUGE.search(text[-LONGEST_LINE:]) or len(text.rpartition("\n")[2]) > LONGEST_LINE):
        # One letter, number or cell is never said by so long a line, or by a number that no game has.
        return Found(EMPTY)
    opening = reader.opening(text)
    if is_marked and opening.status == VALUE:
        return Found(opening, OPENING, text)
    last = text.rpartition("\n")[2].strip()
    closing = EMPTY if _INSTRUCTION.match(last) else reader.closing(text)
    phrase: Reading = EMPTY
    for item in find_phrases(text):
        phrase = reader.head(text[item.end :], item.mood)
        is_last = phrase.status == NOTHING and closing.status == VALUE and not passed and _is_last(text, item.end)
        if is_last and reader.closing(text[item.end :]).status == VALUE:
            # "The answer is that X should play (1, 0)."
            return Found(closing, PHRASE, text[item.end :].strip(), ())
        if phrase.status in (VALUE, CONFLICT):
            line = text[item.end :].strip().partition("\n")[0]
            if (
                phrase.status == VALUE
                and closing.status == VALUE
                and closing.is_pure
                and closing.value != phrase.value
                and not reader.is_part(closing.value, phrase.value)
            ):
                return Found(Reading(CONFLICT, why="its closing line is another answer"), PHRASE, line, tuple(passed))
            return Found(phrase, PHRASE, line, tuple(passed))
        if len(passed) < MOST_PASSED:
            passed.append((text[item.start : item.end].strip(), phrase.why))
    if opening.status == VALUE and closing.status == VALUE and opening.value != closing.value and closing.weight:
        # An answer, and a reason behind it, unless the reason comes to something else.
        if closing.concludes:
            return Found(Reading(CONFLICT, why="its end says otherwise"), CLOSING, last, tuple(passed))
        if opening.weight <= OPENING_WORDS:
            return Found(opening, OPENING, text.partition("\n")[0], tuple(passed))
    if closing.status == VALUE and closing.is_pure:
        return Found(closing, CLOSING, last, tuple(passed))
    if opening.status == VALUE and opening.weight <= OPENING_WORDS and closing.status != CONFLICT:
        return Found(opening, OPENING, text.partition("\n")[0], tuple(passed))
    if closing.status in (VALUE, CONFLICT):
        return Found(closing, CLOSING, last, tuple(passed))
    if opening.status == CONFLICT:
        return Found(opening, OPENING, text.partition("\n")[0], tuple(passed))
    return Found(closing, None, last if is_marked else None, tuple(passed))


def _is_last(text: str, place: int) -> bool:
    """Whether the sentence at a place is the last one of a text."""
    return len(text) - place < LAST and len(sentences(tokens_of(text, place))) == 1


class _Anything(Reader):
    """Takes any short text for an answer."""

    longest = 300

    def head(self, text: str, mood: int = ASSERTED) -> Reading:
        found = sentences(tokens_of(text, 0, 4 * self.longest))
        if not found or mood != ASSERTED or found[0][0].low in _NO_ANSWER:
            return EMPTY
        return Reading(VALUE, text[found[0][0].start : found[0][-1].end], True)

    def opening(self, text: str) -> Reading:
        return EMPTY

    def closing(self, text: str) -> Reading:
        line = text.strip().rpartition("\n")[2].strip()
        return Reading(VALUE, line) if line and len(line) <= self.longest else EMPTY

    def takes_back(self, text: str, value: object) -> bool:
        return False


_NO_ANSWER = words("based derived consistent clear correct wrong unclear unknown obvious determined found given not")
