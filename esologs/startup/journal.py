"""What the log says of components: a line a retry, one traceback a failure, no secret.

The records are of the logger `esologs.startup` and carry the component, the
attempt, the wait and the kind as attributes. A traceback is part of the message:
as `exc_info` it could not be redacted.
"""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from esologs.resilience.classify import diagnose
from esologs.startup.sinks import log

if TYPE_CHECKING:
    from esologs.startup.progress import Progress
    from esologs.startup.redaction import Redactor


class Journal:
    """Writes the log of one start."""

    def __init__(self, redact: Redactor) -> None:
        self._redact = redact

    def retried(self, part: Progress, wait: float) -> None:
        """A WARNING: an attempt failed, and there is another."""
        cause = part.cause
        kind, error, said = ("", "", "") if cause is None else (cause.kind, cause.error, cause.line)
        log.warning(
            "%s: attempt %d failed, the next one follows in %.2f s: %s",
            part.component.name, part.attempts, wait, said,
            extra={
                "component": part.component.name, "attempt": part.attempts, "wait": wait,
                "kind": kind, "error": error,
            },
        )  # fmt: skip

    def failed(self, part: Progress, error: BaseException | None = None) -> None:
        """An ERROR with the traceback of *error*, if there is one: nothing more is tried now."""
        cause, name = part.cause, part.component.name
        if cause is None:
            return
        trace = "" if error is None else "\n" + self._traceback(error)
        log.error(
            "%s: could not be loaded (%s, attempt %d): %s%s",
            name, cause.kind, part.attempts, cause.line, trace,
            extra={
                "component": name, "attempt": part.attempts, "kind": cause.kind,
                "error": cause.error,
            },
        )  # fmt: skip

    def recovered(self, part: Progress) -> None:
        """An INFO: it is there after all."""
        name = part.component.name
        log.info(
            "%s: recovered at attempt %d", name, part.attempts,
            extra={"component": name, "attempt": part.attempts},
        )  # fmt: skip

    def not_cleaned_up(self, part: Progress, error: BaseException) -> None:
        """A WARNING: what a failed attempt left behind may still be there."""
        name, root = part.component.name, diagnose(error).root
        said = self._redact(" ".join(str(root).split()))[:300]
        log.warning(
            "%s: its clean-up failed: %s: %s", name, type(root).__name__, said,
            extra={"component": name, "error": type(root).__name__},
        )  # fmt: skip

    def _traceback(self, error: BaseException) -> str:
        return self._redact("".join(traceback.format_exception(error)).rstrip())
