"""Every line of the reasoning about Sokoban boards, read back and held against a plain re-implementation."""

from __future__ import annotations

import itertools
import re
from typing import Any

from gameqa.configs import Part
from tests.games.sokoban.test_oracle import Cell, floor_of, mark_cell, simulate
from tests.oracle import COUNTS, WAYS, named_moves
from tests.samples import answer_text, some_rows, steps_of

CELL = r"\((\d+), (\d+)\)"
PUSH = r"push the box at (\(\d+, \d+\)) (up|down|left|right) (\d+) cells? to (the target at )?(\(\d+, \d+\))"
WALK = r"(?:walk ([^()]*?) to (\(\d+, \d+\)) and )?"
PART = WALK + PUSH


def cells_in(text: str) -> list[Cell]:
    return [(int(r), int(c)) for r, c in re.findall(CELL, text)]


def counted(text: str) -> list[str]:
    """The moves of "2 up and 1 left"."""
    return [name for count, name in re.findall(r"(\d+) (up|down|left|right)", text) for _ in range(int(count))]


def stepped(cell: Cell, move: str, count: int = 1) -> Cell:
    return cell[0] + WAYS[move][0] * count, cell[1] + WAYS[move][1] * count


def gap(one: Cell, other: Cell) -> int:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def added(text: str) -> tuple[list[int], int]:
    """The parts of a sum, and what is said to be their sum."""
    parts, total = re.match(r"([\d +]+) = (\d+)", text).groups()  # type: ignore[union-attr]
    assert sum(map(int, parts.split(" + "))) == int(total)
    return [int(number) for number in parts.split(" + ")], int(total)


