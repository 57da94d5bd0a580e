"""Playing Snake, against the oracle's queue of cells."""

from __future__ import annotations

from typing import Any

from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode
from tests.games.snake.board import Board
from tests.oracle import WAYS
from tests.playing import play_at_random, play_by_policy, some_episodes


def test_moves_growth_and_death() -> None:
    for part in parse_play("snake").parts:
        for episode in some_episodes(part, 8):
            for actions in (play_at_random(Episode(episode.key)), play_by_policy(Episode(episode.key))):
                _follow(Episode(episode.key), actions)


def _follow(episode: Episode, actions: list[str]) -> None:
    snake = episode.position.snake
    plain: dict[str, Any] = {"side": snake.side, "food": snake.food, "body": list(snake.body)}
    board, eaten = Board(plain), 0
    for action in actions:
        tail = board.cells[0]
        outcome = board.make(action)
        episode.act(action)
        snake = episode.position.snake
        assert episode.is_over == (
            outcome in ("border", "body") or eaten + (outcome == "food") == episode.position.wanted
        )
        if outcome == "food":
            eaten += 1
            board.cells.appendleft(tail)
            assert snake.food not in board.cells
            board.food = snake.food
        if outcome in ("border", "body"):
            assert "died" in episode.told
        else:
            assert snake.body == tuple(board.cells)[::-1]
            assert all(action in episode.actions for action in WAYS) or episode.is_over
        assert episode.score == eaten / episode.position.wanted
    assert episode.is_won == (eaten == episode.position.wanted)
