"""The questions about Zuma: those about what is seen, and the table of all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Difficulty, Question, Task
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine
from .best import (
    ANGLE_FORMAT,
    ANGLE_SHORTCUTS,
    BEST_FORMAT,
    SHOT_SHORTCUTS,
    best_angle,
    best_shot,
    check_best_angle,
    groups_and_blocks,
    level_of,
    new_zuma_with_best,
    new_zuma_with_best_angle,
    read_best_shot,
)
from .engine import COLORS, SECTORS, Run, Zuma
from .shots import (
    HIT_SHORTCUTS,
    NAMES,
    OUTCOME_SHORTCUTS,
    marble_hit,
    near_line,
    new_zuma_with_outcome,
    shot_outcome,
)
from .telling import at, ends_of, span_text
from .track import DIAMETER, seen_width

COUNTS = {"easy": (1, 9), "medium": (4, 13), "hard": (7, 18)}
"""Least and greatest answer of count_color."""

GROUPS = {"easy": (0, 3), "medium": (0, 4), "hard": (1, 5)}
"""Least and greatest answer of groups_in_sector; all between are equally frequent."""

BORDER = DIAMETER // 4
"""How far, in pixels, the center of every marble is at least from the borders of a sector that is asked about."""

ROTATIONS = 8
"""How often the track of a field is turned for the sake of its sectors."""


def _marbles(*named: tuple[str, int]) -> tuple[tuple[str, Place], ...]:
    return tuple((label, ("marble", number)) for label, number in named)


def new_loaded_zuma(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field whose loaded marble has a color that is drawn first."""
    state = engine.new_zuma(level, rng, accept)
    return Zuma(state.track, state.marbles, rng.steady("loaded").choice(engine.LETTERS))


def loaded_color(state: Zuma, rng: Rng) -> Question:
    """The color of the loaded marble."""
    name = COLORS[state.loaded]
    return Question(
        "What color is the marble that the frog holds?",
        name,
        ("The frog is in the middle of the field, inside the track.", f"The marble that it holds is {name}."),
        shuffled_options(rng, name, NAMES, 4),
        evidence=(("loaded marble", ("frog",)),),
    )


def count_color(state: Zuma, rng: Rng) -> Question:
    """How many marbles have a color? The number is drawn first."""
    wanted = rng.steady("count").between(*COUNTS[level_of(state)])
    letters = [letter for letter in COLORS if state.marbles.count(letter) == wanted]
    if not letters:
        raise Redraw
    letter = rng.choice(letters)
    name = COLORS[letter]
    own = [run for run in engine.runs(state.marbles) if run.color == letter]
    listed = [f"{run.length} at {_where(state, run)}" for run in own]
    total = f"{' + '.join(str(run.length) for run in own)} = {wanted}, so" if len(own) > 1 else "So"
    return Question(
        f"How many {name} marbles are on the track? The one that the frog holds does not count.",
        str(wanted),
        (
            f"Along the track, from its open end to the hole, the {name} marbles are: {', '.join(listed)}.",
            f"{total} there {'is' if wanted == 1 else 'are'} {count_of(wanted, f'{name} marble')}.",
        ),
        evidence=_marbles(
            *((f"{name} marble", number) for number, color in enumerate(state.marbles) if color == letter)
        ),
    )


def _where(state: Zuma, run: Run) -> str:
    ends = ends_of(state, run)
    return f"{at(ends[0])} degrees" if run.length == 1 else span_text(ends)


class _Marble(NamedTuple):
    """What the sectors of a marble depend on.

    Attributes:
        angle: its direction in degrees.
        margin: how many degrees it is at least to be from the borders of a sector that is asked about.
        group: the first place of its group; None for a single marble.
    """

    angle: float
    margin: float
    group: int | None


def _marbles_of(state: Zuma) -> list[_Marble]:
    """The marbles of a field."""
    found = []
    for run in engine.runs(state.marbles):
        for place in _places(run):
            seen = state.seen[place]
            margin = seen_width(seen.distance, BORDER)
            found.append(_Marble(seen.angle, margin, run.first if run.length >= 2 else None))
    return found


def _sectors(marbles: Iterable[_Marble], wanted: int, turned: int = 0) -> list[int]:
    """The sectors that hold a marble, none near a border, and so many groups.

    Args:
        turned: by how many degrees the track is turned.
    """
    groups_in: dict[int, set[int | None]] = {}
    near_border = set()
    for angle, margin, group in marbles:
        sector, inside = engine.in_sector(angle + turned)
        groups_in.setdefault(sector, set()).add(group)
        if inside < margin:
            near_border |= {sector, (sector - 1) % 8}
        elif inside > 45 - margin:
            near_border |= {sector, (sector + 1) % 8}
    return [
        sector
        for sector, groups in sorted(groups_in.items())
        if sector not in near_border and len(groups - {None}) == wanted
    ]


def new_zuma_with_groups(level: str, rng: Rng, accept: Accept) -> Zuma:
    """A field that has a sector with the number of groups that is drawn first."""
    wanted = rng.steady("groups").between(*GROUPS[level])
    state = engine.new_zuma(level, rng, accept)
    marbles = _marbles_of(state)
    for _ in range(ROTATIONS):
        turned = rng.below(360)
        if _sectors(marbles, wanted, turned):
            start, sweep, near, far = state.track
            return Zuma(((start + turned) % 360, sweep, near, far), state.marbles, state.loaded)
    raise Redraw


