"""The questions about Sokoban boards: what is where, what moves do, which box is stuck; and the table of all tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import mode

from gameqa import contract
from gameqa.answers import DIRECTIONS_FORMAT, write_cell, write_directions
from gameqa.contract import Accept, Allowance, Difficulty, Mark, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, beside, cells_on, distance, named_cell
from gameqa.options import cell_options, cells_alike, number_options, shuffled_options
from gameqa.rng import Rng

from . import engine, planning
from .deadlocks import dead_lines, in_corner, kind_of, live_line, way_to_target
from .engine import Board, play
from .moves import mixed_moves, pushing_moves, vain_moves, walk_through
from .stuck import new_dead_board
from .telling import board_line

MOVE_COUNTS = {6: (5, 7), 7: (5, 7), 8: (7, 11), 10: (10, 15)}
"""How many moves are asked on boards of a side."""

DISTANCES = {6: 5, 7: 5, 8: 7, 10: 10}
"""Greatest distance between a box and a target that is asked on boards of a side."""

INSIDE = {6: (0, 1), 7: (0, 1), 8: (1, 6), 10: (1, 2)}
"""How often the box of box_after_moves must not end at an edge, on boards of a side."""

CHOICES = 8
MOST_TRIES = 4
"""How often other moves are tried on a board where a box has too few places to go."""

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
    end = play(board, moves)
    if end.boxes == board.boxes:
        raise Redraw
    answer = end.player
    lines, cells = walk_through(board, moves)
    free = cells_on(board.player, moves)[-1]
    mistakes = [*cells[-5:-1], ahead(answer, moves[-1]), free, (answer[1], answer[0])]
    floor = set(board.floor)
    return Question(
        f"The player makes these moves one after the other: {write_directions(moves)}. "
        "In which cell is the player after the last move?",
        write_cell(answer),
        (
            f"The player starts at {write_cell(board.player)}.",
            *lines,
            f"After the last move the player is at {write_cell(answer)}.",
        ),
        cell_options(rng, answer, [cell for cell in mistakes if cell in floor], _near(board, cells)),
        evidence=(
            named_cell("player", board.player),
            *(named_cell(f"box {number}", box) for number, box in enumerate(board.boxes, 1)),
        ),
    )


def _plausible_ends(board: Board, box: Cell, end: Cell) -> list[Cell]:
    """Cells where a box might be after moves, as it seems, the right one among them, the first one not.

    The question names the box's first cell, so the options must not differ in what they share with it.
    """
    gap = max(2, distance(end, box))
    in_line = end[0] == box[0] or end[1] == box[1]
    return [
        cell
        for cell in board.floor
        if cell != box and (cell[0] == box[0] or cell[1] == box[1]) == in_line and distance(cell, box) <= gap + 3
    ]


def _options_with_start(
    rng: Rng,
    start: Cell,
    answer: Cell,
    mistakes: Sequence[Cell],
    others: Sequence[Cell],
    is_outer: Callable[[Cell], bool],
) -> tuple[str, ...]:
    """The answer among other cells, the start always among them; it is no more like the others than they are.

    Args:
        is_outer: whether a cell is at an edge of the board. Boxes end there often, so the more of the options share
            this with the answer, the likelier they are drawn.
    """
    tempting = sorted(set(mistakes) - {answer})
    rest = sorted(set(others) - {answer, *tempting})
    wanted, like_answer = rng.below(CHOICES), 1 + rng.weighted(range(1, CHOICES + 1))
    best: tuple[int, list[Cell]] | None = None
    outer = is_outer(answer)
    similar = {cell for cell in (answer, start, *tempting, *rest) if is_outer(cell) == outer}
    for _ in range(12):
        wrong = rng.shuffled(tempting)[:3]
        lacking = like_answer - len(similar.intersection((answer, start, *wrong)))
        mixed = rng.shuffled(rest)
        first = [cell for cell in mixed if cell in similar][: max(0, lacking)]
        mixed.sort(key=similar.__contains__)
        wrong = [*wrong, *first, *[cell for cell in mixed if cell not in first]][: CHOICES - 2]
        cells = [answer, start, *wrong]
        alike = [sum(cells_alike(cell, other) for other in cells) for cell in cells]
        less = len([value for value in alike if value < alike[0]])
        off = abs(less + alike.count(alike[0]) // 2 - wanted)
        if best is None or off < best[0]:
            best = off, cells[1:]
    assert best is not None
    return shuffled_options(rng, write_cell(answer), [write_cell(cell) for cell in best[1]], CHOICES)


def box_after_moves(board: Board, rng: Rng) -> Question:
    """Where is a box after a list of moves? One time in eight it is where it was."""
    count = MOVE_COUNTS[len(board.rows)][1]
    edges = (1, len(board.rows) - 2)

    def is_outer(cell: Cell) -> bool:
        return cell[0] in edges or cell[1] in edges

    if rng.steady("stays").chance(1, CHOICES):
        moves, box = vain_moves(board, count, rng)
        answer = box
        plausible = _plausible_ends(board, box, ahead(box, rng.below(4), 1 + rng.below(2)))
        options = cell_options(rng, answer, [], plausible, CHOICES)
    else:
        # On large boards most boxes end at an edge; so it is drawn first whether this one must not.
        is_inside = rng.steady("inside").chance(*INSIDE[len(board.rows)])
        for _ in range(MOST_TRIES):
            moves, box, path = pushing_moves(board, count, rng)
            answer = path[-1]
            plausible = _plausible_ends(board, box, answer)
            if len(plausible) >= CHOICES - 1 and not (is_inside and is_outer(answer)):
                break
        else:
            raise Redraw
        beyond = (2 * answer[0] - path[-2][0], 2 * answer[1] - path[-2][1])
        mistakes = [*path[1:-1], beyond, play(board, moves).player]
        mistakes = [cell for cell in mistakes if cell in plausible]
        options = _options_with_start(rng, box, answer, mistakes, plausible, is_outer)
    lines, _ = walk_through(board, moves)
    last = f"The box that was at {write_cell(box)} is now at {write_cell(answer)}."
    if answer == box:
        last = f"The box at {write_cell(box)} has not moved."
    return Question(
        f"The player makes these moves one after the other: {write_directions(moves)}. "
        f"One box is at {write_cell(box)} at the start. In which cell is it after the last move?",
        write_cell(answer),
        (f"The player starts at {write_cell(board.player)}.", *lines, last),
        options,
        evidence=(named_cell("player", board.player), named_cell("box", box)),
    )


def new_distance_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board for box_target_distance: one box is as far from its target as is drawn first."""
    gap = rng.steady("distance").between(1, DISTANCES[engine.LEVELS[level].sides[0]])
    return engine.new_loose_board(level, rng, accept, gap)


