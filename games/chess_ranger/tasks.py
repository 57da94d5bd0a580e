"""The questions about Chess Ranger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Accept, Allowance, Question, Shortcut, Task, keep
from gameqa.errors import Redraw
from gameqa.options import shuffled_options
from gameqa.places import Place
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import engine
from .boards import count_of_level, new_board, new_run_board, scattered, table_of, with_groups
from .engine import NAMES, REACH, Board, Capture, Pieces, board_with, captures, group_count, piece_name, square_name
from .firsts import first_captures, new_first_board
from .telling import (
    bound_lines,
    captures_text,
    forced_lines,
    pieces_line,
    pieces_text,
    read_captures,
    read_square,
    run_lines,
    table_lines,
)

EMPTY = "no piece"
CONTENTS = (*NAMES, EMPTY)

COUNTED = {"easy": (0, 3), "medium": (0, 4), "hard": (1, 5)}
"""Least and greatest answer of count_pieces."""

LEGAL = {"easy": (3, 7), "medium": (4, 11), "hard": (7, 16)}
"""Least and greatest answer of legal_captures."""

SOLUTION_POSITIONS = 300
"""Positions that are looked at, at most, for a solution."""

SQUARE_FORMAT = "Answer with one square: the letter of its file, then the number of its rank."
CAPTURES_FORMAT = (
    "Answer with the list of captures separated by commas, each as the letter of the piece, its square, x, and the "
    "square that it captures on, like: Qd1xd5, Nf3xd5."
)


BOARD: tuple[str, Place] = ("board", ("board",))


def _square_place(square: int) -> tuple[str, Place]:
    return square_name(square), ("square", square)


def _all_places(board: Board) -> tuple[tuple[str, Place], ...]:
    return tuple(_square_place(square) for square, _ in board.pieces)


def steps_to_solve(board: Board, rng: Rng) -> Question:
    """The greatest number of captures one after the other."""
    pieces = board.pieces
    count = len(pieces)
    bound = count - group_count(pieces)
    lines = [pieces_line(pieces)]
    run = _run_in_groups(pieces, bound)
    if run is not None:
        lines += bound_lines(pieces)
        if run:
            lines.append(f"This many are possible: {captures_text(pieces, run)}.")
            lines += run_lines(pieces, run)
    else:
        tree = table_of(pieces)
        if tree is None:
            raise Redraw
        run = tree.line(pieces)
        told = joined([engine.capture_name(pieces, move) for move in captures(pieces)])
        lines.append(f"At first these captures are possible: {told}.")
        lines += table_lines(pieces, tree)
        lines.append(f"The longest of these runs is {captures_text(pieces, run)}.")
    lines.append(f"So the longest run has {count_of(len(run), 'capture')}.")
    answer = str(len(run))
    return Question(
        "How many captures does the longest possible run have?",
        answer,
        tuple(lines),
        shuffled_options(rng, answer, map(str, range(count)), count),
        evidence=_all_places(board),
    )


def _legal_now(board: Board, question: Question) -> list[str]:
    """The number of captures that are legal now, where it is among the options."""
    return [text for text in question.options if text == str(len(captures(board.pieces)))]


def _run_in_groups(pieces: Pieces, length: int) -> list[Capture] | None:
    """A run of captures of a length that the groups allow at most; None where none is found."""
    hopeless: set[Pieces] = set()

    def look(now: Pieces, left: int) -> list[Capture] | None:
        if left == 0:
            return []
        if now in hopeless or len(hopeless) > SOLUTION_POSITIONS:
            return None
        if len(now) - group_count(now) >= left:
            for move in captures(now):
                rest = look(engine.after(now, move), left - 1)
                if rest is not None:
                    return [move, *rest]
        hopeless.add(now)
        return None

    return look(pieces, length)


def _counted_kinds(rng: Rng) -> tuple[int, ...]:
    """One kind or two of which the pieces are counted, drawn first."""
    own = rng.steady("kinds")
    return tuple(sorted(own.sample(range(len(NAMES)), own.between(1, 2))))


def _count_of(board: Board, kinds: tuple[int, ...]) -> int:
    """The pieces of some kinds."""
    return sum(kind in kinds for _, kind in board.pieces)


def new_counted_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with so many pieces of one kind or two as is drawn first."""
    wanted, kinds = rng.steady("count").between(*COUNTED[level]), _counted_kinds(rng)
    board = board_with(scattered(count_of_level(level, rng), wanted, kinds, rng))
    keep(engine.split_key(board), accept)
    return board


