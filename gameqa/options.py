"""Making the options of a choice so that nothing but the picture tells the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import combinations
from operator import eq
from typing import TypeVar

from gameqa.answers import write_cell
from gameqa.errors import Redraw
from gameqa.grid import Cell, distance
from gameqa.rng import Rng

Item = TypeVar("Item")

MOST_CANDIDATES = 14
"""How many wrong options are considered where the answer must not stand out."""

NEAR, GROUP = 2, 5
"""Cells at most so far apart are near each other, and so many near each other are a group."""


def shuffled_options(
    rng: Rng, answer: str, wrong: Iterable[str], count: int = 8, at_least: int | None = None
) -> tuple[str, ...]:
    """The answer among wrong options, its position uniform, all texts distinct.

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
    """Whole numbers around the answer, in random order.

    They follow each other, as if `low` came after `high`: so the options tell nothing of the answer if all
    answers are equally frequent. (Options that stopped at the ends would: there the ends are right too often.)

    Args:
        low, high: the least and the greatest value that the task can have; no option lies beyond these.
    """
    size = high - low + 1
    if not low <= answer <= high:
        raise ValueError(f"answer {answer} outside of {low}..{high}")
    if size < count:
        raise ValueError(f"{low}..{high} holds fewer than {count} numbers")
    first = answer - low - rng.below(count)
    wrong = [str(low + (first + step) % size) for step in range(count)]
    return shuffled_options(rng, str(answer), wrong, count)


def cell_options(
    rng: Rng, answer: Cell, mistakes: Sequence[Cell], others: Sequence[Cell], count: int = 8
) -> tuple[str, ...]:
    """A cell among other cells: those of typical mistakes, and other plausible ones.

    Mistakes lie near the answer. So some of the other cells are a group elsewhere, and the answer is as often much as
    little like the others (see `among_alike`): it is not the one that all others surround.
    """
    tempting = [cell for cell in rng.shuffled(sorted(set(mistakes))) if cell != answer][:5]
    rest = [cell for cell in rng.shuffled(sorted(set(others))) if cell != answer and cell not in tempting]
    elsewhere = next((cell for cell in [*tempting, *rest] if distance(cell, answer) > NEAR), answer)
    group = [cell for cell in rest if distance(cell, elsewhere) <= NEAR][:GROUP]
    rest = [*group, *(cell for cell in rest if cell not in group)]
    wrong = {write_cell(cell): cell for cell in [*tempting, *rest[: 2 * (count - 1) - len(tempting)]]}
    cells = {write_cell(answer): answer, **wrong}
    return among_alike(
        rng, write_cell(answer), list(wrong), lambda one, other: cells_alike(cells[one], cells[other]), count
    )


def cells_alike(one: Cell, other: Cell) -> int:
    """How alike two cells are: in a row or column, near, or far from each other."""
    apart = distance(one, other)
    in_line = (one[0] == other[0]) + (one[1] == other[1])
    return 5 * in_line + 10 * (apart <= NEAR) - apart


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[str, ...]:
    return tuple(text[1:-1].split(", "))


def numbers_in_common(one: str, other: str) -> int:
    """How many coordinates two cells or positions share, from their texts."""
    return sum(map(eq, _numbers(one), _numbers(other)))


def among_alike(
    rng: Rng, answer: str, wrong: Sequence[str], likeness: Callable[[str, str], float], count: int = 8
) -> tuple[str, ...]:
    """The answer among options, as often the most as the least like the others, or anything between.

    A dozen random choices of wrong options are tried; the one that gives the answer the rank that was drawn
    for it is taken.

    Args:
        likeness: how alike two options are; symmetric.

    Raises:
        Redraw: there are fewer wrong options than `count` needs.
    """
    if len(wrong) < count - 1:
        raise Redraw
    wanted = rng.below(count)
    texts = [answer, *(rng.sample(wrong, MOST_CANDIDATES) if len(wrong) > MOST_CANDIDATES else wrong)]
    alike = [[0.0] * len(texts) for _ in texts]
    for (index, one), (other_index, other) in combinations(enumerate(texts), 2):
        alike[index][other_index] = alike[other_index][index] = likeness(one, other)
    best: tuple[int, list[int]] | None = None
    for _ in range(12):
        chosen = rng.sample(range(1, len(texts)), count - 1)
        own = sum(alike[0][other] for other in chosen)
        others = [alike[one][0] + sum(alike[one][other] for other in chosen) for one in chosen]
        off = abs(sum(value < own for value in others) + sum(value == own for value in others) // 2 - wanted)
        if best is None or off < best[0]:
            best = off, chosen
        if off == 0:
            break
    assert best is not None
    return shuffled_options(rng, answer, [texts[index] for index in best[1]], count)


def chain_of_mistakes(rng: Rng, right: Item, count: int, change: Callable[[Item, Sequence[Item]], Item]) -> list[Item]:
    """Wrong items that form a chain with the right one, each a changed copy of its neighbor.

    The right one may be anywhere in the chain: so it is no more like the others than they are.

    Args:
        count: wrong items wanted.
        change: makes a changed copy of an item; it is asked with the item and all that are in the chain.
    """
    found: list[Item] = []
    before = rng.below(count + 1)
    for number in range(count):
        base = right if number in (0, before) else found[-1]
        found.append(change(base, [right, *found]))
    return found
