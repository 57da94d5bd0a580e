"""Every line of the reasoning about Zuma is one of a few sentences, and geometry says the same."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

import numpy as np
from gameqa.games.zuma import engine
from gameqa.games.zuma.engine import DIAMETER

from gameqa.configs import Part
from tests.games.zuma.test_oracle import NAMES, angle_of, between, centers_of, fly
from tests.oracle import COUNTS
from tests.samples import answer_text, some_samples

MARBLE = r"(red|yellow|blue|green) at (\d+) degrees"
NEAR = rf"{MARBLE} \((\d+) away\)"
SPAN = r"(\d+) to (\d+) degrees"
LIMIT = r"the center of their (?:red|yellow|blue|green) neighbor|\d+ degrees past their end"
BETWEEN = r"between (\d+) and (\d+) degrees"
BLOCK = (
    rf"(?:a marble at \d+ degrees stops|marbles in a row from \d+ to \d+ degrees stop) those {BETWEEN} "
    r"\((?:(\d+) degrees (?:on each side|past each end)|(\d+) and (\d+) degrees past the two ends)\)"
)
WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass
class Field:
    """A field by its places' own coordinates: the angle of every marble, going on along the track."""

    state: Any
    angles: dict[int, float]
    distances: dict[int, float]

    def reach(self, place: int) -> float:
        return math.degrees(math.asin(DIAMETER / self.distances[place]))

    def name(self, place: int) -> str:
        return NAMES[self.state.marbles[place]]

    def at(self, degrees: float, places: Any) -> list[int]:
        """Those of some places whose marble lies in a direction, to a whole degree."""
        return [place for place in places if abs(between(degrees, self.angles[place])) <= 0.52]

    def runs(self, color: str, fewest: int = 2) -> list[range]:
        return [range(*run.span()) for run in re.finditer(rf"{color}{{{fewest},}}", self.state.marbles)]

    def counterclockwise(self, run: range) -> list[int]:
        """The places of a run in the order of their angles."""
        return sorted(run, key=lambda place: self.angles[place])


def field_of(state: Any) -> Field:
    unwrapped = np.unwrap([angle_of(point) for point in state.places], period=360)
    unwrapped += 360 * round((state.track[0] - unwrapped[0]) / 360)
    held = centers_of(state)
    angles = {place: float(unwrapped[place]) for place in held}
    return Field(state, angles, {place: math.hypot(*point) for place, point in held.items()})


def lines_of(row: Any) -> list[str]:
    text, _, end = row["analysis"].rpartition("\nThe answer is ")
    assert end == f"{row['answer']}."
    return str(text).split("\n")


def turns_of(field: Field, degrees: int) -> list[list[int]]:
    """The marbles within 30 degrees of a line, turn by turn, the inner turn first."""
    start, sweep, _, _ = field.state.track
    ends = sorted((start, start + sweep))
    found: dict[int, list[int]] = {turn: [] for turn in range(-3, 4) if ends[0] <= degrees + 360 * turn <= ends[1]}
    for place, angle in field.angles.items():
        if abs(between(degrees, angle)) < 30.5:
            found.setdefault(round((angle - degrees) / 360), []).append(place)
    return [found[turn] for turn in sorted(found, reverse=sweep > 0)]


FLIGHT = re.compile(
    r"On the (?P<turn>inner turn|outer turn|track) here, touching neighbors are about (?P<reach>\d+) degrees apart, so "
    r"a shot touches marbles less than (?P=reach) degrees from its line\. The nearest (?P<verb>is|are) "
    rf"(?P<near>{NEAR}(?: and {NEAR})?): the shot "
    r"(?P<does>passes it|passes between them|"
    r"touches (?P<touched>\w+ at \d+) degrees(?P<first> first, since it is nearer)?)\."
)
NOTHING = re.compile(r"On the (?P<turn>inner turn|outer turn|track) there is no marble within 30 degrees of the line\.")


