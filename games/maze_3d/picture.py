"""Drawing and describing 3D mazes.

Places: ("column", x, y), the topmost cube of a column, and ("ladder", x, y) by its lower column. Marks: kind
"label", place ("column", x, y), `content` the text on a green cube.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial

from gameqa.contract import Mark
from gameqa.draw.blocks import (
    Cube,
    Faces,
    Ground,
    Scene,
    cube_sprite,
    draw_axes,
    draw_cube,
    draw_ground,
    draw_key,
    ground_sprite,
    outline_pen,
    shades,
)
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks, readable_on
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import LARGE, MEDIUM
from gameqa.isometric import back_to_front
from gameqa.places import Box, Place

from .engine import LEVELS, Column, Maze, level_of

UNITS = {5: 20, 6: 16, 8: 12}
"""Pixels of a unit of the projection, for each side."""

KEY = 26
PLAIN_CUBE, START, GOAL, NUMBERED = "cube", "start", "goal", "numbered"
NO_LADDER, LEFT, RIGHT = "", "left", "right"
STONE: Rgb = (205, 208, 212)
BAND: Rgb = (252, 240, 206)
RAIL: Rgb = (74, 38, 24)


@dataclass(frozen=True)
class Kit:
    """Pens, inks, and the cubes by what they are and by the face that a ladder hangs on, if any."""

    inks: Inks
    numbers: Pixels
    labels: Pixels
    outlines: Pixels
    axis: int
    edge: int
    ground: Ground
    cubes: dict[tuple[str, str], Cube]
    swatches: dict[str, int]


@cached_kit
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
    solid = [theme.paper, theme.panel, theme.line, *(shade for color in named.values() for shade in shades(color))]
    outlines = outline_pen(inks, theme.edge, solid)
    cubes = {}
    for name, color in named.items():
        for face in (NO_LADDER, LEFT, RIGHT):
            cubes[name, face] = cube_sprite(
                inks, color, theme.edge, unit, partial(_paint_ladder, unit, face, look.design), look.design
            )
    swatches = {name: inks.ink(color) for name, color in named.items()}
    top = shades(named[NUMBERED])[0]
    labels = inks.pen(readable_on(top), [top])
    ground = ground_sprite(inks, theme.paper, theme.panel, theme.line, side, unit)
    axis, edge = inks.ink(theme.ink), inks.ink(theme.edge)
    inks.close()
    return Kit(inks, numbers, labels, outlines, axis, edge, ground, cubes, swatches)


def _paint_ladder(unit: int, face: str, design: int, painting: Painting) -> None:
    """Two rails and their rungs on a face of a cube: dark on a light band, to be seen on every color.

    The rungs of one design reach beyond the rails, those of another are thick and few.
    """
    if face == NO_LADDER:
        return
    faces = Faces(unit)
    at = partial(faces.at, face)
    painting.polygon(faces.patch(face, 0.2, 0.02, 0.8, 0.98), BAND)
    for rail in (0.3, 0.7):
        painting.line(at(rail, 0.03), at(rail, 0.97), max(2.0, unit / 6), RAIL)
    count, reach, thick = ((4, 0.0, unit / 8), (5, 0.09, unit / 10), (3, 0.0, unit / 5))[design]
    for rung in range(count):
        height = 0.15 + 0.705 / (count - 1) * rung
        painting.line(at(0.3 - reach, height), at(0.7 + reach, height), max(1.6, thick), RAIL)


def scene_of(maze: Maze, look: Look) -> Scene:
    """Where the maze is in its picture."""
    unit = look.size(UNITS[maze.side]) // 2 * 2
    return Scene(look.margin, look.margin, maze.side, unit, levels=LEVELS[level_of(maze)].heights[1])


@lru_cache(maxsize=16)
def _bare(look: Look, scene: Scene, is_numbered: bool) -> Pixels:
    """The floor with its axes, and the key of the colors."""
    own = kit(look, scene.side, scene.unit)
    width, height = scene.size
    canvas = Canvas(
        max(width, 330) + 2 * look.margin, height + KEY + 2 * look.margin, own.inks, look.theme.paper, look.font
    )
    draw_axes(canvas, scene, own.axis, own.numbers, 0)
    draw_ground(canvas, scene, own.ground)
    entries = [(own.swatches[START], "start"), (own.swatches[GOAL], "goal")]
    if is_numbered:
        entries.append((own.swatches[NUMBERED], "numbered cube"))
    draw_key(canvas, look.margin, look.margin + height + KEY // 2, entries, own.edge, own.numbers)
    frame_picture(canvas, look)
    return canvas.pixels


@lru_cache(maxsize=16)
def _cubes(
    columns: tuple[tuple[int, int, int], ...], ladders: tuple[tuple[int, int, int, int], ...], scene: Scene
) -> list[tuple[Column | None, str, int, int]]:
    """The cubes of which some face can be seen, from back to front: the column where it is the top of one, the face
    with a ladder, and its left and upper end in pixels."""
    heights = {(x, y): height for x, y, height in columns}
    faces = {(x, y): RIGHT if x < from_x else LEFT for from_x, _, x, y in ladders}
    found: list[tuple[Column | None, str, int, int]] = []
    for x, y, height in back_to_front(columns):
        # Of cubes that have others on them only those are seen that stand out beside a lower column.
        hidden = min(heights.get((x + 1, y), 0), heights.get((x, y - 1), 0), height - 1)
        for z in range(hidden, height):
            left, top, _, _ = scene.cube_box((x, y, z))
            is_top = z == height - 1
            face = faces.get((x, y), NO_LADDER) if is_top else NO_LADDER
            found.append(((x, y) if is_top else None, face, left, top))
    return found


def draw(maze: Maze, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The columns with their ladders on the floor, axes, labels, and a key of the colors."""
    scene = scene_of(maze, look)
    own = kit(look, maze.side, scene.unit)
    width, height = scene.size
    canvas = Canvas(
        max(width, 330) + 2 * look.margin, height + KEY + 2 * look.margin, own.inks, look.theme.paper, look.font
    )
    canvas.pixels[...] = _bare(look, scene, bool(marks))
    labels = {mark.place[1:]: mark.content for mark in marks}
    kinds = dict.fromkeys(labels, NUMBERED) | {maze.start: START, maze.goal: GOAL}
    for column, face, left, top in _cubes(maze.columns, maze.ladders, scene):
        kind = PLAIN_CUBE if column is None else kinds.get(column, PLAIN_CUBE)
        draw_cube(canvas, left, top, own.cubes[kind, face], own.outlines)
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
    """Every column by its topmost cube, the ladders, start, goal and labels."""

    def spot(x: int, y: int) -> str:
        return f"({x}, {y}, {maze.height((x, y))})"

    lines = ["The topmost cubes of all columns: " + ", ".join(spot(x, y) for x, y, _ in maze.columns)]
    for x, y, upper_x, upper_y in maze.ladders:
        lines.append(f"A ladder leads from {spot(x, y)} up to {spot(upper_x, upper_y)}.")
    lines.append(f"The start is {spot(*maze.start)}, the goal is {spot(*maze.goal)}.")
    lines += [f"Cube {mark.content} is {spot(*mark.place[1:])}." for mark in marks]
    lines.append(
        "Cubes are written (x, y, z); z is the height, counted from 0 for the cubes on the floor. Left-forward leads "
        "to the next lower x, right-forward to the next higher y, left-back to the next lower y, and right-back to "
        "the next higher x."
    )
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    theme = look.theme
    return ({"cube": STONE, "start": theme.color("blue"), "goal": theme.color("red"), "numbered": theme.color("mint")},)
