"""Resolvers of `worldData`: expansions, zones and encounters, regions and servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.graphql.context import Fields, Resolver, namespace, world_of
from esologs.sandbox.graphql.paging import page_of
from esologs.sandbox.world.places import REGIONS, SERVERS, SUBREGIONS, Server, find_server
from esologs.sandbox.world.trials import ENCOUNTERS, EXPANSIONS, ZONES, Expansion, Zone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.page import Page
    from esologs.sandbox.world.places import Region, Subregion

_REGIONS = {row.id: row for row in REGIONS}
_SUBREGIONS = {row.id: row for row in SUBREGIONS}
_SERVERS = {row.id: row for row in SERVERS}
_EXPANSIONS = {row.id: row for row in EXPANSIONS}


def _one(rows: Mapping[int, object]) -> Resolver:
    def resolve(_root: object, _info: GraphQLResolveInfo, *, id_: int | None = None) -> object:
        return None if id_ is None else rows.get(id_)

    return resolve


def _server(
    _root: object,
    _info: GraphQLResolveInfo,
    *,
    id_: int | None = None,
    region: str | None = None,
    slug: str | None = None,
) -> Server | None:
    if id_ is not None:
        return _SERVERS.get(id_)
    return find_server(region, slug) if region is not None and slug is not None else None


def _zones(
    _root: object, _info: GraphQLResolveInfo, *, expansion_id: int | None = None
) -> list[Zone]:
    if expansion_id is None:
        return list(ZONES.values())
    expansion = _EXPANSIONS.get(expansion_id)
    return [] if expansion is None else expansion.zones


def _expansions(_root: object, _info: GraphQLResolveInfo) -> list[Expansion]:
    # The newest first, as the site lists them.
    return list(reversed(EXPANSIONS))


def _regions(_root: object, _info: GraphQLResolveInfo) -> tuple[Region, ...]:
    return REGIONS


def _servers(
    place: Region | Subregion,
    _info: GraphQLResolveInfo,
    *,
    limit: int | None = None,
    page: int | None = None,
) -> Page[Server]:
    return page_of(place.servers, limit, page)


def _guilds(
    server: Server, info: GraphQLResolveInfo, *, limit: int | None = None, page: int | None = None
) -> Page[Guild]:
    rows = [guild for guild in world_of(info).guilds.all() if guild.server is server]
    return page_of(rows, limit, page)


def _characters(
    server: Server, info: GraphQLResolveInfo, *, limit: int | None = None, page: int | None = None
) -> Page[Character]:
    return page_of(world_of(info).characters.on_server(server), limit, page)


FIELDS: Fields = {
    "Query": {"worldData": namespace},
    "WorldData": {
        "encounter": _one(ENCOUNTERS),
        "expansion": _one(_EXPANSIONS),
        "expansions": _expansions,
        "region": _one(_REGIONS),
        "regions": _regions,
        "server": _server,
        "subregion": _one(_SUBREGIONS),
        "zone": _one(ZONES),
        "zones": _zones,
    },
    "Region": {"servers": _servers},
    "Subregion": {"servers": _servers},
    "Server": {"guilds": _guilds, "characters": _characters},
}
