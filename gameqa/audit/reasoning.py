"""What the reasoning of a sample must not do: be too short, or assert what it does not show."""

from __future__ import annotations

import re
from collections.abc import Sequence

FEWEST_LINES = 2
"""Lines before the answer: what is read off the picture, and what follows from it."""

MOST_LINES = 45
"""Longer ones are not read."""

ASSERTIONS = (
    r"\bsearch(es|ed|ing)?\b",
    r"\bexhaustive",
    r"\bplacements? fits?\b",
    r"\bno other (two|pair|list|way|piece|cell|place|option|move)s?\b.*\b(is|are|does|do|matches|fits)\b",
    r"\b(each|every|all|any) (one )?of the other",
    r"\b(each|every|all) other (list|option|drawing|choice|answer)",
    r"\bthe (other|rest of the) (lists|options|drawings|choices|answers)\b",
    r"\bsuch as\b",
    r"\band so on\b",
    r"\bit (can|could) be (shown|checked|seen)\b",
    r"\b(clearly|obviously|of course)\b",
    r"\bby (computer|trying everything)\b",
)
"""Phrases that report a search, a count or a comparison in place of showing it."""

_ASSERTS = re.compile("|".join(ASSERTIONS), re.IGNORECASE)


def asserted(steps: Sequence[str]) -> list[str]:
    """The lines that hold one of the phrases."""
    return [step for step in steps if _ASSERTS.search(step)]
