"""The store in Redis: what it writes, and what it makes of foreign values and of trouble."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import time
from statistics import median
from typing import TYPE_CHECKING, Any, cast

import pytest
import redis

from esologs.cache.config import RedisStoreConfig
from esologs.cache.redis import RedisStore
from esologs.cache.worker import Worker
from tests.cache.places import DAY, NOON, RedisPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cache.redis_server import RedisServer

KEY = "a" * 64
DEADLINE = 0.05
SLACK = 0.03
"""What the usual wait may be longer than the deadline."""
AT_MOST = 0.5
"""What no wait is longer than, also where the machine is busy with other things."""
QUICK = 0.005
"""What the usual call takes that does not wait at all."""


class Peer:
    """Another program's view of the same Redis."""

    def __init__(self, url: str) -> None:
        self._client: Any = cast("Any", redis.Redis).from_url(url, protocol=2)

    def __call__(self, *words: str | bytes | float) -> Any:
        return self._client.execute_command(*words)

    def close(self) -> None:
        self._client.close()


class Timed:
    """A store with the real deadline and a clock of ticks that the test moves."""

    def __init__(self, url: str) -> None:
        self.ticks = 0.0
        self.errors: list[tuple[str, Exception]] = []
        self.store = RedisStore(
            RedisStoreConfig(url=url, timeout=DEADLINE),
            wall_clock=lambda: NOON,
            clock=lambda: self.ticks,
            on_error=lambda action, error: self.errors.append((action, error)),
        )

    def put(self) -> bool:
        return self.store.put(KEY, b"x", keep_until=NOON + 60)

    def get_in(self) -> tuple[bytes | None, float]:
        """What a look-up gives, and after how many seconds."""
        started = time.perf_counter()
        found = self.store.get(KEY)
        return found, time.perf_counter() - started


@pytest.fixture
def place(redis_url: str) -> Iterator[RedisPlace]:
    place = RedisPlace(redis_url, max_entry_bytes=1000)
    yield place
    place.open().clear()
    place.close()


@pytest.fixture
def peer(redis_url: str) -> Iterator[Peer]:
    peer = Peer(redis_url)
    yield peer
    peer.close()


@pytest.fixture
def timed(redis_server: RedisServer) -> Iterator[Timed]:
    timed = Timed(redis_server.url)
    yield timed
    timed.store.close()


def keys_of(peer: Peer, place: RedisPlace) -> dict[str, float]:
    """Every key below the place's prefix, and the seconds that it still has."""
    found: list[bytes] = peer("KEYS", f"{place.prefix}*")
    return {
        key.decode().removeprefix(place.prefix): peer("PTTL", key) / 1000 for key in sorted(found)
    }


def test_every_key_has_our_prefix_and_an_end(place: RedisPlace, peer: Peer) -> None:
    """Whatever is done, nothing is left in Redis for ever."""
    before = set(cast("list[bytes]", peer("KEYS", "*")))
    store = place.open()
    store.put(KEY, b"x", keep_until=NOON + 60, tags=["guild:1", "operation:x"])
    store.put(KEY, b"y", keep_until=NOON + 30, tags=["guild:1"])
    store.drop("b" * 64)
    store.put("c" * 64, b"z", keep_until=NOON + 1000 * DAY)
    keys = keys_of(peer, place)

    assert list(keys) == [f"answer:{KEY}", f"answer:{'c' * 64}", "tag:guild:1", "tag:operation:x"]
    assert len(set(cast("list[bytes]", peer("KEYS", "*"))) - before) == 4
    assert 29 < keys[f"answer:{KEY}"] <= 30
    assert 89 * DAY < keys[f"answer:{'c' * 64}"] <= 90 * DAY
    assert min(keys["tag:guild:1"], keys["tag:operation:x"]) > 90 * DAY


def test_a_tags_set_holds_no_more_than_what_lives(place: RedisPlace, peer: Peer) -> None:
    """A day after their end, keys leave the set of their tag with the next put."""
    store = place.open()
    for number in range(20):
        store.put(f"{number:064}", b"x", keep_until=NOON + 60, tags=["operation:x"])
    place.now += DAY + 61
    store.put(KEY, b"x", keep_until=place.now + 60, tags=["operation:x"])

    assert peer("ZRANGE", f"{place.prefix}tag:operation:x", 0, -1) == [KEY.encode()]


