"""Makes docs/samples.png, the picture of samples at the top of the README: one of every game given.

python tools/make_readme_picture.py CONFIG [CONFIG ...]
"""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

from gameqa.configs import parse_config
from gameqa.sample import draw_sample

OUT = Path(__file__).parent.parent / "docs" / "samples.png"
SIDE, GAP = 360, 16


def main(configs: list[str]) -> None:
    """Writes the picture: the first sample of every config, side by side, each fitted into a square."""
    sheet = Image.new("RGB", (len(configs) * (SIDE + GAP) - GAP, SIDE), (255, 255, 255))
    for place, config in enumerate(configs):
        key = parse_config(config).key("train", 0, 0, "plain", "image")
        image = draw_sample(key).picture().image().convert("RGB")
        image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        sheet.paste(image, (place * (SIDE + GAP) + (SIDE - image.width) // 2, (SIDE - image.height) // 2))
    sheet.save(OUT, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
