"""What the checks share: the questions, the tokens that came, and the reports found on the way."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs import SyncClient
    from scripts.live.questions import Answer, Questions


class Missing(Exception):  # noqa: N818 - a check that raises it is unknown, not broken
    """What a check needs was not to be found on this API."""


@dataclass(frozen=True, slots=True)
class Fight:
    """A fight of a report; times are milliseconds since the report's start."""

    id: int
    start_ms: float
    end_ms: float


@dataclass(frozen=True, slots=True)
class Report:
    """A report with at least one boss pull, and its longest one."""

    code: str
    duration_ms: float
    fight: Fight


@dataclass(slots=True)
class Scene:
    """One run of the suite.

    *stranger* makes a client that asks the same address with a token of no
    worth; *lifetimes* are those of the access tokens that came, in seconds.
    """

    questions: Questions
    stranger: Callable[[], SyncClient]
    lifetimes: list[float | None] = field(default_factory=list[float | None])
    summaries: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    details: dict[str, dict[str, Any]] = field(default_factory=dict[str, dict[str, Any]])

    def ask(
        self, selection: str, signature: str = "", *, cost: float, **variables: object
    ) -> Answer:
        """Same as `Questions.ask`."""
        return self.questions.ask(selection, signature, cost=cost, **variables)

    def finished(self) -> list[dict[str, Any]]:
        """Return the reports found that are over for an hour and lasted ten minutes."""
        over = time.time() * 1000 - 3_600_000
        return [
            row
            for row in self.summaries
            if row["endTime"] < over and row["endTime"] - row["startTime"] > 600_000
        ]

    def report(self) -> Report:
        """Return the report that the detailed checks are about; raises `Missing`."""
        best: Report | None = None
        for row in self.finished():
            for fight in self.fights(row["code"]):
                length = fight.end_ms - fight.start_ms
                if best is None or length > best.fight.end_ms - best.fight.start_ms:
                    best = Report(row["code"], row["endTime"] - row["startTime"], fight)
        if best is None:
            raise Missing("no finished report with a boss pull was found")
        return best

    def fights(self, code: str) -> list[Fight]:
        """Return the boss pulls of a report whose details were asked for."""
        return [
            Fight(row["id"], row["startTime"], row["endTime"])
            for row in self.details.get(code, {}).get("fights") or ()
            if row["encounterID"]
        ]
