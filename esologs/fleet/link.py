"""The link: a worker's way to the Redis of its fleet, which may be slow, frozen or gone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from esologs.cache.breaker import StoreBreaker
from esologs.cache.forking import ForkLock
from esologs.cache.redis_connection import connection_to
from esologs.cache.worker import Worker
from esologs.fleet.script import SCRIPTS, script

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.cache.redis_connection import RedisClient
    from esologs.fleet.config import FleetConfig
    from esologs.resilience._flow import Consult


# A moment more than the step itself takes, for the way to the thread and back.
_WAY: Final = 0.005


class Link:
    """Runs the steps of a fleet, each within a deadline of its own; never raises.

    *space* comes before every key: whose points these are, as nobody else can tell.
    After several failures in a row Redis is left alone for a while: *lost* is told of
    the last one, and *back* after how many seconds it answered again; both are called
    in another thread, under no lock. Safe to use from threads, event loops and in the
    child of a fork.
    """

    def __init__(
        self,
        config: FleetConfig,
        space: str,
        *,
        lost: Callable[[Exception], object],
        back: Callable[[float], object],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Here and not in the first step, which has no time for it.
        import redis as _  # noqa: F401 - imported for its time alone

        self._config = config
        self._space = f"{config.prefix}fleet:{space}:"
        self._lost, self._back = lost, back
        self._clock = clock
        self._breaker = StoreBreaker(
            max_failures=config.max_failures,
            pause=config.pause,
            longest_pause=config.longest_pause,
            clock=clock,
        )
        self._lock = ForkLock()
        self._first_timeout = max(config.first_timeout, config.timeout)
        self._worker = Worker(patience=self._first_timeout + _WAY, clock=clock)
        self._is_first = True
        for name in SCRIPTS:
            script(name)
        self._client: RedisClient | None = None
        self._lost_at: float | None = None
        self._closed = False

    def __repr__(self) -> str:
        return f"<Link {'lost' if self.is_lost else 'up'}>"

    @property
    def is_lost(self) -> bool:
        """Whether Redis is being left alone."""
        return self._breaker.is_open

    def perform(self, effect: Consult) -> list[bytes] | None:
        """Return what the script of *effect* answers, or `None` if Redis cannot be asked now."""
        if self._breaker.waits():  # before the thread is asked: an absence costs a call nothing
            return None
        if effect.posted:
            self._worker.post(self._step, effect)
            return None
        return self._worker.call(None, self._step, effect)

    async def aperform(self, effect: Consult) -> list[bytes] | None:
        """Same as `perform`, for a caller on an event loop."""
        if self._breaker.waits():
            return None
        if effect.posted:
            self._worker.post(self._step, effect)
            return None
        return await self._worker.acall(None, self._step, effect)

    def close(self) -> None:
        """Do what was posted, and let go of the connection."""
        self._worker.close(self._disconnect)

    async def aclose(self) -> None:
        """Same as `close`, without blocking the event loop."""
        await self._worker.aclose(self._disconnect)

    def _step(self, effect: Consult) -> list[bytes] | None:
        with self._lock:
            if self._closed or not self._breaker.admits():
                return None
            client = self._opened()
        answer: list[bytes] | None = None
        failure: Exception | None = None
        is_first, self._is_first = self._is_first, False
        try:
            if is_first:
                self._greet()
            answer = self._ask(client, effect)
        except Exception as error:  # noqa: BLE001 - no call fails for its fleet
            failure = error
        with self._lock:
            was_lost_at = self._lost_at
            if failure is None:
                self._breaker.succeeded()
                self._lost_at = None
            else:
                self._breaker.failed()
                if self._breaker.is_open and was_lost_at is None:
                    self._lost_at = self._clock()
        if failure is None and was_lost_at is not None:
            self._back(self._clock() - was_lost_at)
        elif failure is not None and was_lost_at is None and self._lost_at is not None:
            self._lost(failure)
        if is_first:  # not before: what lasts longer than its patience counts as stalled
            self._worker.patience = self._config.timeout + _WAY
        return answer

    def _greet(self) -> None:
        """Meet Redis for the first time, which is given more time than what follows."""
        client = connection_to(self._config.url, self._first_timeout)
        try:
            for name in SCRIPTS:
                client.execute_command("SCRIPT", "LOAD", script(name).text)
        finally:
            client.close()

    def _ask(self, client: RedisClient, effect: Consult) -> list[bytes]:
        found = script(effect.script)
        keys = [f"{self._space}{part}{effect.key}" for part in found.keys]
        rest: tuple[str | int, ...] = (len(keys), *keys, *effect.words)
        try:
            answer: Any = client.execute_command("EVALSHA", found.digest, *rest)
        except Exception as error:
            # A Redis that was started anew has forgotten it, and is handed the text once.
            if type(error).__name__ != "NoScriptError":
                raise
            answer = client.execute_command("EVAL", found.text, *rest)
        return list(answer)

    def _opened(self) -> RedisClient:
        if self._client is None:
            self._client = connection_to(self._config.url, self._config.timeout)
        return self._client

    def _disconnect(self) -> None:
        with self._lock:
            self._closed = True
            client, self._client = self._client, None
        if client is not None:
            client.close()
