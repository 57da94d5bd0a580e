"""Verifiable visual game questions, made on the fly, as a Hugging Face data set.

Importing this package makes `datasets.load_dataset("gameqa", ...)` work.
"""
# ruff: noqa: E402

from pathlib import Path

_BESIDE = Path(__file__).parent.parent
# A checkout has builders/ and games/ beside this folder, not in it as an installed package has. Python that is started
# in a checkout imports this folder, whatever is installed; then its own parts belong to it, not installed ones.
if (_BESIDE / "builders" / "registration.py").is_file():
    __path__.append(str(_BESIDE))

from gameqa.about import RELEASE as __version__
from gameqa.builders.registration import register
from gameqa.builders.streaming import carry_types
from gameqa.sample import recreate
from gameqa.scoring import Verdict, extract_answer, format_reward, score, verify

__all__ = ["Verdict", "__version__", "extract_answer", "format_reward", "recreate", "score", "verify"]

register(__version__)
carry_types()