def check_flight(field: Field, degrees: int, lines: list[str]) -> tuple[int, int]:
    """Reads the lines about what a shot meets: the place that is hit (-1 for none), and how many lines these are."""
    turns = turns_of(field, degrees)
    names = ["track"] if len(turns) == 1 else ["inner turn", "outer turn"]
    for number, (places, turn, line) in enumerate(zip(turns, names, lines, strict=False)):
        if not places:
            told = NOTHING.fullmatch(line)
            assert told, line
            assert told["turn"] == turn
            continue
        told = FLIGHT.fullmatch(line)
        assert told, line
        assert told["turn"] == turn
        reach = int(told["reach"])
        sides = [
            [place for place in places if between(degrees, field.angles[place]) <= 0],
            [place for place in places if between(degrees, field.angles[place]) > 0],
        ]
        nearest = [min(side, key=lambda place: abs(between(degrees, field.angles[place]))) for side in sides if side]
        named = re.findall(NEAR, told["near"])
        assert told["verb"] == ("is" if len(named) == 1 else "are")
        for (name, angle, away), place in zip(named, nearest, strict=True):
            assert name == field.name(place)
            assert field.at(int(angle), [place])
            assert int(away) == abs(between(degrees, int(angle)))
            assert abs(field.reach(place) - reach) < 1.2
            assert (int(away) < reach) == (abs(between(degrees, field.angles[place])) < field.reach(place))
        within = [index for index, (_, _, away) in enumerate(named) if int(away) < reach]
        if within:
            index = min(within, key=lambda index: int(named[index][2]))
            assert told["touched"] == f"{named[index][0]} at {named[index][1]}"
            assert bool(told["first"]) == (len(within) == 2)
            return nearest[index], number + 1
        assert told["does"] == ("passes between them" if len(named) == 2 else "passes it")
    return -1, len(turns)


def check_joining(field: Field, degrees: int, hit: int, lines: list[str]) -> int:
    """Reads the lines about the row that a shot joins: how long its run becomes."""
    told = re.fullmatch(
        rf"The line passes {MARBLE} on its (counterclockwise|clockwise) side, so the shot joins the row there, "
        rf"(?:at its end|between it and {MARBLE})\.",
        lines[0],
    )
    assert told, lines[0]
    assert told[1] == field.name(hit)
    assert field.at(int(told[2]), [hit])
    is_left = between(degrees, field.angles[hit]) < 0
    assert told[3] == ("counterclockwise" if is_left else "clockwise")
    step = 1 if (field.state.track[1] > 0) == is_left else -1
    assert (hit + step in field.angles) == (told[4] is not None)
    if told[4]:
        assert told[4] == field.name(hit + step)
        assert field.at(int(told[5]), [hit + step])
    place = max(hit, hit + step)
    marbles, loaded = field.state.marbles, field.state.loaded
    behind = re.search(rf"{loaded}*$", marbles[:place])
    ahead = re.match(rf"{loaded}*", marbles[place:])
    assert behind
    assert ahead
    run = list(range(behind.start(), place + ahead.end()))
    name = NAMES[loaded]
    if not run:
        assert lines[1] == f"It has no {name} marble beside it, so it makes no run and stays."
        return 1
    told = re.fullmatch(
        rf"It joins the (?:{name} marble at (\d+) degrees|(\d+) {name} marbles at {SPAN})\. "
        r"That makes a run of (?:(\d+), which vanishes|only 2, so it stays)\.",
        lines[1],
    )
    assert told, lines[1]
    ends = field.counterclockwise(range(run[0], run[-1] + 1))
    if told[1]:
        assert len(run) == 1
        assert field.at(int(told[1]), run)
    else:
        assert int(told[2]) == len(run)
        assert field.at(int(told[3]), ends[:1])
        assert field.at(int(told[4]), ends[-1:])
    assert int(told[5] or 2) == len(run) + 1
    return len(run) + 1


GROUP = re.compile(
    rf"The (?P<count>\d) (?P<name>\w+) marbles at (?P<span>{SPAN}) can be joined by shots between (?P<low>\d+) degrees "
    rf"\((?P<below>{LIMIT})\) and (?P<high>\d+) degrees \((?P<above>{LIMIT})\)"
    rf"(?:\. No marble nearer to the frog is in the way\.|"
    rf", but nearer to the frog (?P<blocks>{BLOCK}(?:(?:, | and ){BLOCK})*)\. "
    rf"(?:No shot is left\.|This leaves those (?P<left>{BETWEEN}(?:(?:, | and ){BETWEEN})*)\.))"
)


