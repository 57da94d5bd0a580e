"""The looks that a picture can be drawn in: colors, designs of pieces, fonts, frames, cell size, margins, labels.

A look changes how things are drawn, never what is drawn: named colors stay recognizable by their
names in every look, and nothing that a question needs depends on a look.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, overload

from gameqa.draw.text import ATLASES
from gameqa.rng import Rng

Rgb = tuple[int, int, int]

Sizes = ParamSpec("Sizes")
Made = TypeVar("Made")

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


@dataclass(frozen=True, eq=False)
class Theme:
    """A family of colors; equal to itself only, so that looks are cheap to compare.

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

    @property
    def is_dark(self) -> bool:
        """Whether texts are light on dark paper."""
        return sum(self.paper) < sum(self.ink)

    @property
    def dark_ink(self) -> Rgb:
        """The color of letters on light tiles."""
        return self.edge if self.is_dark else self.ink

    @property
    def outline(self) -> Rgb:
        """The color of outlines that lie on paper: as of boards, or light on dark paper."""
        return self.ink if self.is_dark else self.edge


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


FRAMES = {"own": 0, "thick": 6, "double": 8}
"""The frames of boards, and how many pixels they need around the cells; an own frame is that of the game, if any."""

LABELS = ("plain", "strip", "both")
FONTS = tuple(ATLASES)
DESIGNS = 3
SCALES = (88, 100)


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
        font: that of texts, a name of `FONTS`.
        frame: what goes around boards, a name of `FRAMES`.
        design: which drawing of cells and pieces, from 0; all fit the same words.
    """

    name: str
    theme: Theme
    scale: int
    margin: int
    labels: str
    symbols: bool
    font: str = FONTS[0]
    frame: str = "own"
    design: int = 0

    def size(self, pixels: int) -> int:
        """A length of the plain look in this look."""
        return pixels * self.scale // 100

    @property
    def rim(self) -> int:
        """The room for the frame around the cells of a board, in pixels."""
        return FRAMES[self.frame]

    @property
    def sprites(self) -> Look:
        """The look that has in common with this one what sprites without letters depend on: colors and design."""
        return _sprites(self.theme, self.design, FONTS[0])

    @property
    def lettered_sprites(self) -> Look:
        """The look that has in common with this one what sprites with letters depend on."""
        return _sprites(self.theme, self.design, self.font)


PLAIN = Look("plain", THEMES["plain"], 100, 14, "plain", False)


@lru_cache(maxsize=len(THEMES) * len(FONTS) * DESIGNS)
def _sprites(theme: Theme, design: int, font: str) -> Look:
    return Look("sprites", theme, PLAIN.scale, PLAIN.margin, PLAIN.labels, PLAIN.symbols, font, PLAIN.frame, design)


class _Looks(Sequence[Look]):
    """All combinations, each made when it is asked for."""

    def __len__(self) -> int:
        return len(THEMES) * len(LABELS) * len(SCALES) * len(FONTS) * len(FRAMES) * DESIGNS

    @overload
    def __getitem__(self, number: int) -> Look: ...

    @overload
    def __getitem__(self, number: slice) -> list[Look]: ...

    def __getitem__(self, number: int | slice) -> Look | list[Look]:
        if isinstance(number, slice):
            return [_varied(place) for place in range(*number.indices(len(self)))]
        return _varied(range(len(self))[number])


@lru_cache(maxsize=256)
def _varied(number: int) -> Look:
    """The look with a number; neighbors differ in most features."""
    parts = []
    rest = number
    for count in (len(THEMES), DESIGNS, len(FRAMES), len(FONTS), len(LABELS), len(SCALES)):
        rest, part = divmod(rest, count)
        parts.append(part)
    # Each feature is moved on by those before it, a permutation of all looks that mixes them well.
    theme, design, frame, font, label, scale = parts
    design = (design + theme) % DESIGNS
    frame = (frame + design + theme // 3) % len(FRAMES)
    font = (font + frame + theme) % len(FONTS)
    label = (label + font + design) % len(LABELS)
    scale = (scale + label + theme) % len(SCALES)
    names = list(THEMES)[theme], LABELS[label], SCALES[scale], FONTS[font], list(FRAMES)[frame], design
    margin = 8 if LABELS[label] == "both" else 8 + 4 * ((number + number // 4 + number // 16) % 4)
    return Look(
        "-".join(map(str, names)), THEMES[names[0]], names[2], margin, names[1], number // 7 % 3 == 2, *names[3:]
    )


VARIED: Sequence[Look] = _Looks()
"""The looks of the style "varied"."""

COLORED: tuple[Look, ...] = tuple(_sprites(theme, design, FONTS[0]) for theme in THEMES.values() for design in range(3))
"""A look for all colors in which things are seen: they depend on the theme and the design alone."""


def gray_of(look: Look, color: Rgb) -> Rgb:
    """A color of the look's theme where words call it gray: without the tint that it has in some themes."""
    if look.theme is PLAIN.theme:
        return color
    red, green, blue = color
    level = (3 * red + 6 * green + blue) // 10
    return level, level, level


def look_of(rng: Rng) -> Look:
    """A look at random."""
    return rng.choice(VARIED)


KITS = 192
"""So many kits of a kind are kept: about as many as there are themes, designs and sizes of cells."""


def cached_kit(make: Callable[Concatenate[Look, Sizes], Made]) -> Callable[Concatenate[Look, Sizes], Made]:
    """Makes a kit of sprites once for all looks that have them in common; `make` sees `Look.sprites`."""
    return _cached_by(lambda look: look.sprites, make)


def cached_lettered_kit(make: Callable[Concatenate[Look, Sizes], Made]) -> Callable[Concatenate[Look, Sizes], Made]:
    """As `cached_kit`, for sprites with letters, which also depend on the font; `make` sees `Look.lettered_sprites`."""
    return _cached_by(lambda look: look.lettered_sprites, make)


def _cached_by(
    common: Callable[[Look], Look], make: Callable[Concatenate[Look, Sizes], Made]
) -> Callable[Concatenate[Look, Sizes], Made]:
    """Makes a kit once for all looks that have a look in common, which is what `make` sees."""
    cached = lru_cache(maxsize=KITS)(make)

    @wraps(make)
    def kit(look: Look, /, *args: Sizes.args, **kwargs: Sizes.kwargs) -> Made:
        return cached(common(look), *args, **kwargs)  # type: ignore[arg-type]

    return kit
