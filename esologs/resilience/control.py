"""The door to a client's breaker: to look at it, hold it open, reset it, switch it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esologs.resilience.breaker import Breaker
    from esologs.resilience.circuit import CircuitState
    from esologs.stats import BreakerStats


class BreakerControl:
    """What a program may do with the breaker of a client, `client.breaker`.

    A client and its views share one. Safe to use from several threads; none of it
    waits for anything. What the program does is told to the hooks.
    """

    def __init__(self, breaker: Breaker) -> None:
        self._breaker = breaker

    def __repr__(self) -> str:
        return f"<BreakerControl {self.state}>"

    @property
    def state(self) -> CircuitState:
        """`closed`, `open`, `half-open`, `forced open` or `disabled`.

        An open circuit becomes half-open when the next call asks.
        """
        return self._breaker.state

    def refuses_for(self) -> float:
        """Return for how many seconds calls will be refused; infinite if it is forced open."""
        return self._breaker.refuses_for()

    def stats(self) -> BreakerStats:
        """Return how it stands, as in `client.stats().breaker`."""
        return self._breaker.stats()

    def force_open(self, reason: str = "") -> None:
        """Send nothing until `reset`: calls are answered from the cache, or refused.

        The refusal is a `CircuitOpenError` with *forced* set, which gives *reason*.
        Calls that are on the wire end as they will, and count for nothing.
        """
        self._breaker.force_open(reason)

    def reset(self) -> None:
        """Close the circuit and forget what failed, whatever state it is in."""
        self._breaker.reset()

    def disable(self) -> None:
        """Let every call pass, whatever fails, until `enable` or `reset`."""
        self._breaker.disable()

    def enable(self) -> None:
        """Undo `disable`: the circuit is closed, and counts from now on. Else does nothing."""
        self._breaker.enable()
