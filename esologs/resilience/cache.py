"""Cache: a fresh answer without asking, and an old one when asking fails.

Theory of operation. An entry is fresh, due, stale or gone (`shelf_life`). A
fresh one is the answer. A due one is too, and one refresh runs behind it. A
stale one waits for what is inside: if that fails for a reason that time heals,
or has not answered after the soft timeout, the stale answer stands in, marked,
and for a while after that nobody asks again. What is inside is the whole rest
of the pipeline, so the cache sees its final failure only.

What never happens: an answer with errors is stored, a stale one hides a mistake
of the caller's, a damaged entry raises, one principal sees another's answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from esologs._call import Bound, Call, HttpResponse, Reply
from esologs.cache.entry import Entry, pack, unpack
from esologs.errors import EsoLogsError, NotCachedError, ResponseShapeError
from esologs.resilience import events
from esologs.resilience._flow import Flow, Load, Save, Spawn, share
from esologs.resilience.classify import classify, refused_for
from esologs.resilience.reports import Reports
from esologs.resilience.shelf_life import Freshness, fresh_for, freshness, is_empty
from esologs.resilience.throttle import Throttle

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.config import CacheConfig
    from esologs.resilience._flow import Proceed
    from esologs.resilience.events import Hooks


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the policy is given from above, and its sources of time and chance.

    *key_of* makes the key of a call, principal included; *renew* builds a
    reply's data from its bytes; *wall_clock* is Unix seconds, *clock* monotonic.
    """

    key_of: Callable[[Call], str | None]
    tags_of: Callable[[Call], tuple[str, ...]]
    renew: Callable[[Call, Reply], Reply]
    schema_hash: Callable[[], str]
    max_bytes: int
    wall_clock: Callable[[], float]
    clock: Callable[[], float]
    rng: Callable[[], float]
    hooks: Hooks


