"""Pools of connections over httpcore: one for each way out of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypedDict, TypeVar
from urllib.parse import unquote, urlsplit

import httpcore

from esologs._transport.proxies import proxy_for
from esologs._transport.tls import tls_context
from esologs.errors import TransportError

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable

    from esologs.config import LimitsConfig

P = TypeVar("P", httpcore.AsyncConnectionPool, httpcore.ConnectionPool)


class PoolSettings(TypedDict):
    """What httpcore takes to open a pool."""

    ssl_context: ssl.SSLContext
    proxy: httpcore.Proxy | None
    max_connections: int
    max_keepalive_connections: int
    keepalive_expiry: float


class Pools(Generic[P]):
    """The pools of one event loop, or of a process: the direct one, and one for each proxy."""

    def __init__(self, limits: LimitsConfig, make: Callable[[PoolSettings], P]) -> None:
        self._limits = limits
        self._make: Callable[[PoolSettings], P] = make
        self._by_proxy: dict[str | None, P] = {}
        self._by_url: dict[str, P] = {}

    def to(self, url: str) -> P:
        """Return the pool whose connections lead to *url*."""
        pool = self._by_url.get(url)
        if pool is None:
            proxy = proxy_for(url)
            pool = self._by_proxy.get(proxy)
            if pool is None:
                pool = self._by_proxy[proxy] = self._make(self._settings(proxy))
            self._by_url[url] = pool
        return pool

    def take_all(self) -> list[P]:
        """Return every pool that was opened, and forget them."""
        opened = list(self._by_proxy.values())
        self._by_proxy.clear()
        self._by_url.clear()
        return opened

    def _settings(self, proxy: str | None) -> PoolSettings:
        return {
            "ssl_context": tls_context(),
            "proxy": None if proxy is None else _proxy(proxy),
            "max_connections": self._limits.max_connections,
            "max_keepalive_connections": self._limits.max_connections,
            "keepalive_expiry": self._limits.keepalive,
        }


def _proxy(address: str) -> httpcore.Proxy:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https", "socks5", "socks5h"}:
        raise TransportError(
            f"a proxy of the kind {parts.scheme!r} is not supported: name one that begins with "
            "http://, https:// or socks5:// in the environment"
        )
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = f":{parts.port}" if parts.port else ""
    user = None if parts.username is None else unquote(parts.username)
    auth = None if user is None else (user, unquote(parts.password or ""))
    return httpcore.Proxy(f"{parts.scheme}://{host}{port}", auth=auth)


def async_pools(
    limits: LimitsConfig, backend: httpcore.AsyncNetworkBackend
) -> Pools[httpcore.AsyncConnectionPool]:
    """Return pools whose connections *backend* opens."""

    def make(settings: PoolSettings) -> httpcore.AsyncConnectionPool:
        return httpcore.AsyncConnectionPool(**settings, network_backend=backend)

    return Pools(limits, make)


def sync_pools(
    limits: LimitsConfig, backend: httpcore.NetworkBackend
) -> Pools[httpcore.ConnectionPool]:
    """Same as `async_pools`, but blocking."""

    def make(settings: PoolSettings) -> httpcore.ConnectionPool:
        return httpcore.ConnectionPool(**settings, network_backend=backend)

    return Pools(limits, make)
