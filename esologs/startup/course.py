"""The course of one start: until everything is settled, the report is out, and what is left heals.

It ends early when a critical component is dead, and at the deadline in any
case: what is still loading then goes on in the background, or is cut off.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from esologs.startup.causes import cut_short, still_loading
from esologs.startup.progress import Progress
from esologs.startup.report import StartupError, StartupReport
from esologs.startup.sinks import fields, log

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from esologs.startup.component import Component
    from esologs.startup.delivery import Delivery
    from esologs.startup.loader import Loader

# Once a critical component is dead, others get this long to say what is wrong with them, too.
_LAST_WORDS: Final = 1.0
# What is cut off at the deadline may take this long to clean up before the start returns.
_LAST_MOMENT: Final = 0.25
# For so long are changes gathered before the report is edited.
_GATHER: Final = 0.5


class Course:
    """Runs *components* once. `changed` is to be set whenever the state of one changes."""

    def __init__(self, name: str, components: Sequence[Component], delivery: Delivery) -> None:
        self._name = name
        self._parts = {component.name: Progress(component) for component in components}
        self._delivery = delivery
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._editor: asyncio.Task[None] | None = None
        self._seconds = 0.0
        self._revision = 0
        self.changed: asyncio.Event = asyncio.Event()

    @property
    def report(self) -> StartupReport:
        """How things stand at this moment."""
        return StartupReport(
            name=self._name,
            components=tuple(part.report(self._parts) for part in self._parts.values()),
            seconds=self._seconds,
            revision=self._revision,
        )

    async def run(self, loader: Loader, timeout: float | None) -> StartupReport:
        """Bring everything up, report it, and return; raises `StartupError`."""
        clock = asyncio.get_running_loop().time
        started = clock()
        for name, part in self._parts.items():
            self._tasks[name] = asyncio.create_task(
                loader.live(part, self._needs(part)), name=f"{self._name}: {name}"
            )
        await self._settle(loader, None if timeout is None else started + timeout)
        if any(part.component.critical and not part.ok for part in self._parts.values()):
            await self._end_all(loader)
        else:
            await self._end_what_may_not_go_on(loader, timeout)
        self._seconds = clock() - started
        report = self.report
        if report:
            log.info("%s", report.text(), extra=fields(report))
            return report
        for part in self._parts.values():
            part.told = not part.ok
        told = self._states()  # what recovers while the report is on its way is news
        await self._delivery.send(report)
        if not report.ready:
            for part in reversed([part for part in self._parts.values() if part.ok]):
                await loader.clean_up(part)
            raise StartupError(report)
        self._editor = asyncio.create_task(self._keep_told(told), name=f"{self._name}: report")
        return report

    async def wait(self) -> None:
        """Wait until nothing more will change, and all of it is told."""
        if tasks := self._all_tasks():
            await asyncio.wait(tasks)

    async def aclose(self) -> None:
        """Cancel what is left and wait until it is gone."""
        await _end(self._all_tasks())

    async def _settle(self, loader: Loader, ends_at: float | None) -> None:
        """Wait until every component is settled, or time is up: sooner once a critical one died."""
        parts = self._parts.values()
        while not all(part.settled.is_set() for part in parts):
            self.changed.clear()
            dead = any(p.component.critical and p.settled.is_set() and not p.ok for p in parts)
            if dead and not loader.doomed.is_set():
                loader.doomed.set()
                last = asyncio.get_running_loop().time() + _LAST_WORDS
                ends_at = last if ends_at is None else min(last, ends_at)
            try:
                async with asyncio.timeout_at(ends_at):
                    await self.changed.wait()
            except TimeoutError:
                return

    async def _end_all(self, loader: Loader) -> None:
        loader.doomed.set()
        for part in self._unsettled():
            waiting = self._missing(part)
            if waiting is not None and not part.attempts:
                part.skip(waiting)
            else:
                loader.give_up(part, part.cause or cut_short(loader.waits_at(part)))
        await _end(self._all_tasks())

    async def _end_what_may_not_go_on(self, loader: Loader, timeout: float | None) -> None:
        ended: list[asyncio.Task[None]] = []
        for part in self._unsettled():
            part.cause = part.cause or still_loading(timeout, loader.waits_at(part))
            part.background = loader.may_recover(part)
            waiting = self._missing(part)
            if waiting is not None and not part.attempts:
                part.skip(waiting)
            elif not part.background:
                loader.give_up(part, part.cause)
            if not part.background:
                self._tasks[part.component.name].cancel()
                ended.append(self._tasks[part.component.name])
        if ended:
            await asyncio.wait(ended, timeout=_LAST_MOMENT)

    async def _keep_told(self, told: list[object]) -> None:
        """Edit the report whenever it differs from what was *told*, until it cannot any more."""
        while True:
            self.changed.clear()
            states = self._states()
            ended = all(part.ended.is_set() for part in self._parts.values())
            if states != told:
                told = states
                self._revision += 1
                await self._delivery.edit(self.report)
            if ended:
                return
            await self.changed.wait()
            await asyncio.sleep(_GATHER)

    def _states(self) -> list[object]:
        return [(part.status, part.background) for part in self._parts.values()]

    def _needs(self, part: Progress) -> list[Progress]:
        return [self._parts[name] for name in part.component.after]

    def _missing(self, part: Progress) -> Progress | None:
        return next((needed for needed in self._needs(part) if not needed.ok), None)

    def _unsettled(self) -> list[Progress]:
        return [part for part in self._parts.values() if not part.settled.is_set()]

    def _all_tasks(self) -> list[asyncio.Task[None]]:
        return [*self._tasks.values(), *([self._editor] if self._editor is not None else [])]


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
