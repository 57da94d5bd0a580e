"""What is drawn can be read: decoders that get the visible facts back from the pixels alone.

They know the layout and the sprites of a look, but not the state. Boards are compared cell by cell with
every sprite; structures of voxels are read from the nearest place to the farthest, a voxel being there
if all of its pixels that no nearer voxel covers are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from gameqa.games.reconstruction_3d import picture as voxels
from gameqa.games.sokoban import picture as sokoban
from gameqa.games.sudoku import picture as sudoku
from gameqa.games.sudoku.engine import COLORS
from gameqa.games.tangram import picture as tangram

from gameqa.contract import LEVELS
from gameqa.draw.blocks import Scene
from gameqa.draw.board import Board, board_in, fitting_cell
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN
from gameqa.isometric import back_to_front
from gameqa.registry import all_games
from gameqa.sample import Sample
from tests.samples import ALL_PARTS, PartId, some_samples

INSET = 6


def tile(picture: Picture, board: Board, row: int, column: int) -> np.ndarray:
    left, top = board.corner(row, column)
    return picture.pixels[top + INSET : top + board.cell - INSET, left + INSET : left + board.cell - INSET]


def which(seen: np.ndarray, sprites: dict[Any, np.ndarray]) -> Any:
    """The one sprite that the pixels show."""
    fitting = [name for name, sprite in sprites.items() if (sprite[INSET:-INSET, INSET:-INSET] == seen).all()]
    assert len(fitting) == 1, fitting
    return fitting[0]


def read_sokoban(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    side = len(sample.state.rows)
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, sokoban.CELL, side, sokoban.ROOM))
    kit = sokoban.kit(PLAIN, board.cell)
    sprites: dict[Any, np.ndarray] = {"wall": kit.wall, **kit.cells}
    seen = {(r, c): which(tile(picture, board, r, c), sprites) for r in range(side) for c in range(side)}
    facts: dict[Any, Any] = {}
    for r, row in enumerate(sample.state.rows):
        for c, kind in enumerate(row):
            content = "box" if (r, c) in sample.state.boxes else "player" if (r, c) == sample.state.player else ""
            facts[r, c] = "wall" if kind == "#" else ((r, c) in sample.state.targets, content)
    return seen, facts


def read_sudoku(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    side = sample.state.side
    board = board_in(PLAIN, side, side, fitting_cell(PLAIN, sudoku.CELLS[side], side, sudoku.ROOM), first=1)
    sprites = dict(enumerate(sudoku.kit(PLAIN, board.cell).cells))
    seen = tuple(tuple(which(tile(picture, board, r, c), sprites) for c in range(side)) for r in range(side))
    return seen, sample.state.givens


def read_tangram(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    state = sample.state
    board = board_in(PLAIN, state.side, state.side, fitting_cell(PLAIN, tangram.CELLS[state.side], state.side, 360))
    boxes = [picture.box(("removed", number)) for number in state.removed]
    small = tangram.kit(PLAIN, board.cell, cell_of_tray(state, boxes))
    sprites = dict(enumerate(small.cells))
    seen = {(r, c): which(tile(picture, board, r, c), sprites) for r in range(state.side) for c in range(state.side)}
    facts = {(r, c): state.number_at((r, c)) for r in range(state.side) for c in range(state.side)}
    for number, (left, top, right, bottom) in zip(state.removed, boxes, strict=True):
        cell = small.small[0].shape[0]
        shape = state.shown(number)
        tray = Board(left, top, (bottom - top) // cell, (right - left) // cell, cell)
        for row in range(tray.rows):
            for column in range(tray.columns):
                shown = (small.small[number][INSET:-INSET, INSET:-INSET] == tile(picture, tray, row, column)).all()
                seen[number, row, column] = bool(shown)
                facts[number, row, column] = (row, column) in shape
    return seen, facts


def cell_of_tray(state: Any, boxes: list[Any]) -> int:
    shape = state.shown(state.removed[0])
    return (boxes[0][2] - boxes[0][0]) // (max(column for _, column in shape) + 1)


def read_voxels(scene: Scene, kit: Any, pixels: np.ndarray) -> set[Any]:
    covered = np.zeros(pixels.shape, bool)
    found = set()
    places = [(x, y, z) for x in range(scene.side) for y in range(scene.side) for z in range(scene.side)]
    for place in reversed(back_to_front(places)):
        cube = kit.cubes[place[2]]
        left, top, right, bottom = scene.cube_box(place)
        open_ = cube.mask & ~covered[top:bottom, left:right]
        if open_.any() and (pixels[top:bottom, left:right][open_] == cube.pixels[open_]).all():
            found.add(place)
            covered[top:bottom, left:right] |= cube.mask
    return found


def read_reconstruction(sample: Sample, picture: Picture) -> tuple[Any, Any]:
    state = sample.state
    facts: list[Any] = []
    seen: list[Any] = []
    if sample.question.marks:
        unit = voxels.CANDIDATE_UNITS[state.side]
        kit = voxels.kit(PLAIN, state.side, unit)
        structures = [state.voxels, *sample.question.marks[0].content]
        corners = [voxel_corner(picture, number) for number in range(1, len(structures))]
        scenes = [Scene(PLAIN.margin, corners[0][1], state.side, unit, False)]
        scenes += [Scene(left, top, state.side, unit, False) for left, top in corners]
    else:
        unit = voxels.UNITS[state.side]
        kit = voxels.kit(PLAIN, state.side, unit)
        structures = [state.voxels]
        scenes = [Scene(PLAIN.margin, PLAIN.margin + 4, state.side, unit)]
        for name, grid in (("front", state.front), ("side", state.side_view)):
            for row, cells in enumerate(grid):
                for column, filled in enumerate(cells):
                    left, top, right, bottom = picture.box((name, column + 1, state.side - row))
                    seen.append(picture.pixels[(top + bottom) // 2, (left + right) // 2] == kit.filled)
                    facts.append(bool(filled))
    for scene, structure in zip(scenes, structures, strict=True):
        seen.append(read_voxels(scene, kit, picture.pixels))
        facts.append({(x - 1, y - 1, z - 1) for x, y, z in structure})
    return seen, facts


def voxel_corner(picture: Picture, number: int) -> tuple[int, int]:
    left, top, _, _ = picture.box(("drawing", number))
    return left, top


DECODERS: dict[str, Callable[[Sample, Picture], tuple[Any, Any]]] = {
    "sokoban": read_sokoban,
    "sudoku": read_sudoku,
    "tangram": read_tangram,
    "reconstruction_3d": read_reconstruction,
}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("game", list(all_games()))
@pytest.mark.parametrize("count", [pytest.param(14, id="few"), pytest.param(210, id="many", marks=pytest.mark.slow)])
def test_decoder_reads_the_state_back(game: str, level: str, count: int) -> None:
    parts = [part for part in ALL_PARTS if part.game == game and part.level == level]
    for part in parts:
        for sample in some_samples(part, -(-count // len(parts))):
            if sample.question.marks and sample.question.marks[0].kind == "letter":
                continue  # A letter covers what it stands on; the question says what that is.
            seen, facts = DECODERS[game](sample, sample.picture())
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
