"""Playing Space Invaders: a move and a shot an interval, for the most points that are possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gameqa.contract import Accept
from gameqa.errors import Redraw
from gameqa.play.contract import Play, Policy, Turn, View
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import GAME, engine
from .engine import LEFT, POINTS, RIGHT, Fleet
from .formations import all_colors, kept, new_formation, ragged_masks, size_of, some_ship
from .picture import NAMES
from .raids import MOVES, best_raid

SHOTS = {"easy": 6, "medium": 8, "hard": 10}
"""How many intervals there are."""

ACTIONS = ("left", "stay", "right")
"""The moves before a shot, in the order of `raids.MOVES`."""

WAYS = {LEFT: "left", RIGHT: "right"}


@dataclass(frozen=True)
class Raid:
    """Enemies above a ship in play.

    Attributes:
        fleet: the enemies and the ship.
        way: the direction in which the enemies move.
        shots: how many intervals are left.
        points: what has been scored.
        most: the most points that were possible from the beginning.
    """

    fleet: Fleet
    way: int
    shots: int
    points: int
    most: int


def start(level: str, rng: Rng, accept: Accept) -> Raid:
    """A ragged formation, moving to either side."""
    size = size_of(level, rng)
    formation = new_formation(size, all_colors(size.rows, rng), rng, ragged_masks(size.rows))
    fleet, way = kept(formation, some_ship(formation, rng), accept), rng.choice((LEFT, RIGHT))
    most, _ = best_raid(fleet.stacks, fleet.ship, way, SHOTS[level])
    if not most:
        raise Redraw
    return Raid(fleet, way, SHOTS[level], 0, most)


def is_over(raid: Raid) -> bool:
    """Whether no interval is left, or no more points were possible."""
    return not raid.shots or raid.points == raid.most


def actions(raid: Raid) -> list[str]:
    """The moves that keep the ship on the board."""
    return [] if is_over(raid) else [name for name in ACTIONS if 1 <= _column(raid, name) <= raid.fleet.width]


def _column(raid: Raid, action: str) -> int:
    return raid.fleet.ship + MOVES[ACTIONS.index(action)]


def apply(raid: Raid, action: str, rng: Rng) -> Turn[Raid]:
    """A move, a shot, and the step of the enemies."""
    column = _column(raid, action)
    hit, shot = engine.after_shot(Fleet(raid.fleet.rows, column))
    fleet, way = engine.drifted(shot, raid.way)
    after = Raid(fleet, way, raid.shots - 1, raid.points + POINTS.get(hit, 0), raid.most)
    told = f"The ship shot in column {column} and hit " + (f"a {NAMES[hit]} enemy." if hit else "nothing.")
    score = f"{after.points} of {after.most} points"
    if after.points == after.most:
        return Turn(after, f"{told} That makes {score}: you win.")
    if not after.shots:
        return Turn(after, f"{told} That was the last interval. You have {score}.")
    turned = " turned around and" if way != raid.way else ""
    told += f" The enemies{turned} moved one column to the {WAYS[way]}."
    return Turn(after, f"{told} You have {score}, with {count_of(after.shots, 'interval')} left.")


def why_not(raid: Raid, action: str) -> str:
    """Why the ship can't move to a side."""
    return f"The ship is in column {raid.fleet.ship}, the {'first' if action == 'left' else 'last'} one."


def score(start: Raid, raid: Raid) -> float:
    """How far the points are beyond half of what is possible."""
    return max(0.0, (2 * raid.points - raid.most) / raid.most)


def plan(raid: Raid) -> Sequence[str]:
    """The moves with the most points."""
    _, moves = best_raid(raid.fleet.stacks, raid.fleet.ship, raid.way, raid.shots)
    return [ACTIONS[MOVES.index(move)] for move in moves]


def briefing(start: Raid) -> str:
    """What the picture does not show."""
    return (
        f"The enemies move to the {WAYS[start.way]} at first. There are {start.shots} intervals, in which "
        f"{start.most} points are possible, and no more."
    )


PLAY = Play(
    game=GAME,
    version=1,
    goal=(
        "Score all points that are possible. Your result is 0 up to half of these points, and rises evenly from there "
        "to 1 for all of them."
    ),
    rules=("numbers", "shot", "points", "intervals", "edge", "ship"),
    briefing=briefing,
    action_format=(
        "An action is how the ship moves before it shoots, by one column or not at all: left, right or stay. The shot "
        "always follows."
    ),
    example="left",
    forms=(
        (
            r"(?:move |go )?(?:one )?(?:to the )?(left|stay|right)(?: where it is)?"
            r"(?:,? (?:and )?(?:then )?(?:shoot|fire))?",
            "{}",
        ),
    ),
    start=start,
    view=lambda raid: View(raid.fleet),
    actions=actions,
    apply=apply,
    why_not=why_not,
    is_over=is_over,
    score=score,
    limit=lambda raid: raid.shots + 2,
    policy=Policy(name="makes the moves with the most points", plan=plan, exact=True),
)
