"""`schema.graphql` is the API's interface, whole and unchanged, and describes all of it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from graphql import (
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    InputValueDefinitionNode,
    Node,
    SchemaDefinitionNode,
    TypeDefinitionNode,
    Visitor,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    is_introspection_type,
    is_specified_scalar_type,
    parse,
    print_ast,
    visit,
)

SCHEMA = (Path(__file__).parents[1] / "schema.graphql").read_text(encoding="utf-8")
INTERFACE = (Path(__file__).parent / "data" / "interface.graphql").read_text(encoding="utf-8")


REFERENCE = re.compile(r"`([A-Z]\w+\.\w+)`")
CARRIERS = (
    EnumValueDefinitionNode,
    FieldDefinitionNode,
    InputValueDefinitionNode,
    SchemaDefinitionNode,
    TypeDefinitionNode,
)


class Described(NamedTuple):
    """Something of the schema that carries a description; `path` is `Type.field.argument`."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The last part of the path: what the description describes."""
        return self.path.rpartition(".")[2]


def without_descriptions(sdl: str) -> str:
    """The definitions of `sdl`, in order, without descriptions and comments."""

    class DropDescriptions(Visitor):
        def enter(self, node: Node, *_: object) -> None:
            if isinstance(node, CARRIERS):
                node.description = None

    document = parse(sdl)
    visit(document, DropDescriptions())
    return print_ast(document)


def described(schema: GraphQLSchema) -> Iterator[Described]:
    """Everything of the schema that a description belongs on."""

    def entry(
        path: str,
        of: GraphQLNamedType
        | GraphQLField
        | GraphQLInputField
        | GraphQLArgument
        | GraphQLEnumValue,
    ) -> Described:
        return Described(path, of.description or "")

    for name, kind in schema.type_map.items():
        if is_introspection_type(kind) or is_specified_scalar_type(kind):
            continue
        yield entry(name, kind)
        if isinstance(kind, GraphQLEnumType):
            for value, member in kind.values.items():
                yield entry(f"{name}.{value}", member)
        elif isinstance(kind, GraphQLInputObjectType):
            for key, input_field in kind.fields.items():
                yield entry(f"{name}.{key}", input_field)
        elif isinstance(kind, GraphQLObjectType):
            for key, field in kind.fields.items():
                yield entry(f"{name}.{key}", field)
                for argument, detail in field.args.items():
                    yield entry(f"{name}.{key}.{argument}", detail)


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    """Our schema."""
    return build_schema(SCHEMA)


@pytest.fixture(scope="module")
def interface() -> GraphQLSchema:
    """The API's own interface."""
    return build_schema(INTERFACE)


@pytest.fixture(scope="module")
def entries(schema: GraphQLSchema) -> list[Described]:
    """Everything that ought to be described, with what is said of it."""
    return list(described(schema))


def test_nothing_is_missing_or_changed(schema: GraphQLSchema, interface: GraphQLSchema) -> None:
    """What is valid against the API's interface is valid against ours, with the same meaning."""
    assert find_breaking_changes(interface, schema) == []
    assert find_dangerous_changes(interface, schema) == []


def test_nothing_is_added(schema: GraphQLSchema, interface: GraphQLSchema) -> None:
    """What is valid against ours is valid against the API's interface."""
    assert find_breaking_changes(schema, interface) == []
    assert find_dangerous_changes(schema, interface) == []


def test_only_descriptions_differ() -> None:
    """Order and deprecations, which the comparisons above do not see, are the API's as well."""
    assert without_descriptions(SCHEMA) == without_descriptions(INTERFACE)


def test_interface_has_no_descriptions(interface: GraphQLSchema) -> None:
    """The interface holds facts alone, so no sentence of it can stand in for one of ours."""
    assert [entry.path for entry in described(interface) if entry.text] == []


def test_everything_is_described(schema: GraphQLSchema, entries: list[Described]) -> None:
    """Every type, field, argument, enum value and input field says what it is."""
    assert [entry.path for entry in entries if len(entry.text) < 10] == []
    assert schema.description


def test_descriptions_are_sentences(entries: list[Described]) -> None:
    """A description can stand alone as a docstring: a capital or a digit first, a stop last."""
    sentences = re.compile(r"[A-Z0-9].*[.]", re.DOTALL)
    assert [entry for entry in entries if not sentences.fullmatch(entry.text)] == []


def test_descriptions_survive_in_source_code(entries: list[Described]) -> None:
    """No description holds what a Python docstring would have to escape or show as odd space."""
    trap = re.compile(r'^\s|\s$|[^\n -~]|\\|"""|[ ]{2}|\n\n')
    assert [entry for entry in entries if trap.search(entry.text)] == []


def test_descriptions_say_more_than_the_name(entries: list[Described]) -> None:
    """No description is its own path spelt out, as "The guild's name." is for `Guild.name`."""
    idle = {"an", "and", "by", "for", "in", "it", "of", "on", "the", "to", "what"}

    def words(text: str) -> set[str]:
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()
        return {word.removesuffix("s") for word in re.findall(r"[a-z]{2,}", spaced)} - idle

    # A name in backticks points elsewhere, which is more than an echo.
    plain = [entry for entry in entries if "`" not in entry.text]
    assert [entry for entry in plain if not words(entry.text) - words(entry.path)] == []


def test_references_lead_somewhere(entries: list[Described]) -> None:
    """Every `Type.member` that a description names exists."""
    named = [(entry.path, name) for entry in entries for name in REFERENCE.findall(entry.text)]
    paths = {entry.path for entry in entries}
    assert named
    assert [(path, name) for path, name in named if name not in paths] == []


def test_a_description_is_shared_by_namesakes_only(entries: list[Described]) -> None:
    """What is said of two things with different names is filler for at least one of them."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        names[entry.text].add(entry.name)
    assert {text: found for text, found in names.items() if len(found) > 1} == {}


def test_lines_fit_the_page() -> None:
    """The file is written for readers: lines of at most 100 characters, no trailing space."""
    lines = SCHEMA.splitlines()
    assert [line for line in lines if len(line) > 100 or line != line.rstrip()] == []
    assert SCHEMA.endswith("}\n")
