"""Ray on a cluster of two nodes on this machine: the rows of `load_dataset`, whatever happens to processes."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import boto3
import datasets
import numpy as np
import pytest
import ray
import ray.data
from click.testing import CliRunner, Result
from moto.server import ThreadedMotoServer
from ray.cluster_utils import Cluster

import gameqa
from gameqa.adapters.ray import GameQADatasource, Rows, decode, ranges, read, rows_of
from gameqa.adapters.ray_shards import check_address
from gameqa.adapters.rows import png_of
from gameqa.commands import main
from gameqa.sources import Asked, sources

CONFIG, COUNT = "sokoban-easy", 430
ASKED = Asked(COUNT)


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """A server on loopback that speaks the protocol of S3, named in the environment."""
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    values = {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{server.get_host_and_port()[1]}",
        "RAY_DATA_USAGE_DISABLED": "1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield values["AWS_ENDPOINT_URL"]
    server.stop()


@pytest.fixture(scope="module", autouse=True)
def cluster(store: str) -> Iterator[None]:
    """Two nodes of one CPU each, whose processes know the store."""
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    nodes.add_node(num_cpus=1)
    ray.init(nodes.address, log_to_driver=False, logging_level="warning")
    ray.data.DataContext.get_current().enable_progress_bars = False
    yield
    ray.shutdown()
    nodes.shutdown()


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    """The rows as `datasets` has them, by id."""
    rows = datasets.load_dataset("gameqa", CONFIG, split="train", num_samples=COUNT).with_format("arrow")[:]
    return by_id(rows.to_pylist())


def by_id(rows: list[Any]) -> dict[str, Any]:
    found = {row["data_id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize("parallelism", [None, 1, 2, 3, 1000])
def test_the_union_is_exactly_the_rows_of_load_dataset(parallelism: int | None, made: dict[str, Any]) -> None:
    dataset = read(CONFIG, num_samples=COUNT, parallelism=parallelism)
    assert dataset.count() == COUNT
    assert by_id(dataset.take_all()) == made


def test_types_pictures_and_files_are_those_of_datasets(made: dict[str, Any], tmp_path: Path) -> None:
    dataset = read(CONFIG, num_samples=COUNT)
    dataset.write_parquet(str(tmp_path))
    read_back = datasets.load_dataset("parquet", data_files=f"{tmp_path}/*.parquet", split="train")
    loaded = datasets.load_dataset("gameqa", CONFIG, split="train", num_samples=COUNT)
    assert read_back.features == loaded.features
    for row in dataset.map_batches(decode, batch_size=16).limit(20).take_all():
        (same,) = loaded.select([list(made).index(row["data_id"])])
        assert np.array_equal(row["image"], np.asarray(same["image"]))
        assert row["image"].shape[2] == 3
    text = read(CONFIG, num_samples=5, modality="text").map_batches(decode).take_all()
    assert [row["image"] for row in text] == [None] * 5


def test_a_split_of_a_recipe() -> None:
    ids = sources("gameqa-bench-v2")["test"].ids  # type: ignore[attr-defined]
    rows = read("gameqa-bench-v2", split="test").limit(30).take_all()
    assert {row["data_id"] for row in rows} <= set(ids)
    for row in rows[:3]:
        again = gameqa.recreate(row["data_id"])
        assert png_of(row) == png_of(again)
        assert row["analysis"] == again["analysis"]
    bounds = ranges(len(ids), 7)
    assert [bounds[0][0], bounds[-1][1]] == [0, len(ids)]
    assert all(stop == start for (_, stop), (start, _) in pairwise(bounds))


def workers() -> list[int]:
    """The processes that read at this moment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if command.startswith((b"ray::ReadGameQA", b"ray::rows ")):
            found.append(int(folder.name))
    return found


@contextmanager
def one_killed() -> Iterator[None]:
    """Kills the first process that is seen at work."""
    killed, is_over = [], threading.Event()

    def watch() -> None:
        while not killed and not is_over.is_set():
            for worker in workers()[:1]:
                os.kill(worker, signal.SIGKILL)
                killed.append(worker)
            time.sleep(0.01)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join()
    assert killed


def test_a_killed_worker_changes_nothing(made: dict[str, Any]) -> None:
    with one_killed():
        rows = read(CONFIG, num_samples=COUNT, parallelism=2).take_all()
    assert by_id(rows) == made


def test_a_read_that_always_fails_names_its_rows() -> None:
    rows, source = rows_of(CONFIG, "train", ASKED)
    other = GameQADatasource(Rows(CONFIG, "train", ASKED, rows.digest + 1), source.count)
    with pytest.raises(ray.exceptions.RayError, match=r"rows 0 to 99 of sokoban-easy, split train,.*another release"):
        ray.data.read_datasource(other, override_num_blocks=1).take_all()


class Deadly(Rows):
    """Rows that kill whoever makes those from number 200 on."""

    def table(self, start: int, stop: int) -> Any:
        """Makes rows, or ends the process."""
        if start >= 200:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().table(start, stop)


