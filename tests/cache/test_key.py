"""The key of an entry."""

from __future__ import annotations

import enum
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs._call import UNSET
from esologs._json import as_list, as_object
from esologs.cache.key import entry_key

if TYPE_CHECKING:
    from collections.abc import Mapping


class Text(str, enum.Enum):  # noqa: UP042 - as the generated ones are
    Deaths = "Deaths"


class Plain(enum.Enum):
    Deaths = "Deaths"


class Number(enum.IntEnum):
    ONE = 1


def key(variables: Mapping[str, Any] | None = None, **parts: str) -> str | None:
    named: dict[str, str] = {
        "schema_hash": "s",
        "operation": "getThing",
        "document_hash": "d",
        "url": "https://api.invalid",
        "principal": "p",
        **parts,
    }
    return entry_key(variables=variables or {}, **named)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ({"a": {"x": 1, "y": 2}}, {"a": {"y": 2, "x": 1}}),
        ({"a": 1}, {"a": 1.0}),
        ({"a": 1_700_000_000_000}, {"a": 1.7e12}),
        ({"a": 0.0}, {"a": -0.0}),
        ({"a": [1.0]}, {"a": (1,)}),
        ({"a": Text.Deaths}, {"a": "Deaths"}),
        ({"a": Plain.Deaths}, {"a": "Deaths"}),
        ({"a": Number.ONE}, {"a": 1}),
        ({"a": 1, "b": UNSET}, {"a": 1}),
    ],
)
def test_what_means_the_same_has_one_key(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Order, enum or text, whole float or int, unset or not given."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": "1"}),
        ({"a": 1}, {"a": True}),
        ({"a": 0}, {"a": False}),
        ({"a": None}, {}),
        ({"a": None}, {"a": "null"}),
        ({"a": None}, {"a": False}),
        ({"a": ""}, {"a": None}),
        ({"a": 1.5}, {"a": 1}),
        ({"a": [1, 2]}, {"a": [2, 1]}),
        ({"a": [1]}, {"a": 1}),
        ({"a": [[1], 2]}, {"a": [1, [2]]}),
        ({"a": {}}, {"a": []}),
        ({"a": 2**53}, {"a": 2**53 + 1}),
        ({"a": "deaths"}, {"a": Text.Deaths}),
    ],
)
def test_what_is_asked_differently_has_another_key(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    """Null is not unset, a number is no text, order in a list counts."""
    assert key(one) != key(other)


def test_every_part_counts() -> None:
    """Schema, operation, document, address and principal each make another key."""
    keys = {key()} | {
        key(None, **{part: "other"})
        for part in ("schema_hash", "operation", "document_hash", "url", "principal")
    }
    assert len(keys) == 6


def test_parts_do_not_run_into_each_other() -> None:
    """A name that ends where the next begins is not the same as its neighbour."""
    assert key(operation="ab", document_hash="c") != key(operation="a", document_hash="bc")
    assert key(url='x","y', principal="z") != key(url="x", principal='y","z')


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
variables = st.dictionaries(st.text(), JSON, max_size=4)


@given(given_=variables)
def test_any_json_has_a_key_that_survives_the_wire(given_: dict[str, Any]) -> None:
    """64 hex digits, the same after encoding and decoding as another process would."""
    found = key(given_)

    assert found is not None
    assert len(found) == 64
    assert int(found, 16) >= 0
    assert key(json.loads(json.dumps(given_))) == found


@given(one=variables, other=variables)
def test_keys_are_equal_exactly_when_json_is(one: dict[str, Any], other: dict[str, Any]) -> None:
    """By the meaning of JSON: 1 and 1.0 are one number, but neither is true."""

    def meaning(value: object) -> object:
        if isinstance(value, bool):
            return ("bool", value)
        if (named := as_object(value)) is not None:
            return {name: meaning(item) for name, item in named.items()}
        if (items := as_list(value)) is not None:
            return [meaning(item) for item in items]
        return value

    assert (key(one) == key(other)) == (meaning(one) == meaning(other))


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), object(), {1: 2}, b"bytes", {"x": UNSET}, {1, 2}]
)
def test_what_is_no_json_has_no_key(value: object) -> None:
    """The call is not stored; what is wrong with it is for the attempt to say."""
    assert key({"a": value}) is None


def test_a_variable_that_holds_itself_has_no_key() -> None:
    """Nor does it end the program."""
    endless: list[object] = []
    endless.append(endless)

    assert key({"a": endless}) is None


def test_there_is_no_key_for_nobody() -> None:
    """An empty principal would be everybody's."""
    with pytest.raises(ValueError, match="principal"):
        key(principal="")
