"""The questions about hidden words: their direction, their place, and which of several is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gameqa.answers import write_cell
from gameqa.contract import Accept, Difficulty, Question, Shortcut, keep
from gameqa.errors import Redraw
from gameqa.grid import Cell, named_cell
from gameqa.options import shuffled_options
from gameqa.rng import Rng

from . import telling
from .drafts import ALPHABET, Draft
from .engine import (
    BREAK,
    DIRECTIONS,
    STEPS,
    Grid,
    finds,
    is_inside,
    level_of,
    lines_of,
    occurrences,
    run,
    side_of,
    split_key,
)
from .words import star_words_of, words_between, words_of

DIRECTION_LENGTHS = {"easy": (3, 3), "medium": (3, 4), "hard": (3, 6)}
"""Least and greatest length of the words of word_direction: no longer than fit in every direction."""

FIND_LENGTHS = {"easy": (3, 5), "medium": (4, 6), "hard": (5, 8)}
PRESENT_LENGTHS = {"easy": (3, 3), "medium": (4, 5), "hard": (5, 7)}

NEAR_MISSES = {"easy": 1, "medium": 3, "hard": 5}
"""How often find_word writes the word with one wrong letter."""

WOVEN = {"easy": (1, 3, 4), "medium": (3, 3, 5), "hard": (6, 4, 7)}
"""How many other words are written into the grids, and their least and greatest length."""

MOST_LINES = 30
"""Lines of the reasoning of find_word before its conclusion."""

BENT = {"easy": 0, "medium": 1, "hard": 2}
"""How many of the words that words_present lists stand in the grid with a bend."""

OTHERS = 7
"""How many wrong words it lists."""

WORDS_TRIED = 24
PLACES_TRIED = 20


def _word(lengths: tuple[int, int], rng: Rng, words: Callable[[int], Sequence[str]] = words_of) -> str:
    """A word, drawn first: each length equally likely, then each word."""
    steady = rng.steady("word")
    return steady.choice(words(steady.between(*lengths)))


def _other_letter(letter: str, pool: str, rng: Rng) -> str:
    """A letter of a pool that is not this one."""
    other = rng.choice(pool)
    while other == letter:
        other = rng.choice(ALPHABET)
    return other


def _weave_others(draft: Draft, level: str, rng: Rng) -> str:
    """Writes a few other words, and gives the letters that the rest is filled with."""
    count, shortest, longest = WOVEN[level]
    return "".join(draft.weave(rng.sample(words_between(shortest, longest), count), rng))


def _start_and_direction(level: str, word: str, rng: Rng) -> tuple[Cell, int]:
    """Where the word of word_direction begins, and its direction, drawn first; it could run in all directions."""
    steady, side = rng.steady("start"), side_of(level, rng)
    low, high = len(word), side + 1 - len(word)
    return (steady.between(low, high), steady.between(low, high)), steady.below(8)


def new_grid_with_decoys(level: str, rng: Rng, accept: Accept) -> Grid:
    """A grid with a word, and in the other directions from its first letter the same word with one wrong letter."""
    word = _word(DIRECTION_LENGTHS[level], rng, star_words_of)
    start, direction = _start_and_direction(level, word, rng)
    draft = Draft(side_of(level, rng))
    draft.write(word, run(start, direction, len(word)))
    last = len(word) - 1
    # The second letter is wrong in few directions; how many of the others have which wrong letter hardly differs.
    early = 3 if last == 2 else 2
    wrong = rng.shuffled([*[1] * early, *(2 + number % (last - 1) for number in range(7 - early))])
    for number, other in enumerate(other for other in range(8) if other != direction):
        place = wrong[number]
        changed = word[:place] + _other_letter(word[place], word + ALPHABET, rng) + word[place + 1 :]
        draft.write(changed, run(start, other, len(word)))
    pool = _weave_others(draft, level, rng)
    grid = draft.finish(pool + word + ALPHABET, rng, once=(word,))
    keep(split_key(grid), accept)
    return grid


def word_direction(grid: Grid, rng: Rng) -> Question:
    """In which direction does a word run?"""
    level = level_of(grid)
    word = _word(DIRECTION_LENGTHS[level], rng, star_words_of)
    start, direction = _start_and_direction(level, word, rng)
    lines = [
        f"{name.capitalize()}: {telling.followed(grid, word, start, number)}." for number, name in enumerate(DIRECTIONS)
    ]
    name = DIRECTIONS[direction]
    return Question(
        f"The first letter of the word {word} is in the cell {write_cell(start)}. In which direction does the word run "
        "from there?",
        name,
        (
            f"The cell {write_cell(start)} holds {word[0]}. From there the word is followed in all eight directions, "
            "as far as its letters are right.",
            *lines,
            f"So {word} runs {name} from {write_cell(start)}.",
        ),
        shuffled_options(rng, name, [other for other in DIRECTIONS if other != name]),
        evidence=tuple(named_cell("letter of the word", cell) for cell in run(start, direction, len(word))),
    )


def _cells_in(draft: Draft, length: int, direction: int, rng: Rng) -> list[Cell]:
    """The cells of a word in a direction, from a random cell that leaves room for it."""
    bounds = []
    for step in STEPS[direction]:
        bounds.append((1 if step >= 0 else length, draft.side if step <= 0 else draft.side + 1 - length))
    (top, bottom), (left, right) = bounds
    return run((rng.between(top, bottom), rng.between(left, right)), direction, length)


def _near_miss(draft: Draft, word: str, pool: str, rng: Rng, is_bent: bool = False) -> bool:
    """Writes a word with one wrong letter, or with a bend in it, where that changes no letter; whether it did."""
    for number in range(PLACES_TRIED):
        if is_bent:
            cells = _bent_cells(draft, len(word), rng)
        else:
            cells = (draft.across if number % 2 else draft.somewhere)(word, rng)
        if cells is None:
            continue
        wrong = len(word) if is_bent else _wrong_place(word, rng)
        kept = [(cell, letter) for place, (cell, letter) in enumerate(zip(cells, word, strict=True)) if place != wrong]
        if any(draft.at(cell) not in ("", letter) for cell, letter in kept):
            continue
        if not is_bent:
            there = draft.at(cells[wrong])
            if there == word[wrong]:
                continue
            draft.put(cells[wrong], there or _other_letter(word[wrong], pool, rng))
        for cell, letter in kept:
            draft.put(cell, letter)
        return True
    return False


def _wrong_place(word: str, rng: Rng) -> int:
    """Which letter of a word is written wrong: seldom the second, which is looked at first."""
    return 1 if rng.chance(1, 8) else rng.between(2, len(word) - 1)


def _bent_cells(draft: Draft, length: int, rng: Rng) -> list[Cell] | None:
    """Cells in a line that turns once, after at least two of them and before the last two; none if they leave."""
    first = draft.line(rng.between(2, length - 2), rng)
    if first is None:
        return None
    direction = next(number for number in range(8) if run(first[0], number, 2)[1] == first[1])
    turn = (direction + rng.choice((1, 2, 6, 7))) % 8
    second = run(first[-1], turn, length - len(first) + 1)[1:]
    return [*first, *second] if is_inside(second[-1], draft.side) else None


def _word_to_find(level: str, rng: Rng) -> tuple[str, int]:
    """The word of find_word and its direction, drawn first."""
    return _word(FIND_LENGTHS[level], rng), rng.steady("direction").below(8)


def new_grid_with_word(level: str, rng: Rng, accept: Accept) -> Grid:
    """A grid with a word, the same word with a wrong letter in other places, and a few other words."""
    word, direction = _word_to_find(level, rng)
    draft = Draft(side_of(level, rng))
    draft.write(word, _cells_in(draft, len(word), direction, rng))
    for _ in range(NEAR_MISSES[level]):
        _near_miss(draft, word, word + ALPHABET, rng)
    pool = _weave_others(draft, level, rng)
    grid = draft.finish(pool + word + ALPHABET, rng, once=(word,))
    if sum(map(len, telling.branches(grid, word).values())) > MOST_LINES - 2:
        raise Redraw
    keep(split_key(grid), accept)
    return grid


def find_word(grid: Grid, rng: Rng) -> Question:
    """Where does a word begin, and in which direction does it run?"""
    word, _ = _word_to_find(level_of(grid), rng)
    ((start, direction),) = occurrences(grid, word)
    name = DIRECTIONS[direction]
    first, *others = telling.hunt(grid, word)
    return Question(
        f"The word {word} is hidden in the grid exactly once. In which cell is its first letter, and in which "
        "direction does it run from there?",
        f"{write_cell(start)} {name}",
        (
            f"{word} begins with {word[0]}. {first}",
            *others,
            f"So {word} begins at {write_cell(start)} and runs {name}.",
        ),
        evidence=tuple(named_cell("letter of the word", cell) for cell in run(start, direction, len(word))),
        asked={"word": word},
    )


def check_place(grid: Grid, asked: Mapping[str, Any], answer: tuple[tuple[int, ...], str]) -> float:
    """1 for a cell and a direction from which the word can be read."""
    cell, direction = answer
    return float((cell, DIRECTIONS.index(direction)) in occurrences(grid, asked["word"]))


def new_grid_with_near_misses(level: str, rng: Rng, accept: Accept) -> Grid:
    """A grid with one word that is drawn first, and seven others of its length with one wrong letter or a bend."""
    word = _word(PRESENT_LENGTHS[level], rng)
    others = rng.sample([other for other in words_of(len(word)) if other != word], WORDS_TRIED)
    draft, pool = Draft(side_of(level, rng)), word + ALPHABET
    draft.write(word, _cells_in(draft, len(word), rng.below(8), rng))
    bent = BENT[level]
    missed: list[str] = []
    for other in others:
        if len(missed) < OTHERS and _near_miss(draft, other, pool, rng, is_bent=len(missed) < bent):
            missed.append(other)
    grid = draft.finish(pool + "".join(missed), rng, once=(word,), never=missed)
    text = lines_of(grid.side).text("".join(grid.rows))
    for other in others:
        if len(missed) < OTHERS and other not in missed and _misses_one(text, other):
            missed.append(other)
    if len(missed) < OTHERS:
        raise Redraw
    keep(split_key(grid), accept)
    return replace(grid, listed=tuple(rng.shuffled([word, *missed])))


def _misses_one(text: str, word: str) -> bool:
    """Whether a text of lines holds a word with one wrong letter behind its first, and nowhere without."""
    if any(other in text for other in (word, word[::-1])):
        return False
    for number in range(1, len(word)):
        for line, place in ((word, number), (word[::-1], len(word) - 1 - number)):
            before, after = line[:place], line[place + 1 :]
            known, skipped = (before, 0) if len(before) >= len(after) else (after, place + 1)
            for found in finds(text, known):
                start = found - skipped
                # A line ends in a break, so there is a letter or a break behind whatever was found.
                if (
                    start >= 0
                    and text[start + place] != BREAK
                    and text.startswith(before, start)
                    and text.startswith(after, start + place + 1)
                ):
                    return True
    return False


def words_present(grid: Grid, rng: Rng) -> Question:
    """Which of several words is hidden?"""
    found = {word: occurrences(grid, word) for word in grid.listed}
    ((word, ((start, direction),)),) = [item for item in found.items() if item[1]]
    lines = [f"{other}: {' '.join(telling.hunt(grid, other))}" for other in grid.listed if other != word]
    lines.append(f"{word}: {' '.join(telling.hunt(grid, word))}")
    return Question(
        "Exactly one of these words is hidden in the grid. Which one?",
        word,
        (
            "For each word the cells with its first letter are looked at, and the word is followed from there.",
            *lines,
            f"So {word} is hidden in the grid, from {write_cell(start)} {DIRECTIONS[direction]}.",
        ),
        shuffled_options(rng, word, [other for other in grid.listed if other != word]),
        evidence=tuple(named_cell("letter of the word", cell) for cell in run(start, direction, len(word))),
    )


def _letters_read(grid: Grid, question: Question) -> float:
    """The letters that the reasoning names one by one, and the cells with first letters."""
    told = " ".join(question.steps)
    return len(re.findall(r"\b[A-Z]\b", told)) + len(re.findall(r"\(\d", told))


LETTERS_READ = Difficulty[Grid]("letters and cells looked at", _letters_read)

LETTERS_OF_WORD = Difficulty[Grid]("letters of the word", lambda _, question: float(len(question.evidence)))


def _by_letter(grid: Grid, question: Question, place: int) -> Collection[str]:
    """The directions in which one letter of the word is right."""
    word = question.steps[-1].split()[1]
    (_, (_, *cell)), *_ = question.evidence
    start = cell[0], cell[1]
    number = place % len(word)
    return [
        name
        for direction, name in enumerate(DIRECTIONS)
        if grid.at(run(start, direction, len(word))[number]) == word[number]
    ]


BY_SECOND_LETTER = Shortcut[Grid]("second letters alone", lambda grid, question: _by_letter(grid, question, 1))

BY_LAST_LETTER = Shortcut[Grid]("last letters alone", lambda grid, question: _by_letter(grid, question, -1))


def _with_beginning(grid: Grid, question: Question) -> Collection[str]:
    """The words whose first two letters stand next to each other."""
    return [word for word in question.options if any(telling.branches(grid, word).values())]


BY_FIRST_LETTERS = Shortcut[Grid]("first two letters alone", _with_beginning)