class Cache:
    """The policy that answers from a store. Safe to use from several threads."""

    def __init__(self, config: CacheConfig, tools: Tools, timeout: float | None) -> None:
        self._config = config
        self._tools = tools
        self._timeout = timeout
        self._reports = Reports(tools, config.stale_for)
        self._throttle = Throttle(tools.clock)

    def __call__(self, call: Call, proceed: Proceed) -> Flow[Reply]:
        """Answer from the store if that may be, else ask and keep the answer."""
        key = self.key_of(call)
        mode = call.options.get("cache", "use")
        return proceed(call) if key is None else self._answer(call, proceed, key, mode)

    def key_of(self, call: Call) -> str | None:
        """Return under what the answer to *call* is kept, or `None` if it is not to be."""
        if call.operation.cache == "never" or call.options.get("cache") == "bypass":
            return None
        headers = call.options.get("headers")
        if headers and any(name.lower() == "authorization" for name in headers):
            return None  # somebody else's answer: not to be kept under our name
        return self._tools.key_of(call)

    def look(self, call: Call) -> Flow[Reply | None]:
        """Return the answer that is kept if it is as good as one just asked for."""
        key = self.key_of(call)
        if key is None or call.options.get("cache") == "refresh":
            return None
        held = yield from self._held(call, key)
        if held is None or held.freshness is not Freshness.FRESH:
            return None
        return self._hit(call, held)

    def _answer(self, call: Call, proceed: Proceed, key: str, mode: str) -> Flow[Reply]:
        held = yield from self._held(call, key)
        if mode == "only":
            return self._offline(call, held)
        if held is not None and mode != "refresh":
            if held.freshness is Freshness.DUE:
                yield from self._behind(call, proceed, key)
            if held.freshness is not Freshness.STALE:
                return self._hit(call, held)
            self._tell(events.CacheExpired, call, age=held.age)
            if held.is_usable(call):
                reason = self._throttle.reason(key)
                if reason is not None:
                    return self._stale(call, held, reason)
                if mode == "prefer_stale":
                    yield from self._behind(call, proceed, key)
                    return self._stale(call, held, "preferred")
        if held is None:
            self._tell(events.CacheMissed, call)
        # Where nothing was kept, a second look would tell nothing new.
        ask = self._fetch if mode == "refresh" or held is None else self._renew
        return (yield from self._ask(call, partial(ask, proceed=proceed, key=key), key, held))

    def _ask(
        self, call: Call, ask: Callable[[Call], Flow[Reply]], key: str, held: _Held | None
    ) -> Flow[Reply]:
        usable = held if held is not None and held.is_usable(call) else None
        try:
            soft = self._config.soft_timeout
            if usable is None or soft is None:
                return (yield from ask(call))
            leads = False

            def start() -> Flow[Reply]:
                nonlocal leads
                leads = True
                return ask(call)

            # Kept: it is finished behind the stale answer, and stored.
            reply = yield from share(("refresh", key), start, keep=True, timeout=soft)
            if leads:
                return reply
            return replace(self._tools.renew(call, reply), source=reply.source, age=reply.age)
        except EsoLogsError as error:
            verdict = classify(error)
            if usable is None or not verdict.stale_ok:
                raise
            seconds, refused = self._config.stale_throttle, refused_for(error)
            if refused is not None:  # nobody was asked: whoever may be the first to ask again, is
                seconds = min(seconds, refused)
            self._throttle.hold(key, seconds, verdict.kind)
            return self._stale(call, usable, verdict.kind)

    def _renew(self, call: Call, proceed: Proceed, key: str) -> Flow[Reply]:
        """Ask, unless it was done since the entry was looked at, by whomever."""
        held = yield from self._held(call, key)
        if held is not None and held.freshness is Freshness.FRESH:
            return self._hit(call, held)
        return (yield from self._fetch(call, proceed, key))

    def _fetch(self, call: Call, proceed: Proceed, key: str) -> Flow[Reply]:
        reply = yield from proceed(call)
        self._throttle.lift(key)
        if reply.is_whole and reply.source == "live":  # or another worker kept it
            yield from self._keep(call, reply, key)
        return reply

    def _keep(self, call: Call, reply: Reply, key: str) -> Flow[None]:
        tools, config, operation = self._tools, self._config, call.operation
        now = tools.wall_clock()
        yield from self._reports.learn(call, reply.data)
        life = fresh_for(
            operation.cache,
            config,
            finished=self._reports.is_finished(call, now),
            empty=is_empty(reply.data),
        )
        life *= 1.0 - config.jitter + 2 * config.jitter * tools.rng()
        tags = tools.tags_of(call)
        entry = Entry(
            content=reply.response.content,
            stored_at=now,
            fresh_until=now + life,
            keep_until=now + max(life, config.stale_for),
            schema_hash=tools.schema_hash(),
            operation_hash=operation.hash,
            tags=tags,
        )
        yield Save(key, pack(entry, key=key), entry.keep_until, tags)

    def _held(self, call: Call, key: str) -> Flow[_Held | None]:
        tools = self._tools
        data: bytes | None = yield Load(key)
        if data is None:
            return None
        entry = unpack(data, key=key, schema_hash=tools.schema_hash(), max_bytes=tools.max_bytes)
        if entry is None:
            return None
        now = tools.wall_clock()
        state = freshness(
            entry.stored_at, entry.fresh_until, entry.keep_until, now, self._config.refresh_ahead
        )
        if state is Freshness.GONE:
            return None
        try:
            reply = tools.renew(call, Reply(HttpResponse(200, {}, entry.content)))
        except ResponseShapeError:
            return None  # of another version of the models: as good as not there
        age = max(0.0, now - entry.stored_at)
        return _Held(reply, state, age, max(0.0, now - entry.fresh_until))

    def _behind(self, call: Call, proceed: Proceed, key: str) -> Flow[None]:
        """Refresh once behind the answer, however many ask for it."""
        twin = replace(call, bound=self._bound(), attempts=0)
        self._tell(events.RefreshStarted, call)
        yield Spawn(("refresh", key), lambda: self._renew(twin, proceed, key))

    def _bound(self) -> Bound | None:
        timeout = self._timeout
        return None if timeout is None else Bound(self._tools.clock() + timeout, timeout)

    def _tell(self, kind: Callable[..., events.Event], call: Call, **said: object) -> None:
        self._tools.hooks(kind(operation=call.operation.name, call_id=call.id, **said))

    def _hit(self, call: Call, held: _Held) -> Reply:
        self._tell(events.CacheHit, call, age=held.age)
        return replace(held.reply, source="cache", age=held.age)

    def _stale(self, call: Call, held: _Held, reason: str) -> Reply:
        self._tell(events.StaleServed, call, age=held.age, reason=reason)
        return replace(held.reply, source="stale", age=held.age, reason=reason)

    def _offline(self, call: Call, held: _Held | None) -> Reply:
        if held is not None and held.freshness is not Freshness.STALE:
            return self._hit(call, held)
        if held is not None and held.is_usable(call):
            return self._stale(call, held, "offline")
        raise NotCachedError(
            f"{call.operation.name}: nothing is kept that could answer, and cache='only' does not "
            "ask; call once without it"
        )


@dataclass(frozen=True, slots=True)
class _Held:
    """An entry that can be shown: its reply, its state, and its ages in seconds."""

    reply: Reply
    freshness: Freshness
    age: float
    overdue: float

    def is_usable(self, call: Call) -> bool:
        """Tell whether it may stand in, as far as the caller's `max_stale` allows."""
        most: Any = call.options.get("max_stale")
        return most is None or self.overdue <= most
