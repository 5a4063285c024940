"""The fault `truncated`: the body ends before its length is reached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_count
from esologs.sandbox.answer import Delivery, Shortened
from esologs.sandbox.faults.fault import DeliveryFault, Fault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Truncated(DeliveryFault):
    """`Content-Length` is true, the body ends early and cleanly.

    *missing* bytes never come; `None`: the second half of the body.
    """

    name: ClassVar[str] = "truncated"

    missing: int | None = None

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        if self.missing is not None:
            check_count("missing", self.missing, least=1)

    def delivery(self, response: HttpResponse, /) -> Delivery:
        """The first part only."""
        size = len(response.content)
        return Shortened(size // 2 if self.missing is None else max(0, size - self.missing))
