"""Drawing and describing pyramids.

Places: ("ball", x, y, level) in the view; ("plan", level) and ("hands",). Marks: kind "plans", place ("plans",): a flat
plan of every level is shown below the view; kind "hands", place ("hands",): so are the balls in hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from gameqa.bitboard import bits_of
from gameqa.contract import Mark
from gameqa.draw.balls import Ball, Heap, ball_sprite, draw_ball, draw_heap, draw_plate, edge_pen
from gameqa.draw.board import frame_picture
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_kit
from gameqa.draw.text import SMALL
from gameqa.places import Box
from gameqa.places import Place as Named

from .engine import BLUE, COLORS, RED, Pyramid

UNITS = {3: 30, 4: 24, 5: 20}
"""Pixels of a unit of the projection, for each size."""

PLAN_CELLS = {3: 24, 4: 24, 5: 22}
BESIDE, BELOW, TITLE, GAP = 15, 17, 20, 10
"""Room for the numbers left of a plan and below it, for its title, and between plans."""

HANDS = 30
PLANS_MARK = Mark("plans", ("plans",))
HANDS_MARK = Mark("hands", ("hands",))


@dataclass(frozen=True)
class Kit:
    """Pens, inks and balls of one look."""

    inks: Inks
    numbers: Pixels
    edges: Pixels
    balls: dict[str, Ball]
    small: dict[str, Ball]


@cached_kit
def kit(look: Look, radius: int, small: int) -> Kit:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    colors = {BLUE: theme.color("blue"), RED: theme.color("red")}
    inks.ink(theme.wall_light)
    balls = {sign: ball_sprite(inks, color, theme.edge, radius, look.design) for sign, color in colors.items()}
    little = {sign: ball_sprite(inks, color, theme.edge, small, look.design) for sign, color in colors.items()}
    edges = edge_pen(inks, theme.edge, (theme.paper, theme.panel, theme.wall_light))
    inks.close()
    return Kit(inks, numbers, edges, balls, little)


def heap_of(side: int, look: Look) -> Heap:
    """Where the view is."""
    return Heap(look.margin, look.margin, side, look.size(UNITS[side]) // 2 * 2)


@dataclass(frozen=True)
class Layout:
    """Where everything is: the view, the corner of every plan, the line of the balls in hand, the picture's size."""

    heap: Heap
    cell: int
    plans: tuple[tuple[int, int], ...]
    hands: int
    size: tuple[int, int]

    def plan_box(self, level: int) -> Box:
        """The cells of a plan."""
        left, top = self.plans[level]
        wide = (self.heap.side - level) * self.cell
        return left, top, left + wide + 1, top + wide + 1


@lru_cache(maxsize=256)
def layout_of(side: int, look: Look, has_plans: bool, has_hands: bool) -> Layout:
    """The layout of a picture."""
    heap, margin = heap_of(side, look), look.margin
    width, height = heap.size
    cell, bottom = look.size(PLAN_CELLS[side]), margin + height
    plans: list[tuple[int, int]] = []
    if has_plans:
        left = margin
        for level in range(side):
            plans.append((left + BESIDE, bottom + TITLE))
            left += BESIDE + max(44, (side - level) * cell) + GAP
        width = max(width, left - GAP - margin)
        bottom += TITLE + side * cell + BELOW
    hands = bottom + HANDS // 2
    bottom += HANDS if has_hands else 0
    return Layout(heap, cell, tuple(plans), hands, (max(width, 300) + 2 * margin, bottom + margin))


@lru_cache(maxsize=32)
def _bare(side: int, look: Look, has_plans: bool, has_hands: bool) -> Pixels:
    """What is the same for all pyramids of a size: the plate, and the plans without balls."""
    layout = layout_of(side, look, has_plans, has_hands)
    own = kit(look, layout.heap.radius, layout.cell // 2 - 3)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    draw_plate(canvas, layout.heap, look, own.numbers)
    panel, line = own.inks.ink(look.theme.panel), own.inks.ink(look.theme.wall_light)
    for level, (left, top) in enumerate(layout.plans):
        wide, cell = side - level, layout.cell
        canvas.fill(layout.plan_box(level), panel)
        canvas.text(left, top - TITLE // 2, f"level {level}", SMALL, own.numbers, "left")
        for number in range(wide + 1):
            canvas.fill((left + number * cell, top, left + number * cell + 1, top + wide * cell + 1), line)
            canvas.fill((left, top + number * cell, left + wide * cell + 1, top + number * cell + 1), line)
        for number in range(wide):
            middle = number * cell + cell // 2
            canvas.text(left + middle, top + wide * cell + 10, str(number), SMALL, own.numbers)
            canvas.text(left - 8, top + wide * cell - middle, str(number), SMALL, own.numbers)
    frame_picture(canvas, look)
    return canvas.pixels


def draw(pyramid: Pyramid, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The view, and with the marks the plans and the balls in hand."""
    kinds = {mark.kind for mark in marks}
    side, shape = pyramid.side, pyramid.shape
    layout = layout_of(side, look, "plans" in kinds, "hands" in kinds)
    heap = layout.heap
    own = kit(look, heap.radius, layout.cell // 2 - 3)
    canvas = Canvas(*layout.size, own.inks, look.theme.paper, look.font)
    canvas.pixels[...] = _bare(side, look, "plans" in kinds, "hands" in kinds)
    signs = {shape.place(bit): pyramid.sign(bit) for bit in bits_of(pyramid.filled)}
    draw_heap(canvas, heap, {place: own.balls[sign] for place, sign in signs.items()}, own.edges)
    if layout.plans:
        for (x, y, level), sign in signs.items():
            left, top = layout.plans[level]
            half = layout.cell // 2
            down = top + (side - level - y) * layout.cell - half
            draw_ball(canvas, left + x * layout.cell + half, down, own.small[sign], own.edges)
    if "hands" in kinds:
        x = look.margin + BESIDE
        for sign, color, count in zip((BLUE, RED), COLORS, pyramid.hands, strict=True):
            draw_ball(canvas, x + layout.cell // 2, layout.hands, own.small[sign], own.edges)
            text = f"{color} in hand: {count}"
            x = canvas.text(x + layout.cell + 4, layout.hands, text, SMALL, own.numbers, "left")[2] + 24

    def box(place: Named) -> Box:
        if place[0] == "ball" and place[1:] in shape.bit:
            return heap.box(place[1:])
        if place[0] == "plan" and layout.plans:
            return layout.plan_box(place[1])
        if place[0] == "hands" and "hands" in kinds:
            return look.margin, layout.hands - HANDS // 2, layout.size[0] - look.margin, layout.hands + HANDS // 2
        raise KeyError(place)

    return canvas.finish(box)


def describe(pyramid: Pyramid, marks: tuple[Mark, ...]) -> str:
    """Every level row by row, and with the mark the balls in hand."""
    lines = ["The levels, each row from x = 0; B blue ball, R red ball, . no ball:"]
    for level, rows in enumerate(pyramid.levels):
        for y, row in enumerate(rows):
            lines.append(f"level {level}, y = {y}: {' '.join(row)}")
    kinds = {mark.kind for mark in marks}
    if "hands" in kinds:
        lines.append("; ".join(f"{color} in hand: {n}" for color, n in zip(COLORS, pyramid.hands, strict=True)))
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """What is told apart by color."""
    theme = look.theme
    return ({"plate": theme.panel, "blue ball": theme.color("blue"), "red ball": theme.color("red")},)
