"""Finding the final answer in a response, reading it, and never failing on any string."""

from __future__ import annotations

from typing import Any

import pytest
from datasets.fingerprint import Hasher
from dill.detect import globalvars
from hypothesis import given, settings
from hypothesis import strategies as st

import gameqa
from gameqa.configs import Part
from gameqa.errors import Unreadable
from gameqa.scoring import kinds
from tests.samples import ALL_PARTS, part_named, sample_of

CHOICE_ROW = {
    "game": "sokoban",
    "task": "player_position",
    "state": "",
    "options": ["(1, 2)", "(2, 1)", "(3, 3)", "(4, 4)"],
    "answer": "B",
    "answer_type": "choice",
}


def read(reader: Any, text: str) -> Any:
    """What a reader makes of an answer's text, None where it can't read it."""
    try:
        return reader(text)
    except Unreadable:
        return None


@pytest.mark.parametrize(
    ("response", "found"),
    [
        ("<answer>B</answer>", "B"),
        ("<answer>A</answer> no, wait <answer>B</answer>", "B"),
        ("first \\boxed{A}, then \\boxed{B}", "B"),
        ("\\boxed{\\text{B}}", "\\text{B}"),
        ("The answer is B.", "B."),
        ("**Answer:** B", "B"),
        ("Answer: A\n\nOn second thoughts the answer is B", "B"),
        ("The answer is A. <answer>B</answer>", "B"),
        ("<answer>A</answer> Sorry, the answer is B", "A"),
        ("B", "B"),
        ("<answer></answer>", None),
        ("", None),
        ("   ", None),
        ("x" * 5000, None),
    ],
)
def test_extract_answer(response: str, found: str | None) -> None:
    assert gameqa.extract_answer(response) == found


@pytest.mark.parametrize(
    "response",
    [
        "B", "b", "(B)", "B.", "B)", "[B]", "Option B", "option b", "**B**", "`B`", "$B$", "\\boxed{B}", "B. (2, 1)",
        "(2, 1)", "(2,1)", "<answer>B</answer>", "<ANSWER> B </ANSWER>", "So the answer is (B).", "Answer: B",
        "The answer is: **B**", "B because the player stands there", "<answer>(2, 1)</answer>", "\\boxed{(2, 1)}",
        "final answer: B", "The correct answer is B", "The answer is option B.", "B: (2, 1)",
    ],
)  # fmt: skip
def test_right_choice_in_many_forms(response: str) -> None:
    assert gameqa.score(response, CHOICE_ROW) == 1.0


@pytest.mark.parametrize(
    "response",
    [
        "A", "A B C D", "A, B", "B, A", "B or C", "(A) (B)", "", "?", "E", "BB", "the second", "B. (1, 2)",
        "(2, 1) (1, 2)",
        "A. (1, 2) B. (2, 1) C. (3, 3) D. (4, 4)", "<answer>A</answer>", "<answer>B</answer><answer>A</answer>",
        "<answer>A B</answer>", "<answer>A, B, C, D</answer>", "\\boxed{AB}", "\\boxed{A,B}", "Answer: A or B",
        "I do not know", "A box is in the way", "The answer is B or A", "B\u200bA", "\u0412", "B" * 100_000,
        "Options:\nA. (1, 2)\nB. (2, 1)\nC. (3, 3)\nD. (4, 4)",
    ],
)  # fmt: skip
def test_wrong_or_hedged_choice_scores_nothing(response: str) -> None:
    assert gameqa.score(response, CHOICE_ROW) == 0.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7), ("7.", 7), ("**7**", 7), ("7 moves", 7), ("-1", -1), ("\u22121", -1), ("007", 7), ("$7$", 7),
        ("7 or 8", None), ("7.5", None), ("seven", 7), ("one cannot tell", None), ("", None),
        ("1,000", None), ("7 8", None), ("x7", None),
    ],
)  # fmt: skip
def test_integers(text: str, value: int | None) -> None:
    assert read(kinds.integer, text) == value


NEGATIVE = [
    "-1", "\u22121", "The answer is -1.", "The answer is: **-1**", "Answer: -1", "answer = -1", "Answer:\n-1",
    "So the answer is \u22121, since there is none.", "The final answer is $-1$.", "minus 1", "\\boxed{-1}",
]  # fmt: skip


@pytest.mark.parametrize("response", NEGATIVE)
def test_a_minus_before_a_digit_is_its_sign(response: str) -> None:
    row = sample_of(part_named("sudoku-candidates-easy"), 0).row()
    assert gameqa.score(response, {**row, "answer": "-1"}) == 1.0
    assert gameqa.score(response, {**row, "answer": "1"}) == 0.0


