# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_table` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetReportTable(OperationResult):
    """A table over a report's events, as JSON."""

    report_data: GetReportTableReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportTableReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportTableReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportTableReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    table: Any | None = None
    """A table of totals: an object, usually wrapped in `data`, whose keys depend on `dataType`. Needs
    `fightIDs`, or `start_time` and `end_time`.
    """
