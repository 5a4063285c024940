"""The settings of every policy: one frozen dataclass each, checked when it is built.

Durations are seconds. `None` means off, never "default". The defaults were
chosen by simulation against the retry rules of other clients; the page "What
the defaults are" gives the reason of each.
"""

# One file, though a long one: who tunes a client reads its settings side by side.

from __future__ import annotations

import math
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, TypeAlias, cast

from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed import DataclassInstance

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


def check_part(name: str, value: object, *, zero: bool = False) -> None:
    """Raise `ConfigError` unless *value* is a part of one: above 0 (or at least 0), at most 1."""
    check_share(name, value)
    if cast("float", value) > 1 or (value == 0 and not zero):
        raise ConfigError(f"{name} must be {'from' if zero else 'above'} 0 to 1, got {value!r}")


def check_retry_on(on: object) -> None:
    """Raise `ConfigError` unless *on* selects failures: exception types, a predicate, or `None`."""
    if on is None or (callable(on) and not isinstance(on, type)):
        return
    kinds = cast("tuple[object, ...]", on) if isinstance(on, tuple) else (on,)
    if not all(isinstance(kind, type) and issubclass(kind, BaseException) for kind in kinds):
        raise ConfigError(f"RetryConfig.on takes exception types or a predicate, got {on!r}")


def shown(self: object) -> str:
    """Return a config as the call that makes it: what differs from its defaults, and no secret."""
    parts = [f"{name}={value!r}" for name, value in differences(self).items()]
    return f"{type(self).__name__}({', '.join(parts)})"


