"""The questions about ultra tic-tac-toe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gameqa import contract
from gameqa.answers import write_cell
from gameqa.bitboard import bits_of
from gameqa.contract import ASKS_FOR_COUNTS, Mark, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import around
from gameqa.options import number_options, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import count_of, joined, verb

from . import engine, playing
from .engine import EMPTY, MIDDLE, PIECES, PLAYERS, Board, full_lines, points_of
from .reading import read_position
from .telling import (
    LINE_NAMES,
    OWNERS,
    block_line,
    block_name,
    cell_text,
    last_lines,
    named_block,
    named_piece,
    new_lines,
    place_of,
    position_of,
)

NOT_MARKED = "nobody, it is empty"

POINTS_SHOWN = (0, 4)
"""Least and greatest option of block_points: more points than that take nearly all cells of a block."""

FREE_SHOWN = (2, 9)
"""Least and greatest option of next_move_count."""

ROW_NAMES = ("top", "middle", "bottom")

CELL_FORMAT = "Answer with one cell, written (R, C, r, c)."


def last_mark(board: Board) -> tuple[Mark, ...]:
    """The piece placed last, to be seen."""
    return (Mark("last", ("cell", *position_of(*board.last))),)


def _last_evidence(board: Board) -> tuple[tuple[str, tuple[Any, ...]], ...]:
    return named_piece("piece placed last", *board.last), named_block(board.next_block)


def _near_pieces(board: Board, block: int) -> int:
    """The empty cells of a block that share an edge or a corner with a marked one in it, as bits."""
    free = board.free(block)
    return sum(
        bit
        for bit in bits_of(free)
        if any(not free >> 3 * row + column & 1 for row, column in around(divmod(bit.bit_length() - 1, 3), 3, 3))
    )


def cell_owner(board: Board, rng: Rng) -> Question:
    """Who has marked a cell? First, second player and nobody are equally frequent."""
    owner = rng.steady("owner").below(3)
    sets = [_near_pieces(board, block) if owner == 2 else board.own(owner, block) for block in range(9)]
    places = [(block, bit.bit_length() - 1) for block, cells in enumerate(sets) for bit in bits_of(cells)]
    if not places:
        raise Redraw
    block, inside = rng.choice(places)
    row, column = place_of(inside)
    shown = [{EMPTY: "empty"}.get(sign, sign) for sign in board.blocks[block][3 * row - 3 : 3 * row]]
    answers = (*OWNERS, NOT_MARKED)
    block_row, block_column = place_of(block)
    return Question(
        f"Who has marked cell {cell_text(block, inside)}?",
        answers[owner],
        (
            f"The cell is in {block_name(block)}: row {block_row} and column {block_column} of blocks.",
            f"Row {row} inside this block reads, from the left: {', '.join(shown)}.",
            f"In its column {column} "
            + (f"there is an {PLAYERS[owner]}, so the owner is {OWNERS[owner]}." if owner < 2 else "there is no sign."),
        ),
        shuffled_options(rng, answers[owner], answers, 3),
        evidence=(named_piece("named cell", block, inside),),
    )


def next_move_count(board: Board, rng: Rng) -> Question:
    """Among how many cells can the next player choose?"""
    block = board.next_block
    free = board.free(block).bit_count()
    return Question(
        "How many cells can the player who goes next choose from?",
        str(free),
        (
            *last_lines(board),
            block_line(board, block),
            f"There {verb(9 - free, 'is', 'are')} {count_of(9 - free, 'marked cell')} in it, "
            f"so 9 - {9 - free} = {free} {verb(free, 'is', 'are')} left to choose among.",
        ),
        number_options(rng, free, *FREE_SHOWN, 8),
        marks=last_mark(board),
        evidence=_last_evidence(board),
    )


def middle_cells_marked(board: Board, rng: Rng) -> Question:
    """How many blocks have a marked middle cell?"""
    lines, counts = [], []
    for row, name in enumerate(ROW_NAMES):
        signs = [board.blocks[3 * row + column][MIDDLE] for column in range(3)]
        counts.append(sum(sign != EMPTY for sign in signs))
        shown = joined(["nothing" if sign == EMPTY else f"an {sign}" for sign in signs])
        lines.append(
            f"In the {name} row of blocks, the middle cells hold {shown}: {counts[-1]} of them "
            f"{verb(counts[-1], 'is', 'are')} marked."
        )
    total = sum(counts)
    return Question(
        "In how many blocks is the middle one of the nine cells marked?",
        str(total),
        (*lines, f"Together these are {' + '.join(map(str, counts))} = {total}."),
        number_options(rng, total, 0, 8, 9),
        evidence=tuple(named_piece(f"middle of {block_name(block)}", block, MIDDLE) for block in range(9)),
    )


def pieces_on_board(board: Board, rng: Rng) -> Question:
    """How many pieces are on the board?"""
    lines, totals = [], []
    for row, name in enumerate(ROW_NAMES):
        counts = [9 - board.blocks[3 * row + column].count(EMPTY) for column in range(3)]
        totals.append(sum(counts))
        lines.append(
            f"The blocks of the {name} row have, from the left, {joined(list(map(str, counts)))} pieces: "
            f"together {totals[-1]}."
        )
    low, high = PIECES[_level_of(board)]
    return Question(
        "How many pieces are on the board?",
        str(board.pieces),
        (*lines, f"On the whole board, these are {' + '.join(map(str, totals))} = {board.pieces}."),
        number_options(rng, board.pieces, low, high),
        evidence=tuple(named_block(block) for block in range(9)),
    )


def _level_of(board: Board) -> str:
    return contract.level_by(PIECES, lambda wanted: wanted[0] <= board.pieces <= wanted[1])


def block_points(board: Board, rng: Rng) -> Question:
    """How many points has a player in a block?"""
    wish = playing.wish_of(rng)
    sign, own = PLAYERS[wish.player], board.own(wish.player, wish.block)
    counts = [str((own & line).bit_count()) for line in engine.LINES]
    full = [LINE_NAMES[number] for number in full_lines(own)]
    points = len(full)
    return Question(
        f"How many points does {OWNERS[wish.player]}, have in {block_name(wish.block)}?",
        str(points),
        (
            block_line(board, wish.block),
            f"Rows 1, 2 and 3 hold {joined(counts[:3])} pieces of {sign}.",
            f"Columns 1, 2 and 3 hold {joined(counts[3:6])}.",
            f"The diagonals from the top left and from the top right hold {joined(counts[6:])}.",
            f"Three pieces of {sign} fill {joined(full)}: {count_of(points, 'point')}."
            if full
            else f"No line holds three pieces of {sign}: 0 points.",
        ),
        number_options(rng, points, *POINTS_SHOWN, 5),
        evidence=(named_block(wish.block),),
    )


def next_block(board: Board, rng: Rng) -> Question:
    """Which block is next? The last piece is not marked: counts tell it."""
    mover = board.mover
    own, other = PLAYERS[mover], PLAYERS[1 - mover]
    counts = [sum(block.count(sign) for block in board.blocks) for sign in PLAYERS]
    lines = [f"On the board there are {counts[0]} pieces of X and {counts[1]} of O, so {own} goes next."]
    lines.append(
        f"Each piece of {other} sends {own} into the block of its place inside its own block. So in every block {own} "
        f"has as many pieces as {other} has in cells of that place, but for the last piece of {other}, which {own} has "
        "not answered yet."
    )
    if not mover:
        lines.append("The first X, in block (2, 2), answers no piece and is left out.")
    for block in range(9):
        answers = board.own(mover, block).bit_count() - (not mover and block == MIDDLE)
        sent = sum(signs[block] == other for signs in board.blocks)
        place = write_cell(place_of(block))
        more = ": one more" if sent > answers else ""
        lines.append(
            f"In block {place}, {own} has {answers}; in cells {place} of all blocks, {other} has {sent}{more}."
        )
    target = board.next_block
    lines.append(
        f"So the last piece of {other} is in a cell {write_cell(place_of(target))} and sends {own} into that block."
    )
    blocks = [write_cell(place_of(block)) for block in range(9)]
    return Question(
        "Which block must the next piece go into?",
        blocks[target],
        tuple(lines),
        shuffled_options(rng, blocks[target], blocks, 9),
        evidence=(named_block(target),),
        legend="The piece placed last is not highlighted.",
    )


def best_cell(board: Board, rng: Rng) -> Question:
    """Any cell that brings most points at once."""
    block, found = board.next_block, engine.gains(board)
    own, sign = board.own(board.mover, block), PLAYERS[board.mover]
    best = engine.best_of(found)
    lines = [*last_lines(board), block_line(board, block)]
    for inside, gain in found.items():
        if gain:
            made = new_lines(own, inside)
            lines.append(f"An {sign} in {cell_text(block, inside)} completes {made}: {count_of(gain, 'point')}.")
    without = [cell_text(block, inside) for inside, gain in found.items() if not gain]
    if without:
        lines.append(f"In {joined(without, 'or')} it completes no line.")
    lines.append(_best_line([cell_text(block, inside) for inside in best], count_of(found[best[0]], "point")))
    return Question(
        "Which cell gives the player who goes next the most points at once? Any best cell is right.",
        cell_text(block, rng.choice(best)),
        tuple(lines),
        marks=last_mark(board),
        evidence=_last_evidence(board),
    )


def _best_line(cells: list[str], worth: str) -> str:
    if len(cells) == 1:
        return f"So the best cell is {cells[0]}, worth {worth}."
    return f"So the best cells are {joined(cells)}, worth {worth} each."


def check_best_cell(board: Board, asked: Mapping[str, Any], cell: tuple[int, ...]) -> float:
    """1 for any cell that brings most points."""
    return float(cell in [position_of(board.next_block, inside) for inside in engine.best_of(engine.gains(board))])


def total_points(board: Board, rng: Rng) -> Question:
    """How many points has a player on the whole board?"""
    player = playing.player_of_total(rng)
    lines, counts = [], []
    for block in range(9):
        full = [LINE_NAMES[number] for number in full_lines(board.own(player, block))]
        if full:
            counts.append(len(full))
            lines.append(
                f"In {block_name(block)}, {PLAYERS[player]} has {joined(full)}: {count_of(len(full), 'point')}."
            )
    total = sum(counts)
    elsewhere = "the other blocks" if counts else "the nine blocks"
    lines.append(f"In {elsewhere}, no row, column or diagonal has three pieces of {PLAYERS[player]}.")
    added = f"{' + '.join(map(str, counts))} = " if len(counts) > 1 else ""
    lines.append(f"So {PLAYERS[player]} has {added}{count_of(total, 'point')}.")
    return Question(
        f"How many points does {OWNERS[player]}, have on the whole board?",
        str(total),
        tuple(lines),
        evidence=tuple(named_block(block) for block in range(9) if points_of(board.own(player, block)) or not total),
    )


def best_reply_loss(board: Board, rng: Rng) -> Question:
    """Any cell whose points, less those of the opponent's best reply, are most."""
    block, found, answered = board.next_block, engine.gains(board), engine.replies(board)
    own, sign, other = board.own(board.mover, block), PLAYERS[board.mover], PLAYERS[1 - board.mover]
    values = engine.differences(board)
    lines = [*last_lines(board), block_line(board, block)]
    for inside, gain in found.items():
        reply, cells = answered[inside]
        place = write_cell(place_of(inside))
        made = f"completes {new_lines(own, inside)}" if gain else "completes no line"
        there = board.own(1 - board.mover, inside)
        replying = (
            f"there it completes {new_lines(there, (cells & -cells).bit_length() - 1)} in "
            f"{cell_text(inside, (cells & -cells).bit_length() - 1)}"
            if reply
            else "there it completes no line"
        )
        lines.append(
            f"{cell_text(block, inside)}: {sign} {made}; {other} goes into block {place}, and {replying}: "
            f"{gain} - {reply} = {values[inside]}."
        )
    best = engine.best_of(values)
    lines.append(_best_line([cell_text(block, inside) for inside in best], str(values[best[0]])))
    return Question(
        "For each cell that the player who goes next may mark, take the points that it brings at once, and subtract "
        "the most points that the opponent can make with the piece after it; no block to which the opponent can be "
        "sent is full. Which cell gives the largest difference? Any best cell is right.",
        cell_text(block, rng.choice(best)),
        tuple(lines),
        marks=last_mark(board),
        evidence=_last_evidence(board),
    )


