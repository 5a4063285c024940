# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_events` returns."""

from __future__ import annotations

from typing import Any

from esologs._models import Model, OperationResult


class GetReportEvents(OperationResult):
    """One page of a report's events, as JSON.

    Read on with `start_time=next_page_timestamp` until that is None; a short page is not the last.
    """

    report_data: GetReportEventsReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportEventsReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportEventsReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportEventsReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    events: GetReportEventsReportDataReportEvents | None = None
    """The report's combat events in time order, a page at a time. Ask again from `nextPageTimestamp`
    until it is None.
    """


class GetReportEventsReportDataReportEvents(Model):
    """One page of a report's events."""

    data: Any | None = None
    """A list of event objects with `timestamp` in milliseconds since the report's start, `type`,
    `fight`, and what the type brings along. An unknown type is always possible.
    """
    next_page_timestamp: float | None = None
    """The start time that fetches the next page. None on the last page, and only there: a short page
    is no sign of the end.
    """