def differences(config: object) -> dict[str, object]:
    """Return the fields of *config* that differ from their defaults and may be shown."""
    found: dict[str, object] = {}
    for entry in fields(cast("DataclassInstance", config)):
        value = getattr(config, entry.name)
        default = entry.default
        if entry.default_factory is not MISSING:
            default = entry.default_factory()
        if entry.repr and value != default:
            found[entry.name] = value
    return found


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

    __repr__ = shown

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

    *on* replaces the package's judgement of what is worth a retry: exception
    types, or a predicate on the exception. `None` leaves it to the classifier. *budget* bounds the
    retries of the whole client; `None` takes the bound away.
    """

    max_retries: int = 3
    wait_initial: float = 0.5
    wait_max: float = 8.0
    max_retry_after: float = 60.0
    on: RetryOn | None = None
    budget: RetryBudgetConfig | None = field(default_factory=RetryBudgetConfig)

    __repr__ = shown

    def __post_init__(self) -> None:
        check_count("max_retries", self.max_retries)
        check_seconds("RetryConfig.wait_initial", self.wait_initial, zero=True)
        check_seconds("RetryConfig.wait_max", self.wait_max, zero=True)
        check_seconds("RetryConfig.max_retry_after", self.max_retry_after, zero=True)
        check_retry_on(self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerConfig:
    """When a client stops asking a service that is down, and when it looks again.

    The circuit opens when at least *min_attempts* attempts ended within *window*
    seconds and *failure_rate* of them failed, or when *connection_failures*
    connections in a row failed and nothing succeeded within the window (`None`:
    never for that). It stays open for *open_for* seconds, twice as long each
    time the one attempt that is then let through fails too, at most *open_for_max*;
    each time is shortened by up to a fifth at random, so that many clients do
    not come back at once.
    """

    failure_rate: float = 0.8
    min_attempts: int = 10
    window: float = 10.0
    connection_failures: int | None = 5
    open_for: float = 2.0
    open_for_max: float = 15.0

    __repr__ = shown

    def __post_init__(self) -> None:
        check_part("BreakerConfig.failure_rate", self.failure_rate)
        check_count("BreakerConfig.min_attempts", self.min_attempts, least=1)
        check_seconds("BreakerConfig.window", self.window)
        if self.connection_failures is not None:
            check_count("BreakerConfig.connection_failures", self.connection_failures, least=1)
        check_seconds("BreakerConfig.open_for", self.open_for)
        check_seconds("BreakerConfig.open_for_max", self.open_for_max)
        if self.open_for_max < self.open_for:
            raise ConfigError(
                f"BreakerConfig.open_for_max must be at least open_for={self.open_for!r}, "
                f"got {self.open_for_max!r}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsConfig:
    """How a client shares out the account's hourly points, and what a 429 stops.

    The limit itself is the server's and is read off its answers. Calls with
    `priority="background"` stop when less than *background_stop* of it is left,
    calls that say nothing when less than *reserve* is: the rest is for calls with
    `priority="interactive"`. A call that has to wait for the next hour waits if
    its deadline allows it and the wait is at most *max_wait* seconds (`None`: the
    deadline alone decides); otherwise it is refused at once.

    After a 429 all calls wait for as long as the server asks, but no longer than
    *pause_max*: then one of them may find out. Where it names no time and points
    remain, they wait *burst_pause*.
    """

    reserve: float = 0.05
    background_stop: float = 0.2
    first_cost: float = 2.0
    burst_pause: float = 60.0
    pause_max: float = 3600.0
    max_wait: float | None = None

    __repr__ = shown

    def __post_init__(self) -> None:
        check_part("PointsConfig.reserve", self.reserve, zero=True)
        check_part("PointsConfig.background_stop", self.background_stop, zero=True)
        check_share("PointsConfig.first_cost", self.first_cost)
        check_seconds("PointsConfig.burst_pause", self.burst_pause, zero=True)
        check_seconds("PointsConfig.pause_max", self.pause_max, zero=True)
        if self.max_wait is not None:
            check_seconds("PointsConfig.max_wait", self.max_wait, zero=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsConfig:
    """How many calls may wait while `LimitsConfig.max_connections` are on the wire.

    The next one is refused at once: a queue without an end only hides that more
    is asked for than can be answered.
    """

    queue: int = 200

    __repr__ = shown

    def __post_init__(self) -> None:
        check_count("SlotsConfig.queue", self.queue)


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

    __repr__ = shown

    def __post_init__(self) -> None:
        if self.timeout is not None:
            check_seconds("AttemptConfig.timeout", self.timeout)
        if self.connect_timeout is not None:
            check_seconds("AttemptConfig.connect_timeout", self.connect_timeout)
        check_count("AttemptConfig.max_response_bytes", self.max_response_bytes, least=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsConfig:
    """The connection pool: how many connections, and how long an idle one is kept.

    As many calls are on the wire at once. Ten are enough for every account's
    points, and an httpx pool of a hundred costs three times the CPU a call when
    fifty tasks share it.
    """

    max_connections: int = 10
    keepalive: float = 30.0

    __repr__ = shown

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

    __repr__ = shown

    def __post_init__(self) -> None:
        check_seconds("TokenConfig.refresh_ahead", self.refresh_ahead, zero=True)
        check_seconds("TokenConfig.failure_pause", self.failure_pause, zero=True)
        check_seconds("TokenConfig.timeout", self.timeout)


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheConfig:
    """How long answers are used, and when an old one stands in. Seconds.

    Fresh answers are given without asking: game and world data for
    *fresh_game*, a report that is over for *fresh_report*, one that still grows
    for *fresh_live_report*, guilds and characters for *fresh_guild*, rankings
    for *fresh_rankings*, and "there is no such thing" for *fresh_empty*. Each
    life is varied by up to *jitter* of itself, so that what was fetched together
    does not expire together. In the last part of it, after *refresh_ahead*, one
    refresh runs behind the answer.

    An answer is kept for *stale_for* in all. When the API fails, or has not
    answered after *soft_timeout* (`None`: waits for it), the old one stands in,
    marked as stale; for *stale_throttle* after that the API is not asked for it
    again.
    """

    fresh_game: float = 86_400.0
    fresh_report: float = 86_400.0
    fresh_live_report: float = 60.0
    fresh_guild: float = 300.0
    fresh_rankings: float = 900.0
    fresh_empty: float = 60.0
    jitter: float = 0.1
    refresh_ahead: float = 0.9
    stale_for: float = 7 * 86_400.0
    stale_throttle: float = 15.0
    soft_timeout: float | None = 5.0

    __repr__ = shown

    def __post_init__(self) -> None:
        for name in (
            "fresh_game",
            "fresh_report",
            "fresh_live_report",
            "fresh_guild",
            "fresh_rankings",
            "fresh_empty",
            "stale_for",
            "stale_throttle",
        ):
            check_seconds(f"CacheConfig.{name}", getattr(self, name), zero=True)
        for name in ("jitter", "refresh_ahead"):
            check_share(f"CacheConfig.{name}", getattr(self, name))
            if getattr(self, name) > 1:
                raise ConfigError(
                    f"CacheConfig.{name} must be a part of one, got {getattr(self, name)!r}"
                )
        if self.soft_timeout is not None:
            check_seconds("CacheConfig.soft_timeout", self.soft_timeout)
