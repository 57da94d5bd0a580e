"""Rows in other forms, with all that the forms promise; the frameworks themselves are in `tests/frameworks`."""

from __future__ import annotations

import base64
import csv
import io
import json
from pathlib import Path
from typing import Any

import datasets
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from PIL import Image

import gameqa
from gameqa.adapters import easyr1, openrlhf
from gameqa.adapters import rows as adapter_rows
from gameqa.adapters.export import FORMATS, ROWS_PER_PART, Export, export_rows
from gameqa.adapters.folders import LAYOUTS
from gameqa.adapters.llamafactory import to_llamafactory
from gameqa.adapters.lmms_eval import doc_to_text, doc_to_visual, process_results
from gameqa.adapters.openai import to_messages, to_openai
from gameqa.adapters.rows import png_of, score_solution, solution_of, text_of
from gameqa.adapters.swift import to_swift
from gameqa.adapters.trl import reward, to_trl
from gameqa.adapters.verl import compute_score, to_verl
from gameqa.commands import main
from gameqa.sample import recreate
from gameqa.sources import Asked
from tests.samples import ALL_PARTS, part_named, sample_of

csv.field_size_limit(10**7)

EASY = [part for part in ALL_PARTS if part.level == "easy"]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_picture_is_the_same_in_every_form(tmp_path: Path) -> None:
    row = sample_of(part_named("maze-solve-easy"), 0).row()
    content = row["image"]["bytes"]
    (tmp_path / "picture.png").write_bytes(content)
    assert png_of(row) == content
    assert png_of({**row, "image": content}) == content
    assert png_of({**row, "image": {"bytes": None, "path": str(tmp_path / "picture.png")}}) == content
    opened = Image.open(io.BytesIO(content))
    again = png_of({**row, "image": opened})
    assert again is not None
    assert Image.open(io.BytesIO(again)).convert("RGB").tobytes() == opened.convert("RGB").tobytes()
    assert png_of({**row, "image": None}) is None


def test_a_solution_scores_as_its_row() -> None:
    for part in EASY:
        row = sample_of(part, 0).row()
        solution = solution_of(row)
        assert score_solution(f"<answer>{row['answer']}</answer>", solution) == 1.0
        assert score_solution("I do not know.", solution) == 0.0


STYLES = (
    "**Step 1.** I look at the picture.\n\n**Answer:** {}",
    "<think>Maybe it is something else.</think>\n\nThe answer is \\boxed{{{}}}",
    "Let me see.\n\n<|begin_of_box|>{}<|end_of_box|>",
    '```json\n{{"answer": "{}"}}\n```',
    "\u56e0\u6b64\uff0c\u7b54\u6848\u662f{}<|im_end|>",
    "{}<turn|>",
    "Answer: {}<turn|>\n",
)
"""Ways in which models write a final answer."""


@pytest.mark.parametrize("style", STYLES)
def test_every_adapter_reads_the_styles_of_models(style: str) -> None:
    for name in ("maze-count_turns-easy", "sokoban-player_position-easy", "zuma-count_color-easy"):
        row = sample_of(part_named(name), 0).row()
        solution, truth = solution_of(row), to_verl(row)
        for answer, value in ((row["answer"], 1.0), ("77", 0.0)):
            response = style.format(answer)
            assert score_solution(response, solution) == value
            graded = truth["data_source"], response, truth["reward_model"]["ground_truth"], truth["extra_info"]
            assert compute_score(*graded) == value
            assert reward([[{"role": "assistant", "content": response}]], **{key: [row[key]] for key in row}) == [value]
            assert process_results(row, [response]) == {"gameqa_score": value}


def test_completions_in_every_form() -> None:
    assert text_of("B") == "B"
    assert text_of([{"role": "assistant", "content": "B"}]) == "B"
    assert (
        text_of([{"role": "user", "content": "?"}, {"role": "assistant", "content": [{"type": "text", "text": "B"}]}])
        == "B"
    )
    assert text_of([{"role": "assistant", "content": None}]) == ""
    assert text_of([]) == ""


def test_chat_messages() -> None:
    row = sample_of(part_named("zuma-best_shot-easy"), 0).row()
    system, user = to_messages(row, "Be brief.", "You play games.")
    assert system == {"role": "system", "content": "You play games."}
    picture, text = user["content"]
    assert base64.b64decode(picture["image_url"]["url"].removeprefix("data:image/png;base64,")) == row["image"]["bytes"]
    assert text["text"] == f"{row['question']}\n\nBe brief."
    (alone,) = to_messages({**row, "image": None})
    assert alone["content"] == [{"type": "text", "text": row["question"]}]


