"""Clients that are given an HTTP client of their user's, of each library that is taken."""

from __future__ import annotations

import sys
from typing import Any, Final

import aiohttp
import httpx
import httpx2

from tests.both import Colour


class Bringing(Colour):
    """A face of the package that sends over HTTP clients of one *kind*, as users make them."""

    def __init__(self, kind: Any) -> None:
        self.library: Any = sys.modules[kind.__module__.partition(".")[0]]
        super().__init__(
            f"{self.library.__name__}.{kind.__name__}",
            is_async=kind not in {httpx.Client, httpx2.Client},
        )
        self._kind = kind
        self._opened: list[Any] = []

    def http_client(self, **settings: Any) -> Any:
        """Make one, to be closed by `close_what_was_opened`."""
        theirs = self._kind(**settings)
        self._opened.append(theirs)
        return theirs

    def resilient(self, *args: Any, **settings: Any) -> Any:
        """Make a client by its constructor: the factories take no HTTP client."""
        return self.client(
            client_id="an-id", client_secret="a-secret", http_client=self.http_client(), **settings
        )

    async def close_what_was_opened(self) -> None:
        """Do what the users do in the end: no client of ours closes theirs."""
        while self._opened:
            theirs = self._opened.pop()
            if isinstance(theirs, httpx.Client | httpx2.Client):
                theirs.close()
            elif isinstance(theirs, aiohttp.ClientSession):
                await theirs.close()
            else:
                await theirs.aclose()


KINDS: Final = (
    httpx.AsyncClient,
    httpx.Client,
    httpx2.AsyncClient,
    httpx2.Client,
    aiohttp.ClientSession,
)
