"""One test for both clients: the colour is a parameter, the claim is not."""

from __future__ import annotations

import inspect
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from esologs.client import Client, SyncClient
from esologs.client_factory import (
    create_client_with_timeout,
    create_resilient_client,
    create_resilient_sync_client,
    create_sync_client_with_timeout,
)

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator


class Colour:
    """The async or the sync face of the package, called the same way; *always* is said to it."""

    def __init__(self, name: str, *, is_async: bool | None = None, **always: Any) -> None:
        self.name = name
        self.is_async = name == "async" if is_async is None else is_async
        self._always = always

    def __repr__(self) -> str:
        return self.name

    def client(self, *args: Any, **settings: Any) -> Any:
        return (Client if self.is_async else SyncClient)(*args, **{**self._always, **settings})

    def resilient(self, *args: Any, **settings: Any) -> Any:
        """Make a resilient client that always asks, unless the test is about the cache."""
        make = create_resilient_client if self.is_async else create_resilient_sync_client
        return make(*args, **{"cache": None, **self._always, **settings})

    def with_timeout(self, *args: Any, **settings: Any) -> Any:
        make = create_client_with_timeout if self.is_async else create_sync_client_with_timeout
        return make(*args, **{**self._always, **settings})

    async def call(self, client: Any, method: str, *args: Any, **arguments: Any) -> Any:
        """Call a method of either client and return its outcome."""
        outcome = getattr(client, method)(*args, **arguments)
        return await outcome if inspect.isawaitable(outcome) else outcome

    async def close(self, client: Any) -> None:
        await self.call(client, "aclose" if self.is_async else "close")

    @asynccontextmanager
    async def closing(self, client: Any) -> AsyncGenerator[Any]:
        """Close *client* at the end of the block."""
        try:
            yield client
        finally:
            await self.close(client)


BOTH = (Colour("async"), Colour("sync"))
OVER_AIOHTTP = Colour("aiohttp", is_async=True, transport="aiohttp")
