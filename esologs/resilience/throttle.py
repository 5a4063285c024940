"""Throttle: until when an entry is shown as it is, and nobody asks for a new one."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING, Final

from esologs._forks import renew_in_child

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST: Final = 4096


class Throttle:
    """Keys whose last refresh failed, and why. Bounded; safe to use from several threads."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._until: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._lock = Lock()
        renew_in_child(self)

    def after_fork(self) -> None:
        """Go on, in a child, with a lock that nobody holds."""
        self._lock = Lock()

    def hold(self, key: str, seconds: float, reason: str) -> None:
        """Let nobody ask for *key* for *seconds*."""
        with self._lock:
            self._until[key] = (self._clock() + seconds, reason)
            self._until.move_to_end(key)
            if len(self._until) > _MOST:
                self._until.popitem(last=False)

    def lift(self, key: str) -> None:
        """Forget it: an answer came."""
        with self._lock:
            self._until.pop(key, None)

    def reason(self, key: str) -> str | None:
        """Return why nobody asks for *key* now; `None` if it may be asked for."""
        with self._lock:
            until, reason = self._until.get(key, (0.0, ""))
        return reason if self._clock() < until else None
