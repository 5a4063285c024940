"""The fault `latency`: answers come late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_seconds
from esologs.sandbox.faults.fault import DelayFault, Fault

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Latency(DelayFault):
    """Every answer is *seconds* late, and up to *spread* seconds more, drawn evenly."""

    name: ClassVar[str] = "latency"

    seconds: float = 1.0
    spread: float = 0.0

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        check_seconds("latency", self.seconds, zero=True)
        check_seconds("spread", self.spread, zero=True)

    def delay(self, draw: Callable[[], float], /) -> float:
        """*seconds* and a share of *spread*."""
        return self.seconds + self.spread * draw()
