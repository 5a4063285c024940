"""Resolvers of `guildData` and of guilds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.graphql.context import Fields, namespace, request_of, world_of
from esologs.sandbox.graphql.paging import page_of
from esologs.sandbox.world.characters import CORE, GUILD_MASTER, OFFICER
from esologs.sandbox.world.places import SERVERS, Server, find_region, find_server

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.page import Page
    from esologs.sandbox.world.world import World

_RANKS = {GUILD_MASTER: "GuildMaster", OFFICER: "Officer", CORE: "Member"}


def find_guild(
    world: World, guild_id: int | None, name: str | None, slug: str | None, region: str | None
) -> Guild | None:
    """The guild of that id; without one, that of this name on the server of slug and region."""
    if guild_id is not None:
        return world.guilds.by_id(guild_id)
    if name is None or slug is None or region is None:
        return None
    server = find_server(region, slug)
    return None if server is None else world.guilds.by_name(name, server)


def _guild(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    id_: int | None = None,
    name: str | None = None,
    server_slug: str | None = None,
    server_region: str | None = None,
) -> Guild | None:
    return find_guild(world_of(info), id_, name, server_slug, server_region)


def _chosen(server_id: int | None, slug: str | None, region: str | None) -> list[Server]:
    if server_id is not None:
        return [server for server in SERVERS if server.id == server_id]
    if slug is not None and region is not None:
        server = find_server(region, slug)
        return [] if server is None else [server]
    if region is not None:
        place = find_region(region)
        return [] if place is None else place.servers
    return list(SERVERS)


def _guilds(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    limit: int | None = None,
    page: int | None = None,
    server_id: int | None = None,
    server_slug: str | None = None,
    server_region: str | None = None,
) -> Page[Guild]:
    servers = _chosen(server_id, server_slug, server_region)
    rows = [guild for guild in world_of(info).guilds.all() if guild.server in servers]
    return page_of(rows, limit, page)


def _members(
    guild: Guild, info: GraphQLResolveInfo, *, limit: int | None = None, page: int | None = None
) -> Page[Character]:
    return page_of(world_of(info).characters.members(guild), limit, page)


def _current_user_rank(guild: Guild, info: GraphQLResolveInfo) -> str | None:
    viewer = request_of(info).viewer
    if viewer is None:
        return None
    if guild not in viewer.guilds:
        return "NonMember"
    ranks = [row.guild_rank for row in viewer.characters if row.guild is guild]
    return _RANKS.get(min(ranks, default=CORE), "Member")


FIELDS: Fields = {
    "Query": {"guildData": namespace},
    "GuildData": {"guild": _guild, "guilds": _guilds},
    "Guild": {"members": _members, "currentUserRank": _current_user_rank},
}
