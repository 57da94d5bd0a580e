"""Chess Ranger against python-chess: its attack sets tell the captures, a search by sets of boards the runs."""

from __future__ import annotations

import re
from typing import Any

import chess
import pytest
from gameqa.games.chess_ranger import engine
from gameqa.games.chess_ranger.telling import read_square

import gameqa
from gameqa.configs import Part
from gameqa.errors import Unreadable
from tests.oracle import COUNTS
from tests.samples import answer_text, some_rows

LETTERS = "KQRBNP"
NAMES = ["king", "queen", "rook", "bishop", "knight", "pawn"]


class Oracle:
    """White pieces on a board of python-chess, of which only the attack sets are used."""

    def __init__(self, plain: dict[str, Any]) -> None:
        self.board = chess.BaseBoard.empty()
        for row, signs in enumerate(plain["rows"]):
            for file, sign in enumerate(signs):
                if sign != ".":
                    self.board.set_piece_at(8 * (7 - row) + file, chess.Piece.from_symbol(sign))

    def copy(self) -> Oracle:
        other = Oracle({"rows": []})
        other.board = self.board.copy()
        return other

    @property
    def names(self) -> set[str]:
        """Every piece, written Qd5."""
        return {piece.symbol() + chess.square_name(square) for square, piece in self.board.piece_map().items()}

    def captures(self) -> set[str]:
        """Every legal capture, written Qd1xd5."""
        return {
            f"{piece.symbol()}{chess.square_name(square)}x{chess.square_name(target)}"
            for square, piece in self.board.piece_map().items()
            for target in self.board.attacks(square) & self.board.occupied
        }

    def after(self, capture: str) -> Oracle:
        """The board after a capture, which must be legal."""
        assert capture in self.captures(), capture
        later = self.copy()
        piece = later.board.remove_piece_at(chess.parse_square(capture[1:3]))
        later.board.set_piece_at(chess.parse_square(capture[4:]), piece)
        return later

    def longest(self) -> int:
        """The length of the longest run: how often there are boards after one more capture."""
        edge, length = {self.board.board_fen(): self}, 0
        while True:
            later: dict[str, Oracle] = {}
            for at in edge.values():
                for capture in at.captures():
                    reached = at.after(capture)
                    later[reached.board.board_fen()] = reached
            if not later:
                return length
            edge, length = later, length + 1

    def is_solvable(self) -> bool:
        """Whether a run leaves one piece, by depth-first search."""
        hopeless: set[str] = set()

        def look(at: Oracle) -> bool:
            if len(at.board.piece_map()) == 1:
                return True
            fen = at.board.board_fen()
            if fen in hopeless:
                return False
            hopeless.add(fen)
            return any(look(at.after(capture)) for capture in sorted(at.captures()))

        return look(self)


def asked_of(row: dict[str, Any]) -> str:
    return str(row["question"].split("\n\n")[1])


def listed_captures(asked: str) -> dict[str, str]:
    """The numbered captures of first_captures."""
    return dict(re.findall(r"(\d): ([KQRBNP]\w\dx\w\d)", asked))


@COUNTS
def test_answers(part: Part, count: int) -> None:
    searched = part.task in ("steps_to_solve", "first_captures")
    for row in some_rows(part, min(count, 60) if searched and part.level == "hard" else count):
        oracle, asked, answer = Oracle(row["plain"]), asked_of(row), answer_text(row)
        pieces = oracle.board.piece_map()
        assert all(8 <= square < 56 for square, piece in pieces.items() if piece.piece_type == chess.PAWN)
        if part.task == "steps_to_solve":
            if int(answer) < len(pieces) - 1:
                assert oracle.longest() == int(answer)
            else:
                assert oracle.is_solvable()
        elif part.task == "count_pieces":
            named = re.search(r"How many (.*?) are there", asked)[1]  # type: ignore[index]
            kinds = [name.removesuffix("s") for name in named.split(" and ")]
            assert int(answer) == sum(chess.piece_name(piece.piece_type) in kinds for piece in pieces.values())
        elif part.task == "find_piece":
            kind = re.search(r"only (\w+)\?", asked)[1]  # type: ignore[index]
            squares = [square for square, piece in pieces.items() if chess.piece_name(piece.piece_type) == kind]
            assert [chess.square_name(square) for square in squares] == [answer]
            assert answer not in row["question"], "no example gives it away"
        elif part.task == "piece_at":
            piece = oracle.board.piece_at(chess.parse_square(asked[-3:-1]))
            assert answer == (chess.piece_name(piece.piece_type) if piece else "no piece")
        elif part.task == "first_captures":
            listed = listed_captures(asked)
            assert set(listed.values()) == oracle.captures()
            right = [number for number, capture in sorted(listed.items()) if oracle.after(capture).is_solvable()]
            assert re.findall(r"\d", answer) == right
        elif part.task == "legal_captures":
            assert int(answer) == len(oracle.captures())
        else:
            assert part.task == "solve"
            assert not re.search(r"\d", asked), "the pieces alone fix the number of captures"
            for capture in answer.split(", "):
                oracle = oracle.after(capture)
            assert len(oracle.names) == 1


@pytest.mark.tasks("solve")
def test_any_notation_of_a_solution_counts(part: Part) -> None:
    for row in some_rows(part, 8):
        answer = row["answer"]
        assert gameqa.score(answer.lower(), row) == 1.0
        assert gameqa.score(answer.replace("x", ""), row) == 1.0
        assert gameqa.score(answer.replace("x", " takes "), row) == 1.0
        assert gameqa.score(re.sub("[KQRBNP]", "", answer), row) == 1.0
        assert gameqa.score(answer.rpartition(", ")[0], row) == 0.0
        assert gameqa.score(f"{answer.split(', ')[0]}, {answer}", row) == 0.0


@pytest.mark.tasks("steps_to_solve")
def test_groups_bound_the_longest_run(part: Part) -> None:
    """No run takes more pieces than there are beyond one of every group."""
    for row in some_rows(part, 12):
        pieces = engine.Board(tuple(row["plain"]["rows"])).pieces
        if len(pieces) < 8:
            assert Oracle(row["plain"]).longest() <= len(pieces) - len(engine.groups(pieces))


def test_squares_are_read_with_and_without_their_piece() -> None:
    assert read_square("d5") == read_square("Nd5") == read_square("The knight is on D5") == "d5"
    with pytest.raises(Unreadable):
        read_square("d5 or e5")
