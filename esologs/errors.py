"""Every exception of the package.

The tree, which a test compares with the classes below:

    EsoLogsError
    ├── ApiError                            asked, and failed
    │   ├── TransportError                  no whole answer arrived
    │   │   ├── ConnectFailedError          also ConnectionError
    │   │   ├── RequestTimeoutError         also TimeoutError
    │   │   └── ResponseTooLargeError
    │   ├── HttpStatusError                 an answer with another status than 200
    │   │   ├── AuthenticationError         401, or "Unauthenticated." in a 200
    │   │   ├── ForbiddenError              403
    │   │   ├── RateLimitError              429
    │   │   └── ServerError                 5xx
    │   ├── InvalidResponseError            HTML, broken JSON, no data
    │   ├── ResponseShapeError              data that does not fit its model
    │   ├── GraphQLError                    `errors` in a 200
    │   │   ├── NotFoundError               "… does not exist"
    │   │   ├── AccessDeniedError           private or archived
    │   │   ├── QueryRefusedError           too complex, a bad argument, a bad query
    │   │   └── ColdCacheError              fields that the server has not computed yet
    │   ├── GraphQLFieldError               one entry of `GraphQLError.errors`
    │   └── TokenError                      no access token was to be had
    │       ├── InvalidCredentialsError     the id or the secret is wrong
    │       ├── TokenEndpointBlockedError   a firewall answered
    │       └── TokenEndpointDownError      an outage of the token endpoint
    └── RejectedError                       refused here, never sent
        ├── ConfigError                     also ValueError
        │   └── MissingCredentialsError
        ├── ValidationError                 also ValueError
        ├── DeadlineExceededError           also TimeoutError
        ├── CircuitOpenError                too much failed lately
        ├── PausedError                     a 429 holds all calls back
        │   └── PointsExhaustedError        the hour's points are spent
        ├── SlotsFullError                  too many calls at once
        ├── NotCachedError
        ├── ClientClosedError
        └── MissingExtraError               also ImportError

All of them pickle and copy with their data. None holds a token, a secret or a
header that was sent.
"""

# One file, though a long one: the tree is read as a whole.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from esologs._call import HttpResponse, Points, Reply

StopReason: TypeAlias = Literal[
    "attempts", "deadline", "budget", "retry-after", "not-transient", "off",
    "breaker", "points", "slots",
]  # fmt: skip
"""Why no further attempt was made."""

TimeoutPhase: TypeAlias = Literal["pool", "connect", "answer", "shared"]
"""What a `RequestTimeoutError` waited for: a free connection, a connection, an
answer, or something that several calls wait for, such as the token."""

_STOPPED: dict[str, str] = {
    "attempts": "all attempts are used up",
    "deadline": "the next wait would have outlived the call's deadline",
    "budget": "the retry budget is spent: too many calls are failing",
    "retry-after": "the server asks for a longer wait than this client accepts",
    "breaker": "the circuit is open: too much failed lately",
    "points": "the API's limits hold all calls back",
    "slots": "too many calls at once",
}


def _restore(cls: type[EsoLogsError], args: tuple[Any, ...], state: dict[str, Any]) -> EsoLogsError:
    error = cls.__new__(cls)
    error.args = args
    error.__dict__.update(state)
    return error


