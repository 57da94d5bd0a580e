"""Every line of the reasoning about word searches is one of a few sentences, held against all straight strings."""

from __future__ import annotations

import re
from typing import Any

from gameqa.configs import Part
from tests.games.word_search.strings import WAYS, Cell, Strings
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, steps_of

CELL = r"\(\d+, \d+\)"
CELLS = rf"{CELL}(?:, {CELL})*(?: (?:and|or) {CELL})?"
WAY = "|".join(sorted(WAYS, key=len, reverse=True))


def cells(text: str) -> list[Cell]:
    return [(int(row), int(column)) for row, column in re.findall(r"\((\d+), (\d+)\)", text)]


def check_followed(strings: Strings, word: str, start: Cell, way: str, text: str) -> bool:
    """Whether "B I, then T in place of D" is what a word meets in a direction; true for the whole word."""
    ray = strings.ray(start, way)
    read, _, rest = text.partition(", ")
    letters = read.replace(" ", "")
    assert read == " ".join(letters)
    assert ray.startswith(letters)
    assert word.startswith(letters)
    if rest == "the whole word":
        assert letters == word
        return True
    assert len(letters) < len(word)
    if rest == "then the edge":
        assert ray == letters
    else:
        told = re.fullmatch(r"then ([A-Z]) in place of ([A-Z])", rest)
        assert told, text
        assert ray[len(letters)] == told[1] != told[2] == word[len(letters)]
    return False


def check_hunt(strings: Strings, word: str, sentences: list[str]) -> None:
    """All cells with the first letter are looked at, and from each every direction in which the second follows."""
    first = re.fullmatch(rf"([A-Z]) is at ({CELLS})\.", sentences[0])
    assert first, sentences[0]
    assert first[1] == word[0]
    assert cells(first[2]) == strings.cells_with(word[0])
    expected = [(cell, way) for cell, way in strings.found[word[:2]]]
    lonely = [cell for cell in strings.cells_with(word[0]) if cell not in {cell for cell, _ in expected}]
    rest = sentences[1:]
    if lonely:
        told = re.fullmatch(rf"No ([A-Z]) is next to ({CELLS})\.", rest.pop(0))
        assert told
        assert (told[1], cells(told[2])) == (word[1], lonely)
    found = []
    whole = 0
    for sentence in rest:
        told = re.fullmatch(rf"From ({CELL}) ({WAY}): (.*)\.", sentence)
        assert told, sentence
        (cell,) = cells(told[1])
        found.append((cell, told[2]))
        whole += check_followed(strings, word, cell, told[2], told[3])
    assert sorted(found) == sorted(expected)
    assert whole == len(strings.found.get(word, []))


def sentences_of(text: str) -> list[str]:
    return [sentence if sentence.endswith(".") else f"{sentence}." for sentence in text.split(". ")]


def check_row(row: dict[str, Any], task: str) -> None:
    strings, answer, lines = Strings(row["plain"]["rows"]), answer_text(row), steps_of(row)
    asked = row["question"].split("\n\n")[1]
    side = strings.side
    if task == "letter_at":
        first, second = lines
        told = re.fullmatch(r"Row (\d+), counted from the top from 1, reads from the left: ([A-Z ]+)\.", first)
        assert told
        assert told[2].replace(" ", "") == row["plain"]["rows"][int(told[1]) - 1]
        column = re.fullmatch(r"The letter in column (\d+), counted from the left from 1, is ([A-Z])\.", second)
        assert column
        assert numbers(asked) == (int(told[1]), int(column[1]))
        assert column[2] == answer
    elif task == "letter_count":
        letter = re.findall(r"letter ([A-Z])", asked)[0]
        assert len(lines) == side + 1
        counts = []
        for number, line in enumerate(lines[:-1], 1):
            columns = [c for r, c in strings.cells_with(letter) if r == number]
            told = re.fullmatch(r"Row (\d+): (?:none|(\d+), in columns? (.*))\.", line)
            assert told
            assert int(told[1]) == number
            assert list(numbers(told[3] or "")) == columns
            assert int(told[2] or 0) == len(columns)
            counts += [len(columns)] if columns else []
        last = re.fullmatch(r"(?:([\d +]+) = (\d+), so|So) ([A-Z]) occurs (\d+) times?\.", lines[-1])
        assert last
        assert list(numbers(last[1] or str(sum(counts)))) == counts
        assert last[3] == letter
        assert int(last[4]) == int(last[2] or last[4]) == sum(counts)
    elif task == "word_direction":
        word = re.findall(r"word ([A-Z]+) is", asked)[0]
        (start,) = cells(asked)
        told = re.fullmatch(
            rf"The cell ({CELL}) holds ([A-Z])\. From there the word is followed in all eight directions, as far as "
            r"its letters are right\.",
            lines[0],
        )
        assert told
        assert cells(told[1]) == [start]
        assert strings.letters[start] == told[2] == word[0]
        assert len(lines) == 10
        for way, line in zip(WAYS, lines[1:-1], strict=True):
            name, _, text = line.partition(": ")
            assert name == way.capitalize()
            assert check_followed(strings, word, start, way, text.removesuffix(".")) == (way == answer)
        assert lines[-1] == f"So {word} runs {answer} from ({start[0]}, {start[1]})."
    elif task == "find_word":
        word = re.findall(r"word ([A-Z]+) is", asked)[0]
        beginning = f"{word} begins with {word[0]}. "
        assert lines[0].startswith(beginning)
        check_hunt(strings, word, [lines[0].removeprefix(beginning), *lines[1:-1]])
        cell, way = answer.rsplit(" ", 1)
        assert lines[-1] == f"So {word} begins at {cell} and runs {way}."
    else:
        assert task == "words_present"
        assert lines[0] == (
            "For each word the cells with its first letter are looked at, and the word is followed from there."
        )
        told_words = []
        for line in lines[1:-1]:
            word, _, text = line.partition(": ")
            told_words.append(word)
            check_hunt(strings, word, sentences_of(text))
        assert sorted(told_words) == sorted(row["options"])
        ((start, way),) = strings.found[answer]
        assert lines[-1] == f"So {answer} is hidden in the grid, from ({start[0]}, {start[1]}) {way}."


@COUNTS
def test_every_line_is_true(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        assert "rows are counted from the top and columns from the left, both from 1" in row["question"]
        check_row(row, part.task)
