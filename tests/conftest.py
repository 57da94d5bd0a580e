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

from tests.samples import ALL_PARTS  # noqa: E402


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an argument `part` runs for every game, task and level."""
    if "part" in metafunc.fixturenames:
        only = metafunc.definition.get_closest_marker("game")
        tasks = metafunc.definition.get_closest_marker("tasks")
        parts = [
            part
            for part in ALL_PARTS
            if (only is None or part.game == only.args[0]) and (tasks is None or part.task in tasks.args)
        ]
        metafunc.parametrize("part", parts, ids=str)


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
