"""Keys and ids: what names a sample, and which split a state belongs to."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace

from gameqa.contract import SPLITS
from gameqa.rng import Rng

MODALITIES = ("image", "text", "both")
STYLES = ("plain", "varied")

LOOKS = 3
"""The version of the looks of the style "varied": raised whenever one of them changes. Ids of such rows name it, from
version 2 on, beside the version of the game."""

_ID = re.compile(
    r"(?P<game>[a-z][a-z0-9_]{0,39})-v(?P<version>\d{1,6})-(?P<task>[a-z][a-z0-9_]{0,59})"
    r"-(?P<level>[a-z]{1,12})-(?P<split>[a-z]{1,12})-s(?P<seed>\d{1,20})-i(?P<index>\d{1,20})"
    r"-a(?P<attempt>\d{1,6})(?P<varied>-varied(?P<looks>\d{1,4})?)?(?:-(?P<modality>text|both))?",
    re.ASCII,
)


@dataclass(frozen=True)
class Key:
    """Everything that a sample depends on.

    Attributes:
        index: the sample's number among those of its task, level, split and seed.
        attempt: how many draws were discarded before this one.
        style, modality: how the sample is shown; they change neither facts nor answer.
        looks: the version of the looks, where the style is "varied".
    """

    game: str
    version: int
    task: str
    level: str
    split: str
    seed: int
    index: int
    attempt: int = 0
    style: str = "plain"
    modality: str = "image"
    looks: int = LOOKS

    def rng(self, purpose: str) -> Rng:
        """The randomness of one purpose ("state", "look") of this sample."""
        return Rng(f"{self._draw()}/{purpose}", f"{self._place()}/{purpose}")

    def at(self, attempt: int) -> Key:
        """The same sample's key at another attempt."""
        return replace(self, attempt=attempt)

    def _place(self) -> str:
        return f"{self.game}-v{self.version}-{self.task}-{self.level}-{self.split}-s{self.seed}-i{self.index}"

    def _draw(self) -> str:
        return f"{self._place()}-a{self.attempt}"

    @property
    def data_id(self) -> str:
        """The id from which `gameqa.recreate` makes the sample again."""
        looks = "" if self.looks == 1 else str(self.looks)
        varied = f"-varied{looks}" if self.style == "varied" else ""
        modality = "" if self.modality == "image" else f"-{self.modality}"
        return self._draw() + varied + modality


def parse_data_id(data_id: str) -> Key:
    """The key that an id names. Only its form is checked here.

    Raises:
        ValueError: the text is not an id.
    """
    match = _ID.fullmatch(data_id) if isinstance(data_id, str) else None
    if match is None:
        shown = repr(data_id)
        shown = shown if len(shown) <= 80 else shown[:77] + "..."
        raise ValueError(
            f"Malformed data_id {shown}: expected "
            "<game>-v<version>-<task>-<level>-<split>-s<seed>-i<index>-a<attempt>[-varied[<looks>]][-text|-both], "
            "for example 'sokoban-v1-min_moves-hard-train-s0-i17-a3'."
        )
    return Key(
        game=match["game"],
        version=int(match["version"]),
        task=match["task"],
        level=match["level"],
        split=match["split"],
        seed=int(match["seed"]),
        index=int(match["index"]),
        attempt=int(match["attempt"]),
        style="varied" if match["varied"] else "plain",
        modality=match["modality"] or "image",
        looks=int(match["looks"] or 1) if match["varied"] else LOOKS,
    )


def digest(text: str) -> int:
    """A 64-bit digest of a text, the same everywhere."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def split_of(game_id: str, split_key: str) -> str:
    """The one split of a state: half of all keys train, a quarter each validation and test."""
    quarter = digest(f"split/{game_id}/{split_key}") % 4
    return SPLITS[max(0, quarter - 1)]
