"""What a sentence commits to: which of the values that it names it asserts, and which it denies, doubts or explains.

A sentence is read once from left to right. Its words change the mood in which values are named; what is asserted at the
end is the sentence's answer, if it is one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gameqa.scoring import lexicon
from gameqa.scoring.mentions import Mention
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token

VALUE, NOTHING, DENIED, UNCLEAR, CONFLICT = "value", "nothing", "denied", "unclear", "conflict"

ASSERTED, HEDGED, NOT, EXPLAINED, SUPPOSED, REMARK = range(6)
"""Moods in which a value is named."""


class Reading(NamedTuple):
    """What a piece of text says.

    Attributes:
        status: VALUE; NOTHING: no value is named; DENIED: values are named, but not as answers; UNCLEAR: a value is
            doubted, asked or bounded, or several are named; CONFLICT: several are offered.
        value: the value that is asserted, for VALUE.
        is_headed: whether nothing of weight stands before it.
        is_pure: whether the text is nothing but an answer.
        why: what kept the text from being read, in a few words.
        weight: how many words stand beside the value.
        concludes: whether the text says that the value follows from what stands before it.
    """

    status: str
    value: object | None = None
    is_headed: bool = False
    is_pure: bool = False
    why: str = ""
    weight: int = 0
    concludes: bool = False


EMPTY = Reading(NOTHING, why="it names no answer")


class Manner(NamedTuple):
    """How sentences of a kind of answer are read.

    Attributes:
        has_units: nouns may follow a value, and values may be parts of a sum.
        is_subject: a value with a predicate is an answer only where the predicate says so.
    """

    has_units: bool = False
    is_subject: bool = False


def read_sentence(tokens: Sequence[Token], mentions: Sequence[Mention], manner: Manner, mood: int = ASSERTED) -> Reading:
    """What a sentence commits to.

    Args:
        mentions: the values that it names, in order, without overlaps.
        mood: how it begins, where it continues another.
    """
    if not mentions:
        return EMPTY
    if tokens[-1].low == "?":
        return Reading(UNCLEAR, why="it asks")
    sentence = _Sentence(tokens, mentions, manner, mood)
    sentence.walk()
    return sentence.result()


def mood_after(tokens: Sequence[Token]) -> tuple[int, bool]:
    """The mood that a sentence has reached behind its first tokens, and whether it supposes something."""
    if not tokens:
        return ASSERTED, False
    sentence = _Sentence(tokens, (), Manner(), ASSERTED)
    sentence.walk()
    return sentence.mood, sentence.supposes and not sentence.has_caveat


class _Sentence:
    """A sentence that is being read."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], manner: Manner, mood: int) -> None:
        self.tokens, self.mentions, self.manner, self.mood = tokens, mentions, manner, mood
        self.supposes = mood == SUPPOSED
        self.asserted: list[object | None] = []
        self.offered: list[object | None] = []
        self.superseded = 0
        self.concluded = False
        self.starts = {mention.start for mention in mentions}
        self.ends = {mention.end for mention in mentions}
        self.in_conflict = False
        self.until_comma = self.has_comma = self.has_caveat = self.contrasts = False
        self.last_comma = max((place for place, token in enumerate(tokens) if token.low == ","), default=-1)
        self.brackets: list[int] = []
        self.is_headed = True
        self.head: bool | None = None
        self.others = 0

    def walk(self) -> None:
        """Reads the tokens from left to right."""
        place, number = 0, 0
        tokens, mentions = self.tokens, self.mentions
        while place < len(tokens):
            if number < len(mentions) and place == mentions[number].start:
                last = self._group(number)
                self._name(number, last)
                place, number = mentions[last].end, last + 1
                continue
            if tokens[place].kind == SIGN:
                self._sign(place, mentions[number] if number < len(mentions) else None)
            else:
                self._word(place)
            place += 1

    def _low(self, place: int) -> str:
        return self.tokens[place].low if 0 <= place < len(self.tokens) else ""

    def _group(self, first: int) -> int:
        """The last of the mentions that are named together with one."""
        last = first
        while last + 1 < len(self.mentions) and self._is_joined(self.mentions[last], self.mentions[last + 1]):
            last += 1
        return last

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        between = [token.low for token in self.tokens[one.end : min(other.start, one.end + 6)]]
        if len(between) > 5 or not _BETWEEN.issuperset(between) or self.manner.has_units and ":" in between:
            return False
        if "is" in between and not _NAMING.intersection(between):
            return False
        if "(" in between or "[" in between:
            return self._low(other.end) in (")", "]") and other.value is not None
        return True

    def _name(self, first: int, last: int) -> None:
        """Values are named together, in the mood of the sentence at this place."""
        if last > first and self._low(self.mentions[last].end) in _SINGULAR:
            # "A and B is wrong": said of the last one alone.
            self._name(first, last - 1)
            first = last
        end = self.mentions[last].end
        mood = self._predicated(end, self.mood) if self.mood in (ASSERTED, HEDGED) else self.mood
        if mood in (ASSERTED, HEDGED) and self.head is None:
            self.head = self.is_headed
        if mood == ASSERTED and self.manner.is_subject and self._is_beside(self.mentions[first].start):
            mood = EXPLAINED
        values = [mention.value for mention in self.mentions[first : last + 1]]
        self.has_comma = False
        if mood in (REMARK, EXPLAINED) and self._predicated(end, ASSERTED) == HEDGED:
            mood = HEDGED
        if mood == REMARK and self._is_percent(end):
            mood = ASSERTED
        sums_up = mood in (ASSERTED, REMARK) and not self.brackets and self._concludes(end)
        if mood == ASSERTED or sums_up:
            if sums_up:
                self.superseded, self.concluded = len(self.asserted), True
            if len(set(values)) > 1 and not self._is_sum(values):
                self.in_conflict = True
            self.asserted += values
        elif mood == HEDGED:
            self.offered += values

    def _is_beside(self, start: int) -> bool:
        """Whether a value only tells where something else is: next to (1, 0)."""
        before, earlier = self._low(start - 1), self._low(start - 2)
        return before in _BESIDE or before in ("of", "to", "from") and earlier in _SIDES

    def _is_sum(self, values: Sequence[object | None]) -> bool:
        numbers = [value for value in values if isinstance(value, int)]
        return self.manner.has_units and len(numbers) == len(values) > 2 and max(numbers) * 2 == sum(numbers)

    def _concludes(self, end: int) -> bool:
        """Whether "in total" or the like follows a value."""
        for place in range(end, min(end + 5, len(self.tokens))):
            word = self.tokens[place].low
            if word in (",", ";", ".", "("):
                return False
            if word in ("total", "altogether", "overall") or word == "all" and self._low(place - 1) == "in":
                return True
        return False

    def _predicated(self, end: int, mood: int) -> int:
        """The mood of a value that something is said of: "B is wrong", "(1, 0) is taken"."""
        place = end
        while self._low(place) in lexicon.BRACKETS or self._low(place) in ("also", "both", "all"):
            place += 1
        word = self._low(place)
        if word in (":", "-", ",", "\u2192", "=", "(") and self._low(place + 1) in _FLAT and self._low(place + 2) in _ENDING:
            return NOT
        if word in _FLAT and self._low(place + 1) in _ENDING or word in lexicon.FAILS or word in ("wrong", "incorrect", "impossible"):
            return NOT
        if word in ("may", "might", "could", "would"):
            following = {token.low for token in self.tokens[place + 1 : place + 6]}
            if following & _FLAWS:
                return NOT
            return HEDGED if following & _POSSIBLE else mood if word == "would" else EXPLAINED
        if word not in lexicon.COPULAS:
            return mood
        while self._low(place) in lexicon.COPULAS or self._low(place) in _ADVERBS or self._low(place) == "to":
            place += 1
        after = self._low(place)
        if after in lexicon.NEGATIVES or not _FLAWS.isdisjoint(token.low for token in self.tokens[place : place + 4]):
            return NOT
        if after in lexicon.HEDGES:
            return HEDGED
        return EXPLAINED if self.manner.is_subject and after not in lexicon.POSITIVES else mood

    def _is_percent(self, end: int) -> bool:
        place = end
        while self._low(place) in (":", "(", "-", "with", "at", "="):
            place += 1
        return place + 1 < len(self.tokens) and self.tokens[place].kind == NUMBER and self._low(place + 1) == "%"

    def _word(self, place: int) -> None:
        """A word outside of values may change the mood."""
        low, after, mood = self._low(place), self._low(place + 1), self.mood
        named = bool(self.asserted)
        is_light = low in lexicon.LIGHT
        if self.head is None and not is_light:
            self.is_headed = False
        if low in _HENCE:
            self._conclude()
        elif mood == EXPLAINED:
            if low in _SECOND_THOUGHTS and self._low(place - 1) in _PAUSES or self.contrasts and low in _MODALS:
                self.mood = HEDGED
        elif low in lexicon.CONCLUSIONS:
            if mood != NOT:
                self._conclude()
        elif low == "but" and not _ALL.isdisjoint(token.low for token in self.tokens[max(0, place - 3) : place]):
            self.mood = NOT
        elif not named and self._is_first_try(place):
            self.mood = NOT
        elif low in lexicon.RESETS and after not in ("of", "than"):
            self.mood = ASSERTED
            if not self.head:
                self.superseded = len(self.asserted)
        elif low in lexicon.SUPPOSITIONS or low in _INVERTED and place == 0:
            self._suppose(place, named)
        elif not named and low in lexicon.OTHERS:
            self.mood = SUPPOSED
        elif low == "would" and not named and mood == ASSERTED and not (self.is_headed or self.concluded):
            self.mood = SUPPOSED
        elif self.supposes and low in ("would", "could", "might", "had"):
            self.mood = SUPPOSED
        elif low == "such" and after == "as" or low in lexicon.EXAMPLES:
            self.mood = EXPLAINED
        elif named and (low == "no" and place + 1 in self.starts or low in _TAKING_BACK and mood in (ASSERTED, REMARK)):
            self.mood = HEDGED
        elif self._negates(low, after):
            self.mood = NOT
        elif low in lexicon.HEDGES or low == "can" and after in ("also", "be"):
            if mood in (ASSERTED, REMARK):
                self.mood = HEDGED
        elif low in lexicon.REASONS and not (low == "as" and "well" in (after, self._low(place - 1))):
            self._explain(place, named)
        elif mood == REMARK:
            if low in _SECOND_THOUGHTS or low == "or" and self._low(place - 1) in _PAUSES:
                self.mood = HEDGED
        elif low == "or" and named and mood == ASSERTED and self._is_open_or(place):
            self.offered.append(object())
        elif named and not is_light and low not in lexicon.COORDINATORS:
            self.others += 1
            if self.tokens[place].kind == WORD and self.head and not self.manner.has_units and mood == ASSERTED:
                self.mood = REMARK

    def _is_first_try(self, place: int) -> bool:
        """Whether the words at a place tell of an answer that is not the final one."""
        low, after = self._low(place), self._low(place + 1)
        if (low, after) in _FIRST_TRIES or low in _WRONG_TRIES:
            return True
        return low in _FIRST and not _TRIES.isdisjoint((after, self._low(place + 2)))

    def _conclude(self) -> None:
        """What was named before led to what follows."""
        self.superseded, self.mood, self.concluded = len(self.asserted), ASSERTED, True
        self.in_conflict = False

    def _is_open_or(self, place: int) -> bool:
        """Whether "or" behind a value leads to something else that is no value: (1, 0) or the center."""
        if place not in self.ends or self._low(place + 1) in _SAME_AGAIN:
            return False
        return self.starts.isdisjoint(range(place + 1, place + 6))

    def _sign(self, place: int, following: Mention | None) -> None:
        """A comma, bracket or dash may end or begin a mood."""
        low, after = self._low(place), self._low(place + 1)
        if low == "(" and self.asserted:
            if following is None or following.start != place + 1 or self._low(following.end) != ")" or following.value is None:
                self.brackets.append(self.mood)
                self.mood = REMARK
        elif low == ")" and self.brackets:
            self.mood = self.brackets.pop()
        elif low == "," and self.asserted and self.mood == ASSERTED:
            self.has_comma = True
        elif low == "," and self.until_comma:
            self.until_comma = False
            if self.mood == EXPLAINED or self.has_caveat:
                self.mood = ASSERTED
        elif low in (",", "-", ";") and self.mood in (NOT, HEDGED):
            if low == ";" or after in _NEW_CLAUSE:
                self.mood = ASSERTED
        elif low in ("-", ":") and self.asserted and self.mood == ASSERTED and not self.has_comma:
            parts = self.manner.has_units and low == ":" and not self.has_comma
            if (parts or following is None or following.start != place + 1) and after not in ("or", "and", "not"):
                self.mood = REMARK
                self.others += low == ":"

    def _suppose(self, place: int, named: bool) -> None:
        if not named:
            self.supposes, self.mood = True, SUPPOSED
            self.has_caveat = self._low(place + 1) in _CAVEATS
            self.until_comma = place < self.last_comma
        else:
            if self._low(place + 1) not in _CAVEATS:
                self.offered += self.asserted
                self.asserted, self.superseded = [], 0
            self.mood = EXPLAINED

    def _explain(self, place: int, named: bool) -> None:
        self.contrasts = self._low(place) in ("though", "although")
        if named or self._low(place) in _SOURCES:
            self.mood = EXPLAINED
        if not named and place < self.last_comma:
            self.mood, self.until_comma = EXPLAINED, True

    def _negates(self, low: str, after: str) -> bool:
        if low == "no":
            return after not in _BEHIND_NO
        if low == "without" and after in ("doubt", "a", "any"):
            return False
        return low in lexicon.NEGATIONS or (low, after) in lexicon.NEGATION_PAIRS

    def result(self) -> Reading:
        values = self.asserted[self.superseded :] or self.asserted
        head = bool(self.head)
        pure = head and self.others <= (3 if self.manner.has_units else 0)
        if self.in_conflict:
            return Reading(CONFLICT if head else UNCLEAR, None, head, pure, "it offers several answers")
        distinct = set(values)
        if len(distinct) > 1 and self._is_sum(values):
            distinct = {max(value for value in values if isinstance(value, int))}
        if not distinct:
            if not self.offered:
                return Reading(DENIED, why="it names answers only to deny or explain something")
            several = len(set(self.offered)) > 1
            return Reading(CONFLICT if several and head else UNCLEAR, None, head, pure, "it is not sure of its answer")
        if len(distinct) > 1:
            return Reading(UNCLEAR, None, head, False, "it names several answers")
        (value,) = distinct
        if value is None:
            return Reading(UNCLEAR, None, head, pure, "it gives a bound, a part or a false equation")
        if set(self.offered) - {value}:
            return Reading(CONFLICT, None, head, pure, "it offers several answers")
        inside = {place for mention in self.mentions for place in range(mention.start, mention.end)}
        weight = sum(
            token.kind == WORD and token.low not in BARE and place not in inside
            for place, token in enumerate(self.tokens)
        )
        return Reading(VALUE, value, head, pure, "", weight, self.concluded)


