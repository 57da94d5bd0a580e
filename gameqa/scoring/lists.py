"""Reading answers that are lists: moves, turns, cells, in any common notation.

A list is read line by line. A line has an optional bullet, an optional lead, items with separators and counts between
them, and a remark behind them; the lines of a list follow each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from gameqa.scoring import lexicon
from gameqa.scoring.moods import ASSERTED, HEDGED
from gameqa.scoring.operands import NUMBER_WORDS
from gameqa.scoring.reader import LONGEST_ANSWER, Reader
from gameqa.scoring.statements import CONFLICT, DENIED, EMPTY, NOTHING, UNCLEAR, VALUE, Reading
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token, tokens_of

Item = Callable[[Sequence[Token], int], "tuple[list[object], int] | None"]
"""Reads one item at a place: the values that it stands for, and the place behind it; None where there is none."""

MOST_ITEMS = 20_000
MOST_TIMES = 1_000
MOST_LINES = 2_000
LONGEST_LINE = 8_000
MOST_BLOCKS = 8

_SEPARATORS = frozenset(
    (",", ";", ":", "\u2192", "\u2190", "\u2191", "\u2193", "-", "/", "|", "+", ">", "&", '"', "'", "[", "]", "{", "}", "<", "\u2022", ")", "=", "...", "\u00d7")
) - {"...", "\u00d7", "<"}  # fmt: skip
_FILLERS = frozenset(
    [
        "and",
        "then",
        "next",
        "finally",
        "first",
        "now",
        "again",
        "move",
        "moves",
        "go",
        "goes",
        "step",
        "steps",
        "walk",
        "walks",
        "push",
        "pushes",
        "turn",
        "turns",
        "the",
        "player",
        "it",
        "box",
        "by",
        "a",
        "an",
        "to",
        "once",
        "add",
        "adds",
        "voxel",
        "voxels",
        "position",
        "positions",
        "place",
        "put",
        "cell",
        "at",
        "of",
        "lastly",
        "afterwards",
        "after",
        "that",
        "with",
        "take",
        "takes",
        "slide",
        "keep",
        "going",
        "continue",
        "direction",
        "directions",
        "one",
        "second",
        "third",
        "last",
        "make",
        "cube",
        "block",
        "blocks",
        "towards",
        "head",
        "ladder",
        "ladders",
        "from",
        "solved",
        "done",
        "goal",
        "finish",
        "finished",
        "success",
    ]
)
"""Words that may stand between items."""
_LEADS = (
    _FILLERS
    | lexicon.LIGHT - lexicon.NEGATIONS
    | frozenset(
        [
            "solution",
            "path",
            "sequence",
            "plan",
            "list",
            "order",
            "is",
            "are",
            "answer",
            "complete",
            "full",
            "shortest",
            "possible",
            "valid",
            "following",
            "way",
            "route",
            "here",
            "player's",
            "get",
            "from",
            "start",
            "goal",
            "target",
            "reach",
            "reaches",
            "solve",
            "solves",
            "solved",
            "solving",
            "maze",
            "board",
            "puzzle",
            "ace",
            "home",
            "for",
            "bring",
            "needed",
            "required",
            "final",
            "result",
            "string",
            "i",
            "we",
            "optimal",
            "would",
            "shall",
            "must",
            "can",
            "be",
            "do",
            "made",
            "make",
            "performed",
            "perform",
            "execute",
        ]
    )
)
_REMARKS = frozenset(
    [
        "which",
        "because",
        "since",
        "as",
        "so",
        "for",
        "to",
        "into",
        "onto",
        "pushing",
        "reaching",
        "where",
        "giving",
        "is",
        "are",
        "until",
        "when",
        "while",
        "with",
        "this",
        "that",
        "from",
        "if",
        "thus",
        "therefore",
        "hence",
        "making",
        "bringing",
        "moving",
        "in",
        "on",
        "every",
        "each",
        "ends",
        "end",
        "it",
        "arriving",
        "landing",
        "past",
        "through",
        "around",
        "total",
        "over",
        "all",
        "now",
        "done",
        "solve",
        "solves",
        "solving",
    ]
)
_COUNTED = frozenset(
    ["moves", "move", "steps", "step", "turns", "turn", "pushes", "push", "voxels", "positions", "in", "total"]
)
_UNITS = frozenset(
    [
        "times",
        "time",
        "cells",
        "cell",
        "steps",
        "step",
        "spaces",
        "space",
        "squares",
        "square",
        "moves",
        "move",
        "tiles",
        "tile",
        "units",
        "unit",
        "x",
        "×",
        "positions",
    ]
)
_BULLETS = frozenset(("-", "+", "\u2022", "*", "\u25aa", "\u25cf", "\u00b7"))
_TO_CELL = frozenset(["to", "into", "onto", "reaching", "at", "→", ":", "in", "-", "towards", "=", "->", "arriving"])


class Line(NamedTuple):
    """What a line says as a line of a list.

    Attributes:
        values: its items.
        is_listed: whether it has a bullet or a number.
        is_pure: whether nothing of weight stands before its items.
        is_done: whether more than white space and separators stands behind them.
        is_lead: it has no items, but announces some.
        problem: a status that keeps it from being read, with the reason; None where there is none.
        concludes: whether its lead says that a solution follows.
    """

    values: tuple[object, ...] = ()
    is_listed: bool = False
    is_pure: bool = False
    is_done: bool = False
    is_lead: bool = False
    problem: Reading | None = None
    concludes: bool = False


class Listed(Reader):
    """A reader of lists.

    Args:
        item: reads one item.
        counts: whether a number behind or before an item repeats it.
        numbered: whether a number at the start of a line may be the line's own.
    """

    def __init__(self, item: Item, counts: bool = True, numbered: bool = True) -> None:
        self.item, self.counts, self.numbered = item, counts, numbered

    def head(self, text: str, mood: int = ASSERTED) -> Reading:
        """The list with which a text begins."""
        reading, rest = self._list(text, mood)
        if reading.status == VALUE and self.takes_back(rest, reading.value):
            return Reading(CONFLICT, why="it is taken back right behind")
        return reading

    def opening(self, text: str) -> Reading:
        """The list with which a text begins, where nothing else stands before it."""
        reading = self.head(text)
        return reading if reading.is_pure else EMPTY

    def closing(self, text: str) -> Reading:
        """The last block of lines that are a list, or else the last line that leads to one."""
        lines = text.split("\n")[-MOST_LINES:]
        read: dict[int, Line] = {}

        def line(place: int) -> Line:
            if place not in read:
                read[place] = self._line(lines[place])
            return read[place]

        fallback = EMPTY
        blocks = 0
        place = len(lines) - 1
        while place >= 0 and blocks < MOST_BLOCKS:
            if not lines[place].strip() or not line(place).values:
                blocks += bool(lines[place].strip())
                if _refuses(lines[place]):
                    return Reading(CONFLICT, why="it gives up")
                place -= 1
                continue
            last = line(place)
            if last.problem is not None:
                return last.problem
            start = place
            if last.is_pure:
                while start > 0 and self._goes_on(lines, line, start):
                    start -= 1
                    while start > 0 and not lines[start].strip():
                        start -= 1
            reading = self.head("\n".join(lines[start:]))
            if reading.status == VALUE and (last.is_pure or last.concludes):
                return reading._replace(is_pure=True)
            if reading.status == CONFLICT and last.is_pure:
                return reading
            if fallback.status != VALUE and reading.status == VALUE:
                fallback = reading._replace(is_pure=False)
            blocks += 1
            place = start - 1
        return fallback

    def _goes_on(self, lines: list[str], line: Callable[[int], Line], start: int) -> bool:
        """Whether the line before one belongs to the same list."""
        before = start - 1
        while before > 0 and not lines[before].strip():
            before -= 1
        one, other = line(before), line(start)
        if not one.values or not one.is_pure or one.problem is not None:
            return False
        if before < start - 1:
            return (one.is_listed and other.is_listed) or len(one.values) == len(other.values) == 1
        return one.is_listed == other.is_listed and (
            one.is_listed or not lines[before].rstrip().endswith((".", ":", "!"))
        )

    def takes_back(self, text: str, value: object) -> bool:
        """Whether the text begins with a change of mind that names another list."""
        tokens = tokens_of(text.strip()[:600])
        opener = next((token for token in tokens if token.kind == WORD), None)
        if opener is None or opener.low not in lexicon.CHANGES_OF_MIND - {"and", "also", "well", "otherwise"}:
            return False
        for place, token in enumerate(tokens):
            if self.item(tokens, place) is not None:
                rest, _ = self._list(text.strip()[token.start :], ASSERTED)
                return rest.status != VALUE or rest.value != value
        return False

    def join(self, texts: list[str]) -> str | None:
        """The texts as one list."""
        return ", ".join(texts)

    def _list(self, text: str, mood: int) -> tuple[Reading, str]:
        """The list at the start of a text, and what follows it."""
        if len(text) > LONGEST_ANSWER:
            text = text[:LONGEST_ANSWER]
        values: list[object] = []
        lines = text.split("\n")[:MOST_LINES]
        is_listed = is_pure = is_closed = False
        gap = False
        used = used_values = 0
        for place, written in enumerate(lines):
            if not written.strip():
                gap = True
                continue
            line = self._line(written)
            if not line.values and line.problem is None:
                if (
                    values
                    and is_listed
                    and line.is_listed
                    and any(self._line(other).values for other in lines[place + 1 : place + 3])
                ):
                    return Reading(UNCLEAR, why="a line of its list is no item"), ""
                if values or not line.is_lead:
                    break
                used = place + 1
                continue
            alike = (is_listed and line.is_listed) or (len(line.values) == 1 and used_values == 1)
            if values and ((gap and not alike) or not line.is_pure or (is_listed and not line.is_listed)):
                break
            if line.problem is not None:
                return line.problem, ""
            if values and is_closed and not is_listed:
                if line.values != tuple(values):
                    return Reading(CONFLICT, why="it gives several lists"), ""
                used = place + 1
                continue
            if not values:
                is_listed, is_pure = line.is_listed, line.is_pure
            values += line.values
            used_values = len(line.values)
            gap = False
            used = place + 1
            is_closed = written.rstrip().endswith((".", "!"))
            if len(values) > MOST_ITEMS:
                return Reading(UNCLEAR, why="it is too long"), ""
            if line.is_done and not line.is_listed:
                break
        if not values:
            return EMPTY, ""
        if mood != ASSERTED:
            return Reading(UNCLEAR if mood == HEDGED else DENIED, why="it is denied, doubted or supposed"), ""
        return Reading(VALUE, tuple(values), True, is_pure), "\n".join(lines[used:])

    def _line(self, text: str) -> Line:
        tokens = tokens_of(text[:LONGEST_LINE])
        place, is_listed = _behind_bullet(tokens, self.numbered)
        if "|" in text and text.count("|") > 1:
            is_listed = True
        start = place
        while place < len(tokens) and self._counted(tokens, place) is None:
            place += 1
        lead = tokens[start:place]
        if place == len(tokens):
            ends = bool(tokens) and (
                tokens[-1].low == ":" or all(token.kind == SIGN or token.low in _LEADS for token in tokens)
            )
            return Line(is_listed=is_listed, is_lead=ends)
        lows = {token.low for token in lead}
        is_pure = all(token.kind in (SIGN, NUMBER) or token.low in _LEADS for token in lead) or (
            bool(lead) and lead[-1].low == ":"
        )
        is_pure = is_pure or (is_listed and place - start <= 8)
        is_pure = is_pure and lows.isdisjoint(_ABOUT)
        concludes = not lows.isdisjoint(_SOLUTION)
        if tokens[-1].low == "?":
            return Line((None,), is_listed, is_pure, problem=Reading(UNCLEAR, why="it asks"))
        all_but = "but" in lows and not lows.isdisjoint(lexicon.ALL)
        if "no" in lows or all_but or not lows.isdisjoint(_DENIALS):
            # "Not up, but down, left".
            rest = _last(tokens, place, frozenset(("but",)))
            if rest is not None and lexicon.ALL.isdisjoint(lows):
                return self._line(text[rest.end :])
            return Line((None,), is_listed, False, problem=Reading(DENIED, why="it is denied or supposed"))
        values, end, problem = self._items(tokens, place, is_listed)
        if not lows.isdisjoint(_DOUBTS) and problem is None:
            problem = Reading(UNCLEAR, why="it is not sure of its answer")
        if end < len(tokens) and tokens[end].low in _HENCE and problem is None:
            # "The scramble is R F L, so the inverse is L' F' R'."
            hence = _last(tokens, end, _HENCE)
            concluded = self._line(text[hence.end :]) if hence is not None else Line()
            if concluded.values:
                return concluded._replace(concludes=True)
        return Line(tuple(values), is_listed, is_pure, end < len(tokens), problem=problem, concludes=concludes)

    def _items(self, tokens: Sequence[Token], place: int, is_listed: bool) -> tuple[list[object], int, Reading | None]:
        """The items from a place on, the place behind them, and what keeps them from being a list."""
        values: list[object] = []
        last = -1
        parted = False
        while place < len(tokens):
            counted = self._counted(tokens, place)
            if counted is not None:
                is_total = (
                    counted[1] == len(tokens) and tokens[-1].low in (")", "]") and len(values) + 1 == len(counted[0])
                )
                values += counted[0][:1] if is_total else counted[0]
                if len(values) > MOST_ITEMS:
                    return values, place, Reading(UNCLEAR, why="it is too long")
                place = last = counted[1]
                parted = False
                continue
            low = tokens[place].low
            quoted = place + 1 + (place + 2 < len(tokens) and tokens[place + 1].low in ("'", '"'))
            inner = self._counted(tokens, quoted) if low == "(" and quoted < len(tokens) else None
            if inner is not None:
                repeats = place == last and tokens[inner[1] : inner[1] + 1] and tokens[inner[1]].low == ")"
                place = inner[1] + 1 if repeats and inner[0] == values[-len(inner[0]) :] else place + 1
            elif is_listed and values and low in (":", "-"):
                break
            elif low == "(":
                closing = _closing(tokens, place)
                if any(token.low in ("or", "maybe", "perhaps") for token in tokens[place + 1 : place + 3]):
                    return values, place, Reading(CONFLICT, why="it offers several lists")
                place = closing
            elif low in _TO_CELL and (cell := self._behind_cell(tokens, place + 1)) is not None:
                place = cell
            elif low in _SEPARATORS or low in _FILLERS or (self.numbered and _is_numbering(tokens, place)):
                parted = parted or low in (",", "\u2192", ";")
                place += 2 if self.numbered and _is_numbering(tokens, place) else 1
            elif low in (".", "!") and self._follows(tokens, place + 1):
                place += 1
            elif (verb := self._behind_verb(tokens, place)) is not None:
                place = verb
            else:
                break
        return values, place, self._problem(tokens, place, parted, is_listed)

    def _behind_cell(self, tokens: Sequence[Token], place: int) -> int | None:
        """The place behind a cell that tells where an item leads; None where there is none, or it is an item itself."""
        end = _behind_cell(tokens, place)
        return None if end is None or self._counted(tokens, place) is not None else end

    def _behind_verb(self, tokens: Sequence[Token], place: int) -> int | None:
        """The place of the item that follows one to three unknown words, as in "climb down"; None where none does."""
        for step in range(place, min(place + 3, len(tokens))):
            low = tokens[step].low
            if tokens[step].kind != WORD or low in _NO_VERBS or low in _REMARKS or low in lexicon.REASONS:
                return None
            if step + 1 < len(tokens) and self._counted(tokens, step + 1) is not None:
                return step + 1
        return None

    def _follows(self, tokens: Sequence[Token], place: int) -> bool:
        while place < len(tokens):
            if self.numbered and _is_numbering(tokens, place):
                place += 2
            elif tokens[place].low in ("then", "next", "finally"):
                place += 1
            else:
                break
        return place < len(tokens) and self._counted(tokens, place) is not None

    def _problem(self, tokens: Sequence[Token], place: int, parted: bool, is_listed: bool) -> Reading | None:
        """What is wrong with the text behind the items, if anything is."""
        if place >= len(tokens):
            return None
        low = tokens[place].low
        after = {token.low for token in tokens[place + 1 : place + 3]}
        if low in lexicon.FAILS or (low in lexicon.COPULAS and not after.isdisjoint(lexicon.NEGATIVES)):
            return Reading(DENIED, why="it is denied")
        if low in ("or", "maybe", "perhaps", "alternatively", "possibly", "nor"):
            return Reading(CONFLICT, why="it offers several lists")
        if (
            low in (".", "!", "..")
            or low in _REMARKS
            or low in lexicon.REASONS
            or low in ("but", "~", "\u2248", "#", "@")
        ):
            return None
        if (is_listed and not parted) or not tokens[place].text[:1].isascii() or low.endswith("ly"):
            return None
        if tokens[place].kind == NUMBER and not after.isdisjoint(_COUNTED):
            return None
        return Reading(UNCLEAR, why=f"{low!r} is no item of its list")

    def _counted(self, tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
        """An item at a place with its count before or behind it."""
        times, start = 1, place
        if self.counts:
            times, start = self._count_before(tokens, place)
        found = self.item(tokens, start)
        if found is None:
            if start == place:
                return None
            found = self.item(tokens, place)
            return found
        values, end = found
        if self.counts and times == 1 and start == place:
            times, end = _count_behind(tokens, end, self, first=start)
        return values * min(times, MOST_TIMES), end

    def _count_before(self, tokens: Sequence[Token], place: int) -> tuple[int, int]:
        """A count before an item, 2x left or 3L, and where the item begins."""
        times = _times(tokens[place])
        if times is None or (place and tokens[place - 1].low in ("step", "turn", "#", "no", "moves", "steps", "voxel")):
            return 1, place
        start = place + 1
        if start < len(tokens) and tokens[start].low in _UNITS | {"*"}:
            start += 1
            if start + 1 < len(tokens) and (tokens[start].low, tokens[start + 1].low) == ("to", "the"):
                start += 2
        return (times, start) if start < len(tokens) and self.item(tokens, start) is not None else (1, place)


_HENCE = frozenset(("so", "thus", "therefore", "hence"))
_DENIALS = (
    lexicon.NEGATIONS | lexicon.SUPPOSITIONS | frozenset(["mistake", "mistakes", "error", "trap", "fails", "failed"])
)
_DOUBTS = frozenset(["maybe", "perhaps", "possibly", "might", "may", "could", "unsure"])
_ABOUT = frozenset(("this", "that", "these", "which", "it"))
"""Words of sentences about a list."""
_NO_VERBS = (
    lexicon.NEGATIONS
    | lexicon.HEDGES
    | lexicon.SUPPOSITIONS
    | lexicon.COPULAS
    | frozenset(("or", "nor", "but", "no", "side"))
)
_SOLUTION = frozenset(
    [
        "solution",
        "path",
        "sequence",
        "moves",
        "answer",
        "plan",
        "so",
        "therefore",
        "thus",
        "hence",
        "turns",
        "final",
        "list",
        "steps",
        "add",
    ]
)


def _last(tokens: Sequence[Token], start: int, lows: frozenset[str]) -> Token | None:
    """The last of some words from a place on."""
    return next((token for token in reversed(tokens[start:]) if token.low in lows), None)


def _count_behind(
    tokens: Sequence[Token], place: int, reader: Listed, in_brackets: bool = False, first: int = 0
) -> tuple[int, int]:
    """How often the item before a place is repeated, and the place behind the count."""
    if place >= len(tokens):
        return 1, place
    pair = place + (tokens[place].low in ("'", '"'))
    opened = first > 0 and tokens[first - 1 - (tokens[first - 1].low in ("'", '"'))].low in ("(", "[")
    if pair + 2 < len(tokens) and tokens[pair].low in (",", ":", "="):
        # ("left", 3), left: 3
        paired, closing = _times(tokens[pair + 1]), tokens[pair + 2].low
        is_pair = (opened and closing in (")", "]")) or (tokens[pair].low != "," and closing in (",", ";", "."))
        if paired is not None and is_pair:
            return paired, pair + 2 + (closing in (")", "]"))
    elif pair + 2 == len(tokens) and tokens[pair].low in (":", "=") and _times(tokens[pair + 1]) is not None:
        return _times(tokens[pair + 1]) or 1, pair + 2
    low = tokens[place].low
    if low in (")", "]") and place + 2 < len(tokens) and tokens[place + 1].low in ("x", "\u00d7", "*", "^"):
        return _times(tokens[place + 2]) or 1, place + 3
    if low in ("twice", "thrice", "once"):
        return {"once": 1, "twice": 2, "thrice": 3}[low], place + 1
    if low in ("(", "["):
        times, end = _count_behind(tokens, place + 1, reader, in_brackets=True)
        if end > place + 1 and end < len(tokens) and tokens[end].low in (")", "]"):
            return times, end + 1
        return 1, place
    if low in ("x", "\u00d7", "*", "^", "by", "for") and place + 1 < len(tokens):
        times_of = _times(tokens[place + 1])
        if times_of is None:
            return 1, place
        end = place + 2
        return times_of, end + (end < len(tokens) and tokens[end].low in _UNITS)
    times_of = _times(tokens[place])
    if times_of is None:
        return 1, place
    end = place + 1
    after = tokens[end].low if end < len(tokens) else ""
    if after in _UNITS:
        return times_of, end + 1
    if tokens[place].kind == WORD:
        return 1, place
    if not in_brackets and _is_numbering(tokens, place):
        return 1, place
    if (
        tokens[place].joined
        or after in (",", ";", "", ")", ".", "and", "then", "\u2192", "/", "|", "]", "(", "-")
        or reader.item(tokens, end) is not None
    ):
        return times_of, end
    return 1, place


def _times(token: Token) -> int | None:
    if token.kind == NUMBER and "." not in token.text and len(token.text) <= 4:
        return int(token.text)
    if token.kind == WORD and token.low in NUMBER_WORDS:
        return NUMBER_WORDS[token.low]
    return None


def _is_numbering(tokens: Sequence[Token], place: int) -> bool:
    """Whether a number with a sign behind it numbers what follows: 2. or 2)."""
    if tokens[place].kind != NUMBER or place + 2 >= len(tokens):
        return False
    sign, after = tokens[place + 1], tokens[place + 2]
    return (
        sign.joined and sign.low in (".", ")", ":") and not (sign.low == "." and after.joined and after.kind == NUMBER)
    )


def _closing(tokens: Sequence[Token], place: int) -> int:
    """The place behind the bracket that closes one."""
    depth = 0
    for step in range(place, min(len(tokens), place + 60)):
        depth += (tokens[step].low == "(") - (tokens[step].low == ")")
        if depth == 0:
            return step + 1
    return place + 1


def _behind_cell(tokens: Sequence[Token], place: int) -> int | None:
    """The place behind a cell or a pair of numbers in brackets; None where there is none."""
    if place < len(tokens) and tokens[place].low in ("cell", "position"):
        place += 1
    if place + 1 >= len(tokens) or tokens[place].low not in ("(", "[") or tokens[place + 1].kind != NUMBER:
        return None
    end = place + 1
    while end < len(tokens) and end < place + 9 and (tokens[end].kind == NUMBER or tokens[end].low in (",", ";")):
        end += 1
    return end + 1 if end < len(tokens) and tokens[end].low in (")", "]") else None


def _behind_bullet(tokens: Sequence[Token], numbered: bool) -> tuple[int, bool]:
    """The place behind a line's bullet or number, and whether it has one."""
    if not tokens:
        return 0, False
    if tokens[0].low in _BULLETS and len(tokens) > 1 and not tokens[1].joined:
        inner = 0 if tokens[1].low in _BULLETS else _behind_bullet(tokens[1:], numbered)[0]
        return 1 + inner, True
    if not numbered:
        return 0, False
    place = 1 if tokens[0].low == "(" else 0
    if tokens[place:] and tokens[place].low in ("step", "move", "turn", "voxel", "piece", "position", "cube", "block"):
        if len(tokens) > place + 1 and tokens[place + 1].kind == NUMBER:
            end = place + 2
            while end < len(tokens) and tokens[end].low in (":", ".", ")", "-", "\u2192"):
                end += 1
            if end > place + 2 or tokens[place].low != "move":
                return end, True
    if tokens[place:] and tokens[place].kind == NUMBER and len(tokens) > place + 1:
        if tokens[place + 1].joined and tokens[place + 1].low in (".", ")", ":"):
            return place + 2, True
    return 0, False


def _refuses(line: str) -> bool:
    from gameqa.scoring.singles import _refuses as refuses

    return refuses(tokens_of(line[:400]))


_ = (NOTHING,)
