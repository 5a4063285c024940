# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_reports` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    GuildRef,
    RegionRef,
    ReportPage,
    ReportSummary,
    ServerRef,
    UserRef,
    ZoneRef,
)
from esologs._models import Model, OperationResult


class GetReports(OperationResult):
    """Reports, newest first, filtered by guild, user, zone or time, a page at a time."""

    report_data: GetReportsReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportsReportData(Model):
    """Access to reports, singly or by search."""

    reports: GetReportsReportDataReports | None = None
    """Reports that match every given filter, a page at a time."""


class GetReportsReportDataReports(ReportPage):
    """One page of reports."""

    data: list[ReportSummary | None] | None = None
    """The reports on this page."""


# The same classes by the path that leads to them.
GetReportsReportDataReportsData = ReportSummary
GetReportsReportDataReportsDataGuild = GuildRef
GetReportsReportDataReportsDataGuildServer = ServerRef
GetReportsReportDataReportsDataGuildServerRegion = RegionRef
GetReportsReportDataReportsDataOwner = UserRef
GetReportsReportDataReportsDataZone = ZoneRef
