"""Where generated methods meet the pipeline: what both clients and their views are made of."""

from __future__ import annotations

import copy
import difflib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from esologs._call import (
    OPTION_NAMES,
    Call,
    HttpResponse,
    Operation,
    Reply,
    RequestOptions,
    ResultMeta,
)
from esologs.config import RetryConfig, check_count, check_timeout
from esologs.errors import (
    ApiError,
    ClientClosedError,
    ConfigError,
    GraphQLError,
    HttpStatusError,
    InvalidResponseError,
)
from esologs.resilience import events
from esologs.resilience._flow import Flow, Proceed, arun, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import Self, Unpack

    from esologs._runtime import AsyncRuntime, SyncRuntime

T = TypeVar("T")
R = TypeVar("R", "AsyncRuntime", "SyncRuntime")


@dataclass(frozen=True, slots=True)
class GraphQLResult:
    """The answer to a query of your own: its `data`, and where it came from."""

    data: dict[str, Any] = field(repr=False)
    meta: ResultMeta


def check_options(options: RequestOptions, method: str) -> None:
    """Refuse an option that does not exist (`TypeError`) or cannot work (`ConfigError`)."""
    for name, value in options.items():
        match name:
            case "timeout":
                check_timeout(value)
            case "max_retries":
                check_count("max_retries", value)
            case "retry":
                if value is not None and not isinstance(value, RetryConfig):
                    raise ConfigError(f"retry must be a RetryConfig or None, got {value!r}")
            case "headers":
                check_headers(value)
            case _:
                near = difflib.get_close_matches(name, OPTION_NAMES, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise TypeError(f"{method}() got an unexpected keyword argument {name!r}{hint}")


def check_headers(headers: object) -> None:
    """Raise `ConfigError` unless *headers* is a mapping of strings that HTTP can carry."""
    if not isinstance(headers, Mapping):
        raise ConfigError(f"headers must be a mapping, got {type(headers).__name__}")
    for name, value in headers.items():
        if not isinstance(name, str) or not isinstance(value, str):
            raise ConfigError(f"headers must map strings to strings; {name!r} does not")
        # The value is not shown: it may be a token.
        if any(sign in name + value for sign in "\r\n\0") or not name.strip():
            raise ConfigError(f"the header {name!r} holds a line break or has no name")


@dataclass(slots=True, kw_only=True)
class Core:
    """What a client shares with its views: where it asks, and through what."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    pipeline: Proceed = field(repr=False)
    hooks: events.Hooks = field(repr=False)
    clock: Callable[[], float] = field(repr=False)
    closed: bool = False

    def prepare(
        self,
        operation: Operation[Any],
        variables: Mapping[str, Any],
        defaults: RequestOptions,
        options: RequestOptions,
    ) -> Call:
        """Check everything that can be checked before anything is sent."""
        if self.closed:
            raise ClientClosedError(
                f"{operation.name}: the client was closed; make a new one, or call it inside "
                "its `with` block"
            )
        if operation.rules or operation.requires:
            from esologs._rules import check

            check(operation, variables)
        if options:
            check_options(options, operation.name)
            options = cast("RequestOptions", {**defaults, **options})
        else:
            options = defaults
        return Call(operation, variables, options, self.url, self.headers)

    def flow(self, call: Call) -> Flow[Reply]:
        """Run *call* through the pipeline, and tell the hooks how it went."""
        name = call.operation.name
        self.hooks(events.CallStarted(operation=name))
        started = self.clock()
        try:
            reply = yield from self.pipeline(call)
        except Exception as error:
            duration = self.clock() - started
            if isinstance(error, ApiError) and error.operation is None:
                error.operation = name
            self.hooks(
                events.CallFailed(
                    operation=name, attempts=call.attempts, duration=duration, error=error
                )
            )
            raise
        call.duration = self.clock() - started
        self.hooks(
            events.CallSucceeded(
                operation=name,
                attempts=call.attempts,
                duration=call.duration,
                points=reply.points,
            )
        )
        return reply


def meta_of(call: Call, reply: Reply) -> ResultMeta:
    """Return what `result.meta` says of an answer."""
    return ResultMeta(
        source="live",
        attempts=call.attempts,
        duration=call.duration,
        points=reply.points,
        request_id=reply.response.request_id,
    )


def _result(call: Call, reply: Reply) -> Any:
    reply.data._attach(meta_of(call, reply))
    return reply.data


def _graphql(call: Call, reply: Reply) -> GraphQLResult:
    return GraphQLResult(reply.data, meta_of(call, reply))


def _raw_of(error: ApiError) -> HttpResponse:
    """Return the API's answer that *error* was made of, or raise it again."""
    answered = isinstance(error, HttpStatusError | GraphQLError | InvalidResponseError)
    if not answered or error.response is None:
        raise error
    return error.response


class _Base(Generic[R]):
    """What does not differ between the clients."""

    def __init__(self, core: Core, runtime: R) -> None:
        self._core = core
        self._runtime: R = runtime
        self._options: RequestOptions = {}
        self._is_view = False

    def __repr__(self) -> str:
        view = " view" if self._is_view else ""
        state = " closed" if self._core.closed else ""
        return f"<{type(self).__name__}{view} of {self._core.url}{state}>"

    @property
    def url(self) -> str:
        """The address of the API that this client asks."""
        return self._core.url

    @property
    def is_user_authenticated(self) -> bool:
        """Whether this client asks the API of the signed-in user."""
        return "/api/v2/user" in self._core.url

    def with_options(self, **options: Unpack[RequestOptions]) -> Self:
        """Return a view of this client whose calls take these options by default.

        It shares everything with this client: connections, token, budget.
        Closing a view does nothing. Raises `ConfigError` for a value that cannot
        work.
        """
        check_options(options, "with_options")
        view = copy.copy(self)
        view._options = cast("RequestOptions", {**self._options, **options})
        view._is_view = True
        return view

    def get_data(self, response: HttpResponse) -> dict[str, Any]:
        """Return the `data` of an answer of `execute`; raises what the answer is instead."""
        from esologs import _wire

        operation = _wire.raw_operation("", None)
        data: dict[str, Any] = _wire.read(operation, response, time.time()).data
        return data


class AsyncBase(_Base["AsyncRuntime"]):
    """The part of `Client` that is written by hand."""

    async def _call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: RequestOptions
    ) -> T:
        call = self._core.prepare(operation, variables, self._options, options)
        reply = await arun(self._core.flow(call), self._runtime.perform)
        result: T = _result(call, reply)
        return result

    async def graphql(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> GraphQLResult:
        """Send a query of your own through the same pipeline and return its `data`.

        Raises `GraphQLError` and its kind when the answer holds `errors`; the
        partial data is then on the error.
        """
        from esologs import _wire

        operation = _wire.raw_operation(query, operation_name)
        call = self._core.prepare(operation, variables or {}, self._options, options)
        return _graphql(call, await arun(self._core.flow(call), self._runtime.perform))

    async def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Mapping[str, Any] | None = None,
        **options: Unpack[RequestOptions],
    ) -> HttpResponse:
        """Send a query of your own and return the raw HTTP answer, whatever it says.

        Transient failures are retried as for any call; an answer that is still
        one after that is returned, not raised. Raises `TransportError` when no
        answer came.
        """
        from esologs import _wire

        operation = _wire.raw_operation(query, operation_name)
        call = self._core.prepare(operation, variables or {}, self._options, options)
        try:
            return (await arun(self._core.flow(call), self._runtime.perform)).response
        except ApiError as error:
            return _raw_of(error)

    async def aclose(self) -> None:
        """Close the connections this client opened; on a view, or twice, it does nothing."""
        if not self._is_view and not self._core.closed:
            self._core.closed = True
            await self._runtime.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()


