"""Rubik's cube: stickers, turns, and the exact fewest quarter turns to a goal.

A cube is a text of 54 stickers: the faces U, L, F, R, B, D one after the other, each row by row as in the
unfolded net (U above F, D below F, and L, F, R, B in a row). A turn is a number: twice the place of its face in
`FACES`, plus one if it is counterclockwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from gameqa.contract import Accept, keep
from gameqa.errors import Redraw
from gameqa.rng import Rng

Vector = tuple[int, int, int]
"""x to the right, y up, z towards the viewer of the face F."""

FACES = "ULFRBD"
COLORS = {"W": "white", "O": "orange", "G": "green", "R": "red", "B": "blue", "Y": "yellow"}
SOLVED = "".join(color * 9 for color in COLORS)
"""The standard colors: white opposite yellow, orange opposite red, green opposite blue."""

NORMALS: dict[str, Vector] = {
    "U": (0, 1, 0),
    "L": (-1, 0, 0),
    "F": (0, 0, 1),
    "R": (1, 0, 0),
    "B": (0, 0, -1),
    "D": (0, -1, 0),
}
OPPOSITE = {"U": "D", "D": "U", "L": "R", "R": "L", "F": "B", "B": "F"}
TURNS = range(12)
TABLE_DEPTH = 3


@dataclass(frozen=True)
class Cube:
    """A cube, held in any way.

    Attributes:
        stickers: 54 letters of `COLORS`, as this module's first lines say.
        answers: the least and the greatest number of turns that a question about this cube considers;
            empty where it asks for no number of turns.
    """

    stickers: str
    answers: tuple[int, ...] = ()

    def color(self, face: str, row: int, column: int) -> str:
        """The color letter at a place of a face."""
        return self.stickers[place_of(face, row, column)]


LENGTHS = {"easy": (1, 2), "medium": (3, 3), "hard": (4, 5)}
"""Fewest quarter turns that solve the cubes of a level."""


def place_of(face: str, row: int, column: int) -> int:
    """The place of a sticker in the text."""
    return 9 * FACES.index(face) + 3 * row + column


def named_place(place: int) -> tuple[str, int, int]:
    """Face, row and column of a place in the text."""
    return FACES[place // 9], place % 9 // 3, place % 3


def position_of(place: int) -> Vector:
    """The cubelet that carries a sticker, each part -1 to 1; the face adds the sticker's side."""
    face, row, column = named_place(place)
    across, down = column - 1, row - 1
    return {
        "U": (across, 1, down),
        "L": (-1, -down, across),
        "F": (across, -down, 1),
        "R": (1, -down, -across),
        "B": (-across, -down, -1),
        "D": (across, -1, -down),
    }[face]


def _turned(vector: Vector, axis: Vector) -> Vector:
    """A vector turned by a quarter, clockwise as seen from the axis' tip."""
    (x, y, z), (a, b, c) = vector, axis
    along = x * a + y * b + z * c
    return (
        a * along - (b * z - c * y),
        b * along - (c * x - a * z),
        c * along - (a * y - b * x),
    )