class EsoLogsError(Exception):
    """The root of everything that this package raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls cls(*args), which fails for every class whose
        # constructor takes anything but the message.
        return _restore, (type(self), self.args, self.__dict__.copy())

    @property
    def message(self) -> str:
        """The sentence, without what `str()` adds of the attempts."""
        return str(self.args[0]) if self.args else ""


class ApiError(EsoLogsError):
    """ESO Logs was asked, and the call failed.

    *operation* is the operation's name; *attempts* counts from 1; *stopped*
    says why no further attempt was made; *request_id* is the server's own id
    of the failed exchange, for a bug report; *retry_after* is the wait in
    seconds that the server asked for, if it did; *response* is the answer that
    failed, or `None` if there was none; *points* are the account's, if the answer
    told them beside its errors.
    """

    operation: str | None = None
    attempts: int = 1
    stopped: StopReason | None = None
    request_id: str | None = None
    retry_after: float | None = None
    response: HttpResponse | None = None
    points: Points | None = None

    def __str__(self) -> str:
        text = self.message
        if self.operation:
            text = f"{self.operation}: {text}"
        reason = _STOPPED.get(self.stopped or "")
        if self.attempts > 1 or reason:
            plural = "s" if self.attempts != 1 else ""
            text += f" [after {self.attempts} attempt{plural}"
            text += f"; {reason}]" if reason else "]"
        return text


class TransportError(ApiError):
    """No whole answer arrived: the connection broke, or it was cut here."""


class ConnectFailedError(TransportError, ConnectionError):
    """The connection could not be made, or broke before the answer was whole."""


class RequestTimeoutError(TransportError, TimeoutError):
    """No whole answer within *timeout* seconds.

    *phase* is what it waited for. *early* tells that the call's own deadline cut
    the attempt before half of an attempt's time was over, which says little
    about the server.
    """

    early: bool = False

    def __init__(
        self, message: str, *, timeout: float | None = None, phase: TimeoutPhase = "answer"
    ) -> None:
        super().__init__(message)
        self.timeout = timeout
        self.phase: TimeoutPhase = phase


class ResponseTooLargeError(TransportError):
    """The answer is larger than *limit* bytes; reading stopped there."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the answer is larger than {limit} bytes; raise max_response_bytes if that is expected"
        )
        self.limit = limit


