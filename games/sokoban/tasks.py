"""The questions about Sokoban boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.answers import DIRECTIONS, most_items, write_cell, write_directions
from gameqa.contract import Accept, Difficulty, Mark, Question, Task, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, distance, named_cell
from gameqa.options import cell_options, number_options, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of

from . import engine
from .engine import Board, play
from .moves import mixed_moves, pushing_moves, shortest_walk, walk_through, without_blocks, wrong_walks

MOVE_COUNTS = {6: (5, 7), 7: (5, 7), 8: (7, 11), 10: (10, 15)}
"""How many moves are asked on boards of a side."""

DISTANCES = {6: 5, 7: 5, 8: 7, 10: 10}
"""Greatest distance between a box and a target that is asked on boards of a side."""

CHOICES = 8
MOST_TRIES = 4
"""How often other moves are tried on a board where a box has too few places to go."""

FEW_PUSHES = (2, 5)
"""Least and greatest answer of pushes_needed with one box, drawn first, as two or three pushes are so frequent."""

DEAD_BOX_COUNTS = {"easy": 4, "medium": 5, "hard": 6}

MOVES_FORMAT = (
    "Answer with the list of moves, each one of up, down, left, right, separated by commas, such as: up, left."
)


_WITHIN_TWO = [(down, right) for down in range(-2, 3) for right in range(-2, 3) if abs(down) + abs(right) <= 2]


def _near(board: Board, cells: list[Cell]) -> list[Cell]:
    """Floor cells within two steps of any of the cells."""
    near = {(row + down, column + right) for row, column in set(cells) for down, right in _WITHIN_TWO}
    return [cell for cell in board.floor if cell in near]


def player_position(board: Board, rng: Rng) -> Question:
    """Where is the player?"""
    row, column = board.player
    mistakes = [(column, row), (row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)]
    mistakes = [cell for cell in mistakes if board.rows[cell[0]][cell[1]] == "." or cell == (column, row)]
    others = [*board.boxes, *board.targets, *board.floor]
    return Question(
        "In which cell is the player?",
        write_cell(board.player),
        (
            f"The player is in row {row}, counted from the top from 0.",
            f"In that row the player is in column {column}, counted from the left from 0.",
            f"So the player is in {write_cell(board.player)}.",
        ),
        cell_options(rng, board.player, mistakes, others),
        evidence=(named_cell("player", board.player),),
    )


def player_after_moves(board: Board, rng: Rng) -> Question:
    """Where is the player after a list of moves?"""
    moves = mixed_moves(board, rng.between(*MOVE_COUNTS[len(board.rows)]), rng)
    answer = play(board, moves).player
    lines, cells = walk_through(board, moves)
    free = without_blocks(board, moves)
    mistakes = [*cells[-5:-1], ahead(answer, moves[-1]), free, (answer[1], answer[0])]
    floor = set(board.floor)
    return Question(
        f"The player makes these moves one after the other: {write_directions(moves)}. "
        "In which cell is the player after the last move?",
        write_cell(answer),
        (f"The player starts at {write_cell(board.player)}.", *lines),
        cell_options(rng, answer, [cell for cell in mistakes if cell in floor], _near(board, cells)),
        evidence=(
            named_cell("player", board.player),
            *(named_cell(f"box {number}", box) for number, box in enumerate(board.boxes, 1)),
        ),
    )


def _plausible_ends(board: Board, box: Cell, end: Cell) -> list[Cell]:
    """Cells where a box might be after moves, as it seems, the right one among them.

    The question names the box's first cell, so the options must not differ in what they share with it.
    """
    gap = abs(end[0] - box[0]) + abs(end[1] - box[1])
    in_line = end[0] == box[0] or end[1] == box[1]
    return [
        (row, column)
        for row, column in board.floor
        if (row, column) != box
        and (row == box[0] or column == box[1]) == in_line
        and abs(row - box[0]) + abs(column - box[1]) <= gap + 3
    ]


def box_after_moves(board: Board, rng: Rng) -> Question:
    """Where is a box after a list of moves?"""
    for _ in range(MOST_TRIES):
        moves, box, path = pushing_moves(board, MOVE_COUNTS[len(board.rows)][1], rng)
        answer = path[-1]
        plausible = _plausible_ends(board, box, answer)
        if len(plausible) >= CHOICES:
            break
    else:
        raise Redraw
    after = play(board, moves)
    lines, _ = walk_through(board, moves)
    last = path[-2]
    beyond = (2 * answer[0] - last[0], 2 * answer[1] - last[1])
    mistakes = [*path[1:-1], beyond, after.player]
    return Question(
        f"The player makes these moves one after the other: {write_directions(moves)}. "
        f"The box that stands at {write_cell(box)} at the start: in which cell is it after the last move?",
        write_cell(answer),
        (
            f"The player starts at {write_cell(board.player)}.",
            *lines,
            f"The box that stood at {write_cell(box)} is now at {write_cell(answer)}.",
        ),
        cell_options(rng, answer, [cell for cell in mistakes if cell in plausible], plausible, CHOICES),
        evidence=(named_cell("player", board.player), named_cell("box", box)),
    )


def min_moves(board: Board, rng: Rng) -> Question:
    """The fewest moves that solve the board."""
    moves = engine.solution(board)
    low, high = next(item.length for item in engine.LEVELS.values() if len(board.rows) in item.sides)
    lines, _ = walk_through(board, moves)
    return Question(
        "What is the fewest number of player moves that solve the board? Walking and pushing count alike.",
        str(len(moves)),
        (
            f"This list of moves solves the board: {write_directions(moves)}.",
            *lines,
            f"After these {len(moves)} moves every box is on a target.",
            f"No shorter list solves it: an exhaustive search of all positions within {len(moves) - 1} moves "
            "finds none that is solved.",
        ),
        number_options(rng, len(moves), low, high),
        evidence=(
            named_cell("player", board.player),
            *(named_cell(f"box {number}", box) for number, box in enumerate(board.boxes, 1)),
            *(named_cell(f"target {number}", target) for number, target in enumerate(board.targets, 1)),
        ),
    )


def new_distance_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board for box_target_distance: one box is as far from its target as is drawn first."""
    wanted = engine.LEVELS[level]
    if wanted.boxes > 1:
        return engine.new_board(level, rng, accept)
    gap = rng.steady("distance").between(1, DISTANCES[wanted.sides[0]])
    return engine.new_board_among(level, rng, accept, lambda distances: distances.with_gap(gap))


