"""Decompression in bounded steps: nobody on the event loop waits for a bomb, nor its own caller."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import time
import zlib
from typing import TYPE_CHECKING

import pytest

from esologs._call import HttpRequest, Timeouts
from esologs._transport.connections import AsyncConnections, SyncConnections
from esologs._transport.inflate import Inflater
from esologs.config import LimitsConfig
from esologs.errors import RequestTimeoutError, ResponseTooLargeError, TransportError
from tests.raw_server import RawServer, says

if TYPE_CHECKING:
    from collections.abc import Callable

MIB = 2**20
BOMB = gzip.compress(bytes(64 * MIB), 6)


async def turns_during(work: Callable[[], object]) -> int:
    """Return how often the event loop turns for somebody else until *work* is done."""
    turns = 0

    async def turning() -> None:
        nonlocal turns
        for turns in itertools.count():  # noqa: B007 - counted for whoever asks
            await asyncio.sleep(0)

    other = asyncio.create_task(turning())
    await asyncio.sleep(0)
    outcome = work()
    assert asyncio.iscoroutine(outcome)
    await outcome
    other.cancel()
    return turns


async def test_a_chunk_that_grows_is_inflated_between_turns_of_the_loop() -> None:
    """Sixteen megabytes out of sixteen thousand bytes: after each step others have their turn."""
    body = Inflater("gzip", 64 * MIB)

    turns = await turns_during(lambda: body.afeed(gzip.compress(bytes(16 * MIB))))

    assert turns >= 60
    assert len(body.body()) == 16 * MIB


@pytest.mark.parametrize("encoding", ["", "gzip"])
async def test_an_ordinary_chunk_costs_no_turn(encoding: str) -> None:
    """What fits into a step is taken at once, compressed or not."""
    body, chunk = Inflater(encoding, MIB), bytes(range(256)) * 64

    turns = await turns_during(lambda: body.afeed(gzip.compress(chunk) if encoding else chunk))

    assert turns == 0
    assert body.body() == chunk


def test_a_chunk_that_grows_ends_with_the_time() -> None:
    """A blocking caller's deadline is looked at after each step; before it all is inflated."""
    body, chunk = Inflater("gzip", 64 * MIB), gzip.compress(bytes(16 * MIB))
    with pytest.raises(TimeoutError):
        body.feed(chunk, time.monotonic() - 1.0)

    body = Inflater("gzip", 64 * MIB)
    body.feed(chunk, time.monotonic() + 60.0)
    assert len(body.body()) == 16 * MIB


def test_past_the_limit_it_ends_at_once() -> None:
    """A step further than the limit at most, of whatever is still to come."""
    body = Inflater("gzip", MIB)
    with pytest.raises(ResponseTooLargeError):
        body.feed(BOMB)


def test_what_is_broken_is_told() -> None:
    """As soon as it arrives."""
    with pytest.raises(TransportError, match="compression is broken"):
        Inflater("gzip", MIB).feed(b"\x1f\x8bnothing")


def test_what_was_cut_short_is_told() -> None:
    """At its end, which never came."""
    body = Inflater("gzip", MIB)
    body.feed(gzip.compress(bytes(1000))[:-9])
    with pytest.raises(TransportError, match="cut short"):
        body.body()


def test_deflate_is_understood() -> None:
    """As servers send it that were asked for gzip."""
    body = Inflater("deflate", MIB)
    body.feed(zlib.compress(b"an answer"))
    assert body.body() == b"an answer"


async def test_a_bomb_costs_no_more_than_the_deadline() -> None:
    """With no bound of bytes in its way: sixty-four megabytes take longer than a fiftieth."""
    times = Timeouts(0.02, 5.0, 5.0)
    with RawServer(says(200, BOMB, content_encoding="gzip")) as server:
        asked = HttpRequest("POST", server.base_url, {})
        way = AsyncConnections(LimitsConfig())
        with pytest.raises(RequestTimeoutError):
            await way.send(asked, times, 2**40)
        await way.aclose()
        blocking = SyncConnections(LimitsConfig())
        with pytest.raises(RequestTimeoutError):
            await asyncio.to_thread(blocking.send, asked, times, 2**40)
        blocking.close()
