"""What every store promises: memory, SQLite and Redis run the same claims."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from esologs.cache.entry import Entry, pack, unpack
from esologs.cache.key import entry_key
from esologs.cache.principal import principal_hash
from esologs.cache.tag import tag
from tests.cache.places import DAY, HOUR, NOON

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.cache.base import Store
    from tests.cache.places import Place

KEY, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def store(place: Place) -> Store:
    return place.open()


@pytest.mark.parametrize("data", [b"", b"\0", bytes(range(256)), b"x" * 1_000_000])
def test_what_was_put_is_got(store: Store, data: bytes) -> None:
    """Byte for byte, also nothing at all and a large answer."""
    assert store.put(KEY, data, keep_until=NOON + 60)

    assert store.get(KEY) == data
    assert store.get(KEY) == data


def test_what_was_not_put_is_a_miss(store: Store) -> None:
    """An unknown key gives `None`, and dropping it does no harm."""
    assert store.drop(KEY)
    assert store.get(KEY) is None


def test_a_later_put_replaces_data_end_and_tags(place: Place, store: Store) -> None:
    """Nothing of the earlier one is shown, and it is dropped by what it was put with last."""
    store.put(KEY, b"first", keep_until=NOON + 10, tags=["guild:1"])
    store.put(KEY, b"second", keep_until=NOON + 60, tags=["guild:2"])
    place.now += 30

    assert store.get(KEY) == b"second"
    store.drop_tagged("guild:2")
    assert store.get(KEY) is None


def test_nothing_is_shown_past_its_end(place: Place, store: Store) -> None:
    """At `keep_until` it is over; a clock that comes back finds it again."""
    store.put(KEY, b"x", keep_until=NOON + 60)
    place.now = NOON + 59.9
    before = store.get(KEY)
    place.now = NOON + 60
    at_the_end = store.get(KEY)
    place.now = NOON + 30

    assert (before, at_the_end, store.get(KEY)) == (b"x", None, b"x")


@pytest.mark.parametrize("jump", [-DAY, -HOUR, HOUR, DAY])
def test_a_clock_that_jumps_shows_nothing_past_its_end(
    place: Place, store: Store, jump: float
) -> None:
    """What counts is the end that was given, not how long ago it was put."""
    end = NOON + 2 * HOUR
    store.put(KEY, b"x", keep_until=end)
    place.now += jump

    assert store.get(KEY) == (b"x" if place.now < end else None)


@pytest.mark.parametrize("end", [NOON, NOON - 1, 0.0, -1.0, float("nan")])
def test_what_is_over_when_it_is_put_is_not_kept(store: Store, end: float) -> None:
    """It takes away what was there: that one is older still."""
    store.put(KEY, b"old", keep_until=NOON + 60)

    assert not store.put(KEY, b"new", keep_until=end)
    assert store.get(KEY) is None


def test_dropping_one_leaves_the_others(store: Store) -> None:
    """A key names one entry."""
    store.put(KEY, b"1", keep_until=NOON + 60)
    store.put(OTHER, b"2", keep_until=NOON + 60)

    assert store.drop(KEY)
    assert (store.get(KEY), store.get(OTHER)) == (None, b"2")


@pytest.mark.parametrize(
    "named", ["guild:1", "operation:getGuild_%", "report:*", "report:[a]", "ö:\\", "user:a'b\"c"]
)
def test_dropping_by_tag_takes_all_that_have_it_and_no_other(store: Store, named: str) -> None:
    """A tag is compared as a whole: no prefix, no pattern; one of several is enough."""
    store.put("1" * 64, b"1", keep_until=NOON + 60, tags=[named])
    store.put("2" * 64, b"2", keep_until=NOON + 60, tags=["a", named, "z"])
    store.put("3" * 64, b"3", keep_until=NOON + 60, tags=[f"{named}2", f"a{named}", named[:-1]])
    store.put("4" * 64, b"4", keep_until=NOON + 60)

    assert store.drop_tagged(named)
    assert [store.get(digit * 64) for digit in "1234"] == [None, None, b"3", b"4"]


def test_many_are_dropped_by_one_tag(store: Store) -> None:
    """More than any batch: none of a thousand is left."""
    for number in range(1000):
        store.put(f"{number:064}", b"x", keep_until=NOON + 60, tags=["principal:1"])

    assert store.drop_tagged("principal:1")
    assert not [number for number in range(1000) if store.get(f"{number:064}") is not None]


def test_clearing_forgets_everything(store: Store) -> None:
    """Tags included: what is put afterwards is found by none of before."""
    store.put(KEY, b"1", keep_until=NOON + 60, tags=["guild:1"])
    store.put(OTHER, b"2", keep_until=NOON + 60)

    assert store.clear()
    assert (store.get(KEY), store.get(OTHER)) == (None, None)
    store.put(KEY, b"3", keep_until=NOON + 60)
    store.drop_tagged("guild:1")
    assert store.get(KEY) == b"3"


def test_a_closed_store_finds_nothing_and_keeps_nothing(place: Place, store: Store) -> None:
    """Closing twice is nothing, and neither is asking afterwards an error."""
    store.put(KEY, b"x", keep_until=NOON + 60)
    store.close()
    store.close()

    assert store.get(KEY) is None
    assert not store.put(KEY, b"x", keep_until=NOON + 60)
    assert place.errors == []


def test_it_counts(store: Store) -> None:
    """Hits and misses, as they were."""
    store.get(KEY)
    store.put(KEY, b"x", keep_until=NOON + 60)
    for _ in range(3):
        store.get(KEY)

    stats = store.stats()
    assert (stats.hits, stats.misses, stats.errors, stats.evicted) == (3, 1, 0, 0)


@pytest.mark.parametrize("kind", ["sqlite", "redis"])
def test_stores_of_one_place_share_it(make_place: Callable[[str], Place], kind: str) -> None:
    """What one puts or drops the other sees; so do processes and machines."""
    place = make_place(kind)
    store, other = place.open(), place.open()
    store.put(KEY, b"x", keep_until=NOON + 60, tags=["guild:1"])
    seen = other.get(KEY)
    other.drop_tagged("guild:1")

    assert (seen, store.get(KEY)) == (b"x", None)


def test_two_principals_never_share(store: Store) -> None:
    """One query, two users: two keys; and bytes under the other's key are none of his."""
    secret = bytes(32)
    alice, bob = (
        entry_key(
            schema_hash="s",
            operation="getGuildById",
            document_hash="d",
            variables={"guildId": 3468},
            url="https://api.invalid",
            principal=principal_hash(identity, secret),
        )
        for identity in ("user:1", "user:2")
    )
    assert alice is not None
    assert bob is not None
    entry = Entry(
        content=b"alice's",
        stored_at=NOON,
        fresh_until=NOON + 1,
        keep_until=NOON + 60,
        schema_hash="s",
        operation_hash="d",
    )
    packed = pack(entry, key=alice)
    store.put(alice, packed, keep_until=NOON + 60)

    assert store.get(bob) is None
    store.put(bob, packed, keep_until=NOON + 60)  # as after damage to an index
    crossed, own = store.get(bob), store.get(alice)
    assert crossed is not None
    assert own is not None
    assert unpack(crossed, key=bob, schema_hash="s", max_bytes=100) is None
    assert unpack(own, key=alice, schema_hash="s", max_bytes=100) == entry