@pytest.mark.parametrize("response", ["Answer - 1", "The answer is - 1", "Answer \u2013 1"])
def test_a_dash_apart_from_a_number_is_no_sign(response: str) -> None:
    row = sample_of(part_named("sudoku-candidates-easy"), 0).row()
    assert gameqa.score(response, {**row, "answer": "1"}) == 1.0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(2, 3)", (2, 3)), ("2,3", (2, 3)), ("[2, 3]", (2, 3)), ("row 2, column 3", (2, 3)), ("(2; 3)", (2, 3)),
        ("(2, 3, 4)", None), ("(2, 3) or (3, 2)", None), ("2", None), ("(2.5, 3)", None),
    ],
)  # fmt: skip
def test_cells(text: str, value: tuple[int, int] | None) -> None:
    assert read(kinds.cell, text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("up, down", [0, 1]), ("UDLR", [0, 1, 2, 3]), ("u d l r", [0, 1, 2, 3]), ("\u2191 \u2193", [0, 1]),
        ("['up', 'left']", [0, 2]), ("up -> left", [0, 2]), ("up; left.", [0, 2]), ("up, jump", None), ("", None),
        ("up 3 times", [0, 0, 0]), ("1. up\n2. left", [0, 2]), ("up x2, then left", [0, 0, 2]), ("3", None),
    ],
)  # fmt: skip
def test_moves(text: str, value: list[int] | None) -> None:
    found = read(kinds.directions, text)
    assert (None if found is None else list(found)) == value


def test_grids() -> None:
    expected = (("1", "0"), ("0", "1"))
    for text in ("1 0\n0 1", "10\n01", "[[1, 0], [0, 1]]", "1 0; 0 1", "1,0/0,1", "```\n1 0\n0 1\n```"):
        assert read(kinds.grid, text) == expected, text


ODD = [
    "",
    "[" * 1_000_000,
    "(" * 500_000 + ")" * 500_000,
    "\\boxed{" * 100_000,
    "<answer>" * 100_000,
    "<answer>" + "1" * 1_000_000 + "</answer>",
    "<answer>" + "up, " * 100_000 + "</answer>",
    "answer is " * 100_000,
    "answers " * 400_000,
    "# answer\n" * 100_000,
    "\x00\x01\x02\ud800",
    "\u202e\u200b\ufeff",
    "<answer>" + "9" * 400 + "</answer>",
    "<answer>(99999999999999999999, 1)</answer>",
    "<answer>" + "(1, 1), (1, 2), " * 25_000 + "</answer>",
    "<answer>" + "1 2 " * 25_000 + "</answer>",
    "Answer: " + "\t" * 1_000_000,
    "\n" * 1_000_000,
]


@pytest.mark.parametrize("number", range(len(ODD)))
def test_odd_strings_score_and_never_fail(number: int) -> None:
    rows = {row["answer_type"]: row for row in (sample_of(part, 0).row() for part in ALL_PARTS if part.level == "easy")}
    assert len(rows) >= 5
    for row in rows.values():
        assert 0.0 <= gameqa.score(ODD[number], row) < 1.0


def test_no_response_counts_as_an_empty_one(part: Part) -> None:
    assert gameqa.score(None, sample_of(part, 0).row()) == 0.0  # type: ignore[arg-type]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_scores_a_number(text: str) -> None:
    for part in ALL_PARTS[::23]:
        row = sample_of(part, 0).row()
        for response in (text, f"<answer>{text}</answer>", f"\\boxed{{{text}}}"):
            assert 0.0 <= gameqa.score(response, row) <= 1.0


