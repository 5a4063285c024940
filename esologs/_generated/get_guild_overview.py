# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_overview` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    CharacterPage,
    FightSummary,
    GuildDetails,
    GuildDetailsFaction,
    GuildDetailsTags,
    GuildRef,
    Member,
    RegionRef,
    ReportPage,
    ReportSummary,
    ServerRef,
    UserRef,
    ZoneRef,
)
from esologs._models import Model, OperationResult


class GetGuildOverview(OperationResult):
    """A guild, its roster and its reports with their fights, in one request.

    Every page of it starts at the first; `get_guild_members` and `get_guild_reports` read on.
    """

    guild_data: GetGuildOverviewGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""
    report_data: GetGuildOverviewReportData | None = None
    """Combat reports: one by its code, or a search by guild, user, zone and time."""


class GetGuildOverviewGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GetGuildOverviewGuildDataGuild | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


class GetGuildOverviewGuildDataGuild(GuildDetails):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    members: GetGuildOverviewGuildDataGuildMembers
    """The guild's roster, a page at a time."""


class GetGuildOverviewGuildDataGuildMembers(CharacterPage):
    """One page of characters."""

    data: list[Member | None] | None = None
    """The characters on this page."""


class GetGuildOverviewReportData(Model):
    """Access to reports, singly or by search."""

    reports: GetGuildOverviewReportDataReports | None = None
    """Reports that match every given filter, a page at a time."""


class GetGuildOverviewReportDataReports(ReportPage):
    """One page of reports."""

    data: list[GetGuildOverviewReportDataReportsData | None] | None = None
    """The reports on this page."""


class GetGuildOverviewReportDataReportsData(ReportSummary):
    """An uploaded combat log: fights, who took part, and everything that happened. Instants inside it
    are milliseconds since its start; only its own start and end are Unix milliseconds.
    """

    fights: list[FightSummary | None] | None = None
    """The report's fights, trash included unless filtered. One fight can be there twice, and one can
    have no length.
    """


# The same classes by the path that leads to them.
GetGuildOverviewGuildDataGuildFaction = GuildDetailsFaction
GetGuildOverviewGuildDataGuildMembersData = Member
GetGuildOverviewGuildDataGuildMembersDataServer = ServerRef
GetGuildOverviewGuildDataGuildMembersDataServerRegion = RegionRef
GetGuildOverviewGuildDataGuildServer = ServerRef
GetGuildOverviewGuildDataGuildServerRegion = RegionRef
GetGuildOverviewGuildDataGuildTags = GuildDetailsTags
GetGuildOverviewReportDataReportsDataFights = FightSummary
GetGuildOverviewReportDataReportsDataGuild = GuildRef
GetGuildOverviewReportDataReportsDataGuildServer = ServerRef
GetGuildOverviewReportDataReportsDataGuildServerRegion = RegionRef
GetGuildOverviewReportDataReportsDataOwner = UserRef
GetGuildOverviewReportDataReportsDataZone = ZoneRef
