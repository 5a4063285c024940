"""The same claims in the process and on the wire, blocking and awaiting.

Four ways lead to a sandbox: the two doors, and HTTP to its server with either
of the package's own transports. A program must not be able to tell which.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from esologs._call import HttpRequest, HttpResponse, Timeouts
from esologs._transport.connections import AsyncConnections, SyncConnections
from esologs.config import LimitsConfig
from esologs.errors import (
    ConnectFailedError,
    RequestTimeoutError,
    ResponseTooLargeError,
    TransportError,
)
from esologs.sandbox import AsyncDoor, Sandbox, SandboxServer, SyncDoor
from esologs.sandbox.faults import (
    FAULTS,
    BlackHole,
    Bomb,
    Endless,
    Fault,
    Latency,
    Reset,
    Status,
    Trickle,
    Truncated,
)
from tests.sandbox.standin import REPORT, a_query, a_sandbox

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

LIMIT = 1 << 20
PATIENT = Timeouts(total=10.0, connect=5.0, read=5.0)


@dataclass
class Way:
    """One way to a sandbox."""

    sandbox: Sandbox
    base_url: str
    exchange: Callable[[HttpRequest, Timeouts, int], Awaitable[HttpResponse]]

    async def send(
        self, timeouts: Timeouts = PATIENT, max_bytes: int = LIMIT, **headers: str
    ) -> HttpResponse:
        """Ask one query."""
        asked = a_query(self.sandbox, base=self.base_url, headers=headers)
        return await self.exchange(asked, timeouts, max_bytes)


def awaited(way: SyncDoor | SyncConnections) -> Callable[..., Awaitable[HttpResponse]]:
    """A blocking way, to be used like the others."""

    async def exchange(request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse:
        return way.send(request, timeouts, max_bytes)

    return exchange


@pytest.fixture(name="way", params=["async door", "sync door", "async http", "sync http"])
async def _way(request: pytest.FixtureRequest) -> AsyncIterator[Way]:
    """A sandbox and one of the ways to it."""
    sandbox = a_sandbox()
    with SandboxServer(sandbox) as server:
        awaiting, blocking = AsyncConnections(LimitsConfig()), SyncConnections(LimitsConfig())
        exchange = {
            "async door": AsyncDoor(sandbox).send,
            "sync door": awaited(SyncDoor(sandbox)),
            "async http": awaiting.send,
            "sync http": awaited(blocking),
        }[request.param]
        yield Way(sandbox, server.base_url, exchange)
        await awaiting.aclose()
        blocking.close()


async def test_a_plain_answer_is_the_same(way: Way) -> None:
    """Status, body, request id and type arrive."""
    response = await way.send()

    assert (response.status_code, response.json()) == (200, {"data": REPORT})
    assert response.request_id == "sandbox-000001"
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (BlackHole(), RequestTimeoutError),
        (Latency(30), RequestTimeoutError),
        (Trickle(0.05), RequestTimeoutError),
        (Endless(0.05), RequestTimeoutError),
        (Endless(), ResponseTooLargeError),
        (Bomb(1 << 30), ResponseTooLargeError),
        (Reset(), ConnectFailedError),
        (Reset(0), ConnectFailedError),
        (Reset(20), ConnectFailedError),
        (Truncated(), ConnectFailedError),
        (Truncated(1), ConnectFailedError),
    ],
    ids=lambda value: getattr(value, "__name__", type(value).__name__),
)
async def test_a_spoilt_delivery_is_the_same_error(
    way: Way, fault: Fault, error: type[TransportError]
) -> None:
    """And it comes within the time for the whole exchange."""
    way.sandbox.faults.add(fault)
    started = time.monotonic()

    with pytest.raises(error) as caught:
        await way.send(Timeouts(total=0.3, connect=0.3, read=0.3))

    assert type(caught.value) is error
    assert time.monotonic() - started < 1.5


async def test_a_slow_answer_arrives_whole_when_there_is_time(way: Way) -> None:
    """Late and in pieces, but all of it, not before its time."""
    way.sandbox.faults.add(Latency(0.05), Trickle(0.02, chunk=20))
    started = time.monotonic()

    response = await way.send()

    pieces = -(-len(response.content) // 20)
    assert response.json() == {"data": REPORT}
    assert time.monotonic() - started >= 0.05 + 0.02 * pieces


async def test_an_answer_is_bounded_in_size(way: Way) -> None:
    """One byte more than allowed is too many, exactly as many is not."""
    size = len((await way.send()).content)

    assert (await way.send(max_bytes=size)).status_code == 200
    with pytest.raises(ResponseTooLargeError):
        await way.send(max_bytes=size - 1)


async def test_a_small_bomb_unpacks(way: Way) -> None:
    """What is compressed arrives unpacked."""
    way.sandbox.faults.add(Bomb(100_000))

    assert (await way.send()).content == bytes(100_000)


async def test_after_a_broken_exchange_the_next_one_works(way: Way) -> None:
    """No way is left unusable by what happened on it."""
    for fault in (Reset(), Reset(5), Truncated(), BlackHole(), Endless(), Bomb()):
        with way.sandbox.faults.add(fault), pytest.raises(TransportError):
            await way.send(Timeouts(total=0.2, connect=0.2, read=0.2))
        assert (await way.send()).status_code == 200


@pytest.mark.parametrize("name", sorted(FAULTS))
async def test_every_fault_ends_as_an_answer_or_as_an_error_of_ours(way: Way, name: str) -> None:
    """Set by a header and for one request: the next request with the same header is answered."""
    lasts = name in ("black_hole", "endless", "latency", "trickle")
    bounds = Timeouts(total=0.5, connect=0.5, read=0.5) if lasts else PATIENT
    header = {"X-Sandbox-Fault": f"{name};count=1;path=/api/v2/*"}

    with contextlib.suppress(TransportError):
        await way.send(bounds, LIMIT, **header)
    again = await way.send(PATIENT, LIMIT, **header)

    # No word in the stand-in's answer could be one of an enum.
    struck = () if name == "unknown_enum" else (name,)
    assert [record.faults for record in way.sandbox.log] == [struck, ()]
    assert again.json() == {"data": REPORT}


async def test_a_status_is_not_an_error_of_the_way(way: Way) -> None:
    """HTML and 5xx are answers: judging them is the client's business."""
    way.sandbox.faults.add(Status(520))

    response = await way.send()

    assert (response.status_code, response.text[:15]) == (520, "<!DOCTYPE html>")
