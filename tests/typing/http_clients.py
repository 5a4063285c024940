"""HTTP clients of a user, of every library that is taken, as strict type checkers see them."""

from __future__ import annotations

import aiohttp
import httpx
import httpx2

from esologs import Client, SyncClient, create_resilient_client


async def awaited(*, older: bool) -> None:
    async with aiohttp.ClientSession() as session:
        Client(http_client=session)
    async with httpx2.AsyncClient() as successor:
        Client(http_client=successor)
    Client(http_client=httpx.AsyncClient() if older else None)
    create_resilient_client(transport="aiohttp")


def blocking(*, older: bool) -> None:
    with httpx2.Client() as successor:
        SyncClient(http_client=successor)
    SyncClient(http_client=httpx.Client() if older else None)
