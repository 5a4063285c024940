"""Which error an answer is: by its HTTP status, and by the words of its GraphQL `errors`.

The API names no codes, so its messages are matched; each phrase was seen in an
answer of ESO Logs or of a sister site on the same backend.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

from esologs._json import as_list, as_object, as_text
from esologs.errors import (
    AccessDeniedError,
    ApiError,
    AuthenticationError,
    ColdCacheError,
    ForbiddenError,
    GraphQLError,
    GraphQLFieldError,
    HttpStatusError,
    InvalidResponseError,
    NotFoundError,
    QueryRefusedError,
    RateLimitError,
    ServerError,
)
from esologs.resilience.retry_after import retry_after

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from esologs._call import HttpResponse
    from esologs._operation import Operation

E = TypeVar("E", bound=ApiError)

_REFUSED: Final = (
    "access token was refused; make a new one if you gave it as user_token, else check ESOLOGS_ID "
    "and ESOLOGS_SECRET"
)

# A 429 without Retry-After is the burst limit, or the hour's points; the burst
# limit of the sister sites clears after about a minute.
BURST_PAUSE: Final = 60.0

_PHRASES: Final[tuple[tuple[type[GraphQLError], re.Pattern[str]], ...]] = (
    (NotFoundError, re.compile(r"does not exist", re.IGNORECASE)),
    (
        AccessDeniedError,
        re.compile(
            r"permission|private|not authorized|unauthorized|archive|subscri", re.IGNORECASE
        ),
    ),
    (
        QueryRefusedError,
        re.compile(
            r"complexity|cannot query field|unknown argument|unknown type|syntax error|"
            r"of required type|got invalid value|is not defined|\blimit\b|\bargument\b|"
            r"fightIDs|must (?:be|have|provide|specify)",
            re.IGNORECASE,
        ),
    ),
)


def error_of_status(response: HttpResponse, wall_clock: float) -> HttpStatusError:
    """Return the error that an answer with another status than 200 is."""
    status = response.status_code
    said = _words(response)
    if status == 429:
        asked = retry_after(response.headers, wall_clock)
        wait = BURST_PAUSE if asked is None else asked
        limited = RateLimitError(
            f"HTTP 429, too many requests{said}; ask again in {wait:g} s, or ask for less",
            status_code=status,
            response=response,
        )
        limited.guessed = asked is None
        limited.retry_after = wait
        return _signed(limited, response)
    kind: type[HttpStatusError] = HttpStatusError
    advice = "this is a fault of the request or of its address, and repeating it changes nothing"
    if status == 401:
        kind = AuthenticationError
        advice = f"the {_REFUSED}"
    elif status == 403:
        kind = ForbiddenError
        advice = "a firewall refused it, or this token may not see it"
    elif status == 404:
        advice = "is ESOLOGS_BASE_URL, or the url given, that of the API?"
    elif status >= 500:
        kind = ServerError
        advice = "ESO Logs is in trouble; nothing is wrong with the request"
    error = kind(f"HTTP {status}{said}; {advice}", status_code=status, response=response)
    if status >= 500 or status in {408, 425}:
        error.retry_after = retry_after(response.headers, wall_clock)
    return _signed(error, response)


def error_of_no_answer(response: HttpResponse) -> InvalidResponseError:
    """Return the error that a 200 without a GraphQL answer is."""
    what = "an HTML page" if _is_html(response) else "no GraphQL answer"
    return _signed(
        InvalidResponseError(
            f"{what} with HTTP 200{_words(response)}; an outage, or not the API's address",
            response=response,
        ),
        response,
    )


def error_of_entries(
    entries: Any, data: Any, operation: Operation[Any], response: HttpResponse
) -> ApiError:
    """Return the error that the GraphQL `errors` *entries* beside *data* are."""
    fields = [_field(entry) for entry in as_list(entries) or ()]
    fields = fields or [GraphQLFieldError(f"errors of an unknown form: {entries!r:.200}")]
    message = "; ".join(field.message for field in fields)
    if any("unauthenticated" in field.message.lower() for field in fields):
        return _signed(
            AuthenticationError(
                f"{message} The {_REFUSED}",
                status_code=response.status_code,
                response=response,
            ),
            response,
        )
    known = as_object(data)
    kind = _kind(fields, operation, known)
    return _signed(kind(message, errors=fields, data=known, response=response), response)


def cold_paths(operation: Operation[Any], data: Mapping[str, Any]) -> list[str]:
    """Return those of the operation's cold paths that are null below an object that is there."""
    return [path for path in operation.cold if _is_cold(data, path.split("."))]


def _is_cold(data: Mapping[str, Any], path: Sequence[str]) -> bool:
    value: Any = data
    for key in path:
        parent = as_object(value)
        if parent is None or key not in parent:
            return False
        value = parent[key]
    return value is None


def _kind(
    fields: Sequence[GraphQLFieldError], operation: Operation[Any], data: Mapping[str, Any] | None
) -> type[GraphQLError]:
    for kind, phrase in _PHRASES:
        if any(phrase.search(field.message) for field in fields):
            return kind
    if data is not None:
        cold = {tuple(path.split(".")) for path in cold_paths(operation, data)}
        if cold and all(_names(field) in cold for field in fields):
            return ColdCacheError
    return GraphQLError


def _names(field: GraphQLFieldError) -> tuple[str, ...]:
    return tuple(step for step in field.path or () if isinstance(step, str))


def _field(entry: Any) -> GraphQLFieldError:
    said = as_object(entry)
    if said is None:
        return GraphQLFieldError(str(entry))
    return GraphQLFieldError(
        str(said.get("message", "an error without a message")),
        locations=as_list(said.get("locations")),
        path=as_list(said.get("path")),
        extensions=as_object(said.get("extensions")),
        original=dict(said),
    )


def _signed(error: E, response: HttpResponse) -> E:
    error.request_id = response.request_id
    return error


def _is_html(response: HttpResponse) -> bool:
    return "html" in response.headers.get("content-type", "") or response.content[
        :64
    ].lstrip().startswith(b"<")


def _words(response: HttpResponse) -> str:
    """Return what the answer says of itself, short enough for a message."""
    if _is_html(response):
        return " (an HTML page)"
    try:
        body = as_object(response.json()) or {}
    except ValueError:
        return ""
    said = as_text(body.get("error")) or as_text(body.get("message"))
    return f" ({said:.200})" if said else ""
