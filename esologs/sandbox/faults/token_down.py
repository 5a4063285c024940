"""The fault `token_down`: the token endpoint is in an outage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.sandbox.answer import html_response
from esologs.sandbox.faults.fault import Moment, ReplacingFault
from esologs.sandbox.pages import status_page

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenDown(ReplacingFault):
    """A 503 with an HTML page at `/oauth/token`: says nothing about the credentials."""

    name: ClassVar[str] = "token_down"

    path: str | None = "/oauth/token"

    def response(self, _moment: Moment, /) -> HttpResponse:
        """The page."""
        return html_response(503, status_page(503))
