"""How far a component has come: what changes while it is loaded, and its report of the moment."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from esologs.startup.report import ComponentReport

if TYPE_CHECKING:
    from esologs.startup.causes import Cause
    from esologs.startup.component import Component
    from esologs.startup.report import Status

_RECOVERING: Final = "is tried again in the background until it loads"
_GOES_ON: Final = "goes on loading in the background"
_FOLLOWS: Final = "is loaded as soon as that is"


@dataclass(slots=True)
class Progress:
    """Where *component* stands.

    *settled*: the start need not wait for it any longer; *ended*: nothing about
    it will change any more; *told*: a report said that it is missing.
    """

    component: Component
    status: Status = "pending"
    attempts: int = 0
    waits: list[float] = field(default_factory=list[float])
    started: float | None = None
    seconds: float = 0.0
    cause: Cause | None = None
    because_of: str | None = None
    background: bool = False
    told: bool = False
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ok(self) -> bool:
        """Whether the component is there."""
        return self.status in {"loaded", "recovered"}

    def load(self) -> None:
        """It is there."""
        self.status = "recovered" if self.told else "loaded"
        self.cause = self.because_of = None

    def fail(self, cause: Cause) -> None:
        """It is not there, and *cause* is why."""
        self.status, self.cause, self.because_of = "failed", cause, None

    def skip(self, needed: Progress) -> None:
        """It is not tried, since *needed* is not there."""
        self.status, self.because_of = "skipped", needed.component.name

    def report(self, needs: dict[str, Progress]) -> ComponentReport:
        """Return what there is to say; *needs* has every component by its name."""
        part, cause = self.component, self.cause
        recovering = self.background and not self.ok
        said = ComponentReport(
            name=part.name,
            status=self.status,
            critical=part.critical,
            attempts=self.attempts,
            # The last one may be under way, or was cut short: no attempt has followed it.
            waits=tuple(self.waits[: max(0, self.attempts - 1)]),
            seconds=self.seconds,
            recovering=recovering,
        )
        if self.ok:
            return said
        if self.because_of is not None:
            root = _root(self, needs)
            return replace(
                said, because_of=self.because_of, kind="dependency",
                transient=root.cause is None or root.cause.transient,
                message=f"needs {self.because_of}, which is not there",
                hint=f"look at {root.component.name}",
                next_step=_FOLLOWS if recovering else f"mend {root.component.name} and restart",
            )  # fmt: skip
        if cause is None:
            return replace(said, message="still loading")
        next_step = cause.next_step
        if recovering:
            next_step = _GOES_ON if self.status == "pending" else _RECOVERING
        return replace(
            said, kind=cause.kind, transient=cause.transient, error=cause.error,
            message=cause.message, where=cause.where, hint=cause.hint, next_step=next_step,
        )  # fmt: skip


def _root(part: Progress, needs: dict[str, Progress]) -> Progress:
    while part.because_of is not None:  # no circle: the definition refuses them
        part = needs[part.because_of]
    return part
