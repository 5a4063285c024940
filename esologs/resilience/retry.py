"""Retry: try again when the failure was transient and the wait is affordable."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from esologs.errors import (
    ApiError,
    CircuitOpenError,
    ColdCacheError,
    DeadlineExceededError,
    PausedError,
    RejectedError,
    SlotsFullError,
)
from esologs.resilience._flow import sleep
from esologs.resilience.classify import classify
from esologs.resilience.events import RetryScheduled, RetryStopped

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.config import RetryConfig
    from esologs.errors import StopReason
    from esologs.resilience._flow import Flow, Proceed
    from esologs.resilience.budget import RetryBudget
    from esologs.resilience.events import Hooks


class Retry:
    """Repeat a failed attempt with full-jitter exponential backoff.

    A failure is repeated when the classifier calls it transient (or the
    config's `on` says so), an attempt is left, the budget allows it, and the
    wait fits the deadline. What was refused on this side (an open circuit, spent
    points, a full queue) is no attempt and is not repeated; nor is a wait begun
    that would end at an open circuit. The failure that leaves here is the last
    attempt's, with `attempts` and `stopped`. An answer that a cold cache left
    incomplete is handed over when nothing more can be tried.
    """

    def __init__(
        self,
        config: RetryConfig | None,
        budget: RetryBudget | None,
        rng: Callable[[], float],
        hooks: Hooks,
        refuses_for: Callable[[], float] | None = None,
    ) -> None:
        self._config = config
        self._budget = budget
        self._rng = rng
        self._hooks = hooks
        self._refuses_for = refuses_for

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Run the call until it succeeds or nothing more may be tried."""
        config = self._config_of(call)
        failure: ApiError | None = None
        try:
            for attempt in itertools.count(1):
                call.attempts = attempt
                try:
                    reply = yield from proceed(call)
                except ApiError as error:
                    failure = error
                    stopped = yield from self._wait_or_stop(call, config, attempt, error)
                    if stopped is None:
                        continue
                except RejectedError as refusal:
                    call.attempts = attempt - 1
                    stopped = _refused_by(refusal)
                    if failure is None or stopped is None:
                        raise
                    self._refund(failure)
                else:
                    if self._budget is not None:
                        self._budget.succeed(retried=attempt > 1)
                    return reply
                return self._give_up(call, stopped, failure)
            raise AssertionError  # pragma: no cover - count() does not end
        finally:
            del failure  # or its traceback would hold this frame, and this frame the failure

    def _give_up(self, call: Call, stopped: StopReason, failure: ApiError) -> Reply:
        """Raise the last attempt's failure, or return the best answer that there was."""
        failure.attempts, failure.stopped = call.attempts, stopped
        if stopped != "off":
            self._stop(call, call.attempts, stopped, failure)
        if isinstance(failure, ColdCacheError) and failure.reply is not None:
            return failure.reply
        raise failure

    def _refund(self, failure: ApiError) -> None:
        """Give back what a retry paid that was refused before it was sent."""
        if self._budget is not None and failure.retry_after is None:
            self._budget.refund()

    def _config_of(self, call: Call) -> RetryConfig | None:
        config = call.options.get("retry", self._config)
        if (retries := call.options.get("max_retries")) is None:
            return config
        if config is None:
            from esologs.config import RetryConfig

            config = RetryConfig()
        return replace(config, max_retries=retries)

    def _wait_or_stop(
        self, call: Call, config: RetryConfig | None, attempt: int, error: ApiError
    ) -> Flow[StopReason | None]:
        """Wait before the next attempt and return `None`, or return why there is none."""
        if config is None:
            return "off"
        asked = error.retry_after
        wait = next_wait(config, attempt, error, asked, self._rng)
        if isinstance(wait, str):
            return wait
        if self._refuses_for is not None and self._refuses_for() > wait:
            return "breaker"
        # What the server asks for is kept exactly and costs no budget: whoever
        # waits as told adds no load.
        budget = self._budget if asked is None else None
        if budget is not None and not budget.withdraw():
            return "budget"
        announce = RetryScheduled(
            operation=call.operation.name,
            call_id=call.id,
            attempt=attempt,
            wait=wait,
            asked=asked is not None,
            error=error,
        )
        try:
            yield from sleep(wait, announce)
        except DeadlineExceededError:
            if budget is not None:
                budget.refund()
            return "deadline"
        return None

    def _stop(self, call: Call, attempt: int, reason: StopReason, error: ApiError) -> None:
        self._hooks(
            RetryStopped(
                operation=call.operation.name,
                call_id=call.id,
                attempt=attempt,
                reason=reason,
                error=error,
            )
        )


def next_wait(
    config: RetryConfig,
    attempt: int,
    error: Exception,
    asked: float | None,
    rng: Callable[[], float],
) -> float | StopReason:
    """Return the seconds to wait after attempt number *attempt*, or why there is no further one.

    *asked* is the wait that the server named. Budget and deadline are the caller's business.
    """
    verdict = classify(error)
    if not wanted(config, error, transient=verdict.transient):
        return "not-transient"
    if attempt > config.max_retries:
        return "attempts"
    if asked is not None and asked > config.max_retry_after:
        return "retry-after"
    return max(backoff(config, attempt, rng) if asked is None else asked, verdict.least_wait)


def backoff(config: RetryConfig, attempt: int, rng: Callable[[], float]) -> float:
    """Return the jittered wait in seconds after the given attempt, which counts from 1."""
    # The exponent is bounded: 2.0**1024 would raise after a thousand attempts.
    ceiling = min(config.wait_max, config.wait_initial * 2.0 ** min(attempt - 1, 60))
    return ceiling * rng()


def _refused_by(refusal: RejectedError) -> StopReason | None:
    match refusal:
        case CircuitOpenError():
            return "breaker"
        case PausedError():
            return "points"
        case SlotsFullError():
            return "slots"
        case DeadlineExceededError():
            return "deadline"
        case _:
            return None


def wanted(config: RetryConfig, error: Exception, *, transient: bool) -> bool:
    """Whether *error* is one to try again for: what the config says, else *transient*."""
    match config.on:
        case None:
            return transient
        case tuple() | type() as kinds:
            return isinstance(error, kinds)
        case predicate:
            return bool(predicate(error))
