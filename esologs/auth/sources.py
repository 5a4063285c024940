"""Token sources: where the access token of a call comes from."""

from __future__ import annotations

import base64
import copy
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from esologs._call import HttpRequest, Timeouts
from esologs._forks import renew_in_child
from esologs.auth.credentials import guard
from esologs.auth.tokens import AccessToken, parse
from esologs.errors import TokenEndpointDownError, TokenError, TransportError
from esologs.resilience._flow import send, share
from esologs.resilience.events import TokenRefreshed

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.auth.credentials import Credentials
    from esologs.auth.shared import SharedToken
    from esologs.config import TokenConfig
    from esologs.resilience._flow import Flow
    from esologs.resilience.events import Hooks

# A token answer is a few hundred bytes; a page of an outage a few thousand.
_MAX_BYTES = 1024 * 1024


class TokenSource(Protocol):
    """Gives the token of a call; safe to use from several threads."""

    def token(self) -> Flow[str]:
        """Give a token that is not known to be over."""
        ...

    def replacement(self, refused: str) -> Flow[str | None]:
        """Give another token than the one that was refused, or `None` if there is none."""
        ...


class StaticToken:
    """A token that the caller brought: it cannot be renewed."""

    def __init__(self, value: str) -> None:
        self._value = value
        guard(self)

    @property
    def secret(self) -> str:
        """The token."""
        return self._value

    def __repr__(self) -> str:
        return "<StaticToken>"

    def token(self) -> Flow[str]:
        """Give the token."""
        yield from ()
        return self._value

    def replacement(self, refused: str) -> Flow[str | None]:  # noqa: ARG002 - the protocol's
        """Give `None`: there is no other."""
        yield from ()
        return None


class ClientCredentials:
    """A token for a client id and secret, fetched when first needed and kept fresh.

    One request serves all who wait. A token is renewed ahead of its end; while
    the old one still holds, a failure to renew it hurts nobody. A failed
    request is remembered for a few seconds, so that an outage of the token
    endpoint is not hammered. What is *shared* with a fleet is looked at first, and
    is left what was fetched.
    """

    def __init__(
        self,
        credentials: Credentials,
        url: str,
        *,
        config: TokenConfig,
        user_agent: str,
        hooks: Hooks,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
        shared: SharedToken | None = None,
    ) -> None:
        self._credentials = credentials  # in use for as long as this lives
        # RFC 6749, 2.3.1: HTTP Basic is what every server must take.
        pair = f"{credentials.client_id}:{credentials.client_secret}"
        basic = base64.b64encode(pair.encode()).decode()
        self._request = HttpRequest(
            "POST",
            url,
            {
                "authorization": f"Basic {basic}",
                "content-type": "application/x-www-form-urlencoded",
                "accept": "application/json",
                "accept-encoding": "gzip",
                "user-agent": user_agent,
            },
            b"grant_type=client_credentials",
        )
        self._config = config
        self._hooks = hooks
        self._clock = clock
        self._wall_clock = wall_clock
        self._lock = Lock()
        self._token: AccessToken | None = None
        self._failure: tuple[TokenError, float] | None = None
        self._fleet = shared
        self._refused: str | None = None
        renew_in_child(self)

    def __repr__(self) -> str:
        return f"<ClientCredentials {'with' if self._token else 'without'} a token>"

    def after_fork(self) -> None:
        """Give a child a lock that no thread of its parent holds."""
        self._lock = Lock()

    def token(self) -> Flow[str]:
        """Give the token, fetching or renewing it first when that is due."""
        token = self._token
        if token is not None and not self._due(token):
            return token.value
        try:
            token = yield from self._shared()
        except TokenError:
            if token is None or token.left(self._clock()) <= 0:
                raise
        return token.value

    def replacement(self, refused: str) -> Flow[str | None]:
        """Give a newer token than *refused*; whoever was refused first has it fetched."""
        token = self._token
        if token is not None and token.value == refused:
            with self._lock:
                if self._token is token:
                    self._token, self._refused = None, refused
        return (yield from self.token())

    def _due(self, token: AccessToken) -> bool:
        ahead = self._config.refresh_ahead
        if token.lifetime is not None:
            ahead = min(ahead, token.lifetime / 10)
        return token.left(self._clock()) <= ahead

    def _shared(self) -> Flow[AccessToken]:
        # Keyed by the object: one process may hold several accounts' clients.
        # Kept: whoever calls next wants the token, if nobody waits for it any more.
        return share(("token", id(self)), self._fetch, keep=True)

    def _fetch(self) -> Flow[AccessToken]:
        if self._failure is not None and (left := self._failure[1] - self._clock()) > 0:
            failure = copy.copy(self._failure[0])
            if isinstance(failure, TokenEndpointDownError):
                failure.remembered, failure.retry_after = True, left
            raise failure
        if self._fleet is None:
            return (yield from self._requested())
        token = yield from self._fleet.look(self._refused)
        if token is not None:
            self._token = token
            return token
        try:
            token = yield from self._requested()
        except TokenError as error:
            yield from self._fleet.fail(error)
            raise
        yield from self._fleet.keep(token)
        return token

    def _requested(self) -> Flow[AccessToken]:
        total = self._config.timeout
        try:
            try:
                response = yield from send(self._request, Timeouts(total, total, total), _MAX_BYTES)
            except TransportError as exc:
                raise TokenEndpointDownError(
                    f"no token was to be had (the credentials were not judged): {exc.message}"
                ) from exc
            token = parse(response, self._clock(), self._wall_clock())
        except TokenError as error:
            pause = self._config.failure_pause
            if isinstance(error, TokenEndpointDownError):
                # An attempt before the pause is over would only meet the same failure again.
                error.retry_after = max(pause, error.retry_after or 0.0)
            self._failure = (error, self._clock() + pause)
            raise
        with self._lock:
            self._token, self._failure, self._refused = token, None, None
        self._hooks(TokenRefreshed(operation="accessToken", expires_in=token.lifetime))
        return token