@cache
def _places_by_vectors() -> dict[tuple[Vector, Vector], int]:
    return {(position_of(place), NORMALS[FACES[place // 9]]): place for place in range(54)}


def _sources(axis: Vector, whole: bool) -> tuple[int, ...]:
    """For every place, the place from which a clockwise turn about an axis brings its sticker."""
    sources = list(range(54))
    for (position, normal), place in _places_by_vectors().items():
        if whole or sum(part * way for part, way in zip(position, axis, strict=True)) == 1:
            sources[_places_by_vectors()[_turned(position, axis), _turned(normal, axis)]] = place
    return tuple(sources)


def _inverse(sources: Sequence[int]) -> tuple[int, ...]:
    found = [0] * len(sources)
    for place, source in enumerate(sources):
        found[source] = place
    return tuple(found)


@cache
def turn_sources() -> tuple[tuple[int, ...], ...]:
    """For every turn and place, the place that the sticker there came from."""
    found = []
    for face in FACES:
        clockwise = _sources(NORMALS[face], whole=False)
        found += [clockwise, _inverse(clockwise)]
    return tuple(found)


@cache
def _patterns() -> tuple[bytes, ...]:
    """The sources of every turn as bytes: translated by a table of stickers, they give the stickers after it."""
    return tuple(map(bytes, turn_sources()))


def _table_of(stickers: str) -> bytes:
    return stickers.encode("ascii").ljust(256)


def turned(stickers: str, turn: int) -> str:
    """The stickers after a turn; any text of 54 ASCII signs."""
    return _patterns()[turn].translate(_table_of(stickers)).decode("ascii")


def all_turned(stickers: str) -> list[str]:
    """The stickers after each of the `TURNS`."""
    table = _table_of(stickers)
    return [pattern.translate(table).decode("ascii") for pattern in _patterns()]


def after(stickers: str, turns: Iterable[int]) -> str:
    """The stickers after turns, one after the other."""
    for turn in turns:
        stickers = turned(stickers, turn)
    return stickers


def write_turn(turn: int) -> str:
    """A turn as text: R or R'."""
    return FACES[turn // 2] + "'" * (turn % 2)


def write_turns(turns: Iterable[int]) -> str:
    """Turns as text: R, U', F."""
    return ", ".join(map(write_turn, turns))


@cache
def _rotations() -> tuple[tuple[Callable[[str], Iterable[str]], ...], ...]:
    """The 24 ways to turn the whole cube, as sequences of quarter turns about y and x."""
    about_y = itemgetter(*_sources(NORMALS["U"], whole=True))
    about_x = itemgetter(*_sources(NORMALS["R"], whole=True))
    found: dict[str, tuple[Callable[[str], Iterable[str]], ...]] = {}
    for first in ((), (about_x,), (about_x,) * 2, (about_x,) * 3, (about_y, about_x), (about_y,) * 3 + (about_x,)):
        for count in range(4):
            steps = (*first, *(about_y,) * count)
            found.setdefault(_rotated(SOLVED, steps), steps)
    return tuple(found.values())


def _rotated(stickers: str, steps: Iterable[Callable[[str], Iterable[str]]]) -> str:
    for step in steps:
        stickers = "".join(step(stickers))
    return stickers


def held(stickers: str, way: int) -> str:
    """The same cube held in another way, 0 to 23."""
    return _rotated(stickers, _rotations()[way])


@lru_cache(maxsize=4096)
def upright(stickers: str) -> str:
    """The cube held with white above and green in front: equal for the same cube in any hold."""
    return next(
        image
        for image in (held(stickers, way) for way in range(24))
        if image[4] == SOLVED[4] and image[22] == SOLVED[22]
    )


def by_faces(stickers: str) -> str:
    """The stickers named by the face whose center has their color."""
    return stickers.translate({ord(stickers[9 * number + 4]): face for number, face in enumerate(FACES)})


@cache
def _goal_table(goal: str) -> dict[str, int]:
    """How many turns lead from the goal to every text within `TABLE_DEPTH` turns."""
    found = {goal: 0}
    edge = [goal]
    for depth in range(1, TABLE_DEPTH + 1):
        reached = []
        for stickers in edge:
            for later in all_turned(stickers):
                if later not in found:
                    found[later] = depth
                    reached.append(later)
        edge = reached
    return found


def fewest_turns(stickers: str, goal: str, most: int) -> tuple[int, ...] | None:
    """A shortest list of quarter turns that brings stickers into a goal, by search from both ends.

    Args:
        most: the greatest length that is looked for, up to twice `TABLE_DEPTH`.

    Returns:
        the turns, or None if more than `most` are needed.
    """
    table = _goal_table(goal)
    seen: dict[str, tuple[int, ...]] = {stickers: ()}
    edge = [stickers]
    for depth in range(most - TABLE_DEPTH + 1) if most > TABLE_DEPTH else range(1):
        met = [text for text in edge if text in table]
        if met:
            text = min(met, key=table.__getitem__)
            turns = seen[text]
            if len(turns) + table[text] > most:
                return None
            while table[text]:
                turn, text = next(
                    (turn, later) for turn, later in enumerate(all_turned(text)) if table.get(later, 99) < table[text]
                )
                turns = (*turns, turn)
            return turns
        if depth == most - TABLE_DEPTH:
            break
        reached = []
        for text in edge:
            for turn, later in enumerate(all_turned(text)):
                if later not in seen:
                    seen[later] = (*seen[text], turn)
                    reached.append(later)
        edge = reached
    return None


def solution(stickers: str, most: int = 6) -> tuple[int, ...] | None:
    """A shortest solution; None if it needs more than `most` quarter turns."""
    return fewest_turns(by_faces(stickers), "".join(face * 9 for face in FACES), most)


def face_solution(stickers: str, face: str, most: int = 6) -> tuple[int, ...] | None:
    """A shortest list of turns after which a face has one color; None if it needs more than `most`."""
    marked = "".join("x" if sign == face else "." for sign in by_faces(stickers))
    return fewest_turns(marked, "".join(("x" if face == other else ".") * 9 for other in FACES), most)


def random_turns(count: int, rng: Rng) -> list[int]:
    """Turns of which none undoes another, also not over a turn of the opposite face, and none is made thrice."""
    turns: list[int] = []
    while len(turns) < count:
        turn = rng.below(12)
        end = len(turns)
        opposite = FACES.index(OPPOSITE[FACES[turn // 2]])
        while end and turns[end - 1] // 2 == opposite:
            end -= 1
        if end and (turns[end - 1] == turn ^ 1 or turns[max(0, end - 2) : end] == [turn, turn]):
            continue
        turns.append(turn)
    return turns


def cube_at(distance: int, rng: Rng, accept: Accept, answers: tuple[int, ...] = ()) -> Cube:
    """A cube, held in a random way, that needs exactly so many quarter turns."""
    stickers = after(SOLVED, random_turns(distance, rng))
    keep(stickers, accept)
    found = solution(stickers, max(distance, 1))
    if found is None or len(found) != distance:
        raise Redraw
    return Cube(held(stickers, rng.below(24)), answers)


def new_cube(level: str, rng: Rng, accept: Accept) -> Cube:
    """A cube of a level."""
    return cube_at(rng.between(*LENGTHS[level]), rng, accept)


def split_key(cube: Cube) -> str:
    """The cube however it is held."""
    return upright(cube.stickers)


def fewest_to_solve(cube: Cube) -> float:
    """The fewest quarter turns that solve the cube."""
    found = solution(cube.stickers)
    if found is None:
        raise Redraw
    return len(found)
