"""The audit: known color differences, gates that notice what is wrong, and the command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

pytest.importorskip("sklearn")

from gameqa.audit import colors, gates, guess
from gameqa.audit.measure import measure
from gameqa.commands import main
from gameqa.configs import parse_config
from gameqa.contract import Game, Shortcut
from gameqa.draw.looks import COLORED, VARIED
from gameqa.errors import Redraw
from gameqa.options import cell_options
from gameqa.registry import all_games
from gameqa.rng import Rng

SHARMA = [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, 3.1571, -77.2803), (50.0, 0.0, -82.7485), 2.8615),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
    ((50.0, 2.5, 0.0), (50.0, 0.0, -2.5), 4.3065),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
]
"""Published pairs with their CIEDE2000 difference (Sharma, Wu and Dalal, table 1)."""


@pytest.mark.parametrize(("one", "other", "difference"), SHARMA)
def test_ciede2000(one: Any, other: Any, difference: float) -> None:
    assert colors.ciede2000(one, other) == pytest.approx(difference, abs=1e-4)
    assert colors.ciede2000(other, one) == pytest.approx(difference, abs=1e-4)


def test_lab() -> None:
    assert colors.lab((255, 255, 255)) == pytest.approx((100, 0, 0), abs=0.02)
    assert colors.lab((255, 0, 0)) == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    red, green = (200, 60, 60), (120, 110, 50)
    seen = [colors.ciede2000(colors.lab(red, vision), colors.lab(green, vision)) for vision in colors.VISIONS]
    assert seen[0] > 2 * min(seen[1:]), "a red and a green are nearer for people who lack a kind of cone"


def test_colors_of_every_look_are_far_apart(game: Game[Any]) -> None:
    for look in COLORED:
        for group in game.colors(look):
            assert colors.nearest(group)[0] >= gates.LEAST_COLOR_DIFFERENCE, (look.theme, look.design)
    for look in VARIED[:: len(VARIED) // 8]:
        assert game.colors(look) == game.colors(look.sprites), "colors depend on theme and design alone"


def good() -> dict[str, Any]:
    return {
        "part": "sokoban-min_moves-easy", "game": "sokoban", "version": 1, "task": "min_moves", "level": "easy",
        "answer_type": "choice", "chance": 0.125, "most_frequent": 0.15, "blind_guess": 0.13,
        "option_rules": {"longest": 0.12}, "shortcuts": {"corner": 0.2}, "facts": {"answer": (0.3, 0.2)},
        "asserting": 0.0, "fewest_lines": 2, "most_lines": 20,
        "letters_p": 0.4, "repeats": 0.0, "block_repeats": 0, "contradictions": 0,
        "leaks": 0, "width": 480, "height": 500, "smallest_text": 12, "color_difference": 12.0,
        "nearest_colors": ("red", "blue", "normal"), "unfinished": 0, "difficulty": 1.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("most_frequent", 0.3),
        ("blind_guess", 0.3),
        ("option_rules", {"longest": 0.3}),
        ("shortcuts", {"corner": 0.3}),
        ("facts", {"answer": (0.4, 0.2)}),
        ("error", "no sample was found"),
        ("asserting", 0.01),
        ("fewest_lines", 1),
        ("most_lines", 46),
        ("letters_p", 1e-6),
        ("repeats", 0.01),
        ("block_repeats", 1),
        ("contradictions", 1),
        ("leaks", 1),
        ("width", 513),
        ("height", 641),
        ("smallest_text", 11),
        ("color_difference", 9.0),
        ("unfinished", 1),
    ],
)
def test_every_gate_notices(name: str, value: Any) -> None:
    assert gates.failures(good()) == []
    assert len(gates.failures({**good(), name: value})) == 1


def test_difficulty_gate() -> None:
    def results(*means: float) -> list[dict[str, Any]]:
        return [{"game": "maze", "task": "solve", "difficulty": mean} for mean in means]

    assert gates.unordered_levels(results(1, 2, 3)) == []
    assert len(gates.unordered_levels(results(1, 3, 3))) == 1
    assert len(gates.unordered_levels(results(3, 2, 1))) == 1


def test_blind_guess_finds_leaks_and_no_ghosts() -> None:
    rng = Rng("blind guess")
    questions = [f"How far is it to {rng.below(40)}?" for _ in range(300)]
    honest, leaky, answers = [], [], []
    for _ in questions:
        numbers = [str(number) for number in rng.sample(range(10, 99), 8)]
        answer = rng.choice(numbers)
        answers.append(answer)
        honest.append(tuple(numbers))
        leaky.append(tuple(number if number == answer else f"{number}.0" for number in numbers))
    assert guess.blind_guess(questions, honest, answers) < 0.225
    assert guess.blind_guess(questions, leaky, answers) > 0.9
    told = [f"{question} It is {'up' if place % 2 else 'down'}." for place, question in enumerate(questions)]
    free = [str(place % 2) for place in range(300)]
    assert guess.blind_guess(told, [()] * 300, free) > 0.9


def test_option_rules() -> None:
    options = [("1", "2", "3", "4"), ("5", "6", "7", "8"), ("10", "2", "4", "8")]
    found = guess.option_rules(options, ["1", "5", "10"])
    assert found["first"] == 1.0
    assert found["last"] == 0.0
    assert found["longest"] == pytest.approx((0.25 + 0.25 + 1) / 3)
    assert found["median number"] == 0.0
    assert guess.option_rules([()], ["7"]) == {}


def test_option_rules_of_cells() -> None:
    cells = ("(0, 0), up", "(0, 1), up", "(1, 0), down", "(5, 5), up")
    found = guess.option_rules([cells] * 3, ["(0, 0), up", "(0, 1), up", "(5, 5), up"])
    assert found["cell nearest to the others"] == pytest.approx(2 / 9)
    assert found["cell farthest from the others"] == pytest.approx(1 / 3)
    assert found["cell with most others near"] == pytest.approx(2 / 9)
    for others in (("(0, 0)", "(1, 1, 1)", "(2, 2)"), ("(0, 0)", "none", "(2, 2)")):
        assert guess.option_rules([others], ["(0, 0)"])["cell nearest to the others"] == pytest.approx(1 / 3)


def test_a_cell_among_mistakes_beside_it_is_not_told_by_its_place() -> None:
    given, answers = [], []
    board = [(row, column) for row in range(10) for column in range(10)]
    for number in range(1500):
        rng = Rng(f"cell {number}")
        row, column = 1 + rng.below(8), 1 + rng.below(8)
        beside = [(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1), (column, row)]
        given.append(cell_options(rng, (row, column), beside, board))
        answers.append(f"({row}, {column})")
    found = guess.option_rules(given, answers)
    for rule in ("cell nearest to the others", "cell farthest from the others", "cell with most others near"):
        assert found[rule] < 0.17, rule


def test_measure_notices_a_leaky_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task whose answer is always the first and longest option fails."""
    game = all_games()["sudoku"]
    task = game.task("color_at")

    def bad(state: Any, rng: Rng) -> Any:
        question = task.make(state, rng)
        others = [name for name in question.options if name != "red"]
        return replace(question, answer="red", options=("red", *others), steps=("It is red.",))

    broken = replace(game, tasks=(replace(task, make=bad), *game.tasks[1:]))
    monkeypatch.setitem(all_games(), "sudoku", broken)
    part = parse_config("sudoku-color_at-easy").parts[0]
    failed = " ".join(gates.failures(measure(part, 60, lambda: None)))
    for words in ("most frequent answer", "blind guess", "option rule 'first'", "letters are not uniform"):
        assert words in failed


