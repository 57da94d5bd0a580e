"""What every task and level must keep, in one place; a task's declaration names its exceptions, with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.audit.reasoning import FEWEST_LINES, MOST_LINES
from gameqa.configs import Part
from gameqa.contract import CHOICE
from gameqa.draw.canvas import MAX_HEIGHT, MAX_WIDTH
from gameqa.registry import get_game

MARGIN = 0.10
"""How far above chance the most frequent answer of a choice, a blind guess and each option rule may be."""

FACTS_MARGIN = 0.15
"""How far above always saying the most frequent one a forest on counts of the state may be, in telling the answer or
what is asked."""

MOST_FREQUENT_FREE = 0.30
MOST_REPEATS = 0.005
LEAST_COLOR_DIFFERENCE = 10.0
LEAST_TEXT = 12


def limit(gate: str, part: Part, default: float) -> float:
    """The limit of a gate for one task and level: its own, or what the task's declaration allows."""
    for allowance in get_game(part.game).task(part.task).allowances:
        if allowance.gate == gate and part.level in allowance.levels:
            return allowance.limit
    return default


def failures(found: Mapping[str, Any]) -> list[str]:
    """The gates that one task and level fails, as short sentences.

    Args:
        found: what `gameqa.audit.measure.measure` returns.
    """
    if "error" in found:
        return [found["error"]]
    part = Part(found["game"], found["version"], found["task"], found["level"])
    chance = found["chance"]
    is_choice = found["answer_type"] == CHOICE
    bounds = [
        ("most frequent answer", found["most_frequent"], chance + MARGIN if is_choice else MOST_FREQUENT_FREE),
        ("blind guess", found["blind_guess"], chance + MARGIN),
        *((f"option rule '{rule}'", share, chance + MARGIN) for rule, share in found["option_rules"].items()),
        *((f"shortcut '{name}'", share, chance + MARGIN) for name, share in found["shortcuts"].items()),
        *((f"counts tell {what}", share, base + FACTS_MARGIN) for what, (share, base) in found["facts"].items()),
        ("repeats", found["repeats"], MOST_REPEATS),
        ("repeats in a block", found["block_repeats"], 0),
        ("contradictions", found["contradictions"], 0),
        ("states shared by splits", found["leaks"], 0),
        ("picture width", found["width"], MAX_WIDTH),
        ("picture height", found["height"], MAX_HEIGHT),
        ("reasoning that does not end in the answer", found["unfinished"], 0),
        ("reasoning that asserts", found["asserting"], 0),
        ("lines of reasoning", found["most_lines"], MOST_LINES),
    ]
    failed = []
    for gate, value, default in bounds:
        allowed = limit(gate, part, default)
        if value > allowed + 1e-9:
            failed.append(f"{gate} {value:.3g} > {allowed:.3g}")
    fewest = limit("fewest lines of reasoning", part, FEWEST_LINES)
    if found["fewest_lines"] < fewest:
        failed.append(f"fewest lines of reasoning {found['fewest_lines']} < {fewest:.0f}")
    if found["letters_p"] is not None and found["letters_p"] < 1e-4:
        failed.append(f"letters are not uniform (p = {found['letters_p']:.1g})")
    if found["smallest_text"] < LEAST_TEXT:
        failed.append(f"text {found['smallest_text']} < {LEAST_TEXT} pixels high")
    if found["color_difference"] < LEAST_COLOR_DIFFERENCE:
        failed.append(
            f"colors {' and '.join(found['nearest_colors'])} differ by {found['color_difference']:.1f} "
            f"< {LEAST_COLOR_DIFFERENCE:.0f}"
        )
    return failed


def unordered_levels(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """Tasks whose mean difficulty does not rise strictly from each level to the next."""
    means: dict[str, list[float]] = {}
    for found in results:
        if "error" not in found:
            means.setdefault(f"{found['game']}-{found['task']}", []).append(found["difficulty"])
    return [
        f"{task}: difficulty does not rise: {', '.join(f'{mean:.4g}' for mean in levels)}"
        for task, levels in means.items()
        if len(levels) == 3 and not levels[0] < levels[1] < levels[2]
    ]
