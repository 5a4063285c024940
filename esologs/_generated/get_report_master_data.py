# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_master_data` returns."""

from __future__ import annotations

from esologs._generated.fragments import MasterData, MasterDataAbilities, MasterDataActors
from esologs._models import Model, OperationResult


class GetReportMasterData(OperationResult):
    """The actors and abilities of a report, which its events refer to by id."""

    report_data: GetReportMasterDataReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportMasterDataReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportMasterDataReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportMasterDataReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    master_data: MasterData | None = None
    """The report's index of actors and abilities: what the ids in its events stand for. May be None
    for a second or two while the server has not loaded the report yet.
    """


# The same classes by the path that leads to them.
GetReportMasterDataReportDataReportMasterData = MasterData
GetReportMasterDataReportDataReportMasterDataAbilities = MasterDataAbilities
GetReportMasterDataReportDataReportMasterDataActors = MasterDataActors
