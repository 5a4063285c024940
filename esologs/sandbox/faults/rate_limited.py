"""The fault `rate_limited`: a 429 while points remain."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import formatdate
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_seconds
from esologs.errors import ConfigError
from esologs.sandbox.answer import json_response
from esologs.sandbox.faults.fault import Fault, Moment, ReplacingFault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class RateLimited(ReplacingFault):
    """A 429 with the JSON body of the real one.

    *retry_after* is sent as it is, so that odd values can be tried ("soon",
    "-1", "1e309"); `None` sends none. *date_in* sends an HTTP date that many
    seconds ahead instead.
    """

    name: ClassVar[str] = "rate_limited"

    retry_after: int | float | str | None = None
    date_in: float | None = None

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        if isinstance(self.retry_after, str) and not (
            self.retry_after.isascii()
            and self.retry_after.isprintable()
            and self.retry_after == self.retry_after.strip()
        ):
            raise ConfigError(f"retry_after must fit into a header, got {self.retry_after!r}")
        if self.date_in is not None:
            check_seconds("date_in", self.date_in, zero=True)
            if self.retry_after is not None:
                raise ConfigError("give retry_after or date_in, not both")

    def response(self, moment: Moment, /) -> HttpResponse:
        """The 429."""
        headers: dict[str, str] = {}
        if self.date_in is not None:
            headers["retry-after"] = formatdate(moment.asked.now + self.date_in, usegmt=True)
        elif self.retry_after is not None:
            headers["retry-after"] = str(self.retry_after)
        body = {"status": 429, "error": "Too many requests in a short time."}
        return json_response(429, body, headers)
