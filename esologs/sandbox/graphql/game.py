"""Resolvers of `gameData` and `rateLimitData`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from esologs.sandbox.graphql.context import Fields, Resolver, namespace, request_of, world_of
from esologs.sandbox.graphql.paging import page_of
from esologs.sandbox.world.classes import CLASSES, FACTIONS, Faction, GameClass
from esologs.sandbox.world.trials import ZONES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLResolveInfo

    from esologs.sandbox.world.page import Page

Row = TypeVar("Row")


def _one(table: str) -> Resolver:
    def resolve(_root: object, info: GraphQLResolveInfo, *, id_: int | None = None) -> object:
        rows: Mapping[int | None, object] = getattr(world_of(info).catalogue, table)
        return rows.get(id_)

    return resolve


def _many(table: str) -> Resolver:
    def resolve(
        _root: object,
        info: GraphQLResolveInfo,
        *,
        limit: int | None = None,
        page: int | None = None,
    ) -> Page[object]:
        rows: Mapping[int, object] = getattr(world_of(info).catalogue, table)
        return page_of(list(rows.values()), limit, page)

    return resolve


def _known(faction_id: int | None, zone_id: int | None) -> bool:
    # Classes are the same in every alliance and trial; unknown ones have none.
    factions = {faction.id for faction in FACTIONS}
    return (faction_id is None or faction_id in factions) and (zone_id is None or zone_id in ZONES)


def _class(
    _root: object,
    _info: GraphQLResolveInfo,
    *,
    id_: int | None = None,
    faction_id: int | None = None,
    zone_id: int | None = None,
) -> GameClass | None:
    if not _known(faction_id, zone_id):
        return None
    return next((row for row in CLASSES if row.id == id_), None)


def _classes(
    _root: object,
    _info: GraphQLResolveInfo,
    *,
    faction_id: int | None = None,
    zone_id: int | None = None,
) -> tuple[GameClass, ...]:
    return CLASSES if _known(faction_id, zone_id) else ()


def _factions(_root: object, _info: GraphQLResolveInfo) -> tuple[Faction, ...]:
    return FACTIONS


def _rate_limit(_root: object, info: GraphQLResolveInfo) -> dict[str, Any] | None:
    points = request_of(info).context.points
    if points is None:
        return None
    return {
        "limitPerHour": points.limit,
        "pointsSpentThisHour": points.spent,
        "pointsResetIn": points.resets_in,
    }


FIELDS: Fields = {
    "Query": {"gameData": namespace, "rateLimitData": _rate_limit},
    "GameData": {
        "ability": _one("abilities"),
        "abilities": _many("abilities"),
        "item": _one("items"),
        "items": _many("items"),
        "item_set": _one("item_sets"),
        "item_sets": _many("item_sets"),
        "npc": _one("npcs"),
        "npcs": _many("npcs"),
        "map": _one("maps"),
        "maps": _many("maps"),
        "class": _class,
        "classes": _classes,
        "factions": _factions,
    },
}
