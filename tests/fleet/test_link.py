"""The way to Redis: scripts that it may not know, an absence that costs little, a fork."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from esologs.errors import ConfigError
from esologs.fleet.config import FleetConfig
from esologs.fleet.link import Link
from esologs.fleet.script import SCRIPTS, script
from esologs.resilience._flow import Consult

if TYPE_CHECKING:
    from tests.cache.redis_server import RedisServer

TAKE = Consult("lease", ("take", "me", "30"), "thing")
DROP = Consult("lease", ("drop", "me", "0"), "thing")


def fleet_of(settings: dict[str, Any]) -> FleetConfig:
    return FleetConfig(**settings)


class Way:
    """A link with a clock of its own, and what it told."""

    def __init__(self, url: str, **config: Any) -> None:
        self.now = 0.0
        self.told: list[object] = []
        # A loaded machine is slow now and then.
        self.link = Link(
            fleet_of({"url": url, "timeout": 1.0, "first_timeout": 5.0, **config}),
            "tests",
            lost=lambda error: self.told.append(type(error).__name__),
            back=self.told.append,
            clock=lambda: self.now,
        )

    def ask(self, effect: Consult = TAKE) -> list[bytes] | None:
        return self.link.perform(effect)


def test_a_redis_that_forgot_the_scripts_is_handed_them_again(redis_server: RedisServer) -> None:
    """It was started anew: the next step works all the same."""
    way = Way(redis_server.url)
    assert way.ask() == [b"lead"]
    redis_server.kill()
    redis_server.start()
    answers = [way.ask(), way.ask()]  # the old connection may be found dead first

    assert [b"lead"] in answers
    way.link.close()


def test_a_redis_that_is_away_is_asked_a_few_times_and_then_left_alone(unused_port: int) -> None:
    """Three failures in a row: one event, and no further try until the pause is over."""
    way = Way(f"redis://127.0.0.1:{unused_port}/0")
    answers = [way.ask() for _ in range(10)]

    assert answers == [None] * 10
    assert way.told == ["ConnectionError"]
    assert way.link.is_lost
    way.link.close()


def test_a_redis_that_is_back_is_found_by_itself(redis_server: RedisServer) -> None:
    """After the pause one step tries, and tells how long it was away."""
    way = Way(redis_server.url, pause=1.0)
    way.ask(TAKE)
    redis_server.kill()
    for _ in range(5):
        way.ask()
    redis_server.start()
    before = way.ask()
    way.now += 1.5
    after = way.ask()

    assert (before, after) == (None, [b"lead"])
    assert way.told == ["ConnectionError", 1.5]
    way.link.close()


def test_a_frozen_redis_costs_its_deadline_and_no_more(redis_server: RedisServer) -> None:
    """The socket stays open and nobody answers: the caller goes on without."""
    way = Way(redis_server.url, timeout=0.05)
    way.ask()
    redis_server.freeze()

    answers = [way.ask() for _ in range(6)]
    redis_server.thaw()

    assert answers == [None] * 6
    assert way.told == ["TimeoutError"]
    way.link.close()


def test_what_is_posted_is_done_before_what_is_asked_next(redis_server: RedisServer) -> None:
    """Nobody waits for it, and yet the order is that of the callers."""
    way = Way(redis_server.url)
    way.ask()
    assert way.ask() == [b"wait"]
    way.ask(Consult(DROP.script, DROP.words, DROP.key, posted=True))

    assert way.ask() == [b"lead"]
    way.link.close()


async def test_an_event_loop_asks_the_same_way(redis_server: RedisServer) -> None:
    """The two colours share a lease."""
    way = Way(redis_server.url)

    assert await way.link.aperform(TAKE) == [b"lead"]
    assert way.ask() == [b"wait"]
    await way.link.aclose()
    assert await way.link.aperform(TAKE) is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
def test_a_child_of_a_fork_asks_by_itself(redis_server: RedisServer) -> None:
    """Its parent's thread and connection are not there: it makes its own."""
    way = Way(redis_server.url)
    way.ask()
    child = os.fork()
    if child == 0:
        os._exit(0 if way.ask() == [b"wait"] else 1)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert way.ask() == [b"wait"]
    way.link.close()


def test_every_script_is_shipped() -> None:
    """Three texts, each with the digest by which Redis knows it."""
    assert [len(script(name).digest) for name in SCRIPTS] == [40, 40, 40]
    assert all(script(name).text.startswith("-- ") for name in SCRIPTS)


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "http://127.0.0.1"},
        {"timeout": 0.0},
        {"timeout": float("nan")},
        {"first_timeout": -1},
        {"max_failures": 0},
        {"pause": 5.0, "longest_pause": 1.0},
        {"prefix": ""},
        {"active_for": 0},
        {"patience": True},
    ],
)
def test_settings_that_cannot_work_are_refused(settings: dict[str, Any]) -> None:
    """At once, and by name."""
    with pytest.raises(ConfigError, match=r"FleetConfig\.\w+"):
        fleet_of({"url": "redis://127.0.0.1", **settings})


def test_a_password_is_not_shown() -> None:
    """Neither by the config nor by an error about its address."""
    assert "canary" not in repr(FleetConfig(url="redis://:canary@127.0.0.1/0"))
    with pytest.raises(ConfigError) as caught:
        FleetConfig(url="http://:canary@127.0.0.1/0")
    assert "canary" not in str(caught.value)
