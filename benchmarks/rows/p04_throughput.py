"""P4: how many calls a second fifty tasks get answered, with every policy on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.process import measured
from benchmarks.rounds import interleaved
from benchmarks.row import Figure, Goal, Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_GOAL: Final = Goal(1.05, at_least=True)
_AIOHTTP_GOAL: Final = Goal(10.0, at_least=True)
_CALLS: Final = 1000
_SIDES: Final = ("ours", "aiohttp", "httpx", "peer")


def measure(bench: Bench) -> list[Figure]:
    """Let each side ask in fresh processes, in turn; the server is a process for itself."""
    url, peer = f"{bench.server}/api/v2/client", bench.peer

    def rate(side: str) -> float:
        arguments = ("throughput", side, url, str(_CALLS))
        return measured(*arguments, python=peer)[0] if side == "peer" else measured(*arguments)[0]

    found = interleaved({side: partial(rate, side) for side in _SIDES}, bench.rounds)

    def figure(name: str, side: str, reference: str, goal: Goal) -> Figure:
        detail = (
            f"{found[side]:.0f} against {found[reference]:.0f} calls a second, "
            f"{bench.rounds} rounds of {_CALLS} calls"
        )
        return Figure(name, found[side] / found[reference], goal, detail)

    return [
        figure("against httpx", "ours", "httpx", _GOAL),
        figure("against the peer", "ours", "peer", _GOAL),
        figure("aiohttp, against httpx", "aiohttp", "httpx", _AIOHTTP_GOAL),
        figure("aiohttp, against the peer", "aiohttp", "peer", _AIOHTTP_GOAL),
    ]


ROW: Final = Row(
    id="P4",
    work="calls a second with 50 tasks, every policy on",
    reference="raw httpx; the peer",
    goal="≥ 1.05; ≥ 10 with the aiohttp transport",
    measure=measure,
)
