"""Trains a vision-language model on game questions with GRPO, from easy to hard as it learns.

    pip install "gameqa[train]"
    python examples/grpo.py --model Qwen/Qwen2.5-VL-3B-Instruct --scope all --steps 1000

The rows are made while the model trains; nothing is downloaded or stored. The mix of levels follows the running score:
a level is asked the more often the nearer its score is to one half, where a group of answers tells the most.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import click
from datasets import IterableDataset, load_dataset
from transformers import AutoProcessor
from trl import GRPOConfig, GRPOTrainer

from gameqa.adapters.trl import answer_format_reward, reward, to_trl
from gameqa.contract import LEVELS
from gameqa.keys import parse_data_id

MEMORY = 0.95
"""How much of the running score of a level stays when a new score comes in."""

LEAST_WEIGHT = 0.05
"""What keeps every level in the mix."""


class Curriculum:
    """Rows of three levels, mixed by how well each is answered.

    Args:
        scope: what is asked, a config without a level, such as "all" or "sokoban".
        seed: other seeds give other rows.
    """

    def __init__(self, scope: str, seed: int) -> None:
        self.streams = {
            level: load_dataset(
                "gameqa", f"{scope}-{level}", split="train", streaming=True, num_samples=None, seed=seed
            )
            for level in LEVELS
        }
        self.running = dict(zip(LEVELS, (0.5, 0.2, 0.1), strict=True))
        self.rng = random.Random(seed)

    def weights(self) -> dict[str, float]:
        """The share of every level among the next rows."""
        raw = {level: score * (1 - score) + LEAST_WEIGHT for level, score in self.running.items()}
        return {level: weight / sum(raw.values()) for level, weight in raw.items()}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Rows without end, each of a level drawn by the present weights."""
        iterators = {level: iter(stream) for level, stream in self.streams.items()}
        while True:
            weights = self.weights()
            yield next(iterators[self.rng.choices(LEVELS, [weights[level] for level in LEVELS])[0]])

    def reward(self, completions: list[Any], **columns: Any) -> list[float]:
        """The score of every completion, noted for its level."""
        scores = reward(completions, **columns)
        for data_id, score in zip(columns["data_id"], scores, strict=True):
            level = parse_data_id(data_id).level
            self.running[level] = MEMORY * self.running[level] + (1 - MEMORY) * score
        if "log_metric" in columns:
            for level, share in self.weights().items():
                columns["log_metric"](f"share/{level}", share)
                columns["log_metric"](f"score/{level}", self.running[level])
        return scores


@click.command()
@click.option("--model", required=True, help="A vision-language model: a name on the Hub or a folder.")
@click.option("--scope", default="all", show_default=True, help="What is asked: a config without a level.")
@click.option("--steps", default=1000, show_default=True)
@click.option("--batch", default=8, show_default=True, help="Completions a step and device.")
@click.option("--group", default=8, show_default=True, help="Completions of one question.")
@click.option("--length", default=1024, show_default=True, help="Most tokens of a completion.")
@click.option("--seed", default=0, show_default=True)
@click.option("--out", default="grpo-out", show_default=True, help="Folder for checkpoints.")
@click.option("--cpu", is_flag=True, help="Train without a GPU, to try things out.")
def main(
    model: str, scope: str, steps: int, batch: int, group: int, length: int, seed: int, out: str, cpu: bool
) -> None:
    """Train MODEL on game questions."""
    curriculum = Curriculum(scope, seed)
    features = curriculum.streams["easy"].features
    rows = IterableDataset.from_generator(curriculum.rows, features=features)
    trainer = GRPOTrainer(
        model=model,
        reward_funcs=[curriculum.reward, answer_format_reward],
        args=GRPOConfig(
            output_dir=out,
            max_steps=steps,
            per_device_train_batch_size=batch,
            num_generations=group,
            max_completion_length=length,
            reward_weights=[1.0, 0.1],
            # The rows come in random order already, and a shuffle would run ahead of the curriculum.
            shuffle_dataset=False,
            logging_steps=1,
            report_to=[],
            use_cpu=cpu,
            bf16=not cpu,
        ),
        train_dataset=to_trl(rows),
        processing_class=AutoProcessor.from_pretrained(model),
    )
    trainer.train()
    shares = ", ".join(f"{level} {share:.0%}" for level, share in curriculum.weights().items())
    click.echo(f"done: {trainer.state.global_step} steps; the next rows would be {shares}")


if __name__ == "__main__":
    main()
