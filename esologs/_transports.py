"""Opening a transport: HTTP, or a sandbox in the process. The only way from here to the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import httpx

    from esologs._call import AsyncTransport, SyncTransport
    from esologs.config import LimitsConfig
    from esologs.sandbox import Sandbox


def open_async(
    sandbox: Sandbox | Literal[True] | None,
    limits: LimitsConfig,
    http_client: httpx.AsyncClient | None = None,
) -> AsyncTransport:
    """Return the transport of a `Client`; *sandbox* is one, or `True` for the process's own."""
    if sandbox is not None:
        from esologs.sandbox import AsyncDoor, default_sandbox

        return AsyncDoor(default_sandbox() if sandbox is True else sandbox)
    if http_client is not None:
        from esologs._http import AsyncHttp

        return AsyncHttp(http_client)
    from esologs._connections import AsyncConnections

    return AsyncConnections(limits)


def open_sync(
    sandbox: Sandbox | Literal[True] | None,
    limits: LimitsConfig,
    http_client: httpx.Client | None = None,
) -> SyncTransport:
    """Same as `open_async`, for a `SyncClient`."""
    if sandbox is not None:
        from esologs.sandbox import SyncDoor, default_sandbox

        return SyncDoor(default_sandbox() if sandbox is True else sandbox)
    if http_client is not None:
        from esologs._http import SyncHttp

        return SyncHttp(http_client)
    from esologs._connections import SyncConnections

    return SyncConnections(limits)