def box_target_distance(board: Board, rng: Rng) -> Question:
    """Manhattan distance between a box and a target, both marked by letters in the picture."""
    high = DISTANCES[len(board.rows)]
    pairs: dict[int, list[tuple[Cell, Cell]]] = {}
    for box in board.boxes:
        for target in board.targets:
            if target != board.player and target not in board.boxes and box not in board.targets:
                gap = distance(box, target)
                if gap <= high:
                    pairs.setdefault(gap, []).append((box, target))
    wanted = rng.steady("distance").between(1, high)
    if wanted not in pairs:
        raise Redraw
    box, target = rng.choice(pairs[wanted])
    down, across = abs(box[0] - target[0]), abs(box[1] - target[1])
    return Question(
        "One box is marked K and one target is marked L. What is the Manhattan distance between them, that is, the "
        "difference of their rows plus the difference of their columns?",
        str(wanted),
        (
            f"Box K is at {write_cell(box)} and target L at {write_cell(target)}.",
            f"The rows differ by {down} and the columns by {across}.",
            f"So the distance is {down} + {across} = {wanted}.",
        ),
        number_options(rng, wanted, 1, high, min(8, high)),
        (Mark("letter", ("cell", *box), "K"), Mark("letter", ("cell", *target), "L")),
        (named_cell("box K", box), named_cell("target L", target)),
    )


def deadlock(board: Board, rng: Rng) -> Question:
    """Which box can never reach a target?"""
    dead = [box for box in board.boxes if kind_of(board, box)]
    if len(dead) != 1:
        raise Redraw
    level = engine.level_of(board)
    ways = {box: way_to_target(board, box, level) for box in board.boxes if box != dead[0]}
    others = [box for box in _asked_about(board) if box != dead[0]]
    return Question(
        "Exactly one of the boxes that are not on a target can never be pushed to any target, whatever the player "
        "does. In which cell is it?",
        write_cell(dead[0]),
        (
            board_line(board),
            *(live_line(board, box, moves) for box, moves in ways.items() if moves is not None),
            *dead_lines(board, dead[0]),
            f"So the box that can never reach a target is the one at {write_cell(dead[0])}.",
        ),
        shuffled_options(rng, write_cell(dead[0]), [write_cell(box) for box in others], 1 + len(others)),
        evidence=(named_cell("dead box", dead[0]),),
    )


