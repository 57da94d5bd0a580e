"""OpenRLHF: JSON lines with prompt, images and label, and a reward function.

    gameqa export sokoban-hard --format openrlhf --out train.jsonl

and for openrlhf.cli.train_ppo_ray: --data.prompt_dataset train.jsonl --data.input_key prompt --data.label_key label
--data.image_key images --data.apply_chat_template --reward.remote_url <this file>.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from gameqa.adapters.rows import INSTRUCTION, Row, data_url_of, placed_prompt, score_solution, solution_of
from gameqa.scoring import format_reward

DATA_SOURCE = "gameqa"

TAILS = (80, 40, 20)
"""So many of a prompt's last characters, white space aside, tell where it ends in what the model was given: fewer where
the picture's place is among them, which looks otherwise there."""

MOST_LAST_TOKENS = 8

_TOKEN = re.compile(r"<(?!/?(?:answer|think)>)[^<>\s]{1,40}>")
"""What ends a turn, such as <|im_end|>: a special token is text like any other in what a reward function is given."""


def to_openrlhf(row: Row, instruction: str | None = INSTRUCTION) -> dict[str, Any]:
    """A row for OpenRLHF; the picture is a data URL, the label is what the reward needs."""
    picture = data_url_of(row)
    return {
        "prompt": [{"role": "user", "content": placed_prompt(row, instruction)}],
        "images": [picture] if picture else [],
        "label": solution_of(row),
        "datasource": DATA_SOURCE,
    }


def response_in(query: str, prompt: str) -> str:
    """What a model wrote: the part of a query after its prompt, without the tokens that end a turn.

    The query is decoded from tokens, so the picture's placeholder stands there many times, and white space beside
    special tokens may differ; the prompt's end is the same.

    Raises:
        ValueError: the query does not hold the prompt's end.
    """
    if query.startswith(prompt):
        return _without_last_tokens(query[len(prompt) :])
    dense = "".join(prompt.split())
    for size in TAILS:
        found = re.search(r"\s*".join(map(re.escape, dense[-size:])), query)
        if found is not None:
            return _without_last_tokens(query[found.end() :])
    raise ValueError("a query must hold its prompt's end: pass queries and prompts as OpenRLHF makes them.")


def _without_last_tokens(text: str) -> str:
    for _ in range(MOST_LAST_TOKENS):
        text = text.rstrip()
        start = text.rfind("<")
        if start < 0 or not _TOKEN.fullmatch(text, start):
            break
        text = text[:start]
    return text.strip()


def reward_func(queries: Sequence[str], prompts: Sequence[str], labels: Sequence[str], **others: Any) -> dict[str, Any]:
    """The scores of responses, 0.0 to 1.0, as tensors of shape (batch,).

    Args:
        queries: prompts with what the model wrote after them, special tokens and all.
        prompts: the prompts alone.
        labels: the column label of `to_openrlhf`.
    """
    import torch

    responses = [response_in(query, prompt) for query, prompt in zip(queries, prompts, strict=True)]
    scores = torch.tensor([score_solution(text, label) for text, label in zip(responses, labels, strict=True)])
    formats = torch.tensor([format_reward(text) for text in responses])
    return {"rewards": scores, "scores": scores, "extra_logs": {"answer_format": formats}}