def box_target_distance(board: Board, rng: Rng) -> Question:
    """Manhattan distance between a box and a target, both named by letters in the picture."""
    high = DISTANCES[len(board.rows)]
    pairs: dict[int, list[tuple[Cell, Cell]]] = {}
    for box in board.boxes:
        for target in board.targets:
            if target != board.player and target not in board.boxes and box not in board.targets:
                gap = distance(box, target)
                if gap <= high:
                    pairs.setdefault(gap, []).append((box, target))
    wanted = rng.steady("distance").between(1, high)
    if len(board.boxes) == 1:
        if wanted not in pairs:
            raise Redraw
    elif pairs:
        wanted = min(sorted(pairs), key=lambda gap: abs(gap - wanted))
    if not pairs:
        raise Redraw
    box, target = rng.choice(pairs[wanted])
    down, across = abs(box[0] - target[0]), abs(box[1] - target[1])
    return Question(
        "One box carries the letter A and one target the letter B. What is the Manhattan distance between "
        "them, that is, the difference of their rows plus the difference of their columns?",
        str(wanted),
        (
            f"Box A is at {write_cell(box)} and target B at {write_cell(target)}.",
            f"The rows differ by {down}, the columns by {across}.",
            f"{down} + {across} = {wanted}.",
        ),
        number_options(rng, wanted, 1, high, min(8, high)),
        (Mark("letter", ("cell", *box), "A"), Mark("letter", ("cell", *target), "B")),
        (named_cell("box A", box), named_cell("target B", target)),
    )


