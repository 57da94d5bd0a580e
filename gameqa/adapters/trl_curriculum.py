"""TRL: a curriculum that is kept in the checkpoints of a run, and goes on from them.

from gameqa.adapters.trl_curriculum import CurriculumCallback

trainer = GRPOTrainer(model, train_dataset=curriculum.to_trl(), reward_funcs=curriculum.reward,
                      callbacks=[CurriculumCallback(curriculum)], args=GRPOConfig(ignore_data_skip=True, ...))
trainer.train(resume_from_checkpoint=True)
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from transformers import TrainerCallback
from transformers.trainer_utils import PREFIX_CHECKPOINT_DIR

from gameqa.curriculum import Curriculum
from gameqa.files import write_file

FILE = "curriculum.json"
"""The name of the state's file in a checkpoint."""


class CurriculumCallback(TrainerCallback):
    """Writes a curriculum's state into every checkpoint; where a run resumes, loads that of its checkpoint.

    Args:
        curriculum: the one whose stream and reward the trainer has.
    """

    def __init__(self, curriculum: Curriculum) -> None:
        self._curriculum = curriculum

    def on_save(self, args: Any, state: Any, control: Any, **others: Any) -> None:
        """Writes the state beside the model; the first of the processes does it for all."""
        if state.is_world_process_zero:
            write_file(_file(args, state), json.dumps(self._curriculum.state_dict()).encode())

    def on_train_begin(self, args: Any, state: Any, control: Any, **others: Any) -> None:
        """Goes on from the checkpoint at which the run resumes, if it does.

        Raises:
            ValueError: the trainer would skip rows, the checkpoint has no state, or it is of another curriculum.
        """
        if not state.global_step:
            return
        if not args.ignore_data_skip:
            raise ValueError(
                "a curriculum goes on by itself: set ignore_data_skip=True in the trainer's arguments, or the trainer "
                "skips rows that were never asked."
            )
        file = _file(args, state)
        if not file.is_file():
            raise ValueError(f"no state of a curriculum at {file}: the run that resumes had no CurriculumCallback.")
        self._curriculum.load_state_dict(json.loads(file.read_bytes()))


def _file(args: Any, state: Any) -> Path:
    return Path(args.output_dir) / f"{PREFIX_CHECKPOINT_DIR}-{state.global_step}" / FILE
