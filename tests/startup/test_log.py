"""What the log says of a start. Row A20."""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import TYPE_CHECKING

from esologs.startup import Startup
from tests.startup.parts import ERROR, INFO, WARNING, Board, Part, lines, refused
from tests.virtual_time import lasts, never, run

if TYPE_CHECKING:
    import pytest


def start(board: Board, **parts: Part) -> None:
    """Run a startup of *parts* to its end, background included."""

    async def main() -> None:
        async with Startup(report_to=[board], rng=lambda: 1.0) as startup:
            for name, part in parts.items():
                startup.add(name, part)
            await startup.run()
            await startup.wait()

    run(main())


def test_a20_a_retry_is_one_warning_with_its_numbers(caplog: pytest.LogCaptureFixture) -> None:
    """No traceback; the component, the attempt, the wait and the kind are attributes."""
    start(Board(), part=Part(refused(), TimeoutError("slow"), 0.0))

    warnings = [record for record in caplog.records if record.levelno == WARNING]
    assert [record.getMessage() for record in warnings] == [
        "part: attempt 1 failed, the next one follows in 0.50 s: ConnectionRefusedError: "
        "[Errno 111] Connection refused",
        "part: attempt 2 failed, the next one follows in 1.00 s: TimeoutError: slow",
    ]
    fields = ("component", "attempt", "wait", "kind", "error")
    assert [[vars(record)[field] for field in fields] for record in warnings] == [
        ["part", 1, 0.5, "outage", "ConnectionRefusedError"],
        ["part", 2, 1.0, "timeout", "TimeoutError"],
    ]
    assert "Traceback" not in caplog.text
    assert lines(caplog, ERROR) == []


def test_a20_a_final_failure_is_one_traceback(caplog: pytest.LogCaptureFixture) -> None:
    """One for each component, with the line that raised it; the report adds none."""
    start(Board(), one=Part(ValueError("first")), two=Part(KeyError("second")))

    errors = lines(caplog, ERROR)
    assert [text.splitlines()[0] for text in errors] == [
        "one: could not be loaded (bug, attempt 1): ValueError: first",
        "two: could not be loaded (bug, attempt 1): KeyError: 'second'",
    ]
    assert [text.count("Traceback (most recent call last)") for text in errors] == [1, 1]
    assert caplog.text.count("Traceback") == 2


def test_a20_an_outage_is_one_traceback_however_long(caplog: pytest.LogCaptureFixture) -> None:
    """The foreground's end says it in full; the background's attempts are a line each."""
    caplog.set_level(INFO, "esologs.startup")

    start(Board(), part=Part(*[refused()] * 9, 0.0))

    assert caplog.text.count("Traceback") == 1
    # Three retries, then five attempts of the background that fail before the one that does not.
    assert len(lines(caplog, WARNING)) == 3 + 5
    assert lines(caplog, INFO) == ["part: recovered at attempt 10"]


def test_a20_nothing_is_left_for_asyncio_to_complain_about(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Failures, hangs, exits, loads that fail after they were cut off: no word of asyncio's."""

    async def late() -> None:
        try:
            await never()
        finally:
            await lasts(5.0)
            raise ValueError("after the end")

    async def main() -> None:
        async with Startup(report_to=[Board()], timeout=2.0, recovery=None) as startup:
            startup.add("raises", Part(ValueError("x")))
            startup.add("exits", Part(SystemExit(1)))
            startup.add("hangs", never, timeout=0.5, retry=None)
            startup.add("late", late, timeout=0.5, retry=None)
            await startup.run()
        await lasts(20.0)

    with caplog.at_level(logging.INFO, "asyncio"):
        run(main())
        gc.collect()

    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []


async def test_a20_a_failure_in_stopped_time_is_one_in_real_time_too(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The same on an ordinary loop, in debug mode, which complains most."""
    asyncio.get_running_loop().set_debug(enabled=True)
    async with Startup(report_to=[Board()], recovery=None) as startup:
        startup.add("raises", Part(ValueError("x")))
        await startup.run()
    gc.collect()

    assert [record for record in caplog.records if record.name == "asyncio"] == []
