"""From settings to the parts of a client: addresses, token source, pipeline.

Nothing here does any I/O but reading the environment and, when asked, a `.env`
file. What is heavy to import (an HTTP library, the sandbox) is imported when the
first exchange needs it.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from esologs import _logging, _surroundings
from esologs._core import Core
from esologs._default import is_default
from esologs._environment import BASE_URL, USER_AGENT, endpoints
from esologs._fleet import link_of, refresh_lease
from esologs._forks import renew_in_child
from esologs._principal import principal
from esologs._wire import Attempt, renew
from esologs.auth.authorize import Authorize
from esologs.resilience import pipeline
from esologs.resilience.control import BreakerControl
from esologs.resilience.events import Hooks
from esologs.resilience.totals import Totals

if TYPE_CHECKING:
    from esologs._environment import Endpoints, Environment
    from esologs._labels import Labels
    from esologs._principal import Principal
    from esologs._settings import Settings
    from esologs._shelf import Shelf, StoreChoice
    from esologs.fleet.link import Link
    from esologs.resilience.cache import Cache
    from esologs.sandbox import Sandbox

# A name that can never be looked up (RFC 6761, 6.4): nothing leaves the process.
SANDBOX_URL: Final = "https://sandbox.invalid"
_TAILS: Final = ("/api/v2/client", "/api/v2/user")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """The parts of one client, before its transport is opened."""

    core: Core
    settings: Settings
    shelf: Shelf | None
    link: Link | None
    sandbox: Sandbox | Literal[True] | None


def wire(settings: Settings) -> Wiring:
    """Decide where to ask, as whom, and through what. Raises `ConfigError`."""
    environment = settings.environment
    _logging.configure(environment.log)
    sandbox = _sandbox(settings, environment) or None
    base, url = _addresses(settings, environment, sandbox=sandbox is not None)
    around = _surroundings.current()
    clocks = around.clocks
    totals = Totals()
    renew_in_child(totals)
    hooks = Hooks([totals, *settings.hooks, _logging.EventLog(clocks.monotonic)])
    headers = {
        "content-type": "application/json",
        "accept": "application/json",
        "accept-encoding": "gzip",
        "user-agent": USER_AGENT,
        **{name.lower(): value for name, value in (settings.headers or {}).items()},
    }
    asked_as = principal(settings, environment, base, hooks, headers, sandbox=sandbox is not None)
    choice = _store(settings, environment, sandbox=sandbox is not None)
    shelf, cache, labels = _keeping(settings, asked_as, hooks, choice)
    fleet = settings.fleet
    way = pipeline.build(
        timeout=settings.timeout,
        retry=around.bounded(settings.retry),
        breaker=settings.breaker,
        points=settings.points,
        slots=settings.slots,
        limits=settings.limits,
        attempts=settings.attempt,
        authorize=Authorize(asked_as.source),
        cache=cache,
        coalesce=settings.coalesce,
        fleet=fleet,
        refresh=None if fleet is None else refresh_lease(settings, cache, choice),
        renew=renew,
        attempt=Attempt(settings.attempt, hooks, clocks.monotonic, clocks.wall),
        hooks=hooks,
        clock=clocks.monotonic,
        rng=random.random,
    )
    core = Core(
        url=url,
        headers=headers,
        pipeline=way,
        hooks=hooks,
        clock=clocks.monotonic,
        labels=labels,
        breaker=None if way.breaker is None else BreakerControl(way.breaker),
        shelf=shelf,
        totals=totals,
        options=settings.options,
        shown=settings.described(),
    )
    link = None if fleet is None else link_of(fleet, asked_as, base.token, hooks)
    return Wiring(core=core, settings=settings, shelf=shelf, link=link, sandbox=sandbox)


def _sandbox(settings: Settings, environment: Environment) -> bool | Sandbox:
    if settings.sandbox is not None:
        return settings.sandbox
    # The sandbox stands in for ESO Logs itself; whoever names another address,
    # or brings an HTTP client, means that one.
    address = settings.base_url or settings.url or BASE_URL
    return environment.sandbox and address.startswith(BASE_URL) and settings.http_client is None


def _addresses(
    settings: Settings, environment: Environment, *, sandbox: bool
) -> tuple[Endpoints, str]:
    """Return the endpoints, and the one of them (or the url given) that calls go to."""
    prefix = None
    if settings.url is not None:
        # Credentials go to the server that is asked, not to another one.
        tail = next((tail for tail in _TAILS if settings.url.endswith(tail)), None)
        prefix = settings.url.removesuffix(tail) if tail else None
    default = SANDBOX_URL if sandbox else environment.base_url or BASE_URL
    base = endpoints(settings.base_url or prefix or default)
    return base, settings.url or (base.user if settings.user_token else base.client)


def _keeping(
    settings: Settings, asked_as: Principal, hooks: Hooks, choice: StoreChoice
) -> tuple[Shelf, Cache, Labels] | tuple[None, None, None]:
    """Return where answers are kept, who decides about it, and under what they are kept."""
    if settings.cache is None:
        return None, None, None
    from esologs._labels import Labels
    from esologs._shelf import Shelf, schema_hash
    from esologs.resilience.cache import Cache, Tools
    from esologs.resilience.events import StoreFailed

    clocks = _surroundings.current().clocks
    labels = Labels(asked_as.identity, choice, asked_as.secret)
    tools = Tools(
        key_of=labels.key_of,
        tags_of=labels.tags_of,
        renew=renew,
        schema_hash=schema_hash,
        max_bytes=settings.attempt.max_response_bytes,
        wall_clock=clocks.wall,
        clock=clocks.monotonic,
        rng=random.random,
        hooks=hooks,
    )

    def on_error(action: str, error: Exception) -> None:
        hooks(StoreFailed(operation="store", action=action, error=error))

    return Shelf(choice, on_error), Cache(settings.cache, tools, settings.timeout), labels


def _store(settings: Settings, environment: Environment, *, sandbox: bool) -> StoreChoice:
    from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig

    wanted, fleet = settings.store, settings.fleet
    if fleet is not None and not sandbox and (wanted is None or is_default(wanted)):
        return RedisStoreConfig(
            url=fleet.url,
            prefix=fleet.prefix,
            timeout=fleet.timeout,
            max_failures=fleet.max_failures,
            pause=fleet.pause,
            longest_pause=fleet.longest_pause,
        )
    if wanted == "file" and not sandbox:
        return SqliteStoreConfig(folder=environment.cache_dir)
    # What the sandbox answers is invented: it does not belong on a user's disk.
    return MemoryStoreConfig() if wanted is None or isinstance(wanted, str) else wanted
