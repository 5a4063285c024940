"""Resolvers of `progressRaceData`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from esologs.sandbox.graphql.context import Fields, namespace, world_of
from esologs.sandbox.world.places import find_region, find_server
from esologs.sandbox.world.race import COMPETITION_ID
from esologs.sandbox.world.trials import TRIAL_SIZE, ZONES

if TYPE_CHECKING:
    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.world import World


def _demand_race(competition_id: int | None, zone_id: int | None, size: int | None) -> None:
    fits = zone_id in (None, max(ZONES)) and size in (None, TRIAL_SIZE)
    if competition_id != COMPETITION_ID or not fits:
        raise GraphQLError("No race supported for this game currently.")


def _entrants(
    world: World, guild_id: int | None, name: str | None, slug: str | None, region: str | None
) -> list[Guild]:
    rows = world.guilds.all()
    if guild_id is not None:
        rows = [row for row in rows if row.id == guild_id]
    if name is not None:
        rows = [row for row in rows if row.name.casefold() == name.casefold()]
    if region is not None and slug is not None:
        server = find_server(region, slug)
        rows = [row for row in rows if row.server is server]
    elif region is not None:
        place = find_region(region)
        rows = [row for row in rows if row.server.region is place]
    return rows


def _progress_race(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    server_region: str | None = None,
    server_subregion: str | None = None,
    server_slug: str | None = None,
    zone_id: int | None = None,
    competition_id: int | None = None,
    difficulty: int | None = None,
    size: int | None = None,
    guild_id: int | None = None,
    guild_name: str | None = None,
) -> list[dict[str, Any]]:
    _demand_race(competition_id, zone_id, size)
    world = world_of(info)
    rows = _entrants(world, guild_id, guild_name, server_slug, server_region)
    if server_subregion is not None:
        rows = [row for row in rows if row.server.subregion.name == server_subregion]
    return world.race.standing(rows, difficulty)


def _detailed_composition(
    _root: object,
    info: GraphQLResolveInfo,
    *,
    competition_id: int | None = None,
    guild_id: int | None = None,
    guild_name: str | None = None,
    server_slug: str | None = None,
    server_region: str | None = None,
    encounter_id: int | None = None,
    difficulty: int | None = None,
    size: int | None = None,
) -> list[dict[str, Any]]:
    _demand_race(competition_id, None, size)
    world = world_of(info)
    if guild_id is None and guild_name is None:
        return []
    rows = _entrants(world, guild_id, guild_name, server_slug, server_region)
    return world.race.composition(rows[0], encounter_id, difficulty) if rows else []


FIELDS: Fields = {
    "Query": {"progressRaceData": namespace},
    "ProgressRaceData": {
        "progressRace": _progress_race,
        "detailedComposition": _detailed_composition,
    },
}
