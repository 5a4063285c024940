"""Resolvers of rankings, leaderboards and standings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esologs.sandbox.graphql.context import Fields, world_of
from esologs.sandbox.world.criteria import BoardQuery, RankingQuery
from esologs.sandbox.world.trials import ZONES, Encounter, Zone

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.characters import Character
    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.standings import Positions

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
) -> tuple[Guild, Zone]:
    # The newest trial stands in for one that is not named or not known.
    return guild, ZONES.get(zone_id or 0, ZONES[max(ZONES)])


def _progress(
    standing: tuple[Guild, Zone], info: GraphQLResolveInfo, *, size: int | None = None
) -> Positions | None:
    return world_of(info).standings.progress(*standing, size)


def _speed(
    standing: tuple[Guild, Zone],
    info: GraphQLResolveInfo,
    *,
    size: int | None = None,
    difficulty: int | None = None,
) -> Positions | None:
    return world_of(info).standings.speed(*standing, size, difficulty)


def _complete_raid_speed(
    standing: tuple[Guild, Zone],
    info: GraphQLResolveInfo,
    *,
    size: int | None = None,
    difficulty: int | None = None,
) -> Positions | None:
    return world_of(info).standings.complete_raid_speed(*standing, size, difficulty)


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
