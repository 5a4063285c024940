"""The points of one account, shared by workers that know each other through Redis alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from esologs._call import Points
from esologs.config import PointsConfig, SlotsConfig
from esologs.errors import (
    PausedError,
    PointsExhaustedError,
    RateLimitError,
    ServerError,
)
from esologs.resilience import events
from esologs.resilience.slots import Slots
from tests.fleet.fleets import GET

if TYPE_CHECKING:
    from tests.crowd import Caller
    from tests.fleet.fleets import Fleet, Worker


def limited(retry_after: float = 60.0, *, guessed: bool = False) -> RateLimitError:
    error = RateLimitError("HTTP 429", status_code=429)
    error.retry_after, error.guessed = retry_after, guessed
    return error


def greedy(fleet: Fleet, *workers: Worker, most: int = 2000) -> None:
    """Let them ask in turn until none of them gets anything within its time."""
    able = list(workers)
    for _ in range(most):
        able = [worker for worker in able if fleet.ask(worker).error is None]
        if not able:
            return


def answered(callers: list[Caller]) -> int:
    return sum(caller.error is None for caller in callers)


# --- one account ---------------------------------------------------------------------------------


def test_all_workers_together_spend_what_one_would(fleet: Fleet) -> None:
    """Three of them use all points but what no call fits into, and the server never says 429."""
    workers = [fleet.worker(name, timeout=3.0) for name in "abc"]

    greedy(fleet, *workers)

    assert fleet.limit - 3 * fleet.cost < fleet.spent <= fleet.limit


def test_what_one_worker_reads_all_know(fleet: Fleet) -> None:
    """Another program has used nearly all: a worker that never asked waits all the same."""
    one, other = fleet.worker("one"), fleet.worker("other", timeout=3.0)
    fleet.spent = 985
    fleet.ask(one)

    refused = fleet.ask(other).error

    assert isinstance(refused, PointsExhaustedError)
    assert len(fleet.crowd.sent) == 1


def test_calls_on_the_wire_hold_the_points_of_all(fleet: Fleet) -> None:
    """Thirty are left: three calls of one worker take them, and the other's waits to see."""
    one, other = fleet.worker("one"), fleet.worker("other")
    fleet.spent, fleet.takes = 960, 1.0
    fleet.ask(one)
    for _ in range(3):
        fleet.call(one)

    fleet.call(other)
    fleet.crowd.run(0.1)

    assert len(fleet.crowd.sent) == 4
    assert [event.reason for event in fleet.crowd.announced] == ["settling"]  # type: ignore[attr-defined] # all are CallPaused


def test_before_the_first_number_few_find_out_for_all(fleet: Fleet) -> None:
    """Of forty workers that begin at once ten ask, and the others wait for what they hear."""
    fleet.limit, fleet.takes = 150, 1.0
    workers = [fleet.worker(str(number), timeout=3.0) for number in range(40)]
    callers = [fleet.call(worker) for worker in workers]

    fleet.crowd.run(0.1)
    at_first = len(fleet.crowd.sent)
    fleet.crowd.run(30.0)

    assert at_first == 10
    assert answered(callers) <= 15
    assert fleet.spent <= fleet.limit


def test_without_any_number_nobody_waits_for_long(fleet: Fleet) -> None:
    """Answers that tell no points, as to queries of one's own, do not hold a fleet up."""
    fleet.answers, fleet.takes = [None] * 60, 2.0
    workers = [fleet.worker(str(number)) for number in range(60)]
    callers = [fleet.call(worker) for worker in workers]

    fleet.crowd.run(8.0)

    assert answered([caller for caller in callers if caller.is_over]) == 60


def test_the_reserve_is_that_of_all_workers(fleet: Fleet) -> None:
    """A twentieth is kept for interactive calls, whichever worker makes them."""
    config = PointsConfig(reserve=0.05, first_cost=10.0)
    one = fleet.worker("one", config=config, timeout=3.0)
    other = fleet.worker("other", config=config, timeout=3.0)
    fleet.spent = 940
    fleet.ask(one)

    for worker in (one, other):
        refused = fleet.ask(worker).error
        assert isinstance(refused, PointsExhaustedError)
        assert refused.retry_after > 3000
    assert fleet.ask(other, priority="interactive").error is None


