"""Verifiable visual game questions, made on the fly, as a Hugging Face data set.

Importing this package makes `datasets.load_dataset("gameqa", ...)` work.
"""

from gameqa.about import RELEASE as __version__
from gameqa.builders.registration import register
from gameqa.sample import recreate
from gameqa.scoring import extract_answer, score

__all__ = ["__version__", "extract_answer", "recreate", "score"]

register(__version__)
