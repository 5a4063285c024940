"""P1: what importing the package costs, against importing the peer.

Most of what our client needs is imported when a program first makes one; that
part is in P2, and beside this figure for comparison.
"""

from __future__ import annotations

from dataclasses import replace
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
            "factory": lambda: measured("imports", "factory")[0],
            "client": lambda: measured("imports", "client")[0],
            "peer": lambda: measured("imports", "client", python=peer)[0],
        },
        bench.rounds,
    )
    figure = ratio("", seconds["factory"], seconds["peer"], _GOAL, bench.rounds)
    whole = seconds["client"] / seconds["peer"]
    also = f"the class `Client` itself, which a factory imports when it is called: {whole:.2g}"
    return [replace(figure, detail=f"{figure.detail}; {also}")]


ROW: Final = Row(
    id="P1",
    work="`from esologs import create_resilient_client` in a fresh process",
    reference="peer's `from esologs.client import Client`",
    goal=str(_GOAL),
    measure=measure,
)
