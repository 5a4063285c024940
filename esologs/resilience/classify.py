"""What a failure *is*: the one place that decides it.

Retry, breaker, points, cache and start-up all ask this classifier, so that the
package has one idea of "transient". Each row has its source in the API's
observed behaviour or in HTTP itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from esologs import errors as e


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What may be done about a failure.

    *transient*: the same call may succeed later. *breaker*: it says that the
    service is ill. *rate_limit*: it says that we ask too much. *stale_ok*: an
    old answer may stand in. *least_wait*: seconds below which another attempt
    is useless.
    """

    kind: str
    transient: bool = False
    breaker: bool = False
    rate_limit: bool = False
    stale_ok: bool = False
    least_wait: float = 0.0


OUTAGE: Final = Verdict(kind="outage", transient=True, breaker=True, stale_ok=True)
TIMEOUT: Final = Verdict(kind="timeout", transient=True, breaker=True, stale_ok=True)
RATE_LIMIT: Final = Verdict(kind="rate limit", transient=True, rate_limit=True, stale_ok=True)
BUSY: Final = Verdict(kind="busy", transient=True, stale_ok=True)
COLD: Final = Verdict(kind="cold cache", transient=True, stale_ok=True, least_wait=1.0)
TOO_LARGE: Final = Verdict(kind="too large", breaker=True, stale_ok=True)
AUTHENTICATION: Final = Verdict(kind="authentication")
FORBIDDEN: Final = Verdict(kind="forbidden")
NOT_FOUND: Final = Verdict(kind="not found")
REQUEST: Final = Verdict(kind="request")
SHAPE: Final = Verdict(kind="shape")
REJECTED: Final = Verdict(kind="rejected")
DEADLINE: Final = Verdict(kind="deadline", stale_ok=True)
UNKNOWN: Final = Verdict(kind="unknown")

# 501 and 505 speak of the request, not of the moment (RFC 9110, 15.6.2 and
# 15.6.6); every other 5xx here, Cloudflare's 520-524 among them, heals.
_PERMANENT_5XX: Final = frozenset({501, 505})
_BUSY_4XX: Final = frozenset({408, 425})


# The first row that an error is an instance of decides, so subclasses stand
# above their bases. Statuses are judged by number.
_ROWS: Final[tuple[tuple[type[BaseException], Verdict], ...]] = (
    (e.RateLimitError, RATE_LIMIT),
    (e.AuthenticationError, AUTHENTICATION),
    (e.InvalidCredentialsError, AUTHENTICATION),
    (e.TokenEndpointDownError, OUTAGE),
    (e.TokenEndpointBlockedError, FORBIDDEN),
    (e.ResponseTooLargeError, TOO_LARGE),
    (e.RequestTimeoutError, TIMEOUT),
    (e.TransportError, OUTAGE),
    (e.InvalidResponseError, OUTAGE),
    (e.ResponseShapeError, SHAPE),
    (e.ColdCacheError, COLD),
    (e.NotFoundError, NOT_FOUND),
    (e.AccessDeniedError, FORBIDDEN),
    (e.GraphQLError, REQUEST),
    (e.DeadlineExceededError, DEADLINE),
    (e.RejectedError, REJECTED),
)


def classify(error: BaseException) -> Verdict:
    """Say what *error* is. Never raises; what it does not know is not transient."""
    for kind, verdict in _ROWS:
        if isinstance(error, kind):
            return verdict
    if isinstance(error, e.HttpStatusError):
        return classify_status(error.status_code)
    return UNKNOWN


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
    return Verdict(kind="request", breaker=status == 505)
