"""The reasoning about shots at enemies."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.answers import write_cell
from gameqa.wording import count_of, joined, name_of, verb

from . import engine
from .engine import BLUE, GREEN, LEFT, POINTS, PURPLE, RIGHT, Fleet, lowest_points, stack_at

NAMES = {PURPLE: "purple", BLUE: "blue", GREEN: "green"}

WAYS = {LEFT: "left", RIGHT: "right"}


def numbered(noun: str, numbers: Sequence[int], last: str = "and") -> str:
    """Rows or columns by their numbers: column 3, columns 3 and 5."""
    return f"{noun}{verb(len(numbers), '', 's')} {joined(list(map(str, numbers)), last)}"


def one_of(columns: Sequence[int]) -> str:
    """Columns among which one is chosen: column 3, 4 or 5."""
    return f"column {joined(list(map(str, columns)), 'or')}"


def summed(parts: Sequence[int]) -> str:
    """A sum with its parts, where there are several: 3 + 4 = 7."""
    total = str(sum(parts))
    return f"{' + '.join(map(str, parts))} = {total}" if len(parts) > 1 else total


def shot_lines(fleet: Fleet, column: int) -> list[str]:
    """What one shot into a column does."""
    cells = fleet.cells(column)
    if not cells:
        return [
            f"From row {len(fleet.rows)} up to row 1, column {column} holds no enemy.",
            "So the shot hits nothing and scores 0 points.",
        ]
    sign = fleet.sign(cells[0])
    return [
        f"From below, the first enemy in column {column} is the {NAMES[sign]} one at {write_cell(cells[0])}.",
        f"The shot destroys it and scores {POINTS[sign]} points.",
    ]


def lowest_lines(fleet: Fleet) -> list[str]:
    """The lowest enemies of all columns."""
    lowest = [fleet.cells(column)[0] for column, stack in enumerate(fleet.stacks, 1) if stack]
    told = [f"{NAMES[fleet.sign(cell)]} at {write_cell(cell)}" for cell in lowest]
    return [
        "A shot reaches only the lowest enemy of a column.",
        f"From the left, the lowest enemies of the columns are {joined(told)}.",
    ]


def stay_lines(fleet: Fleet, way: int, shots: int) -> list[str]:
    """The shots of a ship that stays, interval by interval."""
    first, last = engine.extent(fleet.stacks)
    where = engine.positions(fleet.stacks, way, shots)
    columns = [fleet.ship - position.offset for position in where]
    lines = [
        f"The ship is in column {fleet.ship}. The enemies begin in columns {first} to {last} of {fleet.width}; their "
        "columns and cells are named here as at the beginning."
    ]
    points = []
    for number, (position, column, hit) in enumerate(
        zip(where, columns, engine.hits(columns, fleet.stacks), strict=True), 1
    ):
        moved = f"{_stepped(position, where[number - 2], first, last)}, so " if number > 1 else ""
        points.append(0 if hit is None else POINTS[fleet.sign(fleet.cells(column)[hit])])
        if not stack_at(fleet.stacks, column):
            what = "above the ship there are no enemies: 0 points"
        elif hit is None:
            what = f"the ship is below column {column}, where no enemy is left: 0 points"
        else:
            cell = fleet.cells(column)[hit]
            what = (
                f"the ship is below column {column}. The lowest enemy{' left' if hit else ''} there, that of "
                f"{write_cell(cell)}, is {NAMES[fleet.sign(cell)]}: {points[-1]} points"
            )
        lines.append(f"Interval {number}: {moved}{what}.")
    lines.append(f"Together, the shots score {summed(points)} points.")
    return lines


def _stepped(position: engine.Position, before: engine.Position, first: int, last: int) -> str:
    """How the enemies came to where they are."""
    way = RIGHT if position.offset > before.offset else LEFT
    if position.turned:
        edge = first + before.offset if way == RIGHT else last + before.offset
        step = f"with column {edge} not empty, all enemies turned around and stepped {WAYS[way]}"
    else:
        step = f"the enemies stepped {WAYS[way]}"
    if not position.offset:
        return f"{step}; they are back where they began"
    side = WAYS[RIGHT if position.offset > 0 else LEFT]
    return f"{step}; they are {count_of(abs(position.offset), 'column')} {side} of where they began"


def drift_lines(fleet: Fleet, way: int, shots: int) -> list[str]:
    """Where the ship is, how the enemies move, and what this means for columns in reach."""
    first, last = engine.extent(fleet.stacks)
    if engine.turns_at_once(fleet.stacks, way):
        edge = first if way == LEFT else last
        way = -way
        moves = f"Column {edge} is not empty, so all enemies turn around at the first step and move {WAYS[way]}"
    else:
        edge = first if way == LEFT else last
        moves = (
            f"On the {WAYS[way]}, the enemies reach to column {edge} of {fleet.width}, so "
            f"{verb(shots - 1, 'their step', f'their {name_of(shots - 1)} steps')} to the {WAYS[way]} "
            f"{verb(shots - 1, 'stays', 'stay')} on the board"
        )
    return [
        f"The ship is in column {fleet.ship}. {moves}.",
        f"Call every column of enemies by the number that it has now. When the enemies step {WAYS[way]}, a ship that "
        f"moves {WAYS[way]} too stays below the same column of enemies, one that does not move comes below the next "
        f"one on the {WAYS[-way]}, and one that moves {WAYS[-way]} below the one after that.",
    ]


def stack_line(fleet: Fleet, column: int) -> str:
    """The enemies of a column, from below."""
    stack = stack_at(fleet.stacks, column)
    held = joined([f"{NAMES[sign]} ({POINTS[sign]})" for sign in stack])
    return f"Column {column} holds, from below, {held}." if stack else f"Column {column} holds no enemies."


def two_lines(fleet: Fleet, way: int) -> list[str]:
    """The best two shots, by the column of the first one."""
    step = engine.step_of(fleet.stacks, way)
    near = [column for column in range(fleet.ship + step, fleet.ship - 4 * step, -step) if 1 <= column <= fleet.width]
    lines = [*drift_lines(fleet, way, 2), *(stack_line(fleet, column) for column in near)]
    totals = []
    for column in near[:3]:
        first = lowest_points(stack_at(fleet.stacks, column))
        seconds = [there for there in near if there in (column, column - step, column - 2 * step)]
        scores = [lowest_points(stack_at(fleet.stacks, there)[1 if there == column else 0 :]) for there in seconds]
        totals.append(first + max(scores))
        lines.append(
            f"If the first shot goes into column {column}, for {first} points, the second can go into "
            f"{one_of(seconds)}, for "
            f"{joined(list(map(str, scores)), 'or')} points: at most {first} + {max(scores)} = {totals[-1]}."
        )
    lines.append(f"The largest of {joined(list(map(str, totals)))} is {max(totals)}.")
    return lines


def best_lines(fleet: Fleet, way: int, shots: int) -> list[str]:
    """The best shots, worked out from the column that can be reached last back to the first shot."""
    step = engine.step_of(fleet.stacks, way)
    stacks = engine.in_order(fleet.stacks, step)
    most = engine.most_from(stacks, shots)
    place = engine.place_of(stacks, fleet.ship, step)
    starts, last = range(place - 1, place + 2), engine.last_place(stacks)
    needed = engine.needed_entries(stacks, most, starts, shots)
    names = [place + 1 if step == LEFT else len(stacks) - place for place in range(len(stacks))]
    side = WAYS[-step]
    lines = [
        *drift_lines(fleet, way, shots),
        f"So the first shot goes into {one_of([names[start] for start in starts])}, and each later one into the same "
        f"column, the next one on the {side} or the one after that. Staying below a column that has been emptied is "
        "never better than going on.",
        *(_sums_line(names[own], stacks[own], max(needed[own])) for own in sorted(needed)),
        f"Now work from the {side} to the {WAYS[step]}: the most points of some shots that begin in a column are those "
        "of the shots into it plus the most of those that are left, which begin in one of the next two columns on the "
        f"{side}.",
    ]
    if any(number > len(stacks[own]) for own in needed if own >= last - 1 for number in needed[own]):
        lines.append(f"There are no enemies on the {side} of column {names[last]}, so shots there score 0 points.")
    for own in sorted(needed, reverse=True):
        entries = [_entry(engine.ways_from(stacks, most, own, number), number) for number in sorted(needed[own])]
        lines.append(f"Beginning in column {names[own]}: {'; '.join(entries)}.")
    hitting = [start for start in starts if start <= last]
    totals = [most[start][shots] for start in hitting]
    lines.append(
        f"With the first shot into {one_of([names[start] for start in hitting])}, all {shots} shots score "
        f"{joined(list(map(str, totals)), 'or')} points{f': {max(totals)} at most' if len(totals) > 1 else ''}."
    )
    places = engine.best_places(stacks, most, hitting[totals.index(max(totals))], shots)
    hits = engine.hits([own + 1 for own in places], stacks)
    scores = [0 if hit is None else POINTS[stacks[own][hit]] for own, hit in zip(places, hits, strict=True)]
    lines.append(
        f"Shots into {numbered('column', [names[own] for own in places])}, in this order, score {summed(scores)} "
        "points."
    )
    return lines


def _sums_line(column: int, stack: str, shots: int) -> str:
    """The enemies of a column, and what up to some number of shots into it score."""
    if not stack:
        return f"Column {column} holds no enemies: a shot scores 0 points."
    sums = engine.sums_of(stack)[1 : shots + 1]
    held = joined([NAMES[sign] for sign in stack])
    return (
        f"Column {column}, from below: {held}. {_counts(len(sums))} score{verb(len(sums), 's', '')} "
        f"{joined(list(map(str, sums)), 'or')} points{', in this order' if len(sums) > 1 else ''}."
    )


def _counts(number: int) -> str:
    """1 shot; 1 or 2 shots; 1, 2 or 3 shots."""
    return f"{joined([str(count) for count in range(1, number + 1)], 'or')} shot{verb(number, '', 's')}"


def _entry(ways: Sequence[engine.Way], number: int) -> str:
    told = [f"{way.points} + {way.after}" if way.here < number else str(way.points) for way in ways]
    most = max(way.total for way in ways)
    shots = count_of(number, "shot")
    if len(told) > 1:
        return f"{shots}, {joined(told, 'or')}, at most {most}"
    return f"{shots}, {told[0]}{f' = {most}' if '+' in told[0] else ''}"