def test_clearing_takes_our_answers_and_nothing_else(place: RedisPlace, peer: Peer) -> None:
    """More than any batch; what else is below the prefix stays."""
    rest = f"{place.prefix}points"
    peer("SET", rest, "theirs", "EX", 60)
    store = place.open()
    for number in range(1200):
        store.put(f"{number:064}", b"x", keep_until=NOON + 60, tags=["guild:1"])
    cleared = store.clear()
    left = list(keys_of(peer, place))
    peer("DEL", rest)

    assert cleared
    assert left == ["points"]


def test_a_prefix_is_no_pattern(redis_url: str, peer: Peer, place: RedisPlace) -> None:
    """Clearing below `a*:` leaves `ab:` alone."""
    config = RedisStoreConfig(url=redis_url, prefix=f"{place.prefix}[ab]*:", timeout=1.0)
    store = RedisStore(config, wall_clock=place.wall_clock)
    other = f"{place.prefix}abc:answer:1"
    peer("SET", other, "theirs", "EX", 60)
    store.put(KEY, b"x", keep_until=NOON + 60)
    cleared, found = store.clear(), store.get(KEY)
    store.close()
    untouched = peer("GET", other)
    peer("DEL", other)

    assert (cleared, found, untouched) == (True, None, b"theirs")


@pytest.mark.parametrize(
    "words",
    [
        ("SET", b""),
        ("SET", b"x"),
        ("SET", b"ESOA" + bytes(8)),
        ("SET", b"garbage" * 100),
        ("SET", b"ESOA" + b"\x7f\xf8" + bytes(6) + b"NaN is no time"),
        ("SET", bytes(20 * 1024 * 1024)),
        ("RPUSH", b"a list"),
        ("SADD", b"a set"),
    ],
)
def test_a_foreign_value_is_a_miss(place: RedisPlace, peer: Peer, words: tuple[str, bytes]) -> None:
    """Of whatever type and size; a put takes its place, and Redis is not held to be ill."""
    store = place.open()
    peer(words[0], f"{place.prefix}answer:{KEY}", words[1])

    assert [store.get(KEY) for _ in range(5)] == [None] * 5
    assert store.put(KEY, b"ours", keep_until=NOON + 60)
    assert store.get(KEY) == b"ours"
    assert place.errors == []


def test_a_large_foreign_value_does_not_come_over_the_wire(place: RedisPlace, peer: Peer) -> None:
    """No more of it is asked for than ours can have."""
    store = place.open()
    peer("SET", f"{place.prefix}answer:{KEY}", bytes(20 * 1024 * 1024))
    before = peer("INFO", "stats")["total_net_output_bytes"]
    store.get(KEY)

    assert peer("INFO", "stats")["total_net_output_bytes"] - before < 100_000


@pytest.mark.parametrize("words", [("SET", b"a text"), ("SADD", b"a set"), ("RPUSH", b"a list")])
def test_a_foreign_tag_makes_way(place: RedisPlace, peer: Peer, words: tuple[str, bytes]) -> None:
    """What stands in the place of a tag's set is taken away, and the answer is dropped by it."""
    store = place.open()
    peer(words[0], f"{place.prefix}tag:guild:1", words[1])

    assert store.put(KEY, b"x", keep_until=NOON + 60, tags=["guild:1", "guild:2"])
    assert store.get(KEY) == b"x"
    assert store.drop_tagged("guild:1")
    assert store.get(KEY) is None
    assert place.errors == []


def test_dropping_by_a_foreign_tag_is_not_said_to_be_done(place: RedisPlace, peer: Peer) -> None:
    """What the tag's set named is lost: the answer may still be there. Then all is well again."""
    store = place.open()
    store.put(KEY, b"x", keep_until=NOON + 60, tags=["guild:1"])
    peer("DEL", f"{place.prefix}tag:guild:1")
    peer("SET", f"{place.prefix}tag:guild:1", "a text")

    assert not store.drop_tagged("guild:1")
    assert store.put(KEY, b"x", keep_until=NOON + 60, tags=["guild:1"])
    assert store.drop_tagged("guild:1")
    assert store.get(KEY) is None


