"""Worlds for tests: one of each seed, since making their parts takes a moment."""

from __future__ import annotations

from functools import cache
from typing import Final

from hypothesis import strategies

from esologs.sandbox.world import World

SEEDS: Final = (0, 1, 77, 2**40)
"""A few seeds that stand for all."""


@cache
def world(seed: int = 0) -> World:
    """The world of *seed*."""
    return World(seed)


any_seed = strategies.sampled_from(SEEDS)
