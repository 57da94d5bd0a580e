"""What every game that can be played must keep: these tests run for all of them and every level."""

from __future__ import annotations

import json
import warnings
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gameqa.play
from gameqa.configs import Part
from gameqa.contract import SPLITS
from gameqa.keys import split_of
from gameqa.play.episode import Episode, episode_of_id
from gameqa.play.reading import read_action
from gameqa.play.registry import all_plays
from gameqa.rng import Rng
from tests.playing import (
    PLAY_PARTS,
    current,
    episode_key,
    file_of,
    play_at_random,
    play_by_policy,
    replayed,
    some_episodes,
)

FEW = 6
MANY = 60
RANDOM_SCORE = {"easy": 0.6, "medium": 0.45, "hard": 0.3}
"""What random play may score on average, at most."""

pytestmark = pytest.mark.filterwarnings("error")


def test_declaration(play_part: Part) -> None:
    play = all_plays()[play_part.game]
    assert play.version >= 1
    assert set(play.rules) <= set(play.game.rules)
    assert set(play.legend or ()) <= set(play.game.legend)
    for text in (play.goal, play.more, play.action_format):
        assert not text or text.endswith(".")
        assert "  " not in text
    assert read_action(play, play.example) == play.example
    assert not any(task.id in ("play", "transitions") for task in play.game.tasks)


def test_environment_checker(play_part: Part) -> None:
    from gymnasium.utils.env_checker import check_env

    for modality, pad in (("image", False), ("both", True), ("text", False)):
        env = gameqa.play.make(f"{play_part.game}-{play_part.level}", modality=modality, pad=pad)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=".*alternative render modes.*")
            check_env(env)


def test_actions_are_canonical(play_part: Part) -> None:
    for episode in some_episodes(play_part, FEW):
        assert episode.actions
        assert len(set(episode.actions)) == len(episode.actions)
        for action in episode.actions:
            for text in (
                action,
                f"  {action.upper()}. ",
                f"I think so.\n<answer>{action}</answer>",
                f"Action: {action}",
            ):
                assert read_action(episode.play, text) == action, text


def test_turns(play_part: Part) -> None:
    """Scores, counts and texts along episodes of random play, in which every third action is not legal."""
    for episode in some_episodes(play_part, FEW):
        rng = Rng(episode.id)
        earned, steps, first = 0.0, 0, episode.score
        assert 0 <= first < 1
        while not episode.is_done:
            before = (episode.position, list(episode.actions), episode.score, episode.turns)
            text = "?!" if steps % 3 == 2 else rng.choice(list(episode.actions))
            report = episode.act(text)
            steps += 1
            earned += report.reward
            assert episode.left == episode.limit - steps
            assert report.legal == (text != "?!")
            if not report.legal:
                assert (episode.position, list(episode.actions), episode.score, episode.turns) == before
                assert report.reward == 0
            assert 0 <= episode.score <= 1
            assert (not episode.actions) == episode.is_over
            assert report.told.strip() == report.told
            assert "  " not in report.told
            json.loads(episode.state())
        assert earned == pytest.approx(episode.score - first)
        with pytest.raises(ValueError, match="is done"):
            episode.act("?!")


def test_refusals(play_part: Part) -> None:
    """Actions of other positions that are not legal here are refused with a reason, in a sentence."""
    episodes = list(some_episodes(play_part, FEW))
    known = list(dict.fromkeys(action for episode in episodes for action in episode.actions))[:400]
    for episode in episodes:
        for action in [one for one in known if one not in episode.actions][:20]:
            told = episode.play.why_not(episode.position, action)
            assert told.endswith(".")
            assert "  " not in told


def test_replay_and_id(play_part: Part) -> None:
    """An episode comes back from its id and its actions, to the pixel."""
    for index, style in enumerate(("plain", "varied", "plain")):
        episode = Episode(episode_key(play_part, index, style, "both"))
        again = episode_of_id(episode.id)
        assert again.start == episode.start
        actions = play_at_random(episode)[:12]
        assert list(replayed(episode.key, actions)) == list(replayed(again.key, actions))


def test_splits(play_part: Part) -> None:
    for split in SPLITS:
        for index in range(FEW):
            key = episode_key(play_part, SPLITS.index(split) + 3 * index)
            episode = Episode(key)
            assert (
                split_of(play_part.game, episode.play.game.split_key(episode.play.view(episode.start).state)) == split
            )


def test_random_texts(play_part: Part) -> None:
    """No text makes an environment fail."""
    env = gameqa.play.make(f"{play_part.game}-{play_part.level}", modality="text")
    forms = "|".join(f"(?:{pattern})" for pattern, _ in all_plays()[play_part.game].forms)

    @settings(max_examples=30, deadline=None, derandomize=True, database=None)
    @given(st.lists(st.one_of(st.text(max_size=60), st.from_regex(forms, fullmatch=True)), max_size=6))
    def act(texts: list[str]) -> None:
        env.reset(seed=1)
        for text in texts:
            _, reward, terminated, truncated, info = env.step(text)
            assert info["legal"] or reward == 0
            if terminated or truncated:
                break

    act()


