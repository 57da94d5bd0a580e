"""Every line of the reasoning is one of a few sentences, and what it says is true by python-chess."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import chess

from gameqa.configs import Part
from tests.games.chess_ranger.test_oracle import LETTERS, NAMES, Oracle, asked_of, listed_captures
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

PIECE, CAPTURE = r"[KQRBNP][a-h][1-8]", r"[KQRBNP][a-h][1-8]x[a-h][1-8]"
PIECES = rf"{PIECE}(?:, {PIECE})*(?: and {PIECE})?"
RUN = rf"{CAPTURE}(?:, {CAPTURE})*"
RANGES = (
    r"A capture always goes to a square where a piece stands\. Even with nothing in its way, each piece could only "
    r"ever get to these squares of others, by one capture or several: (?P<ranges>.*)\."
)


def named(text: str) -> set[str]:
    """The pieces of a list."""
    return set(re.findall(PIECE, text))


def ranges_of(oracle: Oracle) -> dict[str, set[str]]:
    """What every piece could get to with nothing in its way: by boards on which it stands alone."""
    squares = list(oracle.board.piece_map())
    found = {}
    for start, piece in oracle.board.piece_map().items():
        seen = {start}
        for _ in squares:
            for at in list(seen):
                alone = chess.BaseBoard.empty()
                alone.set_piece_at(at, piece)
                seen |= {square for square in squares if square in alone.attacks(at)}
        found[piece.symbol() + chess.square_name(start)] = {chess.square_name(square) for square in seen - {start}}
    return found


def groups_of(oracle: Oracle) -> set[frozenset[str]]:
    """Pieces that may meet: the connected parts of who can get to whom."""
    meeting = ranges_of(oracle)
    group = {name: {name} for name in meeting}
    for name, squares in meeting.items():
        for other in meeting:
            if other[1:] in squares and group[name] is not group[other]:
                joint = group[name] | group[other]
                for member in joint:
                    group[member] = joint
    return {frozenset(members) for members in group.values()}


class Reader(SentenceReader):
    """Reads the lines of one row."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.oracle, self.answer, self.asked = row, Oracle(row["plain"]), answer_text(row), asked_of(row)
        self.at = self.oracle
        self.after: dict[str, Oracle] = {}
        self.due: set[str] = set()
        self.counts: list[int] = []
        self.verdicts: dict[str, bool] = {}
        self.number = ""
        self.bound = len(self.oracle.names)
        self.steps = 0

    def play(self, run: str, start: Oracle | None = None) -> Oracle:
        at = start or self.oracle
        for capture in run.split(", "):
            at = at.after(capture)
        return at

    def all_pieces(self, told: re.Match[str]) -> None:
        assert named(told[2]) == self.oracle.names
        assert int(told[1]) == len(self.oracle.names)

    def check_ranges(self, oracle: Oracle, told: str) -> None:
        parts = dict(part.split(" to ") for part in told.split("; "))
        squares = {name: set(re.findall(r"[a-h][1-8]", text)) for name, text in parts.items()}
        assert squares == ranges_of(oracle)

    def ranges(self, told: re.Match[str]) -> None:
        self.check_ranges(self.oracle, told["ranges"])

    def groups(self, told: re.Match[str]) -> None:
        groups = {frozenset(named(part)) for part in told[2].split("; ")}
        assert groups == groups_of(self.at)
        if told[1]:
            words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
            assert words.index(told[1]) == len(groups)
        assert len(groups) > 1

    def most(self, told: re.Match[str]) -> None:
        count, apart, most = numbers(told[0])
        assert count == len(self.oracle.names)
        assert apart == len(groups_of(self.oracle))
        assert count - apart == most == int(self.answer)

    def possible(self, told: re.Match[str]) -> None:
        run = told[1].split(", ")
        self.play(told[1])
        assert len(run) == int(self.answer)

    def step(self, told: re.Match[str]) -> None:
        self.steps += 1
        assert int(told[1]) == self.steps
        taken = self.at.board.piece_at(chess.parse_square(told[2][4:]))
        assert taken is not None
        assert chess.piece_name(taken.piece_type) == told[3]
        assert self.is_way(told[2], told[5])
        self.at = self.at.after(told[2])
        assert named(told[6]) == self.at.names

    def is_way(self, capture: str, told: str) -> bool:
        """Whether a piece goes as it is said to go."""
        files, ranks = abs(ord(capture[1]) - ord(capture[4])), abs(int(capture[2]) - int(capture[5]))
        if told == "knight's jump":
            return {files, ranks} == {1, 2}
        if told == "a diagonal":
            return files == ranks
        return told == (f"file {capture[1]}" if files == 0 else f"rank {capture[2]}") and 0 in (files, ranks)

    def forced(self, told: re.Match[str]) -> None:
        meeting = ranges_of(self.oracle)
        assert not meeting[told[1]]
        takers = [name for name, squares in meeting.items() if told[1][1:] in squares]
        assert takers == [told[2]] if told[2] else len(takers) > 1

    def first(self, told: re.Match[str]) -> None:
        assert set(re.findall(CAPTURE, told[1])) == self.oracle.captures()
        self.due = set(self.oracle.captures())

    def reached(self, told: re.Match[str]) -> None:
        at = self.play(told[1])
        self.due.remove(told[1])
        assert named(told[2]) == at.names
        following = set(re.findall(CAPTURE, told[3] or ""))
        assert following == at.captures()
        assert at.board.board_fen() not in self.after
        self.after[at.board.board_fen()] = at
        self.due |= {f"{told[1]}, {capture}" for capture in following}
        self.counts.append(told[1].count("x"))

    def again(self, told: re.Match[str]) -> None:
        self.due.remove(told[1])
        assert self.play(told[1]).board.board_fen() == self.play(told[2]).board.board_fen()
        assert self.play(told[1]).board.board_fen() in self.after

    def longest(self, told: re.Match[str]) -> None:
        assert not self.due
        assert told[1].count("x") == max(self.counts) == int(self.answer)
        self.play(told[1])

    def steps_conclusion(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer

    def some_kind(self, told: re.Match[str]) -> None:
        kind = told[2].removesuffix("s")
        squares = set(re.findall(r"[a-h][1-8]", told[3]))
        letter = LETTERS[NAMES.index(kind)]
        assert squares == {name[1:] for name in self.oracle.names if name[0] == letter}
        assert int(told[4]) == len(squares)
        assert told[1] == ("is one" if len(squares) == 1 else "are")
        self.counts.append(len(squares))

    def no_kind(self, told: re.Match[str]) -> None:
        assert not any(name[0] == LETTERS[NAMES.index(told[1])] for name in self.oracle.names)
        self.counts.append(0)

    def counted(self, told: re.Match[str]) -> None:
        assert told[1] in self.asked
        assert sum(self.counts) == int(told[2]) == int(self.answer)

    def only(self, told: re.Match[str]) -> None:
        assert named(told[1]) == self.oracle.names
        assert told[2] in self.asked

    def where(self, told: re.Match[str]) -> None:
        assert told[1] + told[2] == told[3] == self.answer

    def crossing(self, told: re.Match[str]) -> None:
        assert told[1] == told[2] + told[3]
        assert f"on {told[1]}?" in self.asked

    def content(self, told: re.Match[str]) -> None:
        assert self.answer == (told[1] or "no piece")

    def good(self, told: re.Match[str]) -> None:
        assert listed_captures(self.asked)[told[1]] == told[2]
        last = self.play(told[3], self.oracle.after(told[2]))
        assert len(last.names) == 1
        self.verdicts[told[1]] = True

    def bad(self, told: re.Match[str]) -> None:
        assert listed_captures(self.asked)[told[1]] == told[2]
        assert not self.due
        self.at = self.oracle.after(told[2])
        self.after = {}
        assert named(told[3]) == self.at.names
        self.verdicts[told[1]] = False
        if told["ranges"]:
            self.check_ranges(self.at, told["ranges"])
            assert len(groups_of(self.at)) > 1
        following = set(re.findall(CAPTURE, told["can"] or ""))
        if not told["ranges"]:
            assert following == self.at.captures()
            self.due = {f"{told[2]}, {capture}" for capture in following}

    def no_way(self, told: re.Match[str]) -> None:
        assert not self.due
        assert all(len(at.names) > 1 for at in self.after.values())

    def solvable(self, told: re.Match[str]) -> None:
        assert not self.due
        assert set(self.verdicts) == set(listed_captures(self.asked))
        right = sorted(number for number, verdict in self.verdicts.items() if verdict)
        assert re.findall(r"\d", told[1]) == re.findall(r"\d", self.answer) == right

    def piece_captures(self, told: re.Match[str]) -> None:
        own = {capture[4:] for capture in self.oracle.captures() if capture.startswith(told[1])}
        assert set(re.findall(r"[a-h][1-8]", told[2])) == own
        hidden = set(re.findall(r"[a-h][1-8]", told[3] or ""))
        alone = chess.BaseBoard.empty()
        square = chess.parse_square(told[1][1:])
        alone.set_piece_at(square, chess.Piece.from_symbol(told[1][0]))
        open_targets = {chess.square_name(target) for target in alone.attacks(square) & self.oracle.board.occupied}
        assert own | hidden == open_targets
        assert not own & hidden
        assert int(told[4]) == len(own)
        self.counts.append(len(own))

    def all_captures(self, told: re.Match[str]) -> None:
        *parts, total = numbers(told[0])
        assert parts == self.counts
        assert len(parts) == len(self.oracle.names)
        assert sum(parts) == total == int(self.answer)

    def needed(self, told: re.Match[str]) -> None:
        assert int(told[1]) == len(self.oracle.names) - 1

    def left(self, told: re.Match[str]) -> None:
        assert self.at.names == {LETTERS[NAMES.index(told[1])] + told[2]}

    SENTENCES: ClassVar[Sequence[tuple[str, Callable[[Any, re.Match[str]], None]]]] = (
        (rf"The (\d) pieces are ({PIECES})\.", all_pieces),
        (RANGES, ranges),
        (r"So there are (?:(\w+) )?groups that never meet: (.*?)\.(?: One piece of every group stays\.)?", groups),
        (r"One piece of every group stays: at most \d - \d = \d captures?\.", most),
        (r"Every capture takes one piece off the board, and the last piece stays: at most \d - 1 = \d\.", most),
        (rf"This many are possible: ({RUN})\.", possible),
        (rf"(\d)\. ({CAPTURE}) takes the (\w+) (by a|along) ([\w' ]+); ({PIECES}) (?:is|are) left\.", step),
        (
            rf"({PIECE}) attacks no square where a piece stands, even with nothing in its way, so it can never "
            rf"capture and has to be taken(?:, and only ({PIECE}) could ever do that)?\.",
            forced,
        ),
        (r"At first these captures are possible: (.*)\.", first),
        (
            rf"After ({RUN}): ({PIECES}) (?:is|are) left; (?:nothing can be captured|possible: (.*))\.",
            reached,
        ),
        (rf"After ({RUN}), the same pieces stand as after ({RUN})\.", again),
        (rf"The longest of these runs is ({RUN})\.", longest),
        (r"So the longest run has (\d) captures?\.", steps_conclusion),
        (r"There (is one|are) (\w+) on (.*): (\d)\.", some_kind),
        (r"There is no (\w+) on the board: 0\.", no_kind),
        (r"So the number of (\w+(?: and \w+)?)(?: together)? is (\d)\.", counted),
        (rf"Of the pieces on the board, ({PIECES}), one is a (\w+)\.", only),
        (r"It stands in file ([a-h]) and rank ([1-8]), on ([a-h][1-8])\.", where),
        (r"The square ([a-h][1-8]) is where file ([a-h]) crosses rank ([1-8])\.", crossing),
        (r"The (?:square is empty|piece on it is a (\w+))\.", content),
        (rf"(\d): after ({CAPTURE}), ({RUN}) leaves? one piece\.", good),
        (
            rf"(\d): after ({CAPTURE}), ({PIECES}) are left\. (?:{RANGES[:-2]}|Nothing can be captured|Possible: "
            rf"(?P<can>{CAPTURE}(?:, {CAPTURE})*(?: or {CAPTURE})?))\.",
            bad,
        ),
        (r"None of these leaves one piece\.", no_way),
        (r"So (?:only capture|captures) ([\d, and]+) keeps? the board solvable\.", solvable),
        (
            rf"({PIECE}) can capture (nothing|on [a-h1-8, and]+?)(?:; other pieces are in its way to ([a-h1-8, and]+))?"
            r": (\d)\.",
            piece_captures,
        ),
        (r"So there are [\d +]+ = \d+ legal captures\.", all_captures),
        (r"Every capture takes one piece off the board, so (\d) captures are needed\.", needed),
        (r"A single piece is left, the (\w+) on ([a-h][1-8])\.", left),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, min(count, 100)):
        reader = Reader(row)
        reader.read_all(steps_of(row))
