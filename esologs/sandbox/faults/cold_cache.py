"""The fault `cold_cache`: what the server has not computed yet is null."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from esologs.sandbox.faults.fault import DataFault, JsonResult
from esologs.sandbox.faults.tree import rebuilt

FIELDS = ("masterData", "table", "graph", "playerDetails", "rankings")


@dataclass(frozen=True, slots=True)
class ColdCache(DataFault):
    """A report's `masterData`, `table`, `graph`, `playerDetails` and `rankings` are null.

    Once, unless *count* says otherwise: the second answer is whole, as on the
    real server a second or two later. *with_errors* adds an error for each.
    """

    name: ClassVar[str] = "cold_cache"

    count: int | None = 1
    with_errors: bool = False

    def distort(self, result: JsonResult, /) -> JsonResult | None:
        """The answer with its nulls."""
        found: list[str] = []

        def chill(value: dict[str, Any]) -> dict[str, Any]:
            cold = [name for name in FIELDS if isinstance(value.get(name), dict | list)]
            found.extend(cold)
            return {**value, **dict.fromkeys(cold)}

        data = rebuilt(result.get("data"), chill)
        if not found:
            return None
        cold = {**result, "data": data}
        if self.with_errors:
            errors = [{"message": f"{name} is not ready yet."} for name in found]
            cold["errors"] = [*result.get("errors", []), *errors]
        return cold
