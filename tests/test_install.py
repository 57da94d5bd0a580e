"""Importing after every kind of install from every working directory, in processes of their own."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("gameqa", "builders", "games", "environment", "play_environment")
FILES = ("setup.cfg", "setup.py", "pyproject.toml", "README.md", "LICENSE")
INSTALLS = {"plain": [], "editable": ["--editable"]}

CODE = """
import gameqa, gameqa.games.sokoban
from datasets import load_dataset
row = load_dataset("gameqa", "tictactoe-easy", split="test", num_samples=2)[1]
assert gameqa.recreate(row["data_id"])["answer"] == row["answer"]
assert gameqa.score(row["answer"], row) == 1.0
print(gameqa.__file__, gameqa.builders.__file__, gameqa.games.__file__, sep="\\n")
"""


class Place:
    """A copy of the checkout in a folder named gameqa, and a virtual environment into which it was installed."""

    def __init__(self, folder: Path, install: str) -> None:
        self.parent = folder / "parent"
        self.checkout = self.parent / "gameqa"
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir(parents=True)
        self.checkout.mkdir(parents=True)
        for name in FOLDERS:
            shutil.copytree(ROOT / name, self.checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in FILES:
            shutil.copy(ROOT / name, self.checkout / name)
        self.home = folder / "environment"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", self.home], check=True)
        self.python = self.home / "bin" / "python"
        (packages,) = self.home.glob("lib/python*/site-packages")
        shared = [path for path in sys.path if path.endswith("-packages")]
        (packages / "shared.pth").write_text("\n".join(shared) + "\n")
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
        self.run("-m", "pip", "install", *options, *INSTALLS[install], str(self.checkout), folder=self.elsewhere)

    def run(self, *arguments: str, folder: Path) -> str:
        """What the environment's Python prints in a working directory."""
        clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [self.python, *arguments], cwd=folder, env={**clean, "HF_HUB_OFFLINE": "1"}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def test_every_package_is_installed() -> None:
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    listed = set(setup["options"]["packages"].split())
    homes = {
        "gameqa": "gameqa",
        "builders": "gameqa.builders",
        "games": "gameqa.games",
        "environment": "gameqa_environment",
        "play_environment": "gameqa_play_environment",
    }
    found = {
        ".".join([homes[home], *file.parent.relative_to(ROOT / home).parts])
        for home in homes
        for file in (ROOT / home).rglob("__init__.py")
    }
    assert found <= listed, f"setup.cfg's packages lack {sorted(found - listed)}"


@pytest.fixture(scope="module", params=list(INSTALLS))
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp(request.param), request.param)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["checkout", "parent", "elsewhere"])
def test_the_package_is_whole_wherever_python_starts(place: Place, where: str) -> None:
    folder: Path = getattr(place, where)
    files = place.run("-c", CODE, folder=folder).splitlines()[-3:]
    editable = any(place.home.glob("lib/python*/site-packages/__editable__*"))
    from_checkout = editable or where == "checkout"
    assert [Path(file).is_relative_to(place.checkout) for file in files] == [from_checkout] * 3
    command = subprocess.run([place.home / "bin" / "gameqa", "list"], cwd=folder, capture_output=True, text=True)
    assert command.returncode == 0, command.stderr
    assert "sokoban" in command.stdout
