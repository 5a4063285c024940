"""The pipeline: which policies stand around an attempt, and in which order.

The order is fixed. Users choose policies and their numbers, not their order: a
wrong order is the commonest mistake with libraries of this kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from esologs._forks import renew_in_child
from esologs.resilience._flow import compose
from esologs.resilience.breaker import Breaker
from esologs.resilience.budget import RetryBudget
from esologs.resilience.coalesce import Coalesce
from esologs.resilience.deadline import Deadline
from esologs.resilience.points import PointsGate
from esologs.resilience.retry import Retry
from esologs.resilience.slots import Slots

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._call import Call, Reply
    from esologs.config import (
        AttemptConfig,
        BreakerConfig,
        LimitsConfig,
        PointsConfig,
        RetryConfig,
        SlotsConfig,
    )
    from esologs.fleet.config import FleetConfig
    from esologs.resilience._flow import Flow, Policy, Proceed
    from esologs.resilience.events import Hooks

# A probe holds its lease for an attempt's time, and a little more for what stands
# around it. Without a bound of the attempt this stands in for one.
_PROBE_MARGIN: Final = 5.0
_PROBE_TIME: Final = 60.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, weakref_slot=True)
class Pipeline:
    """The way of a call through the policies of one client, and those that can be asked."""

    flow: Proceed = field(repr=False)
    coalesce: Coalesce = field(repr=False)
    budget: RetryBudget | None
    breaker: Breaker | None
    points: PointsGate | None
    slots: Slots | None

    def __call__(self, call: Call) -> Flow[Reply]:
        """Run *call* through all of them."""
        return self.flow(call)

    def after_fork(self) -> None:
        """Let every policy forget, in a child, the calls that its parent has under way."""
        for policy in (self.coalesce, self.budget, self.breaker, self.points, self.slots):
            if policy is not None:
                policy.after_fork()


def build(
    *,
    timeout: float | None,
    retry: RetryConfig | None,
    breaker: BreakerConfig | None,
    points: PointsConfig | None,
    slots: SlotsConfig | None,
    limits: LimitsConfig,
    attempts: AttemptConfig,
    cache: Policy | None,
    coalesce: bool,
    fleet: FleetConfig | None = None,
    refresh: Policy | None = None,
    authorize: Policy,
    attempt: Proceed,
    renew: Callable[[Call, Reply], Reply],
    hooks: Hooks,
    clock: Callable[[], float],
    rng: Callable[[], float],
) -> Pipeline:
    """Return the composed pipeline of one client; a policy whose config is `None` is left out.

    *cache*, *refresh*, *authorize*, *attempt* and *renew* (a reply of one's own out of a
    shared one) are handed in, since they stand above this package.
    """
    limited = retry.budget if retry is not None else None
    budget = None if limited is None else RetryBudget(limited, clock)
    circuit = seats = None
    gate: PointsGate | None = None
    lease = (attempts.timeout or _PROBE_TIME) + _PROBE_MARGIN
    if breaker is not None:
        circuit = Breaker(breaker, lease=lease, hooks=hooks, clock=clock, rng=rng)
    if points is not None and fleet is not None:
        from esologs.resilience.fleet import FleetPoints

        active_for = fleet.active_for
        gate = FleetPoints(
            points, lease=lease, active_for=active_for, hooks=hooks, clock=clock, rng=rng
        )
    elif points is not None:
        gate = PointsGate(points, hooks=hooks, clock=clock, rng=rng)
    if slots is not None:
        seats = Slots(limits.max_connections, slots)
    shared = Coalesce(renew, hooks, clock, enabled=coalesce)
    policies: list[Policy | None] = [
        # Outermost: everything inside, waits included, spends from one deadline.
        Deadline(timeout, clock),
        # Outermost that can answer: it sees the final failure of all below.
        cache,
        # Inside the cache, so that each caller keeps its own fallback.
        shared,
        # Inside coalesce: one caller of this process speaks for all of them in the fleet.
        refresh,
        # Outside the breaker: each attempt passes the breaker.
        Retry(retry, budget, rng, hooks, None if circuit is None else circuit.refuses_for),
        # Inside retry: an open circuit is no attempt.
        circuit,
        # Inside the breaker: an open circuit spends no points.
        gate,
        # Inside all that waits: a slot is never held while waiting.
        seats,
        # Part of the attempt, but outside its wire timeout.
        authorize,
    ]
    flow = compose([policy for policy in policies if policy is not None], attempt)
    pipeline = Pipeline(
        flow=flow, coalesce=shared, budget=budget, breaker=circuit, points=gate, slots=seats
    )
    renew_in_child(pipeline)
    return pipeline
