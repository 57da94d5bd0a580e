"""The questions that ask for plans: the fewest moves, the fewest pushes, a whole solution, the shortest walk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from gameqa.answers import most_items, write_cell, write_cells, write_directions
from gameqa.contract import LETTERS, Accept, Question
from gameqa.errors import Redraw
from gameqa.grid import ahead, cells_on, cells_with, distance, named_cell
from gameqa.options import number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine
from .bounds import (
    TURN,
    Detour,
    MoveBound,
    Way,
    fewest_others,
    forced_detour,
    has_open_detour,
    has_open_way,
    most_pushes,
    move_bound,
    players_with,
    push_bound,
    wall_bits,
)
from .engine import Board, play
from .lone import lone_plan
from .telling import board_line, homes_line, named_cells, parts_of, plan_lines, pushes_line, runs, wrong_walk_line
from .walks import shortest_walk, wrong_walks

MOVE_ANSWERS = {"easy": (4, 12), "medium": (7, 15), "hard": (10, 18)}
"""Least and greatest answer of min_moves."""

WAYS = {"easy": (1, 5), "medium": (2, 7), "hard": (3, 9)}
"""How far the box of min_moves is from its target."""

DETOURS = 8
"""One in so many boards of min_moves forces a detour on the box."""

MOVE_TRIES = 100
PUSH_TRIES = 12

FEW_PUSHES = (2, 5)
"""Least and greatest answer of pushes_needed with one box, drawn first, as two or three pushes are so frequent."""

MOST_PARTS = 26
"""How many parts a solution has at most whose plan is told."""

WALKS = {6: (4, 8), 7: (4, 8), 8: (5, 10), 10: (7, 14)}
"""Lengths of the walks in path_to_cell on boards of a side."""

LISTS = 8
GOALS = 3
"""How many cells are tried on a board for path_to_cell, until seven wrong lists can be found."""


def _evidence(board: Board, with_targets: bool = False) -> tuple[tuple[str, Place], ...]:
    boxes = [named_cell(f"box {number}", box) for number, box in enumerate(board.boxes, 1)]
    targets = [named_cell(f"target {number}", target) for number, target in enumerate(board.targets, 1)]
    return (named_cell("player", board.player), *boxes, *(targets if with_targets else ()))


def new_moves_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board for min_moves: one box is not on a target, and its fewest moves can be argued.

    How many they are is drawn first, except where the box must make a detour, which few boards force.
    """
    wanted = engine.LEVELS[level]
    has_detour = rng.steady("detour").chance(1, DETOURS)
    total = (rng if has_detour else rng.steady("moves")).between(*MOVE_ANSWERS[level])
    least, most = WAYS[level]
    most = min(most, total - fewest_others(has_detour))
    if most < least:
        raise Redraw
    rows, _ = engine.new_room(wanted, rng)
    floor = list(cells_with(rows, "."))
    walls = wall_bits(rows)
    has_room = has_open_detour if has_detour else has_open_way
    for _ in range(MOVE_TRIES):
        box, target = rng.sample(floor, 2)
        if not least <= distance(box, target) <= most or not has_room(walls, box, target):
            continue
        way = Way(box, target)
        if has_detour and not forced_detour(Board(rows, (target,), (box,), box), way):
            continue
        players = players_with(rows, way, has_detour, total)
        if not players:
            continue
        far = [
            cell
            for cell in floor
            if cell not in (box, target) and distance(box, cell) + distance(cell, target) >= total
        ]
        if len(far) < wanted.boxes - 1:
            continue
        player, resting = rng.choice(players), rng.sample(far, wanted.boxes - 1)
        if player in resting:
            continue
        board = Board(rows, tuple(sorted([target, *resting])), tuple(sorted([box, *resting])), player)
        bound = move_bound(board)
        if (
            bound
            and bound.total == total
            and accept(engine.split_key(board))
            and lone_plan(board, box, (target,), total)
        ):
            return board
    raise Redraw


def _detour_lines(way: Way, detour: Detour) -> list[str]:
    """Why a box can't be pushed straight to a target."""
    return [
        f"Pushed toward {write_cell(way.target)} only, the box at {write_cell(way.box)} gets stuck:",
        *(pushes_line(cell, pushes) for cell, pushes in detour),
    ]


def _toward(way: Way) -> str:
    return runs(move for move, count in way.moves.items() for _ in range(count))


def _away(steps: int) -> str:
    """How far a cell is from the player; boxes may make the walk longer than the steps over the floor."""
    return f"at least {count_of(steps, 'step')} away" if steps else "where the player is"


