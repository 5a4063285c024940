"""From settings to the parts of a client: addresses, token source, pipeline.

Nothing here does any I/O but reading the environment and, when asked, a `.env`
file. What is heavy to import (an HTTP library, the sandbox) is imported when the
first exchange needs it.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, Literal, TypedDict, cast

from esologs import _logging
from esologs._core import Core
from esologs._environment import (
    BASE_URL,
    USER_AGENT,
    check_url,
    endpoints,
    read_environment,
)
from esologs._options import check_headers
from esologs._wire import Attempt, renew
from esologs.auth.authorize import Authorize
from esologs.auth.credentials import check_text, credentials
from esologs.auth.sources import ClientCredentials, StaticToken, TokenSource
from esologs.config import AttemptConfig, LimitsConfig, RetryConfig, TokenConfig, check_timeout
from esologs.errors import ConfigError
from esologs.resilience import pipeline
from esologs.resilience.events import Hook, Hooks

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    import httpx

    from esologs._environment import Endpoints, Environment
    from esologs.sandbox import Sandbox

# A name that can never be looked up (RFC 6761, 6.4): nothing leaves the process.
SANDBOX_URL: Final = "https://sandbox.invalid"
_TAILS: Final = ("/api/v2/client", "/api/v2/user")


class ClientSettings(TypedDict, total=False):
    """The settings that every constructor and every factory takes.

    *base_url* is where ESO Logs is (default `ESOLOGS_BASE_URL`, else
    `https://www.esologs.com`). *retry* replaces `max_retries` as a whole;
    `retry=None` turns retries off. *attempt*, *limits* and *token* set the
    bounds of one attempt, of the connection pool, and of token renewal.
    *coalesce* lets identical calls under way share one. *hooks* are called with
    every event. *sandbox* puts a simulated ESO Logs in the place
    of the real one: `True`, or a `Sandbox` of your own; `False` ignores
    `ESOLOGS_SANDBOX`. *dotenv* also reads variables from that file (`True`:
    `.env`).
    """

    base_url: str | None
    retry: RetryConfig | None
    attempt: AttemptConfig
    limits: LimitsConfig
    token: TokenConfig
    coalesce: bool
    hooks: Iterable[Hook]
    sandbox: bool | Sandbox | None
    dotenv: bool | str | os.PathLike[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a client, checked as far as they can be without the environment."""

    url: str | None = None
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    user_token: str | None = field(default=None, repr=False)
    http_client: httpx.AsyncClient | httpx.Client | None = None
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    timeout: float | None = 60.0
    base_url: str | None = None
    retry: RetryConfig | None = field(default_factory=RetryConfig)
    attempt: AttemptConfig = field(default_factory=AttemptConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    token: TokenConfig = field(default_factory=TokenConfig)
    coalesce: bool = True
    hooks: Iterable[Hook] = ()
    sandbox: bool | Sandbox | None = None
    dotenv: bool | str | os.PathLike[str] = False

    def __post_init__(self) -> None:
        check_timeout(self.timeout)
        if self.url is not None:
            check_url("url", self.url)
        if self.headers is not None:
            check_headers(self.headers)
        check_text("user_token", self.user_token)
        for name, kind in _KINDS.items():
            value = getattr(self, name)
            if not isinstance(value, kind) and not (name == "retry" and value is None):
                raise ConfigError(f"{name} must be a {kind.__name__}, got {value!r}")
        if self.http_client is not None and self.sandbox:
            raise ConfigError("http_client and sandbox exclude each other; give one of them")


_KINDS: Final[dict[str, type]] = {
    "retry": RetryConfig,
    "attempt": AttemptConfig,
    "limits": LimitsConfig,
    "token": TokenConfig,
}


def settings_of(owner: str, given: ClientSettings, max_retries: int, **named: Any) -> Settings:
    """Return the settings that *owner* was called with; an unknown name is a `TypeError`."""
    known = ClientSettings.__annotations__
    for name in given:
        if name not in known:
            from difflib import get_close_matches  # only a mistake pays for it

            near = get_close_matches(name, [*known, *_named()], 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"{owner}() got an unexpected keyword argument {name!r}{hint}")
    # Checked also where `retry` replaces it: a bad value is never ignored.
    retry = RetryConfig(max_retries=max_retries)
    return Settings(**named, **cast("Any", {"retry": retry, **given}))


def _named() -> list[str]:
    return [entry.name for entry in fields(Settings)] + ["max_retries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """The parts of one client, before its transport is opened."""

    core: Core
    settings: Settings
    sandbox: Sandbox | Literal[True] | None


def wire(settings: Settings) -> Wiring:
    """Decide where to ask, as whom, and through what. Raises `ConfigError`."""
    environment = read_environment(settings.dotenv or None)
    _logging.configure(environment.log)
    sandbox = _sandbox(settings, environment) or None
    base, url = _addresses(settings, environment, sandbox=sandbox is not None)
    hooks = Hooks([*settings.hooks, _logging.log_event])
    headers = {
        "content-type": "application/json",
        "accept": "application/json",
        "accept-encoding": "gzip",
        "user-agent": USER_AGENT,
        **{name.lower(): value for name, value in (settings.headers or {}).items()},
    }
    source = _source(settings, environment, base, hooks, headers, sandbox=sandbox is not None)
    core = Core(
        url=url,
        headers=headers,
        pipeline=pipeline.build(
            timeout=settings.timeout,
            retry=settings.retry,
            authorize=Authorize(source),
            coalesce=settings.coalesce,
            renew=renew,
            attempt=Attempt(settings.attempt, hooks, time.monotonic, time.time),
            hooks=hooks,
            clock=time.monotonic,
            rng=random.random,
        ),
        hooks=hooks,
        clock=time.monotonic,
    )
    return Wiring(core=core, settings=settings, sandbox=sandbox)


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


def _source(
    settings: Settings,
    environment: Environment,
    base: Endpoints,
    hooks: Hooks,
    headers: Mapping[str, str],
    *,
    sandbox: bool,
) -> TokenSource | None:
    if settings.user_token is not None:
        return StaticToken(settings.user_token.strip().removeprefix("Bearer "))
    if "authorization" in headers:
        _check_bearer(headers["authorization"])
        return None
    given = settings.client_id or settings.client_secret
    if not given and settings.http_client is not None and _authorizes(settings.http_client):
        return None
    return ClientCredentials(
        credentials(settings.client_id, settings.client_secret, environment, sandbox=sandbox),
        base.token,
        config=settings.token,
        user_agent=USER_AGENT,
        hooks=hooks,
        clock=time.monotonic,
        wall_clock=time.time,
    )


def _authorizes(http_client: httpx.AsyncClient | httpx.Client) -> bool:
    from esologs._http import authorizes

    return authorizes(http_client)


def _check_bearer(value: str) -> None:
    scheme, _, token = value.partition(" ")
    if scheme.lower() != "bearer" or not token.strip() or " " in token.strip():
        # The value is not shown: it may be a token that lost its scheme.
        raise ConfigError("the header Authorization must be 'Bearer ' and one token")
