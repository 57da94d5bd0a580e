"""Drawing and describing 3D mazes.

Places: ("column", x, y), the topmost cube of a column, and ("ladder", x, y) by its lower column. Marks: kind
"label", place ("column", x, y), `content` the text on a green cube.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from gameqa.contract import Mark
from gameqa.draw.blocks import (
    Cube,
    Scene,
    cube_sprite,
    draw_axes,
    draw_ground,
    draw_key,
    ground_sprite,
)
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, mixed, readable_on
from gameqa.draw.looks import Look, Rgb
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import LARGE, MEDIUM
from gameqa.isometric import ACROSS, DOWN, UP, back_to_front
from gameqa.places import Box, Place

from .engine import LEVELS, Maze, level_of

UNITS = {5: 20, 6: 16, 8: 12}
"""Pixels of a unit of the projection, for each side."""

KEY = 26
PLAIN_CUBE, START, GOAL, NUMBERED = "cube", "start", "goal", "numbered"
STONE: Rgb = (205, 208, 212)


@dataclass(frozen=True)
class Kit:
    """Pens, inks, the cubes by what they are, and a ladder on the left and on the right face of a cube."""

    inks: Inks
    numbers: Pixels
    labels: Pixels
    axis: int
    edge: int
    ground: Cube
    cubes: dict[str, Cube]
    swatches: dict[str, int]
    ladders: tuple[Cube, Cube]


@cache
def kit(look: Look, side: int, unit: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    named = {
        PLAIN_CUBE: STONE,
        START: theme.color("blue"),
        GOAL: theme.color("red"),
        NUMBERED: theme.color("mint"),
    }
    cubes = {name: cube_sprite(inks, color, theme.edge, unit) for name, color in named.items()}
    swatches = {name: inks.ink(color) for name, color in named.items()}
    top = mixed(named[NUMBERED], (255, 255, 255), 7, 8)
    labels = inks.pen(readable_on(top), [top])
    ladders = tuple(_ladder(inks, theme.color("brown"), unit, face) for face in ("left", "right"))
    ground = ground_sprite(inks, theme.panel, theme.line, side, unit)
    axis, edge = inks.ink(theme.ink), inks.ink(theme.edge)
    inks.close()
    return Kit(inks, numbers, labels, axis, edge, ground, cubes, swatches, (ladders[0], ladders[1]))


def _ladder(inks: Inks, color: Rgb, unit: int, face: str) -> Cube:
    """Two rails and their rungs on a face of a cube; a sprite of the cube's size."""
    wide, deep, high = ACROSS * unit, DOWN * unit, UP * unit // 2
    key = (255, 0, 255)
    painting = Painting(wide + 1, deep + high + 1, key)

    def at(across: float, up: float) -> Point:
        if face == "left":
            return wide / 2 * across, deep / 2 + deep / 2 * across + high * (1 - up)
        return wide / 2 + wide / 2 * across, deep - deep / 2 * across + high * (1 - up)

    for rail in (0.3, 0.7):
        painting.line(at(rail, 0), at(rail, 1), max(2.0, unit / 6), color)
    for rung in range(4):
        height = 0.15 + 0.235 * rung
        painting.line(at(0.3, height), at(0.7, height), max(1.6, unit / 8), color)
    mask = painting.coverage(key)
    painting.replace(key, color)
    return Cube(painting.sprite(inks), mask)


def scene_of(maze: Maze, look: Look) -> Scene:
    """Where the maze is in its picture."""
    unit = look.size(UNITS[maze.side]) // 2 * 2
    return Scene(look.margin, look.margin, maze.side, unit, levels=LEVELS[level_of(maze)].heights[1])


@lru_cache(maxsize=64)
def _bare(look: Look, scene: Scene, is_numbered: bool) -> Pixels:
    """The floor with its axes, and the key of the colors."""
    own = kit(look, scene.side, scene.unit)
    width, height = scene.size
    canvas = Canvas(max(width, 330) + 2 * look.margin, height + KEY + 2 * look.margin, own.inks, look.theme.paper)
    draw_axes(canvas, scene, own.axis, own.numbers, 0)
    draw_ground(canvas, scene, own.ground)
    entries = [(own.swatches[START], "start"), (own.swatches[GOAL], "goal")]
    if is_numbered:
        entries.append((own.swatches[NUMBERED], "numbered cube"))
    draw_key(canvas, look.margin, look.margin + height + KEY // 2, entries, own.edge, own.numbers)
    return canvas.pixels


def draw(maze: Maze, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The columns with their ladders on the floor, axes, labels, and a key of the colors."""
    scene = scene_of(maze, look)
    own = kit(look, maze.side, scene.unit)
    width, height = scene.size
    canvas = Canvas(max(width, 330) + 2 * look.margin, height + KEY + 2 * look.margin, own.inks, look.theme.paper)
    canvas.pixels[...] = _bare(look, scene, bool(marks))
    labels = {mark.place[1:]: mark.content for mark in marks}
    kinds = dict.fromkeys(labels, NUMBERED) | {maze.start: START, maze.goal: GOAL}
    ladders = {(x, y): x < from_x for from_x, _, x, y in maze.ladders}
    for x, y, z in back_to_front((x, y, z) for x, y, height in maze.columns for z in range(height)):
        is_top = z == maze.heights[x, y] - 1
        cube = own.cubes[kinds.get((x, y), PLAIN_CUBE) if is_top else PLAIN_CUBE]
        left, top, _, _ = scene.cube_box((x, y, z))
        canvas.stamp(left, top, cube.pixels, cube.mask)
        if is_top and (x, y) in ladders:
            ladder = own.ladders[ladders[x, y]]
            canvas.stamp(left, top, ladder.pixels, ladder.mask)
    for (x, y), text in labels.items():
        middle, line = scene.point(x + 0.5, y + 0.5, maze.heights[x, y])
        canvas.text(middle, line, text, LARGE if scene.unit >= 16 else MEDIUM, own.labels)

    def box(place: Place) -> Box:
        if place[0] == "column":
            return scene.cube_box((place[1], place[2], maze.heights[place[1], place[2]] - 1))
        if place[0] == "ladder":
            upper = next(ladder[2:] for ladder in maze.ladders if ladder[:2] == place[1:])
            return scene.cube_box((*upper, maze.heights[upper] - 1))
        raise KeyError(place)

    return canvas.finish(box)


def describe(maze: Maze, marks: tuple[Mark, ...]) -> str:
    """Every column with its height, the ladders, start, goal and labels."""
    lines = [f"column ({x}, {y}): height {height}" for x, y, height in maze.columns]
    for x, y, upper_x, upper_y in maze.ladders:
        lines.append(f"A ladder leads from the top of ({x}, {y}) up to the top of ({upper_x}, {upper_y}).")
    lines.append(f"Start is ({maze.start[0]}, {maze.start[1]}), goal is ({maze.goal[0]}, {maze.goal[1]}).")
    lines += [f"Cube {mark.content} is on top of ({mark.place[1]}, {mark.place[2]})." for mark in marks]
    lines.append(
        "Columns are (x, y); left-forward is one less in x, right-forward one more in y, left-back one less in y, "
        "right-back one more in x."
    )
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    theme = look.theme
    return ({"cube": STONE, "start": theme.color("blue"), "goal": theme.color("red"), "numbered": theme.color("mint")},)
