"""The questions about mazes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, groupby
from typing import Any

from gameqa import contract
from gameqa.answers import DIRECTIONS, DIRECTIONS_FORMAT, most_items, write_cell, write_directions
from gameqa.contract import Accept, Difficulty, Question, Shortcut, Task, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, named_cell
from gameqa.options import cell_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import engine
from .engine import LEVELS, Maze, floor_cells, level_of, open_moves
from .paths import LISTS, leads_to_goal_without_walls, unstopped, wandering, wrong_paths
from .telling import way_lines, wrong_list_line

CHOICES = 5

MOVE_COUNTS = {"easy": (3, 5), "medium": (4, 7), "hard": (6, 8)}
"""Least and greatest number of moves in position_after_moves."""

SHORTEST_LISTED, FEWEST_TURNS_LISTED = 12, 5
"""The least length and number of turns of a path in path_to_goal."""

TURNS = {"easy": (3, 9), "medium": (5, 14), "hard": (8, 20)}
"""Least and greatest answer of count_turns."""

DEAD_ENDS = {"easy": (2, 7), "medium": (5, 12), "hard": (8, 20)}
"""Least and greatest answer of dead_ends."""

DEAD_ENDS_OF_100 = {16: 13, 15: 17, 14: 20, 12: 25, 8: 30}
"""How many of 100 cells of the spanning tree are dead ends, for values of `newest` of `engine.new_walls`."""

SETS = [moves for size in range(1, 5) for moves in combinations(range(4), size)]


def _ends(maze: Maze) -> tuple[tuple[str, Place], ...]:
    return named_cell("player", maze.player), named_cell("goal", maze.goal)


def _position(maze: Maze, name: str, cell: Cell, rng: Rng) -> Question:
    row, column = cell
    mistakes = [(column, row), (row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    other = maze.goal if name == "player" else maze.player
    mistakes = [wrong for wrong in [*mistakes, other] if engine.is_floor(maze.rows, wrong)]
    return Question(
        f"In which cell is the {name}?",
        write_cell(cell),
        (
            f"The {name} is in row {row}, counted from the top from 0.",
            f"In that row the {name} is in column {column}, counted from the left from 0.",
            f"So the {name} is in {write_cell(cell)}.",
        ),
        cell_options(rng, cell, mistakes, floor_cells(maze.rows), CHOICES),
        evidence=(named_cell(name, cell),),
    )


def player_position(maze: Maze, rng: Rng) -> Question:
    """Where is the player?"""
    return _position(maze, "player", maze.player, rng)


def goal_position(maze: Maze, rng: Rng) -> Question:
    """Where is the goal?"""
    return _position(maze, "goal", maze.goal, rng)


def new_maze_to_walk(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze for path_to_goal: its path has a length that is drawn first, and enough turns for wrong lists like it."""
    low, high = LEVELS[level].length
    wanted = rng.steady("length").between(max(low, SHORTEST_LISTED), high)
    rows = engine.accepted_walls(level, rng, accept)
    return engine.with_ends(rows, rng, lambda length, turns: length == wanted and turns >= FEWEST_TURNS_LISTED)


def path_to_goal(maze: Maze, rng: Rng) -> Question:
    """Which list of moves leads to the goal?"""
    answer = write_directions(maze.path)
    lists = {write_directions(moves): moves for moves in wrong_paths(maze, rng)}
    options = shuffled_options(rng, answer, list(lists), LISTS)
    wrong = [
        wrong_list_line(maze, letter, lists[option])
        for letter, option in zip(contract.LETTERS, options, strict=False)
        if option != answer
    ]
    return Question(
        "Which list of moves leads the player to the goal without ever moving into a wall?",
        answer,
        (
            *way_lines(maze),
            f"These are the moves of {contract.LETTERS[options.index(answer)]}.",
            *wrong,
        ),
        options,
        evidence=_ends(maze),
    )