def check_group(field: Field, line: str) -> tuple[range, bool, list[tuple[int, int]]]:
    """Reads the line about one group: its places, whether a shot reaches it, and the shots that do."""
    told = GROUP.fullmatch(line)
    assert told, line
    low, high = map(int, re.findall(r"\d+", told["span"]))
    state = field.state
    assert told["name"] == NAMES[state.loaded]
    (run,) = (
        run
        for run in field.runs(state.loaded)
        if field.at(low, field.counterclockwise(run)[:1]) and field.at(high, field.counterclockwise(run)[-1:])
    )
    assert int(told["count"]) == len(run)
    ends = field.counterclockwise(run)
    step = 1 if state.track[1] > 0 else -1
    for end, side, shot, limit in (
        (ends[0], -1, told["low"], told["below"]),
        (ends[-1], 1, told["high"], told["above"]),
    ):
        neighbor = end + side * step
        if "neighbor" in limit:
            assert limit == f"the center of their {field.name(neighbor)} neighbor"
            assert field.at(int(shot), [neighbor])
        else:
            assert neighbor not in field.angles
            past = int(limit.split()[0])
            assert abs(past - field.reach(end)) <= 0.52
            assert between(low if side < 0 else high, int(shot)) == side * past
    for block in re.finditer(BLOCK, told["blocks"] or ""):
        row = list(map(int, re.findall(r"\d+", block[0].split(" stop")[0])))
        past = [int(block[3] or block[4]), int(block[3] or block[5])]
        assert (between(row[0], int(block[1])), between(row[-1], int(block[2]))) == (-past[0], past[1])
        inner = [place for place in field.angles if field.distances[place] < field.distances[run[-1]] - 13]
        (first,), (last,) = field.at(row[0], inner), field.at(row[-1], inner)
        places = range(min(first, last), max(first, last) + 1)
        assert all(place in field.angles for place in places)
        assert (len(row) == 1) == (len(places) == 1)
        assert all(abs(one - field.reach(place)) <= 0.52 for one, place in zip(past, (first, last), strict=True))
    shots = int(told["low"]), int(told["high"])
    if told["blocks"] is None:
        left = [shots]
    else:
        numbers = list(map(int, re.findall(r"\d+", told["left"] or "")))
        left = list(zip(numbers[::2], numbers[1::2], strict=True))
    return run, bool(left), left


def check_best(field: Field, row: Any, lines: list[str]) -> None:
    """Reads the lines of best_shot and best_angle."""
    name = NAMES[field.state.loaded]
    assert lines[0] == f"The loaded marble is {name}. Two or more {name} neighbors make a run of three or more with it."
    groups = [check_group(field, line) for line in lines[1:] if line.startswith("The ")]
    assert [run for run, _, _ in groups] == field.runs(field.state.loaded)
    assert lines[1] == (
        "Angles here are rounded to whole degrees, so a shot right at a limit is left out: it may go either way."
        if groups
        else f"No two neighboring marbles are {name}."
    )
    rest = lines[2 + len(groups) :]
    removed = [len(run) + 1 for run, reached, _ in groups if reached]
    if not removed:
        assert rest == ["So no shot makes marbles vanish."]
        return
    told = re.fullmatch(
        r"So (\w+) groups? (?:is|are) within reach, and counting the shot, (each time )?([\d, or]+) marbles vanish\. "
        r"The most is (\d)(?:, with (\d) groups?)?\.",
        rest[0],
    )
    assert told, rest[0]
    assert WORDS.index(told[1]) == len(removed)
    assert list(map(int, re.findall(r"\d+", told[3]))) * (len(removed) if told[2] else 1) == removed
    assert int(told[4]) == max(removed)
    assert (told[5] is None) == (len(rest) == 2)
    if told[5]:
        assert int(told[5]) == removed.count(max(removed))
        assert row["answer"] == f"Yes, {told[4]}, {told[5]}"
        return
    right = int(row["answer"])
    told = re.fullmatch(
        r"Any whole number of degrees between (\d+) and (\d+) does this, and (\d+) is about in the middle\.",
        rest[1],
    )
    assert told, rest[1]
    low, high, middle = map(int, told.groups())
    assert middle == right
    assert (low, high) in [span for run, _, left in groups for span in left if len(run) + 1 == max(removed)]
    assert abs(2 * ((right - low) % 360) - (high - low) % 360) <= 1


def check_count(field: Field, row: Any, lines: list[str]) -> None:
    """Reads the lines of count_color."""
    told = re.fullmatch(r"Along the track, from its open end to the hole, the (\w+) marbles are: (.*)\.", lines[0])
    assert told, lines[0]
    letter = next(letter for letter, name in NAMES.items() if name == told[1])
    runs = field.runs(letter, 1)
    for run, text in zip(runs, told[2].split(", "), strict=True):
        count, *angles = map(int, re.findall(r"\d+", text))
        ends = field.counterclockwise(run)
        assert count == len(run)
        assert len(angles) == min(2, count)
        assert field.at(angles[0], ends[:1])
        assert field.at(angles[-1], ends[-1:])
    counts = " + ".join(str(len(run)) for run in runs)
    total = sum(map(len, runs))
    start = f"{counts} = {total}, so there" if len(runs) > 1 else "So there"
    assert lines[1:] == [f"{start} {f'is 1 {told[1]} marble' if total == 1 else f'are {total} {told[1]} marbles'}."]


