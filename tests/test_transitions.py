"""Transitions through `load_dataset`: pictures before and after an action, which fit the game's own rules."""

from __future__ import annotations

import json
from itertools import islice

import numpy as np
import pytest
from datasets import get_dataset_config_names, load_dataset
from gameqa.builders.features import transition_features

import gameqa
from gameqa.contract import SPLITS, state_from_json
from gameqa.keys import parse_data_id, split_of
from gameqa.play.configs import parse_transitions
from gameqa.play.episode import Episode
from gameqa.play.registry import all_plays, get_play
from gameqa.play.transitions import COLUMNS, iterate_transitions
from gameqa.rng import Rng

CONFIG = "sokoban-transitions-medium"


def test_columns() -> None:
    assert tuple(transition_features()) == COLUMNS


def test_loading() -> None:
    whole = load_dataset("gameqa", CONFIG, num_samples={"train": 30, "validation": 5, "test": 5})
    rows = whole["train"]
    assert rows.features == transition_features()
    streamed = load_dataset("gameqa", CONFIG, split="train", num_samples=None, streaming=True)
    for row, other in zip(rows, islice(streamed, 30), strict=True):
        assert set(row) == set(COLUMNS)
        assert {**row, "image": None, "next_image": None} == {**other, "image": None, "next_image": None}
        for name in ("image", "next_image"):
            assert row[name].mode == "RGB"
            assert np.array_equal(row[name], other[name])
        assert not np.array_equal(row["image"], row["next_image"])
    again = gameqa.recreate(rows[7]["data_id"])
    assert again["next_state"] == rows[7]["next_state"]


def test_what_an_action_does() -> None:
    """The next state is what the engine makes of the state: Sokoban has no chance and hides nothing."""
    play = get_play("sokoban")
    mixture = parse_transitions(CONFIG)
    for split in SPLITS:
        for row in iterate_transitions(mixture, split, 3, 0, 20, "varied", "both"):
            before, _ = state_from_json(play.game.state_type, row["state"])
            after = play.apply(before, row["action"], Rng("nothing is left to chance"))
            assert json.loads(row["next_state"]) == json.loads(gameqa.recreate(row["data_id"])["next_state"])
            assert state_from_json(play.game.state_type, row["next_state"])[0] == after.position
            assert (row["told"], row["is_over"]) == (after.told, play.is_over(after.position))
            assert row["next_description"] == play.game.describe(after.position, ())
            assert split_of("sokoban", play.game.split_key(before)) == split


@pytest.mark.parametrize("game_id", all_plays())
def test_every_game(game_id: str) -> None:
    mixture = parse_transitions(f"{game_id}-transitions")
    turns = set()
    for row in iterate_transitions(mixture, "train", 0, 0, 12, "plain", "image"):
        assert row["image"]["bytes"].startswith(b"\x89PNG")
        assert row["description"] is row["next_description"] is None
        assert 0 <= row["score"] <= 1
        assert 0 <= row["next_score"] <= 1
        assert parse_data_id(row["data_id"]).data_id == row["data_id"]
        episode = Episode(parse_data_id(row["data_id"].replace("-transitions-", "-play-")))
        assert row["turn"] or row["state"] == episode.state()
        turns.add(row["turn"])
    assert len(turns) > 1


def test_texts_only() -> None:
    row = next(iter(load_dataset("gameqa", CONFIG, split="test", num_samples=None, streaming=True, modality="text")))
    assert row["image"] is row["next_image"] is None
    assert "\n" in row["description"]


def test_names() -> None:
    names = get_dataset_config_names("gameqa")
    assert {"all-transitions", CONFIG, "sokoban-hard"} <= set(names)
    with pytest.raises(ValueError, match="'sokoban-transitions-hard'"):
        load_dataset("gameqa", "sokoban-transitions-hart")
    with pytest.raises(ValueError, match="another release"):
        gameqa.recreate("sokoban-v99-transitions-hard-train-s0-i0-a0")
    with pytest.raises(ValueError, match="names no transition"):
        gameqa.recreate("sokoban-v1-transitions-hard-train-s0-i0-a1")
