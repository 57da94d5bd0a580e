"""Reading whole numbers that are written in words."""

from __future__ import annotations

import re

_SMALL = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_PLACES = {word: place for names in (_SMALL, _TENS) for place, word in enumerate(names.split("|"))}

_NUMBER = re.compile(
    rf"(?:there (?:is|are) |it is |exactly |only )*"
    rf"(?:(?P<small>{_SMALL})|(?P<tens>{_TENS})(?:[- ](?P<ones>one|two|three|four|five|six|seven|eight|nine))?)"
    # A noun may follow, not a verb: "one cannot tell" says no number.
    r"(?: (?!can|could|must|should|would|might|may|of|or|has|have|needs?|sees?|at)[a-z]+"
    r"(?: (?:in total|altogether|in all))?)?",
    re.IGNORECASE,
)
_WORD = re.compile(rf"\b(?:{_SMALL}|{_TENS})\b", re.IGNORECASE)


def read_number_words(text: str) -> int | None:
    """The number that a short text without digits says: 0 to 99 as "twenty-one moves", 0 to 19 in a sentence."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        # In a sentence "one" may be a pronoun, other number words are numbers.
        found = [word.lower() for word in _WORD.findall(text) if word.lower() != "one"]
        return _PLACES[found[0]] if len(found) == 1 and found[0] in _SMALL.split("|") and len(text) <= 120 else None
    if match["small"]:
        return _PLACES[match["small"].lower()]
    return 10 * (_PLACES[match["tens"].lower()] + 2) + (_PLACES[match["ones"].lower()] if match["ones"] else 0)
