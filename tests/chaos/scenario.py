"""A scenario: what is broken, what must hold all the same, and what was measured."""

from __future__ import annotations

import logging
import os
import random
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from tests.chaos.host import CLIENT_ID, CLIENT_SECRET
from tests.chaos.load import Outcome, quantile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Sequence

    from tests.both import Colour


@dataclass(frozen=True, slots=True)
class Check:
    """One bar. A *firm* one holds on any machine, at any moment; the others need a quiet one."""

    name: str
    value: float
    bound: float
    at_most: bool
    firm: bool

    @property
    def holds(self) -> bool:
        return self.value <= self.bound if self.at_most else self.value >= self.bound

    def __str__(self) -> str:
        sign = "≤" if self.at_most else "≥"
        return f"{self.name} {self.value:.4g} (bar {sign} {self.bound:g})"


@dataclass(slots=True)
class Run:
    """One run of a scenario, in full length or *short*: its folder, its chance, its figures."""

    colour: Colour
    short: bool
    seed: int
    folder: Path
    figures: dict[str, float] = field(default_factory=dict[str, float])
    checks: list[Check] = field(default_factory=list[Check])
    notes: list[str] = field(default_factory=list[str])
    errors: dict[str, int] = field(default_factory=dict[str, int])

    @property
    def rng(self) -> random.Random:
        return random.Random(self.seed)

    def length(self, full: float, short: float) -> float:
        """Return the seconds, or the number, for this kind of run."""
        return short if self.short else full

    def client(self, base_url: str, **settings: Any) -> Any:
        """Return a resilient client, every policy at its default."""
        from esologs.client_factory import create_resilient_client, create_resilient_sync_client

        make: Any
        make = create_resilient_client if self.colour.is_async else create_resilient_sync_client
        named = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, **settings}
        return make(base_url=base_url, **named)

    def count(self, outcomes: Sequence[Outcome], requests: int | None = None) -> None:
        """Take the figures of *outcomes*; no answer may ever be another call's."""
        answered = [outcome for outcome in outcomes if outcome.source != "error"]
        times = [outcome.took for outcome in outcomes]
        self.figures |= {
            "calls": len(outcomes),
            "success": len(answered) / max(1, len(outcomes)),
            "live": sum(outcome.source == "live" for outcome in answered),
            "stale": sum(outcome.source == "stale" for outcome in answered),
            "p50": quantile(times, 0.5),
            "p99": quantile(times, 0.99),
        }
        if requests is not None:
            self.figures["per call"] = requests / max(1, len(outcomes))
        for outcome in outcomes:
            if outcome.error:
                self.errors[outcome.error] = self.errors.get(outcome.error, 0) + 1
        self.at_most("crossed answers", sum(outcome.crossed for outcome in outcomes), 0)
        untyped = sum(outcome.error.startswith("!") for outcome in outcomes)
        self.at_most("errors of no type of ours", untyped, 0)

    def at_most(self, name: str, value: float, bound: float, *, firm: bool = True) -> None:
        """Hold *value* to *bound*."""
        self.figures.setdefault(name, value)
        self.checks.append(Check(name, value, bound, at_most=True, firm=firm))

    def at_least(self, name: str, value: float, bound: float, *, firm: bool = True) -> None:
        """Hold *value* to *bound*."""
        self.figures.setdefault(name, value)
        self.checks.append(Check(name, value, bound, at_most=False, firm=firm))

    def broke(self, error: BaseException) -> None:
        """Note that the scenario itself did not come to its end."""
        self.notes.append(f"broke off: {error!r}")
        self.at_most("scenarios that broke off", 1, 0)

    @property
    def missed(self) -> list[Check]:
        return [check for check in self.checks if not check.holds]


Play: TypeAlias = "Callable[[Run], Awaitable[None]]"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A row of the table, for one client or both; *in_short* those in the short form."""

    name: str
    claim: str
    play: Play
    colours: tuple[str, ...]
    in_short: tuple[str, ...]


SCENARIOS: Final[dict[str, Scenario]] = {}


ASYNC: Final = ("async",)
BOTH: Final = ("async", "sync")


def scenario(
    name: str, claim: str, colours: Sequence[str] = ASYNC, *, short: Sequence[str] | None = None
) -> Callable[[Play], Play]:
    """Enter a function as the scenario *name*; *short* says which clients the short form plays."""

    def enter(play: Play) -> Play:
        assert name not in SCENARIOS
        in_short = colours if short is None else short
        SCENARIOS[name] = Scenario(name, claim, play, tuple(colours), tuple(in_short))
        return play

    return enter


@contextmanager
def running(colour: Colour, *, short: bool, seed: int) -> Generator[Run]:
    """Yield a run with an empty cache folder, which is the package's own meanwhile."""
    before = os.environ.get("ESOLOGS_CACHE_DIR")
    quiet = logging.NullHandler()  # what goes wrong here is meant to: it is counted, not shown
    logging.getLogger("esologs").addHandler(quiet)
    with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as name:
        os.environ["ESOLOGS_CACHE_DIR"] = str(Path(name) / "cache")
        try:
            yield Run(colour, short, seed, Path(name))
        finally:
            logging.getLogger("esologs").removeHandler(quiet)
            if before is None:
                del os.environ["ESOLOGS_CACHE_DIR"]
            else:
                os.environ["ESOLOGS_CACHE_DIR"] = before
