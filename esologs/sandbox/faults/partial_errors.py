"""The fault `partial_errors`: some data, and an error for the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, cast

from esologs.sandbox.faults.fault import DataFault, JsonResult


@dataclass(frozen=True, slots=True)
class PartialErrors(DataFault):
    """One object of the answer is null, and `errors` names its path and *message*.

    It is the first object below a root field (`guildData.guild`, say): the
    schema lets all of them be null.
    """

    name: ClassVar[str] = "partial_errors"

    message: str = "Internal server error"

    def distort(self, result: JsonResult, /) -> JsonResult | None:
        """The answer with its hole."""
        data = result.get("data")
        if not isinstance(data, dict):
            return None
        roots = cast("dict[str, Any]", data)
        for root, value in roots.items():
            fields = cast("dict[str, Any]", value if isinstance(value, dict) else {})
            for name, inner in fields.items():
                if isinstance(inner, dict | list):
                    hole = {**roots, root: {**fields, name: None}}
                    error = {"message": self.message, "path": [root, name]}
                    return {**result, "data": hole, "errors": [*result.get("errors", []), error]}
        return None
