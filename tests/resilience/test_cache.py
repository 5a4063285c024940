"""The cache policy: fresh without asking, stale when asking fails, never a wrong one."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs._call import Bound, Call, HttpRequest, HttpResponse, Reply, Timeouts
from esologs._operation import Operation
from esologs.config import CacheConfig
from esologs.errors import (
    AccessDeniedError,
    ApiError,
    AuthenticationError,
    CircuitOpenError,
    ConnectFailedError,
    EsoLogsError,
    ForbiddenError,
    GraphQLError,
    NotCachedError,
    NotFoundError,
    PausedError,
    QueryRefusedError,
    RateLimitError,
    RequestTimeoutError,
    ResponseShapeError,
    ServerError,
    TokenEndpointDownError,
)
from esologs.resilience import events
from esologs.resilience._flow import Flow, Load, Share, compose, run, send
from esologs.resilience.cache import Cache, Tools
from esologs.resilience.events import Hooks
from esologs.resilience.shelf_life import Freshness, fresh_for, freshness
from esologs.resilience.throttle import Throttle
from tests.stopped import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._options import RequestOptions

REQUEST = HttpRequest("POST", "https://api.invalid", {})
HOUR, DAY = 3600.0, 86_400.0


def an_operation(kind: Any = "guild") -> Operation[Any]:
    return Operation("getThing", "{x}", "", "", cache=kind)


def body(value: Any) -> HttpResponse:
    return HttpResponse(200, {}, json.dumps(value).encode())


def modelled(response: HttpResponse) -> Any:
    """Build what stands for a model: `{"end": …, "revision": …}` is a report."""
    value: Any = response.json()
    if response.content.startswith(b"{"):
        report = SimpleNamespace(end_time=value.get("end"), revision=value.get("revision"))
        return SimpleNamespace(report_data=SimpleNamespace(report=report))
    return SimpleNamespace(value=value)


def remembered(message: str, *, retry_after: float) -> TokenEndpointDownError:
    error = TokenEndpointDownError(message)
    error.remembered, error.retry_after = True, retry_after
    return error


class Client:
    """Calls through a cache policy, in a world with a stopped clock."""

    def __init__(self, *answers: Any, kind: Any = "guild", **config: Any) -> None:
        self.world = World(*answers)
        self.kind = kind
        self.fits = True
        self.wall = 1_700_000_000.0
        self.luck = 0.5
        tools = Tools(
            key_of=lambda call: f"{call.operation.name}:{call.variables}",
            tags_of=lambda call: (f"report:{call.variables.get('code')}",),
            renew=self.renewed,
            schema_hash=lambda: "s1",
            max_bytes=1_000_000,
            wall_clock=lambda: self.wall,
            clock=self.world.clock,
            rng=lambda: self.luck,
            hooks=Hooks([self.world.events.append]),
        )
        self.policy = Cache(CacheConfig(**config), tools, 60.0)
        self.attempt: Callable[[Call], Flow[Reply]] = self.send

    def renewed(self, _: Call, reply: Reply) -> Reply:
        if not self.fits:
            raise ResponseShapeError("does not fit")
        return Reply(reply.response, modelled(reply.response))

    def send(self, _: Call) -> Flow[Reply]:
        response = yield from send(REQUEST, Timeouts(None, None, None), 1)
        return Reply(response, modelled(response))

    def ask(self, variables: dict[str, Any] | None = None, **options: Any) -> Reply:
        call = Call(
            an_operation(self.kind), variables or {}, cast("RequestOptions", options), "u", {}
        )
        return run(compose([self.policy], self.attempt)(call), self.world)

    def later(self, seconds: float) -> None:
        self.wall += seconds
        self.world.now += seconds

    @property
    def sent(self) -> int:
        return len(self.world.sent)


OUTAGES: list[ApiError] = [
    ServerError("HTTP 503", status_code=503),
    ConnectFailedError("refused"),
    RequestTimeoutError("late"),
    RateLimitError("HTTP 429", status_code=429),
]
MISTAKES: list[ApiError] = [
    AuthenticationError("HTTP 401", status_code=401),
    ForbiddenError("HTTP 403", status_code=403),
    NotFoundError("does not exist"),
    AccessDeniedError("private"),
    QueryRefusedError("too complex"),
    GraphQLError("oops"),
    ResponseShapeError("does not fit"),
]


def test_a_fresh_answer_needs_no_request() -> None:
    """Five minutes for a guild: one request, and the second answer says it is from the cache."""
    client = Client(body("a"))
    first = client.ask()
    client.later(200)
    second = client.ask()

    assert client.sent == 1
    assert (first.source, second.source, second.age) == ("live", "cache", 200.0)
    assert second.response.content == b'"a"'


@pytest.mark.parametrize(("luck", "fresh", "over"), [(0.0, 268.0, 271.0), (1.0, 328.0, 331.0)])
def test_answers_that_came_together_do_not_expire_together(
    luck: float, fresh: float, over: float
) -> None:
    """A tenth of the life more or less, by chance."""
    for age, source in ((fresh, "cache"), (over, "live")):
        client = Client(body("a"), body("b"))
        client.luck = luck
        client.ask()
        client.later(age)
        assert client.ask().source == source


def test_what_is_fresh_is_kept_whatever_may_be_stale() -> None:
    """A retention that is shorter than the fresh life does not cut it."""
    client = Client(body("a"), stale_for=10.0)
    client.ask()
    client.later(200)

    assert client.ask().source == "cache"


def test_an_expired_answer_is_asked_for_again() -> None:
    """The new one takes its place."""
    client = Client(body("a"), body("b"))
    client.ask()
    client.later(301)

    assert client.ask().response.content == b'"b"'
    assert client.ask().source == "cache"
    assert client.sent == 2


@pytest.mark.parametrize("error", OUTAGES, ids=lambda error: type(error).__name__)
def test_an_old_answer_stands_in_for_an_outage(error: ApiError) -> None:
    """Marked as stale, with its age and the reason."""
    client = Client(body("a"), error)
    client.ask()
    client.later(DAY)
    stale = client.ask()

    assert (stale.source, stale.age, stale.response.content) == ("stale", DAY, b'"a"')
    assert stale.reason in {"outage", "timeout", "rate limit"}
    assert [type(event) for event in client.world.events] == [
        events.CacheMissed,
        events.CacheExpired,
        events.StaleServed,
    ]


@pytest.mark.parametrize("error", MISTAKES, ids=lambda error: type(error).__name__)
def test_an_old_answer_hides_no_mistake(error: ApiError) -> None:
    """401, 403, "does not exist", a bad query, a misfit: the caller hears of it."""
    client = Client(body("a"), error)
    client.ask()
    client.later(DAY)

    with pytest.raises(type(error)):
        client.ask()


def test_past_its_retention_nothing_stands_in() -> None:
    """A week, and it is gone."""
    client = Client(body("a"), OUTAGES[0])
    client.ask()
    client.later(7 * DAY)

    with pytest.raises(ServerError):
        client.ask()


def test_an_outage_is_not_asked_about_by_every_call() -> None:
    """After a stale answer the wire is left alone for a quarter of a minute."""
    client = Client(body("a"), OUTAGES[0], body("b"))
    client.ask()
    client.later(301)
    sources = [client.ask().source for _ in range(20)]
    asked = client.sent
    client.later(14.9)
    sources.append(client.ask().source)
    client.later(0.1)

    assert (sources, asked) == (["stale"] * 21, 2)
    assert (client.ask().source, client.sent) == ("live", 3)


@pytest.mark.parametrize(
    "refusal",
    [
        CircuitOpenError("open", retry_after=2.0),
        PausedError("paused", retry_after=2.0),
        remembered("down", retry_after=2.0),
    ],
    ids=repr,
)
def test_what_asked_nobody_is_asked_again_as_soon_as_it_may(refusal: EsoLogsError) -> None:
    """An open circuit costs no request: its own time counts, and not the longer throttle."""
    client = Client(body("old"), body("new"), stale_throttle=30.0)
    client.ask()
    client.later(DAY)
    answering, client.attempt = client.attempt, raising(refusal)
    sources = [client.ask().source]
    client.attempt = answering
    client.later(1.9)
    sources.append(client.ask().source)
    client.later(0.2)
    sources.append(client.ask().source)

    assert sources == ["stale", "stale", "live"]


def test_an_answer_ends_the_silence_after_a_failure() -> None:
    """Somebody asked all the same, and was answered: who comes later may ask again."""
    client = Client(
        body("a"), OUTAGES[0], body("b"), body("c"), fresh_guild=1.0, stale_throttle=30.0
    )
    client.ask()
    client.later(2)
    sources = [client.ask().source, client.ask(cache="refresh").source]
    client.later(2)

    assert [*sources, client.ask().source] == ["stale", "live", "live"]


def test_who_was_last_to_fail_is_remembered_of_thousands() -> None:
    """Of four thousand keys and one the first is forgotten, and asked for again."""
    throttle = Throttle(lambda: 0.0)
    for number in range(4097):
        throttle.hold(str(number), 30.0, "outage")

    assert [throttle.reason(str(number)) for number in (0, 1, 4096)] == [None, "outage", "outage"]


def test_of_reports_the_last_thousand_are_remembered() -> None:
    """The memory of a process that reads every log there is does not grow."""
    client = Client(*(report(2 * HOUR, 1) for _ in range(1025)), kind="report")
    for number in range(1025):
        client.ask({"code": f"c{number}"})

    known: dict[str, object] = cast("Any", client.policy)._reports._known
    assert len(known) == 1024
    assert "c0" not in known


def test_a_look_finds_only_what_is_as_good_as_new() -> None:
    """As between two workers: what is due or old, or is to be asked anew, is not found."""
    client = Client(body("a"))
    client.ask()

    def looked(**options: Any) -> Reply | None:
        call = Call(an_operation(), {}, cast("RequestOptions", options), "u", {})
        return run(client.policy.look(call), client.world)

    found = [looked(), looked(cache="refresh"), looked(cache="bypass")]
    client.later(271)
    found += [looked()]
    client.later(DAY)
    found += [looked()]

    assert [None if reply is None else reply.source for reply in found] == ["cache", *[None] * 4]


def test_a_refresh_behind_an_answer_has_a_deadline_of_its_own() -> None:
    """The caller's time ends with its answer; the refresh has the client's, and its own count."""
    client = Client(body("a"), body("b"))
    client.ask()
    client.later(DAY)
    hasty = Call(an_operation(), {}, {"cache": "prefer_stale"}, "u", {})
    hasty.bound, hasty.attempts = Bound(client.world.now + 1.0, 1.0), 1
    run(compose([client.policy], client.attempt)(hasty), client.world)
    behind = list[Call]()

    def noting(call: Call) -> Flow[Reply]:
        behind.append(call)
        return client.send(call)

    run(compose([client.policy], noting)(hasty), client.world)
    run(client.world.spawned[-1](), client.world)

    assert behind[0].bound is not None
    assert behind[0].bound.ends_at == client.world.now + 60.0
    assert (behind[0].attempts, hasty.attempts, hasty.bound.timeout) == (0, 1, 1.0)


def test_what_another_worker_kept_is_not_kept_anew() -> None:
    """Its stamps are those of the one that asked: it would seem younger than it is."""
    client = Client(body("a"))

    def taken(call: Call) -> Flow[Reply]:
        return replace((yield from client.send(call)), source="cache", age=100.0)

    client.attempt = taken
    client.ask()

    assert client.world.stored == {}


def raising(error: EsoLogsError) -> Callable[[Call], Flow[Reply]]:
    def attempt(_: Call) -> Flow[Reply]:
        yield from ()
        raise error

    return attempt


def test_near_its_end_one_refresh_runs_behind_the_answer() -> None:
    """At nine tenths of its life the answer is the old one, and one flow is spawned."""
    client = Client(body("a"), body("b"))
    client.ask()
    client.later(271)
    answer = client.ask()
    run(client.world.spawned[0](), client.world)

    assert (answer.source, len(client.world.spawned)) == ("cache", 1)
    assert client.ask().response.content == b'"b"'


def test_soft_timeout_gives_the_old_answer_now() -> None:
    """What is inside is still busy: the old one stands in, and the flow is kept."""
    client = Client(body("a"), RequestTimeoutError("gave up"), soft_timeout=0.5)
    client.ask()
    client.later(301)

    assert client.ask().source == "stale"


def test_what_was_renewed_meanwhile_is_not_asked_for_again() -> None:
    """Between the look and the refresh another flight, or another process, had its answer."""
    client = Client(body("old"), body("new"))
    client.ask()
    (old,) = client.world.stored.values()
    client.later(DAY)
    client.ask()
    (new,) = client.world.stored.values()
    call = Call(an_operation(), {}, {}, "u", {})
    flow = client.policy(call, client.attempt)

    assert isinstance(next(flow), Load)
    effect = flow.send(old)
    assert isinstance(effect, Share)
    assert (effect.keep, effect.timeout) == (True, 5.0)  # finished behind an old answer
    refresh = effect.start()
    assert isinstance(next(refresh), Load)
    with pytest.raises(StopIteration) as done:
        refresh.send(new)
    flow.close()

    assert done.value.value.source == "cache"


@pytest.mark.parametrize("kind", ["never"])
def test_what_is_never_kept_is_always_asked(kind: str) -> None:
    """The rate limit, the current user."""
    client = Client(body("a"), body("b"), kind=kind)
    client.ask()

    assert client.ask().response.content == b'"b"'
    assert client.world.stored == {}


def test_modes() -> None:
    """Refresh asks, bypass keeps nothing, only never asks, prefer_stale answers first."""
    client = Client(body("a"), body("b"), body("c"), body("d"))
    client.ask()
    assert client.ask(cache="refresh").response.content == b'"b"'
    assert client.ask(cache="bypass").response.content == b'"c"'
    assert client.ask(cache="only").response.content == b'"b"'
    client.later(DAY)
    stale = client.ask(cache="only")
    assert (stale.source, stale.reason, client.sent) == ("stale", "offline", 3)
    preferred = client.ask(cache="prefer_stale")
    assert (preferred.source, len(client.world.spawned)) == ("stale", 1)
    with pytest.raises(NotCachedError):
        client.ask(cache="only", max_stale=60.0)


def test_only_with_nothing_kept_is_refused() -> None:
    """Nothing is sent."""
    client = Client()
    with pytest.raises(NotCachedError):
        client.ask(cache="only")


def test_max_stale_bounds_what_may_stand_in() -> None:
    """Past it, the failure is the answer."""
    client = Client(body("a"), OUTAGES[0], OUTAGES[1])
    client.ask()
    client.later(300 + 600)

    assert client.ask(max_stale=601.0).source == "stale"
    with pytest.raises(ConnectFailedError):
        client.ask(max_stale=599.0)


def test_another_authorization_is_not_kept_under_our_name() -> None:
    """A call with a token of its own goes around the cache."""
    client = Client(body("a"), body("b"))
    client.ask()
    client.ask(headers={"Authorization": "Bearer other"})

    assert client.sent == 2
    assert len(client.world.stored) == 1


def test_an_answer_that_a_cold_cache_left_incomplete_is_not_kept() -> None:
    """It is handed over, and asked for again next time."""
    client = Client(body("a"), body("b"))
    attempt = client.attempt

    def cold(call: Call) -> Flow[Reply]:
        reply = yield from attempt(call)
        return Reply(reply.response, reply.data, is_whole=False)

    client.attempt = cold
    client.ask()
    client.ask()

    assert client.sent == 2


@given(st.binary(max_size=200), st.integers(0, 200))
def test_a_damaged_entry_is_a_miss(noise: bytes, at: int) -> None:
    """Whatever is in the store, the caller gets an answer."""
    client = Client(body("a"), body("b"))
    client.ask()
    [(key, good)] = client.world.stored.items()
    client.world.stored[key] = good[:at] + noise
    if client.world.stored[key] == good:
        return

    assert client.ask().response.content == b'"b"'


def test_an_entry_that_no_longer_fits_the_model_is_a_miss() -> None:
    """As after an update of this package."""
    client = Client(body("a"), body("b"))
    client.ask()
    client.fits = False

    assert client.ask().source == "live"


@pytest.mark.parametrize("jump", [-DAY, -HOUR, HOUR, DAY, 30 * DAY])
def test_a_clock_that_jumps_serves_nothing_past_its_retention(jump: float) -> None:
    """Set back, an entry is stale at best; set forward, it expires: never an error."""
    client = Client(body("a"), body("b"))
    client.ask()
    client.wall += jump

    assert client.ask().source == "live"


def test_an_unknown_id_is_kept_for_a_short_time() -> None:
    """`null` may be something in a minute."""
    client = Client(body(None), body("b"))
    client.ask()
    client.later(59)
    assert client.ask().source == "cache"
    client.later(2)

    assert client.ask().source == "live"


def report(end_ago: float | None, revision: int | None, wall: float = 1_700_000_000.0) -> Any:
    end = None if end_ago is None else (wall - end_ago) * 1000
    return body({"end": end, "revision": revision})


def test_a_report_that_grows_is_fresh_for_a_minute_a_finished_one_for_a_day() -> None:
    """Finished: its last fight was more than an hour ago."""
    live, over = (
        Client(report(60, 1), report(60, 1), kind="report"),
        Client(report(2 * HOUR, 1), kind="report"),
    )
    for client in (live, over):
        client.ask({"code": "c"})
        client.later(61)
        client.ask({"code": "c"})

    assert (live.sent, over.sent) == (2, 1)


def test_what_is_known_of_a_report_counts_for_its_tables() -> None:
    """A table names no end; the report that was asked for before does."""
    client = Client(report(2 * HOUR, 1), body({"end": None}), kind="report")
    client.ask({"code": "c"})
    client.ask({"code": "c", "table": 1})
    client.later(HOUR)
    client.ask({"code": "c", "table": 1})

    assert client.sent == 2


def another_process(client: Client, *answers: Any) -> Client:
    """A client that shares the store of *client*, and remembers nothing."""
    other = Client(*answers, kind="report")
    other.world.stored, other.world.tags = client.world.stored, client.world.tags
    other.wall = client.wall
    return other


def test_that_a_report_is_finished_is_known_to_the_next_process() -> None:
    """What it said is noted beside the answers: its tables are fresh for a day there, too."""
    first = Client(report(2 * HOUR, 1), kind="report")
    first.ask({"code": "c"})
    second = another_process(first, body({"end": None}), body({"end": None}))
    for code in ("c", "d"):
        second.ask({"code": code, "table": 1})
    third = another_process(second, body({"end": None}))
    third.later(HOUR)
    sources = [third.ask({"code": code, "table": 1}).source for code in ("c", "d")]

    assert sources == ["cache", "live"]


def test_a_new_revision_is_seen_by_the_next_process() -> None:
    """It drops what an earlier one kept of the report, and notes the new one."""
    first = Client(report(2 * HOUR, 1), body("table"), kind="report")
    first.ask({"code": "c"})
    first.ask({"code": "c", "table": 1})
    second = another_process(first, report(2 * HOUR, 2), body("new"))
    second.ask({"code": "c"}, cache="refresh")
    renewed = second.ask({"code": "c", "table": 1})
    kept = another_process(second).ask({"code": "c", "table": 1}).source
    third = another_process(second, report(2 * HOUR, 3), body("newer"))
    third.ask({"code": "c"}, cache="refresh")

    assert (renewed.response.content, kept) == (b'"new"', "cache")
    assert third.ask({"code": "c", "table": 1}).response.content == b'"newer"'


@given(st.binary(max_size=200), st.integers(0, 200))
def test_a_damaged_note_of_a_report_is_none(noise: bytes, at: int) -> None:
    """Nothing is known then, and nothing raises."""
    first = Client(report(2 * HOUR, 1), kind="report")
    first.ask({"code": "c"})
    [key] = [key for key in first.world.stored if key.startswith("reportNote")]
    first.world.stored[key] = first.world.stored[key][:at] + noise
    second = another_process(first, body("table"))

    assert second.ask({"code": "c", "table": 1}).source == "live"


def test_a_note_past_its_retention_says_nothing() -> None:
    """A week later nobody takes the old end for the report's."""
    first = Client(report(2 * HOUR, 1), kind="report")
    first.ask({"code": "c"})
    second = another_process(first, body({"end": None}), body({"end": None}))
    second.later(7 * DAY)
    second.ask({"code": "c", "table": 1})
    second.later(61)

    assert second.ask({"code": "c", "table": 1}).source == "live"


