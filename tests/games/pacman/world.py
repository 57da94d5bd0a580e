"""Pac-Man's world by lists and distance maps: the oracle of answers and arguments."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from gameqa.contract import state_to_json
from gameqa.sample import Sample
from tests.oracle import WAYS

Cell = tuple[int, int]

ORDER = ("up", "down", "left", "right")
NAMES = ("Pinky", "Blinky")


def stepped(cell: Cell, move: str, steps: int = 1) -> Cell:
    """The cell some steps away."""
    return cell[0] + WAYS[move][0] * steps, cell[1] + WAYS[move][1] * steps


@lru_cache(maxsize=64)
def neighbors(rows: tuple[str, ...]) -> dict[Cell, list[Cell]]:
    """The floor cells beside every floor cell."""
    floor = {(r, c) for r, row in enumerate(rows) for c, sign in enumerate(row) if sign != "#"}
    return {cell: [there for move in ORDER if (there := stepped(cell, move)) in floor] for cell in floor}


@lru_cache(maxsize=4000)
def distance_map(rows: tuple[str, ...], target: Cell) -> dict[Cell, int]:
    """The steps from every floor cell to a target, by the rows as they are."""
    beside = neighbors(rows)
    found = {target: 0}
    waiting = [target]
    for cell in waiting:
        away = found[cell] + 1
        for there in beside[cell]:
            if there not in found:
                found[there] = away
                waiting.append(there)
    return found


@dataclass
class Moved:
    """A turn: Pac-Man's cell, whether he ate, the ghosts' steps as (start, target, move, end), and who caught him."""

    move: str | None
    pacman: Cell
    ate: bool
    steps: dict[str, tuple[Cell, Cell, str | None, Cell]] = field(default_factory=dict)
    caught: str = ""


class World:
    """One board."""

    def __init__(self, sample: Sample) -> None:
        plain: dict[str, Any] = json.loads(state_to_json(sample.state, sample.question.asked))
        self.asked = plain.get("asked", {})
        self.rows = tuple(plain["rows"])
        self.pacman: Cell = tuple(plain["pacman"])
        self.facing = ORDER[plain["facing"]]
        self.ghosts: dict[str, Cell] = {"Pinky": tuple(plain["pinky"]), "Blinky": tuple(plain["blinky"])}
        self.beans = {(r, c) for r, row in enumerate(self.rows) for c, sign in enumerate(row) if sign == "."}
        self.score = sum(row.count("-") for row in self.rows)

    def is_floor(self, cell: Cell) -> bool:
        return self.rows[cell[0]][cell[1]] != "#"

    def steps(self, one: Cell, other: Cell) -> int:
        """The length of a shortest way."""
        return distance_map(self.rows, other)[one]

    def run(self, cell: Cell, move: str) -> list[Cell]:
        """The cells up to the next wall."""
        found = []
        while self.is_floor(stepped(cell, move)):
            cell = stepped(cell, move)
            found.append(cell)
        return found

    def target(self, name: str, pacman: Cell, facing: str) -> Cell:
        """The cell that a ghost aims at."""
        return pacman if name == "Blinky" else [pacman, *self.run(pacman, facing)[:4]][-1]

    def first_step(self, ghost: Cell, target: Cell) -> str | None:
        """The first direction in the order that lowers the distance."""
        away = distance_map(self.rows, target)
        lower = [move for move in ORDER if away.get(stepped(ghost, move), 10_000) < away[ghost]]
        return lower[0] if lower else None

    def play(self, moves: Sequence[str | None]) -> list[Moved]:
        """The turns until Pac-Man is caught; a move into a wall fails."""
        at, facing, left, ghosts = self.pacman, self.facing, set(self.beans), dict(self.ghosts)
        turns: list[Moved] = []
        for move in moves:
            if move is not None:
                at, facing = stepped(at, move), move
                assert self.is_floor(at)
            turn = Moved(move, at, at in left)
            turns.append(turn)
            left.discard(at)
            met = [name for name in NAMES if ghosts[name] == at]
            assert len(met) < 2
            turn.caught = "".join(met)
            for name in NAMES:
                if not turn.caught:
                    target = self.target(name, at, facing)
                    way = self.first_step(ghosts[name], target)
                    end = ghosts[name] if way is None else stepped(ghosts[name], way)
                    turn.steps[name] = (ghosts[name], target, way, end)
                    ghosts[name] = end
                    turn.caught = name if end == at else ""
            if turn.caught:
                break
        return turns

    def outcome(self, moves: Sequence[str | None]) -> tuple[str, int]:
        """Who catches him, empty for nobody, and the beans eaten."""
        turns = self.play(moves)
        return turns[-1].caught, sum(turn.ate for turn in turns)
