"""Reading answers that are one value: a letter, a number, a cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from gameqa.scoring import lexicon
from gameqa.scoring.mentions import Mention, Sum
from gameqa.scoring.moods import ASSERTED
from gameqa.scoring.reader import Reader
from gameqa.scoring.readings import CONFLICT, DENIED, EMPTY, NOTHING, PLAIN, UNCLEAR, VALUE, Manner, Reading
from gameqa.scoring.statements import read_sentence
from gameqa.scoring.tokens import SIGN, WORD, Token, sentences, tokens_of

Find = Callable[[Sequence[Token]], list[Mention]]

HEAD, TAIL = 1_200, 3_000
"""How many characters of a text are looked at where an answer is announced, and where it closes."""
LONGEST_CLOSING = 300
MOST_SENTENCES = 6
"""How many sentences at the end are passed over that name nothing, or only deny or explain."""
_BULLETS = frozenset(("-", "+", "\u2022", "*", "\u00b7", "\u25aa", "\u25cf"))


class Single(Reader):
    """A reader of one value.

    Args:
        find: finds the values that a sentence names.
        manner: how sentences of the kind are read.
        accept: whether a value is one of this kind; any other cannot be right.
        labelled: whether a letter with a full stop may be the label of the value behind it.
    """

    is_single = True

    def __init__(
        self,
        find: Find,
        manner: Manner = PLAIN,
        accept: Callable[[object], bool] = lambda value: True,
        labelled: bool = False,
    ) -> None:
        self.find, self.manner, self.accept, self.labelled = find, manner, accept, labelled

    def sentence(self, tokens: Sequence[Token], mood: int = ASSERTED) -> Reading:
        """What one sentence commits to."""
        tokens = _without_bullet(tokens)
        mentions = self.find(tokens)
        mentions = [mention if self._is_known(mention.value) else mention._replace(value=None) for mention in mentions]
        return read_sentence(tokens, mentions, self.manner, mood)

    def sentences(self, text: str, start: int, end: int | None = None) -> list[list[Token]]:
        """The sentences of a part of a text; a label and what it labels are in one."""
        found = sentences(tokens_of(text, start, end))
        if not self.labelled:
            return found
        joined: list[list[Token]] = []
        for tokens in found:
            last = joined[-1] if joined else []
            if (
                last
                and last[-1].low == "."
                and "\n" not in text[last[-1].end : tokens[0].start]
                and self._is_label(last, tokens)
            ):
                joined[-1] = [*last, *tokens]
            else:
                joined.append(tokens)
        return joined

    def _is_label(self, last: list[Token], tokens: list[Token]) -> bool:
        """Whether a sentence ends with a letter that labels the value with which the next one begins."""
        if len(last) < 2 or len(last[-2].text) != 1 or not last[-2].text.isupper():
            return False
        first = next(iter(self.find(tokens)), None)
        return (
            first is not None
            and not first.start
            and not (len(tokens[0].text) == 1 and tokens[0].text.isupper() and first.end == 1)
        )

    def _is_known(self, value: object | None) -> bool:
        return value is None or isinstance(value, Sum) or self.accept(value)

    def head(self, text: str, mood: int = ASSERTED) -> Reading:
        """The first sentence, unless what follows right behind says otherwise."""
        return self._headed(text, self.sentences(text, 0, HEAD), mood)

    def _headed(self, text: str, found: list[list[Token]], mood: int) -> Reading:
        for place, tokens in enumerate(found[:2]):
            reading = self.sentence(tokens, mood)
            if reading.status == NOTHING and not place and _announces(tokens):
                continue
            if reading.status != VALUE or not reading.is_headed:
                return reading if reading.status != VALUE else Reading(NOTHING, why="it says something else")
            return self._confirmed(reading, text, tokens, found[place + 1 :])
        return EMPTY

    def _confirmed(self, reading: Reading, text: str, last: list[Token], rest: list[list[Token]]) -> Reading:
        """The reading, unless lines of the same block are other answers, or a change of mind follows."""
        for before, tokens in pairwise([last, *rest[:4]]):
            if "\n\n" in text[before[-1].end : tokens[0].start].replace(" ", ""):
                break
            if lexicon.named_in((token.low for token in tokens[:3]), lexicon.SEVERAL) and not self.find(tokens):
                return Reading(CONFLICT, None, True, True, "it gives several answers")
            if tokens[-1].low == "?" and self._is_bare(tokens) and "\n" not in text[before[-1].end : tokens[0].start]:
                return Reading(UNCLEAR, None, True, True, "it asks")
            other = self.sentence(tokens)
            if other.status == VALUE and other.value != reading.value and self._is_bare(tokens):
                return Reading(CONFLICT, None, True, True, "it gives several answers")
        if self._changes(rest[:2], reading.value):
            return Reading(CONFLICT, None, True, True, "it is taken back right behind")
        return reading

    def _is_bare(self, tokens: Sequence[Token]) -> bool:
        """Whether a sentence is a value and nothing else."""
        tokens = _without_bullet(tokens)
        inside = {place for mention in self.find(tokens) for place in range(mention.start, mention.end)}
        return all(
            place in inside or token.kind == SIGN or token.low in lexicon.BARE for place, token in enumerate(tokens)
        )

    def takes_back(self, text: str, value: object) -> bool:
        """Whether the text begins with a change of mind that names another value."""
        return self._changes(self.sentences(text, 0, HEAD)[:2], value)

    def _changes(self, rest: list[list[Token]], value: object) -> bool:
        changing = False
        for tokens in rest:
            opener = next((token for token in tokens if token.kind == WORD), tokens[0] if changing else None)
            if opener is None:
                continue
            lows = {token.low for token in tokens}
            second = next((token.low for token in tokens[1:3] if token.kind == WORD and token is not opener), "")
            first = opener.low in lexicon.CHANGES_OF_MIND or (opener.low, second) in lexicon.CHANGES_IN_PAIRS
            offers = bool(lows & _OFFERS) and (opener.low in _OFFERED or bool(lows & lexicon.ADDED))
            if not (first or offers or changing):
                return False
            mentions = self.find(tokens)
            if mentions:
                return self._names_other(tokens, mentions, value)
            changing = opener.low in ("wait", "no", "actually", "correction", "hmm", "sorry", "oops", "hold")
        return False

    def _names_other(self, tokens: list[Token], mentions: list[Mention], value: object) -> bool:
        opener = next((token.low for token in tokens if token.kind == WORD), "")
        reading = self.sentence(tokens)
        if opener in lexicon.ADDITIONS:
            return reading.status == CONFLICT
        if reading.status == VALUE:
            return reading.value != value
        return reading.status in (CONFLICT, UNCLEAR) and any(mention.value != value for mention in mentions)

    def opening(self, text: str) -> Reading:
        """The first sentence where it is nothing but an answer."""
        found = self.sentences(text, 0, HEAD)
        if not found:
            return EMPTY
        reading = self.sentence(found[0])
        if reading.status in (VALUE, CONFLICT) and reading.is_pure:
            return self._confirmed(reading, text, found[0], found[1:]) if reading.status == VALUE else reading
        return EMPTY

    def closing(self, text: str) -> Reading:
        """The last sentence that names a value as an answer."""
        start = max(0, len(text) - TAIL)
        if start:
            start = max(text.find("\n", start), text.find(". ", start), start)
        found = self.sentences(text, start)
        passed = 0
        for place in range(len(found) - 1, -1, -1):
            reading = self.sentence(found[place])
            if _refuses(found[place]) and (reading.status != VALUE or self._is_word_of_refusal(found[place])):
                return Reading(CONFLICT, why="it gives up")
            if reading.status in (NOTHING, DENIED):
                passed += 1
                if passed > MOST_SENTENCES:
                    break
                continue
            if reading.status != VALUE:
                return reading
            if reading.is_pure:
                return self._in_block(reading, text, found, place)
            if found[place][-1].end - found[place][0].start > LONGEST_CLOSING:
                return Reading(NOTHING, why="its closing sentence is long")
            return self._confirmed(reading, text, found[place], found[place + 1 :])
        return self._on_lines(text)

    def _is_word_of_refusal(self, tokens: Sequence[Token]) -> bool:
        """Whether the value of a sentence is a word of what refuses an answer: the last one of "I give up", say."""
        lows = [token.low for token in tokens]
        inside = {
            place
            for start in range(len(lows))
            for end in (start + 2, start + 3)
            if tuple(lows[start:end]) in lexicon.REFUSALS
            for place in range(start, end)
        }
        rest = [token for place, token in enumerate(tokens) if place not in inside]
        return not rest or self.sentence(rest).status != VALUE

    def _on_lines(self, text: str) -> Reading:
        """An answer whose parts stand on lines of their own."""
        block = text.rstrip().rpartition("\n\n")[2]
        if len(block) > LONGEST_CLOSING:
            return EMPTY
        parts = [_NUMBERED.sub("", line) for line in block.split("\n")]
        reading = self.sentence(tokens_of(" , ".join(parts).replace(". ", " , ")))
        return reading if reading.status == VALUE and reading.is_headed else EMPTY

    def _in_block(self, reading: Reading, text: str, found: list[list[Token]], place: int) -> Reading:
        """A closing answer, unless the lines of its block before it are other answers."""
        for before in range(place - 1, max(-1, place - 12), -1):
            if "\n\n" in text[found[before][-1].end : found[before + 1][0].start].replace(" ", ""):
                break
            other = self.sentence(found[before])
            if other.status != VALUE or not self._is_bare(found[before]):
                break
            if other.value != reading.value:
                return Reading(CONFLICT, None, True, True, "it gives several answers")
        return self._confirmed(reading, text, found[place], found[place + 1 :])


_OFFERS = lexicon.words("could might may possible possibly")
_OFFERED = lexicon.words("it this that another the could may might can")
_NUMBERED = re.compile(r"^ ?[0-9]{1,2}[.)] ")


def _without_bullet(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a line without its bullet or number."""
    if len(tokens) > 1 and tokens[0].low in _BULLETS and not tokens[1].joined:
        return tokens[1:]
    return tokens