def test_what_is_too_large_for_the_deadline_is_not_kept(place: RedisPlace) -> None:
    """And what was there goes: it is older."""
    store = place.open()

    assert store.put(KEY, bytes(1000), keep_until=NOON + 60)
    assert store.get(KEY) == bytes(1000)
    assert not store.put(KEY, bytes(1001), keep_until=NOON + 60)
    assert store.get(KEY) is None


def test_a_frozen_redis_costs_three_deadlines_and_then_nothing(
    redis_server: RedisServer, timed: Timed
) -> None:
    """Then it is skipped, for 2 s at first, and asked once; when it answers it is used again."""
    timed.put()
    redis_server.freeze()
    waits = [timed.get_in() for _ in range(3)]
    skipped = [timed.get_in() for _ in range(100)]
    timed.ticks += 2.0
    probe, after_probe = timed.get_in(), timed.get_in()
    redis_server.thaw()
    timed.ticks += 3.9
    too_early = timed.get_in()
    timed.ticks += 0.1

    assert [found for found, _ in [*waits, *skipped, probe, after_probe, too_early]] == [None] * 106
    waited = sorted(took for _, took in [*waits, probe])
    assert DEADLINE * 0.9 <= waited[0] <= DEADLINE + SLACK
    assert waited[-1] < AT_MOST
    assert median(took for _, took in [*skipped, after_probe, too_early]) < QUICK
    assert timed.get_in()[0] == b"x"
    assert [action for action, _ in timed.errors] == ["get"] * 4
    assert timed.store.stats().errors == 4


@pytest.mark.parametrize("colour", ["sync", "async"])
async def test_callers_of_a_frozen_redis_wait_a_deadline_each(
    redis_server: RedisServer, timed: Timed, colour: str
) -> None:
    """Fifty at once, through one worker: none waits for the deadlines of those before it."""
    timed.put()
    worker = Worker(patience=timed.store.patience)
    took: list[float] = []

    def ask() -> None:
        started = time.perf_counter()
        assert worker.call(None, timed.store.get, KEY) is None
        took.append(time.perf_counter() - started)

    async def aask() -> None:
        started = time.perf_counter()
        assert await worker.acall(None, timed.store.get, KEY) is None
        took.append(time.perf_counter() - started)

    redis_server.freeze()
    for _ in range(4):  # the fourth wave finds it skipped
        if colour == "sync":
            threads = [threading.Thread(target=ask) for _ in range(50)]
            for thread in threads:
                thread.start()
            for thread in threads:
                await asyncio.to_thread(thread.join)
        else:
            await asyncio.gather(*(aask() for _ in range(50)))
    redis_server.thaw()
    worker.close(timed.store.close)

    assert len(took) == 200
    assert median(took[:50]) <= DEADLINE + SLACK
    assert max(took) < AT_MOST
    assert median(took[150:]) < DEADLINE / 2


def test_a_killed_redis_is_used_again_when_it_is_back(
    redis_server: RedisServer, timed: Timed
) -> None:
    """Refused connections cost no wait; an empty Redis is a miss; a new one is as good."""
    timed.put()
    redis_server.kill()
    dead = [timed.get_in() for _ in range(4)]
    redis_server.start()
    timed.ticks += 2.0

    assert [found for found, _ in dead] == [None] * 4
    assert median(took for _, took in dead) < QUICK
    assert timed.get_in()[0] is None
    assert timed.put()
    assert timed.get_in()[0] == b"x"
    assert len(timed.errors) == 3


def test_a_flushed_redis_is_a_miss(redis_server: RedisServer, timed: Timed) -> None:
    """Somebody empties it: no error, and it fills again."""
    timed.put()
    peer = Peer(redis_server.url)
    peer("FLUSHALL")
    peer.close()

    assert timed.get_in()[0] is None
    assert timed.put()
    assert timed.errors == []