def test_background_work_of_every_worker_stops_at_a_fifth(fleet: Fleet) -> None:
    """The line is the account's, not the worker's."""
    one, other = fleet.worker("one", timeout=3.0), fleet.worker("other", timeout=3.0)
    fleet.spent = 790
    fleet.ask(one)

    assert isinstance(fleet.ask(other, priority="background").error, PointsExhaustedError)
    assert fleet.ask(other).error is None


def test_what_an_operation_costs_is_learnt_by_all(fleet: Fleet) -> None:
    """Ten calls of one worker cost thirty each; the other's first of them reckons with that."""
    one, other = fleet.worker("one"), fleet.worker("other", timeout=3.0)
    fleet.cost, fleet.limit = 30, 355
    fleet.asks(one, 11)

    refused = fleet.ask(other).error

    assert isinstance(refused, PointsExhaustedError)
    assert 25 < refused.needed <= 30


def test_a_call_that_was_alone_in_the_fleet_knows_its_cost(fleet: Fleet) -> None:
    """Two at once in two workers do not: each may have been the other's."""
    one, other = fleet.worker("one"), fleet.worker("other")
    fleet.ask(one)
    fleet.ask(other)
    alone = fleet.called.points_cost
    fleet.call(one)
    first = fleet.called
    fleet.call(other)
    second = fleet.called
    fleet.crowd.run(5.0)

    assert alone == 10.0
    assert (first.points_cost, second.points_cost) == (None, None)


# --- nobody is starved ---------------------------------------------------------------------------


def test_what_another_worker_may_still_want_is_kept_for_it(fleet: Fleet) -> None:
    """One asks as fast as it can while the other has asked once: it gets half and no more."""
    eager, slow = fleet.worker("eager", timeout=3.0), fleet.worker("slow", timeout=3.0)
    fleet.ask(slow)

    greedy(fleet, eager)
    in_between = dict(fleet.by_worker)
    greedy(fleet, slow)

    # A little more than half: the hour went on meanwhile.
    assert 480 <= in_between["eager"] <= 520
    assert fleet.by_worker["slow"] >= 480
    assert fleet.spent <= fleet.limit


def test_a_worker_that_waits_for_its_share_says_so(fleet: Fleet) -> None:
    """The event names the reason, and the error says that others are kept for."""
    eager, slow = fleet.worker("eager", timeout=3.0), fleet.worker("slow")
    fleet.ask(slow)
    greedy(fleet, eager)

    refused = fleet.ask(eager, timeout=0.2).error
    fleet.crowd.announced.clear()
    fleet.call(eager, timeout=None)
    fleet.crowd.run(0.1)

    event = fleet.crowd.announced[0]
    assert isinstance(event, events.CallPaused)
    assert event.reason == "share"
    assert isinstance(refused, PointsExhaustedError)
    assert "kept for the other workers" in str(refused)
    assert 0 < refused.left <= 500
    assert refused.retry_after < refused.resets_in


def test_shares_level_out_whatever_was_used_before(fleet: Fleet) -> None:
    """One worker had 600 before two others came: these have the other 400 between them."""
    first = fleet.worker("first", timeout=3.0)
    fleet.asks(first, 60)
    second, third = fleet.worker("second", timeout=3.0), fleet.worker("third", timeout=3.0)
    fleet.ask(third)

    greedy(fleet, first, second)
    greedy(fleet, third)

    assert fleet.by_worker["second"] == pytest.approx(200, abs=20)
    assert fleet.by_worker["third"] == pytest.approx(200, abs=20)


def test_what_nobody_asks_for_is_used_before_the_hour_ends(fleet: Fleet) -> None:
    """Nineteen workers ask once and fall idle; the twentieth has nearly all of the hour."""
    idle = [fleet.worker(str(number)) for number in range(19)]
    eager = fleet.worker("eager")
    for worker in idle:
        fleet.ask(worker)

    while fleet.crowd.now - fleet.start < 3500 and fleet.spent < 990:
        fleet.ask(eager)

    assert fleet.spent >= 0.95 * fleet.limit
    assert fleet.by_worker["eager"] >= 0.78 * fleet.limit


