"""An event loop whose clock jumps: what takes minutes is over at once, and in the same order."""

from __future__ import annotations

import asyncio
import selectors
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

T = TypeVar("T")


class _Selector(selectors.DefaultSelector):
    """Waits for nothing: it tells *jump* how long it would have waited."""

    jump: Callable[[float], None]

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready:
            if timeout is None:
                raise AssertionError("everything waits for something that nobody will bring")
            self.jump(max(0.0, timeout))
        return ready


class JumpingLoop(asyncio.SelectorEventLoop):
    """Its clock stands still while anything can be done, and jumps to what comes next."""

    def __init__(self) -> None:
        selector = _Selector()
        super().__init__(selector)
        self.now = 1000.0
        selector.jump = self._jump

    def _jump(self, seconds: float) -> None:
        # A little more than asked for: the loop's own rounding must not make it turn in place.
        self.now += seconds + 1e-9

    def time(self) -> float:
        return self.now


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run *main* in a loop of its own, and fail if it leaves a task behind."""
    with asyncio.Runner(loop_factory=JumpingLoop) as runner:

        async def alone() -> T:
            outcome = await main
            left = asyncio.all_tasks() - {asyncio.current_task()}
            assert not left, left
            return outcome

        return runner.run(alone())


def now() -> float:
    """Return the running loop's clock, in seconds."""
    return asyncio.get_running_loop().time()


async def lasts(seconds: float) -> None:
    """Be done after *seconds*."""
    done = asyncio.get_running_loop().create_future()
    handle = asyncio.get_running_loop().call_later(seconds, done.set_result, None)
    try:
        await done
    finally:
        handle.cancel()


async def never() -> None:
    """Hang."""
    await lasts(1e9)
