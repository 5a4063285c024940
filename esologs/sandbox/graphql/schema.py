"""The executable schema: the shipped `schema.graphql` with this sandbox's resolvers."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

from graphql import GraphQLObjectType, build_ast_schema, get_named_type, parse

from esologs.sandbox.graphql import (
    characters,
    components,
    fights,
    game,
    guilds,
    places,
    races,
    rankings,
    reports,
)

if TYPE_CHECKING:
    from graphql import GraphQLField, GraphQLResolveInfo, GraphQLSchema

    from esologs.sandbox.graphql.context import Resolver

_AREAS = (
    characters, components, fights, game, guilds, places, races, rankings, reports,
)  # fmt: skip
_ARGUMENTS = {"id": "id_", "filter": "filter_", "type": "type_"}
_ATTRIBUTES = {
    "from": "from_",
    "GameSpec.class": "game_class",
    "GuildAttendance.startTime": "start_ms",
    "Report.startTime": "start_ms",
    "ReportDungeonPullNPC.maximumInstanceGroupID": "group_count",
    "ReportDungeonPullNPC.maximumInstanceID": "instance_count",
    "ReportMasterData.gameVersion": "spec.game_version",
    "ReportMasterData.logVersion": "spec.log_version",
    "ReportDungeonPull.endTime": "end_time_ms",
    "ReportDungeonPull.startTime": "start_time_ms",
    "ReportFight.endTime": "end_time_ms",
    "ReportFight.startTime": "start_time_ms",
    "ReportFight.trialTime": "trial_time_ms",
    "ReportFight.wipeCalledTime": "wipe_called_time_ms",
    "PhaseTransition.startTime": "start_time_ms",
}
# Types whose values are JSON-like rows, not objects.
_ROWS = frozenset(
    {
        "EncounterPhases", "PhaseMetadata", "PlayerAttendance", "RateLimitData",
        "ReportArchiveStatus", "ReportComponentResult", "ReportEventPaginator",
    }
)  # fmt: skip


def snake_case(name: str) -> str:
    """The Python name of a GraphQL one: `fightIDs` becomes `fight_ids`."""
    name = re.sub(r"([A-Z]+s?)(?=[A-Z][a-z]|$)", lambda run: f"_{run[0].lower()}_", name)
    return re.sub(r"([A-Z])", r"_\1", name).lower().replace("__", "_").strip("_")


def schema_text() -> str:
    """The schema as it ships with the package."""
    return files("esologs").joinpath("_generated", "schema.graphql").read_text("utf-8")


def _attribute(path: str) -> Resolver:
    read = attrgetter(path)

    def resolve(source: object, _info: GraphQLResolveInfo) -> object:
        return read(source)

    return resolve


def _key(name: str) -> Resolver:
    def resolve(source: dict[str, object], _info: GraphQLResolveInfo) -> object:
        return source[name]

    return resolve


def _plain(type_name: str, name: str) -> Resolver:
    """The resolver of a field that its object, or its row, simply has."""
    if type_name in _ROWS:
        return _key(name)
    known = _ATTRIBUTES.get(f"{type_name}.{name}") or _ATTRIBUTES.get(name)
    return _attribute(known or snake_case(name))


def object_type(field: GraphQLField) -> GraphQLObjectType | None:
    """The object type of a field, within whatever lists; None for a plain value."""
    loose: Any = field  # graphql-core leaves the types that wrap others open.
    named = cast("object", get_named_type(loose.type))
    return named if isinstance(named, GraphQLObjectType) else None


@cache
def executable_schema() -> GraphQLSchema:
    """The schema with a resolver on every field; built once, the same for every seed."""
    # No locations and no validation: the text is our own, and tests validate it.
    document = parse(schema_text(), no_location=True)
    schema = build_ast_schema(document, assume_valid=True, assume_valid_sdl=True)
    resolvers: dict[tuple[str, str], Resolver] = {
        (type_name, field): resolver
        for area in _AREAS
        for type_name, fields in area.FIELDS.items()
        for field, resolver in fields.items()
    }
    for type_name, kind in schema.type_map.items():
        if not isinstance(kind, GraphQLObjectType) or type_name.startswith("__"):
            continue
        for name, field in kind.fields.items():
            field.resolve = resolvers.get((type_name, name)) or _plain(type_name, name)
            for argument, definition in field.args.items():
                definition.out_name = _ARGUMENTS.get(argument) or snake_case(argument)
    return schema
