"""Drawing and describing scenes of blocks.

Places: ("cell", x, y), the ground of a cell, ("block", x, y, height), with heights from 1, ("ladder", x, y), by the
column that it hangs on, ("player",) and ("flag",). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from gameqa.contract import Mark
from gameqa.draw.blocks import (
    Cube,
    Ground,
    Scene,
    draw_axes,
    draw_cube,
    draw_ground,
    ground_sprite,
    outline_pen,
    shades,
)
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.text import SMALL, text_width
from gameqa.grid import Cell
from gameqa.isometric import ACROSS, DOWN, UP
from gameqa.places import Box, Place

from . import textures
from .engine import BLOCKS, LAVA, LEFT, RIGHT, RIVER, STONE, TREE, World
from .figures import FIGURES
from .scenes import BLOCK_NAMES, KINDS
from .textures import BASES, NUGGETS, Sprite
from .wording import spot

UNITS = {7: 14, 8: 12, 9: 10}
"""Pixels of a unit of the projection, for each side."""

LEAST_UNIT = 10
"""Smaller pictures of ladders and ores are hard to read."""

ICON_UNIT, ICON_GAP, ROW = 6, 6, 40
"""Size of the pictures in the key, pixels between one and its name, and pixels of a line of the key."""

KEY_ROWS = (
    ("brick", "stone", "gold ore", "diamond ore"),
    ("TNT", "pumpkin", "tree", "ladder"),
    ("river", "lava", "player", "flag"),
)

LEAST_LEVELS = 4
"""Blocks that there is room for, at least."""

NO_LADDER = ""

TOLERANCE = 16
"""How far apart colors of soft edges are that share a place in the palette, which all textures have to share."""


@dataclass(frozen=True)
class Kit:
    """Pens, inks and sprites: cubes by kind and by the face that a ladder hangs on, cells of the ground by what they
    are, what stands on the ground by its name, and the
    small pictures of the key."""

    inks: Inks
    numbers: Pixels
    outlines: Pixels
    axis: int
    ground: Ground
    cells: dict[str, Sprite]
    cubes: dict[tuple[str, str], Cube]
    standing: dict[str, Sprite]
    icons: dict[str, Sprite]


@cached_kit
def kit(look: Look, side: int, unit: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look, TOLERANCE)
    theme, edge = look.theme, look.theme.edge
    grounds = (textures.GRASS_COLOR, textures.WATER, textures.LAVA_COLOR)
    solid = [theme.paper, textures.GRASS_LINE, *grounds, *(shade for base in BASES.values() for shade in shades(base))]
    outlines = outline_pen(inks, edge, solid)
    ground = ground_sprite(inks, theme.paper, textures.GRASS_COLOR, textures.GRASS_LINE, side, unit)
    cells = {sign: textures.ground_cell(sign, unit).sprite(inks) for sign in (RIVER, LAVA)}
    cubes = {
        (kind, ladder): textures.cube(kind, ladder, unit, edge, look.design).sprite(inks)
        for kind in BLOCKS
        for ladder in (NO_LADDER, LEFT, RIGHT)
    }
    standing = {name: make(unit, look.theme.outline, look.design).sprite(inks) for name, make in FIGURES.items()}
    axis = inks.ink(theme.ink)
    icons = _icons(look, inks)
    inks.close()
    return Kit(inks, numbers, outlines, axis, ground, cells, cubes, standing, icons)


def _icons(look: Look, inks: Inks) -> dict[str, Sprite]:
    """The small pictures of the key, by name."""
    edge, design = look.theme.edge, look.design
    cubes = {BLOCK_NAMES[kind]: textures.cube(kind, NO_LADDER, ICON_UNIT, edge, design).sprite(inks) for kind in BLOCKS}
    cubes["ladder"] = textures.cube(STONE, LEFT, ICON_UNIT, edge, design).sprite(inks)
    return {
        **{name: Sprite(cube.pixels, cube.mask) for name, cube in cubes.items()},
        "river": textures.ground_cell(RIVER, ICON_UNIT).sprite(inks),
        "lava": textures.ground_cell(LAVA, ICON_UNIT).sprite(inks),
        **{name: make(ICON_UNIT, look.theme.outline, design).sprite(inks) for name, make in FIGURES.items()},
    }


def scene_of(world: World, look: Look) -> Scene:
    """Where the scene is in its picture."""
    unit = max(LEAST_UNIT, look.size(UNITS[world.side]) // 2 * 2)
    tallest = max([LEAST_LEVELS, *world.heights.values()])
    if world.flag:
        tallest = max(tallest, world.heights.get(world.flag, 0) + 2)
    return Scene(look.margin, look.margin, world.side, unit, levels=tallest)


@lru_cache(maxsize=16)
def _bare(look: Look, scene: Scene) -> Pixels:
    """The ground with its axes, and the key."""
    own = kit(look, scene.side, scene.unit)
    width, height = scene.size
    wide = ACROSS * ICON_UNIT
    columns = [
        wide + ICON_GAP + max(text_width(name, SMALL, look.font) for name in names)
        for names in zip(*KEY_ROWS, strict=True)
    ]
    gap = 14
    whole = sum(columns) + gap * (len(columns) - 1)
    size = max(width, whole) + 2 * look.margin, height + len(KEY_ROWS) * ROW + 2 * look.margin
    canvas = Canvas(*size, own.inks, look.theme.paper, look.font)
    draw_axes(canvas, scene, own.axis, own.numbers)
    draw_ground(canvas, scene, own.ground)
    for line, names in enumerate(KEY_ROWS):
        middle = look.margin + height + line * ROW + ROW // 2
        left = look.margin
        for name, column in zip(names, columns, strict=True):
            icon = own.icons[name]
            tall, broad = icon.pixels.shape
            canvas.stamp(left + (wide - broad) // 2, middle - tall // 2, icon.pixels, icon.mask)
            canvas.text(left + wide + ICON_GAP, middle, name, SMALL, own.numbers, "left")
            left += column + gap
    frame_picture(canvas, look)
    return canvas.pixels


def draw(world: World, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The ground with its numbers, what is on it, and a key of the kinds of things."""
    scene = scene_of(world, look)
    own = kit(look, world.side, scene.unit)
    bare = _bare(look, scene)
    canvas = Canvas(bare.shape[1], bare.shape[0], own.inks, look.theme.paper, look.font)
    canvas.pixels[...] = bare
    for sign, sprite in own.cells.items():
        for x, y in world.cells_of(sign):
            left, top, _, _ = scene.cube_box((x, y, -1))
            canvas.stamp(left, top, sprite.pixels, sprite.mask)
    ladders = {(ladder.column, height): ladder.face for ladder in world.ladders for height in range(ladder.height)}
    guests: dict[Cell, str] = {place: name for place, name in ((world.player, "player"), (world.flag, "flag")) if place}
    for x, y in sorted({*world.blocks, *guests}, key=lambda cell: (cell[0], -cell[1])):
        kinds = world.blocks.get((x, y), "")
        if kinds == TREE:
            _stand(canvas, scene, own.standing["tree"], (x, y), 0)
        else:
            _draw_column(canvas, scene, own, world, (x, y), ladders)
        if (x, y) in guests:
            _stand(canvas, scene, own.standing[guests[x, y]], (x, y), len(kinds))
    return canvas.finish(partial(_box, world, scene))


