"""Renders the glyph atlas that gameqa draws its texts with.

The atlas is committed, so that pictures do not depend on the FreeType of a machine; run this only
to change the font, its sizes or its characters, and raise the version of every game then.

    python tools/make_glyphs.py Roboto-Medium.ttf

Roboto is licensed under the Apache License 2.0.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZES = (17, 20, 24, 30, 38)
CHARACTERS = "".join(chr(code) for code in range(32, 127)) + "\u00d7\u00b0\u2013"
LEVELS = 6
OUT = Path(__file__).parent.parent / "gameqa" / "draw"


def main(font_file: str) -> None:
    strips, metrics = [], {}
    for size in SIZES:
        font = ImageFont.truetype(font_file, size)
        ascent, descent = font.getmetrics()
        cap_top = font.getbbox("H")[1]
        cap_height = font.getbbox("H")[3] - cap_top
        widths = [max(1, round(font.getlength(character))) for character in CHARACTERS]
        strip = Image.new("L", (sum(widths), ascent + descent))
        pen = ImageDraw.Draw(strip)
        left = 0
        for character, width in zip(CHARACTERS, widths, strict=True):
            glyph = Image.new("L", (width, ascent + descent))
            ImageDraw.Draw(glyph).text((0, 0), character, font=font, fill=255)
            strip.paste(glyph, (left, 0))
            left += width
        del pen
        strips.append(strip)
        metrics[size] = {
            "height": ascent + descent,
            "cap_top": cap_top,
            "cap_height": cap_height,
            "widths": widths,
        }
    atlas = Image.new("L", (max(strip.width for strip in strips), sum(strip.height for strip in strips)))
    top = 0
    for strip in strips:
        atlas.paste(strip, (0, top))
        top += strip.height
    atlas = atlas.point([round(value * LEVELS / 255) for value in range(256)])
    atlas.save(OUT / "glyphs.png", optimize=True)
    (OUT / "glyphs.json").write_text(json.dumps({"characters": CHARACTERS, "levels": LEVELS, "sizes": metrics}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
