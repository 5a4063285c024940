"""The fault `unknown_field`: objects have a field that nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from esologs.sandbox.faults.fault import DataFault, JsonResult
from esologs.sandbox.faults.tree import rebuilt


@dataclass(frozen=True, slots=True)
class UnknownField(DataFault):
    """Every object of the answer has one more field, *field*, as after a change of the API."""

    name: ClassVar[str] = "unknown_field"

    field: str = "addedByTheSandbox"

    def distort(self, result: JsonResult, /) -> JsonResult | None:
        """The answer with more in it."""
        if not isinstance(result.get("data"), dict):
            return None

        def add(value: dict[str, Any]) -> dict[str, Any]:
            # A list, which no model takes for anything it knows.
            return {**value, self.field: [1, "two", None]}

        return {**result, "data": rebuilt(result["data"], add)}
