"""How long Pac-Man lives who stands still."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.grid import distance
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import boards
from .boards import Moment, Walk
from .engine import Board, Turn, play
from .fates import arrivals
from .field import BLINKY, GHOSTS, PINKY, Field, rings
from .perception import ghost_evidence, pacman_evidence
from .telling import (
    DIRECT_WAYS,
    direct_way,
    ghosts_line,
    pacman_line,
    step_line,
    target_line,
    toward,
    way_text,
)

WAITS = {"easy": (4, 8), "medium": (6, 11), "hard": (8, 14)}
"""Least and greatest answer of turns_until_caught."""

MOMENTS = 40
"""Moments of a walk that are looked at."""

GHOSTS_TRIED = 3
"""Pairs of ghosts that are tried."""


def new_waiting_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board on which Pac-Man, who stands still, is caught in a turn that is drawn first.

    By turns Blinky comes on a roundabout way; or straight, while Pinky, who is nearer, goes elsewhere; or Pinky is the
    one who comes.
    """
    low, high = WAITS[level]
    wanted, kind = rng.steady("waiting").between(low, high), rng.weighted((7, 3, 7))
    walk = boards.new_walk(level, rng, accept)
    field = walk.field
    for moment in walk.in_random_order(rng, MOMENTS):
        pacman = moment.pacman
        target = field.target(PINKY, pacman, moment.facing)
        layers = field.layers(pacman, high + 3)
        if len(layers) <= wanted + 2:
            continue
        ring = rings(field.side, field.cell(pacman))
        homes = walk.homes(moment)
        coming = arrivals(field, pacman, target, wanted + 1)
        early = sum(coming[1 : wanted + 1])
        later = homes & ~sum(layers[: wanted + 1])
        if kind == 0:
            blinkys, pinkys = layers[wanted] & ring[wanted - 2], homes & ~early
        elif kind == 1:
            near = sum(ring[2:wanted])
            blinkys, pinkys = layers[wanted] & ring[wanted], homes & ~early & near & ~ring[wanted - 1]
        else:
            roundabout = coming[wanted] & ring[wanted - 2]
            pinkys = roundabout or coming[wanted]
            blinkys = later & (ring[wanted + 1] | ring[wanted + 2] | ring[wanted - 1] | ring[wanted])
        board = _picked(walk, moment, homes & pinkys, homes & blinkys, rng)
        if board is not None:
            return board
    raise Redraw


def _picked(walk: Walk, moment: Moment, pinkys: int, blinkys: int, rng: Rng) -> Board | None:
    """Ghosts among some cells whose ways can be told."""
    for _ in range(GHOSTS_TRIED):
        if not pinkys or not blinkys:
            return None
        pinky, blinky = some_bit(pinkys, rng), some_bit(blinkys, rng)
        if pinky == blinky:
            continue
        board = walk.board(moment, pinky, blinky)
        try:
            _waiting(board)
        except (Redraw, ValueError):
            continue
        return board
    return None


def distance_lines(field: Field, name: str, start: int, goal: int, enough: int | None = None) -> list[str]:
    """How many steps a ghost needs at least to a cell, with a way that takes as many.

    Args:
        enough: a number of steps; that it needs more is enough, and no way is told.

    Raises:
        Redraw: the reason would take too many words.
    """
    cell, there = field.cell(start), write_cell(field.cell(goal))
    rows, columns = abs(cell[0] - field.cell(goal)[0]), abs(cell[1] - field.cell(goal)[1])
    least = rows + columns
    sum_text = f"{count_of(rows, 'row')} and {count_of(columns, 'column')}"
    line = f"From {write_cell(cell)} to {there} it is {sum_text}, so {name} needs at least {count_of(least, 'step')}"
    if enough is not None and least > enough:
        return [f"{line}, too many to come first."]
    way = direct_way(field, start, goal)
    if way is not None:
        if enough is not None:
            raise Redraw
        return [f"{line}; {way_text(way)} takes {least}."]
    stuck = _direct_region(field, start, goal)
    length = field.distance(start, goal)
    if stuck.bit_count() > 10 or (length != least + 2 if enough is None else enough > least + 1):
        raise Redraw
    directions = joined([DIRECTIONS[move] for move in toward(field, start, goal)])
    if stuck == start:
        walls = "cells" if rows and columns else "cell"
        told = f"But the next {walls} {directions} {'are walls' if walls == 'cells' else 'is a wall'}"
    else:
        cells = joined([write_cell(field.cell(bit)) for bit in bits_of(stuck & ~start)])
        told = f"But going {directions} only, walls let {'her' if name == PINKY else 'him'} come to {cells} alone"
    lines = [f"{line}.", f"{told}, so a step away and one back are needed as well: at least {least + 2}."]
    if enough is None:
        lines.append(f"The way {way_text(_some_way(field, start, goal))} takes {length}.")
    return lines


