"""What a sentence commits to: which of the values that it names it asserts, and which it denies, doubts or explains.

A sentence is read once from left to right. Its words change the mood in which values are named; what is asserted at the
end is the sentence's answer, if it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from gameqa.scoring import lexicon
from gameqa.scoring.mentions import Mention, Sum
from gameqa.scoring.moods import ASSERTED, EXPLAINED, HEDGED, NOT, REMARK, SUPPOSED
from gameqa.scoring.predicates import is_added, is_beside, is_percent, low_at, predicated, sums_up
from gameqa.scoring.readings import CONFLICT, DENIED, EMPTY, PLAIN, UNCLEAR, VALUE, Manner, Reading
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token


def read_sentence(
    tokens: Sequence[Token], mentions: Sequence[Mention], manner: Manner, mood: int = ASSERTED
) -> Reading:
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
    sentence = _Sentence(tokens, (), PLAIN, ASSERTED)
    sentence.walk()
    return sentence.mood, sentence.supposes and not sentence.has_caveat


_FLATLY = lexicon.FLAT | lexicon.words("isn't aren't doesn't don't wasn't")
_NO_MORE = lexicon.words("no not nothing any one is the all")


class _Sentence:
    """A sentence that is being read."""

    def __init__(self, tokens: Sequence[Token], mentions: Sequence[Mention], manner: Manner, mood: int) -> None:
        self.tokens, self.mentions, self.manner, self.mood = tokens, mentions, manner, mood
        self.starts = {mention.start for mention in mentions}
        self.ends = {mention.end for mention in mentions}
        mentioned = {place for mention in mentions for place in range(mention.start, mention.end)}
        self.is_wordless = len(mentions) > 1 and all(
            token.kind != WORD or place in mentioned for place, token in enumerate(tokens)
        )
        self.last_comma = max((place for place, token in enumerate(tokens) if token.low == ","), default=-1)
        self.asserted: list[object | None] = []
        self.offered: list[object | None] = []
        self.denied: list[object | None] = []
        self.named_to = 0
        # What is asserted before this place only led to what follows.
        self.superseded = 0
        self.brackets: list[int] = []
        self.head: bool | None = None
        self.others = self.weight = 0
        self.supposes = mood == SUPPOSED
        self.follows = ""
        self.is_headed, self.concluded, self.in_conflict = True, False, False
        self.until_comma = self.has_comma = self.has_caveat = self.contrasts = False

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
                self.weight += self.mood not in (EXPLAINED, REMARK) and tokens[place].low not in lexicon.BARE
            place += 1

    def _low(self, place: int) -> str:
        return low_at(self.tokens, place)

    def _group(self, first: int) -> int:
        """The last of the mentions that are named together with one."""
        last = first
        while last + 1 < len(self.mentions) and self._is_joined(self.mentions[last], self.mentions[last + 1]):
            last += 1
        return last

    def _is_joined(self, one: Mention, other: Mention) -> bool:
        between = [token.low for token in self.tokens[one.end : min(other.start, one.end + 6)]]
        if self.is_wordless and "(" not in between:
            return True
        if len(between) > 5 or not lexicon.BETWEEN.issuperset(between):
            return False
        if self.manner.has_units and ":" in between and not self.tokens[other.start].joined:
            return False
        if "is" in between and not lexicon.NAMING.intersection(between):
            return False
        if isinstance(one.value, Sum) or isinstance(other.value, Sum):
            return False
        if "(" in between or "[" in between:
            return self._low(other.end) in (")", "]") and other.value is not None
        return True

    def _name(self, first: int, last: int) -> None:
        """Values are named together, in the mood of the sentence at this place."""
        if last > first and self._low(self.mentions[last].end) in lexicon.SINGULARS:
            self._name(first, last - 1)
            first = last
        start, end, mood = self.mentions[first].start, self.mentions[last].end, self.mood
        said = predicated(self.tokens, end, ASSERTED, self.manner.is_subject, self.manner.has_units)
        if mood in (ASSERTED, HEDGED):
            mood = mood if said == ASSERTED else said
            if mood in (ASSERTED, HEDGED) and self.head is None:
                self.head = self.is_headed
        elif said == HEDGED and mood in (REMARK, EXPLAINED):
            mood = HEDGED
        if (
            mood == REMARK
            and self.follows
            and low_at(self.tokens, end) == self.follows
            and self._low(start - 1) in ",;"
        ):
            # "B for the first, C for the second".
            mood = HEDGED
        if mood == ASSERTED and not self.manner.has_units and is_beside(self.tokens, start):
            mood = EXPLAINED
        if mood == REMARK and is_percent(self.tokens, end):
            mood = ASSERTED
        if (
            self.asserted
            and self.manner.is_subject
            and mood not in (NOT, SUPPOSED)
            and is_added(self.tokens, start, end)
        ):
            mood = HEDGED
        if not self.asserted and mood == ASSERTED and self._low(start - 1) == "or" and start > 1:
            mood = HEDGED
        if not self.asserted and mood == ASSERTED and self.head and self.tokens[end - 1].kind == WORD:
            self.follows = self._low(end) if self._low(end) in ("for", "if", "when", "on") else ""
        self.named_to = end
        self.has_comma = False
        values = [mention.value for mention in self.mentions[first : last + 1]]
        concludes = sums_up(self.tokens, end) or self.mentions[first].concludes
        if mood in (ASSERTED, REMARK) and not self.brackets and concludes:
            self.superseded, self.concluded, mood = len(self.asserted), True, ASSERTED
        if mood == ASSERTED:
            self.in_conflict = self.in_conflict or len(set(values)) > 1
            self.asserted += values
        elif mood == HEDGED:
            self.offered += values
        elif mood == NOT:
            self.denied += values

    def _word(self, place: int) -> None:
        """A word outside of values may change the mood."""
        low, after, mood = self._low(place), self._low(place + 1), self.mood
        named, is_light = bool(self.asserted), self._is_light(place)
        if self.head is None and not is_light:
            self.is_headed = False
        if low == "now" and named and any(token.low == "was" for token in self.tokens[:place]):
            self.superseded, self.mood = len(self.asserted), ASSERTED
        elif low in lexicon.HENCE or (low in lexicon.CONCLUSIONS and mood in (ASSERTED, REMARK)):
            self.superseded, self.mood, self.concluded = len(self.asserted), ASSERTED, True
            self.in_conflict = False
        elif mood == EXPLAINED:
            thinks_again = low in lexicon.SECOND_THOUGHTS and self._low(place - 1) in lexicon.PAUSES
            if thinks_again or (self.contrasts and low in lexicon.MODALS):
                self.mood = HEDGED
        elif self._denies(place, low, after, named):
            self.mood = NOT
        elif low in lexicon.RESETS and after not in ("of", "than"):
            self.mood = ASSERTED
            if not self.head:
                self.superseded = len(self.asserted)
        elif not self._supposes(place, low, named) and not self._hedges(place, low, after, named):
            if low in lexicon.REASONS and not self._is_no_reason(place, low, after):
                self._explain(place, named)
            elif mood == REMARK:
                if low in lexicon.SECOND_THOUGHTS or (low == "or" and self._low(place - 1) in lexicon.PAUSES):
                    self.mood = HEDGED
            elif named and not is_light and low not in lexicon.COORDINATORS:
                self.others += 1
                if self.tokens[place].kind == WORD and self.head and not self.manner.has_units and mood == ASSERTED:
                    self.mood = REMARK

    def _is_no_reason(self, place: int, low: str, after: str) -> bool:
        """Whether a word that may begin a reason does not: "as well", "which makes seven"."""
        if low == "as":
            return after in ("well", "follows", "below") or self._low(place - 1) == "well"
        if low in ("before", "after", "when"):
            return not after or (after in lexicon.PAUSES and after != "(")
        return low == "which" and self.manner.has_units and after in lexicon.CONCLUSIONS

    def _is_light(self, place: int) -> bool:
        """Whether a word says nothing of weight; so do words of unknown languages, and numbers beside lists."""
        token = self.tokens[place]
        if token.low in self.manner.light or not token.text[0].isascii():
            return True
        return token.kind == NUMBER and not self.manner.has_units and not self.manner.is_subject

    def _denies(self, place: int, low: str, after: str, named: bool) -> bool:
        """Whether a word denies what follows, or, as in "B looks right but isn't", what stands before it."""
        if (
            named
            and low in _FLATLY
            and after in lexicon.ENDINGS
            and "but" in (self._low(place - 1), self._low(place - 2))
        ):
            self.denied, self.asserted, self.superseded = [*self.denied, *self.asserted], [], 0
            return True
        if low == "but":
            return not lexicon.ALL.isdisjoint(token.low for token in self.tokens[max(0, place - 3) : place])
        if low == "no":
            return after not in lexicon.BEHIND_PARTICLE and not (named and place + 1 in self.starts)
        if low == "without" and after in ("doubt", "a", "any"):
            return False
        if low in lexicon.JUDGMENTS and self._is_pointed_at(place - 1):
            return False
        if low in lexicon.NEGATIONS or (low, after) in lexicon.NEGATION_PAIRS:
            return True
        if named:
            return False
        if (
            low in lexicon.FORMERLY
            or (low == "considered" and place + 1 in self.starts)
            or (low, after) in lexicon.FIRST_TRIES
        ):
            return True
        return low in lexicon.FIRST and not lexicon.TRIES.isdisjoint((after, self._low(place + 2)))

    def _is_pointed_at(self, place: int) -> bool:
        """Whether a verb is said of what stands before the sentence, as in "wait, that is wrong: 8"."""
        verb = self._low(place)
        return verb in ("that's", "it's") or (verb in lexicon.COPULAS and self._low(place - 1) in lexicon.POINTERS)

    def _supposes(self, place: int, low: str, named: bool) -> bool:
        """Takes a word that begins or continues a supposition; whether it is one."""
        if low == "if" and [self._low(place + step) for step in (1, 2, 3)] == ["i", "had", "to"]:
            return True
        if low in lexicon.SUPPOSITIONS or (low in lexicon.INVERTED and place == 0):
            is_caveat = self._low(place + 1) in lexicon.CAVEATS
            if not named:
                self.supposes, self.mood, self.has_caveat = True, SUPPOSED, is_caveat
                self.until_comma = place < self.last_comma
                return True
            following = {token.low for token in self.tokens[place + 1 : place + 8]}
            if not is_caveat or not following & lexicon.CAVEAT_ENDS:
                self.offered += self.asserted
                self.asserted, self.superseded = [], 0
            self.mood = EXPLAINED
            return True
        is_would = low == "would" and self.mood == ASSERTED and not (self.is_headed or self.concluded)
        if not named and (low in lexicon.OTHERS or is_would):
            self.mood = SUPPOSED
            return True
        if self.supposes and low in ("would", "could", "might", "had") and not self.is_headed:
            self.mood = SUPPOSED
            return True
        if (low == "such" and self._low(place + 1) == "as") or low in lexicon.EXAMPLES:
            self.mood = EXPLAINED
            return True
        return False

    def _hedges(self, place: int, low: str, after: str, named: bool) -> bool:
        """Takes a word that makes what follows only possible; whether it is one."""
        mood = self.mood
        takes_back = low in lexicon.TAKING_BACK and mood in (ASSERTED, REMARK) and self.superseded < len(self.asserted)
        if takes_back or (named and low == "no" and place + 1 in self.starts):
            self.mood = HEDGED
            return True
        if low in self.manner.hedges or (low == "can" and after in ("also", "be")):
            self.mood = HEDGED if mood in (ASSERTED, REMARK) else mood
            return True
        if low in lexicon.OPEN_ENDS and named and place - self.named_to < 5 and self._low(place - 1) not in _NO_MORE:
            self.offered.append(object())
            return True
        is_behind = place in self.ends or (self._low(place - 1) == "," and place - 1 in self.ends)
        if low == "or" and named and mood == ASSERTED and is_behind and after not in lexicon.SAME_AGAIN:
            # "(1, 0) or the center" offers something that is no value.
            if self.starts.isdisjoint(range(place + 1, place + 6)):
                self.offered.append(object())
            return True
        return False

    def _explain(self, place: int, named: bool) -> None:
        """A reason begins; one before the answer ends at a comma."""
        self.contrasts = self._low(place) in ("though", "although")
        if named or self._low(place) in lexicon.SOURCES:
            self.mood = EXPLAINED
        if not named and place < self.last_comma:
            self.mood, self.until_comma = EXPLAINED, True

    def _sign(self, place: int, following: Mention | None) -> None:
        """A comma, bracket or dash may end or begin a mood."""
        low, after = self._low(place), self._low(place + 1)
        is_next = following is not None and following.start == place + 1 + (after == "=")
        if low == "(" and self.asserted:
            closes = is_next and following is not None and self._low(following.end) == ")"
            if not closes or following is None or following.value is None or isinstance(following.value, Sum):
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
        elif low in (",", "-", ";", ":") and self.mood in (NOT, HEDGED):
            if low == ";" or not after or after in lexicon.NEW_CLAUSES:
                self.mood = ASSERTED
        elif low in ("-", ":") and self.asserted and self.mood == ASSERTED and not self.has_comma:
            parts = (
                self.manner.has_units and low == ":" and not self.tokens[min(place + 1, len(self.tokens) - 1)].joined
            )
            if (parts or not is_next) and after not in ("or", "and", "not"):
                self.mood = REMARK
                self.others += low == ":"

    def result(self) -> Reading:
        """What the sentence commits to."""
        values = self.asserted[self.superseded :] or self.asserted
        head = bool(self.head)
        pure = head and self.others <= (3 if self.manner.has_units else 0)
        if self.in_conflict:
            return Reading(CONFLICT if head else UNCLEAR, None, head, pure, "it offers several answers")
        distinct = set(values)
        distinct = {value for value in distinct if not (isinstance(value, Sum) and value.total in distinct)}
        whole = self._whole(values)
        if len(distinct) > 1 and whole is not None:
            distinct = {whole}
        if not distinct:
            if not self.offered:
                return Reading(DENIED, why="it names answers only to deny or explain something")
            several = len(set(self.offered)) > 1
            return Reading(CONFLICT if several and head else UNCLEAR, None, head, pure, "it is not sure of its answer")
        if len(distinct) > 1:
            return Reading(UNCLEAR, None, head, False, "it names several answers")
        (value,) = distinct
        if value is None or isinstance(value, Sum):
            return Reading(UNCLEAR, None, head, pure, "it gives a bound, a part or a false equation")
        if value in self.denied and not self.manner.has_units:
            return Reading(UNCLEAR, None, head, pure, "it denies what it names")
        if set(self.offered) - {value}:
            return Reading(CONFLICT, None, head, pure, "it offers several answers")
        return Reading(VALUE, value, head, pure, "", self.weight, self.concluded)

    def _whole(self, values: Sequence[object | None]) -> int | None:
        """The number that the others add up to, if one is: 7 ladders, 3 on the left and 4 on the right."""
        numbers = [value for value in values if isinstance(value, int)]
        if not self.manner.has_units or len(numbers) != len(values) or len(numbers) < 3:
            return None
        return max(numbers) if max(numbers) * 2 == sum(numbers) else None
