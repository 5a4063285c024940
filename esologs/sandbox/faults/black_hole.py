"""The fault `black_hole`: the request is taken, and nothing ever comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from esologs.sandbox.answer import Delivery, Hanging
from esologs.sandbox.faults.fault import DeliveryFault

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class BlackHole(DeliveryFault):
    """No answer, ever: the connection stays open until the client gives up."""

    name: ClassVar[str] = "black_hole"

    def delivery(self, _response: HttpResponse, /) -> Delivery:
        """Nothing."""
        return Hanging()
