r"""Strong marks: answer elements, boxes, a model's own box tokens, and the values of answers in JSON.

Every search goes once through the text; at most `MOST_MARKS` marks, the last ones, are looked at closely.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable
from typing import NamedTuple

TAG, BOX, TOKENS, JSON = "answer element", "box", "box tokens", "JSON"
LONGEST_MARKED = 20_000
MOST_MARKS = 32
LONGEST_JSON = 200_000
"""How many characters at the end of a response are searched for JSON."""
LONGEST_OPEN = 400
"""How long the content of an answer element may be that another one follows before it is closed."""

_TAG = re.compile(r"<[ ]?(/?)[ ]?(?:final[ _-]?|correct[ _-]?)?answer[ ]?>", re.IGNORECASE)
_BOX = re.compile(r"(?:\\f?box(?:ed)?|\x08oxed|(?<![A-Za-z\\])boxed)[ ]{0,3}(?=\{)")
_HALF_TAG = re.compile(r"<[ ]?/[a-zA-Z _-]{0,20}\Z")
_BRACE = re.compile(r"[{}]")
_TOKENS = re.compile(r"<\|?(begin_of_box|end_of_box|box_start|box_end)\|?>")
_KEY = re.compile(
    r"[\"'](?:final[ _-]?|correct[ _-]?|the[ _-])?(answers?|option|choice|letter|moves|grid|solution)[\"']"
    r"[ \n\t]{0,8}:[ \n\t]{0,8}",
    re.IGNORECASE,
)
_ANSWER_KEYS = frozenset(("answer", "answers", "option", "choice", "letter"))
_LATEX = re.compile(
    r"(?<!\\)\\(?=(?:frac|boxed|begin|bullet|tfrac|times|to|right|rightarrow|rule|neq|uparrow|underline)\b|text)"
)
"""Commands of LaTeX that JSON would take for escapes."""
_SCALAR = re.compile(r"-?[0-9][0-9./]{0,40}|true|false|null|None")
_HIDDEN = re.compile(r"```|~~~")
_ESCAPES = re.compile(r"\\(u[0-9a-fA-F]{4}|.)", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\n", "b": "\b", "f": " "}


class Mark(NamedTuple):
    """A strong mark.

    Attributes:
        start, end: its place in the response.
        kind: TAG, BOX, TOKENS or JSON.
        text: what it marks, as written.
        rank: of marks in one JSON object: 0 for answers, 1 for what may be one.
    """

    start: int
    end: int
    kind: str
    text: str
    rank: int = 0


def find_marks(text: str) -> list[Mark]:
    """The strong marks of a response in order, without those inside of others."""
    found = [*_tags(text), *_tokens(text), *_boxes(text), *_json(text)]
    if len(found) < 2:
        return found
    found.sort(key=lambda mark: (mark.start, -mark.end))
    outer: list[Mark] = []
    for mark in found:
        if not outer or mark.start >= outer[-1].end:
            outer.append(mark)
    return outer[-MOST_MARKS:]


def _last(pattern: re.Pattern[str], text: str, start: int) -> Iterable[re.Match[str]]:
    """The last matches of a pattern from a place on, enough for the last marks."""
    return deque(pattern.finditer(text, start), 4 * MOST_MARKS)


def _tags(text: str) -> list[Mark]:
    """Answer elements; a last one may lack its end, where a response was stopped there."""
    first = text.find("<")
    if first < 0:
        return []
    found: list[Mark] = []
    opened: re.Match[str] | None = None
    for match in _last(_TAG, text, first):
        if not match[1]:
            if opened is not None and 0 < len(text[opened.end() : match.start()].strip()) <= LONGEST_OPEN:
                found.append(Mark(opened.start(), match.start(), TAG, text[opened.end() : match.start()]))
            opened = match
        elif opened is not None:
            if match.start() - opened.end() <= LONGEST_MARKED:
                found.append(Mark(opened.start(), match.end(), TAG, text[opened.end() : match.start()]))
            opened = None
    if opened is not None and 0 < len(text) - opened.end() <= LONGEST_MARKED:
        found.append(Mark(opened.start(), len(text), TAG, _HALF_TAG.sub("", text[opened.end() :])))
    return found


def _tokens(text: str) -> list[Mark]:
    if "<|" not in text and "box_" not in text:
        return []
    found: list[Mark] = []
    opened: re.Match[str] | None = None
    for match in _last(_TOKENS, text, 0):
        if match[1] in ("begin_of_box", "box_start"):
            opened = match
        elif opened is not None:
            found.append(Mark(opened.start(), match.end(), TOKENS, text[opened.end() : match.start()]))
            opened = None
    if opened is not None and len(text) - opened.end() <= LONGEST_MARKED:
        found.append(Mark(opened.start(), len(text), TOKENS, text[opened.end() :]))
    return found


def _boxes(text: str) -> list[Mark]:
    """Boxes with balanced braces; a last one may lack its end."""
    first = text.find("box")
    if first < 0:
        return []
    starts = list(_BOX.finditer(text, max(0, first - 2)))[-MOST_MARKS:]
    if not starts:
        return []
    opened = {match.end(): match for match in starts}
    stack: list[int] = []
    found: list[Mark] = []
    for brace in _BRACE.finditer(text, starts[0].end()):
        if brace[0] == "{":
            if not stack and brace.start() not in opened:
                continue
            stack.append(brace.start())
        elif stack:
            start = stack.pop()
            if start in opened and brace.start() - start <= LONGEST_MARKED:
                found.append(Mark(opened[start].start(), brace.end(), BOX, text[start + 1 : brace.start()]))
    for start in stack:
        if start in opened and len(text) - start <= 400 and "\n\n" not in text[start:]:
            found.append(Mark(opened[start].start(), len(text), BOX, text[start + 1 :]))
            break
    return found


def _json(text: str) -> list[Mark]:
    """The values of answers in JSON, of any depth, also where the object is not closed."""
    if ":" not in text or "{" not in text:
        return []
    found = []
    for match in list(_KEY.finditer(text, max(0, len(text) - LONGEST_JSON)))[-MOST_MARKS:]:
        value = _json_value(text, match.end())
        if value is not None:
            rank = 0 if match[1].lower() in _ANSWER_KEYS else 1
            found.append(Mark(match.start(), value[1], JSON, value[0], rank))
    return found


def _json_value(text: str, start: int) -> tuple[str, int] | None:
    """A value of JSON as plain text, and the place behind it."""
    sign = text[start : start + 1]
    if sign in ('"', "'"):
        end = _string_end(text, start)
        return None if end < 0 else (unescaped(text[start + 1 : end]), end + 1)
    if sign in ("[", "{"):
        part = text[start : start + LONGEST_MARKED]
        try:
            value, length = json.JSONDecoder().raw_decode(part)
            return _written_lines(value), start + length
        except (ValueError, RecursionError):
            length = _bracket_end(part)
            return None if length < 0 else (part[:length], start + length)
    match = _SCALAR.match(text, start)
    return None if match is None else (match[0], match.end())


def _string_end(text: str, start: int) -> int:
    sign = text[start]
    place = start + 1
    stop = min(len(text), start + LONGEST_MARKED)
    while True:
        end = text.find(sign, place, stop)
        if end < 0:
            return -1
        slashes = 0
        while text[end - 1 - slashes] == "\\" and end - 1 - slashes > start:
            slashes += 1
        if slashes % 2 == 0:
            return end
        place = end + 1


def _bracket_end(text: str) -> int:
    """The place behind the bracket that closes the first one; -1 where none does."""
    depth = 0
    for match in re.finditer(r"[\[\]{}]", text):
        depth += 1 if match[0] in "[{" else -1
        if depth == 0:
            return match.end()
    return -1


def unescaped(text: str) -> str:
    """The text of a JSON string; escapes that are none, as of LaTeX, stay."""
    if "\\" not in text:
        return text
    text = _LATEX.sub(r"\\\\", text)
    try:
        return str(json.loads(f'"{text}"', strict=False))
    except ValueError:
        return _ESCAPES.sub(lambda match: _ESCAPED.get(match[1], match[0]), text)


def _written_lines(value: object) -> str:
    """A value as an answer; the parts of an object on lines of their own."""
    if isinstance(value, dict):
        return "\n".join(f"{key}: {written(part)}" for key, part in value.items())
    return written(value)


def written(value: object) -> str:
    """A value of JSON as an answer would be written in a text."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return ", ".join(f"{key}: {written(part)}" for key, part in value.items())
    if not isinstance(value, list):
        return json.dumps(value)
    texts = [item for item in value if isinstance(item, str)]
    if texts and len(texts) == len(value):
        # Strings with as many words each are the rows of a grid.
        are_rows = " " in texts[0] and len({len(text.split()) for text in texts}) == 1
        return ("\n" if are_rows else ", ").join(texts)
    if any(isinstance(item, (list, dict)) for item in value):
        return "\n".join(_row(item) if isinstance(item, list) else written(item) for item in value)
    return _row(value)


def _row(values: list[object]) -> str:
    return f"({', '.join(written(value) for value in values)})"


def without_code(text: str) -> str | None:
    """The text without its code blocks; None where it has none."""
    parts = hidden_parts(text)
    if not parts:
        return None
    ends = [0, *(end for _, end in parts)]
    starts = [*(start for start, _ in parts), len(text)]
    return "\n".join(text[end:start] for end, start in zip(ends, starts, strict=True))


def hidden_parts(text: str) -> list[tuple[int, int]]:
    """The places of code blocks."""
    if "```" not in text and "~~~" not in text:
        return []
    fences = [match.start() for match in _HIDDEN.finditer(text)]
    ends = [*fences, len(text)]
    return [(fences[place], ends[place + 1] + 3) for place in range(0, len(fences), 2)]
