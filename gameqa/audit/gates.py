"""What every task and level must keep, in one place, and the exceptions with their reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa.contract import CHOICE
from gameqa.draw.canvas import MAX_HEIGHT, MAX_WIDTH

MARGIN = 0.10
"""How far above chance the most frequent answer of a choice, a blind guess and each option rule may be."""

MOST_FREQUENT_FREE = 0.30
MOST_REPEATS = 0.005
LEAST_COLOR_DIFFERENCE = 10.0
LEAST_TEXT = 12

_FEW_STATES = "a grid of 3 x 3 x 3 holds few structures of this size"
_FEW_TURNS = "few cubes are so few turns from solved"

EXCEPTIONS: Mapping[tuple[str, str], tuple[float, str]] = {
    ("repeats", "reconstruction_3d-projection_match-easy"): (0.04, _FEW_STATES),
    ("repeats", "reconstruction_3d-projection_match-medium"): (0.04, _FEW_STATES),
    ("repeats", "reconstruction_3d-additions_to_match-easy"): (0.06, _FEW_STATES),
    ("repeats", "reconstruction_3d-min_additions-easy"): (0.04, _FEW_STATES),
    ("repeats", "reconstruction_3d-min_additions-medium"): (0.04, _FEW_STATES),
    ("repeats", "reconstruction_3d-complete-easy"): (0.04, _FEW_STATES),
    ("repeats", "rubiks_cube-face_moves-easy"): (0.03, _FEW_TURNS),
    ("repeats", "rubiks_cube-face_moves-medium"): (0.03, _FEW_TURNS),
    ("repeats", "rubiks_cube-cube_moves-easy"): (0.20, _FEW_TURNS),
    ("repeats", "rubiks_cube-color_count-easy"): (0.03, _FEW_TURNS),
    ("repeats", "rubiks_cube-solve-easy"): (0.30, _FEW_TURNS),
    ("repeats", "rubiks_cube-solve-medium"): (0.03, _FEW_TURNS),
    ("repeats", "sudoku-solve-hard"): (0.02, "a board of 4 x 4 cells has few puzzles with four or five givens"),
}
"""Gate and task and level (or task alone) -> limit, for 400 samples, and reason; the report prints both."""


def limit(gate: str, part: str, default: float) -> float:
    """The limit of a gate for one task and level."""
    for name in (part, part.rsplit("-", 1)[0]):
        if (gate, name) in EXCEPTIONS:
            return EXCEPTIONS[gate, name][0]
    return default


def failures(found: Mapping[str, Any]) -> list[str]:
    """The gates that one task and level fails, as short sentences.

    Args:
        found: what `gameqa.audit.measure.measure` returns.
    """
    part, chance = found["part"], found["chance"]
    is_choice = found["answer_type"] == CHOICE
    bounds = [
        ("most frequent answer", found["most_frequent"], chance + MARGIN if is_choice else MOST_FREQUENT_FREE),
        ("blind guess", found["blind_guess"], chance + MARGIN),
        *((f"option rule '{rule}'", share, chance + MARGIN) for rule, share in found["option_rules"].items()),
        ("repeats", found["repeats"], MOST_REPEATS),
        ("repeats in a block", found["block_repeats"], 0),
        ("contradictions", found["contradictions"], 0),
        ("states shared by splits", found["leaks"], 0),
        ("picture width", found["width"], MAX_WIDTH),
        ("picture height", found["height"], MAX_HEIGHT),
        ("reasoning that does not end in the answer", found["unfinished"], 0),
    ]
    failed = []
    for gate, value, default in bounds:
        allowed = limit(gate, part, default)
        if value > allowed + 1e-9:
            failed.append(f"{gate} {value:.3g} > {allowed:.3g}")
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
        if found["difficulty"] is not None:
            means.setdefault(found["part"].rsplit("-", 1)[0], []).append(found["difficulty"])
    return [
        f"{task}: difficulty does not rise: {', '.join(f'{mean:.4g}' for mean in levels)}"
        for task, levels in means.items()
        if len(levels) == 3 and not levels[0] < levels[1] < levels[2]
    ]
