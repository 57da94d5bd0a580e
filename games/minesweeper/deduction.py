"""Why a hidden cell is safe or a mine, in words: single numbers first, all placements where that is not enough."""

from __future__ import annotations

from dataclasses import dataclass

from gameqa.answers import write_cell
from gameqa.grid import Cell, around
from gameqa.wording import count_of, joined

from .engine import HIDDEN, Field


@dataclass(frozen=True)
class Found:
    """What one number tells: that some cells are all mines or all safe, given cells that were known before."""

    is_mine: bool
    text: str
    needs: tuple[Cell, ...]


def _cells(cells: list[Cell]) -> str:
    return joined([write_cell(cell) for cell in cells])


def single_numbers(field: Field) -> dict[Cell, Found]:
    """The cells that are found by looking at one number after the other."""
    known: dict[Cell, Found] = {}
    while True:
        before = len(known)
        for number, (_, unknown) in field.numbers.items():
            flags = [there for there in around(number, field.side, field.side) if field.sign(there) == "F"]
            mines = [cell for cell in unknown if cell in known and known[cell].is_mine]
            safe = [cell for cell in unknown if cell in known and not known[cell].is_mine]
            open_cells = [cell for cell in unknown if cell not in known]
            if not open_cells:
                continue
            need = int(field.sign(number)) - len(flags) - len(mines)
            if need not in (0, len(open_cells)):
                continue
            counted = [count_of(len(flags), "flag")] if flags else []
            counted += [f"the mine{'' if len(mines) == 1 else 's'} at {_cells(mines)}"] if mines else []
            beside = f", of which {joined(counted)} make{'s' if len(flags + mines) == 1 else ''}" if counted else ""
            beside += f" {len(flags) + len(mines)}" if counted else ""
            sign = field.sign(number)
            if need == 0:
                told = f"so {_cells(open_cells)} {'is' if len(open_cells) == 1 else 'are'} safe"
            else:
                left_out = f" besides the safe {_cells(safe)}" if safe else ""
                told = (
                    f"and the only hidden cells around it{left_out} are {_cells(open_cells)}, so "
                    f"{'this is a mine' if len(open_cells) == 1 else 'these are mines'}"
                )
                if len(open_cells) == 1:
                    told = told.replace("cells around it", "cell around it").replace(" are ", " is ", 1)
            text = f"The cell {write_cell(number)} shows {sign}{beside}, {told}."
            for cell in open_cells:
                known[cell] = Found(need != 0, text, (*mines, *safe))
        if len(known) == before:
            return known


def why(field: Field, cell: Cell) -> list[str]:
    """Sentences that end in what is known of a hidden cell."""
    found = single_numbers(field)
    if cell in found:
        lines: dict[str, None] = {}

        def tell(target: Cell) -> None:
            for needed in found[target].needs:
                tell(needed)
            lines[found[target].text] = None

        tell(cell)
        return list(lines)
    return [placements(field, cell)]


def placements(field: Field, cell: Cell) -> str:
    """In how many placements a hidden cell is a mine, as a sentence."""
    counts = field.counts
    hidden = len(field.cells_with(HIDDEN))
    held = counts.mine[cell]
    part = "none" if not held else "all" if held == counts.total else str(held)
    return (
        f"{count_of(field.left, 'mine')} without a flag {'lies' if field.left == 1 else 'lie'} in "
        f"{count_of(hidden, 'hidden cell')}; {counts.total} placement{'' if counts.total == 1 else 's'} "
        f"{'fits' if counts.total == 1 else 'fit'} all numbers shown, and in {part} of them {write_cell(cell)} is a "
        "mine."
    )
