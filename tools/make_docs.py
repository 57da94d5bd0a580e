"""Writes what the repository says of its games from their declarations: card, parts of pages, picture of samples.

python tools/make_docs.py            writes dataset_card.md, docs/samples.png, docs/play.png, and parts of pages
python tools/make_docs.py --check    writes nothing; exit code 1 and the stale file's name if one is not up to date
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
from gameqa.builders.card import card_text, scopes_table, task_counts
from PIL import Image

from gameqa.configs import parse_config
from gameqa.contract import CATEGORIES
from gameqa.draw.canvas import Picture
from gameqa.play.configs import parse_play
from gameqa.play.demonstrations import played_by_policy
from gameqa.play.episode import Episode
from gameqa.play.registry import all_plays
from gameqa.registry import all_games
from gameqa.sample import draw_sample

ROOT = Path(__file__).parent.parent
CARD, SAMPLES, FILM = ROOT / "dataset_card.md", ROOT / "docs" / "samples.png", ROOT / "docs" / "play.png"
README, CONFIGS, PLAYING = ROOT / "README.md", ROOT / "docs" / "configs.md", ROOT / "docs" / "play.md"

SIDE, GAP, COLUMNS = 220, 14, 6

FILMED = ("sokoban", "tetris", "pacman", "minesweeper", "zuma")
FRAMES = 6


def parts_of_pages() -> dict[Path, dict[str, str]]:
    """The generated parts of every page, by their names."""
    games = all_games()
    numbers = f"{task_counts()}, each at three levels."
    return {
        README: {
            "samples": f"![A sample of each of the {len(games)} games](docs/samples.png)",
            "numbers": numbers,
        },
        PLAYING: {"plays": plays_table()},
        CONFIGS: {"scopes": scopes_table(), "games": f"{numbers[:-1]}:\n\n{games_table()}"},
    }


def page_text(path: Path, parts: dict[str, str]) -> str:
    """A page with its generated parts made anew: each stands between two comments that name it."""
    text = path.read_text("utf-8")
    for name, content in parts.items():
        pattern = re.compile(rf"<!-- {name} -->\n.*?<!-- end of {name} -->", re.DOTALL)
        if not pattern.search(text):
            raise SystemExit(f"{path.name} has no part '{name}' between <!-- {name} --> and <!-- end of {name} -->")
        text = pattern.sub(
            lambda _, name=name, content=content: f"<!-- {name} -->\n{content}\n<!-- end of {name} -->", text
        )
    return text


def games_table() -> str:
    """All games with their tasks as a Markdown table, a row a game, grouped by category."""
    lines = ["| category | game | tasks of the paper | tasks of our own |", "| --- | --- | --- | --- |"]
    for category, title in CATEGORIES.items():
        for game in all_games().values():
            if game.category == category:
                paper, ours = (
                    ", ".join(f"`{task.id}`" for task in game.tasks if task.beyond == own) for own in (False, True)
                )
                lines.append(f"| {title} | `{game.id}`{'' if game.in_domain else ' *'} | {paper} | {ours} |")
    return "\n".join([*lines, "", "\\* out of domain: held out of the group `in_domain`, which the paper trains on."])


def plays_table() -> str:
    """All games that can be played as a Markdown table."""
    lines = ["| game | goal | policy |", "| --- | --- | --- |"]
    for game_id, play in all_plays().items():
        policy = f"{play.policy.name}{' (exact)' if play.policy.exact else ''}"
        lines.append(f"| `{game_id}` | {play.goal} | {policy} |")
    return "\n".join(lines)


def fitted(picture: Picture) -> Image.Image:
    """A picture shrunk into a square."""
    image = picture.image().convert("RGB")
    image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    return image


def film_picture() -> Image.Image:
    """Six pictures of an episode of each of five games, evenly spaced, a row a game."""
    sheet = Image.new("RGB", (FRAMES * (SIDE + GAP) - GAP, len(FILMED) * (SIDE + GAP) - GAP), (255, 255, 255))
    for row, game in enumerate(FILMED):
        episode = Episode(parse_play(f"{game}-medium").key("train", 0, 0, "plain", "image"))
        moments = [episode.moment() for _ in played_by_policy(episode)] + [episode.moment()]
        for column in range(FRAMES):
            image = fitted(moments[column * (len(moments) - 1) // (FRAMES - 1)].picture())
            left, top = column * (SIDE + GAP), row * (SIDE + GAP)
            sheet.paste(image, (left + (SIDE - image.width) // 2, top + (SIDE - image.height) // 2))
    return sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=255)


def samples_picture() -> Image.Image:
    """The first medium sample of every game, in rows, each fitted into a square, in the order of the table."""
    games = [game.id for category in CATEGORIES for game in all_games().values() if game.category == category]
    rows = -(-len(games) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (SIDE + GAP) - GAP, rows * (SIDE + GAP) - GAP), (255, 255, 255))
    for number, game in enumerate(games):
        key = parse_config(f"{game}-medium").key("train", 0, 0, "plain", "image")
        image = fitted(draw_sample(key).picture())
        row, column = divmod(number, COLUMNS)
        left, top = column * (SIDE + GAP), row * (SIDE + GAP)
        sheet.paste(image, (left + (SIDE - image.width) // 2, top + (SIDE - image.height) // 2))
    return sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=255)


def is_same(one: Image.Image, path: Path) -> bool:
    """Whether a file holds this picture, but for the little in which releases of Pillow differ when they shrink."""
    if not path.exists():
        return False
    first, second = (np.asarray(image.convert("RGB"), np.int16) for image in (one, Image.open(path)))
    return first.shape == second.shape and float(np.abs(first - second).mean()) < 1


def main() -> None:
    """Writes or checks the files."""
    check = "--check" in sys.argv[1:]
    texts = {CARD: card_text(), **{path: page_text(path, parts) for path, parts in parts_of_pages().items()}}
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text]
    pictures = {SAMPLES: samples_picture(), FILM: film_picture()}
    stale += [path for path, picture in pictures.items() if not is_same(picture, path)]
    if check and stale:
        names = ", ".join(str(path.relative_to(ROOT)) for path in stale)
        raise SystemExit(f"not up to date: {names}; run `python tools/make_docs.py`")
    for path in stale:
        if path in pictures:
            pictures[path].save(path, optimize=True)
        else:
            path.write_text(texts[path], "utf-8")
    print("up to date" if not stale else f"written: {', '.join(path.name for path in stale)}")


if __name__ == "__main__":
    main()
