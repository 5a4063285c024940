"""What is believed of the API, and what asking it has shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from scripts.live.scene import Scene

Mark: TypeAlias = Literal["live", "prod", "family", "schema", "guess"]
"""How sure we were: seen on ESO Logs, relied on in production, seen on its sister
sites, stated by the schema, or reasoned."""


class Verdict(StrEnum):
    """What became of a claim."""

    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, and what was *seen* that it rests on."""

    verdict: Verdict
    seen: str


def confirmed(seen: str) -> Finding:
    """Return the finding of a claim that holds."""
    return Finding(Verdict.CONFIRMED, seen)


def refuted(seen: str) -> Finding:
    """Return the finding of a claim that does not hold."""
    return Finding(Verdict.REFUTED, seen)


def judged(holds: bool, seen: str) -> Finding:
    """Return either, as the test came out."""
    return confirmed(seen) if holds else refuted(seen)


def unknown(why: str) -> Finding:
    """Return the finding of a claim that could not be put to the test."""
    return Finding(Verdict.UNKNOWN, why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One claim, how sure we were of it, and the *cost* in points that testing it should take."""

    id: str
    claim: str
    mark: Mark
    cost: float
    test: Callable[[Scene], Finding]


def check(
    id: str,  # noqa: A002 - what it is
    mark: Mark,
    claim: str,
    *,
    cost: float = 0.0,
) -> Callable[[Callable[[Scene], Finding]], Check]:
    """Make a check of the function below; one that asks nothing costs nothing."""

    def of(test: Callable[[Scene], Finding]) -> Check:
        return Check(id=id, claim=claim, mark=mark, cost=cost, test=test)

    return of
