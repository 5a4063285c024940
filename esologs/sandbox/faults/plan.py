"""The faults that are set, and which of them strike a request."""

from __future__ import annotations

import random
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from esologs.sandbox.faults.fault import (
    DataFault,
    DelayFault,
    DeliveryFault,
    Fault,
    JsonResult,
    ReplacingFault,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType
    from typing import Self

    from esologs.sandbox.incoming import Incoming

HEADER: Final = "x-sandbox-fault"
_REMEMBERED_HEADERS: Final = 1000


class Armed:
    """One fault that is set: its strikes, its stream of chance, and since when."""

    __slots__ = ("_chance", "_lock", "_seen", "_since", "fault", "hits")

    def __init__(self, fault: Fault, since: float) -> None:
        self.fault: Fault = fault
        self.hits: int = 0
        self._since = since
        self._seen = 0
        self._chance = random.Random(fault.seed)
        self._lock = threading.Lock()

    def looks_at(self, asked: Incoming) -> bool:
        """Count *asked* if it fits, and tell whether its turn is one at which to strike."""
        fault = self.fault
        if not fault.fits(asked, asked.now - self._since):
            return False
        with self._lock:
            self._seen += 1
            return fault.first <= self._seen and (fault.last is None or self._seen <= fault.last)

    def strikes(self) -> bool:
        """Decide about a request that it looks at, and count it if the answer is yes."""
        with self._lock:
            if self.fault.count is not None and self.hits >= self.fault.count:
                return False
            # One number for every request it looks at, so that a run repeats exactly.
            if self._chance.random() >= self.fault.probability:
                return False
            self.hits += 1
            return True

    def take_back(self) -> None:
        """Uncount a strike that found nothing to spoil."""
        with self._lock:
            self.hits -= 1

    def draw(self) -> float:
        """The next number in [0, 1) of the fault's stream."""
        with self._lock:
            return self._chance.random()


class FaultHandle:
    """The faults of one `add`; a `with` block on it takes them away at its end."""

    def __init__(self, faults: Faults, armed: Sequence[Armed]) -> None:
        self._faults, self._armed = faults, armed

    @property
    def hits(self) -> int:
        """How often they struck."""
        return sum(armed.hits for armed in self._armed)

    def remove(self) -> None:
        """Take the faults away; doing so twice is nothing."""
        self._faults.discard(self._armed)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.remove()


@dataclass(frozen=True, slots=True)
class Struck:
    """What strikes one request.

    At most one fault decides what comes back (*replacing*) or how it travels
    (*delivery*): the first that strikes, and the later ones are not asked, so
    that `Status(503, count=2), RateLimited(count=1)` is two 503s and then a 429.
    *delay* is the sum of all delays; the *data* faults all have their turn when
    an answer is made.
    """

    replacing: ReplacingFault | None
    delivery: DeliveryFault | None
    delay: float
    data: tuple[Armed, ...]
    names: tuple[str, ...]

    def distorted(self, result: JsonResult) -> tuple[JsonResult, tuple[str, ...]]:
        """*result* after the data faults, and the names of those that changed it."""
        names: tuple[str, ...] = ()
        for armed in self.data:
            if isinstance(armed.fault, DataFault) and armed.strikes():
                changed = armed.fault.distort(result)
                if changed is None:
                    armed.take_back()
                else:
                    result, names = changed, (*names, armed.fault.name)
        return result, names


class Faults:
    """The faults of a sandbox, in the order in which they were added.

    Safe to use from several threads.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._armed: list[Armed] = []
        self._of_headers: OrderedDict[str, list[Armed]] = OrderedDict()

    def add(self, *faults: Fault) -> FaultHandle:
        """Set *faults* from now on."""
        now = self._clock()
        armed = [Armed(fault, now) for fault in faults]
        with self._lock:
            self._armed += armed
        return FaultHandle(self, armed)

    def clear(self) -> None:
        """Take all faults away, and forget the counts of those that came by header."""
        with self._lock:
            self._armed.clear()
            self._of_headers.clear()

    def discard(self, armed: Sequence[Armed]) -> None:
        """Take *armed* away; those that are gone already are no error."""
        with self._lock:
            self._armed = [one for one in self._armed if one not in armed]

    @property
    def active(self) -> list[Armed]:
        """What is set, oldest first."""
        with self._lock:
            return list(self._armed)

    def strike(self, asked: Incoming) -> Struck:
        """Decide what strikes *asked*.

        Raises:
            ConfigError: The request's own header names a fault that cannot be read.

        """
        replacing: ReplacingFault | None = None
        delivery: DeliveryFault | None = None
        delay, data, names = 0.0, list[Armed](), list[str]()
        for armed in [*self._asked_for(asked), *self.active]:
            if not armed.looks_at(asked):
                continue
            fault = armed.fault
            decides = isinstance(fault, ReplacingFault | DeliveryFault)
            if isinstance(fault, DataFault):
                data.append(armed)
            elif not (decides and (replacing or delivery)) and armed.strikes():
                names.append(fault.name)
                if isinstance(fault, ReplacingFault):
                    replacing = fault
                elif isinstance(fault, DeliveryFault):
                    delivery = fault
                elif isinstance(fault, DelayFault):
                    delay += fault.delay(armed.draw)
        return Struck(replacing, delivery, delay, tuple(data), tuple(names))

    def _asked_for(self, asked: Incoming) -> list[Armed]:
        text = asked.headers.get(HEADER)
        if not text:
            return []
        from esologs.sandbox.faults.notation import from_text

        with self._lock:
            known = self._of_headers.get(text)
            if known is None:
                known = [Armed(fault, asked.now) for fault in from_text(text)]
                self._of_headers[text] = known
                if len(self._of_headers) > _REMEMBERED_HEADERS:
                    self._of_headers.popitem(last=False)
            return known
