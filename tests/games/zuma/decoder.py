"""Fields of Zuma: the marble at every place of the track, and the loaded one, by their colors."""

from __future__ import annotations

from typing import Any

from gameqa.games.zuma import picture as zuma
from gameqa.games.zuma.engine import COLORS, DIAMETER, track_points

from gameqa.draw.canvas import Picture
from gameqa.draw.looks import PLAIN, Look
from gameqa.sample import Sample


def read(sample: Sample, picture: Picture, look: Look = PLAIN) -> tuple[Any, Any]:
    state = sample.state
    palette = [tuple(picture.palette[3 * ink : 3 * ink + 3]) for ink in range(len(picture.palette) // 3)]
    names = {look.theme.color(name): letter for letter, name in COLORS.items()}
    middle = picture.pixels.shape[0] // 2
    assert middle == zuma.RADIUS + zuma.EDGE + (max(look.margin, zuma.FRAME_MARGIN) if look.rim else look.margin)

    def color_at(x: float, y: float) -> str:
        """The color a little below the middle, where no highlight is; "." for anything but a marble."""
        return names.get(palette[picture.pixels[middle - round(y) + 4, middle + round(x) + 3]], ".")

    points = track_points(state.track, DIAMETER)
    seen = "".join(color_at(*point) for point in points).rstrip(".")
    return (seen, color_at(0, 0)), (state.marbles, state.loaded)
