"""GraphQL over HTTP without I/O: a call becomes a request, an answer becomes data or an error."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypedDict, TypeVar
from urllib.parse import urlsplit

from esologs import _answers
from esologs._call import (
    UNSET,
    Call,
    HttpRequest,
    HttpResponse,
    Points,
    Reply,
    Timeouts,
)
from esologs._operation import Operation
from esologs.errors import (
    ApiError,
    ColdCacheError,
    RequestTimeoutError,
    ValidationError,
)
from esologs.resilience._flow import send
from esologs.resilience.events import (
    AttemptCancelled,
    AttemptFailed,
    AttemptStarted,
    AttemptSucceeded,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from esologs.config import AttemptConfig
    from esologs.resilience._flow import Flow
    from esologs.resilience.events import Hooks

T = TypeVar("T")

POINTS_KEY: Final = b'"_points":'
"""The alias under which every generated document selects `rateLimitData`, as its last field."""

_NAME = re.compile(r"\b(?:query|subscription|mutation)\s+([_A-Za-z]\w*)")


def raw_operation(query: str, operation_name: str | None) -> Operation[dict[str, Any]]:
    """Return the operation of a query that a user wrote, sent as it is."""
    named = _NAME.search(query)
    shown = operation_name or (named.group(1) if named else "graphql")
    operation: Operation[dict[str, Any]] = Operation(shown, query, "", "", scalar=True)
    name = "" if operation_name is None else f'"operationName":{json.dumps(operation_name)},'
    operation.head = f'{{{name}"query":{json.dumps(query)},"variables":'.encode()
    return operation


def encode_variables(operation: Operation[Any], variables: Mapping[str, Any]) -> bytes:
    """Return *variables* as JSON, without those left unset: equal variables, equal bytes.

    Raises `ValidationError` for a value that JSON cannot hold.
    """
    given = {name: value for name, value in variables.items() if value is not UNSET}
    try:
        return _variables.encode(given).encode()
    except (ValueError, TypeError) as exc:
        raise ValidationError(f"{operation.name}: a variable cannot be sent: {exc}") from exc


def encode(call: Call) -> HttpRequest:
    """Return the request of *call*."""
    headers: Mapping[str, str] = call.headers
    extra = call.options.get("headers")
    if extra or call.authorization:
        merged = dict(headers)
        if call.authorization:
            merged["authorization"] = call.authorization
        if extra:
            merged.update((name.lower(), value) for name, value in extra.items())
        headers = merged
    return HttpRequest("POST", call.url, headers, call.operation.head + call.encoded + b"}")


def _jsonable(value: Any) -> Any:
    dump = getattr(value, "model_dump", None)  # an input object of the schema
    if dump is None:
        raise TypeError(f"{type(value).__name__} {value!r}")
    return dump(mode="json", by_alias=True, exclude_unset=True)


# NaN and infinity are no JSON; other encoders would silently send null.
_variables = json.JSONEncoder(
    allow_nan=False, sort_keys=True, separators=(",", ":"), default=_jsonable
)


class _Told(TypedDict):
    operation: str
    call_id: int
    attempt: int


@lru_cache(maxsize=64)
def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2]


class Attempt:
    """The innermost step: send once, read, decode, and say what came of it."""

    def __init__(
        self,
        config: AttemptConfig,
        hooks: Hooks,
        clock: Callable[[], float],
        wall_clock: Callable[[], float],
    ) -> None:
        self._timeouts = Timeouts(config.timeout, config.connect_timeout, config.timeout)
        self._max_bytes = config.max_response_bytes
        self._hooks = hooks
        self._clock = clock
        self._wall_clock = wall_clock

    def __call__(self, call: Call) -> Flow[Reply]:
        name, attempt = call.operation.name, call.attempts
        request = encode(call)
        told: _Told = {"operation": name, "call_id": call.id, "attempt": attempt}
        self._hooks(AttemptStarted(**told, host=_host(call.url)))
        started = self._clock()
        try:
            response = yield from send(request, self._timeouts, self._max_bytes)
            reply = read(call.operation, response, self._wall_clock())
        except Exception as error:
            if isinstance(error, ApiError):  # or it is a defect, and the attempt's end as well
                error.operation = name
            if isinstance(error, RequestTimeoutError):
                error.early = self._is_early(error)
            duration = self._clock() - started
            self._hooks(AttemptFailed(**told, duration=duration, error=error))
            raise
        except BaseException:
            self._hooks(AttemptCancelled(**told, duration=self._clock() - started))
            raise
        self._hooks(
            AttemptSucceeded(
                **told,
                duration=self._clock() - started,
                status_code=response.status_code,
                request_id=response.request_id,
            )
        )
        return reply

    def _is_early(self, error: RequestTimeoutError) -> bool:
        """Tell whether the call's deadline cut the attempt before half its own time was over."""
        own = self._timeouts.connect if error.phase == "connect" else self._timeouts.total
        return own is not None and error.timeout is not None and error.timeout < own / 2


def read(operation: Operation[Any], response: HttpResponse, wall_clock: float) -> Reply:
    """Return the data of an answer, or raise what it is instead.

    The envelope is split without decoding what is inside it, so that the data
    is decoded once, by its model. *wall_clock* is Unix seconds.
    """
    if response.status_code != 200:
        raise _answers.error_of_status(response, wall_clock)
    from esologs import _decode

    data, entries = _decode.split(response)
    if entries is not None:
        refusal = _answers.error_of_entries(entries, _decode.untyped(data), operation, response)
        refusal.points = None if data is None else points_of(data)
        raise refusal
    if data is None:
        raise _answers.error_of_no_answer(response)
    points = points_of(data)
    if operation.cold and (cold := _cold(operation, data)):
        error = ColdCacheError(
            f"{', '.join(cold)}: not computed yet; a second later it is", response=response
        )
        error.points = points
        error.reply = Reply(response, _typed(operation, data, response), points, is_whole=False)
        raise error
    return Reply(response, _typed(operation, data, response), points)


def _cold(operation: Operation[Any], data: bytes) -> list[str]:
    # A look at the bytes first: most answers have no null where it would matter.
    leaves = {re.escape(path.rpartition(".")[2]) for path in operation.cold}
    if not re.search(rf'"(?:{"|".join(leaves)})"\s*:\s*null'.encode(), data):
        return []
    from esologs import _decode

    return _answers.cold_paths(operation, _decode.untyped(data) or {})


def _typed(operation: Operation[T], data: bytes, response: HttpResponse) -> T:
    from esologs import _decode

    decoder = operation.decoder
    if decoder is None:
        decoder = operation.decoder = _decode.decoder(operation)
    try:
        return decoder(data)
    except ValueError as exc:
        raise _decode.misfit(operation, exc, response) from exc


def renew(call: Call, reply: Reply) -> Reply:
    """Return *reply* with data of its own: nobody changes what another caller holds."""
    from esologs import _decode

    data, _ = _decode.split(reply.response)
    return Reply(
        reply.response, _typed(call.operation, data or b"{}", reply.response), reply.points
    )


def points_of(data: bytes) -> Points | None:
    """Return the account's points that ride at the end of *data*, if they do."""
    # The key cannot occur inside a JSON string, where its quotes are escaped;
    # the last occurrence is ours, since GraphQL answers in the order of selection.
    start = data.rfind(POINTS_KEY)
    if start < 0:
        return None
    from esologs import _decode

    return _decode.points(data[start + len(POINTS_KEY) :].rstrip().removesuffix(b"}"))
