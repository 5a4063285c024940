"""The fault `expired_token`: the token is refused, whatever it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.sandbox.answer import json_response
from esologs.sandbox.faults.fault import Moment, ReplacingFault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class ExpiredToken(ReplacingFault):
    """The token is refused with a 401; *in_200*: as a GraphQL error in a 200, also met."""

    name: ClassVar[str] = "expired_token"

    in_200: bool = False

    def response(self, _moment: Moment, /) -> HttpResponse:
        """The refusal."""
        if self.in_200:
            return json_response(200, {"errors": [{"message": "Unauthenticated."}]})
        return json_response(401, {"error": "Unauthenticated."})
