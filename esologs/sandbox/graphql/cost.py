"""What a document costs in points, and how complex it is: the sandbox's own formulas.

ESO Logs publishes neither. What is known of them is kept: points are
fractional, a plain query costs one or two, and one merged query is cheaper than
several.

    complexity = the number of fields selected, each counted once for every row
                 of the pages around it (a page has `limit` rows, or its default)
    points     = 1 + complexity / 1000 + what the heavy fields below add,
                 and limit / 2000 for each page of events

`rateLimitData` is free. A document that cannot be executed, or is refused as too
complex, costs 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

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
    from collections.abc import Mapping

    from graphql import SelectionSetNode

MOST_COMPLEX = 50_000
"""The complexity above which a document is refused."""
MOST_DEEP = 50
"""How deep selections may nest: what is below weighs more than may be asked for."""

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
_MOST_ROWS, _MOST_EVENTS = 100, 10_000
_PLAIN_LISTS = {"fights": 30, "rankedCharacters": 12}
_FREE = "rateLimitData"


def cost(document: str, variables: Mapping[str, Any] | None, operation_name: str | None) -> float:
    """The points that *document* costs with *variables*, to a thousandth."""
    ready = prepared(document)
    if not isinstance(ready, Prepared):
        return _BASE
    weight = _weight(ready, variables, operation_name)
    if weight.complexity > MOST_COMPLEX:
        return _BASE
    return round(_BASE + weight.complexity / _COMPLEXITY_OF_A_POINT + weight.heavy, 3)


def complexity(
    ready: Prepared, variables: Mapping[str, Any] | None, operation_name: str | None
) -> int:
    """How complex a document is with *variables*; see the formula above."""
    return _weight(ready, variables, operation_name).complexity


class _Weight(NamedTuple):
    """What a selection adds for one row around it."""

    complexity: int
    heavy: float


def _weight(
    ready: Prepared, variables: Mapping[str, Any] | None, operation_name: str | None
) -> _Weight:
    fragments: dict[str, FragmentDefinitionNode] = {}
    operations: list[OperationDefinitionNode] = []
    for node in ready.document.definitions:
        if isinstance(node, FragmentDefinitionNode):
            fragments[node.name.value] = node
        elif isinstance(node, OperationDefinitionNode):
            named = node.name.value if node.name else None
            if operation_name is None or operation_name == named:
                operations.append(node)
    query = executable_schema().query_type
    # Several operations and no name: nothing will be executed.
    if query is None or len(operations) != 1:
        return _Weight(0, 0.0)
    values: dict[str, Any] = {}
    for definition in operations[0].variable_definitions or ():
        if isinstance(definition.default_value, IntValueNode):
            values[definition.variable.name.value] = int(definition.default_value.value)
    values.update(variables or {})
    return _Scale(fragments, values).weigh(operations[0].selection_set, query, 1)


class _Scale:
    def __init__(
        self, fragments: Mapping[str, FragmentDefinitionNode], variables: Mapping[str, Any]
    ) -> None:
        self._fragments = fragments
        self._variables = variables
        # Each fragment is weighed once: a few that spread each other twice make millions of fields.
        self._known: dict[str, _Weight] = {}

    def weigh(self, selected: SelectionSetNode, kind: GraphQLObjectType, depth: int) -> _Weight:
        if depth > MOST_DEEP:
            return _Weight(MOST_COMPLEX + 1, 0.0)
        complexity, heavy = 0, 0.0
        for node in selected.selections:
            if isinstance(node, FieldNode):
                more = self._field(node, kind, depth)
            elif isinstance(node, InlineFragmentNode):
                more = self.weigh(node.selection_set, kind, depth + 1)
            elif isinstance(node, FragmentSpreadNode):
                more = self._spread(node.name.value, kind, depth)
            else:  # pragma: no cover  # there is no fourth kind of selection
                continue
            complexity += more.complexity
            heavy += more.heavy
        return _Weight(complexity, heavy)

    def _spread(self, name: str, kind: GraphQLObjectType, depth: int) -> _Weight:
        known = self._known.get(name)
        if known is None:
            known = self.weigh(self._fragments[name].selection_set, kind, depth + 1)
            self._known[name] = known
        return known

    def _field(self, node: FieldNode, kind: GraphQLObjectType, depth: int) -> _Weight:
        name = node.name.value
        field = kind.fields.get(name)
        if field is None or name == _FREE:
            return _Weight(0, 0.0)
        heavy = _HEAVY.get(name, 0.0)
        rows = _PLAIN_LISTS.get(name, 1)
        if name == "events":
            heavy += self._limit(node, _DEFAULT_EVENTS, _MOST_EVENTS) / _EVENTS_OF_A_POINT
        elif "limit" in field.args:
            rows = self._limit(node, _DEFAULT_LIMITS.get(name, _DEFAULT_LIMIT), _MOST_ROWS)
        below = object_type(field)
        if node.selection_set is None or below is None:
            return _Weight(1, heavy)
        within = self.weigh(node.selection_set, below, depth + 1)
        return _Weight(1 + rows * within.complexity, heavy + rows * within.heavy)

    def _limit(self, node: FieldNode, default: int, most: int) -> int:
        """The rows asked for. A limit out of range is the resolver's to refuse: it reads none."""
        for argument in node.arguments or ():
            if argument.name.value != "limit":
                continue
            value: object = None
            if isinstance(argument.value, IntValueNode):
                value = int(argument.value.value)
            elif isinstance(argument.value, VariableNode):
                value = self._variables.get(argument.value.name.value)
            if isinstance(value, int):
                return value if 1 <= value <= most else 1
        return default
