"""`esologs report`: a report, its fights, and the tables of one of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from esologs.cli.connection import Connection, connection_options, pass_connection
from esologs.cli.document import json_option, write

if TYPE_CHECKING:
    from esologs._generated.fragments import FightSummary
    from esologs._generated.get_report_by_code import (
        GetReportByCodeReportDataReport as Report,
    )
    from esologs._generated.get_report_table import GetReportTable
    from esologs.cli.console import Console
    from esologs.client import SyncClient

_ADDRESS: Final = re.compile(r"/reports/((?:a:)?[A-Za-z0-9]+)(?:.*[#?&]fight=(\d+))?")

# The kinds of `TableDataType`, here so that reading the command line needs no models.
TABLES: Final = (
    "Summary", "Buffs", "Casts", "DamageDone", "DamageTaken", "Deaths", "Debuffs", "Dispels",
    "Healing", "Interrupts", "Resources", "Summons", "Survivability", "Threat",
)  # fmt: skip
_JSON_ONLY: Final = frozenset({"Summary", "Survivability", "Threat"})


@click.command()
@click.argument("code", metavar="CODE|URL")
@click.option("--fights", "with_fights", is_flag=True, help="List the fights.")
@click.option("--fight", "number", metavar="N", type=int, help="Show one fight.")
@click.option(
    "--table", "kind", metavar="KIND", type=click.Choice(TABLES, case_sensitive=False),
    help="Show this table of the fight, or of the whole report; DamageDone if a fight is given. "
    f"KIND is one of {', '.join(TABLES)}.",
)  # fmt: skip
@json_option(
    "report (with fights, if asked for), fight and table, as get_report_by_code and "
    "get_report_table have them"
)
@connection_options
@pass_connection
def report(
    connection: Connection,
    *,
    code: str,
    with_fights: bool,
    number: int | None,
    kind: str | None,
    as_json: bool,
) -> None:
    """Show a report by its CODE, or by the URL of its page on the site."""
    address = _ADDRESS.search(code)
    if address is not None:
        code = address[1]
        number = int(address[2]) if number is None and address[2] else number
    if kind is None and number is not None:
        kind = "DamageDone"
    if kind in _JSON_ONLY and not as_json:
        raise click.UsageError(f"the table {kind} has no simple lines: ask for it with --json")
    from esologs.cli.found import found, table_of

    with connection.open() as client:
        answer = client.get_report_by_code(code)
        shown = found(answer.report_data.report if answer.report_data else None, f"report {code}")
        fights = [fight for fight in shown.fights or [] if fight is not None]
        fight = _numbered(fights, number) if number is not None else None
        table: object = None
        meta = answer.meta
        if kind is not None:
            asked = _table(client, shown, fight, kind)
            table, meta = table_of(asked), asked.meta
    if as_json:
        keep = None if with_fights else {"fights"}
        document: dict[str, object] = {"report": shown.model_dump(mode="json", exclude=keep)}
        if fight is not None:
            document["fight"] = fight.model_dump(mode="json")
        if kind is not None:
            document["table"] = table
        write(document)
        return
    from esologs.cli.console import data, tell_points
    from esologs.cli.fights import fights_table

    console = data()
    _show_report(console, shown)
    if with_fights:
        console.heading("Fights")
        console.print(fights_table(console, fights))
    if kind is not None:
        _show_table(console, shown, fight, kind, table)
    tell_points(meta)


def _numbered(fights: list[FightSummary], number: int) -> FightSummary:
    from esologs.cli.found import found

    known = next((fight for fight in fights if fight.id == number), None)
    numbers = f"{fights[0].id} to {fights[-1].id}" if fights else "none"
    return found(known, f"fight {number} in this report; its fights are {numbers}")


def _table(
    client: SyncClient, report: Report, fight: FightSummary | None, kind: str
) -> GetReportTable:
    """Ask for a table of *fight*, or of the time that the whole report covers."""
    from esologs._generated.enums import TableDataType

    if fight is not None:
        return client.get_report_table(
            report.code, data_type=TableDataType(kind), fight_ids=[fight.id]
        )
    return client.get_report_table(
        report.code,
        data_type=TableDataType(kind),
        start_time=0.0,
        end_time=report.end_time - report.start_time,
    )


def _show_report(console: Console, report: Report) -> None:
    from rich.text import Text

    from esologs.cli import units
    from esologs.cli.fights import pulls_and_kills

    dot = f" {console.marks.dot} "
    zone = dot + report.zone.name if report.zone and report.zone.name != report.title else ""
    by = f"{dot}by {report.owner.name}" if report.owner else ""
    of = f"{dot}{report.guild.name}" if report.guild else ""
    pulls, kills = pulls_and_kills(report.fights)
    console.print(Text.assemble((report.title, "bold cyan"), zone, (dot + report.code, "dim")))
    console.print(f"{units.instant(report.start_time)}{of}{by}{dot}{report.visibility}")
    console.print(
        f"{units.duration(report.end_time - report.start_time)} long{dot}"
        f"{kills} kills in {pulls} pulls{dot}revision {report.revision}"
    )


def _show_table(
    console: Console, report: Report, fight: FightSummary | None, kind: str, table: object
) -> None:
    from esologs.cli import units
    from esologs.cli.fights import outcome
    from esologs.cli.standings import standings

    if fight is None:
        console.heading(kind, "the whole report")
        milliseconds = report.end_time - report.start_time
    else:
        milliseconds = fight.end_time - fight.start_time
        console.heading(
            kind, f"{fight.name} (fight {fight.id})", outcome(fight), units.duration(milliseconds)
        )
    lines = standings(console, kind, table, milliseconds)
    if lines.row_count:
        console.print(lines)
    else:
        console.note("nothing of this kind")
