"""The questions about the block world."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa import contract
from gameqa.contract import ASKS_FOR_COUNTS, Allowance, Difficulty, Question, Shortcut, Task
from gameqa.errors import Redraw
from gameqa.grid import Cell, all_cells, distance
from gameqa.options import MOST_CANDIDATES, among_alike, chain_of_mistakes, shuffled_options
from gameqa.rng import Rng
from gameqa.wording import joined, verb

from . import quests, scenes
from .engine import LAVA, RIVER, TREE, World, level_of
from .reaching import REACH, blocks_to_cell, blocks_to_reach, first_with, steps
from .scenes import BLOCK_NAMES, KINDS, SURFACES, asked_kind, can_be, hidden_cubes, wanted_kinds, what_is_at
from .seeing import is_top_seen
from .telling import bank_lines, bank_of, bridge_lines, reach_lines, walk_lines
from .wording import spot, spots

LOOKS = {
    "brick": "red brown with light joints",
    "stone": "gray with a few cracks",
    "gold ore": "dark with golden squares",
    "diamond ore": "dark blue with light blue diamonds",
    "TNT": "red with a white band of letters",
    "pumpkin": "orange with a stalk on top",
    "tree": "green on a brown trunk",
    "river": "blue with waves",
    "lava": "orange with dark plates",
    "grass": "plain green",
}
"""How what is on top of a cell is recognized."""


def _places(world: World, kind: str) -> list[Cell]:
    """The cells in which a kind of thing is seen."""
    letter = next((letter for letter, name in BLOCK_NAMES.items() if name == kind), None)
    if letter:
        return list(dict.fromkeys((x, y) for x, y, _ in world.places_of(letter)))
    if kind == "tree":
        return [(x, y) for x, y, kinds in world.columns if kinds == TREE]
    if kind == "ladder":
        return [ladder.column for ladder in world.ladders]
    return world.cells_of(RIVER if kind == "river" else LAVA)


def kinds_in(world: World) -> tuple[str, ...]:
    """The kinds of things in a scene, in the order in which they are listed."""
    return tuple(kind for kind in KINDS if _places(world, kind))


def _changed(
    kinds: tuple[str, ...], known: Sequence[tuple[str, ...]], sizes: Sequence[int], rng: Rng
) -> tuple[str, ...]:
    """A set of kinds with one exchanged, added or left out, of one of these sizes."""
    while True:
        chosen = set(kinds)
        way = rng.below(4)
        if way != 1:
            chosen.remove(rng.choice(kinds))
        if way != 2:
            chosen.add(rng.choice([kind for kind in KINDS if kind not in kinds]))
        found = tuple(kind for kind in KINDS if kind in chosen)
        if found not in known and len(found) in sizes and can_be(found):
            return found


def _likeness(one: str, other: str) -> float:
    """How alike two sets of kinds are: the fewer kinds are in just one of them, the more."""
    return -float(len({*one.split(", ")} ^ {*other.split(", ")}))


def scenery(world: World, rng: Rng) -> Question:
    """Which kinds of things are there?"""
    kinds = wanted_kinds(level_of(world), rng)
    if kinds != kinds_in(world):
        raise Redraw
    sizes = range(len(kinds) - 1, len(kinds) + 2)
    others = chain_of_mistakes(rng, kinds, MOST_CANDIDATES, lambda base, known: _changed(base, known, sizes, rng))
    answer = ", ".join(kinds)
    options = among_alike(rng, answer, [", ".join(given) for given in others], _likeness)
    wrong = [tuple(option.split(", ")) for option in options if option != answer]
    lines = []
    for kind in kinds:
        places = _places(world, kind)
        told = joined(spots(places[:2]))
        lines.append(f"There is {'a ' if kind in ('tree', 'ladder', 'river') else ''}{kind}, for example at {told}.")
    absent = [kind for kind in KINDS if kind not in kinds]
    lines.append(f"Nowhere is there any {joined(absent, 'or')}.")
    for given in wrong:
        extra = [kind for kind in given if kind not in kinds]
        missing = [kind for kind in kinds if kind not in given]
        parts = [f"names {joined(extra, 'and')}, which {verb(len(extra), 'is', 'are')} not there"] if extra else []
        parts += [f"leaves out {joined(missing)}"] if missing else []
        lines.append(f"The set {', '.join(given)}: it {', and '.join(parts)}.")
    lines.append(f"So the kinds are {joined(list(kinds))}.")
    return Question(
        "Which kinds of things are in the scene? Grass is left out. A ladder is a kind of its own, beside the blocks "
        "on which it hangs.",
        answer,
        tuple(lines),
        options,
        evidence=tuple((kind, _place_of(world, kind)) for kind in kinds),
    )


def _place_of(world: World, kind: str) -> tuple[object, ...]:
    x, y = _places(world, kind)[0]
    if kind == "ladder":
        return "ladder", x, y
    kinds = world.blocks.get((x, y))
    if kinds and kind != "tree":
        letter = next(letter for letter, name in BLOCK_NAMES.items() if name == kind)
        return "block", x, y, kinds.index(letter) + 1
    return ("cell", x, y)


def _most_named(world: World, question: Question) -> list[str]:
    """The options whose kinds most others name, and that lack few of these."""
    named = [set(option.split(", ")) for option in question.options]
    share = {kind: sum(kind in other for other in named) / len(named) - 0.5 for kind in KINDS}
    scores = [sum(share[kind] for kind in option) for option in named]
    return [option for option, score in zip(question.options, scores, strict=True) if score == max(scores)]


def count_cubes(world: World, rng: Rng) -> Question:
    """How many blocks are there? Hidden ones are implied by those that they carry."""
    lines, counts = ["Nothing floats, so each column consists of blocks from its top down to the ground."], []
    for x in range(world.side):
        heights = {y: world.heights[x, y] for y in range(world.side) if (x, y) in world.heights}
        if heights:
            counts.append(sum(heights.values()))
            told = joined(list(map(str, heights.values())))
            added = f": {' + '.join(map(str, heights.values()))} = {counts[-1]}" if len(heights) > 1 else ""
            lines.append(
                f"At x = {x + 1}, the {verb(len(heights), 'column', 'columns')} at y = "
                f"{joined([str(y + 1) for y in heights])} {verb(len(heights), 'has', 'have')} {told} "
                f"{'block' if list(heights.values()) == [1] else 'blocks'}{added}."
            )
    total = sum(counts)
    lines.append(f"Together these are {' + '.join(map(str, counts))} = {total} blocks.")
    return Question(
        "How many blocks are in the scene, including those hidden by others?",
        str(total),
        tuple(lines),
        evidence=tuple(("column", ("block", x, y, height)) for (x, y), height in world.heights.items()),
    )


def bridge_blocks(world: World, rng: Rng) -> Question:
    """How few blocks make the way to the flag?"""
    answer = blocks_to_cell(world, world.goal)
    if answer != quests.wanted_blocks(quests.BRIDGES, level_of(world), rng):
        raise Redraw
    return Question(
        "What is the smallest number of blocks that the player must place to be able to walk to the flag?",
        str(answer),
        (
            *bank_lines(world),
            f"The flag stands in {spot(world.goal)}, on the other bank.",
            *bridge_lines(world, bank_of(world, world.goal)),
            "On that bank, the player can walk to the flag.",
        ),
        evidence=(("player", ("player",)), ("flag", ("flag",))),
    )


def _lines_across(world: World) -> tuple[list[int], int]:
    """The cells of the river in every line that crosses it, and which of these lines is the player's."""
    widths = quests.straight_widths(world, True)
    return (widths, world.start[0]) if min(widths) else (quests.straight_widths(world, False), world.start[1])


