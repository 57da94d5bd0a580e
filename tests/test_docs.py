"""The pages of the documentation: no dead link, and blocks of code that are marked "run" do run as they are written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import gameqa

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(python|bash) run\n(.*?)^```$", re.DOTALL | re.MULTILINE)
names = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def slugs_of(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@names
def test_links(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if target.startswith(("https://", "http://")):
            continue
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), target
        assert not anchor or anchor in slugs_of(linked), target


@names
def test_ids_name_samples_of_this_release(page: Path) -> None:
    for data_id in re.findall(r"\b[a-z0-9_]+-v\d+-[a-z0-9_]+-[a-z]+-[a-z]+-s\d+-i\d+-a\d+\b", page.read_text("utf-8")):
        assert gameqa.recreate(data_id)["data_id"] == data_id


def test_every_page_is_linked_from_the_readme() -> None:
    linked = set(re.findall(r"\]\(docs/([a-z_]+\.md)\)", (ROOT / "README.md").read_text("utf-8")))
    assert linked == {page.name for page in PAGES if page.parent.name == "docs"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "page", [page for page in PAGES if BLOCK.search(page.read_text("utf-8"))], ids=lambda page: page.stem
)
def test_code_runs(page: Path, tmp_path: Path) -> None:
    """The blocks of a page run in its order: those of Python in one program, the others in a shell."""
    environment = {
        **os.environ,
        "HF_HOME": str(tmp_path / "home"),
        "HF_HUB_OFFLINE": "1",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    blocks = BLOCK.findall(page.read_text("utf-8"))
    program = "\n".join(code for language, code in blocks if language == "python")
    commands = [[sys.executable, "-c", program]] if program else []
    commands += [["bash", "-euo", "pipefail", "-c", code] for language, code in blocks if language == "bash"]
    for command in commands:
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
