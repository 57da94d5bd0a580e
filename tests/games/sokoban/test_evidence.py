"""Inside every evidence box are the pixels of the thing that its label names."""

from __future__ import annotations

from gameqa.games.sokoban import picture as drawing

from gameqa.configs import Part
from gameqa.draw.looks import PLAIN
from tests.decoding import shows
from tests.samples import some_samples


def test_evidence_frames_what_it_names(part: Part) -> None:
    for sample in some_samples(part, 6):
        if sample.question.marks:
            continue
        picture = sample.picture()
        for label, place in sample.question.evidence:
            box = picture.box(place)
            tiles = drawing.kit(PLAIN, box[2] - box[0]).tiles
            content = "player" if label == "player" else "box" if "box" in label else ""
            wanted = [
                tile
                for kind, tile in tiles.items()
                if kind != drawing.WALL and (kind[0] if label.startswith("target") else kind[1] == content)
            ]
            assert any(shows(picture, box, tile) for tile in wanted)
