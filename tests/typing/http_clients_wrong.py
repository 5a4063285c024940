"""HTTP clients of the wrong kind: a type checker must see every line marked `# wrong`."""

from __future__ import annotations

import aiohttp
import httpx
import httpx2

from esologs import Client, SyncClient, create_resilient_client


def wrong() -> None:
    Client(http_client=httpx.Client())  # wrong
    Client(http_client=3)  # wrong
    Client(http_client=httpx)  # wrong
    SyncClient(http_client=aiohttp.ClientSession())  # wrong
    SyncClient(http_client=httpx2.AsyncClient())  # wrong
    create_resilient_client(transport="httpx")  # wrong