def _bound_lines(board: Board, bound: MoveBound) -> list[str]:
    """Why a board needs so many moves."""
    way = bound.way
    lines = ["The other boxes are on targets already."] if len(board.boxes) > 2 else []
    if len(board.boxes) == 2:
        lines = ["The other box is on a target already."]
    lines += [
        f"From the box at {write_cell(way.box)} to the free target at {write_cell(way.target)} it is {_toward(way)}, "
        f"so the box needs at least {count_of(way.pushes, 'push', 'pushes')}."
    ]
    if bound.detour:
        lines += [
            *_detour_lines(way, bound.detour),
            f"So it must also be pushed away from the target once, which makes {bound.pushes} pushes, with at least "
            f"two turns; a turn back counts as two.",
        ]
    elif bound.turns:
        lines.append("The box must turn once on the way.")
    if bound.turns:
        lines.append(f"To get from one side of a box to the next, the player takes at least {TURN} steps.")
    stands = [
        f"from {write_cell(stand)}, {_away(steps)}, to push it {name}"
        for name, (stand, steps) in ((runs([move])[2:], found) for move, found in bound.stands.items())
    ]
    first = "The first push" if bound.detour else "The first push toward the target"
    lines.append(f"{first} must be made {', or '.join(stands)}.")
    sums = [count_of(bound.walk, "step"), count_of(bound.pushes, "push", "pushes")]
    numbers = [bound.walk, bound.pushes]
    if bound.turns:
        sums.append(f"{TURN * bound.turns} steps for the {'turn' if bound.turns == 1 else 'turns'}")
        numbers.append(TURN * bound.turns)
    lines.append(f"That is {joined(sums)}, at least {_sum(numbers)} moves.")
    if not bound.detour:
        parts = [bound.nearest, bound.pushes + 2, TURN * (bound.turns + 1)]
        nearest = f"at least {count_of(parts[0], 'step')}" if parts[0] else "no step"
        lines.append(
            f"Pushing the box away from the target on the way would save nothing: with {nearest} to the nearest "
            f"side of the box, 2 pushes more and one turn more, it takes at least {_sum(parts)} moves."
        )
    lines += [
        f"Bringing it to {write_cell(cell)} and the box there to {write_cell(way.target)} would take at least "
        f"{_sum([distance(way.box, cell), distance(cell, way.target)])} pushes alone."
        for cell in bound.others
    ]
    return lines


def _sum(numbers: Sequence[int]) -> str:
    return f"{' + '.join(map(str, numbers))} = {sum(numbers)}"


def min_moves(board: Board, rng: Rng) -> Question:
    """The smallest number of moves that solves the board."""
    bound = move_bound(board)
    if bound is None:
        raise Redraw
    moves = lone_plan(board, bound.way.box, (bound.way.target,), bound.total)
    if moves is None:
        raise Redraw
    parts = parts_of(board, moves)
    numbers = [number for part in parts for number in (len(part.walk), part.count) if number]
    low, high = MOVE_ANSWERS[engine.level_of(board)]
    return Question(
        "What is the smallest number of player moves that solves the board? Steps and pushes both count as moves.",
        str(len(moves)),
        (
            board_line(board),
            *_bound_lines(board, bound),
            f"This plan takes {count_of(len(moves), 'move')}:",
            *plan_lines(board, parts),
            f"Its moves are {_sum(numbers)}, and fewer are not possible.",
        ),
        number_options(rng, len(moves), low, high),
        evidence=_evidence(board, with_targets=True),
    )


