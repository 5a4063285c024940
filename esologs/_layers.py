"""Layers: what a preset or the environment says of the settings, and how the layers make one value.

Theory of operation. A weaker layer is laid below a stronger one: default, preset,
environment, argument. A layer may switch a policy on or off, and it may change
numbers of it. The strongest switch that was said decides; the numbers then change
whatever is on. Numbers alone turn nothing on: `ESOLOGS_CACHE_FRESH_GUILD` in the
environment does not give a cache to a client that was made without one. An
argument that is a whole config replaces all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from esologs._options import RequestOptions
from esologs.config import (
    AttemptConfig,
    BreakerConfig,
    CacheConfig,
    LimitsConfig,
    PointsConfig,
    RetryBudgetConfig,
    RetryConfig,
    SlotsConfig,
    TokenConfig,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

C = TypeVar("C")

POLICIES: Final[Mapping[str, type]] = {
    "retry": RetryConfig,
    "retry_budget": RetryBudgetConfig,
    "breaker": BreakerConfig,
    "points": PointsConfig,
    "slots": SlotsConfig,
    "cache": CacheConfig,
    "attempt": AttemptConfig,
    "limits": LimitsConfig,
    "token": TokenConfig,
}
"""The configs by the names of their settings; the retry budget is a part of `retry`."""

CAN_BE_OFF: Final = frozenset({"retry", "retry_budget", "breaker", "points", "slots", "cache"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one source says; what it does not say is left to weaker ones.

    *switched* turns policies on and off, *numbers* changes fields of theirs,
    *plain* are settings that are no policy, *options* those of every call.
    """

    # Not shown: the address of a store may hold a password.
    plain: Mapping[str, object] = field(default_factory=dict[str, object], repr=False)
    switched: Mapping[str, bool] = field(default_factory=dict[str, bool])
    numbers: Mapping[str, Mapping[str, object]] = field(
        default_factory=dict[str, "Mapping[str, object]"]
    )
    options: RequestOptions = field(default_factory=RequestOptions)


def layered(name: str, kind: type[C], default: C | None, layers: Iterable[Layer]) -> C | None:
    """Return the config of the policy *name* under *layers*, the weakest first; `None` is off."""
    layers = tuple(layers)
    on = default is not None
    for layer in layers:
        on = layer.switched.get(name, on)
    if not on:
        return None
    value = kind() if default is None else default
    for layer in layers:
        if numbers := layer.numbers.get(name):
            value = cast("C", replace(cast("Any", value), **numbers))
    return value
