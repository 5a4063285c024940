# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_reports` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    GuildRef,
    RegionRef,
    ReportPage,
    ReportSummary,
    ServerRef,
    UserRef,
    ZoneRef,
)
from esologs._models import Model, OperationResult


class GetCharacterReports(OperationResult):
    """The reports in which a character appeared lately, a page at a time."""

    character_data: GetCharacterReportsCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterReportsCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: GetCharacterReportsCharacterDataCharacter | None = None
    """One character, found by id or by name, server and region. None if there is none."""


class GetCharacterReportsCharacterDataCharacter(Model):
    """A player character with a page on the site. Its id belongs to the site and differs from the
    actor id that the character has inside a report.
    """

    recent_reports: GetCharacterReportsCharacterDataCharacterRecentReports | None = None
    """Reports in which the character appeared lately, a page at a time."""


class GetCharacterReportsCharacterDataCharacterRecentReports(ReportPage):
    """One page of reports."""

    data: list[ReportSummary | None] | None = None
    """The reports on this page."""


# The same classes by the path that leads to them.
GetCharacterReportsCharacterDataCharacterRecentReportsData = ReportSummary
GetCharacterReportsCharacterDataCharacterRecentReportsDataGuild = GuildRef
GetCharacterReportsCharacterDataCharacterRecentReportsDataGuildServer = ServerRef
GetCharacterReportsCharacterDataCharacterRecentReportsDataGuildServerRegion = RegionRef
GetCharacterReportsCharacterDataCharacterRecentReportsDataOwner = UserRef
GetCharacterReportsCharacterDataCharacterRecentReportsDataZone = ZoneRef
