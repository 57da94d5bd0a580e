"""Pyramid chess against dictionaries of places, and its reasoning read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import pytest
from gameqa.games.pyramid_chess import engine, picture

import gameqa
from gameqa.configs import Part
from gameqa.draw.looks import PLAIN
from gameqa.sample import attempt_sample
from tests.games.pyramid_chess.endings import Reader as EndingReader
from tests.games.pyramid_chess.heap import OTHER, Endgame, Place, Pyramid
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, some_samples, steps_of

CELL = r"(\(\d+, \d+, \d+\))"
LIST = r"((?:\(\d+, \d+, \d+\)(?:, | and | or )?)+)"


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def asked_place(row: dict[str, Any]) -> Place:
    x, y, z = numbers(re.search(CELL, asked_of(row))[1])  # type: ignore[index]
    return x, y, z


def cells(text: str | None) -> list[Place]:
    return [(int(x), int(y), int(z)) for x, y, z in re.findall(r"\((\d+), (\d+), (\d+)\)", text or "")]


def best_places(pyramid: Pyramid, color: str) -> list[Place]:
    """The places that complete an own square, or else one of the opponent."""
    for player in (color, {"blue": "red", "red": "blue"}[color]):
        found = [place for place in pyramid.signs if pyramid.can_fill(place) and pyramid.completes(place, player)]
        if found:
            return found
    raise AssertionError("no place is better than others")


def status_of(pyramid: Pyramid, place: Place) -> str:
    if place not in pyramid.signs:
        return "there is no such place"
    if place in pyramid.balls:
        return f"a ball on which {'no other' if pyramid.is_free(place) else 'another'} ball rests"
    return f"empty, and it can{'' if pyramid.can_fill(place) else chr(39) + 't'} be filled now"


def outcome_of(pyramid: Pyramid, place: Place, color: str) -> str:
    if place in pyramid.balls:
        return "It can't be placed, because a ball is there already."
    if not pyramid.can_fill(place):
        return "It can't be placed, because it would not rest on four balls."
    if pyramid.completes(place, color):
        return "It can be placed, and balls may be taken back."
    return "It can be placed, but no ball may be taken back."


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        pyramid, asked, answer = Pyramid(row["plain"]), asked_of(row), answer_text(row)
        if part.task == "place_state":
            place = asked_place(row)
            sign = pyramid.balls.get(place)
            nothing = "no ball" if place in pyramid.signs else "there is no such place"
            assert answer == (f"a {sign} ball" if sign else nothing)
        elif part.task == "placement_outcome":
            color = re.match(r"A (blue|red) ball", asked)[1]  # type: ignore[index]
            assert answer == outcome_of(pyramid, asked_place(row), color)
        elif part.task == "turns_to_place":
            assert asked_place(row) not in pyramid.balls
            assert int(answer) == pyramid.fewest_balls(asked_place(row))
        elif part.task == "best_place":
            color = re.match(r"The (blue|red) player", asked)[1]  # type: ignore[index]
            best = best_places(pyramid, color)
            assert numbers(answer) in best
        elif part.task == "count_balls":
            assert int(answer) == len(pyramid.balls)
        elif part.task == "place_status":
            assert answer == status_of(pyramid, asked_place(row))
        elif part.task == "takeable_balls":
            color = re.search(r"[Hh]ow many (blue|red) balls", asked)[1]  # type: ignore[index]
            own = [place for place, sign in pyramid.balls.items() if sign == color]
            assert int(answer) == sum(map(pyramid.is_free, own))
        else:
            assert part.task == "winner_by_search"
            mover = asked.split("'")[0].split()[-1]
            winner, by_count = Endgame(pyramid).winner(mover), pyramid.count_winner(mover)
            also = "and would also win" if winner == by_count else f"but {by_count} would win"
            assert answer == f"{winner.capitalize()} wins, {also} if no ball could be taken back."


@pytest.mark.tasks("best_place")
def test_any_best_place_counts(part: Part) -> None:
    for row in some_rows(part, 6):
        color = re.match(r"The (blue|red) player", asked_of(row))[1]  # type: ignore[index]
        pyramid = Pyramid(row["plain"])
        best = best_places(pyramid, color)
        for place in pyramid.signs:
            assert gameqa.score(str(place), row) == float(place in best)


@pytest.mark.tasks("place_state", "placement_outcome", "place_status", "takeable_balls")
def test_what_is_asked_is_seen(part: Part) -> None:
    """Without plans a third of every ball that matters shows: its pixels in the picture, all others painted over it."""
    without = 0
    for sample in some_samples(part, 30):
        state = sample.state
        if sample.question.marks:
            continue
        without += 1
        ((place,),) = [[place for _, place in sample.question.evidence][:1]]
        shape = state.shape
        bit = shape.bit[place[1:]]
        if part.task in ("place_state", "takeable_balls") and bit & state.filled:
            empty = engine.pyramid_of(shape, state.own[0] & ~bit, state.own[1] & ~bit)
            with_ball = picture.draw(state, (), PLAIN).pixels
            changed = (with_ball != picture.draw(empty, (), PLAIN).pixels).sum()
            radius = picture.heap_of(state.side, PLAIN).radius
            assert changed > 0.25 * 3 * radius * radius
    assert without


class Reader(SentenceReader):
    """Reads the lines of one row in order."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.pyramid, self.answer = row, Pyramid(row["plain"]), answer_text(row)
        self.place: Place = asked_place(row) if re.search(CELL, asked_of(row)) else (0, 0, 0)
        colors = re.findall(r"\b(blue|red)\b", asked_of(row))
        self.color = colors[0] if colors else ""
        self.other = {"blue": "red", "red": "blue", "": ""}[self.color]
        self.counts: list[int] = []
        self.squares: list[Place] = []
        self.completing: dict[str, set[Place]] = {"blue": set(), "red": set()}

    def level(self, told: re.Match[str]) -> None:
        wide = self.pyramid.side - int(told[1])
        assert list(map(int, told.groups()[1:])) == [wide, wide, wide - 1]

    def highest(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.pyramid.side - 1

    def single(self, told: re.Match[str]) -> None:
        assert cells(told[0]) == [(0, 0, self.pyramid.side - 1)]
        assert int(told[1]) == self.pyramid.side - 1

    def missing(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == [self.place]
        assert self.place not in self.pyramid.signs

    def holds(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == [self.place]
        assert self.pyramid.balls.get(self.place) == told[2]

    def on_ground(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == [self.place]
        assert self.place[2] == 0
        assert self.place not in self.pyramid.balls

    def rests(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == [self.place]
        below = self.pyramid.below(self.place)
        assert sorted(cells(told[2])) == sorted(below)
        assert sorted(cells(told[3])) == sorted(place for place in below if place not in self.pyramid.balls)

    def top_place(self, told: re.Match[str]) -> None:
        assert cells(told[1]) == [self.place]
        assert not self.pyramid.above(self.place)

    def carries(self, told: re.Match[str]) -> None:
        (ball,) = cells(told[1])
        assert ball in self.pyramid.balls
        assert self.place in self.pyramid.below(ball)

    def carries_none(self, told: re.Match[str]) -> None:
        assert sorted(cells(told[1])) == sorted(self.pyramid.above(self.place))
        assert self.pyramid.is_free(self.place)

    def square(self, told: re.Match[str]) -> None:
        parts = re.findall(CELL + r" (blue|red|empty)", told[1])
        rest = [cells(text)[0] for text, _ in parts]
        assert sorted([*rest, self.place]) in [sorted(square) for square in self.pyramid.squares()]
        for place, (_, what) in zip(rest, parts, strict=True):
            assert self.pyramid.balls.get(place, "empty") == what
        assert told[3] == self.color
        assert (told[2] is None) == all(what == self.color for _, what in parts)
        self.counts.append(told[2] is None)
        self.squares += rest

    def can_place(self, told: re.Match[str]) -> None:
        assert len(self.counts) == sum(self.place in square for square in self.pyramid.squares())
        assert any(self.counts) == (told[1] == "a")
        assert self.pyramid.can_fill(self.place)

    def cannot(self, told: re.Match[str]) -> None:
        assert not self.pyramid.can_fill(self.place)

    def needs(self, told: re.Match[str]) -> None:
        level, x1, x2, y1, y2 = map(int, told.groups()[:5])
        x, y, z = self.place
        assert (x1, x2, y1, y2) == (x, x + z - level, y, y + z - level)
        block = [(a, b, level) for a in range(x1, x2 + 1) for b in range(y1, y2 + 1)]
        empty = [place for place in block if place not in self.pyramid.balls]
        assert sorted(cells(told[6])) == sorted(empty)
        self.counts.append(len(empty))

    def needed(self, told: re.Match[str]) -> None:
        assert len(self.counts) == self.place[2]
        assert list(map(int, told[1].split(" + "))) == [1, *self.counts]
        assert int(told[2]) == 1 + sum(self.counts) == int(self.answer)

    def level_balls(self, told: re.Match[str]) -> None:
        """A level with its empty places, or with the only ones that hold balls."""
        level = int(told[1])
        assert level == len(self.counts)
        own = [place for place in self.pyramid.signs if place[2] == level]
        held = [place for place in own if place in self.pyramid.balls]
        listed = sorted(cells(told[3]))
        assert listed == sorted(held if told[2] else [place for place in own if place not in held])
        if told[4]:
            assert (int(told[4]), int(told[5])) == (len(own), len(listed))
        assert int(told[6]) == len(held)
        self.counts.append(len(held))

    def full_level(self, told: re.Match[str]) -> None:
        held = [place for place in self.pyramid.balls if place[2] == int(told[2])]
        assert int(told[1]) == len(held) == int(told[3]) == (self.pyramid.side - int(told[2])) ** 2
        assert int(told[2]) == len(self.counts)
        self.counts.append(len(held))

    def bare_level(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.counts)
        assert all(place[2] != int(told[1]) for place in self.pyramid.balls)
        self.counts.append(0)

    def counted(self, told: re.Match[str]) -> None:
        assert list(map(int, told[1].split(" + "))) == self.counts
        assert int(told[2]) == sum(self.counts) == int(self.answer)

    def free(self, told: re.Match[str]) -> None:
        own = [place for place, sign in self.pyramid.balls.items() if sign == self.color and place[2] == int(told[2])]
        assert told[1] == self.color
        nothing, carrying = re.search(f"nothing rests on {LIST}", told[3]), re.search(f"balls rest on {LIST}", told[3])
        free = sorted(cells(nothing[1] if nothing else ""))
        assert free == sorted(filter(self.pyramid.is_free, own))
        assert sorted(free + cells(carrying[1] if carrying else "")) == sorted(own)
        assert int(told[4]) == len(free)
        self.counts.append(len(free))

    def together(self, told: re.Match[str]) -> None:
        assert list(map(int, told[1].split(" + "))) == self.counts
        assert int(told[2]) == sum(self.counts) == int(self.answer)

    def alone(self, told: re.Match[str]) -> None:
        assert told[1] == self.color
        assert len(self.counts) == 1
        assert len({place[2] for place, sign in self.pyramid.balls.items() if sign == self.color}) == 1
        assert int(told[2]) == self.counts[0] == int(self.answer)

    def fillable(self, told: re.Match[str]) -> None:
        assert sorted(cells(told[1])) == sorted(filter(self.pyramid.can_fill, self.pyramid.signs))

    def completes(self, told: re.Match[str]) -> None:
        (place,) = cells(told[2])
        square = sorted([place, *cells(told[3])])
        assert square in [sorted(one) for one in self.pyramid.completes(place, told[1])]
        assert told[4] == told[1]
        assert self.pyramid.can_fill(place)
        self.completing[told[1]].add(place)

    def completes_none(self, told: re.Match[str]) -> None:
        assert (told[1], told[2]) == (self.color, self.other)
        for place in filter(self.pyramid.can_fill, self.pyramid.signs):
            assert not self.pyramid.completes(place, told[1])

    def best(self, told: re.Match[str]) -> None:
        player = self.other
        if told[2].startswith("completes"):
            player = self.color
            assert told[2].endswith(player)
        assert set(cells(told[1])) == self.completing[player] == set(best_places(self.pyramid, self.color))

    def status(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer == status_of(self.pyramid, self.place)

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (r"Level (\d+) has (\d+) x (\d+) places: x and y go from 0 to (\d+)\.", level),
        (r"The highest level is level (\d+)\.", highest),
        (r"Level (\d+) has a single place, \(0, 0, \d+\)\.", single),
        (rf"So there is no place {CELL}\.", missing),
        (rf"At {CELL} there is (?:a (blue|red)|no) ball\.", holds),
        (rf"{CELL} is on level 0, where an empty place can always be filled\.", on_ground),
        (rf"A ball at {CELL} rests on {LIST}; (?:all four hold balls|there is no ball at {LIST})\.", rests),
        (rf"{CELL} is the highest place, so nothing rests on it\.", top_place),
        (rf"The ball at {CELL} rests on it\.", carries),
        (rf"What could rest on it are balls at {LIST}; there is none\.", carries_none),
        (r"The square with (.*) would (not )?be all (blue|red)\.", square),
        (r"So the ball can be placed, and it completes (a|no) square of its color\.", can_place),
        (r"So another ball can't be placed there\.|So the place can't be filled yet\.", cannot),
        (
            r"On level (\d+), the places with x from (\d+) to (\d+) and y from (\d+) to (\d+) must be filled: "
            rf"(?:{LIST} (?:is|are)|none is) empty\.",
            needs,
        ),
        (r"With the ball on the place itself, these are ([\d +]+) = (\d+) balls?\.", needed),
        (
            rf"On level (\d+), (only )?{LIST} (?:is empty|are empty|holds a ball|hold balls): "
            r"(?:(\d+) - (\d+) = )?(\d+)\.",
            level_balls,
        ),
        (r"All (\d+) places? of level (\d+) hold balls: (\d+)\.", full_level),
        (r"Level (\d+) has no ball\.", bare_level),
        (r"Together these are ([\d +]+) = (\d+) balls\.", counted),
        (r"Of the (blue|red) balls of level (\d+), (.*): (\d+)\.", free),
        (r"Together these are (\d+(?: \+ \d+)+) = (\d+)\.", together),
        (r"No other level has a (blue|red) ball, so the number is (\d+)\.", alone),
        (rf"These places can be filled: {LIST}\.", fillable),
        (rf"A (blue|red) ball at {CELL} completes a square with {LIST}, which are (blue|red)\.", completes),
        (
            r"At none of these places would a (blue|red) ball complete a square: each square there lacks another ball "
            r"or holds a (blue|red) one\.",
            completes_none,
        ),
        (rf"So a ball at {LIST} (completes a (?:blue|red)|lies where the opponent would complete a) square\.", best),
        (r"So (?:it is |there is (?=a ball)|(?=there is no such))(.*)\.", status),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 80)):
        if part.task == "winner_by_search":
            reader = EndingReader(row)
            reader.read_all(steps_of(row))
            assert reader.has_ended
        else:
            Reader(row).read_all(steps_of(row))


@pytest.mark.tasks("winner_by_search")
def test_the_choice_matters_near_the_end(part: Part) -> None:
    """Balls are in hand, taking back is possible soon, and both the winner and the use of counting are even."""
    moving, counting = 0, 0
    for row in some_rows(part, 90):
        pyramid, mover = Pyramid(row["plain"]), asked_of(row).split("'")[0].split()[-1]
        assert all(pyramid.hands().values())
        game, winner = Endgame(pyramid), answer_text(row).split()[0].lower()
        positions = [(game.signs, mover)]
        has_choice = False
        while positions and not has_choice:
            signs, color = positions.pop(0)
            turns = game.after(signs, color)
            has_choice = any(taken for _, taken in turns)
            positions += [(later, OTHER[color]) for later in turns.values() if not game.is_over(later)]
        assert has_choice
        moving += winner == mover
        counting += winner == pyramid.count_winner(mover)
    assert 30 <= moving <= 60
    assert 30 <= counting <= 60


@pytest.mark.tasks("winner_by_search", "place_state", "takeable_balls")
def test_texts_speak_of_no_plans(part: Part) -> None:
    """The plans of a picture show nothing that the text does not hold."""
    for sample in some_samples(part, 6):
        row = attempt_sample(replace(sample.key, modality="text")).row()
        assert not re.search(r"\bplans?\b", row["question"], re.IGNORECASE)
