"""Arbitrary JSON, narrowed: what is an object and what is a list, for code that trusts neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast


def as_object(value: object) -> Mapping[str, Any] | None:
    """Return *value* if it is a JSON object, else `None`."""
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else None


def as_list(value: object) -> list[Any] | None:
    """Return *value* if it is a JSON array, else `None`."""
    return list(cast("Iterable[Any]", value)) if isinstance(value, list) else None


def as_text(value: object) -> str | None:
    """Return *value* if it is a string, else `None`."""
    return value if isinstance(value, str) else None
