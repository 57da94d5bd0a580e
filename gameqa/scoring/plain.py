r"""Plain text: what a response says without the notation that it is written in.

Markdown, LaTeX, HTML and the punctuation of other languages become the few signs that the grammars know; Chinese words
of the reader's vocabulary become the English ones. Every step goes once through the text.
"""

from __future__ import annotations

import html
import re

from gameqa.scoring.chinese import to_english

_DELETED = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\u00ad\ufeff\ufe0e\ufe0f\u200e\u200f\u202a\u202b\u202c\u202d\u202e\x07\x00")
)
"""Zero-width signs, direction marks and the variation signs of coloured arrows."""

_SIGNS: dict[str, str] = {
    **dict(zip("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19", "0123456789", strict=True)),
    **dict(zip("\uff08\uff09\uff3b\uff3d\uff5b\uff5d\u3008\u3009\u27e8\u27e9\u3010\u3011\u3014\u3015", "()[]{}<><>[][]", strict=True)),
    **dict(zip("\uff0c\u3001\uff1b\uff1a\u3002\uff0e\uff01\uff1f\uff1d\uff1e\uff1c\uff0b\uff0f\uff5c\uff05\uff5e", ",,;:..!?=><+/|%~", strict=True)),
    **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "),
    **dict.fromkeys("\u2028\u2029\x0b\x0c\x85", "\n"),
    **dict.fromkeys("\u2010\u2011\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2012\u2013\u2014\u2015", " - "),
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u00b4\u02b9\u02bc\uff07\u02b0", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u300c\u300d\u300e\u300f\uff02\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2044\u2215\u00f7", "/"),
    **dict.fromkeys("\u00d7\u2715\u2716\u22c5\u00b7\u2217", "\u00d7"),
    **dict.fromkeys("\u2264\u2a7d\u2266", "<="),
    **dict.fromkeys("\u2265\u2a7e\u2267", ">="),
    **dict.fromkeys("\u2248\u2243\u2245\u223c\u224c", "\u2248"),
    "\u2260": "!=", "\u2026": "...", "\u00ba": "\u00b0", "\u02da": "\u00b0", "\u2234": " therefore ", "\u2235": " because ", "\u2713": "", "\u2705": "", "\u2714": "", "\u203a": ">", "\u2039": "<",
    **dict.fromkeys("\u2717\u2718\u274c\u274e", " wrong "),
    "\u207b": "^-", "\u00b9": "^1", "\u00b2": "^2", "\u00b3": "^3", "\u2074": "^4", "\u2075": "^5", "\u2076": "^6",
    "\u00bc": " 1/4", "\u00bd": " 1/2", "\u00be": " 3/4", "\u2153": " 1/3", "\u2154": " 2/3", "\u2155": " 1/5", "\u2156": " 2/5",
    "\u2157": " 3/5", "\u2158": " 4/5", "\u2159": " 1/6", "\u215a": " 5/6", "\u215b": " 1/8", "\u215c": " 3/8", "\u215d": " 5/8",
    "\u215e": " 7/8", "\u2150": " 1/7", "\u2151": " 1/9", "\u2152": " 1/10",
    **dict.fromkeys("\u2191\u2b06\u21e7\u21d1\u25b2\u2b61\u23f6\U0001f53c\U0001f446\U0001f51d\u27f0\u25b4\U0001f815\U0001f839", "\u2191"),
    **dict.fromkeys("\u2193\u2b07\u21e9\u21d3\u25bc\u2b63\u23f7\U0001f53d\U0001f447\u27f1\u25be\U0001f817\U0001f83b", "\u2193"),
    **dict.fromkeys("\u2190\u2b05\u21e6\u21d0\u25c0\u2b60\u23f4\U0001f448\u27f5\u27f8\u25c2\u25c4\U0001f814\U0001f838", "\u2190"),
    **dict.fromkeys("\u2192\u2b95\u27a1\u21e8\u21d2\u25b6\u2b62\u23f5\U0001f449\u27f6\u27f9\u2794\u279c\u279d\u279e\u27a4\u25b8\u25ba\u21a6\u2b46\u279b\U0001f816\U0001f83a", "\u2192"),
    "\u2660": " of spades", "\u2663": " of clubs", "\u2665": " of hearts", "\u2666": " of diamonds",
    "\u2664": " of spades", "\u2667": " of clubs", "\u2661": " of hearts", "\u2662": " of diamonds",
}  # fmt: skip
_TABLE: dict[int, str | None] = {**{ord(sign): text for sign, text in _SIGNS.items()}, **_DELETED}