def groups_in_sector(state: Zuma, rng: Rng) -> Question:
    """How many groups have a marble in a sector? The number is drawn first."""
    wanted = rng.steady("groups").between(*GROUPS[level_of(state)])
    sectors = _sectors(_marbles_of(state), wanted)
    if not sectors:
        raise Redraw
    sector = rng.choice(sectors)
    lines = [f"The sector {SECTORS[sector]} goes from {_border(sector, -1)} to {_border(sector, 1)} degrees."]
    evidence = []
    for run in engine.runs(state.marbles):
        inside = [place for place in _places(run) if engine.in_sector(state.seen[place].angle)[0] == sector]
        if inside:
            lines.append(_run_line(state, run, inside))
            if run.length >= 2:
                evidence += [(f"group of {COLORS[run.color]}", place) for place in _places(run)]
    lines.append(
        f"So {count_of(wanted, 'group')} {'has' if wanted == 1 else 'have'} a marble in the sector."
        if wanted
        else "So no group has a marble in the sector."
    )
    return Question(
        f"How many groups have at least one marble in the sector {SECTORS[sector]}?",
        str(wanted),
        tuple(lines),
        evidence=_marbles(*evidence) or (("field", ("field",)),),
    )


def _places(run: Run) -> range:
    return range(run.first, run.first + run.length)


def _border(sector: int, side: int) -> str:
    """A border of a sector in degrees."""
    return f"{(45 * sector + side * 22.5) % 360:.1f}"


def _run_line(state: Zuma, run: Run, inside: list[int]) -> str:
    """A run with marbles in a sector: which of them these are, and whether it is a group."""
    name = COLORS[run.color]
    angles = [at(state.seen[place].angle) for place in _places(run)]
    if run.length == 1:
        return f"The {name} marble at {angles[0]} degrees is in it, but it is single."
    listed = joined([at(state.seen[place].angle) for place in inside])
    told = "All" if len(inside) == run.length else f"The {'one' if len(inside) == 1 else 'ones'} at {listed}"
    verb = "are" if len(inside) > 1 else "is"
    return f"The {name} marbles at {joined(angles)} degrees are a group. {told} {verb} in the sector."


def _marbles_in_sector(state: Zuma, question: Question) -> int:
    sector = SECTORS.index(question.text.split("sector ")[1].rstrip("?"))
    return sum(engine.in_sector(marble.angle)[0] == sector for marble in state.seen.values())


MARBLES_OF_COLOR = Difficulty[Zuma]("marbles to count", lambda _, question: int(question.answer))

IN_SECTOR = Difficulty[Zuma]("marbles in the sector", _marbles_in_sector)

NEAR_LINE = Difficulty[Zuma]("marbles within 45 degrees of the line of flight", near_line)

GROUPS_AND_ROWS = Difficulty[Zuma]("groups of the loaded color and rows in their way", groups_and_blocks)


TASKS = (
    Task(
        id="loaded_color",
        description="The color of the loaded marble",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=loaded_color,
        new_state=new_loaded_zuma,
        legend=("track", "edge"),
        former_ids=("loaded_colour",),
    ),
    Task(
        id="count_color",
        description="The number of marbles of a color",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_color,
        legend=("track", "edge"),
        difficulty=MARBLES_OF_COLOR,
        allowances=(ASKS_FOR_COUNTS,),
        former_ids=("count_colour",),
    ),
    Task(
        id="groups_in_sector",
        description="The number of groups in a sector",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=groups_in_sector,
        rules=("track", "angles", "sectors", "groups"),
        legend=("track", "edge"),
        new_state=new_zuma_with_groups,
        difficulty=IN_SECTOR,
        allowances=(Allowance("most frequent answer", 0.34, "four answers are equally frequent", ("easy",)),),
    ),
    Task(
        id="marble_hit",
        description="The marble that a shot hits",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=marble_hit,
        rules=("shots", "angles"),
        difficulty=NEAR_LINE,
        shortcuts=HIT_SHORTCUTS,
        allowances=tuple(
            Allowance(
                f"shortcut '{shortcut.name}'",
                0.55,
                "each of three cheap looks is wrong in about half of the questions, in turn",
            )
            for shortcut in HIT_SHORTCUTS
        ),
    ),
    Task(
        id="shot_outcome",
        description="What a shot does",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=shot_outcome,
        rules=("track", "shots", "runs", "angles"),
        new_state=new_zuma_with_outcome,
        difficulty=NEAR_LINE,
        shortcuts=OUTCOME_SHORTCUTS,
        allowances=tuple(
            Allowance(
                f"shortcut '{shortcut.name}'",
                0.42,
                "a shot that makes marbles vanish joins a group near its line, and this is the nearest in half of them",
            )
            for shortcut in OUTCOME_SHORTCUTS
        ),
    ),
    Task(
        id="best_shot",
        description="The most marbles that one shot can remove",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        make=best_shot,
        rules=("track", "shots", "runs", "groups"),
        legend=("track", "edge"),
        answer_format=BEST_FORMAT,
        new_state=new_zuma_with_best,
        read=read_best_shot,
        difficulty=GROUPS_AND_ROWS,
        shortcuts=SHOT_SHORTCUTS,
        allowances=(Allowance("most frequent answer", 0.34, "few fields have several groups within reach", ("easy",)),),
    ),
    Task(
        id="best_angle",
        description="An angle that removes the most marbles",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=best_angle,
        rules=("track", "shots", "runs", "angles"),
        legend=("track", "edge"),
        answer_format=ANGLE_FORMAT,
        check=check_best_angle,
        new_state=new_zuma_with_best_angle,
        difficulty=GROUPS_AND_ROWS,
        shortcuts=ANGLE_SHORTCUTS,
        allowances=tuple(
            Allowance(
                f"shortcut '{shortcut.name}'",
                0.45,
                "a guess among the few groups of the loaded color, where the middle of most is in reach",
            )
            for shortcut in ANGLE_SHORTCUTS
        ),
    ),
)
