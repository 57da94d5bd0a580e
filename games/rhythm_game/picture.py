"""Drawing and describing boards of falling blocks.

Places: ("cell", row, column) with row 1 at the bottom, ("column", column) for a column with the finger's place below
it, and ("finger",). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gameqa.contract import Mark
from gameqa.draw.board import GUTTER, frame_picture
from gameqa.draw.canvas import MAX_WIDTH, Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import PLAIN, Look, Rgb, cached_kit
from gameqa.draw.shapes import Painting
from gameqa.draw.text import SMALL
from gameqa.places import Box, Place

from .engine import BODY, CLICK, EMPTY, HEAD, REVERSE, TAIL, Chart

HEIGHTS = {15: 33, 20: 25}
"""Pixels of a cell from top to bottom, for each number of rows."""

WIDTHS = {4: 60, 6: 46}
"""Pixels of a cell from left to right, for each number of columns."""

FINGER_HEIGHT = 44
"""Room for the finger below the board."""

LEGEND_WIDTH, LEGEND_GAP = 128, 18
"""Room for the legend, and between it and the board."""

ARROW_HEIGHT = 62
"""The arrow above the legend."""

KINDS = (EMPTY, CLICK, REVERSE, HEAD, BODY, TAIL)

LEGEND = ((CLICK, "Click"), (REVERSE, "Reverse"), (TAIL, "tail"), (BODY, "body"), (HEAD, "head"))
"""What the legend shows, from the top; the last three are a Snake."""

WHITE: Rgb = (255, 255, 255)


def legend_width(look: Look) -> int:
    """The width of the legend; other fonts than the plain one are wider."""
    return LEGEND_WIDTH + (0 if look.font == PLAIN.font else 10)


@dataclass(frozen=True)
class Layout:
    """Where the cells are, in pixels.

    Attributes:
        left, top: the corner of the highest row.
        width, height: the size of a cell.
        rows, columns: their numbers.
        right: where the numbers to the right of the board end, or the board where it has none.
    """

    left: int
    top: int
    width: int
    height: int
    rows: int
    columns: int
    right: int

    @property
    def bottom(self) -> int:
        """Where row 1 ends."""
        return self.top + self.rows * self.height

    def cell_box(self, row: int, column: int) -> Box:
        """A cell, by its numbers as shown; KeyError outside of the board."""
        if not (1 <= row <= self.rows and 1 <= column <= self.columns):
            raise KeyError(("cell", row, column))
        left, top = self.left + (column - 1) * self.width, self.bottom - row * self.height
        return left, top, left + self.width, top + self.height

    def column_box(self, column: int) -> Box:
        """A column with the finger's place below it; KeyError outside of the board."""
        left, top, right, _ = self.cell_box(self.rows, column)
        return left, top, right, self.bottom + FINGER_HEIGHT