_COMMANDS: dict[str, str] = {
    **dict.fromkeys(("to", "rightarrow", "longrightarrow", "Rightarrow", "Longrightarrow", "implies", "mapsto"), "\u2192"),
    **dict.fromkeys(("leftarrow", "longleftarrow", "Leftarrow", "gets"), "\u2190"),
    **dict.fromkeys(("uparrow", "Uparrow"), "\u2191"),
    **dict.fromkeys(("downarrow", "Downarrow"), "\u2193"),
    **dict.fromkeys(("times", "cdot", "ast"), "\u00d7"),
    **dict.fromkeys(("ge", "geq", "geqslant"), ">="),
    **dict.fromkeys(("le", "leq", "leqslant"), "<="),
    **dict.fromkeys(("gt",), ">"), **dict.fromkeys(("lt",), "<"),
    **dict.fromkeys(("ne", "neq"), "!="),
    **dict.fromkeys(("approx", "sim", "simeq", "cong"), "\u2248"),
    **dict.fromkeys(("lbrace", "lbrack", "langle", "lparen"), "("),
    **dict.fromkeys(("rbrace", "rbrack", "rangle", "rparen"), ")"),
    **dict.fromkeys(("quad", "qquad", "hspace", "vspace", "enspace", "thinspace", "par"), " "),
    **dict.fromkeys(("newline", "cr", "n"), "\n"),
    **dict.fromkeys(("prime",), "'"), **dict.fromkeys(("circ", "degree"), "\u00b0"),
    **dict.fromkeys(("clubsuit",), " of clubs"), **dict.fromkeys(("spadesuit",), " of spades"),
    **dict.fromkeys(("heartsuit",), " of hearts"), **dict.fromkeys(("diamondsuit",), " of diamonds"),
    **dict.fromkeys(("ldots", "cdots", "dots"), "..."), **dict.fromkeys(("div", "slash"), "/"),
    **dict.fromkeys(("or", "lor", "vee"), " or "), **dict.fromkeys(("neg", "lnot"), " not "),
    **dict.fromkeys(("therefore",), " therefore "), **dict.fromkeys(("because",), " because "),
    **dict.fromkeys(("item",), "\n- "), **dict.fromkeys(("bullet",), "- "),
}  # fmt: skip
"""What LaTeX commands stand for; of others, only what is in their braces is kept."""

_ESCAPED = {"\\": "\n", "\n": "\n", "{": "(", "}": ")", "'": "'", '"': '"', **{sign: sign for sign in "%&#_-"}}
"""What a sign behind a backslash stands for; any other is white space."""
_DROPPED_ARGUMENT = frozenset(("begin", "end", "color", "textcolor", "hspace", "vspace", "phantom", "label", "cline"))
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"))
_LATEX = re.compile(r"\\([A-Za-z]+)\*?[ ]?|\\(.|\n)|([{}])|&", re.DOTALL)
_SHORT_FRACTION = re.compile(r"\s?(\d)\s?(\d)(?!\d)")
_ROW_END = re.compile(r" ?(?:\[[0-9.]{1,4} ?[a-z]{2}\])? ?\n?")
_ALIGNMENT = re.compile(r"\{[clr|@ ]*\}|\[[a-z]\]")

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
    r"<\|?(?:/?s|eos|bos|pad|(?:end|start)_of_turn)\|?>|\[/?INST\]"
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
    return _TURN.sub("\n", text) if "<" in text or "[/" in text else text


def plain(text: str) -> str:
    """What a text says, in words, numbers and the signs that the grammars know; lines stay lines."""
    if ".g." in text or ".e." in text or ".G." in text:
        text = _ABBREVIATION.sub(lambda match: "such as" if match[1] else "that is", text)
    if "{" in text:
        text = _BRACED.sub(r"\1/\2", text.replace("{,}", ","))
    if not _MARKUP_SIGNS.search(text):
        return text.strip()
    if not text.isascii():
        text = to_english(text.replace("\u207b\u00b9", "'").translate(_TABLE))
    elif "\t" in text or "\x00" in text or "\x07" in text:
        text = text.translate(_TABLE)
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
        text = _without_latex(text.replace("~", " "))
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


def _without_latex(text: str) -> str:
    """LaTeX commands as what they stand for; braces that group are dropped, escaped ones are brackets."""
    parts: list[str] = []
    closers: list[str] = []
    place = 0
    matrix = "&" in text
    for match in _LATEX.finditer(text):
        if match.start() < place:
            continue
        parts.append(text[place : match.start()])
        place = match.end()
        command, sign, brace = match.groups()
        if brace == "{":
            # Braces after ^ or _, and those of a command, group; others may be the brackets of a cell or a list.
            groups = parts[-1].endswith(("^", "_")) or text[place : place + 2] in (",}", ";}")
            parts.append("" if groups else "{")
            closers.append("" if groups else "}")
        elif brace == "}":
            parts.append(closers.pop() if closers else "}")
            if parts[-1] == "/" and text[place : place + 1] == "{":
                closers.append("")
                place += 1
        elif command is not None:
            if command in ("left", "right", "big", "bigl", "bigr", "Big", "Bigl", "Bigr"):
                if text[place : place + 1] == ".":
                    place += 1
                continue
            if command in _FRACTIONS:
                short = _SHORT_FRACTION.match(text, place)
                if short:
                    parts.append(f" {short[1]}/{short[2]}")
                    place = short.end()
                elif text[place : place + 1] == "{":
                    parts.append(" ")
                    closers.append("/")
                    place += 1
                continue
            stands_for = _COMMANDS.get(command)
            if stands_for is not None:
                parts.append(stands_for)
            elif text[place - 1 : place] == " " and text[place : place + 1] != "{":
                parts.append(" ")
            if command in _DROPPED_ARGUMENT:
                end = text.find("}", place, place + 60)
                if text[place : place + 1] == "{" and end >= 0:
                    place = end + 1
                    alignment = _ALIGNMENT.match(text, place) if command == "begin" else None
                    place = alignment.end() if alignment else place
                    parts.append(" ")
            elif text[place : place + 1] == "{":
                closers.append("")
                place += 1
        elif sign is not None:
            parts.append(_ESCAPED.get(sign, " "))
            if sign == "\\":
                behind = _ROW_END.match(text, place)
                place = behind.end() if behind else place
        elif matrix:
            parts.append(" ")
    parts.append(text[place:])
    return "".join(parts)