def new_pushes_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board for pushes_needed, whose fewest pushes can be argued; with one box they are drawn first."""
    wanted = engine.LEVELS[level]
    rows, targets = engine.accepted_walls(wanted, rng, accept)
    distances = engine.solver(rows, targets)
    count = rng.steady("pushes").between(*FEW_PUSHES)
    for _ in range(PUSH_TRIES):
        if wanted.boxes == 1:
            boxes, player = distances.position_among(distances.with_pushes(count), *wanted.length, rng)
        else:
            boxes, player = distances.position_at(rng.between(*wanted.length), wanted.length[0], rng)
        board = Board(rows, targets, boxes, player)
        with suppress(Redraw):
            if push_bound(board, distances.pushes(boxes, player, most_pushes(board))):
                return board
    raise Redraw


def pushes_needed(board: Board, rng: Rng) -> Question:
    """The smallest number of pushes that solves the board."""
    plan = engine.fewest_pushes(board)
    bound = push_bound(board, len(plan))
    if bound is None:
        raise Redraw
    moves, at = [], board
    for box, move in plan:
        there = [*shortest_walk(at, ahead(box, move, -1), rng), move]
        moves += there
        at = play(at, there)
    parts = parts_of(board, moves)
    lines = []
    if len(board.boxes) > 1:
        lines.append(
            "The distances between boxes and targets, rows plus columns, tell how many pushes are needed at least:"
        )
    for box in board.boxes:
        ways = [Way(box, target) for target in board.targets]
        if len(ways) == 1:
            lines.append(
                f"From the box at {write_cell(box)} to the target at {write_cell(ways[0].target)} it is "
                f"{_toward(ways[0])}, so the box needs at least {count_of(ways[0].pushes, 'push', 'pushes')}."
            )
        else:
            gaps = joined([f"{way.pushes} to {write_cell(way.target)}" for way in ways])
            lines.append(f"From the box at {write_cell(box)} it is {gaps}.")
        for way, detour in bound.detours.items():
            if way.box == box:
                lines += [
                    *_detour_lines(way, detour),
                    f"So it must be pushed away once and needs at least {way.pushes + 2} pushes.",
                ]
    if len(board.boxes) > 1:
        lines.append("So these are the ways to give every box a target, with the pushes that each needs at least:")
        for pairing in bound.pairings:
            ways = bound.ways(board, pairing)
            told = [f"{write_cell(way.box)} to {write_cell(way.target)}" for way in ways]
            numbers = [way.pushes + 2 * (way in bound.detours) for way in ways]
            lines.append(f"{joined(told)}: {_sum(numbers)}.")
    counts = [part.count for part in parts]
    total = f"{_sum(counts)} pushes" if len(counts) > 1 else count_of(len(plan), "push", "pushes")
    return Question(
        "What is the smallest number of pushes that solves the board? Moving one box by one cell is one push; steps of "
        "the player that push nothing do not count.",
        str(len(plan)),
        (
            board_line(board),
            *lines,
            f"So at least {count_of(len(plan), 'push is', 'pushes are')} needed. This plan takes no more:",
            *plan_lines(board, parts),
            f"These are {total}, so the smallest number is {len(plan)}.",
        ),
        evidence=_evidence(board),
    )


def solve(board: Board, rng: Rng) -> Question:
    """Any list of moves that solves the board."""
    moves = engine.solution(board)
    parts = parts_of(board, moves)
    if len(parts) > MOST_PARTS:
        raise Redraw
    most = most_items(len(moves))
    return Question(
        f"Give a list of at most {most} player moves that solves the board: after the last of them, every box must be "
        "on a target. It need not be the shortest, but every move must change something: none may go into a wall or "
        "push a box that is blocked.",
        write_directions(moves),
        (
            board_line(board),
            homes_line(board, parts),
            *plan_lines(board, parts),
            "Now every box is on a target.",
        ),
        evidence=_evidence(board),
        asked={"most": most},
    )


def check_solve(board: Board, asked: Mapping[str, Any], moves: Sequence[int]) -> float:
    """1 if the moves solve the board, are not too many, and each changes something."""
    if "most" not in asked:
        # A question that states no bound lets blocked moves count.
        return float(play(board, moves).solved)
    if len(moves) > asked["most"]:
        return 0.0
    for move in moves:
        step = engine.apply_move(board, move)
        if not step.moved:
            return 0.0
        board = step.board
    return float(board.solved)


def path_to_cell(board: Board, rng: Rng) -> Question:
    """The shortest walk of the player to a cell, boxes counted as walls."""
    distances = engine.walking_distances(board, board.player)
    low, high = WALKS[len(board.rows)]
    far = [cell for cell, length in distances.items() if low <= length <= high]
    around = [cell for cell in far if distance(board.player, cell) < distances[cell]]
    goals = around if around and rng.chance(1, 2) else far
    if not goals:
        raise Redraw
    for goal in rng.sample(goals, min(len(goals), GOALS)):
        right = shortest_walk(board, goal, rng)
        with suppress(Redraw):
            lists = {write_directions(moves): moves for moves in wrong_walks(board, goal, right, LISTS - 1, rng)}
            break
    else:
        raise Redraw
    answer = write_directions(right)
    options = shuffled_options(rng, answer, list(lists), LISTS)
    return Question(
        f"The player wants to walk to {write_cell(goal)} without pushing a box, so boxes count as walls here. "
        "Which list of moves is a walk there of the shortest possible length?",
        answer,
        (
            f"The player starts at {write_cell(board.player)} and wants to get to {write_cell(goal)}; "
            f"{named_cells('box', 'boxes', board.boxes)}.",
            *(
                _right_walk_line(board, letter, right)
                if option == answer
                else wrong_walk_line(board, letter, lists[option], len(right))
                for letter, option in zip(LETTERS, options, strict=False)
            ),
            f"So the shortest walk is {LETTERS[options.index(answer)]}.",
        ),
        options,
        evidence=(named_cell("player", board.player), named_cell("goal", goal)),
    )


def _right_walk_line(board: Board, letter: str, moves: Sequence[int]) -> str:
    passed = write_cells(cells_on(board.player, moves)[1:])
    return f"{letter} passes {passed}: all floor without a box, in {count_of(len(moves), 'move')}."
