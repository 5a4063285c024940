"""The API's tables and graphs, read from their JSON as far as the command line shows them.

Their shape is not promised by anybody, so whatever is missing has a default and
whatever is unknown is left out; `ResponseShapeError` is raised only for what
cannot be a table or a graph.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import Any, TypeVar, cast

import msgspec

from esologs.errors import ResponseShapeError

T = TypeVar("T")


class Entry(msgspec.Struct, rename="camel"):
    """One line of a table of totals; *active_time* is in milliseconds."""

    name: str | None = None
    type: str | int | None = None
    total: float = 0.0
    active_time: float | None = None
    entries: list[Entry] = []  # interrupts and dispels hold their lines one level deeper


class Aura(msgspec.Struct, rename="camel"):
    """One line of a table of buffs or debuffs; *total_uptime* is in milliseconds."""

    name: str | None = None
    total_uptime: float = 0.0
    total_uses: int = 0


class Death(msgspec.Struct, rename="camel"):
    """One line of a table of deaths; *timestamp* is milliseconds since the report's start."""

    name: str | None = None
    type: str | int | None = None
    timestamp: float = 0.0
    killing_blow: dict[str, Any] | None = None


class Table(msgspec.Struct, rename="camel"):
    """A table of totals; *total_time* is the time that it covers, in milliseconds."""

    entries: list[Entry] = []
    auras: list[Aura] = []
    total_time: float = 0.0

    @property
    def ranked(self) -> list[Entry]:
        """The entries with a total, the largest first."""
        flat = [inner for entry in self.entries for inner in (entry.entries or [entry])]
        return sorted((e for e in flat if e.total > 0), key=lambda e: -e.total)


class Deaths(msgspec.Struct, rename="camel"):
    """The table `Deaths`: who died, when, of what."""

    entries: list[Death] = []


class Series(msgspec.Struct, rename="camel"):
    """One curve of a graph: numbers at equal steps, or pairs of an instant and a number."""

    name: str | None = None
    total: float = 0.0
    data: list[float | tuple[float, float]] = []

    @property
    def values(self) -> list[float]:
        """The numbers alone."""
        return [point[1] if isinstance(point, tuple) else point for point in self.data]

    def rates(self, seconds: float) -> list[float]:
        """The curve per second, when it covers *seconds*: its area is its total."""
        values = self.values
        height = sum(values) * seconds
        return [value * self.total * len(values) / height for value in values] if height else values


class Graph(msgspec.Struct, rename="camel"):
    """A graph; *start_time* and *end_time* are milliseconds since the report's start."""

    series: list[Series] = []
    start_time: float = 0.0
    end_time: float = 0.0

    @property
    def seconds(self) -> float:
        """How long the graph covers."""
        return max(0.0, self.end_time - self.start_time) / 1000

    @property
    def whole(self) -> Series:
        """The curve of everybody: the server's own, or else the sum of all curves."""
        for one in self.series:
            if one.name == "Total":
                return one
        curves = [one.values for one in self.series]
        sums = [sum(column) for column in zip_longest(*curves, fillvalue=0.0)]
        return Series("Total", sum(one.total for one in self.series), [*sums])

    def rates_of(self, name: str | None) -> list[float]:
        """The curve of *name* per second; empty if there is none."""
        for one in self.series:
            if one.name == name:
                return one.rates(self.seconds)
        return []


def read(scalar: object, kind: type[T]) -> T:
    """Return *scalar*, a JSON scalar of the API, as *kind*; `None`, `{}`, `[]` give an empty one.

    The server is written in PHP, where an empty object and an empty list are one.
    """
    inner = scalar
    if isinstance(scalar, dict):
        known = cast("dict[str, object]", scalar)
        inner = known.get("data", known)
        if isinstance(error := known.get("error"), str):
            raise ResponseShapeError(f"ESO Logs answered with an error in place of data: {error}")
    try:
        return msgspec.convert(inner or {}, kind, strict=False)
    except msgspec.ValidationError as exc:
        raise ResponseShapeError(f"this is no {kind.__name__.lower()} of ESO Logs: {exc}") from exc
