"""The ariadne-codegen plugin: it names things our way and gathers what upstream worked out.

Upstream resolves operations, fragments and types into syntax trees; the files
that it writes of them are thrown away, ours are made from the `Harvest`. What is
assumed of upstream's trees is checked here: another version fails the build.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final

from ariadne_codegen.plugins.base import Plugin
from graphql import (
    ExecutableDefinitionNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    TypeInfo,
    TypeInfoVisitor,
    VariableDefinitionNode,
    Visitor,
    visit,
)
from graphql.type import GraphQLCompositeType, GraphQLObjectType
from pydantic import BaseModel

from scripts.codegen.harvest import Harvest, RawMethod
from scripts.codegen.names import RESERVED_ARGUMENTS, Register, pascal, snake
from scripts.codegen.shapes import Class, Field, UpstreamChangedError, annotation_text
from scripts.codegen.text import pythonic

if TYPE_CHECKING:
    from graphql import Node

_RESERVED_FIELDS: Final = {name for name in dir(BaseModel) if not name.startswith("_")} | {"meta"}


class UnsupportedOperationError(Exception):
    """An operation that this client has no place for."""


class EsoLogsPlugin(Plugin):
    """Fills the `Harvest` that stands in the configuration."""

    def __init__(self, schema: GraphQLSchema, config_dict: dict[str, Any]) -> None:
        super().__init__(schema, config_dict)  # pyright: ignore[reportUnknownMemberType]  (a bare dict)
        self.harvest: Harvest = config_dict["tool"]["ariadne-codegen"]["esologs"]["harvest"]
        self._methods = Register("method")
        self._class_names = Register("class")
        self._pending_fields: list[Field] = []

    def process_schema(self, schema: GraphQLSchema) -> GraphQLSchema:
        """Remember the schema that all else is about."""
        self.harvest.schema = schema
        return schema

    def process_name(self, name: str, node: Node | GraphQLInputField | None = None) -> str:
        """Name what *node* stands for from the API's spelling: upstream's is damaged by now."""
        match node:
            case OperationDefinitionNode(name=own) if own is not None:
                return self._methods.claim(snake(own.value), own.value)
            case VariableDefinitionNode():
                return snake(node.variable.name.value)
            case FieldNode():
                return self._field_name((node.alias or node.name).value)
            case GraphQLInputField() if node.ast_node is not None:
                return self._field_name(node.ast_node.name.value)
            case None:
                return name  # a member of an enum
            case _:
                raise UpstreamChangedError(f"a name for a {type(node).__name__}")

    def _field_name(self, api_name: str) -> str:
        name = snake(api_name)
        if name in _RESERVED_FIELDS:
            name += "_"
        return self.harvest.api_names.claim(name, api_name)

    def generate_arguments(
        self, arguments: ast.arguments, variable_definitions: tuple[VariableDefinitionNode, ...]
    ) -> ast.arguments:
        """Refuse names that a method has a use for."""
        names = [argument.arg for argument in arguments.args[1:]]
        if taken := RESERVED_ARGUMENTS.intersection(names):
            raise UnsupportedOperationError(f"reserved for the client's options: {sorted(taken)}")
        if len(set(names)) != len(names):
            raise UnsupportedOperationError(f"two variables with one name in Python: {names}")
        for variable in variable_definitions:
            if variable.default_value is not None:
                raise UnsupportedOperationError(
                    f"${variable.variable.name.value}: upstream drops default values; "
                    "declare it nullable and leave it out"
                )
        return arguments

    def generate_operation_str(
        self, operation_str: str, operation_definition: ExecutableDefinitionNode
    ) -> str:
        """Keep the document, with its fragments, away from upstream's string formatter."""
        assert isinstance(operation_definition, OperationDefinitionNode)
        assert operation_definition.name is not None
        self.harvest.documents[operation_definition.name.value] = operation_str
        return "query{}"

    def generate_client_method(
        self,
        method_def: ast.FunctionDef | ast.AsyncFunctionDef,
        operation_definition: OperationDefinitionNode,
    ) -> ast.FunctionDef | ast.AsyncFunctionDef:
        """Keep name, parameters and result of a method."""
        if operation_definition.operation is not OperationType.QUERY:
            raise UnsupportedOperationError("the API has queries only")
        tables = [
            statement.value
            for statement in method_def.body
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.value, ast.Dict)
        ]
        if len(tables) != 1 or not isinstance(method_def.returns, ast.Name):
            raise UpstreamChangedError("the body of a method has another shape")
        variables: list[tuple[str, str]] = []
        for key, value in zip(tables[0].keys, tables[0].values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(value, ast.Name):
                raise UpstreamChangedError("a method's variables have another shape")
            variables.append((value.id, str(key.value)))
        self.harvest.methods.append(
            RawMethod(
                operation_definition,
                method_def.name,
                method_def.returns.id,
                method_def.args,
                variables,
            )
        )
        return method_def

    def generate_result_class(
        self,
        class_def: ast.ClassDef,
        operation_definition: ExecutableDefinitionNode,
        selection_set: SelectionSetNode,
    ) -> ast.ClassDef:
        """Keep a model, with the descriptions of its type and fields."""
        assert operation_definition.name is not None
        owner = operation_definition.name.value
        parent = _parents(self.schema, operation_definition)[id(selection_set)]
        names = {name: snake(name) for name in parent.fields}
        docs = {
            self._field_name((node.alias or node.name).value): pythonic(
                parent.fields[node.name.value].description, names
            )
            for node in selection_set.selections
            if isinstance(node, FieldNode)
        }
        is_fragment = isinstance(operation_definition, FragmentDefinitionNode)
        is_root = not is_fragment and class_def.name == pascal(owner)
        if is_fragment:
            self.harvest.fragments.add(pascal(owner))
        model = Class(
            self._class_names.claim(class_def.name, owner),
            ["OperationResult"] if is_root else _bases(class_def),
            doc=None if is_root else pythonic(parent.description, names),
        )
        for statement in class_def.body:
            match statement:
                case ast.AnnAssign(target=ast.Name(id=name)):
                    text, optional = self._annotation(statement.annotation)
                    model.fields.append(Field(name, text, optional, docs[name]))
                case ast.Pass():
                    pass
                case _:
                    raise UpstreamChangedError(f"in a model: {ast.unparse(statement)}")
        _check_fields(model)
        self.harvest.classes.setdefault(owner, []).append(model)
        return class_def

    def _annotation(self, node: ast.expr) -> tuple[str, bool]:
        # An enum that the API extends must not break anybody: what is unknown stays a string.
        tolerant = {
            name: f"Annotated[{name} | str, LEFT_FIRST]"
            for name, type_ in self.schema.type_map.items()
            if isinstance(type_, GraphQLEnumType)
        }
        return annotation_text(node, sequence="list", renames=tolerant)

    def generate_enum(self, class_def: ast.ClassDef, enum_type: GraphQLEnumType) -> ast.ClassDef:
        """Keep an enum."""
        self._class_names.claim(class_def.name, enum_type.name)
        self.harvest.enums.append(enum_type)
        return class_def

    def generate_input_field(
        self, field_implementation: ast.AnnAssign, input_field: GraphQLInputField, field_name: str
    ) -> ast.AnnAssign:
        """Keep one field of an input object until its class comes."""
        target = field_implementation.target
        if not isinstance(target, ast.Name) or target.id != self._field_name(field_name):
            raise UpstreamChangedError(f"the input field {field_name} has another name")
        likes = {enum.name: f"{enum.name}Like" for enum in self.harvest.enums}
        text, optional = annotation_text(
            field_implementation.annotation, sequence="list", renames=likes
        )
        self._pending_fields.append(Field(target.id, text, optional, input_field.description))
        return field_implementation

    def generate_input_class(
        self, class_def: ast.ClassDef, input_type: GraphQLInputObjectType
    ) -> ast.ClassDef:
        """Keep an input object."""
        self._class_names.claim(class_def.name, input_type.name)
        model = Class(class_def.name, ["InputModel"], self._pending_fields, input_type.description)
        self._pending_fields = []
        _check_fields(model)
        self.harvest.inputs.append(model)
        return class_def


def _check_fields(model: Class) -> None:
    taken = Register(f"field of {model.name}")
    for number, each in enumerate(model.fields):
        taken.claim(each.name, str(number))


def _bases(class_def: ast.ClassDef) -> list[str]:
    names = [base.id for base in class_def.bases if isinstance(base, ast.Name)]
    if not names or len(names) != len(class_def.bases):
        raise UpstreamChangedError(f"the bases of {class_def.name}")
    return ["Model" if name == "BaseModel" else name for name in names]


def _parents(
    schema: GraphQLSchema, definition: ExecutableDefinitionNode
) -> dict[int, GraphQLObjectType]:
    """Return the type that each selection set selects from, by the set's identity."""
    info = TypeInfo(schema)
    found: dict[int, GraphQLObjectType] = {}

    class Collector(Visitor):
        def enter_selection_set(self, node: SelectionSetNode, *_: object) -> None:
            parent: GraphQLCompositeType | None = info.get_parent_type()
            if not isinstance(parent, GraphQLObjectType):
                raise UpstreamChangedError("the API has neither union nor interface")
            found[id(node)] = parent

    visit(definition, TypeInfoVisitor(info, Collector()))
    return found
