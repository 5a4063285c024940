"""`esologs guild`: a guild, its roster and its reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from esologs.cli.connection import Connection, connection_options, pass_connection
from esologs.cli.document import json_option, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from esologs._generated.fragments import Member
    from esologs._generated.get_guild_overview import (
        GetGuildOverviewGuildDataGuild as Guild,
    )
    from esologs._generated.get_guild_overview import (
        GetGuildOverviewReportDataReportsData as Report,
    )
    from esologs.cli.console import Console
    from esologs.client import SyncClient

_PAGE: Final = 100
"""The most that the API gives of a list at once."""


@click.command()
@click.argument("guild_or_name", metavar="ID|NAME")
@click.option("--server", metavar="SLUG", help="The server of a guild given by name: megaserver.")
@click.option("--region", metavar="SLUG", help="The region of that server: na or eu.")
@click.option("--members", "with_members", is_flag=True, help="Show the whole roster.")
@click.option(
    "--reports", "count", metavar="N", type=click.IntRange(0, _PAGE), default=5, show_default=True,
    help="How many of the latest reports to show.",
)  # fmt: skip
@json_option("guild (with members: total, data) and reports, as get_guild_overview has them")
@connection_options
@pass_connection
def guild(
    connection: Connection,
    *,
    guild_or_name: str,
    server: str | None,
    region: str | None,
    with_members: bool,
    count: int,
    as_json: bool,
) -> None:
    """Show a guild, by its ID or by its NAME on a server."""
    from esologs.cli.found import found, guild_of, reports_of

    named = server is not None or region is not None or not guild_or_name.isdecimal()
    if named and (server is None or region is None):
        raise click.UsageError("a guild's name needs --server and --region beside it")
    with connection.open() as client:
        if server is not None and region is not None:
            guild_id = _id_of(client, guild_or_name, server, region)
        else:
            guild_id = int(guild_or_name)
        answer = client.get_guild_overview(
            guild_id=guild_id,
            members_limit=_PAGE if with_members else 1,
            reports_limit=max(1, count),
        )
        shown = found(guild_of(answer), f"guild {guild_or_name}")
        reports = reports_of(answer)[:count]
        members = list(_members(client, shown)) if with_members else None
        if as_json:
            write(_document(shown, members, reports))
            return
        classes = _classes(client) if members else dict[int, str]()
    from esologs.cli.console import data, tell_points

    console = data()
    _show_guild(console, shown)
    if members is not None:
        _show_members(console, members, classes)
    if reports:
        _show_reports(console, reports)
    tell_points(answer.meta)


def _id_of(client: SyncClient, name: str, server: str, region: str) -> int:
    from esologs.cli.found import found

    answer = client.get_guild_by_name(name, server, region).guild_data
    named = answer.guild if answer else None
    return found(named, f"guild {name!r} on {server} ({region})").id


def _members(client: SyncClient, guild: Guild) -> Iterator[Member]:
    """Yield the roster: the page that is there, and then those that follow it."""
    yield from filter(None, guild.members.data or [])
    for number in range(2, guild.members.last_page + 1):
        answer = client.get_guild_members(guild.id, page=number).guild_data
        page = answer.guild.members if answer and answer.guild else None
        yield from filter(None, (page.data if page else None) or [])


def _classes(client: SyncClient) -> Mapping[int, str]:
    game = client.get_classes().game_data
    return {known.id: known.name for known in (game and game.classes) or [] if known is not None}


def _document(
    guild: Guild, members: Sequence[Member] | None, reports: Sequence[Report]
) -> dict[str, object]:
    roster: dict[str, object] = {"total": guild.members.total}
    if members is not None:
        roster["data"] = [member.model_dump(mode="json") for member in members]
    return {
        "guild": guild.model_dump(mode="json", exclude={"members"}) | {"members": roster},
        "reports": [report.model_dump(mode="json") for report in reports],
    }


def _show_guild(console: Console, guild: Guild) -> None:
    from rich.text import Text

    dot = f" {console.marks.dot} "
    tags = dot.join(tag.name for tag in guild.tags or [] if tag is not None)
    console.print(
        Text.assemble(
            (guild.name, "bold cyan"), f"{dot}{guild.server.name}{dot}{guild.faction.name}",
            (f"{dot}id {guild.id}", "dim"),
        )
    )  # fmt: skip
    if guild.description:
        console.print(Text(guild.description, "italic"))
    console.print(f"{guild.members.total} members" + (f"{dot}{tags}" if tags else ""))


def _show_members(console: Console, members: Sequence[Member], classes: Mapping[int, str]) -> None:
    from esologs.cli.console import grid

    console.heading("Roster")
    table = grid("member", "class", ">rank")
    for member in sorted(members, key=lambda one: (one.guild_rank, one.name)):
        kind = classes.get(member.class_id, str(member.class_id))
        table.add_row(member.name, kind, str(member.guild_rank))
    console.print(table)


def _show_reports(console: Console, reports: Sequence[Report]) -> None:
    from rich.text import Text

    from esologs.cli import units
    from esologs.cli.console import elastic, grid
    from esologs.cli.fights import pulls_and_kills

    console.heading("Latest reports")
    table = grid("code", "~title", "started", ">length", ">kills", ">pulls")
    for report in reports:
        pulls, kills = pulls_and_kills(report.fights)
        table.add_row(
            Text(report.code, "cyan"),
            elastic(report.title),
            units.instant(report.start_time),
            units.duration(report.end_time - report.start_time),
            str(kills),
            str(pulls),
        )
    console.print(table)
