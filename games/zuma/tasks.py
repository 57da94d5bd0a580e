"""The questions about Zuma."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from gameqa import contract
from gameqa.contract import Accept, Mark, Question, Task, level_by
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.scoring.lexicon import LIGHT, words
from gameqa.scoring.mentions import Mention
from gameqa.scoring.operands import NUMBER_WORDS
from gameqa.scoring.readings import Manner
from gameqa.scoring.singles import Single
from gameqa.scoring.tokens import NUMBER, Token
from gameqa.wording import count_of, joined

from . import engine
from .engine import COLORS, DIAMETER, GAP, LEAVES, SECTORS, STAYS, Runs, Zuma

COUNTS = {"easy": (1, 7), "medium": (3, 11), "hard": (6, 18)}
"""Least and greatest answer of count_color."""

MOST_GROUPS = {"easy": 3, "medium": 3, "hard": 4}
"""Greatest answer of groups_in_sector; all from 0 are equally frequent."""

BEST = {
    "easy": ((0, 0), (3, 1), (3, 2), (4, 1), (5, 1)),
    "medium": ((0, 0), (3, 1), (3, 2), (4, 1), (4, 2), (5, 1)),
    "hard": ((0, 0), (3, 1), (3, 2), (4, 1), (4, 2), (5, 1)),
}
"""What best_shot draws its answer from: the most marbles that can go, and the number of groups that reach it."""

BEST_FORMAT = (
    "Answer with three parts separated by commas: Yes or No (can one shot make marbles vanish), the most marbles that "
    "one shot can make vanish with the shot itself counted, and how many different groups on the track can be hit so "
    "that this many vanish; such as: Yes, 4, 1. If no shot can, write No, 0, 0."
)
ANGLE_FORMAT = "Answer with one whole number of degrees from 0 to 359."

_NAMES = list(COLORS.values())
NONE = "no marble"

_FROG = (("loaded marble", ("frog",)),)


def _marbles(*named: tuple[str, int]) -> tuple[tuple[str, Place], ...]:
    return tuple((label, ("marble", number)) for label, number in named)


def _level_of(state: Zuma) -> str:
    sweep = abs(state.track[1])
    return level_by(engine.LEVELS, lambda wanted: wanted.sweep[0] <= sweep <= wanted.sweep[1])


def _angle(state: Zuma, number: int) -> int:
    """The direction of a place of the track in whole degrees."""
    x, y = state.places[number]
    across, up = engine.whole_directions()
    ways = x * across + y * up
    return int(np.flatnonzero(ways == ways.max())[-1])


def _run_text(state: Zuma, run: Runs) -> str:
    """A run in words, by its direction from the frog."""
    middle = run.first + run.count // 2
    noun = "marble" if run.count == 1 else "marbles"
    return f"the {run.count} {COLORS[run.color]} {noun} at about {_angle(state, middle)} degrees"


def new_loaded_zuma(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field whose loaded marble has a color that is drawn first."""
    state = engine.new_zuma(level, rng, accept)
    return Zuma(state.track, state.marbles, rng.steady("loaded").choice(list(COLORS)))


def loaded_color(state: Zuma, rng: Rng) -> Question:
    """The color of the loaded marble."""
    name = COLORS[state.loaded]
    return Question(
        "Which color has the marble that the frog holds?",
        name,
        (f"The marble in the middle of the frog is {name}.",),
        shuffled_options(rng, name, _NAMES, 4),
        evidence=_FROG,
    )


def count_color(state: Zuma, rng: Rng) -> Question:
    """How many marbles have a color? The number is drawn first."""
    wanted = rng.steady("count").between(*COUNTS[_level_of(state)])
    letters = [letter for letter in COLORS if state.marbles.count(letter) == wanted]
    if not letters:
        raise Redraw
    letter = rng.choice(letters)
    own = [run for run in engine.runs(state.marbles) if run.color == letter]
    return Question(
        f"How many {COLORS[letter]} marbles are on the track? The one that the frog holds does not count.",
        str(wanted),
        (
            f"Along the track from its start, the runs of {COLORS[letter]} marbles have "
            f"{joined([str(run.count) for run in own])}.",
            f"{' + '.join(str(run.count) for run in own)} = {wanted}.",
        ),
        evidence=_marbles(
            *((f"{COLORS[letter]} marble", number) for number, color in enumerate(state.marbles) if color == letter)
        ),
    )


def groups_in_sector(state: Zuma, rng: Rng) -> Question:
    """How many groups have a marble in a sector? The number is drawn first."""
    wanted = rng.steady("groups").between(0, MOST_GROUPS[_level_of(state)])
    groups = [run for run in engine.runs(state.marbles) if run.count >= 2]
    clear = 0.2 * DIAMETER
    sectors = []
    for sector in range(8):
        depths = [
            max(engine.depth_in_sector(point, sector) for point in state.places[run.first : run.first + run.count])
            for run in groups
        ]
        if all(abs(depth) >= clear for depth in depths) and sum(depth > 0 for depth in depths) == wanted:
            sectors.append((sector, [run for run, depth in zip(groups, depths, strict=True) if depth > 0]))
    if not sectors:
        raise Redraw
    sector, own = rng.choice(sectors)
    listed = [f"{_run_text(state, run)[4:]}" for run in own]
    name = SECTORS[sector]
    return Question(
        f"How many groups have at least one marble in the sector {name}?",
        str(wanted),
        (
            f"The sector {name} lies between the dashed lines at 22.5 degrees on both sides of {45 * sector} degrees, "
            "counterclockwise from the right.",
            f"Groups with a marble in it: {'; '.join(listed)}." if own else "No group has a marble in it.",
        ),
        evidence=_marbles(*((f"group of {COLORS[run.color]}", run.first) for run in own)) or (("field", ("field",)),),
    )


