"""Sokoban: boards, moves, and the generator of solvable boards of a wanted length."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

from gameqa.contract import Accept, level_by
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, beside, cells_with, distance
from gameqa.rng import Rng
from gameqa.symmetry import smallest_image

from . import search
from .bits import STRIDE, arrivals, cells_of, room


@dataclass(frozen=True)
class Board:
    """A position.

    Attributes:
        rows: one string a row, "#" a wall and "." a floor cell; the border is wall.
        targets, boxes: cells in reading order.
        player: the player's cell.
    """

    rows: tuple[str, ...]
    targets: tuple[Cell, ...]
    boxes: tuple[Cell, ...]
    player: Cell

    def is_floor(self, cell: Cell) -> bool:
        """Whether the cell is not a wall."""
        return self.rows[cell[0]][cell[1]] == "."

    @property
    def floor(self) -> list[Cell]:
        """All cells that are not walls, in reading order."""
        return list(cells_with(self.rows, "."))

    @property
    def solved(self) -> bool:
        """Whether every box is on a target."""
        return set(self.boxes) <= set(self.targets)


@dataclass(frozen=True)
class Step:
    """What one move did: the board after it, and the box that it pushed, by its cell before."""

    board: Board
    moved: bool
    pushed: Cell | None


@dataclass(frozen=True)
class Push:
    """A push of a box that might be made.

    Attributes:
        move: its direction.
        cell: where it brings the box, or what rules it out.
        obstacle: "" if it can be made; "ahead" for a wall beyond the box, "behind" for a wall where the player would
            have to stand, "away" for such a place that the player can't walk to.
    """

    move: int
    cell: Cell
    obstacle: str


def apply_move(board: Board, move: int) -> Step:
    """One move, 0 to 3 for up, down, left, right; a blocked one changes nothing."""
    cell = ahead(board.player, move)
    if not board.is_floor(cell):
        return Step(board, False, None)
    if cell not in board.boxes:
        return Step(Board(board.rows, board.targets, board.boxes, cell), True, None)
    beyond = ahead(cell, move)
    if not board.is_floor(beyond) or beyond in board.boxes:
        return Step(board, False, None)
    boxes = tuple(sorted(beyond if box == cell else box for box in board.boxes))
    return Step(Board(board.rows, board.targets, boxes, cell), True, cell)


def play(board: Board, moves: Iterable[int]) -> Board:
    """The board after a list of moves."""
    for move in moves:
        board = apply_move(board, move).board
    return board


@dataclass(frozen=True)
class Parameters:
    """What a level asks for: side with border, boxes, optimal number of moves, share of walls."""

    sides: tuple[int, ...]
    boxes: int
    length: tuple[int, int]
    walls: tuple[int, int]


LEVELS = {
    "easy": Parameters((6, 7), 1, (4, 12), (1, 6)),
    "medium": Parameters((8,), 2, (10, 30), (6, 11)),
    "hard": Parameters((10,), 3, (25, 70), (14, 20)),
}


def level_of(board: Board) -> str:
    """The level that has boards of this size."""
    return level_by(LEVELS, lambda wanted: len(board.rows) in wanted.sides)


TARGET_TRIES = 3
"""How often targets are drawn in the same room, for boards of a split."""


@lru_cache(maxsize=8)
def solver(rows: tuple[str, ...], targets: tuple[Cell, ...]) -> search.Distances:
    """Exact distances to the solved position, for all positions on these walls and targets."""
    return search.Distances(rows, targets, LEVELS["hard"].length[1])


def fewest_moves(board: Board) -> int:
    """The smallest number of moves that solve the board; Redraw where it exceeds every level's bound."""
    return solver(board.rows, board.targets).moves(board.boxes, board.player)


def solution(board: Board) -> list[int]:
    """A shortest solution in moves; among these the first in the order up, down, left, right."""
    return solver(board.rows, board.targets).solution(board.boxes, board.player)


def fewest_pushes(board: Board) -> list[tuple[Cell, int]]:
    """A solution with the fewest pushes: the box pushed, by its cell before, and the direction."""
    distances = solver(board.rows, board.targets)
    left = distances.pushes(board.boxes, board.player)
    plan: list[tuple[Cell, int]] = []
    while left:
        walks = walking_distances(board, board.player)
        pushes = [(box, move) for box in board.boxes for move in range(4) if ahead(box, move, -1) in walks]
        if plan:
            # Who pushes on in the same way, or at least the same box, is followed more easily.
            last_box, last_move = ahead(*plan[-1]), plan[-1][1]
            pushes.sort(key=lambda push: (push != (last_box, last_move), push[0] != last_box))
        for box, move in pushes:
            step = apply_move(Board(board.rows, board.targets, board.boxes, ahead(box, move, -1)), move)
            if step.pushed and distances.within_pushes(step.board.boxes, step.board.player, left - 1):
                plan.append((box, move))
                board, left = step.board, left - 1
                break
        else:
            raise AssertionError("no push leads nearer to the solution")
    return plan


def walking_distances(board: Board, start: Cell) -> dict[Cell, int]:
    """Steps from `start` to every cell that the player reaches without pushing."""
    rows = board.rows
    closed = {start, *board.boxes}
    found = {start: 0}
    queue = [start]
    for cell in queue:
        steps = found[cell] + 1
        for there in beside(cell):
            if there not in closed and rows[there[0]][there[1]] == ".":
                closed.add(there)
                found[there] = steps
                queue.append(there)
    return found


