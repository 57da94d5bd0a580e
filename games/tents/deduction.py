"""What a player can tell of tents, step by step, with named techniques.

Sets of cells are bits (`gameqa.bitboard`). Cells that touch a tent, cells of lines that have all their tents, and cells
that are beside no tree that still lacks its tent are closed at once; the others are open. Simple techniques are used
up before a harder one is tried.
"""

from __future__ import annotations

from typing import NamedTuple

from gameqa.bitboard import BitBoard, bits_of

LAST_CELL = "the last cell of a tree"
LINE_FILLS = "a line that needs all its open cells"
OWN_TREE = "the last tree of a tent"
OWN_TENT = "the last tent of a tree"
RUNS = "a line whose runs take just what it needs"
TREE_BLOCKED = "a tent that would leave a tree without a cell"
LINE_BLOCKED = "a tent that would leave a line too few cells"

GRADES = {LAST_CELL: 1, LINE_FILLS: 1, OWN_TREE: 1, OWN_TENT: 1, RUNS: 2, TREE_BLOCKED: 2, LINE_BLOCKED: 3}
"""How hard every technique is."""

HARDEST = 3


class Step(NamedTuple):
    """One step.

    Attributes:
        kind: the technique.
        subject: the tree that it looks at, as a bit, or the line, by its number.
        found: the tents that it finds; of a tree's own tent that tent; of techniques that block the closed cells.
        open: the cells that were open before.
        tents: the tents that were known before.
    """

    kind: str
    subject: int
    found: int
    open: int
    tents: int


def room_of(cells: int, step: int) -> int:
    """How many cells of a line can hold tents at most, no two of which are next to each other.

    Args:
        cells: cells of one line.
        step: how many bits a cell is from the next one.
    """
    count = 0
    while cells:
        lowest = cells & -cells
        cells &= ~(lowest | lowest << step)
        count += 1
    return count


def _forced(cells: int, step: int) -> int:
    """The cells that hold a tent however so many tents as possible are put into a line: every other one of odd runs."""
    from_low, rest = 0, cells
    while rest:
        lowest = rest & -rest
        from_low |= lowest
        rest &= ~(lowest | lowest << step)
    from_high, rest = 0, cells
    while rest:
        highest = 1 << rest.bit_length() - 1
        from_high |= highest
        rest &= ~(highest | highest >> step)
    return from_low & from_high


