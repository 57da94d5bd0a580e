"""Playing Zuma: a shot a turn, until few enough marbles are left on the track."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gameqa.contract import Accept
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of, verb

from . import GAME, engine
from .engine import COLORS, GAP, Zuma
from .landing import landed
from .track import place_count, seen_places, whole

FEWER = {"easy": 12, "medium": 18, "hard": 24}
"""By how many there are to be fewer marbles."""

ANGLES = tuple(str(degrees) for degrees in range(360))


@dataclass(frozen=True)
class Match:
    """A field in play.

    Attributes:
        field: the field.
        goal: the number of marbles on the track with which the game is won.
        is_lost: whether a marble was pushed into the hole, which ends the game; the field is as it was before.
    """

    field: Zuma
    goal: int
    is_lost: bool = False

    @property
    def count(self) -> int:
        """How many marbles are on the track."""
        return len(self.field.marbles) - self.field.marbles.count(GAP)


def start(level: str, rng: Rng, accept: Accept) -> Match:
    """A field, with any loaded marble."""
    field = engine.new_zuma(level, rng, accept)
    return Match(field, Match(field, 0).count - FEWER[level])


def free_places(field: Zuma) -> int:
    """How many empty places there are between the last marble and the hole."""
    return place_count(field.track) - 1 - len(field.marbles)


def is_over(match: Match) -> bool:
    """Whether few enough marbles are left, or the game is lost."""
    return match.is_lost or match.count <= match.goal


def actions(match: Match) -> Sequence[str]:
    """All angles."""
    return () if is_over(match) else ANGLES


def apply(match: Match, action: str, rng: Rng) -> Turn[Match]:
    """A shot, and the next loaded marble."""
    field = match.field
    shots = engine.shoot(field, (2 * int(action),))
    color = COLORS[field.loaded]
    if shots.hit[0] < 0:
        return _loaded(match, field.marbles, f"The {color} marble hit nothing and left the field.", rng)
    hit, landing = int(shots.hit[0]), landed(field.marbles, field.loaded, int(shots.joins[0]))
    angle = whole(seen_places(field.track)[hit][0]) % 360
    told = f"The {color} marble hit the {COLORS[field.marbles[hit]]} one at {count_of(angle, 'degree')}"
    if not _fits(field, landing.marbles):
        return Turn(replace(match, is_lost=True), f"{told}. A marble was pushed into the hole: the game is lost.")
    if landing.removed:
        told += f", and {count_of(landing.removed, 'marble')} vanished, the shot included."
    else:
        told += " and joined the row beside it."
    return _loaded(match, landing.marbles, told, rng)


def _loaded(match: Match, marbles: str, told: str, rng: Rng) -> Turn[Match]:
    """The field with the next loaded marble, of one of the colors on the track."""
    colors = [letter for letter in COLORS if letter in marbles]
    after = replace(match, field=Zuma(match.field.track, marbles, rng.choice(colors)))
    if is_over(after):
        return Turn(after, f"{told} {_counts(after)} You win.")
    return Turn(after, f"{told} {_counts(after)} The loaded marble is {COLORS[after.field.loaded]}.")


def _counts(match: Match) -> str:
    free = free_places(match.field)
    return (
        f"There {verb(match.count, 'is', 'are')} {count_of(match.count, 'marble')} on the track, and the goal is "
        f"{match.goal}; {count_of(free, 'place')} between the last one and the hole {verb(free, 'is', 'are')} free."
    )


def score(start: Match, match: Match) -> float:
    """The share of the marbles that are to go that are gone."""
    return min(1.0, max(0.0, (start.count - match.count) / (start.count - match.goal)))


def plan(match: Match) -> Sequence[str]:
    """The angle with which most marbles vanish; if none do, one with which the shot comes to lie beside its color;
    else one past all marbles; at last one that costs no more than a place."""
    field = match.field
    joins = engine.shoot(field, range(0, 720, 2)).joins.tolist()
    worth = {place: PAST if place < 0 else _worth(field, place) for place in set(joins)}
    best = max(worth.values())
    return [max(ANGLES, key=lambda angle: worth[joins[int(angle)]] == best)]


REMOVES_NONE, PAST, BUILDS = -1, 0, 1
"""What shots that make no marbles vanish are worth, beside the number of those that others do."""


def _worth(field: Zuma, joins: int) -> int:
    landing = landed(field.marbles, field.loaded, joins)
    if not _fits(field, landing.marbles):
        return REMOVES_NONE - 1
    if landing.removed:
        return landing.removed
    beside = field.marbles[max(0, joins - 1) : joins + 1]
    return BUILDS if field.loaded in beside else REMOVES_NONE


def _fits(field: Zuma, marbles: str) -> bool:
    return len(marbles) < place_count(field.track)


PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Bring the number of marbles on the track down to the stated one. The score is the share of the marbles that "
        "are to go by which there are fewer than at first."
    ),
    rules=("track", "shots", "runs", "angles"),
    legend=("track", "edge"),
    more=(
        "A shot takes the empty place beside the marble that it hits, if there is one on its side; otherwise all "
        "marbles from there on up to the next gap move one place along the track toward the hole. If that pushes a "
        "marble into the hole, the game is lost. When a run vanishes, its places stay empty and no marble moves. After "
        "each shot the frog is loaded with another marble, drawn at random from the colors that are on the track."
    ),
    briefing=_counts,
    action_format="An action is the angle at which the frog shoots, a whole number of degrees from 0 to 359.",
    example="135",
    forms=(
        (
            r"(?:shoot |fire |turn )?(?:at |in |to )?(?:an )?(?:angle(?: of|:)? )?0{0,9}(\d{1,3})"
            r"(?: ?deg(?:rees?)?| ?\u00b0)?",
            "{}",
        ),
    ),
    start=start,
    view=lambda match: View(match.field),
    actions=actions,
    apply=apply,
    why_not=lambda match, action: "Angles go from 0 to 359 degrees.",
    is_over=is_over,
    score=score,
    limit=lambda match: (match.count - match.goal) * 3 // 4 + 2,
    policy=Policy(
        name="shoots where most marbles vanish, else beside the marble's color, else past all", plan=plan, exact=False
    ),
)