def path_to_cell(board: Board, rng: Rng) -> Question:
    """The shortest walk of the player to a cell, boxes counted as walls."""
    distances = engine.walking_distances(board, board.player)
    low, high = {6: (3, 7), 7: (3, 8), 8: (4, 10), 10: (5, 14)}[len(board.rows)]
    goals = [cell for cell, length in distances.items() if low <= length <= high]
    if not goals:
        raise Redraw
    goal = rng.choice(goals)
    right = shortest_walk(board, goal, rng)
    wrong = wrong_walks(board, goal, right, rng)
    texts = [write_directions(moves) for moves in wrong]
    cell, cells = board.player, []
    for move in right:
        cell = ahead(cell, move)
        cells.append(cell)
    return Question(
        f"The player wants to walk to {write_cell(goal)} without pushing a box, so boxes count as walls here. "
        "Which list of moves is a valid walk there of the shortest possible length?",
        write_directions(right),
        (
            f"The player starts at {write_cell(board.player)} and has to reach {write_cell(goal)}.",
            "The right walk passes " + ", ".join(write_cell(cell) for cell in cells) + ".",
            f"All these cells are free, it has {count_of(len(right), 'move')}, and counting the steps from the "
            f"player outward, {write_cell(goal)} is first reached after {len(right)}.",
            "Each of the other lists meets a wall or a box, ends elsewhere, or is longer.",
        ),
        shuffled_options(rng, write_directions(right), texts, 8, at_least=6),
        evidence=(named_cell("player", board.player), named_cell("goal", goal)),
    )


def solve(board: Board, rng: Rng) -> Question:
    """Any list of moves that solves the board."""
    moves = engine.solution(board)
    most = most_items(len(moves))
    lines, _ = walk_through(board, moves)
    return Question(
        f"Give a list of at most {most} player moves that solves the board. It need not be the shortest, but every "
        "move must change something: none may go into a wall or push a box that is blocked.",
        write_directions(moves),
        (*lines, "Now every box is on a target."),
        evidence=(
            named_cell("player", board.player),
            *(named_cell(f"box {number}", box) for number, box in enumerate(board.boxes, 1)),
        ),
        asked={"most": most},
    )


def check_solve(board: Board, asked: Mapping[str, Any], moves: Sequence[int]) -> float:
    """1 if the moves solve the board, are not too many, and each changes something."""
    if "most" not in asked:
        # A question that states no bound lets blocked moves count.
        return float(play(board, moves).solved)
    if len(moves) > asked["most"]:
        return 0.0
    for move in moves:
        step = engine.apply_move(board, move)
        if not step.moved:
            return 0.0
        board = step.board
    return float(board.solved)


def new_dead_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with exactly one box that can never reach any target by itself.

    All boxes touch equally many edges of the board, none or one: their cells alone tell nothing.
    """
    count = DEAD_BOX_COUNTS[level]
    wanted = engine.LEVELS[level]
    rows, targets = engine.new_walls(engine.Parameters(wanted.sides, count, wanted.length, wanted.walls), rng)
    board = Board(rows, targets, (), (0, 0))
    keep(engine.split_key(board), accept)
    player = rng.choice(board.floor)
    edges = rng.steady("edges").below(2)
    free = [
        cell
        for cell in board.floor
        if cell not in targets and cell != player and sum(part in (1, len(rows) - 2) for part in cell) == edges
    ]
    dead: list[Cell] = []
    alive: list[Cell] = []
    for cell in free:
        (dead if engine.is_dead(Board(rows, targets, (cell,), player), cell) else alive).append(cell)
    if not dead or len(alive) < count - 1:
        raise Redraw
    rank = rng.below(count)
    for _ in range(20):
        boxes = [rng.choice(dead), *rng.sample(alive, count - 1)]
        shared = [_lines_shared(box, boxes) for box in boxes]
        if sum(value < shared[0] for value in shared) <= rank <= sum(value <= shared[0] for value in shared) - 1:
            return Board(rows, targets, tuple(sorted(boxes)), player)
    raise Redraw


def _lines_shared(box: Cell, boxes: list[Cell]) -> int:
    """How many rows and columns a box shares with others: the dead one must not stand out."""
    return sum((box[0] == other[0]) + (box[1] == other[1]) for other in boxes if other != box)


def deadlock(board: Board, rng: Rng) -> Question:
    """Which box can never reach a target?"""
    dead = [box for box in board.boxes if engine.is_dead(board, box)]
    if len(dead) != 1:
        raise Redraw
    others = [box for box in board.boxes if box != dead[0]]
    return Question(
        "Look at each box by itself, as if the other boxes were taken away. Exactly one of them can never be "
        "pushed to any target, whatever the player does. In which cell is it?",
        write_cell(dead[0]),
        (
            *(f"The box at {write_cell(box)}, alone on the board, can be pushed to a target." for box in others),
            f"The box at {write_cell(dead[0])} cannot: following every push that the player can make with it "
            "alone on the board never brings it to a target.",
        ),
        shuffled_options(rng, write_cell(dead[0]), [write_cell(box) for box in others], len(board.boxes)),
        evidence=(named_cell("dead box", dead[0]),),
    )


def new_pushes_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board for pushes_needed: one box needs as many pushes as are drawn first."""
    if engine.LEVELS[level].boxes > 1:
        return engine.new_board(level, rng, accept)
    count = rng.steady("pushes").between(*FEW_PUSHES)
    return engine.new_board_among(level, rng, accept, lambda distances: distances.with_pushes(count))


