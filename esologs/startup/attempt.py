"""One call of somebody else's code: bounded in time, with nothing that it raises left loose."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from esologs.startup.frames import waiting_at

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

# How long a call that was cut off may take to end; then it is left to itself.
_GRACE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a call: its *value*, or its *error* and, for one that hung, *where*."""

    value: object = None
    error: BaseException | None = None
    where: str | None = None


class Attempts:
    """Runs calls, each in a task of its own, and keeps those that will not end."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Outcome]] = set()

    async def run(self, call: Callable[[], object], seconds: float | None, name: str) -> Outcome:
        """Call and await *call* for at most *seconds*; a hang comes back as `TimeoutError`.

        Nothing but the cancellation of whoever waits here, and the user's
        Ctrl-C, is raised: not even what `sys.exit()` raises.
        """
        task = asyncio.create_task(_outcome_of(call), name=name)
        self._running.add(task)
        task.add_done_callback(self._forget)
        try:
            done, _ = await asyncio.wait({task}, timeout=seconds)
        except asyncio.CancelledError:
            await self._end(task)
            raise
        if done:
            return task.result()
        where = waiting_at(task.get_coro())
        await self._end(task)
        return Outcome(error=TimeoutError(f"not done after {seconds:.3g} s"), where=where)

    async def aclose(self) -> None:
        """Cut off what is still running, and give it a moment."""
        tasks = set(self._running)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=_GRACE)

    def waits_at(self, name: str) -> str | None:
        """Return the line at which the call of this *name* waits."""
        for task in self._running:
            if task.get_name() == name:
                return waiting_at(task.get_coro())
        return None

    async def _end(self, task: asyncio.Task[Outcome]) -> None:
        task.cancel()
        await asyncio.wait({task}, timeout=_GRACE)

    def _forget(self, task: asyncio.Task[Outcome]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, so that asyncio does not report it as forgotten


async def _outcome_of(call: Callable[[], object]) -> Outcome:
    try:
        value = call()
        if inspect.isawaitable(value):
            value = await cast("Awaitable[object]", value)
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        return Outcome(error=error)  # the call cancelled itself
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - sys.exit() in a component is its failure
        return Outcome(error=error)
    return Outcome(value=value)
