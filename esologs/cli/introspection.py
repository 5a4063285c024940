"""Schemas: asked from an API, read from files, compared; by graphql-core (extra `sandbox`)."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypedDict

import graphql

from esologs.errors import ConfigError, ResponseShapeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from esologs.client import SyncClient


class Change(TypedDict):
    """One change: its *kind*, such as `FIELD_REMOVED`, and a sentence."""

    kind: str
    description: str


class Changes(TypedDict):
    """What differs between two schemas.

    *breaking* can fail queries that worked, *dangerous* can surprise a program
    that knows all values, *added* hurts nobody.
    """

    breaking: list[Change]
    dangerous: list[Change]
    added: list[Change]


def ask(client: SyncClient) -> graphql.GraphQLSchema:
    """Return the schema that the API of *client* tells of itself."""
    query = graphql.get_introspection_query()
    answer: Any = client.graphql(query, operation_name="IntrospectionQuery").data
    try:
        return graphql.build_client_schema(answer)
    except (TypeError, KeyError, graphql.GraphQLError) as exc:
        raise ResponseShapeError(f"the API tells no schema that GraphQL knows: {exc}") from exc


def shipped() -> graphql.GraphQLSchema:
    """Return the schema that this package is made from."""
    place = files("esologs").joinpath("_generated", "schema.graphql")
    return graphql.build_schema(place.read_text("utf-8"))


def from_file(path: Path) -> graphql.GraphQLSchema:
    """Return the schema in *path*, in GraphQL's language or as the JSON of an introspection.

    Raises `ConfigError` for a file that holds none.
    """
    try:
        text = path.read_text("utf-8")
        if not text.lstrip().startswith("{"):
            return graphql.build_schema(text)
        known = json.loads(text)
        return graphql.build_client_schema(known.get("data", known))
    except (OSError, ValueError, TypeError, KeyError, graphql.GraphQLError) as exc:
        raise ConfigError(f"{path} holds no GraphQL schema: {exc}") from exc


def printed(schema: graphql.GraphQLSchema) -> str:
    """Return *schema* in GraphQL's language."""
    return f"{graphql.print_schema(schema).rstrip()}\n"


def compare(ours: graphql.GraphQLSchema, theirs: graphql.GraphQLSchema) -> Changes:
    """Return what changed from *ours* to *theirs*."""
    return {
        "breaking": _told(graphql.find_breaking_changes(ours, theirs)),
        "dangerous": _told(graphql.find_dangerous_changes(ours, theirs)),
        "added": [*_added(ours, theirs)],
    }


def _told(
    found: Iterable[graphql.BreakingChange] | Iterable[graphql.DangerousChange],
) -> list[Change]:
    return [{"kind": one.type.name, "description": one.description} for one in found]


def _added(ours: graphql.GraphQLSchema, theirs: graphql.GraphQLSchema) -> Iterator[Change]:
    # graphql-core reports what may hurt, and new types and fields hurt nobody.
    for name, kind in theirs.type_map.items():
        known = ours.type_map.get(name)
        if known is None:
            yield {"kind": "TYPE_ADDED", "description": f"{name} was added."}
        elif isinstance(kind, graphql.GraphQLObjectType) and isinstance(
            known, graphql.GraphQLObjectType
        ):
            for field in kind.fields:
                if field not in known.fields:
                    yield {"kind": "FIELD_ADDED", "description": f"{name}.{field} was added."}
