"""The answers about boards of gems against a second engine on arrays."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import numpy as np
import pytest

from gameqa import score
from gameqa.configs import Part
from tests.games.jewel2.gems import COLOR_NAMES, COMMAND, Gems, name_of, read_command
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows, some_samples


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def commands_of(row: dict[str, Any]) -> list[Any]:
    return [read_command(text) for text in re.findall(COMMAND, asked_of(row))]


def together(board: Gems, commands: list[Any]) -> int:
    total = 0
    for command in commands:
        total += board.count(command)
        board = board.after(command)
    return total


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        board = Gems.of(row["plain"])
        answer = answer_text(row)
        if part.task == "count_gem":
            [name] = re.findall(r"How many (basic \w+ gem)s are", asked_of(row))
            assert int(answer) == sum(name_of(sign) == name for sign in board.signs.ravel())
        elif part.task == "count_specials":
            assert int(answer) == (~board.basic).sum()
        elif part.task == "find_gem":
            [name] = re.findall(r"Which of these cells holds a (.*)\?", asked_of(row))
            holding = [
                option
                for option in row["options"]
                if name_of(board.signs[tuple(int(number) for number in re.findall(r"\d+", option))]) == name
            ]
            assert holding == [answer]
        elif part.task in ("clear_result", "swap_result"):
            [command] = commands_of(row)
            number, total = map(int, re.findall(r"\d+", answer))
            assert number == board.count(command)
            assert total == row["plain"]["total"] + number
            assert bool(command[1]) == (part.task == "swap_result")
            numbers = [[int(number) for number in re.findall(r"\d+", option)] for option in row["options"]]
            assert all(after == row["plain"]["total"] + gone for gone, after in numbers)
        elif part.task == "two_commands":
            first, second = commands_of(row)
            assert int(answer) == together(board, [first, second])
        elif part.task == "best_command":
            assert board.count(read_command(answer)) == board.best
        elif part.task == "count_matches":
            assert int(answer) == len(board.lines)
        else:
            assert part.task == "best_two"
            commands = [read_command(text) for text in re.findall(COMMAND, answer)]
            assert len(commands) == 2
            assert together(board, commands) == board.best_two


@pytest.mark.tasks("best_command")
def test_every_best_command_counts(part: Part) -> None:
    """All commands that remove the most gems score 1, in words too; all others 0."""
    for row in some_rows(part, 4):
        board = Gems.of(row["plain"])
        best = board.best
        for r in range(board.side):
            for c in range(board.side):
                value = float(board.count(((r, c), "")) == best)
                assert score(f"<answer>clear ({r}, {c})</answer>", row) == value
                for way in ("up", "down", "left", "right"):
                    value = float(board.count(((r, c), way)) == best)
                    assert score(f"<answer>swap ({r}, {c}) {way}</answer>", row) == value
        assert score("<answer>clear (20, 0)</answer>", row) == 0.0
        assert score("<answer>swap (0, 20) left</answer>", row) == 0.0
        assert score(f"So the best command is this.\n\nAnswer: {row['answer']}", row) == 1.0
        assert score(f"<answer>{row['answer']} or clear (0, 0) or clear (1, 1)</answer>", row) == 0.0


@pytest.mark.tasks("best_two")
def test_every_best_pair_counts(part: Part) -> None:
    for row in some_rows(part, 8):
        board = Gems.of(row["plain"])
        best = board.best_two
        for first, count in board.clears:
            left = board.after(first)
            for second, number in left.clears:
                pair = f"clear {first[0]}, clear {second[0]}"
                assert score(f"<answer>{pair}</answer>", row) == float(count + number == best)
        first = row["answer"].split(", clear")[0]
        assert score(f"<answer>{first}</answer>", row) == 0.0
        assert score(f"<answer>{row['answer']}, clear (0, 0)</answer>", row) == 0.0
        numbered = "1. " + row["answer"].replace(", clear", "\n2. clear")
        assert score(f"<answer>{numbered}</answer>", row) == 1.0


@pytest.mark.slow
@pytest.mark.tasks("clear_result", "swap_result", "two_commands", "best_command", "best_two")
def test_classes_are_spread(part: Part) -> None:
    """Basic and special gems, lines that cross, swaps, and commands that do nothing all occur."""
    found: Counter[str] = Counter()
    samples = 0
    for sample in some_samples(part, 150):
        samples += 1
        board = Gems.of({"rows": sample.state.rows})
        named = sample.question.answer if part.task.startswith("best") else sample.question.text
        commands = [read_command(text) for text in re.findall(COMMAND, named)]
        for command in commands:
            sign = str(board.signs[command[0]])
            found["swap" if command[1] else "basic" if sign in COLOR_NAMES else "special"] += 1
        if part.task == "two_commands":
            first, second = commands
            found["depends"] += board.count(second) != board.after(first).count(second)
            found["first"] += board.count(first) > 0
            found["one alone"] += together(board, commands) == board.count(first)
        elif not part.task.startswith("best"):
            found["nothing"] += board.count(commands[0]) == 0
    if part.task == "two_commands":
        assert found["depends"] == found["first"] == samples
        assert 0 < found["one alone"] < 0.3 * samples
    elif part.task == "best_command":
        assert min(found["swap"], found["basic"], found["special"]) > 0.1 * samples
    elif part.task == "best_two":
        assert not found["swap"]
        assert min(found["basic"], found["special"]) > 0.2 * samples
    else:
        assert 0.04 * samples < found["nothing"] < 0.3 * samples


@pytest.mark.tasks("count_specials")
def test_all_gems_are_told_apart_by_shape(part: Part) -> None:
    """Without colors all twelve kinds of gems still differ: in the pixels that are dark in every look."""
    from gameqa.games.jewel2 import picture

    from gameqa.draw.looks import PLAIN, VARIED

    for look in (PLAIN, *VARIED[:3]):
        kit = picture.kit(look, 54)
        palette = np.frombuffer(kit.inks.palette, np.uint8).reshape(-1, 3).astype(int)
        panel = palette[kit.inks.ink(look.theme.panel)]
        inside = {kind: (np.abs(palette[tile] - panel).sum(axis=2) > 60) for kind, tile in kit.tiles.items()}
        kinds = list(inside)
        for place, one in enumerate(kinds):
            for other in kinds[:place]:
                assert (inside[one] != inside[other]).mean() > 0.02, (one, other)