def _narrowest(world: World, question: Question) -> list[str]:
    return [str(min(_lines_across(world)[0]))]


def _straight_ahead(world: World, question: Question) -> list[str]:
    widths, own = _lines_across(world)
    return [str(widths[own])]


def _mine(world: World, rng: Rng) -> Question:
    ore = quests.asked_ore(rng)
    name = BLOCK_NAMES[ore]
    answer = blocks_to_reach(world, ore)
    if answer is None:
        raise Redraw
    return Question(
        f"What is the smallest number of blocks that the player must place to mine a block of {name} (0 if no block is "
        "needed)?",
        str(answer),
        tuple(reach_lines(world, ore)),
        evidence=(
            ("player", ("player",)),
            *((name, ("block", x, y, height)) for x, y, height in world.places_of(ore)),
        ),
        asked={"ore": ore},
    )


def reach_blocks(world: World, rng: Rng) -> Question:
    """How few blocks under the feet bring a block of ore into reach?"""
    return _mine(world, rng)


def cross_and_reach(world: World, rng: Rng) -> Question:
    """How few blocks, for a bridge and under the feet, bring a block of ore into reach?"""
    return _mine(world, rng)


def _lowest_ore(world: World, question: Question) -> int:
    return min(height for _, _, height in world.places_of(question.asked["ore"]))


