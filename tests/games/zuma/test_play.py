"""Playing Zuma: where shots come to lie, and what vanishes."""

from __future__ import annotations

import pytest
from gameqa.games.zuma import engine, landing

from gameqa.play.configs import parse_play
from tests.playing import some_episodes


@pytest.mark.parametrize(
    ("marbles", "color", "joins", "after", "removed"),
    [
        ("RRY..B", "Y", 0, "YRRY.B", 0),
        ("RRY..B", "B", 3, "RRYB.B", 0),
        ("RRY..B", "R", 5, "RRY.RB", 0),
        ("RRYB", "R", 1, "...YB", 3),
        ("RRYB", "G", 4, "RRYBG", 0),
        ("BRR.R", "R", 1, "B", 4),
        ("YYBB", "B", 3, "YY", 3),
        ("YYBB..G", "B", 4, "YY....G", 3),
        ("YY..GG", "G", 4, "YY....", 3),
    ],
)
def test_landing(marbles: str, color: str, joins: int, after: str, removed: int) -> None:
    assert landing.landed(marbles, color, joins) == landing.Landing(after.rstrip("."), removed)


def test_same_outcomes_as_questions() -> None:
    """Where gaps have two places or more, as at first, as many marbles vanish as questions tell."""
    for part in parse_play("zuma").parts:
        for episode in some_episodes(part, 4):
            field = episode.position.field
            shots = engine.shoot(field, range(0, 720, 2))
            for joins, outcome in zip(shots.joins.tolist(), shots.outcome.tolist(), strict=True):
                if joins >= 0:
                    assert landing.landed(field.marbles, field.loaded, joins).removed == max(outcome, 0)


def test_turns() -> None:
    """Marbles are neither lost nor found, and the game ends where it should."""
    for part in parse_play("zuma").parts:
        for episode in some_episodes(part, 4):
            before = len(episode.position.field.marbles.replace(".", ""))
            first, goal = before, episode.position.goal
            while not episode.is_done:
                field, (angle, *_) = episode.position.field, episode.plan()
                (joins,) = engine.shoot(field, (2 * int(angle),)).joins
                episode.act(angle)
                left = episode.position.field.marbles.replace(".", "")
                if episode.position.is_lost:
                    assert "lost" in episode.told
                    break
                removed = 0 if joins < 0 else landing.landed(field.marbles, field.loaded, int(joins)).removed
                assert len(left) == before + (joins >= 0) - removed
                assert episode.position.field.loaded in left
                assert episode.is_over == (len(left) <= goal)
                assert episode.score == pytest.approx(min(1, max(0, (first - len(left)) / (first - goal))))
                before = len(left)
