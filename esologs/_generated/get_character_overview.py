# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_overview` returns."""

from __future__ import annotations

from typing import Any

from esologs._generated.fragments import (
    CharacterDetails,
    GuildRef,
    RegionRef,
    ReportPage,
    ReportSummary,
    ServerRef,
    UserRef,
    ZoneRef,
)
from esologs._models import Model, OperationResult


class GetCharacterOverview(OperationResult):
    """A character, its recent reports and its ranks in a zone, in one request."""

    character_data: GetCharacterOverviewCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterOverviewCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterOverviewCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterOverviewCharacterDataCharacter(CharacterDetails):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    recent_reports: GetCharacterOverviewCharacterDataCharacterRecentReports | None = None
    """Reports in which the character appeared lately, a page at a time."""
    zone_rankings: Any | None = None
    """The character's ranks across a zone: an object with its averages, its all-star points in
    `allStars`, and one entry in `rankings` for each boss, also for bosses never killed.
    """


class GetCharacterOverviewCharacterDataCharacterRecentReports(ReportPage):
    """One page of reports."""

    data: list[ReportSummary | None] | None = None
    """The reports on this page."""


# The same classes by the path that leads to them.
GetCharacterOverviewCharacterDataCharacterGuilds = GuildRef
GetCharacterOverviewCharacterDataCharacterGuildsServer = ServerRef
GetCharacterOverviewCharacterDataCharacterGuildsServerRegion = RegionRef
GetCharacterOverviewCharacterDataCharacterRecentReportsData = ReportSummary
GetCharacterOverviewCharacterDataCharacterRecentReportsDataGuild = GuildRef
GetCharacterOverviewCharacterDataCharacterRecentReportsDataGuildServer = ServerRef
GetCharacterOverviewCharacterDataCharacterRecentReportsDataGuildServerRegion = RegionRef
GetCharacterOverviewCharacterDataCharacterRecentReportsDataOwner = UserRef
GetCharacterOverviewCharacterDataCharacterRecentReportsDataZone = ZoneRef
GetCharacterOverviewCharacterDataCharacterServer = ServerRef
GetCharacterOverviewCharacterDataCharacterServerRegion = RegionRef
