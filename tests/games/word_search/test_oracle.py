"""Word searches against the set of all straight strings of a grid."""

from __future__ import annotations

import codecs
import re
from importlib.resources import files
from operator import ne

import pytest
from gameqa.games.word_search.reading import find_directions

import gameqa
from gameqa.configs import Part
from gameqa.scoring.tokens import tokens_of
from tests.games.word_search.strings import WAYS, Strings
from tests.oracle import COUNTS, numbers
from tests.samples import answer_text, some_rows, some_samples

DATA = files("gameqa.games.word_search") / "data"
WORDS = (DATA / "words.txt").read_text("ascii").upper().split()
BLOCKED = codecs.decode((DATA / "blocked.txt").read_text("ascii"), "rot13").upper().split()


@COUNTS
def test_answers(part: Part, count: int) -> None:
    for row in some_rows(part, count):
        strings, answer = Strings(row["plain"]["rows"]), answer_text(row)
        asked = row["question"].split("\n\n")[1]
        assert not [word for word in BLOCKED if word in strings.found]
        if part.task == "letter_at":
            cell = numbers(asked)
            assert strings.letters[cell[0], cell[1]] == answer
            assert set(row["options"]) <= set(strings.letters.values())
        elif part.task == "letter_count":
            letter = re.search(r"letter ([A-Z]) occur", asked)
            assert letter
            assert int(answer) == sum(other == letter[1] for other in strings.letters.values())
        elif part.task == "word_direction":
            named = re.search(r"word ([A-Z]+) is in the cell \((\d+), (\d+)\)", asked)
            assert named
            start = int(named[2]), int(named[3])
            assert strings.found[named[1]] == [(start, answer)]
            assert sorted(row["options"]) == sorted(WAYS)
            # The word fits into the grid in every direction, and its second letter is right in most.
            rays = [strings.ray(start, way) for way in WAYS]
            assert min(map(len, rays)) >= len(named[1])
            assert sum(ray[1] == named[1][1] for ray in rays) >= 5
        elif part.task == "find_word":
            named = re.search(r"The word ([A-Z]+) is hidden", asked)
            assert named
            ((start, way),) = strings.found[named[1]]
            assert answer == f"({start[0]}, {start[1]}) {way}"
            assert named[1] in WORDS
        else:
            assert part.task == "words_present"
            assert [word for word in row["options"] if word in strings.found] == [answer]
            assert len({len(word) for word in row["options"]}) == 1
            assert set(row["options"]) <= set(WORDS)
            assert set(row["options"]) == set(row["plain"]["listed"])


@pytest.mark.tasks("words_present")
def test_wrong_words_are_nearly_there(part: Part) -> None:
    """All but the bent ones stand in a straight line with a single wrong letter, behind the first one."""
    for row in some_rows(part, 12):
        strings, answer = Strings(row["plain"]["rows"]), answer_text(row)
        length = len(answer)
        lines = [text for text in strings.found if len(text) == length]
        near = [
            word
            for word in row["options"]
            if any(text[0] == word[0] and sum(map(ne, text, word)) == 1 for text in lines)
        ]
        assert len(set(near) - {answer}) >= (7 if part.level == "easy" else 5)


def test_list_of_words() -> None:
    assert len(WORDS) > 5000
    assert len(set(WORDS)) == len(WORDS)
    for word in WORDS:
        assert re.fullmatch(r"[A-Z]{3,8}", word)
        assert word != word[::-1]
        assert not any(blocked in text for blocked in BLOCKED for text in (word, word[::-1]))
    assert "CC BY 3.0" in (DATA / "SOURCES.md").read_text("utf-8")


@pytest.mark.tasks("find_word")
def test_answers_in_other_words(part: Part) -> None:
    for sample in some_samples(part, 24):
        row = sample.row()
        (r, c), way = numbers(row["answer"]), row["answer"].split(") ")[1]
        spoken = way.replace("-", " and to the ")
        compass = way.replace("up", "north").replace("down", "south").replace("left", "west").replace("right", "east")
        right = (
            f"<answer>({r}, {c}), {way}</answer>",
            f"It begins at ({r}, {c}) and runs {spoken}.",
            f"<answer>row {r}, column {c}, {way.upper()}</answer>",
            f"<answer>({r}, {c}) {compass.replace('-', '')}</answer>",
            f"<answer>{way}, ({r}, {c})</answer>",
        )
        for response in right:
            assert gameqa.score(response, row) == 1.0, response
        for other in WAYS:
            if other != way:
                assert gameqa.score(f"<answer>({r}, {c}) {other}</answer>", row) == 0.0, other
        for response in (f"<answer>({r}, {c})</answer>", f"<answer>{way}</answer>", "<answer>(0, 99) up</answer>"):
            assert gameqa.score(response, row) == 0.0, response
        several = ", ".join(f"({r}, {c}) {other}" for other in WAYS)
        assert gameqa.score(f"<answer>{several}</answer>", row) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("up", ["up"]),
        ("left and up", ["up-left"]),
        ("diagonally down-right", ["down-right"]),
        ("southwest", ["down-left"]),
        ("north-east", ["up-right"]),
        ("downwards to the left", ["down-left"]),
        ("up, right", ["up", "right"]),
        ("nowhere", []),
    ],
)
def test_directions_are_read(text: str, expected: list[str]) -> None:
    assert [mention.value for mention in find_directions(tokens_of(text))] == expected
