# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guilds` returns."""

from __future__ import annotations

from esologs._generated.fragments import GuildPage, RegionRef, ServerRef
from esologs._models import Model, OperationResult


class GetGuilds(OperationResult):
    """Guilds, all or those of one server, a page at a time."""

    guild_data: GetGuildsGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildsGuildData(Model):
    """Access to guilds, singly or in pages."""

    guilds: GetGuildsGuildDataGuilds | None = None
    """The guilds of the site, or of one server, a page at a time."""


class GetGuildsGuildDataGuilds(GuildPage):
    """One page of guilds."""

    data: list[GetGuildsGuildDataGuildsData | None] | None = None
    """The guilds on this page."""


class GetGuildsGuildDataGuildsData(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    id: int
    """The guild's id on the site."""
    name: str
    """What the guild calls itself."""
    faction: GetGuildsGuildDataGuildsDataFaction
    """The faction that the guild belongs to."""
    server: ServerRef
    """The server that the guild plays on."""


class GetGuildsGuildDataGuildsDataFaction(Model):
    """A faction that players and guilds belong to: in ESO, an alliance."""

    id: int
    """The number that filters by faction take."""
    name: str
    """What the game calls the faction."""


# The same classes by the path that leads to them.
GetGuildsGuildDataGuildsDataServer = ServerRef
GetGuildsGuildDataGuildsDataServerRegion = RegionRef
