"""Inside every evidence box are the pixels of the thing that its label names."""

from __future__ import annotations

from gameqa.configs import Part
from tests.samples import some_samples


def test_evidence_frames_what_it_names(part: Part) -> None:
    for sample in some_samples(part, 6):
        picture, side = sample.picture(), sample.state.side
        left, _, right, _ = picture.box(("cell", 0, 0))
        width = right - left
        for _, place in sample.question.evidence:
            if place[0] != "piece":
                continue
            own = [
                picture.box(("cell", r, c))
                for r in range(side)
                for c in range(side)
                if sample.state.cut[r][c] == place[1]
            ]
            lefts, tops, rights, bottoms = zip(*own, strict=True)
            assert picture.box(place) == (min(lefts), min(tops), max(rights), max(bottoms))
            ground = {int(picture.pixels[box[1] + width // 5, box[0] + width // 5]) for box in own}
            assert len(ground) == 1, "other colors inside of the piece's cells"