@pytest.mark.parametrize("streaming", [False, True])
@pytest.mark.parametrize("modality", ["image", "text"])
def test_trl_rows(streaming: bool, modality: str) -> None:
    made = datasets.load_dataset("gameqa", "all-easy", num_samples=12, modality=modality, streaming=streaming)
    both = to_trl(made, completion=True, system="You play games.")
    assert set(both) == {"train", "validation", "test"}
    for row, old in zip(both["train"], made["train"], strict=True):
        assert ("image" in row) == (modality == "image")
        assert row["prompt"][0]["role"] == "system"
        assert row["prompt"][1]["content"].startswith(old["question"])
        assert row["completion"][0]["content"] == f"{old['analysis']}\n\n<answer>{old['answer']}</answer>"
        columns = {name: [row[name]] * 2 for name in row if name != "completion"}
        assert reward([row["completion"], "no idea"], **columns) == [1.0, 0.0]
        assert "analysis" not in row


def test_verl_rows() -> None:
    for part in EASY[::5]:
        row = sample_of(part, 0).row()
        made = to_verl(row, "test", 3)
        assert made["prompt"][0]["content"].count("<image>") == len(made["images"]) == 1
        truth, info = made["reward_model"]["ground_truth"], made["extra_info"]
        assert compute_score(made["data_source"], f"\\boxed{{{row['answer']}}}", truth, info) == 1.0
        assert compute_score(made["data_source"], "I give up.", truth, info) == 0.0


def test_lmms_eval_functions() -> None:
    row = dict(datasets.load_dataset("gameqa", "sokoban-easy", split="test", num_samples=1)[0])
    (picture,) = doc_to_visual(row)
    assert picture.mode == "RGB"
    assert doc_to_visual({**row, "image": None}) == []
    assert doc_to_text(row).startswith(row["question"])
    assert doc_to_text(row, {"instruction": "Be brief."}).endswith("Be brief.")
    assert process_results(row, [row["answer"]]) == {"gameqa_score": 1.0}
    assert process_results(row, ["?"]) == {"gameqa_score": 0.0}


def exported(form: str, out: Path, config: str = "tictactoe", count: int = 30, **options: Any) -> list[Path]:
    return Export(config, form, out, "train", Asked(count, **options)).run()


def rows_of(config: str, count: int) -> list[dict[str, Any]]:
    stream = datasets.load_dataset("gameqa", config, split="train", num_samples=count, streaming=True)
    return [dict(row) for row in stream]


def test_exported_json_lines(tmp_path: Path) -> None:
    rows = rows_of("all", 40)
    for form, convert in (("swift", to_swift), ("openai", to_openai), ("openrlhf", openrlhf.to_openrlhf)):
        (file,) = exported(form, tmp_path / f"{form}.jsonl", "all", 40)
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert len(lines) == 40
        for line, row in zip(lines, rows, strict=True):
            wanted = convert(recreate(row["data_id"]))
            assert line == json.loads(json.dumps(wanted))


def test_exported_parquet_is_what_the_builder_makes(tmp_path: Path) -> None:
    (file,) = exported("parquet", tmp_path / "rows.parquet", "all-hard", 25)
    read = datasets.load_dataset("parquet", data_files=str(file), split="train")
    made = datasets.load_dataset("gameqa", "all-hard", split="train", num_samples=25)
    assert read.features == made.features
    for one, other in zip(read, made, strict=True):
        assert one["image"].tobytes() == other["image"].tobytes()
        assert {name: one[name] for name in one if name != "image"} == {
            name: other[name] for name in other if name != "image"
        }


def test_exported_plain_parquet(tmp_path: Path) -> None:
    """No types of `datasets` in the files; a list of pictures that may be empty has its type all the same."""
    for form, convert in (("llamafactory", to_llamafactory), ("easyr1", easyr1.to_easyr1)):
        for modality in ("image", "text"):
            (file,) = exported(form, tmp_path / f"{form}-{modality}.parquet", "all", 12, modality=modality)
            table = pq.read_table(file)
            assert not table.schema.metadata
            assert str(table.schema.field("images").type.value_type) == "struct<bytes: binary, path: string>"
            rows = table.to_pylist()
            assert rows == [convert(recreate(row["data_id"])) for row in rows]
            assert {len(row["images"]) for row in rows} == {modality == "image"}


def test_llamafactory_is_told_of_its_files(tmp_path: Path) -> None:
    info = tmp_path / "dataset_info.json"
    info.write_text('{"mine": {"file_name": "mine.json"}}')
    exported("llamafactory", tmp_path / "one.parquet", count=3)
    exported("llamafactory", tmp_path / "two.parquet", count=3)
    entries = json.loads(info.read_text())
    assert list(entries) == ["mine", "one", "two"]
    assert entries["mine"] == {"file_name": "mine.json"}
    assert entries["two"]["file_name"] == "two.parquet"
    for text in ("[]", "{"):
        info.write_text(text)
        refused = run("export", "tictactoe", "--format", "llamafactory", "--out", tmp_path / "three.parquet")
        assert refused.exit_code == 2
        assert "is not a JSON object" in refused.output
        assert info.read_text() == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["dataset_info.json", "one.parquet", "two.parquet"]


