"""The executor: a document and its variables in, a GraphQL answer out."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final

from graphql import (
    GraphQLError,
    execute_sync,  # pyright: ignore[reportUnknownVariableType]  # a parameter's type is left open
)

from esologs.sandbox.graphql import cost
from esologs.sandbox.graphql.context import ROOT, Context, Request
from esologs.sandbox.graphql.documents import TOO_DEEP, Refused, prepared
from esologs.sandbox.graphql.schema import executable_schema
from esologs.sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOGGER: Final = logging.getLogger("esologs.sandbox")


class Executor:
    """Answers GraphQL documents over the world of *seed*. Safe to share between threads."""

    def __init__(self, seed: int = 0) -> None:
        self.world: World = World(seed)
        self._schema = executable_schema()

    def execute(
        self,
        document: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
        context: Context,
    ) -> dict[str, Any]:
        """Answer *document* as the server would: `data`, `errors`, or both.

        What is wrong with the document itself comes as `errors` without `data`;
        nothing raises.
        """
        ready = prepared(document)
        if isinstance(ready, Refused):
            return {"errors": [dict(error) for error in ready.errors]}
        complexity = cost.complexity(ready, variables, operation_name)
        if complexity > cost.MOST_COMPLEX:
            message = f"Max query complexity is {cost.MOST_COMPLEX}; this one has {complexity}."
            return {"errors": [{"message": message}]}
        result = execute_sync(
            self._schema,
            ready.document,
            root_value=ROOT,
            context_value=Request(self.world, context),
            variable_values=dict(variables or {}),
            operation_name=operation_name,
        )
        return _answer(result.data, result.errors)


def _answer(data: dict[str, Any] | None, errors: Sequence[GraphQLError] | None) -> dict[str, Any]:
    if not errors:
        return {"data": data}
    shown = [_shown(error) for error in errors]
    # Without a path it is the request that failed, not a field of it.
    if data is None and not any(error.path for error in errors):
        return {"errors": shown}
    return {"errors": shown, "data": data}


def _shown(error: GraphQLError) -> dict[str, Any]:
    """The error as an answer tells it: of what broke in a resolver, as little as a server would."""
    told: dict[str, Any] = dict(error.formatted)
    cause = error.original_error
    if cause is not None and not isinstance(cause, GraphQLError):
        _LOGGER.error("a resolver of the sandbox failed at %s", error.path, exc_info=cause)
        deep = isinstance(cause, RecursionError)
        told["message"] = TOO_DEEP if deep else "Internal server error."
    return told
