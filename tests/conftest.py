"""Caches in a temporary place, no progress bars, and samples of every task and level to test with."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

_HOME = tempfile.mkdtemp(prefix="gameqa-tests-")
os.environ["HF_HOME"] = _HOME
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_DATASETS_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_UPDATE_DOWNLOAD_COUNTS"] = "0"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.pop("HF_TOKEN", None)
os.environ.pop("HF_HUB_OFFLINE", None)

from tests.hub_server import Hub  # noqa: E402

HUB = Hub()
os.environ["HF_ENDPOINT"] = HUB.url

import pytest  # noqa: E402

from gameqa.play.configs import parse_play  # noqa: E402
from gameqa.registry import all_games  # noqa: E402
from tests.samples import ALL_PARTS  # noqa: E402


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--game ID`: only what concerns this game, in the tests that run over all games."""
    parser.addoption("--game", help="only this game, in tests that run over all games")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `game` runs for every game, one with `part` for every game, task and level.

    In a game's own folder it runs for that game. Tests of one task go to one process, which makes its samples once.
    """
    path = metafunc.definition.path
    chosen = path.parent.name if path.parent.parent.name == "games" else metafunc.config.getoption("--game")
    if "game" in metafunc.fixturenames:
        games = [game for game in all_games().values() if chosen in (None, game.id)]
        metafunc.parametrize("game", games, ids=lambda game: game.id)
    if "part" in metafunc.fixturenames:
        tasks = metafunc.definition.get_closest_marker("tasks")
        parts = [
            pytest.param(part, marks=pytest.mark.xdist_group(f"{part.game}-{part.task}"), id=part.name)
            for part in ALL_PARTS
            if chosen in (None, part.game) and (tasks is None or part.task in tasks.args)
        ]
        metafunc.parametrize("part", parts)
    if "play_part" in metafunc.fixturenames:
        parts = [
            pytest.param(part, marks=pytest.mark.xdist_group(f"{part.game}-play"), id=part.name)
            for part in parse_play("all").parts
            if chosen in (None, part.game)
        ]
        metafunc.parametrize("play_part", parts)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Hub:
    """An empty Hub on loopback, with the token of a user "me" who may write."""
    HUB.reset()
    monkeypatch.setenv("HF_TOKEN", "hf_writer")
    monkeypatch.setattr("gameqa.builders.hub.FIRST_PAUSE", 0.01)
    return HUB


@pytest.fixture(scope="session", autouse=True)
def _remove_home() -> Iterator[None]:
    import shutil

    yield
    shutil.rmtree(_HOME, ignore_errors=True)
