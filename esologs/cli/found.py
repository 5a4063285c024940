"""What an answer holds, or that it is not there: unknown ids are null for ESO Logs, not errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from esologs.errors import NotFoundError

if TYPE_CHECKING:
    from esologs._generated.get_guild_overview import (
        GetGuildOverview,
        GetGuildOverviewGuildDataGuild,
        GetGuildOverviewReportDataReportsData,
    )
    from esologs._generated.get_report_graph import GetReportGraph
    from esologs._generated.get_report_table import GetReportTable

T = TypeVar("T")


def found(value: T | None, what: str) -> T:
    """Return *value*; raises `NotFoundError` when there is no *what*."""
    if value is None:
        raise NotFoundError(f"there is no {what}")
    return value


def guild_of(answer: GetGuildOverview) -> GetGuildOverviewGuildDataGuild | None:
    """Return the guild, if there is one."""
    return answer.guild_data.guild if answer.guild_data else None


def reports_of(answer: GetGuildOverview) -> list[GetGuildOverviewReportDataReportsData]:
    """Return the guild's reports, newest first."""
    page = answer.report_data.reports if answer.report_data else None
    return [report for report in (page and page.data) or [] if report is not None]


def table_of(answer: GetReportTable) -> object:
    """Return the table as the JSON that came."""
    report = answer.report_data.report if answer.report_data else None
    return report.table if report else None


def graph_of(answer: GetReportGraph) -> object:
    """Return the graph as the JSON that came."""
    report = answer.report_data.report if answer.report_data else None
    return report.graph if report else None
