"""Playing color hue: exchanges, the fewest of them, and when a board is sorted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pytest

from gameqa.play.configs import parse_play
from gameqa.play.reading import read_action
from gameqa.play.registry import all_plays
from tests.games.hue.colors import away, between, oklab
from tests.playing import play_by_policy, some_episodes

PLAY = all_plays()["hue"]


def _is_sorted(rows: Sequence[Sequence[int]]) -> bool:
    """Whether no color is nearer to what the corners tell of a cell than the cell's own."""
    last = len(rows) - 1
    left, right = (
        [between(oklab(rows[0][end]), oklab(rows[last][end]), row / last) for row in range(last + 1)]
        for end in (0, last)
    )
    colors = [color for row in rows for color in row]
    for row in range(last + 1):
        for column in range(last + 1):
            wanted = between(left[row], right[row], column / last)
            if min(colors, key=lambda color: away(oklab(color), wanted)) != rows[row][column]:
                return False
    return True


def _fewest(now: tuple[int, ...], goal: tuple[int, ...]) -> int:
    """The fewest exchanges by breadth-first search."""
    edge, seen, count = {now}, {now}, 0
    while goal not in edge:
        later = set()
        for one in edge:
            for a, b in combinations(range(len(one)), 2):
                other = list(one)
                other[a], other[b] = other[b], other[a]
                later.add(tuple(other))
        edge, count = later - seen, count + 1
        seen |= edge
    return count


def test_sorted_boards_and_fewest_exchanges() -> None:
    for part in parse_play("hue").parts:
        for episode in some_episodes(part, 2):
            first = episode.position.rows
            made = play_by_policy(episode)
            last = episode.position.rows
            assert episode.is_won
            assert sorted(sum(first, ())) == sorted(sum(last, ()))
            assert not _is_sorted(first)
            assert _is_sorted(last)
            assert "the board is sorted" in episode.told
            moved = [(one, two) for one, two in zip(sum(first, ()), sum(last, ()), strict=True) if one != two]
            if part.level == "easy":
                now, goal = zip(*moved, strict=True)
                assert len(made) == _fewest(now, goal) == PLAY.fewest(episode.start)  # type: ignore[misc]


def test_exchange_and_undo() -> None:
    (episode,) = some_episodes(parse_play("hue-easy").parts[0], 1)
    rows = episode.position.rows
    episode.act("swap (1, 2) and (0, 1)")
    after = episode.position.rows
    assert (after[1][2], after[0][1]) == (rows[0][1], rows[1][2])
    assert sum(a != b for a, b in zip(sum(rows, ()), sum(after, ()), strict=True)) == 2
    episode.act("(0, 1), (1, 2)")
    assert episode.position.rows == rows


@pytest.mark.parametrize(
    ("action", "why"),
    [("(0, 0), (1, 1)", "(0, 0) is a corner"), ("(1, 1), (1, 1)", "the same"), ("(1, 1), (1, 5)", "from 0 to 4")],
)
def test_refusals(action: str, why: str) -> None:
    (episode,) = some_episodes(parse_play("hue-easy").parts[0], 1)
    assert read_action(PLAY, action) == action
    assert not episode.act(action).legal
    assert why in episode.told