def new_winding_maze(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze whose path has a number of turns that is drawn first."""
    wanted = rng.steady("turns").between(*TURNS[level])
    least = LEVELS[level].side
    rows = engine.accepted_walls(level, rng, accept)
    return engine.with_ends(rows, rng, lambda length, turns: turns == wanted and length >= least)


def count_turns(maze: Maze, rng: Rng) -> Question:
    """How many times does the path to the goal change its direction?"""
    turns = engine.count_turns(maze.path)
    return Question(
        "The player walks to the goal on the one path that enters no cell twice. How many times does the path change "
        "direction? The first move does not count as a change.",
        str(turns),
        (
            *way_lines(maze),
            f"These are {count_of(turns + 1, 'straight part')}, so the walk changes direction "
            f"{count_of(turns, 'time')}.",
        ),
        evidence=_ends(maze),
    )


def new_maze_with_openings(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze whose player has a set of free directions that is drawn first."""
    wanted = rng.steady("openings").choice(SETS)
    rows = engine.accepted_walls(level, rng, accept)
    places = [cell for cell in floor_cells(rows) if open_moves(rows, cell) == wanted]
    if not places:
        raise Redraw
    player = rng.choice(places)
    low, high = LEVELS[level].length
    goals = [cell for cell, found in engine.moves_from(rows, player).items() if low <= found[2] <= high]
    if not goals:
        raise Redraw
    return Maze(rows, player, rng.choice(goals))


def open_directions(maze: Maze, rng: Rng) -> Question:
    """In which directions can the player move?"""
    row, column = maze.player
    lines = []
    for move, name in enumerate(DIRECTIONS):
        there = ahead(maze.player, move)
        lines.append(f"{name}: {write_cell(there)} is {'floor' if engine.is_floor(maze.rows, there) else 'a wall'}.")
    answer = open_moves(maze.rows, maze.player)
    wrong = [write_directions(moves) for moves in rng.shuffled(SETS)]
    return Question(
        "In which directions can the player move now? The right option names all of them and no others.",
        write_directions(answer),
        (
            f"The player is at {write_cell((row, column))}. The cells beside it:",
            *lines,
            f"So the player can move {joined([DIRECTIONS[move] for move in answer])}"
            f"{', but nowhere else' if len(answer) < 4 else ''}.",
        ),
        shuffled_options(rng, write_directions(answer), wrong),
        evidence=(named_cell("player", maze.player),),
    )


def position_after_moves(maze: Maze, rng: Rng) -> Question:
    """Where is the player after a list of moves?"""
    moves = wandering(maze, rng.between(*MOVE_COUNTS[level_of(maze.rows)]), rng)
    cell, cells, lines = maze.player, [maze.player], []
    for number, move in enumerate(moves, 1):
        there = ahead(cell, move)
        if engine.is_floor(maze.rows, there):
            cell = there
            lines.append(f"{number}. {DIRECTIONS[move].capitalize()}: the player goes to {write_cell(cell)}.")
        else:
            lines.append(
                f"{number}. {DIRECTIONS[move].capitalize()}: {write_cell(there)} is a wall, so the player stays."
            )
        cells.append(cell)
    floor = floor_cells(maze.rows)
    mistakes = [*cells[:-1], ahead(cell, moves[-1]), unstopped(maze, moves), (cell[1], cell[0])]
    near = [there for there in floor if any(abs(there[0] - one[0]) + abs(there[1] - one[1]) <= 2 for one in cells)]
    return Question(
        f"The player makes these moves one after the other: {write_directions(moves)}. "
        "In which cell is the player after the last move?",
        write_cell(cell),
        (
            f"The player starts at {write_cell(maze.player)}.",
            *lines,
            f"After the last move the player is at {write_cell(cell)}.",
        ),
        cell_options(rng, cell, [there for there in mistakes if there in floor], near, CHOICES),
        evidence=(named_cell("player", maze.player),),
    )


def solve(maze: Maze, rng: Rng) -> Question:
    """A list of moves that leads to the goal."""
    most = most_items(len(maze.path))
    return Question(
        f"Give a list of at most {most} moves that leads the player to the goal. It need not be the shortest, but no "
        "move may go into a wall, and the player must stand on the goal after the last one.",
        write_directions(maze.path),
        (*way_lines(maze), "The last part ends on the goal."),
        evidence=_ends(maze),
        asked={"most": most},
    )


def check_solve(maze: Maze, asked: Mapping[str, Any], moves: Sequence[int]) -> float:
    """1 if the moves end on the goal, are not too many, and none goes into a wall."""
    most = asked.get("most")
    if most is not None and len(moves) > most:
        return 0.0
    cell, bumps = engine.walk(maze.rows, maze.player, moves)
    # A question that states no bound lets moves into walls count.
    return float(cell == maze.goal and (most is None or not bumps))


def distance(maze: Maze, rng: Rng) -> Question:
    """The length of the path to the goal."""
    lengths = [str(len(list(group))) for _, group in groupby(maze.path)]
    return Question(
        "What is the smallest number of moves in which the player can reach the goal?",
        str(len(maze.path)),
        (
            *way_lines(maze),
            f"{' + '.join(lengths)} = {len(maze.path)} moves." if len(lengths) > 1 else f"That is {lengths[0]} moves.",
            "Every other branch is a dead end, so there is no shorter way.",
        ),
        evidence=_ends(maze),
    )


def new_maze_with_dead_ends(level: str, rng: Rng, accept: Accept) -> Maze:
    """A maze with a number of dead ends that is drawn first."""
    wanted = rng.steady("dead ends").between(*DEAD_ENDS[level])
    side = LEVELS[level].side
    share = 100 * wanted // (side // 2) ** 2
    newest = min(DEAD_ENDS_OF_100, key=lambda value: abs(DEAD_ENDS_OF_100[value] - share))
    rows = engine.new_walls(side, rng, newest)
    if len(engine.dead_ends(rows)) != wanted:
        raise Redraw
    keep(engine.split_key(Maze(rows, (1, 1), (1, 1))), accept)
    low, high = LEVELS[level].length
    return engine.with_ends(rows, rng, lambda length, _: low <= length <= high)


def count_dead_ends(maze: Maze, rng: Rng) -> Question:
    """How many dead ends has the maze?"""
    found = engine.dead_ends(maze.rows)
    lines, counts = [], []
    for row in range(len(maze.rows)):
        own = [write_cell(cell) for cell in found if cell[0] == row]
        if own:
            lines.append(f"Row {row}: {joined(own)}{f', {len(own)} cells' if len(own) > 1 else ''}.")
            counts.append(str(len(own)))
    return Question(
        "A dead end is a floor cell that has floor beside it in exactly one of the four directions. How many dead ends "
        "does the maze have?",
        str(len(found)),
        (
            "These floor cells have exactly one floor cell beside them:",
            *lines,
            f"{' + '.join(counts)} = {len(found)}, so there are {count_of(len(found), 'dead end')}.",
        ),
        evidence=tuple(named_cell("dead end", cell) for cell in found),
    )


SIZE = Difficulty[Maze]("cells of the picture", lambda maze, _: len(maze.rows) ** 2)

FINDS_GOAL_BY_SUM = Shortcut[Maze](
    "sum of the moves, without the walls",
    lambda maze, question: [
        option
        for option in question.options
        if leads_to_goal_without_walls(maze, [DIRECTIONS.index(name) for name in option.split(", ")])
    ],
)

TASKS: tuple[Task[Maze], ...] = (
    Task(
        id="player_position",
        description="The player's cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=player_position,
        rules=("cells",),
        difficulty=SIZE,
    ),
    Task(
        id="goal_position",
        description="The goal's cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=goal_position,
        rules=("cells",),
        difficulty=SIZE,
    ),
    Task(
        id="path_to_goal",
        description="The list of moves that leads to the goal",
        qa_type=contract.STRATEGY,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=path_to_goal,
        new_state=new_maze_to_walk,
        rules=("moves",),
        shortcuts=(FINDS_GOAL_BY_SUM,),
    ),
    Task(
        id="count_turns",
        description="How many times the path to the goal changes its direction",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=count_turns,
        rules=("moves", "one path"),
        new_state=new_winding_maze,
        difficulty=Difficulty("turns", lambda _, question: int(question.answer)),
    ),
    Task(
        id="open_directions",
        description="The directions in which the player can move",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=open_directions,
        rules=("moves",),
        new_state=new_maze_with_openings,
        difficulty=SIZE,
    ),
    Task(
        id="position_after_moves",
        description="The player's cell after a list of moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=position_after_moves,
        rules=("moves", "cells"),
        difficulty=Difficulty("moves to follow", lambda _, question: len(question.steps) - 2),
    ),
    Task(
        id="solve",
        description="A list of moves that leads to the goal",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=solve,
        rules=("moves",),
        answer_format=DIRECTIONS_FORMAT,
        check=check_solve,
    ),
    Task(
        id="distance",
        description="The length of the path to the goal",
        qa_type=contract.STRATEGY,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=distance,
        rules=("moves",),
    ),
    Task(
        id="dead_ends",
        description="The number of dead ends",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=count_dead_ends,
        new_state=new_maze_with_dead_ends,
        difficulty=Difficulty("dead ends", lambda _, question: int(question.answer)),
    ),
)
