r"""Plain text: what a response says without the notation that it is written in.

Markdown, LaTeX, HTML and the punctuation of other languages become the few signs that the grammars know; Chinese words
of the reader's vocabulary become the English ones. Every step goes once through the text.
"""

from __future__ import annotations

import html
import re

from gameqa.scoring.chinese import to_english
from gameqa.scoring.latex import without_latex
from gameqa.scoring.signs import SIGNS

_TAG = re.compile(
    r"</?(?:[biup]|(?i:em|strong|code|pre|div|span|sub|sup|big|center|font|mark|kbd|h[1-6]|li|ul|ol|table|tbody|thead))"
    r"(?: [^<>\n]{0,80})?>"
)
_CELL = re.compile(r"</?t[dhr](?: [^<>\n]{0,80})?>", re.IGNORECASE)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\s?/?>", re.IGNORECASE)
_STRUCK = re.compile(r"~~[^~\n]{1,200}~~|<(?:del|strike)>[^<\n]{0,200}</(?:del|strike)>", re.IGNORECASE)
_TIMES = re.compile(r"(?<=[\w)]) ?\*(?=\d)(?<! \*)|(?<=[\w)]) \* (?=\d)")
_LINE_MARKUP = re.compile(r"^[ ]{0,20}(?:#{1,6} |>{1,3} ?(?![=0-9 ]))+", re.MULTILINE)
_RULE = re.compile(r"^[ ]{0,20}(?:-{3,}|_{3,}|={3,}|\*{3,})[ ]{0,20}$", re.MULTILINE)
_FENCE = re.compile(r"^[ ]{0,20}(?:```|~~~)[\w+-]{0,20}[ ]{0,20}$", re.MULTILINE)
_EMPHASIS = str.maketrans({"*": "", "`": "", "$": "", "_": " "})
_MARKUP_SIGNS = re.compile(r"[\\*_`$~<>&#=\-]|[^\x00-\x7f]|\t|\x00|\x07")
_SPACES = re.compile(r" {2,}")
_TURN = re.compile(
    r"<\|?(?:/?s|eos|bos|pad|(?:end|start)_of_turn|turn)\|?>|\[/?INST\]"
    r"|<[|\uff5c](?!begin_of_box|end_of_box|box_)[a-z_\u2581]{1,40}[|\uff5c]>",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"\b(?:(e)\.g\.|(i)\.e\.)", re.IGNORECASE)
_BRACED = re.compile(r"\{(\d{1,9})\}/\{(\d{1,9})\}")
_TIED = re.compile(r"(?<=[,;(\w])~(?=[\w(])")
_ACCENT = re.compile(r"(?<=\b[A-Z])`(?=[\s,;.)*]|$)")
_OPENING_TICK = re.compile(r"(?:^|[\s(,:*])`")
_PRIME = re.compile(r"\^\{? ?(?:- ?1|') ?\}?")
_POWER = re.compile(r"([\^_])\{ ?(\w{1,9}) ?\}")


def without_turn_tokens(text: str) -> str:
    """The text without the tokens at which models end a turn."""
    if ("<" not in text or ">" not in text) and "INST]" not in text:
        return text
    # Searching from the first bracket on saves most of the time: long reasoning comes before the first mark.
    first = min(place for place in (text.find("<"), text.find("[")) if place >= 0)
    return text[:first] + _TURN.sub("\n", text[first:])


def plain(text: str) -> str:
    """What a text says, in words, numbers and the signs that the grammars know; lines stay lines."""
    if ".g." in text or ".e." in text or ".G." in text:
        text = _ABBREVIATION.sub(lambda match: "such as" if match[1] else "that is", text)
    if "{" in text:
        text = _BRACED.sub(r"\1/\2", text.replace("{,}", ","))
    if not _MARKUP_SIGNS.search(text):
        return text.strip()
    if not text.isascii():
        text = to_english(text.replace("\u207b\u00b9", "'").translate(SIGNS))
    elif "\t" in text or "\x00" in text or "\x07" in text:
        text = text.translate(SIGNS)
    if "&" in text:
        text = _unescaped(text)
    if "`" in text or "~~~" in text:
        text = _FENCE.sub("", text)
        if not _OPENING_TICK.search(text):
            text = _ACCENT.sub("'", text)
    if "~~" in text or "<" in text:
        text = _STRUCK.sub(" ", without_turn_tokens(text))
        text = _TAG.sub("", _CELL.sub(" ", _BREAK.sub("\n", text)))
    if "~" in text:
        text = _TIED.sub(" ", text)
    if "\\" in text:
        text = without_latex(text.replace("~", " "))
    if "^" in text or "_" in text:
        text = _POWER.sub(r"\1\2", _PRIME.sub("'", text)).replace("^\u00b0", "\u00b0")
    if "#" in text or ">" in text:
        text = _LINE_MARKUP.sub("", text)
    if "--" in text or "==" in text or "__" in text or "**" in text:
        text = _RULE.sub("", text)
    if "*" in text:
        text = _TIMES.sub("\u00d7", text)
    return _SPACES.sub(" ", text.translate(_EMPHASIS)).strip()


def _unescaped(text: str) -> str:
    return html.unescape(text) if re.search(r"&(?:[a-z]{2,6}|#\d{2,5});", text) else text