def test_threads_see_whole_values_only(place: Place, store: Store) -> None:
    """Eight threads put, get and drop at once: each value got was put under that key."""
    wrong: list[object] = []

    def work(seed: int) -> None:
        for round_ in range(60):
            key = f"{(seed * 7 + round_) % 5:064}"
            store.put(key, key.encode() * 20, keep_until=NOON + 60, tags=[f"guild:{seed % 3}"])
            found = store.get(key)
            if found not in (None, key.encode() * 20):
                wrong.append(found)
            if round_ % 10 == seed:
                store.drop_tagged(f"guild:{seed % 3}")

    threads = [threading.Thread(target=work, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert wrong == []
    assert place.errors == []


TAGS = {"a": ["guild:1", "operation:x"], "b": ["guild:2", "operation:x"], "c": []}
"""A key's tags follow from it: they say what the call that it stands for was about."""

STEPS = st.one_of(
    st.tuples(
        st.just("put"),
        st.sampled_from("abc"),
        st.binary(max_size=8),
        st.integers(1, 100),
    ),
    st.tuples(st.just("get"), st.sampled_from("abc")),
    st.tuples(st.just("drop"), st.sampled_from("abc")),
    st.tuples(st.just("drop_tagged"), st.sampled_from(["guild:1", "guild:2", "operation:x"])),
    st.tuples(st.just("clock"), st.integers(-50, 60)),
    st.tuples(st.just("clear")),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, max_size=30))
def test_any_sequence_agrees_with_a_dictionary(
    place: Place, store: Store, steps: list[tuple[Any, ...]]
) -> None:
    """Whatever is done in whatever order, each look-up answers as the plainest model does."""
    place.now = NOON
    store.clear()
    model: dict[str, tuple[bytes, float]] = {}
    for step in steps:
        match step:
            case ("put", key, data, life):
                assert store.put(key * 64, data, keep_until=place.now + life, tags=TAGS[key])
                model[key] = (data, place.now + life)
            case ("get", key):
                data, end = model.get(key, (b"", 0.0))
                assert store.get(key * 64) == (data if place.now < end else None)
            case ("drop", key):
                store.drop(key * 64)
                model.pop(key, None)
            case ("drop_tagged", named):
                store.drop_tagged(named)
                model = {key: kept for key, kept in model.items() if named not in TAGS[key]}
            case ("clock", seconds):
                place.now += seconds
            case _:
                store.clear()
                model.clear()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_fork_hurts_neither_side(place: Place, store: Store) -> None:
    """Four children of a process with a warm store use it as theirs, and the parent goes on."""
    store.put(KEY, b"parent", keep_until=NOON + 60)
    children: list[int] = []
    for number in range(4):
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                own = f"{number:064}"
                seen = store.get(KEY)
                kept = store.put(own, b"child", keep_until=NOON + 60)
                code = 0 if seen == b"parent" and kept and store.get(own) == b"child" else 2
            finally:
                os._exit(code)
        children.append(pid)

    codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
    assert codes == [0, 0, 0, 0]
    assert store.get(KEY) == b"parent"
    assert store.put(OTHER, b"after", keep_until=NOON + 60)
    found = [store.get(f"{number:064}") for number in range(4)]
    assert found == [b"child" if place.shared else None] * 4
    assert place.errors == []


def test_a_tag_reads_as_it_is_documented() -> None:
    """Kind and name, the same for a number and its text."""
    assert tag("guild", 3468) == tag("guild", "3468") == "guild:3468"


def test_a_store_that_was_never_asked_costs_nothing() -> None:
    """Importing the stores loads neither sqlite3 nor redis."""
    program = (
        "import sys, esologs.cache.sqlite, esologs.cache.redis, esologs.cache.memory, "
        "esologs.cache.worker, esologs.cache.entry, esologs.cache.key;"
        "print({'sqlite3', 'redis', 'httpx', 'pydantic', 'asyncio', 'ssl'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"
