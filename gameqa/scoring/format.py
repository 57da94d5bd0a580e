"""Whether a response has the form that was asked for, right or wrong."""

from __future__ import annotations

import re

from gameqa.scoring.plain import without_turn_tokens
from gameqa.scoring.responses import LONGEST_RESPONSE, text_of_messages

_TAG = re.compile(r"<(/?)(answer|think)>")


def format_reward(response: object, think: bool = False) -> float:
    """1.0 for a response that ends in exactly one `<answer>...</answer>` with content, else 0.0; the tokens at which
    models end a turn may follow.

    It says nothing of whether the answer is right: add it to `score` with a weight of your own, or leave it out.

    Args:
        response: a string, or a list of chat messages, of which the assistant's last one counts.
        think: the whole response must be `<think>...</think>` and then `<answer>...</answer>`.
    """
    text = text_of_messages(response)
    if len(text) > LONGEST_RESPONSE or text.count("<answer>") != 1 or text.count("</answer>") != 1:
        return 0.0
    start, end = text.index("<answer>"), text.index("</answer>")
    after_answer = without_turn_tokens(text[end + len("</answer>") :])
    if not text[start + len("<answer>") : end].strip() or after_answer.strip():
        return 0.0
    if not think:
        return 1.0
    tags = [match[0] for match in _TAG.finditer(text)]
    if tags != ["<think>", "</think>", "<answer>", "</answer>"]:
        return 0.0
    before, after = text[: text.index("<think>")], text[text.index("</think>") + len("</think>") : start]
    return float(not before.strip() and not after.strip())
