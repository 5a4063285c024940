"""Trying tests again that the network failed: the protocol of an item, attempt by attempt.

It does what pytest's own protocol does, in the same order. When an attempt is to
be followed by another, its failure is reported as `rerun`, and its teardown is
told that the next test is the same one: what belongs to the function is torn
down and set up anew, and what belongs to more than it stays. The judgement and
the waits are the client's own: its classifier, its backoff, its retry budget, one
for the whole run, so that in an outage not every test waits for nothing.
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import pytest

from esologs.testing import protocol
from esologs.testing.plan import Plan, Plans

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from esologs.resilience.budget import RetryBudget

_REASONS: Final = {
    "attempts": "all attempts are used up",
    "budget": "the retry budget of this run is spent: too many tests are failing",
    "retry-after": "the server asks for a longer wait than is accepted",
}


@dataclass(frozen=True, slots=True)
class _Again:
    """The decision to try again after *wait* seconds, since *failure* (one line) happened."""

    attempt: int
    wait: float
    failure: str


class Retrying:
    """The plugin that runs the items which may be tried again."""

    def __init__(
        self, plans: Plans, sleep: Callable[[float], object], rng: Callable[[], float]
    ) -> None:
        self._plans = plans
        self._sleep = sleep
        self._rng = rng
        self._budget: RetryBudget | None = None
        self._wait = 0.0
        self._broken: list[tuple[pytest.FixtureDef[Any], pytest.FixtureRequest]] = []

    @pytest.hookimpl
    def pytest_runtest_protocol(
        self, item: pytest.Item, nextitem: pytest.Item | None
    ) -> bool | None:
        """Run *item*, if it may be tried again."""
        plan = self._plan_of(item)
        if plan is None or plan.max_attempts == 1:
            return None
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        properties = list(item.user_properties)
        for attempt in itertools.count(1):
            again = self._attempt(item, nextitem, plan, attempt)
            if again is None:
                break
            self._wait = again.wait
            item.user_properties[:] = [*properties, ("esologs_attempts", attempt + 1)]
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Wait before a further attempt; a marker that cannot be read fails its test here."""
        self._plans.of(item)
        # Waiting is part of the setup, so that an interruption or a time limit is reported.
        wait, self._wait = self._wait, 0.0
        if wait > 0:
            self._sleep(wait)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Remember which fixtures failed: pytest would hand the same failure out again."""
        try:
            return (yield)
        except BaseException:
            self._broken.append((fixturedef, request))
            raise

    def _plan_of(self, item: pytest.Item) -> Plan | None:
        try:
            plan = self._plans.of(item)
        except pytest.UsageError:
            return None  # raised again where it can be reported
        option = item.config.getoption
        if plan is None or option("setupshow", default=False):  # so does --setup-only
            return None
        asked = self._plans.is_asked_for(item)
        return plan if asked or not protocol.is_run_by_others(item) else None

    def _attempt(
        self, item: pytest.Item, nextitem: pytest.Item | None, plan: Plan, attempt: int
    ) -> _Again | None:
        """Run *item* once; the outcome is whether to try it again, and when."""
        self._broken.clear()
        protocol.renew(item, again=attempt > 1)
        try:
            call, report = protocol.phase(item, "setup")
            again = self._decide(item, plan, attempt, call, report)
            if report.passed:
                protocol.log(item, call, report)
                call, report = protocol.phase(item, "call")
                again = self._decide(item, plan, attempt, call, report)
            if again is not None:
                return self._end_and_retry(item, nextitem, plan, again, call, report)
            protocol.log(item, call, report)
            if report.passed and attempt > 1 and self._budget is not None:
                self._budget.succeed(retried=True)
            session = item.session
            following = None if session.shouldfail or session.shouldstop else nextitem
            protocol.log(item, *protocol.phase(item, "teardown", nextitem=following))
            return None
        finally:
            protocol.let_go(item)

    def _end_and_retry(
        self,
        item: pytest.Item,
        nextitem: pytest.Item | None,
        plan: Plan,
        again: _Again,
        call: pytest.CallInfo[None],
        report: pytest.TestReport,
    ) -> _Again | None:
        """Tear the attempt down, and report it; a teardown that fails by itself ends the test."""
        torn, torn_report = protocol.phase(item, "teardown", nextitem=protocol.twin(item))
        if torn_report.failed and not self._passes(plan, torn):
            protocol.log(item, call, report)
            protocol.log(item, torn, torn_report)
            rest, rest_report = protocol.tear_down_rest(item, nextitem)
            if rest_report.failed:
                protocol.log(item, rest, rest_report)
            return None
        if torn_report.failed:
            report.sections.append(("teardown", torn_report.longreprtext))
        for fixturedef, request in reversed(self._broken):  # of whatever scope
            fixturedef.finish(cast("Any", request))
        # Plain values: under xdist a report travels. The word is the one that other tools know.
        report.__dict__["esologs_retry"] = {**asdict(again), "of": plan.max_attempts}
        report.__dict__["outcome"] = "rerun"
        item.ihook.pytest_runtest_logreport(report=report)
        return again

    def _decide(
        self,
        item: pytest.Item,
        plan: Plan,
        attempt: int,
        call: pytest.CallInfo[None],
        report: pytest.TestReport,
    ) -> _Again | None:
        """Say whether the failure of *report* is worth another attempt, and note it there."""
        if attempt > 1:
            report.__dict__["esologs_attempt"] = attempt
        if not report.failed or call.excinfo is None or not self._passes(plan, call):
            return None
        from esologs.testing.judgement import failure_line, wait_after

        error = call.excinfo.value
        decision = wait_after(error, attempt, plan, self._run_budget(), self._rng)
        if isinstance(decision, str):
            why = _REASONS.get(decision, decision)
            text = f"attempt {attempt} of {plan.max_attempts}, and no further one: {why}"
            report.sections.append(("retry", text))
            return None
        if item.session.shouldfail or item.session.shouldstop:
            return None
        return _Again(attempt, decision, failure_line(error))

    def _passes(self, plan: Plan, call: pytest.CallInfo[None]) -> bool:
        """Whether what *call* raised is the network's and may pass."""
        if call.excinfo is None:
            return False
        if not plan.any_network and "esologs.errors" not in sys.modules:
            return False  # nothing of esologs can have failed
        from esologs.testing.judgement import may_pass

        return may_pass(call.excinfo.value, any_network=plan.any_network)

    def _run_budget(self) -> RetryBudget:
        if self._budget is None:
            from esologs.config import RetryBudgetConfig
            from esologs.resilience.budget import RetryBudget

            self._budget = RetryBudget(RetryBudgetConfig(), time.monotonic)
        return self._budget


def plugin_of(config: pytest.Config) -> Retrying | None:
    """Return the plugin for this run, or `None` if nothing is to be tried again."""
    plans = Plans(config)
    return None if plans.mode == "off" else Retrying(plans, time.sleep, random.random)
