"""Warming a client up: its token and chosen answers, fetched before anybody waits for them.

What is to be called, and in which order, is decided by a generator: each client
makes the calls that it yields, the one awaiting them and the other not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from inspect import signature
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, cast

from esologs.errors import ConfigError, PointsExhaustedError
from esologs.resilience._flow import arun, run

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Iterable, Mapping

    from esologs._call import Points, ResultMeta, Source
    from esologs._models import OperationResult

C = TypeVar("C")

Chosen: TypeAlias = "str | tuple[str, Mapping[str, Any]] | Callable[[C], object]"
"""An operation to warm: a method's name, that and its arguments, or a call on the client."""

_Steps: TypeAlias = "Generator[Callable[[], object], object, WarmUp]"


@dataclass(frozen=True, slots=True)
class WarmedOperation:
    """An answer that is kept now: *name* of the method, and where it came from.

    *source* is `live` for what was fetched and `cache` for what was there; *age* is
    seconds; *points_cost* is what it cost, if that is known.
    """

    name: str
    source: Source
    age: float = 0.0
    points_cost: float | None = None


@dataclass(frozen=True, slots=True)
class WarmUp:
    """What a warm-up came to; true if nothing was left out.

    *left_out* names the operations that were not fetched, since too few of the
    hour's points are left: the last fifth is kept for callers who wait. *points*
    are the account's.
    """

    operations: tuple[WarmedOperation, ...]
    left_out: tuple[str, ...]
    points: Points | None

    def __bool__(self) -> bool:
        return not self.left_out


def warming(client: C, operations: Iterable[Chosen[C]], *, keeps: bool) -> _Steps:
    """Yield what is to be called, be sent the answers, and return what it came to."""
    calls = [_call_of(client, chosen) for chosen in operations]
    if calls and not keeps:
        raise ConfigError(
            "this client keeps no answers, so warming them up would only spend points: make it "
            "with cache=CacheConfig(), or by create_resilient_client"
        )
    points: Points | None = None
    try:
        # Without a cache in between: it fetches the token, and tells how many points there are.
        ping = cast("Callable[[], object]", cast("Any", client).ping)
        points = cast("ResultMeta", (yield ping)).points
    except PointsExhaustedError:
        pass  # they are known to be few; what is kept already can be had all the same
    warmed: list[WarmedOperation] = []
    left_out: list[str] = []
    for name, call in calls:
        try:
            answer = cast("OperationResult", (yield call))
        except PointsExhaustedError:
            left_out.append(name)
            continue  # what is in the cache costs nothing
        meta = answer.meta
        if name == "<lambda>":
            name = type(answer).__name__  # noqa: PLW2901 - the better name of the two
        points = meta.points or points
        warmed.append(WarmedOperation(name, meta.source, meta.age, meta.points_cost))
    return WarmUp(tuple(warmed), tuple(left_out), points)


def warm(steps: _Steps) -> WarmUp:
    """Make the calls of *steps*, blocking."""
    return run(steps, lambda call: call())


async def awarm(steps: _Steps) -> WarmUp:
    """Make the calls of *steps*, awaiting them."""
    return await arun(steps, lambda call: cast("Awaitable[object]", call()))


def _call_of(client: C, chosen: Chosen[C]) -> tuple[str, Callable[[], object]]:
    """Return the name of *chosen* and its call; raises `ConfigError` for what cannot be called."""
    if callable(chosen):
        return getattr(chosen, "__name__", repr(chosen)), partial(chosen, client)
    nothing: Mapping[str, Any] = {}
    name, arguments = (chosen, nothing) if isinstance(chosen, str) else chosen
    # A method of the API, not any attribute: its class has it, and its name says that it reads.
    method = getattr(client, name, None) if name.startswith("get_") else None
    if not callable(method):
        from difflib import get_close_matches

        methods = [each for each in dir(type(client)) if each.startswith("get_")]
        near = get_close_matches(name, methods, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ConfigError(f"there is no method {name!r} to warm up{hint}")
    call = partial(method, **arguments)
    try:
        signature(call).bind()
    except TypeError as error:
        raise ConfigError(
            f"{name!r} cannot be warmed up with {dict(arguments)!r}: {error}"
        ) from None
    return name, call
