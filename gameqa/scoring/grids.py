"""Reading answers that are grids: rows of numbers or words, as lines, tables, matrices or nested lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gameqa.scoring import lexicon
from gameqa.scoring.flat import Flat, Values
from gameqa.scoring.lexicon import words
from gameqa.scoring.readings import Manner
from gameqa.scoring.tokens import Token

Grid = tuple[tuple[str, ...], ...]
Row = list[str]

_ROW_END = re.compile(r"\][ ]?,?[ ]?(?=\[)|\)[ ]?,?[ ]?(?=\()|\}[ ]?,?[ ]?(?=\{)|[;/]")
_RULE = re.compile(r"[|+:\- ]+")
_LABEL = re.compile(
    r"[ ]{0,20}(?:[-\u2022] )?"
    r"(?:\(?[0-9]{1,2}[.):](?=[ \[(])|[A-Za-z][A-Za-z0-9 ()]{0,30}[:=\u2192]|[0-9]{1,2} ?[:=\u2192]"
    r"|row ?[0-9]{1,2}(?= ))",
    re.IGNORECASE,
)
_CELL = re.compile(r"[^\W_]+")
_NO_CELL = re.compile(r"[.!?:]|\w'\w")
_NOT_A_VALUE = lexicon.LIGHT | words("row column grid after steps step with by from for")
_REASON = re.compile(r",? (?:because|since|which|as) .*")
_SO = re.compile(r"(?:so|thus|therefore|hence)[,:]? ", re.IGNORECASE)
_ROW_LABEL = re.compile(r"[ ]{0,20}(?:[-\u2022] )?(?:\(?[0-9]|[a-z ]{0,12}row|r[0-9]|[xyz] ?=|line)", re.IGNORECASE)
_ABOUT_IT = re.compile(
    r"\s{0,20}(?=(?:this|that|it|above) (?:is|was) (?:the )?(?:initial|start|original|given|board at))", re.IGNORECASE
)
_LEAD = re.compile(r"(?:\b(?:is|are)|[:=]) ")
LONGEST_LEAD = 400
"""How many characters of a line are searched for a first row behind other words."""
LONGEST_ROWS = 8_000
_LEADS = lexicon.LIGHT | words(
    "grid state board after step steps last looks like table result follows picture view drawing shows row rows "
    "complete whole"
)
_SOLUTIONS = words("grid state board answer result solution view rows")
_STARTS = words("initial starting original start given beginning before")


class Grids(Flat):
    """A reader of grids, as tuples of rows of words or digits in lower case."""

    def __init__(self) -> None:
        super().__init__(Manner(light=_LEADS), _SOLUTIONS)

    def join(self, texts: list[str]) -> str | None:
        """The texts as rows."""
        return "\n".join(texts)

    def is_denied(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence says that its grid is the one of the question."""
        lows = {token.low for token in tokens}
        return not _STARTS.isdisjoint(lows) and "after" not in lows

    def flatten(self, text: str, values: Values) -> str:
        """The text with a sign for every grid, behind what leads to it."""
        parts: list[str] = []
        place = 0
        for start, grid, end in _blocks(text):
            parts += [_lead(text[place:start]), values.sign_of(grid)]
            place = end
            behind = _ABOUT_IT.match(text, place)
            if behind:
                # "This is the initial grid" is said of the one before.
                parts.append(" - ")
                place = behind.end()
        return "".join([*parts, text[place:]])


def _lead(text: str) -> str:
    """The text before a grid, on one line with it where its last line leads to it."""
    lead = text.rstrip()
    if not lead:
        return text
    gap = text.count("\n") - lead.count("\n")
    if lead.endswith("("):
        # A call of code.
        return f"{lead}\n"
    if lead.endswith((".", "!", "?", ";")) or gap > 2:
        return text if text != lead else f"{lead} "
    last = lead.rpartition("\n")[2]
    is_lead = gap < 2 or last.endswith(":") or not _STARTS.isdisjoint(last.lower().split())
    return f"{lead} " if is_lead else text


def _blocks(text: str) -> list[tuple[int, Grid, int]]:
    """The grids of a text: where each begins, its rows, and where it ends."""
    found: list[tuple[int, Grid, int]] = []
    rows: list[tuple[int, Row, int]] = []
    place = 0
    # Rows may be set apart by blank lines, all of them.
    blank, is_sparse = False, True
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.strip():
            start, parsed = _rows_in(line)
            if not parsed and number + 1 < len(lines):
                start, parsed = _first_row(line, lines[number + 1])
            goes_on = (
                bool(parsed)
                and not start
                and (not blank or (is_sparse and len(parsed[0]) == len(rows[-1][1])) if rows else True)
            )
            if not goes_on and not (_is_rule(line) and not blank):
                _close(rows, found)
                rows = []
            if parsed:
                is_sparse = blank if len(rows) == 1 else (is_sparse and blank) or not rows
                rows += [(place + start, row, place + len(line)) for row in parsed]
            blank = False
        else:
            blank = True
        place += len(line) + 1
    _close(rows, found)
    return found


def _close(rows: list[tuple[int, Row, int]], found: list[tuple[int, Grid, int]]) -> None:
    if rows:
        grid = _without_labels([row for _, row, _ in rows])
        if grid is not None:
            found.append((rows[0][0], grid, rows[-1][2]))


def _is_rule(line: str) -> bool:
    return _RULE.fullmatch(line) is not None


