"""Questions about one shot at a named angle: what it hits, and what happens then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from gameqa.contract import Accept, Mark, Question, Shortcut
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng

from . import engine
from .engine import COLORS, GAP, LEAVES, STAYS, Zuma
from .telling import flight_lines, joining_lines
from .track import reach_at, seen_places
from .view import Turn, own_runs, turns_at

NONE = "no marble"
NAMES = list(COLORS.values())

OUTCOMES = {LEAVES: "it leaves the field", STAYS: "it stays and no marble vanishes"}
REMOVED = (3, 4, 5, 6)

WANTED_OUTCOMES = (LEAVES, LEAVES, STAYS, STAYS, 3, 3, 4, 4, 5, 6)
"""What shot_outcome draws its answer from."""

NEAR_GROUP = 16
"""How many degrees beside the line a group is still taken for the one that a shot may join."""

LOOKED_AT = 20
"""How many shots with the wanted result are looked at in one field."""


def arrow(degrees: int) -> tuple[Mark, ...]:
    """The arrow at the frog."""
    return (Mark("arrow", ("frog",), degrees),)


def _evidence(turns: list[Turn]) -> tuple[tuple[str, Place], ...]:
    touched = _hit_of(turns)
    near = [marble for turn in turns for marble, _ in turn.near]
    if touched is not None:
        return ("loaded marble", ("frog",)), ("hit marble", ("marble", touched[0].place))
    return ("loaded marble", ("frog",)), *(("passed marble", ("marble", marble.place)) for marble in near)


def _hit_of(turns: Iterable[Turn]) -> tuple[engine.Seen, int] | None:
    return next((turn.touched for turn in turns if turn.touched is not None), None)


def _on_line(turns: list[Turn]) -> str:
    """The color of the first marble that the line itself crosses, as if the shot had no width."""
    for turn in turns:
        for marble, beside in turn.near:
            if 2 * abs(beside) < turn.reach:
                return COLORS[marble.color]
    return NONE


def _nearest(turns: list[Turn]) -> str:
    """The color of the marble nearest to the line on any turn."""
    near = [(abs(beside), number, marble.color) for number, turn in enumerate(turns) for marble, beside in turn.near]
    return COLORS[min(near)[2]] if near else NONE


def _first_near(turns: list[Turn]) -> str:
    """The color of the marble nearest to the line on the first turn that has one near it."""
    return next((_nearest([turn]) for turn in turns if turn.near), NONE)


def _passes_closely(turns: list[Turn]) -> bool:
    """Whether a shot passes a marble closely before it hits another or leaves."""
    for turn in turns:
        if turn.touched is not None:
            return False
        if any(abs(beside) < 2 * turn.reach for _, beside in turn.near):
            return True
    return False


def _hides_another(turns: list[Turn], answer: str) -> bool:
    """A marble beside the line is hit, though another lies nearer to the line or is crossed by it farther out."""
    return answer not in (_nearest(turns), _on_line(turns))


def _lies_behind(turns: list[Turn], answer: str) -> bool:
    """A marble is hit behind another one that the shot passes."""
    return answer != _first_near(turns)


def _lies_aside(turns: list[Turn], answer: str) -> bool:
    """A marble is hit behind another one, and the line crosses none."""
    return answer not in (_first_near(turns), _on_line(turns))


def marble_hit(state: Zuma, rng: Rng) -> Question:
    """The color of the marble that a shot hits; it is drawn first, and with it which cheap looks are wrong."""
    letters = [*COLORS, GAP]
    wanted = rng.steady("hit").below(len(letters))
    case = rng.steady("case").choice((_hides_another, _hides_another, _lies_behind, _lies_aside))
    second = _hides_another if case is _lies_aside else _lies_aside
    # The last code is that of no marble, which the place -1 reads.
    codes = np.array([*map(letters.index, state.marbles), len(letters) - 1])
    answer = COLORS.get(letters[wanted], NONE)

    def fitness(turns: list[Turn]) -> int:
        if answer == NONE:
            return 2 * _passes_closely(turns)
        return 2 if case(turns, answer) else int(second(turns, answer))

    degrees, turns = _shot_with(state, rng, wanted, lambda shots: codes[shots.hit], fitness)
    hit = _hit_of(turns)
    end = f"So the marble that is hit is {answer}." if hit else "So the shot hits no marble and leaves the field."
    return Question(
        f"The frog shoots at {degrees} degrees. What color is the marble that the shot hits?",
        answer,
        (f"The shot flies at {degrees} degrees.", *flight_lines(turns), end),
        shuffled_options(rng, answer, [*NAMES, NONE], 5),
        arrow(degrees),
        _evidence(turns),
    )


def _shot_with(
    state: Zuma,
    rng: Rng,
    wanted: int,
    code: Callable[[engine.Shots], engine.Ints],
    fitness: Callable[[list[Turn]], int],
    is_open: Callable[[int], bool] = lambda _: True,
) -> tuple[int, list[Turn]]:
    """A shot in whole degrees with a result, clear of every other result, and what it meets.

    Args:
        code: what counts as the result of shots.
        fitness: is asked with the turns that the shot meets; 0 for a shot that will not do, 1 for one that will where
            no better is found, 2 for one that is wanted.
        is_open: is asked before with the direction; false for one that will not do.

    Raises:
        Redraw: none of those that are looked at suits.
    """
    shots = engine.shoot(state, range(0, 720, 2))
    hits, right = shots.hit.tolist(), (code(shots) == wanted).nonzero()[0].tolist()
    best, found = 0, None
    for degrees in rng.shuffled(right)[:LOOKED_AT]:
        if not is_open(degrees):
            continue
        try:
            turns = turns_at(state, degrees)
        except Redraw:
            continue
        touched = _hit_of(turns)
        is_told = hits[degrees] == (-1 if touched is None else touched[0].place)
        fits = fitness(turns) if is_told else 0
        if fits > best and engine.is_clear(state, degrees, code):
            best, found = fits, (degrees, turns)
            if best == 2:
                break
    if not found:
        raise Redraw
    return found


def outcome_text(outcome: int) -> str:
    """What a shot does, in words."""
    return OUTCOMES.get(outcome, f"{outcome} marbles vanish, the shot included")


def _group_ends(state: Zuma) -> list[tuple[float, int]]:
    """The angles of both ends of every group of the loaded color, with how many marbles would vanish with it."""
    places = seen_places(state.track)
    return [
        (places[place][0], run.length + 1)
        for run in own_runs(state)
        for place in (run.first, run.first + run.length - 1)
    ]


def _may_mislead(state: Zuma, ends: Sequence[tuple[float, int]], wanted: int) -> bool:
    """Whether the nearest group can be one of another size where a shot joins a group of two or three.

    Such a shot touches a marble at or between the group's ends, or beside one of them, and so flies not much farther
    from one of them than marbles reach at the hole; then another group is no farther away.

    Args:
        ends: as `_group_ends` gives them.
    """
    most = reach_at(state.track[3]) + 1
    if most > NEAR_GROUP:
        return True
    own = [angle for angle, outcome in ends if outcome == wanted]
    others = [angle for angle, outcome in ends if outcome != wanted]
    return any(abs((one - other + 180) % 360 - 180) <= 2 * most for one in own for other in others)


def _nearest_group_outcome(ends: Sequence[tuple[float, int]], degrees: int) -> int:
    """What would happen if the shot always reached the group of its color that is nearest to its line.

    Args:
        ends: as `_group_ends` gives them.
    """
    near = min(((abs((angle - degrees + 180) % 360 - 180), outcome) for angle, outcome in ends), default=None)
    return near[1] if near and near[0] <= NEAR_GROUP else STAYS


def new_zuma_with_outcome(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field with a group of the loaded color that can vanish as it is drawn first, or with any group."""
    wanted = rng.steady("outcome").choice(WANTED_OUTCOMES)

    def suiting(marbles: str) -> set[str]:
        groups = [run for run in engine.runs(marbles) if run.length >= 2]
        return {run.color for run in groups if wanted < 3 or run.length == wanted - 1}

    state = engine.new_zuma(level, rng, accept, lambda marbles: bool(suiting(marbles)))
    return Zuma(state.track, state.marbles, rng.choice(sorted(suiting(state.marbles))))


