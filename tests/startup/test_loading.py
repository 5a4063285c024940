"""Bringing components up: together, retried, in time, told once. Rows A1, A3-A5, A7, A8, A10."""

from __future__ import annotations

import asyncio
import logging
import time
from email.utils import formatdate
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from esologs import Client, ConfigError, RetryConfig
from esologs.startup import Component, RecoveryConfig, Startup, WebhookSink
from tests.raw_server import RawServer, says
from tests.startup.parts import INFO, WARNING, Board, Part, lines, refused, untimed
from tests.virtual_time import lasts, never, now, run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from esologs.startup import StartupReport

QUICK = RetryConfig(wait_initial=0.01, wait_max=0.02)


def asks(url: str, **headers: str) -> Callable[[], Awaitable[None]]:
    """A component that asks *url* as most programs do."""

    async def load() -> None:
        async with httpx.AsyncClient(trust_env=False) as client:
            (await client.get(url, headers=headers)).raise_for_status()

    return load


def brought_up(
    *components: Component, draw: float = 1.0, wall_clock: float = 0.0, **settings: Any
) -> StartupReport:
    """Run a startup of *components* in stopped time."""

    async def main() -> StartupReport:
        async with Startup(rng=lambda: draw, wall_clock=lambda: wall_clock, **settings) as startup:
            startup.add_all(components)
            return await startup.run()

    return run(main())


async def test_a01_components_load_concurrently() -> None:
    """Twenty components of 0.2 s each are there in less than 0.5 s of a real clock."""
    took: list[float] = []
    for _ in range(3):  # the best of three: a busy machine has its moments
        async with Startup() as startup:
            for number in range(20):
                startup.add(f"part {number}", lambda: lasts(0.2))
            began = time.monotonic()
            report = await startup.run()
            took.append(time.monotonic() - began)
            assert len(report.loaded) == 20

    assert min(took) < 0.5


def test_a01_one_at_a_time_goes_in_order() -> None:
    """With `max_concurrency=1` each begins when the one before it is done, as defined."""
    parts = [Part(0.2) for _ in range(5)]

    report = brought_up(
        *(Component(name=str(n), load=part) for n, part in enumerate(parts)), max_concurrency=1
    )

    began = [part.began[0] for part in parts]
    assert [round(each - began[0], 3) for each in began] == [0.0, 0.2, 0.4, 0.6, 0.8]
    assert report


