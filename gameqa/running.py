"""Running scores of tasks and levels, from few answers each.

A task at one level sees few answers: `all` has hundreds of these. So its score leans on that of its game at that level,
which leans on that of the level over all games, which starts at one half. Older answers fade.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gameqa.configs import Part

START = 0.5
"""What a level scores before its first answer."""

LEANING = 4.0
"""How many answers what a score leans on is worth."""

MEMORIES = (0.98, 0.9, 0.8)
"""What stays of an older answer when another comes, of a level, a game at a level, and a task at a level: these know
about the last 50, 10 and 5."""


class RunningScores:
    """The running score of every part of a config.

    Args:
        parts: the parts; they are spoken of by their places in this sequence.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._levels: dict[str, list[float]] = {part.level: [0.0, 0.0] for part in parts}
        self._games: dict[tuple[str, str], list[float]] = {(part.game, part.level): [0.0, 0.0] for part in parts}
        self._own: list[list[float]] = [[0.0, 0.0] for _ in parts]
        self._parts = parts

    def add(self, place: int, score: float) -> None:
        """Notes the score of an answer, 0.0 to 1.0."""
        part = self._parts[place]
        for memory, node in zip(MEMORIES, self._line(part, place), strict=True):
            node[0] = memory * node[0] + 1
            node[1] = memory * node[1] + score

    def scores(self) -> list[float]:
        """The running score of every part."""
        found = []
        for place, part in enumerate(self._parts):
            score = START
            for count, total in self._line(part, place):
                score = (total + LEANING * score) / (count + LEANING)
            found.append(score)
        return found

    def weights(self) -> list[float]:
        """What there is to learn from every part: 1.0 where half of the answers are right, 0.0 where all or none."""
        return [(4 * score * (1 - score)) ** 2 for score in self.scores()]

    def state_dict(self) -> list[Any]:
        """All of it as plain JSON."""
        return [[list(node) for node in nodes] for nodes in self._nodes()]

    def load_state_dict(self, state: Sequence[Any]) -> None:
        """Goes on from what `state_dict` gave, of the same parts."""
        for nodes, saved in zip(self._nodes(), state, strict=True):
            for node, values in zip(nodes, saved, strict=True):
                node[:] = map(float, values)

    def _nodes(self) -> tuple[list[list[float]], ...]:
        return list(self._levels.values()), list(self._games.values()), self._own

    def _line(self, part: Part, place: int) -> tuple[list[float], list[float], list[float]]:
        return self._levels[part.level], self._games[part.game, part.level], self._own[place]
