"""What a failure *is*: the one place that decides it.

Retry, breaker, points, cache and start-up all ask this classifier, so that the
package has one idea of "transient". Each row has its source in the API's
observed behaviour or in HTTP itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from esologs import errors as e

Mark: TypeAlias = Literal["success", "failure", "unreachable", "nothing"]
"""What an outcome says of the service: it answers, it is ill, nobody is there, or nothing.

An answer that refuses is a success: whoever says "no" is up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What may be done about a failure.

    *transient*: the same call may succeed later. *breaker*: what it says of the
    service. *rate_limit*: it says that we ask too much. *stale_ok*: an old answer
    may stand in. *least_wait*: seconds below which another attempt is useless.
    *later*: no attempt now is worth it, but one in some minutes may be.
    """

    kind: str
    transient: bool = False
    breaker: Mark = "nothing"
    rate_limit: bool = False
    stale_ok: bool = False
    least_wait: float = 0.0
    later: bool = False


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """A verdict, and the failure that it is about: *root* is the innermost that tells."""

    verdict: Verdict
    root: BaseException


OUTAGE: Final = Verdict(kind="outage", transient=True, breaker="failure", stale_ok=True)
UNREACHABLE: Final = Verdict(kind="outage", transient=True, breaker="unreachable", stale_ok=True)
TIMEOUT: Final = Verdict(kind="timeout", transient=True, breaker="failure", stale_ok=True)
# Our own haste, or what happened on this side of the wire.
HASTE: Final = Verdict(kind="timeout", transient=True, stale_ok=True)
# The token endpoint is another service, with a pause of its own after a failure.
TOKEN_OUTAGE: Final = Verdict(kind="token outage", transient=True, stale_ok=True)
# Known from a moment ago: waiting for it would only pile up callers.
TOKEN_PAUSE: Final = Verdict(kind="token outage", stale_ok=True, later=True)
RATE_LIMIT: Final = Verdict(
    kind="rate limit", transient=True, breaker="success", rate_limit=True, stale_ok=True
)
BUSY: Final = Verdict(kind="busy", transient=True, breaker="success", stale_ok=True)
COLD: Final = Verdict(
    kind="cold cache", transient=True, breaker="success", stale_ok=True, least_wait=1.0
)
TOO_LARGE: Final = Verdict(kind="too large", breaker="failure", stale_ok=True)
AUTHENTICATION: Final = Verdict(kind="authentication", breaker="success")
CREDENTIALS: Final = Verdict(kind="authentication")
FORBIDDEN: Final = Verdict(kind="forbidden", breaker="success")
BLOCKED: Final = Verdict(kind="forbidden")
NOT_FOUND: Final = Verdict(kind="not found", breaker="success")
REQUEST: Final = Verdict(kind="request", breaker="success")
SHAPE: Final = Verdict(kind="shape", breaker="success")
OPEN: Final = Verdict(kind="open circuit", transient=True, stale_ok=True)
PAUSED: Final = Verdict(kind="rate limit", transient=True, rate_limit=True, stale_ok=True)
CROWDED: Final = Verdict(kind="too many calls", transient=True, stale_ok=True)
REJECTED: Final = Verdict(kind="rejected")
DEADLINE: Final = Verdict(kind="deadline", stale_ok=True, later=True)
# A server whose certificate is wrong was reached, and no attempt will change it.
CERTIFICATE: Final = Verdict(kind="certificate", breaker="unreachable", stale_ok=True)
TOKEN_CERTIFICATE: Final = Verdict(kind="certificate", stale_ok=True)
CONFIGURATION: Final = Verdict(kind="configuration")
CANCELLED: Final = Verdict(kind="cancelled")
UNKNOWN: Final = Verdict(kind="unknown")

# 501 and 505 speak of the request, not of the moment (RFC 9110, 15.6.2 and
# 15.6.6); every other 5xx here, Cloudflare's 520-524 among them, heals.
_PERMANENT_5XX: Final = frozenset({501, 505})
_BUSY_4XX: Final = frozenset({408, 425})


# The first row that an error is an instance of decides, so subclasses stand
# above their bases. Statuses are judged by number, timeouts by what they waited for.
_ROWS: Final[tuple[tuple[type[BaseException], Verdict], ...]] = (
    (e.RateLimitError, RATE_LIMIT),
    (e.AuthenticationError, AUTHENTICATION),
    (e.InvalidCredentialsError, CREDENTIALS),
    (e.TokenEndpointDownError, TOKEN_OUTAGE),
    (e.TokenEndpointBlockedError, BLOCKED),
    (e.ResponseTooLargeError, TOO_LARGE),
    (e.ConnectFailedError, UNREACHABLE),
    (e.TransportError, OUTAGE),
    (e.InvalidResponseError, OUTAGE),
    (e.ResponseShapeError, SHAPE),
    (e.ColdCacheError, COLD),
    (e.NotFoundError, NOT_FOUND),
    (e.AccessDeniedError, FORBIDDEN),
    (e.GraphQLError, REQUEST),
    (e.DeadlineExceededError, DEADLINE),
    (e.CircuitOpenError, OPEN),
    (e.PausedError, PAUSED),
    (e.SlotsFullError, CROWDED),
    (e.MissingCredentialsError, CREDENTIALS),
    (e.ConfigError, CONFIGURATION),
    (e.MissingExtraError, CONFIGURATION),
    (e.RejectedError, REJECTED),
)


# Their cause may be a certificate, which makes all the difference.
_ON_THE_WAY: Final = (e.ConnectFailedError, e.TokenEndpointDownError)


def classify(error: BaseException) -> Verdict:
    """Say what *error* is. Never raises; what it does not know is not transient.

    It may be this package's, any other library's, or wrap one.
    """
    return diagnose(error).verdict


def diagnose(error: BaseException) -> Diagnosis:
    """Say what *error* is, and which of the failures that it wraps says so. Never raises."""
    verdict = own(error)
    if verdict is not None and not isinstance(error, _ON_THE_WAY):
        return Diagnosis(verdict, error)
    from esologs.resilience import foreign

    return foreign.diagnose(error)


def own(error: BaseException) -> Verdict | None:
    """Say what an error of this package is; `None` for any other."""
    if isinstance(error, e.RequestTimeoutError):
        return _classify_timeout(error)
    if isinstance(error, e.TokenEndpointDownError) and error.remembered:
        return TOKEN_PAUSE
    for kind, verdict in _ROWS:
        if isinstance(error, kind):
            return verdict
    if isinstance(error, e.HttpStatusError):
        return classify_status(error.status_code)
    return UNKNOWN if isinstance(error, e.EsoLogsError) else None


def _classify_timeout(error: e.RequestTimeoutError) -> Verdict:
    if error.early or error.phase in {"pool", "shared"}:
        return HASTE
    return UNREACHABLE if error.phase == "connect" else TIMEOUT


def classify_status(status: int) -> Verdict:
    """Say what an HTTP status means."""
    if status == 429:
        return RATE_LIMIT
    if status == 401:
        return AUTHENTICATION
    if status == 403:
        return FORBIDDEN
    if status == 404:
        return NOT_FOUND
    if status in _BUSY_4XX:
        return BUSY
    if status >= 500 and status not in _PERMANENT_5XX:
        return OUTAGE
    # 505 counts against the breaker, 501 does not: an answer "not implemented"
    # proves that the service is up.
    return Verdict(kind="request", breaker="failure" if status == 505 else "success")


def refused_for(error: BaseException) -> float | None:
    """Return for how many seconds *error* refuses without a request; `None` if there was one.

    A circuit that the program holds open is closed at any moment: 0.
    """
    if isinstance(error, e.CircuitOpenError) and error.forced:
        return 0.0
    if isinstance(error, e.CircuitOpenError | e.PausedError):
        return error.retry_after
    if isinstance(error, e.TokenEndpointDownError) and error.remembered:
        return error.retry_after
    return None


def was_retried(error: BaseException) -> bool:
    """Whether *error* comes from a call that did what retrying could do.

    Its own policies made more than one attempt, or had a reason to make no
    further one; whoever called it would only multiply the attempts.
    """
    if not isinstance(error, e.ApiError):
        return False
    return error.attempts > 1 or error.stopped not in {None, "off", "attempts", "not-transient"}