def _draw_column(
    canvas: Canvas, scene: Scene, own: Kit, world: World, cell: Cell, ladders: dict[tuple[Cell, int], str]
) -> None:
    x, y = cell
    kinds = world.blocks.get(cell, "")
    hidden = min(world.heights.get((x + 1, y), 0), world.heights.get((x, y - 1), 0))
    if TREE in (world.blocks.get((x + 1, y)), world.blocks.get((x, y - 1))):
        hidden = 0
    for height, kind in enumerate(kinds):
        if height < min(hidden, len(kinds) - 1):
            continue  # None of its faces can be seen.
        left, top, _, _ = scene.cube_box((x, y, height))
        draw_cube(canvas, left, top, own.cubes[kind, ladders.get((cell, height), NO_LADDER)], own.outlines)


def _stand(canvas: Canvas, scene: Scene, sprite: Sprite, cell: Cell, height: int) -> None:
    left, top, _, _ = scene.cube_box((*cell, height))
    canvas.stamp(left + sprite.left, top + sprite.top, sprite.pixels, sprite.mask)


def _box(world: World, scene: Scene, place: Place) -> Box:
    if place[0] == "cell":
        left, top, right, _ = scene.cube_box((place[1], place[2], -1))
        return left, top, right, top + DOWN * scene.unit + 1
    if place[0] == "block":
        return scene.cube_box((place[1], place[2], place[3] - 1))
    if place[0] == "ladder":
        ladder = next(ladder for ladder in world.ladders if ladder.column == place[1:])
        left, top, right, _ = scene.cube_box((*ladder.column, ladder.height - 1))
        return left, top, right, scene.cube_box((*ladder.column, 0))[3]
    if place[0] in ("player", "flag"):
        x, y = world.start if place[0] == "player" else world.goal
        left, _, right, bottom = scene.cube_box((x, y, world.heights.get((x, y), 0)))
        return left, bottom - 2 * UP * scene.unit // 2 - DOWN * scene.unit, right, bottom
    raise KeyError(place)


def describe(world: World, marks: tuple[Mark, ...]) -> str:
    """The ground, the columns from the ground up, ladders, player and flag."""
    lines = [f"The ground has {world.side} x {world.side} cells (x, y), both counted from 1."]
    for sign, name in ((RIVER, "river"), (LAVA, "lava")):
        cells = world.cells_of(sign)
        if cells:
            lines.append(f"Cells of {name}: {', '.join(map(spot, cells))}. ")
    for x, y, kinds in world.columns:
        if kinds == TREE:
            lines.append(f"Tree at {spot((x, y))}.")
        else:
            named = ", ".join(BLOCK_NAMES[kind] for kind in kinds)
            lines.append(f"Blocks at {spot((x, y))}, from the ground up: {named}.")
    for ladder in world.ladders:
        lines.append(
            f"Ladder on the column at {spot(ladder.column)}, from the ground to height {ladder.height}, "
            f"with its foot in {spot(ladder.foot)}."
        )
    if world.player:
        lines.append(f"The player stands in {spot(world.player)}.")
    if world.flag:
        lines.append(f"The flag stands in {spot(world.flag)}.")
    lines.append("All other cells are grass.")
    return "\n".join(line.strip() for line in lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color: blocks have patterns too."""
    named = {name: NUGGETS.get(letter, BASES[letter]) for letter, name in BLOCK_NAMES.items()}
    grounds = {"grass": textures.GRASS_COLOR, "river": textures.WATER, "lava": textures.LAVA_COLOR}
    assert set(named) < set(KINDS)
    return (named, grounds)
