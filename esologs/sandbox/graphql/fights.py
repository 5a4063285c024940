"""Resolvers of what lies within a report: fights, events, tables, graphs, details, rankings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import GraphQLError

from esologs.sandbox.combat.selection import (
    BadFilterError,
    EventFilter,
    FightFilter,
    PlayerDetailsFilter,
    RankingFilter,
    TableFilter,
)
from esologs.sandbox.graphql.context import Fields, Resolver, request_of
from esologs.sandbox.graphql.reports import is_open

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from graphql import GraphQLResolveInfo

    from esologs.sandbox.combat.log import ReportLog
    from esologs.sandbox.combat.model import Ability, Actor, Fight, FightNpc, JsonObject
    from esologs.sandbox.world.reports import Report

    Filter = TypeVar("Filter", bound=FightFilter)


def _log(report: Report, info: GraphQLResolveInfo) -> ReportLog:
    request = request_of(info)
    return request.world.logs.of(report, request.context.elapsed_ms)


def _open_log(report: Report, info: GraphQLResolveInfo) -> ReportLog:
    if not is_open(request_of(info), report):
        raise GraphQLError(
            "You do not have permission to view this report's data: it is archived, "
            "which takes a subscription."
        )
    return _log(report, info)


def _filter(kind: Callable[..., Filter], arguments: dict[str, Any]) -> Filter:
    given = {name: value for name, value in arguments.items() if value is not None}
    if "fight_ids" in given:
        given["fight_ids"] = tuple(number for number in given["fight_ids"] if number is not None)
    return kind(**given)


def _refusing(resolve: Resolver) -> Resolver:
    """Let an argument that cannot be answered be a GraphQL error."""

    def refuse(report: Report, info: GraphQLResolveInfo, **arguments: object) -> object:
        try:
            return resolve(report, info, **arguments)
        except BadFilterError as error:
            raise GraphQLError(str(error)) from error

    return refuse


def _fights(report: Report, info: GraphQLResolveInfo, **arguments: object) -> list[Fight]:
    arguments.pop("translate", None)
    wanted = _filter(FightFilter, arguments)
    return [fight for fight in _log(report, info).fights if wanted.means(fight)]


def _events(report: Report, info: GraphQLResolveInfo, **arguments: object) -> dict[str, Any]:
    rows, following = _open_log(report, info).events(_filter(EventFilter, arguments))
    return {"data": rows, "nextPageTimestamp": following}


def _table(report: Report, info: GraphQLResolveInfo, **arguments: object) -> JsonObject:
    return _open_log(report, info).table(_filter(TableFilter, arguments))


def _graph(report: Report, info: GraphQLResolveInfo, **arguments: object) -> JsonObject:
    return _open_log(report, info).graph(_filter(TableFilter, arguments))


def _player_details(report: Report, info: GraphQLResolveInfo, **arguments: object) -> JsonObject:
    return _open_log(report, info).player_details(_filter(PlayerDetailsFilter, arguments))


def _rankings(report: Report, info: GraphQLResolveInfo, **arguments: object) -> JsonObject:
    ranker = request_of(info).world.parses.place
    return _log(report, info).rankings(_filter(RankingFilter, arguments), ranker)


def _segments(report: Report, info: GraphQLResolveInfo) -> int:
    return len(_log(report, info).fights)


def _abilities(log: ReportLog, _info: GraphQLResolveInfo) -> Sequence[Ability]:
    return log.abilities()


def _phases(report: Report, info: GraphQLResolveInfo) -> list[dict[str, Any]]:
    met = {fight.encounter_id for fight in _log(report, info).fights}
    return [
        {
            "encounterID": boss.id,
            "separatesWipes": boss.last,
            "phases": [
                {"id": number, "name": name, "isIntermission": pause}
                for number, (name, pause) in enumerate(boss.phases, 1)
            ],
        }
        for boss in report.zone.encounters
        if boss.id in met and boss.phases
    ]


def _actors(
    log: ReportLog,
    _info: GraphQLResolveInfo,
    *,
    type_: str | None = None,
    sub_type: str | None = None,
) -> tuple[Actor, ...]:
    return tuple(log.actors(type_, sub_type))


def _master_data(
    report: Report, info: GraphQLResolveInfo, *, translate: bool | None = None
) -> ReportLog:
    del translate  # Names are invented, and English is all there is.
    return _log(report, info)


def _lang(_log: ReportLog, _info: GraphQLResolveInfo) -> str:
    return "en"


def _first(_npc: FightNpc, _info: GraphQLResolveInfo) -> int:
    return 1


FIELDS: Fields = {
    "Report": {
        "events": _refusing(_events),
        "exportedSegments": _segments,
        "fights": _refusing(_fights),
        "graph": _refusing(_graph),
        "masterData": _master_data,
        "phases": _phases,
        "playerDetails": _refusing(_player_details),
        "rankings": _refusing(_rankings),
        "segments": _segments,
        "table": _refusing(_table),
    },
    "ReportMasterData": {"abilities": _abilities, "actors": _actors, "lang": _lang},
    "ReportDungeonPullNPC": {"minimumInstanceID": _first, "minimumInstanceGroupID": _first},
}
