"""Why a face needs its number of quarter turns, from what the net shows.

Wrong stickers of a face are apart if no outer row or column holds two of them. A turn changes one outer row or column
of a face, and so mends at most one of them. Where one turn more is needed than wrong stickers are apart, a table of
the turns shows that none of them begins a list that mends one with each of its turns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

from gameqa.wording import count_of, joined, name_of, verb

from . import engine
from .engine import COLORS, FACES, OPPOSITE, turn_sources
from .sequences import origin, write_place

MOST_MENDING = 2
"""How many lists of turns that mend a sticker with each turn a table may go on from, so that it is short."""

MOST_APART = 4
"""So many stickers of a face can be apart: one for each outer row and column."""

_SIDES = ((0, 1, 2), (6, 7, 8), (0, 3, 6), (2, 5, 8))
"""The outer rows and columns of a face."""

_OUTER = (1, 3, 5, 7, 0, 2, 6, 8)


@cache
def _all_apart() -> tuple[tuple[int, ...], ...]:
    """The sets of places of a face that are apart, larger ones first."""
    return tuple(
        places
        for count in range(MOST_APART, 0, -1)
        for places in combinations(_OUTER, count)
        if all(len(set(places) & set(side)) < 2 for side in _SIDES)
    )


@cache
def _apart(wrong: frozenset[int], count: int) -> tuple[tuple[int, ...], ...]:
    """The sets of so many places that are apart, all among the wrong ones."""
    return tuple(places for places in _all_apart() if len(places) == count and wrong.issuperset(places))


@cache
def _most_apart() -> dict[str, int]:
    """How many wrong stickers are apart, for every face of right and wrong stickers as signs x and . in a row."""
    found = {}
    for signs in product("x.", repeat=9):
        wrong = {place for place, sign in enumerate(signs) if sign == "."}
        found["".join(signs)] = next((len(places) for places in _all_apart() if wrong.issuperset(places)), 0)
    return found


@cache
def _changed(face: str) -> dict[int, frozenset[int]]:
    """The turns that bring stickers onto a face, with the places there that they change."""
    first = 9 * FACES.index(face)
    found = {}
    for turn, sources in enumerate(turn_sources()):
        if FACES[turn // 2] not in (face, OPPOSITE[face]):
            found[turn] = frozenset(place for place in range(9) if sources[first + place] != first + place)
    return found


def _wrong(stickers: str, face: str) -> frozenset[int]:
    first = 9 * FACES.index(face)
    return frozenset(place for place in range(9) if stickers[first + place] != stickers[first + 4])


@dataclass(frozen=True)
class Case:
    """What some first turns lead to.

    Attributes:
        turns: each with the place of the face to which it brings a wrong sticker; None where it is not needed.
        stay: the places of the other wrong stickers.
        later: the cases after it, if the turn mends one.
    """

    turns: tuple[tuple[int, int | None], ...]
    stay: tuple[int, ...]
    later: tuple[Case, ...] = ()


def _table(stickers: str, face: str, left: int) -> tuple[Case, ...]:
    """Why no list of as many turns as wrong stickers are apart makes a face uniform."""
    wrong, changed = _wrong(stickers, face), _changed(face)
    open_turns, cases = list(changed), []
    while open_turns:
        kept = {
            places: [turn for turn in open_turns if changed[turn].isdisjoint(places)] for places in _apart(wrong, left)
        }
        places = max(kept, key=lambda places: len(kept[places]))
        if not kept[places]:
            break
        cases.append(Case(tuple((turn, None) for turn in kept[places]), places))
        open_turns = [turn for turn in open_turns if turn not in kept[places]]
    mending = []
    for face_turns in (open_turns[start : start + 2] for start in range(0, len(open_turns), 2)):
        brought: list[tuple[int, dict[tuple[int, ...], int]]] = []
        for turn in face_turns:
            after = engine.turned(stickers, turn)
            if sets := _apart(_wrong(after, face), left):
                brought.append((turn, dict(_split(places, changed[turn]) for places in sets)))
            else:
                mending.append(Case(((turn, None),), (), _table(after, face, left - 1)))
        shared = set.intersection(*(set(known) for _, known in brought)) if brought else set()
        if shared:
            stay = min(shared)
            cases.append(Case(tuple((turn, known[stay]) for turn, known in brought), stay))
        else:
            cases += [Case(((turn, known[stay := min(known)]),), stay) for turn, known in brought]
    return (*cases, *mending)


def _split(places: Sequence[int], changed: frozenset[int]) -> tuple[tuple[int, ...], int]:
    """Of places that are apart, those that a turn leaves alone, and the one that it changes."""
    new = next(place for place in places if place in changed)
    return tuple(place for place in places if place != new), new


def _signs(stickers: str, color: str) -> str:
    """The signs x for stickers of a color, and . for others."""
    return "".join(["x" if sticker == color else "." for sticker in stickers])


def _apart_for(turns: int, tight: bool) -> int:
    """How many wrong stickers of a face that needs so many turns have to be apart."""
    return turns if turns == 1 or (tight and turns <= MOST_APART) else turns - 1


def bounded(stickers: str, face: str, turns: int, tight: bool) -> bool:
    """Whether an argument of a few lines shows that a face needs so many turns.

    Args:
        tight: whether as many wrong stickers as turns have to be apart where that can be; else one fewer.
    """
    first = 9 * FACES.index(face)
    color = stickers[first + 4]
    apart = _most_apart()[_signs(stickers[first : first + 9], color)]
    if apart != _apart_for(turns, tight):
        return False
    if apart == turns:
        return True
    return _count_mending(_signs(stickers, color), first, apart) <= MOST_MENDING


def _count_mending(marked: str, first: int, left: int) -> int:
    """How many lists of turns, with fewer than are left, mend a sticker with each; too many if a whole list does.

    Args:
        marked: signs x and . for right and wrong stickers, the face from `first` on.
        left: how many wrong stickers are apart, and turns are left.
    """
    found, known = 0, _most_apart()
    for after in engine.all_turned(marked):
        if known[after[first : first + 9]] < left:
            found += 1 + _count_mending(after, first, left - 1) if left > 1 else MOST_MENDING + 1
            if found > MOST_MENDING:
                break
    return found


def bound_lines(stickers: str, face: str, turns: int) -> list[str]:
    """The argument that a face which needs so many turns, and is `bounded`, does not get by with fewer."""
    if turns == 1:
        return ["The face is not of one color yet, so at least one turn is needed."]
    wrong = _wrong(stickers, face)
    shown = next(places for places in _all_apart() if wrong.issuperset(places))
    apart = len(shown)
    teller = _Teller(stickers, face)
    if apart == 1:
        lines = [f"Is one turn enough? A turn of {face} or {OPPOSITE[face]} brings no other stickers onto {face}."]
    else:
        lines = [
            f"{teller.places(shown)} are not {teller.color}, and no outer row or column of {face} holds two of them.",
            f"A turn of a neighboring face changes one outer row or column of {face}; a turn of {face} or "
            f"{OPPOSITE[face]} brings no other stickers onto it. So a turn mends at most one of these "
            f"{name_of(apart)}, and at least {count_of(apart, 'turn')} are needed.",
        ]
        if apart < turns:
            which = "that share no" if apart == 2 else "of which no two share an"
            lines.append(
                f"If {name_of(apart)} turns were enough, each would have to mend one: after the first, no "
                f"{name_of(apart)} wrong stickers could be left {which} outer row or column of {face}."
            )
    if apart < turns:
        told = teller.told(_table(stickers, face, apart), ())
        lines += [*told, f"So {name_of(apart)} {verb(apart, 'turn is', 'turns are')} not enough."]
    return lines


class _Teller:
    """Tells why the turns of a table are not enough."""

    def __init__(self, stickers: str, face: str) -> None:
        self.stickers = stickers
        self.face = face
        self.first = 9 * FACES.index(face)
        self.color = COLORS[stickers[self.first + 4]]

    def places(self, places: Iterable[int]) -> str:
        """Places of the face."""
        return joined([write_place(self.first + place) for place in sorted(places)])

    def told(self, cases: Iterable[Case], made: tuple[int, ...]) -> list[str]:
        """Lines for the cases after turns."""
        lines = []
        for case in cases:
            if case.later:
                more = self._mending(case, made)
            elif case.turns[0][1] is None:
                faces = dict.fromkeys(FACES[turn // 2] for turn, _ in case.turns)
                more = [f"a turn of {joined(list(faces), 'or')} leaves {self.places(case.stay)} wrong."]
            else:
                more = [self._brought(case, made)]
            start = f"After {joined(list(map(engine.write_turn, made)))}, " if made else ""
            told = start + more[0]
            lines += [told[0].upper() + told[1:], *more[1:]]
        return lines

    def _brought(self, case: Case, made: tuple[int, ...]) -> str:
        """Wrong stickers that a turn brings, or the two turns of a face."""
        told: list[str] = []
        targets = [place for _, place in case.turns if place is not None]
        for (turn, _), place in zip(case.turns, targets, strict=True):
            start = origin(self.first + place, (*made, turn))[0]
            brings, sticker = ("", "one") if told else (" brings", "sticker")
            whence = f"that starts at {write_place(start)}" if made else f"of {write_place(start)}"
            whither = f" to {write_place(self.first + place)}" if not told or place != targets[0] else ""
            told.append(
                f"{engine.write_turn(turn)}{brings} the {COLORS[self.stickers[start]]} {sticker} {whence}{whither}"
            )
        stay = case.stay
        rest = f"; {self.places(stay)} {verb(len(stay), 'stays', 'stay')} wrong" if stay else ""
        return f"{' and '.join(told)}{rest}."

    def _mending(self, case: Case, made: tuple[int, ...]) -> list[str]:
        """A turn that mends a sticker, and what comes after it."""
        turns = (*made, case.turns[0][0])
        after = engine.after(self.stickers, turns)[self.first :]
        rows = "; ".join(", ".join(COLORS[color] for color in after[start : start + 3]) for start in (0, 3, 6))
        left = max(len(later.stay) + (later.turns[0][1] is not None) for later in case.later)
        more = (
            "one more turn would have to mend the rest"
            if left == 1
            else f"{name_of(left)} more turns would have to mend one each"
        )
        return [
            f"{engine.write_turn(turns[-1])} mends one: the rows of {self.face} are then {rows}, and {more}.",
            *self.told(case.later, turns),
        ]
