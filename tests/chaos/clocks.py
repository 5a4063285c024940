"""A wall clock that jumps by an hour, a day, a week."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from esologs.sandbox.faults.status import Status
from tests.chaos.host import Host
from tests.chaos.leaks import breaker_state
from tests.chaos.load import Load
from tests.chaos.scenario import scenario

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.chaos.scenario import Run

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
GUILDS: Final = 10


class WallClock:
    """The time of day of this process, to be set."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self._real = time.time

    def __call__(self) -> float:
        return self._real() + self.ahead


@contextmanager
def wall_clock() -> Generator[WallClock]:
    """Put a clock that can jump in the place of the system's; clients made meanwhile live by it."""
    real, clock = time.time, WallClock()
    time.time = clock
    try:
        yield clock
    finally:
        time.time = real


@scenario("clock ± 1 h, ± 1 day", "nothing too old is shown, nothing else takes notice")
async def jumps(run: Run) -> None:
    with wall_clock() as clock, Host() as host:
        client = run.client(host.base_url)
        load = Load(run.colour, client)

        async def ask(offset: int = 0) -> list[str]:
            outcomes = await load.at_once(GUILDS, lambda number: 1000 + offset + number)
            return [outcome.source for outcome in outcomes]

        first = await ask()
        left = client._core.pipeline.points.left
        for number, jump in enumerate((HOUR, -HOUR, DAY, -DAY), 1):
            clock.ahead += jump
            await ask()  # what is kept
            fresh = await ask(100 * number)  # what is not
            run.at_most("calls that a jump broke", GUILDS - fresh.count("live"), 0)
            run.at_most("breaker not closed", breaker_state(client) != "closed", 0)
        run.at_most("points forgotten", float(client._core.pipeline.points.left > left), 0)
        run.at_most("calls before", GUILDS - first.count("live"), 0)
        host.breaks(Status(503, path="*"))
        clock.ahead = 8 * DAY  # a day past the retention
        gone = await ask()
        run.at_most("answers past their retention", GUILDS - gone.count("error"), 0)
        clock.ahead = 6 * DAY
        kept = await ask()
        run.notes.append(f"six days on, in an outage: {sorted(set(kept))}")
        run.at_least("answers within their retention", kept.count("stale"), GUILDS)
        refused = sum(request.status == 401 for request in host.asked())
        run.at_most("expired tokens sent", refused, 0)
        run.at_most("token requests", len(host.tokens()), 1)
        expected = GUILDS
        run.count(load.outcomes, len(host.asked()))
        failed = sum(outcome.source == "error" for outcome in load.outcomes)
        run.at_most("other failures", failed - expected, 0)
        await run.colour.close(client)
