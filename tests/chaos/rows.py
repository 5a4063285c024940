"""All scenarios, in the order of the table."""

from __future__ import annotations

import importlib
from typing import Final

from tests.chaos.scenario import SCENARIOS

MODULES: Final = (
    "outages",
    "slow_bodies",
    "pauses",
    "cancels",
    "expiry",
    "tokens",
    "points",
    "files",
    "redis",
    "fleet",
    "clocks",
    "users",
    "lives",
)

NOT_BUILT: Final[tuple[str, ...]] = ()
"""Rows of the plan whose subject is not there yet."""

for _name in MODULES:
    importlib.import_module(f"tests.chaos.{_name}")

__all__ = ["NOT_BUILT", "SCENARIOS"]