def _without_ladders(world: World, question: Question) -> list[str]:
    return [str(max(0, _lowest_ore(world, question) - REACH))]


def block_positions(world: World, rng: Rng) -> Question:
    """What is at a cell? The kind is drawn first."""
    wanted = asked_kind(rng)
    cells = [
        cell
        for cell in all_cells(world.side, world.side)
        if what_is_at(world, cell) == wanted
        and cell[0] != cell[1]
        and is_top_seen(world.heights, world.tallest, cell)
        and (wanted != "grass" or any(near in world.blocks for near in _near(cell)))
    ]
    if not cells:
        raise Redraw
    cell = rng.choice(cells)
    x, y = cell
    height = world.heights.get(cell, 0)
    swapped = what_is_at(world, (y, x))
    others = [kind for kind in SURFACES if kind != wanted]
    near = [what_is_at(world, other) for other in [(y, x), *_near(cell)] if other[0] < world.side > other[1]]
    tempting = [kind for kind in dict.fromkeys(near) if kind != wanted]
    rest = rng.shuffled([kind for kind in others if kind not in tempting])
    stands = (
        f"a column of height {height} stands, and its top is" if height and wanted != "tree" else "one sees what is"
    )
    exchanged = (
        f"In {spot((y, x))}, with x and y exchanged, there would be {swapped}; that is another cell."
        if swapped != wanted
        else f"In {spot((y, x))}, with x and y exchanged, there happens to be {swapped} as well."
    )
    return Question(
        f"What is in cell {spot(cell)}? Where blocks stand on top of each other, the topmost one counts.",
        wanted,
        (
            f"The cell is where the line from {x + 1} at the edge of x meets the one from {y + 1} at the edge of y.",
            f"There {stands} {LOOKS[wanted]}: {wanted}.",
            exchanged,
        ),
        shuffled_options(rng, wanted, [*tempting[:4], *rest]),
        evidence=(("named cell", ("block", x, y, height) if height else ("cell", x, y)),),
    )


def _near(cell: Cell) -> list[Cell]:
    """The cells that somebody may take for another one: those beside it, and those drawn right above or below it."""
    x, y = cell
    found = [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1), (x - 1, y + 1), (x + 1, y - 1)]
    return [(a, b) for a, b in found if a >= 0 <= b]


def _walk_length(world: World) -> int:
    """The steps of the shortest walk to the flag."""
    length = first_with(steps(world, world.start), world.board.bit(world.goal))
    assert length is not None
    return length


def shortest_walk(world: World, rng: Rng) -> Question:
    """How few steps lead over the hills to the flag?"""
    found = steps(world, world.start)
    answer = first_with(found, world.board.bit(world.goal))
    return Question(
        "What is the smallest number of steps in which the player can walk to the flag?",
        str(answer),
        tuple(walk_lines(world, found)),
        evidence=(("player", ("player",)), ("flag", ("flag",))),
    )


