"""The blocking twin of `AsyncBase`: the same steps, and nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from esologs._base import Base, GraphQLResult, raw_of
from esologs._core import attach, meta_of
from esologs._degraded import fallen_back
from esologs.errors import ApiError, EsoLogsError
from esologs.resilience._flow import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self, Unpack

    from esologs._call import Call, HttpResponse, Reply
    from esologs._operation import Operation
    from esologs._options import RequestOptions
    from esologs._runtime import SyncRuntime

T = TypeVar("T")


class SyncBase(Base["SyncRuntime"]):
    """The part of `SyncClient` that is written by hand."""

    _runtime: SyncRuntime

    def _call(
        self, operation: Operation[T], variables: Mapping[str, Any], options: RequestOptions
    ) -> T:
        call = self._core.prepare(operation, variables, self._options, options)
        try:
            return cast("T", attach(call, self._run(call)))
        except EsoLogsError as error:
            return cast("T", fallen_back(error, self._options, options))

    def _run(self, call: Call) -> Reply:
        try:
            return run(self._core.flow(call), self._runtime.perform)
        except EsoLogsError as error:
            raise error.with_traceback(None) from error.__cause__

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
        reply = self._run(call)
        return GraphQLResult(reply.data, meta_of(call, reply))

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
            return self._run(call).response
        except ApiError as error:
            return raw_of(error)

    def invalidate(
        self,
        *,
        operation: str | None = None,
        guild_id: int | None = None,
        report_code: str | None = None,
    ) -> bool:
        """Same as `Client.invalidate`, but blocking."""
        return run(self._core.forget(operation, guild_id, report_code), self._runtime.perform)

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
