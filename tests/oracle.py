"""How many samples the oracle tests look at: a few by default, 200 a task and level in the slow run."""

from __future__ import annotations

import pytest

COUNTS = pytest.mark.parametrize(
    "count", [pytest.param(12, id="few"), pytest.param(200, id="many", marks=pytest.mark.slow)]
)
