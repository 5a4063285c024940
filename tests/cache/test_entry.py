"""The envelope of an entry."""

from __future__ import annotations

import hashlib
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esologs.cache.entry import Entry, pack, unpack

KEY = "k" * 64
LARGE = 1 << 24
stamps = st.floats(allow_nan=False, allow_infinity=False)
entries = st.builds(
    Entry,
    # Both sides of the bound above which an answer is compressed.
    content=st.one_of(st.binary(max_size=200), st.binary(min_size=4097, max_size=5000)),
    stored_at=stamps,
    fresh_until=stamps,
    keep_until=stamps,
    schema_hash=st.text(max_size=20),
    operation_hash=st.text(max_size=20),
    revision=st.none() | st.text(max_size=5),
    tags=st.lists(st.text(max_size=20), max_size=5).map(tuple),
)


def an_entry(content: bytes = b'{"data":{"x":1}}', schema_hash: str = "s") -> Entry:
    return Entry(
        content=content,
        stored_at=1.0,
        fresh_until=2.0,
        keep_until=3.0,
        schema_hash=schema_hash,
        operation_hash="o",
        revision="7",
        tags=("guild:1",),
    )


def opened(data: bytes, schema_hash: str = "s", max_bytes: int = LARGE) -> Entry | None:
    return unpack(data, key=KEY, schema_hash=schema_hash, max_bytes=max_bytes)


@given(entry=entries)
def test_what_is_packed_is_unpacked(entry: Entry) -> None:
    """Every entry comes back equal to itself, whatever it holds."""
    packed = pack(entry, key=KEY)

    assert opened(packed, entry.schema_hash) == entry


@given(entry=entries, data=st.data())
def test_a_flipped_byte_is_found(entry: Entry, data: st.DataObject) -> None:
    """One changed byte anywhere, header and checksum included, makes it a miss."""
    packed = bytearray(pack(entry, key=KEY))
    place = data.draw(st.integers(0, len(packed) - 1))
    packed[place] ^= data.draw(st.integers(1, 255))

    assert opened(bytes(packed), entry.schema_hash) is None


@pytest.mark.parametrize("content", [b"x", b"y" * 5000])
def test_every_single_flipped_bit_is_found(content: bytes) -> None:
    """The same without chance, for a raw and for a compressed one."""
    packed = pack(an_entry(content), key=KEY)

    for place in range(len(packed)):
        for bit in range(8):
            flipped = bytearray(packed)
            flipped[place] ^= 1 << bit
            assert opened(bytes(flipped)) is None, (place, bit)


@given(entry=entries, data=st.data())
def test_what_is_cut_short_or_goes_on_is_a_miss(entry: Entry, data: st.DataObject) -> None:
    """Any beginning of an envelope, and one with anything behind it."""
    packed = pack(entry, key=KEY)
    cut = data.draw(st.integers(0, len(packed) - 1))
    more = data.draw(st.binary(min_size=1, max_size=20))

    assert opened(packed[:cut], entry.schema_hash) is None
    assert opened(packed + more, entry.schema_hash) is None


@given(data=st.binary(max_size=300))
def test_foreign_bytes_are_a_miss(data: bytes) -> None:
    """Whatever they are, and also behind the right beginning."""
    assert opened(data) is None
    assert opened(b"ESOL\1" + data) is None


def test_another_key_schema_or_version_is_a_miss() -> None:
    """The same bytes, but not for this use."""
    packed = pack(an_entry(), key=KEY)

    assert opened(packed) == an_entry()
    assert unpack(packed, key="other", schema_hash="s", max_bytes=LARGE) is None
    assert opened(packed, schema_hash="t") is None
    assert opened(b"ESOL\2" + packed[5:]) is None


def test_only_a_large_answer_is_compressed() -> None:
    """Up to 4 KiB the bytes stand there as they are."""
    small, large = b"a" * 4096, b"a" * 4097

    assert small in pack(an_entry(small), key=KEY)
    assert len(pack(an_entry(large), key=KEY)) < 300


def test_what_is_larger_than_allowed_is_a_miss() -> None:
    """The bound holds for the inflated size; at it, it still passes."""
    for content in (b"x" * 1000, b"x" * 10_000):
        packed = pack(an_entry(content), key=KEY)
        assert opened(packed, max_bytes=len(content)) == an_entry(content)
        assert opened(packed, max_bytes=len(content) - 1) is None


def forged(
    content: bytes, size: int, *, codec: int = 1, notes: bytes = b'["s","o",null,[]]'
) -> bytes:
    """An envelope whose checksum is right, by somebody who knows the format and the key."""
    header = struct.pack(">BIIIddd", codec, len(notes), len(content), size, 1.0, 2.0, 3.0)
    body = header + notes + content
    checksum = hashlib.blake2b(body, digest_size=8, key=KEY.encode()).digest()
    return b"ESOL\1" + checksum + body


def test_a_bomb_is_inflated_no_further_than_it_says() -> None:
    """64 MiB that call themselves 1 kB, or themselves, are a miss at the price of a few kB."""
    bomb = forged(zlib.compress(bytes(64 * 1024 * 1024)), 1024)
    honest = forged(zlib.compress(bytes(64 * 1024 * 1024)), 64 * 1024 * 1024)
    tracemalloc.start()
    try:
        assert opened(bomb) is None
        assert opened(honest) is None
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 1024 * 1024


@pytest.mark.parametrize(
    "data",
    [
        forged(zlib.compress(b"abc"), 2),
        forged(zlib.compress(b"abc"), 4),
        forged(zlib.compress(b"abc"), 0),
        forged(zlib.compress(b"abc")[:-1], 3),
        forged(b"no zlib", 3),
        forged(b"", 3),
        forged(b"abc", 4, codec=0),
        forged(b"abc", 3, codec=2),
        forged(b"abc", 3, codec=0, notes=b"no json"),
        forged(b"abc", 3, codec=0, notes=b"\xff"),
        forged(b"abc", 3, codec=0, notes=b"[]"),
        forged(b"abc", 3, codec=0, notes=b"7"),
        forged(b"abc", 3, codec=0, notes=b'["s","o",null,7]'),
        forged(b"abc", 3, codec=0, notes=b"[" * 100_000),
    ],
)
def test_a_wrong_inside_is_a_miss(data: bytes) -> None:
    """A right checksum around what pack() never writes raises nothing."""
    assert opened(data) is None


def test_the_forger_of_these_tests_knows_the_format() -> None:
    """Else all of the above would be refused for the checksum alone."""
    assert opened(forged(zlib.compress(b"abc"), 3)) == Entry(
        content=b"abc",
        stored_at=1.0,
        fresh_until=2.0,
        keep_until=3.0,
        schema_hash="s",
        operation_hash="o",
    )


@pytest.mark.parametrize("stamp", [float("nan"), float("inf"), float("-inf")])
def test_a_stamp_without_end_is_refused(stamp: float) -> None:
    """An entry that never ends cannot be made."""
    with pytest.raises(ValueError, match="finite"):
        Entry(
            content=b"",
            stored_at=1.0,
            fresh_until=2.0,
            keep_until=stamp,
            schema_hash="s",
            operation_hash="o",
        )


def test_the_repr_shows_no_content() -> None:
    """An answer may be long, and private."""
    assert "secret-guild" not in repr(an_entry(b"secret-guild"))
