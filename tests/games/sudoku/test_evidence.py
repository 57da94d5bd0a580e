"""Inside every evidence box are the pixels of the thing that its label names."""

from __future__ import annotations

from gameqa.games.sudoku import picture as drawing
from gameqa.games.sudoku.engine import COLORS

from gameqa.configs import Part
from gameqa.draw.looks import PLAIN
from tests.decoding import shows
from tests.samples import some_samples


def test_evidence_frames_what_it_names(part: Part) -> None:
    for sample in some_samples(part, 6):
        picture = sample.picture()
        for label, place in sample.question.evidence:
            if not label.endswith(" cell"):
                continue
            box = picture.box(place)
            name = label.removesuffix(" cell")
            number = 0 if name == "empty" else COLORS.index(name) + 1
            assert shows(picture, box, drawing.kit(PLAIN, box[2] - box[0]).cells[number])
