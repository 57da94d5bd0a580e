"""Lists of moves to ask about: random ones that push and bump, walks, and wrong walks; and what moves do, in words."""

from __future__ import annotations

from itertools import pairwise

from gameqa.answers import DIRECTIONS, write_cell
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead
from gameqa.rng import Rng

from . import engine
from .engine import Board, apply_move, play


def mixed_moves(board: Board, count: int, rng: Rng) -> list[int]:
    """Moves of which at least one is blocked and one pushes a box.

    At random where that does it; where the boxes are too far away, pushes with a blocked move added.
    """
    for _ in range(4):
        at, moves, blocked, pushed = board, [], 0, 0
        for _ in range(count):
            steps = [apply_move(at, move) for move in range(4)]
            weights = [6 if step.pushed else 3 if step.moved else 2 for step in steps]
            pick = rng.below(sum(weights))
            move = 0
            while pick >= weights[move]:
                pick -= weights[move]
                move += 1
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
        name = f"{number}. {DIRECTIONS[move]}: "
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
            behind = ahead(ahead_cell, move)
            why = "a box" if behind in board.boxes else "a wall"
            lines.append(
                f"{name}the box at {write_cell(ahead_cell)} is blocked by {why} at {write_cell(behind)}; "
                "nothing changes."
            )
        board = step.board
        cells.append(board.player)
    return lines, cells


def without_blocks(board: Board, moves: list[int]) -> Cell:
    """Where the player would be if nothing ever blocked him."""
    cell = board.player
    for move in moves:
        cell = ahead(cell, move)
    return cell


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


def _moves_pushing(board: Board, favourite: Cell, count: int, rng: Rng) -> tuple[list[int], list[Cell]]:
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
        preferred = [push for push in pushes if push[0] == favourite]
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
    return moves, paths[favourite]


def shortest_walk(board: Board, goal: Cell, rng: Rng) -> list[int]:
    """One of the shortest walks of the player to a cell that he reaches, at random."""
    distances = engine.walking_distances(board, goal)
    cell, moves = board.player, []
    while cell != goal:
        nearer = [move for move in range(4) if distances.get(ahead(cell, move), -1) == distances[cell] - 1]
        moves.append(rng.choice(nearer))
        cell = ahead(cell, moves[-1])
    return moves


def walked(board: Board, moves: list[int]) -> Cell | None:
    """Where a walk ends; None if it meets a wall or a box."""
    cell = board.player
    for move in moves:
        cell = ahead(cell, move)
        if not board.is_floor(cell) or cell in board.boxes:
            return None
    return cell


def wrong_walks(board: Board, goal: Cell, right: list[int], rng: Rng) -> list[list[int]]:
    """Lists that fail late or are too long: some like the right one, some like a wrong one of these.

    With one base only, the list that is most like all the others would give itself away.
    """
    near_right = _variations(board, goal, right, len(right), rng)
    if not near_right:
        raise Redraw
    near_wrong = [
        moves
        for moves in _variations(board, goal, near_right[0], len(right), rng)
        if moves not in near_right[:3] and moves != right
    ]
    return [*near_right[:3], *near_wrong[:4], *near_right[3:]]


def _variations(board: Board, goal: Cell, base: list[int], shortest: int, rng: Rng) -> list[list[int]]:
    """Changed copies of a list of moves that are no shortest walk to the goal, each kind in turn."""
    found: dict[str, list[list[int]]] = {"meets": [], "misses": [], "longer": []}
    length = len(base)
    for _ in range(40):
        moves = list(base)
        first, second, move = rng.below(length), rng.below(length), rng.below(4)
        change = rng.below(3)
        if change == 0:
            moves[first], moves[second] = moves[second], moves[first]
        elif change == 1:
            moves[first] = move
        elif length <= shortest:
            moves[first:first] = [move]
            moves.insert(max(first, second) + 1, move ^ 1)
        end = walked(board, moves)
        if end == goal and len(moves) == shortest:
            continue
        if any(first == second ^ 1 for first, second in pairwise(moves)):
            continue  # Nobody takes a list that goes straight back for the shortest.
        kind = "longer" if len(moves) > length else "meets" if end is None else "misses"
        if moves != base and moves not in found[kind]:
            found[kind].append(moves)
    kinds = ("meets", "misses", "longer")
    return [found[kind][turn] for turn in range(8) for kind in kinds if turn < len(found[kind])]
