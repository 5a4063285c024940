"""A call: what is asked, with which options, and what came back.

These are the nouns that every other room speaks of. They hold no behaviour of
the network and import nothing but the standard library, so that importing the
package costs next to nothing.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Literal,
    Protocol,
    TypeAlias,
    TypeVar,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs._operation import Operation
    from esologs._options import RequestOptions

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Source: TypeAlias = Literal["live", "cache", "stale", "fallback", "local"]


class UnsetType:
    """The type of `UNSET`, the default of an argument that is left out of the request."""

    __slots__ = ()

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"


UNSET: Final = UnsetType()


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One HTTP exchange to be made. Its repr shows no header: they hold the token."""

    method: str
    url: str
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An answer, read whole and decompressed. Header names are lower case."""

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def is_success(self) -> bool:
        """Whether the status is a 2xx."""
        return 200 <= self.status_code < 300

    @property
    def text(self) -> str:
        """The body as text; what is no UTF-8 is replaced."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """Decode the body; raises `ValueError` when it is no JSON."""
        return json.loads(self.content)

    @property
    def request_id(self) -> str | None:
        """The server's id of the exchange (`x-request-id`, else Cloudflare's `cf-ray`)."""
        return self.headers.get("x-request-id") or self.headers.get("cf-ray")


@dataclass(frozen=True, slots=True)
class Timeouts:
    """The bounds of one exchange in seconds; `None` is no bound.

    *total* covers the exchange from the first byte sent to the last one read;
    *connect* and *read* bound one connect and one read within it.
    """

    total: float | None
    connect: float | None
    read: float | None

    def less(self, seconds: float) -> Timeouts:
        """Return these bounds with *seconds* of the whole gone by already."""
        if self.total is None:
            return self
        return Timeouts(max(self.total - seconds, 0.001), self.connect, self.read)


class AsyncTransport(Protocol):
    """What carries an exchange for `Client`: HTTP, or a sandbox in the process.

    `send` raises `TransportError` and its kind only, and never returns later
    than *timeouts.total*.
    """

    async def send(
        self, request: HttpRequest, timeouts: Timeouts, max_bytes: int
    ) -> HttpResponse: ...

    async def aclose(self) -> None: ...


class SyncTransport(Protocol):
    """Same as `AsyncTransport`, but blocking. Safe to use from several threads."""

    def send(self, request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> HttpResponse: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Points:
    """The account's hourly points as an answer reported them.

    *limit*, *spent* and *left* are points; *resets_in* is seconds.
    """

    limit: int
    spent: float
    resets_in: int

    @property
    def left(self) -> float:
        """What remains of this hour, never below zero."""
        return max(0.0, self.limit - self.spent)


@dataclass(frozen=True, slots=True)
class ResultMeta:
    """Where an answer came from and what it took.

    *source* is `live`, `cache`, `stale`, `fallback`, or `local` for an object
    that no call returned; *age* and *duration* are seconds; *attempts* counts
    the requests of this call (0: none was needed); *points* is the account's
    budget after the call, *points_cost* what the account's count rose by for this
    call: 0.0 for an answer that was kept or that another call paid for, `None` when
    other calls of this client, a lost answer or a time of silence make it
    unknowable; *request_id* is the server's id of the last exchange; *reason* tells
    why an answer is stale.
    """

    source: Source = "local"
    age: float = 0.0
    attempts: int = 0
    duration: float = 0.0
    points: Points | None = None
    points_cost: float | None = None
    request_id: str | None = None
    reason: str | None = None

    @property
    def points_used(self) -> float | None:
        """Points spent on the account this hour, by whomever."""
        return None if self.points is None else self.points.spent

    @property
    def points_left(self) -> float | None:
        """Points left on the account this hour."""
        return None if self.points is None else self.points.left


class Bound:
    """The moment by which something is over; `None` is never. It can only be put off.

    *ends_at* is a reading of the monotonic clock, *timeout* the seconds that led
    to it, for messages.
    """

    __slots__ = ("ends_at", "timeout")

    def __init__(self, ends_at: float | None, timeout: float | None) -> None:
        self.ends_at: float | None = ends_at
        self.timeout: float | None = timeout

    def put_off(self, other: Bound | None) -> None:
        """Let this end no earlier than *other*."""
        if self.ends_at is None:
            return
        if other is None or other.ends_at is None:
            self.ends_at = self.timeout = None
        elif other.ends_at > self.ends_at:
            self.ends_at, self.timeout = other.ends_at, other.timeout


_ids: Final = itertools.count(1)


@dataclass(slots=True)
class Call:
    """One call on its way through the pipeline; it belongs to one caller.

    *id* tells it from every other call of the process;
    *headers* have lower-case names and hold no token; *authorization* is the
    header that the authorize policy sets. *encoded* is the variables as they are
    sent: equal variables, equal bytes. *attempts* is kept by the retry policy,
    *bound* by the deadline; *duration* (seconds) is known with the answer,
    *points_cost* with it if at all.
    """

    operation: Operation[Any]
    variables: Mapping[str, Any]
    options: RequestOptions
    url: str
    headers: Mapping[str, str] = field(repr=False)
    encoded: bytes = field(default=b"{}", repr=False)
    authorization: str | None = field(default=None, repr=False)
    bound: Bound | None = None
    attempts: int = 0
    duration: float = 0.0
    points_cost: float | None = None
    id: int = field(default_factory=lambda: next(_ids))


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer to a call: its bytes, what was read off them on the way, and where it is from.

    *is_whole* is false for an answer that a cold cache of the server left
    incomplete. *age* is seconds; *reason* tells why a stale answer stood in.
    """

    response: HttpResponse = field(repr=False)
    data: Any = field(default=None, repr=False)
    points: Points | None = None
    is_whole: bool = True
    source: Source = "live"
    age: float = 0.0
    reason: str | None = None
