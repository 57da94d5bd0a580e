"""The gallery in a real browser: Chromium without a window, over file:// URLs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gameqa.commands import main
from gameqa.contract import CATEGORIES
from gameqa.registry import all_games

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    result = CliRunner().invoke(main, ["gallery", "--out", str(folder), "--samples", "1"])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


@pytest.fixture(params=[(390, 844, "light"), (1440, 900, "dark")], ids=["phone-light", "wide-dark"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    width, height, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.errors = []
    page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    yield page
    assert page.errors == []
    page.close()


def names() -> list[str]:
    return ["index", *all_games()]


def test_pages_load_with_every_picture(site: Path, page: Any) -> None:
    for name in names():
        page.goto((site / f"{name}.html").as_uri())
        page.evaluate("document.querySelectorAll('img').forEach(image => image.loading = 'eager')")
        page.wait_for_function("[...document.images].every(image => image.complete)")
        broken = page.evaluate("[...document.images].filter(image => !image.naturalWidth).map(image => image.src)")
        assert broken == []
        assert page.evaluate("document.images.length") > 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_filters(site: Path, page: Any) -> None:
    page.goto((site / "sokoban.html").as_uri())
    visible = page.locator("[data-item]:visible")
    everything = visible.count()
    assert everything == 3 * len(all_games()["sokoban"].tasks)
    page.select_option("select[name=level]", "hard")
    assert visible.count() == everything // 3
    page.select_option("select[name=task]", "deadlock")
    assert visible.count() == 1
    page.fill("input[name=text]", "nothing like this")
    assert visible.count() == 0
    assert page.locator("section[data-group]:visible").count() == 0
    assert page.locator("output").inner_text() == f"0 of {everything} shown"
    page.goto((site / "index.html").as_uri())
    page.select_option("select[name=category]", "strategic_planning")
    shown = page.locator("article.game:visible h3").all_inner_texts()
    assert shown == [game.title for game in all_games().values() if game.category == "strategic_planning"]


def test_navigation_groups_games_by_category(site: Path, page: Any) -> None:
    games = all_games()
    page.goto((site / "sokoban.html").as_uri())
    menus = page.locator("nav details")
    groups = {game.category for game in games.values()}
    assert menus.locator("summary").all_inner_texts() == [
        title for category, title in CATEGORIES.items() if category in groups
    ]
    assert page.locator("nav details.here summary").all_inner_texts() == [CATEGORIES[games["sokoban"].category]]
    links = page.locator("nav li a")
    assert links.locator("visible=true").count() == 0
    for number in range(menus.count()):
        menu = menus.nth(number)
        menu.locator("summary").click()
        shown = menu.locator("a").all_inner_texts()
        assert shown == [
            game.title for game in games.values() if CATEGORIES[game.category] == menu.locator("summary").inner_text()
        ]
        assert links.locator("visible=true").count() == len(shown), "another group is open too"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    page.keyboard.press("Escape")
    assert links.locator("visible=true").count() == 0
    page.locator("nav details.here summary").click()
    assert page.locator("nav a[aria-current=page]").inner_text() == games["sokoban"].title
    page.locator("h1").click()
    assert links.locator("visible=true").count() == 0
    page.locator("nav summary", has_text=CATEGORIES[games["zuma"].category]).click()
    page.locator("nav a", has_text=games["zuma"].title).click()
    assert page.url.endswith("zuma.html")


def test_answer_is_hidden_until_revealed(site: Path, page: Any) -> None:
    page.goto((site / "sudoku.html").as_uri())
    card = page.locator("article.card").first
    answer = card.locator("pre.answer")
    assert not answer.is_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    assert answer.inner_text()


def test_copy_button_answers(site: Path, page: Any) -> None:
    page.goto((site / "tangram.html").as_uri())
    button = page.locator("button[data-copy]").first
    button.click()
    page.wait_for_function("['Copied', 'Selected'].includes(document.querySelector('button[data-copy]').textContent)")
    assert button.get_attribute("data-copy").startswith("tangram-v")


def typical() -> list[str]:
    """The start page, and the first games whose pages, all of one template, show every type of answer."""
    found, shown = ["index"], set[str]()
    for name, game in all_games().items():
        types = {task.answer_type for task in game.tasks}
        if types - shown:
            found.append(name)
        shown |= types
    return found


def test_accessibility(site: Path, page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for name in typical():
        page.goto((site / f"{name}.html").as_uri())
        found = Axe().run(page, options={"preload": False}).response["violations"]
        found = [item for item in found if item["impact"] in ("serious", "critical")]
        assert [(item["id"], item["nodes"][0]["html"]) for item in found] == []
