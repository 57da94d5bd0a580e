"""Ultra tic-tac-toe against a plain count over the list of pieces."""

from __future__ import annotations

import re

import pytest

import gameqa
from gameqa.answers import write_cell
from gameqa.configs import Part
from tests.games.ultra_tictactoe.plain import THREE, Position, blocks_in, cells_in, is_game
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, some_samples


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        position, answer = Position(row["plain"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        named = re.search(r"does ([XO]), the (?:first|second) player", asked)
        sign = named[1] if named else ""
        to_play = position.last[2:]
        if part.task == "cell_owner":
            (cell,) = cells_in(asked)
            owners = {"X": "X, the first player", "O": "O, the second player"}
            assert answer == owners.get(position.pieces.get(cell, ""), "nobody, it is empty")
        elif part.task == "next_move_count":
            assert int(answer) == len(position.free(to_play))
        elif part.task == "middle_cells_marked":
            assert int(answer) == sum((r, c, 2, 2) in position.pieces for r in THREE for c in THREE)
        elif part.task == "pieces_on_board":
            assert int(answer) == len(position.pieces)
        elif part.task == "block_points":
            (block,) = blocks_in(asked)
            assert int(answer) == len(position.held(block, sign))
        elif part.task == "total_points":
            assert int(answer) == sum(len(position.held((r, c), sign)) for r in THREE for c in THREE)
        elif part.task == "next_block":
            surplus = []
            for r in THREE:
                for c in THREE:
                    answers = sum(cell[:2] == (r, c) and own == position.mover for cell, own in position.pieces.items())
                    sent = sum(cell[2:] == (r, c) and own == position.other for cell, own in position.pieces.items())
                    opening = position.mover == "X" and (r, c) == (2, 2)
                    surplus += [write_cell((r, c))] * (sent - answers + opening)
            assert surplus == [answer] == [write_cell(to_play)]
            assert position.free(to_play)
        else:
            assert part.task in ("best_cell", "best_reply_loss")
            values = {cell: position.gain(cell, position.mover) for cell in position.free(to_play)}
            if part.task == "best_reply_loss":
                values = {cell: gain - position.reply(cell) for cell, gain in values.items()}
            assert len(values) >= 4
            best = [cell for cell, value in values.items() if value == max(values.values())]
            assert cells_in(answer)[0] in best
            for cell in values:
                assert gameqa.score(write_cell(cell), row) == float(cell in best)
            assert gameqa.score(write_cell(best[0][2:] + best[0][:2]), row) == float(best[0][2:] + best[0][:2] in best)


@COUNTS
def test_boards_are_played(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        position = Position(row["plain"])
        low, high = {"easy": (10, 30), "medium": (31, 50), "hard": (51, 70)}[part.level]
        assert low <= len(position.pieces) <= high
        assert position.pieces[position.last] == position.other
        assert is_game(position)
        assert position.free(position.last[2:])


@pytest.mark.tasks("best_reply_loss")
@COUNTS
def test_the_reply_matters(part: Part, count: int) -> None:
    """In most boards some cell that brings most points at once is not among the best."""
    misled = 0
    for row in some_rows(part, max(count, 40)):
        position = Position(row["plain"])
        gains = {cell: position.gain(cell, position.mover) for cell in position.free(position.last[2:])}
        greedy = [cell for cell, gain in gains.items() if gain == max(gains.values())]
        misled += any(gameqa.score(write_cell(cell), row) == 0.0 for cell in greedy)
    assert misled >= 0.5 * max(count, 40)


@pytest.mark.tasks("next_block")
def test_the_last_piece_is_not_seen(part: Part) -> None:
    for sample in some_samples(part, 12):
        assert not sample.question.marks
        assert numbers(sample.row()["question"].split("\n\n")[1]) == ()
