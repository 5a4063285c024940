"""The fault `firewall_403`: a firewall answers before ESO Logs does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.sandbox.answer import html_response
from esologs.sandbox.faults.fault import Moment, ReplacingFault
from esologs.sandbox.pages import message_page

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Firewall403(ReplacingFault):
    """A 403 with an HTML page. `path="/oauth/token"` blocks the token endpoint."""

    name: ClassVar[str] = "firewall_403"

    def response(self, _moment: Moment, /) -> HttpResponse:
        """The page."""
        text = "This request was blocked by a security service."
        return html_response(403, message_page("Access denied", text), {"cf-mitigated": "block"})