def test_a_share_is_kept_for_a_steady_worker_to_the_end(fleet: Fleet) -> None:
    """It asks every 90 s beside one that takes all that it is given: it never waits."""
    eager, steady = fleet.worker("eager"), fleet.worker("steady", timeout=0.2)
    fleet.ask(steady)
    waiting, refused = fleet.call(eager), 0

    while fleet.crowd.now - fleet.start < 3300:
        for _ in range(90):
            fleet.crowd.run(1.0)
            if waiting.is_over:
                waiting = fleet.call(eager)
        steady_call = fleet.call(steady)
        fleet.crowd.run(0.5)
        refused += steady_call.error is not None

    assert refused == 0
    assert fleet.spent > 900


def test_a_worker_counts_for_as_long_as_it_was_told_to(fleet: Fleet) -> None:
    """After two minutes of silence nothing is kept for it any more."""
    eager, gone = fleet.worker("eager", timeout=3.0), fleet.worker("gone")
    fleet.ask(gone)
    fleet.crowd.run(119.0)
    fleet.ask(eager)
    before = eager.gate.active
    fleet.crowd.run(2.0)

    greedy(fleet, eager)

    assert (before, eager.gate.active) == (2, 1)
    assert fleet.by_worker["eager"] > 0.9 * fleet.limit


def test_a_worker_that_waits_for_the_next_hour_is_still_there(fleet: Fleet) -> None:
    """Whoever wakes first at the turn of the hour does not take what the other waited for."""
    early, late = fleet.worker("early"), fleet.worker("late", draw=1.0)
    fleet.spent = 1000
    fleet.ask(fleet.worker("scout", active_for=1.0))
    callers = [fleet.call(early), fleet.call(late)]
    fleet.crowd.run(3602.0)
    assert callers[0].is_over
    assert not callers[1].is_over

    for _ in range(100):
        fleet.call(early, timeout=2.0)
        fleet.crowd.run(0.01)

    assert fleet.by_worker["early"] <= 520


# --- those who die -------------------------------------------------------------------------------


def test_the_points_of_a_killed_worker_come_back(fleet: Fleet) -> None:
    """It dies with calls on the wire: after their lease others may use what they held."""
    doomed, heir = fleet.worker("doomed"), fleet.worker("heir", timeout=3.0)
    fleet.spent = 940
    fleet.ask(doomed)
    fleet.takes = 1e9
    for _ in range(5):
        fleet.call(doomed)
    fleet.crowd.run(1.0)
    fleet.takes = 0.05
    held = fleet.ask(heir).error
    fleet.crowd.run(36.0)

    assert isinstance(held, PointsExhaustedError)
    assert fleet.ask(heir).error is None


def test_a_cancelled_call_gives_its_points_back_at_once(fleet: Fleet) -> None:
    """Others need not wait for a lease to end."""
    one, other = fleet.worker("one"), fleet.worker("other", timeout=3.0)
    fleet.spent = 940
    fleet.ask(one)
    fleet.takes = 1e9
    callers = [fleet.call(one) for _ in range(5)]
    fleet.crowd.run(0.5)
    for caller in callers:
        fleet.crowd.cancel(caller)
    fleet.crowd.run(0.5)
    fleet.takes = 0.05

    assert fleet.ask(other).error is None


def test_a_call_that_waits_for_a_slot_holds_no_points(fleet: Fleet) -> None:
    """One slot, two calls: the points of the second are there for another worker meanwhile."""
    slots = Slots(1, SlotsConfig())
    full, other = fleet.worker("full", policies=(slots,)), fleet.worker("other", timeout=3.0)
    fleet.spent = 960
    fleet.ask(full)
    fleet.takes = 100.0
    fleet.call(full)
    fleet.call(full)
    fleet.call(full)
    fleet.crowd.run(1.0)
    fleet.takes = 0.05

    assert fleet.ask(other).error is None
    assert slots.waiting == 2


