"""Making the options of a choice so that nothing but the picture tells the right one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gameqa.answers import write_cell
from gameqa.errors import Redraw
from gameqa.rng import Rng

Cell = tuple[int, ...]


def shuffled_options(
    rng: Rng, answer: str, wrong: Iterable[str], count: int = 8, at_least: int | None = None
) -> tuple[str, ...]:
    """The answer among wrong options, its place uniform, all texts distinct.

    Args:
        wrong: wrong options, the most tempting first; repeats and the answer itself are skipped.
        count: options wanted.
        at_least: how few will do; `count` where not given.

    Raises:
        Redraw: there are not enough different wrong options.
    """
    chosen: dict[str, None] = {}
    for text in wrong:
        if text != answer:
            chosen[text] = None
            if len(chosen) == count - 1:
                break
    if len(chosen) + 1 < (count if at_least is None else at_least):
        raise Redraw
    options = rng.shuffled(list(chosen))
    options.insert(rng.below(len(options) + 1), answer)
    return tuple(options)


def number_options(rng: Rng, answer: int, low: int, high: int, count: int = 8) -> tuple[str, ...]:
    """Consecutive whole numbers around the answer, in random order.

    The answer's rank among them is uniform except near `low` and `high`, the least and the
    greatest value that the task can have; no option lies beyond these.
    """
    if not low <= answer <= high:
        raise ValueError(f"answer {answer} outside of {low}..{high}")
    if high - low + 1 < count:
        raise ValueError(f"{low}..{high} holds fewer than {count} numbers")
    first = rng.between(max(low, answer - count + 1), min(answer, high - count + 1))
    wrong = [str(number) for number in range(first, first + count) if number != answer]
    return shuffled_options(rng, str(answer), wrong, count)


def cell_options(
    rng: Rng,
    answer: Cell,
    mistakes: Sequence[Cell],
    others: Sequence[Cell],
    count: int = 8,
) -> tuple[str, ...]:
    """A cell among other cells: first those of typical mistakes, then other plausible ones.

    Both lists are taken in random order; at most two thirds of the wrong options are mistakes,
    so that the answer is not the one that all others surround.
    """
    tempting = [cell for cell in rng.shuffled(sorted(set(mistakes))) if cell != answer]
    tempting = tempting[: (count - 1) * 2 // 3 + 1]
    rest = [cell for cell in rng.shuffled(sorted(set(others))) if cell not in tempting]
    return shuffled_options(rng, write_cell(answer), [write_cell(cell) for cell in [*tempting, *rest]], count)
