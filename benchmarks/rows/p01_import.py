"""P1: what importing the package costs, against importing the peer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.process import measured
from benchmarks.ratio import ratio
from benchmarks.rounds import interleaved
from benchmarks.row import Figure, Goal, Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_GOAL: Final = Goal(0.08)


def measure(bench: Bench) -> list[Figure]:
    """Import either side in fresh processes, in turn."""
    peer = bench.peer
    seconds = interleaved(
        {
            "ours": lambda: measured("imports", "ours")[0],
            "peer": lambda: measured("imports", "peer", python=peer)[0],
        },
        bench.rounds,
    )
    return [ratio("", seconds["ours"], seconds["peer"], _GOAL, bench.rounds)]


ROW: Final = Row(
    id="P1",
    work="`from esologs import create_resilient_client` in a fresh process",
    reference="peer's `from esologs.client import Client`",
    goal=str(_GOAL),
    measure=measure,
)