def test_hidden_facts_are_not_shown(play_part: Part) -> None:
    """What is seen does not change where the hidden facts are others."""
    play = all_plays()[play_part.game]
    if play.redeal is None:
        pytest.skip("nothing is hidden")
    differing = 0
    for episode in some_episodes(play_part, FEW):
        for action in [None, *play_at_random(Episode(episode.key))[:5]]:
            if action is not None:
                episode.act(action)
            if episode.is_over:
                break
            other = play.redeal(episode.position, Rng(f"{episode.id}/{episode.turns}"))
            differing += other != episode.position
            shown = [_shown(episode)]
            position, episode.position = episode.position, other
            shown.append(_shown(episode))
            assert list(play.actions(other)) == list(episode.actions)
            assert play.score(episode.start, other) == episode.score
            episode.position = position
            assert shown[0] == shown[1]
    assert differing


def _shown(episode: Episode) -> tuple[bytes, str, str]:
    view = episode.play.view(episode.position)
    described = episode.play.game.describe(view.state, view.marks)
    return episode.picture().rgb().tobytes(), described, episode.state()


def test_policy(play_part: Part) -> None:
    check_policy(play_part, FEW)


@pytest.mark.slow
def test_policy_long(play_part: Part) -> None:
    check_policy(play_part, MANY)


def check_policy(part: Part, count: int) -> None:
    """The policy makes legal actions, and reaches the goal where it claims to, as fast as is said to be possible."""
    play = all_plays()[part.game]
    won = 0
    for episode in some_episodes(part, count):
        fewest = None if play.fewest is None else play.fewest(episode.start)
        made = play_by_policy(episode)
        won += episode.is_won
        if fewest is not None and episode.is_won:
            assert len(made) >= fewest
            assert not play.policy.exact or len(made) == fewest
    if play.policy.exact:
        assert won >= 0.99 * count
    else:
        assert won or count < MANY


@pytest.mark.slow
def test_random_play_scores_little(play_part: Part) -> None:
    scores = []
    for episode in some_episodes(play_part, MANY):
        play_at_random(episode)
        scores.append(episode.score)
    assert float(np.mean(scores)) <= RANDOM_SCORE[play_part.level]


@pytest.mark.parametrize("game_id", all_plays())
def test_digests(game_id: str) -> None:
    assert json.loads(file_of(game_id).read_text()) == current(game_id)


def test_order_of_episodes() -> None:
    """Episodes come in an order that depends on the seed alone."""
    env = gameqa.play.make("all", split="test", seed=3, modality="text")
    ids = [env.reset()[1]["episode"] for _ in range(5)]
    assert [env.reset(seed=3)[1]["episode"], *(env.reset()[1]["episode"] for _ in range(4))] == ids
    assert len({tuple(one.split("-")[:4]) for one in ids}) == 5
    whole = gameqa.play.make("all", split="test", seed=3, modality="text")
    round_of = {whole.reset()[1]["episode"].split("-i")[0] for _ in PLAY_PARTS}
    assert len(round_of) == len(PLAY_PARTS)
    assert env.reset(options={"episode": ids[0]})[1]["episode"] == ids[0]


def test_wrong_names() -> None:
    for name, hint in (
        ("sokobam-hard", "'sokoban-play-hard'"),
        ("langtons_ant", "can be played"),
        ("sokoban-min_moves-hard", "<scope>"),
        (3, "Unknown game"),
    ):
        with pytest.raises(ValueError, match=r"Unknown game") as error:
            gameqa.play.make(name)
        assert hint in str(error.value)
    with pytest.raises(ValueError, match="Unknown split"):
        gameqa.play.make("sokoban", split="dev")
    with pytest.raises(ValueError, match="names a question"):
        episode_of_id("sokoban-v6-min_moves-hard-train-s0-i0-a0")
    with pytest.raises(ValueError, match="another release"):
        episode_of_id("sokoban-v999-play-hard-train-s0-i0-a0")
    with pytest.raises(ValueError, match="Unknown option"):
        gameqa.play.make("sokoban").reset(options={"episodes": ""})
    with pytest.raises(RuntimeError, match="reset"):
        gameqa.play.make("sokoban").step("left")


def test_vectors() -> None:
    """Environments stack: padded pictures become one array."""
    import gymnasium

    env = gymnasium.vector.SyncVectorEnv(
        [lambda seed=seed: gameqa.play.make("sokoban-easy", seed=seed, pad=True) for seed in range(2)]
    )
    observation, info = env.reset()
    assert observation["image"].shape == (2, 640, 512, 3)
    env.step([actions[0] for actions in islice(info["actions"], 2)])
