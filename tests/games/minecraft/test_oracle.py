"""Block world against networkx and NumPy, and its reasoning read back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from gameqa.configs import Part
from gameqa.isometric import is_point_shown
from tests.games.minecraft.plain import ALL_KINDS, CELL, NAMES, Cell, Scene, cells_in, sides
from tests.oracle import COUNTS, SentenceReader, numbers
from tests.samples import answer_text, some_rows, steps_of

CELLS = rf"{CELL}(?:(?:, | and | or ){CELL})*"
CLOSED = rf"{CELL} \([a-z ]+\)(?:(?:, | and | or ){CELL} \([a-z ]+\))*"
LETTERS = {name: letter for letter, name in NAMES.items()}


def asked_of(row: dict[str, Any]) -> str:
    return row["question"].split("\n\n")[1]


def ore_of(row: dict[str, Any]) -> str:
    return LETTERS[re.search(r"a block of (gold ore|diamond ore) ", asked_of(row))[1]]


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        scene, answer = Scene(row["plain"]), answer_text(row)
        if part.task == "scenery":
            assert set(answer.split(", ")) == scene.kinds()
            assert sum(set(option.split(", ")) == scene.kinds() for option in row["options"]) == 1
        elif part.task == "count_cubes":
            assert int(answer) == scene.cubes()
        elif part.task == "bridge_blocks":
            assert int(answer) == scene.place_costs()[scene.flag]
        elif part.task in ("reach_blocks", "cross_and_reach"):
            assert int(answer) == scene.mining_cost(ore_of(row))
        elif part.task == "block_positions":
            (cell,) = cells_in(asked_of(row))
            assert answer == scene.top(cell)
        else:
            assert part.task == "shortest_walk"
            assert int(answer) == scene.walk_lengths()[scene.flag]


@COUNTS
def test_what_matters_is_seen(part: Part, count: int) -> None:
    """A good part of all tops and of river, lava and player, by lines of sight to twenty-five points each."""
    for row in some_rows(part, min(count, 60)):
        scene = Scene(row["plain"])
        heights = {(x - 1, y - 1): len(kinds) for (x, y), kinds in scene.columns.items()}
        tallest = max(heights.values(), default=0)
        wanted = {cell for cell, sign in scene.surface.items() if sign != "."} | set(scene.columns)
        for x, y in wanted | ({scene.player} if scene.player else set()):
            z = heights.get((x - 1, y - 1), 0)
            shown = [
                is_point_shown((x - 1 + across / 10, y - 1 + back / 10, z), heights, tallest)
                for across in (0.5, 2.5, 4.5, 6.5, 8.5)
                for back in (1, 3, 5, 7, 9)
            ]
            assert sum(shown) >= 0.3 * len(shown)


class Reader(SentenceReader):
    """Reads the lines of one analysis, each held against the scene."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row, self.scene = row, Scene(row["plain"])
        self.answer = answer_text(row)
        scene = self.scene
        self.costs = scene.place_costs() if scene.player else {}
        self.reached: set[Cell] = scene.piece(scene.player) if scene.player else set()
        self.told_kinds: set[str] = set()
        self.absent: set[str] = set()
        self.rejected: set[str] = set()
        self.counts: list[int] = []
        self.totals: set[int] = set()
        self.targets: list[tuple[Cell, int]] = []
        self.stands: set[Cell] = set()
        self.bridge = 0
        self.wave: list[set[Cell]] = []
        self.steps = 0
        self.done = False

    # Kinds of things.

    def there_is(self, told: re.Match[str]) -> None:
        kind = told[1]
        assert kind in self.scene.kinds()
        for cell in cells_in(told[2]):
            if kind in LETTERS:
                assert LETTERS[kind] in self.scene.columns[cell]
            elif kind == "ladder":
                assert any(near in self.scene.ladders for near in sides(cell))
            else:
                assert self.scene.top(cell) == kind
        self.told_kinds.add(kind)

    def nowhere(self, told: re.Match[str]) -> None:
        self.absent = set(re.split(r", | or ", told[1]))
        assert self.absent == set(ALL_KINDS) - self.scene.kinds() == set(ALL_KINDS) - self.told_kinds

    def rejects(self, told: re.Match[str]) -> None:
        given = set(told[1].split(", "))
        names = set(re.split(r", | and ", told[2])) if told[2] else set()
        lacks = set(re.split(r", | and ", told[3])) if told[3] else set()
        assert names == given - self.scene.kinds()
        assert lacks == self.scene.kinds() - given
        assert names or lacks
        self.rejected.add(told[1])

    def kinds_end(self, told: re.Match[str]) -> None:
        assert set(re.split(r", | and ", told[1])) == self.scene.kinds() == set(self.answer.split(", "))
        assert self.rejected == set(self.row["options"]) - {self.answer}
        self.done = True

    # Cubes.

    def tops(self, told: re.Match[str]) -> None:
        assert not self.counts

    def columns_at(self, told: re.Match[str]) -> None:
        x, ys, heights = int(told[1]), numbers(told[2]), numbers(told[3])
        own = {y: len(kinds) for (a, y), kinds in self.scene.columns.items() if a == x}
        assert dict(zip(ys, heights, strict=True)) == own
        if told[4]:
            assert numbers(told[4])[:-1] == heights
            assert numbers(told[4])[-1] == sum(heights)
        self.counts.append(sum(heights))

    def together(self, told: re.Match[str]) -> None:
        assert list(numbers(told[1])) == self.counts
        assert int(told[2]) == sum(self.counts) == int(self.answer)
        self.done = True

    # Bridges.

    def bank(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [self.scene.player]

    def closed(self, told: re.Match[str]) -> None:
        told_cells = self.obstacles(told[1])
        near = {cell for river in self.scene.river for cell in sides(river) if cell in self.scene.surface}
        assert told_cells == near - self.scene.free - self.scene.river

    def obstacles(self, text: str) -> set[Cell]:
        found = set()
        for x, y, thing in re.findall(r"\((\d+), (\d+)\) \(([a-z ]+)\)", text):
            cell = (int(x), int(y))
            kinds = self.scene.columns.get(cell)
            right = {None: self.scene.top(cell), "WL": "a tree"}.get(
                kinds, "a block" if kinds and len(kinds) == 1 else "blocks"
            )
            assert thing == right.replace("river", "the river")
            found.add(cell)
        return found

    def flag(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [self.scene.flag]
        assert self.scene.flag not in self.scene.piece(self.scene.player)

    def take(self, told: re.Match[str]) -> None:
        number, cells = int(told[2]), set(cells_in(told[3]))
        assert number == self.bridge + 1
        assert (told[1] == "that bank") == (number == 1)
        assert ("island" in told[1]) == (number > 1 and bool(self.reached & self.scene.free & self.last()))
        assert cells == {cell for cell in self.scene.river if self.costs.get(cell) == number}
        assert (
            cells == {near for cell in self.reached for near in sides(cell) if near in self.scene.river} - self.reached
        )
        self.reached = self.reached | cells
        self.wave.append(cells)
        self.bridge = number

    def last(self) -> set[Cell]:
        return self.wave[-1] if self.wave else set()

    def island(self, told: re.Match[str]) -> None:
        cells = set(cells_in(told[1]))
        assert all(self.costs[cell] == self.bridge == int(told[2]) for cell in cells)
        pieces = [self.scene.piece(cell) for near in self.last() for cell in sides(near) if cell in self.scene.free]
        assert cells <= set().union(*pieces)
        self.reached |= cells
        self.wave[-1] |= cells

    def landed(self, told: re.Match[str]) -> None:
        cells = set(cells_in(told[1]))
        assert int(told[2]) == self.bridge
        for cell in cells:
            assert set(sides(cell)) & self.last()
            assert self.costs[cell] == self.bridge
            assert cell in self.scene.free - self.reached
        self.reached |= self.scene.piece(min(cells))
        self.landing = self.scene.piece(min(cells))
        assert cells <= self.landing

    def to_flag(self, told: re.Match[str]) -> None:
        assert self.scene.flag in self.landing
        assert int(self.answer) == self.bridge
        self.done = True

    # Reach.

    def player(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [self.scene.player]

    def own_bank(self, told: re.Match[str]) -> None:
        ore = LETTERS[told[1]]
        near = {cell for place, _ in self.scene.ores(ore) for cell in sides(place)} & self.scene.free
        assert near
        assert near <= self.scene.piece(self.scene.player)

    def target(self, told: re.Match[str]) -> None:
        cell, height = cells_in(told[3])[0], int(told[2])
        assert (cell, height) in self.scene.ores(LETTERS[told[1]])
        assert told[1] in asked_of(self.row)
        self.targets.append((cell, height))
        self.stands = set()

    def no_standing(self, told: re.Match[str]) -> None:
        cells = self.obstacles(told[1])
        assert cells == (set(sides(self.targets[-1][0])) & set(self.scene.surface)) - self.scene.free

    def standing(self, told: re.Match[str]) -> None:
        cells, feet, reach = cells_in(told["cells"]), int(told["feet"]), int(told["reach"])
        height = self.targets[-1][1]
        for cell in cells:
            assert cell in sides(self.targets[-1][0])
            assert cell in self.scene.free
            assert self.scene.ladders.get(cell, 0) == feet == int(told["ladder"] or 0)
        assert reach == feet + 2
        stacked = int(told["stacked"] or 0)
        if told["stacked"]:
            assert (int(told["height"]), int(told["less"])) == (height, reach)
            assert stacked == height - reach > 0
        else:
            assert height <= reach
        total = stacked
        if told["bridge"]:
            bridge, added, total = int(told["bridge"]), int(told["added"]), int(told["total"])
            assert added == stacked
            assert total == bridge + stacked
            assert bridge == self.bridge
            assert set(cells) <= self.reached
        for cell in cells:
            assert self.costs[cell] + stacked == total
        self.stands |= set(cells)
        self.totals.add(total)

    def useless(self, told: re.Match[str]) -> None:
        (foot,) = cells_in(told[1])
        assert foot in self.scene.ladders
        assert not {cell for cell, _ in self.targets} & set(sides(foot))

    def needed(self, told: re.Match[str]) -> None:
        assert self.totals == {int(told[1])} == {int(self.answer)}
        self.every_target()

    def smallest(self, told: re.Match[str]) -> None:
        assert list(numbers(told[1])) == sorted(self.totals)
        assert int(told[2]) == int(told[3]) == min(self.totals) == int(self.answer)
        self.every_target()

    def every_target(self) -> None:
        assert self.targets == self.scene.ores(ore_of(self.row))
        self.done = True

    # Cells and walks.

    def meets(self, told: re.Match[str]) -> None:
        assert [(int(told[1]), int(told[2]))] == cells_in(asked_of(self.row))

    def column_top(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(asked_of(self.row))
        assert int(told[1]) == self.scene.height(cell)
        assert told[2] == self.scene.top(cell) == self.answer

    def ground_seen(self, told: re.Match[str]) -> None:
        (cell,) = cells_in(asked_of(self.row))
        assert told[1] == self.scene.top(cell) == self.answer

    def exchanged(self, told: re.Match[str]) -> None:
        (cell,), (other,) = cells_in(asked_of(self.row)), cells_in(told[1])
        assert other == cell[::-1]
        assert told[3] == self.scene.top(other)
        assert ("as well" in told[0]) == (told[3] == self.answer)
        self.done = True

    def walk_starts(self, told: re.Match[str]) -> None:
        player, flag = cells_in(told[0])
        assert (player, flag) == (self.scene.player, self.scene.flag)
        assert self.scene.height(player) == 0
        assert int(told[1]) == self.scene.height(flag)
        self.walked = {player}

    def walks(self, told: re.Match[str]) -> None:
        self.steps += 1
        assert int(told[1]) == self.steps
        new = {}
        for place, height in re.findall(rf"({CELL})(?: at height (\d+))?", told[2]):
            new[cells_in(place)[0]] = int(height or 0)
        lengths = self.scene.walk_lengths()
        assert set(new) == {cell for cell, length in lengths.items() if length == self.steps}
        for cell, height in new.items():
            assert self.scene.height(cell) == height
            assert any(near in self.walked and abs(self.scene.height(near) - height) <= 1 for near in sides(cell))
        self.walked |= set(new)

    def arrives(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [self.scene.flag]
        assert self.scene.flag in self.walked
        assert int(told[1]) == self.steps == int(self.answer)
        self.done = True

    SENTENCES = (
        (rf"There is (?:a )?([A-Za-z ]+), for example at ({CELLS})\.", there_is),
        (r"Nowhere is there any ([A-Za-z, ]+)\.", nowhere),
        (
            r"The set ([A-Za-z, ]+): it (?:names ([A-Za-z, ]+?), which (?:is|are) not there)?(?:, and )?"
            r"(?:leaves out ([A-Za-z, ]+))?\.",
            rejects,
        ),
        (r"So the kinds are ([A-Za-z, ]+)\.", kinds_end),
        (r"Nothing floats, so each column consists of blocks from its top down to the ground\.", tops),
        (
            r"At x = (\d+), the columns? at y = ([\d, and]+) (?:has|have) ([\d, and]+) blocks?(?:: ([\d +=]+))?\.",
            columns_at,
        ),
        (r"Together these are ([\d +]+) = (\d+) blocks\.", together),
        (
            rf"The player stands in {CELL}\. Without a block, the player can walk to all of the free grass on this "
            r"bank\.",
            bank,
        ),
        (rf"Beside the river, ({CLOSED}) can't be walked on\.", closed),
        (rf"The flag stands in {CELL}, on the other bank\.", flag),
        (
            rf"The cells of the river beside (that bank|these|these or the island) take (\d+) blocks?: ({CELLS})\.",
            take,
        ),
        (
            rf"From there, ({CELLS}) can be walked to, surrounded by the river, for (\d+) blocks? too\.",
            island,
        ),
        (
            rf"Next to the last ones, ({CELLS}) (?:lies|lie) on the other bank, so (\d+) blocks? (?:is|are) needed for "
            r"the bridge\.",
            landed,
        ),
        (r"On that bank, the player can walk to the flag\.", to_flag),
        (rf"The player stands in {CELL}\.", player),
        (
            r"The free cells beside (gold ore|diamond ore) are on the player's own bank, so no bridge is needed\.",
            own_bank,
        ),
        (rf"There is (gold ore|diamond ore) at height (\d+) of the column at ({CELL})\.", target),
        (rf"Beside it, the player can't stand in ({CLOSED})\.", no_standing),
        (
            rf"In (?P<cells>{CELLS}) (?:a ladder of (?P<ladder>\d+) blocks? begins: on it )?the feet are at height "
            r"(?P<feet>\d+), and blocks up to height (?P<reach>\d+) are in reach: "
            r"(?:(?P<height>\d+) - (?P<less>\d+) = (?P<stacked>\d+) blocks? (?:is|are)|no block is) needed "
            r"under the feet\."
            r"(?: With the bridge, these are (?P<bridge>\d+) \+ (?P<added>\d+) = (?P<total>\d+) blocks?\.)?",
            standing,
        ),
        (rf"The ladder that begins in ({CELL}) is not beside (?:gold ore|diamond ore) and is of no use\.", useless),
        (r"So (\d+) blocks? (?:is|are) needed\.", needed),
        (r"The smallest of ([\d, and]+) is (\d+): (\d+) blocks?\.", smallest),
        (r"The cell is where the line from (\d+) at the edge of x meets the one from (\d+) at the edge of y\.", meets),
        (r"There a column of height (\d+) stands, and its top is [a-z ]+: ([A-Za-z ]+)\.", column_top),
        (r"There one sees what is [a-z, ]+: ([a-z]+)\.", ground_seen),
        (
            rf"In ({CELL}), with x and y exchanged, there (would be|happens to be) ([A-Za-z ]+?)"
            r"(?: as well|; that is another cell)\.",
            exchanged,
        ),
        (
            rf"The player starts in {CELL} at height 0; the flag stands in {CELL} at height (\d+)\. Where no height is "
            r"given below, the ground is meant\.",
            walk_starts,
        ),
        (r"In (\d+) steps? and not in fewer, the player gets to (.+)\.", walks),
        (rf"The flag's cell, {CELL}, is among these: (\d+) steps?\.", arrives),
    )


@COUNTS
def test_reasoning(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        reader = Reader(row)
        reader.read_all(steps_of(row))
        assert reader.done


@pytest.mark.tasks("bridge_blocks")
def test_the_narrowest_line_misleads(part: Part) -> None:
    """In a good part of the rivers the line with the fewest river cells can't be bridged with so many blocks."""
    misled = 0
    for row in some_rows(part, 60):
        ground = row["plain"]["ground"]
        lines = min((ground, list(zip(*ground, strict=True))), key=lambda some: -min(line.count("~") for line in some))
        misled += min(line.count("~") for line in lines) != int(row["answer"])
    assert misled >= 12
