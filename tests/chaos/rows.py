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
    "clocks",
    "users",
    "lives",
)

for _name in MODULES:
    importlib.import_module(f"tests.chaos.{_name}")

__all__ = ["SCENARIOS"]
