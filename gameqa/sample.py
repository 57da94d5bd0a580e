"""Making samples: from a key to state, question and row."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gameqa import registry, wording
from gameqa.contract import (
    CHOICE,
    LETTERS,
    LEVELS,
    SPLITS,
    Game,
    Mark,
    Question,
    Task,
    canonical_json,
    state_to_json,
)
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, look_of
from gameqa.draw.png import encode_png
from gameqa.errors import GenerationError, Redraw, unknown
from gameqa.keys import LOOKS, Key, parse_data_id, split_of
from gameqa.listed import listed_states, state_at
from gameqa.locking import GAMES

MOST_ATTEMPTS = 20_000

Row = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """A question about a state, not yet drawn."""

    key: Key
    game: Game[Any]
    task: Task[Any]
    state: Any
    question: Question

    @property
    def fingerprint(self) -> bytes:
        """Equal for samples that show and ask the same, whatever their keys and options are."""
        content = canonical_json([self.question.text, [_plain(mark) for mark in self.question.marks]])
        text = f"{self.game.id}\n{self.task.id}\n{self._state_text}\n{content}"
        return hashlib.blake2b(text.encode(), digest_size=12).digest()

    @cached_property
    def _state_text(self) -> str:
        return state_to_json(self.state)

    @property
    def answer(self) -> str:
        """The answer as it stands in the row: a letter for a choice."""
        if self.task.answer_type != CHOICE:
            return self.question.answer
        return LETTERS[self.question.options.index(self.question.answer)]

    def picture(self) -> Picture:
        """The picture in the look that the key names."""
        look = look_of(self.key.rng("look")) if self.key.style == "varied" else PLAIN
        with GAMES:
            return self.game.draw(self.state, self.question.marks, look)

    def scored_row(self) -> Row:
        """The id and the columns of the row that its score depends on; no picture is drawn for them."""
        return {
            "data_id": self.key.data_id,
            "game": self.game.id,
            "task": self.task.id,
            "state": state_to_json(self.state, self.question.asked) if self.question.asked else self._state_text,
            "options": list(self.question.options),
            "answer": self.answer,
            "answer_type": self.task.answer_type,
        }

    def row(self) -> Row:
        """The row of the data set, with the columns of the design."""
        with GAMES:
            return self._row()

    def _row(self) -> Row:
        key, game, task, question = self.key, self.game, self.task, self.question
        scored = self.scored_row()
        described = None if key.modality == "image" else game.describe(self.state, question.marks)
        image: dict[str, Any] | None = None
        evidence: list[dict[str, Any]] = []
        if key.modality != "text":
            picture = self.picture()
            image = {"bytes": encode_png(picture), "path": None}
            evidence = [{"label": label, "box": list(picture.box(place))} for label, place in question.evidence]
        return {
            "data_id": scored["data_id"],
            "game": game.id,
            "category": game.category,
            "task": task.id,
            "question_id": game.tasks.index(task),
            "question_description": task.description,
            "qa_type": task.qa_type,
            "qa_level": task.qa_level,
            "plot_level": key.level.capitalize(),
            "image": image,
            "state": scored["state"],
            "question": wording.compose(game, task, question, key.modality, described),
            "options": scored["options"],
            "answer": scored["answer"],
            "answer_type": task.answer_type,
            "analysis": wording.reasoning(question, scored["answer"], key.modality),
            "evidence": evidence,
        }


def attempt_sample(key: Key) -> Sample:
    """The sample of exactly this key and attempt.

    Raises:
        Redraw: the attempt fails, its state does not suit, or belongs to another split.
    """
    with GAMES:
        return _attempt(key)


def _attempt(key: Key) -> Sample:
    game = registry.get_game(key.game)
    task = registry.get_task(game, key.task)
    rng = key.rng("state")
    states = listed_states(key.game, key.task, key.level, key.split)
    if states is not None:
        if key.attempt:
            raise Redraw
        state = state_at(key, states)
        return Sample(key, game, task, state, task.make(state, rng))

    def accept(split_key: str) -> bool:
        return split_of(game.id, split_key) == key.split

    state = (task.new_state or game.new_state)(key.level, rng, accept)
    if not accept(game.split_key(state)):
        raise Redraw
    return Sample(key, game, task, state, task.make(state, rng))


def draw_sample(key: Key, seen: set[bytes] | None = None) -> Sample:
    """The first attempt of this key that succeeds and repeats nothing in `seen`, which it joins.

    A task that lists its states repeats one only when all have been used.

    Raises:
        GenerationError: none of `MOST_ATTEMPTS` attempts did.
    """
    if listed_states(key.game, key.task, key.level, key.split) is not None:
        return attempt_sample(key.at(0))
    for attempt in range(MOST_ATTEMPTS):
        try:
            sample = attempt_sample(key if attempt == key.attempt else key.at(attempt))
        except Redraw:
            continue
        if seen is not None:
            fingerprint = sample.fingerprint
            if fingerprint in seen:
                continue
            seen.add(fingerprint)
        return sample
    raise GenerationError(
        f"No new sample of config '{key.game}-{key.task}-{key.level}' was found in {MOST_ATTEMPTS} tries "
        f"(split {key.split}, seed {key.seed}, index {key.index})."
    )


def recreate(data_id: str) -> Row:
    """The row with this id, made again from the id alone: a question's, or a transition's.

    Raises:
        ValueError: as `sample_of_id`.
    """
    from gameqa.play.transitions import is_transition, recreate_transition

    return recreate_transition(data_id) if is_transition(data_id) else sample_of_id(data_id).row()


def sample_of_id(data_id: str) -> Sample:
    """The sample with this id, not yet drawn.

    Raises:
        ValueError: the id is malformed, names an unknown game or task, belongs to another version
            of its game or of the looks, or to no sample.
    """
    key = parse_data_id(data_id)
    game = registry.get_game(key.game)
    task = registry.get_task(game, key.task)
    for what, value, allowed in (("difficulty", key.level, LEVELS), ("split", key.split, SPLITS)):
        if value not in allowed:
            raise unknown(what, value, allowed)
    if key.version != game.version or key.task != task.id:
        raise ValueError(
            f"data_id {data_id!r} is of version {key.version} of {game.id}; this release of gameqa makes "
            f"version {game.version}. Install the release that made it to get the same sample."
        )
    if key.looks != LOOKS:
        raise ValueError(
            f"data_id {data_id!r} is drawn in version {key.looks} of the looks; this release of gameqa has version "
            f"{LOOKS}. Install the release that made it to get the same picture."
        )
    try:
        return attempt_sample(key)
    except Redraw:
        raise ValueError(f"data_id {data_id!r} names no sample: its attempt {key.attempt} was discarded.") from None


def _plain(mark: Mark) -> list[Any]:
    return [mark.kind, mark.place, mark.content]
