"""The direction to run in: straight on until a wall, for the most beans, without being caught."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import product
from operator import and_

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.grid import distance
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import capital, count_of, joined

from . import boards
from .engine import Board, beans_of, play
from .fates import catching_starts
from .field import BLINKY, GHOSTS, PINKY, Field
from .perception import ghost_evidence, pacman_evidence
from .telling import DIRECT_WAYS, cells_text, far_line, ghosts_line, is_far, pacman_line, turn_lines

NONE = "He is caught in every direction."

LONGEST_RUN = {"easy": 4, "medium": 6, "hard": 9}
"""The most cells from Pac-Man to a wall."""

CELLS = {"easy": (4, 10), "medium": (8, 15), "hard": (12, 24)}
"""Least and greatest number of cells in all directions together."""

GHOSTS_TRIED = 3

MOST_LINES = 38
"""Lines of an argument at most."""


def ranked(beans: dict[int, int]) -> list[int]:
    """The directions, most beans first, equal ones in their order."""
    return sorted(beans, key=lambda move: (-beans[move], move))


def new_run_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board whose best direction is drawn first, or that there is none; mostly others promise more."""
    own = rng.steady("direction")
    wanted, tempting = own.below(5), own.chance(3, 4)
    low, high = CELLS[level]
    walk = boards.new_walk(level, rng, accept)
    field = walk.field
    for moment in walk.in_random_order(rng):
        runs = {move: run for move in range(4) if (run := field.run(moment.pacman, move))}
        lengths = [len(run) for run in runs.values()]
        if len(runs) < 2 or max(lengths) > LONGEST_RUN[level] or not low <= sum(lengths) <= high:
            continue
        beans = {move: (sum(run) & ~moment.eaten).bit_count() for move, run in runs.items()}
        order = ranked(beans)
        if wanted == 4:
            deadly, safe = order, None
        elif beans.get(wanted) and (order[0] != wanted) == tempting:
            deadly, safe = order[: order.index(wanted)], wanted
        else:
            continue
        near = 0
        for layer in field.layers(moment.pacman, max(lengths) + 4):
            near |= layer
        found = _ghosts(field, runs, deadly, safe, walk.homes(moment) & near, rng)
        for pinky, blinky in found:
            board = walk.board(moment, pinky, blinky)
            if safe is not None and DIRECTIONS[safe] in away_from_ghosts(board) and rng.chance(2, 3):
                continue
            try:
                if len(_told(board)[1]) > MOST_LINES:
                    continue
            except (Redraw, ValueError):
                continue
            return board
    raise Redraw


def _ghosts(
    field: Field, runs: dict[int, list[int]], deadly: Sequence[int], safe: int | None, homes: int, rng: Rng
) -> list[tuple[int, int]]:
    """Some pairs of ghosts that together catch Pac-Man in some directions, and not in another one."""
    caught = {
        (name, move): catching_starts(field, runs[move], [move] * len(runs[move]), name)
        for move in [*deadly, *([] if safe is None else [safe])]
        for name in GHOSTS
    }
    ways = []
    for shares in product(GHOSTS, repeat=len(deadly)):
        starts = {
            name: reduce(
                and_,
                [caught[name, move] for move, own in zip(deadly, shares, strict=True) if own == name],
                homes if safe is None else homes & ~caught[name, safe],
            )
            for name in GHOSTS
        }
        if all(starts.values()):
            ways.append(starts)
    if not ways:
        return []
    pairs = []
    for _ in range(GHOSTS_TRIED):
        starts = rng.choice(ways)
        pair = some_bit(starts[PINKY], rng), some_bit(starts[BLINKY], rng)
        if pair[0] != pair[1]:
            pairs.append(pair)
    return pairs


@lru_cache(maxsize=8)
def _told(board: Board) -> tuple[str, list[str]]:
    """The right option and the argument for it.

    Raises:
        Redraw: it would take too many words.
    """
    field = board.field
    start = field.bit(board.pacman)
    runs = {move: field.run(start, move) for move in range(4)}
    beans = {move: (sum(run) & board.beans).bit_count() for move, run in runs.items() if run}
    lines = []
    for move, run in runs.items():
        name = capital(DIRECTIONS[move])
        if run:
            lines.append(
                f"{name}: {cells_text(field, run)}, then a wall; {count_of(len(run), 'turn')}, "
                f"{count_of(beans[move], 'bean')}."
            )
        else:
            lines.append(f"{name}: {write_cell(field.cell(field.step(start, move)))} is a wall.")
    lines.append(DIRECT_WAYS)
    for number, move in enumerate(ranked(beans)):
        run, name = runs[move], DIRECTIONS[move]
        turns = play(board, [move] * len(run))
        catcher = turns[-1].caught
        which = "brings most" if number == 0 else "is next"
        lines.append(f"{capital(name)} {which}, with {count_of(beans[move], 'bean')}.")
        if catcher:
            lines += turn_lines(field, turns, [catcher], eats=False)
            continue
        near = []
        for ghost in GHOSTS:
            if is_far(field, field.bit(board.ghost(ghost)), run):
                lines.append(far_line(field, ghost, field.bit(board.ghost(ghost)), run))
            else:
                near.append(ghost)
        if near:
            lines += turn_lines(field, turns, near, eats=False)
            lines.append("Nobody has caught him.")
        least = [DIRECTIONS[other] for other in ranked(beans)[number + 1 :]]
        if least:
            lines.append(f"{capital(joined(least))} {'brings' if len(least) == 1 else 'bring'} no more than that.")
        lines.append(f"So the best direction is {name}, with {count_of(beans_of(turns), 'bean')}.")
        return name, lines
    lines.append("So he is caught in every direction in which he can run.")
    return NONE, lines


def best_direction(board: Board, rng: Rng) -> Question:
    """In which direction does he get most beans without being caught?"""
    answer, lines = _told(board)
    options = [*DIRECTIONS, NONE]
    return Question(
        "Pac-Man chooses a direction and runs straight on until a wall stops him. In which direction does he eat the "
        "most beans without being caught by the end of the turn in which he reaches the last cell? A direction in "
        "which the next cell is a wall does not count; of equally good ones the first in the order up, down, left, "
        "right is the answer.",
        answer,
        (f"{pacman_line(board)} {ghosts_line(board)}", *lines),
        shuffled_options(rng, answer, options, len(options)),
        evidence=(pacman_evidence(board), *(ghost_evidence(board, name) for name in GHOSTS)),
    )


def _beans_by_direction(board: Board) -> dict[int, int]:
    field = board.field
    runs = {move: field.run(field.bit(board.pacman), move) for move in range(4)}
    return {move: (sum(run) & board.beans).bit_count() for move, run in runs.items() if run}


def most_beans_first(board: Board, question: Question) -> list[str]:
    """The direction with most beans, ghosts not seen."""
    return [DIRECTIONS[ranked(_beans_by_direction(board))[0]]]


def away_from_ghosts(board: Board) -> list[str]:
    """The directions whose last cell is farthest from the nearer ghost."""
    field = board.field
    pacman = field.bit(board.pacman)
    ghosts = [board.pinky, board.blinky]
    nearest = min(ghosts, key=lambda cell: distance(cell, board.pacman))

    def gap(move: int) -> int:
        return distance(field.cell(field.run(pacman, move)[-1]), nearest)

    moves = field.open_moves(pacman)
    most = max(map(gap, moves))
    return [DIRECTIONS[move] for move in moves if gap(move) == most]


def cells_to_follow(board: Board, question: Question) -> float:
    """The cells of all runs."""
    field = board.field
    return sum(len(field.run(field.bit(board.pacman), move)) for move in range(4))
