"""Episodes of play for verifiers, run by its own package against scripted players."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
import verifiers.v1 as vf

from gameqa.adapters.chats import OMITTED, answer_of
from gameqa.adapters.verifiers import load_environment
from gameqa.adapters.verifiers_play import PlayEnvironment
from gameqa.play import Episode, episode_of_id
from tests.chat_server import Messages, Script, chat_server
from tests.frameworks.test_verifiers import played
from tests.playing import play_at_random, play_by_policy

CONFIG, COUNT = "all-play-easy", 4


def by_heart(episodes: list[Episode], player: Callable[[Episode], list[str]]) -> Callable[[Messages], str]:
    """Replies as a player makes them, in every one of some episodes; plays these to their end."""
    known = {}
    for episode in episodes:
        first = episode.told
        known[first] = [f"I go. {answer_of(action)}" for action in player(episode)]

    def reply(messages: Messages) -> str:
        content = messages[0]["content"]
        begun = content if isinstance(content, str) else content[-1]["text"]
        said = next(replies for first, replies in known.items() if begun.startswith(first))
        return said[len(messages) // 2]

    return reply


@pytest.mark.parametrize("player", [play_by_policy, play_at_random])
@pytest.mark.parametrize("modality", ["image", "text"])
def test_players_get_the_scores_of_their_episodes(
    monkeypatch: pytest.MonkeyPatch, player: Callable[[Episode], list[str]], modality: str
) -> None:
    monkeypatch.setenv("GAMEQA_TEST_KEY", "secret")
    environment = load_environment(CONFIG, split="test", num_samples=COUNT, modality=modality)
    assert isinstance(environment, PlayEnvironment)
    wanted = [episode_of_id(task.key) for task in environment.taskset]
    script = Script(by_heart(wanted, player))
    with chat_server(script) as url:
        found = played(environment, url)
    assert [episode.ok for episode in found] == [True] * COUNT, [episode.errors for episode in found]
    traces = [trace for episode in found for trace in episode.traces]
    assert [trace.rewards["reached"].value for trace in traces] == [episode.score for episode in wanted]
    assert [trace.metrics["won"] for trace in traces] == [float(episode.is_won) for episode in wanted]
    assert [trace.metrics["illegal"] for trace in traces] == [0.0] * COUNT
    assert [trace.num_turns for trace in traces] == [episode.turns for episode in wanted]
    # Every request goes on where the one before ended, so an episode is one sample to train on.
    assert [trace.num_branches for trace in traces] == [1] * COUNT
    assert len(script.asked) == sum(episode.turns for episode in wanted)
    pictures = [json.dumps(body["messages"]).count("data:image/png;base64,") for body in script.asked]
    assert pictures == [(len(body["messages"]) + 1) // 2 if modality == "image" else 0 for body in script.asked]


def test_nonsense_and_pictures_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAMEQA_TEST_KEY", "secret")
    environment = load_environment("sokoban-play-easy", num_samples=2, pictures=1, instruction=None)
    script = Script(lambda messages: "Let me think about boxes.")
    with chat_server(script) as url:
        found = played(environment, url)
    for trace in (trace for episode in found for trace in episode.traces):
        assert (trace.reward, trace.metrics["illegal"]) == (0.0, 1.0)
    shown: list[Any] = [message["content"] for message in script.asked[3]["messages"][::2]]
    assert [content[: len(OMITTED)] == OMITTED for content in shown[:-1]] == [True] * 3
    assert shown[-1][0]["type"] == "image_url"


def test_the_plugin_is_found_by_its_name() -> None:
    config = vf.resolve_env_config({"taskset": {"id": "gameqa-play-environment", "config": "sokoban-play-easy"}})
    environment = vf.load_environment(config)
    assert type(environment).__name__ == "PlayEnvironment"
    assert environment.taskset.bounded
    endless = load_environment("sokoban-play-easy", num_samples=None, seed=3)
    assert not endless.taskset.bounded
    assert len({task.key for task in islice(endless.taskset, 20)}) == 20


def test_bad_names_are_refused() -> None:
    with pytest.raises(ValueError, match="Did you mean 'sokoban-play-easy'"):
        load_environment("sokoban-play-easyy")
    with pytest.raises(ValueError, match="Unknown split"):
        list(load_environment("sokoban-play", split="training").taskset)
