"""What the application cannot do without. Row A11."""

from __future__ import annotations

import asyncio
import pickle
from typing import TYPE_CHECKING

import pytest

from esologs.startup import Component, RecoveryConfig, Startup, StartupError
from tests.startup.parts import Part, refused
from tests.virtual_time import never, now, run

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.startup import StartupReport


def dies(*components: Component, told: Callable[[str], object] = str) -> tuple[StartupError, float]:
    """Run a startup that has to die; return its error and the seconds it took."""

    async def take(report: StartupReport) -> None:
        told("report")

    async def main() -> tuple[StartupError, float]:
        startup = Startup(report_to=[take], timeout=30.0, rng=lambda: 1.0)
        startup.add_all(components)
        began = now()
        with pytest.raises(StartupError) as caught:
            await startup.run()
        told("error")
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return caught.value, now() - began

    return run(main())


def test_a11_a_dead_critical_component_stops_the_start() -> None:
    """The report is sent before the error leaves, what is loaded is unloaded, no task is left."""
    told: list[str] = []
    broken = Part(ValueError("broken"))

    error, took = dies(
        Component(name="first", load=Part(0.0), clean_up=lambda: told.append("unload first")),
        Component(
            name="second", load=Part(0.0), after=("first",),
            clean_up=lambda: told.append("unload second"),
        ),
        Component(name="critical", load=broken, critical=True),
        told=told.append,
    )  # fmt: skip

    assert told == ["report", "unload second", "unload first", "error"]
    assert (error.exit_code, error.report.status) == (78, "failed")
    assert took < 0.1
    assert "critical: ValueError: broken → correct the code and restart" in str(error)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (refused(), 69),
        (TimeoutError(), 69),
        (PermissionError(13, "no"), 78),
        (SystemExit(3), 78),
        (ImportError("no such driver"), 78),
    ],
)
def test_a11_the_exit_code_tells_an_outage_from_a_mistake(
    failure: BaseException, code: int
) -> None:
    """69 asks a supervisor to try again later, 78 asks for somebody who changes something."""
    error, _ = dies(Component(name="critical", load=Part(failure), critical=True))

    assert (error.exit_code, error.report.exit_code) == (code, code)


def test_a11_a_hanging_critical_component_is_dead_at_the_deadline() -> None:
    """It is not left to the background: the start fails, on time, as an outage."""
    part = Part(never)

    error, took = dies(Component(name="critical", load=part, critical=True, clean_up=part.clean_up))

    assert (error.exit_code, part.cleaned) == (69, 1)
    assert took == pytest.approx(30.0, abs=0.5)


def test_a11_the_others_get_a_moment_to_tell_what_is_wrong_with_them() -> None:
    """Failures of the next second are in the report; hangs and retries are not waited for."""
    slow, hangs, retried = Part(never), Part(never), Part(refused())

    async def fails_late() -> None:
        await Part(0.5)()
        raise ValueError("also broken")

    error, took = dies(
        Component(name="critical", load=Part(ValueError()), critical=True),
        Component(name="late", load=fails_late),
        Component(name="hangs", load=hangs, clean_up=hangs.clean_up),
        Component(name="retried", load=retried),
        Component(name="slow", load=slow, critical=True),
    )

    assert took == pytest.approx(1.0, abs=0.1)
    report = error.report
    assert report["late"].message == "also broken"
    assert (report["hangs"].status, hangs.cleaned) == ("failed", 1)
    assert report["hangs"].message == "not done when the start was given up"
    assert len(retried.began) == 1
    assert report["retried"].waits == ()  # its second attempt was never made
    assert error.exit_code == 78  # one of the two is no outage


def test_a11_what_a_critical_component_needs_decides_its_exit_code() -> None:
    """It is skipped because of an outage of something optional: that is an outage."""
    error, _ = dies(
        Component(name="network", load=Part(refused()), retry=None),
        Component(name="critical", load=Part(0.0), after=("network",), critical=True),
    )

    assert error.exit_code == 69
    assert error.report["critical"].because_of == "network"


def test_a11_what_is_dead_stays_dead() -> None:
    """No background brings a critical component back while the others say their last words."""
    part = Part(refused(), 0.0)

    async def main() -> None:
        quick = RecoveryConfig(wait_initial=0.1)
        async with Startup(report_to=[str], recovery=quick, retry=None) as startup:
            startup.add("critical", part, critical=True)
            startup.add("slow", Part(0.9))
            with pytest.raises(StartupError):
                await startup.run()

    run(main())

    assert len(part.began) == 1


def test_a_dead_start_recovers_nothing() -> None:
    """Nobody is there any more for what might come up in the background."""
    part = Part(refused())

    dies(
        Component(name="optional", load=part, retry=None),
        Component(name="critical", load=Part(2.0, ValueError()), critical=True, timeout=1.0,
                  retry=None),
    )  # fmt: skip

    assert len(part.began) == 1


def test_the_error_can_be_pickled() -> None:
    """It crosses processes with its report and its exit code."""
    error, _ = dies(Component(name="critical", load=Part(ValueError("x")), critical=True))

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes

    assert (str(copy), copy.exit_code, copy.report) == (str(error), 78, error.report)
