"""The grammar of cells: numbers in brackets, or with the names of their axes in any order."""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring.mentions import Mention
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token, behind

AXES = {
    "row": 0, "rows": 0, "r": 0, "column": 1, "columns": 1, "col": 1, "cols": 1, "c": 1, "x": 2, "y": 3, "z": 4,
}  # fmt: skip
_OPENING, _CLOSING = "([{<", ")]}>"
_PARTING = frozenset((",", ";", "|", ":", "/"))
_LONGEST_NUMBER = 4
_BETWEEN_NAMED = frozenset((",", ";", "and", '"', "'", "&", "/", "the", "in", "of"))
_BEFORE_VALUE = frozenset(("=", ":", "is", "index", '"', "'", "number"))


def find_cells(tokens: Sequence[Token]) -> list[Mention]:
    """The cells that the tokens name, as tuples of numbers; None for what has the axes of no cell."""
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        mention = _named(tokens, place) or _bracketed(tokens, place)
        if mention is None:
            place += 1
        else:
            found.append(mention)
            place = mention.end
    return found


def cell_at(tokens: Sequence[Token], place: int) -> tuple[list[object], int] | None:
    """The cell at a place as an item of a list."""
    mention = _named(tokens, place) or _bracketed(tokens, place) or _in_table(tokens, place)
    return None if mention is None or mention.value is None else ([mention.value], mention.end)


def find_bare_cells(tokens: Sequence[Token]) -> list[Mention]:
    """The cells, or else the one cell that is written as nothing but two or three numbers, or in words."""
    found = find_cells(tokens)
    in_words = [
        cell
        for cell in _in_words(tokens)
        if not any(cell.start < other.end and other.start < cell.end for other in found)
    ]
    if found or in_words:
        return sorted([*found, *in_words], key=lambda mention: mention.start)
    places = [place for place, token in enumerate(tokens) if token.kind == NUMBER]
    if (
        len(places) not in (2, 3)
        or places[-1] - places[0] > 4
        or any(tokens[place].joined and tokens[place - 1].kind == WORD for place in places)
    ):
        return []
    between = [token.low for token in tokens[places[0] : places[-1]] if token.kind != NUMBER]
    if len(between) == 1 and between[0] == "-" and tokens[places[-1]].joined and tokens[places[-1] - 1].joined:
        # 1-0
        between = []
    first = places[0] - (places[0] > 0 and tokens[places[0] - 1].low == "-" and tokens[places[0]].joined)
    items = [_number(tokens, first), *(_number(tokens, place) for place in places[1:])]
    if not _PARTING.issuperset(between) or None in items:
        return []
    return [Mention(first, places[-1] + 1, tuple(item[0] for item in items if item is not None))]


_ORDINALS = {
    word: number
    for number, names in enumerate(
        ("first 1st top leftmost", "second 2nd", "third 3rd", "fourth 4th", "fifth 5th", "sixth 6th", "seventh 7th",
         "eighth 8th", "ninth 9th", "tenth 10th")
    )
    for word in names.split()
}  # fmt: skip
"""What ordinals say of rows and columns that are counted from 0."""


def _in_words(tokens: Sequence[Token]) -> list[Mention]:
    """The one cell that is named by ordinals, or by one and a number: second row, first column of it."""
    parts: dict[int, tuple[int, int, int]] = {}
    if not any(token.low in _ORDINALS for token in tokens):
        return []
    for place, token in enumerate(tokens):
        axis = AXES.get(token.low, -1) if len(token.low) > 1 else -1
        if axis not in (0, 1):
            continue
        behind = _number(tokens, place + 1)
        found = None
        if place and tokens[place - 1].low in _ORDINALS:
            found = (place - 1, place + 1, _ORDINALS[tokens[place - 1].low])
        elif behind is not None:
            found = (place, behind[1], behind[0])
        if found is not None:
            if axis in parts:
                return []
            parts[axis] = found
    if len(parts) < 2:
        return []
    start, end = min(part[0] for part in parts.values()), max(part[1] for part in parts.values())
    return [Mention(start, end, (parts[0][2], parts[1][2]), True)] if end - start < 9 else []


