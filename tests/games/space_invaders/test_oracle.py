"""Space Invaders against enemies that really move, and a ship that tries everything."""

from __future__ import annotations

import re

import pytest
from gameqa.games.space_invaders import engine, formations

import gameqa
from gameqa.configs import Part
from gameqa.rng import Rng
from tests.games.space_invaders.arcade import COLORS, POINTS, columns_of, drift_of, most, plain_of, shoot, staying
from tests.oracle import COUNTS, numbers
from tests.samples import sample_of, some_samples


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for sample in some_samples(part, count):
        plain, asked, answer = plain_of(sample), sample.question.text, sample.question.answer
        rows, ship, columns = plain["rows"], plain["ship"], columns_of(plain)
        check_board(part.level, rows, ship)
        everything = "".join(rows).replace(".", "")
        best = max(shoot(columns, column)[0] for column in range(1, len(columns) + 1))
        if part.task == "enemies_in_column":
            expected = sum(line[numbers(asked)[0] - 1] != "." for line in rows)
        elif part.task == "enemies_in_row":
            expected = sum(sign != "." for sign in rows[numbers(asked)[0] - 1])
        elif part.task == "enemies_total":
            expected = len(everything)
        elif part.task == "enemies_of_color":
            (name,) = re.findall("purple|blue|green", asked)
            expected = everything.count(COLORS[name])
        elif part.task == "shot_here":
            expected = shoot(columns, ship)[0]
        elif part.task == "shot_from_column":
            assert numbers(asked)[0] != ship
            expected = shoot(columns, numbers(asked)[0])[0]
        elif part.task == "best_single_shot":
            expected = best
        elif part.task == "which_column":
            right = [column for column in range(1, len(columns) + 1) if shoot(columns, column)[0] == best]
            assert len(right) <= (2 if len(columns) > 9 else 1)
            assert int(answer) in right
            row = sample.row() if count < 20 else None
            for column in range(len(columns) + 2):
                assert row is None or gameqa.score(str(column), row) == float(column in right)
            continue
        elif part.task == "stay_and_shoot":
            expected = sum(staying(columns, ship, *drift_of(asked)))
        else:
            assert part.task in ("best_two_shots", "best_k_shots")
            way, intervals = drift_of(asked)
            assert intervals == 2 if part.task == "best_two_shots" else 3 <= intervals <= 5
            expected = most(columns, ship, way, intervals)
        assert int(answer) == expected


def check_board(level: str, rows: list[str], ship: int) -> None:
    """Every row is of one color; there are no more rows and columns of enemies than the level says."""
    most_rows, least, most_columns = {"easy": (3, 4, 5), "medium": (4, 6, 8), "hard": (5, 9, 11)}[level]
    assert all(len(set(line) - {"."}) <= 1 for line in rows)
    assert sum(set(line) != {"."} for line in rows) <= most_rows
    held = [column for column, cells in enumerate(zip(*rows, strict=True)) if set(cells) != {"."}]
    assert held[-1] - held[0] < most_columns
    assert len(rows[0]) >= least + 2
    assert 1 <= ship <= len(rows[0])


@pytest.mark.tasks("best_two_shots", "best_k_shots")
@COUNTS
def test_the_drift_matters(part: Part, count: int) -> None:
    """In most boards as good a play is lost where the enemies stand still, or where every shot takes the most."""
    still, greedy = 0, 0
    for sample in some_samples(part, max(count, 40)):
        plain = plain_of(sample)
        columns, ship = columns_of(plain), plain["ship"]
        way, intervals = drift_of(sample.question.text)
        best = int(sample.question.answer)
        still += _standing(columns, ship, intervals) != best
        greedy += _greedy(columns, ship, way, intervals) != best
    assert min(still, greedy) >= 0.4 * max(count, 40)


def _standing(columns: tuple[str, ...], ship: int, intervals: int) -> int:
    if not intervals:
        return 0
    places = [there for there in (ship - 1, ship, ship + 1) if 1 <= there <= len(columns)]
    shots = [(there, *shoot(columns, there)) for there in places]
    return max(points + _standing(left, there, intervals - 1) for there, points, left in shots)


def _greedy(columns: tuple[str, ...], ship: int, way: str, intervals: int) -> int:
    total = 0
    for _ in range(intervals):
        places = [there for there in (ship - 1, ship, ship + 1) if 1 <= there <= len(columns)]
        ship = max(places, key=lambda there: shoot(columns, there)[0])
        points, columns = shoot(columns, ship)
        total += points
        if columns[0 if way == "left" else -1]:
            way = "right" if way == "left" else "left"
        columns = (*columns[1:], "") if way == "left" else ("", *columns[:-1])
    return total


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_formations_know_the_split_of_their_fleets(level: str) -> None:
    for number in range(60):
        rng = Rng(f"formation {level} {number}")
        size = formations.size_of(level, rng)
        masks = formations.ragged_masks(size.rows) if number % 2 else None
        formation = formations.new_formation(size, formations.some_colors(size.rows, rng), rng, masks)
        key = formation.split_key()
        assert {engine.split_key(own.fleet(1)) for own in (formation, formation.mirrored())} == {key}
        assert list(formation.fleet(1).stacks) == formation.stacks()
        assert sum(POINTS[sign] for stack in formation.stacks() for sign in stack) > 0


@pytest.mark.tasks("enemies_of_color", "enemies_total")
def test_small_splits_hold_what_is_drawn_first(part: Part) -> None:
    """Also where nearly all enemies of a color are there, which few formations of three rows have."""
    for index in range(60):
        for split in ("validation", "test"):
            sample_of(part, index, split)
