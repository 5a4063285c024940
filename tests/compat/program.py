"""A program as its users wrote them for esologs-python 0.2.0b1. Nothing in it knows this package.

It runs unchanged with either client; the address and the token may come from the
environment. What it prints is the same with both.
"""

import asyncio
import os

from esologs import (
    Client,
    EventDataType,
    GetGuildById,
    GetGuildByIdGuildDataGuild,
    GraphQLClientError,
    GraphQLClientGraphQLError,
    GraphQLClientGraphQLMultiError,
    GraphQLClientHttpError,
    GraphQLClientInvalidResponseError,
    HostilityType,
    TableDataType,
    get_access_token,
)
from esologs.validators import ValidationError

URL = os.environ.get("ESOLOGS_API_URL", "https://www.esologs.com/api/v2/client")
GUILD_ID = 3468


def describe(guild: GetGuildByIdGuildDataGuild) -> str:
    return f"{guild.name} on {guild.server.name}, {guild.server.region.name}"


async def newest_report(client: Client) -> str:
    reports = await client.search_reports(guild_id=GUILD_ID, limit=10)
    page = reports.report_data.reports
    print("reports", page.current_page, page.per_page, len(page.data), page.has_more_pages)
    return page.data[0].code


async def a_fight(client: Client, code: str) -> tuple[float, float]:
    report = (await client.get_report_by_code(code=code)).report_data.report
    print("report", report.code == code, report.zone.name != "")
    print("times", report.end_time > report.start_time)
    boss = next(fight for fight in report.fights if fight.difficulty is not None)
    return boss.start_time, boss.end_time


async def tables(client: Client, code: str, start: float, end: float) -> None:
    for data_type in (TableDataType.DamageDone, "DamageDone", TableDataType.Buffs, "Buffs"):
        answer = await client.get_report_table(
            code=code, start_time=start, end_time=end, data_type=data_type
        )
        table = answer.report_data.report.table
        print("table", getattr(data_type, "value", data_type), sorted(table))


async def events(client: Client, code: str, start: float, end: float) -> None:
    answer = await client.get_report_events(
        code=code,
        start_time=start,
        end_time=end,
        data_type=EventDataType.DamageDone,
        hostility_type=HostilityType.Friendlies,
        limit=100,
    )
    found = answer.report_data.report.events
    print("events", len(found.data) >= 100, {event["type"] for event in found.data} <= {"damage"})


async def raw(client: Client) -> None:
    response = await client.execute(
        query="query Guild($id: Int) { guildData { guild(id: $id) { name } } }",
        operation_name="Guild",
        variables={"id": GUILD_ID},
    )
    print("raw", response.status_code, list(response.json()["data"]), response.text[:8])
    print("data", list(client.get_data(response)))


async def mistakes(client: Client) -> None:
    response = await client.execute(query="{ nonsense }", variables={})
    print("refused", response.status_code, "errors" in response.json())
    try:
        client.get_data(response)
    except GraphQLClientGraphQLMultiError as error:
        print("multi", all(isinstance(one, GraphQLClientGraphQLError) for one in error.errors))
        print("message", "nonsense" in error.errors[0].message)
    try:
        await client.get_report_by_code(code="abcdefgh12345678")
    except GraphQLClientGraphQLMultiError as error:
        print("missing", "does not exist" in str(error))
    try:
        await client.search_reports(guild_id=GUILD_ID, limit=1000)
    except ValidationError as error:
        print("validation", "limit" in str(error).lower())
    stranger = Client(url=URL, headers={"Authorization": "Bearer wrong"})
    try:
        await stranger.get_guild_by_id(guild_id=GUILD_ID)
    except GraphQLClientHttpError as error:
        print("http", error.status_code, error.response.status_code)
    except (GraphQLClientInvalidResponseError, GraphQLClientError) as error:
        print("another error", type(error).__name__)


async def main() -> None:
    token = os.environ.get("ESOLOGS_TOKEN") or get_access_token()
    headers = {"Authorization": f"Bearer {token}"}
    client = Client(url=URL, headers=headers)
    guild: GetGuildById = await client.get_guild_by_id(guild_id=GUILD_ID)
    print("guild", describe(guild.guild_data.guild) != "", guild.guild_data.guild.id)
    limits = await client.get_rate_limit_data()
    print("limit", limits.rate_limit_data.limit_per_hour)
    code = await newest_report(client)
    start, end = await a_fight(client, code)
    await tables(client, code, start, end)
    await events(client, code, start, end)
    await raw(client)
    await mistakes(client)
    print("headers", list(headers))


if __name__ == "__main__":
    asyncio.run(main())
