"""`Startup`: the components of an application, brought up together and reported once."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from esologs._call import UNSET, UnsetType
from esologs.config import RetryConfig, check_count, check_seconds
from esologs.errors import ConfigError
from esologs.startup.attempt import Attempts
from esologs.startup.causes import still_loading
from esologs.startup.component import Component, check_definition, names_of
from esologs.startup.delivery import Delivery
from esologs.startup.loader import Loader
from esologs.startup.patience import Patience
from esologs.startup.progress import Progress
from esologs.startup.recovery import RecoveryConfig
from esologs.startup.redaction import Redactor, secrets_of
from esologs.startup.report import StartupError, StartupReport
from esologs.startup.sinks import ReportTo, Sink, as_sink, fields, log

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

# Once a critical component is dead, others get this long to say what is wrong with them, too.
_LAST_WORDS: Final = 1.0
# What is cut off at the deadline may take this long to clean up before the start returns.
_LAST_MOMENT: Final = 0.25
# So long are changes gathered before the report is edited.
_GATHER: Final = 0.5


class Startup:
    """Brings up components: concurrently, retried, bounded in time, and reported once.

    *report_to* are sinks and callables; the first that takes the report has it,
    and if none does, the log gets it at ERROR. *timeout* bounds the start as a
    whole in seconds (`None`: no bound); what is still loading then goes on in the
    background. *max_concurrency* bounds how many load at once. *retry* is for
    components without settings of their own, *recovery* for what fails for a
    reason that may pass; `None` turns either off. *secrets* are blacked out of
    everything that is said, as is what looks like one and the values of
    environment variables that are named like secrets.

    Of use once, in one event loop. `async with`, or `aclose`, ends the background.
    """

    def __init__(
        self,
        *,
        report_to: Iterable[ReportTo] = (),
        timeout: float | None = 60.0,
        max_concurrency: int | None = None,
        retry: RetryConfig | None = RetryConfig(),  # noqa: B008 - frozen
        recovery: RecoveryConfig | None = RecoveryConfig(),  # noqa: B008 - frozen
        name: str = "startup",
        secrets: Iterable[str] = (),
        rng: Callable[[], float] = random.random,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        if timeout is not None:
            check_seconds("timeout", timeout)
        if max_concurrency is not None:
            check_count("max_concurrency", max_concurrency, least=1)
        self._name = name
        self._timeout = timeout
        self._max_concurrency = max_concurrency
        self._retry = retry
        self._recovery = recovery
        self._rng, self._wall_clock = rng, wall_clock
        self._redact = Redactor([*secrets, *secrets_of(os.environ)])
        self._attempts = Attempts()
        self._delivery = Delivery(_sinks(report_to), self._attempts, self._redact)
        self._components: dict[str, Component] = {}
        self._parts: dict[str, Progress] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._editor: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()
        self._loader: Loader | None = None
        self._seconds = 0.0
        self._revision = 0

    def add(
        self,
        name: str,
        load: Callable[[], object],
        *,
        critical: bool = False,
        after: Iterable[str] = (),
        retry: RetryConfig | None | UnsetType = UNSET,
        timeout: float | None = None,
        clean_up: Callable[[], object] | None = None,
    ) -> None:
        """Define a component; the arguments are those of `Component`.

        Raises `ConfigError` for a name that is there already and for one in
        *after* that is not.
        """
        self.add_all(
            [
                Component(
                    name=name,
                    load=load,
                    critical=critical,
                    after=names_of(after, name),
                    retry=retry,
                    timeout=timeout,
                    clean_up=clean_up,
                )
            ]
        )

    def add_all(self, components: Iterable[Component]) -> None:
        """Define several components, which may name each other in any order.

        Raises `ConfigError`, and defines none, for a name that is there twice or
        not at all, and for components that wait for each other.
        """
        if self._parts:
            raise ConfigError("components are defined before run(), not while or after it")
        added = list(components)
        check_definition(self._components, added)
        self._components.update((component.name, component) for component in added)

    @property
    def report(self) -> StartupReport:
        """How things stand at this moment; before `run`, everything is pending."""
        parts = self._parts or {c.name: Progress(c) for c in self._components.values()}
        return StartupReport(
            name=self._name,
            components=tuple(part.report(parts) for part in parts.values()),
            seconds=self._seconds,
            revision=self._revision,
        )

    async def run(self) -> StartupReport:
        """Bring everything up; returns by the deadline, with the report that was sent.

        What is missing for a reason that may pass goes on in the background.

        Raises:
            StartupError: A critical component is not there. The report was sent, what was
                loaded is cleaned up, and nothing is left running.

        """
        if self._parts:
            raise RuntimeError("run() was called before; make a new Startup")
        self._parts = {c.name: Progress(c) for c in self._components.values()}
        try:
            return await self._run()
        except BaseException:
            await self.aclose()
            raise

    async def wait(self) -> StartupReport:
        """Wait until nothing more will change, and return what it came to."""
        tasks = [*self._tasks.values(), *([self._editor] if self._editor else [])]
        if tasks:
            await asyncio.wait(tasks)
        return self.report

    async def aclose(self) -> None:
        """End the background; what is half loaded is cleaned up. Twice, it does nothing."""
        tasks = [*self._tasks.values(), *([self._editor] if self._editor else [])]
        await _end(tasks)
        await self._attempts.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _run(self) -> StartupReport:
        clock = asyncio.get_running_loop().time
        started = clock()
        ends_at = None if self._timeout is None else started + self._timeout
        self._loader = loader = Loader(
            attempts=self._attempts,
            patience=Patience(clock=clock, wall_clock=self._wall_clock, rng=self._rng),
            retry=self._retry,
            recovery=self._recovery,
            ends_at=ends_at,
            max_concurrency=self._max_concurrency,
            redact=self._redact,
            changed=self._changed.set,
        )
        for name, part in self._parts.items():
            needs = [self._parts[needed] for needed in part.component.after]
            self._tasks[name] = asyncio.create_task(
                loader.live(part, needs), name=f"{self._name}: {name}"
            )
        await self._settle(loader, ends_at)
        await self._cut_off(loader)
        self._seconds = clock() - started
        report = self.report
        if report:
            said = report.text()
            log.info("%s", said, extra=fields(report))
            return report
        for part in self._parts.values():
            part.told = not part.ok
        await self._delivery.send(report)
        if not report.ready:
            await self._unload(loader)
            raise StartupError(report)
        self._editor = asyncio.create_task(self._keep_told(), name=f"{self._name}: report")
        return report

    async def _settle(self, loader: Loader, ends_at: float | None) -> None:
        """Wait until every component is settled, a critical one is dead, or time is up."""
        parts = self._parts.values()
        while not all(part.settled.is_set() for part in parts):
            self._changed.clear()
            if any(p.component.critical and p.settled.is_set() and not p.ok for p in parts):
                last = asyncio.get_running_loop().time() + _LAST_WORDS
                if not loader.doomed.is_set():
                    loader.doomed.set()
                    ends_at = last if ends_at is None else min(last, ends_at)
            try:
                async with asyncio.timeout_at(ends_at):
                    await self._changed.wait()
            except TimeoutError:
                return

    async def _cut_off(self, loader: Loader) -> None:
        """Decide on what is not settled: it goes on in the background, or ends here."""
        dead = any(p.component.critical and not p.ok for p in self._parts.values())
        if dead:
            loader.doomed.set()
        ended: list[asyncio.Task[None]] = []
        for name, part in self._parts.items():
            if dead or not loader.may_recover(part):
                if not part.settled.is_set() and part.status == "pending":
                    part.cause = part.cause or still_loading(self._timeout)
                    if part.component.critical or not dead:
                        part.status = "failed"
                if dead or not part.settled.is_set():
                    ended.append(self._tasks[name])
            elif not part.settled.is_set():
                part.background = True
        for name, part in self._parts.items():
            waits_for = [self._parts[needed] for needed in part.component.after]
            missing = [needed for needed in waits_for if not needed.ok]
            if not part.settled.is_set() and missing and part.attempts == 0:
                part.skip(missing[0])
        if ended:
            for task in ended:
                task.cancel()
            await asyncio.wait(ended, timeout=_LAST_MOMENT)

    async def _unload(self, loader: Loader) -> None:
        await _end(list(self._tasks.values()))
        for part in reversed([part for part in self._parts.values() if part.ok]):
            await loader.clean_up(part)

    async def _keep_told(self) -> None:
        """Edit the report whenever a component's state changed, until none can any more."""
        told = self._states()
        while True:
            await self._changed.wait()
            await asyncio.sleep(_GATHER)
            self._changed.clear()
            if (states := self._states()) != told:
                told = states
                self._revision += 1
                await self._delivery.edit(self.report)
            if all(part.ended.is_set() for part in self._parts.values()):
                return

    def _states(self) -> list[tuple[str, bool]]:
        return [(part.status, part.background) for part in self._parts.values()]


def _sinks(report_to: Iterable[ReportTo]) -> list[Sink]:
    if isinstance(report_to, Iterable):
        return [as_sink(target) for target in report_to]
    raise ConfigError(f"report_to takes several sinks; write report_to=[{report_to!r}]")


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)
