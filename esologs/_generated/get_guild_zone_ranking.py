# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_zone_ranking` returns."""

from __future__ import annotations

from esologs._generated.fragments import RankPosition, RankPositions
from esologs._models import Model, OperationResult


class GetGuildZoneRanking(OperationResult):
    """The guild's ranks in one zone: progress, speed and full-clear speed."""

    guild_data: GetGuildZoneRankingGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildZoneRankingGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GetGuildZoneRankingGuildDataGuild | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


class GetGuildZoneRankingGuildDataGuild(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    id: int
    """The guild's id on the site."""
    name: str
    """What the guild calls itself."""
    zone_ranking: GetGuildZoneRankingGuildDataGuildZoneRanking
    """Where the guild ranks in a zone by progress and by speed."""


class GetGuildZoneRankingGuildDataGuildZoneRanking(Model):
    """A guild's ranks in one zone."""

    progress: RankPositions | None = None
    """The guild's rank by progress, always at the zone's highest difficulty. None if unranked."""
    speed: RankPositions | None = None
    """The guild's rank by the speed of its kills. None if unranked."""
    complete_raid_speed: RankPositions | None = None
    """The guild's rank by the time of its full clears. None if unranked, or where the zone does not
    rank full clears.
    """


# The same classes by the path that leads to them.
GetGuildZoneRankingGuildDataGuildZoneRankingCompleteRaidSpeed = RankPositions
GetGuildZoneRankingGuildDataGuildZoneRankingCompleteRaidSpeedRegionRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingCompleteRaidSpeedServerRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingCompleteRaidSpeedWorldRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingProgress = RankPositions
GetGuildZoneRankingGuildDataGuildZoneRankingProgressRegionRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingProgressServerRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingProgressWorldRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingSpeed = RankPositions
GetGuildZoneRankingGuildDataGuildZoneRankingSpeedRegionRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingSpeedServerRank = RankPosition
GetGuildZoneRankingGuildDataGuildZoneRankingSpeedWorldRank = RankPosition
