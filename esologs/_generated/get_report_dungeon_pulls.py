# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report_dungeon_pulls` returns."""

from __future__ import annotations

from esologs._generated.fragments import BoundingBox, ReportMapRef
from esologs._models import Model, OperationResult


class GetReportDungeonPulls(OperationResult):
    """The pulls that make up the fights of a dungeon run."""

    report_data: GetReportDungeonPullsReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportDungeonPullsReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportDungeonPullsReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportDungeonPullsReportDataReport(Model):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    fights: list[GetReportDungeonPullsReportDataReportFights | None] | None = None
    """The report's fights, trash included unless filtered. One fight can be there twice, and one can
    have no length.
    """


class GetReportDungeonPullsReportDataReportFights(Model):
    """A fight in a report: a pull of a boss, or trash."""

    id: int
    """The fight's id, unique within the report only. Filters by fight take it."""
    name: str
    """What the fight is called, usually after its boss."""
    dungeon_pulls: list[GetReportDungeonPullsReportDataReportFightsDungeonPulls | None] | None = (
        None
    )
    """The pulls of a dungeon run. None if the fight is none."""


class GetReportDungeonPullsReportDataReportFightsDungeonPulls(Model):
    """A pull inside a dungeon run that the report holds as one fight."""

    id: int
    """The pull's id inside the report."""
    name: str
    """What the pull is called."""
    encounter_id: int
    """The encounter that was fought, as in `Encounter.id`; 0 for trash."""
    kill: bool | None = None
    """Whether the boss was killed."""
    start_time: float
    """When the pull started, in milliseconds since the report's start."""
    end_time: float
    """When the pull ended, in milliseconds since the report's start."""
    x: int
    """Where the first enemy to be hit stood at that moment: its x position."""
    y: int
    """Where the first enemy to be hit stood at that moment: its y position."""
    enemy_npcs: (
        list[GetReportDungeonPullsReportDataReportFightsDungeonPullsEnemyNpcs | None] | None
    ) = None
    """The enemies that took part, with their instances."""
    maps: list[ReportMapRef | None] | None = None
    """The maps that the pull touched."""
    bounding_box: BoundingBox | None = None
    """The box around everybody's positions in the pull."""


class GetReportDungeonPullsReportDataReportFightsDungeonPullsEnemyNpcs(Model):
    """An NPC's part in a pull of a dungeon run."""

    id: int | None = None
    """The NPC's actor id inside the report."""
    game_id: int | None = None
    """The NPC's game id, as in `GameNPC.id`."""
    minimum_instance_id: int | None = None
    """The lowest instance number of this NPC in the pull."""
    maximum_instance_id: int | None = None
    """The highest instance number of this NPC in the pull."""
    minimum_instance_group_id: int | None = None
    """The lowest number of the packs that this NPC came in."""
    maximum_instance_group_id: int | None = None
    """The highest number of the packs that this NPC came in."""


# The same classes by the path that leads to them.
GetReportDungeonPullsReportDataReportFightsDungeonPullsBoundingBox = BoundingBox
GetReportDungeonPullsReportDataReportFightsDungeonPullsMaps = ReportMapRef
