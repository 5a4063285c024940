"""Claims about the schema that the API tells of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import graphql

from esologs.cli.introspection import Change, compare, shipped
from scripts.live.finding import Finding, check, confirmed, judged, refuted
from scripts.live.scene import Missing

if TYPE_CHECKING:
    from scripts.live.scene import Scene

_SHOWN = 3


def _asked(scene: Scene) -> graphql.GraphQLSchema:
    """Return the schema that `introspection` asked for; raises `Missing` if it got none."""
    for answer in scene.questions.answers:
        if "__schema" in answer.data:
            try:
                return graphql.build_client_schema({"__schema": answer.data["__schema"]})
            except (TypeError, KeyError, graphql.GraphQLError) as exc:
                raise Missing(f"it is no schema that GraphQL knows: {exc}") from exc
    raise Missing("the API told no schema")


def _told(changes: list[Change], seen: str) -> Finding:
    if not changes:
        return confirmed(seen)
    shown = " ".join(change["description"] for change in changes[:_SHOWN])
    rest = len(changes) - _SHOWN
    return refuted(f"{shown} And {rest} more." if rest > 0 else shown)


@check("introspection", "prod", "The schema can be asked for with a client's own token.", cost=3)
def introspection(scene: Scene) -> Finding:
    """Ask for it; the checks after this one compare it."""
    answer = scene.questions.send(
        graphql.get_introspection_query(descriptions=False), "IntrospectionQuery", {}, cost=3
    )
    types = answer.rows("__schema.types")
    return judged(bool(types), answer.complaint or f"{len(types)} types")


@check("schema-breaking", "schema", "Nothing that the shipped schema has is gone or narrower.")
def schema_breaking(scene: Scene) -> Finding:
    """Look for changes that can fail a query which worked."""
    changes = compare(shipped(), _asked(scene))
    return _told(changes["breaking"], f"nothing, and {len(changes['added'])} things are new")


@check("schema-dangerous", "schema", "No value or argument is new that could surprise a program.")
def schema_dangerous(scene: Scene) -> Finding:
    """Look for changes that a program may not expect."""
    return _told(compare(shipped(), _asked(scene))["dangerous"], "none")


@check("no-mutation", "prod", "There is no mutation: every request may be repeated.")
def no_mutation(scene: Scene) -> Finding:
    """Look at the roots of the schema."""
    schema = _asked(scene)
    roots = [str(root) for root in (schema.mutation_type, schema.subscription_type) if root]
    return judged(not roots, ", ".join(roots) or "queries alone")