class HttpStatusError(ApiError):
    """ESO Logs answered with *status_code*, which is not 200; *response* has the body."""

    def __init__(
        self, message: str, *, status_code: int, response: HttpResponse | None = None
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.response = response


class AuthenticationError(HttpStatusError):
    """The access token was refused, also after one refresh."""


class ForbiddenError(HttpStatusError):
    """A 403: a firewall, or data that this token may not see."""


class RateLimitError(HttpStatusError):
    """A 429: the hour's points are spent, or requests came in a burst.

    *retry_after* is the wait in seconds; *guessed* tells that the server named
    none and that it is the documented guess.
    """

    guessed: bool = False


class ServerError(HttpStatusError):
    """A 5xx of ESO Logs or of the network in front of it."""


class InvalidResponseError(ApiError):
    """A 200 that is no GraphQL answer: HTML, broken JSON, or no data."""

    def __init__(self, message: str, *, response: HttpResponse | None = None) -> None:
        super().__init__(message)
        self.response = response


class ResponseShapeError(ApiError):
    """The data does not fit the model of its operation.

    *field* is the dotted path of the first field that did not fit.
    """

    def __init__(
        self, message: str, *, field: str | None = None, response: HttpResponse | None = None
    ) -> None:
        super().__init__(message)
        self.field = field
        self.response = response


class GraphQLFieldError(ApiError):
    """One entry of the `errors` of a GraphQL answer.

    *path* leads to the field that failed, and *locations* are the places in the
    query; *extensions* is what the server adds, *original* the entry as it came.
    """

    def __init__(
        self,
        message: str,
        locations: Sequence[Mapping[str, int]] | None = None,
        path: Sequence[str | int] | None = None,
        extensions: Mapping[str, object] | None = None,
        original: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(message)
        self.locations = locations
        self.path = path
        self.extensions = extensions
        self.original = original


class GraphQLError(ApiError):
    """A 200 whose body holds *errors*; *data* is what came beside them, or `None`."""

    def __init__(
        self,
        message: str,
        *,
        errors: Sequence[GraphQLFieldError] = (),
        data: Mapping[str, Any] | None = None,
        response: HttpResponse | None = None,
    ) -> None:
        super().__init__(message)
        self.errors: list[GraphQLFieldError] = list(errors)
        self.data = data
        self.response = response


class NotFoundError(GraphQLError):
    """What was asked for does not exist (only reports say so; other ids give null)."""


class AccessDeniedError(GraphQLError):
    """It exists, and this token may not see it: private, or archived."""


class QueryRefusedError(GraphQLError):
    """The query itself was refused: an argument, its complexity, or its syntax."""


class ColdCacheError(GraphQLError):
    """The server has not computed these fields yet; a second or two later it has.

    *reply* is the answer with its nulls: when no attempt is left it is handed
    over, since a null may also be the truth.
    """

    reply: Reply | None = None


class TokenError(ApiError):
    """No access token was to be had; *status_code* is `None` if there was no answer."""

    def __init__(
        self, message: str, *, status_code: int | None = None, response: HttpResponse | None = None
    ) -> None:
        super().__init__(message)
        self.status_code = status_code
        self.response = response


class InvalidCredentialsError(TokenError):
    """ESO Logs does not know this client id, or the secret is not its."""


class TokenEndpointBlockedError(TokenError):
    """A firewall in front of the token endpoint answered, not ESO Logs."""


class TokenEndpointDownError(TokenError):
    """The token endpoint is down, slow or limiting; the credentials may be fine.

    *remembered* tells that this is what another call met a moment ago: nothing
    was sent for this one, and nothing will be for `retry_after` seconds.
    """

    remembered: bool = False


class RejectedError(EsoLogsError):
    """Refused on this side: nothing was sent."""


class ConfigError(RejectedError, ValueError):
    """A setting that can never work."""


class MissingCredentialsError(ConfigError):
    """No client id and secret, no user token, and no sandbox."""


class ValidationError(RejectedError, ValueError):
    """An argument that the API would refuse."""


class DeadlineExceededError(RejectedError, TimeoutError):
    """The call's time was over before anything could be sent.

    *timeout* is the call's own, in seconds; *wanted* is the wait that did not fit.
    """

    def __init__(self, message: str, *, timeout: float, wanted: float | None = None) -> None:
        super().__init__(message)
        self.timeout = timeout
        self.wanted = wanted


class CircuitOpenError(RejectedError):
    """So much failed lately that ESO Logs is not asked for a while.

    *retry_after* is the seconds until a call is let through again, `None` when
    the program holds the circuit open itself, which *forced* tells too; *reason*
    is the last failure in one line, or what the program gave for one.
    """

    forced: bool = False

    def __init__(self, message: str, *, retry_after: float | None, reason: str = "") -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.reason = reason


class PausedError(RejectedError):
    """The API's limits hold all calls back for longer than this call may wait.

    *retry_after* is the seconds until calls are let through again; *guessed*
    tells that the server named no time, as on `RateLimitError`.
    """

    def __init__(self, message: str, *, retry_after: float, guessed: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.guessed = guessed


class PointsExhaustedError(PausedError):
    """The account's points of this hour are spent, or what is left is kept for others.

    *needed* is what the call was expected to cost and *left* what the account
    has, in points; *resets_in* is the seconds until it has all of them again.
    """

    def __init__(
        self, message: str, *, needed: float, left: float, resets_in: float, retry_after: float
    ) -> None:
        super().__init__(message, retry_after=retry_after)
        self.needed = needed
        self.left = left
        self.resets_in = resets_in


class SlotsFullError(RejectedError):
    """*in_use* calls are on the wire already, and *waiting* ones wait for them."""

    def __init__(self, message: str, *, in_use: int, waiting: int) -> None:
        super().__init__(message)
        self.in_use = in_use
        self.waiting = waiting


class NotCachedError(RejectedError):
    """The call was to be answered from the cache only, and nothing there can answer."""


class ClientClosedError(RejectedError):
    """The client was closed before this call."""


class MissingExtraError(RejectedError, ImportError):
    """An optional part is not installed; the message is the command that adds it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs an extra: pip install 'esologs[{extra}]'")
        self.extra = extra


# The names under which programs written for esologs-python catch these.
GraphQLClientError = EsoLogsError
GraphQLClientHttpError = HttpStatusError
GraphQLClientGraphQLError = GraphQLFieldError
GraphQLClientGraphQLMultiError = GraphQLError
GraphQLClientInvalidResponseError = InvalidResponseError
