"""Questions about a ghost's next step, now and after Pac-Man has moved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.bitboard import bitboard_of, some_bit
from gameqa.contract import Accept, NewState, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.grid import CLOCKWISE, RIGHT
from gameqa.options import shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import boards
from .boards import Moment
from .engine import Board, level_of
from .field import BLINKY, GHOSTS, LOOKS_AHEAD, PINKY, Field
from .perception import ghost_evidence, pacman_evidence
from .telling import first_step_lines, pacman_line, target_line

NEXT_STEPS = {"easy": (3, 5), "medium": (5, 7), "hard": (7, 9)}
"""Least and greatest number of steps from the ghost to its target, for *_next."""

TURN_STEPS = {"easy": (3, 6), "medium": (4, 7), "hard": (6, 9)}
"""The same for *_turn, before and after Pac-Man's moves."""

PACMAN_MOVES = {"easy": (2, 4), "medium": (2, 4), "hard": (3, 5)}
"""Least and greatest number of Pac-Man's moves for *_turn."""

MOMENTS = 40
"""Moments of a walk that are looked at."""

UNCHANGED = "It does not change."


@cache
def _sides(side: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The cells of the rows, and of the columns, up to each."""
    board = bitboard_of(side)
    above, left = [0], [0]
    for row, column in zip(board.rows, board.columns, strict=True):
        above.append(above[-1] | row)
        left.append(left[-1] | column)
    return tuple(above), tuple(left)


def by_the_walls_beside(field: Field, target: int) -> tuple[int, int, int, int]:
    """For each direction the cells from which a hurried reader sends a ghost there: toward the target's row, unless a
    wall is right there, else toward its column, unless a wall is right there."""
    row, column = field.cell(target)
    above, left = _sides(field.side)
    board, floor, stride = field.bitboard, field.floor, field.stride
    up = board.full & ~above[row + 1] & floor & floor << stride
    down = above[row] & floor & floor >> stride
    rest = floor & ~up & ~down
    right_of, left_of = board.full & ~left[column + 1], left[column]
    return up, down, rest & right_of & floor << 1, rest & left_of & floor >> 1


def hurried_move(field: Field, start: int, target: int) -> int | None:
    """The direction in which a hurried reader sends a ghost."""
    for move, cells in enumerate(by_the_walls_beside(field, target)):
        if cells & start:
            return move
    return None


def with_ties(field: Field, layers: list[int]) -> int:
    """The cells from which several first steps belong to shortest ways."""
    stride = field.stride
    found = 0
    for nearer, layer in pairwise(layers):
        once = twice = 0
        for part in (nearer << stride, nearer >> stride, nearer << 1, nearer >> 1):
            twice |= once & part
            once |= part
        found |= layer & twice
    return found


def _between(layers: list[int], low: int, high: int) -> int:
    found = 0
    for layer in layers[low : high + 1]:
        found |= layer
    return found


def _facings(wanted: int, own: Rng) -> tuple[tuple[int, ...], bool]:
    """Which ways Pac-Man may face, and whether Pinky may go the same way as if she aimed at Pac-Man himself.

    Left to chance, she mostly goes the way that he faces, or toward him, and both would be good guesses. Where she goes
    up or down and he faces across that, hardly any board has her go another way than toward him.
    """
    upright = wanted < 2
    kind = own.weighted((9, 1, 10) if upright else (2, 1, 17))
    return ((wanted,), (wanted ^ 1,), _across(wanted))[kind], kind == 1 or (kind == 2 and upright)


def new_next_board(name: str) -> NewState[Board]:
    """Draws boards on which a ghost's next step has a direction that is drawn first."""

    def new_state(level: str, rng: Rng, accept: Accept) -> Board:
        own = rng.steady("next")
        wanted = own.below(4)
        facings, straight = _facings(wanted, own) if name == PINKY else ((0, 1, 2, 3), True)
        tie, hurried = rng.chance(1, 2), rng.chance(1, 12)
        low, high = NEXT_STEPS[level]
        walk = boards.new_walk(level, rng, accept)
        field = walk.field
        for moment in walk.in_random_order(rng, MOMENTS):
            if moment.facing not in facings:
                continue
            target = field.target(name, moment.pacman, moment.facing)
            if not straight and target == moment.pacman:
                continue
            layers = field.layers(target, high)
            cells = field.going(layers, wanted) & _between(layers, low, high) & walk.homes(moment)
            by_eye = by_the_walls_beside(field, target)[wanted]
            cells &= by_eye if hurried else ~by_eye
            if not straight:
                cells &= ~field.going(field.layers(moment.pacman, high + LOOKS_AHEAD), wanted)
            if wanted != RIGHT:
                ties = with_ties(field, layers)
                cells &= ties if tie else ~ties
            if cells:
                ghost = some_bit(cells, rng)
                other = some_bit(walk.homes(moment) & ~ghost, rng)
                pinky, blinky = (ghost, other) if name == PINKY else (other, ghost)
                return walk.board(moment, pinky, blinky)
        raise Redraw

    return new_state


def _target_of(board: Board, name: str) -> int:
    field = board.field
    return field.target(name, field.bit(board.pacman), board.facing)


def next_step(name: str) -> Callable[[Board, Rng], Question]:
    """Makes the question of where a ghost goes next."""

    def make(board: Board, rng: Rng) -> Question:
        field = board.field
        start, target = field.bit(board.ghost(name)), _target_of(board, name)
        move = field.ghost_move(start, target)
        assert move is not None
        answer = DIRECTIONS[move]
        opening = [pacman_line(board), target_line(field, board)]
        if name == BLINKY:
            opening = [f"Blinky aims at Pac-Man's cell, {write_cell(board.pacman)}."]
        return Question(
            f"In which direction does {name} take {'her' if name == PINKY else 'his'} next step?",
            answer,
            (*opening, *first_step_lines(field, name, start, target, move)),
            shuffled_options(rng, answer, DIRECTIONS, len(DIRECTIONS)),
            evidence=(pacman_evidence(board), ghost_evidence(board, name)),
        )

    return make


def hurried_next(name: str) -> Shortcut[Board]:
    """The hurried reader's answer to *_next."""

    def guesses(board: Board, question: Question) -> list[str]:
        move = hurried_move(board.field, board.field.bit(board.ghost(name)), _target_of(board, name))
        return [] if move is None else [DIRECTIONS[move]]

    return Shortcut("toward the target's row, else toward its column, walls beside the ghost seen", guesses)


def straight_at_pacman(board: Board, question: Question) -> list[str]:
    """The answer to pinky_next of somebody who takes Pac-Man's cell for the target."""
    field = board.field
    move = field.ghost_move(field.bit(board.pinky), field.bit(board.pacman))
    return [] if move is None else [DIRECTIONS[move]]


def where_he_faces(board: Board, question: Question) -> list[str]:
    """The direction that Pac-Man faces."""
    return [DIRECTIONS[board.facing]]


def changes_to(move: int) -> str:
    """The option of a new direction."""
    return f"It changes to {DIRECTIONS[move]}."


def _wanted_turn(rng: Rng) -> tuple[int, tuple[int, ...]]:
    """The direction after Pac-Man's moves, and which may be the one before: the same, the opposite one, or those
    across it, all drawn first."""
    own = rng.steady("turn")
    after, kind = own.below(4), own.below(5)
    return after, (after ^ kind,) if kind < 2 else _across(after)


def _across(move: int) -> tuple[int, int]:
    """The directions across another one."""
    return (2, 3) if move < 2 else (0, 1)


def new_turn_board(name: str) -> NewState[Board]:
    """Draws boards on which a ghost's next step changes as is drawn first, when Pac-Man turns to a side and moves
    on; mostly a hurried reader, who sees only the walls beside the ghost, would be wrong."""

    def new_state(level: str, rng: Rng, accept: Accept) -> Board:
        (after, befores), hurried = _wanted_turn(rng), rng.chance(1, 12)
        low, high = TURN_STEPS[level]
        walk = boards.new_walk(level, rng, accept)
        field = walk.field

        # Many moments have targets in common.
        @cache
        def by_eye_to(target: int) -> tuple[int, int, int, int]:
            return by_the_walls_beside(field, target)

        @cache
        def going(target: int, moves: tuple[int, ...]) -> int:
            """The cells not too near and not too far from which a ghost goes in one of some directions."""
            layers = field.layers(target, high)
            found = 0
            for move in moves:
                found |= field.going(layers, move)
            return found & _between(layers, low, high)

        for moment in walk.in_random_order(rng, MOMENTS):
            now = field.target(name, moment.pacman, moment.facing)
            cells = going(now, befores) & walk.homes(moment)
            if not cells:
                continue
            eye_before = by_eye_to(now)
            for target, passed in _moved(field, name, moment, PACMAN_MOVES[level]):
                eye = by_eye_to(target)
                if after in befores:
                    by_eye = eye[0] & eye_before[0] | eye[1] & eye_before[1]
                    by_eye |= eye[2] & eye_before[2] | eye[3] & eye_before[3]
                else:
                    by_eye = eye[after] & ~eye_before[after]
                fitting = cells & ~passed & (by_eye if hurried else ~by_eye)
                fitting = fitting and fitting & going(target, (after,))
                if fitting:
                    ghost = some_bit(fitting, rng)
                    other = some_bit(walk.homes(moment) & ~ghost & ~passed, rng)
                    pinky, blinky = (ghost, other) if name == PINKY else (other, ghost)
                    return walk.board(moment, pinky, blinky)
        raise Redraw

    return new_state


def _moved(field: Field, name: str, moment: Moment, counts: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """A ghost's target after so many moves of Pac-Man to one side, at least and at most, with the cells passed."""
    for move in _across(moment.facing):
        passed = 0
        for count, bit in enumerate(field.run(moment.pacman, move)[: counts[1]], 1):
            passed |= bit
            if count >= counts[0]:
                yield field.target(name, bit, move), passed


def turn(name: str) -> Callable[[Board, Rng], Question]:
    """Makes the question of how a ghost's next step changes when Pac-Man moves."""
    other = GHOSTS[1 - GHOSTS.index(name)]

    def make(board: Board, rng: Rng) -> Question:
        after, _ = _wanted_turn(rng)
        level = level_of(board)
        fewest, most = PACMAN_MOVES[level]
        low, high = TURN_STEPS[level]
        field = board.field
        start, taken = field.bit(board.ghost(name)), field.bit(board.ghost(other))
        now = _target_of(board, name)
        before = field.ghost_move(start, now)
        assert before is not None
        eye_before = hurried_move(field, start, now)
        hurried = {}
        for move in _across(board.facing):
            run = field.run(field.bit(board.pacman), move)[:most]
            for count in range(fewest, len(run) + 1):
                target = field.target(name, run[count - 1], move)
                if (start | taken) & sum(run[:count]) or field.ghost_move(start, target) != after:
                    continue
                if low <= field.distance(start, target) <= high:
                    eye = hurried_move(field, start, target)
                    hurried[move, count] = eye == eye_before if before == after else eye == after != eye_before
        if not hurried:
            raise Redraw
        move, count = rng.choice([found for found, by_eye in hurried.items() if not by_eye] or list(hurried))
        run = field.run(field.bit(board.pacman), move)[:count]
        then = Board(board.rows, field.cell(run[-1]), move, board.pinky, board.blinky)
        target = field.target(name, run[-1], move)
        same = before == after
        answer = UNCHANGED if same else changes_to(after)
        lines = [pacman_line(board), *_aims(board, name), *first_step_lines(field, name, start, now, before)]
        is_right = (CLOCKWISE.index(move) - CLOCKWISE.index(board.facing)) % 4 == 1
        how = f"turns to his {'right' if is_right else 'left'} and moves on"
        lines.append(
            f"Pac-Man faces {DIRECTIONS[board.facing]}, so he goes {DIRECTIONS[move]} if he {how}. After "
            f"{count_of(count, 'move')} {DIRECTIONS[move]}, he is at {write_cell(then.pacman)} and faces "
            f"{DIRECTIONS[move]}."
        )
        lines += [*_aims(then, name), *first_step_lines(field, name, start, target, after)]
        lines.append(
            f"So the direction is {DIRECTIONS[before]} both times and does not change."
            if same
            else f"So the direction changes from {DIRECTIONS[before]} to {DIRECTIONS[after]}."
        )
        options = [UNCHANGED, *map(changes_to, range(4))]
        return Question(
            f"Consider the direction of {name}'s next step as things stand. Now Pac-Man {how} by "
            f"{count_of(count, 'cell')}, left and right as he himself sees them; both ghosts stay where they are. How "
            f"does the direction of {name}'s next step change?",
            answer,
            tuple(lines),
            shuffled_options(rng, answer, options, len(options)),
            evidence=(pacman_evidence(board), ghost_evidence(board, name)),
            asked={"move": move, "count": count},
        )

    return make


def _aims(board: Board, name: str) -> list[str]:
    if name == PINKY:
        return [target_line(board.field, board)]
    return [f"Blinky aims at {write_cell(board.pacman)}."]


def hurried_turn(name: str) -> Shortcut[Board]:
    """The hurried reader's answer to *_turn."""

    def guesses(board: Board, question: Question) -> list[str]:
        field = board.field
        move, count = question.asked["move"], question.asked["count"]
        start = field.bit(board.ghost(name))
        run = field.run(field.bit(board.pacman), move)[:count]
        before = hurried_move(field, start, _target_of(board, name))
        after = hurried_move(field, start, field.target(name, run[-1], move))
        if before is None or after is None:
            return []
        guess = UNCHANGED if before == after else changes_to(after)
        return [guess] if guess in question.options else []

    return Shortcut("hurried directions before and after", guesses)
