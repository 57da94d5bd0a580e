"""Drawing and describing structures of voxels.

Places: ("voxel", x, y, z); ("front", y, z) and ("side", x, z), cells of the target grids; ("left",) the
number of voxels left; ("drawing", number) a candidate. Marks: kind "alone", place ("structure",): there are no
targets; kind "candidates", place ("drawings",), `content` a tuple of structures, which replace the targets by drawings
with the numbers from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gameqa.contract import Mark
from gameqa.draw.blocks import (
    Cube,
    Ground,
    Scene,
    cube_sprite,
    draw_axes,
    draw_cubes,
    draw_ground,
    draw_key,
    ground_sprite,
    layer_colors,
    outline_pen,
    shades,
)
from gameqa.draw.board import GUTTER, Board, draw_grid, frame_picture
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place

from .engine import Grid, Position, Reconstruction

UNITS = {4: 14}
"""Pixels of a unit of the projection, for each side of the grid."""

ALONE_UNITS = {4: 20}
CANDIDATE_UNITS = {4: 8}
LEAST_UNIT = 8
"""So that every voxel shows about 150 square pixels or more between its outlines."""

TARGET_CELLS = {4: 28}
TITLE, KEY, GAP = 24, 26, 18


@dataclass(frozen=True)
class Kit:
    """Pens, inks and the cubes of each layer, lowest first."""

    inks: Inks
    numbers: Pixels
    outlines: Pixels
    axis: int
    line: int
    edge: int
    ground: Ground
    empty: int
    filled: int
    layers: tuple[int, ...]
    cubes: tuple[Cube, ...]


@cached_kit
def kit(look: Look, side: int, unit: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    colors = layer_colors(look)
    solid = [theme.paper, theme.panel, theme.wall_light, *(shade for color in colors for shade in shades(color))]
    outlines = outline_pen(inks, theme.edge, solid)
    cubes = tuple(cube_sprite(inks, color, theme.edge, unit, design=look.design) for color in colors)
    layers = tuple(inks.ink(color) for color in colors)
    axis, line, edge, panel = (inks.ink(color) for color in (theme.ink, theme.wall_light, theme.edge, theme.panel))
    wall = inks.ink(theme.wall)
    ground = ground_sprite(inks, theme.paper, theme.panel, theme.wall_light, side, unit)
    inks.close()
    return Kit(inks, numbers, outlines, axis, line, edge, ground, panel, wall, layers, cubes)


def unit_in(look: Look, wanted: int) -> int:
    """Pixels of a unit of the projection in a look, for those of the plain one."""
    return max(LEAST_UNIT, look.size(wanted) // 2 * 2)


def _shifted(voxels: tuple[Position, ...]) -> list[Position]:
    return [(x - 1, y - 1, z - 1) for x, y, z in voxels]


def draw(state: Reconstruction, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The structure alone, beside its target projections, or beside numbered drawings."""
    for mark in marks:
        if mark.kind == "candidates":
            return _draw_candidates(state, mark.content, look)
        if mark.kind == "alone":
            return _draw_alone(state, look)
    return _draw_targets(state, look)


def _draw_alone(state: Reconstruction, look: Look) -> Picture:
    scene = Scene(look.margin, look.margin, state.side, unit_in(look, ALONE_UNITS[state.side]))
    sprites = kit(look, state.side, scene.unit)
    width, height = scene.size
    canvas = Canvas(width + 2 * look.margin, height + KEY + 2 * look.margin, sprites.inks, look.theme.paper, look.font)
    canvas.pixels[...] = _bare_alone(look, scene)
    _draw_structure(canvas, scene, state.voxels, sprites)

    def box(place: Place) -> Box:
        if place[0] == "voxel":
            return scene.cube_box((place[1] - 1, place[2] - 1, place[3] - 1))
        raise KeyError(place)

    return canvas.finish(box)


