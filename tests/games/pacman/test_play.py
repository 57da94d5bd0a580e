"""Playing Pac-Man, against the oracle's world."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from gameqa.play.configs import parse_play
from gameqa.play.episode import Episode
from gameqa.play.registry import all_plays
from gameqa.rng import Rng
from tests.games.pacman.world import World
from tests.playing import play_at_random, play_by_policy, some_episodes


def _world(board: Any) -> World:
    return World(SimpleNamespace(state=board, question=SimpleNamespace(asked=None)))  # type: ignore[arg-type]


def test_turns() -> None:
    for part in parse_play("pacman").parts:
        for episode in some_episodes(part, 4):
            for actions in (play_at_random(Episode(episode.key)), play_by_policy(Episode(episode.key))):
                _follow(Episode(episode.key), actions)


def _follow(episode: Episode, actions: list[str]) -> None:
    wanted = episode.position.goal - episode.position.board.score
    eaten, caught = 0, ""
    for action in actions:
        (turn,) = _world(episode.position.board).play([action])
        episode.act(action)
        board = episode.position.board
        eaten, caught = eaten + turn.ate, turn.caught
        assert board.pacman == turn.pacman
        for name, (_, _, _, end) in turn.steps.items():
            assert board.ghost(name) == end
        assert "".join(episode.position.caught) == caught
        assert episode.score == eaten / wanted
        assert episode.is_over == (bool(caught) or eaten == wanted)
    assert episode.is_won == (eaten == wanted)


def test_both_ghosts_in_one_cell() -> None:
    play = all_plays()["pacman"]
    (episode,) = some_episodes(parse_play("pacman-easy").parts[0], 1)
    action = episode.actions[0]
    there = play.apply(episode.position, action, Rng("")).position.board.pacman
    board = replace(episode.position.board, pinky=there, blinky=there)
    turn = play.apply(replace(episode.position, board=board), action, Rng(""))
    assert turn.position.caught == ("Pinky", "Blinky")
    assert turn.told.endswith("Pinky and Blinky have caught him: the game is lost.")
    assert play.is_over(turn.position)
    assert "Pinky and Blinky are both at" in play.game.describe(board, ())
