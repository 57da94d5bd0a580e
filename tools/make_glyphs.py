"""Renders the glyph atlases that gameqa draws its texts with, one for each font.

The atlases are committed, so that pictures do not depend on the FreeType of a machine; run this only to change a font,
its sizes or its characters, and raise the version of every game then.

    python tools/make_glyphs.py Roboto-Medium.ttf glyphs
    python tools/make_glyphs.py DejaVuSansCondensed.ttf glyphs-sans
    python tools/make_glyphs.py DejaVuSerifCondensed-Bold.ttf glyphs-serif

Roboto (fonts.google.com/specimen/Roboto) is licensed under the Apache License 2.0; DejaVu (dejavu-fonts.github.io) is
free under the license of the Bitstream Vera fonts, which allows to embed them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

CAPITALS = {17: 12, 20: 15, 24: 17, 30: 21, 38: 28}
"""The sizes of the atlas, which are those of Roboto in pixels, and the least height of capital letters in each: other
fonts are rendered just as large as that needs."""

CHARACTERS = "".join(chr(code) for code in range(32, 127)) + "\u00d7\u00b0\u2013"
LEVELS = 6
OUT = Path(__file__).parent.parent / "gameqa" / "draw"


def font_for(font_file: str, capital: int) -> ImageFont.FreeTypeFont:
    """The font in the least size whose capital letters are so high."""
    for size in range(capital, 3 * capital):
        font = ImageFont.truetype(font_file, size)
        if font.getbbox("H")[3] - font.getbbox("H")[1] >= capital:
            return font
    raise ValueError(f"{font_file} has no capital letters")


def main(font_file: str, name: str) -> None:
    strips, metrics = [], {}
    for size, capital in CAPITALS.items():
        font = font_for(font_file, capital)
        boxes = [font.getbbox(character) for character in CHARACTERS]
        # Roboto's lines are as high as the font says; those of other fonts leave out what no character needs.
        top, bottom = (0, sum(font.getmetrics()))
        if name != "glyphs":
            top, bottom = int(min(box[1] for box in boxes[1:])), int(max(box[3] for box in boxes[1:]))
        cap_top = int(font.getbbox("H")[1])
        widths = [max(1, round(font.getlength(character))) for character in CHARACTERS]
        strip = Image.new("L", (sum(widths), bottom - top))
        left = 0
        for character, width in zip(CHARACTERS, widths, strict=True):
            glyph = Image.new("L", (width, bottom - top))
            ImageDraw.Draw(glyph).text((0, -top), character, font=font, fill=255)
            strip.paste(glyph, (left, 0))
            left += width
        strips.append(strip)
        metrics[size] = {
            "height": bottom - top,
            "cap_top": cap_top - top,
            "cap_height": int(font.getbbox("H")[3]) - cap_top,
            "widths": widths,
        }
    atlas = Image.new("L", (max(strip.width for strip in strips), sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        atlas.paste(strip, (0, top))
        top += strip.height
    atlas = atlas.point([round(value * LEVELS / 255) for value in range(256)])
    atlas.save(OUT / f"{name}.png", optimize=True)
    table = {"characters": CHARACTERS, "levels": LEVELS, "sizes": metrics}
    (OUT / f"{name}.json").write_text(json.dumps(table) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
