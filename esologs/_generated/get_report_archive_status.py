# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_archive_status` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetReportArchiveStatus(OperationResult):
    """Whether a report is archived, and whether this token may still read its events."""

    report_data: GetReportArchiveStatusReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportArchiveStatusReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportArchiveStatusReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportArchiveStatusReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    code: str
    """The code that names the report: 16 letters and digits, after `a:` if the report is anonymous.
    """
    revision: int
    """Rises each time the report is exported anew. Together with the code it names one state of a
    finished report, which may then be cached.
    """
    archive_status: GetReportArchiveStatusReportDataReportArchiveStatus | None = None
    """Whether the report has been archived, and whether this token can still read it."""


class GetReportArchiveStatusReportDataReportArchiveStatus(Model):
    """Whether a report is archived. Events, tables and graphs of an archived report are open only to
    signed-in users with a subscription that includes the archive.
    """

    is_archived: bool
    """Whether the report has been archived."""
    is_accessible: bool
    """Whether this token may read the report's events, tables and graphs."""
    archive_date: int | None = None
    """When the report was archived, in Unix seconds. None if it is not."""
