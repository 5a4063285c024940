"""What every HTTP transport shares: the bounds of an exchange, and what its failures are called."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from esologs.errors import ConnectFailedError, RequestTimeoutError, TransportError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from esologs._call import HttpRequest, Timeouts
    from esologs.errors import TimeoutPhase


def least(one: float | None, other: float | None) -> float | None:
    """Return the tighter of two bounds; `None` is none."""
    if one is None or other is None:
        return one if other is None else other
    return min(one, other)


def names(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return headers as they are kept: names in lower case, the last of a name counts."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}


def too_late(
    request: HttpRequest, timeouts: Timeouts, phase: TimeoutPhase = "answer"
) -> RequestTimeoutError:
    """Return the error of an exchange that was not over in time; *phase* is what it waited for."""
    bound = least(timeouts.connect, timeouts.total) if phase == "connect" else timeouts.total
    if phase == "pool":
        said = (
            "no connection was free in time: all of them are in use; make fewer calls at once, or "
            "allow more connections"
        )
    else:
        what = "no connection to" if phase == "connect" else "no whole answer of"
        said = f"{what} {_host(request)} in time; a longer timeout helps if the server is only slow"
    return RequestTimeoutError(said, timeout=bound, phase=phase)


def unreachable(request: HttpRequest, exc: Exception) -> ConnectFailedError:
    """Return the error of a connection that could not be made."""
    return ConnectFailedError(
        f"no connection to {_host(request)}: {_words(exc)}; is the network up, and the address "
        "right?"
    )


def broken(request: HttpRequest, exc: Exception) -> ConnectFailedError:
    """Return the error of a connection that was lost on the way."""
    return ConnectFailedError(
        f"the connection to {_host(request)} broke before the answer was whole: {_words(exc)}"
    )


def failed(request: HttpRequest, exc: Exception) -> TransportError:
    """Return the error of any other failure of the HTTP library's."""
    return TransportError(f"{_host(request)}: {_words(exc)}")


def _host(request: HttpRequest) -> str:
    # Never the whole address: a proxy's or a test's may hold a password.
    return urlsplit(request.url).hostname or "the server"


def _words(exc: Exception) -> str:
    return str(exc) or type(exc).__name__
