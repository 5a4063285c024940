# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_server_guilds` returns."""

from __future__ import annotations

from esologs._generated.fragments import GuildPage, RegionRef, ServerRef
from esologs._models import Model, OperationResult


class GetServerGuilds(OperationResult):
    """The guilds of a server, a page at a time."""

    world_data: GetServerGuildsWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetServerGuildsWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    server: GetServerGuildsWorldDataServer | None = None
    """One server, found by id or by region and slug. None if there is none."""


class GetServerGuildsWorldDataServer(ServerRef):
    """A server that characters and guilds play on."""

    guilds: GetServerGuildsWorldDataServerGuilds | None = None
    """The server's guilds, a page at a time."""


class GetServerGuildsWorldDataServerGuilds(GuildPage):
    """One page of guilds."""

    data: list[GetServerGuildsWorldDataServerGuildsData | None] | None = None
    """The guilds on this page."""


class GetServerGuildsWorldDataServerGuildsData(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    id: int
    """The guild's id on the site."""
    name: str
    """What the guild calls itself."""
    faction: GetServerGuildsWorldDataServerGuildsDataFaction
    """The faction that the guild belongs to."""


class GetServerGuildsWorldDataServerGuildsDataFaction(Model):
    """A faction that players and guilds belong to: in ESO, an alliance."""

    id: int
    """The number that filters by faction take."""
    name: str
    """What the game calls the faction."""


# The same classes by the path that leads to them.
GetServerGuildsWorldDataServerRegion = RegionRef
