"""Tokens of plain text: words, numbers, signs and line ends, and the sentences that they form."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

WORD, NUMBER, SIGN, LINE_END = "word", "number", "sign", "line end"


class Token(NamedTuple):
    """A word, number or sign.

    Attributes:
        kind: WORD, NUMBER, SIGN or LINE_END.
        text: as written.
        low: in lower case.
        start, end: its place in the text.
        joined: whether it follows the token before without white space.
    """

    kind: str
    text: str
    low: str
    start: int
    end: int
    joined: bool


_TOKEN = re.compile(
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)|(?P<word>[^\W\d_]+(?:'[a-z]{1,2}(?![a-z]))?)|(?P<line>\n)"
    r"|-{1,2}>|=>|<=|>=|!=|==|\.\.\.?|\S"
)
_KINDS = {"number": NUMBER, "word": WORD, "line": LINE_END}
_SAME_SIGN = {"->": "\u2192", "-->": "\u2192", "=>": "\u2192", "==": "="}
_LONGEST_NUMBER = 15


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of a part of a plain text."""
    found = []
    last = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        written = match[0]
        kind = _KINDS.get(match.lastgroup or "", SIGN)
        if kind == NUMBER and len(written) > _LONGEST_NUMBER:
            kind = SIGN
        low = _SAME_SIGN.get(written, written) if kind == SIGN else written.lower()
        found.append(Token(kind, written, low, match.start(), match.end(), match.start() == last))
        last = -1 if kind == LINE_END else match.end()
    return found


def sentences(tokens: Sequence[Token]) -> list[list[Token]]:
    """The sentences of a text, each with the sign that ends it; line ends and the numbers of lists are dropped."""
    found: list[list[Token]] = []
    current: list[Token] = []
    listed = 0
    skip = -1
    for place, token in enumerate(tokens):
        if place <= skip:
            continue
        if token.kind == LINE_END:
            if current:
                found.append(current)
                current = []
            continue
        if not current and token.kind == NUMBER and is_numbering(tokens, place) and token.text == str(listed + 1):
            listed += 1
            skip = place + 1
            continue
        current.append(token)
        if token.low in (".", "!", "?") and ends_sentence(tokens, place):
            found.append(current)
            current = []
    if current:
        found.append(current)
    return found


def is_numbering(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number at a place numbers the line that begins there: 1. or 1)."""
    if (place and tokens[place - 1].kind != LINE_END) or place + 2 >= len(tokens):
        return False
    sign, after = tokens[place + 1], tokens[place + 2]
    return sign.joined and sign.low in (".", ")") and after.kind != LINE_END and not after.joined


_ABBREVIATIONS = frozenset(("vs", "approx", "resp", "cf", "fig", "eq", "no", "ca", "est", "circa", "ans"))


def ends_sentence(tokens: Sequence[Token], place: int) -> bool:
    """Whether a full stop, exclamation or question mark ends a sentence there."""
    if place + 1 >= len(tokens):
        return True
    after = tokens[place + 1]
    if tokens[place].low != ".":
        return after.low not in (")", '"', "'", "!", "?")
    if after.joined and after.kind != LINE_END:
        return after.kind == WORD and len(after.text) > 2 and after.text[0].isupper()
    before = tokens[place - 1] if place else None
    if before is None or before.kind != WORD:
        return True
    return before.low not in _ABBREVIATIONS and not (
        len(before.text) == 1 and before.joined and place >= 2 and tokens[place - 2].low == "."
    )


def behind(tokens: Sequence[Token], place: int, words: Container[str]) -> int:
    """The first place, from one on, whose token is none of some words."""
    while place < len(tokens) and tokens[place].low in words:
        place += 1
    return place
