"""The retry budget."""

from __future__ import annotations

from threading import Thread

from esologs.config import RetryBudgetConfig
from esologs.resilience.budget import RetryBudget


def test_a_brown_out_of_a_tenth_never_empties_it() -> None:
    """Nine first-try successes pay for the one retry, whose success gives its cost back."""
    budget = RetryBudget(RetryBudgetConfig(per_second=0.0), lambda: 0.0)

    for _ in range(1000):
        for _ in range(9):
            budget.succeed(retried=False)
        assert budget.withdraw()
        budget.succeed(retried=True)

    assert budget.tokens == 100.0


def test_a_hard_outage_empties_it_and_time_fills_it() -> None:
    """Ten retries of ten; then one more every ten seconds."""
    now = 0.0
    budget = RetryBudget(RetryBudgetConfig(), lambda: now)

    paid = sum(budget.withdraw() for _ in range(50))
    now = 9.9
    early = budget.withdraw()
    now = 10.0
    late = budget.withdraw()

    assert (paid, early, late) == (10, False, True)


def test_a_clock_that_runs_backwards_adds_nothing() -> None:
    """Nor does it take anything."""
    now = 100.0
    budget = RetryBudget(RetryBudgetConfig(capacity=20), lambda: now)
    budget.withdraw()
    now = 0.0

    assert budget.tokens == 10.0


def test_threads_lose_no_token() -> None:
    """Eight threads that pay 125 times each take exactly a thousand."""
    budget = RetryBudget(RetryBudgetConfig(capacity=1500, cost=1, per_second=0), lambda: 0.0)

    def pay() -> None:
        for _ in range(125):
            budget.withdraw()

    threads = [Thread(target=pay) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert budget.tokens == 500.0
