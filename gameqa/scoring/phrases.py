"""Phrases that announce an answer: "the answer is", "Answer:", "so I choose", "the correct option is"."""

from __future__ import annotations

import re
from typing import NamedTuple

from gameqa.scoring import lexicon
from gameqa.scoring.lexicon import words
from gameqa.scoring.moods import ASSERTED, HEDGED, NOT, SUPPOSED
from gameqa.scoring.statements import mood_after
from gameqa.scoring.tokens import LINE_END, NUMBER, SIGN, Token, tokens_of

MOST_PHRASES = 50
"""How many phrases are looked at, from the end."""
LOOK_BACK, LOOK_AHEAD = 240, 160

_CUE = re.compile(
    r"\b(?:(?P<noun>answers?|ans|solution|conclusion|verdict)|(?P<final>final)(?=[ ]?:|[ ]?\n)"
    r"|(?P<qualified>options?|choices?|letter|moves?|position|cell|count|number|angle|probability|result|path|sequence"
    r"|list|grid|placement|value|one|pick|guess|total|order|square|selection|decision|response)"
    r"|(?P<verb>choose|chose|choosing|pick|picking|select|selecting|go with|going with|opt for|settle on|settled on"
    r"|answer with|vote for))\b",
    re.IGNORECASE,
)
_QUALIFIERS = words("correct right best final my chosen optimal selected winning only")
_WEAK = frozenset(("right", "only"))
_RIGHT_OF = words("option options choice choices letter one answer")
"""The nouns before which "right" and "only" speak of the answer."""
_WRONG = words(
    "wrong incorrect tempting naive common first initial previous earlier possible candidate other alternative false "
    "trap another potential likely second plausible no any each every former intermediate given"
)
_LINKS = frozenset(("is", "are", "was", "be", "equals", "=", ":", ">", "\u2192", "becomes", "remains", "reads"))
_DENYING_LINKS = words("isn't aren't wasn't cannot can't shouldn't")
_BEHIND_LINK = frozenset(("is", "are", "be", "been", ":", "=", ">", "\u2192", "to", "-"))
_MINUS = ("-", "\u2212")
_STOPS = frozenset(("but", "because", "and", "or", "since", "so", ",", ";", ".", "!", "?"))


class Phrase(NamedTuple):
    """A phrase that announces an answer.

    Attributes:
        start: its place in the text.
        end: where the announced answer begins.
        mood: in which mood it is announced.
    """

    start: int
    end: int
    mood: int


def find_phrases(text: str) -> list[Phrase]:
    """The phrases of a text, the last one first."""
    cues = list(_CUE.finditer(text))[-2 * MOST_PHRASES :]
    found: list[Phrase] = []
    for cue in reversed(cues):
        phrase = _phrase(text, cue)
        if phrase is not None:
            found.append(phrase)
            if len(found) == MOST_PHRASES:
                break
    return found


def _phrase(text: str, cue: re.Match[str]) -> Phrase | None:
    before = _before(text, cue.start())
    if cue["qualified"]:
        nearest = [token.low for token in before[-2:]]
        if not _QUALIFIERS.intersection(nearest) or before[-1].kind == SIGN:
            return None
        if not (_QUALIFIERS - _WEAK).intersection(nearest) and cue[0].lower() not in _RIGHT_OF:
            return None
    if not cue["verb"] and any(token.low in _WRONG for token in before[-2:]):
        return None
    mood, supposes = _mood(before)
    ahead = tokens_of(text, cue.end(), min(len(text), cue.end() + LOOK_AHEAD))
    if cue["verb"]:
        return Phrase(cue.start(), cue.end(), mood)
    link = _link(ahead)
    if link is None:
        return None
    place, denied = link
    end = ahead[place - 1].end if place else cue.end()
    between = {token.low for token in ahead[:place]}
    if denied:
        mood = NOT
    elif mood == ASSERTED and (
        supposes or ("would" in between and not all(token.low in lexicon.LIGHT for token in before))
    ):
        mood = SUPPOSED
    elif mood == ASSERTED and not between.isdisjoint(lexicon.HEDGES):
        mood = HEDGED
    return Phrase(cue.start(), end, mood)


def _link(ahead: list[Token]) -> tuple[int, bool] | None:
    """How many tokens link a noun with its answer, and whether they deny it; None where they do not link."""
    if not ahead:
        return None
    place, denied = 0, False
    while place < len(ahead) and ahead[place].low in (")", '"', "'", "]"):
        place += 1
    if place < len(ahead) and ahead[place].kind == LINE_END:
        return place, False
    words = 0
    step = place
    while step < len(ahead) and words <= 7:
        token = ahead[step]
        if token.low in _DENYING_LINKS:
            denied = True
            break
        if words == 0 and _is_sign(ahead, step):
            return place, False
        if token.low in _LINKS or (token.low == "-" and not token.joined and words == 0):
            break
        if (token.kind == SIGN and token.low not in "()'\"") or token.kind == LINE_END or token.low in _STOPS:
            return (
                (place, False) if step == place and token.kind == SIGN and token.low in ("(", "[", "{", '"') else None
            )
        if words == 0 and (token.kind == NUMBER or (len(token.text) == 1 and token.text.isupper())):
            return place, False
        words += 1
        step += 1
    else:
        return None
    if step >= len(ahead):
        return None
    step += 1
    while step < len(ahead) and ahead[step].low in _BEHIND_LINK and not _is_sign(ahead, step):
        step += 1
    return step, denied


def _is_sign(tokens: list[Token], place: int) -> bool:
    """Whether a token is the minus sign of a number, which follows without a space."""
    if tokens[place].low not in _MINUS or place + 1 == len(tokens):
        return False
    return tokens[place + 1].kind == NUMBER and tokens[place + 1].joined


def _before(text: str, end: int) -> list[Token]:
    """The tokens of the sentence before a place."""
    start = max(0, end - LOOK_BACK)
    part = text[start:end]
    cut = max(part.rfind("\n"), part.rfind(". "), part.rfind("! "), part.rfind("? "))
    return tokens_of(text, start + cut + 1, end)


def _mood(before: list[Token]) -> tuple[int, bool]:
    """The mood that a sentence has reached before a phrase, and whether it supposes something."""
    mood, supposes = mood_after(before)
    if any(token.low == "or" for token in before[-2:]):
        mood = HEDGED
    return mood, supposes