def split_key(board: Board) -> str:
    """Walls and targets up to rotation and reflection: boards that share these share a split."""
    return _split_key(board.rows, board.targets)


@lru_cache(maxsize=8)
def _split_key(rows: tuple[str, ...], targets: tuple[Cell, ...]) -> str:
    picture = list(rows)
    for row, column in targets:
        picture[row] = f"{picture[row][:column]}*{picture[row][column + 1 :]}"
    return "\n".join(smallest_image(picture))


def new_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A random solvable board whose optimal solution has a length that was drawn first, if it can.

    Walls and targets come first; one exact search backward from the solved position then gives
    the distance of every position, and one at the wanted distance is taken, or at the greatest one
    where that is less but enough for the level.
    """
    wanted = LEVELS[level]
    length = rng.between(*wanted.length)
    rows, targets = accepted_walls(wanted, rng, accept)
    boxes, player = solver(rows, targets).position_at(length, wanted.length[0], rng)
    return Board(rows, targets, boxes, player)


def new_loose_board(level: str, rng: Rng, accept: Accept, gap: int | None = None) -> Board:
    """A random board for questions that don't ask for solutions: every box is where, alone on the board, it could be
    brought to a target, and not all are on one.

    Args:
        gap: the distance from some box to a target that is free, as are the cells of both; None for any.
    """
    wanted = LEVELS[level]
    rows, targets = accepted_walls(wanted, rng, accept)
    live = sorted(live_cells(Board(rows, targets, (), (0, 0))))
    apart = [
        (cell, target)
        for target in targets
        for cell in live
        if cell not in targets and (gap is None or distance(cell, target) == gap)
    ]
    if not apart:
        raise Redraw
    box, free = rng.choice(apart)
    places = [cell for cell in live if cell not in (box, free)]
    if len(places) < wanted.boxes - 1:
        raise Redraw
    boxes = tuple(sorted([box, *rng.sample(places, wanted.boxes - 1)]))
    return Board(
        rows, targets, boxes, rng.choice([cell for cell in cells_with(rows, ".") if cell not in (*boxes, free)])
    )


def accepted_walls(wanted: Parameters, rng: Rng, accept: Accept) -> tuple[tuple[str, ...], tuple[Cell, ...]]:
    """Walls and targets of the wanted split."""
    rows, places = new_room(wanted, rng)
    for _ in range(TARGET_TRIES):
        targets = tuple(sorted(rng.sample(places, wanted.boxes)))
        if accept(split_key(Board(rows, targets, (), (0, 0)))):
            return rows, targets
    raise Redraw


def new_room(wanted: Parameters, rng: Rng) -> tuple[tuple[str, ...], list[Cell]]:
    """The walls of one connected room with inner walls, and its cells where boxes can arrive, in reading order."""
    side = rng.choice(wanted.sides)
    inside = [row * STRIDE + column for row in range(1, side - 1) for column in range(1, side - 1)]
    floor = sum(1 << cell for cell in inside)
    count = len(inside)
    goal = count - rng.between(*wanted.walls)
    for cell in rng.shuffled(inside):
        if count <= goal:
            break
        if rng.chance(1, 3) or (floor & _BESIDE[cell]).bit_count() >= 3:
            floor ^= 1 << cell
            count -= 1
    floor = _room_of(floor, goal - 2)
    places = cells_of(arrivals(floor))
    if len(places) < wanted.boxes:
        raise Redraw
    signs = f"{floor:0{STRIDE * STRIDE}b}"[::-1].translate({ord("0"): "#", ord("1"): "."})
    return tuple(signs[row * STRIDE : row * STRIDE + side] for row in range(side)), places


_BESIDE = [
    sum(1 << cell + step for step in (-STRIDE, -1, 1, STRIDE) if cell + step >= 0) for cell in range(STRIDE * STRIDE)
]


def _room_of(floor: int, least: int) -> int:
    """The cells of a room with at least so many cells; Redraw where there is none."""
    left = floor
    while left.bit_count() >= least:
        found = room(left, left & -left)
        if found.bit_count() >= least:
            return found
        left ^= found
    raise Redraw


def live_cells(board: Board, closed: Collection[Cell] = ()) -> set[Cell]:
    """The cells from which pushes lead a box to an open target, if the player can get everywhere.

    Args:
        closed: floor cells where no box and no player can be, and no box is wanted.
    """
    floor = {search.number_of(cell) for cell in board.floor if cell not in closed}
    goals = [search.number_of(target) for target in board.targets if target not in closed]
    return {search.cell_of(number) for number in search.live_cells(floor, goals)}


@lru_cache(maxsize=64)
def _players_of_lone_boxes(rows: tuple[str, ...], targets: tuple[Cell, ...]) -> dict[int, int]:
    floor = set(map(search.number_of, cells_with(rows, ".")))
    return search.players_of_lone_boxes(floor, [search.number_of(target) for target in targets])


def is_dead(board: Board, box: Cell) -> bool:
    """Whether this box, the other boxes taken away, can never be pushed to any target."""
    players = _players_of_lone_boxes(board.rows, board.targets)
    return not players.get(search.number_of(box), 0) >> search.number_of(board.player) & 1
