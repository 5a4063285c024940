"""Where generated methods meet the pipeline: what clients are made of, and the async one."""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from esologs._core import Core, attach, meta_of
from esologs._degraded import fallen_back
from esologs._options import check_options
from esologs.errors import (
    ApiError,
    EsoLogsError,
    GraphQLError,
    HttpStatusError,
    InvalidResponseError,
)
from esologs.resilience._flow import arun

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self, Unpack

    from esologs._call import (
        Call,
        HttpResponse,
        Reply,
        ResultMeta,
    )
    from esologs._operation import Operation
    from esologs._options import RequestOptions
    from esologs._runtime import AsyncRuntime, SyncRuntime
    from esologs.resilience.control import BreakerControl
    from esologs.stats import ClientStats

T = TypeVar("T")
R = TypeVar("R", "AsyncRuntime", "SyncRuntime")


@dataclass(frozen=True, slots=True)
class GraphQLResult:
    """The answer to a query of your own: its `data`, and where it came from."""

    data: dict[str, Any] = field(repr=False)
    meta: ResultMeta


def raw_of(error: ApiError) -> HttpResponse:
    """Return the API's answer that *error* was made of, or raise it again."""
    answered = isinstance(error, HttpStatusError | GraphQLError | InvalidResponseError)
    if not answered or error.response is None:
        raise error
    return error.response


class Base(Generic[R]):
    """What does not differ between the clients."""

    def __init__(self, core: Core, runtime: R) -> None:
        self._core = core
        self._runtime: R = runtime
        self._options: RequestOptions = core.options
        self._is_view = False

    def __repr__(self) -> str:
        core, parts = self._core, [self._core.shown] if self._core.shown else []
        if self._is_view:
            own = {name: what for name, what in self._options.items() if name != "headers"}
            parts += [f"{name}={what!r}" for name, what in own.items()]
            parts += ["headers=…"] * ("headers" in self._options)  # they may hold a token
        view = " view" if self._is_view else ""
        state = ", closed" if core.closed else ""
        of = f"{core.url} with {', '.join(parts)}" if parts else core.url
        return f"<{type(self).__name__}{view} of {of}{state}>"

    @property
    def url(self) -> str:
        """The address of the API that this client asks."""
        return self._core.url

    @property
    def is_user_authenticated(self) -> bool:
        """Whether this client asks the API of the signed-in user."""
        return "/api/v2/user" in self._core.url

    @property
    def breaker(self) -> BreakerControl | None:
        """The circuit breaker of this client and its views: to look at, hold open, reset, disable.

        `None` if the client was made with `breaker=None`.
        """
        return self._core.breaker

    def stats(self) -> ClientStats:
        """Return how this client and its views stand: calls, breaker, points, slots, cache.

        Cheap, from any thread, also after the client was closed. It asks neither disk nor server.
        """
        return self._core.stats()

    def with_options(self, **options: Unpack[RequestOptions]) -> Self:
        """Return a view of this client whose calls take these options by default.

        It shares everything with this client: connections, token, budget.
        Closing a view does nothing. Raises `ConfigError` for a value that cannot
        work.
        """
        check_options(options, "with_options")
        view = copy.copy(self)
        view.__dict__.update(_options={**self._options, **options}, _is_view=True)
        return view

    def get_data(self, response: HttpResponse) -> dict[str, Any]:
        """Return the `data` of an answer of `execute`; raises what the answer is instead."""
        from esologs import _wire

        operation = _wire.raw_operation("", None)
        data: dict[str, Any] = _wire.read(operation, response, time.time()).data
        return data


class AsyncBase(Base["AsyncRuntime"]):
    """The part of `Client` that is written by hand."""

    async def _call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: RequestOptions
    ) -> T:
        call = self._core.prepare(operation, variables, self._options, options)
        try:
            return cast("T", attach(call, await self._run(call)))
        except EsoLogsError as error:
            return cast("T", fallen_back(error, self._options, options))

    async def _run(self, call: Call) -> Reply:
        try:
            return await arun(self._core.flow(call), self._runtime.perform)
        except EsoLogsError as error:
            # Its message says what happened; the frames of the pipeline do not.
            raise error.with_traceback(None) from error.__cause__

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
        reply = await self._run(call)
        return GraphQLResult(reply.data, meta_of(call, reply))

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
            return (await self._run(call)).response
        except ApiError as error:
            return raw_of(error)

    async def invalidate(
        self,
        *,
        operation: str | None = None,
        guild_id: int | None = None,
        report_code: str | None = None,
    ) -> bool:
        """Forget kept answers: those of an operation, a guild or a report, else all of this client.

        *operation* is the GraphQL name, such as `getGuildById`. Returns `True` once
        none of them is kept any more, as without a cache. Never raises: `False`, with a
        `StoreFailed` event, says that the store could not do it, and may show them again.
        """
        flow = self._core.forget(operation, guild_id, report_code)
        return await arun(flow, self._runtime.perform)

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
