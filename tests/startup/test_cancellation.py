"""What ends a start from outside, and what only pretends to. Row A19."""

from __future__ import annotations

import asyncio
import sys

import pytest

from esologs.startup import Startup, StartupReport
from tests.startup.parts import Board, Part, refused
from tests.virtual_time import lasts, never, now, run


@pytest.mark.parametrize("after", [0.0, 0.3, 1.0, 8.0], ids=lambda seconds: f"{seconds:g}s")
def test_a19_cancellation_passes_out(after: float) -> None:
    """Whenever it comes: it is raised, nothing is reported, half-loaded is undone, no task left."""
    board, half, retried = Board(), Part(never), Part(refused())

    async def main() -> None:
        startup = Startup(report_to=[board], timeout=60.0)
        startup.add("fine", Part(0.1))
        startup.add("half", half, clean_up=half.clean_up)
        startup.add("retried", retried)
        startup.add("follows", Part(), after=["half"])
        task = asyncio.create_task(startup.run())
        await lasts(after)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert [part.name for part in startup.report.components if part.status == "failed"] in (
            [],
            ["retried"],  # which was over before
        )

    run(main())

    assert board.sent == []
    assert half.cleaned == (1 if half.began else 0)


def test_a19_a_timeout_around_it_is_a_cancellation() -> None:
    """`asyncio.wait_for` of the caller's works as it does around anything else."""

    async def main() -> float:
        began = now()
        startup = Startup(report_to=[Board()])
        startup.add("half", never)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(startup.run(), 2.0)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return now() - began

    assert run(main()) == pytest.approx(2.0, abs=0.01)


def test_a19_cancelled_while_a_sink_is_slow() -> None:
    """The sink is cut off, too, and the next one is not tried."""
    board = Board()

    async def slow(_: StartupReport) -> None:
        await never()

    async def main() -> None:
        startup = Startup(report_to=[slow, board], recovery=None)
        startup.add("broken", Part(ValueError()))
        task = asyncio.create_task(startup.run())
        await lasts(1.0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}

    run(main())

    assert board.sent == []


def test_a19_closing_ends_a_start_that_runs() -> None:
    """`aclose` from elsewhere, as a lifespan does it: `run` is cancelled, nothing is reported."""
    board = Board()

    async def main() -> None:
        startup = Startup(report_to=[board])
        startup.add("half", never)
        task = asyncio.create_task(startup.run())
        await lasts(1.0)
        await startup.aclose()
        await startup.aclose()
        with pytest.raises(asyncio.CancelledError):
            await task

    run(main())

    assert board.sent == []


async def test_a19_sys_exit_in_a_component_is_that_components_failure() -> None:
    """The application goes on; the report says who wanted to leave."""
    board = Board()
    async with Startup(report_to=[board]) as startup:
        startup.add("quits", lambda: sys.exit(3))
        startup.add("fine", lambda: None)

        report = await startup.run()

    quits = report["quits"]
    assert (quits.status, quits.error, quits.message) == ("failed", "SystemExit", "sys.exit(3)")
    assert (quits.kind, quits.attempts, report["fine"].status) == ("bug", 1, "loaded")


async def test_a19_a_component_that_cancels_itself_has_failed() -> None:
    """A `CancelledError` that nobody outside asked for is no cancellation of the start."""

    async def gives_up() -> None:
        raise asyncio.CancelledError

    async with Startup(report_to=[Board()]) as startup:
        startup.add("gives up", gives_up)

        report = await startup.run()

    assert (report["gives up"].status, report["gives up"].kind) == ("failed", "cancelled")


def test_a19_the_users_interrupt_passes_out() -> None:
    """Ctrl-C while a component loads is nobody's failure."""
    board = Board()

    def interrupted() -> None:
        raise KeyboardInterrupt

    async def main() -> None:
        async with Startup(report_to=[board]) as startup:
            startup.add("part", interrupted)
            await startup.run()

    with pytest.raises(KeyboardInterrupt):
        run(main())
    assert board.sent == []
