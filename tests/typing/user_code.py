"""Typical code of a user, as strict type checkers see it. Checked, never run."""

from __future__ import annotations

import asyncio
import json
from typing import assert_type

import httpx

from esologs import (
    BreakerControl,
    CircuitOpenError,
    Client,
    ClientStats,
    GetGuildById,
    GetReports,
    GraphQLResult,
    HttpResponse,
    RateLimitError,
    ResultMeta,
    RetryConfig,
    ServerError,
    SyncClient,
    TableDataType,
    create_client_with_timeout,
    create_resilient_client,
    create_resilient_sync_client,
    create_sync_client_with_timeout,
    get_access_token,
)
from esologs.ext.opentelemetry import Telemetry
from esologs.resilience.events import Event, RetryScheduled
from esologs.sandbox import Sandbox


def on_event(event: Event) -> None:
    match event:
        case RetryScheduled(wait=wait, attempt=attempt):
            assert_type(wait, float)
            assert_type(attempt, int)
        case _:
            assert_type(event.operation, str)


async def a_guild(client: Client) -> str:
    answer = await client.get_guild_by_id(guild_id=3468)
    assert_type(answer, GetGuildById)
    assert_type(answer.meta, ResultMeta)
    assert_type(answer.meta.points_left, float | None)
    guild = answer.guild_data.guild if answer.guild_data else None
    if guild is None:
        return "no such guild"
    return f"{guild.name} on {guild.server.name} ({answer.meta.source}, {answer.meta.age:.0f} s)"


async def reports(client: Client) -> list[str]:
    answer = await client.search_reports(guild_id=3468, limit=100, timeout=120.0)
    assert_type(answer, GetReports)
    page = answer.report_data.reports if answer.report_data else None
    rows = page.data if page else None
    return [row.code for row in rows or [] if row]


async def asynchronous() -> None:
    async with create_resilient_client() as client:
        assert_type(client, Client)
        await a_guild(client)
        await reports(client.with_options(timeout=5.0, max_retries=0, headers={"X-Mine": "1"}))
        table = await client.get_report_table(
            code="abcdefgh12345678", fight_ids=[1, 2], data_type=TableDataType.Buffs
        )
        assert_type(table.meta.attempts, int)
        await client.get_report_table(code="abcdefgh12345678", fight_ids=(1,), data_type="Buffs")
        assert_type(await client.graphql("{x}", {"a": 1}), GraphQLResult)
        assert_type(await client.execute("{x}"), HttpResponse)
        assert_type(await client.ping(), ResultMeta)
    client = create_client_with_timeout(timeout=30.0, sandbox=True)
    async with client:
        try:
            await client.get_ability(id=123, timeout=2)
        except RateLimitError as error:
            assert_type(error.retry_after, float | None)
        except ServerError as error:
            assert_type(error.status_code, int)


def synchronous() -> None:
    with create_resilient_sync_client(hooks=[on_event]) as client:
        assert_type(client, SyncClient)
        assert_type(client.get_guild_by_id(guild_id=3468), GetGuildById)
        assert_type(client.with_options(timeout=None), SyncClient)
        assert_type(client.ping(), ResultMeta)
    retry = RetryConfig(on=(ServerError, ConnectionError), max_retries=5)
    create_sync_client_with_timeout("id", "secret", 10.0, retry=retry).close()
    SyncClient(sandbox=Sandbox(seed=7)).close()


def observed() -> None:
    telemetry = Telemetry()
    client = telemetry.watch(create_resilient_sync_client(preset="batch", hooks=[telemetry]))
    assert_type(client, SyncClient)
    stats = client.stats()
    assert_type(stats, ClientStats)
    assert_type(stats.calls.under_way, int)
    if stats.cache is not None:
        assert_type(stats.cache.hit_ratio, float | None)
    json.dumps(stats.to_dict())
    if client.breaker is not None:
        assert_type(client.breaker, BreakerControl)
        client.breaker.force_open("maintenance")
        client.breaker.reset()
        client.breaker.disable()
        client.breaker.enable()
        if client.breaker.state == "half-open":
            client.close()


async def observed_too() -> None:
    client = Telemetry().watch(create_resilient_client(preset="interactive"), "bot")
    assert_type(client, Client)
    assert_type(client.with_options(timeout=1.0).stats(), ClientStats)
    try:
        await client.ping()
    except CircuitOpenError as error:
        assert_type(error.forced, bool)


async def by_hand() -> None:
    http_client = httpx.AsyncClient(timeout=httpx.Timeout(45.0, connect=10.0))
    client = Client(
        url="https://www.esologs.com/api/v2/client",
        headers={"Authorization": f"Bearer {get_access_token()}"},
        http_client=http_client,
    )
    await client.get_guilds(limit=10)


if __name__ == "__main__":
    asyncio.run(asynchronous())
    synchronous()
    asyncio.run(by_hand())
    observed()
    asyncio.run(observed_too())
