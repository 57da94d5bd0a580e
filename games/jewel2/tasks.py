"""The questions about boards of gems."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, named_cell
from gameqa.options import cell_options, number_options, shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import best, boards, engine, telling, wanted
from .clearing import best_of_two
from .engine import COLORS, ROUND, SPECIAL, Board, Command, level_of
from .reading import read_command, read_commands
from .telling import command_lines, name_of, write_command

COMMAND_FORMAT = "Answer with one command, such as: clear (1, 2), or: swap (1, 2) right."
TWO_FORMAT = "Answer with the two commands in order, separated by a comma, such as: clear (1, 2), clear (0, 3)."


def _by_rows(cells: Sequence[Cell], side: int, one: str, several: str) -> list[str]:
    """A line for every row that holds some of the cells, and one for all the others."""
    lines, counts, without = [], [], []
    for row in range(side):
        columns = [str(c) for r, c in cells if r == row]
        if columns:
            counts.append(str(len(columns)))
            lines.append(
                f"Row {row}: {count_of(len(columns), one, several)}, in column{verb(len(columns), '', 's')} "
                f"{joined(columns)}."
            )
        else:
            without.append(str(row))
    if without:
        lines.append(f"Row{verb(len(without), '', 's')} {joined(without)}: no {one}.")
    total = len(cells)
    sums = f"{' + '.join(counts)} = {total}, so" if len(counts) > 1 else "So"
    return [*lines, f"{sums} there {verb(total, 'is', 'are')} {count_of(total, one, several)}."]


def _cells(name: str, cells: Sequence[Cell]) -> tuple[tuple[str, Place], ...]:
    return tuple(named_cell(name, cell) for cell in cells) or (("board", ("board",)),)


def count_gem(board: Board, rng: Rng) -> Question:
    """How many basic gems of a color are there?"""
    sign, count = boards.color_counted(level_of(board), rng)
    cells = engine.cells_of(board.rows, sign)
    name = name_of(sign)
    assert len(cells) == count
    return Question(
        f"How many {name}s are on the board? Round gems are not basic.",
        str(count),
        tuple(_by_rows(cells, board.side, name, f"{name}s")),
        evidence=_cells(name, cells),
    )


def count_specials(board: Board, rng: Rng) -> Question:
    """How many special gems are there?"""
    cells = engine.cells_of(board.rows, SPECIAL)
    lines = _by_rows(cells, board.side, "special gem", "special gems")
    kinds = [f"the one at {write_cell((r, c))} is a {name_of(board.rows[r][c])}" for r, c in cells]
    if kinds:
        lines.insert(len(lines) - 1, f"Of these, {joined(kinds)}.")
    return Question(
        "How many special gems (round gems, cross gems and column gems) are on the board?",
        str(len(cells)),
        tuple(lines),
        evidence=_cells("special gem", cells),
    )


LOOKS = {
    "A": "a diamond",
    "B": "a triangle",
    "C": "a square",
    "D": "a star",
    "E": "a hexagon",
}
"""The shapes of basic gems."""


def _look_of(sign: str) -> str:
    """What a gem looks like."""
    if sign in COLORS:
        return f"{LOOKS[sign]} in {COLORS[sign]}, without a disc around it"
    if sign in ROUND:
        return f"{LOOKS[sign.upper()]} in {COLORS[sign.upper()]} on a disc with a {COLORS[sign.upper()]} rim"
    return "a dark disc with a white cross" if sign == engine.CROSS else "a dark upright bar with a white arrow"


def find_gem(board: Board, rng: Rng) -> Question:
    """Which cell holds a kind of gem?"""
    kind = boards.kind_sought(rng)
    holding = engine.cells_of(board.rows, kind)
    answer = rng.choice(holding)
    others = [cell for cell in all_cells(board.side, board.side) if cell not in holding]
    alike = [cell for cell in others if board.rows[cell[0]][cell[1]] == kind.swapcase()]
    if kind in SPECIAL and kind not in ROUND:
        alike = [cell for cell in others if board.rows[cell[0]][cell[1]] in SPECIAL]
    options = cell_options(rng, answer, alike[:3], others)
    lines = [f"A {name_of(kind)} is {_look_of(kind)}."]
    by_name: dict[str, list[str]] = {}
    cells = {write_cell(cell): cell for cell in all_cells(board.side, board.side)}
    for text in options:
        if text != write_cell(answer):
            row, column = cells[text]
            by_name.setdefault(name_of(board.rows[row][column]), []).append(text)
    for name, texts in by_name.items():
        lines.append(
            f"{joined(texts)} {verb(len(texts), 'holds', 'hold')} {verb(len(texts), f'a {name}', f'{name}s')}."
        )
    lines.append(f"{write_cell(answer)} holds a {name_of(kind)}.")
    return Question(
        f"Which of these cells holds a {name_of(kind)}?",
        write_cell(answer),
        tuple(lines),
        options,
        evidence=(named_cell(name_of(kind), answer),),
    )


def _outcome(board: Board, count: int) -> str:
    """An option: how many gems go, and the total after it."""
    return f"{count_of(count, 'gem')} {verb(count, 'is', 'are')} removed; the total is then {board.total + count}"


def _result(board: Board, command: Command, options: Sequence[int], rng: Rng) -> Question:
    count = len(engine.removed_by(board.rows, command))
    lines = command_lines(board.rows, command)
    if count:
        lines.append(f"The total is {board.total} now: {board.total} + {count} = {board.total + count}.")
    else:
        lines.append(f"The total stays {board.total}.")
    cells = [cell for cell in command.cells if engine.on_board(board.rows, cell)]
    return Question(
        f"How many gems does the command {write_command(command)} remove, and what is the total of all removed gems "
        "then?",
        _outcome(board, count),
        tuple(lines),
        shuffled_options(rng, _outcome(board, count), [_outcome(board, other) for other in options], len(options)),
        evidence=(*(named_cell("named cell", cell) for cell in cells), ("total", ("total",))),
    )


def clear_result(board: Board, rng: Rng) -> Question:
    """What does clearing a cell do?"""
    level = level_of(board)
    plan = wanted.clear_plan(level, rng)
    numbers = number_options(rng, plan.removed, 0, wanted.MOST_CLEARED[level])
    return _result(board, Command(plan.cell), [int(number) for number in numbers], rng)


def swap_result(board: Board, rng: Rng) -> Question:
    """What does a swap do?"""
    plan = wanted.swap_plan(level_of(board), rng)
    return _result(board, plan.command, wanted.SWAP_RESULTS, rng)


def two_commands(board: Board, rng: Rng) -> Question:
    """How many gems do two commands remove?"""
    found = wanted.find_two(board.rows, wanted.total_wanted(level_of(board), rng), rng.steady("commands"))
    if found is None:
        raise Redraw
    first, second = found
    left, one = engine.after(board.rows, first)
    other = len(engine.removed_by(left, second))
    lines = [
        f"First command: {write_command(first)}.",
        *command_lines(board.rows, first),
        *telling.fall_lines(board.rows, left),
        f"Second command: {write_command(second)}.",
        *command_lines(left, second),
        f"Together, {one} + {other} = {count_of(one + other, 'gem')}.",
    ]
    cells = dict.fromkeys([*first.cells, *second.cells])
    return Question(
        f"These commands are given one after the other: {write_command(first)}, then {write_command(second)}. How many "
        "gems do they remove together?",
        str(one + other),
        tuple(lines),
        evidence=(*(named_cell("named cell", cell) for cell in cells), ("board", ("board",))),
    )


def best_command(board: Board, rng: Rng) -> Question:
    """A command that removes the most gems."""
    most, commands = best.best_commands(board.rows, engine.all_swaps(board.rows))
    command = rng.choice(commands)
    return Question(
        "Which single command removes the most gems? Any command that removes as many as the best is right.",
        write_command(command),
        (
            *telling.best_lines(board.rows),
            f"The largest of these numbers is {most}: {write_command(command)} removes {count_of(most, 'gem')}.",
        ),
        evidence=(("board", ("board",)),),
    )


def check_best_command(board: Board, asked: Mapping[str, Any], command: Command) -> float:
    """1 for a command that removes as many gems as any."""
    if not engine.on_board(board.rows, command.cell):
        return 0.0
    return float(len(engine.removed_by(board.rows, command)) == engine.best_removed(board.rows))


def count_matches(board: Board, rng: Rng) -> Question:
    """How many lines are on the board?"""
    lines = engine.lines_of(board.rows)
    told = []
    for across, name in ((True, "Row"), (False, "Column")):
        for number in range(board.side):
            signs = board.rows[number] if across else "".join(row[number] for row in board.rows)
            own = [line for line in lines if (line[0][0] == line[1][0]) == across and line[0][not across] == number]
            names = ", ".join(telling.short_name(sign) for sign in signs)
            told.append(f"{name} {number}: {names}: {_lines_in(board, own)}.")
    count = len(lines)
    rows = sum(line[0][0] == line[1][0] for line in lines)
    return Question(
        "How many lines are on the board now? Count every line in a row and every line in a column, also where two of "
        "them cross.",
        str(count),
        (
            *told,
            f"{rows} in rows and {count - rows} in columns make {count_of(count, 'line')}.",
        ),
        evidence=(("board", ("board",)),),
    )


def _lines_in(board: Board, lines: Sequence[Sequence[Cell]]) -> str:
    """The lines of a row or column in words."""
    if not lines:
        return "no line"
    colors = [f"{COLORS[board.rows[line[0][0]][line[0][1]]]} ({len(line)} gems)" for line in lines]
    return f"{count_of(len(lines), 'line')}, {joined(colors)}"


def best_two(board: Board, rng: Rng) -> Question:
    """Two clear commands that remove the most gems."""
    most, pairs = best.best_pairs(board.rows)
    first, second = rng.choice(pairs)
    return Question(
        "Give two clear commands, one after the other, that together remove the most gems. The second one names a cell "
        "of the board as it is after the first one. Any best pair is right.",
        f"{write_command(first)}, {write_command(second)}",
        (
            *telling.two_lines(board.rows),
            f"The largest of these sums is {most}: {write_command(first)}, then {write_command(second)}.",
        ),
        evidence=(("board", ("board",)),),
    )


def check_best_two(board: Board, asked: Mapping[str, Any], commands: Sequence[Command]) -> float:
    """1 for two clear commands that together remove as many gems as any two."""
    if len(commands) != 2 or any(
        command.is_swap or not engine.on_board(board.rows, command.cell) for command in commands
    ):
        return 0.0
    left, one = engine.after(board.rows, commands[0])
    _, other = engine.after(left, commands[1])
    return float(one + other == best_of_two(board.rows))


def _as_if_before(board: Board, question: Question) -> Collection[str]:
    """What the two commands would remove if the first one changed nothing on the board."""
    return (str(sum(len(engine.removed_by(board.rows, command)) for command in _named(question))),)


def _first_alone(board: Board, question: Question) -> Collection[str]:
    """What the first command removes."""
    return (str(len(engine.removed_by(board.rows, _named(question)[0]))),)


def _named(question: Question) -> tuple[Command, ...]:
    """The commands that a question names."""
    value = read_commands(question.text.split(": ", 1)[1].split(". How", 1)[0].replace(", then ", ", "))
    assert isinstance(value, tuple)
    return value


TASKS: tuple[Task[Board], ...] = (
    Task(
        id="count_gem",
        description="The number of basic gems of a color",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_gem,
        rules=("gems",),
        legend=("gems", "specials"),
        new_state=boards.new_counted,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="find_gem",
        description="A cell that holds a kind of gem",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=find_gem,
        rules=("cells", "gems"),
        legend=("gems", "specials"),
        new_state=boards.new_with_kind,
    ),
    Task(
        id="count_specials",
        description="The number of special gems",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.INTEGER,
        make=count_specials,
        rules=("gems",),
        legend=("gems", "specials"),
        new_state=boards.new_with_specials,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="clear_result",
        description="What clearing a cell removes, and the total after it",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=clear_result,
        rules=("cells", "gems", "lines", "clear", "specials", "once"),
        new_state=wanted.new_cleared,
    ),
    Task(
        id="swap_result",
        description="What a swap removes, and the total after it",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=swap_result,
        rules=("cells", "gems", "lines", "swap", "once"),
        new_state=wanted.new_swapped,
    ),
    Task(
        id="two_commands",
        description="The gems that two commands remove one after the other",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=two_commands,
        rules=("cells", "gems", "lines", "clear", "specials", "swap", "falling"),
        legend=("gems", "specials"),
        new_state=wanted.new_two,
        shortcuts=(
            Shortcut("both commands on the board as it is", _as_if_before),
            Shortcut("the first command alone", _first_alone),
        ),
    ),
    Task(
        id="best_command",
        description="A command that removes the most gems",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        make=best_command,
        rules=("cells", "gems", "lines", "clear", "specials", "swap", "once"),
        legend=("gems", "specials"),
        answer_format=COMMAND_FORMAT,
        new_state=best.new_best,
        check=check_best_command,
        read=read_command,
    ),
    Task(
        id="count_matches",
        description="The number of lines on the board",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=count_matches,
        rules=("gems", "lines"),
        legend=("gems", "specials"),
        new_state=boards.new_with_lines,
        allowances=(
            Allowance("most frequent answer", 0.34, "there are four answers, 0 to 3, drawn alike", ("easy",)),
            Allowance("counts tell answer", 0.5, "a line takes three of the sixteen gems in one color", ("easy",)),
        ),
    ),
    Task(
        id="best_two",
        description="Two clear commands that together remove the most gems",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.TEXT,
        beyond=True,
        make=best_two,
        rules=("cells", "gems", "lines", "clear", "specials", "falling"),
        legend=("gems", "specials"),
        answer_format=TWO_FORMAT,
        new_state=best.new_best_two,
        check=check_best_two,
        read=read_commands,
    ),
)
