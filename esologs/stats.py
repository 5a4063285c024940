"""What a client did so far, and how it stands: the values of `client.stats()`.

Each is a frozen picture of one moment. Durations are seconds; counts are since the
client was made. `None` is what is off, or not known yet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from esologs.resilience.circuit import CircuitState

Json: TypeAlias = "dict[str, Json] | str | float | int | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStats:
    """How the calls went. *attempts* are requests for answers, *retries* those begun again.

    *coalesced* calls were answered by an identical one that was under way.
    """

    started: int = 0
    answered: int = 0
    failed: int = 0
    cancelled: int = 0
    coalesced: int = 0
    attempts: int = 0
    retries: int = 0

    @property
    def under_way(self) -> int:
        """Calls that have neither answer nor error yet."""
        return self.started - self.answered - self.failed - self.cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakerStats:
    """The circuit: its *state*, and for how many seconds it has been in it.

    *failures* and *successes* are the outcomes within the window, counted while it
    is closed. *opened* and *refused* are how often it opened by itself, and how
    many attempts it refused. It will refuse for another *refuses_for* seconds,
    `None` if the program holds it open; *reason* is the last failure that moved
    it, or what the program gave.
    """

    state: CircuitState
    in_state_for: float
    failures: int
    successes: int
    opened: int
    refused: int
    refuses_for: float | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryBudgetStats:
    """The bucket that retries draw from: what is in it, and what it holds."""

    tokens: float
    capacity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsStats:
    """The account's hourly points, as far as the server told.

    *left* is what it has, *reserved* what of it is set aside for calls on the wire,
    *resets_in* the seconds until all are there again; `None` before the first
    answer. After a 429 all calls are held back for *paused_for* seconds.
    """

    limit: float | None
    left: float | None
    reserved: float
    resets_in: float | None
    paused_for: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotsStats:
    """How many calls are on the wire of *size* that may be, and how many wait of *queue*."""

    size: int
    in_use: int
    waiting: int
    queue: int

    @property
    def free(self) -> int:
        """Slots that nobody has."""
        return self.size - self.in_use


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheStats:
    """What became of the look-ups, and what the store holds.

    A look-up is a hit (fresh), a miss (nothing), or *expired* (old; ESO Logs is
    asked). *stale* counts old answers that were given, *refreshes* those renewed
    behind an answer, *errors* what the store could not do. *entries*, *size*
    (bytes) and *evicted* are the store's own; the first two are `None` where only
    asking a disk or a server would tell.
    """

    hits: int = 0
    misses: int = 0
    expired: int = 0
    stale: int = 0
    refreshes: int = 0
    errors: int = 0
    entries: int | None = None
    size: int | None = None
    evicted: int = 0

    @property
    def hit_ratio(self) -> float | None:
        """The part of look-ups that found a fresh answer; `None` before the first."""
        looked = self.hits + self.misses + self.expired
        return self.hits / looked if looked else None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ClientStats:
    """One picture of a client and its views. A policy that is off is `None`."""

    calls: CallStats
    breaker: BreakerStats | None
    retry_budget: RetryBudgetStats | None
    points: PointsStats | None
    slots: SlotsStats | None
    cache: CacheStats | None

    def to_dict(self) -> dict[str, Json]:
        """Return it as JSON can hold it, what is reckoned (`hit_ratio`, `free`) included."""
        return _dict_of(self)

    def __repr__(self) -> str:
        calls = self.calls
        parts = [
            f"{calls.started} calls: {calls.answered} answered, {calls.failed} failed, "
            f"{calls.under_way} under way",
            f"{calls.attempts} attempts, {calls.retries} retries",
        ]
        if self.breaker is not None:
            parts.append(f"breaker {self.breaker.state}")
        if self.points is not None and self.points.left is not None:
            parts.append(f"{self.points.left:g} of {self.points.limit:g} points left")
        if self.slots is not None:
            slots = self.slots
            parts.append(f"{slots.in_use} of {slots.size} slots in use, {slots.waiting} waiting")
        if self.cache is not None:
            cache = self.cache
            looked = cache.hits + cache.misses + cache.expired
            parts.append(f"{cache.hits} hits in {looked} look-ups, {cache.stale} stale")
        return f"<ClientStats {'; '.join(parts)}>"


def _dict_of(value: object) -> dict[str, Json]:
    names = [entry.name for entry in fields(cast("DataclassInstance", value))]
    reckoned = [name for name, what in vars(type(value)).items() if isinstance(what, property)]
    return {name: _json(getattr(value, name)) for name in [*names, *reckoned]}


def _json(value: object) -> Json:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return _dict_of(value)
