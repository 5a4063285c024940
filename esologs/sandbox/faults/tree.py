"""Walks over JSON that change what they pass and leave the original alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable


def rebuilt(value: object, change: Callable[[dict[str, Any]], dict[str, Any]]) -> object:
    """Return a copy of the JSON *value* with *change* applied to each object, outermost first."""
    if isinstance(value, list):
        return [rebuilt(item, change) for item in cast("list[object]", value)]
    if isinstance(value, dict):
        changed = change(cast("dict[str, Any]", value))
        return {name: rebuilt(inner, change) for name, inner in changed.items()}
    return value
