"""What becomes of Pac-Man on a given way."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.answers import DIRECTIONS
from gameqa.bitboard import some_bit
from gameqa.contract import Accept, Question
from gameqa.errors import Redraw
from gameqa.options import number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import boards
from .boards import Moment, Walk
from .engine import Board, Turn, level_of, play
from .fates import catching_starts
from .field import BLINKY, GHOSTS, PINKY, Field
from .perception import ghost_evidence, pacman_evidence
from .telling import (
    DIRECT_WAYS,
    far_line,
    ghosts_line,
    is_far,
    pacman_line,
    turn_lines,
)

LEGS = {"easy": (2, 3), "medium": (2, 5), "hard": (3, 6)}
"""Least and greatest number of moves in each of the two directions of outcome_of_moves."""

TURNS = {"easy": (5, 5), "medium": (6, 7), "hard": (8, 9)}
"""Least and greatest number of turns of outcome_of_moves: fewer than six numbers of beans are no options."""

COUNTS = 6
"""Numbers of beans among the options."""

CAUGHT = {PINKY: "Pinky catches him.", BLINKY: "Blinky catches him."}

SURVIVES = ""

GHOSTS_TRIED = 3
"""Pairs of ghosts that are tried for a way."""

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
    return f"He is not caught, eats {count_of(beans, 'bean')}, and the score is {score}."


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
        f"Pac-Man moves {first} {one} times and then {second} {other} times, unless he is caught on the way. What "
        "has happened by the end of the turn of his last move?",
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
    counts = [option for option in question.options if option not in CAUGHT.values()]
    return [max(counts, key=lambda option: int(option.split()[5]))]
