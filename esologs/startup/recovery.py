"""Recovery: what could not be loaded for a passing reason is tried again in the background."""

from __future__ import annotations

from dataclasses import dataclass

from esologs.config import check_seconds
from esologs.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryConfig:
    """How long the background waits between its attempts, in seconds.

    The wait before attempt n (from 1) is drawn evenly from half of to all of
    `min(wait_max, wait_initial * 2**(n - 1))`, and is no shorter than what the
    server asks for, up to *max_retry_after*. An attempt that has no timeout of
    its own is cut off after *attempt_timeout*.
    """

    wait_initial: float = 5.0
    wait_max: float = 300.0
    max_retry_after: float = 3600.0
    attempt_timeout: float = 60.0

    def __post_init__(self) -> None:
        for name in ("wait_initial", "wait_max", "attempt_timeout"):
            check_seconds(f"RecoveryConfig.{name}", getattr(self, name))
        check_seconds("RecoveryConfig.max_retry_after", self.max_retry_after, zero=True)
        if self.wait_max < self.wait_initial:
            raise ConfigError(
                f"RecoveryConfig.wait_max must be at least wait_initial={self.wait_initial!r}, "
                f"got {self.wait_max!r}"
            )