WRAPPINGS = (
    "{}", "  {}\n", "**{}**", "`{}`", "<answer>{}</answer>", "<answer>\n{}\n</answer>", "<ANSWER> **{}** </ANSWER>",
    "\\boxed{{{}}}", "$\\boxed{{{}}}$", "The answer is {}", "The answer is: **{}**", "Answer: {}",
    "**Final answer:** {}",
    "<think>The answer is Z, 99, or (77, 77).</think><answer>{}</answer>", "Some thoughts first.\n\nAnswer: {}",
)  # fmt: skip


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_the_right_answer_counts_in_every_wrapping(wrapping: str) -> None:
    for part in ALL_PARTS[:: 1 if "Final" in wrapping else 5]:
        row = sample_of(part, 0).row()
        assert gameqa.score(wrapping.format(row["answer"]), row) == 1.0, (part, wrapping)
        if row["options"]:
            option = row["options"]["ABCDEFGHIJ".index(row["answer"])]
            assert gameqa.score(wrapping.format(option), row) == 1.0, (part, option)
            assert gameqa.score(wrapping.format(f"{row['answer']}. {option}"), row) == 1.0, (part, option)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from("ABCD"), min_size=2, max_size=8).filter(lambda letters: len(set(letters)) > 1),
    st.sampled_from([" ", ", ", "\n", " or ", " and ", "/", "; ", ""]),
    st.sampled_from(["{}", "<answer>{}</answer>", "\\boxed{{{}}}", "The answer is {}"]),
)
def test_several_letters_in_one_answer_score_nothing(letters: list[str], between: str, wrapping: str) -> None:
    assert gameqa.score(wrapping.format(between.join(letters)), CHOICE_ROW) == 0.0


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from("ABCD"))
def test_the_last_answer_element_counts_whatever_comes_before(text: str, letter: str) -> None:
    response = f"{text}</think><answer>{letter}</answer>"
    assert gameqa.score(response, CHOICE_ROW) == float(letter == "B" and text.count("```") + text.count("<!--") == 0)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200) | st.text(alphabet="AB ()<>answer/\\boxed{}`.:\n", max_size=80))
def test_verify_scores_as_score_does(response: str) -> None:
    verdict = gameqa.verify(response, CHOICE_ROW)
    assert verdict.score == gameqa.score(response, CHOICE_ROW)
    assert (verdict.value == "B") == (verdict.score == 1.0)


def test_verify_tells_why() -> None:
    found = gameqa.verify("<answer>B</answer>", CHOICE_ROW)
    assert (found.score, found.answer, found.value) == (1.0, "B", "B")
    assert found.reason == "'B' is the right answer"
    assert found.mark == "answer element"
    assert gameqa.verify("C", CHOICE_ROW).reason == "'C' is not the right answer, 'B'"
    assert "could not be read as exactly one answer of the kind choice" in gameqa.verify("A or B", CHOICE_ROW).reason
    assert gameqa.verify("<think>B", CHOICE_ROW).reason.startswith("the response holds no final answer")
    assert gameqa.verify(None, CHOICE_ROW).answer is None
    solved = sample_of(part_named("sokoban-solve-easy"), 0).row()
    assert "accepts" in gameqa.verify(solved["answer"], solved).reason
    assert "rejects" in gameqa.verify("up, up", solved).reason


@pytest.mark.parametrize(
    ("response", "plain", "thinking"),
    [
        ("<answer>B</answer>", 1.0, 0.0),
        ("Because of the wall.\n<answer>\nB\n</answer>\n", 1.0, 0.0),
        ("<answer>B</answer><|im_end|>\n", 1.0, 0.0),
        ("<answer>B</answer><turn|></s>", 1.0, 0.0),
        ("<answer>B</answer><b>", 0.0, 0.0),
        ("<think>It is 2 < 3.</think><answer>B</answer>", 1.0, 1.0),
        ("<think>\nA\n</think>\n\n<answer>B</answer>\n", 1.0, 1.0),
        ("Well. <think>A</think><answer>B</answer>", 1.0, 0.0),
        ("<think>A</think> so <answer>B</answer>", 1.0, 0.0),
        ("<think>A</think><think>B</think><answer>B</answer>", 1.0, 0.0),
        ("<answer>A</answer><answer>B</answer>", 0.0, 0.0),
        ("<answer>B</answer> That is all.", 0.0, 0.0),
        ("<answer> </answer>", 0.0, 0.0),
        ("<answer>B", 0.0, 0.0),
        ("B", 0.0, 0.0),
        ("", 0.0, 0.0),
        ("<answer>" * 100_000, 0.0, 0.0),
        ("<" * 1_000_000, 0.0, 0.0),
    ],
)
def test_format_reward(response: str, plain: float, thinking: float) -> None:
    assert gameqa.format_reward(response) == plain
    assert gameqa.format_reward(response, think=True) == thinking
    assert gameqa.format_reward(None) == 0.0


