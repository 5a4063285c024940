"""Calls that come at their times, whatever became of those before, and what came of each."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from esologs.errors import EsoLogsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.both import Colour

# A blocking call needs a thread while it waits; more calls at once than this come late.
_THREADS = 256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one call came to: *began* is monotonic, *took* seconds, *source* `error` if it failed.

    *crossed* tells that the answer was another guild's.
    """

    began: float
    took: float
    source: str
    error: str = ""
    crossed: bool = False

    @property
    def ended(self) -> float:
        return self.began + self.took


def call_of(guild_id: int, answer: Any, began: float) -> Outcome:
    """Judge an answer to `get_guild_by_id`."""
    guild = answer.guild_data.guild
    crossed = guild is None or guild.id != guild_id or guild.name != f"Guild {guild_id}"
    return Outcome(began, time.monotonic() - began, answer.meta.source, "", crossed)


def failure_of(error: BaseException, began: float) -> Outcome:
    """Note a failed call. An error that is none of the package's shows its name with a mark."""
    kind = type(error).__name__
    name = kind if isinstance(error, EsoLogsError) else f"!{kind}"
    return Outcome(began, time.monotonic() - began, "error", name)


@dataclass(slots=True)
class Load:
    """Asks *client* for guilds and keeps what came of it; both clients, from an event loop.

    *late* is by how many seconds each call began after its moment: how busy the machine was.
    """

    colour: Colour
    client: Any
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    outcomes: list[Outcome] = field(default_factory=list[Outcome])
    late: list[float] = field(default_factory=list[float])

    async def at_rate(
        self, rate: float, seconds: float, guild_of: Callable[[int], int]
    ) -> list[Outcome]:
        """Make *rate* calls a second for *seconds*, and wait for all of them."""
        count = round(rate * seconds)
        return await self.at([number / rate for number in range(count)], guild_of)

    async def at(self, moments: Iterable[float], guild_of: Callable[[int], int]) -> list[Outcome]:
        """Make a call at each of *moments*, seconds from now, and wait for all of them."""
        loop = asyncio.get_running_loop()
        start, calls = loop.time(), list[asyncio.Future[Outcome]]()
        with ThreadPoolExecutor(_THREADS) as threads:
            for number, moment in enumerate(moments):
                await until(start + moment)
                self.late.append(loop.time() - start - moment)
                calls.append(self._begin(guild_of(number), threads))
            outcomes = list(await asyncio.gather(*calls))
        self.outcomes += outcomes
        return outcomes

    async def at_once(self, count: int, guild_of: Callable[[int], int]) -> list[Outcome]:
        """Make *count* calls at the same moment, and wait for all of them."""
        return await self.at([0.0] * count, guild_of)

    async def one(self, guild_id: int) -> Outcome:
        """Make one call on the event loop, for either client."""
        began = time.monotonic()
        try:
            answer = await self.colour.call(
                self.client, "get_guild_by_id", guild_id=guild_id, **self.options
            )
        except Exception as error:  # noqa: BLE001 - what is no error of ours is a finding
            return failure_of(error, began)
        return call_of(guild_id, answer, began)

    def _begin(self, guild_id: int, threads: ThreadPoolExecutor) -> asyncio.Future[Outcome]:
        loop = asyncio.get_running_loop()
        if self.colour.is_async:
            return loop.create_task(self.one(guild_id))
        return loop.run_in_executor(threads, self.blocking, guild_id)

    def blocking(self, guild_id: int) -> Outcome:
        """Make one call of the blocking client."""
        began = time.monotonic()
        try:
            answer = self.client.get_guild_by_id(guild_id=guild_id, **self.options)
        except Exception as error:  # noqa: BLE001 - what is no error of ours is a finding
            return failure_of(error, began)
        return call_of(guild_id, answer, began)


async def until(moment: float) -> None:
    """Return at *moment* by the loop's clock, at once if it is past."""
    loop = asyncio.get_running_loop()
    due = loop.create_future()
    timer = loop.call_at(moment, due.set_result, None)
    try:
        await due
    finally:
        timer.cancel()


async def lasting(seconds: float) -> None:
    """Let *seconds* of the scenario pass."""
    await until(asyncio.get_running_loop().time() + seconds)


def quantile(values: Iterable[float], part: float) -> float:
    """Return the value below which *part* of *values* lie; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0