def count_pieces(board: Board, rng: Rng) -> Question:
    """The pieces of one kind, or of two together."""
    kinds = _counted_kinds(rng)
    wanted = _count_of(board, kinds)
    lines = []
    for kind in kinds:
        squares = [square_name(square) for square, own in board.pieces if own == kind]
        plural = verb(len(squares), f"{NAMES[kind]}", f"{NAMES[kind]}s")
        if squares:
            lines.append(f"There {verb(len(squares), 'is one', 'are')} {plural} on {joined(squares)}: {len(squares)}.")
        else:
            lines.append(f"There is no {NAMES[kind]} on the board: 0.")
    named = joined([f"{NAMES[kind]}s" for kind in kinds])
    lines.append(f"So the number of {named}{' together' if len(kinds) > 1 else ''} is {wanted}.")
    return Question(
        f"How many {named} are there on the board{' in total' if len(kinds) > 1 else ''}?",
        str(wanted),
        tuple(lines),
        evidence=tuple(_square_place(square) for square, kind in board.pieces if kind in kinds) or (BOARD,),
    )


def find_piece(board: Board, rng: Rng) -> Question:
    """The square of the only piece of a kind."""
    kinds = [kind for _, kind in board.pieces]
    single = [(square, kind) for square, kind in board.pieces if kinds.count(kind) == 1]
    if not single:
        raise Redraw
    square, kind = rng.choice(single)
    name = square_name(square)
    file, rank = name[0], name[1]
    return Question(
        f"On which square is the only {NAMES[kind]}?",
        square_name(square),
        (
            f"Of the pieces on the board, {pieces_text(board.pieces)}, one is a {NAMES[kind]}.",
            f"It stands in file {file} and rank {rank}, on {square_name(square)}.",
        ),
        evidence=(_square_place(square),),
    )


def piece_at(board: Board, rng: Rng) -> Question:
    """What stands on a square."""
    wanted = rng.steady("content").choice(CONTENTS)
    taken = dict(board.pieces)
    if wanted == EMPTY:
        beside = REACH[engine.KING]
        squares = sorted({near for square in taken for near in beside[square] if near not in taken})
    else:
        squares = [square for square, kind in board.pieces if NAMES[kind] == wanted]
    if not squares:
        raise Redraw
    square = rng.choice(squares)
    name = square_name(square)
    file, rank = name[0], name[1]
    seen = "The square is empty" if wanted == EMPTY else f"The piece on it is a {wanted}"
    return Question(
        f"What stands on {square_name(square)}?",
        wanted,
        (f"The square {square_name(square)} is where file {file} crosses rank {rank}.", f"{seen}."),
        shuffled_options(rng, wanted, CONTENTS, len(CONTENTS)),
        evidence=(_square_place(square),),
    )


