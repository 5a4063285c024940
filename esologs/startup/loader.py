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
from esologs.startup.causes import cause_of
from esologs.startup.patience import heals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from esologs.config import RetryConfig
    from esologs.startup.attempt import Attempts, Outcome
    from esologs.startup.causes import Cause
    from esologs.startup.journal import Journal
    from esologs.startup.patience import Patience
    from esologs.startup.progress import Progress
    from esologs.startup.recovery import RecoveryConfig
    from esologs.startup.redaction import Redactor

_CLEAN_UP: Final = 10.0  # seconds that a clean-up may take


class Loader:
    """Loads components; *changed* is called whenever the state of one changes.

    *ends_at* is when the start is over, on the clock of *patience*. Once *doomed*
    is set no further attempt is begun.
    """

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
        journal: Journal,
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
        self._journal = journal
        self._changed = changed
        self.doomed: asyncio.Event = asyncio.Event()

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

    def waits_at(self, part: Progress) -> str | None:
        """Return the line at which the attempt under way waits."""
        return self._attempts.waits_at(_name(part))

    def give_up(self, part: Progress, cause: Cause) -> None:
        """Say that *part* is not there, for *cause*."""
        part.fail(cause)
        self._journal.failed(part)

    async def clean_up(self, part: Progress) -> None:
        """Undo what an attempt left behind; what goes wrong with that is logged."""
        if part.component.clean_up is None:
            return
        outcome = await self._attempts.run(
            part.component.clean_up, _CLEAN_UP, f"{_name(part)}: clean-up"
        )
        if outcome.error is not None:
            self._journal.not_cleaned_up(part, outcome.error)

    async def _wait_for(self, part: Progress, needs: Sequence[Progress]) -> bool:
        for needed in needs:
            await needed.settled.wait()
            if needed.ok:
                continue
            part.skip(needed)
            part.background = needed.background and self.may_recover(part)
            part.settled.set()
            self._changed()
            await needed.ended.wait()
            if not needed.ok or not part.background:
                return False
        return True

    async def _foreground(self, part: Progress) -> BaseException | None:
        config = self._retry_of(part)
        for attempt in itertools.count(1):
            outcome = await self._load(part)
            error = outcome.error
            if error is None:
                return None
            wait = self._patience.foreground(config, attempt, error, self._ends_at)
            if isinstance(wait, str) or await self._doomed_within(part, wait):
                part.fail(self._cause(part, outcome))
                self._journal.failed(part, error)
                return error
        raise AssertionError  # pragma: no cover - count() does not end

    async def _recover(self, part: Progress, error: BaseException) -> None:
        if self._recovery is None:
            return
        part.background = True
        part.settled.set()
        self._changed()
        for attempt in itertools.count(1):
            wait = self._patience.background(self._recovery, attempt, error)
            part.waits.append(wait)
            if attempt > 1:  # the first one's failure was told in full
                self._journal.retried(part, wait)
            await asyncio.sleep(wait)
            outcome = await self._load(part)
            if outcome.error is None:
                return
            error = outcome.error
            part.fail(self._cause(part, outcome))
            if not self.may_recover(part):
                self._journal.failed(part, error)
                return

    async def _load(self, part: Progress) -> Outcome:
        """Make one attempt, and clean up after it unless it succeeds."""
        async with self._slots:
            part.attempts += 1
            try:
                outcome = await self._attempts.run(
                    part.component.load, self._limit(part), _name(part)
                )
            except asyncio.CancelledError:
                await self.clean_up(part)
                raise
            if outcome.error is not None:
                part.cause = self._cause(part, outcome)
                await self.clean_up(part)
        if part.started is not None:
            part.seconds = self._patience.clock() - part.started
        if outcome.error is None:
            part.load()
            if part.told:
                self._journal.recovered(part)
            self._changed()
        return outcome

    def _limit(self, part: Progress) -> float | None:
        """Return the bound of one attempt; the start's own, which may cut it short, is not here."""
        if part.component.timeout is not None:
            return part.component.timeout
        if self._recovery is None or part.component.critical or self._ends_at is None:
            return None
        left = max(0.0, self._ends_at - self._patience.clock())
        return left + self._recovery.attempt_timeout

    async def _doomed_within(self, part: Progress, wait: float) -> bool:
        """Wait before the next attempt; true as soon as there shall be none."""
        if self.doomed.is_set():
            return True
        part.waits.append(wait)
        self._journal.retried(part, wait)
        try:
            async with asyncio.timeout(wait):
                await self.doomed.wait()
        except TimeoutError:
            return False
        return True

    def _retry_of(self, part: Progress) -> RetryConfig | None:
        own = part.component.retry
        return self._retry if isinstance(own, UnsetType) else own

    def _cause(self, part: Progress, outcome: Outcome) -> Cause:
        error = outcome.error or AssertionError()
        return cause_of(
            error, self._redact, outcome.where, heals=heals(self._retry_of(part), error)
        )


def _name(part: Progress) -> str:
    return f"startup: {part.component.name}"