def test_measure_notices_shortcuts_and_decisions_in_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task whose answer goes with the number of filled cells fails, and so does one whose cheap rule is right."""
    game = all_games()["sudoku"]
    task = game.task("color_count")

    def bad(state: Any, rng: Rng) -> Any:
        filled = sum(color > 0 for row in state.givens for color in row)
        return replace(task.make(state, rng), answer=str(filled % 4), steps=("It is so.",))

    shortcut = Shortcut[Any]("what it says", lambda state, question: [question.answer])
    broken = replace(
        game, tasks=(game.tasks[0], replace(task, make=bad, shortcuts=(shortcut,), allowances=()), *game.tasks[2:])
    )
    monkeypatch.setitem(all_games(), "sudoku", broken)
    failed = " ".join(gates.failures(measure(parse_config("sudoku-color_count-easy").parts[0], 100, lambda: None)))
    assert "counts tell answer" in failed
    assert "shortcut 'what it says' 1" in failed


def test_a_task_without_samples_fails_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    game = all_games()["sudoku"]

    def never(state: Any, rng: Rng) -> Any:
        raise Redraw

    broken = replace(game, tasks=(replace(game.tasks[0], make=never), *game.tasks[1:]))
    monkeypatch.setitem(all_games(), "sudoku", broken)
    monkeypatch.setattr("gameqa.sample.MOST_ATTEMPTS", 20)
    result = CliRunner().invoke(main, ["audit", "sudoku-color_at-easy", "--samples", "20"])
    assert result.exit_code == 1
    assert "No new sample of config 'sudoku-color_at-easy'" in result.output
    assert "0 of 1 tasks and levels pass every gate" in result.output


@pytest.mark.slow
def test_command(tmp_path: Path) -> None:
    arguments = ["audit", "sudoku-color_at", "tangram-piece_count-easy", "--samples", "120"]
    result = CliRunner().invoke(
        main, [*arguments, "--json", str(tmp_path / "a.json"), "--html", str(tmp_path / "a.html")]
    )
    assert result.exit_code == 0, result.output
    assert "4 of 4 tasks and levels pass every gate" in result.output
    content = json.loads((tmp_path / "a.json").read_text())
    assert [found["part"] for found in content["results"]][-1] == "tangram-piece_count-easy"
    page = (tmp_path / "a.html").read_text()
    assert page.count("<svg") == 8
    assert not re.search(r"(src|href)=", page), "the page is not self-contained"
