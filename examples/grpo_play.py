"""Trains a vision-language model with GRPO to play games, turn by turn: it acts by calling a tool.

    pip install "gameqa[train]"
    python examples/grpo_play.py --model Qwen/Qwen3-VL-4B-Instruct --config sokoban-play-easy --steps 1000

The chat template of the model must know tools. The episodes are made while the model trains.
"""

from __future__ import annotations

import click
from transformers import AutoProcessor
from trl import GRPOConfig, GRPOTrainer

from gameqa.adapters.trl_play import PlayEnvironment, episodes, reward


@click.command()
@click.option("--model", required=True, help="A vision-language model: a name on the Hub or a folder.")
@click.option("--config", default="all-play-easy", show_default=True, help="What is played.")
@click.option("--modality", default="image", show_default=True, help="image, text or both.")
@click.option("--steps", default=1000, show_default=True)
@click.option("--batch", default=8, show_default=True, help="Episodes a step and device.")
@click.option("--group", default=8, show_default=True, help="Times that an episode is played.")
@click.option("--length", default=8192, show_default=True, help="Most tokens of all turns of an episode.")
@click.option("--seed", default=0, show_default=True)
@click.option("--out", default="grpo-play-out", show_default=True, help="Folder for checkpoints.")
@click.option("--cpu", is_flag=True, help="Train without a GPU, to try things out.")
def main(
    model: str, config: str, modality: str, steps: int, batch: int, group: int, length: int, seed: int, out: str,
    cpu: bool,
) -> None:  # fmt: skip
    """Train MODEL to play."""
    trainer = GRPOTrainer(
        model=model,
        reward_funcs=reward,
        environment_factory=PlayEnvironment,
        args=GRPOConfig(
            output_dir=out,
            max_steps=steps,
            per_device_train_batch_size=batch,
            num_generations=group,
            max_completion_length=length,
            shuffle_dataset=False,
            logging_steps=1,
            report_to=[],
            use_cpu=cpu,
            bf16=not cpu,
        ),
        train_dataset=episodes(config, seed=seed, modality=modality),
        processing_class=AutoProcessor.from_pretrained(model),
    )
    trainer.train()
    click.echo(f"done: {trainer.state.global_step} steps")


if __name__ == "__main__":
    main()
