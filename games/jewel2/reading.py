"""Reading commands, as answers name them."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring.cells import cell_at
from gameqa.scoring.directions import direction_at
from gameqa.scoring.lists import Listed
from gameqa.scoring.mentions import Mention
from gameqa.scoring.singles import Single
from gameqa.scoring.tokens import NUMBER, Token, behind

from .engine import Command

_FILLERS = frozenset(("the", "gem", "gems", "cell", "at", "to", "its", "with", "one", ",", ":", "on", "and", "in"))


def command_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """The command at a place, and the place behind it: clear (1, 2), swap (1, 2) right."""
    name = tokens[place].low
    if name not in ("clear", "swap"):
        return None
    found = _cell(tokens, behind(tokens, place + 1, _FILLERS))
    if found is None:
        return None
    cell, end = found
    if name == "clear":
        return [Command(cell)], end
    place = behind(tokens, end, _FILLERS)
    direction = direction_at(tokens, place) if place < len(tokens) else None
    if direction is None or len(direction[0]) != 1 or not isinstance(direction[0][0], int):
        return None
    return [Command(cell, direction[0][0])], direction[1]


def _cell(tokens: Sequence[Token], place: int) -> tuple[tuple[int, int], int] | None:
    """A cell, in brackets, with the names of its axes, or as two bare numbers."""
    if place >= len(tokens):
        return None
    found = cell_at(tokens, place)
    if found is not None:
        value = found[0][0]
        if isinstance(value, tuple) and len(value) == 2 and all(isinstance(number, int) for number in value):
            return value, found[1]
        return None
    numbers: list[int] = []
    end = place
    while end < len(tokens) and len(numbers) < 2:
        if tokens[end].kind == NUMBER and tokens[end].text.isdigit():
            numbers.append(int(tokens[end].text))
        elif tokens[end].low != "," or not numbers:
            return None
        end += 1
    return ((numbers[0], numbers[1]), end) if len(numbers) == 2 else None


def _find_commands(tokens: Sequence[Token]) -> list[Mention]:
    """The commands that the tokens name."""
    found = []
    place = 0
    while place < len(tokens):
        item = command_at(tokens, place)
        if item is None:
            place += 1
        else:
            found.append(Mention(place, item[1], item[0][0]))
            place = item[1]
    return found


read_command = Single(_find_commands)
"""Reads one command."""

read_commands = Listed(command_at, counts=False)
"""Reads commands in order."""