def test_a_connection_that_was_cut_is_made_anew(redis_server: RedisServer, timed: Timed) -> None:
    """A server or a firewall ends idle connections: the next call does not even notice."""
    timed.put()
    peer = Peer(redis_server.url)
    peer("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    peer.close()

    assert timed.get_in()[0] == b"x"
    assert timed.errors == []


@pytest.mark.parametrize("words", [("maxmemory", "1"), ("min-replicas-to-write", "1")])
def test_a_redis_that_refuses_writes_is_still_read(
    redis_server: RedisServer, timed: Timed, words: tuple[str, str]
) -> None:
    """Out of memory, or without its replicas: a put fails, what is there is found."""
    timed.put()
    peer = Peer(redis_server.url)
    peer("CONFIG", "SET", *words)
    peer.close()

    assert not timed.put()
    assert timed.get_in()[0] == b"x"


def test_a_wrong_password_is_told_and_not_shown(redis_server: RedisServer) -> None:
    """No exception; the error names no secret; after three tries it is left alone."""
    peer = Peer(redis_server.url)
    peer("CONFIG", "SET", "requirepass", "the-right-one")
    timed = Timed(redis_server.url.replace("redis://", "redis://:the-wrong-one@"))
    found = [timed.get_in()[0] for _ in range(5)]
    timed.store.close()
    peer.close()

    assert found == [None] * 5
    assert len(timed.errors) == 3
    assert not any("the-wrong-one" in f"{error!s}{error!r}" for _, error in timed.errors)


@pytest.mark.parametrize("host", ["127.0.0.1:1", "unix"])
def test_where_no_redis_is_there_is_no_store(host: str, timed: Timed) -> None:
    """A wrong address is no error of the caller's calls."""
    url = "unix:///nowhere/redis.sock" if host == "unix" else f"redis://{host}/0"
    lost = Timed(url)

    assert not lost.put()
    assert lost.get_in()[0] is None
    assert {action for action, _ in lost.errors} == {"put", "get"}
    lost.store.close()


def test_a_server_that_trickles_holds_nobody(timed: Timed) -> None:
    """A byte before every timeout keeps one operation going for ever; callers leave."""
    stop = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def trickle() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    connection.sendall(b"$1000000\r\n")
                    while not stop.wait(DEADLINE / 5):
                        connection.sendall(b"x")
                except OSError:
                    return

        thread = threading.Thread(target=trickle)
        thread.start()
        slow = Timed(f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
        worker = Worker(patience=slow.store.patience)
        took: list[float] = []
        for _ in range(20):
            started = time.perf_counter()
            assert worker.call(None, slow.store.get, KEY) is None
            took.append(time.perf_counter() - started)
        stop.set()
        thread.join()
    worker.close(slow.store.close, timeout=10)

    assert took[0] < AT_MOST
    assert median(took[1:]) < QUICK


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_does_not_speak_on_its_parents_connection(place: RedisPlace) -> None:
    """A hundred look-ups in parent and child at once: each gets its own answers."""
    store = place.open()
    for number in range(100):
        store.put(f"{number:064}", str(number).encode(), keep_until=NOON + 60)

    def all_right() -> bool:
        return all(store.get(f"{number:064}") == str(number).encode() for number in range(100))

    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 0 if all_right() else 2
        finally:
            os._exit(code)
    here = all_right()

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert here
    assert place.errors == []


def test_every_operation_is_answered_when_nobody_listens(unused_port: int) -> None:
    """`False` for what was not done, `None` for what was not found; nothing raises."""
    lost = Timed(f"redis://127.0.0.1:{unused_port}/0").store
    done: list[Callable[[], object]] = [
        lambda: lost.get(KEY),
        lambda: lost.put(KEY, b"x", keep_until=NOON + 60, tags=["guild:1"]),
        lambda: lost.drop(KEY),
        lambda: lost.drop_tagged("guild:1"),
        lost.clear,
    ]

    assert [operation() for operation in done] == [None, False, False, False, False]
    assert lost.stats().misses == 1
    lost.close()
