"""What a player can tell of hidden cells, step by step, with four named techniques.

Sets of cells are bits, by their numbers row by row. Simple techniques are used up before a harder one is tried; of
several steps that find a cell at the same time, the one that rests on the fewest steps is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

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


@dataclass(frozen=True)
class Step:
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
    chain: int = 0
    cost: int = 0


class Deduction:
    """All that the techniques find in a field.

    Attributes:
        mines, safe: the cells that are found to be mines, or safe.
        steps: the steps, each after those that it rests on.
    """

    def __init__(self, field: Field) -> None:
        self.hidden = field.hidden_bits
        self.left = field.left
        self._open = list(field.groups)
        self.mines = self.safe = 0
        self.steps: list[Step] = []
        self._step_of: dict[int, int] = {}
        self._harder = 0
        while any(self._found(list(steps())) for steps in (self._single, self._compared, self._counted)):
            pass

    def cost(self, cell: int) -> int:
        """How hard it is to find a cell, which is given as a bit; it must be among those found."""
        return self.steps[self._step_of[cell]].cost

    def chain(self, cells: int) -> list[Step]:
        """The steps that find some cells, all that they rest on included; the cells must be among those found."""
        chain = self._chain(cells)
        return [step for number, step in enumerate(self.steps) if chain >> number & 1]

    def _chain(self, cells: int) -> int:
        chain = 0
        for cell in bits_of(cells):
            chain |= self.steps[self._step_of[cell]].chain
        return chain

    def _found(self, steps: Sequence[Step]) -> bool:
        """Takes in steps that were possible at the same time; whether any cell is new."""
        best: dict[int, tuple[int, int]] = {}
        chains = [self._chain(step.mines | step.safe) for step in steps]
        costs = [
            chain.bit_count() + (chain & self._harder).bit_count() + (1 if step.kind in (SATISFIED, NEEDS_ALL) else 2)
            for chain, step in zip(chains, steps, strict=True)
        ]
        for number, step in enumerate(steps):
            for cell in bits_of(step.found & ~(self.mines | self.safe)):
                best[cell] = min(best.get(cell, (costs[number], number)), (costs[number], number))
        for number in sorted({number for _, number in best.values()}):
            step, own = steps[number], len(self.steps)
            for cell, (_, chosen) in best.items():
                if chosen == number:
                    self._step_of[cell] = own
                    if step.is_mine:
                        self.mines |= cell
                    else:
                        self.safe |= cell
            if step.kind not in (SATISFIED, NEEDS_ALL):
                self._harder |= 1 << own
            made = Step(
                step.kind, step.groups, step.mines, step.safe, step.found, step.is_mine, chains[number] | 1 << own,
                costs[number],
            )  # fmt: skip
            self.steps.append(made)
        return bool(best)

    def _single(self) -> Iterator[Step]:
        known = self.mines | self.safe
        self._open = [group for group in self._open if group.cells & ~known]
        for group in self._open:
            mines, maybe = group.cells & self.mines, group.cells & ~self.safe
            if group.mines == mines.bit_count():
                yield Step(SATISFIED, (group,), mines, 0, group.cells & ~mines, False)
            elif group.mines == maybe.bit_count():
                yield Step(NEEDS_ALL, (group,), 0, group.cells & self.safe, maybe, True)

    @cached_property
    def _near(self) -> list[tuple[Group, Group]]:
        return [
            (one, other) for one in self._open for other in self._open if one is not other and one.cells & other.cells
        ]

    def _compared(self) -> Iterator[Step]:
        known = self.mines | self.safe
        for one, other in self._near:
            small, large = one.cells & ~known, other.cells & ~known
            found = large & ~small
            if not small or small & ~large or not found:
                continue
            more = other.mines - (other.cells & self.mines).bit_count()
            more -= one.mines - (one.cells & self.mines).bit_count()
            if more in (0, found.bit_count()):
                both = one.cells | other.cells
                yield Step(COMPARED, (one, other), both & self.mines, both & self.safe, found, more > 0)

    def _counted(self) -> Iterator[Step]:
        known = self.mines | self.safe
        unknown = self.hidden & ~known
        left = self.left - self.mines.bit_count()
        if not unknown:
            return
        groups: dict[int, Group] = {}
        for group in self._open:
            if group.cells & ~known:
                groups.setdefault(group.cells & ~known, group)
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
                yield Step(COUNTED, chosen, self.mines, safe, found, False)
            elif found and left - together == found.bit_count():
                yield Step(COUNTED, chosen, self.mines, self.safe, found, True)


def _apart(groups: Sequence[tuple[int, Group]], most: int) -> Iterator[tuple[Group, ...]]:
    """All choices of groups that share no unknown cell."""
    yield ()
    if most:
        for number, (cells, group) in enumerate(groups):
            later = [(other, its) for other, its in groups[number + 1 :] if not other & cells]
            for rest in _apart(later, most - 1):
                yield (group, *rest)
