"""The grammar of choices: letters, and the texts of options."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from gameqa.contract import LETTERS
from gameqa.scoring import lexicon
from gameqa.scoring.cells import find_bare_cells
from gameqa.scoring.lexicon import words
from gameqa.scoring.mentions import Mention
from gameqa.scoring.numbers import Numbers
from gameqa.scoring.operands import NUMBER_WORDS
from gameqa.scoring.tokens import NUMBER, SIGN, WORD, Token, tokens_of

_CALLS = words("option options choice choices letter answer answers choose chose chosen pick picked select selected go")
"""Words before a letter that stands for an option."""
_LINKS = words(
    "is are be was it's that's as with say so therefore thus hence not but either neither nor than being equals for "
    "i'd only just clearly definitely probably then yes no maybe perhaps possibly exclude reject discard eliminate "
    "avoid out indeed gives think conclude likely certainly obviously surely say matches means leaves actually wait "
    "sorry meant mean hmm correction rather alternatively believe guess conclusion ok okay well finally doubt about "
    "always never now and or nor & answered bet on makes it does"
) | frozenset(
    (",", ":", "-", "(", "[", "{", '"', "'", "\u2192", ".", ";", "/", "&", "=", ")", "%", "|", "+", "<", "\u2022")
)
"""What may stand before a letter that stands for an option without being called one."""
_BEFORE_TO = words("corresponds corresponding equal leads points amounts comes down due")
_JOINERS = lexicon.COORDINATORS | words(
    "as well also possibly maybe perhaps even then than not but rather instead of option + ; - ( ) resp vs versus "
    "either > < ~ ... to through thru till first second followed by"
)
_PREDICATES = words("is are might may could would must seems looks fits matches has does can was")
_FOLLOWING = words(
    "is are because since as or and which not seems looks must fits has matches it rather instead but can does i "
    "whereas while although for so given only would works might may could definitely clearly due thanks following "
    "from by after when where with on in at to of through per via about again also indeed thus therefore hence then "
    "here there if unless maybe perhaps was will should without i'm i'd option the"
)
"""Words that follow a letter but no article."""
_SAME_WORDS = {
    "ace": "a", "jack": "j", "queen": "q", "king": "k", "colour": "color", "degrees": "\u00b0", "degree": "\u00b0",
    "grey": "gray", "will": "", "the": "", "then": "", "and": "", "an": "",
}  # fmt: skip
_SKIPPED = frozenset((",", ".", ":", ";", "(", ")", "[", "]", "{", "}", '"', "'", "|", "", "/"))

Canonical = tuple[str, ...]


def canonical(tokens: Sequence[Token], start: int = 0, end: int | None = None) -> list[tuple[str, int]]:
    """The tokens that tell texts of options apart, each with its place: without articles and punctuation."""
    found = []
    for place in range(start, len(tokens) if end is None else end):
        token = tokens[place]
        low = token.low
        if token.kind == NUMBER:
            low = low.lstrip("0") or "0"
        elif token.kind == WORD:
            low = _SAME_WORDS.get(low, low)
            if low in NUMBER_WORDS and low != "one":
                low = str(NUMBER_WORDS[low])
        is_prime = low == "'" and token.joined and len(tokens[place - 1].text) == 1 and tokens[place - 1].text.isupper()
        if low not in _SKIPPED or is_prime:
            found.append((low, place))
    return found


def _belongs(sign: Token, before: str) -> bool:
    """Whether a sign makes the letter before it a turn of a cube, a power or a place such as c3."""
    return sign.kind == NUMBER or sign.low in ("^", "_") or (sign.low == "'" and before not in ("'", '"'))


class Options:
    """Finds which options a sentence names, by their letters or their texts.

    Args:
        options: the texts of the options, in order.
    """

    def __init__(self, options: Sequence[str]) -> None:
        from gameqa.scoring.plain import plain

        self.count = len(options)
        tokens = [tokens_of(plain(option)) for option in options]
        texts = [tuple(low for low, _ in canonical(items)) for items in tokens]
        self.whole = frozenset(texts)
        self.texts: dict[str, list[tuple[Canonical, str]]] = {}
        for text, letter in zip(texts, LETTERS, strict=False):
            if text and texts.count(text) == 1:
                self.texts.setdefault(text[0], []).append((text, letter))
        for items in self.texts.values():
            items.sort(key=lambda item: -len(item[0]))
        self.numbers = self._by_value(tokens, Numbers())
        self.cells = self._by_value(tokens, find_bare_cells)
        self.longest = max(map(len, texts), default=0)

    def _by_value(self, tokens: Sequence[Sequence[Token]], find: object) -> dict[object, str]:
        """Letters by the values of options that are nothing but numbers, or cells."""
        found: dict[object, str] = {}
        for items, letter in zip(tokens, LETTERS, strict=False):
            mentions = find(items)  # type: ignore[operator]
            if (
                len(mentions) != 1
                or mentions[0].value is None
                or (mentions[0].start, mentions[0].end) != (0, len(items))
            ):
                return {}
            found[mentions[0].value] = letter
        return found if len(found) == len(tokens) else {}

    def __call__(self, tokens: Sequence[Token]) -> list[Mention]:
        """The options that the tokens name, as letters; None for a letter or a value that is none of theirs."""
        whole = self._lettered(tokens)
        if whole:
            return whole
        found = self._texts(tokens)
        taken = {place for mention in found for place in range(mention.start, mention.end)}
        if not found and all(token.kind != WORD or len(token.text) == 1 for token in tokens):
            return self._lone(tokens)
        letters: list[Mention] = []
        is_named = False
        for place, token in enumerate(tokens):
            if place in taken:
                is_named = True
                continue
            mention = self._letter(tokens, place, is_named)
            if mention is not None:
                letters.append(mention)
            is_named = mention is not None or (is_named and token.low in _JOINERS)
        return sorted([*found, *letters], key=lambda mention: mention.start)

    def _lettered(self, tokens: Sequence[Token]) -> list[Mention]:
        """The letter and the option's text where the tokens are these and nothing else: "(B) R, B" for turns of a cube,
        whose own letters are none."""
        lows = canonical(tokens)
        if len(lows) < 2 or len(tokens[lows[0][1]].text) != 1 or not tokens[lows[0][1]].text.isupper():
            return []
        between = {token.low for token in tokens[lows[0][1] + 1 : lows[1][1]]}
        if not between <= {")", "]", ".", ":", "(", "["}:
            return []
        if self.cells:
            start = lows[0][1]
            named = find_bare_cells(tokens[start + 1 :])
            is_all = len(named) == 1 and (named[0].start, named[0].end) == (0, len(tokens) - start - 1)
            if is_all and named[0].value not in self.cells and tokens[start].text in LETTERS[: self.count]:
                # A cell that is no option contradicts the letter before it.
                return [Mention(start, start + 1, tokens[start].text), Mention(start + 1, len(tokens), "no option")]
        rest = tuple(low for low, _ in lows[1:])
        for text, letter in self.texts.get(rest[0], ()):
            first = tokens[lows[0][1]].text
            if text == rest and first in LETTERS[: self.count] and (first.lower(), *rest) not in self.whole:
                start = lows[0][1]
                return [Mention(start, start + 1, first), Mention(start + 1, len(tokens), letter)]
        return []

    def _texts(self, tokens: Sequence[Token]) -> list[Mention]:
        for values, find in ((self.numbers, _NUMBERS), (self.cells, find_bare_cells)):
            if values:
                return [
                    Mention(mention.start, mention.end, values.get(mention.value))
                    for mention in find(tokens)
                    if mention.value is None or mention.value in values
                ]
        lows = canonical(tokens)
        found: list[Mention] = []
        place = 0
        while place < len(lows):
            step = 1
            for text, letter in self.texts.get(lows[place][0], ()):
                if len(lows) - place >= len(text) and all(
                    lows[place + shift][0] == low for shift, low in enumerate(text)
                ):
                    start, end = _with_brackets(tokens, lows[place][1], lows[place + len(text) - 1][1] + 1)
                    found.append(Mention(start, end, letter))
                    step = len(text)
                    break
            place += step
        return found

    def _lone(self, tokens: Sequence[Token]) -> list[Mention]:
        """The letters of a line without words: every capital counts, or else the only small one."""
        places = [place for place, token in enumerate(tokens) if token.kind == WORD]
        capitals = [place for place in places if tokens[place].text.isupper()]
        if not capitals and (len(places) != 1 or len(tokens) > 4):
            return []
        found = []
        for place in capitals or places:
            if place + 1 < len(tokens) and tokens[place + 1].joined and tokens[place + 1].low in ("^", "_"):
                continue
            letter = tokens[place].text.upper()
            found.append(Mention(place, place + 1, letter if letter in LETTERS[: self.count] else None))
        return found

    def _letter(self, tokens: Sequence[Token], place: int, is_named: bool) -> Mention | None:
        """The letter of an option at a place.

        Args:
            is_named: whether nothing but joining words stand between an option that is named and the place.
        """
        token = tokens[place]
        if token.kind != WORD or len(token.text) != 1 or not token.text.isascii():
            return None
        before = tokens[place - 1].low if place else ""
        after = tokens[place + 1].low if place + 1 < len(tokens) else ""
        if token.joined and before not in _LINKS:
            return None
        if after and tokens[place + 1].joined and _belongs(tokens[place + 1], before):
            return None
        is_called = before in _CALLS or (before in ("(", "[", "{") and after in (")", "]", "}"))
        is_alone = not before and (not after or after in ".)!:,")
        if not token.text.isupper() and not is_called and not is_alone:
            return None
        letter = token.text.upper()
        value = letter if letter in LETTERS[: self.count] else None
        if is_called or is_named:
            return (
                None
                if letter == "I" and not is_called and after not in ("", ".", ",")
                else Mention(place, place + 1, value, is_called)
            )
        if value is None and not is_alone:
            return None
        is_followed = not after or tokens[place + 1].kind == SIGN or after in _FOLLOWING or after in lexicon.FAILS
        if (letter in "AI" and not is_followed) or (letter == "I" and after == "is"):
            return None
        if before in lexicon.COORDINATORS and place > 1 and before != "," and _is_capital(tokens[place - 2]):
            return None
        if before in _LINKS or not before or (before == "to" and place > 1 and tokens[place - 2].low in _BEFORE_TO):
            return Mention(place, place + 1, value)
        return Mention(place, place + 1, value) if after in _PREDICATES or after in lexicon.FAILS else None


_NUMBERS = Numbers()


def _is_capital(token: Token) -> bool:
    return token.kind == WORD and len(token.text) == 1 and token.text.isupper()


def _with_brackets(tokens: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    """The place of a text together with the brackets that it opens or that stand around it."""
    depth = 0
    for token in tokens[start:end]:
        depth += (token.low in ("(", "[")) - (token.low in (")", "]"))
    if depth < 0 and start and tokens[start - 1].low in ("(", "["):
        return start - 1, end
    if end < len(tokens) and tokens[end].low in (")", "]"):
        if depth > 0:
            return start, end + 1
        if start and tokens[start - 1].low in ("(", "["):
            return start - 1, end + 1
    return start, end


@lru_cache(maxsize=1024)
def options_of(options: tuple[str, ...]) -> Options:
    """The grammar of these options."""
    return Options(options)
