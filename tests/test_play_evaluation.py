"""Letting a model on loopback play: by policy, badly, and stopped in the middle; the figures beside baselines."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

from gameqa.adapters.chats import ACTING, OMITTED, to_openai_episode, to_swift_episode
from gameqa.commands import main
from gameqa.draw.png import encode_png
from gameqa.evaluation.play_report import at_random, by_policy
from gameqa.play.configs import parse_play
from gameqa.play.demonstrations import demonstration
from gameqa.play.episode import Episode, episode_of_id
from tests.chat_server import Messages, Script, chat_server

CONFIG, COUNT = "maze-play-easy", 6
MIXTURE = parse_play(CONFIG)


def run(url: str, out: Path, *more: object, config: str = CONFIG) -> Result:
    arguments = ["eval", config, "--base-url", url, "--model", "scripted", "--out", out, "--n", COUNT, "--retries", 0]
    return CliRunner().invoke(main, [str(argument) for argument in [*arguments, *more]])


def shown_turns(modality: str = "image") -> list[dict[str, Any]]:
    """The messages of all test episodes as the policy plays them."""
    keys = [MIXTURE.key("test", 0, index, "plain", modality) for index in range(COUNT)]
    return [to_openai_episode(demonstration(key), ACTING) for key in keys]


def by_heart(modality: str = "image") -> Callable[[Messages], str]:
    """Replies as the policy does, known by what is seen last."""
    known = {}
    for shown in shown_turns(modality):
        for seen, said in zip(shown["messages"][::2], shown["messages"][1::2], strict=True):
            known[json.dumps(seen["content"])] = said["content"]
    return lambda messages: f"I know it. {known[json.dumps(messages[-1]['content'])]}"


def figures(out: Path) -> dict[str, Any]:
    (overall,) = json.loads((out / "results.json").read_text())["tables"]["overall"]
    return dict(overall)


@pytest.mark.parametrize("modality", ["image", "text"])
def test_a_model_that_knows_the_way(tmp_path: Path, modality: str) -> None:
    script = Script(by_heart(modality))
    with chat_server(script) as url:
        result = run(url, tmp_path, "--modality", modality, "--pictures", 2, "--concurrency", 3, "--system", "Play.")
    assert result.exit_code == 0, result.output
    overall = figures(tmp_path)
    assert (overall["count"], overall["success"], overall["score"]) == (COUNT, 1, 1)
    assert (overall["beyond"], overall["illegal"]) == (0, 0)
    assert overall["policy_success"] == 1
    assert overall["random_score"] < 0.6
    assert "level: easy" in result.output
    for body in script.asked:
        assert body["messages"][0] == {"role": "system", "content": "Play."}
        contents = [message["content"] for message in body["messages"][1::2]]
        pictures = [content for content in contents if isinstance(content, list)]
        if modality == "text":
            assert not pictures
            continue
        assert pictures == contents[-2:]
        assert all(content.startswith(OMITTED) for content in contents[:-2])
    lines = [json.loads(line) for line in (tmp_path / "episodes.jsonl").read_text().splitlines()]
    for index, line in enumerate(lines):
        again = episode_of_id(line["episode"])
        assert again.key == Episode(MIXTURE.key("test", 0, index, "plain", modality)).key
        for reply in line["replies"]:
            again.act(reply)
        assert (again.score, again.is_won) == (line["score"], True)


def test_a_model_that_talks_nonsense(tmp_path: Path) -> None:
    with chat_server(Script(lambda messages: "Let me think about mazes.")) as url:
        result = run(url, tmp_path)
    assert result.exit_code == 0, result.output
    overall = figures(tmp_path)
    assert (overall["success"], overall["score"], overall["illegal"]) == (0, 0, 1)
    assert overall["beyond"] is None


def test_resuming(tmp_path: Path) -> None:
    """Episodes that are done are not played again, others from their beginning; the outcome is the same."""
    broken = Script(by_heart(), before=lambda number: 500 if number > 30 else None)
    with chat_server(broken) as url:
        result = run(url, tmp_path / "one", "--concurrency", 2)
    assert result.exit_code == 1
    assert "episodes got no reply" in result.output
    file = tmp_path / "one" / "episodes.jsonl"
    done = [json.loads(line)["episode"] for line in file.read_text().splitlines()]
    assert 0 < len(done) < COUNT
    with open(file, "a", encoding="utf-8") as half:
        half.write('{"episode": "maze')
    whole = Script(by_heart())
    with chat_server(whole) as url:
        assert run(url, tmp_path / "one").exit_code == 0
        assert run(url, tmp_path / "two").exit_code == 0
        again = run(url, tmp_path / "one", "--temperature", 1)
    assert again.exit_code == 2
    assert "temperature 0.0" in again.output
    one, two = (
        [json.loads(line) for line in (tmp_path / name / "episodes.jsonl").read_text().splitlines()]
        for name in ("one", "two")
    )
    for line in (*one, *two):
        del line["seconds"]
    assert one == two
    assert figures(tmp_path / "one") == figures(tmp_path / "two")


def test_refusals(tmp_path: Path) -> None:
    with chat_server(Script(by_heart(), before=lambda number: 401)) as url:
        refused = run(url, tmp_path)
        unknown = run(url, tmp_path / "unknown", config="langtons_ant-play-easy")
    assert refused.exit_code == 2
    assert "The server refused the request" in refused.output
    assert unknown.exit_code == 2
    assert "can be played" in unknown.output


def test_baselines_are_always_the_same() -> None:
    key = Episode(MIXTURE.key("test", 5, 0, "plain", "text")).key
    assert at_random(key.data_id) == at_random(key.data_id)
    assert by_policy(key.data_id)["won"]


def test_demonstrations_replay() -> None:
    """The replies of a demonstration, made one after the other, lead to its score; what is seen is what is told."""
    for index in range(3):
        shown = demonstration(MIXTURE.key("train", 0, index, "varied", "both"))
        assert shown["score"] == 1
        episode = episode_of_id(shown["episode"])
        chat, placed = to_openai_episode(shown), to_swift_episode(shown)
        assert len(placed["images"]) == len(shown["turns"]) == episode.play.fewest(episode.start)  # type: ignore[misc]
        for number, (turn, said) in enumerate(zip(chat["messages"][::2], chat["messages"][1::2], strict=True)):
            told = f"{episode.text()}\n\n{ACTING}" if number == 0 else episode.text()
            assert turn["content"][1]["text"] == told
            assert placed["messages"][2 * number]["content"] == f"<image>{told}"
            assert turn["content"][0]["image_url"]["url"] == placed["images"][number]
            assert episode.act(said["content"]).legal
        assert episode.is_won


@pytest.mark.parametrize("form", ["openai", "swift", "llamafactory"])
def test_exporting_episodes(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"episodes.{form}"
    arguments = ["export", CONFIG, "--format", form, "--out", out, "--num-samples", 3, "--split", "validation"]
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    if form == "llamafactory":
        rows = pq.read_table(out).to_pylist()
        assert "episodes" in json.loads((tmp_path / "dataset_info.json").read_text())
    else:
        rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert len(rows) == 3
    for index, row in enumerate(rows):
        episode = Episode(MIXTURE.key("validation", 0, index, "plain", "image"))
        assert row["episode"] == episode.id
        pictures = (
            [part["image_url"]["url"] for turn in row["messages"][::2] for part in turn["content"][:1]]
            if (form == "openai")
            else row["images"]
        )
        for said, picture in zip(row["messages"][1::2], pictures, strict=True):
            content = picture["bytes"] if form == "llamafactory" else base64.b64decode(picture.partition(",")[2])
            assert content == encode_png(episode.picture())
            episode.act(said["content"])
        assert episode.score == row["score"] == 1


def test_episodes_are_exported_in_some_formats_only(tmp_path: Path) -> None:
    for arguments in (
        ["export", CONFIG, "--format", "verl", "--out", tmp_path / "rows"],
        ["generate", CONFIG, "--out", tmp_path / "folder"],
        ["generate", "maze-transitions", "--out", tmp_path / "folder"],
    ):
        result = CliRunner().invoke(main, list(map(str, arguments)))
        assert result.exit_code == 2
        assert len(result.output.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())
