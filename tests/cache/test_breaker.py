"""The breaker of a store."""

from __future__ import annotations

from esologs.cache.breaker import StoreBreaker


class Stopped:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def a_breaker() -> tuple[StoreBreaker, Stopped]:
    clock = Stopped()
    return StoreBreaker(max_failures=3, pause=2.0, longest_pause=30.0, clock=clock), clock


def opened() -> tuple[StoreBreaker, Stopped]:
    breaker, clock = a_breaker()
    for _ in range(3):
        breaker.failed()
    return breaker, clock


def test_three_failures_in_a_row_open_it() -> None:
    """A success between them starts the count again."""
    breaker, _ = a_breaker()
    breaker.failed()
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    breaker.failed()
    still = breaker.admits()
    breaker.failed()

    assert (still, breaker.admits(), breaker.is_open) == (True, False, True)


def test_after_the_pause_one_may_try() -> None:
    """Fifty ask, one is let through; its success lets all in again."""
    breaker, clock = opened()
    clock.now += 1.9
    early = breaker.admits()
    clock.now += 0.1
    admitted = [breaker.admits() for _ in range(50)]
    breaker.succeeded()

    assert not early
    assert admitted == [True] + [False] * 49
    assert [breaker.admits() for _ in range(2)] == [True, True]


def test_each_failed_probe_doubles_the_pause() -> None:
    """2, 4, 8, 16, and never more than 30 seconds; a success takes it back to 2."""
    breaker, clock = opened()
    pauses: list[float] = []
    for _ in range(6):
        began = clock.now
        while not breaker.admits():
            clock.now += 0.5
        pauses.append(clock.now - began)
        breaker.failed()
    clock.now += 30.0
    assert breaker.admits()
    breaker.succeeded()
    for _ in range(3):
        breaker.failed()
    clock.now += 2.0

    assert pauses == [2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    assert breaker.admits()


def test_a_probe_that_never_comes_back_does_not_wedge_it() -> None:
    """After as long again another one may try."""
    breaker, clock = opened()
    clock.now += 2.0
    first = breaker.admits()
    clock.now += 1.9
    between = breaker.admits()
    clock.now += 0.1

    assert (first, between, breaker.admits()) == (True, False, True)


def test_failures_that_began_before_it_opened_change_nothing() -> None:
    """Ten callers wait for a store that froze: the pause is that of one failure."""
    breaker, clock = opened()
    for _ in range(10):
        breaker.failed()
    clock.now += 2.0

    assert breaker.admits()
