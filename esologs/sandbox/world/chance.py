"""Keyed chance: the same seed and key give the same numbers on every Python and machine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15


def draw(seed: int, *key: int | str) -> int:
    """Hash *seed* and *key* to 64 bits.

    BLAKE2b rather than `hash()` or `random`: both differ between processes or
    may change between versions of Python.
    """
    text = "\x1f".join(map(str, (seed, *key)))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


class Dice:
    """A stream of numbers (splitmix64), started from a keyed draw.

    Integer arithmetic only, so that no libm and no rounding mode has a say.
    Not safe to share between threads: make one where it is rolled.
    """

    __slots__ = ("_state",)

    def __init__(self, seed: int, *key: int | str) -> None:
        self._state = draw(seed, *key)

    def roll(self) -> int:
        """The next 64 bits."""
        self._state = state = (self._state + _GAMMA) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        return state ^ (state >> 31)

    def below(self, bound: int) -> int:
        """A whole number from 0 to *bound* - 1."""
        return (self.roll() * bound) >> 64

    def between(self, low: int, high: int) -> int:
        """A whole number from *low* to *high*, both included."""
        return low + self.below(high - low + 1)

    def chance(self, percent: int) -> bool:
        """True in *percent* of 100 rolls."""
        return self.below(100) < percent

    def pick(self, options: Sequence[T]) -> T:
        """One of *options*, each as likely as the others."""
        return options[self.below(len(options))]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of *options* in another order."""
        deck = list(options)
        for last in range(len(deck) - 1, 0, -1):
            chosen = self.below(last + 1)
            deck[last], deck[chosen] = deck[chosen], deck[last]
        return deck