class Deduction:
    """All that the techniques find in a camp.

    Attributes:
        tents: the tents that are seen or found.
        open: the cells that may or may not hold a tent.
        steps: what was found, in order.
        hardest: the grade of the hardest technique that was used.
    """

    def __init__(self, geometry: BitBoard, trees: int, tents: int, clues: tuple[int, ...], hardest: int) -> None:
        self.geometry, self.clues = geometry, clues
        self.steps: list[Step] = []
        self.hardest = 1
        self.tents = self._loose = tents
        self._near = {tree: geometry.beside[tree] & ~trees for tree in bits_of(trees)}
        self._waiting = trees
        self.open = geometry.full & ~(trees | tents)
        for tent in bits_of(tents):
            self.open &= ~geometry.around[tent]
        self._lines = list(range(len(clues)))
        # What could hold a tent at the last look at all lines, and at all trees: where nothing was closed since then,
        # another look tells nothing new.
        self._last_open: int | None = None
        self._last_left: int | None = None
        # The open cells of every tree and line when a harder technique last looked at it.
        self._trees_seen: dict[int, int] = {}
        self._runs_seen: dict[int, int] = {}
        self._lines_seen: dict[int, int] = {}
        while True:
            while self._basic():
                pass
            if not self.open or hardest < 2:
                break
            if self._blocked_by_trees() or self._runs():
                self.hardest = max(self.hardest, 2)
            elif hardest > 2 and self._blocked_by_lines():
                self.hardest = 3
            else:
                break

    def _add(self, kind: str, subject: int, found: int) -> None:
        self.steps.append(Step(kind, subject, found, self.open, self.tents))

    def _pitch(self, found: int) -> None:
        """Takes in new tents."""
        around = self.geometry.around
        self.tents |= found
        closed = found
        for tent in bits_of(found):
            closed |= around[tent]
        self.open &= ~closed

    def _basic(self) -> bool:
        """Closes cells; looks at every line and every tree once; whether anything was found."""
        before, before_open = len(self.steps), self.open
        self._look_at_lines()
        if self._look_at_trees():
            reach = 0
            for cells in self._near.values():
                reach |= cells
            self.open &= reach
        return len(self.steps) > before or self.open != before_open

    def _look_at_lines(self) -> None:
        """Closes the lines that have all their tents, and finds the tents of those that need all their open cells."""
        lines, clues = self.geometry.lines, self.clues
        still_open, is_first = self.open, self._last_open is None
        closed = (self._last_open or 0) & ~still_open
        self._last_open = still_open
        left = []
        for number in self._lines:
            line = lines[number]
            if is_first or line & closed:
                cells = line & still_open
                need = clues[number] - (line & self.tents).bit_count()
                if need == 0:
                    still_open ^= cells
                    closed |= cells
                    continue
                if cells.bit_count() == need:
                    self.open = still_open
                    self._add(LINE_FILLS, number, cells)
                    self._pitch(cells)
                    self._loose |= cells
                    closed |= still_open ^ self.open
                    still_open = self.open
                    continue
            left.append(number)
        self._lines, self.open = left, still_open

    def _look_at_trees(self) -> bool:
        """Finds the last cells of trees, and which tents are whose; whether a tree needs no tent any more, or it is
        the first look."""
        geometry, near, loose, still_open = self.geometry, self._near, self._loose, self.open
        left, is_first = still_open | loose, self._last_left is None
        closed = (self._last_left or 0) & ~left
        self._last_left = left
        served = 0
        for tree, cells in near.items():
            if not (is_first or cells & closed):
                continue
            cells &= left
            if cells & (cells - 1):
                continue
            served |= tree
            if cells & still_open:
                self._add(LAST_CELL, tree, cells)
                self._pitch(cells)
                still_open = self.open
            else:
                self._add(OWN_TENT, tree, cells)
                loose ^= cells
            closed |= left ^ (still_open | loose)
            left = still_open | loose
        waiting = self._waiting & ~served
        for tent in bits_of(loose):
            tree = geometry.beside[tent] & waiting
            if tree and not tree & (tree - 1):
                self._add(OWN_TREE, tree, tent)
                loose ^= tent
                waiting ^= tree
        self._loose = loose
        if waiting == self._waiting:
            return is_first
        for tree in bits_of(self._waiting & ~waiting):
            del near[tree]
        self._waiting = waiting
        return True

    def _blocked_by_trees(self) -> bool:
        around, loose = self.geometry.around, self._loose
        before = self.open
        for tree, cells in self._near.items():
            if cells & loose:
                continue
            cells &= self.open
            # A tree that has just lost all cells but one is left to a simpler technique.
            if cells.bit_count() not in (2, 3) or self._trees_seen.get(tree) == cells:
                continue
            self._trees_seen[tree] = cells
            common = self.open
            for cell in bits_of(cells):
                common &= around[cell]
            if common:
                self._add(TREE_BLOCKED, tree, common)
                self.open &= ~common
        return self.open != before

    def _runs(self) -> bool:
        lines, geometry = self.geometry.lines, self.geometry
        for number in self._lines:
            line = lines[number]
            cells = line & self.open
            if self._runs_seen.get(number) == cells:
                continue
            self._runs_seen[number] = cells
            need = self.clues[number] - (line & self.tents).bit_count()
            if cells.bit_count() <= 2 * need and room_of(cells, geometry.step(number)) == need:
                found = _forced(cells, geometry.step(number))
                if found:
                    self._add(RUNS, number, found)
                    self._pitch(found)
                    self._loose |= found
                    return True
        return False

    def _blocked_by_lines(self) -> bool:
        lines, geometry, around = self.geometry.lines, self.geometry, self.geometry.around
        for number in self._lines:
            line, step = lines[number], geometry.step(number)
            cells = line & self.open
            if self._lines_seen.get(number) == cells:
                continue
            self._lines_seen[number] = cells
            need = self.clues[number] - (line & self.tents).bit_count()
            if cells.bit_count() > 2 * need + 2:
                continue
            spare = room_of(cells, step) - need
            if spare > 1:
                continue
            near = 0
            if spare:
                # Only a tent beside both neighbors of a cell takes the room of two.
                middle = cells << step & cells >> step
                other = geometry.stride + 1 - step
                near = middle << other | middle >> other
            else:
                for cell in bits_of(cells):
                    near |= cell | around[cell]
            found = 0
            for cell in bits_of(near & self.open):
                if room_of(cells & ~(cell | around[cell]), step) + (cell & cells > 0) < need:
                    found |= cell
            if found:
                self._add(LINE_BLOCKED, number, found)
                self.open &= ~found
                return True
        return False
