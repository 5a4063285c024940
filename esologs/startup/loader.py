"""The life of a component: wait for what it needs, load it, try again, and go on in the background.

All of it is one task a component. When its foreground is over it is *settled*
and the start may end; the same task goes on if that can heal.
"""

from __future__ import annotations

import asyncio
import itertools
from contextlib import nullcontext
from typing import TYPE_CHECKING, Final

from esologs._call import UnsetType
from esologs.resilience.classify import diagnose
from esologs.startup.causes import cause_of, traceback_of
from esologs.startup.patience import heals
from esologs.startup.sinks import log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from esologs.config import RetryConfig
    from esologs.startup.attempt import Attempts, Outcome
    from esologs.startup.patience import Patience
    from esologs.startup.progress import Progress
    from esologs.startup.recovery import RecoveryConfig
    from esologs.startup.redaction import Redactor

_CLEAN_UP: Final = 10.0  # seconds that a clean-up may take


class Loader:
    """Loads components; *changed* is called whenever one is settled or its state changes."""

    def __init__(
        self,
        *,
        attempts: Attempts,
        patience: Patience,
        retry: RetryConfig | None,
        recovery: RecoveryConfig | None,
        ends_at: float | None,
        max_concurrency: int | None,
        redact: Redactor,
        changed: Callable[[], None],
    ) -> None:
        self._attempts = attempts
        self._patience = patience
        self._retry = retry
        self._recovery = recovery
        self._ends_at = ends_at
        self._slots = (
            nullcontext() if max_concurrency is None else asyncio.Semaphore(max_concurrency)
        )
        self._redact = redact
        self._changed = changed
        self.doomed = asyncio.Event()  # the start has failed: no further attempt

    async def live(self, part: Progress, needs: Sequence[Progress]) -> None:
        """Bring *part* up after *needs*, and stay with it until it is there or cannot heal."""
        try:
            if await self._wait_for(part, needs):
                part.started = self._patience.clock()
                error = await self._foreground(part)
                if error is not None and self.may_recover(part):
                    await self._recover(part, error)
        finally:
            part.background = False
            part.settled.set()
            part.ended.set()
            self._changed()

    def may_recover(self, part: Progress) -> bool:
        """Whether the background may go on with *part* after the start."""
        if self._recovery is None or part.component.critical or self.doomed.is_set():
            return False
        return part.cause is None or part.cause.transient

    def retry_of(self, part: Progress) -> RetryConfig | None:
        """Return the retry settings of *part*: its own, or the startup's."""
        own = part.component.retry
        return self._retry if isinstance(own, UnsetType) else own

    async def _wait_for(self, part: Progress, needs: Sequence[Progress]) -> bool:
        for needed in needs:
            await needed.settled.wait()
            if not needed.ok:
                part.skip(needed)
                part.background = needed.background and self.may_recover(part)
                part.settled.set()
                self._changed()
                await needed.ended.wait()
                if not needed.ok or not part.background:
                    return False
        return True

    async def _foreground(self, part: Progress) -> BaseException | None:
        config = self.retry_of(part)
        for attempt in itertools.count(1):
            outcome = await self._load(part)
            if outcome.error is None:
                self._loaded(part)
                return None
            wait = self._patience.foreground(config, attempt, outcome.error, self._ends_at)
            if isinstance(wait, str) or self.doomed.is_set():
                self._failed(part, outcome, final=True)
                return outcome.error
            self._failed(part, outcome, final=False)
            if await self._pause(part, wait):
                part.status = "failed"
                return outcome.error
        raise AssertionError  # pragma: no cover - count() does not end

    async def _recover(self, part: Progress, error: BaseException) -> None:
        assert self._recovery is not None  # noqa: S101 - may_recover() asked
        part.background = True
        part.settled.set()
        self._changed()
        for attempt in itertools.count(1):
            wait = self._patience.background(self._recovery, attempt, error)
            if attempt > 1:
                self._announce(part, wait)
            await asyncio.sleep(wait)
            outcome = await self._load(part)
            if outcome.error is None:
                self._loaded(part)
                return
            error = outcome.error
            healable = heals(self.retry_of(part), error)
            self._failed(part, outcome, final=not healable)
            part.status = "failed"
            if not healable:
                return

    async def _load(self, part: Progress) -> Outcome:
        async with self._slots:
            part.attempts += 1
            name = part.component.name
            try:
                outcome = await self._attempts.run(
                    part.component.load, self._limit(part), f"startup: {name}"
                )
            except asyncio.CancelledError:
                await self.clean_up(part)
                raise
            if outcome.error is not None:
                await self.clean_up(part)
        if part.started is not None:
            part.seconds = self._patience.clock() - part.started
        return outcome

    async def clean_up(self, part: Progress) -> None:
        """Undo what an attempt left behind; what goes wrong with that is logged."""
        if part.component.clean_up is None:
            return
        name = part.component.name
        outcome = await self._attempts.run(
            part.component.clean_up, _CLEAN_UP, f"startup: clean-up of {name}"
        )
        if outcome.error is not None:
            log.warning(
                "%s: its clean-up failed: %s", name, self._line(outcome.error),
                extra={"component": name, "error": type(outcome.error).__name__},
            )  # fmt: skip

    def _limit(self, part: Progress) -> float | None:
        if part.component.timeout is not None:
            return part.component.timeout
        # The start does not wait for it longer than it waits at all; the background does.
        if self._recovery is None or part.component.critical:
            return None
        left = 0.0 if self._ends_at is None else max(0.0, self._ends_at - self._patience.clock())
        return None if self._ends_at is None else left + self._recovery.attempt_timeout

    async def _pause(self, part: Progress, wait: float) -> bool:
        """Wait before the next attempt; true if the start has failed meanwhile."""
        self._announce(part, wait)
        try:
            async with asyncio.timeout(wait):
                await self.doomed.wait()
        except TimeoutError:
            return False
        return True

    def _loaded(self, part: Progress) -> None:
        part.load()
        if part.told:
            log.info(
                "%s: recovered at attempt %d", part.component.name, part.attempts,
                extra={"component": part.component.name, "attempt": part.attempts},
            )  # fmt: skip
        self._changed()

    def _failed(self, part: Progress, outcome: Outcome, *, final: bool) -> None:
        assert outcome.error is not None  # noqa: S101 - asked by whoever calls
        part.cause = cause_of(
            outcome.error,
            self._redact,
            outcome.where,
            heals=heals(self.retry_of(part), outcome.error),
        )
        if not final:
            return
        part.fail(part.cause)
        name = part.component.name
        log.error(
            "%s: could not be loaded (%s, attempt %d): %s\n%s",
            name, part.cause.kind, part.attempts, self._line(outcome.error),
            traceback_of(outcome.error, self._redact),
            extra={
                "component": name, "attempt": part.attempts, "kind": part.cause.kind,
                "error": part.cause.error,
            },
        )  # fmt: skip

    def _announce(self, part: Progress, wait: float) -> None:
        part.waits.append(wait)
        cause = part.cause
        kind, error = ("", "") if cause is None else (cause.kind, cause.error)
        said = "" if cause is None else f"{cause.error}: {cause.message}"
        log.warning(
            "%s: attempt %d failed, the next one follows in %.2f s: %s",
            part.component.name, part.attempts, wait, said[:300],
            extra={
                "component": part.component.name, "attempt": part.attempts, "wait": wait,
                "kind": kind, "error": error,
            },
        )  # fmt: skip

    def _line(self, error: BaseException) -> str:
        root = diagnose(error).root
        said = self._redact(" ".join(str(root).split()))[:300]
        return f"{type(root).__name__}: {said}" if said else type(root).__name__
