"""What models say, and the score that a fair judge gives."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

import gameqa
from tests.measure_responses import filled as filled_template

CORPUS = yaml.safe_load((Path(__file__).parent / "responses.yaml").read_text(encoding="utf-8"))
CASES = [
    (name, str(response), wanted)
    for name, groups in CORPUS["responses"].items()
    for wanted, group in ((1.0, "right"), (0.0, "wrong"))
    for response in groups[group]
]
SHORT = yaml.safe_load((Path(__file__).parent / "short_responses.yaml").read_text(encoding="utf-8"))
SHORT_CASES = [
    (name, line.replace("\\n", "\n"), wanted)
    for name, groups in SHORT["responses"].items()
    for wanted, group in ((1.0, "right"), (0.0, "wrong"))
    for line in groups[group]
]


@pytest.mark.parametrize(("name", "response", "wanted"), CASES)
def test_a_fair_judge(name: str, response: str, wanted: float) -> None:
    verdict = gameqa.verify(response, CORPUS["rows"][name])
    assert verdict.score == wanted, verdict
    assert gameqa.score(response, CORPUS["rows"][name]) == wanted
    assert verdict.reason
    assert "\n" not in verdict.reason


def test_the_corpus_is_large_and_its_answers_are_right() -> None:
    assert len(CASES) >= 300
    for name, row in CORPUS["rows"].items():
        assert gameqa.score(row["answer"], row) == 1.0, name


@pytest.mark.parametrize(("name", "response", "wanted"), SHORT_CASES)
def test_a_fair_judge_of_short_responses(name: str, response: str, wanted: float) -> None:
    if name != "choices":
        assert gameqa.score(response, SHORT["rows"][name]) == wanted, gameqa.verify(response, SHORT["rows"][name])
        return
    for row in SHORT["choice_rows"]:
        filled = filled_template(response, row)
        assert gameqa.score(filled, row) == wanted, (filled, gameqa.verify(filled, row))
