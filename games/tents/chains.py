"""Which steps of a deduction a tent rests on, and why the cells that these steps look at are closed.

A set of steps is a whole number with one bit a step, by its number in `Deduction.steps`.
"""

from __future__ import annotations

from typing import NamedTuple

from gameqa.bitboard import bits_of

from .deduction import LAST_CELL, LINE_BLOCKED, OWN_TENT, OWN_TREE, TREE_BLOCKED, Deduction, Step
from .engine import Camp

IS_TREE = "is a tree"
FAR = "has no tree beside it"
TOUCHES = "touches a tent"
IN_FULL_LINE = "is in a line that has all its tents"
OTHERS_TENT = "is the tent of another tree"
SERVED = "is beside trees only that have their tents"
RULED_OUT = "was ruled out by an earlier step"


class Reason(NamedTuple):
    """Why a cell is closed.

    Attributes:
        chain: the steps that it rests on.
        kind: what is the case.
        cell: the cell.
        subjects: the tent that it touches, the line's number, or pairs of a tree and its tent.
    """

    chain: int
    kind: str
    cell: int
    subjects: tuple[int, ...] = ()


class Told(NamedTuple):
    """A step with what it rests on.

    Attributes:
        number: its number among the steps.
        step: the step.
        reasons: why the cells that it looks at are closed.
        chain: the steps that it rests on, itself included.
    """

    number: int
    step: Step
    reasons: tuple[Reason, ...]
    chain: int

    @property
    def blocks(self) -> bool:
        """Whether it closes cells, and finds no tent."""
        return self.step.kind in (TREE_BLOCKED, LINE_BLOCKED)


class Chains:
    """The steps of a deduction, each with what it rests on; of several reasons the one with the fewest steps counts.

    Attributes:
        told: the steps, in order.
    """

    def __init__(self, camp: Camp, deduction: Deduction) -> None:
        self.camp, self.geometry = camp, camp.geometry
        self._tents = dict.fromkeys(bits_of(camp.tents), 0)
        self._known, self._served = camp.tents, 0
        self._tent_of: dict[int, tuple[int, int]] = {}
        self._owned: dict[int, int] = {}
        self._ruled_out: dict[int, int] = {}
        self.told: list[Told] = []
        for number, step in enumerate(deduction.steps):
            self._take_in(number, step)

    def of_tents(self, tents: int) -> list[Told]:
        """The steps that find some tents, and all that these rest on, in order."""
        chain = 0
        for tent in bits_of(tents):
            chain |= self._tents[tent]
        return [told for told in self.told if chain >> told.number & 1]

    def length(self, tent: int) -> int:
        """How many steps a tent rests on; 0 for one that is seen."""
        return self._tents[tent].bit_count()

    def _take_in(self, number: int, step: Step) -> None:
        kind, subject = step.kind, step.subject
        chain = 1 << number
        if kind == OWN_TREE:
            others = [tree for tree in bits_of(self.geometry.beside[step.found] & self.camp.trees) if tree != subject]
            reasons: list[Reason] = [
                Reason(self._tent_of[tree][1], SERVED, tree, (tree, self._tent_of[tree][0])) for tree in others
            ]
            chain |= self._tents[step.found]
        else:
            if kind in (LAST_CELL, OWN_TENT, TREE_BLOCKED):
                cells = self.geometry.beside[subject]
                left = step.found if kind != TREE_BLOCKED else cells & step.open
                if kind == OWN_TENT:
                    chain |= self._tents[step.found]
            else:
                cells = self.geometry.lines[subject]
                for tent in bits_of(cells & step.tents):
                    chain |= self._tents[tent]
                left = cells & (step.open | step.tents)
            reasons = [self._reason(cell, subject) for cell in bits_of(cells & ~left)]
        for reason in reasons:
            chain |= reason.chain
        self.told.append(Told(number, step, tuple(reasons), chain))
        if kind in (TREE_BLOCKED, LINE_BLOCKED):
            for cell in bits_of(step.found):
                self._ruled_out[cell] = chain
        elif kind in (OWN_TREE, OWN_TENT):
            self._own(subject, step.found, chain)
        else:
            for tent in bits_of(step.found):
                self._tents[tent] = chain
            self._known |= step.found
            if kind == LAST_CELL:
                self._own(subject, step.found, chain)

    def _own(self, tree: int, tent: int, chain: int) -> None:
        self._tent_of[tree] = tent, chain
        self._served |= tree
        self._owned[tent] = tree

    def _reason(self, cell: int, subject: int) -> Reason:
        """Why a cell is closed that is not left for a tree (a bit) or for a line."""
        geometry, camp = self.geometry, self.camp
        if cell & camp.trees:
            return Reason(0, IS_TREE, cell)
        if cell & self._known:
            tree = self._owned[cell]
            return Reason(self._tent_of[tree][1], OTHERS_TENT, cell, (tree, cell))
        trees = geometry.beside[cell] & camp.trees
        if not trees:
            return Reason(0, FAR, cell)
        touched = bits_of(geometry.around[cell] & self._known)
        found = [Reason(self._tents[tent], TOUCHES, cell, (tent,)) for tent in touched]
        row, column = divmod(cell.bit_length() - 1, geometry.stride)
        for line in (row, geometry.side + column):
            tents = geometry.lines[line] & self._known
            if tents.bit_count() == camp.clues[line]:
                chain = 0
                for tent in bits_of(tents):
                    chain |= self._tents[tent]
                found.append(Reason(chain, IN_FULL_LINE, cell, (line, *bits_of(tents))))
        if not trees & ~self._served:
            chain = 0
            pairs: list[int] = []
            for tree in bits_of(trees):
                pairs += [tree, self._tent_of[tree][0]]
                chain |= self._tent_of[tree][1]
            found.append(Reason(chain, SERVED, cell, tuple(pairs)))
        if cell in self._ruled_out:
            found.append(Reason(self._ruled_out[cell], RULED_OUT, cell))
        if len(found) == 1:
            return found[0]
        return min(found, key=lambda reason: (reason.chain.bit_count(), reason.kind != TOUCHES))
