"""The fault `endless`: the body never ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_seconds
from esologs.sandbox.answer import Delivery, Unending
from esologs.sandbox.faults.fault import DeliveryFault, Fault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Endless(DeliveryFault):
    """A body without length and without end: 64 KiB every *interval* seconds."""

    name: ClassVar[str] = "endless"

    interval: float = 0.0

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        check_seconds("interval", self.interval, zero=True)

    def delivery(self, _response: HttpResponse, /) -> Delivery:
        """Blanks, which JSON allows for as long as it likes."""
        return Unending(b" " * 65_536, self.interval)
