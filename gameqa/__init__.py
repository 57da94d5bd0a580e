"""Verifiable visual game questions, made on the fly, as a Hugging Face data set.

Importing this package makes `datasets.load_dataset("gameqa", ...)` work.
"""

from gameqa.about import RELEASE as __version__
from gameqa.builders.registration import register
from gameqa.sample import recreate
from gameqa.scoring import Verdict, extract_answer, format_reward, score, verify

__all__ = ["Verdict", "__version__", "extract_answer", "format_reward", "recreate", "score", "verify"]

register(__version__)