def new_board_with_content(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with a kind of piece that is drawn first."""
    wanted = rng.steady("content").choice(CONTENTS)
    board = new_board(level, rng, accept)
    if wanted != EMPTY and all(NAMES[kind] != wanted for _, kind in board.pieces):
        raise Redraw
    return board


def new_legal_board(level: str, rng: Rng, accept: Accept) -> Board:
    """A board with about so many legal captures as are drawn first."""
    wanted = rng.steady("legal").between(*LEGAL[level])
    board = board_with(with_groups(count_of_level(level, rng), 1, rng, wanted))
    if len(captures(board.pieces)) < wanted - 1:
        raise Redraw
    keep(engine.split_key(board), accept)
    return board


def legal_captures(board: Board, rng: Rng) -> Question:
    """The number of legal captures now."""
    pieces = board.pieces
    now = captures(pieces)
    lines, counts = [pieces_line(pieces)], []
    taken = engine.occupied(pieces)
    for square, kind in pieces:
        targets = [target for source, target in now if source == square]
        behind = [other for other, _ in pieces if REACH[kind][square].get(other, 0) & taken]
        told = f"{piece_name(square, kind)} can capture "
        told += f"on {joined([square_name(target) for target in targets])}" if targets else "nothing"
        if behind:
            told += f"; other pieces are in its way to {joined([square_name(other) for other in behind])}"
        lines.append(f"{told}: {len(targets)}.")
        counts.append(len(targets))
    lines.append(f"So there are {' + '.join(map(str, counts))} = {len(now)} legal captures.")
    return Question(
        "How many captures are legal now?",
        str(len(now)),
        tuple(lines),
        evidence=_all_places(board),
    )


def solve(board: Board, rng: Rng) -> Question:
    """Captures that leave one piece."""
    pieces = board.pieces
    try:
        run = engine.solution(pieces, SOLUTION_POSITIONS)
    except OverflowError:
        raise Redraw from None
    assert run is not None
    count = len(pieces)
    last = run[-1]
    survivor = NAMES[dict(engine.after(_before_last(pieces, run), last))[last[1]]]
    return Question(
        "Find captures, one after the other, that leave a single piece. Any such list is right.",
        captures_text(pieces, run),
        (
            pieces_line(pieces),
            f"Every capture takes one piece off the board, so {count - 1} captures are needed.",
            *forced_lines(pieces),
            *run_lines(pieces, run),
            f"A single piece is left, the {survivor} on {square_name(last[1])}.",
        ),
        evidence=_all_places(board),
    )


def _before_last(pieces: Pieces, run: Sequence[Capture]) -> Pieces:
    for capture in run[:-1]:
        pieces = engine.after(pieces, capture)
    return pieces


def check_solve(board: Board, asked: Mapping[str, Any], run: Sequence[Capture]) -> float:
    """1 if all captures are legal and one piece is left."""
    pieces = board.pieces
    if len(run) != len(pieces) - 1:
        return 0.0
    for capture in run:
        if capture not in captures(pieces):
            return 0.0
        pieces = engine.after(pieces, capture)
    return 1.0


TASKS: tuple[Task[Board], ...] = (
    Task(
        id="steps_to_solve",
        description="The greatest number of captures one after the other",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=steps_to_solve,
        rules=("moving", "runs", "letters"),
        new_state=new_run_board,
        shortcuts=(
            Shortcut("pieces less one", lambda board, _: [str(len(board.pieces) - 1)]),
            Shortcut("captures that are legal now", _legal_now),
        ),
        allowances=(
            Allowance("shortcut 'captures that are legal now'", 0.38, "few pieces have few captures", levels=("easy",)),
        ),
    ),
    Task(
        id="count_pieces",
        description="The pieces of one kind or two",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=count_pieces,
        allowances=(ASKS_FOR_COUNTS,),
        new_state=new_counted_board,
    ),
    Task(
        id="find_piece",
        description="The square of the only piece of a kind",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.TEXT,
        make=find_piece,
        rules=("squares",),
        answer_format=SQUARE_FORMAT,
        read=read_square,
    ),
    Task(
        id="piece_at",
        description="What stands on a square",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=piece_at,
        rules=("squares",),
        new_state=new_board_with_content,
        allowances=(Allowance("counts tell answer", 0.38, "few kinds of pieces are on the board", levels=("easy",)),),
    ),
    Task(
        id="first_captures",
        description="The first captures that keep the board solvable",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=first_captures,
        rules=("moving", "goal", "letters"),
        new_state=new_first_board,
    ),
    Task(
        id="legal_captures",
        description="The number of legal captures",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=legal_captures,
        rules=("moving",),
        new_state=new_legal_board,
    ),
    Task(
        id="solve",
        description="Captures that leave a single piece",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.MOVES,
        beyond=True,
        make=solve,
        rules=("moving", "letters"),
        answer_format=CAPTURES_FORMAT,
        check=check_solve,
        read=read_captures,
    ),
)
