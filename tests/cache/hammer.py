"""A process that puts and reads until it is killed; it tells of every tenth put.

    python tests/cache/hammer.py FOLDER SEED COUNT

Each value can be told right or wrong by whoever knows its key. COUNT ends it, 0 never.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from esologs.cache.config import SqliteStoreConfig
from esologs.cache.entry import Entry, pack, unpack
from esologs.cache.sqlite import SqliteStore

KEYS = 200


def key_of(number: int) -> str:
    return f"{number:064x}"


def content_of(key: str, size: int) -> bytes:
    """Bytes that belong to a key, hard to compress and of any size."""
    return random.Random(key).randbytes(64) * (size // 64 + 1)


def packed(key: str, size: int, now: float) -> bytes:
    entry = Entry(
        content=content_of(key, size),
        stored_at=now,
        fresh_until=now + 60,
        keep_until=now + 3600,
        schema_hash="s",
        operation_hash="o",
    )
    return pack(entry, key=key)


def is_right(key: str, data: bytes | None) -> bool:
    """Whether what a store gave is nothing, nothing usable, or what belongs to the key."""
    entry = data and unpack(data, key=key, schema_hash="s", max_bytes=1 << 20)
    return not entry or entry.content == content_of(key, len(entry.content) - 64)


def main(folder: str, seed: str, count: str) -> None:
    errors: list[str] = []
    config = SqliteStoreConfig(folder=Path(folder), max_bytes=4 * 1024 * 1024)
    store = SqliteStore(
        config, on_error=lambda action, error: errors.append(f"{action}: {error!r}")
    )
    rng = random.Random(seed)
    put = wrong = done = 0
    while not int(count) or done < int(count):
        key = key_of(rng.randrange(KEYS))
        size = rng.choice((100, 4000, 30_000))
        now = time.time()
        put += store.put(key, packed(key, size, now), keep_until=now + 3600, tags=[f"guild:{size}"])
        looked = key_of(rng.randrange(KEYS))
        wrong += not is_right(looked, store.get(looked))
        if done % 50 == 49:
            store.drop_tagged("guild:100")
        done += 1
        if done % 10 == 0:
            sys.stdout.write(f"{done} {put} {wrong}\n")
            sys.stdout.flush()
    store.close()
    sys.stdout.write(f"end {done} {put} {wrong} {errors[:3]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