def check_sector(field: Field, row: Any, lines: list[str]) -> None:
    """Reads the lines of groups_in_sector."""
    name = re.search(r"sector ([\w-]+)\?", row["question"])[1]  # type: ignore[index]
    middle = 45 * engine.SECTORS.index(name)
    borders = f"{(middle - 22.5) % 360} to {(middle + 22.5) % 360}"
    assert lines[0] == f"The sector {name} goes from {borders} degrees."
    inside = {place for place, angle in field.angles.items() if abs(between(middle, angle)) < 22.5}
    for place, angle in field.angles.items():
        aside = math.sin(math.radians(22.5 - abs(between(middle, angle)))) * field.distances[place]
        assert abs(aside) > 5 or abs(between(middle, angle)) > 90
    runs = [run for letter in NAMES for run in field.runs(letter, 1) if any(place in inside for place in run)]
    groups = 0
    for run, line in zip(sorted(runs, key=min), lines[1:-1], strict=True):
        color = field.name(run[0])
        if len(run) == 1:
            told = re.fullmatch(rf"The {MARBLE} is in it, but it is single\.", line.replace(" marble at", " at"))
            assert told, line
            assert told[1] == color
            assert field.at(int(told[2]), run)
            continue
        groups += 1
        told = re.fullmatch(
            r"The (\w+) marbles at ([\d, and]+) degrees are a group\. "
            r"(All|The ones? at [\d, and]+) (are|is) in the sector\.",
            line,
        )
        assert told, line
        assert told[1] == color
        angles = re.findall(r"\d+", told[2])
        assert all(field.at(int(angle), [place]) for angle, place in zip(angles, run, strict=True))
        held = [angle for angle, place in zip(angles, run, strict=True) if place in inside]
        assert (told[3] == "All") == (len(held) == len(run))
        assert told[3] == "All" or re.findall(r"\d+", told[3]) == held
        assert told[4] == ("is" if len(held) == 1 else "are")
    counted = "no group has" if not groups else f"{groups} group{' has' if groups == 1 else 's have'}"
    assert lines[-1] == f"So {counted} a marble in the sector."
    assert row["answer"] == str(groups)


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for sample in some_samples(part, min(count, 80)):
        state, row = sample.state, sample.row()
        field, lines, answer = field_of(state), lines_of(row), answer_text(row)
        named = re.search(r"at (\d+) degrees", row["question"].split("\n\n")[1])
        if part.task == "loaded_color":
            place = "The frog is in the middle of the field, inside the track."
            assert lines == [place, f"The marble that it holds is {NAMES[state.loaded]}."]
        elif part.task == "count_color":
            check_count(field, row, lines)
        elif part.task == "groups_in_sector":
            check_sector(field, row, lines)
        elif part.task == "marble_hit":
            assert named
            degrees = int(named[1])
            assert lines[0] == f"The shot flies at {degrees} degrees."
            hit, count_of_lines = check_flight(field, degrees, lines[1:])
            assert hit == fly(state, degrees, centers_of(state))[0]
            end = "So the shot hits no marble and leaves the field."
            if hit >= 0:
                end = f"So the marble that is hit is {field.name(hit)}."
            assert lines[1 + count_of_lines :] == [end]
        elif part.task == "shot_outcome":
            assert named
            degrees = int(named[1])
            loaded = NAMES[state.loaded]
            assert lines[0] == f"The loaded marble is {loaded}, and the shot flies at {degrees} degrees."
            hit, count_of_lines = check_flight(field, degrees, lines[1:])
            rest = lines[1 + count_of_lines :]
            if hit < 0:
                assert rest == ["So it touches no marble and leaves the field."]
                assert answer == "it leaves the field"
            else:
                run = check_joining(field, degrees, hit, rest[:2])
                end = f"So {run} marbles vanish, the shot included." if run >= 3 else "So no marble vanishes."
                assert rest[2:] == [end]
                assert answer.startswith(f"{run} marbles" if run >= 3 else "it stays")
        else:
            check_best(field, row, lines)
