"""A world with a stopped clock, in which a test decides what every exchange brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from esologs._call import Call, HttpRequest, HttpResponse
from esologs._operation import Operation
from esologs.resilience._flow import (
    Drop,
    Effect,
    Flow,
    Load,
    Save,
    Send,
    Share,
    Sleep,
    Spawn,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs._options import RequestOptions
    from esologs.resilience.events import Event

OPERATION: Operation[Any] = Operation("getThing", "{x}", "", "")


def a_call(**options: Any) -> Call:
    """Return a call with *options*, on its way to nowhere."""
    return Call(OPERATION, {}, cast("RequestOptions", options), "https://api.invalid", {})


def an_answer(status: int = 200, body: bytes = b'{"data":{"x":1}}', **headers: str) -> HttpResponse:
    """Return an HTTP answer; *headers* are written with underscores."""
    return HttpResponse(
        status, {name.replace("_", "-"): value for name, value in headers.items()}, body
    )


class World:
    """Performs effects: `Sleep` moves the clock, `Send` takes the next of *answers*.

    An answer that is an exception is raised; one that is callable is called with
    the request. `stored` is the store; `spawned` are flows that nobody waits for, not
    run until the test does. `takes` is how long every exchange lasts, in seconds.
    """

    def __init__(self, *answers: Any, takes: float = 0.0) -> None:
        self.answers = list(answers)
        self.takes = takes
        self.now = 1000.0
        self.slept: list[float] = []
        self.sent: list[HttpRequest] = []
        self.allowed: list[float | None] = []
        self.events: list[Event] = []
        self.stored: dict[str, bytes] = {}
        self.tags: dict[str, tuple[str, ...]] = {}
        self.spawned: list[Callable[[], Flow[Any]]] = []

    def clock(self) -> float:
        return self.now

    def __call__(self, effect: Effect) -> Any:
        match effect:
            case Sleep(seconds=seconds):
                if effect.announce is not None:
                    self.events.append(effect.announce)
                self.slept.append(seconds)
                self.now += seconds
            case Send(request=request, timeouts=timeouts):
                self.sent.append(request)
                self.allowed.append(timeouts.total)
                self.now += self.takes
                answer = self.answers.pop(0)
                if callable(answer):
                    answer = answer(request)
                if isinstance(answer, BaseException):
                    raise answer
                return answer
            case Share(start=start):
                return run(start(), self)
            case Spawn(start=start):
                self.spawned.append(start)
            case Load(key=key):
                return self.stored.get(key)
            case Save(key=key, data=data, tags=tags):
                self.stored[key] = data
                self.tags[key] = tags
            case Drop(tag=tag):
                for key in [key for key, tags in self.tags.items() if tag in tags]:
                    self.stored.pop(key, None)
                return True
            case _:
                raise AssertionError(effect)
        return None
