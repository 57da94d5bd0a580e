"""The questions about snakes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.answers import DIRECTIONS, DIRECTIONS_FORMAT, most_items, write_cell, write_directions
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Difficulty, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, ahead, cells_on, distance, named_cell
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined

from . import lists, safety, telling, ways
from .engine import BODY, BORDER, FOOD, NOTHING, Snake, trail_of

OUTCOMES = {
    BORDER: "The head leaves the board.",
    BODY: "The head runs into the snake itself.",
    FOOD: "The head reaches the food.",
    NOTHING: "The snake survives and does not reach the food.",
}

NO_MOVE = "none of them"


def _ends(snake: Snake) -> tuple[tuple[str, Place], ...]:
    return named_cell("head", snake.head), named_cell("food", snake.food)


def _whole(snake: Snake) -> tuple[tuple[str, Place], ...]:
    return (*_ends(snake), ("snake", ("snake",)))


def _position(name: str, what: str, cell: Cell) -> Question:
    row, column = cell
    return Question(
        f"In which cell is {name}?",
        write_cell(cell),
        (
            f"{what} is in row {row}, counted from the top from 0.",
            f"In that row it is in column {column}, counted from the left from 0.",
            f"So {name} is in {write_cell(cell)}.",
        ),
        evidence=(named_cell(name.removeprefix("the "), cell),),
    )


def head_position(snake: Snake, rng: Rng) -> Question:
    """Where is the head?"""
    return _position("the snake's head", "The yellow head with the eyes", snake.head)


def food_position(snake: Snake, rng: Rng) -> Question:
    """Where is the food?"""
    return _position("the food", "The red apple", snake.food)


def snake_length(snake: Snake, rng: Rng) -> Question:
    """How many cells does the snake cover?"""
    return Question(
        "How many cells does the snake cover, its head and its tail included?",
        str(len(snake.body)),
        tuple(telling.length_lines(snake)),
        evidence=(("snake", ("snake",)),),
    )


def outcome_of_moves(snake: Snake, rng: Rng) -> Question:
    """What happens first along a list of moves?"""
    trail = list(trail_of(snake, snake.moves))
    outcome, number = trail[-1][1], len(trail)
    ended = {
        BORDER: f"With move {number}, the head leaves the board",
        BODY: f"With move {number}, the head runs into the snake itself",
        FOOD: f"With move {number}, the head reaches the food",
        NOTHING: "After the last move, the head has not left the board, nor met the snake itself or the food",
    }[outcome]
    earlier = "" if outcome == NOTHING else "; before that it met neither the border nor the snake itself nor the food"
    return Question(
        f"The snake is given these moves, one after the other: {write_directions(snake.moves)}. What happens first?",
        OUTCOMES[outcome],
        (
            telling.ends_line(snake),
            telling.body_line(snake),
            telling.CLEARING,
            *telling.list_lines(snake),
            f"{ended}{earlier}.",
        ),
        shuffled_options(rng, OUTCOMES[outcome], list(OUTCOMES.values()), len(OUTCOMES)),
        evidence=_whole(snake),
    )


def _minimum(snake: Snake, way: Sequence[Cell]) -> list[str]:
    """Why no way is shorter than this one."""
    lines = [telling.apart_line(snake)]
    if len(way) - 1 > distance(snake.head, snake.food):
        lines += [telling.CLEARING, *telling.too_few_lines(snake, len(way) - 3)]
    elif any(snake.clear_from(cell) for cell in way[1:]):
        lines.append(telling.CLEARING)
    return lines


def shortest_path(snake: Snake, rng: Rng) -> Question:
    """The smallest number of moves to the food, or -1."""
    way = ways.shortest_way(snake)
    if way is None:
        answer = ways.UNREACHABLE
        lines = [
            telling.CLEARING,
            *telling.trapped_lines(snake),
            "So the snake dies on every way before its head reaches the food: the answer is -1.",
        ]
    else:
        answer = len(way) - 1
        lines = [
            *_minimum(snake, way),
            f"{count_of(answer, 'move')} {'is' if answer == 1 else 'are'} enough:",
            *telling.way_lines(snake, way),
            f"So the smallest number of moves is {answer}.",
        ]
    return Question(
        "What is the smallest number of moves with which the head reaches the food, the last move onto the food "
        "included? Answer -1 if it cannot get there without dying.",
        str(answer),
        (telling.ends_line(snake), telling.body_line(snake), *lines),
        evidence=_whole(snake),
    )


def reach_food(snake: Snake, rng: Rng) -> Question:
    """A list of moves that leads to the food."""
    way = ways.shortest_way(snake)
    if way is None:
        raise Redraw
    most = most_items(len(way) - 1)
    return Question(
        f"Give a list of at most {most} moves that bring the head to the food; the last one must enter the food's "
        "cell. It need not be the shortest list, but the snake may not die.",
        write_directions(telling.moves_along(way)),
        (
            telling.ends_line(snake),
            telling.body_line(snake),
            *_minimum(snake, way),
            f"This way takes {count_of(len(way) - 1, 'move')}:",
            *telling.way_lines(snake, way),
            "The last move reaches the food.",
        ),
        evidence=_whole(snake),
        asked={"most": most},
    )


def check_reach_food(snake: Snake, asked: Mapping[str, Any], moves: Sequence[int]) -> float:
    """1 if the last move, and none before it, leads onto the food, and there are not too many."""
    trail = list(trail_of(snake, moves))
    return float(bool(trail) and len(trail) == len(moves) <= asked["most"] and trail[-1][1] == FOOD)


def head_after_moves(snake: Snake, rng: Rng) -> Question:
    """Where is the head after a list of moves that the snake survives?"""
    cells = cells_on(snake.head, snake.moves)
    return Question(
        f"The snake makes these moves, one after the other: {write_directions(snake.moves)}. It survives all of them "
        "and does not reach the food. In which cell is its head after the last move?",
        write_cell(cells[-1]),
        (
            f"The head starts at {write_cell(snake.head)}.",
            *telling.survived_lines(snake, cells),
            f"After the last move the head is at {write_cell(cells[-1])}.",
        ),
        evidence=(named_cell("head", snake.head),),
    )


def _set_text(moves: Sequence[int]) -> str:
    return write_directions(moves) or NO_MOVE


def safe_moves(snake: Snake, rng: Rng) -> Question:
    """Which moves does the snake survive?"""
    found = safety.safe_moves(snake)
    answer = _set_text(found)
    wrong = [_set_text(moves) for moves in rng.shuffled(safety.SETS[1:])]
    safe = f"the safe moves are {joined([DIRECTIONS[move] for move in found])}"
    ended = safe if len(found) > 1 else f"the only safe move is {answer}" if found else "no move is safe"
    return Question(
        "A move is safe if the snake does not die in that same move; what comes after does not matter. Which moves are "
        "safe now? The right option names all of them and no others.",
        answer,
        (
            f"The head is at {write_cell(snake.head)}.",
            telling.body_line(snake),
            telling.CLEARING,
            *telling.safe_lines(snake),
            f"So {ended}.",
        ),
        shuffled_options(rng, answer, [NO_MOVE, *wrong]),
        evidence=(named_cell("head", snake.head), ("snake", ("snake",))),
    )


def _by_net_displacement(snake: Snake, question: Question) -> Collection[str]:
    """What a solver says who looks only at the cell where the whole list would end."""
    end = cells_on(snake.head, snake.moves)[-1]
    if not snake.is_on_board(end):
        return [OUTCOMES[BORDER]]
    return [OUTCOMES[FOOD]] if end == snake.food else [OUTCOMES[BODY], OUTCOMES[NOTHING]]


def _without_body(snake: Snake, question: Question) -> Collection[str]:
    """What a solver says who only tells border and body cells as they are beside the head."""
    here = [move for move in range(4) if snake.is_on_board(ahead(snake.head, move))]
    return [_set_text([move for move in here if ahead(snake.head, move) != snake.body[1]])]


WAY_SHORTCUTS = (
    Shortcut[Snake]("the distance to the food", lambda snake, _: [str(distance(snake.head, snake.food))]),
    Shortcut[Snake]("the distance and two more", lambda snake, _: [str(distance(snake.head, snake.food) + 2)]),
    Shortcut[Snake]("the distance and four more", lambda snake, _: [str(distance(snake.head, snake.food) + 4)]),
)

FEW_SNAKES = Allowance(
    "repeats", 0.03, "few snakes of so few cells are in their own way on a board of 6 x 6", levels=("easy",)
)

SHORT_SNAKES = Allowance("repeats", 0.02, "few snakes of four cells fit on a board of 6 x 6", levels=("easy",))

NAMED_MOVES = tuple(
    Allowance(f"counts tell word '{name}'", 1.0, "the list of moves that the question names is a part of the state")
    for name in DIRECTIONS
)

NEAR_BORDER = Allowance(
    "counts tell answer",
    0.5,
    "on a small board the numbers of rows and columns are counted: snakes at the border leave the board more often",
    levels=("easy",),
)

CELLS = Difficulty[Snake]("cells of the snake", lambda snake, _: len(snake.body))

TASKS: tuple[Task[Snake], ...] = (
    Task(
        id="head_position",
        description="The cell of the snake's head",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CELL,
        make=head_position,
        rules=("cells",),
        allowances=(SHORT_SNAKES,),
    ),
    Task(
        id="food_position",
        description="The cell of the food",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CELL,
        make=food_position,
        rules=("cells",),
        allowances=(SHORT_SNAKES,),
    ),
    Task(
        id="snake_length",
        description="The number of cells that the snake covers",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=snake_length,
        difficulty=CELLS,
        allowances=(ASKS_FOR_COUNTS, SHORT_SNAKES),
    ),
    Task(
        id="outcome_of_moves",
        description="What happens first along a list of moves",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=outcome_of_moves,
        new_state=lists.new_snake_with_outcome,
        rules=("moving", "dying", "food"),
        difficulty=Difficulty("moves to follow", lambda snake, _: len(list(trail_of(snake, snake.moves)))),
        shortcuts=(Shortcut("the cell where the whole list would end", _by_net_displacement),),
        allowances=(*NAMED_MOVES, NEAR_BORDER),
    ),
    Task(
        id="shortest_path",
        description="The smallest number of moves to the food, -1 if there is no way",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=shortest_path,
        allowances=(
            FEW_SNAKES,
            *(
                Allowance(
                    f"shortcut '{shortcut.name}'",
                    0.35,
                    "a way is direct, or two or four moves longer, each about as often",
                )
                for shortcut in WAY_SHORTCUTS
            ),
        ),
        new_state=ways.new_snake_with_way,
        rules=("moving", "dying", "food"),
        difficulty=Difficulty("moves of the shortest way, and cells", lambda snake, q: int(q.answer) + len(snake.body)),
        shortcuts=WAY_SHORTCUTS,
    ),
    Task(
        id="reach_food",
        description="A list of moves that leads to the food",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=reach_food,
        allowances=(FEW_SNAKES,),
        new_state=ways.new_snake_with_food_in_reach,
        rules=("moving", "dying"),
        answer_format=DIRECTIONS_FORMAT,
        check=check_reach_food,
        difficulty=Difficulty("moves of the shortest way", lambda _, question: question.answer.count(",") + 1),
    ),
    Task(
        id="head_after_moves",
        description="The cell of the head after a list of moves that the snake survives",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CELL,
        beyond=True,
        make=head_after_moves,
        new_state=lists.new_snake_that_survives,
        rules=("cells",),
        difficulty=Difficulty("moves", lambda snake, _: len(snake.moves)),
        allowances=NAMED_MOVES,
    ),
    Task(
        id="safe_moves",
        description="The moves that the snake survives",
        qa_type=contract.PREDICTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        beyond=True,
        make=safe_moves,
        allowances=(FEW_SNAKES,),
        new_state=safety.new_snake_with_safe_moves,
        rules=("moving", "dying"),
        difficulty=CELLS,
        shortcuts=(Shortcut("all but the neck and the border", _without_body),),
    ),
)