def _rows_in(line: str) -> tuple[int, list[Row]]:
    """The rows of cells that a line holds, and where they begin; none where it is prose."""
    if _is_rule(line):
        return 0, []
    reason = _REASON.search(line)
    line = line[: reason.start()] if reason else line
    label = _LABEL.match(line)
    start = label.end() if label else 0
    opened = line.find("[[", start)
    if opened >= 0 and not any(sign.isdigit() for sign in line[start:opened]):
        start = opened
    found = _rows(line[start:])
    if not found and opened < 0:
        # A grid on one line may follow a sentence.
        so = _SO.match(line)
        lead = max(line.rfind(". ") + 1, line.rfind(": ") + 1, so.end() if so else 0)
        found = _rows(line[lead:]) if lead else []
        start = lead
        found = (
            found if len(found) > 1 or (found and len(found[0]) > 1 and all(len(cell) > 1 for cell in found[0])) else []
        )
    is_lead = start > 0 and not (label and start == label.end() and _ROW_LABEL.match(line))
    return start if is_lead else 0, found


def _first_row(line: str, following: str) -> tuple[int, list[Row]]:
    """A row behind what leads to it, as long as the one on the next line, and where it begins; none without one."""
    leads = list(_LEAD.finditer(line, max(0, len(line) - LONGEST_LEAD)))
    if not leads:
        return 0, []
    start = leads[-1].end()
    found, below = _rows(line[start:]), _rows(following)
    return (start, found) if len(found) == len(below) == 1 and len(found[0]) == len(below[0]) > 1 else (0, [])


def _rows(body: str) -> list[Row]:
    """The rows of cells in a text without labels."""
    if "|" in body:
        parts = [part.strip() for part in body.strip().strip("|").split("|")]
        counts = {len(_CELL.findall(part)) for part in parts}
        if len(parts) > 1 and max(counts) <= 2 and (len(counts) > 1 or max(counts) < 2 or not parts[0][:1].isdigit()):
            return [[" ".join(_CELL.findall(part)).lower() for part in parts]]
        body = body.replace("|", ";" if len(counts) == 1 else " ")
    elif "," in body:
        parts = body.strip("[](){}., ").split(",")
        counts = {len(_CELL.findall(part)) for part in parts}
        if len(parts) > 1 and len(counts) == 1 and counts.pop() > 1:
            body = body.replace(",", ";")
    body = body.strip().rstrip(".,;")
    if body[:1] in ("[", "(") and body[-1:] in ("]", ")") and body.count("[") + body.count("(") <= 1:
        body = body.strip("[]() ")
    if len(body) > LONGEST_ROWS:
        return []
    found: list[Row] = []
    for part in _ROW_END.split(body):
        if _NO_CELL.search(part):
            return []
        cells = [cell.lower() for cell in _CELL.findall(part)]
        names = [cell for cell in cells if not cell.isdigit()]
        if len(names) > 12 or any(name in _NOT_A_VALUE for name in names):
            return []
        if cells:
            found.append(cells)
    return found


def _without_labels(rows: list[Row]) -> Grid | None:
    """A grid from rows that may have labels and a header; None where they are no grid."""
    headed = len(rows) > 1 and _is_header(rows[0], rows[1:])
    if headed:
        rows = rows[1:]
    if rows and all(len(row) > 1 for row in rows):
        first = [row[0] for row in rows]
        if _counts(first, 2 if headed else 3) or all(
            re.fullmatch(r"(?:row|r|line|y|z) ?\d{0,2}|", cell) for cell in first
        ):
            rows = [row[1:] for row in rows]
    if len(rows) == 1 and len(rows[0]) > 1 and all(cell.isdigit() and len(cell) > 1 for cell in rows[0]):
        rows = [[cell] for cell in rows[0]]
    if all(len(row) == 1 and row[0].isdigit() and len(row[0]) > 1 for row in rows):
        rows = [list(row[0]) for row in rows]
    if not rows or any(not cell for row in rows for cell in row):
        return None
    if len(rows) == 1 and len(rows[0]) == 1:
        return None
    return tuple(tuple(row) for row in rows)


def _is_header(header: Row, rows: list[Row]) -> bool:
    """Whether a row holds the numbers or names of the columns."""
    wide = len(rows[0])
    names = header[1:] if len(header) == wide and _is_corner(header[0]) else header
    if len(names) < 2:
        return False
    if _counts(names, 3) and (
        len(names) == wide - 1 or any(len(row) != len(names) for row in rows) or not _counts(rows[0], 3)
    ):
        return len(names) == wide - 1 or (
            len(names) == wide
            and len(header) == wide
            and not all(cell.isdigit() and int(cell) > 1 for row in rows for cell in row)
        )
    return all(re.fullmatch(r"(?:col|column|c|y|x) ?\d{1,2}", name) for name in names)


def _is_corner(cell: str) -> bool:
    return not cell or cell in ("row", "rows", "r", "y", "z", "row col", "r c") or cell.startswith("row")


def _counts(cells: Sequence[str], least: int) -> bool:
    """Whether cells count up by one from 0 or 1, or down to it."""
    if len(cells) < least or not all(cell.isdigit() and len(cell) < 3 for cell in cells):
        return False
    numbers = [int(cell) for cell in cells]
    up = list(range(numbers[0], numbers[0] + len(numbers)))
    return (numbers == up and numbers[0] in (0, 1)) or (
        numbers[::-1] == list(range(numbers[-1], numbers[-1] + len(numbers))) and numbers[-1] in (0, 1)
    )
