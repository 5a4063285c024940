"""The sandbox's memory of what was asked: bounded, for the assertions of tests."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload


@dataclass(frozen=True, slots=True)
class Record:
    """One request and the *status* it got.

    *time* is Unix seconds; *operation* and *variables* are GraphQL's; *body* is
    what was sent; *points* is what it cost; *faults* names those that struck.
    The repr shows neither headers nor body: they hold tokens and secrets.
    """

    request_id: str
    time: float
    method: str
    path: str
    operation: str | None
    variables: Mapping[str, object]
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int
    points: float = 0.0
    faults: tuple[str, ...] = ()

    @property
    def scheme(self) -> str | None:
        """The authorization scheme: "Bearer", "Basic", or `None` when nothing was sent."""
        return self.headers.get("authorization", "").partition(" ")[0] or None

    def to_dict(self) -> dict[str, object]:
        """The record as JSON can hold it, without body and with the authorization's scheme only."""
        headers = dict(self.headers)
        if self.scheme is not None:
            headers["authorization"] = f"{self.scheme} …"
        headers.pop("cookie", None)
        return {
            "requestId": self.request_id,
            "time": self.time,
            "method": self.method,
            "path": self.path,
            "operation": self.operation,
            "variables": dict(self.variables),
            "headers": headers,
            "status": self.status,
            "points": self.points,
            "faults": list(self.faults),
        }


class RequestLog(Sequence[Record]):
    """The last *size* requests, oldest first, each noted once its answer is decided.

    Safe to use from several threads; iterating sees the log as it was at the start.
    """

    def __init__(self, size: int) -> None:
        self._records: deque[Record] = deque(maxlen=size)
        self._lock = threading.Lock()

    def add(self, record: Record) -> None:
        """Note *record*; the oldest one goes when the log is full."""
        with self._lock:
            self._records.append(record)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._records.clear()

    def of(self, operation: str) -> list[Record]:
        """The requests of the GraphQL operation *operation*."""
        return [record for record in self if record.operation == operation]

    @property
    def operations(self) -> list[str]:
        """The names of the GraphQL operations asked for, oldest first."""
        return [record.operation for record in self if record.operation is not None]

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Record: ...

    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...

    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        return self._snapshot()[index]

    def __iter__(self) -> Iterator[Record]:
        return iter(self._snapshot())

    def __repr__(self) -> str:
        return f"<RequestLog of {len(self)}>"

    def _snapshot(self) -> list[Record]:
        with self._lock:
            return list(self._records)
