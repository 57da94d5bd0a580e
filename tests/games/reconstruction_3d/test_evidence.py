"""Inside every evidence box are the pixels of the thing that its label names."""

from __future__ import annotations

from gameqa.games.reconstruction_3d import picture as drawing

from gameqa.configs import Part
from gameqa.draw.looks import PLAIN
from tests.samples import some_samples


def test_evidence_frames_what_it_names(part: Part) -> None:
    for sample in some_samples(part, 6):
        kinds = [mark.kind for mark in sample.question.marks]
        if kinds == ["candidates"]:
            continue
        picture, side = sample.picture(), sample.state.side
        kit = drawing.kit(PLAIN, side, (drawing.ALONE_UNITS if kinds else drawing.UNITS)[side])
        for _, place in sample.question.evidence:
            if place[0] != "voxel":
                continue
            left, top, right, bottom = picture.box(place)
            cube = kit.cubes[place[3] - 1]
            assert cube.mask.shape == (bottom - top, right - left)
            shown = picture.pixels[top:bottom, left:right]
            assert ((shown == cube.pixels) & cube.mask).sum() > cube.mask.sum() / 16