def check_best_reply_loss(board: Board, asked: Mapping[str, Any], cell: tuple[int, ...]) -> float:
    """1 for any cell of the greatest difference."""
    best = engine.best_of(engine.differences(board))
    return float(cell in [position_of(board.next_block, inside) for inside in best])


def _middle_of_next(board: Board, question: Question) -> list[str]:
    return [cell_text(board.next_block, MIDDLE)] if board.free(board.next_block) >> MIDDLE & 1 else []


def _emptiest_block(board: Board, question: Question) -> list[str]:
    counts = [board.free(block).bit_count() for block in range(9)]
    return [write_cell(place_of(block)) for block in range(9) if counts[block] == max(counts)]


TASKS: tuple[Task[Board], ...] = (
    Task(
        id="cell_owner",
        description="Who has marked a cell",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=cell_owner,
        rules=("players", "cells"),
        legend=("numbers",),
    ),
    Task(
        id="next_move_count",
        description="The cells among which the next player can choose",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=next_move_count,
        rules=("players", "next", "full", "cells"),
        new_state=playing.new_board_by_free_cells,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="middle_cells_marked",
        description="The blocks whose middle cell is marked",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=middle_cells_marked,
        rules=("players",),
        legend=(),
        new_state=playing.new_board_by_middles,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="pieces_on_board",
        description="The pieces on the board",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=pieces_on_board,
        rules=("players",),
        legend=(),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="block_points",
        description="A player's points in a block",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        make=block_points,
        rules=("players", "points", "blocks"),
        legend=("numbers",),
        new_state=playing.new_board_by_block_points,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="next_block",
        description="The block of the next piece, from counts",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.CHOICE,
        make=next_block,
        rules=("players", "first", "next", "full", "blocks"),
        legend=("numbers",),
        new_state=playing.new_board_by_next_block,
        shortcuts=(Shortcut("the emptiest block", _emptiest_block),),
    ),
    Task(
        id="best_cell",
        description="The cell that brings most points at once",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        make=best_cell,
        rules=("players", "next", "full", "points", "cells"),
        new_state=playing.new_board_by_best_cell,
        answer_format=CELL_FORMAT,
        read=read_position,
        check=check_best_cell,
        shortcuts=(Shortcut("the middle of the next block", _middle_of_next),),
    ),
    Task(
        id="total_points",
        description="A player's points on the whole board",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        beyond=True,
        make=total_points,
        rules=("players", "points"),
        legend=(),
        new_state=playing.new_board_by_total,
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="best_reply_loss",
        description="The cell that brings most points, less the opponent's next",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.CELL,
        beyond=True,
        make=best_reply_loss,
        rules=("players", "next", "full", "points", "cells"),
        new_state=playing.new_board_by_reply,
        answer_format=CELL_FORMAT,
        read=read_position,
        check=check_best_reply_loss,
        shortcuts=(Shortcut("the middle of the next block", _middle_of_next),),
    ),
)
