"""The questions about Pac-Man."""

from __future__ import annotations

from gameqa import contract
from gameqa.answers import DIRECTIONS_FORMAT
from gameqa.contract import ASKS_FOR_COUNTS, Difficulty, Question, Shortcut, Task
from gameqa.grid import distance

from . import chasing, outcomes, perception, routes, running, standing
from .engine import Board
from .field import GHOSTS, PINKY

SIZE = Difficulty[Board]("cells of the picture", lambda board, _: len(board.rows) ** 2)
LINES = Difficulty[Board]("lines of the argument", lambda _, question: len(question.steps))

SEEN = ("board", "pacman", "ghosts")
"""The legend of tasks in which no bean is eaten that a ghost hides."""

CHASE = ("beans", "turns", "pinky", "blinky", "ways", "waits")
"""The rules of tasks in which everybody moves."""


PINKYS_SHORTCUTS = (
    Shortcut("aims at Pac-Man himself", chasing.straight_at_pacman),
    Shortcut("goes where Pac-Man faces", chasing.where_he_faces),
)


def _target_distance(name: str) -> Difficulty[Board]:
    def steps(board: Board, question: Question) -> float:
        field = board.field
        target = field.target(name, field.bit(board.pacman), board.facing)
        return field.distance(field.bit(board.ghost(name)), target)

    return Difficulty("steps to the target", steps)


def _ghost_tasks() -> tuple[Task[Board], ...]:
    """The tasks that are the same for both ghosts."""
    turns = tuple(
        Task(
            id=f"{name.lower()}_turn",
            description=f"How the direction of {name}'s next step changes when Pac-Man moves",
            qa_type=contract.PREDICTION,
            qa_level="Medium",
            answer_type=contract.CHOICE,
            make=chasing.turn(name),
            rules=(name.lower(), "ways", *(("facing",) if name == PINKY else ())),
            legend=SEEN,
            new_state=chasing.new_turn_board(name),
            difficulty=_target_distance(name),
            shortcuts=(chasing.hurried_turn(name),),
        )
        for name in GHOSTS
    )
    steps = tuple(
        Task(
            id=f"{name.lower()}_next",
            description=f"{name}'s next step",
            qa_type=contract.PREDICTION,
            qa_level="Medium",
            answer_type=contract.CHOICE,
            make=chasing.next_step(name),
            rules=(name.lower(), "ways"),
            legend=SEEN,
            new_state=chasing.new_next_board(name),
            difficulty=_target_distance(name),
            shortcuts=(
                chasing.hurried_next(name),
                *(PINKYS_SHORTCUTS if name == PINKY else ()),
            ),
        )
        for name in GHOSTS
    )
    return turns + steps


TASKS: tuple[Task[Board], ...] = (
    Task(
        id="position_and_direction",
        description="Pac-Man's cell and the direction he faces",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=perception.position_and_direction,
        rules=("cells",),
        legend=("pacman",),
        new_state=perception.new_facing_board,
        difficulty=SIZE,
    ),
    Task(
        id="beans_nearby",
        description="The beans in the square of 5 x 5 cells around Pac-Man",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=perception.beans_nearby,
        legend=("board", "pacman"),
        new_state=perception.new_square_board,
        difficulty=Difficulty("beans to count", lambda _, question: int(question.answer)),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="closest_ghost",
        description="The ghost that is nearer by rows and columns",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=perception.closest_ghost,
        legend=("pacman", "ghosts"),
        new_state=perception.new_ghosts_board,
        difficulty=Difficulty.of_state(
            "cells to count",
            lambda board: sum(distance(board.ghost(name), board.pacman) for name in GHOSTS),
        ),
        shortcuts=(Shortcut("the straight line", perception.nearer_by_eye),),
    ),
    Task(
        id="beans_ahead",
        description="The beans ahead of Pac-Man up to the next wall",
        qa_type=contract.PREDICTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=perception.beans_ahead,
        rules=("beans",),
        legend=("board", "pacman"),
        new_state=perception.new_line_board,
        difficulty=Difficulty("beans to count", lambda _, question: int(question.answer)),
        shortcuts=(Shortcut("all cells up to the wall", perception.cells_ahead),),
    ),
    Task(
        id="outcome_of_moves",
        description="Beans and score, or who catches Pac-Man, after moves in two directions",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=outcomes.outcome_of_moves,
        rules=CHASE,
        new_state=outcomes.new_outcome_board,
        difficulty=LINES,
        shortcuts=(Shortcut("a bean on every cell", outcomes.most_beans),),
    ),
    *_ghost_tasks(),
    Task(
        id="best_direction",
        description="The direction to run in for the most beans without being caught",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=running.best_direction,
        rules=CHASE,
        new_state=running.new_run_board,
        difficulty=Difficulty("cells of all runs", running.cells_to_follow),
        shortcuts=(
            Shortcut("most beans, ghosts not seen", running.most_beans_first),
            Shortcut("away from the nearer ghost", lambda board, _: running.away_from_ghosts(board)),
        ),
    ),
    Task(
        id="safe_route",
        description="A route for so many beans without being caught",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=routes.safe_route,
        rules=CHASE,
        new_state=routes.new_route_board,
        answer_format=DIRECTIONS_FORMAT,
        check=routes.check_route,
        difficulty=Difficulty("moves to plan", routes.moves_to_plan),
    ),
    Task(
        id="turns_until_caught",
        description="The turn in which Pac-Man is caught who stands still",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=standing.turns_until_caught,
        rules=("standing", "pinky", "blinky", "ways", "waits"),
        legend=SEEN,
        new_state=standing.new_waiting_board,
        difficulty=Difficulty("turns", lambda _, question: int(question.answer)),
        shortcuts=(
            Shortcut("distance of the nearer ghost", standing.nearest_ghost),
            Shortcut("Blinky's distance", standing.blinkys_distance),
        ),
    ),
)
