"""Makes docs/samples.png, the picture at the top of the README: a sample of every game.

python tools/make_readme_picture.py
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from gameqa.configs import parse_config
from gameqa.registry import all_games
from gameqa.sample import draw_sample

OUT = Path(__file__).parent.parent / "docs" / "samples.png"
SIDE, GAP, COLUMNS = 300, 16, 4


def main() -> None:
    """Writes the picture: the first medium sample of every game, in rows, each fitted into a square."""
    games = sorted(all_games())
    rows = -(-len(games) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (SIDE + GAP) - GAP, rows * (SIDE + GAP) - GAP), (255, 255, 255))
    for place, game in enumerate(games):
        key = parse_config(f"{game}-medium").key("train", 0, 0, "plain", "image")
        image = draw_sample(key).picture().image().convert("RGB")
        image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        row, column = divmod(place, COLUMNS)
        left, top = column * (SIDE + GAP), row * (SIDE + GAP)
        sheet.paste(image, (left + (SIDE - image.width) // 2, top + (SIDE - image.height) // 2))
    sheet.convert("P", palette=Image.Palette.ADAPTIVE, colors=255).save(OUT, optimize=True)


if __name__ == "__main__":
    main()
