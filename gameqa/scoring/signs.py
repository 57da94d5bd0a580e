"""The signs of other languages and of typography as the few that the grammars know."""

from __future__ import annotations

_PAIRS: tuple[tuple[str, str], ...] = (
    ("\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19", "0123456789"),
    ("\uff08\uff09\uff3b\uff3d\uff5b\uff5d\u3008\u3009\u27e8\u27e9\u3010\u3011\u3014\u3015", "()[]{}<><>[][]"),
    ("\uff0c\u3001\uff1b\uff1a\u3002\uff0e\uff01\uff1f", ",,;:..!?"),
    ("\uff1d\uff1e\uff1c\uff0b\uff0f\uff5c\uff05\uff5e\u203a\u2039", "=><+/|%~><"),
)
"""Signs that stand for others one by one: full-width digits, brackets, punctuation."""
_SAME: tuple[tuple[str, str], ...] = (
    (" ", "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"),
    ("\n", "\u2028\u2029\x0b\x0c\x85"),
    ("-", "\u2010\u2011\u2212\ufe63\uff0d"),
    (" - ", "\u2012\u2013\u2014\u2015"),
    ("'", "\u2018\u2019\u201b\u2032\u00b4\u02b9\u02bc\uff07\u02b0"),
    ('"', "\u201c\u201d\u201e\u300c\u300d\u300e\u300f\uff02\u00ab\u00bb"),
    ("/", "\u2044\u2215\u00f7"),
    (",", "\u00b7"),
    ("\u00d7", "\u2715\u2716\u22c5\u2217"),
    ("<=", "\u2264\u2a7d\u2266"),
    (">=", "\u2265\u2a7e\u2267"),
    ("!=", "\u2260"),
    ("\u2248", "\u2243\u2245\u223c\u224c"),
    ("...", "\u2026"),
    ("\u00b0", "\u00ba\u02da"),
    (" therefore ", "\u2234"),
    (" because ", "\u2235"),
    (" wrong ", "\u2717\u2718\u274c\u274e"),
    ("\u2191", "\u2b06\u21e7\u21d1\u25b2\u2b61\u23f6\U0001f53c\U0001f446\U0001f51d\u27f0\u25b4\U0001f815\U0001f839"),
    ("\u2193", "\u2b07\u21e9\u21d3\u25bc\u2b63\u23f7\U0001f53d\U0001f447\u27f1\u25be\U0001f817\U0001f83b"),
    ("\u2190", "\u2b05\u21e6\u21d0\u25c0\u2b60\u23f4\U0001f448\u27f5\u27f8\u25c2\u25c4\U0001f814\U0001f838"),
    ("\u2192", "\u2b95\u27a1\u21e8\u21d2\u25b6\u2b62\u23f5\U0001f449\u27f6\u27f9\u2794\u279c\u279d\u279e\u27a4\u25b8"),
    ("\u2192", "\u25ba\u21a6\u2b46\u279b\U0001f816\U0001f83a"),
    (" sqrt ", "\u221a"),
    (" of spades", "\u2660\u2664"),
    (" of clubs", "\u2663\u2667"),
    (" of hearts", "\u2665\u2661"),
    (" of diamonds", "\u2666\u2662"),
)
"""Signs that all stand for one."""
_POWERS = {
    "\u207b": "^-",
    "\u00b9": "^1",
    "\u00b2": "^2",
    "\u00b3": "^3",
    "\u2074": "^4",
    "\u2075": "^5",
    "\u2076": "^6",
}
_PARTS = {
    "\u00bc": "1/4", "\u00bd": "1/2", "\u00be": "3/4", "\u2153": "1/3", "\u2154": "2/3", "\u2155": "1/5",
    "\u2156": "2/5", "\u2157": "3/5", "\u2158": "4/5", "\u2159": "1/6", "\u215a": "5/6", "\u215b": "1/8",
    "\u215c": "3/8", "\u215d": "5/8", "\u215e": "7/8", "\u2150": "1/7", "\u2151": "1/9", "\u2152": "1/10",
}  # fmt: skip
_DELETED = (
    "\u200b\u200c\u200d\u2060\u00ad\ufeff\ufe0e\ufe0f\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u20e3\x07\x00"
    "\u2713\u2705\u2714"
)
"""Zero-width signs, direction marks, the variation signs of coloured arrows, and ticks that confirm."""

SIGNS: dict[int, str | None] = {
    **{ord(sign): other for signs, others in _PAIRS for sign, other in zip(signs, others, strict=True)},
    **{ord(sign): other for other, signs in _SAME for sign in signs},
    **{ord(sign): other for sign, other in _POWERS.items()},
    **{ord(sign): f" {other}" for sign, other in _PARTS.items()},
    **dict.fromkeys(map(ord, _DELETED)),
}
"""A table for `str.translate`."""
