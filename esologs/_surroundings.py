"""What a client finds around it when it is made: its clocks, and what stands before its wire.

In a program that is the machine's own. `esologs.testing` puts something else in
its place for the clients that are made meanwhile, so that the code under test
needs no change; a client keeps what it found.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator

    from esologs._call import AsyncTransport, SyncTransport
    from esologs.config import RetryConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Two readings in seconds, and a wait for each colour; `asleep=None` is the event loop's.

    What is not given is the module `time`'s of this moment: a program's tests may
    have put a clock of their own there since the import.
    """

    monotonic: Callable[[], float] = field(default_factory=lambda: time.monotonic)
    wall: Callable[[], float] = field(default_factory=lambda: time.time)
    sleep: Callable[[float], object] = field(default_factory=lambda: time.sleep)
    asleep: Callable[[float], Awaitable[object]] | None = None


class Carrier(Protocol):
    """Carries exchanges in the place of the transport that *open_transport* opens."""

    def carry_async(self, open_transport: Callable[[], AsyncTransport], /) -> AsyncTransport: ...

    def carry_sync(self, open_transport: Callable[[], SyncTransport], /) -> SyncTransport: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What there is; *max_retries* bounds what a client's own settings allow."""

    clocks: Clocks = field(default_factory=Clocks)
    carrier: Carrier | None = None
    max_retries: int | None = None

    def bounded(self, retry: RetryConfig | None) -> RetryConfig | None:
        """Return *retry* with no more retries than are allowed here."""
        if retry is None or self.max_retries is None or retry.max_retries <= self.max_retries:
            return retry
        return replace(retry, max_retries=self.max_retries)

    def open_async(self, open_transport: Callable[[], AsyncTransport]) -> AsyncTransport:
        """Return what carries the exchanges of a `Client`."""
        carrier = self.carrier
        return open_transport() if carrier is None else carrier.carry_async(open_transport)

    def open_sync(self, open_transport: Callable[[], SyncTransport]) -> SyncTransport:
        """Same as `open_async`, for a `SyncClient`."""
        carrier = self.carrier
        return open_transport() if carrier is None else carrier.carry_sync(open_transport)


_here: Surroundings | None = None
"""What was put in place; `None` is the machine's own, as it is when a client is made."""


def current() -> Surroundings:
    """Return what a client that is made now finds."""
    return _here or Surroundings()


@contextlib.contextmanager
def replaced(
    *, clocks: Clocks | None = None, carrier: Carrier | None = None, max_retries: int | None = None
) -> Generator[None]:
    """Put what is given in place, for all clients of the process that are made in the block.

    Not a context variable: a test's fixtures, its event loop and its threads have
    contexts of their own.
    """
    global _here  # noqa: PLW0603 - one for the process, as its real clock is
    before, found = _here, current()
    _here = Surroundings(
        clocks=found.clocks if clocks is None else clocks,
        carrier=found.carrier if carrier is None else carrier,
        max_retries=found.max_retries if max_retries is None else max_retries,
    )
    try:
        yield
    finally:
        _here = before
