"""TRL's own GRPO over episodes of play, two steps each: the model acts by calling a tool, and sees what came of it."""

from __future__ import annotations

import json
import runpy
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import torch
from click.testing import CliRunner
from trl import GRPOConfig, GRPOTrainer

from gameqa.adapters.plays import OVER
from gameqa.adapters.trl_play import PlayEnvironment, episodes, reward
from gameqa.play import episode_of_id
from tests.frameworks.tiny_model import TOKENS_PER_IMAGE, tiny_model, tiny_processor, with_tools
from tests.playing import play_at_random, play_by_policy

CONFIG = "reconstruction_3d-play-easy"
STEPS, BATCH, GROUP = 2, 4, 2


@pytest.fixture(scope="module")
def processor() -> Any:
    shown = [episode_of_id(row["episode"]).text() for row in islice(episodes(CONFIG, modality="text"), 20)]
    return with_tools(tiny_processor(shown))


class Players:
    """Speaks in place of a model, for every rollout of a batch: by the game's policy, and at random.

    Attributes:
        scores: what the episodes are worth that were played so, one for every rollout.
        pictures: how many pictures were shown in all when each reply was asked for.
    """

    def __init__(self, trainer: GRPOTrainer, processor: Any) -> None:
        self.scores: list[float] = []
        self.pictures: list[int] = []
        self._trainer, self._processor = trainer, processor
        self._replies: list[list[str]] = []
        self._speaking: list[int] = []

    def generate(self, prompt_ids: list[list[int]], images: Any, *_: Any, **__: Any) -> tuple[list[list[int]], None]:
        """As `GRPOTrainer._generate_single_turn`."""
        if not self._speaking:
            self._begin()
        said = []
        for number, ids in enumerate(prompt_ids):
            shown = 0 if images is None else len(images[number])
            assert ids.count(self._processor.tokenizer.image_token_id) == shown * TOKENS_PER_IMAGE
            self.pictures.append(shown)
            reply = self._replies[self._speaking[number]].pop(0)
            said.append(self._processor.tokenizer(f"{reply}<eos>", add_special_tokens=False)["input_ids"])
        self._speaking = [number for number in self._speaking if self._replies[number]]
        return said, None

    def _begin(self) -> None:
        self._replies = []
        for number, environment in enumerate(self._trainer.environments):
            episode = episode_of_id(environment.episode)
            actions = play_at_random(episode) if number % GROUP else play_by_policy(episode)
            self.scores.append(episode.score)
            # The call after the end is refused.
            self._replies.append([*map(call, [*actions, "up"]), "That was it."])
        self._speaking = list(range(len(self._replies)))


def call(action: str) -> str:
    """A reply that makes an action."""
    return "I go. <call>" + json.dumps({"name": "act", "arguments": {"action": action}}) + "</call>"


def trainer_of(processor: Any, out: Path, modality: str, length: int, reward_func: Any) -> GRPOTrainer:
    return GRPOTrainer(
        model=tiny_model(processor),
        reward_funcs=reward_func,
        environment_factory=PlayEnvironment,
        train_dataset=episodes(CONFIG, modality=modality),
        args=GRPOConfig(
            output_dir=str(out), max_steps=STEPS, per_device_train_batch_size=BATCH, num_generations=GROUP,
            max_completion_length=length, use_cpu=True, bf16=False, report_to=[], logging_steps=1, save_strategy="no",
            shuffle_dataset=False, temperature=1.0,
        ),
        processing_class=processor,
    )  # fmt: skip


@pytest.mark.parametrize("modality", ["image", "text"])
def test_players_get_the_scores_of_their_episodes(processor: Any, tmp_path: Path, modality: str) -> None:
    calls: list[tuple[list[float], list[str], list[Any]]] = []

    def watched(environments: list[PlayEnvironment], **columns: Any) -> list[float]:
        scores = reward(environments, **columns)
        calls.append((scores, columns["episode"], columns["completions"]))
        return scores

    trainer = trainer_of(processor, tmp_path, modality, 6000, watched)
    players = Players(trainer, processor)
    trainer._generate_single_turn = players.generate
    before = {name: value.detach().clone() for name, value in trainer.model.named_parameters()}
    trainer.train()
    assert trainer.state.global_step == STEPS
    assert [score for scores, _, _ in calls for score in scores] == players.scores
    assert players.scores[::GROUP] == [1.0] * (STEPS * BATCH // GROUP)
    assert min(players.scores) < 1
    assert any(not torch.equal(before[name], value) for name, value in trainer.model.named_parameters())
    asked = [row["episode"] for row in islice(episodes(CONFIG, modality=modality), STEPS * BATCH // GROUP)]
    assert [name for _, ids, _ in calls for name in ids] == [name for name in asked for _ in range(GROUP)]
    assert (max(players.pictures) > 3) == (modality == "image")
    for completion in calls[-1][2]:
        told = [message["content"] for message in completion if message["role"] == "tool"]
        assert "is done: begin another one" in told[-1]
        end = told[-2][-1]["text"] if modality == "image" else told[-2]
        assert end.endswith(OVER)


@pytest.mark.parametrize("modality", ["image", "text"])
def test_a_model_of_its_own_trains(processor: Any, tmp_path: Path, modality: str) -> None:
    trainer = trainer_of(processor, tmp_path, modality, 16, reward)
    trainer.train()
    assert trainer.state.global_step == STEPS
    assert [entry["rewards/reward/mean"] for entry in trainer.state.log_history if "reward" in entry] == [0.0] * STEPS


@pytest.mark.parametrize(
    ("script", "options", "said"),
    [
        ("grpo_play.py", ["--steps", "2", "--batch", "2", "--group", "2", "--length", "16", "--cpu"], "done: 2 steps"),
        ("play.py", ["--episodes", "2", "--tokens", "4", "--device", "cpu"], "2 episodes: score"),
    ],
)
def test_the_examples_run(
    processor: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, options: list[str], said: str
) -> None:
    """The scripts as a user runs them, with a tiny model from a folder."""
    folder = tmp_path / "model"
    tiny_model(processor).save_pretrained(folder)
    processor.save_pretrained(folder)
    monkeypatch.chdir(tmp_path)
    example = runpy.run_path(str(Path(__file__).parents[2] / "examples" / script))
    done = CliRunner().invoke(example["main"], ["--model", str(folder), "--config", CONFIG, *options])
    assert done.exit_code == 0, done.output[-3000:]
    assert said in done.output