def test_a_new_revision_drops_what_was_kept_of_the_report() -> None:
    """The log was exported anew: its tables are asked for again, another report's are not."""
    client = Client(
        report(2 * HOUR, 1), body("table"), report(2 * HOUR, 1), report(2 * HOUR, 2), body("new"),
        kind="report",
    )  # fmt: skip
    client.ask({"code": "c"})
    client.ask({"code": "c", "table": 1})
    client.ask({"code": "d"})
    client.ask({"code": "c"}, cache="refresh")

    assert client.ask({"code": "c", "table": 1}).response.content == b'"new"'
    assert client.ask({"code": "d"}).source == "cache"


@given(
    stored=st.floats(0, 2e9), life=st.floats(0, 1e6), keep=st.floats(0, 1e6), now=st.floats(0, 2e9)
)
def test_nothing_is_shown_past_its_retention(
    stored: float, life: float, keep: float, now: float
) -> None:
    """Whatever the stamps and the clock."""
    state = freshness(stored, stored + life, stored + keep, now, 0.9)

    if now >= stored + keep:
        assert state is Freshness.GONE
    if state in {Freshness.FRESH, Freshness.DUE}:
        assert stored - 1.0 <= now < stored + life


def test_each_class_has_its_documented_life() -> None:
    """Game data a day, rankings a quarter of an hour, guilds and characters five minutes."""
    lives = {
        kind: fresh_for(kind, CacheConfig(), finished=False, empty=False)
        for kind in ("game", "world", "report", "guild", "character", "rankings", "never")
    }

    assert lives == {
        "game": DAY, "world": DAY, "report": 60.0, "guild": 300.0, "character": 300.0,
        "rankings": 900.0, "never": 0.0,
    }  # fmt: skip
    assert fresh_for("report", CacheConfig(), finished=True, empty=False) == DAY