def test_a_failure_that_cost_nothing_gives_back(fleet: Fleet) -> None:
    """A 503 was no work of the server's: the points are there for the next call."""
    one, other = fleet.worker("one"), fleet.worker("other", timeout=3.0)
    fleet.spent = 960
    fleet.ask(one)
    fleet.answers = [ServerError("HTTP 503", status_code=503) for _ in range(3)]

    assert isinstance(fleet.ask(one).error, ServerError)
    assert isinstance(fleet.ask(one).error, ServerError)
    assert isinstance(fleet.ask(one).error, ServerError)
    assert fleet.ask(other).error is None


# --- hours ---------------------------------------------------------------------------------------


def test_with_the_hour_everything_begins_anew_for_all(fleet: Fleet) -> None:
    """Spent points and shares of the last hour are no matter in the next one."""
    one, other = fleet.worker("one", timeout=3.0), fleet.worker("other", timeout=3.0)
    greedy(fleet, one)
    assert fleet.by_worker["one"] > 980
    fleet.crowd.run(3602.0 - (fleet.crowd.now - fleet.start))

    fleet.ask(one)
    fleet.ask(other)
    greedy(fleet, one, other)

    assert fleet.by_worker["one"] == pytest.approx(fleet.by_worker["other"], rel=0.05)
    assert 980 <= fleet.spent <= 1000


def test_an_answer_of_the_last_hour_is_dropped(fleet: Fleet) -> None:
    """It overtook nobody: it says 995 spent, while the new hour has just begun."""
    one = fleet.worker("one", timeout=0.5)
    fleet.resets_in = 100.0
    fleet.ask(one)
    fleet.crowd.run(99.5)
    late = Points(1000, 995, 0)
    fleet.start, fleet.resets_in, fleet.spent = fleet.crowd.now, 3600.0, 0.0
    fleet.ask(one)
    fleet.answers = [late]
    fleet.ask(one)

    assert answered(fleet.asks(one, 20)) == 20
    assert fleet.spent <= 230


# --- pauses --------------------------------------------------------------------------------------


def test_a_429_anywhere_pauses_everybody_for_as_long_as_it_asks(fleet: Fleet) -> None:
    """One worker is told 40 s: the other sends nothing until they are over."""
    one, other = fleet.worker("one"), fleet.worker("other")
    fleet.ask(one)
    fleet.answers = [limited(40.0)]
    assert isinstance(fleet.ask(one).error, RateLimitError)
    began, sent = fleet.crowd.now, len(fleet.crowd.sent)

    fleet.call(other)
    fleet.crowd.run(39.9)
    during = len(fleet.crowd.sent)
    fleet.crowd.run(1.0)

    assert during == sent
    assert fleet.crowd.sent[-1] == pytest.approx(began + 40.0, abs=0.01)
    assert [type(event) for event in one.seen] == [events.PauseStarted]
    assert other.seen == []


def test_several_429_of_one_burst_are_one_piece_of_news(fleet: Fleet) -> None:
    """Three workers meet it together: one of them tells its hooks."""
    workers = [fleet.worker(name) for name in "abc"]
    fleet.ask(workers[0])
    fleet.answers = [limited(40.0), limited(40.0), limited(39.0)]
    for worker in workers:
        fleet.call(worker)
    fleet.crowd.run(5.0)

    told = [event for worker in workers for event in worker.seen]
    assert [type(event) for event in told] == [events.PauseStarted]


def test_those_who_wait_for_the_end_of_a_pause_come_back_spread(fleet: Fleet) -> None:
    """Twenty workers are not back within the same second."""
    workers = [fleet.worker(str(n), draw=n / 20) for n in range(20)]
    fleet.ask(workers[0])
    fleet.answers = [limited(50.0)]
    fleet.ask(workers[0])
    for worker in workers:
        fleet.call(worker)
    fleet.crowd.run(100.0)

    back = sorted(fleet.crowd.sent[2:])
    assert len(back) == 20
    assert back[-1] - back[0] == pytest.approx(0.95 * 5.0, abs=0.1)


def test_one_finds_out_whether_a_guessed_pause_is_over(fleet: Fleet) -> None:
    """Nobody knows when a burst is forgiven: of ten workers one asks, the others follow it."""
    workers = [fleet.worker(str(n)) for n in range(10)]
    fleet.ask(workers[0])
    fleet.answers = [limited(60.0, guessed=True)]
    fleet.ask(workers[0])
    fleet.takes = 5.0
    callers = [fleet.call(worker) for worker in workers]
    fleet.crowd.run(64.0)
    probes = len(fleet.crowd.sent) - 2
    fleet.crowd.run(20.0)

    assert probes == 1
    assert answered([caller for caller in callers if caller.is_over]) == 10


