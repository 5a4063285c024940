# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_graph` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetReportGraph(OperationResult):
    """A graph over a report's events, as JSON."""

    report_data: GetReportGraphReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportGraphReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportGraphReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportGraphReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    graph: Any | None = None
    """A graph over time: an object whose `data` holds `series`, one for each player, ability or
    target, with `start_time` and `end_time`.
    """
