"""The fault `bad_json`: a 200 whose JSON breaks off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from esologs._call import HttpResponse
from esologs.sandbox.faults.fault import Moment, ReplacingFault


@dataclass(frozen=True, slots=True)
class BadJson(ReplacingFault):
    """A 200, `application/json`, whole by its length, and no JSON."""

    name: ClassVar[str] = "bad_json"

    def response(self, _moment: Moment, /) -> HttpResponse:
        """The beginning of an answer."""
        return HttpResponse(200, {"content-type": "application/json"}, b'{"data": {"reportData": ')
