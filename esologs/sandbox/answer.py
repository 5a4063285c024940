"""An answer of the sandbox, and how it reaches whoever asked: both plain data.

The engine decides, a door or the server acts: nothing here sleeps or writes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from esologs._call import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Whole:
    """The response arrives as it is."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """The request is taken and nothing ever comes back."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """The connection is reset after *sent* bytes of the body; `None`: before the status line."""

    sent: int | None = None


@dataclass(frozen=True, slots=True)
class Shortened:
    """`Content-Length` promises the whole body; *sent* bytes come, then the connection closes."""

    sent: int


@dataclass(frozen=True, slots=True)
class Trickled:
    """The head comes at once, then *chunk* bytes of the body after every *interval* seconds."""

    chunk: int
    interval: float


@dataclass(frozen=True, slots=True)
class Unending:
    """The body is *chunk*, again and again, every *interval* seconds, without an end."""

    chunk: bytes = field(repr=False)
    interval: float = 0.0


@dataclass(frozen=True, slots=True)
class Bombed:
    """The body is *size* bytes of zeros, gzip-compressed to about a thousandth of that."""

    size: int


Delivery: TypeAlias = Whole | Hanging | Dropped | Shortened | Trickled | Unending | Bombed


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sandbox says: *response*, after *delay* seconds, by *delivery*."""

    response: HttpResponse
    delay: float = 0.0
    delivery: Delivery = field(default_factory=Whole)


def json_response(
    status: int, value: object, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """Encode *value* as JSON, the same bytes on every Python."""
    import msgspec

    content = msgspec.json.encode(value)
    return HttpResponse(status, {"content-type": "application/json", **(headers or {})}, content)


def html_response(status: int, page: str, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """Answer with the HTML text *page*."""
    kind = {"content-type": "text/html; charset=UTF-8"}
    return HttpResponse(status, {**kind, **(headers or {})}, page.encode())
