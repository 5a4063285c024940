"""As whom a client asks: where its token comes from, and what names it in a cache."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from esologs import _surroundings
from esologs._environment import USER_AGENT
from esologs._fleet import shared_token
from esologs.auth.credentials import credentials
from esologs.auth.sources import ClientCredentials, StaticToken, TokenSource
from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs._environment import Endpoints, Environment
    from esologs._settings import Settings
    from esologs._transport.http_clients import ClientSession, HttpClient
    from esologs.fleet.seal import Seal
    from esologs.resilience.events import Hooks


@dataclass(frozen=True, slots=True)
class Principal:
    """Whoever the requests of a client are sent as.

    *identity* stays the same over token refreshes; *secret* is what a fleet with
    the same credentials shares, and *seal* what its members make of it. Without a
    *source* the requests are authorized by the caller's own headers or HTTP client.
    """

    source: TokenSource | None
    identity: str = field(repr=False)
    secret: str | None = field(default=None, repr=False)
    seal: Seal | None = None


def principal(
    settings: Settings,
    environment: Environment,
    base: Endpoints,
    hooks: Hooks,
    headers: Mapping[str, str],
    *,
    sandbox: bool,
) -> Principal:
    """Return whom *settings* name, the more particular before the more general.

    Raises `MissingCredentialsError`, and `ConfigError` for a header that cannot be one.
    """
    if settings.user_token is not None:
        token = settings.user_token.strip().removeprefix("Bearer ")
        return Principal(StaticToken(token), f"token:{token}", seal=_seal(settings, token))
    if (header := headers.get("authorization")) is not None:
        token = _bearer(header)
        return Principal(None, f"token:{token}", seal=_seal(settings, token))
    given = settings.client_id or settings.client_secret
    if not given and settings.http_client is not None and _authorizes(settings.http_client):
        # What it sends may change with each request: its answers are this object's own.
        return Principal(None, f"http_client:{id(settings.http_client)}")
    found = credentials(settings.client_id, settings.client_secret, environment, sandbox=sandbox)
    clocks = _surroundings.current().clocks
    seal = _seal(settings, found.client_secret)
    source = ClientCredentials(
        found,
        base.token,
        config=settings.token,
        user_agent=USER_AGENT,
        hooks=hooks,
        clock=clocks.monotonic,
        wall_clock=clocks.wall,
        shared=None if seal is None else shared_token(seal, settings.token, clocks.monotonic),
    )
    return Principal(source, f"client:{found.client_id}", found.client_secret, seal)


def _seal(settings: Settings, secret: str) -> Seal | None:
    if settings.fleet is None:
        return None
    from esologs.fleet.seal import Seal

    return Seal(secret)


def _authorizes(http_client: HttpClient | ClientSession) -> bool:
    from esologs._transport.http_clients import authorizes

    return authorizes(http_client)


def _bearer(header: str) -> str:
    scheme, _, token = header.partition(" ")
    if scheme.lower() != "bearer" or not token.strip() or " " in token.strip():
        # The value is not shown: it may be a token that lost its scheme.
        raise ConfigError("the header Authorization must be 'Bearer ' and one token")
    return token.strip()
