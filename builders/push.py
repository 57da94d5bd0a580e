"""Pushing rows to the Hub shard by shard, so that neither disk nor memory fills.

Every shard is one commit. Its name holds a digest of everything that its rows depend on, and the card
names only shards of one digest, so a reader never meets a mixture: the last commit of a config points
the card at the new shards and deletes older ones. A push that is run again skips what has arrived.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from gameqa.builders.card import updated_card
from gameqa.builders.shards import Shards
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi, get_token
from huggingface_hub.errors import (
    EntryNotFoundError,
    HfHubHTTPError,
    HFValidationError,
    LocalEntryNotFoundError,
)
from huggingface_hub.utils._validators import validate_repo_id
from tqdm import tqdm

from gameqa.about import RELEASE
from gameqa.configs import check_seed, parse_config

MOST_TRIES = 5
FIRST_PAUSE = 1.0
"""Seconds; doubled after every failed try."""

HTTP_CLIENTS = ("httpx2", "httpx", "httpcore", "requests", "urllib3")
"""Packages whose errors mean that the network dropped; which one is there depends on huggingface_hub."""

Result = TypeVar("Result")


class PushError(ValueError):
    """The push can't go on; the message says why, in one line."""


class Push:
    """One config on its way to one repository.

    Args:
        config: a config name.
        counts: rows of every split.
        splits: the splits to push; others in the repository stay as they are.
        repo_id: "ORG/NAME", or "NAME" for the user's own.
        revision: a branch, "main" where not given.

    Raises:
        ValueError: an argument is not allowed.
    """

    def __init__(
        self,
        config: str,
        counts: Mapping[str, int | None],
        splits: Sequence[str],
        seed: int,
        style: str,
        modality: str,
        repo_id: str,
        private: bool = False,
        revision: str | None = None,
    ) -> None:
        self._mixture = parse_config(config)
        wanted = {split: counts[split] or 0 for split in dict.fromkeys(splits)}
        if 0 in wanted.values():
            raise ValueError("num_samples must be a number: an endless split can't be pushed.")
        seed = check_seed(seed)
        self._shards = {
            split: Shards(self._mixture, split, count, seed, style, modality) for split, count in wanted.items()
        }
        self._private = private
        self._revision = revision
        try:
            validate_repo_id(repo_id)
        except HFValidationError as error:
            raise PushError(f"Bad repository name {repo_id!r}: expected ORG/NAME. {error}") from None
        self._repo = repo_id
        self._api = HfApi(library_name="gameqa", library_version=RELEASE)

    def run(self) -> str:
        """Pushes everything that the repository does not have yet; tells what is there now.

        Raises:
            PushError: there is no token, no right to write, no connection, ...
        """
        if get_token() is None:
            raise PushError("No Hugging Face token found: log in with `hf auth login`, or set HF_TOKEN.")
        self._prepare()
        present = self._present()
        total = sum(shards.count for shards in self._shards.values())
        with tqdm(total=total, desc=self._mixture.name, unit="row") as progress:
            for shards in self._shards.values():
                for path, (start, stop) in shards.paths().items():
                    if path in present:
                        progress.update(stop - start)
                    else:
                        self._upload(path, shards.content(start, stop, progress.update))
        self._publish(present)
        rows = ", ".join(f"{split} {shards.count}" for split, shards in self._shards.items())
        return f"{self._repo}: {self._mixture.name} ({rows})"

    def _prepare(self) -> None:
        made = self._ask(
            lambda: self._api.create_repo(self._repo, repo_type="dataset", private=self._private, exist_ok=True)
        )
        self._repo = made.repo_id
        if self._revision:
            revision = self._revision
            self._ask(lambda: self._api.create_branch(self._repo, branch=revision, repo_type="dataset", exist_ok=True))

    def _present(self) -> set[str]:
        """The Parquet files of this config in the repository."""

        def listed() -> set[str]:
            try:
                tree = self._api.list_repo_tree(
                    self._repo, self._mixture.name, repo_type="dataset", revision=self._revision
                )
                return {item.path for item in tree if item.path.endswith(".parquet")}
            except EntryNotFoundError:
                return set()

        return self._ask(listed)

    def _upload(self, path: str, content: bytes) -> None:
        self._ask(
            lambda: self._api.create_commit(
                self._repo,
                [CommitOperationAdd(path, content)],
                commit_message=f"Add {path}",
                repo_type="dataset",
                revision=self._revision,
            )
        )

    def _publish(self, present: set[str]) -> None:
        """Points the card at the new shards and deletes the older ones, in one commit."""
        folder = self._mixture.name
        paths = {split: shards.pattern for split, shards in self._shards.items()}
        stale = sorted(
            path
            for path in present
            for split, shards in self._shards.items()
            if path.startswith(f"{folder}/{split}-") and path not in shards.paths()
        )

        def commit() -> None:
            head = self._api.repo_info(self._repo, repo_type="dataset", revision=self._revision).sha
            old = self._readme(head)
            new = updated_card(old, folder, paths)
            if new == old and not stale:
                return
            self._api.create_commit(
                self._repo,
                [CommitOperationAdd("README.md", new.encode()), *map(CommitOperationDelete, stale)],
                commit_message=f"Publish {folder}",
                repo_type="dataset",
                revision=self._revision,
                parent_commit=head,
            )

        self._ask(commit)

    def _readme(self, head: str | None) -> str | None:
        try:
            path = self._api.hf_hub_download(self._repo, "README.md", repo_type="dataset", revision=head)
        except LocalEntryNotFoundError as error:
            raise ConnectionError(f"no answer about README.md: {error}") from error
        except EntryNotFoundError:
            return None
        with open(path, encoding="utf-8") as file:
            return file.read()

    def _ask(self, request: Callable[[], Result]) -> Result:
        """The answer to a request, tried again where the Hub is busy or the network drops.

        Raises:
            PushError: it failed for good.
        """
        for turn in range(MOST_TRIES):
            try:
                return request()
            except Exception as error:
                if isinstance(error, HfHubHTTPError) and not _may_pass(error):
                    raise PushError(self._reason(error)) from error
                if not isinstance(error, HfHubHTTPError) and not _is_network(error):
                    raise
                failure = error
            time.sleep(FIRST_PAUSE * 2**turn)
        raise PushError(
            f"The Hub can't be reached or keeps failing ({_first_line(failure)}). What has arrived is kept: "
            "run the same command again to go on."
        ) from failure

    def _reason(self, error: HfHubHTTPError) -> str:
        status = getattr(error.response, "status_code", None)
        if status == 401:
            return "The Hub refused the token: log in again with `hf auth login`, or correct HF_TOKEN."
        if status == 403:
            return f"This token has no right to write to {self._repo}: use a token with write access to it."
        if status == 404:
            return f"The Hub has no repository {self._repo}, or the token may not see it."
        return f"The Hub refused the request: {_first_line(error)}"


def _is_network(error: Exception) -> bool:
    package = type(error).__module__.split(".")[0]
    return isinstance(error, (ConnectionError, TimeoutError)) or package in HTTP_CLIENTS


def _may_pass(error: HfHubHTTPError) -> bool:
    """Whether trying again makes sense: the Hub is busy, or somebody else's commit came in between."""
    status = getattr(error.response, "status_code", None)
    return status in (408, 409, 412, 429) or (status is not None and status >= 500)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
