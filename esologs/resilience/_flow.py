"""Effects, and the two loops that perform them.

Theory of operation. A policy is a plain generator: it *yields what it wants
done* and is sent the outcome, or has the failure thrown into it. It holds no
I/O, no clock of its own and no `await`, so the same object serves `Client` and
`SyncClient`, and a test drives it with a stopped clock and a list of answers.

`run` and `arun` advance a generator and hand each effect to a performer; one
blocks, one awaits. Nothing else in the package is written once for each colour.

An outer policy sees the effects of the inner ones as they pass: it may change
one (the deadline shortens a `Send`) or refuse it (the deadline throws into a
`Sleep` that cannot fit). Somewhat longer than other files: one place lists what
policies can want.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, TypeVar

from esologs._call import Call, HttpRequest, HttpResponse, Reply, Timeouts

if TYPE_CHECKING:
    from esologs.resilience.events import Event

T = TypeVar("T")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Send:
    """Make one HTTP exchange; the outcome is an `HttpResponse`."""

    request: HttpRequest
    timeouts: Timeouts
    max_bytes: int


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for *seconds*, holding nothing.

    *announce* is told to the hooks just before the wait begins, so that a wait
    which an outer policy refuses is never announced.
    """

    seconds: float
    announce: Event | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """Run *flow* once for all that ask under the same *key* meanwhile.

    *start* makes the flow if nobody runs one yet. It runs on its own: a waiter
    that is cancelled or gives up after *timeout* seconds hurts neither the flow
    nor the other waiters. When the last one leaves, the flow is cancelled,
    unless it is to *keep* running.
    """

    key: object
    start: Callable[[], Flow[Any]]
    keep: bool = False
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Spawn:
    """Run a flow behind the caller, once for each *key*; nobody waits, its failure is nobody's."""

    key: object
    start: Callable[[], Flow[Any]]


@dataclass(frozen=True, slots=True)
class Load:
    """Read from the store; the outcome is the bytes, or `None`. Never fails."""

    key: str


@dataclass(frozen=True, slots=True)
class Save:
    """Write to the store, to be kept until *keep_until* (Unix seconds). Never fails."""

    key: str
    data: bytes
    keep_until: float
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drop:
    """Remove from the store what has *tag*; the outcome is whether that was done. Never fails."""

    tag: str


@dataclass(frozen=True, slots=True)
class Consult:
    """Run one atomic step of the fleet's; the outcome is its answer, a list of bytes.

    *script* is what it is about, *key* what of that, *words* say what to do. The outcome
    is `None` when the fleet is out of reach, or the step was only *posted*: done some
    time, after those before it, with nobody waiting. Never fails.
    """

    script: Literal["points", "token", "lease"]
    words: tuple[str, ...]
    key: str = ""
    posted: bool = False


class Ticket(Protocol):
    """A place in a queue; its holder waits until it is called."""

    def listen(self, wake: Callable[[], object], /) -> None:
        """Have *wake* called, from any thread, as soon as the ticket is called."""
        ...


@dataclass(frozen=True, slots=True)
class Park:
    """Wait until *ticket* is called, *timeout* seconds at most; the outcome is whether it was."""

    ticket: Ticket
    timeout: float | None = None


_WAITS: Final = (Sleep, Park)

Effect: TypeAlias = Send | Sleep | Share | Park | Spawn | Load | Save | Drop | Consult
Flow: TypeAlias = Generator[Effect, Any, T]
Proceed: TypeAlias = Callable[[Call], "Flow[Reply]"]


class Policy(Protocol):
    """Decides what happens around one call. Safe to use from several threads at once."""

    def __call__(self, call: Call, proceed: Proceed, /) -> Flow[Reply]: ...


def send(request: HttpRequest, timeouts: Timeouts, max_bytes: int) -> Flow[HttpResponse]:
    """Yield one `Send`, typed."""
    response: HttpResponse = yield Send(request, timeouts, max_bytes)
    return response


def sleep(seconds: float, announce: Event | None = None) -> Flow[None]:
    """Yield one `Sleep`."""
    yield Sleep(seconds, announce)


def share(
    key: object,
    start: Callable[[], Flow[T]],
    *,
    keep: bool = False,
    timeout: float | None = None,
) -> Flow[T]:
    """Yield one `Share`, typed."""
    outcome: T = yield Share(key, start, keep, timeout)
    return outcome


def consult(
    script: Literal["points", "token", "lease"], words: tuple[str, ...], key: str = ""
) -> Flow[list[bytes] | None]:
    """Yield one `Consult`, typed."""
    answer: list[bytes] | None = yield Consult(script, words, key)
    return answer


def held(
    flow: Flow[T], let_go: Callable[[], Flow[None] | None], take: Callable[[], Flow[None] | None]
) -> Flow[T]:
    """Drive *flow*, holding something except while it waits.

    *let_go* is called before each wait of it (`Sleep`, `Park`), and *take* after
    it; either may be a flow itself. What *take* raises leaves here, and closes
    *flow*: it lets go as well.
    """
    holds = True
    try:
        effect = next(flow)
        while True:
            waits = isinstance(effect, _WAITS)
            if waits and holds:
                yield from let_go() or ()
                holds = False
            elif not waits and not holds:  # a wait failed, and the flow goes on all the same
                yield from take() or ()
                holds = True
            try:
                outcome = yield effect
            except BaseException as exc:  # handed through to whom it concerns
                effect = flow.throw(exc)
            else:
                if not holds:
                    yield from take() or ()
                    holds = True
                effect = flow.send(outcome)
    except StopIteration as done:
        value: T = done.value
        return value
    finally:
        flow.close()


def compose(policies: Sequence[Policy], attempt: Proceed) -> Proceed:
    """Nest *policies*, the first one outermost, around *attempt*."""
    proceed = attempt
    for policy in reversed(policies):
        proceed = partial(_apply, policy, proceed)
    return proceed


def _apply(policy: Policy, proceed: Proceed, call: Call) -> Flow[Reply]:
    return policy(call, proceed)


def run(flow: Generator[E, Any, T], perform: Callable[[E], Any]) -> T:
    """Drive *flow* to its return value, blocking."""
    try:
        effect = next(flow)
        while True:
            try:
                outcome = perform(effect)
            except BaseException as exc:  # everything is the flow's to decide on
                effect = flow.throw(exc)
            else:
                effect = flow.send(outcome)
    except StopIteration as done:
        value: T = done.value
        return value
    finally:
        flow.close()


async def arun(flow: Generator[E, Any, T], perform: Callable[[E], Awaitable[Any]]) -> T:
    """Same as `run`, but awaits each effect."""
    try:
        effect = next(flow)
        while True:
            try:
                outcome = await perform(effect)
            except BaseException as exc:  # everything is the flow's to decide on
                effect = flow.throw(exc)
            else:
                effect = flow.send(outcome)
    except StopIteration as done:
        value: T = done.value
        return value
    finally:
        flow.close()
