"""Folders elsewhere: `gameqa generate` writes the same files to any file system."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import fsspec
import pyarrow.fs
import pytest
from click.testing import CliRunner, Result
from fsspec.implementations.arrow import ArrowFSWrapper
from fsspec.implementations.local import LocalFileSystem

from gameqa.commands import main
from gameqa.storage import LocalFolder, RemoteFolder, Storage, open_storage


def generate(*arguments: str) -> Result:
    return CliRunner().invoke(
        main, ["generate", "tictactoe-easy", "--split", "test", "--num-samples", "20", *arguments]
    )


def test_generate_writes_the_same_files_to_a_uri(tmp_path: Path) -> None:
    assert generate("--out", str(tmp_path)).exit_code == 0
    expected = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    assert len(expected) == 2
    memory = fsspec.filesystem("memory")
    for _ in range(2):
        result = generate("--out", "memory://rows/here")
        assert result.exit_code == 0, result.output
        assert 'load_dataset("memory://rows/here", "tictactoe-easy")' in result.output
        found = {path.removeprefix("/rows/here/"): memory.cat_file(path) for path in memory.find("/rows/here")}
        assert found == expected
    uri = f"file://{tmp_path}/again"
    assert generate("--out", uri).exit_code == 0
    again = {path.relative_to(tmp_path / "again").as_posix(): path for path in (tmp_path / "again").rglob("*.*")}
    assert {name: path.read_bytes() for name, path in again.items()} == expected


def wrapped(folder: Path) -> list[Storage]:
    arrow = ArrowFSWrapper(pyarrow.fs.LocalFileSystem())
    return [
        LocalFolder(folder / "local"),
        RemoteFolder("local", LocalFileSystem(), str(folder / "fsspec")),
        RemoteFolder("arrow", arrow, str(folder / "arrow")),
        open_storage(f"memory://{folder}/memory"),
    ]


def test_every_kind_of_folder(tmp_path: Path) -> None:
    for storage in wrapped(tmp_path):
        assert storage.names("a") == set()
        assert storage.read("a/one") is None
        storage.write("a/one", b"1")
        storage.write("a/two", b"2")
        storage.write("a/one", b"changed")
        assert storage.names("a") == {"one", "two"}
        assert storage.read("a/one") == b"changed"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: Any, **options: Any) -> None:
        raise OSError("the disk is full")

    storage = RemoteFolder("local", LocalFileSystem(), str(tmp_path))
    storage.write("a/one", b"old")
    monkeypatch.setattr(LocalFileSystem, "mv", fail)
    with pytest.raises(OSError, match="the disk is full"):
        storage.write("a/one", b"new")
    assert storage.names("a") == {"one"}
    assert storage.read("a/one") == b"old"


def test_what_fsspec_lacks_a_package_for_is_tried_with_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    def lacks(*arguments: Any, **options: Any) -> None:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", lacks)
    assert str(open_storage("s3://bucket/rows?region=us-east-1")) == "s3://bucket/rows?region=us-east-1"
    with pytest.raises(ValueError, match=r"no file system for 'sftp://host/rows': Install s3fs"):
        open_storage("sftp://host/rows")


def test_bad_places_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for out, message in ((str(tmp_path / "file"), "--out needs a folder"), ("nowhere://x", "no file system for")):
        result = generate("--out", out)
        assert result.exit_code == 2
        assert message in result.output
