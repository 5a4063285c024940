# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_fights` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    BoundingBox,
    FightDetails,
    FightDetailsGameZone,
    FightDetailsPhaseTransitions,
    FightNpc,
    ReportMapRef,
)
from esologs._models import Model, OperationResult


class GetReportFights(OperationResult):
    """The fights of a report in full."""

    report_data: GetReportFightsReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportFightsReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportFightsReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportFightsReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    fights: list[FightDetails | None] | None = None
    """The report's fights, trash included unless filtered. One fight can be there twice, and one can
    have no length.
    """


# The same classes by the path that leads to them.
GetReportFightsReportDataReportFights = FightDetails
GetReportFightsReportDataReportFightsBoundingBox = BoundingBox
GetReportFightsReportDataReportFightsEnemyNpcs = FightNpc
GetReportFightsReportDataReportFightsEnemyPets = FightNpc
GetReportFightsReportDataReportFightsFriendlyNpcs = FightNpc
GetReportFightsReportDataReportFightsFriendlyPets = FightNpc
GetReportFightsReportDataReportFightsGameZone = FightDetailsGameZone
GetReportFightsReportDataReportFightsMaps = ReportMapRef
GetReportFightsReportDataReportFightsPhaseTransitions = FightDetailsPhaseTransitions
