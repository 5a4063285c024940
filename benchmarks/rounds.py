"""Rounds: the sides of a comparison take turns, so that a machine's moods hit them alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from statistics import median
from typing import TypeAlias

Sides: TypeAlias = Mapping[str, Callable[[], Awaitable[float]]]
"""What takes turns: each side by its name, awaited for its reading."""


def interleaved(sides: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """Measure every side once a round and return each one's median; a first round is thrown away.

    The sides change places from round to round: whoever comes second finds warm
    caches.
    """
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name in _order(list(sides), number):
            found[name].append(sides[name]())
    return {name: median(values[1:]) for name, values in found.items()}


async def ainterleaved(sides: Sides, rounds: int) -> dict[str, float]:
    """Same as `interleaved`, for sides that are awaited."""
    found: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name in _order(list(sides), number):
            found[name].append(await sides[name]())
    return {name: median(values[1:]) for name, values in found.items()}


def _order(names: list[str], number: int) -> list[str]:
    return names if number % 2 else names[::-1]
