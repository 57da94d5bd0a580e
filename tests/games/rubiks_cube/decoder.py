"""Cubes: the net and both views, read by where their stickers are, must show the same cube.

The views are read by a geometry of their own, in units of a sticker from the middle of the view.
"""

from __future__ import annotations

from typing import Any

from gameqa.games.rubiks_cube import picture as cubes

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample

FACES = "ULFRBD"
WIDE, HALF = 0.866, 0.5

# Corner (right, down of the view's middle), step of a column, step of a row.
FRONT_VIEW = {
    "U": ((0, -3), (WIDE, HALF), (-WIDE, HALF)),
    "F": ((-3 * WIDE, -1.5), (WIDE, HALF), (0, 1)),
    "R": ((0, 0), (WIDE, -HALF), (0, 1)),
}


def front_point(face: str, row: int, column: int) -> tuple[float, float]:
    (x, y), (across, down), (right, below) = FRONT_VIEW[face]
    c, r = column + 0.5, row + 0.5
    return x + c * across + r * right, y + c * down + r * below


def over_point(face: str, row: int, column: int) -> tuple[float, float]:
    """A sticker of the view that shows the cube upside down: D above, L at the left, B at the right.

    Upside down, the rows of L and B run upwards and their columns to the left, and D's far corner is the one
    between F and R.
    """
    c, r = column + 0.5, row + 0.5
    if face == "L":
        return -WIDE * c, 3 - HALF * c - r
    if face == "B":
        return 3 * WIDE - WIDE * c, 1.5 + HALF * c - r
    return WIDE * (c + r - 3), HALF * (r - c - 3)


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    second = [mark.content for mark in sample.question.marks]
    kit = cubes.kit(look, 1 + len(second))
    inks = {ink: letter for letter, ink in kit.colors.items()}
    facts: list[str] = [sample.state.stickers, *second]

    def color_at(x: float, y: float) -> str:
        return inks[int(picture.pixels[round(y), round(x)])]

    def color_of(left: int, top: int) -> str:
        """The color that takes most of a sticker, whatever its letter and its gaps are."""
        taken = picture.pixels[top : top + kit.cell, left : left + kit.cell]
        return max(inks.items(), key=lambda ink: int((taken == ink[0]).sum()))[1]

    seen = []
    for number in range(1, len(facts) + 1):
        stickers = ""
        for face in FACES:
            left, top = kit.corners[number, face]
            for place in range(9):
                stickers += color_of(left + place % 3 * kit.cell, top + place // 3 * kit.cell)
        seen.append(stickers)
    if not second:
        height, width = picture.pixels.shape
        middle = height - look.margin - 3 * kit.cell
        for number, (faces, point) in enumerate((("UFR", front_point), ("DLB", over_point))):
            center = width // 4 + number * (width // 2)
            for face in faces:
                for place in range(9):
                    if place == 4:
                        continue  # The center carries the letter.
                    x, y = point(face, place // 3, place % 3)
                    found = color_at(center + x * kit.cell, middle + y * kit.cell)
                    seen.append(found)
                    facts.append(sample.state.stickers[9 * FACES.index(face) + place])
    return seen, facts