def _number(tokens: Sequence[Token], place: int) -> tuple[int, int] | None:
    """A whole number that may have a sign, and the place behind it."""
    sign = 1
    if place + 1 < len(tokens) and tokens[place].low in ("-", "+") and tokens[place + 1].joined:
        sign = -1 if tokens[place].low == "-" else 1
        place += 1
    if place >= len(tokens) or tokens[place].kind != NUMBER:
        return None
    text = tokens[place].text.removesuffix(".0")
    return None if "." in text or len(text) > _LONGEST_NUMBER else (sign * int(text), place + 1)


def _bracketed(tokens: Sequence[Token], start: int) -> Mention | None:
    """(1, 0), [1; 0], (row 1, column 0), (row, column) = (1, 0)."""
    if tokens[start].kind != SIGN or tokens[start].low not in _OPENING:
        return None
    closing = _CLOSING[_OPENING.index(tokens[start].low)]
    names = _names(tokens, start, closing)
    if names is not None:
        place = behind(tokens, names[1], ("=", ":", "is"))
        if place < len(tokens) and place > names[1]:
            written = _bracketed(tokens, place) if tokens[place].low in _OPENING else None
            if written is not None and isinstance(written.value, tuple) and len(written.value) == len(names[0]):
                cell = in_order(dict(zip(names[0], written.value, strict=True)))
                return Mention(start, written.end, cell, True)
        return None
    inside = _named(tokens, start + 1)
    if inside is not None and inside.end < len(tokens) and tokens[inside.end].low == closing:
        return Mention(start, inside.end + 1, inside.value, True)
    numbers: list[int] = []
    place = start + 1
    while len(numbers) < 4:
        item = _number(tokens, place)
        if item is None:
            return None
        numbers.append(item[0])
        place = item[1]
        if place >= len(tokens):
            return None
        if tokens[place].low == closing:
            return Mention(start, place + 1, tuple(numbers), True) if len(numbers) > 1 else None
        if tokens[place].low in _PARTING:
            place += 1
    return None


def _in_table(tokens: Sequence[Token], start: int) -> Mention | None:
    """A row of a table that holds nothing but numbers: | 3 | 1 | 1 |."""
    numbers: list[int] = []
    place = start
    while place < len(tokens) and tokens[place].low == "|" and len(numbers) < 4:
        item = _number(tokens, place + 1)
        if item is None:
            break
        numbers.append(item[0])
        place = item[1]
    if place != len(tokens) - 1 or tokens[place].low != "|" or (start and tokens[start - 1].low != ":"):
        return None
    return Mention(start, place + 1, tuple(numbers), True) if len(numbers) > 1 else None


def _names(tokens: Sequence[Token], start: int, closing: str) -> tuple[list[int], int] | None:
    """The axes in brackets without numbers, (row, column), and the place behind them."""
    axes: list[int] = []
    place = start + 1
    while place < len(tokens) and len(axes) < 4:
        if tokens[place].low not in AXES:
            return None
        axes.append(AXES[tokens[place].low])
        place += 1
        if place < len(tokens) and tokens[place].low in (",", ";"):
            place += 1
        elif place < len(tokens) and tokens[place].low == closing:
            return (axes, place + 1) if len(axes) > 1 and len(set(axes)) == len(axes) else None
    return None


def _named(tokens: Sequence[Token], start: int) -> Mention | None:
    """Row 1, column 0; r1c0; x = 3, y = 1, z = 1: numbers with the names of their axes."""
    parts: dict[int, int] = {}
    place, end = start, start
    while place < len(tokens) and tokens[place].low in AXES and AXES[tokens[place].low] not in parts:
        axis = AXES[tokens[place].low]
        place = behind(tokens, place + 1, _BEFORE_VALUE)
        item = _number(tokens, place)
        if item is None:
            break
        parts[axis] = item[0]
        end = item[1]
        place = behind(tokens, end, _BETWEEN_NAMED)
    if len(parts) < 2:
        return None
    # "Column 0-2" and "columns 0 and 1" are no cell.
    is_open = end + 1 < len(tokens) and tokens[end + 1].kind == NUMBER and tokens[end].low in ("-", "and", "or", "to")
    return Mention(start, end, None if is_open else in_order(parts), True)


def in_order(parts: dict[int, int]) -> tuple[int, ...] | None:
    """The cell with these numbers on its axes, None where they are those of no cell; without z, x goes along a row."""
    for axes in ((0, 1), (2, 3, 4), (3, 2)):
        if set(parts) == set(axes):
            return tuple(parts[axis] for axis in axes)
    return None
