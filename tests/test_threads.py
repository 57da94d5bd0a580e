"""Threads: games keep what they have searched and drawn, so none may meet another in one."""

from __future__ import annotations

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest

import gameqa
from gameqa import registry
from gameqa.locking import GAMES
from gameqa.sample import attempt_sample, sample_of_id
from gameqa.scoring import rows as scoring_rows
from tests.samples import part_named, sample_of

THREADS = 4


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Wraps a function so that it fails where two threads are in it, or in another so wrapped, at once."""
    inside: list[str] = []

    def wrapped(function: Any) -> Any:
        def checked(*arguments: Any) -> Any:
            inside.append(function.__name__)
            time.sleep(0.002)
            assert len(inside) == 1, inside
            try:
                return function(*arguments)
            finally:
                inside.pop()

        return checked

    return wrapped


def test_no_two_threads_are_in_the_games_at_once(alone: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sample = sample_of(part_named("sokoban-solve-easy"), 0)
    row = sample.row()
    task = sample.task
    watched = replace(task, make=alone(task.make), check=alone(task.check))
    painted = replace(sample, game=replace(sample.game, draw=alone(sample.game.draw)))
    monkeypatch.setattr(registry, "get_task", lambda game, task_id: watched)
    scoring_rows._fixed.cache_clear()
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            work = [
                lambda: gameqa.score(row["answer"], row) == 1.0,
                lambda: attempt_sample(sample.key).answer == row["answer"],
                lambda: painted.row()["image"] == row["image"],
                lambda: len(painted.picture().pixels) > 0,
            ]
            assert all(pool.map(lambda part: part(), work * 3))
    finally:
        scoring_rows._fixed.cache_clear()


def test_threads_make_the_same_rows() -> None:
    """With threads that are switched as often as can be, a game that is shared between them would lose its way."""
    names = ("sokoban-pushes_needed-easy", "sokoban-min_moves-hard", "space_invaders-best_k_shots-medium")
    samples = [sample_of(part_named(name), index) for name in names for index in range(2)]
    rows = {sample.key.data_id: sample.row() for sample in samples}
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            ids = [data_id for data_id in rows for _ in range(THREADS)]
            for data_id, row in zip(ids, pool.map(lambda data_id: sample_of_id(data_id).row(), ids), strict=True):
                assert row == rows[data_id]
    finally:
        sys.setswitchinterval(interval)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_can_score_while_another_thread_was_scoring() -> None:
    row = sample_of(part_named("sokoban-solve-easy"), 0).row()
    held, enough = threading.Event(), threading.Event()

    def hold() -> None:
        with GAMES:
            held.set()
            enough.wait(0.2)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(60)
    child = os.fork()
    if child == 0:
        os._exit(0 if gameqa.score(row["answer"], row) == 1.0 else 1)
    enough.set()
    other.join()
    for _ in range(600):
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        time.sleep(0.1)
    else:
        os.kill(child, 9)
    assert ended
    assert os.waitstatus_to_exitcode(status) == 0
