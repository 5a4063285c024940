"""The fault `status`: an error page of a server or of the network before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_count
from esologs.errors import ConfigError
from esologs.sandbox.answer import html_response
from esologs.sandbox.faults.fault import Fault, Moment, ReplacingFault
from esologs.sandbox.pages import status_page

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Status(ReplacingFault):
    """An HTML page with *status*: 500 a crash, 502 and 503 a deploy, 520–524 Cloudflare's."""

    name: ClassVar[str] = "status"

    status: int = 503

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        check_count("status", self.status, least=400)
        if self.status > 599:
            raise ConfigError(f"status must be from 400 to 599, got {self.status}")

    def response(self, _moment: Moment, /) -> HttpResponse:
        """The page."""
        return html_response(self.status, status_page(self.status))
