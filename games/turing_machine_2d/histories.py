"""Histories of a cell's symbol: what is written there, and when. Wrong ones that the rules do not exclude."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng

from .engine import Machine, Step, offset, reachable

History = tuple[tuple[int, int], ...]
"""The number of every step that writes the cell, and the symbol that it writes."""

MOST_WRITES = {"easy": 2, "medium": 3, "hard": 3}
"""The greatest number of writes; all from 1 are equally frequent."""

TRIES = 60


def history_text(start: int, history: History) -> str:
    """A history in words: 1, then 0 in step 2, then 3 in step 4."""
    return ", ".join([str(start), *(f"then {symbol} in step {number}" for number, symbol in history)])


def history_of(steps: Sequence[Step], cell: Cell) -> History:
    """What some steps write in a cell."""
    return tuple((number, step.rule[0]) for number, step in enumerate(steps, 1) if step.cell == cell)


@lru_cache(maxsize=1024)
def times(side: int, moved: Cell, count: int, most: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """When a head can be on a cell of a torus, whatever the rules: lists of the steps that start there, in as many
    groups as there are numbers of such steps.

    Args:
        moved: how far the cell is from where the head is after the first step.
        count: the number of steps.
        most: the most steps in a list.
    """
    groups: list[tuple[tuple[int, ...], ...]] = [
        tuple((number,) for number in range(2, count + 1) if moved in reachable(side, number - 2))
    ]
    while len(groups) < most:
        groups.append(
            tuple(
                (*before, number)
                for before in groups[-1]
                for number in range(before[-1] + 1, count + 1)
                if (0, 0) in reachable(side, number - before[-1])
            )
        )
    return tuple(groups)


def can_change(machine: Machine, symbol: int) -> bool:
    """Whether rules write different things in place of a symbol."""
    return len({own[symbol][0] for own in machine.rules}) > 1


class Drawn:
    """Histories of one cell, drawn at random among those that its start, the first step and the table allow."""

    def __init__(self, machine: Machine, second: Cell, cell: Cell, count: int, rng: Rng) -> None:
        """Prepares the drawing.

        Args:
            second: where the head is after the first step.
            cell: the cell, which is not the one where the head starts.
            count: the number of steps.
        """
        moved = offset(machine.side, second, cell)
        self._groups = times(machine.side, moved, count, MOST_WRITES[machine.level])
        self._written = [sorted({own[symbol][0] for own in machine.rules}) for symbol in range(machine.symbols)]
        self._start = machine.rows[cell[0]][cell[1]]
        self._rng = rng

    def changed(self, history: History, taken: Sequence[History]) -> History:
        """A history with other symbols or other steps, and what it can keep of the rest.

        Args:
            taken: histories that it must not be.

        Raises:
            Redraw: none was found.
        """
        rng = self._rng
        for _ in range(TRIES):
            numbers = tuple(number for number, _ in history)
            keeps_symbols = rng.chance(1, 2)
            if keeps_symbols or rng.chance(1, 4):
                group = rng.choice(self._groups)
                if not group:
                    continue
                numbers = rng.choice(group)
            symbols: list[int] = []
            for place in range(len(numbers)):
                allowed = self._written[symbols[-1] if symbols else self._start]
                kept = history[place][1] if keeps_symbols and place < len(history) else -1
                symbols.append(kept if kept in allowed else rng.choice(allowed))
            found = tuple(zip(numbers, symbols, strict=True))
            if found not in taken:
                return found
        raise Redraw
