"""The questions about Space Invaders."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Difficulty, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import named_cell
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, verb

from . import drifting, engine, shortcuts, telling, wanted
from .engine import POINTS, Fleet, lowest_points, stack_at
from .telling import NAMES, WAYS, numbered, one_of, summed

COLUMN_FORMAT = "Answer with the number of one column."


def _column(column: int) -> tuple[str, Place]:
    return f"column {column}", ("column", column)


def _ship() -> tuple[str, Place]:
    return "ship", ("ship",)


def enemies_in_column(fleet: Fleet, rng: Rng) -> Question:
    """How many enemies are in a column?"""
    height = wanted.height_wanted(fleet.level, rng)
    first, last = engine.extent(fleet.stacks)
    columns = [column for column in range(first, last + 1) if len(fleet.stacks[column - 1]) == height]
    if not columns:
        raise Redraw
    column = rng.choice(columns)
    rows = sorted(row for row, _ in fleet.cells(column))
    return Question(
        f"How many enemies are in column {column}?",
        str(height),
        (
            f"In column {column} there {verb(height, 'is an enemy', 'are enemies')} in {numbered('row', rows)}."
            if rows
            else f"From row 1 to row {len(fleet.rows)}, column {column} is empty.",
            f"So column {column} holds {count_of(height, 'enemy', 'enemies')}.",
        ),
        evidence=(_column(column),),
    )


def enemies_in_row(fleet: Fleet, rng: Rng) -> Question:
    """How many enemies are in a row?"""
    count = wanted.row_wanted(fleet.level, rng)
    held = dict(engine.enemies(fleet))
    rows = [row for row, columns in held.items() if len(columns) == count]
    filled = [row for row, columns in held.items() if columns]
    row = rng.choice([row for row in rows if filled[0] < row < filled[-1]] or rows)
    return Question(
        f"How many enemies are in row {row}?",
        str(count),
        (
            f"In row {row} there {verb(count, 'is an enemy', 'are enemies')} in {numbered('column', held[row])}."
            if count
            else f"From column 1 to column {fleet.width}, row {row} is empty.",
            f"So row {row} holds {count_of(count, 'enemy', 'enemies')}.",
        ),
        evidence=((f"row {row}", ("row", row)),),
    )


def _row_lines(held: Mapping[int, list[int]]) -> list[str]:
    """The enemies of rows, one row a line."""
    return [
        f"Row {row} holds {count_of(len(columns), 'enemy', 'enemies')}, in {numbered('column', columns)}."
        for row, columns in held.items()
    ]


def enemies_total(fleet: Fleet, rng: Rng) -> Question:
    """How many enemies are there?"""
    held = {row: columns for row, columns in engine.enemies(fleet) if columns}
    counts = [len(columns) for columns in held.values()]
    return Question(
        "How many enemies are there in all?",
        str(sum(counts)),
        (*_row_lines(held), f"In all, there are {summed(counts)} enemies."),
        evidence=(("board", ("board",)),),
    )


def enemies_of_color(fleet: Fleet, rng: Rng) -> Question:
    """How many enemies have a color?"""
    color = wanted.color_wanted(rng)
    name = NAMES[color]
    held = {row: columns for row, columns in engine.enemies(fleet) if color in fleet.rows[row - 1]}
    counts = [len(columns) for columns in held.values()]
    total = sum(counts)
    return Question(
        f"How many {name} enemies are there?",
        str(total),
        (
            f"The {verb(total, f'only {name} enemy is', f'{name} enemies are')} in {numbered('row', list(held))}.",
            *_row_lines(held),
            f"So there {verb(total, 'is', 'are')} {summed(counts)} {name} {verb(total, 'enemy', 'enemies')}.",
        ),
        evidence=tuple((f"row {row}", ("row", row)) for row in held),
    )


def _shot_evidence(fleet: Fleet, column: int) -> tuple[str, Place]:
    cells = fleet.cells(column)
    return named_cell("lowest enemy", cells[0]) if cells else _column(column)


def shot_here(fleet: Fleet, rng: Rng) -> Question:
    """What does a shot score from where the ship is?"""
    return Question(
        "The ship shoots once from where it is. How many points does it score?",
        str(lowest_points(stack_at(fleet.stacks, fleet.ship))),
        (f"The ship is in column {fleet.ship}.", *telling.shot_lines(fleet, fleet.ship)),
        evidence=(_ship(), _shot_evidence(fleet, fleet.ship)),
    )


def shot_from_column(fleet: Fleet, rng: Rng) -> Question:
    """What does a shot score from another column?"""
    points = wanted.points_wanted(rng)
    columns = [
        column
        for column, stack in enumerate(fleet.stacks, 1)
        if lowest_points(stack) == points and column != fleet.ship
    ]
    first, last = engine.extent(fleet.stacks)
    if points:
        better = [column for column in columns if lowest_points(fleet.stacks[column - 1][::-1]) != points]
    else:
        better = [column for column in columns if first <= column <= last]
    column = rng.choice(better if better and rng.chance(4, 5) else columns)
    return Question(
        f"The ship moves to column {column} and shoots once. How many points does it score?",
        str(points),
        tuple(telling.shot_lines(fleet, column)),
        evidence=(_shot_evidence(fleet, column),),
    )


def stay_and_shoot(fleet: Fleet, rng: Rng) -> Question:
    """What does a ship that stays score in several intervals?"""
    wish = drifting.stay_wish(fleet.level, rng)
    columns = drifting.stay_columns(fleet.stacks, fleet.ship, wish.way, wish.shots)
    hits = zip(columns, engine.hits(columns, fleet.stacks), strict=True)
    return Question(
        f"The enemies are moving {WAYS[wish.way]} at first. The ship stays where it is and shoots once in each of "
        f"{wish.shots} intervals. How many points does it score?",
        str(engine.points_into(columns, fleet.stacks)),
        tuple(telling.stay_lines(fleet, wish.way, wish.shots)),
        evidence=(
            _ship(),
            *(named_cell("destroyed enemy", fleet.cells(column)[hit]) for column, hit in hits if hit is not None),
        ),
        asked={"way": WAYS[wish.way], "intervals": wish.shots},
    )


def _lowest_evidence(fleet: Fleet) -> tuple[tuple[str, Place], ...]:
    columns = [column for column, stack in enumerate(fleet.stacks, 1) if stack]
    return tuple(named_cell("lowest enemy", fleet.cells(column)[0]) for column in columns)


def best_single_shot(fleet: Fleet, rng: Rng) -> Question:
    """What is the most that one shot can score?"""
    scores = [lowest_points(stack) for stack in fleet.stacks]
    best = max(scores)
    color = NAMES[wanted.BY_POINTS[best]]
    columns = [column for column, score in enumerate(scores, 1) if score == best]
    if len(columns) == sum(score > 0 for score in scores):
        end = f"All of them are {color}, so one shot scores {best} points at most."
    else:
        end = (
            f"The most valuable of them, in {numbered('column', columns)}, {verb(len(columns), 'is', 'are')} {color}: "
            f"{best} points."
        )
    return Question(
        "The ship moves to any column and shoots once. What is the largest number of points that it can score?",
        str(best),
        (*telling.lowest_lines(fleet), end),
        evidence=_lowest_evidence(fleet),
    )


def best_columns(fleet: Fleet) -> list[int]:
    """The columns from which one shot scores most."""
    scores = [lowest_points(stack) for stack in fleet.stacks]
    return [column for column, score in enumerate(scores, 1) if score == max(scores)]


def which_column(fleet: Fleet, rng: Rng) -> Question:
    """From which column does one shot score most?"""
    columns = best_columns(fleet)
    color = fleet.stacks[columns[0] - 1][0]
    return Question(
        "From which column does one shot score the most points? Any best column is right.",
        str(rng.choice(columns)),
        (
            *telling.lowest_lines(fleet),
            f"The most valuable of them {verb(len(columns), 'is the', 'are the')} {NAMES[color]} "
            f"{verb(len(columns), 'one', 'ones')} in {numbered('column', columns)}: a shot from {one_of(columns)} "
            f"scores {POINTS[color]} points.",
        ),
        evidence=_lowest_evidence(fleet),
    )


def check_column(fleet: Fleet, asked: Mapping[str, Any], value: object) -> float:
    """1 for a column from which one shot scores as much as from any."""
    return float(value in best_columns(fleet))


def _best_question(fleet: Fleet, wish: drifting.Wish, lines: list[str]) -> Question:
    step = engine.step_of(fleet.stacks, wish.way)
    stacks = engine.in_order(fleet.stacks, step)
    place = engine.place_of(stacks, fleet.ship, step)
    most = engine.most_from(stacks, wish.shots)
    reach = range(fleet.ship + step, fleet.ship - 2 * step * wish.shots, -step)
    return Question(
        f"The enemies are moving {WAYS[wish.way]} at first. What is the largest number of points that the ship can "
        f"score in {wish.shots} intervals?",
        str(max(own[wish.shots] for own in most[place - 1 : place + 2])),
        tuple(lines),
        evidence=(_ship(), *(_column(column) for column in reach if stack_at(fleet.stacks, column))),
        asked={"way": WAYS[wish.way], "intervals": wish.shots},
    )


def best_two_shots(fleet: Fleet, rng: Rng) -> Question:
    """What is the most that two shots can score while the enemies move?"""
    wish = drifting.two_wish(fleet.level, rng)
    return _best_question(fleet, wish, telling.two_lines(fleet, wish.way))


def best_k_shots(fleet: Fleet, rng: Rng) -> Question:
    """What is the most that several shots can score while the enemies move?"""
    wish = drifting.best_wish(fleet.level, rng)
    return _best_question(fleet, wish, telling.best_lines(fleet, wish.way, wish.shots))


INTERVALS: Difficulty[Fleet] = Difficulty("intervals", lambda fleet, question: question.asked["intervals"])

DRIFT_RULES = ("numbers", "shot", "points", "intervals", "edge")

FEW_VALUES = Allowance("most frequent answer", 0.36, "a shot scores one of four numbers, each as often as the others")
THREE_VALUES = Allowance(
    "most frequent answer", 0.42, "the best shot scores one of three numbers, each as often as the others"
)

TASKS: tuple[Task[Fleet], ...] = (
    Task(
        id="enemies_in_column",
        description="The number of enemies in a column",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=enemies_in_column,
        rules=("numbers",),
        legend=(),
        new_state=wanted.new_by_height,
        allowances=(
            ASKS_FOR_COUNTS,
            Allowance(
                "most frequent answer", 0.36, "a column of three rows holds one of four numbers of enemies", ("easy",)
            ),
        ),
    ),
    Task(
        id="enemies_in_row",
        description="The number of enemies in a row",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=enemies_in_row,
        rules=("numbers",),
        legend=(),
        new_state=wanted.new_by_row,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="enemies_total",
        description="The number of all enemies",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=enemies_total,
        legend=(),
        new_state=wanted.new_by_total,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="enemies_of_color",
        description="The number of enemies of a color",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=enemies_of_color,
        legend=("enemies",),
        new_state=wanted.new_by_color,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="shot_here",
        description="The points of a shot from where the ship is",
        qa_type=contract.PREDICTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=shot_here,
        rules=("shot", "points"),
        new_state=wanted.new_shot_here,
        shortcuts=(Shortcut("the highest enemy of the column", shortcuts.highest_here),),
        allowances=(FEW_VALUES,),
    ),
    Task(
        id="shot_from_column",
        description="The points of a shot from another column",
        qa_type=contract.PREDICTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=shot_from_column,
        rules=("numbers", "shot", "points"),
        new_state=wanted.new_shot_from,
        shortcuts=(
            Shortcut("the highest enemy of the column", shortcuts.highest_there),
            Shortcut("from where the ship is", shortcuts.from_here),
        ),
        allowances=(FEW_VALUES,),
    ),
    Task(
        id="stay_and_shoot",
        description="The points of a ship that stays and shoots once an interval while the enemies move",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=stay_and_shoot,
        rules=DRIFT_RULES,
        new_state=drifting.new_stay,
        difficulty=INTERVALS,
        shortcuts=(
            Shortcut("the enemies stand still", shortcuts.stays_still),
            Shortcut("the edge does not turn them around", shortcuts.goes_on),
            Shortcut("20 points a shot", shortcuts.on_average),
        ),
    ),
    Task(
        id="best_single_shot",
        description="The most points of one shot",
        qa_type=contract.STRATEGY,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=best_single_shot,
        rules=("shot", "points"),
        new_state=wanted.new_by_best_shot,
        shortcuts=(Shortcut("the color of the lowest row", shortcuts.lowest_row),),
        allowances=(THREE_VALUES,),
    ),
    Task(
        id="best_two_shots",
        description="The most points of two shots while the enemies move",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=best_two_shots,
        rules=(*DRIFT_RULES, "ship"),
        new_state=drifting.new_two,
        shortcuts=(
            Shortcut("always the most valuable next shot", shortcuts.greedy),
            Shortcut("the enemies stand still", shortcuts.without_drift),
            Shortcut("the two most valuable lowest enemies", shortcuts.two_lowest),
        ),
        allowances=tuple(
            Allowance(f"shortcut '{name}'", 0.48, "most columns of small boards are in reach, in any order", ("easy",))
            for name in (
                "always the most valuable next shot",
                "the enemies stand still",
                "the two most valuable lowest enemies",
            )
        ),
    ),
    Task(
        id="which_column",
        description="A column from which one shot scores most",
        qa_type=contract.STRATEGY,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=which_column,
        rules=("numbers", "shot", "points"),
        answer_format=COLUMN_FORMAT,
        new_state=wanted.new_by_best_column,
        check=check_column,
        shortcuts=(
            Shortcut("a column with the fewest enemies", shortcuts.shortest),
            Shortcut("a column that ends highest", shortcuts.highest_end),
        ),
    ),
    Task(
        id="best_k_shots",
        description="The most points of three to five shots while the enemies move",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=best_k_shots,
        rules=(*DRIFT_RULES, "ship"),
        new_state=drifting.new_best,
        difficulty=INTERVALS,
        shortcuts=(
            Shortcut("always the most valuable next shot", shortcuts.greedy),
            Shortcut("the enemies stand still", shortcuts.without_drift),
            Shortcut("20 points a shot", shortcuts.on_average),
        ),
        allowances=(
            Allowance(
                "counts tell answer", 0.48, "on small boards most enemies are in reach, so counts tell", ("easy",)
            ),
        ),
    ),
)
