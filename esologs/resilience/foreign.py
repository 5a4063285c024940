"""What the failures of other libraries are, told by their types' names and by their statuses.

No library is imported for it: a class is known by the name of its package and
its own. `OSError` is judged by its number. What wraps another failure
(`original` of discord.py's errors, `__cause__`, an exception group) is judged by
what it wraps, unless it can be judged itself.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, cast

from esologs.resilience import classify as c
from esologs.resilience.retry_after import retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.resilience.classify import Verdict

# Errors of the network, which pass; every other number speaks of this machine or its files.
_PASSING: Final = frozenset(
    getattr(errno, name)
    for name in (
        "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "EPIPE", "ESHUTDOWN", "ENOTCONN",
        "ETIMEDOUT", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ENETRESET",
        "EADDRNOTAVAIL", "EAGAIN", "EINTR",
    )
    if hasattr(errno, name)
)  # fmt: skip

_HTTPX: Final = {
    "ConnectTimeout": c.UNREACHABLE,
    "PoolTimeout": c.HASTE,
    "TimeoutException": c.TIMEOUT,
    "NetworkError": c.UNREACHABLE,
    "RemoteProtocolError": c.UNREACHABLE,
    "LocalProtocolError": c.UNKNOWN,
    "UnsupportedProtocol": c.CONFIGURATION,
    "InvalidURL": c.CONFIGURATION,
    "TooManyRedirects": c.REQUEST,
    "TransportError": c.OUTAGE,
    "DecodingError": c.OUTAGE,
}
_NAMED: Final[Mapping[str, Verdict]] = {
    **{f"{lib}.{name}": v for lib in ("httpx", "httpx2", "httpcore") for name, v in _HTTPX.items()},
    "aiohttp.ClientSSLError": c.CERTIFICATE,
    "aiohttp.ClientConnectorDNSError": c.UNREACHABLE,
    "aiohttp.ConnectionTimeoutError": c.UNREACHABLE,
    "aiohttp.ContentTypeError": c.OUTAGE,  # its status is that of the page: a 200 perhaps
    "aiohttp.InvalidURL": c.CONFIGURATION,
    "aiohttp.TooManyRedirects": c.REQUEST,
    "discord.LoginFailure": c.AUTHENTICATION,
    "discord.RateLimited": c.RATE_LIMIT,
    "discord.GatewayNotFound": c.OUTAGE,
    "discord.PrivilegedIntentsRequired": c.CONFIGURATION,
    "discord.ExtensionNotFound": c.CONFIGURATION,
    "redis.AuthenticationError": c.AUTHENTICATION,
    "redis.ConnectionError": c.UNREACHABLE,
    "redis.TimeoutError": c.TIMEOUT,
    "requests.SSLError": c.CERTIFICATE,
    "requests.Timeout": c.TIMEOUT,
    "requests.ConnectionError": c.UNREACHABLE,
    "requests.ChunkedEncodingError": c.UNREACHABLE,
    "urllib3.SSLError": c.CERTIFICATE,
    "urllib3.TimeoutError": c.TIMEOUT,
    "urllib3.ProtocolError": c.UNREACHABLE,
    "urllib3.NewConnectionError": c.UNREACHABLE,
    "http.IncompleteRead": c.UNREACHABLE,
    "http.BadStatusLine": c.UNREACHABLE,
    "asyncio.IncompleteReadError": c.UNREACHABLE,
    "asyncio.CancelledError": c.CANCELLED,
    "concurrent.CancelledError": c.CANCELLED,
    "builtins.KeyboardInterrupt": c.CANCELLED,
    "builtins.GeneratorExit": c.CANCELLED,
    "ssl.SSLCertVerificationError": c.CERTIFICATE,
    # The other side went away in the middle of TLS; the rest of ssl's errors do not pass.
    "ssl.SSLEOFError": c.UNREACHABLE,
    "ssl.SSLZeroReturnError": c.UNREACHABLE,
    "ssl.SSLSyscallError": c.UNREACHABLE,
    "ssl.SSLError": c.CERTIFICATE,
    "socket.gaierror": c.UNREACHABLE,
    "builtins.TimeoutError": c.TIMEOUT,
    "builtins.ImportError": c.CONFIGURATION,
}
# Asked last: their kin may carry a status or a number that says more.
_KIN: Final[Mapping[str, Verdict]] = {
    "aiohttp.ClientConnectionError": c.UNREACHABLE,
    "aiohttp.ClientPayloadError": c.UNREACHABLE,
    "builtins.ConnectionError": c.UNREACHABLE,
    "builtins.FileNotFoundError": c.CONFIGURATION,
    "builtins.PermissionError": c.CONFIGURATION,
}
_SEVERAL: Final = re.compile(r"\[Errno (\d+)\]")


def diagnose(error: BaseException) -> c.Diagnosis:
    """Say what *error* is, and which of the failures that it wraps says so. Never raises."""
    seen: set[int] = set()
    told, current = error, error
    while id(current) not in seen:
        seen.add(id(current))
        if isinstance(current, BaseExceptionGroup):
            # Worth another attempt only if that could heal each of them.
            group = cast("BaseExceptionGroup[BaseException]", current)
            found = [diagnose(each) for each in group.exceptions]
            return next((each for each in found if not each.verdict.transient), found[0])
        verdict = judge(current)
        if verdict is not None:
            return c.Diagnosis(verdict, current)
        original = _peek(current, "original")
        if isinstance(original, BaseException):
            told = current = original
        elif current.__cause__ is not None:
            current = current.__cause__
    return c.Diagnosis(c.UNKNOWN, told)


def judge(error: BaseException) -> Verdict | None:
    """Say what *error* is by itself; `None` if it does not tell."""
    verdict = c.own(error) or _theirs(error)
    if verdict is None or verdict.kind not in {"outage", "token outage"}:
        return verdict
    if not _is_about_certificates(error):
        return verdict
    return c.CERTIFICATE if verdict.kind == "outage" else c.TOKEN_CERTIFICATE


def asked_wait(error: BaseException, wall_clock: float) -> float | None:
    """Return the seconds that the server asked to wait, if *error* tells them.

    *wall_clock* (Unix seconds) stands in for an answer's missing `Date`.
    """
    seconds = _peek(error, "retry_after")
    if isinstance(seconds, int | float) and not isinstance(seconds, bool):
        return max(0.0, float(seconds))
    for holder in (error, _peek(error, "response")):
        headers = _peek(holder, "headers")
        # urllib's headers are those of a mail, which has `items` and is no Mapping.
        if isinstance(headers, Mapping) or type(headers).__module__ == "http.client":
            pairs = cast("Mapping[object, object]", headers).items()
            asked = retry_after({str(k).lower(): str(v) for k, v in pairs}, wall_clock)
            if asked is not None:
                return asked
    return None


def _theirs(error: BaseException) -> Verdict | None:
    verdict = _named(error, _NAMED)
    if verdict is None and (status := _status(error)) is not None:
        verdict = c.classify_status(status)
    if verdict is None and isinstance(error, OSError):
        verdict = _by_number(error)
    if verdict is None and isinstance(error, ValueError) and _is_page(_peek(error, "doc")):
        verdict = c.OUTAGE  # a JSON decoder that was given a web page
    return verdict or _named(error, _KIN)


def _named(error: BaseException, table: Mapping[str, Verdict]) -> Verdict | None:
    for kind in type(error).__mro__:
        verdict = table.get(f"{kind.__module__.partition('.')[0]}.{kind.__name__}")
        if verdict is not None:
            return verdict
    return None


def _status(error: BaseException) -> int | None:
    for holder in (error, _peek(error, "response")):
        for name in ("status_code", "status"):
            status = _peek(holder, name)
            if isinstance(status, int) and 400 <= status <= 599:
                return int(status)
    return None


def _by_number(error: OSError) -> Verdict | None:
    if error.errno is not None:
        return c.UNREACHABLE if error.errno in _PASSING else c.CONFIGURATION
    # asyncio joins the failures of a host's addresses in one text, without a number.
    numbers = {int(number) for number in _SEVERAL.findall(str(error))}
    return (c.UNREACHABLE if numbers <= _PASSING else c.CONFIGURATION) if numbers else None


def _is_page(document: object) -> bool:
    return isinstance(document, str) and document.lstrip()[:1] == "<"


def _is_about_certificates(error: BaseException) -> bool:
    return any(
        _named(each, {"ssl.SSLCertVerificationError": c.CERTIFICATE}) for each in _causes(error)
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    ahead: list[object] = [error]
    while ahead:
        each = ahead.pop()
        if isinstance(each, BaseException) and id(each) not in seen:
            seen.add(id(each))
            yield each
            ahead += [each.__cause__, each.__context__, _peek(each, "reason")]


def _peek(holder: object, name: str) -> object:
    try:
        return getattr(holder, name, None)
    except Exception:  # noqa: BLE001 - a property of somebody else's may raise anything
        return None
