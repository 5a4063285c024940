"""A small generator of chance that gives the same draws on every machine and Python.

SplitMix64 (Steele, Lea and Flood, 2014) over integers only. The standard
library's `random` promises its sequence for `random()` alone, not for `choice`
or `shuffle`, and `hash()` of a string changes with each process.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

_MASK: Final = (1 << 64) - 1
_GOLDEN: Final = 0x9E3779B97F4A7C15


def fingerprint(*keys: int | str) -> int:
    """64 bits that depend on the keys alone: their values, types and order."""
    parts = [f"{'s' if isinstance(key, str) else 'i'}{len(str(key))}:{key}" for key in keys]
    return int.from_bytes(hashlib.blake2b("".join(parts).encode(), digest_size=8).digest(), "big")


class Stream:
    """Draws that depend on the keys alone; two streams of other keys do not resemble each other.

    A stream is mutable and belongs to one thread. Make a new one, or `fork`,
    wherever a draw more must not change everything that comes after it.
    """

    __slots__ = ("_root", "_state")

    def __init__(self, *keys: int | str) -> None:
        self._root = self._state = fingerprint(*keys)

    def fork(self, *keys: int | str) -> Stream:
        """A stream of its own; the same keys give the same one, whatever was drawn here before."""
        return Stream(self._root, *keys)

    def bits(self) -> int:
        """The next 64 bits."""
        self._state = state = (self._state + _GOLDEN) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        return state ^ (state >> 31)

    def below(self, n: int) -> int:
        """An integer of 0 … n - 1; `n` is positive and well below 2**64."""
        return (self.bits() * n) >> 64

    def between(self, low: int, high: int) -> int:
        """An integer of low … high, both included."""
        return low + ((self.bits() * (high - low + 1)) >> 64)

    def bell(self, low: int, high: int) -> int:
        """An integer of low … high that is likelier in the middle (the mean of three draws)."""
        return (self.between(low, high) + self.between(low, high) + self.between(low, high)) // 3

    def unit(self) -> float:
        """A float of [0, 1) with 53 bits."""
        return (self.bits() >> 11) / (1 << 53)

    def chance(self, p: float) -> bool:
        """True with probability `p`."""
        return (self.bits() >> 11) < p * (1 << 53)

    def pick(self, items: Sequence[T]) -> T:
        """One of the items; there is at least one."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        """One of the items, each as likely as its weight; at least one weight is positive."""
        left = self.below(sum(weights))
        for item, weight in zip(items, weights, strict=True):
            left -= weight
            if left < 0:
                return item
        raise ValueError("weights must be non-negative integers")

    def shuffled(self, items: Iterable[T]) -> list[T]:
        """The items in another order (Fisher and Yates); give them in a fixed order, not a set."""
        result = list(items)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result

    def sample(self, items: Iterable[T], count: int) -> list[T]:
        """`count` different items, or all of them if there are fewer."""
        return self.shuffled(items)[:count]
