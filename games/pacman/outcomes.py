"""What becomes of Pac-Man: on a given way, and when he stands still."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import bits_of, some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.grid import distance
from gameqa.options import number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import boards
from .boards import Moment, Walk
from .engine import BLINKY, GHOSTS, PINKY, Board, Field, Turn, level_of, play, rings
from .fates import arrivals, catching_starts
from .perception import ghost_evidence, pacman_evidence
from .telling import (
    DIRECT_WAYS,
    direct_way,
    far_line,
    ghosts_line,
    is_far,
    pacman_line,
    step_line,
    target_line,
    toward,
    turn_lines,
    way_text,
)

LEGS = {"easy": (2, 3), "medium": (2, 5), "hard": (3, 6)}
"""Least and greatest number of moves in each of the two directions of outcome_of_moves."""

TURNS = {"easy": (5, 5), "medium": (6, 7), "hard": (8, 9)}
"""Least and greatest number of turns of outcome_of_moves: fewer than six numbers of beans are no options."""

COUNTS = 6
"""Numbers of beans among the options."""

CAUGHT = {PINKY: "Pinky catches him.", BLINKY: "Blinky catches him."}

SURVIVES = ""

MOMENTS = 40
"""Moments of a walk that are looked at."""

GHOSTS_TRIED = 3
"""Pairs of ghosts that are tried for a way."""

WAITS = {"easy": (4, 8), "medium": (6, 11), "hard": (8, 14)}
"""Least and greatest answer of turns_until_caught."""

SCORE: tuple[str, Place] = ("score", ("score",))


def _wanted_moves(level: str, rng: Rng) -> tuple[int, int, int, str]:
    """Moves in the first and in the second direction, the beans on them, and who catches Pac-Man, all drawn first."""
    own = rng.steady("outcome")
    low, high = LEGS[level]
    fewest, most = TURNS[level]
    legs = [
        (one, other) for one in range(low, high + 1) for other in range(low, high + 1) if fewest <= one + other <= most
    ]
    one, other = own.choice(legs)
    return one, other, own.between(0, one + other), (PINKY, BLINKY, SURVIVES)[own.weighted((3, 3, 14))]


def _two_legs(field: Field, start: int, one: int, other: int) -> list[list[int]]:
    """The ways of one direction and then another across it, as moves; none meets a wall."""
    found = []
    for first in range(4):
        leg = field.run(start, first)[:one]
        if len(leg) == one:
            for second in (2, 3) if first < 2 else (0, 1):
                if len(field.run(leg[-1], second)[:other]) == other:
                    found.append([first] * one + [second] * other)
    return found


def new_outcome_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a way of two directions on which so many beans lie, and he is caught or not, as is drawn first."""
    one, other, beans, catcher = _wanted_moves(level, rng)
    walk = boards.new_walk(level, rng, accept)
    field = walk.field
    for moment in walk.in_random_order(rng):
        for moves in rng.shuffled(_two_legs(field, moment.pacman, one, other)):
            passed = field.passed(moment.pacman, moves)
            if (sum(passed) & ~moment.eaten).bit_count() != beans:
                continue
            board = _with_ghosts(walk, moment, moves, passed, catcher, rng)
            if board is not None:
                return board
    raise Redraw


def _with_ghosts(
    walk: Walk, moment: Moment, moves: Sequence[int], passed: Sequence[int], catcher: str, rng: Rng
) -> Board | None:
    """Ghosts of which the wanted one catches him, and both are not far away."""
    field = walk.field
    near = 0
    for bit in (passed[len(passed) // 3], passed[-1]):
        for layer in field.layers(bit, len(passed) // 2 + 1):
            near |= layer
    homes = walk.homes(moment) & near
    starts = {}
    for name in GHOSTS:
        caught = catching_starts(field, passed, moves, name)
        starts[name] = homes & (caught if name == catcher else ~caught)
    for _ in range(GHOSTS_TRIED):
        if not starts[PINKY] or not starts[BLINKY]:
            return None
        pinky, blinky = some_bit(starts[PINKY], rng), some_bit(starts[BLINKY], rng)
        if pinky == blinky:
            continue
        board = walk.board(moment, pinky, blinky)
        try:
            _story(board, tuple(moves))
        except (Redraw, ValueError):
            continue
        return board
    return None


@lru_cache(maxsize=8)
def _story(board: Board, moves: tuple[int, ...]) -> tuple[list[Turn], list[str]]:
    """The turns of a way, and in words; of a ghost that is too far away only that it is.

    Raises:
        Redraw: a step needs too many words.
    """
    field = board.field
    turns = play(board, moves)
    passed = [turn.pacman for turn in turns]
    told, far = [], []
    for name in GHOSTS:
        ghost = field.bit(board.ghost(name))
        if is_far(field, ghost, passed):
            far.append(far_line(field, name, ghost, passed))
        else:
            told.append(name)
    return turns, [*far, *([DIRECT_WAYS] if told else []), *turn_lines(field, turns, told)]


def _survives(beans: int, score: int) -> str:
    return f"He eats {count_of(beans, 'bean')}, and the score is {score}."


def outcome_of_moves(board: Board, rng: Rng) -> Question:
    """What happens on a way of two directions?"""
    level = level_of(board)
    one, other, beans, catcher = _wanted_moves(level, rng)
    field, start = board.field, board.field.bit(board.pacman)
    for moves in _two_legs(field, start, one, other):
        passed = field.passed(start, moves)
        if (sum(passed) & board.beans).bit_count() != beans:
            continue
        try:
            turns, story = _story(board, tuple(moves))
        except (Redraw, ValueError):
            continue
        if turns[-1].caught == catcher:
            break
    else:
        raise Redraw
    score = board.score
    if catcher:
        answer = CAUGHT[catcher]
        conclusion = f"So {catcher} catches Pac-Man in turn {len(turns)}."
    else:
        answer = _survives(beans, score + beans)
        conclusion = (
            f"Nobody has caught him. He has eaten {count_of(beans, 'bean')}, and the score is {score} + {beans} = "
            f"{score + beans}."
        )
    numbers = number_options(rng, beans, 0, one + other, COUNTS)
    options = [*(_survives(int(number), score + int(number)) for number in numbers), *CAUGHT.values()]
    first, second = DIRECTIONS[moves[0]], DIRECTIONS[moves[-1]]
    return Question(
        f"Pac-Man moves {first} {one} times and then {second} {other} times, unless he is caught before. What happens?",
        answer,
        (
            f"{pacman_line(board)} {ghosts_line(board)} The score is {score}.",
            *story,
            conclusion,
        ),
        shuffled_options(rng, answer, options, len(options)),
        evidence=(
            pacman_evidence(board),
            *(ghost_evidence(board, name) for name in GHOSTS),
            SCORE,
        ),
    )


def most_beans(board: Board, question: Question) -> list[str]:
    """The option of somebody who takes every cell of the way for one with a bean."""
    counts = [option for option in question.options if option.startswith("He eats")]
    return [max(counts, key=lambda option: int(option.split()[2]))]


# How long Pac-Man lives who stands still.


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
