"""HTTP clients that callers bring: what is asked of one, and by what its kind is told.

A client is told by the class it has, so that no HTTP library is imported to find
that it is not the one, and a type checker needs none of them installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from esologs.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Iterator, Mapping


class _Bounds(Protocol):
    def as_dict(self) -> dict[str, float | None]: ...


class _Headers(Protocol):
    @property
    def raw(self) -> list[tuple[bytes, bytes]]: ...

    def get(self, key: str, default: str, /) -> str: ...


class AsyncAnswer(Protocol):
    """An answer of an `AsyncHttpClient`, whose body is still to be read."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> _Headers: ...

    def aiter_raw(self) -> AsyncIterator[bytes]: ...

    async def aclose(self) -> None: ...


class SyncAnswer(Protocol):
    """Same as `AsyncAnswer`, of a `SyncHttpClient`."""

    @property
    def status_code(self) -> int: ...

    @property
    def headers(self) -> _Headers: ...

    def iter_raw(self) -> Iterator[bytes]: ...

    def close(self) -> None: ...


class HttpClient(Protocol):
    """What the clients of httpx and of httpx2 have in common, async or not."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def auth(self) -> object: ...

    @property
    def timeout(self) -> _Bounds: ...

    @property
    def is_closed(self) -> bool: ...

    def build_request(
        self,
        method: str,
        url: str,
        *,
        content: bytes,
        headers: dict[str, str],
        extensions: dict[str, Any],
    ) -> Any: ...  # a request of its own library, which only that one takes


class AsyncHttpClient(HttpClient, Protocol):
    """An `httpx.AsyncClient`, or an `httpx2.AsyncClient`."""

    async def send(self, request: Any, *, stream: bool) -> AsyncAnswer: ...


class SyncHttpClient(HttpClient, Protocol):
    """An `httpx.Client`, or an `httpx2.Client`."""

    def send(self, request: Any, *, stream: bool) -> SyncAnswer: ...


class ClientSession(Protocol):
    """An `aiohttp.ClientSession`."""

    @property
    def headers(self) -> Mapping[str, str]: ...

    @property
    def auth(self) -> object: ...

    @property
    def closed(self) -> bool: ...

    def request(
        self, method: str, url: str, /, *, data: bytes, allow_redirects: bool, auto_decompress: bool
    ) -> Awaitable[SessionAnswer]: ...


class SessionAnswer(Protocol):
    """An answer of a `ClientSession`."""

    @property
    def status(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Kind:
    """What a caller's HTTP client is: of which library, and whether it is awaited."""

    library: str
    name: str
    is_async: bool

    def __str__(self) -> str:
        return f"{self.library}.{self.name}"


_KINDS: Final = tuple(
    Kind(*kind)
    for kind in (
        ("httpx", "AsyncClient", True),
        ("httpx", "Client", False),
        ("httpx2", "AsyncClient", True),
        ("httpx2", "Client", False),
        ("aiohttp", "ClientSession", True),
    )
)


def kind_of(http_client: object) -> Kind | None:
    """Return what *http_client* is, by the class that it has or was derived from."""
    for base in type(http_client).__mro__:
        library = base.__module__.partition(".")[0]
        for kind in _KINDS:
            if kind.library == library and kind.name == base.__name__:
                return kind
    return None


def authorizes(http_client: HttpClient | ClientSession) -> bool:
    """Tell whether a caller's own client already brings an `Authorization`."""
    return "authorization" in http_client.headers or http_client.auth is not None


def check_http_client(http_client: object) -> None:
    """Raise `ConfigError` for what is no HTTP client that can be used, or was closed."""
    kind = kind_of(http_client)
    if kind is None:
        wanted = "an AsyncClient or a Client of httpx or httpx2, or a ClientSession of aiohttp"
        raise ConfigError(f"http_client must be {wanted}, got a {type(http_client).__name__}")
    if getattr(http_client, "closed" if kind.library == "aiohttp" else "is_closed"):
        raise ConfigError(f"http_client is an {kind} that was closed; give one that is open")
