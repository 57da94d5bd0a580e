"""Randomness that is the same on every machine and every release of Python.

Only the raw bits of the Mersenne Twister are taken from the standard library; they are fixed by
its definition. Every decision on top of them (ranges, choices, shuffles) is made here, and
`tests/test_rng.py` pins its outputs.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import MutableSequence, Sequence
from typing import TypeVar

Item = TypeVar("Item")


class Rng:
    """A generator of random decisions, named by a string.

    Equal names give equal sequences of decisions; different names give independent ones.
    """

    __slots__ = ("_bits", "_steady_name")

    def __init__(self, name: str, steady_name: str | None = None) -> None:
        digest = hashlib.blake2b(name.encode(), digest_size=16).digest()
        self._bits = random.Random(int.from_bytes(digest, "big")).getrandbits
        self._steady_name = steady_name or name

    def steady(self, purpose: str) -> Rng:
        """Decisions that are the same in every attempt at one sample, always from their beginning.

        An answer that is drawn from here stays wanted until a state gives it, so that no answer is
        more frequent for being easier to reach.

        Args:
            purpose: what is decided. Decisions of different purposes are independent; those of one purpose are the
                same wherever they are asked for, such as in the drawing of the state and of the question.
        """
        return Rng(f"{self._steady_name}/{purpose}")

    def below(self, stop: int) -> int:
        """A uniform integer in [0, stop); `stop` is at least 1."""
        if stop < 2:
            if stop < 1:
                raise ValueError(f"below() needs a positive bound, got {stop}")
            return 0
        bits, size = self._bits, (stop - 1).bit_length()
        value = bits(size)
        while value >= stop:
            value = bits(size)
        return value

    def between(self, low: int, high: int) -> int:
        """A uniform integer in [low, high], both ends included."""
        return low + self.below(high - low + 1)

    def chance(self, numerator: int, denominator: int) -> bool:
        """True with probability numerator / denominator."""
        return self.below(denominator) < numerator

    def choice(self, items: Sequence[Item]) -> Item:
        """One item of a non-empty sequence, each equally likely."""
        count = len(items)
        if count < 2:
            return items[self.below(count)]
        # As `below`, without calling it: no other decision is made as often.
        bits, size = self._bits, (count - 1).bit_length()
        place = bits(size)
        while place >= count:
            place = bits(size)
        return items[place]

    def weighted(self, weights: Sequence[int]) -> int:
        """A place in a list of weights, which are not all 0; each as likely as its weight says."""
        pick, place = self.below(sum(weights)), 0
        while pick >= weights[place]:
            pick -= weights[place]
            place += 1
        return place

    def take(self, items: MutableSequence[Item]) -> Item:
        """Removes one item of a non-empty sequence, each equally likely; the last one takes its place."""
        bits, last = self._bits, len(items) - 1
        size = last.bit_length()
        place = bits(size) if size else 0
        while place > last:
            place = bits(size)
        item = items[place]
        items[place] = items[last]
        items.pop()
        return item

    def shuffle(self, items: MutableSequence[Item]) -> None:
        """Put the items into a uniformly random order, in place (Fisher-Yates)."""
        bits = self._bits
        for last in range(len(items) - 1, 0, -1):
            size = last.bit_length()
            other = bits(size)
            while other > last:
                other = bits(size)
            items[last], items[other] = items[other], items[last]

    def shuffled(self, items: Sequence[Item]) -> list[Item]:
        """A new list of the items in a uniformly random order."""
        copy = list(items)
        self.shuffle(copy)
        return copy

    def sample(self, items: Sequence[Item], count: int) -> list[Item]:
        """`count` different places of the sequence, in random order.

        Raises:
            ValueError: there are fewer than `count` items.
        """
        if count > len(items):
            raise ValueError(f"cannot sample {count} of {len(items)} items")
        pool = list(items)
        for place in range(count):
            other = place + self.below(len(pool) - place)
            pool[place], pool[other] = pool[other], pool[place]
        return pool[:count]
