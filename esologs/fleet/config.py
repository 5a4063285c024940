"""The settings of a fleet: which Redis its workers meet at, and how long they wait for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from esologs.cache.config import check_prefix, check_redis_url
from esologs.config import check_count, check_seconds
from esologs.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetConfig:
    """A Redis or Valkey in which all workers that use one key share what that key has.

    *url* is `redis://`, `rediss://` or `unix://`, with its password if it has one
    (not shown in the repr). Every step gets *timeout* seconds; the very first one, which
    connects and hands the scripts over, *first_timeout*. After *max_failures* in a row
    Redis is left alone for *pause* seconds, doubling up to *longest_pause*, and then
    asked once. Meanwhile each worker goes on with its own
    share. Every key begins with *prefix*.

    A worker counts as active, and its share of the points is kept for it, for
    *active_for* seconds after it last asked for some. Who needs an answer that another
    worker is fetching looks for it for *patience* seconds before it asks itself.
    """

    url: str = field(repr=False)
    prefix: str = "esologs:1:"
    timeout: float = 0.05
    first_timeout: float = 1.0
    max_failures: int = 3
    pause: float = 1.0
    longest_pause: float = 10.0
    active_for: float = 900.0
    patience: float = 2.0

    def __post_init__(self) -> None:
        check_redis_url("FleetConfig.url", self.url)
        check_prefix("FleetConfig.prefix", self.prefix)
        check_seconds("FleetConfig.timeout", self.timeout)
        check_seconds("FleetConfig.first_timeout", self.first_timeout)
        check_count("FleetConfig.max_failures", self.max_failures, least=1)
        check_seconds("FleetConfig.pause", self.pause)
        check_seconds("FleetConfig.longest_pause", self.longest_pause)
        if self.longest_pause < self.pause:
            raise ConfigError(
                f"FleetConfig.longest_pause must be at least pause, got {self.longest_pause!r}"
            )
        check_seconds("FleetConfig.active_for", self.active_for)
        check_seconds("FleetConfig.patience", self.patience, zero=True)
