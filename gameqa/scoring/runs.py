"""The grammar of runs: items of a list with separators, counts, numbers and remarks between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gameqa.scoring import lexicon
from gameqa.scoring.counts import Item, count_before, count_behind, is_numbering
from gameqa.scoring.lexicon import words
from gameqa.scoring.predicates import low_at
from gameqa.scoring.tokens import NUMBER, WORD, Token

MOST_ITEMS = 20_000

_SEPARATORS = words(", ; : \u2192 \u2190 \u2191 \u2193 - / | + > & \" ' [ ] { } \u2022 ) = (")
_PARTING = words(", \u2192 ;")
FILLERS = words(
    "and then next finally first now again move moves go goes step steps walk walks push pushes turn turns the "
    "player it box by a an to once add adds voxel voxels position positions place put cell at of lastly afterwards "
    "after that with take takes slide keep going continue direction directions one second third last make cube block "
    "blocks towards head ladder ladders from solved done goal finish finished success top card cards"
)
"""Words that may stand between items."""
_REMARKS = words(
    "which because since as so for to into onto pushing reaching where giving is are until when while with this that "
    "from if thus therefore hence making bringing moving in on every each ends end it arriving landing past through "
    "around total over all now done solve solves solving works leads but ~ # @ . ! ? .. ( -"
)
"""What may follow a run that it is no part of."""
_NO_VERBS = (
    lexicon.NEGATIONS
    | lexicon.HEDGES
    | lexicon.SUPPOSITIONS
    | lexicon.COPULAS
    | lexicon.REASONS
    | lexicon.HENCE
    | _REMARKS
    | words("or nor but no side wait actually correction")
)
_TO_CELL = words("to into onto reaching at \u2192 : in - towards = arriving")
_COUNTED = words("moves move steps step turns turn pushes push voxels positions in total")
_FOLLOWING = _REMARKS | _NO_VERBS | lexicon.FAILS | lexicon.COORDINATORS | lexicon.TAKING_BACK | lexicon.ADVERBS


class Run(NamedTuple):
    """A run of items.

    Attributes:
        start, end: its first token, and the one behind its last item.
        values: its items; None where something stands in it that is none.
    """

    start: int
    end: int
    values: tuple[object, ...] | None


class Runs:
    """Finds runs of items.

    Args:
        item: reads one item.
        counts: whether a number behind or before an item repeats it.
        numbered: whether a number before an item may be its place in the list.
    """

    def __init__(self, item: Item, counts: bool = True, numbered: bool = True) -> None:
        self.item, self.counts, self.numbered = item, counts, numbered

    def find(self, tokens: Sequence[Token], start: int = 0, is_listed: bool = False) -> list[Run]:
        """The runs from a place on.

        Args:
            is_listed: the tokens are a line of a list, in which a remark follows its first items.
        """
        found: list[Run] = []
        place = start
        while place < len(tokens):
            if self.counted(tokens, place) is None:
                place += 1
                continue
            run, behind = self._run(tokens, place, is_listed)
            if place and tokens[place - 1].kind == WORD and self._is_verb(tokens[place:behind], tokens[place - 1].low):
                run = run._replace(start=place - 1)
            place = behind
            found.append(run)
            if is_listed:
                break
        return found

    def _run(self, tokens: Sequence[Token], start: int, is_listed: bool) -> tuple[Run, int]:
        """The run that begins at an item, and the place from which another one may begin."""
        values: list[object] = []
        place = end = start
        parted = False
        while place < len(tokens):
            counted = self.counted(tokens, place)
            if counted is not None:
                # A number in brackets at the very end that counts all items repeats none.
                is_total = counted[1] >= len(tokens) - 1 and tokens[counted[1] - 1].low in (")", "]")
                is_total = is_total and len(counted[0]) == len(values) + 1
                values += counted[0][:1] if is_total else counted[0]
                place = end = counted[1]
                parted = False
                if len(values) > MOST_ITEMS:
                    return Run(start, end, None), len(tokens)
                continue
            step = self._between(tokens, place, end, values, is_listed)
            if step is None:
                break
            parted = parted or tokens[place].low in _PARTING
            place = step
        is_broken = place < len(tokens) and not is_listed and _is_broken(tokens, place, parted)
        return Run(start, end, None if is_broken else tuple(values)), place

    def _between(
        self, tokens: Sequence[Token], place: int, end: int, values: list[object], is_listed: bool
    ) -> int | None:
        """The place behind what stands between two items at a place; None where the run ends."""
        low = tokens[place].low
        if is_listed and low in (":", "-", ".", "!") and not self._follows(tokens, place + 1):
            return None
        if low == "(":
            return self._behind_brackets(tokens, place, end, values)
        if low in _TO_CELL:
            behind = behind_cell(tokens, place + 1)
            if behind is not None and self.counted(tokens, place + 1) is None:
                return behind
        if self.numbered and is_numbering(tokens, place):
            return place + 2
        if low in _SEPARATORS or low in FILLERS:
            return place + 1
        if low in (".", "!") and self._follows(tokens, place + 1):
            return place + 1
        return None if is_listed else self._behind_verb(tokens, place)

    def _behind_brackets(self, tokens: Sequence[Token], place: int, end: int, values: list[object]) -> int | None:
        """The place behind a remark in brackets, or inside of brackets that hold an item."""
        quoted = place + 1 + (low_at(tokens, place + 1) in ("'", '"'))
        inner = self.counted(tokens, quoted) if quoted < len(tokens) else None
        if inner is None:
            if (
                not lexicon.HEDGES.isdisjoint((low_at(tokens, place + 1), low_at(tokens, place + 2)))
                or low_at(tokens, place + 1) == "or"
            ):
                return None
            return behind_brackets(tokens, place)
        repeats = place == end and low_at(tokens, inner[1]) == ")" and inner[0] == values[-len(inner[0]) :]
        return inner[1] + 1 if repeats else place + 1

    def _behind_verb(self, tokens: Sequence[Token], place: int) -> int | None:
        """The place of the item that follows one to three unknown words, as in "climb down"; None where none does."""
        for step in range(place, min(place + 3, len(tokens))):
            if tokens[step].kind != WORD or tokens[step].low in _NO_VERBS:
                return None
            if step + 1 < len(tokens) and self.counted(tokens, step + 1) is not None:
                return step + 1
        return None

    def _is_verb(self, tokens: Sequence[Token], low: str) -> bool:
        """Whether a word stands before an item of a run again, as in "climb down, left, climb up"."""
        return low not in _NO_VERBS and any(
            token.low == low and self.counted(tokens, place + 1) is not None for place, token in enumerate(tokens[:-1])
        )

    def _follows(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether an item follows, with its number or "then" before it."""
        while place < len(tokens):
            if self.numbered and is_numbering(tokens, place):
                place += 2
            elif tokens[place].low in ("then", "next", "finally"):
                place += 1
            else:
                return self.counted(tokens, place) is not None
        return False

    def counted(self, tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
        """An item at a place with its count before or behind it, and the place behind both."""
        times, start = count_before(tokens, place, self.item) if self.counts else (1, place)
        found = self.item(tokens, start)
        if found is None:
            return None
        values, end = found
        if self.counts and start == place:
            times, end = count_behind(tokens, end, start, self.item)
        return values * times, end


def _is_broken(tokens: Sequence[Token], place: int, parted: bool) -> bool:
    """Whether what follows a run should have been an item: "down, left, jump"."""
    token = tokens[place]
    if token.low in _FOLLOWING or not token.text[0].isascii() or token.low.endswith("ly"):
        return False
    if token.kind == NUMBER:
        return _COUNTED.isdisjoint((low_at(tokens, place + 1), low_at(tokens, place + 2)))
    return True


def behind_brackets(tokens: Sequence[Token], place: int) -> int:
    """The place behind the bracket that closes one."""
    depth = 0
    for step in range(place, min(len(tokens), place + 60)):
        depth += (tokens[step].low == "(") - (tokens[step].low == ")")
        if depth == 0:
            return step + 1
    return place + 1


def behind_cell(tokens: Sequence[Token], place: int) -> int | None:
    """The place behind a pair of numbers in brackets, which tells where an item leads; None where there is none."""
    if low_at(tokens, place) in ("cell", "position"):
        place += 1
    if low_at(tokens, place) not in ("(", "[") or place + 1 >= len(tokens) or tokens[place + 1].kind != NUMBER:
        return None
    end = place + 1
    while end < len(tokens) and end < place + 9 and (tokens[end].kind == NUMBER or tokens[end].low in (",", ";")):
        end += 1
    return end + 1 if low_at(tokens, end) in (")", "]") else None
