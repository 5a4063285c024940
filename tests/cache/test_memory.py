"""The store in memory: what goes when room is needed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from esologs.cache.config import MemoryStoreConfig
from esologs.cache.memory import MemoryStore
from tests.cache.places import NOON


class Clock:
    now = NOON

    def __call__(self) -> float:
        return self.now


def a_store(max_entries: int = 3, max_bytes: int = 1000) -> tuple[MemoryStore, Clock]:
    clock = Clock()
    config = MemoryStoreConfig(max_entries=max_entries, max_bytes=max_bytes)
    return MemoryStore(config, wall_clock=clock), clock


def kept(store: MemoryStore, names: str) -> str:
    return "".join(name for name in names if store.get(name) is not None)


def test_the_longest_unused_goes_first() -> None:
    """A look-up is a use, and so is a put."""
    store, _ = a_store()
    for name in "abc":
        store.put(name, b"x", keep_until=NOON + 60)
    store.get("a")
    store.put("b", b"x", keep_until=NOON + 60)
    store.put("d", b"x", keep_until=NOON + 60)

    assert kept(store, "abcd") == "abd"
    assert store.stats().evicted == 1


def test_what_is_past_its_time_goes_before_what_is_not() -> None:
    """Also when it was used last."""
    store, clock = a_store()
    store.put("a", b"x", keep_until=NOON + 60)
    store.put("b", b"x", keep_until=NOON + 1)
    store.put("c", b"x", keep_until=NOON + 60)
    store.get("b")
    clock.now += 1
    store.put("d", b"x", keep_until=NOON + 60)
    store.put("e", b"x", keep_until=NOON + 60)

    assert kept(store, "abcde") == "cde"
    assert store.stats().entries == 3


def test_bytes_are_bounded_with_keys_and_tags() -> None:
    """Ten of a hundred bytes fit into a thousand; the next takes the first one's place."""
    store, _ = a_store(max_entries=100, max_bytes=1000)
    names = "abcdefghijk"
    for name in names:
        store.put(name, b"x" * 89, keep_until=NOON + 60, tags=["0123456789"])

    assert kept(store, names) == names[1:]
    assert store.stats().size == 1000


def test_what_is_larger_than_the_store_is_not_kept() -> None:
    """It takes nobody's place but that of its own forerunner."""
    store, _ = a_store(max_bytes=100)
    store.put("a", b"x", keep_until=NOON + 60)
    store.put("b", b"x", keep_until=NOON + 60)

    assert not store.put("a", b"x" * 100, keep_until=NOON + 60)
    assert kept(store, "ab") == "b"


@given(
    puts=st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(0, 120), st.integers(1, 9)), max_size=40
    )
)
def test_its_bounds_hold_after_every_put(puts: list[tuple[str, int, int]]) -> None:
    """Whatever is put while time passes, and what it says of its size is what it holds."""
    store, clock = a_store(max_entries=4, max_bytes=200)
    for name, size, life in puts:
        clock.now += 1
        store.put(name, b"x" * size, keep_until=clock.now + life, tags=["t"])
        stats = store.stats()
        assert stats.entries is not None
        assert stats.size is not None
        assert stats.entries <= 4
        assert stats.size <= 200
    store.drop_tagged("t")
    emptied = store.stats()

    assert (emptied.entries, emptied.size, vars(store)["_tagged"]) == (0, 0, {})


def test_a_tag_that_nothing_has_any_more_is_forgotten() -> None:
    """Replaced, dropped or evicted: names of tags do not pile up."""
    store, _ = a_store()
    for number in range(100):
        store.put("a", b"x", keep_until=NOON + 60, tags=[f"guild:{number}"])
        store.put(f"b{number}", b"x", keep_until=NOON + 60, tags=[f"report:{number}"])
    store.drop("a")

    assert len(vars(store)["_tagged"]) <= 3
    assert store.drop_tagged("guild:98")
    assert store.stats().entries == 2


def test_its_repr_tells_how_much_it_holds() -> None:
    """And nothing of what."""
    store, _ = a_store()
    store.put("a", b"secret", keep_until=NOON + 60)

    assert repr(store) == "<MemoryStore 1 entries, 7 bytes>"
