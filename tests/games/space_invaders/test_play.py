"""Playing Space Invaders, against the oracle's arcade."""

from __future__ import annotations

import json

import pytest

from gameqa.contract import state_to_json
from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode
from tests.games.space_invaders.arcade import Columns, columns_of, most, shoot, step
from tests.playing import play_at_random, play_by_policy, some_episodes

WAYS = {-1: "left", 1: "right"}
MOVES = {"left": -1, "stay": 0, "right": 1}


def _columns(episode: Episode) -> Columns:
    return columns_of(json.loads(state_to_json(episode.position.fleet)))


def test_shots_and_drift() -> None:
    for part in parse_play("space_invaders").parts:
        for episode in some_episodes(part, 8):
            for actions in (play_at_random(Episode(episode.key)), play_by_policy(Episode(episode.key))):
                _follow(Episode(episode.key), actions)


def _follow(episode: Episode, actions: list[str]) -> None:
    columns, ship, points = _columns(episode), episode.position.fleet.ship, 0
    way = WAYS[episode.position.way]
    for action in actions:
        episode.act(action)
        ship += MOVES[action]
        scored, columns = shoot(columns, ship)
        columns, way = step(columns, way)
        points += scored
        assert _columns(episode) == columns
        assert (episode.position.fleet.ship, WAYS[episode.position.way], episode.position.points) == (ship, way, points)
    assert episode.score == pytest.approx(max(0, 2 * points / episode.position.most - 1))


def test_most_points() -> None:
    for part in parse_play("space_invaders").parts[:2]:
        for episode in some_episodes(part, 3):
            raid = episode.position
            assert most(_columns(episode), raid.fleet.ship, WAYS[raid.way], raid.shots) == raid.most