def test_llamafactory_rows() -> None:
    row = sample_of(part_named("maze-solve-easy"), 0).row()
    user, assistant = to_llamafactory(row)["messages"]
    assert user["content"].startswith(f"<image>{row['question']}")
    assert gameqa.score(assistant["content"], row) == 1.0
    assert to_llamafactory({**row, "image": None})["messages"][0]["content"].startswith(row["question"])


@pytest.mark.parametrize("end", ["", "<|im_end|>\n", "</s>", "<turn|>", "<|im_end|><|endoftext|>"])
@pytest.mark.parametrize("pads", [1, 256])
def test_openrlhf_finds_the_response(pads: int, end: str) -> None:
    """What the model saw has a token for each part of the picture, and spaces that the prompt has not."""
    row = sample_of(part_named("sokoban-player_position-easy"), 0).row()
    (message,), label = openrlhf.to_openrlhf(row)["prompt"], openrlhf.to_openrlhf(row)["label"]
    text = message["content"].removeprefix("<image>")
    prompt = f"<|im_start|>user\n<|image_pad|>{text}<|im_end|>\n<|im_start|>assistant\n"
    seen = f"<|im_start|> user\n{'<|image_pad|>' * pads}{text}<|im_end|> \n<|im_start|> assistant\n"
    for response, value, form in (
        (f"So.\n\n<answer>{row['answer']}</answer>", 1.0, 1.0),
        (row["answer"], 1.0, 0.0),
        (f"{text}", 0.0, 0.0),
        ("", 0.0, 0.0),
    ):
        found = openrlhf.response_in(f"{seen}{response}{end}", prompt)
        assert found == response
        assert score_solution(found, label) == value
        assert gameqa.format_reward(found) == form
    assert openrlhf.response_in(f"{prompt}C{end}", prompt) == "C"
    with pytest.raises(ValueError, match="must hold its prompt's end"):
        openrlhf.response_in("something else", prompt)


def test_openrlhf_rewards() -> None:
    row = sample_of(part_named("sokoban-player_position-easy"), 0).row()
    label = openrlhf.to_openrlhf(row)["label"]
    found = openrlhf.reward_func([f"Q {row['answer']}", "Q <answer>?</answer>"], ["Q "] * 2, [label] * 2)
    assert found["rewards"].tolist() == found["scores"].tolist() == [1.0, 0.0]
    assert found["extra_logs"]["answer_format"].tolist() == [0.0, 1.0]


def test_easyr1_rewards() -> None:
    row = sample_of(part_named("sokoban-player_position-easy"), 0).row()
    truth = easyr1.to_easyr1(row)["answer"]
    asked = [
        {"response": text, "response_length": 3, "ground_truth": truth}
        for text in (f"<answer>{row['answer']}</answer>", row["answer"], "<answer>?</answer>", "?")
    ]
    plain = easyr1.compute_score(asked)
    assert [(one["overall"], one["accuracy"], one["format"]) for one in plain] == [
        (1.0, 1.0, 1.0),
        (1.0, 1.0, 0.0),
        (0.0, 0.0, 1.0),
        (0.0, 0.0, 0.0),
    ]
    assert [one["overall"] for one in easyr1.compute_score(asked, format_weight=0.25)] == [1.0, 0.75, 0.25, 0.0]
    with pytest.raises(ValueError, match="from 0 to 1"):
        easyr1.compute_score(asked, format_weight=2)


def test_exported_tables(tmp_path: Path) -> None:
    """As VLMEvalKit documents them: choices with a column for every option, open questions without."""
    choice, open_ = exported("vlmevalkit", tmp_path / "rows.tsv", "tictactoe", 40)
    assert (choice.name, open_.name) == ("rows-choice.tsv", "rows-open.tsv")
    count = 0
    for file in (choice, open_):
        with open(file, newline="", encoding="utf-8") as text:
            table = list(csv.DictReader(text, delimiter="\t"))
        assert table
        for cells in table:
            row = recreate(cells["data_id"])
            assert base64.b64decode(cells["image"]) == row["image"]["bytes"]
            assert cells["answer"] == row["answer"]
            options = [cells[letter] for letter in "ABCDEFGHIJ" if cells.get(letter)]
            assert options == row["options"]
            assert row["question"].startswith(cells["question"])
            assert "Options:" not in cells["question"]
            assert (file == choice) == (cells["A"] != "" if "A" in cells else False)
        count += len(table)
    assert count == 40
    (alone,) = exported("vlmevalkit", tmp_path / "alone.tsv", "tictactoe-best_move", 5)
    assert alone.name == "alone.tsv"


