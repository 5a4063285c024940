"""The token of a fleet: one worker fetches it, all use it, and Redis holds it sealed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from esologs.auth.tokens import AccessToken
from esologs.errors import TokenEndpointDownError
from esologs.resilience._flow import Consult, consult, sleep

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.config import TokenConfig
    from esologs.errors import TokenError
    from esologs.fleet.seal import Seal
    from esologs.resilience._flow import Flow

# Beyond the request itself: what it may take a busy machine to hand the token in.
_MARGIN: Final = 5.0
_FIRST_LOOK: Final = 0.05
_LAST_LOOK: Final = 0.5


class SharedToken:
    """Where a worker looks for a token before it fetches one, and leaves what it fetched.

    Of all who find none that holds, one fetches and the others wait; if it dies, its
    lease ends by itself. Out of reach of the fleet each worker fetches its own. The
    age of a token is reckoned by the clock of Redis alone, so that no worker's clock
    makes it younger than it is. Safe to use from several threads.
    """

    def __init__(self, seal: Seal, config: TokenConfig, clock: Callable[[], float]) -> None:
        self._seal = seal
        self._config = config
        self._clock = clock
        self._worker = os.urandom(8).hex()

    def look(self, refused: str | None) -> Flow[AccessToken | None]:
        """Return the fleet's token, not the *refused* one; `None` if this worker is to fetch it.

        Raises `TokenEndpointDownError` when another worker found it down a moment ago.
        """
        mark = "" if refused is None else self._seal.name("token", refused)
        words = ("look", "", self._worker, mark, repr(self._config.refresh_ahead))
        pause, silent = _FIRST_LOOK, False
        while True:
            asked_at = self._clock()
            answer = yield from consult("token", (*words, repr(self._config.timeout + _MARGIN)))
            if answer is None and not silent:  # a token is worth a second try: it serves for long
                silent = True
                continue
            if answer is None or answer[0] == b"lead":
                return None
            if answer[0] == b"token":
                value = self._seal.open(answer[1])
                if value is None:  # not from anybody who has the secret
                    return None
                lifetime = float(answer[3]) if answer[3] else None
                return AccessToken(value, asked_at - float(answer[2]), lifetime)
            left = float(answer[1])
            if answer[0] == b"down":
                error = TokenEndpointDownError(
                    "the token endpoint is in trouble: another worker of the fleet got no token "
                    "a moment ago; the credentials may be fine, try again later"
                )
                error.remembered, error.retry_after = True, left
                raise error
            yield from sleep(min(pause, max(left, 0.01)))
            pause = min(pause * 2.0, _LAST_LOOK)

    def keep(self, token: AccessToken) -> Flow[None]:
        """Leave a token that was just fetched for the others."""
        sealed, mark = self._seal.close(token.value), self._seal.name("token", token.value)
        lifetime = "" if token.lifetime is None else repr(token.lifetime)
        # Posted: who gave up waiting for it would take it out of the queue, and others wait for it.
        words = ("keep", "", self._worker, sealed, mark, lifetime)
        yield Consult("token", words, posted=True)

    def fail(self, error: TokenError) -> Flow[None]:
        """Let another worker try: at once, or after a pause if the endpoint is down for all."""
        down = isinstance(error, TokenEndpointDownError)
        pause = max(self._config.failure_pause, error.retry_after or 0.0) if down else 0.0
        yield Consult("token", ("fail", "", self._worker, repr(pause)), posted=True)

    def after_fork(self) -> None:
        """Be another worker, in a child."""
        self._worker = os.urandom(8).hex()
