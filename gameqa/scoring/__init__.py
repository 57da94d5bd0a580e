"""Reading responses by principles, and judging what they commit to.

`plain` strips notation, `extraction` finds what a response commits to, the readers of `kinds` read it, `judging`
compares it or asks the game engine. A game's own readers are built from `Single`, `Listed` and the grammars beside
them.
"""

from gameqa.scoring.extraction import extract_answer
from gameqa.scoring.format import format_reward
from gameqa.scoring.judging import Verdict, score, verify

__all__ = ["Verdict", "extract_answer", "format_reward", "score", "verify"]
