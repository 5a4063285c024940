"""Resolvers of rankings, leaderboards and standings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs.sandbox.graphql.context import Fields, world_of
from esologs.sandbox.world.criteria import BoardQuery, RankingQuery
from esologs.sandbox.world.trials import ZONES, Encounter, Zone

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias, TypeVar

    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.standings import Positions

    Standing: TypeAlias = tuple[Guild, Zone | None]
    Query = TypeVar("Query", RankingQuery, BoardQuery)


def _query(kind: Callable[..., Query], arguments: dict[str, Any]) -> Query:
    return kind(**arguments)


def _encounter_rankings(
    character: Character, info: GraphQLResolveInfo, **arguments: object
) -> dict[str, Any]:
    return world_of(info).rankings.encounter(character, _query(RankingQuery, arguments))


def _zone_rankings(
    character: Character, info: GraphQLResolveInfo, **arguments: object
) -> dict[str, Any]:
    return world_of(info).rankings.zone(character, _query(RankingQuery, arguments))


def _character_rankings(
    encounter: Encounter, info: GraphQLResolveInfo, **arguments: object
) -> dict[str, Any]:
    return world_of(info).leaderboards.characters(encounter, _query(BoardQuery, arguments))


def _fight_rankings(
    encounter: Encounter, info: GraphQLResolveInfo, **arguments: object
) -> dict[str, Any]:
    return world_of(info).leaderboards.fights(encounter, _query(BoardQuery, arguments))


def _zone_ranking(
    guild: Guild, _info: GraphQLResolveInfo, *, zone_id: int | None = None
) -> Standing:
    return guild, ZONES.get(max(ZONES) if zone_id is None else zone_id)


def _progress(
    standing: Standing, info: GraphQLResolveInfo, *, size: int | None = None
) -> Positions | None:
    guild, zone = standing
    return None if zone is None else world_of(info).standings.progress(guild, zone, size)


def _speed(
    standing: Standing,
    info: GraphQLResolveInfo,
    *,
    size: int | None = None,
    difficulty: int | None = None,
) -> Positions | None:
    guild, zone = standing
    if zone is None:
        return None
    return world_of(info).standings.speed(guild, zone, size, difficulty)


def _complete_raid_speed(
    standing: Standing,
    info: GraphQLResolveInfo,
    *,
    size: int | None = None,
    difficulty: int | None = None,
) -> Positions | None:
    guild, zone = standing
    if zone is None:
        return None
    return world_of(info).standings.complete_raid_speed(guild, zone, size, difficulty)


FIELDS: Fields = {
    "Character": {"encounterRankings": _encounter_rankings, "zoneRankings": _zone_rankings},
    "Encounter": {"characterRankings": _character_rankings, "fightRankings": _fight_rankings},
    "Guild": {"zoneRanking": _zone_ranking},
    "GuildZoneRankings": {
        "progress": _progress,
        "speed": _speed,
        "completeRaidSpeed": _complete_raid_speed,
    },
}
