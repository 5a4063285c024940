"""D2: how far memory grows before an answer without end is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.process import measured
from benchmarks.row import Figure, Goal, Row

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_GOAL: Final = Goal(40.0, "MB")
_CASES: Final = {"endless": "an endless body", "bomb": "1 GiB behind gzip"}


def measure(bench: Bench) -> list[Figure]:
    """Let a fresh process of each client meet each kind of answer."""
    server = bench.server
    return [
        Figure(
            f"{side}, {words}",
            measured("growth", side, f"{server}/api/v2/client", f"{server}/{path}")[0],
            _GOAL,
            "one fresh process; answers of at most 32 MiB are accepted",
        )
        for path, words in _CASES.items()
        for side in ("async", "sync")
    ]


ROW: Final = Row(
    id="D2",
    work="memory growth",
    reference="–",
    goal=str(_GOAL),
    measure=measure,
)