def _announces(tokens: Sequence[Token]) -> bool:
    """Whether a sentence without a value leads to the next one."""
    return tokens[-1].low in (":", "=") or all(token.kind == SIGN or token.low in lexicon.LIGHT for token in tokens)


def _refuses(tokens: Sequence[Token]) -> bool:
    """Whether a sentence says that there is no answer."""
    return lexicon.named_in((token.low for token in tokens), lexicon.REFUSALS)


class Together(Single):
    """A reader of values that are given together, one of each of several kinds; the value is a tuple.

    Args:
        parts: the readers of the kinds.
    """

    def __init__(self, *parts: Single) -> None:
        super().__init__(self._find_all)
        self.parts = parts

    def _find_all(self, tokens: Sequence[Token]) -> list[Mention]:
        return sorted((mention for part in self.parts for mention in part.find(tokens)), key=lambda item: item.start)

    def sentence(self, tokens: Sequence[Token], mood: int = ASSERTED) -> Reading:
        """What one sentence commits to: each part is read as if the others were not there."""
        tokens = _without_bullet(tokens)
        found = [part.find(tokens) for part in self.parts]
        readings = []
        for number, part in enumerate(self.parts):
            others = {
                place
                for other, mentions in enumerate(found)
                if other != number
                for mention in mentions
                for place in range(mention.start, mention.end)
            }
            own = [token for place, token in enumerate(tokens) if place not in others]
            readings.append(part.sentence(own, mood) if own else EMPTY)
        if all(reading.status == VALUE for reading in readings):
            return Reading(
                VALUE,
                tuple(reading.value for reading in readings),
                any(reading.is_headed for reading in readings),
                all(reading.is_pure for reading in readings),
            )
        for status in (CONFLICT, UNCLEAR, DENIED):
            for reading in readings:
                if reading.status == status:
                    return reading
        return Reading(NOTHING, why="it gives only a part of the answer")


def words_finder(words: Sequence[str]) -> Find:
    """Finds these words; the values are the words themselves."""
    known = frozenset(words)
    return lambda tokens: [
        Mention(place, place + 1, token.low) for place, token in enumerate(tokens) if token.low in known
    ]
