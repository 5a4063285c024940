"""What a document costs in points, and how complex it is: the sandbox's own formulas.

ESO Logs publishes neither. What is known of them is kept: points are
fractional, a plain query costs one or two, and one merged query is cheaper than
several.

    complexity = the number of fields selected, each counted once for every row
                 of the pages around it (a page has `limit` rows, or its default)
    points     = 1 + complexity / 1000 + what the heavy fields below add,
                 and limit / 2000 for each page of events

`rateLimitData` is free. A document that cannot be executed costs 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    VariableNode,
)

from esologs.sandbox.graphql.documents import Prepared, prepared
from esologs.sandbox.graphql.schema import executable_schema, object_type

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graphql import GraphQLField, SelectionSetNode

MOST_COMPLEX = 50_000
"""The complexity above which a document is refused."""

_BASE = 1.0
_COMPLEXITY_OF_A_POINT = 1000
_EVENTS_OF_A_POINT = 2000
_HEAVY = {
    "characterRankings": 0.5,
    "encounterRankings": 0.5,
    "evaluate": 2.0,
    "evaluateScript": 2.0,
    "events": 0.5,
    "fightRankings": 0.5,
    "graph": 1.0,
    "masterData": 0.25,
    "playerDetails": 1.0,
    "progressRace": 1.0,
    "rankings": 1.0,
    "table": 1.0,
    "zoneRankings": 0.5,
}
_DEFAULT_LIMITS = {"attendance": 16, "recentReports": 10}
_DEFAULT_LIMIT = 100
_DEFAULT_EVENTS = 300
_PLAIN_LISTS = {"fights": 30, "rankedCharacters": 12}
_FREE = "rateLimitData"


def cost(document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> float:
    """The points that *document* costs with *variables*, to a thousandth."""
    ready = prepared(document)
    if not isinstance(ready, Prepared):
        return _BASE
    weighed = _Weight(ready, variables or {}, operation_name)
    return round(_BASE + weighed.complexity / _COMPLEXITY_OF_A_POINT + weighed.heavy, 3)


def complexity(
    ready: Prepared, variables: Mapping[str, Any] | None, operation_name: str | None
) -> int:
    """How complex a document is with *variables*; see the formula above."""
    return _Weight(ready, variables or {}, operation_name).complexity


class _Weight:
    def __init__(
        self, ready: Prepared, variables: Mapping[str, Any], operation_name: str | None
    ) -> None:
        self.complexity = 0
        self.heavy = 0.0
        self._variables: dict[str, Any] = {}
        self._fragments: dict[str, FragmentDefinitionNode] = {}
        operations: list[OperationDefinitionNode] = []
        for node in ready.document.definitions:
            if isinstance(node, FragmentDefinitionNode):
                self._fragments[node.name.value] = node
            elif isinstance(node, OperationDefinitionNode):
                named = node.name.value if node.name else None
                if operation_name is None or operation_name == named:
                    operations.append(node)
        query = executable_schema().query_type
        # Several operations and no name: nothing will be executed.
        if query is None or len(operations) != 1:
            return
        for definition in operations[0].variable_definitions or ():
            if isinstance(definition.default_value, IntValueNode):
                value = int(definition.default_value.value)
                self._variables[definition.variable.name.value] = value
        self._variables.update(variables)
        self._weigh(operations[0].selection_set, query, 1)

    def _weigh(self, selected: SelectionSetNode, kind: GraphQLObjectType, rows: int) -> None:
        for node in self._fields(selected):
            field = kind.fields.get(node.name.value)
            if field is None or node.name.value == _FREE:
                continue
            name = node.name.value
            self.complexity += rows
            self.heavy += rows * _HEAVY.get(name, 0.0)
            within = rows * self._rows(node, name, field)
            if name == "events":
                self.heavy += rows * self._limit(node, _DEFAULT_EVENTS) / _EVENTS_OF_A_POINT
                within = rows
            below = object_type(field)
            if node.selection_set is not None and below is not None:
                self._weigh(node.selection_set, below, within)

    def _fields(self, selected: SelectionSetNode) -> Iterator[FieldNode]:
        for node in selected.selections:
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, InlineFragmentNode):
                yield from self._fields(node.selection_set)
            elif isinstance(node, FragmentSpreadNode):
                yield from self._fields(self._fragments[node.name.value].selection_set)

    def _rows(self, node: FieldNode, name: str, field: GraphQLField) -> int:
        if "limit" in field.args:
            return self._limit(node, _DEFAULT_LIMITS.get(name, _DEFAULT_LIMIT))
        return _PLAIN_LISTS.get(name, 1)

    def _limit(self, node: FieldNode, default: int) -> int:
        for argument in node.arguments or ():
            if argument.name.value != "limit":
                continue
            value: object = None
            if isinstance(argument.value, IntValueNode):
                value = int(argument.value.value)
            elif isinstance(argument.value, VariableNode):
                value = self._variables.get(argument.value.name.value)
            if isinstance(value, int):
                return max(1, value)
        return default
