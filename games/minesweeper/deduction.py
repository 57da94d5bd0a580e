"""What a player can tell of hidden cells, step by step, with four named techniques.

Sets of cells are bits, by their numbers row by row. Simple techniques are used up before a harder one is tried; of
several steps that find a cell at the same time, the one that rests on the fewest steps is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gameqa.bitboard import bits_of

from .engine import Field, Group

SATISFIED = "a number that is satisfied"
NEEDS_ALL = "a number that needs all its cells"
COMPARED = "two numbers compared"
COUNTED = "the count of mines"

MOST_COUNTED = 3
"""Of how many numbers the count of mines takes account at most."""

MOST_FOUND = 8
"""How many cells the count of mines finds at most."""


Candidate = tuple[str, tuple[Group, ...], int, int, int, bool]
"""A step that is possible: its kind, groups, mines, safe cells and cells found, and whether these are mines."""


class Step(NamedTuple):
    """One step of a deduction.

    Attributes:
        kind: the technique.
        groups: the groups of hidden cells that it looks at; of two that are compared, the smaller one first.
        mines, safe: the cells that it takes as known.
        found: the cells that it finds to be all mines or all safe.
        is_mine: which of the two.
        chain: the numbers of the steps that it rests on, itself included, as bits.
        cost: how hard these are: 1 for each that looks at one number, 2 for any other.
    """

    kind: str
    groups: tuple[Group, ...]
    mines: int
    safe: int
    found: int
    is_mine: bool
    chain: int
    cost: int


class Deduction:
    """All that the techniques find in a field.

    Attributes:
        mines, safe: the cells that are found to be mines, or safe.
        steps: the steps, each after those that it rests on.
    """

    def __init__(self, hidden: int, left: int, groups: Sequence[Group]) -> None:
        """Finds all.

        Args:
            hidden: the hidden cells without a flag.
            left: how many of them are mines.
            groups: those around every number.
        """
        self.hidden = hidden
        self.left = left
        self._open = [(group.cells, group.mines, group) for group in groups]
        self.mines = self.safe = 0
        self.steps: list[Step] = []
        self._step_of: dict[int, Step] = {}
        self._harder = 0
        while self._found(self._single()) or self._found(self._compared()) or self._found(list(self._counted())):
            pass

    @classmethod
    def of(cls, field: Field) -> Deduction:
        """All that the techniques find in a field."""
        return cls(field.hidden_bits, field.left, field.groups)

    def cost(self, cell: int) -> int:
        """How hard it is to find a cell, which is given as a bit; it must be among those found."""
        return self._step_of[cell].cost

    def chain(self, cells: int) -> list[Step]:
        """The steps that find some cells, all that they rest on included; the cells must be among those found."""
        chain = self._chain(cells)
        return [step for number, step in enumerate(self.steps) if chain >> number & 1]

    def _chain(self, cells: int) -> int:
        chain = 0
        while cells:
            chain |= self._step_of[cells & -cells].chain
            cells &= cells - 1
        return chain

    def _found(self, candidates: Sequence[Candidate]) -> bool:
        """Takes in steps that were possible at the same time; whether any cell is new."""
        unknown = self.hidden & ~(self.mines | self.safe)
        made: list[Step] = []
        best: dict[int, int] = {}
        for number, candidate in enumerate(candidates):
            kind, _, mines, safe, found, _ = candidate
            chain = self._chain(mines | safe)
            own = 1 if kind in (SATISFIED, NEEDS_ALL) else 2
            cost = chain.bit_count() + (chain & self._harder).bit_count() + own
            made.append(Step(*candidate, chain, cost))
            for cell in bits_of(found & unknown):
                if cell not in best or cost < made[best[cell]].cost:
                    best[cell] = number
        for number in sorted(set(best.values())):
            own = 1 << len(self.steps)
            step = made[number] = made[number]._replace(chain=made[number].chain | own)
            if step.kind not in (SATISFIED, NEEDS_ALL):
                self._harder |= own
            self.steps.append(step)
        for cell, number in best.items():
            step = self._step_of[cell] = made[number]
            if step.is_mine:
                self.mines |= cell
            else:
                self.safe |= cell
        return bool(best)

    def _single(self) -> list[Candidate]:
        unknown = ~(self.mines | self.safe)
        self._open = [item for item in self._open if item[0] & unknown]
        steps: list[Candidate] = []
        for cells, need, group in self._open:
            mines, maybe = cells & self.mines, cells & ~self.safe
            if need == mines.bit_count():
                steps.append((SATISFIED, (group,), mines, 0, cells & ~mines, False))
            elif need == maybe.bit_count():
                steps.append((NEEDS_ALL, (group,), 0, cells & self.safe, maybe, True))
        return steps

    def _compared(self) -> list[Candidate]:
        unknown = ~(self.mines | self.safe)
        # What is left of every number: its cells that are not known, and how many of them are mines.
        rests = [(cells & unknown, need - (cells & self.mines).bit_count(), group) for cells, need, group in self._open]
        steps: list[Candidate] = []
        for small, few, one in rests:
            for large, many, other in rests:
                if small & large == small != large and many - few in (0, (large & ~small).bit_count()):
                    both = one.cells | other.cells
                    found = large & ~small
                    steps.append((COMPARED, (one, other), both & self.mines, both & self.safe, found, many > few))
        return steps

    def _counted(self) -> Iterator[Candidate]:
        known = self.mines | self.safe
        unknown = self.hidden & ~known
        left = self.left - self.mines.bit_count()
        if not unknown:
            return
        groups: dict[int, Group] = {}
        for cells, _, group in self._open:
            groups.setdefault(cells & ~known, group)
        most = sum(sorted(map(int.bit_count, groups))[-MOST_COUNTED:])
        if unknown.bit_count() - most > MOST_FOUND:
            return
        for chosen in _apart(list(groups.items()), MOST_COUNTED):
            together = sum(group.mines - (group.cells & self.mines).bit_count() for group in chosen)
            covered = 0
            safe = 0
            for group in chosen:
                covered |= group.cells & ~known
                safe |= group.cells & self.safe
            found = unknown & ~covered
            if found.bit_count() > MOST_FOUND:
                continue
            if found and together == left:
                yield COUNTED, chosen, self.mines, safe, found, False
            elif found and left - together == found.bit_count():
                yield COUNTED, chosen, self.mines, self.safe, found, True


def _apart(groups: Sequence[tuple[int, Group]], most: int) -> Iterator[tuple[Group, ...]]:
    """All choices of groups that share no unknown cell."""
    yield ()
    if most:
        for number, (cells, group) in enumerate(groups):
            later = [(other, its) for other, its in groups[number + 1 :] if not other & cells]
            for rest in _apart(later, most - 1):
                yield (group, *rest)
