"""Deductions in words. Every technique is named, and explained where it is first used."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.wording import count_of, introduced, joined, verb

from .chains import (
    FAR,
    IN_FULL_LINE,
    IS_TREE,
    OTHERS_TENT,
    RULED_OUT,
    SERVED,
    TOUCHES,
    Reason,
    Told,
)
from .deduction import (
    LAST_CELL,
    LINE_BLOCKED,
    LINE_FILLS,
    OWN_TENT,
    OWN_TREE,
    RUNS,
    TREE_BLOCKED,
    room_of,
)
from .engine import Camp

NAMES = {
    LAST_CELL: ("Last cell", "a tree with only one cell left for its tent has it there"),
    LINE_FILLS: ("Full count", "a row or column that needs as many tents as it has cells left gets them there"),
    OWN_TREE: ("Own tree", "a tent belongs to the only tree beside it that can still be its own"),
    OWN_TENT: ("Own tent", "a tree with only one tent beside it and no cell left has that tent"),
    RUNS: (
        "Runs",
        "tents never stand side by side, so of a run of neighboring cells at most every other one holds a tent",
    ),
    TREE_BLOCKED: ("Cut off", "a tent must not touch all cells that are left for a tree"),
    LINE_BLOCKED: ("Too few", "a tent must not leave a row or column too few cells"),
}
"""Name and explanation of every technique."""


def cells_text(camp: Camp, bits: int) -> str:
    """The cells of a set as running text, row by row."""
    return joined([write_cell(cell) for cell in camp.cells(bits)])


def line_name(camp: Camp, line: int) -> str:
    """A row or column by its number among the lines."""
    return f"row {line}" if line < camp.side else f"column {line - camp.side}"


class Teller:
    """Tells the steps of one chain.

    Args:
        camp: the camp.
        chain: all steps that are told, in order.
    """

    def __init__(self, camp: Camp, chain: Sequence[Told]) -> None:
        self.camp, self._chain = camp, chain
        self._named: set[str] = set()
        self._used = 0
        for told in chain:
            for reason in told.reasons:
                if reason.kind == RULED_OUT:
                    self._used |= reason.cell

    def lines(self) -> list[str]:
        """All steps, one line each."""
        return [self._line(told) for told in self._chain]

    def _line(self, told: Told) -> str:
        kind = told.step.kind
        name = introduced(*NAMES[kind], self._named)
        told_of = {
            LAST_CELL: self._last_cell,
            LINE_FILLS: self._line_fills,
            OWN_TREE: self._own_tree,
            OWN_TENT: self._own_tent,
            RUNS: self._runs,
            TREE_BLOCKED: self._cut_off,
            LINE_BLOCKED: self._too_few,
        }
        return f"{name}: {told_of[kind](told)}"

    def _cells(self, bits: int) -> str:
        return cells_text(self.camp, bits)

    def _last_cell(self, told: Told) -> str:
        tree, cell = self._cells(told.step.subject), self._cells(told.step.found)
        return (
            f"of the cells beside the tree at {tree}, {self._closed(told.reasons)}only {cell} is left, so it is a tent."
        )

    def _own_tent(self, told: Told) -> str:
        tree, tent = self._cells(told.step.subject), self._cells(told.step.found)
        return f"of the cells beside the tree at {tree}, {self._closed(told.reasons)}so its tent is the one at {tent}."

    def _own_tree(self, told: Told) -> str:
        tree, tent = self._cells(told.step.subject), self._cells(told.step.found)
        if not told.reasons:
            return f"the only tree beside the tent at {tent} is the one at {tree}, so the tent belongs to that tree."
        others = joined([f"{self._cells(one)} has the tent at {self._cells(two)}" for one, two in _pairs(told.reasons)])
        owned = f"so the tent at {tent} is the tent of the tree at {tree}."
        return f"of the trees beside the tent at {tent}, {others}, {owned}"

    def _needs(self, told: Told) -> str:
        """How many tents a line still needs."""
        line = told.step.subject
        camp = self.camp
        known = camp.geometry.lines[line] & told.step.tents
        text = f"{line_name(camp, line)} needs {count_of(camp.clues[line], 'tent')}"
        return f"{text} and has {known.bit_count()}, at {self._cells(known)}" if known else text

    def _line_fills(self, told: Told) -> str:
        found = told.step.found
        closed = self._closed(told.reasons)
        verdict = (
            f"{self._cells(found)} {verb(found.bit_count(), 'is left, so it is a tent', 'are left, so all are tents')}"
        )
        verdict = verdict.replace("so all are", "so both are") if found.bit_count() == 2 else verdict
        return (
            f"{self._needs(told)}. There, {closed}only {verdict}."
            if closed
            else f"{self._needs(told)}. Only {verdict}."
        )

    def _left(self, told: Told) -> tuple[str, int]:
        """What a line needs and which cells are left for it, as text and as bits."""
        left = self.camp.geometry.lines[told.step.subject] & told.step.open
        cells = f"{self._cells(left)} {verb(left.bit_count(), 'is', 'are')} left"
        closed = self._closed(told.reasons)
        return (
            f"{self._needs(told)}. There, {closed}only {cells}." if closed else f"{self._needs(told)}. {cells}.",
            left,
        )

    def _runs(self, told: Told) -> str:
        text, left = self._left(told)
        step = self.camp.geometry.step(told.step.subject)
        runs = runs_of(left, step)
        holds = []
        for run in runs:
            room = room_of(run, step)
            holds.append(f"{self._cells(run)} {verb(run.bit_count(), 'holds', 'hold')} at most {room}")
        found = told.step.found
        total = " + ".join(str(room_of(run, step)) for run in runs)
        sums = f"{total} = {sum(room_of(run, step) for run in runs)}" if len(runs) > 1 else total
        return (
            f"{text} {joined(holds)}. All of these {sums} are needed, "
            f"so {self._cells(found)} {verb(found.bit_count(), 'is a tent', 'are tents')}."
        )

    def _cut_off(self, told: Told) -> str:
        left = self.camp.geometry.beside[told.step.subject] & told.step.open
        blocked = told.step.found & self._used
        closed = self._closed(told.reasons)
        cells = f"only {self._cells(left)} are left"
        told_of = f"of the cells beside the tree at {self._cells(told.step.subject)}, {closed}{cells}."
        if not closed:
            told_of = f"the tree at {self._cells(told.step.subject)} has {self._cells(left)} beside it."
        both = "both" if left.bit_count() == 2 else "all of them"
        return f"{told_of} A tent at {self._either(blocked)} would touch {both}, so {self._stays_empty(blocked)}."

    def _too_few(self, told: Told) -> str:
        text, left = self._left(told)
        geometry = self.camp.geometry
        step = geometry.step(told.step.subject)
        blocked = told.step.found & self._used
        parts = []
        for cell in bits_of(blocked):
            touched = left & geometry.around[cell]
            rest = left & ~(touched | cell)
            besides = " besides itself" if cell & left else ""
            room = room_of(rest, step)
            what = f"leave only {self._cells(rest)}, with room for {room}" if rest else "leave no other cell"
            if not rest and not besides:
                what = "leave no cell"
            parts.append(f"A tent at {self._cells(cell)} would touch {self._cells(touched)} and{besides} {what}.")
        return f"{text} {' '.join(parts)} So {self._stays_empty(blocked)}."

    def _either(self, cells: int) -> str:
        return joined([write_cell(cell) for cell in self.camp.cells(cells)], "or")

    def _stays_empty(self, cells: int) -> str:
        return f"{self._cells(cells)} {verb(cells.bit_count(), 'stays', 'stay')} empty"

    def _closed(self, reasons: Sequence[Reason]) -> str:
        """Why cells are closed, those that are for alike reasons together; empty where there are none."""
        parts = []
        groups: dict[tuple[object, ...], int] = {}
        for reason in reasons:
            key = (reason.kind, *reason.subjects) if reason.kind != OTHERS_TENT else (reason.kind, reason.cell)
            groups[key] = groups.get(key, 0) | reason.cell
        order = (IS_TREE, FAR, TOUCHES, IN_FULL_LINE, OTHERS_TENT, SERVED, RULED_OUT)
        for key in sorted(groups, key=lambda key: order.index(str(key[0]))):
            parts.append(self._reason(str(key[0]), groups[key], [int(str(part)) for part in key[1:]]))
        return f"{'; '.join(parts)}; " if parts else ""

    def _reason(self, kind: str, cells: int, subjects: Sequence[int]) -> str:
        count, text = cells.bit_count(), self._cells(cells)
        if kind == IS_TREE:
            return f"{text} {verb(count, 'is a tree', 'are trees')}"
        if kind == FAR:
            return f"{text} {verb(count, 'has no tree beside it', 'have no tree beside them')}"
        if kind == TOUCHES:
            return f"{text} {verb(count, 'touches', 'touch')} the tent at {self._cells(subjects[0])}"
        if kind == IN_FULL_LINE:
            line, tents = subjects[0], subjects[1:]
            held = f"which has {all_tents(len(tents))} at {joined([self._cells(tent) for tent in tents])}"
            where = line_name(self.camp, line)
            return f"{text} {verb(count, 'is', 'are')} in {where}, {held if tents else 'which gets no tent'}"
        if kind == OTHERS_TENT:
            return f"the tent at {text} is that of the tree at {self._cells(self._tree_of(subjects[0]))}"
        if kind == SERVED:
            pairs = list(zip(subjects[::2], subjects[1::2], strict=True))
            if len(pairs) == 1:
                tree, tent = map(self._cells, pairs[0])
                beside = verb(count, f"{text} is", f"{text} are")
                return f"{beside} only beside the tree at {tree}, which has its tent at {tent}"
            trees = joined([self._cells(tree) for tree, _ in pairs])
            held = joined([self._cells(tent) for _, tent in pairs])
            return (
                f"{text} {verb(count, 'is', 'are')} only beside the trees at {trees}, which have their tents at {held}"
            )
        return f"{text} {verb(count, 'is', 'are')} ruled out already"

    def _tree_of(self, tent: int) -> int:
        for told in self._chain:
            if told.step.found & tent and told.step.kind in (LAST_CELL, OWN_TREE, OWN_TENT):
                return told.step.subject
        raise ValueError("no step tells the tree of the tent")


def runs_of(cells: int, step: int) -> list[int]:
    """The groups of neighboring cells of a line, as bits."""
    found = []
    while cells:
        run = cells & -cells
        while (more := (run | run << step) & cells) != run:
            run = more
        found.append(run)
        cells &= ~run
    return found


def all_tents(count: int) -> str:
    """All tents of a row or column, in words."""
    return {1: "its one tent", 2: "both its tents"}.get(count, f"all its {count} tents")


def _pairs(reasons: Iterable[Reason]) -> list[tuple[int, int]]:
    return [(reason.subjects[0], reason.subjects[1]) for reason in reasons]
