"""Deductions, placements and chances in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gameqa.answers import write_cell
from gameqa.grid import Cell
from gameqa.wording import capital, count_of, joined, name_of

from .deduction import COMPARED, COUNTED, NEEDS_ALL, SATISFIED, Deduction, Step
from .engine import Field, Group


def cells_text(cells: Iterable[Cell]) -> str:
    """Cells as running text."""
    return joined([write_cell(cell) for cell in cells])


def _are(count: int, what: str, several: str | None = None) -> str:
    return f"is {what}" if count == 1 else f"are {several or what}"


def _touches(field: Field, group: Group) -> str:
    """What a number touches."""
    cells = field.cells(group.cells)
    what = f"the hidden cell{'' if len(cells) == 1 else 's'} {cells_text(cells)}"
    flags = field.cells(group.flags)
    if flags:
        what += f", and {'a flag' if len(flags) == 1 else 'flags'} at {cells_text(flags)}"
    return f"The {group.shown} at {write_cell(group.number)} touches {what}."


def group_line(field: Field, group: Group, mines: int = 0, safe: int = 0) -> str:
    """How many mines a number leaves for the hidden cells around it that are not known yet.

    Args:
        mines, safe: the cells that are known, wherever they are.
    """
    known_mines = field.cells(group.cells & mines | group.flags)
    known_safe = field.cells(group.cells & safe)
    facts = []
    if known_mines:
        facts.append(f"{cells_text(known_mines)} {_are(len(known_mines), 'a mine', 'mines')}")
    if known_safe:
        facts.append(f"{cells_text(known_safe)} {_are(len(known_safe), 'safe')}")
    rest = field.cells(group.cells & ~(mines | safe))
    need = group.shown - len(known_mines)
    holds = f"{cells_text(rest)} {'holds' if len(rest) == 1 else 'hold'} exactly {count_of(need, 'mine')}."
    if need == 0:
        holds = f"{cells_text(rest)} {_are(len(rest), 'safe')}."
    elif need == len(rest):
        holds = f"{cells_text(rest)} {_are(need, 'a mine', 'mines')}."
    told = f"{joined(facts)}, so {holds}" if facts else f"So {holds}"
    return f"{_touches(field, group)} {told}"


def _single_line(field: Field, step: Step) -> str:
    (group,) = step.groups
    found = field.cells(step.found)
    if step.kind == SATISFIED:
        mines = field.cells(step.mines | group.flags)
        which = f"mine is {cells_text(mines)}" if len(mines) == 1 else f"mines are {cells_text(mines)}"
        number = name_of(group.shown)
        told = f"Its {number} {which}, so {cells_text(found)} {_are(len(found), 'safe')}."
    else:
        safe = field.cells(step.safe)
        told = f"{cells_text(safe)} {_are(len(safe), 'safe')}, and it" if safe else "It"
        besides = f" besides the flag{'' if group.flags.bit_count() == 1 else 's'}" if group.flags else ""
        told += f" needs {count_of(group.mines, 'mine')}{besides}, so {cells_text(found)} "
        told += f"{_are(len(found), 'a mine', 'mines')}."
    return f"{_touches(field, group)} {told}"


def _compared_lines(field: Field, step: Step) -> list[str]:
    small, large = step.groups
    known = step.mines | step.safe
    shared = field.cells(small.cells & ~known)
    found = field.cells(step.found)
    need = small.mines - (small.cells & step.mines).bit_count()
    whole = large.mines - (large.cells & step.mines).bit_count()
    part = f"{cells_text(shared)} {'holds' if len(shared) == 1 else 'hold'}"
    if step.is_mine:
        told = f"{part} {need} of these {whole} mines, so {cells_text(found)} {_are(len(found), 'a mine', 'mines')}."
    else:
        told = f"{part} all of these mines, so {cells_text(found)} {_are(len(found), 'safe')}."
    lines = [group_line(field, group, step.mines, step.safe) for group in step.groups]
    return [*lines, capital(told)]


def left_line(field: Field, mines: int = 0) -> str:
    """How many mines are left besides the flags and those that are known."""
    flags = field.flag_bits.bit_count()
    known = field.cells(mines)
    parts = [str(len(field.mines)), *([str(flags)] if flags else []), *([str(len(known))] if known else [])]
    left = len(field.mines) - flags - len(known)
    told = [f"{flags} {'has a flag' if flags == 1 else 'have flags'}"] if flags else []
    if known:
        told.append(f"{len(known)} {'is' if len(known) == 1 else 'are'} known, at {cells_text(known)}")
    if not told:
        return f"None of the {count_of(left, 'mine')} has a flag."
    sums = f"{' - '.join(parts)} = {left}"
    return f"Of the {count_of(len(field.mines), 'mine')} {joined(told)}, so {sums} {'is' if left == 1 else 'are'} left."


def _counted_lines(field: Field, step: Step) -> list[str]:
    left = field.left - step.mines.bit_count()
    lines = [left_line(field, step.mines)]
    lines += [group_line(field, group, step.mines, step.safe) for group in step.groups]
    needs = [group.mines - (group.cells & step.mines).bit_count() for group in step.groups]
    found = field.cells(step.found)
    together = " + ".join(map(str, needs)) + (f" = {sum(needs)}" if len(needs) > 1 else "")
    verdict = f"{cells_text(found)} {_are(len(found), 'a mine', 'mines') if step.is_mine else _are(len(found), 'safe')}"
    if not step.is_mine:
        all_left = "mine, all that is left" if left == 1 else "mines, all that are left"
        lines.append(f"These cells hold {together} {all_left}, so {verdict}." if needs else f"So {verdict}.")
    else:
        safe = field.cells(step.safe)
        besides = f"Besides these and the safe {cells_text(safe)}" if safe and needs else "Besides these"
        if not needs:
            besides = f"Besides the safe {cells_text(safe)}" if safe else "Of hidden cells"
        rest = left - sum(needs)
        sums = f"{left} - {' - '.join(map(str, needs))} = {rest}" if needs else str(rest)
        lines.append(
            f"{besides} only {cells_text(found)} {'remains' if len(found) == 1 else 'remain'}, for {sums} "
            f"mine{'' if rest == 1 else 's'}, so {verdict}."
        )
    return lines


def step_lines(field: Field, step: Step) -> list[str]:
    """One step of a deduction."""
    if step.kind == COMPARED:
        return _compared_lines(field, step)
    if step.kind == COUNTED:
        return _counted_lines(field, step)
    assert step.kind in (SATISFIED, NEEDS_ALL)
    return [_single_line(field, step)]


def chain_lines(field: Field, deduction: Deduction, cells: int) -> list[str]:
    """The steps that find some cells."""
    return [line for step in deduction.chain(cells) for line in step_lines(field, step)]


def two_ways_lines(field: Field, cell: Cell, with_mine: int, without: int) -> list[str]:
    """Two placements of the mines without flags that agree with all that is shown, number by number.

    Args:
        cell: the cell that is a mine in the first, and safe in the second.
        with_mine, without: the two placements.
    """
    lines = [
        left_line(field),
        f"First way: mine{'' if field.left == 1 else 's'} at {cells_text(field.cells(with_mine))}.",
        f"Second way: mine{'' if field.left == 1 else 's'} at {cells_text(field.cells(without))}.",
    ]
    for group in field.groups:
        one, other = field.cells(group.cells & with_mine), field.cells(group.cells & without)
        flags = group.flags.bit_count()
        also = f" and {count_of(flags, 'flag')}" if flags else ""
        name = f"The {group.shown} at {write_cell(group.number)} has"
        if not one:
            lines.append(f"{name} {count_of(flags, 'flag')} and no other mine both ways.")
        elif one == other:
            lines.append(f"{name} {cells_text(one)}{also} both ways.")
        else:
            lines.append(f"{name} {cells_text(one)}{also} the first way, {cells_text(other)}{also} the second way.")
    return [*lines, f"Both ways are right for every number, and {write_cell(cell)} is a mine only the first way."]


def table_lines(field: Field, ways: Sequence[tuple[int, int]]) -> list[str]:
    """Where the mines beside numbers can lie, each with the ways to lay the others.

    Args:
        ways: the mines beside numbers, as bits, and the number of ways.
    """
    rest = field.hidden_bits.bit_count() - sum_of(group.cells for group in field.groups).bit_count()
    lines = []
    for mines, count in ways:
        cells = field.cells(mines)
        left = field.left - len(cells)
        others = "the only other hidden cell" if rest == 1 else f"the {rest} other hidden cells"
        if left < 0:
            told = f"more than the {field.left} left, 0 ways"
        elif not rest:
            told = "all mines are placed, 1 way" if not left else f"{count_of(left, 'mine')} would have no cell, 0 ways"
        elif not left:
            told = f"no mine is left for {others}, 1 way"
        elif left > rest:
            told = f"{left} mines are too many for {others}, 0 ways"
        else:
            told = f"{count_of(left, 'mine')} in {others}, {count_of(count, 'way')}"
        lines.append(f"Mine{'' if len(cells) == 1 else 's'} at {cells_text(cells)}: {told}.")
    return lines


def sum_of(sets: Iterable[int]) -> int:
    """All cells of some sets."""
    found = 0
    for cells in sets:
        found |= cells
    return found
