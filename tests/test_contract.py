"""What every game, task and level must keep: these tests run for all that are registered."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import gameqa
from gameqa import contract
from gameqa.configs import Part
from gameqa.contract import CHOICE, LETTERS, LEVELS, state_from_json, state_to_json
from gameqa.draw.canvas import MAX_HEIGHT, MAX_WIDTH
from gameqa.draw.looks import PLAIN, VARIED
from gameqa.keys import LOOKS, split_of
from gameqa.registry import get_game
from gameqa.rows import COLUMNS
from gameqa.sample import MOST_ATTEMPTS, attempt_sample
from tests.samples import ALL_PARTS, sample_of, some_rows, some_samples

FEW = 9


def test_declaration(game: contract.Game) -> None:
    assert game.category in contract.CATEGORIES
    assert game.version >= 1
    assert len({task.id for task in game.tasks}) == len(game.tasks)
    for text in (game.scene, *game.rules.values(), *game.legend.values()):
        assert text.endswith(".")
        assert "  " not in text
    named = {name for task in game.tasks for name in task.rules}
    assert named == set(game.rules), "paragraphs of rules that no task names, or names without a paragraph"
    for task in game.tasks:
        assert set(task.legend or ()) <= set(game.legend)
        for allowance in task.allowances:
            assert len(allowance.reason) > 20
            assert set(allowance.levels) <= set(LEVELS)
        assert task.qa_type in contract.QA_TYPES
        assert task.qa_level in ("Easy", "Medium", "Hard")
        assert task.answer_type in contract.ANSWER_TYPES
        assert re.fullmatch(r"[a-z][a-z0-9_]*", task.id)
        assert not task.description.endswith(".")


def test_card_names_what_others_made(game: contract.Game) -> None:
    from gameqa.builders.card import body

    named = f"{game.title}: {game.credits}" in body()
    assert named == bool(game.credits)
    assert not game.credits or game.credits.endswith(".")


def test_nothing_is_missing(game: contract.Game) -> None:
    """What a game needs besides its own folder."""
    folder = Path(__file__).with_name("games") / game.id
    package = f"gameqa.games.{game.id}"
    lacking = [
        f"{what}: tests/games/{game.id}/{file}"
        for file, what in (
            ("test_oracle.py", "the oracle"),
            ("decoder.py", "the decoder"),
            ("canonical.py", "the second canonical form"),
            ("golden.json", "the golden digests (python -m tests.golden)"),
        )
        if not (folder / file).is_file()
    ]
    if package not in (Path(__file__).parent.parent / "setup.cfg").read_text().split():
        lacking.append(f"an entry in `packages` of setup.cfg: {package}")
    if not lacking:
        oracle = (folder / "test_oracle.py").read_text()
        lacking += [f"an oracle of the task {task.id}" for task in game.tasks if f'"{task.id}"' not in oracle]
    assert not lacking, f"{game.id} lacks " + "; ".join(lacking)


def test_state_survives_json(part: Part) -> None:
    for sample in some_samples(part, FEW):
        text = state_to_json(sample.state, sample.question.asked)
        state, asked = state_from_json(sample.game.state_type, text)
        assert state == sample.state
        assert asked == dict(sample.question.asked)
        assert state_to_json(state, asked) == text
        assert hash(state) == hash(sample.state)


def test_recreated_row_is_equal(part: Part) -> None:
    for sample in some_samples(part, 3):
        row = sample.row()
        assert gameqa.recreate(row["data_id"]) == row
        assert tuple(row) == COLUMNS


def test_row_is_well_formed(part: Part) -> None:
    for row in some_rows(part, FEW):
        text = row["question"]
        assert "  " not in text
        assert "None" not in text
        assert text.count("\n\n") >= 2
        assert row["analysis"].endswith((f" {row['answer']}.", f"\n{row['answer']}"))
        assert row["plot_level"] == part.level.capitalize()
        json.loads(row["state"])
        for line in row["analysis"].split("\n"):
            assert "  " not in line


def test_options_are_distinct_and_hold_the_answer(part: Part) -> None:
    for row in some_rows(part, FEW):
        if row["answer_type"] != CHOICE:
            assert row["options"] == []
            continue
        options = row["options"]
        assert 3 <= len(options) <= len(LETTERS)
        assert len({" ".join(option.lower().split()) for option in options}) == len(options)
        assert row["answer"] in LETTERS[: len(options)]
        for letter, option in zip(LETTERS, options, strict=False):
            assert f"\n{letter}. {option}" in row["question"]


def test_own_answer_scores_one_and_wrong_options_zero(part: Part) -> None:
    for row in some_rows(part, FEW):
        for form in ("{}", "<answer>{}</answer>", "Let me think.\nThe answer is {}", "So it is \\boxed{{{}}}"):
            assert gameqa.score(form.format(row["answer"]), row) == 1.0, form
        assert gameqa.score("", row) == 0.0
        assert gameqa.score("I do not know.", row) == 0.0
        assert gameqa.score(row["question"], row) == 0.0
        for place, option in enumerate(row["options"]):
            expected = float(LETTERS[place] == row["answer"])
            assert gameqa.score(LETTERS[place], row) == expected
            assert gameqa.score(f"({LETTERS[place]}) {option}", row) == expected
            assert gameqa.score(f"<answer>{option}</answer>", row) == expected
        if row["options"]:
            assert gameqa.score(" ".join(LETTERS[: len(row["options"])]), row) == 0.0


def test_state_belongs_to_the_split(part: Part) -> None:
    for sample in some_samples(part, FEW):
        assert split_of(sample.game.id, sample.game.split_key(sample.state)) == sample.key.split


def test_generation_is_bounded(part: Part) -> None:
    for sample in some_samples(part, FEW):
        assert sample.key.attempt < MOST_ATTEMPTS / 4


def test_evidence_and_marks_are_in_the_picture(part: Part) -> None:
    for sample in some_samples(part, FEW):
        picture = sample.picture()
        height, width = picture.pixels.shape
        assert width <= MAX_WIDTH
        assert height <= MAX_HEIGHT
        assert sample.question.evidence, "a question rests on something in the picture"
        for label, place in sample.question.evidence:
            left, top, right, bottom = picture.box(place)
            assert label
            assert 0 <= left < right <= width, (label, place)
            assert 0 <= top < bottom <= height, (label, place)
        with pytest.raises(KeyError):
            picture.box(("nowhere",))
        if sample.question.marks:
            bare = sample.game.draw(sample.state, (), PLAIN)
            assert bare.pixels.shape != picture.pixels.shape or not np.array_equal(bare.pixels, picture.pixels)


def test_every_look_shows_the_sample(part: Part) -> None:
    sample = sample_of(part, 0)
    seen = set()
    # A few of the looks, other ones for every part of a game.
    first = [other.name for other in ALL_PARTS if other.game == part.game].index(part.name)
    looks = [VARIED[(first * 7 + number * 163) % len(VARIED)] for number in range(6)]
    for look in looks:
        picture = sample.game.draw(sample.state, sample.question.marks, look)
        height, width = picture.pixels.shape
        assert width <= MAX_WIDTH, look.name
        assert height <= MAX_HEIGHT, look.name
        for _, place in sample.question.evidence:
            left, top, right, bottom = picture.box(place)
            assert 0 <= left < right <= width, look.name
            assert 0 <= top < bottom <= height, look.name
        seen.add(picture.image().convert("RGB").tobytes())
    assert len(seen) == len(looks)


def test_style_and_modality_change_the_showing_only(part: Part) -> None:
    from dataclasses import replace

    key = sample_of(part, 0).key
    plain = attempt_sample(key).row()
    varied = attempt_sample(replace(key, style="varied")).row()
    text = attempt_sample(replace(key, modality="text")).row()
    both = attempt_sample(replace(key, modality="both")).row()
    facts = ("state", "options", "answer")
    for other in (varied, text, both):
        assert [other[name] for name in facts] == [plain[name] for name in facts]
        assert other["data_id"] != plain["data_id"]
        assert gameqa.recreate(other["data_id"]) == other
    assert varied["question"] == plain["question"]
    assert varied["analysis"] == both["analysis"] == plain["analysis"]
    assert (text["analysis"] == plain["analysis"]) == (not attempt_sample(key).question.text_steps)
    assert text["analysis"].splitlines()[-1] == plain["analysis"].splitlines()[-1]
    assert "picture" not in text["analysis"]
    assert text["image"] is None
    assert text["evidence"] == []
    assert "picture" not in text["question"].split("The state as text:")[0]
    described = get_game(part.game).describe(attempt_sample(key).state, attempt_sample(key).question.marks)
    assert described in text["question"]
    assert described in both["question"]
    assert both["image"] == plain["image"]


def test_pictures_and_descriptions_tell_the_same(game: contract.Game) -> None:
    """Equal pictures exactly where the descriptions are equal, over all states and marks of the samples.

    What helps to read a picture, such as plans beside a view, is no part of its description.
    """
    pictures: dict[object, bytes] = {}
    descriptions: dict[bytes, str] = {}
    for part in ALL_PARTS:
        if part.game != game.id:
            continue
        for sample in some_samples(part, FEW):
            picture = sample.picture()
            pixels = bytes(str(picture.pixels.shape), "ascii") + picture.palette + picture.pixels.tobytes()
            text = game.describe(sample.state, sample.question.marks)
            assert pictures.setdefault((text, sample.question.marks), pixels) == pixels
            assert descriptions.setdefault(pixels, text) == text
    assert len(pictures) > len(game.tasks) * len(LEVELS)


def test_samples_of_a_part_differ(part: Part) -> None:
    fingerprints = [sample_of(part, index).fingerprint for index in range(FEW)]
    assert len(set(fingerprints)) >= FEW - 2


def test_ids_of_other_looks_are_refused() -> None:
    from dataclasses import replace

    key = replace(sample_of(ALL_PARTS[0], 0).key, style="varied")
    assert gameqa.recreate(key.data_id)["data_id"] == key.data_id
    with pytest.raises(ValueError, match=f"version {LOOKS + 1} of the looks"):
        gameqa.recreate(replace(key, looks=LOOKS + 1).data_id)
