"""A static site that shows every game and task: pages to look at, without a server or a network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from gameqa.configs import Mixture, Part
from gameqa.contract import CATEGORIES, LEVELS, QA_TYPES, Game
from gameqa.files import write_file
from gameqa.registry import get_game
from gameqa.rows import iterate_rows
from gameqa.templates import asset, environment

ASSETS = ("gallery.css", "gallery.js")

Tick = Callable[[], None]


def write_gallery(parts: Sequence[Part], samples: int, folder: Path, tick: Tick) -> Path:
    """Writes the site and returns its first page.

    Args:
        parts: the tasks and levels to show.
        samples: sample cards for each of them.
        folder: where to; files of an older gallery there are overwritten.
        tick: called after every sample.
    """
    games = [get_game(game_id) for game_id in dict.fromkeys(part.game for part in parts)]
    pages = []
    for game in games:
        cards = []
        for part in parts:
            if part.game == game.id:
                cards += _cards(part, samples, folder, tick)
        pages.append({"game": game, "cards": cards, "level_cards": _one_a_level(cards)})
    shared = {
        "categories": CATEGORIES,
        "types": QA_TYPES,
        "games": games,
        "title": "gameqa gallery",
    }
    for page in pages:
        text = environment().get_template("game.html").render(**shared, **page)
        write_file(folder / f"{_id(page)}.html", text.encode())
    for name in ASSETS:
        write_file(folder / name, asset(name))
    index = folder / "index.html"
    write_file(index, environment().get_template("index.html").render(**shared, pages=pages).encode())
    return index


def _id(page: dict[str, Any]) -> str:
    game: Game[Any] = page["game"]
    return game.id


def _cards(part: Part, samples: int, folder: Path, tick: Tick) -> list[dict[str, Any]]:
    game = get_game(part.game)
    task = game.task(part.task)
    config = part.name
    found = []
    for lazy in iterate_rows(Mixture(config, (part,)), "train", 0, 0, samples, "plain", "image"):
        row = dict(lazy)
        name = f"images/{row['data_id']}.png"
        write_file(folder / name, row["image"]["bytes"])
        rules, *rest = row["question"].split("\n\n")
        found.append(
            {
                "row": row,
                "task": task,
                "level": part.level,
                "image": name,
                "size": _size(row["image"]["bytes"]),
                "asked": rest[0],
                "answer_format": rest[-1],
                "rules": rules,
                "config": config,
                "load": f'load_dataset("gameqa", "{config}")',
            }
        )
        tick()
    return found


def _size(png: bytes) -> tuple[int, int]:
    """Width and height from a PNG's header."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def _one_a_level(cards: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The first card of every level."""
    first = {card["level"]: card for card in reversed(cards)}
    return [first[level] for level in LEVELS if level in first]
