"""What the client must know of an operation before it runs: derived from schema and facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLSchema,
    OperationDefinitionNode,
    parse,
)
from graphql.language import NonNullTypeNode

from scripts.codegen.documents import Selection, named_type, selections
from scripts.codegen.facts import SHORTEST_FIRST, Facts, UnknownFactError
from scripts.codegen.names import constant
from scripts.codegen.text import pythonic

if TYPE_CHECKING:
    from scripts.codegen.shapes import Method


class ConflictingRulesError(Exception):
    """One variable is passed to two arguments that allow different values."""


def annotate(
    method: Method,
    definition: OperationDefinitionNode,
    text: str,
    schema: GraphQLSchema,
    facts: Facts,
) -> None:
    """Fill in everything of *method* that follows from its document, *text*."""
    selected = list(selections(schema, parse(text)))
    coordinates = {selection.coordinate for selection in selected}
    facts.used.update(coordinates)
    docs: dict[str, str | None] = {}
    spellings: dict[str, dict[str, str]] = {}  # variable -> arguments beside it, by variable
    for selection in selected:
        for argument_name, variable in selection.variables.items():
            argument = selection.definition.args[argument_name]
            coordinate = f"{selection.coordinate}.{argument_name}"
            facts.used.add(coordinate)
            docs[variable] = docs.get(variable) or argument.description
            spellings.setdefault(variable, {}).update(selection.variables)
            rule = _rule(argument_name, argument, selection.coordinate, coordinate, facts)
            if rule is not None and method.rules.setdefault(variable, rule) != rule:
                raise ConflictingRulesError(
                    f"{method.operation}: ${variable} is {method.rules[variable]} and {rule}"
                )
    python_names = {parameter.variable: parameter.name for parameter in method.parameters}
    for parameter in method.parameters:
        beside = spellings.get(parameter.variable, {})
        names = {argument: python_names[variable] for argument, variable in beside.items()}
        parameter.doc = parameter.doc or pythonic(docs.get(parameter.variable), names)
    method.reads_report = "ReportData.report" in coordinates
    method.scalar = any(named_type(each.definition)[0].name == "JSON" for each in selected)
    method.cold = tuple(_cold(method.operation, selected, facts))
    method.cache = _cache(method.operation, selected, facts)
    method.requires = _known(facts.requires.get(method.operation, ()), definition)
    method.together = _known(facts.together.get(method.operation, ()), definition)


def _rule(
    name: str, argument: GraphQLArgument, field: str, coordinate: str, facts: Facts
) -> str | None:
    type_, is_list = named_type(argument)
    if isinstance(type_, GraphQLEnumType):
        return constant(type_.name)
    if coordinate in facts.codes:
        return "CODE"
    if coordinate in facts.fights:
        return "FIGHTS"
    if name == "limit":
        low, high = facts.limits.get(field, facts.limits["default"])
        return f"Integer({low}, {high})"
    if name == "page" or coordinate in facts.positive:
        return "ID"
    rules = {"Int": "INTEGERS" if is_list else "INTEGER", "Float": "NUMBER"}
    return rules.get(type_.name)


def _cold(operation: str, selected: list[Selection], facts: Facts) -> list[str]:
    found = [selection for selection in selected if selection.coordinate in facts.cold]
    if any(selection.in_list for selection in found):
        raise UnknownFactError(f"{operation}: nobody knows what a cold cache does within a list")
    return [".".join(selection.path) for selection in found]


def _cache(operation: str, selected: list[Selection], facts: Facts) -> str:
    """Return the class that is kept the shortest among the deepest on every path."""
    marked = {
        selection.path: facts.cache[selection.coordinate]
        for selection in selected
        if selection.coordinate in facts.cache
    }
    # A class holds for what lies below it, unless everything there has a class of its own.
    leaves = [
        selection.path
        for selection in selected
        if not any(other.path[:-1] == selection.path for other in selected)
    ]
    classes: set[str] = set()
    for leaf in leaves:
        ways = [leaf[:length] for length in range(len(leaf), 0, -1)]
        nearest = next((marked[way] for way in ways if way in marked), None)
        if nearest is None:
            raise UnknownFactError(
                f"{operation}: facts.toml has no cache class for {'.'.join(leaf)}"
            )
        classes.add(nearest)
    return min(classes, key=SHORTEST_FIRST.index)


def _known(
    groups: tuple[tuple[str, ...], ...], definition: OperationDefinitionNode
) -> tuple[tuple[str, ...], ...]:
    variables = {
        variable.variable.name.value: isinstance(variable.type, NonNullTypeNode)
        for variable in definition.variable_definitions
    }
    for name in (name for group in groups for name in group):
        if name not in variables:
            raise UnknownFactError(f"facts.toml: no such variable: ${name}")
        if variables[name]:
            raise UnknownFactError(f"facts.toml: ${name} is always given")
    return groups
