"""Every line of the reasoning is one of a few sentences, and a snake of cells in a list says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from gameqa.configs import Part
from tests.games.snake.board import Board, Cell
from tests.oracle import COUNTS, WAYS, SentenceReader, named_moves, numbers
from tests.samples import answer_text, some_rows, steps_of

CELL = r"(\(\d+, \d+\))"
ANY = r"(\(-?\d+, -?\d+\))"


def cell_of(text: str) -> Cell:
    row, column = map(int, re.findall(r"-?\d+", text)[:2])
    return row, column


def far(one: Cell, other: Cell) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def stepped(cell: Cell, move: str, steps: int = 1) -> Cell:
    return cell[0] + WAYS[move][0] * steps, cell[1] + WAYS[move][1] * steps


class Reader(SentenceReader):
    """Reads the lines of one row in order."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.plain = row, row["plain"]
        self.answer = answer_text(row)
        self.body: list[Cell] = [tuple(cell) for cell in self.plain["body"]]
        self.food: Cell = tuple(self.plain["food"])
        self.head = self.body[0]
        self.path: list[Cell] = [self.head]
        self.counts: list[int] = []
        self.at = self.head
        self.bodies: set[tuple[Cell, ...]] = set()
        self.budget = self.moved = 0
        self.alive: list[tuple[str, ...]] = [()]
        self.safe: list[str] = []
        self.bound = 0
        self.told_freed: list[Cell] = []

    def number(self, cell: Cell) -> int:
        """A cell of the body, counted from the tail; 0 for others."""
        return len(self.body) - self.body.index(cell) if cell in self.body else 0

    def is_free(self, path: Sequence[Cell], text: str) -> tuple[Cell, bool]:
        """Checks a sentence about the cell that the head would enter next, and says whether it survives that."""
        there, length = cell_of(text), len(self.body)
        trail = [*self.body[::-1], *path[1:]]
        covered = trail[len(trail) - length + 1 :]
        inside = min(there) >= 0 and max(there) < self.plain["side"]
        told = re.fullmatch(
            ANY + r" (?:is off the (board)|is (empty)|holds the (food)|is number (\d+) from the tail, (still|free) "
            r"(?:covered|by now)|is (still covered|free again), since the head (started there|was there after move "
            r"(\d+)) and the snake is (?:only )?(\d+) cells long)",
            text,
        )
        assert told, text
        assert (told[2] is None) == inside
        if told[2] is None and inside:
            claims_free = bool(told[3] or told[4] or told[6] == "free" or told[7] == "free again")
            assert claims_free == (there not in covered)
        if told[3]:
            assert there not in trail
            assert there != self.food
        if told[4]:
            assert there == self.food
        if told[5]:
            assert int(told[5]) == self.number(there)
            assert there not in path
        if told[7]:
            before = int(told[9] or 0)
            assert path[before] == there
            assert there not in path[before + 1 :]
            assert int(told[10]) == length
        return there, inside and there not in covered

    def ends(self, told: re.Match[str]) -> None:
        assert (cell_of(told[1]), cell_of(told[2])) == (self.head, self.food)

    def lies(self, told: re.Match[str]) -> None:
        at, cells = self.head, [self.head]
        for move, text in re.findall(r"(up|down|left|right) to " + CELL, told[1]):
            end = cell_of(text)
            while at != end:
                at = stepped(at, move)
                cells.append(at)
        assert cells == self.body

    def clearing(self, told: re.Match[str]) -> None:
        """The rule, not a fact of this state."""

    def counted_head(self, told: re.Match[str]) -> None:
        assert cell_of(told[1]) == self.head
        self.counts = [1]

    def counted_part(self, told: re.Match[str]) -> None:
        self.counts.append(int(told[3]))
        for _ in range(int(told[3])):
            self.at = stepped(self.at, told[1])
            assert self.body.index(self.at) < sum(self.counts)
        assert self.at == cell_of(told[2])

    def counted(self, told: re.Match[str]) -> None:
        assert self.at == self.body[-1]
        assert list(map(int, told[1].split(" + "))) == self.counts
        assert int(told[2]) == sum(self.counts) == len(self.body) == int(self.answer)

    def listed(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.path)
        move = told[2].lower()
        assert named_moves(self.row["question"].split("one after the other: ")[1])[len(self.path) - 1] == move
        there, _ = self.is_free(self.path, told[3])
        assert there == stepped(self.path[-1], move)
        self.path.append(there)

    def outcome(self, told: re.Match[str]) -> None:
        if told[1]:
            assert int(told[1]) == len(self.path) - 1
        else:
            assert len(self.path) - 1 == len(self.plain["moves"])
        before = Board(self.plain).make_all([("up", "down", "left", "right")[move] for move in self.plain["moves"]])
        assert len(before) == len(self.path) - 1
        names = {"border": "leaves the board", "body": "runs into the snake itself", "food": "reaches the food"}
        assert before[-1] == next((key for key, text in names.items() if text == told[2]), "nothing")

    def apart(self, told: re.Match[str]) -> None:
        rows, columns = (re.search(rf"(\d+) {what}", told[1]) for what in ("row", "column"))
        assert int(rows[1] if rows else 0) == abs(self.head[0] - self.food[0])
        assert int(columns[1] if columns else 0) == abs(self.head[1] - self.food[1])
        assert int(told[2]) == far(self.head, self.food)
        self.bound = int(told[2])

    def must_be_closer(self, told: re.Match[str]) -> None:
        assert int(told[1]) == far(self.head, self.food)
        closer = {move for move in WAYS if far(stepped(self.head, move), self.food) < far(self.head, self.food)}
        assert set(named_moves(told[2])) == closer
        self.budget, self.bodies = int(told[1]), {tuple(self.body)}

    def must_be_near(self, told: re.Match[str]) -> None:
        assert int(told[1]) - far(self.head, self.food) in (2, 4)
        self.budget, self.bodies = int(told[1]), {tuple(self.body)}

    def closer(self, told: re.Match[str]) -> None:
        """One move of all snakes that may still come in time, each of them a whole body."""
        self.moved += 1
        assert int(told[1]) == self.moved
        left = self.budget - self.moved
        assert int(told[2] or left) == left
        assert bool(told[2]) == (self.budget > far(self.head, self.food))
        later, blocked = set(), set()
        for body in self.bodies:
            for move in WAYS:
                there = stepped(body[0], move)
                if far(there, self.food) > left or min(there) < 0 or max(there) >= self.plain["side"]:
                    continue
                if there not in body[:-1]:
                    later.add((there, *body[:-1]))
                elif self.number(there) > self.moved and there != body[1]:
                    blocked.add(there)
        self.bodies = later
        told_blocked = set()
        for text, place in re.findall(CELL + r" is number (\d+) from the tail, still covered", told[3]):
            assert self.number(cell_of(text)) == int(place) > self.moved
            told_blocked.add(cell_of(text))
        entered = re.search(r"(?:^|; )(?:only )?([^;]*) can be entered$", told[3])
        reached = {cell_of(text) for text in re.findall(CELL, entered[1])} if entered else set()
        assert (told_blocked, reached) == (blocked, {body[0] for body in later})
        assert (told[3] == "nothing is near enough") == (not blocked and not later)

    def too_few(self, told: re.Match[str]) -> None:
        assert not self.bodies
        assert int(told[1]) == self.budget
        assert int(told[2]) == far(self.head, self.food)
        assert told[3] == ("odd" if self.budget % 2 else "even")
        assert int(told[4]) == self.budget + 2
        self.bound = int(told[4])

    def enough(self, told: re.Match[str]) -> None:
        assert int(told[1] or told[2]) == self.bound
        assert self.path == [self.head]

    def run(self, told: re.Match[str]) -> None:
        first, last = int(told[1]), int(told[2] or told[1])
        assert first == len(self.path)
        for _ in range(first, last + 1):
            self.path.append(stepped(self.path[-1], told[3]))
        assert self.path[-1] == cell_of(told[4])

    def freed(self, told: re.Match[str]) -> None:
        cell, move = cell_of(told[1]), int(told[3])
        assert self.number(cell) == int(told[2]) <= move
        assert self.path[move] == cell
        assert told[4].startswith("just") == (move == int(told[2]))
        self.told_freed.append(cell)

    def survives(self) -> None:
        """Whether the whole path is one that the snake survives, and all freed cells were told."""
        moves = [
            next(move for move in WAYS if stepped(one, move) == other)
            for one, other in zip(self.path, self.path[1:], strict=False)
        ]
        happened = Board(self.plain).make_all(moves)
        assert happened == ["nothing"] * (len(moves) - 1) + ["food"]
        assert self.told_freed == [cell for cell in self.path[1:] if cell in self.body]

    def smallest(self, told: re.Match[str]) -> None:
        self.survives()
        assert int(told[1]) == len(self.path) - 1 == self.bound == int(self.answer)

    def reached(self, told: re.Match[str]) -> None:
        self.survives()
        assert len(self.path) - 1 == self.bound == len(named_moves(self.answer))

    def trapped(self, told: re.Match[str]) -> None:
        moves = tuple(named_moves(told[1] or ""))
        assert moves in self.alive
        self.alive.remove(moves)
        path = [self.head]
        for move in moves:
            path.append(stepped(path[-1], move))
        assert cell_of(told[2]) == path[-1]
        parts = told[3].split("; ")
        assert [part.split(", ")[0] for part in parts] == list(WAYS)
        for move, part in zip(WAYS, parts, strict=True):
            there, lives = self.is_free(path, part.split(", ", 1)[1])
            assert there == stepped(path[-1], move)
            assert there != self.food
            if lives:
                self.alive.append((*moves, move))

    def dies(self, told: re.Match[str]) -> None:
        assert not self.alive
        assert self.answer == "-1"

    def head_at(self, told: re.Match[str]) -> None:
        assert cell_of(told[1]) == self.head

    def after(self, told: re.Match[str]) -> None:
        assert cell_of(told[1]) == self.path[-1] == numbers(self.answer)

    def beside(self, told: re.Match[str]) -> None:
        there, lives = self.is_free([self.head], told[2])
        assert there == stepped(self.head, told[1].lower())
        if lives:
            self.safe.append(told[1].lower())

    def safe_are(self, told: re.Match[str]) -> None:
        assert named_moves(told[1]) == self.safe == named_moves(self.answer)

    def position(self, told: re.Match[str]) -> None:
        cell = self.food if "apple" in told[1] else self.head
        assert int(told[2]) == cell[0]
        self.at = cell

    def column(self, told: re.Match[str]) -> None:
        assert int(told[1]) == self.at[1]

    def so_position(self, told: re.Match[str]) -> None:
        assert cell_of(told[2]) == self.at == numbers(self.answer)

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (rf"The head is at {CELL}, the food at {CELL}\.", ends),
        (r"From the head, the body goes (.*), where the tail is\.", lies),
        (r"The tail gives up one cell with every move: .*from move n on\.", clearing),
        (rf"The head is at {CELL}: 1 cell\.", counted_head),
        (rf"Then the body goes (\w+) to {CELL}: (\d+) more cells?\.", counted_part),
        (r"There the tail ends\. ([\d +]+) = (\d+) cells\.", counted),
        (rf"(\d+)\. (Up|Down|Left|Right): ({ANY} .*)\.", listed),
        (
            r"With move (\d+), the head (.*); before that it met neither the border nor the snake itself nor the "
            r"food\.",
            outcome,
        ),
        (r"After the last move, the head has not left the board, nor met the snake itself or the food()()\.", outcome),
        (r"They are (.*) apart, so at least (\d+) moves? (?:is|are) needed\.", apart),
        (r"If (\d+) moves? were enough, each of them would have to lead closer to the food: (.*)\.", must_be_closer),
        (rf"Moves? (\d+)(?: to (\d+))?: (up|down|left|right), to {CELL}\.", run),
        (
            r"If (\d+) moves were enough, the food could never be farther away than there are moves left\. The head "
            r"can't turn straight back either\.",
            must_be_near,
        ),
        (r"Move (\d+)(?:, with (\d+) to go)?: (.*)\.", closer),
        (
            r"So (\d+) moves? (?:is|are) too few\. Every move changes the distance, (\d+) now, by one, so it becomes 0 "
            r"only after an (odd|even) number of moves: at least (\d+) are needed\.",
            too_few,
        ),
        (r"(\d+) moves? (?:is|are) enough:|This way takes (\d+) moves?:", enough),
        (
            rf"{CELL} is number (\d+) from the tail, and the head enters it with move (\d+), "
            r"(just as the tail leaves it|when it is free)\.",
            freed,
        ),
        (r"So the smallest number of moves is (\d+)\.", smallest),
        (r"The last move reaches the food\.", reached),
        (rf"(?:At the start|After ([a-z, ]*)), at {CELL}: (.*)\.", trapped),
        (r"So the snake dies on every way before its head reaches the food: the answer is -1\.", dies),
        (rf"The head (?:starts|is) at {CELL}\.", head_at),
        (rf"After the last move the head is at {CELL}\.", after),
        (rf"(Up|Down|Left|Right): ({ANY} .*)\.", beside),
        (r"So (?:the safe moves are|the only safe move is|(?=no move is safe)) ?(.*)\.", safe_are),
        (r"The (yellow head with the eyes|red apple) is in row (\d+), counted from the top from 0\.", position),
        (r"In that row it is in column (\d+), counted from the left from 0\.", column),
        (rf"So the (snake's head|food) is in {CELL}\.", so_position),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    trapped = 0
    for row in some_rows(part, min(count, 80)):
        Reader(row).read_all(steps_of(row))
        trapped += row["answer"] == "-1"
    if part.task == "shortest_path" and count > 100:
        assert 3 < trapped < 24
