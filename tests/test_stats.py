"""The values of `client.stats()`: what they reckon, and how they are written."""

from __future__ import annotations

import dataclasses
import json
import math

import pytest

from esologs import stats
from esologs.stats import CacheStats, CallStats, ClientStats, PointsStats, SlotsStats

PARTS = [kind for kind in vars(stats).values() if dataclasses.is_dataclass(kind)]


def a_client(**parts: object) -> ClientStats:
    """The stats of a client with every policy off but *parts*."""
    off = dict.fromkeys(("breaker", "retry_budget", "points", "slots", "cache"))
    return ClientStats(**{"calls": CallStats(), **off, **parts})  # type: ignore[arg-type]  # the test's


@pytest.mark.parametrize(
    ("found", "ratio"),
    [
        (CacheStats(), None),
        (CacheStats(hits=3), 1.0),
        (CacheStats(hits=1, misses=1, expired=2), 0.25),
        (CacheStats(hits=1, stale=9, refreshes=9), 1.0),
    ],
)
def test_the_ratio_of_hits_is_that_of_all_look_ups(found: CacheStats, ratio: float | None) -> None:
    """What was too old is no hit, also where it stood in."""
    assert found.hit_ratio == ratio


def test_what_is_under_way_is_what_has_not_ended() -> None:
    """In whatever way a call may end."""
    assert CallStats(started=10, answered=3, failed=2, cancelled=1).under_way == 4


def test_free_slots_are_those_that_nobody_has() -> None:
    """Whoever waits has none."""
    assert SlotsStats(size=10, in_use=10, waiting=7, queue=200).free == 0


def test_what_is_endless_is_null_in_json() -> None:
    """JSON has no infinite number, and a reader of it would stumble."""
    found = a_client(
        points=PointsStats(limit=None, left=None, reserved=0.0, resets_in=None, paused_for=math.inf)
    )
    told = json.loads(json.dumps(found.to_dict(), allow_nan=False))

    assert told["points"]["paused_for"] is None
    assert told["cache"] is None


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_each_is_a_frozen_value(kind: type) -> None:
    """Slotted and keyword-only, as a picture of one moment is."""
    assert "__slots__" in vars(kind)
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]  # it is a dataclass


def test_the_line_leaves_out_what_is_off_or_unknown() -> None:
    """A client without policies has calls, and nothing else to say."""
    assert repr(a_client()) == (
        "<ClientStats 0 calls: 0 answered, 0 failed, 0 under way; 0 attempts, 0 retries>"
    )
