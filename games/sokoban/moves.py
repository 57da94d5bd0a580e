"""Lists of moves to ask about, which push and are blocked, and what they do in words."""

from __future__ import annotations

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead
from gameqa.rng import Rng

from . import engine
from .engine import Board, apply_move, play
from .walks import shortest_walk


def mixed_moves(board: Board, count: int, rng: Rng) -> list[int]:
    """Moves of which at least one is blocked and one pushes a box.

    At random where that does it; where the boxes are too far away, pushes with a blocked move added.
    """
    for _ in range(4):
        at, moves, blocked, pushed = board, [], 0, 0
        for _ in range(count):
            steps = [apply_move(at, move) for move in range(4)]
            weights = [6 if step.pushed else 3 if step.moved else 2 for step in steps]
            move = rng.weighted(weights)
            moves.append(move)
            blocked += not steps[move].moved
            pushed += steps[move].pushed is not None
            at = steps[move].board
        if blocked and pushed:
            return moves
    moves, _, _ = pushing_moves(board, count - 1, rng)
    at = board
    chances = []
    for place, move in enumerate([*moves, 0]):
        chances += [(place, other) for other in range(4) if not apply_move(at, other).moved]
        at = apply_move(at, move).board
    if not chances:
        raise Redraw
    place, other = rng.choice(chances)
    rest = [rng.below(4) for _ in range(count - 1 - len(moves))]
    return [*moves[:place], other, *moves[place:], *rest]


def walk_through(board: Board, moves: list[int]) -> tuple[list[str], list[Cell]]:
    """What every move does, in words, and the player's cells on the way."""
    lines, cells = [], [board.player]
    for number, move in enumerate(moves, 1):
        step = apply_move(board, move)
        ahead_cell = ahead(board.player, move)
        name = f"{number}. {DIRECTIONS[move].capitalize()}: "
        if step.pushed is not None:
            lines.append(
                f"{name}the box at {write_cell(step.pushed)} is pushed to "
                f"{write_cell(ahead(step.pushed, move))}; the player goes to {write_cell(step.board.player)}."
            )
        elif step.moved:
            lines.append(f"{name}the player walks to {write_cell(step.board.player)}.")
        elif not board.is_floor(ahead_cell):
            lines.append(f"{name}{write_cell(ahead_cell)} is a wall; nothing changes.")
        else:
            beyond = ahead(ahead_cell, move)
            why = "a box" if beyond in board.boxes else "a wall"
            lines.append(
                f"{name}the box at {write_cell(ahead_cell)} is blocked by {why} at {write_cell(beyond)}; "
                "nothing changes."
            )
        board = step.board
        cells.append(board.player)
    return lines, cells


def pushing_moves(board: Board, count: int, rng: Rng) -> tuple[list[int], Cell, list[Cell]]:
    """Moves that push a box at least twice where they can: the moves, the box, all its cells.

    Raises:
        Redraw: no box can be pushed in so few moves.
    """
    for box in rng.shuffled(board.boxes):
        moves, path = _moves_pushing(board, box, count, rng)
        if len(path) > 1:
            return moves, box, path
    raise Redraw


def _moves_pushing(board: Board, favorite: Cell, count: int, rng: Rng) -> tuple[list[int], list[Cell]]:
    """Moves that push one box rather than others, and its cells."""
    paths = {box: [box] for box in board.boxes}
    at = board
    moves: list[int] = []
    while True:
        walks = engine.walking_distances(at, at.player)
        pushes = [
            (origin, box, move)
            for origin, path in sorted(paths.items())
            for box in (path[-1],)
            for move in range(4)
            if ahead(box, move, -1) in walks
            and at.is_floor(ahead(box, move))
            and ahead(box, move) not in at.boxes
            and walks[ahead(box, move, -1)] + 1 + len(moves) <= count
            and ahead(box, move) not in path
        ]
        preferred = [push for push in pushes if push[0] == favorite]
        if not pushes:
            break
        origin, box, move = rng.choice(preferred if preferred and not rng.chance(1, 4) else pushes)
        walk = shortest_walk(at, ahead(box, move, -1), rng)
        moves += [*walk, move]
        at = play(at, [*walk, move])
        paths[origin].append(ahead(box, move))
        if rng.chance(1, 5) and len(moves) < count:
            blocked = [move for move in range(4) if not apply_move(at, move).moved]
            if blocked:
                moves.append(rng.choice(blocked))
        if len(moves) >= count - 1:
            break
    return moves, paths[favorite]


def vain_moves(board: Board, count: int, rng: Rng) -> tuple[list[int], Cell]:
    """Moves that try to push a box but leave it where it is, and the box.

    Raises:
        Redraw: no box can be reached at a side from which it is blocked, in so few moves.
    """
    walks = engine.walking_distances(board, board.player)
    chances = [
        (box, move)
        for box in board.boxes
        for move in range(4)
        if walks.get(ahead(box, move, -1), count) < count
        and (not board.is_floor(ahead(box, move)) or ahead(box, move) in board.boxes)
    ]
    if not chances:
        raise Redraw
    box, move = rng.choice(chances)
    moves = [*shortest_walk(board, ahead(box, move, -1), rng), move]
    at = play(board, moves)
    while len(moves) < count:
        further = [other for other in range(4) if box in apply_move(at, other).board.boxes]
        pushing = [other for other in further if apply_move(at, other).pushed]
        moves.append(rng.choice(pushing if pushing and rng.chance(1, 2) else further))
        at = apply_move(at, moves[-1]).board
    return moves, box
