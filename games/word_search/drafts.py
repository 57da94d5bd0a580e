"""Grids in the making: words are written into them, crossing each other, and the rest is filled with letters."""

from __future__ import annotations

from bisect import insort
from collections.abc import Collection, Sequence

from gameqa.errors import Redraw
from gameqa.grid import Cell
from gameqa.rng import Rng

from .engine import STEPS, Grid, finds, is_inside, lines_of, room, run
from .words import blocked

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

ROUNDS = 25
"""How often letters between the words are changed until none of the unwanted words is left."""

PLACES_TRIED = 14


class Draft:
    """A square of letters, some of which are still missing; cells are counted from 1."""

    def __init__(self, side: int) -> None:
        self.side = side
        self.letters = [""] * (side * side)
        self._written: dict[str, list[int]] = {}

    def at(self, cell: Cell) -> str:
        """The letter of a cell, empty where none is written."""
        return self.letters[(cell[0] - 1) * self.side + cell[1] - 1]

    def put(self, cell: Cell, letter: str) -> None:
        """Writes a letter into a cell that is empty or holds it already."""
        place = (cell[0] - 1) * self.side + cell[1] - 1
        if not self.letters[place]:
            self.letters[place] = letter
            insort(self._written.setdefault(letter, []), place)

    def fits(self, word: str, cells: Sequence[Cell]) -> bool:
        """Whether a word can be written into cells of the grid without changing a letter."""
        letters, side = self.letters, self.side
        for (row, column), letter in zip(cells, word, strict=True):
            there = letters[(row - 1) * side + column - 1]
            if there and there != letter:
                return False
        return True

    def write(self, word: str, cells: Sequence[Cell]) -> None:
        """Writes a word."""
        for cell, letter in zip(cells, word, strict=True):
            self.put(cell, letter)

    def somewhere(self, word: str, rng: Rng) -> list[Cell] | None:
        """The cells of a word in a random direction from a random cell; none if they leave the grid."""
        return self.line(len(word), rng)

    def line(self, length: int, rng: Rng) -> list[Cell] | None:
        """So many cells in a random direction from a random cell; none if they leave the grid."""
        start, direction = (rng.between(1, self.side), rng.between(1, self.side)), rng.below(8)
        return run(start, direction, length) if room(start, direction, self.side) >= length else None

    def across(self, word: str, rng: Rng) -> list[Cell] | None:
        """The cells of a word in a random direction through a letter that it shares with the grid."""
        number = rng.below(len(word))
        places = self._written.get(word[number])
        if not places:
            return None
        row, column = divmod(rng.choice(places), self.side)
        direction = rng.below(8)
        down, across = STEPS[direction]
        cells = run((row + 1 - number * down, column + 1 - number * across), direction, len(word))
        return cells if is_inside(cells[0], self.side) and is_inside(cells[-1], self.side) else None

    def weave(self, words: Collection[str], rng: Rng) -> list[str]:
        """Writes words where they fit, many of them across others; those that were written."""
        written = []
        for word in words:
            for number in range(PLACES_TRIED):
                cells = (self.across if number % 3 else self.somewhere)(word, rng)
                if cells and self.fits(word, cells):
                    self.write(word, cells)
                    written.append(word)
                    break
        return written

    def finish(self, pool: str, rng: Rng, once: Collection[str] = (), never: Collection[str] = ()) -> Grid:
        """The grid, its empty cells filled with letters.

        Args:
            pool: the letters that are drawn from.
            once: words that stand in the grid already and may do so only once.
            never: words that may not stand in it.

        Raises:
            Redraw: an unwanted word could not be avoided.
        """
        free = [place for place, letter in enumerate(self.letters) if not letter]
        for place in free:
            self.letters[place] = rng.choice(pool)
        self._clean(frozenset(free), pool, rng, once, never)
        return self.grid()

    def grid(self) -> Grid:
        """The grid, when all letters are written."""
        side = self.side
        return Grid(tuple("".join(self.letters[start : start + side]) for start in range(0, side * side, side)))

    def _clean(self, free: frozenset[int], pool: str, rng: Rng, once: Collection[str], never: Collection[str]) -> None:
        """Changes letters of free cells until no unwanted word is left."""
        places = lines_of(self.side).places
        unwanted = [*blocked(), *never, *(word[::-1] for word in never)]
        for _ in range(ROUNDS):
            text = lines_of(self.side).text(self.letters)
            hits = [(text.find(word), len(word)) for word in unwanted if word in text]
            for word in once:
                found = [*finds(text, word), *finds(text, word[::-1])]
                if len(found) > 1:
                    hits += ((place, len(word)) for place in found)
            if not hits:
                return
            changed = False
            for start, length in hits:
                cells = [place for place in places[start : start + length] if place in free]
                if cells:
                    self.letters[rng.choice(cells)] = rng.choice(pool)
                    changed = True
            if not changed:
                break
        raise Redraw
