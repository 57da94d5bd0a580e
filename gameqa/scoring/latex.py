"""LaTeX as plain text: commands become what they stand for, braces that group are dropped."""

from __future__ import annotations

import re

_MEANINGS: tuple[tuple[str, str], ...] = (
    ("\u2192", "to rightarrow longrightarrow Rightarrow Longrightarrow implies mapsto"),
    ("\u2190", "leftarrow longleftarrow Leftarrow gets"),
    ("\u2191", "uparrow Uparrow"),
    ("\u2193", "downarrow Downarrow"),
    ("\u00d7", "times cdot ast"),
    (">=", "ge geq geqslant"),
    ("<=", "le leq leqslant"),
    (">", "gt"),
    ("<", "lt"),
    ("!=", "ne neq"),
    ("\u2248", "approx sim simeq cong"),
    ("(", "lbrace lbrack langle lparen"),
    (")", "rbrace rbrack rangle rparen"),
    (" ", "quad qquad hspace vspace enspace thinspace par"),
    ("\n", "newline cr n"),
    ("'", "prime"),
    ("\u00b0", "circ degree"),
    ("...", "ldots cdots dots"),
    ("/", "div slash"),
    (" of clubs", "clubsuit"),
    (" of spades", "spadesuit"),
    (" of hearts", "heartsuit"),
    (" of diamonds", "diamondsuit"),
    (" or ", "or lor vee"),
    (" not ", "neg lnot"),
    (" therefore ", "therefore"),
    (" because ", "because"),
    ("\n- ", "item"),
    ("- ", "bullet"),
)
_COMMANDS = {command: meaning for meaning, commands in _MEANINGS for command in commands.split()}
"""What commands stand for; of others, only what is in their braces is kept."""
_ESCAPED = {"\\": "\n", "\n": "\n", "{": "(", "}": ")", "'": "'", '"': '"', **{sign: sign for sign in "%&#_-"}}
"""What a sign behind a backslash stands for; any other is white space."""
_DROPPED_ARGUMENT = frozenset(("begin", "end", "color", "textcolor", "hspace", "vspace", "phantom", "label", "cline"))
_FRACTIONS = frozenset(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"))
_SIZES = frozenset(("left", "right", "big", "bigl", "bigr", "Big", "Bigl", "Bigr"))
_LATEX = re.compile(r"\\([A-Za-z]+)\*?[ ]?|\\(.|\n)|([{}])|&", re.DOTALL)
_SHORT_FRACTION = re.compile(r"\s?(\d)\s?(\d)(?!\d)")
_ROW_END = re.compile(r" ?(?:\[[0-9.]{1,4} ?[a-z]{2}\])? ?\n?")
_ALIGNMENT = re.compile(r"\{[clr|@ ]*\}|\[[a-z]\]")
LONGEST_ARGUMENT = 60


def without_latex(text: str) -> str:
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
            if command in _SIZES:
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
                end = text.find("}", place, place + LONGEST_ARGUMENT)
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