class SyncBase(_Base["SyncRuntime"]):
    """The part of `SyncClient` that is written by hand."""

    def _call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: RequestOptions
    ) -> T:
        call = self._core.prepare(operation, variables, self._options, options)
        result: T = _result(call, run(self._core.flow(call), self._runtime.perform))
        return result

    def graphql(
        self,
        query: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> GraphQLResult:
        """Same as `Client.graphql`, but blocking."""
        from esologs import _wire

        operation = _wire.raw_operation(query, operation_name)
        call = self._core.prepare(operation, variables or {}, self._options, options)
        return _graphql(call, run(self._core.flow(call), self._runtime.perform))

    def execute(
        self,
        query: str,
        operation_name: str | None = None,
        variables: Mapping[str, Any] | None = None,
        **options: Unpack[RequestOptions],
    ) -> HttpResponse:
        """Same as `Client.execute`, but blocking."""
        from esologs import _wire

        operation = _wire.raw_operation(query, operation_name)
        call = self._core.prepare(operation, variables or {}, self._options, options)
        try:
            return run(self._core.flow(call), self._runtime.perform).response
        except ApiError as error:
            return _raw_of(error)

    def close(self) -> None:
        """Same as `Client.aclose`, but blocking."""
        if not self._is_view and not self._core.closed:
            self._core.closed = True
            self._runtime.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
