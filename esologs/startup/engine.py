"""`Startup`: the components of an application, brought up together and reported once."""

from __future__ import annotations

import asyncio
import os
import random
import time
from typing import TYPE_CHECKING

from esologs._call import UNSET, UnsetType
from esologs.config import RetryConfig, check_count, check_seconds
from esologs.errors import ConfigError
from esologs.startup.attempt import Attempts
from esologs.startup.component import Component, check_definition, names_of
from esologs.startup.course import Course
from esologs.startup.delivery import Delivery
from esologs.startup.journal import Journal
from esologs.startup.loader import Loader
from esologs.startup.patience import Patience
from esologs.startup.recovery import RecoveryConfig
from esologs.startup.redaction import Redactor, secrets_of
from esologs.startup.sinks import as_sinks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import TracebackType
    from typing import Self

    from esologs.startup.report import StartupReport
    from esologs.startup.sinks import ReportTo


class Startup:
    """Brings up components: concurrently, retried, bounded in time, and reported once.

    *report_to* are sinks and callables; the first that takes the report has it,
    and if none does, the log gets it at ERROR. *timeout* bounds the start as a
    whole in seconds (`None`: no bound); what is still loading then goes on in the
    background. *max_concurrency* bounds how many load at once. *retry* is for
    components without settings of their own, *recovery* for what fails for a
    reason that may pass; `None` turns either off. *name* stands at the head of the
    report. *secrets* are blacked out of everything that is said, as is what looks
    like a secret, and the value of each environment variable that is named like
    one. *rng* (0 to 1) draws the waits; *wall_clock* (Unix seconds) reads dates.

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
        _check_kind("retry", retry, RetryConfig)
        _check_kind("recovery", recovery, RecoveryConfig)
        self._name = name
        self._timeout = timeout
        self._max_concurrency = max_concurrency
        self._retry = retry
        self._recovery = recovery
        self._rng, self._wall_clock = rng, wall_clock
        sinks = as_sinks(report_to)
        self._redact = Redactor([*secrets, *secrets_of(os.environ, sinks)])
        self._attempts = Attempts()
        self._delivery = Delivery(sinks, self._attempts, self._redact)
        self._components: dict[str, Component] = {}
        self._course: Course | None = None
        self._running: asyncio.Task[StartupReport] | None = None

    def __repr__(self) -> str:
        return f"<Startup {self._name!r} of {len(self._components)} components>"

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
        component = Component(
            name=name,
            load=load,
            critical=critical,
            after=names_of(after, name),
            retry=retry,
            timeout=timeout,
            clean_up=clean_up,
        )
        self.add_all([component])

    def add_all(self, components: Iterable[Component]) -> None:
        """Define several components, which may name each other in any order.

        Raises `ConfigError`, and defines none, for a name that is there twice or
        not at all, and for components that wait for each other.
        """
        if self._course is not None:
            raise ConfigError("components are defined before run(), not while or after it")
        added = list(components)
        check_definition(self._components, added)
        self._components.update((component.name, component) for component in added)

    @property
    def report(self) -> StartupReport:
        """How things stand at this moment; before `run`, everything is pending."""
        course = self._course or self._new_course()
        return course.report

    async def run(self) -> StartupReport:
        """Bring everything up; returns by the deadline, with the report that was sent.

        What is missing for a reason that may pass goes on in the background.
        Cancelled, or closed meanwhile, it ends everything and reports nothing.

        Raises:
            StartupError: A critical component is not there. The report was sent, what was
                loaded is cleaned up, and nothing is left running.

        """
        if self._course is not None:
            raise RuntimeError("run() was called before; make a new Startup")
        self._course = course = self._new_course()
        clock = asyncio.get_running_loop().time
        loader = Loader(
            attempts=self._attempts,
            patience=Patience(clock=clock, wall_clock=self._wall_clock, rng=self._rng),
            retry=self._retry,
            recovery=self._recovery,
            ends_at=None if self._timeout is None else clock() + self._timeout,
            max_concurrency=self._max_concurrency,
            redact=self._redact,
            journal=Journal(self._redact),
            changed=course.changed.set,
        )
        # A task of its own, so that aclose() can end it without touching the caller's.
        self._running = asyncio.create_task(course.run(loader, self._timeout), name=self._name)
        try:
            return await self._running
        except BaseException:
            await self.aclose()
            raise

    async def wait(self) -> StartupReport:
        """Wait until nothing more will change, and return what it came to."""
        if self._course is not None:
            await self._course.wait()
        return self.report

    async def aclose(self) -> None:
        """End the start and its background; what is half loaded is cleaned up. Twice: nothing."""
        if self._running is not None and not self._running.done():
            self._running.cancel()
            await asyncio.wait({self._running})
        if self._course is not None:
            await self._course.aclose()
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

    def _new_course(self) -> Course:
        return Course(self._name, list(self._components.values()), self._delivery)


def _check_kind(name: str, value: object, kind: type) -> None:
    if value is not None and not isinstance(value, kind):
        raise ConfigError(f"{name} must be a {kind.__name__} or None, got {value!r}")
