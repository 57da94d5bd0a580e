"""Where a player drops a piece who wants an even stack: Dellacherie's rule, which looks at the present piece alone.

The rule is that of Pierre Dellacherie (2003), as described in C. Thiery and B. Scherrer, "Building controllers for
Tetris", ICGA Journal 32 (2009).
"""

from __future__ import annotations

from . import engine
from .engine import Drop


def worth(settled: engine.Rows, drop: Drop) -> float:
    """How good the board is after a drop that stays on the board; the greater, the better.

    Minus the height at which the piece rests, plus the rows that it fills times its cells in these, minus the changes
    between settled and empty cells along rows and columns, minus four for every hole, minus the depths of wells.
    """
    side = len(settled)
    full = (1 << side) - 1
    rows = engine.with_piece(settled, engine.Falling(drop.turn, drop.row, drop.column))
    height = side - drop.row - drop.turn.height + (drop.turn.height - 1) / 2
    own = sum(drop.turn.rows[row - drop.row].bit_count() for row in drop.filled)
    rows = [0] * len(drop.filled) + [bits for bits in rows if bits != full]
    changes_across = changes_down = holes = wells = 0
    above = covered = 0
    depths = [0] * side
    for bits in rows:
        # The walls count as settled cells, so that an empty row has two changes.
        walled = bits << 1 | 1 | 1 << side + 1
        changes_across += ((walled ^ walled >> 1) & (full << 1 | 1)).bit_count()
        changes_down += (bits ^ above).bit_count()
        holes += (covered & ~bits).bit_count()
        covered |= bits
        open_wells = ~bits & ~covered & walled & walled >> 2 & full
        for column in range(side):
            depths[column] = depths[column] + 1 if open_wells >> column & 1 else 0
            wells += depths[column]
        above = bits
    changes_down += (above ^ full).bit_count()
    return len(drop.filled) * own - height - changes_across - changes_down - 4 * holes - wells
