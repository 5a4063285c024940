"""`esologs demo`: asks the sandbox as any program would, and shows each answer as it comes."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from esologs.cli.console import Console
    from esologs.client import SyncClient

GUILD: Final = 3468
RETRY_AFTER: Final = 2


@click.command()
@click.option("--fault", is_flag=True, help="Let ESO Logs answer 429 once, and watch the retry.")
def demo(*, fault: bool) -> None:
    """Show a guild, its latest raid and who did the damage, on the sandbox.

    It needs no account and no network: an ESO Logs with a simulated world runs
    inside this process. At the end stand the lines of Python that do the same.
    """
    from esologs.cli.connection import Connection
    from esologs.cli.console import data
    from esologs.cli.demo.timeline import Timeline
    from esologs.sandbox import Sandbox
    from esologs.sandbox.faults import RateLimited

    console, sandbox = data(), Sandbox()
    with ExitStack() as stack:
        hooks: list[Timeline] = []
        if fault:
            bad_day = RateLimited(retry_after=RETRY_AFTER, count=1, operation="getReportTable")
            sandbox.faults.add(bad_day)
            timeline = Timeline(console, "getReportTable", time.monotonic)
            hooks.append(stack.enter_context(timeline))
        client = stack.enter_context(Connection(sandbox=sandbox).open(*hooks))
        _show(console, client, fault=fault)


def _show(console: Console, client: SyncClient, *, fault: bool) -> None:
    from esologs.cli.demo import page
    from esologs.cli.demo.listing import PROGRAM
    from esologs.cli.found import found, graph_of, guild_of, reports_of, table_of
    from esologs.cli.scalars import Graph, Table, read

    overview = client.get_guild_overview(guild_id=GUILD, reports_limit=1)
    page.guild_section(console, found(guild_of(overview), f"guild {GUILD}"))
    report = found(next(iter(reports_of(overview)), None), "report of the guild")
    bosses = page.report_section(console, report)
    kill = found(next((fight for fight in reversed(bosses) if fight.kill), None), "kill in it")
    if fault:
        console.heading("A bad day", "ESO Logs limits the next request")
    table = client.get_report_table(report.code, data_type="DamageDone", fight_ids=[kill.id])
    if fault:
        console.note(f"The program saw an answer after {table.meta.attempts} attempts, no error.")
    graph = client.get_report_graph(report.code, data_type="DamageDone", fight_ids=[kill.id])
    curves = read(graph_of(graph), Graph)
    page.damage_section(console, kill, read(table_of(table), Table), curves)
    page.curve_section(console, curves)
    page.closing_section(console, [overview.meta, table.meta, graph.meta], PROGRAM)
