"""What the faces of a cube show, in words."""

from __future__ import annotations

from gameqa.wording import joined

from .engine import COLORS, FACES, Cube

ALL_FACES = tuple((f"face {face}", ("face", face)) for face in FACES)
"""All faces as evidence."""


def face_lines(cube: Cube, face: str) -> list[str]:
    """The colors of a face row by row, in words."""
    return [
        f"Row {row} of {face}: {', '.join(COLORS[cube.color(face, row, column)] for column in range(3))}."
        for row in range(3)
    ]


def center_lines(cube: Cube) -> list[str]:
    """What color every face must have."""
    told = [f"{face} {COLORS[cube.color(face, 1, 1)]}" for face in FACES]
    return [f"The centers say what color each face must have: {joined(told)}."]
