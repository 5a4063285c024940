"""What the demo shows: a guild, its latest report, who did the damage, and the curve of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.table import Table as Grid
from rich.text import Text

from esologs.cli import chart, units
from esologs.cli.console import elastic, grid
from esologs.cli.fights import fights_table, is_boss, outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs._call import ResultMeta
    from esologs._generated.fragments import FightSummary
    from esologs._generated.get_guild_overview import (
        GetGuildOverviewGuildDataGuild as Guild,
    )
    from esologs._generated.get_guild_overview import (
        GetGuildOverviewReportDataReportsData as Report,
    )
    from esologs.cli.console import Console
    from esologs.cli.scalars import Graph, Table

_SHOWN: Final = 8
_ROWS: Final = 6
_LABEL: Final = 6


def guild_section(console: Console, guild: Guild) -> None:
    """Show the guild and the first of its roster, by their rank in the guild."""
    console.print(
        Text.assemble(
            (guild.name, "bold cyan"),
            f" {console.marks.dot} {guild.server.name}",
            ("  from the sandbox: all of it is invented", "dim"),
        )
    )
    members = sorted(filter(None, guild.members.data or []), key=lambda one: one.guild_rank)
    console.heading("Roster", f"{guild.members.total} members")
    console.print(_in_columns([member.name for member in members[:_SHOWN]], console.width))
    more = guild.members.total - min(_SHOWN, len(members))
    if more > 0:
        console.note(f"and {more} more")


def report_section(console: Console, report: Report) -> list[FightSummary]:
    """Show the report and its fights against bosses; return these."""
    bosses = [fight for fight in report.fights or [] if fight is not None and is_boss(fight)]
    console.heading(
        "Latest report",
        report.title,
        units.instant(report.start_time),
        units.duration(report.end_time - report.start_time),
    )
    console.print(fights_table(console, bosses))
    return bosses


def damage_section(console: Console, fight: FightSummary, table: Table, graph: Graph) -> None:
    """Show who did the most damage in *fight*, each with the curve of it."""
    seconds = table.total_time / 1000 or graph.seconds
    whole = sum(entry.total for entry in table.ranked)
    console.heading("Top damage", fight.name, outcome(fight))
    lines = grid("~player", "class", ">per second", ">share", "~over the fight")
    columns = max(8, min(40, console.width - 58))
    curves = [
        chart.resampled(graph.rates_of(entry.name), columns) for entry in table.ranked[:_SHOWN]
    ]
    top = max((rate for curve in curves for rate in curve), default=0.0)  # one scale for all
    for entry, rates in zip(table.ranked, curves, strict=False):
        lines.add_row(
            elastic(entry.name or "?"),
            str(entry.type or ""),
            units.amount(entry.total / seconds if seconds else 0.0),
            units.share(entry.total, whole),
            elastic(
                chart.sparkline(rates, columns, console.marks.levels, top), "cyan", ellipsis=False
            ),
        )
    console.print(lines)


def curve_section(console: Console, graph: Graph) -> None:
    """Show the damage of all over time, as an area with its axes."""
    rates = graph.whole.rates(graph.seconds)
    columns = console.width - _LABEL - 3
    marks = console.marks
    lines = chart.area(rates, columns, _ROWS, marks.levels)
    top = max(chart.resampled(rates, columns), default=0.0)
    console.heading("Damage of all", "per second")
    for row, line in enumerate(lines):
        label = units.amount(top) if row == 0 else ""
        console.print(
            Text.assemble((f"{label:>{_LABEL}} {marks.axis}", "dim"), (line.rstrip(), "cyan"))
        )
    console.print(Text(f"{'0':>{_LABEL}} {marks.corner}{marks.line * columns}", "dim"))
    console.print(Text(" " * (_LABEL + 2) + _times(graph.seconds, columns), "dim"))


def closing_section(console: Console, metas: Sequence[ResultMeta], program: str) -> None:
    """Show what the answers took, and the lines of Python that do the same."""
    points, requests = metas[-1].points, sum(meta.attempts for meta in metas)
    console.print()
    if points is not None:
        console.print(
            Text.assemble(
                (units.points(points.left), "bold"),
                f" of {units.points(points.limit)} points left this hour ",
                (f"{console.marks.dot} {requests} requests", "dim"),
            )
        )
    console.heading("The same in Python")
    console.print()
    # Never wrapped and never indented: it is there to be copied.
    console.print(Text(program.rstrip()), soft_wrap=True)


def _times(seconds: float, columns: int) -> str:
    """The ends and the middle of the time axis."""
    middle, end = units.duration(seconds * 500), units.duration(seconds * 1000)
    line = f"{'0:00':<{columns}}"
    at = (columns - len(middle)) // 2
    line = line[:at] + middle + line[at + len(middle) :]
    return line[: columns - len(end)] + end


def _in_columns(names: Sequence[str], width: int) -> Grid:
    """Lay *names* out in as many columns as fit."""
    widest = max(map(len, names), default=0) + 2
    columns = max(1, min(4, width // widest if widest else 1))
    lines = Grid.grid(padding=(0, 2, 0, 0))
    for start in range(0, len(names), columns):
        lines.add_row(*names[start : start + columns])
    return lines
