"""Episodes: a game played from a position that an id names, one action a turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from gameqa.contract import LEVELS, SPLITS, canonical_json, state_to_json
from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look, look_of
from gameqa.errors import GenerationError, Redraw, unknown
from gameqa.keys import LOOKS, Key, parse_data_id, split_of
from gameqa.play import wording
from gameqa.play.configs import PLAY
from gameqa.play.contract import Play
from gameqa.play.reading import read_action
from gameqa.play.registry import get_play
from gameqa.sample import MOST_ATTEMPTS


@dataclass(frozen=True)
class Report:
    """What came of an action.

    Attributes:
        told: what happened, or why nothing did.
        action: the action in its canonical form; None where none could be read.
        legal: whether it was one of the legal actions.
        reward: by how much the score has changed.
    """

    told: str
    action: str | None
    legal: bool
    reward: float


@dataclass(frozen=True)
class Moment:
    """What is seen of a position.

    Attributes:
        play: the game.
        position: the position.
        look: the look of the pictures.
    """

    play: Play[Any]
    position: Any
    look: Look

    def picture(self) -> Picture:
        """The picture."""
        view = self.play.view(self.position)
        return self.play.game.draw(view.state, view.marks, self.look)

    def description(self) -> str:
        """The same facts as text."""
        view = self.play.view(self.position)
        return self.play.game.describe(view.state, view.marks)

    def state(self) -> str:
        """The same as canonical JSON."""
        if self.play.visible is not None:
            return canonical_json(self.play.visible(self.position))
        return state_to_json(self.play.view(self.position).state)


class Episode:
    """One game in progress.

    Args:
        key: names the first position; of a key whose attempt does not suit, a later one is taken.
        start: the first position of exactly this key, where it is known.

    Attributes:
        key: the key whose attempt suited.
        position: all that the game is in.
        actions: the legal actions, in canonical form.
        score: from 0 to 1.
        left: how many actions are left.
        turns: how many legal actions have been made.
        illegal: how many other ones.
        told: what came of the last action; the rules and the goal at the beginning.

    Raises:
        GenerationError: no attempt of the key suits.
    """

    def __init__(self, key: Key, start: Any = None) -> None:
        self.play = get_play(key.game)
        self.key, self.start = _first(self.play, key) if start is None else (key, start)
        self.position = self.start
        self.actions: Sequence[str] = self.play.actions(self.start)
        self.limit = self.left = self.play.limit(self.start)
        self.score = self.play.score(self.start, self.start)
        self.is_over = self.play.is_over(self.start)
        self.turns = self.illegal = 0
        self.told = wording.instruction(self.play, self.start, self.limit, key.modality)

    @property
    def id(self) -> str:
        """The id from which the episode comes back."""
        return self.key.data_id

    @property
    def is_won(self) -> bool:
        """Whether the goal is reached in full."""
        return self.score == 1

    @property
    def is_done(self) -> bool:
        """Whether no action can be made any more."""
        return self.is_over or self.left == 0

    def act(self, text: str) -> Report:
        """Makes the action that a text names; one that can't be read or is not legal changes nothing, but counts.

        Raises:
            ValueError: the episode is done.
        """
        if self.is_done:
            raise ValueError(f"episode {self.id} is done: begin another one.")
        self.left -= 1
        action = read_action(self.play, text)
        is_legal = action is not None and action in self.actions
        before = self.score
        if action is None:
            told = wording.unread(self.play)
        elif not is_legal:
            told = wording.refused(action, self.play.why_not(self.position, action))
        else:
            turn = self.play.apply(self.position, action, self.key.rng(f"turn {self.turns}"))
            self.position, told = turn.position, turn.told
            self.turns += 1
            self.is_over = self.play.is_over(self.position)
            self.actions = () if self.is_over else self.play.actions(self.position)
            self.score = self.play.score(self.start, self.position)
        if not is_legal:
            self.illegal += 1
        self.told = told if self.is_over else f"{told} {wording.actions_left(self.left)}"
        return Report(told, action, is_legal, self.score - before)

    def moment(self) -> Moment:
        """What is seen now."""
        return Moment(self.play, self.position, self._look)

    def text(self) -> str:
        """What the player reads in this turn: what was told, and with the modalities text and both what is seen."""
        if self.key.modality == "image":
            return self.told
        return f"{self.told}\n\nThe state as text:\n{self.moment().description()}"

    def picture(self) -> Picture:
        """What is seen, in the look that the key names."""
        return self.moment().picture()

    def state(self) -> str:
        """What is seen, as canonical JSON."""
        return self.moment().state()

    def plan(self) -> Sequence[str]:
        """The actions that the game's policy would make next."""
        return self.play.policy.plan(self.position)

    @cached_property
    def _look(self) -> Look:
        return look_of(self.key.rng("look")) if self.key.style == "varied" else PLAIN


def _first(play: Play[Any], key: Key) -> tuple[Key, Any]:
    """The first attempt of a key whose position suits, and this position."""
    for attempt in range(key.attempt, MOST_ATTEMPTS):
        tried = key if attempt == key.attempt else key.at(attempt)
        try:
            return tried, attempt_position(play, tried)
        except Redraw:
            continue
    raise GenerationError(
        f"No position of '{key.game}-{PLAY}-{key.level}' was found in {MOST_ATTEMPTS} tries "
        f"(split {key.split}, seed {key.seed}, index {key.index})."
    )


def attempt_position(play: Play[Any], key: Key) -> Any:
    """The first position of exactly this key and attempt.

    Raises:
        Redraw: the attempt fails, or its position belongs to another split.
    """

    def accept(split_key: str) -> bool:
        return split_of(play.game.id, split_key) == key.split

    position = play.start(key.level, key.rng("state"), accept)
    if not accept(play.game.split_key(play.view(position).state)):
        raise Redraw
    return position


def episode_of_id(episode_id: str) -> Episode:
    """The episode with this id, at its beginning.

    Raises:
        ValueError: the id is malformed, is none of an episode, or of another release.
    """
    key = parse_data_id(episode_id)
    if key.task != PLAY:
        raise ValueError(f"{episode_id!r} names a question; an episode's id has {PLAY!r} in place of a task.")
    play = check_release(key)
    try:
        return Episode(key, attempt_position(play, key))
    except Redraw:
        raise ValueError(f"{episode_id!r} names no episode: its attempt {key.attempt} was discarded.") from None


def check_release(key: Key) -> Play[Any]:
    """How the game of a key is played, if the key is one of this release.

    Raises:
        ValueError: the game can't be played, a name is unknown, or the key is of another release.
    """
    play = get_play(key.game)
    for what, value, allowed in (("difficulty", key.level, LEVELS), ("split", key.split, SPLITS)):
        if value not in allowed:
            raise unknown(what, value, allowed)
    if (key.version, key.looks) != (play.version, LOOKS):
        raise ValueError(
            f"{key.data_id!r} is of another release of gameqa; this one plays version {play.version} of {key.game}, "
            f"with version {LOOKS} of the looks. Install the release that made it."
        )
    return play