def shot_outcome(state: Zuma, rng: Rng) -> Question:
    """What does a shot do? The answer is drawn first, and whether the nearest group of its color misleads."""
    wanted = rng.steady("outcome").choice(WANTED_OUTCOMES)
    misleads = wanted == STAYS or (wanted in REMOVED[:2] and rng.steady("misleading").chance(2, 3))
    ends = _group_ends(state) if misleads else []
    if misleads and wanted != STAYS and not _may_mislead(state, ends, wanted):
        raise Redraw

    def is_open(degrees: int) -> bool:
        return not misleads or _nearest_group_outcome(ends, degrees) != wanted

    def fitness(turns: list[Turn]) -> int:
        touching = next((turn for turn in turns if turn.touched is not None), None)
        return 2 * (_passes_closely(turns) if touching is None else touching.has_side)

    degrees, turns = _shot_with(state, rng, wanted, lambda shots: shots.outcome, fitness, is_open)
    hit = _hit_of(turns)
    lines = [
        f"The loaded marble is {COLORS[state.loaded]}, and the shot flies at {degrees} degrees.",
        *flight_lines(turns),
    ]
    if hit is None:
        lines.append("So it touches no marble and leaves the field.")
    else:
        lines += joining_lines(state, *hit, wanted)
        lines.append("So no marble vanishes." if wanted == STAYS else f"So {wanted} marbles vanish, the shot included.")
    answer = outcome_text(wanted)
    return Question(
        f"The frog shoots at {degrees} degrees. What happens?",
        answer,
        tuple(lines),
        shuffled_options(rng, answer, [outcome_text(outcome) for outcome in (LEAVES, STAYS, *REMOVED)], 6),
        arrow(degrees),
        _evidence(turns),
    )


def _asked(question: Question) -> int:
    return int(question.marks[0].content)


def near_line(state: Zuma, question: Question) -> float:
    """How many marbles lie within 45 degrees of the line of flight."""
    degrees = _asked(question)
    return sum(abs((marble.angle - degrees + 180) % 360 - 180) <= 45 for marble in state.seen.values())


def _shortcut(name: str, look: Callable[[list[Turn]], str]) -> Shortcut[Zuma]:
    return Shortcut(name, lambda state, question: [look(turns_at(state, _asked(question)))])


HIT_SHORTCUTS = (
    _shortcut("the first marble that the line crosses", _on_line),
    _shortcut("the marble nearest to the line", _nearest),
    _shortcut("the nearest marble of the first turn", _first_near),
)

OUTCOME_SHORTCUTS = (
    Shortcut[Zuma](
        "the nearest group of the shot's color, whatever is in the way",
        lambda state, asked: [outcome_text(_nearest_group_outcome(_group_ends(state), _asked(asked)))],
    ),
)