@pytest.mark.parametrize(
    ("response", "mark", "answer", "passed_over"),
    [
        ("So <answer>B</answer>", "answer element", "B", ()),
        ("So \\boxed{B}.", "box", "B", ()),
        ("<|begin_of_box|>B<|end_of_box|>", "box tokens", "B", ()),
        ('{"answer": "B"}', "JSON", "B", ()),
        ("The answer is B. So it is.", "phrase", "B. So it is.", ()),
        ("It stands in row 2.\n\nB", "closing", "B", ()),
        ("The answer is B.\nThe answer is derived from C.", "phrase", "B.", ("answer is: it names no answer",)),
        ("\\boxed{B} and then \\boxed{}", "box", "B", ("box: it is empty",)),
        (
            "The answer is B. The answer is clear.",
            "phrase",
            "B. The answer is clear.",
            ("answer is: it names no answer",),
        ),
    ],
)
def test_verify_names_the_mark_and_what_it_passed_over(
    response: str, mark: str, answer: str, passed_over: tuple[str, ...]
) -> None:
    found = gameqa.verify(response, CHOICE_ROW)
    assert (found.score, found.mark, found.answer) == (1.0, mark, answer)
    assert found.passed_over == passed_over


MESSAGES = [{"role": "user", "content": "Which? <answer>A</answer>"}, {"role": "assistant", "content": "B"}]


@pytest.mark.parametrize(
    ("response", "value"),
    [
        (MESSAGES, 1.0),
        ([*MESSAGES, {"role": "user", "content": "Thanks. C?"}], 1.0),
        ([{"role": "assistant", "content": [{"type": "text", "text": "It is "}, {"type": "text", "text": "B."}]}], 1.0),
        ({"role": "assistant", "content": "C"}, 0.0),
        ([{"role": "user", "content": "B"}], 0.0),
        ([], 0.0),
    ],
)
def test_chats_are_read_by_the_last_message_of_the_assistant(response: object, value: float) -> None:
    assert gameqa.score(response, CHOICE_ROW) == value  # type: ignore[arg-type]


def test_options_may_be_json_and_are_asked_of_choices_alone() -> None:
    assert gameqa.score("B", {**CHOICE_ROW, "options": '["(1, 2)", "(2, 1)", "(3, 3)", "(4, 4)"]'}) == 1.0
    counted = sample_of(part_named("minesweeper-flag_count-easy"), 0).row()
    for options in (None, [], "[]"):
        assert gameqa.score(counted["answer"], {**counted, "options": options}) == 1.0
    del counted["options"]
    assert gameqa.score(counted["answer"], counted) == 1.0


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"answer": 3}, "answer"),
        ({"answer": "Z"}, "answer"),
        ({"answer_type": None}, "answer_type"),
        ({"answer_type": "letter"}, "answer_type"),
        ({"options": None}, "options"),
        ({"options": "B"}, "options"),
        ({"options": [1, 2]}, "options"),
        ({"options": ["x"] * 30}, "options"),
        ({"game": None}, "game"),
    ],
)
def test_rows_that_are_not_as_they_should_be_are_refused_by_column(changes: dict[str, Any], column: str) -> None:
    with pytest.raises(ValueError, match=column):
        gameqa.score("B", {**CHOICE_ROW, **changes})


@pytest.mark.parametrize("state", [None, 7, "{}", "[]", "no JSON", "missing"])
def test_a_state_that_the_engine_cannot_check_with_is_refused(state: object) -> None:
    row = sample_of(part_named("maze-solve-easy"), 0).row()
    changed = {**row, "state": state}
    if state == "missing":
        del changed["state"]
    with pytest.raises(ValueError, match="column 'state' of the row"):
        gameqa.score(row["answer"], changed)


@pytest.mark.parametrize(
    ("response", "score"),
    [
        ("I give up.", 0.0),
        ("There are too many walls, so I give up", 0.0),
        ("Give up!", 0.0),
        ("It goes up.", 1.0),
    ],
)
def test_giving_up_is_not_going_up(response: str, score: float) -> None:
    row = {"game": "pacman", "task": "pinky_next", "options": ["down", "up", "left", "right"]}
    assert gameqa.score(response, {**row, "answer": "B", "answer_type": "choice"}) == score


def test_a_response_must_be_text_or_a_chat() -> None:
    with pytest.raises(ValueError, match="response must be a string or a list of chat messages, got int"):
        gameqa.score(3, CHOICE_ROW)  # type: ignore[arg-type]


def test_unknown_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="Did you mean 'sokoban'"):
        gameqa.score("B", {**CHOICE_ROW, "game": "sokobann"})
    with pytest.raises(ValueError, match="task"):
        gameqa.score("B", {"game": "sokoban"})


@pytest.mark.parametrize("name", ["score", "verify", "extract_answer", "format_reward", "recreate"])
def test_functions_that_map_calls_can_be_hashed(name: str) -> None:
    """`datasets` hashes a function and all that it names, round for ever where those call each other."""
    called = getattr(gameqa, name)

    def mapped(row: dict[str, Any]) -> dict[str, Any]:
        return {"found": called(row)}

    assert globalvars(called)
    assert Hasher.hash(mapped)