def pushes_needed(board: Board, rng: Rng) -> Question:
    """The fewest pushes that solve the board."""
    plan = engine.fewest_pushes(board)
    if len(board.boxes) == 1 and len(plan) != rng.steady("pushes").between(*FEW_PUSHES):
        raise Redraw
    lines = [
        f"{number}. Push the box at {write_cell(box)} {DIRECTIONS[move]} to {write_cell(ahead(box, move))}."
        for number, (box, move) in enumerate(plan, 1)
    ]
    return Question(
        "What is the fewest number of pushes that solve the board? Moving one box by one cell is one push; "
        "steps of the player that push nothing do not count.",
        str(len(plan)),
        (
            "These pushes solve the board; before each of them the player can walk to the cell behind the box:",
            *lines,
            f"That is {count_of(len(plan), 'push', 'pushes')}, and an exhaustive search finds no way with fewer.",
        ),
        evidence=(
            named_cell("player", board.player),
            *(named_cell(f"box {number}", box) for number, box in enumerate(board.boxes, 1)),
        ),
    )


TASKS = (
    Task(
        id="player_after_moves",
        description="The player's cell after a list of moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=player_after_moves,
        rules=("moves", "pushes", "cells"),
    ),
    Task(
        id="box_after_moves",
        description="A box's cell after a list of moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=box_after_moves,
        rules=("moves", "pushes", "cells"),
    ),
    Task(
        id="min_moves",
        description="The fewest moves that solve the board",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=min_moves,
        rules=("moves", "pushes", "solved"),
    ),
    Task(
        id="player_position",
        description="The player's cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=player_position,
        rules=("cells",),
    ),
    Task(
        id="box_target_distance",
        description="The Manhattan distance between a box and a target",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=box_target_distance,
        new_state=new_distance_board,
    ),
    Task(
        id="path_to_cell",
        description="The shortest walk to a cell",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=path_to_cell,
        rules=("moves", "cells"),
    ),
    Task(
        id="solve",
        description="A list of moves that solves the board",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        make=solve,
        rules=("moves", "pushes", "solved"),
        answer_format=MOVES_FORMAT,
        check=check_solve,
    ),
    Task(
        id="deadlock",
        description="The box that can never reach a target",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=deadlock,
        rules=("moves", "pushes", "cells"),
        new_state=new_dead_board,
        difficulty=Difficulty.of_state("boxes to look at", lambda board: len(board.boxes)),
    ),
    Task(
        id="pushes_needed",
        description="The fewest pushes that solve the board",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=pushes_needed,
        rules=("moves", "pushes", "solved"),
        new_state=new_pushes_board,
    ),
)
