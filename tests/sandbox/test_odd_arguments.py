"""Whatever a shipped operation is given, the sandbox answers as a server: no inner error shows."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    NonNullTypeNode,
    OperationDefinitionNode,
    parse,
    type_from_ast,  # pyright: ignore[reportUnknownVariableType]  # its types are left open
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esologs.sandbox.graphql import Context
from esologs.sandbox.graphql.cost import MOST_COMPLEX, complexity
from esologs.sandbox.graphql.documents import Prepared, prepared
from esologs.sandbox.graphql.schema import executable_schema
from tests.sandbox.test_graphql_operations import ALL, CONTEXT, EXECUTOR, variables_of

CODES: Final = [report.code for report in EXECUTOR.world.reports.examples().values()]
INTS: Final = [-(2**31), -1, 0, 1, 2, 12, 30, 41, 100, 101, 122, 123, 3468, 20_011, 2**31 - 1]
FLOATS: Final = [-1e308, -0.5, 0.0, 5e-324, 60_000.0, 1e6 + 0.5, 1.7e12, 2.0**53 + 1, 1e308]
TEXTS: Final = [
    "", "na", "NA", "megaserver", "Templar", "Healer", "Nobody", "nil", "\0", '"', "²", "7" * 5_000,
    "1,2", 'type = "damage"', "ability.id in (1", "(" * 5_000, "not " * 2_000 + "amount > 1",
    "amount > " + "9" * 5_000, "amount > ²", "type = 1 or source.name != 'é'",
]  # fmt: skip
INNER: Final = (
    "Internal",
    "represent",
    "Cannot return",
    "object",
    "NoneType",
    "index",
    "recursion",
)


def values(kind: Any, name: str) -> st.SearchStrategy[Any]:
    """Arguments that the type allows, sensible and not; graphql-core leaves its types open."""
    inner: Any = getattr(kind, "of_type", None)
    if isinstance(kind, GraphQLNonNull):
        return values(inner, name).filter(lambda value: value is not None)
    if isinstance(kind, GraphQLList):
        return st.none() | st.lists(values(inner, name), max_size=3)
    if isinstance(kind, GraphQLEnumType):
        return st.none() | st.sampled_from(sorted(kind.values))
    if isinstance(kind, GraphQLInputObjectType):
        fields = {key: values(field.type, key) for key, field in kind.fields.items()}
        needed = {key for key, row in kind.fields.items() if isinstance(row.type, GraphQLNonNull)}
        return st.fixed_dictionaries(
            {key: fields[key] for key in needed},
            optional={key: row for key, row in fields.items() if key not in needed},
        )
    match kind.name:
        case "Int":
            return st.none() | st.sampled_from(INTS) | st.integers(-(2**31), 2**31 - 1)
        case "Float":
            finite = st.floats(allow_nan=False, allow_infinity=False)
            return st.none() | st.sampled_from(FLOATS) | finite
        case "Boolean":
            return st.sampled_from([None, True, False])
        case _:
            if "code" in name.lower():
                return st.sampled_from([*CODES, "nope", "", "a:"])
            return st.none() | st.sampled_from(TEXTS) | st.text(max_size=20)


def declared(name: str) -> dict[str, tuple[Any, bool]]:
    """The operation's variables: their types, and whether they must be given."""
    [operation] = [
        row for row in parse(ALL[name]).definitions if isinstance(row, OperationDefinitionNode)
    ]
    found: dict[str, tuple[Any, bool]] = {}
    for row in operation.variable_definitions or ():
        kind: Any = type_from_ast(executable_schema(), row.type)
        found[row.variable.name.value] = kind, isinstance(row.type, NonNullTypeNode)
    return found


@st.composite
def requests(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """An operation, and odd values for some of its variables."""
    name = draw(st.sampled_from(sorted(ALL)))
    drawn: dict[str, Any] = {}
    for key, (kind, needed) in declared(name).items():
        if needed or draw(st.booleans()):
            drawn[key] = draw(values(kind, key))
    return name, drawn


@pytest.mark.slow
@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(request=requests(), user_id=st.sampled_from([None, 1, 10**9]))
def test_no_argument_shows_an_inner_error(
    request: tuple[str, dict[str, Any]], user_id: int | None
) -> None:
    """Every answer is JSON with data or errors, and no error speaks of the sandbox's own code."""
    name, variables = request
    answer = EXECUTOR.execute(ALL[name], variables, name, Context(0, 0, user_id=user_id))

    assert msgspec.json.decode(msgspec.json.encode(answer)).keys() <= {"data", "errors"}
    for error in answer.get("errors", ()):
        said = error["message"].split(" got ")[0]
        assert not any(word in said for word in INNER), (name, variables, said)


@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("death", -1),
        ("death", -(2**31)),
        ("wipeCutoff", -5),
        ("sourceAurasPresent", "²"),
        ("targetAurasAbsent", "7" * 5_000),
        ("filterExpression", "(" * 5_000),
        ("filterExpression", "not " * 2_000 + "amount > 1"),
        ("filterExpression", "amount > " + "9" * 5_000),
        ("filterExpression", "amount > ²"),
    ],
)
@pytest.mark.parametrize("field", ["events", "table", "graph"])
def test_what_cannot_be_answered_is_refused_by_the_name_of_its_argument(
    field: str, argument: str, value: object
) -> None:
    """The error says which argument is wrong, as the API does, and not what broke on it."""
    kind = "Int" if isinstance(value, int) else "String"
    selected = (
        "events(fightIDs: [2], {0}) {{ data }}"
        if field == "events"
        else field + "(fightIDs: [2], {0})"
    )
    asked = selected.format(f"{argument}: $value")
    document = (
        f"query ($code: String!, $value: {kind}) "
        f"{{ reportData {{ report(code: $code) {{ {asked} }} }} }}"
    )
    code = variables_of("getReportEvents")["code"]

    answer = EXECUTOR.execute(document, {"code": code, "value": value}, None, CONTEXT)

    words = argument.replace("filterExpression", "filter expression")
    assert [words in error["message"] for error in answer["errors"]] == [True]


def test_a_document_that_nests_too_deep_is_refused_for_its_complexity() -> None:
    """However deep it is, it never reaches the interpreter's own limit."""
    for levels in (20, 60, 200, 1_000):
        rows = "id"
        for _ in range(levels):
            rows = f"guilds {{ members(limit: 1) {{ data {{ {rows} }} }} }}"
        document = f"{{ characterData {{ character(id: 20011) {{ {rows} }} }} }}"

        answer = EXECUTOR.execute(document, None, None, CONTEXT)

        said = [error["message"] for error in answer["errors"]]
        assert any("complexity" in line or "nested too deeply" in line for line in said), said


SMALLEST: Final = {"getReportEvents": 100}
LARGEST: Final = {"getReportEvents": 10_000, "getGuildAttendance": 25}


@pytest.mark.parametrize("name", sorted(key for key in ALL if "limit" in declared(key)))
def test_any_limit_within_its_range_is_answered(name: str) -> None:
    """The smallest and the largest page of every list: no error, and not too complex."""
    ready = prepared(ALL[name])
    assert isinstance(ready, Prepared)
    for limit in (SMALLEST.get(name, 1), LARGEST.get(name, 100)):
        variables = {**variables_of(name), "limit": limit}

        answer = EXECUTOR.execute(ALL[name], variables, name, CONTEXT)

        assert "errors" not in answer, answer["errors"]
        assert complexity(ready, variables, name) <= MOST_COMPLEX
