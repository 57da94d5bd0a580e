r"""Finding the final answer in a response.

A final answer is the last of `<answer>...</answer>`, `\boxed{...}`, and "Answer: ..." or "the answer is ...";
what a model thinks (`<think>`) or shows in code blocks does not count where it says something outside of them.
Every search goes once through the text, so a megabyte of anything is done in a moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter

from gameqa.answers import LONGEST_ANSWER

TAG, BOX, SAID, BARE = "tag", "box", "said", "bare"
"""How a final answer is marked; BARE: a response that is its own answer."""

LONGEST_BARE_RESPONSE = 4_000
LONGEST_RESPONSE = 4_000_000

_TAG = re.compile(r"<(/?)answer>", re.IGNORECASE)
_THOUGHT = re.compile(r"<(/?)think(?:ing)?>", re.IGNORECASE)
_SAID = re.compile(
    r"(?:\banswer|\b(?:correct|right|final|best|my) (?:option|choice)|\u7b54\u6848)(?:\*\*|__)?\s{0,3}"
    # Not followed by a remark about an answer: "the answer is consistent with the picture".
    r"(?:\b(?:is|(?:must|should|would|has to) be)\b(?!\s+(?:consistent|correct|wrong|clear|obvious|based|because"
    r"|determined|found|supported|given|confirmed|this|that|not|unclear|unknown)\b)|:|=|\uff1a|\u662f|\u4e3a|\s[-\u2013\u2014]\s)"
    r"[\s:*_]{0,6}(?:(?:clearly|obviously|definitely|probably|likely|therefore|thus|indeed|again) )?"
    r"|^#{1,6} *(?:the |my )?(?:final |correct )?answer[ *_]*\n\s{0,6}",
    re.IGNORECASE | re.MULTILINE,
)
_JSON = re.compile(
    r'"(?:final[ _]?)?answer"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d[\d.]*|\[[^\]]*\]))\s*[,}]', re.IGNORECASE
)
_HINTS = ("answer", "option", "choice", "\u7b54\u6848")
BEFORE_HINT, BEHIND_HINT = 24, 64
"""How many characters before and behind the start of a hint a match of `_SAID` may reach."""
MOST_PHRASES = 2_000
"""How many hints are looked at, from the end."""
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n|</?answer>", re.IGNORECASE)
_HIDDEN = re.compile(r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_MARKER = re.compile(r"</?answer>|\\boxed|answer|option|choice|\u7b54\u6848", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A final answer as written.

    Attributes:
        text: the text, without the white space around it.
        marked: TAG, BOX, SAID or BARE.
    """

    text: str
    marked: str


def extract_answer(response: str) -> str | None:
    r"""The final answer that a response gives, as written.

    It is the last of `<answer>...</answer>`, `\boxed{...}`, "Answer: ..." and "the answer is ...";
    a short response without any of these is its own answer. None where there is no final answer.
    """
    found = find_answer(response)
    return None if found is None else found.text


def find_answer(response: str | None) -> Found | None:
    """The final answer of a response with the way it is marked; None where there is none."""
    if not isinstance(response, str) or len(response) > LONGEST_RESPONSE:
        return None
    response = _without_thoughts(response)
    if not response.strip():
        return None
    place = _last_marked(response)
    if place is not None and ("```" in response or "~~~" in response or "<!--" in response):
        place = _last_marked(_HIDDEN.sub(_without_markers, response)) or place
    if place is not None:
        start, end, marked = place
        text = response[start:end].strip()
        return Found(text, marked) if text else None
    whole = response.strip()
    return Found(whole, BARE) if len(whole) <= LONGEST_BARE_RESPONSE else None


_Place = tuple[int, int, str]
"""Start and end of a final answer, and how it is marked."""


def _last_marked(response: str) -> _Place | None:
    found = (_tagged(response), _boxed(response), _in_json(response))
    exact = max((place for place in found if place is not None), default=None)
    return _said(response, exact[0] if exact else 0) or exact


