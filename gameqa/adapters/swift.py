"""ms-swift: JSON lines with messages, images and solution, and a reward plugin.

gameqa export sokoban-hard --format swift --out train.jsonl
swift rlhf --rlhf_type grpo --dataset train.jsonl --external_plugins <this file> --reward_funcs gameqa ...
"""

from __future__ import annotations

from typing import Any

from gameqa.adapters.rows import INSTRUCTION, Row, data_url_of, placed_prompt, score_solution, solution_of, text_of

try:
    from swift.rewards import ORM, orms
except ModuleNotFoundError:  # The rows can be made without ms-swift.
    ORM, orms = object, {}


def to_swift(row: Row, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row for ms-swift; the picture is a data URL, the solution is what the reward needs."""
    picture = data_url_of(row)
    return {
        "messages": [{"role": "user", "content": placed_prompt(row, instruction)}],
        "images": [picture] if picture else [],
        "solution": solution_of(row),
    }


class GameQAReward(ORM):
    """The reward function `gameqa`: the score of every completion, 0.0 to 1.0."""

    def __call__(self, completions: list[Any], solution: list[str], **columns: Any) -> list[float]:
        """Scores completions against the column solution of `to_swift`."""
        return [score_solution(text_of(one), text) for one, text in zip(completions, solution, strict=True)]


orms["gameqa"] = GameQAReward
