# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_rankings` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetReportRankings(OperationResult):
    """The ranks of a report's kills, as JSON."""

    report_data: GetReportRankingsReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportRankingsReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportRankingsReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportRankingsReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    rankings: Any | None = None
    """The ranks of the report's kills: an object whose `data` holds one entry for each kill, with the
    group's speed and execution and each player's rank by role.
    """
