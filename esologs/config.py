"""The settings of every policy: one frozen dataclass each, checked when it is built.

Durations are seconds. `None` means off, never "default". The defaults were
chosen by simulation against the retry rules of other clients; the page "What
the defaults are" gives the reason of each.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast

from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

RetryOn: TypeAlias = (
    "type[BaseException] | tuple[type[BaseException], ...] | Callable[[Exception], bool]"
)


def check_seconds(name: str, value: object, *, zero: bool = False) -> None:
    """Raise `ConfigError` unless *value* is a finite number of seconds above zero."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError(f"{name} must be a number of seconds, got {value!r}")
    # A NaN fails every comparison, so it is refused here too.
    if not (value >= 0 if zero else value > 0) or math.isinf(value):
        bound = "at least 0" if zero else "above 0"
        raise ConfigError(f"{name} must be finite and {bound} seconds, got {value!r}")


def check_timeout(value: object) -> None:
    """Raise `ConfigError` unless *value* is a call's timeout: seconds, or `None` for no bound."""
    if value is not None:
        check_seconds("timeout", value)


def check_count(name: str, value: object, *, least: int = 0) -> None:
    """Raise `ConfigError` unless *value* is a whole number of at least *least*."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ConfigError(f"{name} must be a whole number, got {value!r}")
    if value < least:
        raise ConfigError(f"{name} must be at least {least}, got {value}")


def check_share(name: str, value: object) -> None:
    """Raise `ConfigError` unless *value* is a finite number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ConfigError(f"{name} must be a number, got {value!r}")
    if not value >= 0 or math.isinf(value):
        raise ConfigError(f"{name} must be finite and at least 0, got {value!r}")


def check_retry_on(on: object) -> None:
    """Raise `ConfigError` unless *on* selects failures: exception types, a predicate, or `None`."""
    if on is None or (callable(on) and not isinstance(on, type)):
        return
    kinds = cast("tuple[object, ...]", on) if isinstance(on, tuple) else (on,)
    if not all(isinstance(kind, type) and issubclass(kind, BaseException) for kind in kinds):
        raise ConfigError(f"RetryConfig.on takes exception types or a predicate, got {on!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryBudgetConfig:
    """How much retrying a client may do when many of its calls fail.

    A bucket of *capacity* tokens, full at the start. A retry costs *cost*; a
    call that succeeds at its first attempt pays *reward*; a retry that succeeds
    gets its cost back; *per_second* tokens come in by themselves. In a hard
    outage this leaves about one attempt a call, while a brown-out of a tenth of
    the answers is still healed.
    """

    capacity: float = 100.0
    cost: float = 10.0
    reward: float = 2.0
    per_second: float = 1.0

    def __post_init__(self) -> None:
        for name in ("capacity", "cost", "reward", "per_second"):
            check_share(f"RetryBudgetConfig.{name}", getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryConfig:
    """Which failures are tried again, how often and after how long.

    *max_retries* retries follow the first attempt, so `max_retries=3` is at
    most four attempts. The wait before retry n (from 1) is drawn evenly from
    0 to `min(wait_max, wait_initial * 2**(n - 1))`: full jitter. A wait that the
    server names is kept exactly if it is at most *max_retry_after* and fits the
    call's deadline; otherwise the call fails at once with `retry_after` set.

    *on* narrows what is retried: exception types, or a predicate on the
    exception. `None` leaves it to the package's classifier. *budget* bounds the
    retries of the whole client; `None` takes the bound away.
    """

    max_retries: int = 3
    wait_initial: float = 0.5
    wait_max: float = 8.0
    max_retry_after: float = 60.0
    on: RetryOn | None = None
    budget: RetryBudgetConfig | None = field(default_factory=RetryBudgetConfig)

    def __post_init__(self) -> None:
        check_count("max_retries", self.max_retries)
        check_seconds("RetryConfig.wait_initial", self.wait_initial, zero=True)
        check_seconds("RetryConfig.wait_max", self.wait_max, zero=True)
        check_seconds("RetryConfig.max_retry_after", self.max_retry_after, zero=True)
        check_retry_on(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptConfig:
    """The bounds of one attempt.

    *timeout* covers the attempt as a whole, *connect_timeout* one connect;
    neither outlives the call's deadline. An answer of more than
    *max_response_bytes*, counted after decompression, is refused.
    """

    timeout: float | None = 30.0
    connect_timeout: float | None = 10.0
    max_response_bytes: int = 32 * 1024 * 1024

    def __post_init__(self) -> None:
        if self.timeout is not None:
            check_seconds("AttemptConfig.timeout", self.timeout)
        if self.connect_timeout is not None:
            check_seconds("AttemptConfig.connect_timeout", self.connect_timeout)
        check_count("AttemptConfig.max_response_bytes", self.max_response_bytes, least=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsConfig:
    """The connection pool: how many connections, and how long an idle one is kept.

    Ten are enough for every account's points, and an httpx pool of a hundred
    costs three times the CPU a call when fifty tasks share it.
    """

    max_connections: int = 10
    keepalive: float = 30.0

    def __post_init__(self) -> None:
        check_count("LimitsConfig.max_connections", self.max_connections, least=1)
        check_seconds("LimitsConfig.keepalive", self.keepalive, zero=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenConfig:
    """When an access token is renewed, and how long a failure to get one is remembered.

    A token is renewed once less than *refresh_ahead* seconds, or a tenth of its
    lifetime if that is shorter, are left. After a failed request the next one is
    made after *failure_pause* seconds; until then callers get the same failure.
    """

    refresh_ahead: float = 60.0
    failure_pause: float = 2.0
    timeout: float = 15.0

    def __post_init__(self) -> None:
        check_seconds("TokenConfig.refresh_ahead", self.refresh_ahead, zero=True)
        check_seconds("TokenConfig.failure_pause", self.failure_pause, zero=True)
        check_seconds("TokenConfig.timeout", self.timeout)
