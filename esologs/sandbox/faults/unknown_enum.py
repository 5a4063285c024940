"""The fault `unknown_enum`: a value that no list of values has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from esologs.sandbox.faults.fault import DataFault, JsonResult
from esologs.sandbox.faults.tree import rebuilt

# The one enum that the schema answers with, and the words that JSON scalars
# use like one.
FIELDS = ("currentUserRank", "type", "class", "spec", "metric")


@dataclass(frozen=True, slots=True)
class UnknownEnum(DataFault):
    """Ranks of guild members and the types, classes, specs and metrics in JSON are all *value*."""

    name: ClassVar[str] = "unknown_enum"

    value: str = "AddedByTheSandbox"

    def distort(self, result: JsonResult, /) -> JsonResult | None:
        """The answer with the new value."""
        found: list[str] = []

        def rename(value: dict[str, Any]) -> dict[str, Any]:
            enums = [name for name in FIELDS if isinstance(value.get(name), str)]
            found.extend(enums)
            return {**value, **dict.fromkeys(enums, self.value)}

        data = rebuilt(result.get("data"), rename)
        return {**result, "data": data} if found else None