class Reader:
    """Reads the lines of one row's reasoning, and holds each against the board."""

    def __init__(self, part: Part, row: dict[str, Any]) -> None:
        self.part, self.row, self.plain = part, row, row["plain"]
        self.floor = floor_of(self.plain)
        self.player: Cell = tuple(self.plain["player"])
        self.boxes: list[Cell] = [tuple(box) for box in self.plain["boxes"]]
        self.targets: list[Cell] = [tuple(target) for target in self.plain["targets"]]
        self.answer = answer_text(row)
        self.done: list[str] = []
        self.followed: dict[Cell, set[Cell]] = {}
        self.told: set[Any] = set()
        self.sums: dict[str, list[int]] = {"pairs": [], "parts": []}
        self.detours: list[Cell] = []

    def walls_only(self, *starts: Cell) -> dict[Cell, int]:
        found, layer, steps = {}, set(starts), 0
        while layer:
            found |= dict.fromkeys(layer, steps)
            layer = {stepped(cell, move) for cell in layer for move in WAYS} & self.floor - set(found)
            steps += 1
        return found

    def do(self, before: list[str], told: re.Match[str]) -> list[str]:
        """One part of a plan: the walk is free and ends where it should, and so do the pushes."""
        walk, stand, box, move, count, on_target, end = told.groups()
        moves = counted(walk or "")
        player, boxes, _ = simulate(self.plain, [*before, *moves])
        assert boxes == simulate(self.plain, before)[1]
        assert len(moves) == 0 or cells_in(stand) == [player]
        assert cells_in(box) == [stepped(player, move)]
        pushes = [move] * int(count)
        plan = [*before, *moves, *pushes]
        reached = [simulate(self.plain, plan[:done])[0] for done in range(len(before), len(plan) + 1)]
        assert all(one != two for one, two in itertools.pairwise(reached)), "a move is blocked"
        _, after, _ = simulate(self.plain, plan)
        assert after - boxes == set(cells_in(end))
        assert boxes - after == set(cells_in(box))
        assert bool(on_target) == (cells_in(end)[0] in self.targets)
        self.sums["parts"] += [number for number in (len(moves), int(count)) if number]
        return plan

    def line(self, line: str) -> None:
        for pattern, read in PATTERNS:
            told = re.fullmatch(pattern, line)
            if told:
                read(self, told)
                return
        raise AssertionError(line)

    def start(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [self.player]

    def board(self, told: re.Match[str]) -> None:
        assert cells_in(told[1]) == [self.player]
        assert cells_in(told[2]) == self.boxes
        assert cells_in(told[3]) == self.targets

    def numbered_move(self, told: re.Match[str]) -> None:
        before = simulate(self.plain, self.done)
        move = told[2].lower()
        self.done.append(move)
        player, boxes, _ = simulate(self.plain, self.done)
        assert int(told[1]) == len(self.done)
        cells, ahead = cells_in(told[3]), stepped(before[0], move)
        if blocked := re.fullmatch(r"the box at .* is blocked by a (wall|box) at .*; nothing changes", told[3]):
            assert (player, boxes) == before[:2]
            assert cells == [ahead, stepped(ahead, move)]
            assert ahead in boxes
            assert (blocked[1] == "box") == (cells[1] in boxes)
            assert blocked[1] == "box" or cells[1] not in self.floor
        elif told[3].endswith("is a wall; nothing changes"):
            assert (player, boxes) == before[:2]
            assert cells == [ahead]
            assert ahead not in self.floor
        elif "is pushed" in told[3]:
            assert cells == [ahead, stepped(ahead, move), player]
            assert (ahead in before[1], cells[1] in boxes) == (True, True)
        else:
            assert told[3].startswith("the player walks to")
            assert cells == [player]
            assert boxes == before[1]

    def last_player(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer == str(simulate(self.plain, self.done)[0])

    def last_box(self, told: re.Match[str]) -> None:
        first = cells_in(told[0])[0]
        assert self.answer == str(simulate(self.plain, self.done)[2][first]) == str(cells_in(told[0])[-1])

    def in_row(self, told: re.Match[str]) -> None:
        assert int(told[2]) == self.player[told[1] == "column"]

    def the_player(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer

    def distance_cells(self, told: re.Match[str]) -> None:
        assert cells_in(told[0]) == [mark_cell(self.row, "box K"), mark_cell(self.row, "target L")]

    def distance_parts(self, told: re.Match[str]) -> None:
        box, target = mark_cell(self.row, "box K"), mark_cell(self.row, "target L")
        self.sums["distance"] = [abs(box[0] - target[0]), abs(box[1] - target[1])]
        assert self.sums["distance"] == [int(told[1]), int(told[2])]

    def distance_sum(self, told: re.Match[str]) -> None:
        parts, total = added(told[1])
        assert parts == self.sums["distance"]
        assert str(total) == self.answer

    def homes(self, told: re.Match[str]) -> None:
        _, _, at = simulate(self.plain, named_moves(self.answer))
        kinds = re.findall(rf"the box at {CELL} (?:goes to {CELL}|(stays)|(leaves))", told[0].replace("The", "the"))
        assert [(int(found[0]), int(found[1])) for found in kinds] == self.boxes
        for r, c, to_r, to_c, stays, _ in kinds:
            box = int(r), int(c)
            assert at[box] == ((int(to_r), int(to_c)) if to_r else box)
            if stays:
                tracks = [simulate(self.plain, named_moves(self.answer)[:count])[2][box] for count in range(90)]
                assert set(tracks) == {box}

    def plan_part(self, told: re.Match[str]) -> None:
        text, away = told[2][0].lower() + told[2][1:], bool(told[3])
        found = re.fullmatch(PART, text)
        assert found, text
        self.told.add(("part", int(told[1])))
        assert ("part", int(told[1]) - 1) in self.told or told[1] == "1"
        self.done = self.do(self.done, found)
        if self.part.task == "solve":
            _, _, at = simulate(self.plain, named_moves(self.answer))
            origin = next(b for b, c in simulate(self.plain, self.done)[2].items() if c == cells_in(found[7])[0])
            was, now = (gap(cells_in(found[place])[0], at[origin]) for place in (3, 7))
            assert away == (now > was)

    def solved(self, told: re.Match[str]) -> None:
        assert self.done == named_moves(self.answer)
        assert simulate(self.plain, self.done)[1] == set(self.targets)

    def way(self, told: re.Match[str]) -> None:
        box, target = cells_in(told[0])
        assert box in self.boxes
        assert target in self.targets
        moves = counted(told[2])
        assert (
            stepped(
                stepped(box, "down", moves.count("down") - moves.count("up")),
                "right",
                moves.count("right") - moves.count("left"),
            )
            == target
        )
        assert len(moves) == int(told[3]) == gap(box, target)
        self.box, self.target = box, target
        self.sums["way"] = [len(moves), len(set(moves)) - 1]
        if self.part.task == "min_moves":
            assert {box} == set(self.boxes) - set(self.targets)
            assert {target} == set(self.targets) - set(self.boxes)

    def gaps(self, told: re.Match[str]) -> None:
        assert cells_in(told[1])[0] in self.boxes
        found = re.findall(rf"(\d+) to ({CELL})", told[2])
        assert [cells_in(cell)[0] for _, cell, _, _ in found] == self.targets
        assert [int(count) for count, *_ in found] == [gap(cells_in(told[1])[0], target) for target in self.targets]

    def stuck(self, told: re.Match[str]) -> None:
        self.goal, self.stuck_box = cells_in(told[0])
        self.followed = {self.stuck_box: set()}
        assert self.stuck_box in self.boxes
        assert self.goal in self.targets

    def follow(self, told: re.Match[str]) -> None:
        (self.stuck_box,) = cells_in(told[0])
        self.followed = {self.stuck_box: set()}
        self.goal = None

    def pushes(self, told: re.Match[str]) -> None:
        """All pushes are named, or all toward the target; each is possible or not as is said."""
        cell = cells_in(told[1])[0]
        assert cell in self.followed
        self.told.add(("followed", cell))
        names = []
        for text in told[2].split("; "):
            move, rest = text.split(" ", 1)
            names.append(move)
            ahead, behind = stepped(cell, move), stepped(cell, move, -1)
            there = cells_in(rest)[0]
            if rest.startswith("leads to"):
                assert there == ahead
                assert {ahead, behind} <= self.floor
                self.followed.setdefault(ahead, set())
            elif rest.startswith("runs into the wall"):
                assert there == ahead
                assert ahead not in self.floor
            else:
                assert there == behind
                assert ahead in self.floor
                assert (behind in self.floor) == rest.endswith("out of reach")
        if self.goal is None:
            assert names == list(WAYS)
        else:
            assert names == [move for move in WAYS if gap(stepped(cell, move), self.goal) < gap(cell, self.goal)]

    def followed_all(self) -> None:
        assert {cell for kind, cell in (t for t in self.told if t[0] == "followed")} >= set(self.followed)
        assert self.goal not in self.followed

    def detour(self, told: re.Match[str]) -> None:
        self.followed_all()
        self.detours.append(self.stuck_box)
        assert int(told[1]) == gap(self.stuck_box, self.goal) + 2
        self.told.add(("detour", self.stuck_box, self.goal))

    def away_once(self, told: re.Match[str]) -> None:
        self.followed_all()
        self.sums["way"] = [self.sums["way"][0] + 2, 2]
        assert int(told[1]) == self.sums["way"][0]

    def turn_once(self, told: re.Match[str]) -> None:
        assert self.sums["way"][1] == 1

    def first_push(self, told: re.Match[str]) -> None:
        steps = self.walls_only(self.player)
        stands = re.findall(
            rf"from ({CELL}), (?:at least ([1-9]\d*) steps? away|where the player is), to push it (\w+)", told[2]
        )
        assert len(stands) == told[2].count("push it")
        expected = {
            move
            for move in WAYS
            if {stepped(self.box, move), stepped(self.box, move, -1)} <= self.floor
            and (gap(stepped(self.box, move), self.target) < gap(self.box, self.target) or not told[1])
        }
        assert {move for *_, move in stands} == expected
        for cell, _, _, count, move in stands:
            assert cells_in(cell) == [stepped(self.box, move, -1)]
            assert steps[cells_in(cell)[0]] == int(count or 0)
        self.sums["walk"] = [min(int(count or 0) for *_, count, _ in stands)]

    def bound(self, told: re.Match[str]) -> None:
        parts, total = added(told[2])
        pushes, turns = self.sums["way"]
        assert parts == [*self.sums["walk"], pushes, *([2 * turns] if turns else [])]
        assert [int(number) for number in re.findall(r"(\d+) (?:steps?|push)", told[1])] == parts
        assert str(total) == self.answer

    def off_way(self, told: re.Match[str]) -> None:
        parts, total = added(told[2])
        pushes, turns = self.sums["way"]
        steps = self.walls_only(self.player)
        nearest = min(steps[stepped(self.box, move)] for move in WAYS if stepped(self.box, move) in steps)
        assert parts == [nearest, pushes + 2, 2 * turns + 2]
        assert int(told[1] or 0) == nearest
        assert total >= int(self.answer)

    def other_target(self, told: re.Match[str]) -> None:
        there, target = cells_in(told[0])
        parts, total = added(told[2])
        assert target == self.target
        assert there in set(self.boxes) & set(self.targets)
        assert parts == [gap(self.box, there), gap(there, target)]
        assert total >= int(self.answer)
        self.told.add(("other", there))

    def plan_takes(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer
        assert len({t for t in self.told if t[0] == "other"}) == len(self.boxes) - 1

    def moves_sum(self, told: re.Match[str]) -> None:
        parts, total = added(told[1])
        assert parts == self.sums["parts"]
        assert str(total) == self.answer
        assert len(self.done) == total
        assert simulate(self.plain, self.done)[1] == set(self.targets)

    def pairing(self, told: re.Match[str]) -> None:
        cells = cells_in(told[1])
        boxes, targets = cells[::2], cells[1::2]
        assert boxes == self.boxes
        assert sorted(targets) == self.targets
        parts, total = added(told[2])
        expected = [
            gap(box, target) + 2 * (("detour", box, target) in self.told)
            for box, target in zip(boxes, targets, strict=True)
        ]
        assert parts == expected
        self.told.add(("pairing", tuple(targets)))
        self.sums["pairs"].append(total)

    def at_least(self, told: re.Match[str]) -> None:
        assert told[1] == self.answer
        count = len(self.boxes)
        if count > 1:
            assert len({t for t in self.told if t[0] == "pairing"}) == {2: 2, 3: 6}[count]
            assert min(self.sums["pairs"]) == int(self.answer)
        else:
            assert self.sums["way"][0] + 2 * len(self.detours) == int(self.answer)

    def pushes_sum(self, told: re.Match[str]) -> None:
        total = added(told[1])[1] if "=" in told[1] else int(told[1])
        assert str(total) == told[2] == self.answer
        boxes = [simulate(self.plain, self.done[:count])[1] for count in range(len(self.done) + 1)]
        assert sum(one != two for one, two in itertools.pairwise(boxes)) == total
        assert boxes[-1] == set(self.targets)

    def walk_start(self, told: re.Match[str]) -> None:
        goal = cells_in(self.row["question"].split("\n\n")[1])[0]
        assert cells_in(told[1]) == [self.player, goal]
        assert cells_in(told[2]) == self.boxes

    def option(self, letter: str) -> list[str]:
        assert letter not in self.told
        self.told.add(letter)
        return named_moves(self.row["options"]["ABCDEFGH".index(letter)])

    def wrong_walk(self, told: re.Match[str]) -> None:
        moves = self.option(told[1])
        cells = list(itertools.accumulate(moves, stepped, initial=self.player))
        free = self.floor - set(self.boxes)
        first = next(place for place, cell in enumerate(cells) if cell not in free)
        assert (int(told[2]), told[3]) == (first, moves[first - 1])
        assert cells_in(told[0]) == [cells[first - 1], cells[first]]
        assert (told[4] == "box") == (cells[first] in self.boxes)

    def long_walk(self, told: re.Match[str]) -> None:
        moves = self.option(told[1])
        cells = list(itertools.accumulate(moves, stepped, initial=self.player))
        assert set(cells) <= self.floor - set(self.boxes)
        assert len(moves) == int(told[2]) > int(told[3]) == len(named_moves(self.answer))

    def right_walk(self, told: re.Match[str]) -> None:
        moves = self.option(told[1])
        assert told[1] == self.row["answer"]
        cells = list(itertools.accumulate(moves, stepped, initial=self.player))
        assert cells_in(told[2]) == cells[1:]
        assert set(cells) <= self.floor - set(self.boxes)
        assert len(moves) == int(told[3])

    def shortest(self, told: re.Match[str]) -> None:
        assert told[1] == self.row["answer"]
        assert self.told == set("ABCDEFGH")

    def on_target(self, told: re.Match[str]) -> None:
        (box,) = cells_in(told[0])
        assert box in set(self.boxes) & set(self.targets)
        self.told.add(("live", box))

    def live(self, told: re.Match[str]) -> None:
        box = cells_in(told[1])[0]
        done: list[str] = []
        for text in told[2].split("; then "):
            found = re.fullmatch(PART, text)
            assert found, text
            done = self.do(done, found)
        _, _, at = simulate(self.plain, done)
        assert at[box] in self.targets
        assert all(at[other] == other for other in self.boxes if other != box)
        self.told.add(("live", box))

    def dead(self, told: re.Match[str]) -> None:
        assert str(cells_in(told[0])[0]) == self.answer
        assert {box for kind, box in (t for t in self.told if t[0] == "live")} == set(self.boxes) - {
            cells_in(told[0])[0]
        }

    def corner(self, told: re.Match[str]) -> None:
        box, one, other = cells_in(told[0])
        assert str(box) == self.answer
        assert [one, other] == [stepped(box, SIDES[told[2]]), stepped(box, SIDES[told[4]])]
        assert not {one, other} & self.floor
        self.sides = SIDES[told[2]], SIDES[told[4]]

    def corner_pushes(self, told: re.Match[str]) -> None:
        opposite = {"up": "down", "down": "up", "left": "right", "right": "left"}
        assert told.groups() == (*self.sides, *(opposite[side] for side in self.sides))

    def strip(self, told: re.Match[str]) -> None:
        box, first, last, end, other_end = cells_in(told[0])
        assert str(box) == self.answer
        axis = 0 if told[4] == "row" else 1
        assert first[axis] == last[axis] == box[axis] == int(told[5])
        move = "right" if axis == 0 else "down"
        self.cells = [stepped(first, move, count) for count in range(gap(first, last) + 1)]
        assert box in self.cells
        assert set(self.cells) <= self.floor
        assert not set(self.cells) & set(self.targets)
        assert [end, other_end] == [stepped(first, move, -1), stepped(last, move)]
        assert not {end, other_end} & self.floor

    def beside_strip(self, told: re.Match[str]) -> None:
        side = SIDES[told[1]]
        assert not {stepped(cell, side) for cell in self.cells} & self.floor
        opposite = {"up": "down", "down": "up", "left": "right", "right": "left"}
        assert (told[2], told[3]) == (side, opposite[side])

    def pair(self, told: re.Match[str]) -> None:
        one, two, *walls = cells_in(told[0])
        assert {one, two} <= set(self.boxes)
        assert gap(one, two) == 1
        assert walls == [stepped(one, SIDES[told[3]]), stepped(two, SIDES[told[3]])]
        assert not set(walls) & self.floor
        self.sides = (SIDES[told[3]], "left" if one[0] == two[0] else "up")

    def pair_pushes(self, told: re.Match[str]) -> None:
        opposite = {"up": "down", "down": "up", "left": "right", "right": "left"}
        side, along = self.sides
        assert told.groups() == (side, opposite[side], along, opposite[along])

    def pair_end(self, told: re.Match[str]) -> None:
        on, off = cells_in(told[0])
        assert on in self.targets
        assert off not in self.targets
        assert str(off) == self.answer

    def no_target_followed(self, told: re.Match[str]) -> None:
        self.followed_all()
        assert str(self.stuck_box) == self.answer
        assert not set(self.followed) & set(self.targets)

    def plain_true(self, told: re.Match[str]) -> None:
        """Sentences that hold wherever they are said: of turns, and headings."""

    def others_rest(self, told: re.Match[str]) -> None:
        assert len(set(self.boxes) & set(self.targets)) == len(self.boxes) - 1 == (1 if told[1] == "box is" else 2)


SIDES = {"above": "up", "below": "down", "to the left of": "left", "to the right of": "right"}
SIDE = r"(above|below|to the left of|to the right of)"
MOVE = r"(up|down|left|right)"
AT = r"(\(\d+, \d+\))"

PATTERNS: list[tuple[str, Any]] = [
    (rf"The player starts at {AT}\.", Reader.start),
    (r"The player is at (\S+ \S+), the box(?:es are| is) at (.*), and the targets? (?:are|is) at (.*)\.", Reader.board),
    (r"(\d+)\. (Up|Down|Left|Right): (.*)\.", Reader.numbered_move),
    (rf"After the last move the player is at {AT}\.", Reader.last_player),
    (rf"The box that was at {AT} is now at {AT}\.|The box at {AT} has not moved\.", Reader.last_box),
    (r"The player is in (row) (\d+), counted from the top from 0\.", Reader.in_row),
    (r"In that row the player is in (column) (\d+), counted from the left from 0\.", Reader.in_row),
    (rf"So the player is in {AT}\.", Reader.the_player),
    (rf"Box K is at {AT} and target L at {AT}\.", Reader.distance_cells),
    (r"The rows differ by (\d+) and the columns by (\d+)\.", Reader.distance_parts),
    (r"So the distance is (.*)\.", Reader.distance_sum),
    (
        rf"(?:(?:, | and )?[Tt]he box at {AT} (?:goes to {AT}|stays on its target|leaves its target for a while and "
        r"comes back to it))+\.",
        Reader.homes,
    ),
    (r"(\d+)\. (.*?)(, away from its target for now)?\.", Reader.plan_part),
    (r"Now every box is on a target\.", Reader.solved),
    (
        rf"From the box at {AT} to the (?:free )?target at \(\d+, \d+\) it is (.*), so the box needs at least (\d+) "
        r"push(?:es)?\.",
        Reader.way,
    ),
    (rf"From the box at {AT} it is (.*)\.", Reader.gaps),
    (rf"Pushed toward {AT} only, the box at {AT} gets stuck:", Reader.stuck),
    (rf"The box at {AT} is followed through all its pushes:", Reader.follow),
    (rf"At {AT}: (.*)\.", Reader.pushes),
    (r"So it must be pushed away once and needs at least (\d+) pushes\.", Reader.detour),
    (
        r"So it must also be pushed away from the target once, which makes (\d+) pushes, with at least two turns; a "
        r"turn back counts as two\.",
        Reader.away_once,
    ),
    (r"The box must turn once on the way\.", Reader.turn_once),
    (r"The first push( toward the target)? must be made (.*)\.", Reader.first_push),
    (r"That is (.*), at least ([\d +]+ = \d+) moves\.", Reader.bound),
    (
        r"Pushing the box away from the target on the way would save nothing: with (?:at least ([1-9]\d*) steps?|no "
        r"step) to the nearest side of the box, 2 pushes more and one turn more, it takes at least (.*) moves\.",
        Reader.off_way,
    ),
    (
        rf"Bringing it to {AT} and the box there to \(\d+, \d+\) would take at least (.*) pushes alone\.",
        Reader.other_target,
    ),
    (r"This plan takes (\d+) moves?:", Reader.plan_takes),
    (r"Its moves are (.*), and fewer are not possible\.", Reader.moves_sum),
    (r"((?:\(\d+, \d+\) to \(\d+, \d+\)(?:, | and )?)+): (.*)\.", Reader.pairing),
    (r"So at least (\d+) push(?:es are| is) needed\. This plan takes no more:", Reader.at_least),
    (r"These are (.*) push(?:es)?, so the smallest number is (\d+)\.", Reader.pushes_sum),
    (r"The player starts at (\S+ \S+ and wants to get to \S+ \S+); the box(?:es are| is) at (.*)\.", Reader.walk_start),
    (rf"([A-H]): move (\d+), {MOVE} from \S+ \S+, meets the (wall|box) at \S+ \S+\.", Reader.wrong_walk),
    (r"([A-H]) meets neither wall nor box, but it takes (\d+) moves instead of (\d+)\.", Reader.long_walk),
    (r"([A-H]) passes (.*): all floor without a box, in (\d+) moves\.", Reader.right_walk),
    (r"So the shortest walk is ([A-H])\.", Reader.shortest),
    (rf"The box at {AT} is on a target already\.", Reader.on_target),
    (rf"The box at {AT} can be brought to a target: (.*)\.", Reader.live),
    (rf"So the box that can never reach a target is the one at {AT}\.", Reader.dead),
    (
        rf"The box at {AT} is in a corner: the cell {SIDE} it, {AT}, is a wall, and so is the cell {SIDE} it, {AT}\.",
        Reader.corner,
    ),
    (
        rf"Pushing it {MOVE} or {MOVE} drives it into these walls, and for pushing it {MOVE} or {MOVE} the player "
        r"would have to stand in one of them\.",
        Reader.corner_pushes,
    ),
    (
        rf"The box at {AT} is on the strip of floor from {AT} to {AT} in (row|column) (\d+), which ends at the walls "
        rf"at {AT} and {AT}\.",
        Reader.strip,
    ),
    (
        rf"Every cell {SIDE} this strip is a wall, so the player can't push the box off it: {MOVE} is into the wall, "
        rf"and for {MOVE} the player would have to stand there\.",
        Reader.beside_strip,
    ),
    (rf"The boxes at {AT} and {AT} touch, and both cells {SIDE} them, \S+ \S+ and \S+ \S+, are walls\.", Reader.pair),
    (
        rf"Neither can be pushed {MOVE}, into the wall, nor {MOVE}, because the player would have to stand in it; and "
        rf"each keeps the other from moving {MOVE} or {MOVE}\.",
        Reader.pair_pushes,
    ),
    (rf"So both are stuck for good\. The box at {AT} is on a target, the box at {AT} is not\.", Reader.pair_end),
    (r"None of these cells is a target\.", Reader.no_target_followed),
    (r"The other (box is|boxes are) on (?:a target|targets) already\.", Reader.others_rest),
    (r"To get from one side of a box to the next, the player takes at least 2 steps\.", Reader.plain_true),
    (
        r"The distances between boxes and targets, rows plus columns, tell how many pushes are needed at least:",
        Reader.plain_true,
    ),
    (r"So these are the ways to give every box a target, with the pushes that each needs at least:", Reader.plain_true),
    (r"So this box can never move, and it is not on a target\.", Reader.plain_true),
    (r"So this box can only slide along the strip, and there is no target on it\.", Reader.plain_true),
]


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    """Every line of the reasoning is one of a few sentences, and the board says the same."""
    for row in some_rows(part, min(count, 80)):
        reader = Reader(part, row)
        for line in steps_of(row):
            reader.line(line)
