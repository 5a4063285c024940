"""What the plugin gathers from upstream, for the writers to make files of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graphql import GraphQLEnumType

from scripts.codegen.names import Register
from scripts.codegen.shapes import Class

if TYPE_CHECKING:
    import ast

    from graphql import GraphQLSchema, OperationDefinitionNode


@dataclass(slots=True)
class RawMethod:
    """One operation as upstream sees it: arguments still as a syntax tree."""

    definition: OperationDefinitionNode
    name: str
    result: str
    arguments: ast.arguments
    variables: list[tuple[str, str]]  # parameter, variable


@dataclass(slots=True)
class Harvest:
    """Everything that the writers need, in the order of the operations."""

    documents: dict[str, str] = field(default_factory=dict[str, str])
    classes: dict[str, list[Class]] = field(default_factory=dict[str, list[Class]])
    """Models by the operation or fragment that they belong to, outermost first."""
    fragments: set[str] = field(default_factory=set[str])
    methods: list[RawMethod] = field(default_factory=list[RawMethod])
    enums: list[GraphQLEnumType] = field(default_factory=list[GraphQLEnumType])
    inputs: list[Class] = field(default_factory=list[Class])
    api_names: Register = field(default_factory=lambda: Register("field"))
    schema: GraphQLSchema | None = None
