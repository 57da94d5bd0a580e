"""Where things are in a picture."""

from __future__ import annotations

from typing import Any

Place = tuple[Any, ...]
"""A named thing in a picture, such as ("cell", 2, 5) or ("piece", 3); each game documents its own."""

Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels; right and bottom are just outside."""
