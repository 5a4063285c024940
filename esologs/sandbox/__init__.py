"""An ESO Logs that needs no account and no network: the real schema over a simulated world."""

from __future__ import annotations

import threading
from functools import cache
from typing import TYPE_CHECKING

from esologs.sandbox.doors import AsyncDoor, SyncDoor
from esologs.sandbox.engine import Sandbox
from esologs.sandbox.settings import SandboxConfig

if TYPE_CHECKING:
    from esologs.sandbox.server import SandboxServer, serve

__all__ = [
    "AsyncDoor",
    "Sandbox",
    "SandboxConfig",
    "SandboxServer",
    "SyncDoor",
    "default_sandbox",
    "serve",
]


def default_sandbox() -> Sandbox:
    """Return the process's own sandbox: what `sandbox=True` and `ESOLOGS_SANDBOX=1` talk to.

    One for all clients, so that they share its points as one account would.
    """
    with _lock:  # of two threads that ask first, one makes it
        return _the_one()


_lock = threading.Lock()


@cache
def _the_one() -> Sandbox:
    return Sandbox()


def __getattr__(name: str) -> object:
    # The server imports asyncio and h11, which the doors do without.
    if name in ("SandboxServer", "serve"):
        from esologs.sandbox import server

        return getattr(server, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
