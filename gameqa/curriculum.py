"""A stream of rows whose mix follows what a model can do: what it answers about half the time is asked most.

    curriculum = Curriculum("all")
    trainer = GRPOTrainer(model, train_dataset=curriculum.to_trl(), reward_funcs=curriculum.reward, args=...)

The mix is decided where the trainer runs; other processes only make the rows that were decided.
"""

from __future__ import annotations

import math
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import datasets

from gameqa.adapters.rows import INSTRUCTION
from gameqa.builders.features import features
from gameqa.configs import DEFAULT_CONFIG, Part, check_choice, check_seed, check_split, parse_config
from gameqa.contract import canonical_json
from gameqa.keys import MODALITIES, STYLES, Key, digest, parse_data_id
from gameqa.rng import Rng
from gameqa.running import RunningScores
from gameqa.sample import Row, draw_sample

EVEN_EVERY = 10
"""Every tenth row is of a task and level that comes round evenly, whatever the scores are."""

MOST_WAITING = 10_000
"""So many rows are remembered whose scores have not come; of older ones none is expected any more."""

WEIGHT_UNIT = 2**40


class Keys:
    """The keys of the next rows, for `DataLoader(curriculum.dataset, sampler=curriculum.sampler)`."""

    def __init__(self, curriculum: Curriculum, given: deque[Key] | None = None) -> None:
        self._curriculum, self._given = curriculum, given

    def __iter__(self) -> Iterator[Key]:
        while True:
            key = self._curriculum.decide()
            if self._given is not None:
                self._given.append(key)
            yield key


class MadeRows:
    """A map-style data set: the row of any key, made by whichever process asks."""

    def __getitem__(self, key: Key) -> Row:
        return draw_sample(key).row()