async def test_a03_success_is_silent(caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is posted, and the log says one line, at INFO."""
    caplog.set_level(logging.DEBUG, "esologs")
    with RawServer() as hook:
        async with Startup(report_to=[WebhookSink(hook.base_url)]) as startup:
            startup.add("one", lambda: None)
            startup.add("two", lambda: lasts(0), after=["one"])

            assert await startup.run()

        assert hook.requests == []
    assert [(record.levelno, untimed(record.getMessage())) for record in caplog.records] == [
        (INFO, "startup: 2 components loaded in … s")
    ]


async def test_a04_transient_failures_are_retried() -> None:
    """503, 503, 200: three requests, a component that is there, and no report."""
    board = Board()
    with RawServer(says(503), says(503), says()) as server:
        async with Startup(report_to=[board], retry=QUICK) as startup:
            startup.add("service", asks(server.base_url))

            report = await startup.run()

        assert len(server.requests) == 3
    assert (bool(report), report["service"].attempts, board.sent) == (True, 3, [])


async def test_a05_a_users_token_that_is_refused_is_not_blamed_on_the_secret() -> None:
    """Whoever brought the token is told to make a new one, in the error, hint and next step."""
    with RawServer(says(401, b'{"error":"Unauthenticated."}')) as server:
        client = Client(base_url=server.base_url, user_token="a-token-of-a-user")
        async with client, Startup(report_to=[Board()], retry=QUICK) as startup:
            startup.add("eso-logs", client.ping)

            part = (await startup.run())["eso-logs"]

        assert len(server.requests) == 1
    assert (part.kind, part.error) == ("authentication", "AuthenticationError")
    for said in (part.message, part.hint, part.next_step):
        assert said is not None
        assert "user_token" in said


def imports() -> None:
    """Import what is not there."""
    __import__("esologs_has_no_such_module")


def reads() -> None:
    """Read what is not there."""
    with open("no/such/file.toml"):  # noqa: PTH123 - as programs do
        pass


@pytest.mark.parametrize(
    ("status", "kind"), [(401, "authentication"), (404, "not found"), (403, "forbidden")]
)
async def test_a05_a_refusal_is_not_retried(status: int, kind: str) -> None:
    """401, 403 and 404: one request, although retries are left."""
    with RawServer(says(status)) as server:
        async with Startup(report_to=[Board()], retry=QUICK) as startup:
            startup.add("service", asks(server.base_url))

            report = await startup.run()

        assert len(server.requests) == 1
    assert (report["service"].kind, report["service"].recovering) == (kind, False)


@pytest.mark.parametrize(
    ("load", "error"), [(imports, "ModuleNotFoundError"), (reads, "FileNotFoundError")]
)
def test_a05_what_is_missing_on_this_machine_is_not_retried(
    load: Callable[[], None], error: str
) -> None:
    """An import or a file that is not there: one attempt, and it is called configuration."""
    report = brought_up(Component(name="part", load=load), report_to=[Board()])

    part = report["part"]
    assert (part.attempts, part.error, part.kind) == (1, error, "configuration")
    assert part.where is not None
    assert part.where.startswith("startup/test_loading.py:")


@pytest.mark.parametrize("draw", [0.0, 0.5, 1.0])
def test_a07_the_waits_are_full_jitter_under_a_doubling_ceiling(draw: float) -> None:
    """0.5, 1, 2, 4 and the cap of 5 seconds, each times the draw; then nothing more is tried."""
    part = Part(refused())

    report = brought_up(
        Component(name="part", load=part),
        draw=draw,
        retry=RetryConfig(max_retries=5, wait_max=5.0),
        report_to=[Board()],
    )

    wanted = [ceiling * draw for ceiling in (0.5, 1.0, 2.0, 4.0, 5.0)]
    assert part.waits == wanted
    assert report["part"].waits == tuple(wanted)  # the background's first one is still to come
    assert report["part"].status == "failed"


@pytest.mark.parametrize(
    "asked", ["7", formatdate(1_800_000_007, usegmt=True)], ids=["seconds", "date"]
)
def test_a07_a_wait_that_the_server_names_is_kept(asked: str) -> None:
    """`Retry-After` in seconds or as a date: exactly that, neither jittered nor shortened."""
    request = httpx.Request("GET", "http://127.0.0.1/")
    answer = httpx.Response(429, headers={"Retry-After": asked}, request=request)
    part = Part(httpx.HTTPStatusError("limited", request=request, response=answer), 0.0)

    assert brought_up(Component(name="part", load=part), draw=0.1, wall_clock=1_800_000_000.0)

    assert part.waits == [7.0]


def test_a07_a_wait_past_the_deadline_is_not_begun() -> None:
    """What would end after the start's time is over: stop now, and let the background do it."""
    part = Part(refused())

    async def main() -> tuple[float, StartupReport]:
        async with Startup(timeout=5.0, rng=lambda: 1.0, report_to=[Board()]) as startup:
            startup.add("part", part, retry=RetryConfig(wait_initial=4.0, wait_max=60.0))
            began = now()
            report = await startup.run()
            return now() - began, report

    took, report = run(main())

    assert part.waits == [4.0]
    assert took == pytest.approx(4.0, abs=0.01)
    assert (report["part"].status, report["part"].recovering) == ("failed", True)


async def test_a08_what_a_client_has_retried_is_not_retried_again() -> None:
    """A client with two retries inside a component, against an endless 503: three requests."""
    with RawServer(says(503)) as server:
        client = Client(
            base_url=server.base_url, client_id="an-id", client_secret="a-secret",
            retry=RetryConfig(max_retries=2, wait_initial=0.001, wait_max=0.001),
        )  # fmt: skip
        async with client, Startup(retry=QUICK, report_to=[Board()]) as startup:
            startup.add("eso-logs", client.ping)

            report = await startup.run()

            assert len(server.asked) == 3
    part = report["eso-logs"]
    assert (part.attempts, part.kind, part.error) == (1, "outage", "ServerError")
    assert part.recovering  # the background does go on


async def test_a08_a_client_that_does_not_retry_leaves_it_to_the_startup() -> None:
    """With `max_retries=0` in the client, the startup's own three retries are made."""
    with RawServer(says(503)) as server:
        client = Client(
            base_url=server.base_url, client_id="an-id", client_secret="a-secret", max_retries=0
        )
        async with client, Startup(retry=QUICK, report_to=[Board()]) as startup:
            startup.add("eso-logs", client.ping)

            await startup.run()

            assert len(server.asked) == 4


def test_a10_a_hang_does_not_block() -> None:
    """An endless load and a deadline of 1 s: over at 1 s, and the report names the line."""
    board, part = Board(), Part(never)

    async def main() -> float:
        async with Startup(timeout=1.0, report_to=[board]) as startup:
            startup.add("endless", part)
            startup.add("fine", lambda: None)
            began = now()
            await startup.run()
            return now() - began

    assert run(main()) == pytest.approx(1.0, abs=0.01)
    endless = board.sent[0]["endless"]
    assert (endless.status, endless.recovering) == ("pending", True)
    assert endless.message == "still loading after 1 s"
    assert endless.where is not None
    assert endless.where.startswith("tests/virtual_time.py:")
    assert "still loading" in board.sent[0].text()


def test_a10_without_a_background_a_hang_is_cut_off() -> None:
    """With `recovery=None` what hangs is cancelled and cleaned up, and it is a failure."""
    part = Part(never)

    report = brought_up(
        Component(name="endless", load=part, clean_up=part.clean_up),
        timeout=1.0,
        recovery=None,
        report_to=[Board()],
    )

    assert (report["endless"].status, report["endless"].kind) == ("failed", "timeout")
    assert part.cleaned == 1


def test_a10_a_load_that_refuses_to_be_cancelled_does_not_block() -> None:
    """Code that swallows its cancellation is left to itself after a second."""
    freed = asyncio.Event()

    async def stubborn() -> None:
        while not freed.is_set():
            try:
                await lasts(0.3)
            except asyncio.CancelledError:
                continue

    async def main() -> tuple[float, StartupReport]:
        startup = Startup(timeout=1.0, recovery=None, report_to=[Board()])
        startup.add("stubborn", stubborn, timeout=0.5, retry=None)
        began = now()
        report = await startup.run()
        took = now() - began
        freed.set()
        await startup.aclose()
        return took, report

    took, report = run(main())

    assert took < 1.6
    assert report["stubborn"].status == "failed"


def test_a10_the_next_attempt_does_not_wait_for_one_that_refuses_to_end() -> None:
    """A second after it was cut off, the hung one is left to itself and the next is made."""
    freed = asyncio.Event()
    began: list[float] = []

    async def stubborn() -> None:
        began.append(now())
        while not freed.is_set():
            try:
                await lasts(0.3)
            except asyncio.CancelledError:
                continue

    async def main() -> None:
        startup = Startup(timeout=20.0, recovery=None, report_to=[Board()], rng=lambda: 1.0)
        startup.add("stubborn", stubborn, timeout=0.5, retry=RetryConfig(max_retries=1))
        await startup.run()
        freed.set()
        await startup.aclose()

    run(main())

    assert [round(each - began[0], 1) for each in began] == [0.0, 0.5 + 1.0 + 0.5]


def test_a_hanging_attempt_is_cut_off_and_made_again() -> None:
    """A component's own timeout bounds one attempt: cleaned up, and loaded at the second."""
    part = Part(never, 0.1)

    report = brought_up(
        Component(name="part", load=part, timeout=2.0, clean_up=part.clean_up), draw=1.0
    )

    assert (report["part"].attempts, part.cleaned) == (2, 1)
    assert part.waits == [2.5]


def test_clean_up_comes_before_the_next_attempt() -> None:
    """Whatever a failed attempt left behind is gone when the next one begins."""
    told: list[str] = []

    def load() -> None:
        told.append("load")
        if told.count("load") < 3:
            raise refused()

    async def clean_up() -> None:
        told.append("clean")

    assert brought_up(Component(name="part", load=load, clean_up=clean_up))

    assert told == ["load", "clean", "load", "clean", "load"]


def test_a_clean_up_that_fails_stops_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """It is a line in the log; the next attempt is made."""
    part = Part(refused(), 0.0)

    def clean_up() -> None:
        raise ValueError("the mop broke")

    assert brought_up(Component(name="part", load=part, clean_up=clean_up))

    assert "part: its clean-up failed: ValueError: the mop broke" in lines(caplog, WARNING)


def test_a_component_may_have_retries_of_its_own_or_none() -> None:
    """`retry=None` is one attempt, a config replaces the startup's."""
    once, often = Part(refused()), Part(refused())

    brought_up(
        Component(name="once", load=once, retry=None),
        Component(name="often", load=often, retry=RetryConfig(max_retries=5)),
        recovery=None,
        report_to=[Board()],
    )

    assert (len(once.began), len(often.began)) == (1, 6)


def test_what_a_config_wants_retried_is_retried() -> None:
    """`RetryConfig.on` has the last word, and the background then goes on, too."""
    part = Part(KeyError("not there yet"), KeyError("not there yet"), 0.0)

    report = brought_up(Component(name="part", load=part), retry=RetryConfig(on=KeyError))

    assert (bool(report), report["part"].attempts) == (True, 3)


async def test_a_start_is_of_use_once() -> None:
    """A second `run`, and a component added after the first, are refused."""
    async with Startup() as startup:
        startup.add("part", lambda: None)
        await startup.run()

        with pytest.raises(RuntimeError, match="run"):
            await startup.run()
        with pytest.raises(ConfigError, match="before run"):
            startup.add("late", lambda: None)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"timeout": 0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"max_concurrency": 0}, "max_concurrency"),
        ({"report_to": 5}, "report_to"),
        ({"report_to": [5]}, "report_to"),
        ({"retry": 3}, "retry must be a RetryConfig or None"),
        ({"recovery": True}, "recovery must be a RecoveryConfig or None"),
    ],
)
def test_settings_that_cannot_work_are_refused(settings: dict[str, Any], said: str) -> None:
    """At once, with the name of the setting."""
    with pytest.raises(ConfigError, match=said):
        Startup(**settings)


@pytest.mark.parametrize(
    "settings",
    [{"wait_initial": 0.0}, {"wait_max": 1.0}, {"attempt_timeout": -1.0}, {"wait_max": True}],
)
def test_a_recovery_that_cannot_work_is_refused(settings: dict[str, Any]) -> None:
    """A background without a wait would be an endless loop."""
    with pytest.raises(ConfigError, match="RecoveryConfig"):
        RecoveryConfig(**settings)
