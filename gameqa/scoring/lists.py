"""Reading answers that are lists: moves, turns, cells, in any common notation, on one line or on many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gameqa.scoring import lexicon
from gameqa.scoring.counts import Item, is_numbering
from gameqa.scoring.flat import Flat, Values
from gameqa.scoring.lexicon import words
from gameqa.scoring.predicates import low_at
from gameqa.scoring.readings import Manner
from gameqa.scoring.runs import FILLERS, Run, Runs, behind_cell
from gameqa.scoring.tokens import NUMBER, SIGN, Token, tokens_of

MOST_LINES = 2_000
LONGEST_LINE = 8_000
LEAD = 8
"""How many tokens may stand before the first item of a numbered line."""

_LEADS = lexicon.LIGHT | words(
    "solution path sequence plan list order are complete full shortest valid following way route here player's get "
    "from start goal target reach reaches solve solves solved solving maze board puzzle ace home for bring needed "
    "required string can do made perform performed apply execute press play go goes walk walks step steps turn turns "
    "push pushes first then add adds voxel voxels positions cells pieces piece put place one possible a an inverse "
    "undone by propose missing set lists back should player's top card cards next follows foundation"
)
_SOLUTIONS = words(
    "solution path sequence moves answer plan turns final list steps add adds voxels positions route inverse order"
)
_HEDGES = lexicon.HEDGES - words("possible alternative plausible")
"""A possible solution is one."""
_LABELS = words("step move turn voxel piece position cube block")
_BULLETS = words("- + \u2022 * \u25aa \u25cf \xb7")


class _Line(NamedTuple):
    """A line of text.

    Attributes:
        text: as written.
        tokens: its tokens.
        runs: the runs in it.
        is_listed: whether it is a line of a list, with a bullet or a number.
        is_bare: whether it holds one run and nothing else.
    """

    text: str
    tokens: list[Token]
    runs: list[Run]
    is_listed: bool
    is_bare: bool


class Listed(Flat):
    """A reader of lists; values are tuples of items.

    Args:
        item: reads one item.
        counts: whether a number behind or before an item repeats it.
        numbered: whether a number at the start of a line may be the line's own.
    """

    def __init__(self, item: Item, counts: bool = True, numbered: bool = True) -> None:
        super().__init__(Manner(light=_LEADS, hedges=_HEDGES), _SOLUTIONS)
        self.runs, self.numbered = Runs(item, counts, numbered), numbered

    def join(self, texts: list[str]) -> str | None:
        """The texts as one list."""
        return ", ".join(texts)

    def flatten(self, text: str, values: Values) -> str:
        """The text with a sign for every run; the lines of one list become one sign behind what leads to it."""
        written: list[str] = []
        block: list[_Line] = []
        gap = False
        for part in text.split("\n")[:MOST_LINES]:
            if not part.strip():
                gap = True
                continue
            line = self._line(part[:LONGEST_LINE])
            if block and not _goes_on(block, line, gap):
                _close(block, written, values)
                block = []
            if gap and not block:
                written.append("")
            gap = False
            if line.runs and (line.is_listed or line.is_bare):
                block.append(line)
            else:
                written.append(_with_signs(line, values))
        _close(block, written, values)
        return "\n".join(written)

    def _line(self, text: str) -> _Line:
        tokens = tokens_of(text)
        place, is_listed = _behind_bullet(tokens, self.numbered)
        behind = behind_cell(tokens, place)
        if behind is not None and low_at(tokens, behind) == ":" and self.runs.counted(tokens, place) is None:
            place, is_listed = behind + 1, True
        is_listed = is_listed or text.lstrip().startswith("|")
        runs = self.runs.find(tokens, place, is_listed)
        if is_listed and runs and self._is_numbered_within(tokens, runs[0]):
            # All items on one line, each with its number.
            is_listed, runs = False, self.runs.find(tokens, place)
        if is_listed and runs and runs[0].start - place > LEAD:
            is_listed, runs = False, self.runs.find(tokens)
        if not self.numbered and runs and runs[0].start == place + 2 and tokens[place].kind == NUMBER:
            is_listed = tokens[place + 1].joined and tokens[place + 1].low in (".", ")")
        is_bare = not is_listed and len(runs) == 1 and _is_bare(tokens, runs[0])
        return _Line(text, tokens, runs, is_listed, is_bare)

    def _is_numbered_within(self, tokens: Sequence[Token], run: Run) -> bool:
        return any(
            is_numbering(tokens, place) and self.runs.counted(tokens, place + 2) is not None
            for place in range(run.start, run.end)
        )


def _is_bare(tokens: Sequence[Token], run: Run) -> bool:
    around = [*tokens[: run.start], *tokens[run.end :]]
    return run.values is not None and all(
        (token.kind == SIGN and token.low not in ("?", "=")) or token.low in FILLERS for token in around
    )


def _goes_on(block: list[_Line], line: _Line, gap: bool) -> bool:
    """Whether a line goes on with the list of the lines before it."""
    last = block[-1]
    if not line.runs or last.is_listed != line.is_listed or not (line.is_listed or line.is_bare):
        return False
    if line.is_listed:
        return True
    single = _size(last) == 1 and _size(line) == 1
    if last.text.rstrip().endswith(".") and not line.text.rstrip().endswith("."):
        # A sentence is over; what follows says it again.
        return False
    if gap or last.text.rstrip().endswith((".", "!", ":")):
        return single
    # A list that is given twice is one list.
    return single or last.runs[0].values != line.runs[0].values


def _size(line: _Line) -> int:
    return len(line.runs[0].values or ())


def _close(block: list[_Line], written: list[str], values: Values) -> None:
    """Writes the lines of one list as a sign, behind the line that leads to it."""
    if not block:
        return
    items: list[object] = []
    broken = any(line.runs[0].values is None for line in block)
    for line in block:
        items += line.runs[0].values or ()
    last = block[-1]
    rest = "" if last.is_listed else last.text[last.tokens[last.runs[0].end - 1].end :]
    sign = values.sign_of(None if broken else tuple(items)) + rest
    lead = next((place for place in range(len(written) - 1, -1, -1) if written[place].strip()), -1)
    if (
        lead >= 0
        and len(written) - lead <= 2
        and not written[lead].rstrip().endswith((".", "!", "?", ";"))
        and _leads(written[lead])
    ):
        written[lead:] = [f"{written[lead]} {sign}"]
    else:
        written.append(sign)


def _leads(text: str) -> bool:
    """Whether a line leads to a list: it ends with a colon, or has no value of its own."""
    return text.rstrip().endswith(":") or not any("\ue000" <= sign <= "\uefff" for sign in text)


def _with_signs(line: _Line, values: Values) -> str:
    """A line with a sign in place of every run."""
    parts, place = [], 0
    for run in line.runs:
        parts += [line.text[place : line.tokens[run.start].start], values.sign_of(run.values)]
        place = line.tokens[run.end - 1].end
    return "".join([*parts, line.text[place:]])


def _behind_bullet(tokens: Sequence[Token], numbered: bool) -> tuple[int, bool]:
    """The place behind a line's bullet or number, and whether it has one."""
    place = 0
    if len(tokens) > 1 and tokens[0].low in _BULLETS and not tokens[1].joined:
        place = 1
    if not numbered:
        return place, place > 0
    start = place + (len(tokens) > place and tokens[place].low == "(")
    is_labelled = len(tokens) > start and tokens[start].low in _LABELS
    number = start + is_labelled
    if len(tokens) <= number + 1 or tokens[number].kind != NUMBER:
        return place, place > 0
    end = number + 1
    while end < len(tokens) and tokens[end].low in (":", ".", ")", "-", "\u2192"):
        if not (is_labelled or tokens[end].joined or tokens[end].low == "-"):
            break
        end += 1
    is_numbered = end > number + 1 or (is_labelled and tokens[start].low != "move")
    return (end, True) if is_numbered else (place, place > 0)
