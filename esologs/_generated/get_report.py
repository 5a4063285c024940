# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_report` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    BoundingBox,
    CharacterRef,
    FightDetails,
    FightDetailsGameZone,
    FightDetailsPhaseTransitions,
    FightNpc,
    GuildRef,
    MasterData,
    MasterDataAbilities,
    MasterDataActors,
    RegionRef,
    ReportMapRef,
    ReportSummary,
    ServerRef,
    UserRef,
    ZoneRef,
)
from esologs._models import Model, OperationResult


class GetReport(OperationResult):
    """One report in full: its fights, phases, actors, abilities and ranked characters.

    The fight filters choose `fights`, the actor filters choose `master_data.actors`.
    """

    report_data: GetReportReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetReportReportData(Model):
    """Access to reports, singly or by search."""

    report: GetReportReportDataReport | None = None
    """One report by its code. An unknown code, or a report that this token may not see, gives None and
    a GraphQL error.
    """


class GetReportReportDataReport(ReportSummary):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    segments: int
    """How many segments have been uploaded."""
    exported_segments: int
    """How many of the report's segments have been processed for rankings."""
    archive_status: GetReportReportDataReportArchiveStatus | None = None
    """Whether the report has been archived, and whether this token can still read it."""
    guild_tag: GetReportReportDataReportGuildTag | None = None
    """The tag that the guild gave the report. None if it has none."""
    region: RegionRef | None = None
    """The region that the report was made in."""
    ranked_characters: list[CharacterRef | None] | None = None
    """The characters that earned a rank with a kill in this report."""
    phases: list[GetReportReportDataReportPhases] | None = None
    """The named phases of the encounters in the report."""
    fights: list[FightDetails | None] | None = None
    """The report's fights, trash included unless filtered. One fight can be there twice, and one can
    have no length.
    """
    master_data: MasterData | None = None
    """The report's index of actors and abilities: what the ids in its events stand for. May be None
    for a second or two while the server has not loaded the report yet.
    """


class GetReportReportDataReportArchiveStatus(Model):
    """Whether a report is archived. Events, tables and graphs of an archived report are open only to
    signed-in users with a subscription that includes the archive.
    """

    is_archived: bool
    """Whether the report has been archived."""
    is_accessible: bool
    """Whether this token may read the report's events, tables and graphs."""
    archive_date: int | None = None
    """When the report was archived, in Unix seconds. None if it is not."""


class GetReportReportDataReportGuildTag(Model):
    """A label that a guild puts on its reports, often the name of a team."""

    id: int
    """The tag's id, which reports and attendance can be filtered by."""
    name: str
    """What the guild calls the tag."""


class GetReportReportDataReportPhases(Model):
    """The phases of one encounter that occurs in a report."""

    encounter_id: int
    """The encounter that the phases belong to, as in `Encounter.id`."""
    separates_wipes: bool | None = None
    """Whether the phases serve to tell wipes apart, by how far each one got."""
    phases: list[GetReportReportDataReportPhasesPhases] | None = None
    """The encounter's phases, each with its name."""


class GetReportReportDataReportPhasesPhases(Model):
    """What a phase of an encounter is called."""

    id: int
    """The phase's number within the encounter, counting from 1."""
    name: str
    """What the site calls the phase."""
    is_intermission: bool | None = None
    """Whether the phase is an intermission between two others."""


# The same classes by the path that leads to them.
GetReportReportDataReportFights = FightDetails
GetReportReportDataReportFightsBoundingBox = BoundingBox
GetReportReportDataReportFightsEnemyNpcs = FightNpc
GetReportReportDataReportFightsEnemyPets = FightNpc
GetReportReportDataReportFightsFriendlyNpcs = FightNpc
GetReportReportDataReportFightsFriendlyPets = FightNpc
GetReportReportDataReportFightsGameZone = FightDetailsGameZone
GetReportReportDataReportFightsMaps = ReportMapRef
GetReportReportDataReportFightsPhaseTransitions = FightDetailsPhaseTransitions
GetReportReportDataReportGuild = GuildRef
GetReportReportDataReportGuildServer = ServerRef
GetReportReportDataReportGuildServerRegion = RegionRef
GetReportReportDataReportMasterData = MasterData
GetReportReportDataReportMasterDataAbilities = MasterDataAbilities
GetReportReportDataReportMasterDataActors = MasterDataActors
GetReportReportDataReportOwner = UserRef
GetReportReportDataReportRankedCharacters = CharacterRef
GetReportReportDataReportRankedCharactersServer = ServerRef
GetReportReportDataReportRankedCharactersServerRegion = RegionRef
GetReportReportDataReportRegion = RegionRef
GetReportReportDataReportZone = ZoneRef
