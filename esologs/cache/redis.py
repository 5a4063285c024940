"""Answers kept in a Redis or Valkey that processes and machines share.

An answer is a string with an expiry; before its bytes stands the last moment at
which it may be shown, so that a server whose clock is off shows nothing too late.
A tag is a sorted set of keys, each scored with its end, swept at every write and
itself expiring after the last of them. Redis Cluster is not supported: one write
touches keys of several slots.
"""

from __future__ import annotations

import re
import struct
import time
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar
from urllib.parse import urlsplit

from esologs.cache.base import Tally
from esologs.cache.breaker import StoreBreaker
from esologs.cache.forking import ForkLock
from esologs.cache.redis_connection import connection_to
from esologs.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from esologs.cache.base import OnError, StoreStats
    from esologs.cache.config import RedisStoreConfig
    from esologs.cache.redis_connection import RedisClient

T = TypeVar("T")

_HEAD: Final = struct.Struct(">4sd")
_MAGIC: Final = b"ESOA"
_DAY: Final = 86400.0
# No answer is kept for longer, so that a tag's set outlives all that it names.
_LONGEST_KEPT: Final = 90 * _DAY
_BATCH: Final = 500


class RedisStore:
    """A store in Redis. Each operation has a deadline of its own, all together a small breaker.

    Raises `MissingExtraError` at its construction if redis-py is not installed, and
    connects at its first operation.
    """

    blocking: ClassVar[bool] = True

    def __init__(
        self,
        config: RedisStoreConfig,
        *,
        wall_clock: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
        on_error: OnError | None = None,
    ) -> None:
        try:
            # Here and not in the first operation, which has no time for it.
            import redis as _  # noqa: F401 - only whether it is there
        except ImportError as exc:
            raise MissingExtraError("a Redis store", "redis") from exc
        self._config = config
        self._answer = f"{config.prefix}answer:"
        self._tag = f"{config.prefix}tag:"
        self._wall_clock = wall_clock
        self._tally = Tally(on_error)
        self._lock = ForkLock()
        self._breaker = StoreBreaker(
            max_failures=config.max_failures,
            pause=config.pause,
            longest_pause=config.longest_pause,
            clock=clock,
        )
        self._client: RedisClient | None = None
        self._closed = False

    def __repr__(self) -> str:
        parts = urlsplit(self._config.url)  # of which the password stays out
        where = parts.path if parts.scheme == "unix" else f"{parts.hostname}:{parts.port or 6379}"
        return f"<RedisStore {where}>"

    @property
    def patience(self) -> float:
        """What a caller waits for an operation, in seconds: its deadline, and the way to it."""
        return self._config.timeout + 0.005

    def get(self, key: str) -> bytes | None:
        """Return what was put under *key*, unless it is past its time or not ours."""
        now = self._wall_clock()
        # One byte more than ours can have; a foreign value may be half a gigabyte.
        end = _HEAD.size + self._config.max_entry_bytes

        def work(client: RedisClient) -> bytes | None:
            found = client.execute_command("GETRANGE", self._answer + key, 0, end)
            if not isinstance(found, bytes) or not _HEAD.size <= len(found) <= end:
                return None
            magic, keep_until = _HEAD.unpack_from(found)
            return found[_HEAD.size :] if magic == _MAGIC and now < keep_until else None

        return self._do("get", work, None)

    def put(self, key: str, data: bytes, *, keep_until: float, tags: Iterable[str] = ()) -> bool:
        """Keep *data* in place of what is there; `False` if it is past its time or too large."""
        now = self._wall_clock()
        if len(data) > self._config.max_entry_bytes or not now < keep_until:
            self.drop(key)
            return False
        keep_until = min(keep_until, now + _LONGEST_KEPT)
        names = [self._tag + tag for tag in tags]

        def write(client: RedisClient) -> list[object]:
            with client.pipeline() as transaction:
                for name in names:
                    transaction.execute_command("ZADD", name, keep_until, key)
                    # With a day's grace: another machine's clock may be behind.
                    transaction.execute_command("ZREMRANGEBYSCORE", name, "-inf", now - _DAY)
                    transaction.execute_command("EXPIRE", name, int(_LONGEST_KEPT + _DAY))
                life = max(1, int((keep_until - now) * 1000))
                value = _HEAD.pack(_MAGIC, keep_until) + data
                transaction.execute_command("SET", self._answer + key, value, "PX", life)
                return transaction.execute(raise_on_error=False)

        def work(client: RedisClient) -> bool:
            outcome = write(client)
            foreign = [
                name for name, added in zip(names, outcome[::3], strict=False) if _is_foreign(added)
            ]
            if foreign:  # no set of ours: whatever it is, it stands in the way of all it tags
                client.execute_command("UNLINK", *foreign)
                outcome = write(client)
            for error in outcome:
                if isinstance(error, Exception):
                    # Without its tags it could not be dropped by them: better not at all.
                    client.execute_command("UNLINK", self._answer + key)
                    raise error
            return True

        return self._do("put", work, default=False)

    def drop(self, key: str) -> bool:
        """Forget one entry."""

        def work(client: RedisClient) -> bool:
            client.execute_command("UNLINK", self._answer + key)
            return True

        return self._do("drop", work, default=False)

    def drop_tagged(self, tag: str) -> bool:
        """Forget every entry with *tag*.

        `False` too where a foreign value is in the place of the tag's set, which is
        then taken away: what the set named is not known any more.
        """
        name = self._tag + tag

        def work(client: RedisClient) -> bool:
            if client.execute_command("TYPE", name) not in (b"zset", b"none"):
                client.execute_command("UNLINK", name)
                return False
            while keys := client.execute_command("ZRANGE", name, 0, _BATCH - 1):
                with client.pipeline() as transaction:
                    answers = [self._answer.encode() + key for key in keys]
                    transaction.execute_command("UNLINK", *answers)
                    transaction.execute_command("ZREM", name, *keys)
                    transaction.execute()
            return True

        return self._do("drop_tagged", work, default=False)

    def clear(self) -> bool:
        """Forget every answer below the prefix, whoever stored it."""

        def work(client: RedisClient) -> bool:
            for prefix in (self._answer, self._tag):
                pattern = re.sub(r"([*?\[\]\\])", r"\\\1", prefix) + "*"
                cursor = None
                while cursor != 0:
                    words = ("SCAN", cursor or 0, "MATCH", pattern, "COUNT", _BATCH)
                    cursor, keys = client.execute_command(*words)
                    if keys:
                        client.execute_command("UNLINK", *keys)
            return True

        return self._do("clear", work, default=False)

    def close(self) -> None:
        """Close the connections."""
        with self._lock:
            self._closed = True
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def stats(self) -> StoreStats:
        """Return the counts so far, also while an operation has the lock and waits for Redis."""
        return self._tally.stats()

    def _do(self, action: str, work: Callable[[RedisClient], T], default: T) -> T:
        """Return what *work* does with Redis, or *default* if it cannot be done now."""
        result, failure = default, None
        with self._lock:
            admitted = not self._closed and self._breaker.admits()
            client = self._opened() if admitted else None
        if client is not None:
            try:
                result = work(client)
            except Exception as error:  # noqa: BLE001 - no caller of a cache fails for it
                # Another type under our key is a foreign value: Redis itself is well.
                failure = None if _is_foreign(error) else error
        with self._lock:
            if action == "get":
                self._tally.looked(result)
            if failure is not None:
                self._tally.errors += 1
                self._breaker.failed()
            elif client is not None:
                self._breaker.succeeded()
        if failure is not None:
            self._tally.tell(action, failure)
        return result

    def _opened(self) -> RedisClient:
        if self._client is None:
            self._client = connection_to(self._config.url, self._config.timeout)
        return self._client


def _is_foreign(outcome: object) -> bool:
    """Tell whether a command found another type of value under its key than ours has."""
    return isinstance(outcome, Exception) and str(outcome).startswith("WRONGTYPE")
