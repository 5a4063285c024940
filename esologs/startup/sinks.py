"""Where a report goes: the protocol of a sink, the log, and any callable."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, cast, runtime_checkable

from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esologs.startup.report import StartupReport

log: Final = logging.getLogger("esologs.startup")


@runtime_checkable
class Sink(Protocol):
    """Something that takes reports, and can change one that it took.

    Both may raise whatever they like and take as long as they like: the startup
    gives each of them 10 seconds and goes on with the next sink. A sink whose
    address is a secret has a tuple `secrets`, whose strings no report will say.
    """

    async def send(self, report: StartupReport, /) -> object:
        """Hand over *report*; return what `edit` needs to change it, or `None` if it cannot."""
        ...

    async def edit(self, receipt: object, report: StartupReport, /) -> None:
        """Put *report* in the place of the one that gave *receipt*."""
        ...


ReportTo: TypeAlias = "Sink | Callable[[StartupReport], object]"
"""A sink, or a callable, sync or async, that is called with each revision of the report."""


class LogSink:
    """Writes the report to the logger `esologs.startup`.

    An ERROR if a critical component is missing, else a WARNING; what recovered
    is INFO.
    """

    async def send(self, report: StartupReport) -> object:
        """Write the whole report."""
        level = logging.WARNING if report.ready else logging.ERROR
        log.log(level, "%s", report.full_text(), extra=fields(report))
        return True

    async def edit(self, receipt: object, report: StartupReport) -> None:  # noqa: ARG002 - a Sink
        """Write what there is to say now."""
        log.info("%s", report.text(), extra=fields(report))


class CallableSink:
    """A callable in the shape of a sink; it is called again with each revision."""

    def __init__(self, call: Callable[[StartupReport], object]) -> None:
        self._call = call

    def __repr__(self) -> str:
        return getattr(self._call, "__qualname__", type(self._call).__name__)

    async def send(self, report: StartupReport) -> object:
        """Call it."""
        outcome = self._call(report)
        if inspect.isawaitable(outcome):
            await cast("Awaitable[object]", outcome)
        return True

    async def edit(self, receipt: object, report: StartupReport) -> None:  # noqa: ARG002 - a Sink
        """Call it again: what it does with a later revision is its own business."""
        await self.send(report)


def as_sinks(targets: object) -> list[Sink]:
    """Return *targets* as sinks; raises `ConfigError` for what is neither that nor callable."""
    if not isinstance(targets, Iterable):
        raise ConfigError(f"report_to takes several sinks; write report_to=[{targets!r}]")
    sinks: list[Sink] = []
    for target in cast("Iterable[object]", targets):
        if isinstance(target, Sink):
            sinks.append(target)
        elif callable(target):
            sinks.append(CallableSink(target))
        else:
            raise ConfigError(f"report_to takes sinks and callables, got {target!r}")
    return sinks


def fields(report: StartupReport) -> dict[str, object]:
    """Return what a structured log wants to know of *report*."""
    return {
        "startup": report.name,
        "startup_status": report.status,
        "missing": [component.name for component in report.missing],
    }
