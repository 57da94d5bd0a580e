"""Rewards over HTTP: scores are those of `gameqa.score`, and whatever is sent, the answer is one clear line."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

import gameqa
from gameqa.adapters.rows import SCORED_COLUMNS, solution_of
from gameqa.commands import main
from gameqa.serving import bodies
from gameqa.serving.app import BYTES_VARIABLE, MOST_BODIES, create_app
from tests.samples import part_named, sample_of

NAMES = ("sokoban-min_moves-easy", "zuma-best_angle-easy", "sudoku-solve-easy", "maze-path_to_goal-easy")
LARGEST = 100_000

quickly = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with TestClient(create_app(LARGEST, 50)) as made:
        yield made


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [sample_of(part_named(name), index).row() for name in NAMES for index in range(3)]


def scored_columns(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in SCORED_COLUMNS}


def responses(row: dict[str, Any]) -> list[str]:
    return [f"I look. <answer>{row['answer']}</answer>", "<answer>no idea</answer>", "", "A"]


def refused(answer: Any) -> str:
    """The one line of a refusal."""
    assert 400 <= answer.status_code < 500, answer.text
    content = answer.json()
    assert list(content) == ["error"]
    assert "\n" not in content["error"]
    assert content["error"].endswith((".", "?")) or answer.status_code in (404, 405)
    return str(content["error"])


def test_scores_are_those_of_the_library(client: TestClient, rows: list[dict[str, Any]]) -> None:
    asked = [(response, row) for row in rows for response in responses(row)]
    wanted = [gameqa.score(response, row) for response, row in asked]
    assert {0.0, 1.0} <= set(wanted)
    by_row = [{"response": response, "row": scored_columns(row)} for response, row in asked]
    by_id = [{"response": response, "data_id": row["data_id"]} for response, row in asked]
    assert client.post("/score", json={"items": by_row}).json() == {"scores": wanted}
    assert client.post("/score", json={"items": by_id}).json() == {"scores": wanted}
    assert [client.post("/score", json=item).json()["score"] for item in by_id] == wanted
    assert client.post("/score", json={"items": []}).json() == {"scores": []}
    chat = [{"role": "user", "content": "B"}, {"role": "assistant", "content": responses(rows[0])[0]}]
    assert client.post("/score", json={"response": chat, "row": rows[0] | {"image": None}}).json() == {"score": 1.0}


def test_openrlhf_gets_rewards(client: TestClient, rows: list[dict[str, Any]]) -> None:
    prompt = "<|im_start|>user\n<image>How many?<|im_end|>\n<|im_start|>assistant\n"
    said = [f"{response}<|im_end|>" for row in rows for response in responses(row)]
    wanted = [gameqa.score(response, row) for row in rows for response in responses(row)]
    queries = [prompt.replace("<image>", "<image>" * 64) + response for response in said]
    for labels in ([row["data_id"] for row in rows], [solution_of(row) for row in rows]):
        body = {"query": queries, "prompts": [prompt] * len(said), "labels": [one for one in labels for _ in range(4)]}
        expected = {"rewards": wanted, "scores": wanted, "extra_logs": {}}
        assert client.post("/get_reward", json=body).json() == expected
    body = {"query": ["what?"], "prompts": [prompt], "labels": [rows[0]["data_id"]]}
    assert refused(client.post("/get_reward", json=body)).startswith("query[0]: a query must hold its prompt's end")
    assert "1 query, 0 prompts, 1 labels" in refused(client.post("/get_reward", json={**body, "prompts": []}))
    assert "labels[0] is not JSON" in refused(client.post("/get_reward", json={**body, "labels": ["{"]}))
    assert "labels must be a list, got nothing" in refused(
        client.post("/get_reward", json={"query": [], "prompts": []})
    )
    assert "prompts[0] must be a string, got a number" in refused(
        client.post("/get_reward", json={**body, "prompts": [1]})
    )


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("[1]", "the body must be an object, got a list."),
        ("{", "the body is not JSON: Expecting property name"),
        ("[" * 50_000, "the body is not JSON: it is nested too deep."),
        ('{"items": {}}', "items must be a list, got an object."),
        ('{"items": [], "item": 1}', "the body: Unknown key 'item'. Did you mean 'items'? Allowed: items."),
        ('{"items": [3]}', "items[0] must be an object, got a number."),
        ('{"items": [{"response": "A"}]}', "items[0] must have a response, and either a row or a data_id."),
        ('{"response": "A", "row": {}, "data_id": "a"}', "the body must have a response, and either a row or"),
        ('{"response": "A", "row": "a"}', "the body: row must be an object, got a string."),
        ('{"response": "A", "data_id": 1}', "the body: data_id must be a string, got a number."),
        ('{"response": "A", "data_id": "a"}', "the body: Malformed data_id 'a'"),
        ('{"response": 1, "data_id": "a"}', "the body: Malformed data_id 'a'"),
        ('{"response": "A", "row": {}}', "the body: column 'game' of the row must be a string, it is missing."),
        (json.dumps({"items": [{}] * 51}), "items must hold at most 50 items, got 51: send several requests."),
    ],
)
def test_bad_bodies_are_refused_in_one_line(client: TestClient, body: str, line: str) -> None:
    assert refused(client.post("/score", content=body)).startswith(line)


def test_a_state_that_no_game_makes_is_refused(client: TestClient, rows: list[dict[str, Any]]) -> None:
    row = scored_columns(next(row for row in rows if row["task"] == "path_to_goal"))
    state = json.loads(row["state"])
    for name in state:
        for value in (None, [], -1, "x", {}):
            item = {
                "response": f"<answer>{row['answer']}</answer>",
                "row": row | {"state": json.dumps({**state, name: value})},
            }
            answer = client.post("/score", json=item)
            assert answer.status_code == 200 or refused(answer).startswith("the body: ")


@given(st.binary(max_size=300))
@quickly
def test_any_bytes_are_answered(client: TestClient, body: bytes) -> None:
    for path in ("/score", "/get_reward"):
        refused(client.post(path, content=body))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=10,
)


@given(st.data())
@quickly
def test_any_json_is_answered(client: TestClient, rows: list[dict[str, Any]], data: st.DataObject) -> None:
    """Bodies of the right outline with anything in any place."""
    row = scored_columns(data.draw(st.sampled_from(rows)))
    for name in data.draw(st.sets(st.sampled_from(SCORED_COLUMNS), max_size=2)):
        row[name] = data.draw(JSON)
    item: Any = {"response": data.draw(JSON), "row": data.draw(st.just(row) | JSON)}
    if data.draw(st.booleans()):
        item = {"response": data.draw(JSON), "data_id": data.draw(JSON)}
    body = data.draw(st.sampled_from([item, {"items": [item]}, {"items": item}]) | JSON)
    answer = client.post("/score", content=json.dumps(body))
    if answer.status_code == 200:
        found = answer.json()
        assert all(0 <= value <= 1 for value in found.get("scores", [found.get("score", 0.0)]))
    else:
        refused(answer)
    columns = {"query": data.draw(JSON), "prompts": data.draw(JSON), "labels": data.draw(JSON)}
    answer = client.post("/get_reward", content=json.dumps(columns))
    assert answer.status_code == 200 or refused(answer)


def test_large_bodies_are_refused(client: TestClient) -> None:
    line = f"the body must have at most {LARGEST} bytes: send several requests."
    whole = client.post("/score", content=b"x" * (LARGEST + 1))
    in_parts = client.post("/score", content=iter([b"x" * LARGEST, b"x"]))
    assert (whole.status_code, refused(whole)) == (413, line)
    assert (in_parts.status_code, refused(in_parts)) == (413, line)
    assert client.post("/score", content=b" " * LARGEST).status_code == 400
    packed = client.post("/score", content=b"{}", headers={"content-encoding": "gzip"})
    assert (packed.status_code, refused(packed)) == (415, "the body must not be compressed.")


def test_other_paths_and_methods(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "release": gameqa.__version__}
    assert client.get("/score").status_code == 405
    assert client.post("/scores").status_code == 404
    refused(client.get("/score"))


def test_a_slow_item_holds_up_nobody(
    client: TestClient, rows: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow(response: Any, row: Any) -> float:
        if response == "slow":
            begun.set()
            assert go_on.wait(60)
        return gameqa.score(response, row)

    monkeypatch.setattr(bodies, "score", slow)
    row = scored_columns(rows[0])
    right = {"response": responses(rows[0])[0], "row": row}
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(client.post, "/score", json={"items": [right, {"response": "slow", "row": row}]})
        try:
            assert begun.wait(60)
            assert client.get("/health").status_code == 200
            assert client.post("/score", json=right).json() == {"score": 1.0}
            assert not waiting.done()
        finally:
            go_on.set()
        assert waiting.result().json() == {"scores": [1.0, 0.0]}


def test_scores_are_right_when_many_ask_at_once(client: TestClient, rows: list[dict[str, Any]]) -> None:
    def ask(number: int) -> tuple[Any, Any]:
        row = rows[number % len(rows)]
        asked = responses(row)[number % 4 :] or ["A"]
        items = [{"response": response, "data_id": row["data_id"]} for response in asked]
        answer = client.post("/score", json={"items": items}).json()
        return answer, {"scores": [gameqa.score(response, row) for response in asked]}

    with ThreadPoolExecutor(16) as pool:
        for found, wanted in pool.map(ask, range(3 * MOST_BODIES)):
            assert found == wanted


def test_limits_come_from_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BYTES_VARIABLE, "10")
    with TestClient(create_app()) as small:
        assert small.post("/score", content=b"x" * 11).status_code == 413
    monkeypatch.setenv(BYTES_VARIABLE, "few")
    with pytest.raises(ValueError, match=f"{BYTES_VARIABLE} must be a whole number from 1 on, got 'few'"):
        create_app()


def test_the_command_says_in_one_line_what_it_can_t() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(main, ["serve", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "in use" in result.output
