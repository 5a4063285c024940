"""All scenarios, in the order of the table."""

from __future__ import annotations

from tests.chaos import outages
from tests.chaos.scenario import SCENARIOS

__all__ = ["SCENARIOS", "outages"]
