"""Whether ESO Logs can be reached: the name, the connection, the encryption, a token, a query."""

from __future__ import annotations

import socket
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from esologs._environment import BASE_URL, check_url, read_environment
from esologs.cli import units
from esologs.cli.doctor.finding import Finding, Verdict
from esologs.cli.doctor.settings import in_process
from esologs.errors import ConfigError, EsoLogsError, TokenError
from esologs.resilience.events import Event, TokenRefreshed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.cli.connection import Connection

_PATIENCE: Final = 10.0
"""Seconds for each step, unless `--timeout` says otherwise."""


def reachability(connection: Connection) -> Iterator[Finding]:
    """Go step by step as far as it goes; what follows a failure is skipped."""
    try:
        environment = read_environment(connection.dotenv)
        sandbox = in_process(connection, environment)
        base_url = check_url("base_url", connection.base_url or environment.base_url or BASE_URL)
    except ConfigError as error:
        yield _finding("settings", error.message, "failed")
        return
    if sandbox:
        yield _finding("network", "not needed: the sandbox is inside this process", "skipped")
    else:
        reached = True
        for finding in _network(urlsplit(base_url), connection.timeout or _PATIENCE):
            reached = reached and finding.verdict != "failed"
            yield finding
        if not reached:
            yield _finding("token", "not tried", "skipped")
            yield _finding("query", "not tried", "skipped")
            return
    yield from _calls(connection)


def _finding(
    name: str,
    text: str,
    verdict: Verdict = "ok",
    seconds: float | None = None,
    advice: str | None = None,
) -> Finding:
    return Finding(
        section="connection", name=name, verdict=verdict, text=text, seconds=seconds, advice=advice
    )


def _network(url: SplitResult, timeout: float) -> Iterator[Finding]:
    host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    proxy = None if proxy_bypass(host) else getproxies().get(url.scheme)
    if proxy is not None:
        via = urlsplit(proxy)
        host, port = via.hostname or "", via.port or 80
        yield _finding("proxy", f"{host}:{port}, by {url.scheme.upper()}_PROXY", "note")
    started = time.monotonic()
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as exc:  # the latter for what cannot be a name at all
        yield _finding(
            "DNS", f"{host} is not known here: {_why(exc)}", "failed",
            time.monotonic() - started, "is the network up, and the name right?",
        )  # fmt: skip
        return
    first = addresses[0][4][0]
    yield _finding("DNS", f"{host} is {first}", seconds=time.monotonic() - started)
    started = time.monotonic()
    try:
        connected = socket.create_connection((host, port), timeout)
    except OSError as exc:
        yield _finding(
            "TCP", f"no connection to {host}:{port}: {_why(exc)}", "failed",
            time.monotonic() - started, "does a firewall stand between, or is the server down?",
        )  # fmt: skip
        return
    with closing(connected):
        yield _finding("TCP", f"{host}:{port} listens", seconds=time.monotonic() - started)
        if url.scheme == "https" and proxy is None:
            yield _encryption(connected, host)


def _why(error: OSError | UnicodeError) -> str:
    return (isinstance(error, OSError) and error.strerror) or str(error)


def _encryption(connected: socket.socket, host: str) -> Finding:
    from esologs._transport.tls import tls_context

    context = tls_context()
    started = time.monotonic()
    try:
        with context.wrap_socket(connected, server_hostname=host) as encrypted:
            version = encrypted.version()
    except OSError as exc:  # ssl.SSLError is one
        return _finding(
            "TLS", f"no trust in {host}: {exc}", "failed", time.monotonic() - started,
            "is the clock right? Behind a company's proxy, SSL_CERT_FILE names its certificate",
        )  # fmt: skip
    return _finding("TLS", f"{version}, certificate trusted", seconds=time.monotonic() - started)


def _calls(connection: Connection) -> Iterator[Finding]:
    """Fetch a token and ask the cheapest thing there is, one attempt each."""
    tokens: list[tuple[float, TokenRefreshed]] = []

    def keep(event: Event) -> None:
        if isinstance(event, TokenRefreshed):
            tokens.append((time.monotonic(), event))

    started = time.monotonic()
    failure: EsoLogsError | None = None
    meta = None
    try:
        patient = replace(connection, timeout=connection.timeout or _PATIENCE)
        with patient.open(keep, max_retries=0) as client:
            started = time.monotonic()
            meta = client.ping()
    except EsoLogsError as error:
        failure = error
    ended = time.monotonic()
    if not tokens:
        unasked = isinstance(failure, TokenError | ConfigError)
        text = str(failure) if unasked else "none was needed"
        yield _finding("token", text, "failed" if unasked else "skipped", ended - started)
        if unasked:
            yield _finding("query", "not tried", "skipped")
            return
    else:
        at, event = tokens[-1]
        good = "" if event.expires_in is None else f", good for {event.expires_in:g} s"
        yield _finding("token", f"granted{good}", seconds=at - started)
        started = at
    if failure is not None:
        yield _finding("query", str(failure), "failed", ended - started)
        return
    text = "answered"
    if meta is not None and meta.points is not None:
        left, limit = units.points(meta.points.left), units.points(meta.points.limit)
        text += f", {left} of {limit} points left"
    yield _finding("query", text, seconds=ended - started)
