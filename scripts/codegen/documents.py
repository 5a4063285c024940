"""A query's text: what is sent of it, what it selects, and what its comment says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    TokenKind,
    VariableNode,
    get_named_type,
    parse,
    print_ast,
    strip_ignored_characters,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS: Final = "_points"
"""The alias under which every answer ends with the account's points."""

_POINTS_QUERY: Final = (
    f"{{ {POINTS}: rateLimitData {{ limitPerHour pointsSpentThisHour pointsResetIn }} }}"
)
_VARIABLE_NOTE: Final = re.compile(r"\$(\w+): (.+)")


@dataclass(frozen=True, slots=True)
class Selection:
    """One field that an operation selects, with all fragments unfolded."""

    path: tuple[str, ...]
    coordinate: str
    definition: GraphQLField
    variables: dict[str, str]  # argument -> variable
    in_list: bool


def minified(text: str) -> str:
    """Return *text* as it is sent: with the points as the last field, and without white space.

    Last, so that they can be read off the end of the answer without decoding it.
    """
    document = parse(text, no_location=True)
    operation = operation_of(document)
    (points,) = operation_of(parse(_POINTS_QUERY)).selection_set.selections
    operation.selection_set.selections = (*operation.selection_set.selections, points)
    return strip_ignored_characters(print_ast(document))


def operation_of(document: DocumentNode) -> OperationDefinitionNode:
    """Return the only operation of *document*."""
    (operation,) = (
        node for node in document.definitions if isinstance(node, OperationDefinitionNode)
    )
    return operation


def selections(schema: GraphQLSchema, document: DocumentNode) -> Iterator[Selection]:
    """Walk everything that the document's operation selects, outer fields first."""
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }

    def walk(
        selected: SelectionSetNode, owner: GraphQLObjectType, path: tuple[str, ...], in_list: bool
    ) -> Iterator[Selection]:
        for node in selected.selections:
            if isinstance(node, FragmentSpreadNode):
                inner = fragments[node.name.value].selection_set
                yield from walk(inner, owner, path, in_list)
                continue
            assert isinstance(node, FieldNode), "inline fragments have no use in this API"
            definition = owner.fields[node.name.value]
            here = (*path, (node.alias or node.name).value)
            yield Selection(
                here,
                f"{owner.name}.{node.name.value}",
                definition,
                {
                    argument.name.value: argument.value.name.value
                    for argument in node.arguments
                    if isinstance(argument.value, VariableNode)
                },
                in_list,
            )
            if node.selection_set:
                target, is_list = named_type(definition)
                assert isinstance(target, GraphQLObjectType), "the API has no union, no interface"
                deeper = in_list or is_list
                yield from walk(node.selection_set, target, here, deeper)

    assert schema.query_type is not None
    yield from walk(operation_of(document).selection_set, schema.query_type, (), in_list=False)


def named_type(owner: GraphQLField | GraphQLArgument) -> tuple[GraphQLNamedType, bool]:
    """Return the type of a field or an argument, unwrapped, and whether one wrapping is a list."""
    # graphql-core leaves a type parameter of its wrapping types open.
    type_ = cast("Any", owner.type)  # pyright: ignore[reportUnknownMemberType] - see above
    return cast("GraphQLNamedType", get_named_type(type_)), "[" in str(type_)


def comment(operation: OperationDefinitionNode) -> tuple[str, dict[str, str]]:
    """Return the comment above *operation*, and its notes on variables (`$name: …`)."""
    assert operation.loc is not None
    lines: list[str] = []
    notes: dict[str, str] = {}
    token = operation.loc.start_token.prev
    while token is not None and token.kind is TokenKind.COMMENT:
        line = (token.value or "").removeprefix(" ").rstrip()
        if note := _VARIABLE_NOTE.fullmatch(line):
            notes[note[1]] = note[2]
        else:
            lines.insert(0, line)
        token = token.prev
    return "\n".join(lines).strip(), notes
