"""How long commands tell how far they are: a bar in a terminal, a line now and then elsewhere."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gameqa.progress import SECONDS_BETWEEN_LINES, Progress, counted, say


class Terminal(io.StringIO):
    """A stream that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that is a second further whenever it is looked at."""
    ticks = itertools.count()
    monkeypatch.setattr(time, "monotonic", lambda: float(next(ticks)))


@pytest.mark.usefixtures("clock")
def test_without_a_terminal_a_line_comes_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    count = 10 * int(SECONDS_BETWEEN_LINES)
    with Progress(count, "row", "maze") as progress:
        progress.note("all is well")
        for _ in range(count):
            progress.update()
    lines = capsys.readouterr().err.splitlines()
    assert 5 <= len(lines) <= 10
    assert lines[0].startswith(f"maze: {int(SECONDS_BETWEEN_LINES)} of {count} rows (10%)")
    assert all(line.endswith(", all is well") for line in lines)


def test_short_work_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(counted(range(5), 5, "row")) == [0, 1, 2, 3, 4]
    assert capsys.readouterr().err == ""


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress(4, "row", "maze") as progress:
        progress.update(3)
        progress.rename("sudoku")
        progress.note("one to go")
        say("A line between.")
        progress.update()
    text = terminal.getvalue()
    assert "sudoku: 100%" in text
    assert "one to go" in text
    assert "A line between.\n" in text
    shown = len(text)
    assert list(counted([1], 1, "row", shown=False)) == [1]
    assert len(terminal.getvalue()) == shown


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "sudoku-color_at-easy", "--num-samples", "150"],
        ["gallery", "tictactoe-easy", "--samples", "3"],
        ["export", "sudoku-color_at-easy", "--format", "verl", "--num-samples", "30"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_commands_leave_logs_short(arguments: list[str], tmp_path: Path) -> None:
    """No bars of libraries either, without the variables that the other tests set."""
    pytest.importorskip("jinja2")
    done = subprocess.run(
        [sys.executable, "-c", "from gameqa.commands import main; main()", *arguments, "--out", str(tmp_path / "out")],
        env={"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
