"""P2: from nothing to a first decoded answer, against the peer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.process import measured
from benchmarks.ratio import ratio
from benchmarks.rounds import interleaved
from benchmarks.row import Figure, Goal, Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_GOAL: Final = Goal(0.6)


def measure(bench: Bench) -> list[Figure]:
    """Let either side fetch one guild in fresh processes, in turn."""
    peer, url = bench.peer, f"{bench.server}/api/v2/client"
    seconds = interleaved(
        {
            "ours": lambda: measured("first_answer", "ours", url)[0],
            "peer": lambda: measured("first_answer", "peer", url, python=peer)[0],
        },
        bench.rounds,
    )
    return [ratio("", seconds["ours"], seconds["peer"], _GOAL, bench.rounds)]


ROW: Final = Row(
    id="P2",
    work="import, construct, first decoded answer in a fresh process",
    reference="the peer's",
    goal=str(_GOAL),
    measure=measure,
)
