"""What a game is: the values that a game folder declares and the core works with.

A game is a `Game` value. Its functions live in three rooms: `engine.py` (states, rules, searches),
`picture.py` (drawing and describing), `tasks.py` (questions). The core calls them through this
contract and knows nothing else of any game.

Words that are used in one sense only: a *part* is one task at one level; a *place* is a named thing in a picture
(`gameqa.places`); a *cell* is a field of a grid, (row, column) (`gameqa.grid`); a *tile* is what is drawn in one cell
(`gameqa.draw.tiles`); a *mark* is what a question adds to the picture.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from gameqa.errors import Redraw
from gameqa.places import Place
from gameqa.rng import Rng

if TYPE_CHECKING:
    from gameqa.draw.canvas import Picture
    from gameqa.draw.looks import Look, Rgb

State = TypeVar("State")
Item = TypeVar("Item")
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
        legend: what has to be said of this question's picture beside the legend of its task; empty for nothing.
        text_steps: the reasoning where the state is told as text alone; empty where `steps` says nothing of a picture.
    """

    text: str
    answer: str
    steps: tuple[str, ...]
    options: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    evidence: tuple[tuple[str, Place], ...] = ()
    asked: Mapping[str, Any] = field(default_factory=dict)
    legend: str = ""
    text_steps: tuple[str, ...] = ()


class NewState(Protocol[Drawn]):
    """Draws a random state of a level.

    `accept(split_key)` tells whether a state belongs to the wanted split. The core asks it for
    every state; a generator with an expensive second half asks early and saves that half.
    Raises `Redraw` where a try fails.
    """

    def __call__(self, level: str, rng: Rng, accept: Accept) -> Drawn: ...


@dataclass(frozen=True)
class Difficulty(Generic[State]):
    """What makes questions of a game or a task hard.

    Attributes:
        name: the measure in a few words, for reports.
        of: how much of it a question about a state has; its mean rises strictly from level to level.
    """

    name: str
    of: Callable[[State, Question], float]

    @classmethod
    def of_state(cls, name: str, measure: Callable[[State], float]) -> Difficulty[State]:
        """A measure that looks at the state alone."""
        return cls(name, lambda state, _: measure(state))


@dataclass(frozen=True)
class Shortcut(Generic[State]):
    """A cheap way round the point of a task, which must not pay.

    Attributes:
        name: what it does, in a few words, for reports.
        guesses: the answers (texts, as in `Question.answer`) among which somebody chooses who uses it; empty where it
            tells nothing.
    """

    name: str
    guesses: Callable[[State, Question], Collection[str]]


@dataclass(frozen=True)
class Allowance:
    """A gate of the audit that a task need not keep, and why.

    Attributes:
        gate: the gate's name, as the audit prints it.
        limit: what is allowed in place of the gate's own limit, for 400 samples.
        reason: why, in a few words.
        levels: the levels for which it holds.
    """

    gate: str
    limit: float
    reason: str
    levels: tuple[str, ...] = LEVELS