def test_a_probe_that_is_refused_pauses_all_anew(fleet: Fleet) -> None:
    """The guess was too short: one more request was refused, not ten."""
    workers = [fleet.worker(str(n)) for n in range(10)]
    fleet.ask(workers[0])
    fleet.answers = [limited(60.0, guessed=True), limited(60.0, guessed=True)]
    fleet.ask(workers[0])
    for worker in workers:
        fleet.call(worker)
    fleet.crowd.run(118.0)

    assert len(fleet.crowd.sent) == 3


def test_a_probe_that_dies_is_followed_by_another(fleet: Fleet) -> None:
    """Its worker is killed: after its lease the next one asks."""
    doomed, next_one = fleet.worker("doomed"), fleet.worker("next", draw=0.5)
    fleet.ask(doomed)
    fleet.answers = [limited(60.0, guessed=True)]
    fleet.ask(doomed)
    fleet.takes = 1e9
    fleet.call(doomed)
    caller = fleet.call(next_one)
    fleet.crowd.run(70.0)
    assert len(fleet.crowd.sent) == 3
    fleet.takes = 1.0
    fleet.crowd.run(40.0)

    assert caller.is_over
    assert caller.error is None


def test_a_worker_whose_call_cannot_wait_is_refused_with_the_pause_of_another(
    fleet: Fleet,
) -> None:
    """The error says for how long all are held back."""
    one, other = fleet.worker("one"), fleet.worker("other", timeout=3.0)
    fleet.answers = [limited(40.0)]
    fleet.ask(one)

    refused = fleet.ask(other).error

    assert isinstance(refused, PausedError)
    assert not isinstance(refused, PointsExhaustedError)
    assert refused.retry_after == pytest.approx(40.0, abs=1.0)


# --- out of reach --------------------------------------------------------------------------------


def test_without_its_fleet_a_worker_spends_its_own_share(fleet: Fleet) -> None:
    """Four lose Redis with 800 points left: each has 200, and the server never says 429."""
    workers = [fleet.worker(name, timeout=3.0) for name in "abcd"]
    for _ in range(5):
        for worker in workers:
            fleet.ask(worker)
    before = dict(fleet.by_worker)
    fleet.away = True

    greedy(fleet, *workers)

    for worker in workers:
        assert fleet.by_worker[worker.name] - before[worker.name] == pytest.approx(200, abs=10)
    assert fleet.spent <= fleet.limit


def test_alone_a_worker_still_learns_from_the_server(fleet: Fleet) -> None:
    """Its share is 500, but the server says that other programs left nothing."""
    one, other = fleet.worker("one", timeout=3.0), fleet.worker("other")
    fleet.ask(other)
    fleet.ask(one)
    fleet.away = True
    fleet.spent = 1000
    fleet.ask(one)
    sent = len(fleet.crowd.sent)

    assert isinstance(fleet.ask(one).error, PointsExhaustedError)
    assert len(fleet.crowd.sent) == sent


def test_alone_a_worker_has_its_part_of_the_next_hour(fleet: Fleet) -> None:
    """The hour turns while Redis is away: half of it, as there were two."""
    one, other = fleet.worker("one", timeout=3.0), fleet.worker("other")
    fleet.ask(other)
    fleet.ask(one)
    fleet.away = True
    fleet.crowd.run(3605.0)

    greedy(fleet, one)

    assert fleet.by_worker["one"] == pytest.approx(500, abs=11)


def test_a_worker_that_never_met_its_fleet_goes_by_the_servers_number(fleet: Fleet) -> None:
    """It knows of nobody: it behaves as a client without a fleet does."""
    fleet.away = True
    one = fleet.worker("one", timeout=3.0)

    greedy(fleet, one)

    assert 990 <= fleet.spent <= 1000


