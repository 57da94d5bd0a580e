"""Episodes of play as frameworks are served them, without any framework."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from gameqa.adapters.chats import ACTING
from gameqa.adapters.episodes import Questions
from gameqa.adapters.plays import OVER, Plays, episodes_of
from gameqa.adapters.trl_play import ACTING_BY_TOOL, PlayEnvironment, episodes, reward
from gameqa.commands import main
from gameqa.draw.png import encode_png
from gameqa.play import Episode, episode_of_id
from gameqa.play.configs import parse_play
from tests.playing import play_at_random, play_by_policy

CONFIG = "all-play-easy"
COUNT = len(parse_play(CONFIG).parts)
Player = Callable[[Episode], list[str]]

players = pytest.mark.parametrize("player", [play_by_policy, play_at_random])


def test_the_episodes_are_those_of_the_config() -> None:
    mixture = parse_play(CONFIG)
    wanted = [Episode(mixture.key("test", 3, number, "varied", "both")).id for number in range(COUNT)]
    plays = Plays(CONFIG, "test", COUNT, 3, "varied", "both")
    with ThreadPoolExecutor(4) as pool:
        assert [episode.name for episode in pool.map(plays.numbered, range(COUNT))] == wanted
    assert list(plays.names()) == wanted
    assert [plays.named(name).begin() for name in wanted] == [plays.numbered(n).begin() for n in range(COUNT)]
    assert len(list(islice(Plays(CONFIG).names(), 3))) == 3


@players
@pytest.mark.parametrize("modality", ["image", "text"])
def test_turns_are_those_of_the_episode(player: Player, modality: str) -> None:
    for name in Plays(CONFIG, "test", COUNT, modality=modality).names():
        actions = player(episode_of_id(name))
        episode, served = episode_of_id(name), Plays(CONFIG).named(name)
        turn = served.begin()
        assert (turn.text, turn.reward, turn.is_done) == (f"{episode.text()}\n\n{ACTING}", None, False)
        rewards = []
        for action in actions:
            assert not turn.is_done
            report = episode.act(action)
            turn = served.reply(f"I go. <answer>{action}</answer>")
            assert (turn.reward, turn.is_done) == (report.reward, episode.is_done)
            assert turn.text == episode.text() + (f"\n\n{OVER}" if episode.is_done else "")
            assert turn.picture == (encode_png(episode.picture()) if modality == "image" else None)
            rewards.append(turn.reward)
        assert served.score == turn.facts["score"] == episode.score
        assert sum(rewards) == pytest.approx(episode.score, abs=1e-9)
        with pytest.raises(ValueError, match="is done: begin another one"):
            served.reply("up")


def test_what_there_is_not_is_refused() -> None:
    for arguments, line in (
        (("sokoban-play-easyy",), "Did you mean 'sokoban-play-easy'"),
        ((CONFIG, "training"), "Unknown split 'training'"),
        ((CONFIG, "train", 0), "num_samples"),
        ((CONFIG, "train", None, -1), "seed must be"),
        ((CONFIG, "train", None, 0, "plane"), "Unknown style 'plane'"),
    ):
        with pytest.raises(ValueError, match=line):
            Plays(*arguments)
        with pytest.raises(ValueError, match=line):
            episodes(*arguments)
    few = Plays(CONFIG, "train", 3)
    for number in (-1, 3):
        with pytest.raises(ValueError, match=f"index must be from 0 to 2, got {number}"):
            few.numbered(number)
    with pytest.raises(ValueError, match="names a question"):
        few.named("sokoban-v6-pushes_needed-hard-train-s0-i0-a0")


def test_a_name_tells_questions_from_play() -> None:
    assert isinstance(episodes_of("sokoban-play-easy", "test"), Plays)
    assert isinstance(episodes_of("sokoban-easy", "test"), Questions)


@players
def test_the_environment_for_trl(player: Player) -> None:
    """The score of every player is that of the episode; environments are used again for other episodes."""
    environments = [PlayEnvironment() for _ in range(3)]
    assert reward(environments) == [0.0] * 3
    rows = list(episodes(CONFIG, "test", COUNT))
    assert [row["episode"] for row in rows] == list(Plays(CONFIG, "test", COUNT).names())
    assert {row["prompt"][-1]["content"] for row in rows} == {ACTING_BY_TOOL}
    for start in range(0, COUNT, 3):
        wanted = []
        for environment, row in zip(environments, rows[start : start + 3], strict=False):
            episode = episode_of_id(row["episode"])
            picture, told = environment.reset(**row)
            assert told == {"type": "text", "text": episode.text()}
            for action in player(episode):
                picture, told = environment.act(action)
            assert picture["image"].tobytes() == episode.picture().image().convert("RGB").tobytes()
            assert told["text"].startswith(episode.text())
            assert environment.episode == row["episode"]
            wanted.append(episode.score)
        assert reward(environments)[: len(wanted)] == wanted
    (row,) = episodes(CONFIG, num_samples=1, modality="text", system="Play.")
    assert row["prompt"][0] == {"role": "system", "content": "Play."}
    assert environments[0].reset(**row) == episode_of_id(row["episode"]).text()


def test_a_folder_for_nemo_gym(tmp_path: Path) -> None:
    arguments = ["export", CONFIG, "--format", "nemo-gym", "--out", str(tmp_path), "--num-samples", str(COUNT)]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 2
    assert "choose --modality both or text" in refused.output
    result = CliRunner().invoke(main, [*arguments, "--modality", "both"])
    assert result.exit_code == 0, result.output
    folder = tmp_path / "resources_servers" / "gameqa_play"
    limits = []
    for number, line in enumerate((folder / "data" / "train.jsonl").read_text("utf-8").splitlines()):
        task = json.loads(line)
        episode = Episode(parse_play(CONFIG).key("train", 0, number, "plain", "both"))
        picture, text = task["responses_create_params"]["input"][0]["content"]
        assert picture["type"] == "input_image"
        assert text["text"].startswith(episode.text())
        assert (task["episode"], task["limit"]) == (episode.id, episode.limit)
        play_by_policy(episode)
        assert task["policy_score"] == episode.score
        limits.append(episode.limit)
    config = yaml.safe_load((folder / "configs" / "gameqa_play.yaml").read_text())
    steps = config["gameqa_play_gymnasium_agent"]["responses_api_agents"]["gymnasium_agent"]["max_steps"]
    assert steps >= max(limits)
