"""Drawing and describing Turing machines.

Places: ("cell", row, column), and where the picture has the rule table ("table",). There are no marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from gameqa.answers import write_cell
from gameqa.contract import Mark
from gameqa.draw import tiles
from gameqa.draw.board import Board, board_in, draw_numbers, fitting_cell, outer_size
from gameqa.draw.canvas import Canvas, Inks, Picture, Pixels, common_inks
from gameqa.draw.looks import Look, Rgb, cached_lettered_kit
from gameqa.draw.shapes import Painting, Point
from gameqa.draw.text import GIANT, HUGE, LARGE, SMALL, fitting_size
from gameqa.grid import STEPS
from gameqa.places import Box, Place
from gameqa.wording import rows_as_text

from .engine import BRACKETS, KINDS, TABLE_SIDE, Machine, Rule
from .notation import bracketed, table_lines

CELLS = {3: 92, 4: 78, 5: 56}
"""Pixels of a cell, for each side of the board."""

ROOM = 320

SYMBOLS = 4
STATES = len(KINDS)

ENTRY_WIDTH, ENTRY_HEIGHT = 102, 42
"""Pixels of an entry of the rule table."""

STATE_WIDTH, SYMBOL_HEIGHT, TITLE_HEIGHT = 60, 32, 34
"""Pixels of the band of states, of the band of symbols, and of the title above."""

TABLE_WIDTH = STATE_WIDTH + SYMBOLS * ENTRY_WIDTH
TABLE_HEIGHT = TITLE_HEIGHT + SYMBOL_HEIGHT + STATES * ENTRY_HEIGHT


def grounds(look: Look) -> list[Rgb]:
    """The color below every symbol."""
    theme = look.theme
    return [theme.panel, *map(theme.color, ("yellow", "mint", "pink"))]


Kind = tuple[int, int]
"""The symbol of a cell and the state of the head on it, -1 where it is elsewhere."""


@dataclass(frozen=True)
class Sprites:
    """What pictures of one look and size of cells are made of: the kit of the board, and the entries of the table."""

    board: tiles.Kit[Kind]
    entries: dict[Rule, Pixels]


@cached_lettered_kit
def sprites_of(look: Look, cell: int, side: int) -> Sprites:
    """The sprites, made once."""
    inks, numbers = common_inks(look)
    theme = look.theme
    colors = grounds(look)
    pens = [inks.pen(theme.edge, [color]) for color in colors]
    signs: dict[Kind, Pixels] = {}
    texts = [bracketed(state, symbol) for state in range(STATES) for symbol in range(SYMBOLS)]
    size = fitting_size(texts, cell - 4, HUGE if side == TABLE_SIDE else GIANT, look.font)
    for symbol, color in enumerate(colors):
        empty = tiles.blank(look, cell, color).sprite(inks)
        for state in range(-1, STATES):
            canvas = Canvas(cell, cell, inks, color, look.font)
            canvas.pixels[...] = empty
            if state >= 0:
                edge, width = inks.ink(theme.edge), 3 if side == TABLE_SIDE else 4
                inset = 3 * (look.design == 1)
                canvas.frame((inset, inset, cell - 1 - inset, cell - 1 - inset), edge, width)
                if look.design == 2:
                    canvas.frame((width + 2, width + 2, cell - 3 - width, cell - 3 - width), edge, 1)
            text = str(symbol) if state < 0 else bracketed(state, symbol)
            canvas.text(cell // 2, cell // 2, text, size, pens[symbol])
            signs[symbol, state] = canvas.pixels
    entries = _entries(look, inks, pens) if side == TABLE_SIDE else {}
    inks.close()
    order = {kind: number for number, kind in enumerate(signs)}
    board = tiles.Kit(inks, numbers, pens[0], np.stack(list(signs.values())), order)
    return Sprites(board, entries)


def _entries(look: Look, inks: Inks, pens: list[Pixels]) -> dict[Rule, Pixels]:
    """All entries that a table may have."""
    theme = look.theme
    entries: dict[Rule, Pixels] = {}
    for move in range(4):
        painting = Painting(ENTRY_WIDTH, ENTRY_HEIGHT, theme.panel)
        _arrow(painting, ENTRY_WIDTH - 20, ENTRY_HEIGHT / 2 + 1, move, theme.edge, look.design)
        painting.rectangle(ENTRY_WIDTH - 1, 0, ENTRY_WIDTH, ENTRY_HEIGHT, theme.line)
        painting.rectangle(0, ENTRY_HEIGHT - 1, ENTRY_WIDTH, ENTRY_HEIGHT, theme.line)
        arrow = painting.sprite(inks)
        for state in range(STATES):
            for symbol in range(SYMBOLS):
                canvas = Canvas(ENTRY_WIDTH, ENTRY_HEIGHT, inks, theme.panel, look.font)
                canvas.pixels[...] = arrow
                canvas.text(31, ENTRY_HEIGHT // 2, bracketed(state, symbol), HUGE, pens[0])
                entries[symbol, move, state] = canvas.pixels
    return entries


def _arrow(painting: Painting, x: float, y: float, move: int, color: Rgb, design: int) -> None:
    """An arrow around a point, in the direction of a move."""
    down, across = STEPS[move]

    def placed(forward: float, aside: float) -> Point:
        return x + forward * across + aside * down, y + forward * down + aside * across

    width, base, aside = ((3.4, 0, 8), (2.2, 2, 6), (6.0, -1, 10))[design]
    painting.line(placed(-10, 0), placed(3, 0), width, color)
    painting.polygon([placed(12, 0), placed(base, aside), placed(base, -aside)], color)


def board_of(machine: Machine, look: Look) -> Board:
    """Where the cells are: in the middle above the rule table, where there is one."""
    side = machine.side
    board = board_in(look, side, side, fitting_cell(look, CELLS[side], side, ROOM))
    if not has_table(machine):
        return board
    spare = TABLE_WIDTH + 2 * look.margin - outer_size(look, board)[0]
    return board_in(look, side, side, board.cell, left=spare // 2)


def has_table(machine: Machine) -> bool:
    """Whether the picture holds the rule table."""
    return machine.side == TABLE_SIDE


def table_corner(board: Board, look: Look) -> tuple[int, int]:
    """The left upper corner of the rule table with its title."""
    return look.margin, outer_size(look, board)[1] - look.margin + 6


def entry_corner(corner: tuple[int, int], state: int, symbol: int) -> tuple[int, int]:
    """The left upper corner of an entry of the table whose own one is `corner`."""
    left, top = corner
    return left + STATE_WIDTH + symbol * ENTRY_WIDTH, top + TITLE_HEIGHT + SYMBOL_HEIGHT + state * ENTRY_HEIGHT


def draw(machine: Machine, marks: tuple[Mark, ...], look: Look) -> Picture:
    """The board with row and column numbers and, at the hard level, the rule table below it."""
    board = board_of(machine, look)
    kit = sprites_of(look, board.cell, machine.side)
    kinds = [[(symbol, -1) for symbol in row] for row in machine.rows]
    row, column = machine.head
    kinds[row][column] = machine.rows[row][column], machine.state
    if not has_table(machine):
        return tiles.draw_tiles(look, board, kit.board, kinds, frame=True).finish(board.place_box)
    left, top = table_corner(board, look)
    width, height = TABLE_WIDTH + 2 * look.margin, top + TABLE_HEIGHT + look.margin
    canvas = Canvas(width, height, kit.board.inks, look.theme.paper, look.font)
    canvas.pixels[...] = _empty(look, board, width, height, left, top)
    order = kit.board.order
    canvas.tile(board.left, board.top, kit.board.sprites, np.array([[order[kind] for kind in row] for row in kinds]))
    for state, rules in enumerate(machine.rules):
        for symbol, rule in enumerate(rules):
            canvas.stamp(*entry_corner((left, top), state, symbol), kit.entries[rule])

    def box(place: Place) -> Box:
        if place == ("table",):
            return left, top, left + TABLE_WIDTH, top + TABLE_HEIGHT
        return board.place_box(place)

    return canvas.finish(box)


@lru_cache(maxsize=16)
def _empty(look: Look, board: Board, width: int, height: int, left: int, top: int) -> Pixels:
    """What all pictures with a table share: the numbers of the board, and the table's frame and headings."""
    kit = sprites_of(look, board.cell, board.rows).board
    theme = look.theme
    canvas = Canvas(width, height, kit.inks, theme.paper, look.font)
    draw_numbers(canvas, board, look, kit.numbers)
    x, y, right, bottom = board.box
    canvas.frame((x - 1, y - 1, right, bottom), canvas.inks.ink(theme.line), 1)
    head = top + TITLE_HEIGHT
    middle = left + STATE_WIDTH + SYMBOLS * ENTRY_WIDTH // 2
    canvas.text(middle, top + TITLE_HEIGHT // 2, "symbol under the head", SMALL, kit.numbers)
    canvas.fill((left, head, left + TABLE_WIDTH, head + SYMBOL_HEIGHT), canvas.inks.ink(theme.strip))
    canvas.fill((left, head, left + STATE_WIDTH, top + TABLE_HEIGHT), canvas.inks.ink(theme.strip))
    canvas.text(left + STATE_WIDTH // 2, head + SYMBOL_HEIGHT // 2, "state", SMALL, kit.numbers)
    for symbol in range(SYMBOLS):
        x = left + STATE_WIDTH + symbol * ENTRY_WIDTH + ENTRY_WIDTH // 2
        canvas.text(x, head + SYMBOL_HEIGHT // 2, str(symbol), LARGE, kit.numbers)
    for state in range(STATES):
        y = head + SYMBOL_HEIGHT + state * ENTRY_HEIGHT + ENTRY_HEIGHT // 2
        canvas.text(left + STATE_WIDTH // 2, y, " ".join(BRACKETS[state]), HUGE, kit.numbers)
    return canvas.pixels


def describe(machine: Machine, marks: tuple[Mark, ...]) -> str:
    """One line a row, the head, and the rule table where the picture has it."""
    lines = rows_as_text(machine.rows)
    lines.append("The first symbol of a row is in column 0.")
    lines.append(
        f"The head is on {write_cell(machine.head)}, in the state {KINDS[machine.state]} "
        f"{' '.join(BRACKETS[machine.state])}."
    )
    if has_table(machine):
        lines += ["The rule table:", *table_lines(machine)]
    return "\n".join(lines)


def colors(look: Look) -> tuple[dict[str, Rgb], ...]:
    """The colors below the symbols, which the digits name too."""
    return ({f"symbol {symbol}": color for symbol, color in enumerate(grounds(look))},)