def _arrow(degrees: int) -> tuple[Mark, ...]:
    return (Mark("arrow", ("frog",), degrees),)


def marble_hit(state: Zuma, rng: Rng) -> Question:
    """The color of the marble that a shot hits; it is drawn first."""
    letters = [*COLORS, GAP]
    wanted = rng.steady("hit").below(len(letters))
    # The last code is that of no marble, which the place -1 reads.
    codes = np.array([*map(letters.index, state.marbles), len(letters) - 1])
    found = engine.clear_shots(state, lambda shots: codes[shots.hit])
    angles = [angle for angle, result in found.items() if result == wanted]
    if not angles:
        raise Redraw
    angle = rng.choice(angles)
    hit = int(engine.shoot(state, [2 * angle]).hit[0])
    answer = COLORS[letters[wanted]] if hit >= 0 else NONE
    told = (
        f"The first marble that it touches, at about {_angle(state, hit)} degrees as seen from the frog, is {answer}."
        if hit >= 0
        else "No marble's center lies within one marble diameter of its line, so it leaves the field."
    )
    return Question(
        f"The frog shoots at {angle} degrees. Which color has the marble that the shot hits?",
        answer,
        (f"The shot flies along the arrow at {angle} degrees.", told),
        shuffled_options(rng, answer, [*_NAMES, NONE], 5),
        _arrow(angle),
        (*_FROG, *_marbles(*((("hit marble", hit),) if hit >= 0 else ()))),
    )


OUTCOMES = {LEAVES: "it leaves the field", STAYS: "it stays and no marble vanishes"}
REMOVED = (3, 4, 5, 6)


def _outcome_text(outcome: int) -> str:
    return OUTCOMES.get(outcome, f"{outcome} marbles vanish, the shot included")


def shot_outcome(state: Zuma, rng: Rng) -> Question:
    """What does a shot do? The answer is drawn first."""
    wanted = rng.steady("outcome").choice((LEAVES, STAYS, 3, 4, 5))
    found = engine.clear_shots(state, lambda shots: shots.outcome)
    angles = [angle for angle, result in found.items() if result == wanted]
    if not angles:
        raise Redraw
    angle = rng.choice(angles)
    shots = engine.shoot(state, [2 * angle])
    hit, group = int(shots.hit[0]), int(shots.group[0])
    lines = [f"The loaded marble is {COLORS[state.loaded]}. The shot flies along the arrow at {angle} degrees."]
    evidence = list(_FROG)
    if hit < 0:
        lines.append("No marble's center lies within one marble diameter of its line, so it leaves the field.")
    else:
        evidence += _marbles(("hit marble", hit))
        lines.append(f"It first touches the {COLORS[state.marbles[hit]]} marble at about {_angle(state, hit)} degrees.")
        if group >= 0:
            run = Runs(group, wanted - 1, state.loaded)
            lines.append(f"There it joins {_run_text(state, run)}, which makes a run of {wanted}.")
        else:
            lines.append(f"There it is not part of a run of three or more {COLORS[state.loaded]} marbles, so it stays.")
    answer = _outcome_text(wanted)
    wrong = [_outcome_text(outcome) for outcome in (LEAVES, STAYS, *REMOVED)]
    return Question(
        f"The frog shoots at {angle} degrees. What happens?",
        answer,
        tuple(lines),
        shuffled_options(rng, answer, wrong, 6),
        _arrow(angle),
        tuple(evidence),
    )


def _group_lines(state: Zuma, reachable: dict[int, tuple[int, int]]) -> list[str]:
    """What can be done with every run of two or more marbles of the loaded color, in words."""
    lines = [f"The loaded marble is {COLORS[state.loaded]}."]
    own = [run for run in engine.runs(state.marbles) if run.color == state.loaded and run.count >= 2]
    if not own:
        lines.append(f"No two neighboring marbles are {COLORS[state.loaded]}.")
    for run in own:
        if run.first in reachable:
            removed, angle = reachable[run.first]
            lines.append(f"A shot at {angle} degrees joins {_run_text(state, run)}: {removed} marbles vanish.")
        else:
            lines.append(f"No shot joins {_run_text(state, run)}, for other marbles are in the way.")
    return lines