@lru_cache(maxsize=16)
def _bare_alone(look: Look, scene: Scene) -> Pixels:
    """The axes, the floor, and the key of the layers."""
    sprites = kit(look, scene.side, scene.unit)
    width, height = scene.size
    canvas = Canvas(width + 2 * look.margin, height + KEY + 2 * look.margin, sprites.inks, look.theme.paper, look.font)
    draw_axes(canvas, scene, sprites.axis, sprites.numbers)
    draw_ground(canvas, scene, sprites.ground)
    _draw_layers(canvas, look.margin, look.margin + height + KEY // 2, scene.side, sprites)
    frame_picture(canvas, look)
    return canvas.pixels


def _draw_targets(state: Reconstruction, look: Look) -> Picture:
    side = state.side
    margin, cell = look.margin, look.size(TARGET_CELLS[side])
    scene = Scene(margin, margin + 4, side, unit_in(look, UNITS[side]))
    sprites = kit(look, side, scene.unit)
    left = scene.left + scene.size[0] + GAP
    boards = []
    top = margin
    for _ in range(2):
        boards.append(Board(left + GUTTER, top + TITLE, side, side, cell))
        top = boards[-1].box[3] + GUTTER + GAP
    right = left + max(GUTTER + side * cell + 22, 128) + margin
    key_top = max(scene.top + scene.size[1], top + TITLE) + 4
    size = (right, key_top + KEY + margin)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    canvas.pixels[...] = _bare_targets(look, size, scene, tuple(boards), key_top)
    _draw_structure(canvas, scene, state.voxels, sprites)
    for board, grid in zip(boards, (state.front, state.side_view), strict=True):
        _draw_target(canvas, board, grid, sprites)
    left_box: Box | None = None
    if state.left:
        left_box = canvas.text(left, top + TITLE // 2, f"voxels left: {state.left}", SMALL, sprites.numbers, "left")

    def box(place: Place) -> Box:
        if place[0] == "voxel":
            return scene.cube_box((place[1] - 1, place[2] - 1, place[3] - 1))
        if place[0] in ("front", "side"):
            board = boards[("front", "side").index(place[0])]
            return board.cell_box(side - place[2], place[1] - 1)
        if place[0] == "left" and left_box:
            return left_box
        raise KeyError(place)

    return canvas.finish(box)


@lru_cache(maxsize=16)
def _bare_targets(look: Look, size: tuple[int, int], scene: Scene, boards: tuple[Board, ...], key_top: int) -> Pixels:
    """The axes, the floor, and all texts around the targets."""
    sprites = kit(look, scene.side, scene.unit)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    draw_axes(canvas, scene, sprites.axis, sprites.numbers)
    draw_ground(canvas, scene, sprites.ground)
    for board, title, name in zip(boards, ("front view", "side view"), ("y", "x"), strict=True):
        canvas.text(board.left, board.top - TITLE // 2, title, SMALL, sprites.numbers, "left")
        _draw_names(canvas, board, name, sprites)
    _draw_layers(canvas, scene.left, key_top + KEY // 2, scene.side, sprites)
    frame_picture(canvas, look)
    return canvas.pixels


def _draw_structure(canvas: Canvas, scene: Scene, voxels: tuple[Position, ...], sprites: Kit) -> None:
    draw_cubes(canvas, scene, {voxel: sprites.cubes[voxel[2]] for voxel in _shifted(voxels)}, sprites.outlines)


def _draw_target(canvas: Canvas, board: Board, grid: Grid, sprites: Kit) -> None:
    """A projection."""
    for row, cells in enumerate(grid):
        for column, filled in enumerate(cells):
            canvas.fill(board.cell_box(row, column), sprites.filled if filled else sprites.empty)
    draw_grid(canvas, board, sprites.line)
    canvas.frame(board.box, sprites.edge, 2)


def _draw_names(canvas: Canvas, board: Board, name: str, sprites: Kit) -> None:
    """The numbers of a projection: across along the bottom, z along the left, from the bottom."""
    half = board.cell // 2
    left, _, _, bottom = board.box
    for number in range(board.rows):
        x, y = left + number * board.cell + half, bottom - number * board.cell - half
        canvas.text(x, bottom + GUTTER // 2, str(number + 1), SMALL, sprites.numbers)
        canvas.text(left - 9, y, str(number + 1), SMALL, sprites.numbers)
    canvas.text(left - 9, bottom + GUTTER // 2, "z", SMALL, sprites.numbers)
    canvas.text(board.box[2] + 11, bottom + GUTTER // 2, name, SMALL, sprites.numbers)


def _draw_layers(canvas: Canvas, left: int, middle: int, side: int, sprites: Kit) -> None:
    entries = [(sprites.layers[number], f"z = {number + 1}") for number in range(side)]
    draw_key(canvas, left, middle, entries, sprites.edge, sprites.numbers)


def _draw_candidates(state: Reconstruction, candidates: tuple[tuple[Position, ...], ...], look: Look) -> Picture:
    """The structure and the candidates in two rows of three, as high as the highest of them."""
    side = state.side
    margin = look.margin
    unit = unit_in(look, CANDIDATE_UNITS[side])
    sprites = kit(look, side, unit)
    levels = max(z for voxels in (state.voxels, *candidates) for _, _, z in voxels)
    wide, high = Scene(0, 0, side, unit, False, levels).size
    scenes = []
    for number in range(len(candidates) + 1):
        row, column = divmod(number, 3)
        left, top = margin + column * (wide + GAP), margin + TITLE + row * (high + TITLE + GAP)
        scenes.append(Scene(left, top, side, unit, False, levels))
    bottom = scenes[-1].top + high + GAP // 2
    size = (2 * margin + 3 * wide + 2 * GAP, bottom + KEY + margin)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    canvas.pixels[...] = _bare_candidates(look, size, tuple(scenes), bottom)
    for scene, voxels in zip(scenes, (state.voxels, *candidates), strict=True):
        _draw_structure(canvas, scene, voxels, sprites)

    def box(place: Place) -> Box:
        if place[0] == "voxel":
            return scenes[0].cube_box((place[1] - 1, place[2] - 1, place[3] - 1))
        if place[0] == "drawing":
            scene = scenes[place[1]]
            return scene.left, scene.top, scene.left + wide, scene.top + high
        raise KeyError(place)

    return canvas.finish(box)


@lru_cache(maxsize=16)
def _bare_candidates(look: Look, size: tuple[int, int], scenes: tuple[Scene, ...], bottom: int) -> Pixels:
    """The floors of the drawings with their titles, and the key of the layers."""
    sprites = kit(look, scenes[0].side, scenes[0].unit)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    for number, scene in enumerate(scenes):
        title = f"drawing {number}" if number else "structure"
        canvas.text(scene.left + scene.size[0] // 2, scene.top - TITLE // 2, title, SMALL, sprites.numbers)
        draw_ground(canvas, scene, sprites.ground)
    _draw_layers(canvas, look.margin, bottom + KEY // 2, scenes[0].tall, sprites)
    frame_picture(canvas, look)
    return canvas.pixels


def _listed(voxels: tuple[Position, ...]) -> str:
    return ", ".join(f"({x}, {y}, {z})" for x, y, z in voxels)


def describe(state: Reconstruction, marks: tuple[Mark, ...]) -> str:
    """The positions, and the targets row by row or the candidates, if any."""
    lines = [f"The grid has {state.side} x {state.side} x {state.side} places.", f"Voxels: {_listed(state.voxels)}"]
    for mark in marks:
        if mark.kind == "candidates":
            for number, voxels in enumerate(mark.content, 1):
                lines.append(f"Drawing {number}: {_listed(voxels)}")
            return "\n".join(lines)
        if mark.kind == "alone":
            return "\n".join(lines)
    for title, name, grid in (("front", "y", state.front), ("side", "x", state.side_view)):
        lines.append(f"Target {title} view, rows from z = {state.side} down to z = 1, {name} from 1:")
        lines += [" ".join(map(str, row)) for row in grid]
    if state.left:
        lines.append(f"Voxels left: {state.left}")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of the layers, and of the cells of the targets."""
    layers = {f"z = {number}": color for number, color in enumerate(layer_colors(look), 1)}
    cells = {"filled cell": look.theme.wall, "empty cell": look.theme.panel}
    return {"floor": look.theme.panel, **layers}, cells
