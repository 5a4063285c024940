"""Faults as JSON and as text."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from esologs.errors import ConfigError
from esologs.sandbox.faults import (
    FAULTS,
    BlackHole,
    ColdCache,
    Fault,
    Latency,
    RateLimited,
    Reset,
    Status,
    TokenDown,
    from_dict,
    from_text,
    to_dict,
)

EXAMPLES: list[tuple[Fault, dict[str, Any], str]] = [
    (Status(), {"fault": "status"}, "status"),
    (
        Status(521, probability=0.5, count=3),
        {"fault": "status", "status": 521, "probability": 0.5, "count": 3},
        "status=521; probability=0.5; count=3",
    ),
    (
        Latency(0.2, spread=1),
        {"fault": "latency", "seconds": 0.2, "spread": 1},
        "latency=0.2;spread=1",
    ),
    (Reset(sent=10), {"fault": "reset", "sent": 10}, "reset=10"),
    (RateLimited("soon"), {"fault": "rate_limited", "retry_after": "soon"}, "rate_limited=soon"),
    (ColdCache(count=None), {"fault": "cold_cache", "count": None}, "cold_cache;count=null"),
    (
        BlackHole(operation="get*"),
        {"fault": "black_hole", "operation": "get*"},
        "black_hole;operation=get*",
    ),
    (TokenDown(until=5), {"fault": "token_down", "until": 5}, "token_down;until=5"),
]


@pytest.mark.parametrize(("fault", "value", "text"), EXAMPLES)
def test_a_fault_has_three_spellings(fault: Fault, value: dict[str, Any], text: str) -> None:
    """Python, JSON and text mean the same, and what is left at its default is not written."""
    assert to_dict(fault) == value
    assert from_dict(value) == fault
    assert from_text(text) == [fault]


@pytest.mark.parametrize("name", sorted(FAULTS))
def test_every_fault_is_known_by_its_name_and_described(name: str) -> None:
    """The registry builds each at its defaults; its docstring explains every setting of its own."""
    kind = FAULTS[name]
    own = {field.name for field in fields(kind)} - {field.name for field in fields(Fault)}
    description = kind.__doc__ or ""

    assert from_text(name) == [from_dict({"fault": name})] == [kind()]
    assert type(from_text(name)[0]) is kind
    assert not description.startswith(kind.__name__), "the dataclass wrote it, nobody else"
    assert all(f"*{setting}*" in description for setting in own)


def test_commas_part_faults() -> None:
    """In order; blanks and a trailing comma are nothing."""
    assert from_text(" status=500 , latency=1;count=2, ") == [Status(500), Latency(1, count=2)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nothing", "nothing"),
        ("status=abc", "status"),
        ("status;count=1.5", "count"),
        ("status;counts=1", "counts"),
        ("status;count", "count"),
        ("status=200", "200"),
        ("black_hole=1", "black_hole"),
        ("=503", "''"),
        ("latency=nan", "latency"),
    ],
)
def test_text_that_cannot_be_read_is_refused_by_name(text: str, word: str) -> None:
    """The error names the fault, setting or value."""
    with pytest.raises(ConfigError, match=word):
        from_text(text)


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"fault": None},
        {"fault": ["status"]},
        {"fault": "status", "status": "503"},
        {"fault": "status", "status": True},
        {"fault": "status", "name": "other"},
        {"fault": "latency", "seconds": -1},
    ],
)
def test_json_is_read_strictly(value: dict[str, object]) -> None:
    """A number as text, a wrong type or an unknown key is an error, never a guess."""
    with pytest.raises(ConfigError):
        from_dict(value)
