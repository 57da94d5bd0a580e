"""Pushing rows to the Hub shard by shard, so that neither disk nor memory fills.

Shards are uploaded as they are made and committed many at once, since the Hub limits commits an hour. The name of a
shard holds a digest of everything that its rows depend on, and the card names only shards of one digest, so a reader
never meets a mixture. A commit publishes each config whose shards are all there with it: it points the card at them
and deletes older ones. Every commit builds on the state that it looked at. A push that is run again skips what was
committed; what was uploaded but not committed is made again, but not uploaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from gameqa.builders.card import updated_card
from gameqa.builders.hub import PushError, ask
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi, get_token
from huggingface_hub.errors import EntryNotFoundError, HFValidationError, LocalEntryNotFoundError
from huggingface_hub.utils._validators import validate_repo_id

from gameqa.about import RELEASE
from gameqa.progress import Progress

BYTES_AT_ONCE = 32 * 2**20
"""Shards are kept until there is so much to upload."""

SHARDS_PER_COMMIT = 100
ROWS_PER_COMMIT = 100_000
"""A commit comes when either is reached; so much work at most is lost when a push is stopped."""

MOST_NAMED = 3
"""So many configs are named in a message; of the others it tells the number."""


class AnyShards(Protocol):
    """The shards of one split of a config: made when asked for (`Shards`), or files (`ShardFiles`)."""

    config: str
    split: str
    count: int
    pattern: str

    def paths(self) -> Mapping[str, tuple[int, int]]:
        """The rows (start, stop) of every shard by its path."""

    def content(self, start: int, stop: int, tick: Callable[[], object]) -> bytes:
        """The Parquet file of the rows of a shard; `tick` is called after every row."""


class Push:
    """Configs on their way to one repository.

    Args:
        configs: for every config the shards of every split; other splits in the repository stay as they are.
        repo_id: "ORG/NAME", or "NAME" for the user's own.
        revision: a branch, "main" where not given.

    Raises:
        PushError: the repository's name is not allowed.
    """

    def __init__(
        self,
        configs: Mapping[str, Mapping[str, AnyShards]],
        repo_id: str,
        private: bool = False,
        revision: str | None = None,
    ) -> None:
        self._configs = configs
        self._private = private
        self._revision = revision
        try:
            validate_repo_id(repo_id)
        except HFValidationError as error:
            raise PushError(f"Bad repository name {repo_id!r}: expected ORG/NAME. {error}") from None
        self._repo = repo_id
        self._api = HfApi(library_name="gameqa", library_version=RELEASE)
        self._made: list[CommitOperationAdd] = []
        self._uploaded: list[CommitOperationAdd] = []
        self._rows = 0
        self._missing: list[str] = []

    def run(self) -> str:
        """Pushes everything that the repository does not have yet; tells what is there now.

        Raises:
            PushError: there is no token, no right to write, no connection, ...
        """
        if get_token() is None:
            raise PushError("No Hugging Face token found: log in with `hf auth login`, or set HF_TOKEN.")
        self._prepare()
        present = ask(lambda: self._files(self._head()), self._repo)
        every = [shards for splits in self._configs.values() for shards in splits.values()]
        total = sum(shards.count for shards in every)
        with Progress(total, "row") as progress:
            for shards in every:
                progress.rename(shards.config)
                for path, (start, stop) in shards.paths().items():
                    if path in present:
                        progress.update(stop - start)
                    else:
                        self._add(path, shards.content(start, stop, progress.update), stop - start)
            self._commit()
        if self._missing:
            raise PushError(
                f"Somebody else has removed shards of {_named(self._missing)} meanwhile: run the same command again."
            )
        counts: dict[str, int] = {}
        for shards in every:
            counts[shards.split] = counts.get(shards.split, 0) + shards.count
        rows = ", ".join(f"{split} {count}" for split, count in counts.items())
        return f"{self._repo}: {_named(list(self._configs))} ({rows})"

    def _prepare(self) -> None:
        made = ask(
            lambda: self._api.create_repo(self._repo, repo_type="dataset", private=self._private, exist_ok=True),
            self._repo,
        )
        self._repo = made.repo_id
        if self._revision:
            branch = self._revision
            ask(
                lambda: self._api.create_branch(self._repo, branch=branch, repo_type="dataset", exist_ok=True),
                self._repo,
            )

    def _add(self, path: str, content: bytes, rows: int) -> None:
        """Takes a shard; uploads and commits where enough have come together."""
        self._made.append(CommitOperationAdd(path, content))
        self._rows += rows
        if len(self._made) + len(self._uploaded) >= SHARDS_PER_COMMIT or self._rows >= ROWS_PER_COMMIT:
            self._commit()
        elif sum(operation.upload_info.size for operation in self._made) >= BYTES_AT_ONCE:
            self._upload()

    def _upload(self) -> None:
        """Uploads the shards that were made, for a commit to come, and frees their memory."""
        if self._made:
            ask(
                lambda: self._api.preupload_lfs_files(
                    self._repo, self._made, repo_type="dataset", revision=self._revision
                ),
                self._repo,
            )
        self._uploaded += self._made
        self._made = []

    def _commit(self) -> None:
        """Commits what was uploaded, and publishes the configs that are complete with it."""
        self._upload()
        self._missing = ask(self._commit_once, self._repo)
        self._uploaded = []
        self._rows = 0

    def _commit_once(self) -> list[str]:
        """One try on top of the repository's present state; gives the configs that are not complete after it."""
        head = self._head()
        present = self._files(head)
        new = [operation for operation in self._uploaded if operation.path_in_repo not in present]
        there = present | {operation.path_in_repo for operation in new}
        complete = {
            config: splits
            for config, splits in self._configs.items()
            if all(path in there for shards in splits.values() for path in shards.paths())
        }
        old = self._readme(head)
        patterns = {
            config: {split: shards.pattern for split, shards in splits.items()} for config, splits in complete.items()
        }
        card = updated_card(old, patterns) if complete else old
        operations: list[CommitOperationAdd | CommitOperationDelete] = [*new]
        operations += map(CommitOperationDelete, _stale(present, complete))
        if card is not None and card != old:
            operations.append(CommitOperationAdd("README.md", card.encode()))
        if operations:
            configs = list(dict.fromkeys(operation.path_in_repo.split("/")[0] for operation in new))
            message = f"Add {len(new)} shards of {_named(configs)}" if new else f"Publish {_named(list(complete))}"
            self._api.create_commit(
                self._repo,
                operations,
                commit_message=message,
                repo_type="dataset",
                revision=self._revision,
                parent_commit=head,
            )
        return [config for config in self._configs if config not in complete]

    def _head(self) -> str:
        """The commit to which the branch points."""
        return str(self._api.repo_info(self._repo, repo_type="dataset", revision=self._revision).sha)

    def _files(self, head: str) -> set[str]:
        """The Parquet files of a commit."""
        tree = self._api.list_repo_tree(self._repo, recursive=True, repo_type="dataset", revision=head)
        return {item.path for item in tree if item.path.endswith(".parquet")}

    def _readme(self, head: str) -> str | None:
        try:
            path = self._api.hf_hub_download(self._repo, "README.md", repo_type="dataset", revision=head)
        except LocalEntryNotFoundError as error:
            raise ConnectionError(f"no answer about README.md: {error}") from error
        except EntryNotFoundError:
            return None
        with open(path, encoding="utf-8") as file:
            return file.read()


def _stale(present: Iterable[str], complete: Mapping[str, Mapping[str, AnyShards]]) -> list[str]:
    """The files that the shards of complete configs replace."""
    found = []
    for path in present:
        config, _, name = path.partition("/")
        shards = complete.get(config, {}).get(name.partition("-")[0])
        if shards is not None and path not in shards.paths():
            found.append(path)
    return sorted(found)


def _named(configs: Sequence[str]) -> str:
    """The first of some configs, and how many more there are."""
    more = len(configs) - MOST_NAMED
    return ", ".join(configs[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