BARE = frozenset("option choice answer letter text value the final or and".split())
_BETWEEN = lexicon.COORDINATORS | frozenset(
    ("option", "choice", "letter", "the", "a", "also", "-", ":", ")", "]", "(", "[", '"', "'", "cell", "then", "even",
     "answer", "=", "is", "i.e", "both", "which", "that", "to", "corresponds", "corresponding", "matches")
)  # fmt: skip
_SINGULAR = frozenset("is isn't was wasn't seems looks fails doesn't does ignores has".split())
_FLAT = frozenset("no wrong incorrect false impossible not invalid rejected eliminated excluded".split())
_ENDING = frozenset(("", ".", "!", ",", ";", ")"))
_BEHIND_NO = frozenset((",", "doubt", ".", "-", "need", "wait", "actually", "sorry", "it", "it's", "that", "hmm", ":", "!", "the", "i", ";", "there", "we", "my"))
_ALL = frozenset("all anything everything nothing any every each none".split())
_FIRST = frozenset("first initial earlier previous wrong common naive original tempting incorrect false".split())
_TRIES = frozenset("guess answer count thought try attempt mistake estimate impression reading idea instinct error".split())
_FIRST_TRIES = frozenset((("at", "first"), ("to", "begin")))
_WRONG_TRIES = frozenset("initially originally mistake mistakes mistakenly trap wrongly error".split())
_SAME_AGAIN = frozenset("equivalently in i.e simply written just rather equally".split())
_BESIDE = frozenset("near above below under beside opposite behind after before".split())
_SIDES = frozenset("left right next adjacent close opposite front top bottom diagonal away".split())
_NAMING = frozenset(("which", "that", "answer", "i.e"))
_ADVERBS = frozenset("also then clearly certainly definitely obviously thus therefore indeed still simply just actually".split())
_FLAWS = frozenset("wrong incorrect invalid false mistake trap distractor lose loses fail fails".split())
_HENCE = frozenset("so thus therefore hence consequently".split())
_TAKING_BACK = frozenset("wait actually correction sorry oops".split())
_SECOND_THOUGHTS = frozenset("maybe perhaps alternatively wait actually correction possibly".split())
_PAUSES = frozenset((",", ";", "-", "(", "."))
_NEW_CLAUSE = frozenset("it it's the so i we this that's that but there you then is".split())
_INVERTED = frozenset(("were", "had", "should"))
_MODALS = frozenset(("could", "might", "may", "possibly", "also"))
_POSSIBLE = frozenset("right correct possible answer it valid too also well work fit".split())
_CAVEATS = frozenset("i i'm my we you counted needed not this".split())
_SOURCES = frozenset("based derived according consistent given".split())
