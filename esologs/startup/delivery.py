"""Delivery: the first sink that takes the report has it, and gets what changes; else the log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from esologs.startup.sinks import fields, log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.startup.attempt import Attempts
    from esologs.startup.redaction import Redactor
    from esologs.startup.report import StartupReport
    from esologs.startup.sinks import Sink

_SECONDS: Final = 10.0  # for each sink


class Delivery:
    """Hands reports to *sinks*; nothing that they do breaks a start."""

    def __init__(self, sinks: Sequence[Sink], attempts: Attempts, redact: Redactor) -> None:
        self._sinks = sinks
        self._attempts = attempts
        self._redact = redact
        self._taken: tuple[Sink, object] | None = None

    async def send(self, report: StartupReport) -> None:
        """Give *report* to the first sink that takes it, or write all of it to the log."""
        for sink in self._sinks:
            outcome = await self._attempts.run(
                partial(sink.send, report), _SECONDS, f"{report.name}: report"
            )
            if outcome.error is None:
                self._taken = (sink, outcome.value)
                return
            self._refused(sink, outcome.error)
        log.error("%s", report.full_text(), extra=fields(report))

    async def edit(self, report: StartupReport) -> None:
        """Put *report* in the place of what was sent; what cannot be changed there is logged."""
        if self._taken is not None and self._taken[1] is not None:
            sink, receipt = self._taken
            outcome = await self._attempts.run(
                partial(sink.edit, receipt, report), _SECONDS, f"{report.name}: report"
            )
            if outcome.error is None:
                return
            self._refused(sink, outcome.error)
        log.info("%s", report.text(), extra=fields(report))

    def _refused(self, sink: Sink, error: BaseException) -> None:
        said = self._redact(" ".join(str(error).split()))
        log.warning(
            "%s could not take the report: %s: %s", self._redact(repr(sink)),
            type(error).__name__, said,
            extra={"sink": type(sink).__name__, "error": type(error).__name__},
        )  # fmt: skip
