"""Forks: what a child of this process must have of its own is renewed before it does anything.

A lock that another thread held stays held there for ever, a shared flight never
lands, and a connection is the parent's.
"""

from __future__ import annotations

import os
from typing import Final, Protocol
from weakref import WeakSet


class Renewable(Protocol):
    """What has something that a child must not share with its parent."""

    def after_fork(self) -> None:
        """Begin anew. Called in the child, before any of its code runs."""
        ...


_alive: Final[WeakSet[Renewable]] = WeakSet()


def renew_in_child(what: Renewable) -> None:
    """Have *what* renewed in every child that is forked while it is in use."""
    _alive.add(what)


def _renew() -> None:
    for what in list(_alive):
        what.after_fork()


if hasattr(os, "register_at_fork"):  # not on Windows, which has no fork
    os.register_at_fork(after_in_child=_renew)
