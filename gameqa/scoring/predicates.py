"""What is said of a value right behind or before it: "B is wrong", "next to (1, 0)", "7 in all"."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring import lexicon
from gameqa.scoring.moods import EXPLAINED, HEDGED, NOT
from gameqa.scoring.tokens import NUMBER, WORD, Token


def low_at(tokens: Sequence[Token], place: int) -> str:
    """The token at a place in lower case; empty behind the end."""
    return tokens[place].low if 0 <= place < len(tokens) else ""


def predicated(tokens: Sequence[Token], end: int, mood: int, is_subject: bool, has_units: bool = False) -> int:
    """The mood of a value that ends at a place, by what is said of it there.

    Args:
        mood: the mood where nothing is said.
        is_subject: whether a value with a predicate is an answer only where the predicate says so.
        has_units: whether a noun may stand between them.
    """
    place = _behind_units(tokens, end) if has_units else end
    while low_at(tokens, place) in lexicon.BRACKETS or low_at(tokens, place) in ("also", "both", "all"):
        place += 1
    word = low_at(tokens, place)
    aside = place + (word in (":", "-", ",", "\u2192", "=", "("))
    said = low_at(tokens, aside)
    if low_at(tokens, aside + 1) in lexicon.ENDINGS and (said in lexicon.FLAT or said in lexicon.DOUBTS):
        return NOT if said in lexicon.FLAT else HEDGED
    if (said, low_at(tokens, aside + 1)) in lexicon.NO_BETTER:
        return HEDGED
    if word in lexicon.FAILS or word in ("wrong", "incorrect", "impossible"):
        return NOT
    if (word, low_at(tokens, place + 1)) == ("in", "reverse"):
        return NOT
    if word == "would" and low_at(tokens, place + 1) == "have":
        return NOT
    if word in ("may", "might", "could", "would"):
        following = {token.low for token in tokens[place + 1 : place + 6]}
        if following & lexicon.FLAWS or low_at(tokens, place + 1) in ("not", "never"):
            return NOT
        if word == "would":
            return mood
        return HEDGED if following & lexicon.POSSIBLE else EXPLAINED
    if word not in lexicon.COPULAS:
        return mood
    return _of_copula(tokens, place, mood, is_subject)


def _behind_units(tokens: Sequence[Token], end: int) -> int:
    """The place of a verb behind up to three words of units; the end itself where none is."""
    for place in range(end, min(end + 4, len(tokens))):
        low = tokens[place].low
        if low in lexicon.COPULAS or low in lexicon.FAILS:
            return place
        if (tokens[place].kind != WORD and low != "\u00b0") or low in lexicon.COORDINATORS or low in lexicon.REASONS:
            break
    return end


def _of_copula(tokens: Sequence[Token], place: int, mood: int, is_subject: bool) -> int:
    while low_at(tokens, place) in lexicon.COPULAS | lexicon.ADVERBS or low_at(tokens, place) == "to":
        place += 1
    after = low_at(tokens, place)
    following = {token.low for token in tokens[place : place + 5]}
    if after in lexicon.NEGATIVES or following & lexicon.FLAWS or following & lexicon.OTHERS:
        return NOT
    if following & lexicon.FIRST and following & lexicon.TRIES:
        return NOT
    if after in lexicon.HEDGES or (after, low_at(tokens, place + 1)) in lexicon.NO_BETTER:
        return HEDGED
    return EXPLAINED if is_subject and after not in lexicon.POSITIVES else mood


def is_percent(tokens: Sequence[Token], end: int) -> bool:
    """Whether a percentage follows: "B 60%", "B (60%)"."""
    place = end
    while low_at(tokens, place) in (":", "(", "-", "with", "at", "="):
        place += 1
    return place + 1 < len(tokens) and tokens[place].kind == NUMBER and tokens[place + 1].low == "%"


def is_beside(tokens: Sequence[Token], start: int) -> bool:
    """Whether a value only tells where something else is: next to (1, 0)."""
    before = low_at(tokens, start - 1)
    return before in lexicon.BESIDE or (before in ("of", "to", "from") and low_at(tokens, start - 2) in lexicon.SIDES)


def is_added(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a value is offered beside another one: "D fits too", "so does D", "but also D"."""
    before = low_at(tokens, start - 1)
    if before == "also" or (before in ("does", "is") and low_at(tokens, start - 2) in ("so", "as")):
        return True
    for place in range(end, min(end + 5, len(tokens))):
        low = tokens[place].low
        if low in lexicon.PAUSES:
            return False
        if low in lexicon.ADDED or (low == "well" and tokens[place - 1].low == "as"):
            return low == "also" or low_at(tokens, place + 1) in lexicon.ENDINGS
    return False


def sums_up(tokens: Sequence[Token], end: int) -> bool:
    """Whether "in total" or the like follows."""
    for place in range(end, min(end + 5, len(tokens))):
        word = tokens[place].low
        if word in (",", ";", ".", "("):
            return False
        if word in ("total", "altogether", "overall") or (word == "all" and low_at(tokens, place - 1) == "in"):
            return True
    return False