class Curriculum:
    """A stream over any config, mixed by the scores that are reported.

    Of ten rows nine are of tasks and levels drawn by weight: (4 s (1 - s)) squared for a running score s, which is 1
    where half of the answers are right and 0 where all or none are. The tenth goes round all tasks and levels, so that
    each comes at least once in every ten times as many rows as there are of them. Every task and level asks its own
    rows 0, 1, 2, ..., each once.

    Args:
        config: a config name.
        split: the split that rows are of.
        seed: other seeds give other rows in another order.
        style, modality: as of `load_dataset`.
        workers: how many processes make rows for `rows`; with none they are made where they are asked for.
        prefetch: how many rows every worker is ahead.

    Raises:
        ValueError: an argument is not allowed.
    """

    def __init__(
        self,
        config: str = DEFAULT_CONFIG,
        *,
        split: str = "train",
        seed: int = 0,
        style: str = "plain",
        modality: str = "image",
        workers: int = 0,
        prefetch: int = 2,
    ) -> None:
        for what, value, least in (("workers", workers, 0), ("prefetch", prefetch, 1)):
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise ValueError(f"{what} must be an integer, at least {least}, got {value!r}.")
        self._mixture = parse_config(config)
        self._split, self._seed = check_split(split), check_seed(seed)
        self._style, self._modality = (
            check_choice("style", style, STYLES),
            check_choice("modality", modality, MODALITIES),
        )
        self._workers, self._prefetch = workers, prefetch
        self._places = {part: place for place, part in enumerate(self._mixture.parts)}
        self._scores = RunningScores(self._mixture.parts)
        self._asked = [0] * len(self._mixture.parts)
        self._decided = 0
        self._waiting: dict[tuple[int, int], int] = {}
        self._again: deque[tuple[int, int]] = deque()
        self._weights: list[int] | None = None
        self.lag = 0.0

    @property
    def dataset(self) -> MadeRows:
        """Rows by key, for a `DataLoader` of your own; its workers make the rows."""
        return MadeRows()

    @property
    def sampler(self) -> Keys:
        """Keys without end, for the same `DataLoader`; they are decided in the process that iterates."""
        return Keys(self)

    @property
    def ahead(self) -> int:
        """How many rows were decided whose scores have not come."""
        return len(self._waiting)

    def decide(self) -> Key:
        """The key of the next row."""
        if self._again:
            place, index = self._again.popleft()
            return self._key(place, index)
        place = self._next_part()
        index = self._asked[place]
        self._asked[place] += 1
        self._waiting[place, index] = self._decided
        self._decided += 1
        if len(self._waiting) > MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]
        return self._key(place, index)

    def _next_part(self) -> int:
        turn, rest = divmod(self._decided, EVEN_EVERY)
        parts = len(self._mixture.parts)
        if rest == EVEN_EVERY - 1:
            return self._mixture.order(self._split, self._seed, turn // parts)[turn % parts]
        rng = Rng(f"curriculum/{self._mixture.name}/{self._split}/{self._seed}/{self._decided}")
        return rng.weighted(self._present_weights())

    def _present_weights(self) -> list[int]:
        if self._weights is None:
            self._weights = [1 + int(WEIGHT_UNIT * weight) for weight in self._scores.weights()]
        return self._weights

    def _key(self, place: int, index: int) -> Key:
        part = self._mixture.parts[place]
        return Key(
            part.game, part.version, part.task, part.level, self._split, self._seed, index,
            style=self._style, modality=self._modality,
        )  # fmt: skip

    def update(self, data_ids: Sequence[str], scores: Sequence[float]) -> None:
        """Reports how rows were answered; answers to the same row count as one, by their mean.

        Args:
            data_ids: the ids of the rows.
            scores: their scores, 0.0 to 1.0.

        Raises:
            ValueError: the lengths differ, a score is out of range, or an id is of no row of this curriculum; then
                nothing was noted.
        """
        ids, values = list(data_ids), [float(score) for score in scores]
        if len(ids) != len(values):
            raise ValueError(f"{len(ids)} data_ids and {len(values)} scores were given: one score an id is needed.")
        found: dict[tuple[int, int], list[float]] = {}
        for data_id, value in zip(ids, values, strict=True):
            if not 0.0 <= value <= 1.0:
                raise ValueError(f"a score must be from 0.0 to 1.0, got {value!r} for {data_id}.")
            found.setdefault(self._row_of(data_id), []).append(value)
        lags = []
        for (place, index), some in found.items():
            self._scores.add(place, math.fsum(some) / len(some))
            when = self._waiting.pop((place, index), None)
            if when is not None:
                lags.append(self._decided - 1 - when)
        self._weights = None
        if lags:
            self.lag = sum(lags) / len(lags)

    def _row_of(self, data_id: str) -> tuple[int, int]:
        """The number of the part and the index of a row."""
        key = parse_data_id(data_id)
        place = self._places.get(Part(key.game, key.version, key.task, key.level))
        if place is None or key.split != self._split:
            raise ValueError(f"{data_id} is no row of {self._mixture.name}, split {self._split}.")
        return place, key.index

    def rows(self) -> Iterator[Row]:
        """Rows without end, made by the workers of the curriculum, in the order in which they were decided.

        Raises:
            ValueError: in a worker of a data loader, which scores never reach.
        """
        _refuse_workers()
        if not self._workers:
            for key in self.sampler:
                yield self.dataset[key]
        from torch.utils.data import DataLoader

        given: deque[Key] = deque()
        loader: Any = DataLoader(
            self.dataset,  # type: ignore[arg-type]
            sampler=Keys(self, given),
            batch_size=None,
            num_workers=self._workers,
            prefetch_factor=self._prefetch,
        )
        try:
            for row in loader:
                given.popleft()
                yield row
        finally:
            # What was decided for this iteration alone comes in the next one.
            self._again.extendleft((self._place(key), key.index) for key in reversed(given))

    def __iter__(self) -> Iterator[Row]:
        return self.rows()

    def _place(self, key: Key) -> int:
        return self._places[Part(key.game, key.version, key.task, key.level)]

    def scores(self) -> dict[str, float]:
        """The running score of every task and level, by its config name."""
        return dict(zip(self._names(), self._scores.scores(), strict=True))

    def shares(self) -> dict[str, float]:
        """The share of every task and level among the next rows, by its config name."""
        weights, count = self._present_weights(), len(self._places)
        total, even = sum(weights), 1 / EVEN_EVERY
        shares = [(1 - even) * weight / total + even / count for weight in weights]
        return dict(zip(self._names(), shares, strict=True))

    def by_level(self) -> dict[str, tuple[float, float]]:
        """For every level its share among the next rows, and the mean of its running scores."""
        shares, scores, found = list(self.shares().values()), self._scores.scores(), {}
        for level in dict.fromkeys(part.level for part in self._places):
            own = [place for part, place in self._places.items() if part.level == level]
            found[level] = sum(shares[place] for place in own), sum(scores[place] for place in own) / len(own)
        return found

    def _names(self) -> list[str]:
        return [part.name for part in self._places]

    def state_dict(self) -> dict[str, Any]:
        """All that the next rows depend on, as plain JSON.

        Rows that wait for their scores are part of it: they are asked again when it is loaded.
        """
        waiting = [[place, index, when] for (place, index), when in self._waiting.items()]
        return {
            "identity": self._identity(),
            "decided": self._decided,
            "asked": list(self._asked),
            "waiting": waiting,
            "scores": self._scores.state_dict(),
        }

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Goes on from what `state_dict` gave: first the rows that waited for their scores, then as if never stopped.

        Load it before iterating: workers that run already go on with rows that were decided before.

        Raises:
            ValueError: the state is of a curriculum with other arguments, or of another release's games.
        """
        if state["identity"] != self._identity():
            raise ValueError(
                f"this state is of another curriculum, {state['identity']}; this one is {self._identity()}."
            )
        self._decided, self._asked = int(state["decided"]), list(state["asked"])
        self._waiting = {(place, index): when for place, index, when in state["waiting"]}
        self._again = deque(self._waiting)
        self._scores.load_state_dict(state["scores"])
        self._weights = None

    def _identity(self) -> list[Any]:
        versions = sorted(self._mixture.versions.items())
        parts = f"{digest(canonical_json([[*map(list, versions)], self._names()])):016x}"
        return [self._mixture.name, self._split, self._seed, self._style, self._modality, parts]

    def to_trl(self, instruction: str | None = INSTRUCTION, system: str | None = None) -> datasets.IterableDataset:
        """The stream for TRL's trainers, as of `gameqa.adapters.trl.to_trl`; set `shuffle_dataset=False`."""
        from gameqa.adapters.trl import converted

        stream = datasets.IterableDataset.from_generator(self.rows, features=features())
        return converted(stream, self._modality != "text", instruction, system)

    def reward(self, completions: list[Any], **columns: Any) -> list[float]:
        """TRL's reward function: the score of every completion, which is reported too.

        In training on several devices every process notes the scores of all of them.
        """
        from gameqa.adapters.trl import reward

        scores = reward(completions, **columns)
        self.update(*_of_all_processes(list(columns["data_id"]), scores))
        if "log_metric" in columns:
            log = columns["log_metric"]
            for level, (share, score) in self.by_level().items():
                log(f"share/{level}", share)
                log(f"score/{level}", score)
            log("curriculum/ahead", float(self.ahead))
            log("curriculum/lag", self.lag)
        return scores


def _refuse_workers() -> None:
    """ValueError in a worker of a data loader of torch."""
    torch = sys.modules.get("torch.utils.data")
    if torch is not None and torch.get_worker_info() is not None:
        raise ValueError(
            "a Curriculum decides in the trainer's process, and this is a worker of a data loader, which scores never "
            "reach: leave the loader's num_workers at 0 and give Curriculum(..., workers=N), or load "
            "curriculum.dataset with sampler=curriculum.sampler."
        )


def _of_all_processes(data_ids: list[str], scores: list[float]) -> tuple[list[str], list[float]]:
    """The ids and scores of all processes that train together."""
    distributed = sys.modules.get("torch.distributed")
    if distributed is None or not distributed.is_available() or not distributed.is_initialized():
        return data_ids, scores
    every: list[Any] = [None] * distributed.get_world_size()
    distributed.all_gather_object(every, (data_ids, scores))
    return [one for ids, _ in every for one in ids], [one for _, some in every for one in some]
