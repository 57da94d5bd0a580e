"""Pac-Man against a simulator on lists and distance maps."""

from __future__ import annotations

import itertools
import re

import pytest

import gameqa
from gameqa.configs import Part
from gameqa.sample import Sample
from tests.games.pacman.world import NAMES, ORDER, World, distance_map, stepped
from tests.oracle import COUNTS, named_moves, numbers
from tests.samples import some_rows, some_samples

NONE = "He is caught in every direction."


def manhattan(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def moved_by(text: str) -> list[str]:
    """The moves of "up 3 times and then left 2 times"."""
    found = re.findall(r"\b(up|down|left|right) (\d+) times", text)
    return [move for move, count in found for _ in range(int(count))]


def turned_move(world: World, text: str) -> tuple[str, int]:
    """The direction and the number of Pac-Man's moves, told by how he turns."""
    told = re.search(r"Now Pac-Man turns to his (right|left) and moves on by", text)
    assert told is not None
    around = ("up", "right", "down", "left")
    turn = 1 if told[1] == "right" else -1
    return around[(around.index(world.facing) + turn) % 4], numbers(text)[0]


def right_answer(task: str, world: World, sample: Sample) -> str:
    """The answer by the oracle."""
    question = sample.question
    row, column = world.pacman
    if task == "position_and_direction":
        return f"({row}, {column}), {world.facing}"
    if task == "beans_nearby":
        assert {manhattan(world.pacman, ghost) for ghost in world.ghosts.values()} & {0, 1, 2} == set()
        return str(sum(abs(r - row) <= 2 and abs(c - column) <= 2 for r, c in world.beans))
    if task == "closest_ghost":
        pinky, blinky = (manhattan(world.pacman, world.ghosts[name]) for name in NAMES)
        if pinky == blinky:
            return "Both are equally near."
        return f"{'Pinky' if pinky < blinky else 'Blinky'} is nearer."
    if task == "beans_ahead":
        run = world.run(world.pacman, world.facing)
        assert not set(run) & set(world.ghosts.values())
        return str(len(set(run) & world.beans))
    if task == "outcome_of_moves":
        caught, beans = world.outcome(moved_by(question.text))
        total = world.score + beans
        return (
            f"{caught} catches him."
            if caught
            else f"He is not caught, eats {beans} bean{'s' * (beans != 1)}, and the score is {total}."
        )
    if task in ("pinky_next", "blinky_next"):
        name = task.split("_")[0].capitalize()
        step = world.first_step(world.ghosts[name], world.target(name, world.pacman, world.facing))
        assert step is not None
        return step
    if task in ("pinky_turn", "blinky_turn"):
        name = task.split("_")[0].capitalize()
        move, count = turned_move(world, question.text)
        there = stepped(world.pacman, move, count)
        assert there in world.run(world.pacman, move)
        before = world.first_step(world.ghosts[name], world.target(name, world.pacman, world.facing))
        after = world.first_step(world.ghosts[name], world.target(name, there, move))
        assert None not in (before, after)
        assert len(question.options) == 5
        return "It does not change." if before == after else f"It changes to {after}."
    if task == "best_direction":
        safe = {}
        for move in ORDER:
            run = world.run(world.pacman, move)
            if run:
                caught, beans = world.outcome([move] * len(run))
                if not caught:
                    safe[move] = beans
        return max(safe, key=lambda move: (safe[move], -ORDER.index(move))) if safe else NONE
    if task == "turns_until_caught":
        return str(len(world.play([None] * 60)))
    assert task == "safe_route"
    moves = named_moves(question.answer)
    caught, beans = world.outcome(moves)
    wanted, most = numbers(question.text)
    assert not caught
    assert beans >= wanted
    assert len(moves) <= most
    return question.answer


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        world = World(sample)
        assert right_answer(part.task, world, sample) == sample.question.answer


@COUNTS
def test_boards(part: Part, count: int) -> None:
    """All floor is in one piece, beans lie under ghosts, who are four steps away at least, and eaten cells join."""
    for sample in some_samples(part, min(count, 20)):
        world = World(sample)
        away = distance_map(world.rows, world.pacman)
        assert len(away) == sum(row.count(".") + row.count("-") for row in world.rows)
        assert set("".join(world.rows[0] + world.rows[-1])) == {"#"}
        assert {row[0] + row[-1] for row in world.rows} == {"##"}
        assert world.pacman not in world.beans
        for name, ghost in world.ghosts.items():
            assert ghost in world.beans
            assert away[ghost] >= 4
            assert ghost != world.target(name, world.pacman, world.facing) or "next" not in part.task
        trail = distance_map(tuple(row.replace(".", "#") for row in world.rows), world.pacman)
        assert len(trail) == world.score


@pytest.mark.tasks("safe_route")
def test_any_safe_route_counts(part: Part) -> None:
    """Every list of moves scores as the oracle says, also those that meet a wall or are too short."""
    for row, sample in zip(some_rows(part, 3), some_samples(part, 3), strict=True):
        world = World(sample)
        wanted, most = numbers(sample.question.text)
        base = named_moves(row["answer"])
        lists = [list(moves) for moves in itertools.product(ORDER, repeat=3)]
        lists += [[*base[:-2], *moves] for moves in itertools.product(ORDER, repeat=2)]
        lists += [[*base, move] for move in ORDER]
        lists.append(base + [ORDER[ORDER.index(base[-1]) ^ 1], base[-1]] * most)
        for moves in lists:
            try:
                caught, beans = world.outcome(moves)
            except AssertionError:
                caught, beans = "wall", 0
            right = not caught and beans >= wanted and len(moves) <= most
            assert gameqa.score(f"<answer>{', '.join(moves)}</answer>", row) == float(right), moves


@pytest.mark.tasks("safe_route")
@pytest.mark.slow
def test_routes_exist_that_do_not_start_like_the_answer_and_hasty_ones_fail(part: Part) -> None:
    """Exhaustive play on small boards: some routes are safe, and others that eat as much are not."""
    if part.level != "easy":
        pytest.skip("only small boards are played through")
    for sample in some_samples(part, 10):
        world = World(sample)
        wanted, most = numbers(sample.question.text)
        safe = caught = 0
        waiting: list[list[str]] = [[]]
        for moves in waiting:
            at = world.pacman
            eaten = set()
            for move in moves:
                at = stepped(at, move)
                eaten |= {at} & world.beans
            if len(eaten) >= wanted:
                is_caught = bool(world.outcome(moves)[0])
                safe += not is_caught
                caught += is_caught
            elif wanted - len(eaten) <= most - len(moves):
                waiting += [[*moves, move] for move in ORDER if world.is_floor(stepped(at, move))]
        assert safe
        assert caught


@pytest.mark.tasks("outcome_of_moves")
def test_options_of_beans_are_possible(part: Part) -> None:
    for sample in some_samples(part, 20):
        world = World(sample)
        counted = [numbers(option) for option in sample.question.options if option.startswith("He")]
        assert len(counted) == 6
        for beans, score in counted:
            assert score == world.score + beans
            assert 0 <= beans <= len(moved_by(sample.question.text))


@pytest.mark.tasks("outcome_of_moves")
def test_one_option_is_true(part: Part) -> None:
    """Also where he is caught, with beans eaten up to then; the turn of the last move is said to count."""
    for sample in some_samples(part, 60):
        world = World(sample)
        caught, beans = world.outcome(moved_by(sample.question.text))
        true = []
        for option in sample.question.options:
            told = numbers(option)
            is_true = told == (beans, world.score + beans) if told else option == f"{caught} catches him."
            if is_true and not (caught and option.startswith("He is not caught, eats ")):
                true.append(option)
        assert true == [sample.question.answer]
        assert sample.question.text.endswith("What has happened by the end of the turn of his last move?")


@pytest.mark.tasks("position_and_direction")
def test_options_are_floor_and_share_cells(part: Part) -> None:
    for sample in some_samples(part, 20):
        world = World(sample)
        cells = [numbers(option) for option in sample.question.options]
        assert all(world.is_floor((row, column)) for row, column in cells)
        assert cells.count(world.pacman) == 2