def test_a_stopped_export_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped in its second part, it makes the first no second time, and its file is that of one run."""
    count = ROWS_PER_PART + 30
    (whole,) = exported("openai", tmp_path / "whole.jsonl", "sokoban-player_position-easy", count)
    made: list[int] = []

    def counted(*arguments: Any) -> Any:
        for row in iterate(*arguments):
            made.append(1)
            if len(made) == stop_at:
                raise KeyboardInterrupt
            yield row

    from gameqa import sources

    iterate, stop_at = sources.iterate_rows, ROWS_PER_PART + 10
    monkeypatch.setattr(sources, "iterate_rows", counted)
    out = tmp_path / "parts.jsonl"
    with pytest.raises(KeyboardInterrupt):
        exported("openai", out, "sokoban-player_position-easy", count)
    assert not out.exists()
    made.clear()
    stop_at = -1
    exported("openai", out, "sokoban-player_position-easy", count)
    assert len(made) == 30
    assert out.read_bytes() == whole.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["parts.jsonl", "whole.jsonl"]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_rows_from_anywhere_export_alike(form: str, tmp_path: Path) -> None:
    """Streamed rows, map-style ones, and ones that were loaded back from Parquet without the builder."""
    made = datasets.load_dataset("gameqa", "tictactoe", split="train", num_samples=30)
    streamed = datasets.load_dataset("gameqa", "tictactoe", split="train", num_samples=30, streaming=True)
    made.to_parquet(tmp_path / "hub.parquet")
    loaded = datasets.load_dataset("parquet", data_files=str(tmp_path / "hub.parquet"), split="train")
    written = exported(form, tmp_path / "config.out")
    for name, rows in (("made", made), ("streamed", streamed), ("loaded", loaded)):
        for file, other in zip(export_rows(rows, form, tmp_path / f"{name}.out"), written, strict=True):
            assert facts(file, form) == facts(other, form)
    with pytest.raises(ValueError, match="no rows"):
        export_rows([], form, tmp_path / "none.out")
    with pytest.raises(ValueError, match="is there already"):
        export_rows(made, form, tmp_path / "made.out")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def facts(file: Path, form: str) -> list[Any]:
    """What a file says; pictures as pixels, which may be encoded in several ways."""
    if form in ("parquet", "verl", "llamafactory", "easyr1"):
        rows = datasets.load_dataset("parquet", data_files=str(file), split="train").to_list()
        return [plain(row) for row in rows]
    if form == "vlmevalkit":
        with open(file, newline="", encoding="utf-8") as text:
            return [plain(row) for row in csv.DictReader(text, delimiter="\t")]
    return [plain(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def plain(value: Any) -> Any:
    """The value with every picture, however it is written, as its pixels."""
    if isinstance(value, dict):
        if set(value) == {"bytes", "path"}:
            return pixels(value["bytes"])
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    if isinstance(value, str) and len(value) > 500:
        try:
            return pixels(base64.b64decode(value.removeprefix("data:image/png;base64,"), validate=True))
        except ValueError:
            return value
    return value


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).convert("RGB").tobytes()


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    out.write_text("mine")
    arguments = ("export", "maze-easy", "--format", "openai", "--out", out, "--num-samples", 3)
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert "is there already" in refused.output
    assert out.read_text() == "mine"
    assert run(*arguments, "--force").exit_code == 0
    assert len(out.read_text().splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("maze-easyy", "--format", "verl"), "Did you mean 'maze-easy'"),
        (("maze-easy", "--format", "verll"), "'verll' is not one of"),
        (("maze-easy", "--format", "verl", "--num-samples", 0), "0 is not in the range"),
        (("tictactoe-cell_content-easy", "--format", "verl", "--num-samples", 10**6), "has only"),
        (("maze-easy", "--format", "verl", "--split", "dev"), "Unknown split 'dev'"),
        (("nothing", "--format", "lmms-eval"), "Unknown config 'nothing'"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[object, ...], message: str, tmp_path: Path) -> None:
    result = run("export", *arguments, "--out", tmp_path / "file")
    assert result.exit_code == 2
    assert message in result.output
    assert not list(tmp_path.iterdir())


def test_all_formats_are_offered() -> None:
    text = run("export", "--help").output
    assert all(name in text for name in (*FORMATS, *LAYOUTS, "lmms-eval"))
    assert gameqa.score(adapter_rows.INSTRUCTION, sample_of(EASY[0], 0).row()) == 0.0
