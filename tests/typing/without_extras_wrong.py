"""A user without httpx2 and aiohttp: nothing is unknown, and mistakes are seen all the same."""

from __future__ import annotations

import httpx

from esologs import Client, SyncClient, create_resilient_client


def right() -> None:
    Client(http_client=httpx.AsyncClient())
    SyncClient(http_client=httpx.Client())
    create_resilient_client(transport="aiohttp")


def wrong() -> None:
    Client(http_client=httpx.Client())  # wrong
    Client(http_client="https://proxy")  # wrong
    SyncClient(http_client=httpx.AsyncClient())  # wrong
