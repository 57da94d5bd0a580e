"""Folders on this machine and elsewhere: whole files in, whole files out."""

from __future__ import annotations

import posixpath
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from gameqa.files import write_file

WHOLE_PUTS = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"))
"""Protocols by which a file appears whole or not at all; by others it is written under a temporary name first."""


class Storage(Protocol):
    """A folder; `str` gives what the user called it. Paths are relative to it, with "/" between their parts."""

    def names(self, folder: str) -> set[str]:
        """The names of what is in a folder of it; none where there is no such folder."""

    def read(self, path: str) -> bytes | None:
        """The content of a file, None where there is none."""

    def write(self, path: str, content: bytes) -> None:
        """Writes a file so that no reader meets half of it."""


class LocalFolder:
    """A folder of this machine's file system."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __str__(self) -> str:
        return str(self._folder)

    def names(self, folder: str) -> set[str]:
        """The names of what is in a folder of it."""
        place = self._folder / folder
        return {path.name for path in place.iterdir()} if place.is_dir() else set()

    def read(self, path: str) -> bytes | None:
        """The content of a file, None where there is none."""
        file = self._folder / path
        return file.read_bytes() if file.exists() else None

    def write(self, path: str, content: bytes) -> None:
        """Writes a file under a temporary name, then renames it."""
        write_file(self._folder / path, content)


class RemoteFolder:
    """A folder of a file system of fsspec.

    Args:
        uri: what the user called it.
        files: the file system.
        root: the folder's path in it.
    """

    def __init__(self, uri: str, files: Any, root: str) -> None:
        self._uri, self._files, self._root = uri, files, root
        protocols = (files.protocol,) if isinstance(files.protocol, str) else tuple(files.protocol)
        self._puts_whole = not WHOLE_PUTS.isdisjoint((*protocols, getattr(files, "type_name", "")))

    def __str__(self) -> str:
        return self._uri

    def names(self, folder: str) -> set[str]:
        """The names of what is in a folder of it."""
        self._files.invalidate_cache()
        try:
            found: Sequence[str] = self._files.ls(self._path(folder), detail=False)
        except FileNotFoundError:
            return set()
        return {posixpath.basename(path.rstrip("/")) for path in found}

    def read(self, path: str) -> bytes | None:
        """The content of a file, None where there is none."""
        try:
            return bytes(self._files.cat_file(self._path(path)))
        except FileNotFoundError:
            return None

    def write(self, path: str, content: bytes) -> None:
        """Puts a file: in one piece where the file system can, else under a temporary name that is then changed."""
        place = self._path(path)
        if self._puts_whole:
            self._files.pipe_file(place, content)
            return
        folder, name = posixpath.split(place)
        temporary = posixpath.join(folder, f".{name}.{uuid.uuid4().hex}")
        self._files.makedirs(folder, exist_ok=True)
        try:
            self._files.pipe_file(temporary, content)
            self._files.mv(temporary, place)
        except BaseException:
            if self._files.exists(temporary):
                self._files.rm_file(temporary)
            raise

    def _path(self, path: str) -> str:
        return posixpath.join(self._root, path)


def open_storage(place: str) -> Storage:
    """The folder that a path or a URI names.

    A URI is one of fsspec, such as s3://bucket/folder, gs://..., hdfs://... or memory://...; where fsspec needs
    a package that is not there, Arrow's own file systems are tried.

    Raises:
        ValueError: no file system is known for the URI.
    """
    if "://" not in place:
        return LocalFolder(Path(place).absolute())
    if place.startswith("file://"):
        return LocalFolder(Path(unquote(urlsplit(place).path)))
    from fsspec.core import url_to_fs

    try:
        files, root = url_to_fs(place)
    except (ImportError, ValueError) as error:
        found = _of_arrow(place)
        if found is None:
            raise ValueError(f"no file system for {place!r}: {' '.join(str(error).split())}") from error
        files, root = found
    return RemoteFolder(place, files, root)


def _of_arrow(place: str) -> tuple[Any, str] | None:
    """Arrow's file system for a URI and the path in it; None where it has none."""
    import pyarrow as pa
    import pyarrow.fs
    from fsspec.implementations.arrow import ArrowFSWrapper

    try:
        files, root = pyarrow.fs.FileSystem.from_uri(place)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        return None
    return ArrowFSWrapper(files), root
