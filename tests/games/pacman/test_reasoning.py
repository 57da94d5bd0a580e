"""Every line of the reasoning is one of a few sentences, and what it says is true in the world of lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from gameqa.configs import Part
from gameqa.sample import Sample
from tests.games.pacman.test_oracle import manhattan, moved_by, turned_move
from tests.games.pacman.world import NAMES, ORDER, Cell, Moved, World, stepped
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import some_samples

C = r"\(\d+, \d+\)"
CELLS = rf"{C}(?:, {C})*(?: and {C})?"
D = r"(?:up|down|left|right)"
DIRECTIONS = rf"{D}(?:, {D})*(?: and {D})?"
WAY = rf"{D} \d+(?:, {D} \d+)*"
NAME = r"(?:Pinky|Blinky)"
SIDE = r"(?:above|below|on the left of|on the right of)"
CLOSED = (
    rf"(?:(?P<wall>{C}) (?P<side>{SIDE}) (?:her|him|{NAME}) is a wall, and |"
    rf"(?P<into>{D}) leads only to (?P<pocket>{C}), with walls ahead, and )?"
)
SIDES = {"above": "up", "below": "down", "on the left of": "left", "on the right of": "right"}


def cells_of(text: str) -> list[Cell]:
    """The cells that a text names, in order."""
    return [(int(row), int(column)) for row, column in re.findall(r"\((\d+), (\d+)\)", text)]


def cell_of(text: str) -> Cell:
    (cell,) = cells_of(text)
    return cell


def way_of(text: str) -> list[str]:
    """The moves of "up 2, left 1"."""
    return [move for move, count in re.findall(rf"({D}) (\d+)", text) for _ in range(int(count))]


def toward(start: Cell, target: Cell) -> list[str]:
    """The directions that lower the Manhattan distance."""
    return [move for move in ORDER if manhattan(stepped(start, move), target) < manhattan(start, target)]


class Reader(SentenceReader):
    """Reads the lines of one sample."""

    def __init__(self, task: str, sample: Sample) -> None:
        self.task, self.sample, self.answer = task, sample, sample.question.answer
        self.world = World(sample)
        self.at, self.facing = self.world.pacman, self.world.facing
        self.counts: list[int] = []
        self.turns: list[Moved] = []
        self.number = 0
        self.told: list[tuple[int, str]] = []
        self.name = ""
        self.start: Cell = (0, 0)
        self.target: Cell = (0, 0)
        self.layer: set[Cell] = set()
        self.known: set[Cell] = set()
        self.chosen = ""
        self.verdicts: dict[str, str] = {}
        self.bound = 0
        self.arrival = 0
        self.same = self.common = 0
        if task == "outcome_of_moves":
            self.play(moved_by(sample.question.text))
        elif task == "turns_until_caught":
            self.play([None] * 40)
        elif "_" in task and task.split("_")[0] in ("pinky", "blinky"):
            self.name = task.split("_")[0].capitalize()

    def play(self, moves: Sequence[str | None]) -> None:
        self.turns, self.number, self.told = self.world.play(moves), 0, []

    # Perception.

    def seen(self, told: re.Match[str]) -> None:
        assert (int(told[1]), int(told[2])) == self.world.pacman

    def mouth(self, told: re.Match[str]) -> None:
        assert told[2] == self.world.facing
        assert told[1] == {"up": "upward", "down": "downward"}.get(told[2], f"to the {told[2]}")

    def square(self, told: re.Match[str]) -> None:
        row, column, top, bottom, left, right = numbers(told[0])
        assert (row, column) == self.world.pacman
        assert (top, bottom, left, right) == (row - 2, row + 2, column - 2, column + 2)
        self.counts = []

    def row_of_beans(self, told: re.Match[str]) -> None:
        row, column = int(told[1]), self.world.pacman[1]
        assert row == self.world.pacman[0] - 2 + len(self.counts)
        own = sorted(c for r, c in self.world.beans if r == row and abs(c - column) <= 2)
        *columns, count = numbers(told[2])
        assert columns == own
        assert count == len(own)
        self.counts.append(count)

    def sum_of_beans(self, told: re.Match[str]) -> None:
        *parts, total, again = numbers(told[0])
        assert parts == self.counts
        assert len(parts) == 5
        assert sum(parts) == total == again == int(self.answer)

    def pacman_is(self, told: re.Match[str]) -> None:
        assert cell_of(told[0]) == self.world.pacman

    def apart(self, told: re.Match[str]) -> None:
        row, column, rows, columns, one, other, total = numbers(told[0])
        assert (row, column) == self.world.ghosts[told[1]]
        assert rows == one == abs(row - self.world.pacman[0])
        assert columns == other == abs(column - self.world.pacman[1])
        assert total == one + other
        self.counts.append(total)

    def nearer(self, told: re.Match[str]) -> None:
        assert int(told[1]) < int(told[2])
        assert sorted(self.counts) == [int(told[1]), int(told[2])]
        assert self.counts[NAMES.index(told[3])] == int(told[1])
        assert self.answer == f"{told[3]} is nearer."

    def equal(self, told: re.Match[str]) -> None:
        assert self.counts == [int(told[1])] * 2
        assert self.answer == "Both are equally near."

    def line_ahead(self, told: re.Match[str]) -> None:
        run = self.world.run(self.world.pacman, self.world.facing)
        assert told[1] == self.world.facing
        assert cells_of(told[0]) == [self.world.pacman, stepped(run[-1], told[1])]

    def passes(self, told: re.Match[str]) -> None:
        assert cells_of(told[1]) == self.world.run(self.world.pacman, self.world.facing)

    def beans_on_line(self, told: re.Match[str]) -> None:
        run = self.world.run(self.world.pacman, self.world.facing)
        with_beans = [cell for cell in run if cell in self.world.beans]
        if told[1].startswith("Each"):
            assert with_beans == run
        else:
            assert cells_of(told[1]) == with_beans
            assert len(with_beans) < len(run)
        assert int(told[2]) == len(with_beans) == int(self.answer)

    def eats(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer

    # Where everybody is and aims.

    def opening(self, told: re.Match[str]) -> None:
        assert cell_of(told["pacman"]) == self.world.pacman
        assert told["facing"] == self.world.facing
        if told["pinky"]:
            assert [cell_of(told["pinky"]), cell_of(told["blinky"])] == [self.world.ghosts[name] for name in NAMES]
        if told["score"]:
            assert int(told["score"]) == self.world.score

    def pinky_target(self, told: re.Match[str]) -> None:
        run = self.world.run(self.at, self.facing)
        cells = cells_of(told[0])
        if "fourth" in told[0]:
            assert cells == run[:4]
            assert len(run) >= 4
        elif "The next cell" in told[0]:
            assert not run
            assert cells == [stepped(self.at, self.facing)]
            assert told["ahead"] == self.facing
        else:
            assert len(run) < 4
            assert cells == [*run, stepped(run[-1], self.facing), run[-1]]
        self.target = self.world.target("Pinky", self.at, self.facing)

    def blinky_target(self, told: re.Match[str]) -> None:
        assert cell_of(told[0]) == self.at
        if self.task != "turns_until_caught":
            self.target = self.at

    # One step and its whole argument.

    def distance_to_target(self, told: re.Match[str]) -> None:
        assert told["name"] == self.name
        self.start = cell_of(told["start"])
        assert self.start == self.world.ghosts[self.name]
        assert cell_of(told["target"]) == self.target
        down = up = left = right = 0
        for count, where in re.findall(r"(\d+) (?:rows?|columns?) (up|down|to the left|to the right)", told["apart"]):
            up += int(count) * (where == "up")
            down += int(count) * (where == "down")
            left += int(count) * (where == "to the left")
            right += int(count) * (where == "to the right")
        assert (self.target[0] - self.start[0], self.target[1] - self.start[1]) == (down - up, right - left)
        assert int(told["least"]) == manhattan(self.start, self.target)

    def check_reason(self, told: re.Match[str], start: Cell, target: Cell, move: str) -> None:
        """That the way is a shortest one, and earlier directions toward the target are closed as told."""
        moves = way_of(told["way"])
        assert moves[0] == move
        at = start
        for step in moves:
            at = stepped(at, step)
            assert self.world.is_floor(at)
        assert at == target
        assert len(moves) == self.world.steps(start, target) == manhattan(start, target)
        closed = set()
        if told["wall"]:
            side = SIDES[told["side"]]
            assert cell_of(told["wall"]) == stepped(start, side)
            assert not self.world.is_floor(stepped(start, side))
            closed.add(side)
        if told["into"]:
            into = told["into"].lower()
            pocket = stepped(start, into)
            assert cell_of(told["pocket"]) == pocket
            assert self.world.is_floor(pocket)
            assert not any(self.world.is_floor(stepped(pocket, step)) for step in toward(pocket, target))
            closed.add(into)
        assert closed == set(toward(start, target)) & set(ORDER[: ORDER.index(move)])

    def whole_reason(self, told: re.Match[str]) -> None:
        lowered = re.match(rf"{CLOSED}(?P<way>{WAY}) is", told[0][0].lower() + told[0][1:])
        assert lowered is not None
        self.chosen = way_of(lowered["way"])[0]
        self.check_reason(lowered, self.start, self.target, self.chosen)
        assert int(told["takes"]) == manhattan(self.start, self.target)
        away = self.world.steps(self.start, self.target)
        shortest = [
            move
            for move in ORDER
            if self.world.is_floor(stepped(self.start, move))
            and self.world.steps(stepped(self.start, move), self.target) == away - 1
        ]
        assert shortest == [move for move in (told["first"], (told["other"] or "").lower()) if move] or shortest == [
            self.chosen
        ]

    def goes(self, told: re.Match[str]) -> None:
        assert told[1] == ("she" if self.name == "Pinky" else "he")
        assert told[2] == self.chosen == self.world.first_step(self.start, self.target)
        assert cell_of(told[3]) == stepped(self.start, told[2])
        if self.task.endswith("next"):
            assert told[2] == self.answer
        self.counts.append(ORDER.index(told[2]))

    def counting_starts(self, told: re.Match[str]) -> None:
        self.start = self.world.ghosts[self.name]
        assert told[1] == self.name
        assert cells_of(told[0]) == [self.start, self.target]
        self.layer, self.known = {self.target}, {self.target}

    def counted(self, told: re.Match[str]) -> None:
        cells = set(cells_of(told[2]))
        onward = {stepped(cell, move) for cell in self.layer for move in ORDER}
        assert cells == {cell for cell in onward if self.world.is_floor(cell)} - self.known
        assert all(self.world.steps(cell, self.target) == int(told[1]) for cell in cells)
        self.layer, self.known = cells, self.known | cells

    def reached(self, told: re.Match[str]) -> None:
        beside = re.findall(rf"({C}), ({SIDE}) {self.name}", told[1])
        moves = [SIDES[side] for _, side in beside]
        assert [cell_of(cell) for cell, _ in beside] == [stepped(self.start, move) for move in moves]
        assert moves == [move for move in ORDER if stepped(self.start, move) in self.layer]
        assert not {stepped(self.start, move) for move in ORDER} & (self.known - self.layer)
        assert (told[2] is None) == (len(moves) == 1)
        assert told[2] in (None, moves[0])
        self.chosen = moves[0]

    def pacman_moves(self, told: re.Match[str]) -> None:
        move, count = turned_move(self.world, self.sample.question.text)
        assert told["before"] == self.world.facing
        assert told["move"] == told["moved"] == told["facing"] == move
        assert int(told["count"]) == count
        assert told["how"] in self.sample.question.text.replace(" by", "")
        self.at, self.facing = stepped(self.world.pacman, move, count), move
        assert cell_of(told["cell"]) == self.at

    def turned(self, told: re.Match[str]) -> None:
        before, after = self.counts
        if told["both"]:
            assert before == after == ORDER.index(told["both"])
            assert self.answer == "It does not change."
        else:
            assert (ORDER[before], ORDER[after]) == (told["one"], told["other"])
            assert self.answer == f"It changes to {told['other']}."

    # Turn by turn.

    def pacman_goes(self, told: re.Match[str]) -> None:
        self.number = int(told[1])
        turn = self.turns[self.number - 1]
        assert (told[2], cell_of(told[3])) == (turn.move, turn.pacman)
        if told[4]:
            assert told[4].startswith(" and eats") == turn.ate
            if turn.ate:
                assert numbers(told[4]) == (sum(one.ate for one in self.turns[: self.number]),)

    def ghost_goes(self, told: re.Match[str]) -> None:
        if told["number"]:
            self.number = int(told["number"])
        turn = self.turns[self.number - 1]
        start, target, move, end = turn.steps[told["name"]]
        assert [cell_of(told[part]) for part in ("start", "target", "end")] == [start, target, end]
        assert told["goes"] == move
        assert told["she"] == ("she" if told["name"] == "Pinky" else "he")
        self.check_reason(told, start, target, told["goes"])
        if told["name"] == "Pinky":
            ahead = manhattan(target, turn.pacman)
            why = {0: "Pac-Man's own cell", 4: "four cells ahead of Pac-Man"}.get(ahead, "the last cell before a wall")
            assert told["why"] == why
        else:
            assert told["why"] is None
        self.told.append((self.number, told["name"]))

    def waits(self, told: re.Match[str]) -> None:
        start, target, move, _ = self.turns[self.number - 1].steps[told[1]]
        assert move is None
        assert cell_of(told[0]) == start == target
        self.told.append((self.number, told[1]))

    def waits_on(self, told: re.Match[str]) -> None:
        for turn in self.turns[int(told[1]) - 1 :]:
            if "Pinky" in turn.steps:
                assert turn.steps["Pinky"][2] is None
        assert self.turns[int(told[1]) - 2].steps["Pinky"][2] is not None or int(told[1]) == 1
        self.told += [(number, "Pinky") for number in range(int(told[1]), len(self.turns) + 1)]

    def catches(self, told: re.Match[str]) -> None:
        name = told[1] or told[2]
        turn = self.turns[-1]
        assert self.number == len(self.turns)
        assert turn.caught == name
        assert (name in turn.steps) == bool(told[1])
        if name in turn.steps:
            assert turn.steps[name][3] == turn.pacman
        self.check_all_told([name])

    def check_all_told(self, names: Sequence[str]) -> None:
        """That every step of some ghosts has been told."""
        for name in names:
            steps = {number for number, turn in enumerate(self.turns, 1) if name in turn.steps}
            if (0, name) not in self.told:
                assert {number for number, own in self.told if own == name} | set(range(1, self.same + 1)) >= steps

    def far(self, told: re.Match[str]) -> None:
        ghost = self.world.ghosts[told["name"]]
        assert cell_of(told["ghost"]) == ghost
        passed = [turn.pacman for turn in self.turns]
        assert cells_of(told["cells"]) == passed
        least = [manhattan(ghost, cell) for cell in passed]
        assert list(numbers(told["least"])) == least
        assert list(numbers(told["turns"])) == list(range(1, len(passed) + 1))
        assert all(steps > number for number, steps in enumerate(least, 1))
        self.told.append((0, told["name"]))

    def caught_in_turn(self, told: re.Match[str]) -> None:
        assert int(told[2]) == len(self.turns) == self.number
        assert self.turns[-1].caught == told[1]
        assert self.answer == f"{told[1]} catches him."

    def survives(self, told: re.Match[str]) -> None:
        beans, before, more, after = numbers(told[0])
        assert not self.turns[-1].caught
        self.check_all_told(NAMES)
        assert beans == more == sum(turn.ate for turn in self.turns)
        assert before == self.world.score
        assert before + more == after
        assert self.answer.endswith(f"the score is {after}.")

    # The best direction.

    def run_of(self, told: re.Match[str]) -> None:
        run = self.world.run(self.world.pacman, told[1].lower())
        assert cells_of(told[2]) == run
        assert int(told[3]) == len(run)
        assert int(told[4]) == len(set(run) & self.world.beans)
        self.counts.append(ORDER.index(told[1].lower()))

    def no_run(self, told: re.Match[str]) -> None:
        cell = stepped(self.world.pacman, told[1].lower())
        assert cell_of(told[2]) == cell
        assert not self.world.is_floor(cell)
        self.counts.append(ORDER.index(told[1].lower()))

    def beans_of(self, move: str) -> int:
        return len(set(self.world.run(self.world.pacman, move)) & self.world.beans)

    def ranking(self) -> list[str]:
        moves = [move for move in ORDER if self.world.run(self.world.pacman, move)]
        return sorted(moves, key=lambda move: -self.beans_of(move))

    def tries(self, told: re.Match[str]) -> None:
        assert self.counts == [0, 1, 2, 3]
        self.check_verdict()
        move = told[1].lower()
        assert move == self.ranking()[len(self.verdicts)]
        assert told[2].startswith("brings") == (not self.verdicts)
        assert int(told[3]) == self.beans_of(move)
        self.play([move] * len(self.world.run(self.world.pacman, move)))
        self.verdicts[move] = self.turns[-1].caught

    def check_verdict(self) -> None:
        """That the run before, if any, ends with Pac-Man caught, and this was told."""
        for caught in list(self.verdicts.values())[-1:]:
            assert caught
            self.check_all_told([caught])

    def nobody(self, told: re.Match[str]) -> None:
        assert not self.turns[-1].caught
        self.check_all_told(NAMES)

    def no_more(self, told: re.Match[str]) -> None:
        assert re.findall(D, told[0].lower()) == self.ranking()[len(self.verdicts) :]

    def best(self, told: re.Match[str]) -> None:
        assert told[1] == list(self.verdicts)[-1] == self.answer
        assert not self.verdicts[told[1]]
        self.check_all_told(NAMES)
        assert int(told[2]) == self.beans_of(told[1])

    def none_is_safe(self, told: re.Match[str]) -> None:
        assert list(self.verdicts) == self.ranking()
        self.check_verdict()
        assert self.answer == "He is caught in every direction."

    # Routes.

    def first_thought(self, told: re.Match[str]) -> None:
        moves = way_of(told[1])
        cells = [self.world.pacman]
        for move in moves:
            cells.append(stepped(cells[-1], move))
            assert self.world.is_floor(cells[-1])
        assert len(set(cells) & self.world.beans) == int(told[2]) == numbers(self.sample.question.text)[0]
        self.play(moves)
        assert self.turns[-1].caught == told[3]

    def other_way(self, told: re.Match[str]) -> None:
        self.check_all_told([self.turns[-1].caught])
        before = self.turns
        moves = way_of(told[1])
        assert ", ".join(moves) == self.answer
        self.play(moves)
        self.same = 0
        for one, other in zip(before, self.turns, strict=False):
            if one.move != other.move:
                break
            self.same += 1
        self.common, self.same = self.same, 0

    def same_turns(self, told: re.Match[str]) -> None:
        *turns, beans = numbers(told[0])
        self.same = turns[-1]
        assert turns == ([1] if self.same == 1 else [1, self.same])
        assert self.same == self.common
        assert beans == sum(turn.ate for turn in self.turns[: self.same])

    def route_done(self, told: re.Match[str]) -> None:
        assert not self.turns[-1].caught
        self.check_all_told(NAMES)
        assert int(told[1]) == sum(turn.ate for turn in self.turns)
        assert int(told[2]) == len(self.turns)

    # Standing still.

    def needs(self, told: re.Match[str]) -> None:
        self.name, self.start = told["name"], cell_of(told["start"])
        assert self.start == self.world.ghosts[self.name]
        self.target = cell_of(told["goal"])
        assert self.target == self.world.pacman
        assert int(told["rows"]) == abs(self.start[0] - self.target[0])
        assert int(told["columns"]) == abs(self.start[1] - self.target[1])
        self.bound = manhattan(self.start, self.target)
        assert int(told["least"]) == self.bound
        if told["way"]:
            self.check_way(told["way"], int(told["takes"]))
        if told["far"]:
            self.check_too_far()

    def check_way(self, way: str, takes: int) -> None:
        at = self.start
        for move in way_of(way):
            at = stepped(at, move)
            assert self.world.is_floor(at)
        assert at == self.target
        assert len(way_of(way)) == takes == self.bound == self.world.steps(self.start, self.target)
        self.arrival = takes

    def check_too_far(self) -> None:
        count, catcher = len(self.turns), self.turns[-1].caught
        assert self.bound > count - (catcher == "Pinky")
        self.told.append((0, self.name))

    def stuck(self, told: re.Match[str]) -> None:
        region, waiting = {self.start}, [self.start]
        for cell in waiting:
            for move in toward(cell, self.target):
                there = stepped(cell, move)
                if self.world.is_floor(there) and there not in region:
                    region.add(there)
                    waiting.append(there)
        assert self.target not in region
        assert re.findall(D, told["directions"] or told["going"]) == toward(self.start, self.target)
        assert set(cells_of(told["cells"] or "")) == region - {self.start}
        self.bound += 2
        assert int(told["least"]) == self.bound
        if self.name != self.turns[-1].caught:
            self.check_too_far()

    def way_takes(self, told: re.Match[str]) -> None:
        self.check_way(told[1], int(told[2]))

    def comes(self, told: re.Match[str]) -> None:
        assert told[1] == self.turns[-1].caught
        assert {told[1], told[3]} == set(NAMES)
        assert int(told[2]) == len(self.turns)
        if self.arrival:
            assert self.arrival == len(self.turns)
        else:
            assert told[1] == "Pinky"
            self.check_all_told(["Pinky"])

    def is_elsewhere(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.turns)
        assert self.turns[-1].steps["Pinky"][3] == cell_of(told[2])
        assert not any(turn.steps["Pinky"][3] == turn.pacman for turn in self.turns)
        self.check_all_told(["Pinky"])

    def catches_waiting(self, told: re.Match[str]) -> None:
        assert told[1] == self.turns[-1].caught
        assert told[2] == self.answer == str(len(self.turns))
        other = NAMES[1 - NAMES.index(told[1])]
        if other == "Pinky":
            self.check_all_told([other])
        else:
            assert (0, other) in self.told

    def general(self, told: re.Match[str]) -> None:
        """True in any world."""

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (
            r"The yellow disc with the open mouth is in row (\d+), counted from the top from 0, and in column (\d+), "
            r"counted from the left from 0\.",
            seen,
        ),
        (rf"The mouth opens (upward|downward|to the left|to the right), so Pac-Man faces ({D})\.", mouth),
        (
            rf"Pac-Man is at {C}, so the square goes from row \d+ to row \d+ and from column \d+ to column \d+\.",
            square,
        ),
        (r"Row (\d+): (no bean, 0|a bean in column \d+, 1|beans in columns [\d, and]+, \d)\.", row_of_beans),
        (r"[\d +]+ = \d+, so there (?:is 1 bean|are \d+ beans) in the square\.", sum_of_beans),
        (rf"Pac-Man is at {C}\.", pacman_is),
        (rf"({NAME}) is at {C}: \d+ rows? and \d+ columns? away, \d+ \+ \d+ = \d+\.", apart),
        (rf"(\d+) is less than (\d+), so ({NAME}) is nearer\.", nearer),
        (r"Both distances are (\d+), so the ghosts are equally near\.", equal),
        (rf"Pac-Man is at {C} and faces ({D}); the wall at {C} stops him\.", line_ahead),
        (rf"Before it he passes ({CELLS})\.", passes),
        (
            rf"(Each of them has a bean|Of these cells {CELLS} ha(?:s a bean|ve beans)|None of them has a bean): "
            r"(\d+)\.",
            beans_on_line,
        ),
        (r"So he eats (\d+) beans?\.", eats),
        (
            rf"Pac-Man is at (?P<pacman>{C}) and faces (?P<facing>{D})\."
            rf"(?: Pinky is at (?P<pinky>{C}), Blinky at (?P<blinky>{C})\.)?(?: The score is (?P<score>\d+)\.)?",
            opening,
        ),
        (rf"The cells ahead of him, {CELLS}, are floor, so Pinky aims at the fourth of them\.", pinky_target),
        (rf"The next cell (?P<ahead>{D}), {C}, is a wall, so Pinky aims at his own cell\.", pinky_target),
        (rf"Ahead of him {CELLS} (?:is|are) floor and {C} is a wall, so Pinky aims at {C}\.", pinky_target),
        (rf"Blinky aims at (?:Pac-Man's cell, )?{C}(?:, all the time)?\.", blinky_target),
        (
            rf"(?P<name>{NAME}) is at (?P<start>{C})\. (?:Her|His) target (?P<target>{C}) is (?P<apart>[^,]*), so "
            r"every way takes at least (?P<least>\d+) steps?, and one that starts away from it takes more\.",
            distance_to_target,
        ),
        (
            rf".* \d+ is a shortest way, since it takes (?P<takes>\d+)\."
            rf"(?: (?P<other>Up|Down|Left|Right) is as short, but (?P<first>{D}) comes first\.)?",
            whole_reason,
        ),
        (rf"So (she|he) goes ({D}), to ({C})\.", goes),
        (rf"({NAME}) is at {C}\. Count the steps back from {C}:", counting_starts),
        (rf"(\d+) steps? away: ({CELLS})\.", counted),
        (
            rf"That reaches ({C}, {SIDE} {NAME}(?:, and also {C}, {SIDE} {NAME})*)(?:; ({D}) comes first)?\.",
            reached,
        ),
        (
            rf"Pac-Man faces (?P<before>{D}), so he goes (?P<move>{D}) if he (?P<how>turns to his "
            rf"(?:right|left) and moves on)\. After (?P<count>\d+) moves? (?P<moved>{D}), he is at "
            rf"(?P<cell>{C}) and faces (?P<facing>{D})\.",
            pacman_moves,
        ),
        (
            rf"So the direction (?:is (?P<both>{D}) both times and does not change|changes from (?P<one>{D}) to "
            rf"(?P<other>{D}))\.",
            turned,
        ),
        (
            rf"Turn (\d+): Pac-Man goes ({D}) to ({C})( and eats bean \d+|, where no bean is left)?\.",
            pacman_goes,
        ),
        (
            rf"(?:Turn (?P<number>\d+): )?(?P<name>{NAME}), at (?P<start>{C}), aims at "
            rf"(?P<target>{C})(?:, (?P<why>[a-zA-Z' -]+))?: {CLOSED}(?P<way>{WAY}) is a "
            rf"shortest way, so (?P<she>she|he) goes (?P<goes>{D}) to (?P<end>{C})\.",
            ghost_goes,
        ),
        (rf"({NAME}) is on (?:her|his) target {C} and stays\.", waits),
        (r"From turn (\d+) on, Pinky is on her target and stays\.", waits_on),
        (
            rf"(?:That is Pac-Man's cell: ({NAME})|Pac-Man has run into {NAME}: ({NAME})) catches him\.",
            catches,
        ),
        (
            rf"(?P<name>{NAME}), at (?P<ghost>{C}), is too far away to catch him: after turns (?P<turns>[\d, and]+) "
            rf"Pac-Man is at (?P<cells>{CELLS}), from {NAME} at least (?P<least>[\d, and]+) steps, always more than "
            r"there have been turns\.",
            far,
        ),
        (
            rf"(?P<name>{NAME}), at (?P<ghost>{C}), is at least (?P<least>\d+) steps from (?P<cells>{C}), where "
            r"Pac-Man is after turn (?P<turns>1): too far to catch him\.",
            far,
        ),
        (rf"So ({NAME}) catches Pac-Man in turn (\d+)\.", caught_in_turn),
        (
            r"Nobody has caught him\. He has eaten \d+ beans?, and the score is \d+ \+ \d+ = \d+\.",
            survives,
        ),
        (rf"(Up|Down|Left|Right): ({CELLS}), then a wall; (\d+) turns?, (\d+) beans?\.", run_of),
        (rf"(Up|Down|Left|Right): ({C}) is a wall\.", no_run),
        (r"(Up|Down|Left|Right) (brings most|is next), with (\d+) beans?\.", tries),
        (r"Nobody has caught him\.", nobody),
        (r"(?:Up|Down|Left|Right)(?:(?:,| and) (?:up|down|left|right))* brings? no more than that\.", no_more),
        (rf"So the best direction is ({D}), with (\d+) beans?\.", best),
        (r"So he is caught in every direction in which he can run\.", none_is_safe),
        (
            rf"A first thought may be the way ({WAY}), which has (\d+) beans?; but ({NAME}) catches him on it:",
            first_thought,
        ),
        (rf"So he takes another way from the start: ({WAY})\.", other_way),
        (r"(?:Turn 1 is|Turns 1 to \d+ are) the same, with \d+ beans? eaten\.", same_turns),
        (r"He has eaten (\d+) beans? with (\d+) moves?, and nobody has caught him\.", route_done),
        (
            rf"From (?P<start>{C}) to (?P<goal>{C}) it is (?P<rows>\d+) rows? and (?P<columns>\d+) columns?, so "
            rf"(?P<name>{NAME}) needs at least (?P<least>\d+) steps?"
            rf"(?:; (?P<way>{WAY}) takes (?P<takes>\d+)|(?P<far>, too many to come first))?\.",
            needs,
        ),
        (
            rf"But (?:the next cells? (?P<directions>{DIRECTIONS}) (?:are walls|is a wall)|going "
            rf"(?P<going>{DIRECTIONS}) only, walls let (?:her|him) come to (?P<cells>{CELLS}) alone), so a step "
            r"away and one back are needed as well: at least (?P<least>\d+)\.",
            stuck,
        ),
        (rf"The way ({WAY}) takes (\d+)\.", way_takes),
        (rf"So ({NAME}) comes to Pac-Man in turn (\d+), if ({NAME}) does not come before\.", comes),
        (rf"In turn (\d+) Pinky is at ({C}) and has not met Pac-Man\.", is_elsewhere),
        (rf"So ({NAME}) catches Pac-Man, in turn (\d+)\.", catches_waiting),
        (r"A way on which every step leads toward the target's row or column is a shortest way\.", general),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for sample in some_samples(part, min(count, 50)):
        Reader(part.task, sample).read_all(sample.question.steps)