def _as_the_crow_flies(world: World, question: Question) -> list[str]:
    return [str(distance(world.start, world.goal))]


def _cubes_seen(world: World, question: Question) -> list[str]:
    return [str(int(question.answer) - hidden_cubes(world))]


TASKS: tuple[Task[World], ...] = (
    Task(
        id="scenery",
        description="The kinds of things in the scene",
        qa_type=contract.PERCEPTION,
        qa_level="Easy",
        answer_type=contract.CHOICE,
        make=scenery,
        legend=("key", "kinds"),
        new_state=scenes.new_scenery,
        difficulty=Difficulty.of_state("kinds of things", lambda world: len(kinds_in(world))),
        shortcuts=(Shortcut("the kinds that most options name", _most_named),),
    ),
    Task(
        id="count_cubes",
        description="The number of blocks in piles",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=count_cubes,
        rules=("blocks",),
        legend=("axes", "key", "tops"),
        new_state=scenes.new_piles,
        difficulty=Difficulty.of_state("blocks", lambda world: sum(world.heights.values())),
        shortcuts=(Shortcut("the blocks of which a face is seen", _cubes_seen),),
        allowances=(ASKS_FOR_COUNTS,),
    ),
    Task(
        id="bridge_blocks",
        description="The fewest blocks to cross the river",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=bridge_blocks,
        rules=("walking", "bridge", "lava"),
        legend=("axes", "key", "seen"),
        new_state=quests.new_river,
        difficulty=Difficulty.of_state("cells of the river", lambda world: world.river.bit_count()),
        shortcuts=(
            Shortcut("the river cells straight ahead of the player", _straight_ahead),
            Shortcut("the river cells in the narrowest line", _narrowest),
        ),
        allowances=(
            Allowance("counts tell answer", 0.9, "a river that takes more blocks to cross has more cells"),
            Allowance("repeats", 0.015, "few rivers fit on so small a ground", levels=("easy",)),
        ),
    ),
    Task(
        id="reach_blocks",
        description="The fewest blocks to reach a block of ore",
        qa_type=contract.PREDICTION,
        qa_level="Medium",
        answer_type=contract.INTEGER,
        make=reach_blocks,
        rules=("blocks", "walking", "reach", "stack", "ladders", "kept"),
        legend=("axes", "key", "seen", "ladders"),
        new_state=quests.new_pillar,
        shortcuts=(Shortcut("the height of the lowest one, less 2", _without_ladders),),
    ),
    Task(
        id="cross_and_reach",
        description="The fewest blocks to reach a block of ore, maybe across the river",
        qa_type=contract.PREDICTION,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        make=cross_and_reach,
        rules=("blocks", "walking", "bridge", "lava", "reach", "stack", "ladders", "kept"),
        legend=("axes", "key", "seen", "ladders"),
        new_state=quests.new_expedition,
        shortcuts=(Shortcut("the height of the lowest one, less 2", _without_ladders),),
        allowances=(
            Allowance(
                "shortcut 'the height of the lowest one, less 2'", 0.37, "few of them need a bridge", levels=("easy",)
            ),
        ),
    ),
    Task(
        id="block_positions",
        description="What is in a cell of the ground",
        qa_type=contract.PERCEPTION,
        qa_level="Medium",
        answer_type=contract.CHOICE,
        beyond=True,
        make=block_positions,
        rules=("blocks", "cells"),
        legend=("axes", "key", "seen"),
        new_state=scenes.new_landscape,
    ),
    Task(
        id="shortest_walk",
        description="The fewest steps over hills to the flag",
        qa_type=contract.STRATEGY,
        qa_level="Hard",
        answer_type=contract.INTEGER,
        beyond=True,
        make=shortest_walk,
        rules=("blocks", "steps"),
        legend=("axes", "key", "seen"),
        new_state=quests.new_hills,
        difficulty=Difficulty.of_state("steps", _walk_length),
        shortcuts=(Shortcut("the distance without obstacles", _as_the_crow_flies),),
    ),
)
