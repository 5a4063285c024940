"""The fault `html_200`: a page with status 200, where data should be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.sandbox.answer import html_response
from esologs.sandbox.faults.fault import Moment, ReplacingFault
from esologs.sandbox.pages import message_page

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Html200(ReplacingFault):
    """An HTML page with status 200, as in an outage or when a session was lost."""

    name: ClassVar[str] = "html_200"

    def response(self, _moment: Moment, /) -> HttpResponse:
        """The page."""
        return html_response(200, message_page("Maintenance", "The site will be back shortly."))