def _direct_region(field: Field, start: int, goal: int) -> int:
    """The cells that a ghost reaches by steps in the directions toward a cell alone, not beyond its row and column."""
    found = waiting = start
    while waiting:
        bit = waiting & -waiting
        waiting &= waiting - 1
        for move in toward(field, bit, goal):
            there = field.step(bit, move)
            if there & field.floor & ~found:
                found |= there
                waiting |= there
    return found


def _some_way(field: Field, start: int, goal: int) -> list[int]:
    """A shortest way, by the ghosts' order of directions."""
    moves = []
    while start != goal:
        move = field.ghost_move(start, goal)
        assert move is not None
        moves.append(move)
        start = field.step(start, move)
    return moves


@lru_cache(maxsize=8)
def _waiting(board: Board) -> tuple[int, list[str]]:
    """In which turn he is caught, and why.

    Raises:
        Redraw: the reason would take too many words.
    """
    field = board.field
    pacman, pinky, blinky = (field.bit(cell) for cell in (board.pacman, board.pinky, board.blinky))
    turns = play(board, [None] * field.distance(blinky, pacman))
    count, catcher = len(turns), turns[-1].caught
    target = field.target(PINKY, pacman, board.facing)
    lines = [f"{pacman_line(board)} {ghosts_line(board)}", target_line(field, board)]
    at_least = distance(board.pinky, board.pacman)
    if catcher == BLINKY:
        lines += [_blinky_aims(board), *distance_lines(field, BLINKY, blinky, pacman)]
        lines.append(f"So Blinky comes to Pac-Man in turn {count}, if Pinky does not come before.")
        if at_least > count or target == pacman:
            lines += distance_lines(field, PINKY, pinky, pacman, count)
        else:
            lines += _pinkys_way(field, turns)
            end = next(step.end for step in turns[-1].steps if step.name == PINKY)
            lines.append(f"In turn {count} Pinky is at {write_cell(field.cell(end))} and has not met Pac-Man.")
    else:
        if target == pacman:
            lines += distance_lines(field, PINKY, pinky, pacman)
        else:
            lines += _pinkys_way(field, turns)
        lines.append(f"So Pinky comes to Pac-Man in turn {count}, if Blinky does not come before.")
        lines += [_blinky_aims(board), *distance_lines(field, BLINKY, blinky, pacman, count - 1)]
    lines.append(f"So {catcher} catches Pac-Man, in turn {count}.")
    return count, lines


def turns_until_caught(board: Board, rng: Rng) -> Question:
    """In which turn is Pac-Man caught who stands still?"""
    count, lines = _waiting(board)
    return Question(
        "Pac-Man stands still from now on and keeps facing the same way. In which turn is he caught? The first turn is "
        "turn 1.",
        str(count),
        tuple(lines),
        evidence=(pacman_evidence(board), *(ghost_evidence(board, name) for name in GHOSTS)),
    )


def _blinky_aims(board: Board) -> str:
    return f"Blinky aims at Pac-Man's cell, {write_cell(board.pacman)}, all the time."


def _pinkys_way(field: Field, turns: Sequence[Turn]) -> list[str]:
    """Pinky's steps turn by turn; once she is on her target, only that."""
    lines = [DIRECT_WAYS]
    for number, turn in enumerate(turns, 1):
        step = next(step for step in turn.steps if step.name == PINKY)
        if step.move is None:
            lines.append(f"From turn {number} on, Pinky is on her target and stays.")
            break
        lines.append(f"Turn {number}: {step_line(field, step, turn.pacman)}")
    return lines


def nearest_ghost(board: Board, question: Question) -> list[str]:
    """The distance of the nearer ghost, walls not seen."""
    return [str(min(distance(board.ghost(name), board.pacman) for name in GHOSTS))]


def blinkys_distance(board: Board, question: Question) -> list[str]:
    """Blinky's distance, walls not seen."""
    return [str(distance(board.blinky, board.pacman))]
