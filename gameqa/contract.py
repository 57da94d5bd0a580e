"""What a game is: the values that a game folder declares and the core works with.

A game is a `Game` value. Its functions live in three rooms: `engine.py` (states, rules, searches),
`picture.py` (drawing and describing), `tasks.py` (questions). The core calls them through this
contract and knows nothing else of any game.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from gameqa.rng import Rng

if TYPE_CHECKING:
    from gameqa.draw.canvas import Picture
    from gameqa.draw.looks import Look, Rgb

State = TypeVar("State")
Drawn = TypeVar("Drawn", covariant=True)

LEVELS = ("easy", "medium", "hard")
SPLITS = ("train", "validation", "test")

CATEGORIES: Mapping[str, str] = {
    "spatial_perception": "3D spatial perception and understanding",
    "pattern_recognition": "Pattern recognition and matching",
    "multistep_reasoning": "Multi-step reasoning",
    "strategic_planning": "Strategic planning",
}

PERCEPTION = "Target Perception"
PREDICTION = "State Prediction"
STRATEGY = "Strategy Optimization"
QA_TYPES = (PERCEPTION, PREDICTION, STRATEGY)

CHOICE, INTEGER, DECIMAL, CELL, CELLS, MOVES, GRID, TEXT = (
    "choice",
    "integer",
    "decimal",
    "cell",
    "cells",
    "moves",
    "grid",
    "text",
)
ANSWER_TYPES = (CHOICE, INTEGER, DECIMAL, CELL, CELLS, MOVES, GRID, TEXT)

LETTERS = "ABCDEFGHIJ"

Place = tuple[Any, ...]
"""A named thing in a picture, such as ("cell", 2, 5) or ("piece", 3); each game documents its own."""

Box = tuple[int, int, int, int]
"""left, top, right, bottom in pixels; right and bottom are just outside."""

Accept = Callable[[str], bool]
"""Tells whether a state with this split key belongs to the split that is being made."""


@dataclass(frozen=True)
class Mark:
    """Something that a question adds to the picture of a state.

    Attributes:
        kind: what is drawn; each game documents the kinds that it knows.
        place: where it is drawn.
        content: plain data that the drawing needs (texts, numbers, nested tuples).
    """

    kind: str
    place: Place
    content: Any = None


@dataclass(frozen=True)
class Question:
    """One question about one state.

    Attributes:
        text: what is asked; rules, options and the answer's format are added by the core.
        answer: canonical text of the answer, for a choice the text of the right option.
        steps: the reasoning, one true sentence or line a step.
        options: the options of a choice in their final order, the right one among them.
        marks: what is drawn beside the state.
        evidence: label and place of what the answer rests on.
        asked: what `Task.check` must know of the question besides the state, as plain JSON.
    """

    text: str
    answer: str
    steps: tuple[str, ...]
    options: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    evidence: tuple[tuple[str, Place], ...] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)


class NewState(Protocol[Drawn]):
    """Draws a random state of a level.

    `accept(split_key)` tells whether a state belongs to the wanted split. The core asks it for
    every state; a generator with an expensive second half asks early and saves that half.
    Raises `Redraw` where a try fails.
    """

    def __call__(self, level: str, rng: Rng, accept: Accept) -> Drawn: ...


@dataclass(frozen=True)
class Task(Generic[State]):
    """One kind of question.

    Attributes:
        id: the task's id, unique within the game.
        description: one line for tables.
        qa_type: one of `QA_TYPES`.
        qa_level: Easy, Medium or Hard: the question's own difficulty.
        answer_type: one of `ANSWER_TYPES`.
        make: makes the question, or raises `Redraw` where the state does not suit.
        answer_format: how to write the answer, for answers that are not a choice.
        rules: what this task adds to the rules of the game.
        check: for answers with many right forms: scores a value, from 0 to 1, with the state and `Question.asked`;
            None: the value must equal that of the row's answer.
        new_state: draws the states of this task where the game's own do not suit.
        states: lists all states of a level in a split, where there are few; these are then walked by a
            seeded permutation instead of drawn. `make` must not raise `Redraw` for any of them.
        read: turns an answer's text into a value, or raises `gameqa.errors.Unreadable`; None: the reader of the
            answer's type (`gameqa.scoring.kinds`), as for all choices.
    """

    id: str
    description: str
    qa_type: str
    qa_level: str
    answer_type: str
    make: Callable[[State, Rng], Question]
    answer_format: str = ""
    rules: str = ""
    check: Callable[[State, Mapping[str, Any], Any], float] | None = None
    new_state: NewState[State] | None = None
    states: Callable[[str, Accept], Sequence[State]] | None = None
    read: Callable[[str], object] | None = None


@dataclass(frozen=True)
class Game(Generic[State]):
    """One game: the declaration that its folder exports as `GAME`.

    Attributes:
        id, title, category: names; `category` is a key of `CATEGORIES`.
        in_domain: whether the paper trains on the game.
        version: raised whenever any output of the game changes.
        rules: the rules, independent of how the state is shown.
        legend: how the picture shows the state, true in every look.
        state_type: the immutable dataclass of states; its fields are plain values.
        new_state: draws a state of a level.
        split_key: text that is equal for states which must share a split: the state reduced by
            its symmetries, or a part of it.
        draw: the picture of a state.
        describe: the same facts as text.
        colors: groups of colours of a look: within a group things are told apart by colour, which
            are given by the things' names.
        difficulty: what makes a state hard, in a few words, and how much of it a state has; its mean
            rises from level to level. Raises `Redraw` for states of tasks to which it does not apply.
        tasks: all tasks.
    """

    id: str
    title: str
    category: str
    in_domain: bool
    version: int
    rules: str
    legend: str
    state_type: type[State]
    new_state: NewState[State]
    split_key: Callable[[State], str]
    draw: Callable[[State, tuple[Mark, ...], Look], Picture]
    describe: Callable[[State, tuple[Mark, ...]], str]
    colors: Callable[[Look], Sequence[Mapping[str, Rgb]]]
    difficulty: tuple[str, Callable[[State], float]]
    tasks: tuple[Task[State], ...]

    def task(self, task_id: str) -> Task[State]:
        """The task with this id; KeyError where there is none."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)


def canonical_json(value: Any) -> str:
    """JSON text that is equal for equal values."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def state_to_json(state: Any, asked: Mapping[str, Any] | None = None) -> str:
    """Canonical JSON of a state's fields; what the question asked of it goes under "asked"."""
    plain = {part.name: getattr(state, part.name) for part in fields(state)}
    if asked:
        plain["asked"] = dict(asked)
    return canonical_json(plain)


def state_from_json(state_type: type[State], text: str) -> tuple[State, Mapping[str, Any]]:
    """The state, and what was asked of it, from the text of `state_to_json`."""
    plain = json.loads(text)
    asked = plain.pop("asked", {})
    return state_type(**{name: _frozen(value) for name, value in plain.items()}), asked


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value