def test_a_worker_that_is_back_tells_what_it_spent(fleet: Fleet) -> None:
    """It had its share while it was alone: the other may now have the rest."""
    back, other = fleet.worker("back", timeout=3.0), fleet.worker("other", timeout=3.0)
    fleet.ask(other)
    fleet.ask(back)
    back.away = True
    greedy(fleet, back)
    alone = fleet.by_worker["back"]
    back.away = False
    fleet.ask(back)

    greedy(fleet, back, other)

    assert alone == pytest.approx(500, abs=10)
    assert fleet.by_worker["other"] == pytest.approx(500, abs=20)


def test_what_was_told_is_not_told_again(fleet: Fleet) -> None:
    """One step when it is back, and none after it."""
    one = fleet.worker("one")
    fleet.ask(one)
    one.away = True
    fleet.asks(one, 3)
    one.away = False
    fleet.asked.clear()
    fleet.asks(one, 3)

    assert [verb for _, verb in fleet.asked] == ["rejoin", *["reserve", "settle"] * 3]


def test_a_report_whose_answer_was_lost_counts_once(fleet: Fleet) -> None:
    """The fleet heard it, the worker does not know: what it tells again changes nothing."""
    one, other = fleet.worker("one", timeout=3.0), fleet.worker("other", timeout=3.0)
    fleet.ask(other)
    fleet.ask(one)
    one.away = True
    fleet.asks(one, 20)
    one.away = False
    report: Any = vars(one.gate)["_absence"].report()
    books: Any = vars(one.gate)["_books"]
    flow = books.rejoin(report)
    assert fleet.consult(next(flow)) is not None
    greedy(fleet, one, other)

    assert fleet.by_worker["one"] == pytest.approx(500, abs=20)


def test_calls_that_end_while_the_fleet_is_away_free_their_points_later(fleet: Fleet) -> None:
    """Redis freezes between a call's way out and its way back: what it held is given back."""
    one, other = fleet.worker("one"), fleet.worker("other", timeout=3.0)
    fleet.spent = 930
    fleet.ask(one)
    fleet.takes = 1.0
    for _ in range(6):
        fleet.call(one)
    fleet.crowd.run(0.5)
    fleet.away, fleet.answers = True, [None]
    fleet.spent = 940  # what they cost was taken back, as on an answer that came from a cache
    fleet.crowd.run(1.0)
    fleet.away = False
    held = fleet.ask(other).error
    fleet.answers = [None]
    fleet.ask(one)

    assert isinstance(held, PointsExhaustedError)
    assert fleet.ask(other).error is None


def test_a_step_that_came_too_late_holds_nothing(fleet: Fleet) -> None:
    """The fleet heard it after the worker had given up: the worker says so when it is back."""
    one = fleet.worker("one")
    fleet.ask(one)
    fleet.lose_answers = True
    fleet.answers = [ServerError("HTTP 503", status_code=503)]
    fleet.ask(one)
    held = fleet.book("reserved")
    fleet.lose_answers = False
    fleet.ask(one)

    assert (held, fleet.book("reserved")) == (10.0, 0.0)


def test_alone_a_pause_holds_on(fleet: Fleet) -> None:
    """A worker heard of a 429 that another met; Redis goes, and the pause does not."""
    one, other = fleet.worker("one"), fleet.worker("other")
    fleet.ask(one)
    fleet.answers = [limited(40.0)]
    fleet.ask(one)
    fleet.ask(other, timeout=2.0)
    fleet.away = True
    sent = len(fleet.crowd.sent)
    fleet.call(other)
    fleet.crowd.run(37.0)

    assert len(fleet.crowd.sent) == sent


def test_a_child_of_a_fork_is_another_worker(fleet: Fleet) -> None:
    """It has a share of its own, and its parent's calls are its parent's."""
    one = fleet.worker("one")
    fleet.ask(one)
    one.gate.after_fork()
    fleet.ask(one)

    assert one.gate.active == 2


def test_operations_beyond_count_are_not_remembered(fleet: Fleet) -> None:
    """A program that invents a name for each query does not fill the Redis."""
    one = fleet.worker("one")
    fleet.limit = 100_000
    for number in range(600):
        fleet.ask(one, name=f"{GET}{number}")

    assert fleet.redis("HLEN", "costs") == 512
