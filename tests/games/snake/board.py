"""Snakes as lists of cells: an independent simulator, and an exact search over whole bodies."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from itertools import count
from typing import Any

from tests.oracle import WAYS

Cell = tuple[int, int]


class Board:
    """A snake that really moves: a queue of cells, its head at the right end."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.side = plain["side"]
        self.food = tuple(plain["food"])
        self.cells: deque[Cell] = deque(tuple(cell) for cell in plain["body"][::-1])

    @property
    def head(self) -> Cell:
        return self.cells[-1]

    def beside(self, move: str) -> Cell:
        return self.head[0] + WAYS[move][0], self.head[1] + WAYS[move][1]

    def make(self, move: str) -> str:
        """Makes a move and says what comes of it."""
        there = self.beside(move)
        self.cells.popleft()
        if min(there) < 0 or max(there) >= self.side:
            return "border"
        if there in self.cells:
            return "body"
        self.cells.append(there)
        return "food" if there == self.food else "nothing"

    def make_all(self, moves: Iterable[str]) -> list[str]:
        """What comes of each move, until one ends the game."""
        found = []
        for move in moves:
            found.append(self.make(move))
            if found[-1] != "nothing":
                break
        return found


def fewest_moves(plain: dict[str, Any]) -> int:
    """The length of a shortest way, over whole bodies, the most promising first (A*); -1 if there is none."""
    side, food = plain["side"], tuple(plain["food"])
    start = tuple(tuple(cell) for cell in plain["body"])

    def away(cell: Cell) -> int:
        return abs(cell[0] - food[0]) + abs(cell[1] - food[1])

    order = count()
    waiting = [(away(start[0]), 0, next(order), 0, start)]
    seen = {start}
    while waiting:
        _, _, _, done, body = heapq.heappop(waiting)
        if body[0] == food:
            return done
        assert len(seen) < 60_000
        for down, across in WAYS.values():
            there = body[0][0] + down, body[0][1] + across
            later = (there, *body[:-1])
            if min(there) >= 0 and max(there) < side and there not in body[:-1] and later not in seen:
                seen.add(later)
                heapq.heappush(waiting, (done + 1 + away(there), -done, next(order), done + 1, later))
    return -1


def fewest_moves_plainly(plain: dict[str, Any]) -> int:
    """The same by plain breadth-first search."""
    side, food = plain["side"], tuple(plain["food"])
    edge, seen, done = [tuple(tuple(cell) for cell in plain["body"])], set(), 0
    while edge:
        later = []
        for body in edge:
            if body[0] == food:
                return done
            for down, across in WAYS.values():
                there = body[0][0] + down, body[0][1] + across
                moved = (there, *body[:-1])
                if min(there) >= 0 and max(there) < side and there not in body[:-1] and moved not in seen:
                    seen.add(moved)
                    later.append(moved)
        edge, done = later, done + 1
    return -1
