"""The fault `bomb`: a small body that unpacks to a huge one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.config import check_count
from esologs.sandbox.answer import Bombed, Delivery
from esologs.sandbox.faults.fault import DeliveryFault, Fault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class Bomb(DeliveryFault):
    """A gzip body that unpacks to *size* bytes of zeros."""

    name: ClassVar[str] = "bomb"

    size: int = 1 << 30

    def __post_init__(self) -> None:
        Fault.__post_init__(self)
        check_count("size", self.size, least=1)

    def delivery(self, _response: HttpResponse, /) -> Delivery:
        """The bomb in place of the body."""
        return Bombed(self.size)
