"""The two doors in the process: what a client sees of an answer, and when."""

from __future__ import annotations

import asyncio
import math
import threading
import time

import pytest

from esologs._call import HttpResponse, Timeouts
from esologs.errors import (
    ConnectFailedError,
    RequestTimeoutError,
    ResponseTooLargeError,
    TransportError,
)
from esologs.sandbox import AsyncDoor, SyncDoor
from esologs.sandbox.answer import (
    Answer,
    Bombed,
    Delivery,
    Dropped,
    Hanging,
    Shortened,
    Trickled,
    Unending,
    Whole,
)
from esologs.sandbox.doors import seen
from esologs.sandbox.faults import BlackHole, Latency
from tests.sandbox.standin import REPORT, a_query, a_sandbox

BODY = b"0123456789"
NONE = Timeouts(total=None, connect=None, read=None)
LATE, BROKEN, LARGE = RequestTimeoutError, ConnectFailedError, ResponseTooLargeError


@pytest.mark.parametrize(
    ("delivery", "delay", "timeouts", "limit", "after", "kind"),
    [
        (Whole(), 0.0, (None, None), 10, 0.0, None),
        (Whole(), 0.0, (None, None), 9, 0.0, LARGE),
        (Whole(), 2.0, (3.0, 3.0), 10, 2.0, None),
        (Whole(), 3.0, (3.0, None), 10, 3.0, LATE),
        (Whole(), 2.0, (9.0, 1.0), 10, 1.0, LATE),
        (Whole(), 1.0, (9.0, 1.0), 10, 1.0, LATE),
        (Hanging(), 0.0, (5.0, 2.0), 10, 2.0, LATE),
        (Hanging(), 0.0, (5.0, None), 10, 5.0, LATE),
        (Hanging(), 0.0, (None, None), 10, math.inf, LATE),
        (Dropped(), 1.0, (5.0, 5.0), 10, 1.0, BROKEN),
        (Dropped(3), 0.0, (5.0, 5.0), 10, 0.0, BROKEN),
        (Shortened(5), 0.0, (5.0, 5.0), 10, 0.0, BROKEN),
        (Trickled(2, 0.5), 0.0, (5.0, 1.0), 10, 2.5, None),
        (Trickled(3, 0.5), 1.0, (5.0, 2.0), 10, 3.0, None),
        (Trickled(1, 0.5), 0.0, (2.0, 1.0), 10, 2.0, LATE),
        (Trickled(1, 2.0), 0.0, (9.0, 1.0), 10, 1.0, LATE),
        (Trickled(2, 0.5), 0.0, (5.0, 1.0), 5, 1.5, LARGE),
        (Unending(b"xx"), 0.0, (5.0, 1.0), 5, 0.0, LARGE),
        (Unending(b"xx", 0.5), 0.0, (5.0, 1.0), 5, 1.5, LARGE),
        (Unending(b"xx", 0.5), 0.0, (1.0, 1.0), 5, 1.0, LATE),
        (Unending(b"xx", 2.0), 0.0, (9.0, 1.0), 5, 1.0, LATE),
        (Bombed(11), 0.0, (5.0, 1.0), 10, 0.0, LARGE),
    ],
)
def test_what_arrives_and_when(
    delivery: Delivery,
    delay: float,
    timeouts: tuple[float | None, float | None],
    limit: int,
    after: float,
    kind: type[TransportError] | None,
) -> None:
    """Whichever bound is reached first decides: the whole time, one read, or the size."""
    response = HttpResponse(200, {}, BODY)
    total, read = timeouts

    seconds, outcome = seen(
        Answer(response, delay, delivery), Timeouts(total=total, connect=None, read=read), limit
    )

    assert seconds == after
    assert outcome is response if kind is None else type(outcome) is kind


def test_a_bomb_within_the_bound_is_just_zeros() -> None:
    """What unpacks to an allowed size arrives unpacked."""
    _, outcome = seen(Answer(HttpResponse(200, {}, BODY), 0.0, Bombed(4)), NONE, 10)

    assert isinstance(outcome, HttpResponse)
    assert outcome.content == b"\0\0\0\0"


async def test_without_a_fault_nothing_waits() -> None:
    """An exchange through the asynchronous door never gives up its turn."""
    sandbox = a_sandbox()
    sending = AsyncDoor(sandbox).send(a_query(sandbox), NONE, 1 << 20)

    with pytest.raises(StopIteration) as done:
        sending.send(None)

    assert done.value.value.json() == {"data": REPORT}


async def test_a_cancelled_wait_ends_at_once() -> None:
    """Without any timeout a hanging answer can still be given up."""
    sandbox = a_sandbox(faults=[BlackHole()])
    waiting = asyncio.ensure_future(AsyncDoor(sandbox).send(a_query(sandbox), NONE, 1 << 20))
    await asyncio.sleep(0)

    waiting.cancel()

    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_waiting_holds_nobody_up() -> None:
    """A hundred answers that are late at once take as long as one."""
    sandbox = a_sandbox(faults=[Latency(0.1)])
    door, started = AsyncDoor(sandbox), time.monotonic()

    answers = await asyncio.gather(
        *(door.send(a_query(sandbox), NONE, 1 << 20) for _ in range(100))
    )

    assert {answer.status_code for answer in answers} == {200}
    assert 0.1 <= time.monotonic() - started < 2


def test_closing_the_door_frees_its_threads() -> None:
    """A thread that waits for ever gets an error when another one closes the door."""
    sandbox = a_sandbox(faults=[BlackHole()])
    door, caught = SyncDoor(sandbox), list[Exception]()

    def wait() -> None:
        try:
            door.send(a_query(sandbox), NONE, 1 << 20)
        except ConnectFailedError as exc:
            caught.append(exc)

    thread = threading.Thread(target=wait)
    thread.start()
    door.close()
    thread.join(5)

    assert [type(exc) for exc in caught] == [ConnectFailedError]
