"""Access tokens: what one is, and what the token endpoint's answer says."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from esologs._json import as_object, as_text
from esologs.auth.credentials import WHERE_TO_GET
from esologs.errors import (
    InvalidCredentialsError,
    TokenEndpointBlockedError,
    TokenEndpointDownError,
    TokenError,
)
from esologs.resilience.classify import classify_status
from esologs.resilience.retry_after import retry_after

if TYPE_CHECKING:
    from esologs._call import HttpResponse


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A bearer token; its repr shows no part of it.

    *lifetime* is seconds, or `None` when the server named none; *obtained_at*
    is a reading of the monotonic clock, so that a wall clock that is set does
    not matter.
    """

    value: str = field(repr=False)
    obtained_at: float
    lifetime: float | None

    def left(self, now: float) -> float:
        """Return the seconds until it expires; infinite if that is not known."""
        return math.inf if self.lifetime is None else self.obtained_at + self.lifetime - now


def parse(response: HttpResponse, now: float, wall_clock: float) -> AccessToken:
    """Read the token endpoint's answer, or raise what it is instead."""
    if response.status_code != 200:
        raise _refusal(response, wall_clock)
    try:
        body = as_object(response.json()) or {}
    except ValueError:
        body = {}
    value = as_text(body.get("access_token"))
    if not value:
        raise _down("its answer holds no access token", response)
    return AccessToken(value, now, _lifetime(body.get("expires_in")))


def _lifetime(expires_in: Any) -> float | None:
    # Servers send it as a string too. What makes no sense counts as unknown: a
    # 401 then tells when it is over.
    try:
        seconds = float(expires_in)
    except (TypeError, ValueError):
        return None
    return seconds if 0 < seconds < math.inf else None


def _refusal(response: HttpResponse, wall_clock: float) -> TokenError:
    status = response.status_code
    if status in {400, 401} and (code := _oauth_error(response)) is not None:
        return InvalidCredentialsError(
            f"ESO Logs refused the client id or secret (HTTP {status}, {code}); check ESOLOGS_ID "
            f"and ESOLOGS_SECRET, or make a new client at {WHERE_TO_GET}",
            status_code=status,
            response=response,
        )
    if classify_status(status).transient:
        error = _down(f"HTTP {status}", response)
        error.retry_after = retry_after(response.headers, wall_clock)
        return error
    if status in {401, 403}:
        return TokenEndpointBlockedError(
            f"something in front of ESO Logs refused the request for a token (HTTP {status}); "
            "the credentials were not judged: try another network, or ask ESO Logs to admit "
            "this address",
            status_code=status,
            response=response,
        )
    return TokenError(
        f"HTTP {status} from the token endpoint; is ESOLOGS_BASE_URL the address of ESO Logs?",
        status_code=status,
        response=response,
    )


def _down(why: str, response: HttpResponse) -> TokenEndpointDownError:
    error = TokenEndpointDownError(
        f"the token endpoint is in trouble: {why}; the credentials may be fine, try again later",
        status_code=response.status_code,
        response=response,
    )
    error.request_id = response.request_id
    return error


def _oauth_error(response: HttpResponse) -> str | None:
    """Return the `error` code of RFC 6749, 5.2, or `None` if this is no OAuth answer."""
    try:
        body = as_object(response.json()) or {}
    except ValueError:
        return None
    code = as_text(body.get("error"))
    return code if code and len(code) <= 64 else None
