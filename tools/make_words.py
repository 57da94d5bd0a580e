"""Writes the words that the word search hides: games/word_search/data/words.txt.

python tools/make_words.py EFF_LIST SCOWL_FOLDER PROFANITY_LIST

EFF_LIST is the file eff-long of the package xkcdpass, SCOWL_FOLDER the folder of lists of the Debian package scowl,
PROFANITY_LIST the file profanity_wordlist.txt of the package better-profanity, which only takes words away.
"""

from __future__ import annotations

import codecs
import re
import sys
from pathlib import Path

DATA = Path(__file__).parent.parent / "games" / "word_search" / "data"
SHORTEST, LONGEST = 3, 8
LONGEST_COMMON = 4
"""Up to this length SCOWL's most common words are taken too if they are not in EFF's list, which has few short ones."""

UNFIT = Path(__file__).with_name("unfit_words.txt")
"""Words that nobody needs in a puzzle, besides those that are blocked or on the list of profanity."""


def words_of(path: Path) -> set[str]:
    """The words of plain small letters in a list, one on each line, without the number before each that some have."""
    found = (line.split()[-1] for line in path.read_text("latin-1").splitlines() if line.split())
    return {word for word in found if re.fullmatch(rf"[a-z]{{{SHORTEST},{LONGEST}}}", word)}


def main(eff_list: str, scowl: str, profanity: str) -> None:
    """Writes the list."""
    common, known = set[str](), set[str]()
    for level in (10, 20, 35):
        for kind in ("english", "american"):
            found = words_of(Path(scowl) / f"{kind}-words.{level}")
            known |= found
            common |= found if level <= 20 else set()
    words = words_of(Path(eff_list)) & known | {word for word in common if len(word) <= LONGEST_COMMON}
    bad = set(Path(profanity).read_text("utf-8").split()) | set(UNFIT.read_text("ascii").split())
    blocked = codecs.decode((DATA / "blocked.txt").read_text("ascii"), "rot13").split()
    kept = [
        word
        for word in sorted(words - bad)
        if word != word[::-1] and set(word) & set("aeiouy") and not any(b in word or b in word[::-1] for b in blocked)
    ]
    (DATA / "words.txt").write_text("\n".join(kept) + "\n", "ascii")
    print(f"{len(kept)} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
