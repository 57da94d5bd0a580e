"""What is drawn can be read: every game's decoder gets the visible facts back from the pixels alone."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import pytest
from gameqa.games.reconstruction_3d import picture as voxels
from gameqa.games.sokoban import picture as sokoban
from gameqa.games.sudoku import picture as sudoku
from gameqa.games.sudoku.engine import COLORS

from gameqa.contract import LEVELS
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.registry import all_games
from tests.decoders.cells import INSET
from tests.samples import ALL_PARTS, PartId, some_samples


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("game", list(all_games()))
@pytest.mark.parametrize("count", [pytest.param(14, id="few"), pytest.param(210, id="many", marks=pytest.mark.slow)])
def test_decoder_reads_the_state_back(game: str, level: str, count: int) -> None:
    read = import_module(f"tests.decoders.{game}").read
    parts = [part for part in ALL_PARTS if part.game == game and part.level == level]
    for part in parts:
        for sample in some_samples(part, -(-count // len(parts))):
            if sample.question.marks and sample.question.marks[0].kind == "letter":
                continue  # A letter covers what it stands on; the question says what that is.
            seen, facts = read(sample, sample.picture())
            assert seen == facts


def shown_in(picture: Picture, box: Any) -> np.ndarray:
    left, top, right, bottom = box
    return picture.pixels[top + INSET : bottom - INSET, left + INSET : right - INSET]


def test_evidence_frames_what_it_names(part: PartId) -> None:
    """Inside every evidence box are the pixels of the thing that its label names."""
    for sample in some_samples(part, 6):
        picture = sample.picture()
        for label, place in sample.question.evidence:
            box = picture.box(place)
            if part.game == "sokoban" and not sample.question.marks and place[0] == "cell":
                kit = sokoban.kit(PLAIN, box[2] - box[0])
                wanted = "player" if label == "player" else "box" if "box" in label else ""
                sprites = [
                    sprite
                    for (target, content), sprite in kit.cells.items()
                    if (target if label.startswith("target") else content == wanted)
                ]
                assert any((sprite[INSET:-INSET, INSET:-INSET] == shown_in(picture, box)).all() for sprite in sprites)
            elif part.game == "sudoku" and label.endswith(" cell"):
                name = label.removesuffix(" cell")
                number = 0 if name == "empty" else COLORS.index(name) + 1
                sprite = sudoku.kit(PLAIN, box[2] - box[0]).cells[number]
                assert (sprite[INSET:-INSET, INSET:-INSET] == shown_in(picture, box)).all()
            elif part.game == "tangram" and place[0] == "piece":
                board = picture.box(("cell", 0, 0))
                cell = board[2] - board[0]
                covers = [
                    (picture.box(("cell", r, c)), sample.state.cut[r][c] == place[1])
                    for r in range(sample.state.side)
                    for c in range(sample.state.side)
                ]
                own = [item for item, is_own in covers if is_own]
                assert box == (*map(min, list(zip(*own, strict=True))[:2]), *map(max, list(zip(*own, strict=True))[2:]))
                ground = {int(picture.pixels[item[1] + cell // 5, item[0] + cell // 5]) for item in own}
                assert len(ground) == 1, "other colors inside of the piece's cells"
            elif part.game == "reconstruction_3d" and place[0] == "voxel" and not sample.question.marks:
                kit = voxels.kit(PLAIN, sample.state.side, voxels.UNITS[sample.state.side])
                cube = kit.cubes[place[3] - 1]
                assert cube.mask.shape == (box[3] - box[1], box[2] - box[0])
                shown = picture.pixels[box[1] : box[3], box[0] : box[2]]
                assert ((shown == cube.pixels) & cube.mask).sum() > cube.mask.sum() / 12
