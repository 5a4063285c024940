"""What a client shares with its views, and a call's way in and out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from esologs._call import Call, Reply, ResultMeta
from esologs._options import RequestOptions, check_options
from esologs._rules import check
from esologs._wire import encode_variables
from esologs.errors import ApiError, ClientClosedError
from esologs.resilience import events
from esologs.resilience._flow import Drop
from esologs.resilience.totals import Totals

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from esologs._labels import Labels
    from esologs._operation import Operation
    from esologs._shelf import Shelf
    from esologs.resilience._flow import Flow
    from esologs.resilience.control import BreakerControl
    from esologs.resilience.pipeline import Pipeline
    from esologs.stats import ClientStats


@dataclass(slots=True, kw_only=True)
class Core:
    """What a client shares with its views: where it asks, and through what."""

    url: str
    headers: Mapping[str, str] = field(repr=False)
    pipeline: Pipeline = field(repr=False)
    hooks: events.Hooks = field(repr=False)
    clock: Callable[[], float] = field(repr=False)
    labels: Labels | None = field(default=None, repr=False)
    breaker: BreakerControl | None = field(default=None, repr=False)
    shelf: Shelf | None = field(default=None, repr=False)
    totals: Totals = field(default_factory=Totals, repr=False)
    shown: str = ""
    options: RequestOptions = field(default_factory=RequestOptions, repr=False)
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
        if operation.rules or operation.requires or operation.together:
            check(operation, variables)
        if options:
            check_options(options, operation.name)
            options = cast("RequestOptions", {**defaults, **options})
        else:
            options = defaults
        encoded = encode_variables(operation, variables)
        return Call(operation, variables, options, self.url, self.headers, encoded)

    def flow(self, call: Call) -> Flow[Reply]:
        """Run *call* through the pipeline, and tell the hooks how it went."""
        name, call_id = call.operation.name, call.id
        self.hooks(events.CallStarted(operation=name, call_id=call_id))
        started = self.clock()
        try:
            reply = yield from self.pipeline(call)
        except Exception as error:
            duration = self.clock() - started
            if isinstance(error, ApiError) and error.operation is None:
                error.operation = name
            self.hooks(
                events.CallFailed(
                    operation=name,
                    call_id=call_id,
                    attempts=call.attempts,
                    duration=duration,
                    error=error,
                )
            )
            raise
        except BaseException:
            duration = self.clock() - started
            self.hooks(
                events.CallCancelled(
                    operation=name, call_id=call_id, attempts=call.attempts, duration=duration
                )
            )
            raise
        call.duration = self.clock() - started
        if call.attempts == 0:  # kept, or another call's: nothing was sent for this one
            call.points_cost = 0.0
        self.hooks(
            events.CallSucceeded(
                operation=name,
                call_id=call_id,
                attempts=call.attempts,
                duration=call.duration,
                points=reply.points,
                source=reply.source,
                points_cost=call.points_cost,
            )
        )
        return reply

    def stats(self) -> ClientStats:
        """Return how the client stands. Asks neither disk nor server, and waits for nobody."""
        from esologs.stats import ClientStats

        way, totals = self.pipeline, self.totals
        return ClientStats(
            calls=totals.calls(),
            breaker=None if way.breaker is None else way.breaker.stats(),
            retry_budget=None if way.budget is None else way.budget.stats(),
            points=None if way.points is None else way.points.stats(),
            slots=None if way.slots is None else way.slots.stats(),
            cache=None if self.shelf is None else totals.cache(self.shelf.stats()),
        )

    def forget(
        self, operation: str | None, guild_id: int | None, report_code: str | None
    ) -> Flow[bool]:
        """Drop kept answers by what they are about; by whose they are if nothing is named.

        Returns whether none of them is kept any more.
        """
        if self.labels is None:
            return True
        from esologs.cache.tag import tag

        named = [
            tag("operation", operation) if operation is not None else None,
            tag("guild", guild_id) if guild_id is not None else None,
            tag("report", report_code) if report_code is not None else None,
        ]
        tags = [name for name in named if name is not None]
        forgotten = True
        for name in tags or [tag("principal", self.labels.principal)]:
            done: bool = yield Drop(name)
            forgotten = forgotten and done
        return forgotten


def meta_of(call: Call, reply: Reply) -> ResultMeta:
    """Return what `result.meta` says of an answer."""
    return ResultMeta(
        source=reply.source,
        age=reply.age,
        attempts=call.attempts,
        duration=call.duration,
        points=reply.points,
        points_cost=call.points_cost,
        request_id=reply.response.request_id,
        reason=reply.reason,
    )


def attach(call: Call, reply: Reply) -> object:
    """Give the model of *reply* its `meta` and return it."""
    result = reply.data
    result._attach(meta_of(call, reply))  # noqa: SLF001 - the models' door for this very line
    return result
