"""The shelf: a client's store, opened at the first look, and asked so that nobody waits long.

A store that blocks (a file, a server) is asked in a thread of its own, within
its own patience; one in memory is asked at once. Neither ever raises.
"""

from __future__ import annotations

from contextlib import suppress
from functools import lru_cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Final

from esologs import _surroundings
from esologs._forks import renew_in_child
from esologs.resilience._flow import Drop, Load, Save

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from esologs.cache.base import OnError, Store, StoreStats
    from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig
    from esologs.cache.looks import Looks
    from esologs.cache.worker import Worker

    Outcome: TypeAlias = bytes | bool | None
    StoreChoice: TypeAlias = MemoryStoreConfig | SqliteStoreConfig | RedisStoreConfig | Store

Kept = Load | Save | Drop

# Seconds that one waits for answers to be forgotten: longer than for a look, since whoever
# asks for it is to know, and there may be thousands of them.
_FORGETTING: Final = 2.0


@lru_cache(maxsize=1)
def schema_hash() -> str:
    """Return sixteen hex digits of the shipped schema: what answers were made for."""
    import hashlib
    from importlib.resources import files

    text = files("esologs._generated").joinpath("schema.graphql").read_bytes()
    return hashlib.sha256(text).hexdigest()[:16]


class Shelf:
    """Does the effects that keep and find answers. Safe to use from several threads."""

    def __init__(self, choice: StoreChoice, on_error: OnError) -> None:
        self._choice = choice
        self._on_error = on_error
        self._wall_clock = _surroundings.current().clocks.wall
        self._lock = Lock()
        self._store: Store | None = None
        self._worker: Worker | None = None
        self._looks: Looks | None = None
        renew_in_child(self)

    @property
    def store(self) -> Store:
        """The store, opened if it was not."""
        with self._lock:
            if self._store is None:
                self._store = opened(self._choice, self._wall_clock, self._on_error)
                if self._store.blocking:
                    from esologs.cache.looks import Looks
                    from esologs.cache.worker import Worker

                    self._worker = Worker(patience=self._store.patience)
                    self._looks = Looks(self._store.get, self._worker)
            return self._store

    def stats(self) -> StoreStats | None:
        """Return what the store tells of itself; `None` before the first look. Does not block."""
        store = self._store
        return None if store is None else store.stats()

    def after_fork(self) -> None:
        """Go on, in a child, whoever was about to open the store in its parent."""
        self._lock = Lock()

    def perform(self, effect: Kept) -> Outcome:
        """Do what *effect* asks, blocking for no longer than the store's patience."""
        store = self.store
        if self._worker is None or self._looks is None:
            return self._told(effect, _done(store, effect))
        if isinstance(effect, Load):
            return self._looks.look(effect.key)
        if self._is_posted(effect):
            self._worker.post(_done, store, effect)
            self._looks.outdate()
            return None
        if isinstance(effect, Drop):
            drop = self._worker.submit(partial(_done, store, effect))
            done = None if drop is None else self._worker.outcome(drop, None, _FORGETTING)
            return self._told(effect, done)
        return self._worker.call(None, _done, store, effect)

    async def aperform(self, effect: Kept) -> Outcome:
        """Same as `perform`, for a caller on an event loop."""
        store = self.store
        if self._worker is None or self._looks is None:
            return self._told(effect, _done(store, effect))
        if isinstance(effect, Load):
            return await self._looks.alook(effect.key)
        if self._is_posted(effect):
            self._worker.post(_done, store, effect)
            self._looks.outdate()
            return None
        if isinstance(effect, Drop):
            drop = self._worker.submit(partial(_done, store, effect))
            done = None if drop is None else await self._worker.aoutcome(drop, None, _FORGETTING)
            return self._told(effect, done)
        return await self._worker.acall(None, _done, store, effect)

    def _told(self, effect: Kept, outcome: Outcome) -> Outcome:
        """Return *outcome*; of answers that were to be dropped, and may be there, it is told."""
        if not isinstance(effect, Drop) or outcome:
            return outcome
        left = RuntimeError(
            "answers that are out of date may still be kept: the store did not forget them; it is "
            "full, cannot be written to or cannot be reached now"
        )
        with suppress(Exception):  # whoever listens is a guest here
            self._on_error("invalidate", left)
        return False

    def _is_posted(self, effect: Kept) -> bool:
        """Tell whether nobody waits for *effect*: it is done in its turn, before any later look.

        A file is waited for: a program may end right after its answer, and a file
        does not freeze. A server may, and whoever asks it pays for one look, not two.
        """
        from esologs.cache.config import RedisStoreConfig

        return isinstance(effect, Save) and isinstance(self._choice, RedisStoreConfig)

    def close(self) -> None:
        """Finish what was asked, and let go of the store."""
        if self._worker is not None and self._store is not None:
            self._worker.close(self._store.close)
        elif self._store is not None:
            self._store.close()

    async def aclose(self) -> None:
        """Same as `close`, without blocking the event loop."""
        if self._worker is not None and self._store is not None:
            await self._worker.aclose(self._store.close)
        elif self._store is not None:
            self._store.close()


def _done(store: Store, effect: Kept) -> Outcome:
    match effect:
        case Load(key=key):
            return store.get(key)
        case Save(key=key, data=data, keep_until=keep_until, tags=tags):
            store.put(key, data, keep_until=keep_until, tags=tags)
        case Drop(tag=tag):
            return store.drop_tagged(tag)
    return None


def opened(choice: StoreChoice, wall_clock: Callable[[], float], on_error: OnError) -> Store:
    """Return the store that *choice* is, or describes. Raises `MissingExtraError`."""
    from esologs.cache.config import MemoryStoreConfig, RedisStoreConfig, SqliteStoreConfig

    match choice:
        case MemoryStoreConfig():
            from esologs.cache.memory import MemoryStore

            return MemoryStore(choice, wall_clock=wall_clock, on_error=on_error)
        case SqliteStoreConfig():
            from esologs.cache.sqlite import SqliteStore

            return SqliteStore(choice, wall_clock=wall_clock, on_error=on_error)
        case RedisStoreConfig():
            from esologs.cache.redis import RedisStore

            return RedisStore(choice, wall_clock=wall_clock, on_error=on_error)
        case _:
            return choice
