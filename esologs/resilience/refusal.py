"""What a call is told that the circuit does not let pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.errors import CircuitOpenError
from esologs.resilience.circuit import Closed, HalfOpen, Held, Open

if TYPE_CHECKING:
    from esologs.resilience.circuit import State


def refusal(state: State, now: float, reason: str, open_for: float) -> CircuitOpenError:
    """Return the error of a call that was refused in *state*.

    *reason* is the last failure; a probe that is under way is worth a wait of
    *open_for* seconds at most.
    """
    last = f", the last one with {reason}" if reason else ""
    match state:
        case Open(probe_at=ends, why=why):
            wait = max(0.0, ends - now)
            return CircuitOpenError(
                f"ESO Logs is not asked for another {wait:.1f} s: {why}{last}",
                retry_after=wait,
                reason=reason,
            )
        case HalfOpen(lease_ends=ends, why=why):
            return CircuitOpenError(
                f"ESO Logs is not asked until another call has found out whether it is "
                f"back: {why}{last}",
                retry_after=min(open_for, max(0.0, ends - now)),
                reason=reason,
            )
        case Held(why=why):
            said = f" ({why})" if why else ""
            error = CircuitOpenError(
                f"the circuit is held open by this program{said}, and ESO Logs is not asked; "
                "client.breaker.reset() closes it",
                retry_after=None,
                reason=why,
            )
            error.forced = True
            return error
        case Closed():
            raise AssertionError  # it lets every call pass