SIZE = Difficulty[Board]("cells of the picture", lambda board, _: len(board.rows) ** 2)

MOVES_TO_FOLLOW = Difficulty[Board]("moves to follow", lambda _, question: len(question.steps) - 2)

ENDS_THERE = Shortcut[Board](
    "a list of the most frequent length",
    lambda _, question: _of_usual_length(question.options),
)

IN_CORNER = Shortcut[Board](
    "the box in a corner", lambda board, _: [write_cell(box) for box in _asked_about(board) if in_corner(board, box)]
)

TOUCHING = Shortcut[Board](
    "a box that touches another one",
    lambda board, _: [write_cell(box) for box in _asked_about(board) if set(beside(box)) & set(board.boxes)],
)

STAYS = Shortcut[Board](
    "the cell where the box is at first",
    lambda _, question: [option for option in question.options if f"at {option}" in question.text],
)


def _asked_about(board: Board) -> list[Cell]:
    """The boxes that are not on a target, which are the options of deadlock."""
    return [box for box in board.boxes if box not in board.targets]


def _of_usual_length(options: Sequence[str]) -> list[str]:
    lengths = [option.count(",") for option in options]
    return [option for option, length in zip(options, lengths, strict=True) if length == mode(lengths)]


TASKS: tuple[Task[Board], ...] = (
    Task(
        id="player_after_moves",
        description="The player's cell after a list of moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=player_after_moves,
        new_state=engine.new_loose_board,
        rules=("moves", "pushes", "cells"),
        difficulty=MOVES_TO_FOLLOW,
    ),
    Task(
        id="box_after_moves",
        description="A box's cell after a list of moves",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=box_after_moves,
        rules=("moves", "pushes", "cells"),
        difficulty=MOVES_TO_FOLLOW,
        shortcuts=(STAYS,),
    ),
    Task(
        id="min_moves",
        description="The smallest number of moves that solves the board",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=planning.min_moves,
        rules=("moves", "pushes", "solved"),
        new_state=planning.new_moves_board,
        difficulty=Difficulty("fewest moves", lambda _, question: int(question.answer)),
    ),
    Task(
        id="player_position",
        description="The player's cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=player_position,
        new_state=engine.new_loose_board,
        rules=("cells",),
        difficulty=SIZE,
    ),
    Task(
        id="box_target_distance",
        description="The Manhattan distance between a box and a target",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=box_target_distance,
        new_state=new_distance_board,
        difficulty=Difficulty("distance", lambda _, question: int(question.answer)),
    ),
    Task(
        id="path_to_cell",
        description="The shortest walk to a cell",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=planning.path_to_cell,
        new_state=engine.new_loose_board,
        rules=("moves", "cells"),
        difficulty=Difficulty("moves of the walk", lambda _, question: question.answer.count(",") + 1),
        shortcuts=(ENDS_THERE,),
    ),
    Task(
        id="solve",
        description="A list of moves that solves the board",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=planning.solve,
        rules=("moves", "pushes"),
        answer_format=DIRECTIONS_FORMAT,
        check=planning.check_solve,
    ),
    Task(
        id="deadlock",
        description="The box that can never reach a target",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        beyond=True,
        make=deadlock,
        rules=("moves", "pushes", "cells"),
        new_state=new_dead_board,
        difficulty=Difficulty.of_state("boxes to look at", lambda board: len(board.boxes)),
        shortcuts=(IN_CORNER, TOUCHING),
    ),
    Task(
        id="pushes_needed",
        description="The smallest number of pushes that solves the board",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=planning.pushes_needed,
        rules=("moves", "pushes", "solved"),
        new_state=planning.new_pushes_board,
        difficulty=Difficulty("fewest pushes", lambda _, question: int(question.answer)),
        allowances=(Allowance("most frequent answer", 0.34, "four answers are equally frequent", ("easy",)),),
    ),
)
