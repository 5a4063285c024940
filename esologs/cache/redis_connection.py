"""A connection to a Redis or Valkey server, as the package uses redis-py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class _Commands(Protocol):
    def execute_command(self, *words: str | bytes | float) -> Any: ...  # noqa: ANN401 - as Redis answers


class _Transaction(_Commands, Protocol):
    def execute(self, *, raise_on_error: bool = True) -> list[object]: ...


class RedisClient(_Commands, Protocol):
    """What is used of redis-py, whose own annotations differ from version to version."""

    def pipeline(self) -> AbstractContextManager[_Transaction]: ...  # noqa: D102 - redis-py's

    def close(self) -> None: ...  # noqa: D102 - redis-py's


def connection_to(url: str, timeout: float) -> RedisClient:
    """Return a client that gives up after *timeout* seconds, and connects when first asked."""
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    client: RedisClient = cast("Any", Redis).from_url(
        url,
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        retry=Retry(NoBackoff(), 0),  # by default it would try three times more
        protocol=2,  # all that is needed, and it connects with one exchange less
    )
    return client
