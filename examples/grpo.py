"""Trains a vision-language model on game questions with GRPO, from easy to hard as it learns.

    pip install "gameqa[train]"
    python examples/grpo.py --model Qwen/Qwen2.5-VL-3B-Instruct --config all --steps 1000

The rows are made while the model trains; nothing is downloaded or stored.
"""

from __future__ import annotations

import click
from transformers import AutoProcessor
from trl import GRPOConfig, GRPOTrainer

from gameqa.adapters.trl import answer_format_reward
from gameqa.adapters.trl_curriculum import CurriculumCallback
from gameqa.curriculum import Curriculum


@click.command()
@click.option("--model", required=True, help="A vision-language model: a name on the Hub or a folder.")
@click.option("--config", default="all", show_default=True, help="What is asked.")
@click.option("--steps", default=1000, show_default=True)
@click.option("--batch", default=8, show_default=True, help="Completions a step and device.")
@click.option("--group", default=8, show_default=True, help="Completions of one question.")
@click.option("--length", default=1024, show_default=True, help="Most tokens of a completion.")
@click.option("--workers", default=2, show_default=True, help="Processes that make rows.")
@click.option("--seed", default=0, show_default=True)
@click.option("--out", default="grpo-out", show_default=True, help="Folder for checkpoints.")
@click.option("--resume", is_flag=True, help="Go on from the last checkpoint in --out.")
@click.option("--cpu", is_flag=True, help="Train without a GPU, to try things out.")
def main(
    model: str, config: str, steps: int, batch: int, group: int, length: int, workers: int, seed: int, out: str,
    resume: bool, cpu: bool,
) -> None:  # fmt: skip
    """Train MODEL on game questions."""
    curriculum = Curriculum(config, seed=seed, workers=workers)
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
            # Where a run resumes, the curriculum goes on by itself.
            ignore_data_skip=True,
            logging_steps=1,
            report_to=[],
            use_cpu=cpu,
            bf16=not cpu,
        ),
        train_dataset=curriculum.to_trl(),
        processing_class=AutoProcessor.from_pretrained(model),
        callbacks=[CurriculumCallback(curriculum)],
    )
    trainer.train(resume_from_checkpoint=resume)
    shares = ", ".join(f"{level} {share:.0%}" for level, (share, _) in curriculum.by_level().items())
    click.echo(f"done: {trainer.state.global_step} steps; the next rows would be {shares}")


if __name__ == "__main__":
    main()
