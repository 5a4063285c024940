"""The fault `trickle`: the body comes a few bytes at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_count, check_seconds
from esologs.sandbox.answer import Delivery, Trickled
from esologs.sandbox.faults.fault import DeliveryFault, Fault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Trickle(DeliveryFault):
    """*chunk* bytes of the body every *interval* seconds: every read succeeds, the whole lasts."""

    name: ClassVar[str] = "trickle"

    interval: float = 0.1
    chunk: int = 1

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        check_seconds("interval", self.interval)
        check_count("chunk", self.chunk, least=1)

    def delivery(self, _response: HttpResponse, /) -> Delivery:
        """The answer, slowly."""
        return Trickled(self.chunk, self.interval)
