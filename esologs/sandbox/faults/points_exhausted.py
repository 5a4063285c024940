"""The fault `points_exhausted`: a 429 because the hour's points are gone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.sandbox.answer import json_response
from esologs.sandbox.faults.fault import Moment, ReplacingFault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class PointsExhausted(ReplacingFault):
    """A 429 as if another program had spent the hour's points.

    `Retry-After` is the time until the hour ends, unless *retry_after* is off.
    """

    name: ClassVar[str] = "points_exhausted"

    retry_after: bool = True

    def response(self, moment: Moment, /) -> HttpResponse:
        """The 429."""
        headers = {"retry-after": str(moment.resets_in)} if self.retry_after else {}
        body = {"status": 429, "error": "The points of this hour are spent."}
        return json_response(429, body, headers)
