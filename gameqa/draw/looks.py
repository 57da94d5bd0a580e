"""The looks that a picture can be drawn in: colors, cell size, margins, labels.

A look changes how things are drawn, never what is drawn: named colors stay recognizable by their
names in every look, and nothing that a question needs depends on a look.
"""

from __future__ import annotations

from dataclasses import dataclass

from gameqa.rng import Rng

Rgb = tuple[int, int, int]

NAMED: dict[str, Rgb] = {
    "red": (190, 38, 20),
    "orange": (216, 132, 20),
    "yellow": (246, 236, 70),
    "green": (24, 118, 92),
    "mint": (138, 206, 172),
    "blue": (44, 112, 232),
    "purple": (98, 60, 176),
    "pink": (238, 186, 236),
    "brown": (104, 50, 40),
}
"""Colors with names, told apart also with deuteranopia and protanopia (CIEDE2000 at least 16)."""

_NAMED_SOFT: dict[str, Rgb] = {
    "red": (176, 46, 30),
    "orange": (208, 128, 40),
    "yellow": (250, 240, 110),
    "green": (36, 112, 96),
    "mint": (138, 206, 172),
    "blue": (62, 116, 226),
    "purple": (92, 56, 162),
    "pink": (232, 190, 240),
    "brown": (98, 46, 42),
}


@dataclass(frozen=True)
class Theme:
    """A family of colors.

    Attributes:
        paper: the ground of the whole picture.
        ink: texts on paper.
        strip: the band behind row and column numbers, where a look has one.
        panel: the ground of boards.
        line: thin lines on boards.
        edge: strong lines and outlines on boards.
        wall, wall_light: solid obstacles.
        named: colors by name.
    """

    paper: Rgb
    ink: Rgb
    strip: Rgb
    panel: Rgb
    line: Rgb
    edge: Rgb
    wall: Rgb
    wall_light: Rgb
    named: tuple[tuple[str, Rgb], ...]

    def color(self, name: str) -> Rgb:
        """The color of this name; KeyError where there is none."""
        return dict(self.named)[name]


def _theme(paper: Rgb, ink: Rgb, strip: Rgb, panel: Rgb, line: Rgb, wall: Rgb, light: Rgb, soft: bool) -> Theme:
    named = tuple((_NAMED_SOFT if soft else NAMED).items())
    return Theme(paper, ink, strip, panel, line, (34, 38, 46), wall, light, named)


THEMES = {
    "plain": _theme(
        (255, 255, 255), (34, 38, 46), (232, 235, 240), (247, 247, 243), (196, 200, 206),
        (92, 99, 112), (128, 136, 150), False,
    ),
    "ivory": _theme(
        (252, 247, 235), (62, 48, 38), (240, 228, 204), (255, 252, 244), (214, 202, 180),
        (120, 94, 74), (154, 126, 102), True,
    ),
    "mist": _theme(
        (232, 239, 247), (30, 46, 70), (208, 221, 236), (248, 251, 254), (186, 200, 216),
        (74, 96, 128), (108, 130, 162), False,
    ),
    "sage": _theme(
        (236, 242, 232), (38, 56, 44), (212, 225, 206), (250, 252, 247), (190, 206, 188),
        (84, 110, 92), (118, 144, 124), True,
    ),
    "slate": _theme(
        (66, 74, 88), (242, 244, 248), (84, 94, 110), (240, 241, 244), (190, 195, 204),
        (84, 92, 106), (120, 128, 142), False,
    ),
    "night": _theme(
        (26, 30, 40), (236, 238, 242), (44, 50, 64), (226, 228, 233), (176, 182, 192),
        (66, 74, 92), (102, 110, 128), True,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Look:
    """How a picture is drawn.

    Attributes:
        name: unique among the looks.
        theme: the colors.
        scale: the size of cells in percent of the plain look, 85 to 110.
        margin: empty pixels around everything.
        labels: how row and column numbers are set: "plain", on a tinted "strip", or on "both" sides.
        symbols: whether things that are told apart by color carry a symbol instead where a game
            offers one; the picture then explains the symbols.
    """

    name: str
    theme: Theme
    scale: int
    margin: int
    labels: str
    symbols: bool

    def size(self, pixels: int) -> int:
        """A length of the plain look in this look."""
        return pixels * self.scale // 100


PLAIN = Look("plain", THEMES["plain"], 100, 14, "plain", False)

VARIED = tuple(
    Look(f"{theme}-{labels}-{scale}", THEMES[theme], scale, 8 + 4 * (number % 4), labels, number % 3 == 2)
    for number, (theme, labels, scale) in enumerate(
        (theme, labels, scale) for theme in THEMES for labels in ("plain", "strip", "both") for scale in (88, 100)
    )
)
"""The looks of the style "varied"."""


def look_of(rng: Rng) -> Look:
    """A look at random."""
    return rng.choice(VARIED)
