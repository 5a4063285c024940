"""Opening a transport: HTTP, or a sandbox in the process. The only way from here to the sandbox."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

from esologs._transport.http_clients import check_http_client, kind_of
from esologs.errors import ConfigError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable

    import aiohttp

    from esologs._call import AsyncTransport, SyncTransport
    from esologs._settings import Settings
    from esologs._transport.http_clients import AsyncHttpClient, ClientSession, SyncHttpClient
    from esologs.config import LimitsConfig
    from esologs.sandbox import Sandbox

TransportName: TypeAlias = Literal["httpcore", "aiohttp"]


def check_transport(name: object, http_client: object) -> None:
    """Refuse what no client can send with, before it is needed, without importing it.

    Raises `ConfigError`, and `MissingExtraError` for a library that is not installed.
    """
    if name not in {"httpcore", "aiohttp"}:
        raise ConfigError(f"transport must be 'httpcore' or 'aiohttp', got {name!r}")
    if http_client is not None:
        check_http_client(http_client)
    if name != "aiohttp":
        return
    if http_client is not None:
        raise ConfigError("http_client and transport='aiohttp' exclude each other; give one")
    from importlib.util import find_spec

    if find_spec("aiohttp") is None:
        raise MissingExtraError("transport='aiohttp'", "aiohttp")


def async_opener(
    sandbox: Sandbox | Literal[True] | None, settings: Settings
) -> Callable[[], AsyncTransport]:
    """Return what opens the transport of a `Client`; raises `ConfigError` for one that blocks."""
    kind = kind_of(settings.http_client)
    if kind is not None and not kind.is_async:
        raise ConfigError(
            f"Client is async, and an {kind} would block its event loop; give an "
            f"{kind.library}.AsyncClient, or use SyncClient"
        )
    theirs = cast("AsyncHttpClient | ClientSession | None", settings.http_client)
    return partial(open_async, sandbox, settings.limits, theirs, settings.transport)


def sync_opener(
    sandbox: Sandbox | Literal[True] | None, settings: Settings
) -> Callable[[], SyncTransport]:
    """Same as `async_opener`, for a `SyncClient`; raises `ConfigError` for one to be awaited."""
    kind = kind_of(settings.http_client)
    if kind is not None and kind.is_async:
        raise ConfigError(
            f"SyncClient blocks, and cannot await an {kind}; give an httpx.Client, or use Client"
        )
    if settings.transport == "aiohttp":
        raise ConfigError(
            "SyncClient blocks, and aiohttp can only be awaited; leave out transport='aiohttp', "
            "or use Client"
        )
    return partial(
        open_sync, sandbox, settings.limits, cast("SyncHttpClient | None", settings.http_client)
    )


def open_async(
    sandbox: Sandbox | Literal[True] | None,
    limits: LimitsConfig,
    http_client: AsyncHttpClient | ClientSession | None = None,
    transport: TransportName = "httpcore",
) -> AsyncTransport:
    """Return the transport of a `Client`; *sandbox* is one, or `True` for the process's own."""
    if sandbox is not None:
        from esologs.sandbox import AsyncDoor, default_sandbox

        return AsyncDoor(default_sandbox() if sandbox is True else sandbox)
    if http_client is not None:
        return _over(http_client)
    if transport == "aiohttp":
        from esologs._transport.aiohttp_sessions import AioConnections

        return AioConnections(limits)
    from esologs._transport.connections import AsyncConnections

    return AsyncConnections(limits)


def _over(http_client: AsyncHttpClient | ClientSession) -> AsyncTransport:
    kind = kind_of(http_client)
    if kind is not None and kind.library == "aiohttp":
        from esologs._transport.aiohttp import AioSession

        return AioSession(cast("aiohttp.ClientSession", http_client))
    from esologs._transport.http import AsyncHttp

    return AsyncHttp(cast("AsyncHttpClient", http_client))


def open_sync(
    sandbox: Sandbox | Literal[True] | None,
    limits: LimitsConfig,
    http_client: SyncHttpClient | None = None,
) -> SyncTransport:
    """Same as `open_async`, for a `SyncClient`."""
    if sandbox is not None:
        from esologs.sandbox import SyncDoor, default_sandbox

        return SyncDoor(default_sandbox() if sandbox is True else sandbox)
    if http_client is not None:
        from esologs._transport.http import SyncHttp

        return SyncHttp(http_client)
    from esologs._transport.connections import SyncConnections

    return SyncConnections(limits)
