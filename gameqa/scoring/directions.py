"""The grammar of directions: words, letters, also run together, and arrows."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring.tokens import NUMBER, WORD, Token

_WORDS = {
    f"{word}{ending}": number
    for number, word in enumerate(("up", "down", "left", "right"))
    for ending in ("", "s", "ward", "wards", "wardly")
}
_LETTERS = {"u": 0, "d": 1, "l": 2, "r": 3}
_ENGLISH = frozenset(("dull", "lull", "dud"))
"""Words of the four letters that are no moves."""
_ARROWS = {"\u2191": 0, "\u2193": 1, "\u2190": 2, "\u2192": 3}


def direction_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """The direction, or the directions run together as letters, at a place, as places in `DIRECTIONS`."""
    token = tokens[place]
    low = token.low
    if low in _WORDS:
        return [_WORDS[low]], place + 1
    if token.kind == WORD:
        if low[-1] == "x" and place + 1 < len(tokens) and tokens[place + 1].joined and tokens[place + 1].kind == NUMBER:
            low = low[:-1]
        is_run = 0 < len(low) <= 10_000 and _LETTERS.keys() >= set(low) and low not in _ENGLISH
        if is_run and (low.upper() in token.text or token.text.islower()):
            return [_LETTERS[letter] for letter in low], place + 1
        return None
    if low in _ARROWS and not _is_word(tokens, place - 1) and not _is_word(tokens, place + 1):
        return [_ARROWS[low]], place + 1
    return None


def _is_word(tokens: Sequence[Token], place: int) -> bool:
    """Whether a direction in words or letters stands there: then an arrow beside it is a separator or repeats it."""
    if not 0 <= place < len(tokens) or tokens[place].kind != WORD:
        return False
    return tokens[place].low in _WORDS or _LETTERS.keys() >= set(tokens[place].low)
