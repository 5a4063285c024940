"""Mistakes that a type checker must see: every line marked `# wrong`, and no other."""

from __future__ import annotations

from esologs import RetryConfig, create_resilient_client, create_resilient_sync_client


async def asynchronous() -> None:
    client = create_resilient_client()
    await client.get_guild_by_id(guild_idd=1)  # wrong
    await client.get_guild_by_id()  # wrong
    await client.get_guild_by_id(guild_id="x")  # wrong
    await client.get_guild_by_id(guild_id=1, timout=3)  # wrong
    await client.get_guild_by_id(guild_id=1, timeout="3")  # wrong
    await client.get_guild_by_id(guild_id=1, max_retries=None)  # wrong
    await client.get_report_table(code="x", fight_ids=[1], data_type="buffs")  # wrong
    await client.get_report_table(code="x", fight_ids=["1"])  # wrong
    (await client.get_guild_by_id(guild_id=1)).guild_dat  # wrong
    (await client.get_guild_by_id(guild_id=1)).meta.sourc  # wrong
    await client.get_gild_by_id(guild_id=1)  # wrong
    client.with_options(timout=1)  # wrong


def synchronous() -> None:
    client = create_resilient_sync_client()
    client.get_guild_by_id(guild_idd=1)  # wrong
    client.get_guild_by_id(guild_id=1, timout=3)  # wrong
    client.get_guild_by_id(guild_id=1, timeout="3")  # wrong
    client.with_options(max_retries="3")  # wrong


def settings() -> None:
    create_resilient_client(timout=3)  # wrong
    create_resilient_client(preset="interactiv")  # wrong
    create_resilient_sync_client(preset=True)  # wrong
    create_resilient_client().breaker.force_open()  # wrong
    create_resilient_client().stats().call  # wrong
    if (control := create_resilient_client().breaker) is not None:
        control.force_open(3)  # wrong
    create_resilient_client(timeout="3")  # wrong
    create_resilient_client(max_retries="3")  # wrong
    create_resilient_client(retry=3)  # wrong
    create_resilient_sync_client(sandbox="yes")  # wrong
    RetryConfig(3)  # wrong
    RetryConfig(max_retry=3)  # wrong
