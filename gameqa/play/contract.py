"""How a game is played: what a game folder's `play.py` declares and the environments work with.

A *position* is all that an episode is in, what the player cannot see included; a *view* is the state of the game's own
contract that is drawn of it. An *action* is a short text; each has one canonical form.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from gameqa.contract import Accept, Game, Mark
from gameqa.rng import Rng

Position = TypeVar("Position")
Started = TypeVar("Started", covariant=True)


Form = tuple[str, str | Callable[..., str | None]]
"""A regular expression, and what becomes of its groups."""


class Start(Protocol[Started]):
    """Draws the position with which an episode of a level begins, as `gameqa.contract.NewState` draws states.

    `accept(split_key)` tells whether a position whose view has this split key belongs to the wanted split; the core
    asks it for every position. Raises `Redraw` where a try fails.
    """

    def __call__(self, level: str, rng: Rng, accept: Accept) -> Started: ...


@dataclass(frozen=True)
class View:
    """What is seen of a position.

    Attributes:
        state: a state of the game, as `Game.draw` and `Game.describe` take it.
        marks: what is drawn beside it.
    """

    state: Any
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Turn(Generic[Position]):
    """What an action led to, the reply of an opponent or of chance included.

    Attributes:
        position: the position after it.
        told: what happened, in a sentence or two.
    """

    position: Position
    told: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Policy(Generic[Position]):
    """A player of stated strength, for demonstrations and as a baseline.

    Attributes:
        name: what it does, in a few words.
        plan: the actions that it would make next, at least one while the position is not over; all that lead to the
            end where nothing is left to chance. The same for equal positions. It knows no more than the player, or
            its name says so.
        exact: whether it always reaches the score 1 within the limit.
    """

    name: str
    plan: Callable[[Position], Sequence[str]]
    exact: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Play(Generic[Position]):
    """How a game is played: the declaration that a game folder's `play.py` exports as `PLAY`.

    Attributes:
        game: the game.
        version: raised whenever an episode comes out differently for the same id and actions, pictures included.
        goal: what is to be reached and how it is scored, in a sentence or two.
        rules: names of those paragraphs of `Game.rules` that the player must know, in the order of the text.
        legend: names of those paragraphs of `Game.legend` that tell of what the pictures show; all where not given.
        more: rules that only playing needs.
        briefing: what a player must know of an episode besides what is seen, in sentences, given its first position.
        action_format: how an action is written, in a sentence or two.
        example: an action in its canonical form.
        forms: how an action may be written: regular expressions, each with the canonical form in whose {} its groups
            go, or a function that makes it of them, or returns None where they name no action. One of them matches the
            whole of a text in lower case, with single spaces and without a full stop.
        start: draws the first position.
        view: what is seen of a position; shows nothing that the player must not know.
        actions: the legal actions of a position in canonical form, in an order that tells nothing; none once it is
            over.
        apply: what a legal action leads to; all chance comes from the generator, which is another one in every turn.
        why_not: why a readable action is not legal in a position, in a sentence.
        is_over: whether the game has ended.
        score: how far the goal is reached, from 0 to 1, given the first position and the present one; 1 where it is
            reached. It depends on where the game is, not on how it came there, so going in circles earns nothing.
        limit: how many actions there are for an episode that begins so.
        policy: a player.
        fewest: the smallest number of actions that reach the score 1 from a first position, where it is known.
        visible: the view as plain JSON values, where the state has fields that tell what is not seen.
        redeal: another position that looks the same, its hidden facts drawn anew; for games that have such facts.
    """

    game: Game[Any]
    version: int
    goal: str
    rules: tuple[str, ...]
    legend: tuple[str, ...] | None = None
    more: str = ""
    briefing: Callable[[Position], str] | None = None
    action_format: str
    example: str
    forms: tuple[Form, ...]
    start: Start[Position]
    view: Callable[[Position], View]
    actions: Callable[[Position], Sequence[str]]
    apply: Callable[[Position, str, Rng], Turn[Position]]
    why_not: Callable[[Position, str], str]
    is_over: Callable[[Position], bool]
    score: Callable[[Position, Position], float]
    limit: Callable[[Position], int]
    policy: Policy[Position]
    fewest: Callable[[Position], int] | None = None
    visible: Callable[[Position], Any] | None = None
    redeal: Callable[[Position, Rng], Position] | None = None
