"""The looks of the style "varied": many of them can be told apart, and the state is read back in all."""

from __future__ import annotations

import math
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gameqa.contract import LEVELS, Game
from gameqa.draw.canvas import TOLERANCE, Picture
from gameqa.draw.looks import DESIGNS, FONTS, FRAMES, LABELS, PLAIN, SCALES, THEMES, VARIED, Look, gray_of, look_of
from gameqa.draw.text import smallest_capital
from gameqa.registry import all_games, get_game
from gameqa.rng import Rng
from tests.samples import ALL_PARTS, sample_of

ENOUGH = 200
"""So many looks a game can be told apart, on average over all games."""

CLEARLY = 0.004
"""The least share of pixels in which pictures differ that can be told apart: that of a thin frame around a board."""

FEATURES: dict[str, list[Any]] = {
    "theme": list(THEMES.values()),
    "design": list(range(DESIGNS)),
    "frame": list(FRAMES),
    "font": list(FONTS),
    "labels": list(LABELS),
    "scale": list(SCALES),
}


def colors_in(picture: Picture, margin: int) -> np.ndarray:
    """What is inside of the margin, shape (height, width, 3)."""
    palette = np.frombuffer(picture.palette, np.uint8).reshape(-1, 3)
    return palette[picture.pixels[margin:-margin, margin:-margin]].astype(np.int16)


def differ(one: np.ndarray, other: np.ndarray) -> bool:
    """Whether pictures differ in size or, clearly, in enough pixels."""
    return one.shape != other.shape or (np.abs(one - other).max(axis=2) > TOLERANCE).mean() >= CLEARLY


def drawn(game: str, look: Look, number: int) -> np.ndarray:
    """A picture of the game in a look."""
    parts = [part for part in ALL_PARTS if part.game == game]
    sample = sample_of(parts[number % len(parts)], 0)
    # Frames lie in the margin of pictures that are no boards.
    return colors_in(sample.game.draw(sample.state, sample.question.marks, look), 1)


def told_apart(game: str, feature: str, number: int) -> int:
    """In how many ways a feature is seen, all others being equal."""
    found: list[np.ndarray] = []
    for value in FEATURES[feature]:
        look = replace(PLAIN, name="tried", **{feature: value})
        picture = drawn(game, look, number)
        if all(differ(picture, other) for other in found):
            found.append(picture)
    return len(found)


def looks_told_apart(game: str, number: int = 0) -> int:
    """How many looks of a game can be told apart."""
    return math.prod(told_apart(game, feature, number) for feature in FEATURES)


def test_looks_are_made_of_all_features() -> None:
    assert len({look.name for look in VARIED}) == len(VARIED) == math.prod(map(len, FEATURES.values()))
    assert len({replace(look, name="", margin=0, symbols=False) for look in VARIED}) == len(VARIED)
    some = [look_of(Rng(f"look {number}")) for number in range(300)]
    for feature, values in FEATURES.items():
        assert {getattr(look, feature) for look in some} == set(values)


def test_the_page_on_configs_tells_their_number() -> None:
    page = (Path(__file__).parents[1] / "docs" / "configs.md").read_text("utf-8")
    assert f"one of {len(VARIED)} looks" in page


def test_no_font_is_smaller_than_twelve_pixels() -> None:
    assert smallest_capital() >= 12


@pytest.mark.parametrize("theme", THEMES)
def test_what_words_call_gray_is_gray(theme: str) -> None:
    look = replace(PLAIN, theme=THEMES[theme])
    for color in (look.theme.line, look.theme.wall_light):
        shown = gray_of(look, color)
        assert max(shown) - min(shown) <= 22
        assert abs(sum(shown) - sum(color)) <= 24


@pytest.mark.slow
def test_many_looks_can_be_told_apart() -> None:
    counts = {game: looks_told_apart(game) for game in all_games()}
    assert sum(counts.values()) / len(counts) >= ENOUGH, counts
    assert min(counts.values()) >= ENOUGH // 4, counts


@pytest.mark.slow
def test_looks_at_random_differ(game: Game[Any]) -> None:
    """In at least nine of ten pairs; two looks may differ in a feature alone that one game does not show."""
    rng = Rng(f"looks of {game.id}")
    pictures = [drawn(game.id, look_of(rng), 0) for _ in range(7)]
    pairs = [(one, other) for place, one in enumerate(pictures) for other in pictures[:place]]
    assert sum(differ(*pair) for pair in pairs) / len(pairs) >= 0.9


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("count", [pytest.param(1, id="few"), pytest.param(3, id="many", marks=pytest.mark.slow)])
def test_decoder_reads_the_state_back_in_any_look(game: Game[Any], level: str, count: int) -> None:
    read = import_module(f"tests.games.{game.id}.decoder").read
    parts = [part for part in ALL_PARTS if part.game == game.id and part.level == level]
    rng = Rng(f"{game.id} {level}")
    for number in range(count):
        sample = sample_of(parts[(5 * number + len(level)) % len(parts)], number // len(parts))
        if sample.question.marks and sample.question.marks[0].kind == "letter":
            continue  # A letter covers what it stands on; the question says what that is.
        look = look_of(rng)
        picture = get_game(game.id).draw(sample.state, sample.question.marks, look)
        seen, facts = read(sample, picture, look)
        assert seen == facts, look.name
