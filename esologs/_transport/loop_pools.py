"""The pools of one event loop: they end with it, and one that lost a slot is replaced."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from esologs._transport.pools import async_pools
from esologs._transport.streams import LoopBackend

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    import httpcore

    from esologs._transport.streams import LoopStream
    from esologs.config import LimitsConfig


async def _ending(streams: set[LoopStream]) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        for stream in list(streams):
            stream.abort()


class LoopPools:
    """The pools of one event loop, each of which may be given up for a new one."""

    def __init__(self, limits: LimitsConfig) -> None:
        self._limit = limits.max_connections
        self._backend = LoopBackend()
        self._pools = async_pools(limits, self._backend)
        self._given_up: list[httpcore.AsyncConnectionPool] = []
        self._lent = 0
        self._end = _ending(self._backend.streams)

    @contextmanager
    def lent(self, url: str) -> Generator[httpcore.AsyncConnectionPool]:
        """Lend, for one exchange, the pool whose connections lead to *url*."""
        pool = self._pools.to(url)
        if len(pool.connections) >= self._limit and self._lost(pool):
            self._given_up += self._pools.take_all()
            pool = self._pools.to(url)
        self._lent += 1
        try:
            yield pool
        finally:
            self._lent -= 1

    def _lost(self, pool: httpcore.AsyncConnectionPool) -> bool:
        # httpcore 1.0 keeps a connection for ever whose exchange was cancelled between its
        # being assigned and its being opened: it is in use, and nobody uses it.
        return sum(not connection.is_idle() for connection in pool.connections) > self._lent

    async def end_with_loop(self) -> None:
        """Have all of it closed when the running loop ends, as it ends its async generators."""
        await anext(self._end)

    async def aclose(self) -> None:
        """Close every connection."""
        for pool in [*self._pools.take_all(), *self._given_up]:
            await pool.aclose()
        await self._end.aclose()

    def leave_to_parent(self, nothing: int) -> None:
        """Let go, in a forked child, of what is the parent's; *nothing* leads nowhere."""
        for stream in list(self._backend.streams):
            stream.leave_to_parent(nothing)
