"""Authorize: add the token to an attempt, and replay it once when the token was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.errors import AuthenticationError

if TYPE_CHECKING:
    from esologs._call import Call, Reply
    from esologs.auth.sources import TokenSource
    from esologs.resilience._flow import Flow, Proceed


class Authorize:
    """The policy around an attempt that knows the token source.

    A 401 is answered by one newer token and one replay, whatever the clock says
    of the old one. Without a source the attempt goes out as it is: the caller's
    own HTTP client or headers authorize it.
    """

    def __init__(self, source: TokenSource | None) -> None:
        self._source = source

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run one attempt with a token."""
        source = self._source
        if source is None:
            return (yield from proceed(call))
        token = yield from source.token()
        call.authorization = f"Bearer {token}"
        try:
            return (yield from proceed(call))
        except AuthenticationError:
            newer = yield from source.replacement(token)
            if newer is None or newer == token:
                raise
        call.authorization = f"Bearer {newer}"
        return (yield from proceed(call))
