# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_player_details` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetReportPlayerDetails(OperationResult):
    """The players of a report by role, with gear and skills if asked, as JSON."""

    report_data: GetReportPlayerDetailsReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportPlayerDetailsReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportPlayerDetailsReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportPlayerDetailsReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    player_details: Any | None = None
    """Who played, by role: an object whose `data.playerDetails` holds `dps`, `healers` and `tanks`. A
    role may be missing. Needs `fightIDs`, or `start_time` and `end_time`.
    """