def test_a_read_whose_process_always_dies_ends_and_names_its_rows() -> None:
    rows, source = rows_of(CONFIG, "train", ASKED)
    deadly = GameQADatasource(Deadly(CONFIG, "train", ASKED, rows.digest), source.count, attempts=2)
    message = r"rows 200 to 429 of sokoban-easy, split train, .* died 2 times"
    with pytest.raises(ray.exceptions.RayError, match=message):
        ray.data.read_datasource(deadly, override_num_blocks=2).take_all()


def generate(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["generate", *arguments])


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_generate_leaves_the_same_files_and_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gameqa.builders.shards.ROWS_PER_SHARD", 400)
    options = ("tictactoe-easy", "--num-samples", "900", "--split", "train", "--modality", "both")
    assert generate(*options, "--out", str(tmp_path / "here")).exit_code == 0
    with one_killed():
        result = generate(*options, "--out", f"file://{tmp_path}/there", "--ray")
    assert result.exit_code == 0, result.output
    expected = content(tmp_path / "here")
    assert len(expected) == 4
    assert content(tmp_path / "there") == expected
    first, *others = sorted((tmp_path / "there").rglob("*.parquet"))
    first.unlink()
    before = {path: path.stat().st_mtime_ns for path in others}
    assert generate(*options, "--out", str(tmp_path / "there"), "--ray", "auto").exit_code == 0
    assert content(tmp_path / "there") == expected
    assert {path: path.stat().st_mtime_ns for path in others} == before


def test_generate_that_fails_says_what_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    options = (CONFIG, "--num-samples", "300", "--split", "test", "--out", str(tmp_path / "out"))
    monkeypatch.setattr("gameqa.adapters.ray_shards.rows_of", lambda *key: (Rows(*key, 0), None))
    result = generate(*options, "--ray")
    assert result.exit_code == 2
    assert "of sokoban-easy, split test, would be others here" in result.output
    assert len(result.output.splitlines()) == 1
    rows = rows_of(CONFIG, "test", Asked(300))[0]
    monkeypatch.setattr("gameqa.adapters.ray_shards.MOST_ATTEMPTS", 2)
    deadly = Deadly(rows.name, rows.split, rows.asked, rows.digest)
    monkeypatch.setattr("gameqa.adapters.ray_shards.rows_of", lambda *key: (deadly, None))
    result = generate(*options, "--ray")
    assert "rows 200 to 299 of sokoban-easy, split test could not be made" in result.output
    assert "died 2 times" in result.output


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--ray", "--processes", "2", "--out", "x"), "--processes does not go with --ray"),
        (("--ray", "--out", "memory://x"), "memory:// belongs to one process"),
        (("--out", "nowhere://x"), "no file system for 'nowhere://x'"),
    ],
)
def test_bad_options_are_one_line(options: tuple[str, ...], message: str) -> None:
    result = generate(CONFIG, "--num-samples", "5", *options)
    assert result.exit_code == 2
    assert message in result.output


def test_no_cluster_at_an_address() -> None:
    with pytest.raises(ConnectionError, match=r"no Ray cluster answers at 127\.0\.0\.1:1:"):
        check_address("127.0.0.1:1")
    with pytest.raises(ValueError, match="--ray takes HOST:PORT"):
        check_address("sokoban")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"config": "sokobann"}, "Did you mean 'sokoban'"),
        ({"split": "training"}, "Unknown split 'training'"),
        ({"num_samples": None}, "num_samples=None is endless"),
        ({"num_samples": 0}, "num_samples must be a positive integer"),
        ({"seed": -1}, "seed must be an integer"),
        ({"style": "shiny"}, "Unknown style 'shiny'"),
        ({"parallelism": 0}, "parallelism must be a positive integer"),
        ({"config": "gameqa-5k", "seed": 1}, "gameqa-5k is a recipe, which is fixed: seed can't be changed"),
        ({"config": "gameqa-5k", "split": "test"}, "Unknown split of gameqa-5k 'test'"),
    ],
)
def test_bad_input_is_refused_at_once(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read(**{"config": CONFIG, **arguments})


def test_a_store_that_speaks_s3(store: str, tmp_path: Path) -> None:
    boto3.client("s3").create_bucket(Bucket="rows")
    options = ("tictactoe-easy", "--num-samples", "250", "--split", "train")
    assert generate(*options, "--out", str(tmp_path)).exit_code == 0
    result = generate(*options, "--out", "s3://rows/set", "--ray")
    assert result.exit_code == 0, result.output
    found = {item["Key"] for item in boto3.client("s3").list_objects_v2(Bucket="rows")["Contents"]}
    expected = content(tmp_path)
    assert found == {f"set/{name}" for name in expected}
    for name, whole in expected.items():
        assert boto3.client("s3").get_object(Bucket="rows", Key=f"set/{name}")["Body"].read() == whole
    read("tictactoe-easy", num_samples=250, parallelism=2).write_parquet("s3://rows/straight")
    written = boto3.client("s3").list_objects_v2(Bucket="rows", Prefix="straight/")["Contents"]
    assert sum(item["Key"].endswith(".parquet") for item in written) == 2
