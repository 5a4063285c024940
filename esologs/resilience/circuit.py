"""The circuit: its states, and what moves it from one to the next, without lock, clock or hooks.

Theory of operation.

    closed ──── too much failed ────────────► open
    open ────── its time is over, a call asks ► half-open, and that call is the probe
    half-open ─ the probe succeeds ─────────► closed
    half-open ─ the probe fails ────────────► open, for twice as long

Each state has a number of its own, the epoch. A call that is admitted takes the
epoch along and hands it in with its outcome: an outcome of another epoch is
dropped, whatever it says. So a slow answer of yesterday's trouble neither opens
nor closes anything today.

Half open, the epoch is the probe's lease. Only one call holds it. When it is
given back without an outcome (a cancelled call, one that has to wait for
something else first) or when its time is over (a call that hangs), the next call
gets a new one. So there is never a second probe, and nothing waits for a probe
that will never report.

Besides, the program may hold the circuit open, or switch it off.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Literal, TypeAlias

from esologs.resilience.window import Window

if TYPE_CHECKING:
    from esologs.config import BreakerConfig
    from esologs.resilience.classify import Mark

CircuitState: TypeAlias = Literal["closed", "open", "half-open", "forced open", "disabled"]

# Clients that failed together would come back together: up to a fifth earlier,
# so that the longest time is never more than what was configured.
_JITTER: Final = 0.2


class Closed:
    """Every call passes, and its outcome is counted."""

    name: ClassVar[Literal["closed"]] = "closed"

    def __init__(self, config: BreakerConfig) -> None:
        self._config = config
        self._window = Window(config.window)
        self._unreachable = 0

    def count(self, mark: Mark, now: float) -> str | None:
        """Count an outcome; return why the circuit must open, or `None`."""
        failed = mark != "success"
        self._unreachable = self._unreachable + 1 if mark == "unreachable" else 0
        self._window.add(now, failed=failed)
        return self._why() if failed else None

    def counts(self, now: float) -> tuple[int, int]:
        """Return the failures and successes of the window that ends *now*."""
        self._window.look(now)
        return self._window.failures, self._window.successes

    def _why(self) -> str | None:
        config, failures, successes = self._config, self._window.failures, self._window.successes
        row = config.connection_failures
        if row is not None and self._unreachable >= row and not successes:
            return f"{self._unreachable} connections in a row failed"
        attempts = failures + successes
        if attempts >= config.min_attempts and failures >= config.failure_rate * attempts:
            return f"{failures} of {attempts} attempts within {config.window:g} s failed"
        return None


@dataclass(frozen=True, slots=True)
class Open:
    """No call passes until *probe_at*; *turn* counts from 0 how often it opened in a row."""

    probe_at: float
    open_for: float
    turn: int
    why: str
    name: ClassVar[Literal["open"]] = "open"


@dataclass(frozen=True, slots=True)
class HalfOpen:
    """One call passes, the probe, whose lease ends at *lease_ends*."""

    lease_ends: float
    turn: int
    why: str
    name: ClassVar[Literal["half-open"]] = "half-open"


@dataclass(frozen=True, slots=True)
class Held:
    """The program holds it open, and says *why*, or has switched it off."""

    name: Literal["forced open", "disabled"]
    why: str = ""


State: TypeAlias = Closed | Open | HalfOpen | Held


class Circuit:
    """One circuit. *lease* is how many seconds a probe may take. Its owner has a lock."""

    def __init__(self, config: BreakerConfig, lease: float) -> None:
        self._config = config
        self._lease = lease
        self.state: State = Closed(config)
        self.epoch: int = 0

    def admit(self, now: float) -> int | None:
        """Return the epoch for a call that may pass, or `None`."""
        match self.state:
            case Closed():
                pass
            case Open(probe_at=ends, turn=turn, why=why) | HalfOpen(ends, turn, why):
                if now < ends:
                    return None
                self.become(HalfOpen(now + self._lease, turn, why))
            case Held(name=name):
                return self.epoch if name == "disabled" else None
        return self.epoch

    def report(self, epoch: int, mark: Mark, now: float, draw: float) -> None:
        """Book what came of a call that was admitted; *draw* is chance, from 0 to 1."""
        if epoch != self.epoch:
            return
        if mark == "nothing":
            self.give_back(epoch)
            return
        match self.state:
            case Closed() as closed:
                why = closed.count(mark, now)
                if why is not None:
                    self._open(now, draw, 0, why)
            case HalfOpen(turn=turn, why=why):
                if mark == "success":
                    self.become(Closed(self._config))
                else:
                    self._open(now, draw, turn + 1, why)
            case _:
                pass

    def give_back(self, epoch: int) -> None:
        """Let another call probe: the one that was admitted leaves without an outcome."""
        if epoch == self.epoch and isinstance(self.state, HalfOpen):
            self.become(HalfOpen(-math.inf, self.state.turn, self.state.why))

    def forget_calls(self) -> None:
        """Drop the outcomes of all calls that were admitted so far, and the lease of a probe."""
        self.become(self.state)
        self.give_back(self.epoch)

    def refuses_for(self, now: float) -> float:
        """Return the seconds during which every call would be refused; infinite if held open."""
        match self.state:
            case Open(probe_at=ends):
                return max(0.0, ends - now)
            case Held(name="forced open"):
                return math.inf
            case _:
                return 0.0

    def become(self, state: State) -> None:
        """Begin a new epoch in *state*."""
        self.state = state
        self.epoch += 1

    def reset(self) -> None:
        """Close, and forget what failed."""
        self.become(Closed(self._config))

    def _open(self, now: float, draw: float, turn: int, why: str) -> None:
        # The exponent is bounded: 2.0**1024 would raise after a long outage.
        full = min(self._config.open_for_max, self._config.open_for * 2.0 ** min(turn, 60))
        open_for = full * (1.0 - _JITTER * draw)
        self.become(Open(now + open_for, open_for, turn, why))
