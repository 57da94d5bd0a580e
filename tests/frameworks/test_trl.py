"""TRL's own trainers, two steps each, on rows that are made while they train."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import datasets
import pytest
import torch
from trl import GRPOConfig, GRPOTrainer, SFTConfig, SFTTrainer

import gameqa
from gameqa.adapters.trl import answer_format_reward, reward, to_trl
from gameqa.adapters.trl_curriculum import CurriculumCallback
from gameqa.curriculum import Curriculum
from tests.frameworks.tiny_model import tiny_model, tiny_processor

COMMON = {
    "max_steps": 2, "per_device_train_batch_size": 2, "use_cpu": True, "report_to": [], "logging_steps": 1,
    "save_strategy": "no", "bf16": False,
}  # fmt: skip


@pytest.fixture(scope="module")
def processor() -> Any:
    rows = datasets.load_dataset("gameqa", "all", split="train", num_samples=60)
    return tiny_processor(rows["question"])


@pytest.fixture(params=["streamed", "map-style", "from Parquet", "text alone"])
def rows(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "streamed":
        return datasets.load_dataset("gameqa", "all-easy", split="train", streaming=True, num_samples=None)
    if request.param == "text alone":
        return datasets.load_dataset("gameqa", "sudoku-easy", split="train", num_samples=16, modality="text")
    made = datasets.load_dataset("gameqa", "sokoban-easy", split="train", num_samples=16)
    if request.param == "map-style":
        return made
    # As a Hub repository gives them: Parquet, read without the builder.
    made.to_parquet(tmp_path / "rows.parquet")
    return datasets.load_dataset("parquet", data_files=str(tmp_path / "rows.parquet"), split="train")


def test_grpo(rows: Any, processor: Any, tmp_path: Path) -> None:
    calls: list[tuple[list[Any], list[float]]] = []

    def watched(completions: list[Any], **columns: Any) -> list[float]:
        scores = reward(completions, **columns)
        again = [gameqa.recreate(data_id) for data_id in columns["data_id"]]
        assert [row["answer"] for row in again] == columns["answer"]
        right = [[{"role": "assistant", "content": f"<answer>{row['answer']}</answer>"}] for row in again]
        assert reward(right, **columns) == [1.0] * len(right)
        calls.append((completions, scores))
        return scores

    trainer = GRPOTrainer(
        model=tiny_model(processor),
        reward_funcs=[watched, answer_format_reward],
        args=GRPOConfig(
            output_dir=str(tmp_path / "out"), num_generations=2, max_completion_length=8, temperature=1.0, **COMMON
        ),
        train_dataset=to_trl(rows),
        processing_class=processor,
    )
    trainer.train()
    assert trainer.state.global_step == 2
    assert len(calls) == 2
    logged = [entry["rewards/watched/mean"] for entry in trainer.state.log_history if "reward" in entry]
    assert logged == [pytest.approx(sum(scores) / len(scores)) for _, scores in calls]
    for completions, scores in calls:
        assert len(completions) == len(scores) == 2
        assert all(0.0 <= value <= 1.0 for value in scores)


def test_sft(rows: Any, processor: Any, tmp_path: Path) -> None:
    trainer = SFTTrainer(
        model=tiny_model(processor),
        args=SFTConfig(output_dir=str(tmp_path / "out"), max_length=None, **COMMON),
        train_dataset=to_trl(rows, completion=True),
        processing_class=processor,
    )
    before = {name: value.detach().clone() for name, value in trainer.model.named_parameters()}
    trainer.train()
    assert trainer.state.global_step == 2
    assert any(not torch.equal(before[name], value) for name, value in trainer.model.named_parameters())
    losses = [entry["loss"] for entry in trainer.state.log_history if "loss" in entry]
    assert len(losses) == 2
    assert all(0 < loss < 20 for loss in losses)


def test_the_example_trains_and_moves_its_mix(processor: Any, tmp_path: Path) -> None:
    """The script as a user runs it, with a tiny model from a folder."""
    folder = tmp_path / "model"
    tiny_model(processor).save_pretrained(folder)
    processor.save_pretrained(folder)
    script = Path(__file__).parents[2] / "examples" / "grpo.py"
    options = ["--config", "sokoban", "--steps", "2", "--batch", "4", "--group", "2", "--length", "8", "--cpu"]
    command = [sys.executable, str(script), "--model", str(folder), "--out", str(tmp_path / "out"), *options]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=900)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "done: 2 steps" in done.stdout
    assert "share/easy" in done.stdout


def test_the_curriculum_trains_and_hears_every_score(processor: Any, tmp_path: Path) -> None:
    curriculum = Curriculum("sokoban-easy")
    trainer = GRPOTrainer(
        model=tiny_model(processor),
        reward_funcs=curriculum.reward,
        args=GRPOConfig(
            output_dir=str(tmp_path / "out"),
            num_generations=2,
            max_completion_length=8,
            shuffle_dataset=False,
            **COMMON,
        ),
        train_dataset=curriculum.to_trl(),
        processing_class=processor,
    )
    trainer.train()
    asked = curriculum.state_dict()["decided"]
    assert asked - curriculum.ahead == 2
    logged = [entry for entry in trainer.state.log_history if "curriculum/lag" in entry]
    assert len(logged) == 2
    assert curriculum.lag < 5


def test_a_curriculum_resumes_with_the_checkpoint(processor: Any, tmp_path: Path) -> None:
    """A run that ends after two steps and one that goes on from there ask what a run of four steps asks."""
    out = tmp_path / "resumed"

    def trained(out: Path, steps: int, **changes: Any) -> tuple[Curriculum, list[str]]:
        curriculum = Curriculum("sokoban")
        asked: list[str] = []
        resumes = out.exists()

        def reward(completions: list[Any], **columns: Any) -> list[float]:
            asked.extend(columns["data_id"][::2])
            # Scores that depend on the row alone, since the models of both runs need not say the same.
            scores = [len(data_id) % 2 * 1.0 for data_id in columns["data_id"]]
            curriculum.update(columns["data_id"], scores)
            return scores

        options = {**COMMON, "max_steps": steps, "save_strategy": "steps", "save_steps": 2, **changes}
        trainer = GRPOTrainer(
            model=tiny_model(processor),
            reward_funcs=reward,
            args=GRPOConfig(
                output_dir=str(out), num_generations=2, max_completion_length=8, shuffle_dataset=False, **options
            ),
            train_dataset=curriculum.to_trl(),
            processing_class=processor,
            callbacks=[CurriculumCallback(curriculum)],
        )
        trainer.train(resume_from_checkpoint=resumes)
        assert trainer.state.global_step == steps
        return curriculum, asked

    whole, all_asked = trained(tmp_path / "whole", 4)
    assert len(set(all_asked)) == 4
    _, asked = trained(out, 2)
    with pytest.raises(ValueError, match="ignore_data_skip=True"):
        trained(out, 4)
    resumed, asked_then = trained(out, 4, ignore_data_skip=True)
    # A row that was fetched ahead was decided before the last scores came, and is asked first.
    assert asked + asked_then == all_asked
    assert resumed.scores() == whole.scores()
    (out / "checkpoint-4" / "curriculum.json").unlink()
    with pytest.raises(ValueError, match="no state of a curriculum"):
        trained(out, 6, ignore_data_skip=True)
