"""The pipeline: which policies stand around an attempt, and in which order.

The order is fixed. Users choose policies and their numbers, not their order: a
wrong order is the commonest mistake with libraries of this kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.resilience._flow import compose
from esologs.resilience.budget import RetryBudget
from esologs.resilience.coalesce import Coalesce
from esologs.resilience.deadline import Deadline
from esologs.resilience.retry import Retry

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.config import RetryConfig
    from esologs.resilience._flow import Policy, Proceed
    from esologs.resilience.events import Hooks


def build(
    *,
    timeout: float | None,
    retry: RetryConfig | None,
    coalesce: bool,
    authorize: Policy,
    attempt: Proceed,
    renew: Callable[[Call, Reply], Reply],
    hooks: Hooks,
    clock: Callable[[], float],
    rng: Callable[[], float],
) -> Proceed:
    """Return the composed pipeline of one client.

    *authorize*, *attempt* and *renew* (a reply of one's own out of a shared one)
    are handed in, since they stand above this package.
    """
    limited = retry.budget if retry is not None else None
    budget = None if limited is None else RetryBudget(limited, clock)
    return compose(
        [
            # Outermost: everything inside, waits included, spends from one deadline.
            Deadline(timeout, clock),
            # Cache: outermost that can answer; it sees the final failure of all below.
            # Inside the cache, so that each caller keeps its own fallback.
            Coalesce(renew, hooks, clock, enabled=coalesce),
            # Outside the breaker: each attempt passes the breaker.
            Retry(retry, budget, rng, hooks),
            # Breaker: inside retry, so that an open circuit is no attempt.
            # Points: inside the breaker, so that an open circuit spends none.
            # Slots: a slot is never held while waiting, so nothing that waits is inside.
            # Part of the attempt, but outside its wire timeout.
            authorize,
        ],
        attempt,
    )
