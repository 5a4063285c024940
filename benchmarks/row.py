"""A row of the table: what is measured, against what, and how good it must be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from benchmarks.bench import Bench


class NotMeasurableError(Exception):
    """A row cannot be measured on this machine; the message is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound: at most *bound*, or at least that much."""

    bound: float
    unit: str = ""
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.show(self.bound)}"

    def show(self, value: float) -> str:
        """Write *value* in this goal's unit; a ratio has none."""
        return f"{value:.3g} {self.unit}" if self.unit else f"{value:.3g}"

    def met_by(self, value: float) -> bool:
        """Tell whether *value* is good enough. A NaN never is."""
        return value >= self.bound if self.at_least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a row. *detail* says what it was made of, and from how many rounds."""

    name: str
    value: float
    goal: Goal
    detail: str = ""


Measure: TypeAlias = Callable[["Bench"], Sequence[Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is measured. Without *measure*, the feature is a later issue's."""

    id: str
    work: str
    reference: str
    goal: str
    measure: Measure | None = None
