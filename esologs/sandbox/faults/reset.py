"""The fault `reset`: the connection is dropped hard, before or within the body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_count
from esologs.sandbox.answer import Delivery, Dropped
from esologs.sandbox.faults.fault import DeliveryFault, Fault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Reset(DeliveryFault):
    """A TCP reset after *sent* bytes of the body; `None`: before the status line."""

    name: ClassVar[str] = "reset"

    sent: int | None = None

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        if self.sent is not None:
            check_count("sent", self.sent)

    def delivery(self, _response: HttpResponse, /) -> Delivery:
        """What was sent, then the reset."""
        return Dropped(self.sent)