def _without_markers(hidden: re.Match[str]) -> str:
    """A code block or comment of the same length in which nothing marks a final answer."""
    return _MARKER.sub(lambda marker: "\0" * len(marker[0]), hidden[0])


def _without_thoughts(response: str) -> str:
    """What follows the last closed thought; nothing where the last thought is not closed."""
    if "think" not in response and "THINK" not in response:
        return response
    last = None
    for match in _THOUGHT.finditer(response):
        last = match
    if last is None:
        return response
    if last[1]:
        return response[last.end() :]
    return ""


def _tagged(response: str) -> _Place | None:
    """The last answer element; a last one with content may lack its end, where a response was stopped there."""
    if "<" not in response:
        return None
    last = None
    opened = None
    for match in _TAG.finditer(response):
        if not match[1]:
            opened = match.end()
        elif opened is not None:
            last = (opened, match.start(), TAG)
            opened = None
    if opened is not None and 0 < len(response[opened:].strip()) <= LONGEST_ANSWER:
        return opened, len(response), TAG
    return last


def _boxed(response: str) -> _Place | None:
    r"""The last complete \boxed{...}, with braces inside balanced."""
    start = response.rfind("\\boxed")
    if start < 0:
        return None
    opened = start + len("\\boxed")
    while opened < len(response) and response[opened] == " ":
        opened += 1
    if opened >= len(response) or response[opened] != "{":
        return None
    depth = 0
    for place in range(opened, min(len(response), opened + LONGEST_ANSWER)):
        if response[place] == "{":
            depth += 1
        elif response[place] == "}":
            depth -= 1
            if depth == 0:
                return opened + 1, place, BOX
    return None


def _in_json(response: str) -> _Place | None:
    """The last value of "answer" in a JSON object."""
    end = response.rfind("}")
    hint = response.rfind('nswer"', 0, end) if end >= 0 else -1
    if hint < 0:
        return None
    last = None
    for match in _JSON.finditer(response, max(0, hint - 16)):
        last = match
    if last is None:
        return None
    group = 1 if last[1] is not None else 2
    return last.start(group), last.end(group), TAG


def _said(response: str, start: int) -> _Place | None:
    """The last "answer is ..." or "Answer: ..." behind start, up to the paragraph's end."""
    match = _last_phrase(response, start)
    if match is None:
        return None
    stop = _PARAGRAPH_END.search(response, match.end())
    end = stop.start() if stop else len(response)
    return (match.end(), end, SAID) if response[match.end() : end].strip() else None


def _last_phrase(response: str, start: int) -> re.Match[str] | None:
    """The last match of `_SAID`, looked for only around its rare words, from the end."""
    lower = response.lower()
    if len(lower) != len(response):
        lower = response
    places = {hint: lower.rfind(hint, start) for hint in _HINTS}
    for _ in range(MOST_PHRASES):
        hint, place = max(places.items(), key=itemgetter(1))
        if place < 0:
            return None
        last = None
        for match in _SAID.finditer(response, max(start, place - BEFORE_HINT), place + BEHIND_HINT):
            last = match
        if last is not None:
            return last
        places[hint] = lower.rfind(hint, start, place)
    return None


_TAGS_ALONE = re.compile(r"[^<]*(?:<(?!/?answer>)[^<]*)*<answer>([^<]*(?:<(?!/?answer>)[^<]*)*)</answer>\s*")
_THINK_FIRST = re.compile(r"\s*<think>[^<]*(?:<(?!/?think>)[^<]*)*</think>\s*<answer>")


def thinks_then_answers(response: str | None, think: bool) -> bool:
    """Whether a response ends in its only answer element, which is not empty.

    Args:
        think: whether there must be exactly one think element before it and nothing else.
    """
    if not isinstance(response, str) or len(response) > LONGEST_RESPONSE:
        return False
    match = _TAGS_ALONE.fullmatch(response)
    if match is None or not match[1].strip():
        return False
    return not think or _THINK_FIRST.match(response) is not None
