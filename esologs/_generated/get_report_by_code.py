# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_by_code` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    FightSummary,
    GuildRef,
    RegionRef,
    ReportSummary,
    ServerRef,
    UserRef,
    ZoneRef,
)
from esologs._models import Model, OperationResult


class GetReportByCode(OperationResult):
    """One report with its fights in short."""

    report_data: GetReportByCodeReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportByCodeReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportByCodeReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportByCodeReportDataReport(ReportSummary):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    fights: list[FightSummary | None] | None = None
    """The report's fights, trash included unless filtered. One fight can be there twice, and one can
    have no length.
    """


# The same classes by the path that leads to them.
GetReportByCodeReportDataReportFights = FightSummary
GetReportByCodeReportDataReportGuild = GuildRef
GetReportByCodeReportDataReportGuildServer = ServerRef
GetReportByCodeReportDataReportGuildServerRegion = RegionRef
GetReportByCodeReportDataReportOwner = UserRef
GetReportByCodeReportDataReportZone = ZoneRef
