"""The spaces of gymnasium that observations and actions are of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gymnasium
import numpy as np
import numpy.typing as npt

from gameqa.draw.canvas import MAX_HEIGHT, MAX_WIDTH

Pixels = npt.NDArray[np.uint8]

# Pictures come and go with every step. The C library of Linux hands memory of their size back to the system and asks
# for it again, which takes longer than drawing them, until a larger block has been freed once.
bytes(2**24)

_PADDING = 255
_SAMPLED_TEXT = "".join(map(chr, range(32, 127)))
_LONGEST_SAMPLED_TEXT = 40


class Pictures(gymnasium.Space[Pixels]):
    """Pictures in RGB of any size that this library draws, arrays of shape (height, width, 3)."""

    def __init__(self, seed: int | np.random.Generator | None = None) -> None:
        super().__init__(None, np.uint8, seed)

    def contains(self, x: Any) -> bool:
        """Whether something is such a picture."""
        if not (isinstance(x, np.ndarray) and x.dtype == np.uint8 and x.ndim == 3 and x.shape[2] == 3):
            return False
        height, width, _ = map(int, x.shape)
        return 0 < height <= MAX_HEIGHT and 0 < width <= MAX_WIDTH

    def sample(self, mask: Any = None, probability: Any = None) -> Pixels:
        """Noise."""
        height, width = (int(self.np_random.integers(1, most + 1)) for most in (MAX_HEIGHT, MAX_WIDTH))
        return self.np_random.integers(0, 256, (height, width, 3), np.uint8)

    @property
    def is_np_flattenable(self) -> bool:
        """Whether its elements have one size: no."""
        return False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pictures)

    def __repr__(self) -> str:
        return f"Pictures(at most {MAX_HEIGHT}, {MAX_WIDTH}, 3)"


def padded_pictures() -> gymnasium.spaces.Box:
    """The space of pictures that are padded to the greatest size."""
    return gymnasium.spaces.Box(0, 255, (MAX_HEIGHT, MAX_WIDTH, 3), np.uint8)


class Texts(gymnasium.Space[str]):
    """All texts."""

    def __init__(self, seed: int | np.random.Generator | None = None) -> None:
        super().__init__(None, str, seed)

    def contains(self, x: Any) -> bool:
        """Whether something is a text."""
        return isinstance(x, str)

    def sample(self, mask: Any = None, probability: Any = None) -> str:
        """Some random signs."""
        length = self.np_random.integers(0, _LONGEST_SAMPLED_TEXT + 1)
        return "".join(self.np_random.choice(list(_SAMPLED_TEXT), length))

    @property
    def is_np_flattenable(self) -> bool:
        """Whether its elements are arrays of one size: no."""
        return False

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Actions(Texts):
    """All texts, since a player may say anything; those drawn from it are legal actions.

    Attributes:
        legal: the legal actions of the present position.
    """

    legal: Sequence[str] = ()

    def sample(self, mask: Any = None, probability: Any = None) -> str:
        """A legal action of the present position; some random signs where there is none."""
        return str(self.np_random.choice(list(self.legal))) if self.legal else super().sample()


def padded(pixels: Pixels) -> Pixels:
    """A picture in the middle of a white one of the greatest size."""
    height, width, _ = pixels.shape
    whole = np.full((MAX_HEIGHT, MAX_WIDTH, 3), _PADDING, np.uint8)
    top, left = (MAX_HEIGHT - height) // 2, (MAX_WIDTH - width) // 2
    whole[top : top + height, left : left + width] = pixels
    return whole
