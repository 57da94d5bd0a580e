"""Pushing much: few commits, patience, and stops at any point."""

from __future__ import annotations

import fnmatch
import io
import itertools
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result
from datasets import load_dataset
from gameqa.builders import push as push_module
from gameqa.builders.hub import MOST_WAITING, asked_pause
from gameqa.builders.push import Push
from gameqa.builders.shards import Shards
from huggingface_hub import repocard_data

from gameqa.commands import main
from gameqa.configs import DEFAULT_COUNTS, Mixture, parse_config
from gameqa.sources import config_rows
from tests.hub_server import Fault, Hub, Repo

REPO = "me/gameqa"
CONFIG = "sudoku-color_at-easy"
ARGUMENTS = (CONFIG, "--repo", REPO, "--num-samples", "250", "--split", "train", "--modality", "text")


def pushed(*arguments: str) -> Result:
    """The outcome of `gameqa push`."""
    return CliRunner().invoke(main, ["push", *arguments])


@pytest.fixture
def sleeps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses, in seconds, which are not slept."""
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of 100 rows, each uploaded and committed by itself."""
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_SHARD", 100)
    monkeypatch.setattr(push_module, "BYTES_AT_ONCE", 1)
    monkeypatch.setattr(push_module, "SHARDS_PER_COMMIT", 1)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the first rows of the shards that are made."""
    found: list[int] = []
    content = Shards.content

    def counted(self: Shards, start: int, stop: int, tick: Callable[[], object]) -> bytes:
        found.append(start)
        return content(self, start, stop, tick)

    monkeypatch.setattr(Shards, "content", counted)
    return found


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards that hold no rows, and cards read and written by the quick parser, to push very many of them."""

    def content(self: Shards, start: int, stop: int, tick: Callable[[], object]) -> bytes:
        return f"{self.pattern} {start} {stop}".encode()

    monkeypatch.setattr(Shards, "content", content)
    monkeypatch.setattr(yaml, "safe_load", lambda text: yaml.load(text, yaml.CSafeLoader))
    monkeypatch.setattr(
        repocard_data,
        "yaml_dump",
        lambda data, **options: yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, **options),
    )


def card_of(files: dict[str, Any]) -> dict[str, Any]:
    """The header of the card; empty where there is none."""
    if "README.md" not in files:
        return {}
    return dict(yaml.load(files["README.md"].content.decode().split("---\n")[1], yaml.CSafeLoader))


def published(files: dict[str, Any]) -> set[str]:
    """The configs that the card names, after a check that all of their shards are there."""
    entries = card_of(files).get("configs", [])
    folders: dict[str, list[str]] = {}
    for path in files:
        folders.setdefault(path.partition("/")[0], []).append(path)
    for entry in entries:
        for part in entry["data_files"]:
            found = fnmatch.filter(folders.get(entry["config_name"], []), part["path"])
            (total,) = {int(re.search(r"-of-(\d+)-", path)[1]) for path in found}  # type: ignore[index]
            assert len(found) == total, f"the card names {part['path']}, but {len(found)} of {total} are there"
    return {entry["config_name"] for entry in entries}


def check_history(repo: Repo) -> None:
    """No commit's card names shards that are not there."""
    for files in repo.commits.values():
        published(files)


def test_a_card_never_names_missing_shards(hub: Hub, small: None) -> None:
    configs = ("sudoku-color_at-easy", "sudoku-candidates-easy")
    assert pushed(*configs, "--repo", REPO, "--num-samples", "110", "--modality", "text").exit_code == 0
    repo = hub.repos[REPO]
    check_history(repo)
    seen = [published(files) for files in repo.commits.values()]
    assert set() in seen
    assert {configs[0]} in seen
    assert seen[-1] == set(configs)
    assert repo.count == 12


def test_one_commit_for_a_few_configs(hub: Hub) -> None:
    assert pushed("tictactoe-easy", "sudoku-easy", "--repo", REPO, "--num-samples", "3").exit_code == 0
    assert hub.repos[REPO].count == 1


