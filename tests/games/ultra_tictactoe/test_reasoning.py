"""Every line of the reasoning about ultra tic-tac-toe, read back and held against the list of pieces."""

from __future__ import annotations

import re
from typing import Any

from gameqa.configs import Part
from tests.games.ultra_tictactoe.plain import LINES, THREE, Position, blocks_in, cells_in
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

ROWS = {"top": 1, "middle": 2, "bottom": 3}
CELL = r"\(\d, \d, \d, \d\)"
BLOCK = r"\(\d, \d\)"
NAMES = "|".join(LINES)
HELD = rf"(?:{NAMES})(?:(?:, | and )(?:{NAMES}))*"


def lines_in(text: str) -> list[str]:
    return re.findall(NAMES, text)


class Reader(SentenceReader):
    """Reads the reasoning of a row line by line.

    Attributes:
        seen: numbers that earlier lines have told.
        values: the worth of cells that earlier lines have told.
        block: the block that an earlier line has shown.
    """

    def __init__(self, row: dict[str, Any]) -> None:
        self.position, self.answer = Position(row["plain"]), answer_text(row)
        self.asked = row["question"].split("\n\n")[1]
        self.seen: list[int] = []
        self.values: dict[Any, int] = {}
        self.block: Any = None
        self.shown: set[Any] = set()

    @property
    def player(self) -> str:
        return re.search(r"does ([XO]), the", self.asked)[1]  # type: ignore[index]

    def located(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(self.asked)
        assert blocks_in(told[0])[0] == cell[:2] == (int(told[1]), int(told[2]))

    def row_inside(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(self.asked)
        assert int(told[1]) == cell[2]
        assert told[2].split(", ") == [self.position.pieces.get((*cell[:3], c), "empty") for c in THREE]

    def owner(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(self.asked)
        assert int(told[1]) == cell[3]
        assert (told[2] or self.answer) == self.answer
        assert (told[2] is None) == (cell not in self.position.pieces)

    def last(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [self.position.last]
        assert told[1] == self.position.other

    def sent(self, told: re.Match[str]) -> None:
        assert blocks_in(told[0]) == [self.position.last[2:]] * 2
        assert told[1] == self.position.mover

    def block_shown(self, told: re.Match[str]) -> None:
        (self.block,) = blocks_in(told[1])
        signs = re.findall(r"[XO.]", told[2])
        assert signs == [self.position.pieces.get((*self.block, r, c), ".") for r in THREE for c in THREE]
        assert ("dot" in told[0]) == ("." in signs)

    def free_cells(self, told: re.Match[str]) -> None:
        marked, taken, free = numbers(told[0])[0], int(told[1]), int(told[2])
        assert marked == taken == 9 - len(self.position.free(self.block))
        assert self.block == self.position.last[2:]
        assert 9 - taken == free == int(self.answer)

    def middles(self, told: re.Match[str]) -> None:
        row = ROWS[told[1]]
        held = [self.position.pieces.get((row, c, 2, 2)) for c in THREE]
        assert re.findall(r"nothing|[XO]", told[2]) == [sign or "nothing" for sign in held]
        assert int(told[3]) == sum(sign is not None for sign in held)
        self.seen.append(int(told[3]))

    def row_of_blocks(self, told: re.Match[str]) -> None:
        row = ROWS[told[1]]
        counts = [9 - len(self.position.free((row, c))) for c in THREE]
        assert list(numbers(told[2])) == counts
        assert int(told[3]) == sum(counts)
        self.seen.append(sum(counts))

    def summed(self, told: re.Match[str]) -> None:
        *parts, total = numbers(told[1])
        assert parts == self.seen
        assert total == sum(parts) == int(self.answer)

    def counts(self, told: re.Match[str]) -> None:
        names = {"Rows": list(LINES)[:3], "Columns": list(LINES)[3:6], "The diagonals": list(LINES)[6:]}[told[1]]
        sign = self.player
        expected = [
            sum(self.position.pieces.get((*self.block, *place)) == sign for place in LINES[name]) for name in names
        ]
        assert list(numbers(told[2])) == expected
        self.seen += expected

    def filled(self, told: re.Match[str]) -> None:
        names = [name for name, held in zip(LINES, self.seen, strict=True) if held == 3]
        assert lines_in(told[2]) == names
        assert int(told[3]) == len(names) == int(self.answer)

    def not_filled(self, told: re.Match[str]) -> None:
        assert 3 not in self.seen
        assert len(self.seen) == 8
        assert self.answer == "0"

    def turn(self, told: re.Match[str]) -> None:
        signs = list(self.position.pieces.values())
        assert numbers(told[0]) == (signs.count("X"), signs.count("O"))
        assert told[1] == self.position.mover

    def argument(self, told: re.Match[str]) -> None:
        other, own, *rest = told.groups()
        assert (other, own) == (self.position.other, self.position.mover)
        assert rest == [own, other, other, own]

    def opening(self, told: re.Match[str]) -> None:
        assert self.position.mover == "X"
        self.seen.append(1)

    def compared(self, told: re.Match[str]) -> None:
        block, again = blocks_in(told[0])
        pieces = self.position.pieces.items()
        answers = sum(cell[:2] == block and sign == told[1] for cell, sign in pieces)
        sent = sum(cell[2:] == block and sign == told[3] for cell, sign in pieces)
        assert (told[1], told[3], again) == (self.position.mover, self.position.other, block)
        assert int(told[2]) == answers - (block == (2, 2) and self.position.mover == "X")
        assert int(told[4]) == sent
        assert (told[5] is not None) == (sent == int(told[2]) + 1)
        if told[5] is None:
            assert sent == int(told[2])
        else:
            self.block = block
        self.shown.add(block)

    def next_told(self, told: re.Match[str]) -> None:
        assert len(self.shown) == 9
        assert blocks_in(told[0]) == [self.block] == blocks_in(self.answer)

    def completes(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(told[0])
        assert told[1] == self.position.mover
        assert lines_in(told[2]) == self.position.new_lines(cell, self.position.mover)
        assert int(told[3]) == len(lines_in(told[2]))
        self.values[cell] = int(told[3])

    def completes_none(self, told: re.Match[str]) -> None:
        for cell in cells_in(told[0]):
            assert not self.position.gain(cell, self.position.mover)
            self.values[cell] = 0

    def answered(self, told: re.Match[str]) -> None:
        position = self.position
        cell, *replies = cells_in(told[0])
        assert (told[1], told[3]) == (position.mover, position.other)
        assert lines_in(told[2]) == position.new_lines(cell, position.mover)
        assert blocks_in(told[0]) == [cell[2:]]
        later = position.with_piece(cell, position.mover)
        if replies:
            assert replies[0] in later.free(cell[2:])
            assert lines_in(told[4]) == later.new_lines(replies[0], position.other)
        gain, reply, value = int(told[5]), int(told[6]), int(told[7])
        assert gain == len(lines_in(told[2]))
        assert reply == position.reply(cell) == len(lines_in(told[4]))
        assert value == gain - reply
        self.values[cell] = value

    def best(self, told: re.Match[str]) -> None:
        assert set(self.values) == set(self.position.free(self.position.last[2:]))
        most = max(self.values.values())
        assert set(cells_in(told[0])) == {cell for cell, value in self.values.items() if value == most}
        assert int(told[1]) == most
        assert cells_in(self.answer)[0] in cells_in(told[0])

    def holds(self, told: re.Match[str]) -> None:
        (block,) = blocks_in(told[0])
        assert told[1] == self.player
        assert lines_in(told[2]) == self.position.held(block, told[1])
        assert int(told[3]) == len(lines_in(told[2]))
        self.seen.append(int(told[3]))
        self.shown.add(block)

    def holds_none(self, told: re.Match[str]) -> None:
        others = {(r, c) for r in THREE for c in THREE} - self.shown
        assert told[1] == self.player
        assert not any(self.position.held(block, told[1]) for block in others)

    def total(self, told: re.Match[str]) -> None:
        *parts, total = numbers(told[2])
        assert told[1] == self.player
        assert parts == (self.seen if len(self.seen) > 1 else [])
        assert total == sum(self.seen) == int(self.answer)

    SENTENCES = (
        (rf"The cell is in block {BLOCK}: row (\d) and column (\d) of blocks\.", located),
        (r"Row (\d) inside this block reads, from the left: (.*)\.", row_inside),
        (r"In its column (\d) there is (?:an [XO], so the owner is (.*)|no sign)\.", owner),
        (rf"The piece placed last is the ([XO]) in cell {CELL}\.", last),
        (rf"Inside its block it is at {BLOCK}, so ([XO]) goes next, into block {BLOCK}\.", sent),
        (rf"The rows of block ({BLOCK}) are ([XO. ,and]+?)(?:, where a dot is an empty cell)?\.", block_shown),
        (
            r"There (?:is|are) \d marked cells? in it, so 9 - (\d) = (\d) (?:is|are) left to choose among\.",
            free_cells,
        ),
        (
            r"In the (\w+) row of blocks, the middle cells hold (.*): "
            r"(1(?= of them is)|[023](?= of them are)) of them (?:is|are) marked\.",
            middles,
        ),
        (r"The blocks of the (\w+) row have, from the left, (.*) pieces: together (\d+)\.", row_of_blocks),
        (r"(?:Together|On the whole board,) these are (.*)\.", summed),
        (r"(Rows) 1, 2 and 3 hold (.*) pieces of [XO]\.", counts),
        (r"(Columns) 1, 2 and 3 hold (.*)\.", counts),
        (r"(The diagonals) from the top left and from the top right hold (.*)\.", counts),
        (rf"Three pieces of ([XO]) fill ({HELD}): (\d) points?\.", filled),
        (r"No line holds three pieces of [XO]: 0 points\.", not_filled),
        (r"On the board there are \d+ pieces of X and \d+ of O, so ([XO]) goes next\.", turn),
        (
            r"Each piece of ([XO]) sends ([XO]) into the block of its place inside its own block\. So in every block "
            r"([XO]) has as many pieces as ([XO]) has in cells of that place, but for the last piece of ([XO]), "
            r"which ([XO]) has not answered yet\.",
            argument,
        ),
        (r"The first X, in block \(2, 2\), answers no piece and is left out\.", opening),
        (
            rf"In block {BLOCK}, ([XO]) has (\d); in cells {BLOCK} of all blocks, ([XO]) has (\d)(: one more)?\.",
            compared,
        ),
        (rf"So the last piece of [XO] is in a cell {BLOCK} and sends [XO] into that block\.", next_told),
        (rf"An ([XO]) in {CELL} completes ({HELD}): (\d) points?\.", completes),
        (rf"In {CELL}(?:(?:, | or ){CELL})* it completes no line\.", completes_none),
        (
            rf"{CELL}: ([XO]) completes (no line|{HELD}); ([XO]) goes into block {BLOCK}, and there it completes "
            rf"(no line|{HELD}(?= in))(?: in {CELL})?: (\d) - (\d) = (-?\d)\.",
            answered,
        ),
        (rf"So the best cells? (?:is|are) {CELL}(?:(?:, | and ){CELL})*, worth (-?\d)(?: points?)?(?: each)?\.", best),
        (rf"In block {BLOCK}, ([XO]) has ({HELD}): (\d) points?\.", holds),
        (r"In the (?:other|nine) blocks, no row, column or diagonal has three pieces of ([XO])\.", holds_none),
        (r"So ([XO]) has (.*) points?\.", total),
    )


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
