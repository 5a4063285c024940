"""D1: by how much a call outlives `timeout=1.0` when the server hangs or trickles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import TYPE_CHECKING, Final

from benchmarks.process import measured
from benchmarks.row import Figure, Goal, Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_GOAL: Final = Goal(50.0, "ms")
_CALLS: Final = 20


def measure(bench: Bench) -> list[Figure]:
    """Let four processes wait side by side: both clients, for either kind of server."""
    server = bench.server
    cases = [(side, how) for how in ("hangs", "trickles") for side in ("async", "sync")]

    def overruns(case: tuple[str, str]) -> list[float]:
        side, how = case
        return measured("overrun", side, f"{server}/{how}", str(_CALLS))

    with ThreadPoolExecutor(len(cases)) as pool:
        found = list(pool.map(overruns, cases))
    return [
        Figure(
            f"{side}, server {how}",
            max(seconds) * 1e3,
            _GOAL,
            f"the worst of {_CALLS} calls; median {median(seconds) * 1e3:.3g} ms",
        )
        for (side, how), seconds in zip(cases, found, strict=True)
    ]


ROW: Final = Row(
    id="D1",
    work="time over `timeout=1.0`",
    reference="–",
    goal=str(_GOAL),
    measure=measure,
)