@pytest.mark.slow
def test_hundreds_of_configs_in_few_commits(hub: Hub, quick: None) -> None:
    parts = parse_config("tictactoe-outcome-easy").parts
    names = [f"game{game}-task{task}" for game in range(30) for task in range(8)]
    configs = {
        name: {
            split: Shards(name, split, config_rows(Mixture(name, parts), split, count, 0, "plain", "image"))
            for split, count in DEFAULT_COUNTS.items()
        }
        for name in names
    }
    result = Push(configs, REPO).run()
    assert "and 237 more" in result
    repo = hub.repos[REPO]
    assert repo.count <= 12
    assert published(hub.files(REPO)) == set(names)
    check_history(repo)


def test_memory_is_freed_as_shards_are_uploaded(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_SHARD", 100)
    monkeypatch.setattr(push_module, "BYTES_AT_ONCE", 1)
    held: list[int] = []
    add = Push._add

    def watched(self: Push, *arguments: Any) -> None:
        add(self, *arguments)
        held.append(sum(len(operation.path_or_fileobj) for operation in [*self._made, *self._uploaded]))

    monkeypatch.setattr(Push, "_add", watched)
    assert pushed(*ARGUMENTS).exit_code == 0
    assert held == [0, 0, 0]
    assert hub.repos[REPO].count == 1


REQUESTS = ["/preupload/", "/objects/batch", "/upload/", "/commit/", "/tree/", "/revision/main|datasets/me/gameqa$"]


@pytest.mark.parametrize("after", [0, 1, 3])
@pytest.mark.parametrize("path", REQUESTS)
def test_a_push_that_failed_goes_on(
    hub: Hub, small: None, made: list[int], sleeps: list[float], path: str, after: int
) -> None:
    method = {"/upload/": "PUT", "/tree/": "GET", REQUESTS[-1]: "GET"}.get(path, "POST")
    hub.faults.append(Fault(method, path, times=99, after=after))
    result = pushed(*ARGUMENTS)
    if result.exit_code == 0:
        assert after
        return
    assert result.exit_code == 2
    assert "run the same command again" in result.output
    assert "Traceback" not in result.output
    before = len([name for name in hub.files(REPO) if name.endswith(".parquet")]) if REPO in hub.repos else 0
    hub.faults.clear()
    hub.requests.clear()
    uploaded = len(hub.objects)
    made.clear()
    assert pushed(*ARGUMENTS).exit_code == 0
    assert len(made) == 3 - before, "shards that were committed are made again"
    assert sum(request.startswith("PUT") for request in hub.requests) == 3 - uploaded
    check_history(hub.repos[REPO])
    assert len(load_dataset(REPO, CONFIG, split="train", download_mode="force_redownload")) == 250


@pytest.mark.parametrize("stop", [50, 150, 249])
def test_a_push_that_was_interrupted_goes_on(
    hub: Hub, small: None, made: list[int], stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gameqa.progress import Progress

    update = Progress.update
    rows = itertools.count()

    def stopped(self: Progress, count: int = 1) -> None:
        update(self, count)
        if next(rows) == stop:
            raise KeyboardInterrupt

    monkeypatch.setattr(Progress, "update", stopped)
    assert pushed(*ARGUMENTS).exit_code != 0
    assert published(hub.files(REPO)) == set()
    monkeypatch.setattr(Progress, "update", update)
    made.clear()
    assert pushed(*ARGUMENTS).exit_code == 0
    assert made == list(range(stop // 100 * 100, 250, 100))
    assert published(hub.files(REPO)) == {CONFIG}


def test_a_commit_whose_answer_was_lost_is_not_made_twice(
    hub: Hub, small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The Hub has made the commit, but the connection drops before it says so."""
    from tests.hub_server import _Handler

    lost = iter([True])
    send = _Handler._json

    def drop(self: Any, value: Any, status: int = 200) -> None:
        if "commitOid" in value and next(lost, False):
            self.connection.close()
            self.close_connection = True
            self.wfile = io.BytesIO()
        else:
            send(self, value, status)

    monkeypatch.setattr(_Handler, "_json", drop)
    assert pushed(*ARGUMENTS).exit_code == 0
    repo = hub.repos[REPO]
    assert next(lost, None) is None
    assert repo.count == 3
    assert published(hub.files(REPO)) == {CONFIG}


def test_shards_that_others_remove_meanwhile_are_missed(hub: Hub, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    add = Push._add
    calls = itertools.count()

    def meddled(self: Push, *arguments: Any) -> None:
        if next(calls) == 2:
            files = dict(hub.files(REPO))
            files.pop(min(path for path in files if path.endswith(".parquet")))
            hub.repos[REPO].commit("main", files, "tidied up")
        add(self, *arguments)

    monkeypatch.setattr(Push, "_add", meddled)
    result = pushed(*ARGUMENTS)
    assert result.exit_code == 2
    assert "removed shards" in result.output
    assert published(hub.files(REPO)) == set()
    assert pushed(*ARGUMENTS).exit_code == 0
    assert published(hub.files(REPO)) == {CONFIG}


def in_seconds(seconds: int) -> str:
    return str(seconds)


def as_date(seconds: int) -> str:
    return format_datetime(datetime.now(timezone.utc) + timedelta(seconds=seconds), usegmt=True)


@pytest.mark.parametrize("written", [in_seconds, as_date])
@pytest.mark.parametrize("path", ["/preupload/", "/objects/batch", "/commit/", "/tree/"])
def test_the_hub_is_waited_for(hub: Hub, sleeps: list[float], written: Callable[[int], str], path: str) -> None:
    """Newer releases of huggingface_hub wait by themselves five times where they understand the header."""
    method = "GET" if path == "/tree/" else "POST"
    hub.faults.append(Fault(method, path, times=8, status=429, headers={"Retry-After": written(900)}))
    result = pushed("tictactoe-easy", "--repo", REPO, "--num-samples", "2")
    assert result.exit_code == 0, result.output
    assert hub.faults[0].times == 0
    assert max(sleeps) >= 890
    assert "The Hub allows no more requests for now: waiting 15 minutes, until " in result.output
    assert published(hub.files(REPO)) == {"tictactoe-easy"}


def test_a_limit_without_advice_is_waited_for(hub: Hub, sleeps: list[float]) -> None:
    """Longer than the five tries of other failures last."""
    hub.faults.append(Fault("POST", "/commit/", times=30, status=429))
    assert pushed("tictactoe-easy", "--repo", REPO, "--num-samples", "2").exit_code == 0
    assert hub.faults[0].times == 0


def test_waiting_ends(hub: Hub, sleeps: list[float]) -> None:
    day = {"Retry-After": "86400"}
    hub.faults.append(Fault("GET", "/tree/", times=99, status=429, headers=day))
    result = pushed("tictactoe-easy", "--repo", REPO, "--num-samples", "2")
    assert result.exit_code == 2
    assert "asks to wait 1440 minutes" in result.output
    assert len([line for line in result.output.splitlines() if line.startswith("Error:")]) == 1


def test_what_headers_ask_for() -> None:
    assert asked_pause({"retry-after": " 7 "}) == 7.0
    assert asked_pause({}) is None
    assert asked_pause({"Retry-After": "soon"}) is None
    date = "Wed, 21 Oct 2015 07:28:00 GMT"
    assert asked_pause({"Retry-After": date}) == 0.0
    assert asked_pause({"Retry-After": date, "Date": "Wed, 21 Oct 2015 07:27:15 GMT"}) == 45.0
    assert asked_pause({"RateLimit": '"api";r=0;t=55'}) == 55.0
    assert asked_pause({"RateLimit": '"api";r=949;t=271'}) is None
    assert MOST_WAITING >= 3600, "the Hub's limits are hourly"