def layout_of(chart: Chart, look: Look) -> Layout:
    """Where the cells of a board are."""
    rows, columns = chart.rows, len(chart.columns)
    left, top = look.margin + GUTTER, look.margin + GUTTER
    beyond = GUTTER if look.labels == "both" else 0
    room = MAX_WIDTH - left - beyond - LEGEND_GAP - legend_width(look) - look.margin
    width = min(look.size(WIDTHS[columns]), room // columns)
    return Layout(left, top, width, look.size(HEIGHTS[rows]), rows, columns, left + columns * width + beyond)


@dataclass(frozen=True)
class Kit:
    """What pictures of one look and size of cells are made of.

    Attributes:
        numbers: the pen of numbers and words.
        blocks: the sprite of every sign, shape (kinds, height, width), in the order of `KINDS`.
        finger: the finger on paper.
        arrow: the arrow above the legend.
    """

    inks: Inks
    numbers: Pixels
    blocks: Pixels
    finger: Pixels
    arrow: Pixels

    @property
    def tiles(self) -> dict[str, Pixels]:
        """The sprite of every sign."""
        return dict(zip(KINDS, self.blocks, strict=True))


def colors_of(look: Look) -> dict[str, Rgb]:
    """The color of every sign."""
    theme = look.theme
    named = {CLICK: "yellow", REVERSE: "green", HEAD: "pink", BODY: "blue"}
    return {EMPTY: theme.panel, **{sign: theme.color(name) for sign, name in named.items()}, TAIL: theme.wall_light}


@cached_kit
def kit(look: Look, width: int, height: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    blocks = np.stack([_block(look, width, height, sign).sprite(inks) for sign in KINDS])
    finger, arrow = _finger(look, width).sprite(inks), _arrow(look).sprite(inks)
    inks.close()
    return Kit(inks, numbers, blocks, finger, arrow)


def _block(look: Look, width: int, height: int, sign: str) -> Painting:
    """One cell: a disc, a box with a two-headed arrow, or a part of a Snake, which lies upright."""
    theme = look.theme
    painting = Painting(width, height, theme.panel)
    painting.rectangle(width - 1, 0, width, height, theme.line)
    painting.rectangle(0, height - 1, width, height, theme.line)
    x, y = (width - 1) / 2, (height - 1) / 2
    color = colors_of(look)[sign]
    half = round(width * 0.19)
    if sign == CLICK:
        painting.disc(x, y, height * 0.41, theme.edge)
        painting.disc(x, y, height * 0.41 - 1.6, color)
        if look.design == 1:
            painting.disc(x, y, height * 0.24, theme.edge)
            painting.disc(x, y, height * 0.24 - 1.4, color)
        elif look.design == 2:
            painting.disc(x - height * 0.13, y - height * 0.13, height * 0.1, WHITE)
    elif sign == REVERSE:
        wide, high = width * 0.43, height * 0.42
        corner = (5, 0, high)[look.design]
        painting.rounded(x - wide, y - high, x + wide, y + high, corner, theme.edge)
        rim = max(0.0, corner - 1.0) if look.design < 2 else high - 1.5
        painting.rounded(x - wide + 1.5, y - high + 1.5, x + wide - 1.5, y + high - 1.5, rim, color)
        tip, back, aside = wide - 4, wide - 4 - high * 0.8, high - 4
        painting.rectangle(x - back, y - 1.6, x + back, y + 1.6, WHITE)
        painting.polygon([(x - tip, y), (x - back, y - aside), (x - back, y + aside)], WHITE)
        painting.polygon([(x + tip, y), (x + back, y - aside), (x + back, y + aside)], WHITE)
    elif sign == BODY:
        painting.rectangle(x - half - 1.5, 0, x + half + 1.5, height, theme.edge)
        painting.rectangle(x - half, 0, x + half, height, color)
        painting.rectangle(x - half, height - 1.6, x + half, height, theme.edge)
        if look.design == 1:
            painting.polygon([(x, y - 5), (x + half - 2, y), (x, y + 5), (x - half + 2, y)], theme.edge)
        elif look.design == 2:
            for aside in (-0.4, 0.4):
                painting.rectangle(x + half * aside - 1, 0, x + half * aside + 1, height, WHITE)
    elif sign == TAIL:
        painting.polygon([(x, 4), (x + half + 1.8, height), (x - half - 1.8, height)], theme.edge)
        painting.polygon([(x, 8), (x + half - 0.4, height - 1.6), (x - half + 0.4, height - 1.6)], color)
    elif sign == HEAD:
        wide, low = width * 0.34, height - 3
        painting.rectangle(x - half - 1.5, 0, x + half + 1.5, y, theme.edge)
        painting.rectangle(x - half, 0, x + half, y, color)
        painting.rounded(x - wide - 1.5, 2.5, x + wide + 1.5, low + 1.5, height * 0.42, theme.edge)
        painting.rounded(x - wide, 4, x + wide, low, height * 0.38, color)
        painting.rectangle(x - half, 0, x + half, 5, color)
        for side in (-1, 1):
            eye = x + side * wide * 0.48, height * 0.56
            white, dark = ((0.17, 0.1), (0.13, 0.09), (0.2, 0.08))[look.design]
            painting.disc(*eye, height * white, WHITE)
            painting.disc(eye[0], eye[1] + height * 0.05, height * dark, theme.edge)
    return painting


def _finger(look: Look, width: int) -> Painting:
    """A hand whose forefinger points up."""
    theme = look.theme
    painting = Painting(width, FINGER_HEIGHT, theme.paper)
    x = (width - 1) / 2
    for grown, color in ((1.6, theme.edge), (0.0, theme.color("orange"))):
        painting.rounded(x - 6 - grown, 5 - grown, x + 6 + grown, 34, 6 + grown, color)
        painting.rounded(x - 12 - grown, 22 - grown, x + 12 + grown, 40 + grown, 6 + grown, color)
    for number in (0, 1):
        painting.line((x + 2.5 + 5 * number, 26), (x + 2.5 + 5 * number, 32), 1.6, theme.edge)
    return painting


def _arrow(look: Look) -> Painting:
    """A broad arrow that points down."""
    theme = look.theme
    painting = Painting(LEGEND_WIDTH, ARROW_HEIGHT, theme.paper)
    x = LEGEND_WIDTH / 2
    half, neck, wide = ((9, 31, 24), (5, 36, 18), (13, 28, 30))[look.design]
    painting.rectangle(x - half, 2, x + half, neck + 1, theme.ink)
    painting.polygon([(x - wide, neck), (x + wide, neck), (x, ARROW_HEIGHT - 4)], theme.ink)
    return painting


def draw(chart: Chart, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers, the finger below it, and the legend at its right."""
    layout = layout_of(chart, look)
    sprites = kit(look, layout.width, layout.height)
    background = _empty(look, layout)
    canvas = Canvas(background.shape[1], background.shape[0], sprites.inks, look.theme.paper, look.font)
    canvas.pixels[...] = background
    numbers = {sign: number for number, sign in enumerate(KINDS)}
    kinds = np.array([[numbers[sign] for sign in cells] for cells in chart.columns]).T[::-1]
    canvas.tile(layout.left, layout.top, sprites.blocks, kinds)
    _frames(canvas, layout, look)
    left = layout.left + (chart.finger - 1) * layout.width
    canvas.stamp(left, layout.bottom + 2, sprites.finger[: FINGER_HEIGHT - 2])

    def box(place: Place) -> Box:
        if place[0] == "cell":
            return layout.cell_box(place[1], place[2])
        if place[0] == "column":
            return layout.column_box(place[1])
        if place == ("finger",):
            return left, layout.bottom + 2, left + layout.width, layout.bottom + FINGER_HEIGHT
        raise KeyError(place)

    return canvas.finish(box)


def _frames(canvas: Canvas, layout: Layout, look: Look) -> None:
    """A thin line around the board and above every fifth row, and a strong one around row 1."""
    right = layout.left + layout.columns * layout.width
    for row in range(5, layout.rows, 5):
        y = layout.bottom - row * layout.height - 1
        canvas.fill((layout.left - 6, y, layout.left - 1, y + 1), canvas.inks.ink(look.theme.ink))
        canvas.fill((right + 1, y, right + 6, y + 1), canvas.inks.ink(look.theme.ink))
    canvas.frame((layout.left - 1, layout.top - 1, right, layout.bottom), canvas.inks.ink(look.theme.line), 1)
    lowest = layout.bottom - layout.height
    canvas.frame((layout.left - 3, lowest - 2, right + 2, layout.bottom + 2), canvas.inks.ink(look.theme.edge), 3)
    # Beside the board the frame and the short lines lie on the paper, which may be dark.
    ink, outside = canvas.inks.ink(look.theme.ink), ((layout.left - 3, layout.left - 1), (right + 1, right + 2))
    for left, end in outside:
        canvas.fill((left, lowest - 2, end, layout.bottom + 2), ink)
    canvas.fill((layout.left - 3, layout.bottom, right + 2, layout.bottom + 2), ink)


@lru_cache(maxsize=16)
def _empty(look: Look, layout: Layout) -> Pixels:
    """What all pictures of one size share: numbers and legend."""
    sprites = kit(look, layout.width, layout.height)
    size = (layout.right + LEGEND_GAP + legend_width(look) + look.margin, layout.bottom + FINGER_HEIGHT + look.margin)
    canvas = Canvas(*size, sprites.inks, look.theme.paper, look.font)
    _numbers(canvas, layout, look, sprites.numbers)
    left, top = layout.right + LEGEND_GAP, layout.top
    canvas.stamp(left, top, sprites.arrow)
    canvas.text(left + LEGEND_WIDTH // 2, top + ARROW_HEIGHT + 12, "blocks fall", SMALL, sprites.numbers)
    top += ARROW_HEIGHT + 42
    for number, (sign, name) in enumerate(LEGEND):
        if sign == REVERSE:
            top += 10
        elif sign == TAIL:
            top += 36
            y = top + number * layout.height - 14
            canvas.text(left, y, "Snake:", SMALL, sprites.numbers, "left")
        y = top + number * layout.height
        canvas.stamp(left, y, sprites.tiles[sign])
        canvas.text(left + layout.width + 8, y + layout.height // 2, name, SMALL, sprites.numbers, "left")
    frame_picture(canvas, look)
    return canvas.pixels


def _numbers(canvas: Canvas, layout: Layout, look: Look, pen: Pixels) -> None:
    """Column numbers above the board, row numbers at its left, in some looks also at its right."""
    right = layout.left + layout.columns * layout.width
    if look.labels == "strip":
        strip = canvas.inks.ink(look.theme.strip)
        canvas.fill((layout.left - GUTTER, layout.top - GUTTER, right, layout.top), strip)
        canvas.fill((layout.left - GUTTER, layout.top, layout.left, layout.bottom), strip)
    for column in range(1, layout.columns + 1):
        left, _, end, _ = layout.cell_box(1, column)
        canvas.text((left + end) // 2, layout.top - GUTTER // 2, str(column), SMALL, pen)
    middles = [layout.left - GUTTER // 2 - 1]
    if look.labels == "both":
        middles.append(right + GUTTER // 2 + 2)
    for row in range(1, layout.rows + 1):
        _, top, _, bottom = layout.cell_box(row, 1)
        for middle in middles:
            canvas.text(middle, (top + bottom) // 2, str(row), SMALL, pen)


def describe(chart: Chart, marks: tuple[Mark, ...]) -> str:
    """One line a row, the highest first, and the finger."""
    lines = [
        f"row {row + 1}: {' '.join(cells[row] for cells in chart.columns)}" for row in range(chart.rows - 1, -1, -1)
    ]
    lines.append("The first sign of a row is in column 1. Signs: . empty, c a Click, r a Reverse, and of a Snake:")
    lines.append("h head, b body, t tail.")
    lines.append(f"The finger is below column {chart.finger}.")
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors of blocks, whose shapes differ too."""
    names = {EMPTY: "empty", CLICK: "Click", REVERSE: "Reverse", HEAD: "head", BODY: "body", TAIL: "tail"}
    return ({names[sign]: color for sign, color in colors_of(look).items()},)