ASKS_FOR_COUNTS = Allowance("counts tell answer", 1.0, "the question asks for a count, or for what follows from one")
"""For tasks whose answer is a count of the things of a state, or a plain consequence of such counts."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Task(Generic[State]):
    """One kind of question.

    Attributes:
        id: the task's id, unique within the game.
        description: one line for tables.
        qa_type: one of `QA_TYPES`.
        qa_level: Easy, Medium or Hard: the question's own difficulty.
        answer_type: one of `ANSWER_TYPES`.
        beyond: whether the task is this library's own: the paper's set, arXiv 2505.13886, does not have it.
        make: makes the question, or raises `Redraw` where the state does not suit.
        rules: names of those paragraphs of `Game.rules` that the question needs, in the order of the text.
        legend: names of those paragraphs of `Game.legend` that tell of what this task's pictures show; all of them
            where not given.
        answer_format: how to write the answer, for answers that are not a choice.
        check: for answers with many right forms: scores a value, from 0 to 1, with the state and `Question.asked`;
            where not given, the value must equal that of the row's answer.
        read: turns an answer's text into a value, or raises `gameqa.errors.Unreadable`; where not given, the reader of
            the answer's type (`gameqa.scoring.kinds`), as for all choices.
        new_state: draws the states of this task where the game's own do not suit.
        states: lists all states of a level in a split, where there are few; these are then walked by a
            seeded permutation instead of drawn. `make` must not raise `Redraw` for any of them. None for a level
            whose states are many: those are drawn by `new_state`.
        difficulty: the task's own measure, where the game's does not bear on it.
        shortcuts: cheap rules that the audit measures and gates.
        allowances: gates of the audit that the task need not keep, each with its reason.
        former_ids: the task's ids in earlier releases, whose rows are still scored.
    """

    id: str
    description: str
    qa_type: str
    qa_level: str
    answer_type: str
    beyond: bool = False
    make: Callable[[State, Rng], Question]
    rules: tuple[str, ...] = ()
    legend: tuple[str, ...] | None = None
    answer_format: str = ""
    check: Callable[[State, Mapping[str, Any], Any], float] | None = None
    read: Callable[[str], object] | None = None
    new_state: NewState[State] | None = None
    states: Callable[[str, Accept], Sequence[State] | None] | None = None
    difficulty: Difficulty[State] | None = None
    shortcuts: tuple[Shortcut[State], ...] = ()
    allowances: tuple[Allowance, ...] = ()
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Game(Generic[State]):
    """One game: the declaration that its folder exports as `GAME`.

    Attributes:
        id, title, category: names; `category` is a key of `CATEGORIES`.
        in_domain: whether the paper trains on the game.
        version: raised whenever any output of the game changes.
        scene: one sentence that says what is seen; every question begins with it.
        rules: named paragraphs of rules, independent of how the state is shown; a task names those that it needs.
        legend: named paragraphs that say how the picture shows the state, true in every look.
        state_type: the immutable dataclass of states; its fields are plain values.
        new_state: draws a state of a level.
        split_key: text that is equal for states which must share a split: the state reduced by
            its symmetries, or a part of it.
        draw: the picture of a state.
        describe: the same facts as text.
        colors: groups of colors of a look: within a group things are told apart by color, which
            are given by the things' names.
        difficulty: what makes a state hard; tasks on which it does not bear have their own.
        tasks: all tasks.
        credits: what the game ships that others have made, with its authors and license: sentences for the card of the
            data set, which must name them.
    """

    id: str
    title: str
    category: str
    in_domain: bool
    version: int
    scene: str
    rules: Mapping[str, str]
    legend: Mapping[str, str]
    state_type: type[State]
    new_state: NewState[State]
    split_key: Callable[[State], str]
    draw: Callable[[State, tuple[Mark, ...], Look], Picture]
    describe: Callable[[State, tuple[Mark, ...]], str]
    colors: Callable[[Look], Sequence[Mapping[str, Rgb]]]
    difficulty: Difficulty[State]
    tasks: tuple[Task[State], ...]
    credits: str = ""

    def task(self, task_id: str) -> Task[State]:
        """The task with this id, of this release or an earlier one; KeyError where there is none."""
        for task in self.tasks:
            if task_id == task.id or task_id in task.former_ids:
                return task
        raise KeyError(task_id)


def keep(split_key: str, accept: Accept) -> None:
    """Goes on only with a state that belongs to the wanted split.

    Raises:
        Redraw: the state with this split key belongs to another one.
    """
    if not accept(split_key):
        raise Redraw


def level_by(table: Mapping[str, Item], suits: Callable[[Item], bool]) -> str:
    """The level whose entry of a table suits: what level a state is of, where the state itself tells.

    Raises:
        ValueError: no entry suits.
    """
    for level, entry in table.items():
        if suits(entry):
            return level
    raise ValueError("the state is of no level")


def canonical_json(value: Any) -> str:
    """JSON text that is equal for equal values."""
    return _ENCODER.encode(value)


_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


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