def new_zuma_with_best(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field whose best shot is probably the one that is drawn first."""
    wanted = rng.steady("best").choice(BEST[level])
    state = engine.new_zuma(level, rng, accept)
    for loaded in rng.shuffled(list(COLORS)):
        sizes = [run.count + 1 for run in engine.runs(state.marbles) if run.color == loaded]
        other = Zuma(state.track, state.marbles, loaded)
        if max(sizes, default=0) >= wanted[0] and engine.roughly_best(other) == wanted:
            return other
    raise Redraw


def best_shot(state: Zuma, rng: Rng) -> Question:
    """Can one shot make marbles vanish, how many, and how many groups reach this? The answer is drawn first."""
    reachable = engine.reachable_groups(state)
    most, count = engine.best_of({group: removed for group, (removed, _) in reachable.items()})
    if (most, count) != rng.steady("best").choice(BEST[_level_of(state)]):
        raise Redraw
    best = [group for group, (removed, _) in reachable.items() if removed == most]
    answer = f"Yes, {most}, {len(best)}" if most else "No, 0, 0"
    return Question(
        "Can one shot make marbles vanish? If so, what is the most that one shot can make vanish, and how many groups "
        "of marbles can be hit so that this many vanish?",
        answer,
        (
            *_group_lines(state, reachable),
            f"The most is {most}, and {count_of(len(best), 'group')} {'reaches' if len(best) == 1 else 'reach'} it."
            if most
            else "So no shot makes marbles vanish.",
        ),
        evidence=(*_FROG, *_marbles(*(("group", group) for group in best))),
    )


def _find_best_shots(tokens: Sequence[Token]) -> list[Mention]:
    """Yes or no with two numbers behind it: the marbles, and the groups, in this order or with their names."""
    numbers = [place for place, token in enumerate(tokens) if token.kind == NUMBER or token.low in NUMBER_WORDS]
    found: list[Mention] = []
    for place, token in enumerate(tokens):
        if token.low not in ("yes", "no") or (found and place < found[-1].end):
            continue
        behind = [number for number in numbers if number > place][:2]
        if len(behind) < 2 or any(other.low in ("yes", "no") for other in tokens[place + 1 : behind[1]]):
            continue
        values = [NUMBER_WORDS.get(tokens[number].low, tokens[number].text) for number in behind]
        named = [tokens[number + 1].low if number + 1 < len(tokens) else "" for number in behind]
        if named[0] in ("group", "groups") or named[1] in ("marble", "marbles"):
            values.reverse()
        inside = {other.low for other in tokens[place + 1 : behind[1]]}
        third = behind[1] + 2 in numbers and tokens[behind[1] + 1].low == ","
        value = None if third or inside & _BOUNDS else (token.low == "yes", *map(str, values))
        found.append(Mention(place, behind[1] + 1, value))
    return found


_BOUNDS = words("least most or about over under than to between")
read_best_shot = Single(_find_best_shots, Manner(light=LIGHT | {"marbles", "marble", "groups", "group", "vanish"}))
"""Reads an answer to best_shot: whether marbles can vanish, how many, and with how many groups."""


def best_angle(state: Zuma, rng: Rng) -> Question:
    """Any angle at which a shot makes the most marbles vanish."""
    reachable = engine.reachable_groups(state)
    if not reachable:
        raise Redraw
    most, angle = max(reachable.values())
    return Question(
        "At which angle must the frog shoot so that as many marbles as possible vanish? Any such angle in whole "
        "degrees is right.",
        str(angle),
        (*_group_lines(state, reachable), f"{most} is the most that can vanish."),
        evidence=(*_FROG, *_marbles(*(("group", group) for group, item in reachable.items() if item[0] == most))),
    )


def check_best_angle(state: Zuma, asked: Mapping[str, Any], angle: int) -> float:
    """1 if no other whole number of degrees makes more marbles vanish."""
    if not 0 <= angle < 360:
        return 0.0
    outcomes = engine.shoot(state, range(0, 720, 2)).outcome
    return float(outcomes[angle] >= 3 and outcomes[angle] == outcomes.max())


TASKS = (
    Task(
        id="loaded_color",
        description="The color of the loaded marble",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=loaded_color,
        legend=("track",),
        new_state=new_loaded_zuma,
        former_ids=("loaded_colour",),
    ),
    Task(
        id="count_color",
        description="The number of marbles of a color",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_color,
        legend=("track",),
        former_ids=("count_colour",),
    ),
    Task(
        id="groups_in_sector",
        description="The number of groups in a sector",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=groups_in_sector,
        rules=("sectors",),
    ),
    Task(
        id="marble_hit",
        description="The marble that a shot hits",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=marble_hit,
        rules=("shots", "angles", "arrow"),
    ),
    Task(
        id="shot_outcome",
        description="What a shot does",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=shot_outcome,
        rules=("track", "shots", "runs", "angles", "arrow"),
    ),
    Task(
        id="best_shot",
        description="The most marbles that one shot can remove",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        make=best_shot,
        rules=("track", "shots", "runs"),
        legend=("track",),
        answer_format=BEST_FORMAT,
        new_state=new_zuma_with_best,
        read=read_best_shot,
    ),
    Task(
        id="best_angle",
        description="An angle that removes the most marbles",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=best_angle,
        rules=("track", "shots", "runs", "angles"),
        answer_format=ANGLE_FORMAT,
        check=check_best_angle,
    ),
)
