"""Reports: what answers have told of a report, which decides how long its tables may be used.

A table does not say when its report ended, nor in which revision it is; the
report itself does. What it said is noted beside the answers, under a key of its
own, so that a process knows what another one was told.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast

from esologs._forks import renew_in_child
from esologs._operation import Operation
from esologs.cache.entry import Entry, pack, unpack
from esologs.resilience._flow import Drop, Load, Save

if TYPE_CHECKING:
    from esologs._call import Call
    from esologs.resilience._flow import Flow
    from esologs.resilience.cache import Tools

# A log that is being uploaded grows every few seconds; an hour after its last
# fight nobody is adding to it.
FINISHED_AFTER: Final = 3600.0
_REMEMBERED: Final = 1024
_MOST_BYTES: Final = 4096

# What a note is kept under: no operation of the API, and it is never sent.
_NOTE: Final[Operation[Any]] = Operation(
    "reportNote", "", "", "", cache="report", arguments={"code": "code"}
)


@dataclass(frozen=True, slots=True)
class _Known:
    end_ms: float | None = None
    revision: int | None = None


class Reports:
    """When reports ended, and in which revision they are, as far as answers told.

    Bounded in memory, where the last thousand are; notes are kept for *keep_for*
    seconds. Safe to use from several threads.
    """

    def __init__(self, tools: Tools, keep_for: float) -> None:
        self._tools = tools
        self._keep_for = keep_for
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = Lock()
        renew_in_child(self)

    def after_fork(self) -> None:
        """Go on, in a child, with a lock that nobody holds."""
        self._lock = Lock()

    def learn(self, call: Call, data: Any) -> Flow[None]:
        """Note what *data* tells of the call's report; drop what was kept of another revision."""
        code = call.variables.get("code")
        if call.operation.cache != "report" or not isinstance(code, str):
            return
        note = replace(call, operation=_NOTE, variables={"code": code})
        key = self._tools.key_of(note)
        if key is None:
            return
        before = self._known.get(code)
        if before is None:
            before = yield from self._noted(key)
        report = getattr(getattr(data, "report_data", None), "report", None)
        end_ms = getattr(report, "end_time", None)
        revision = getattr(report, "revision", None)
        now = _Known(
            before.end_ms if end_ms is None else end_ms,
            before.revision if revision is None else revision,
        )
        with self._lock:
            self._known[code] = now
            self._known.move_to_end(code)
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        if now == before:
            return
        if before.revision not in (None, now.revision):  # exported anew: it is over
            yield Drop(f"report:{code}")
        yield self._saved(key, now, self._tools.tags_of(note))

    def is_finished(self, call: Call, now: float) -> bool:
        """Tell whether the call's report is known to have ended long ago."""
        known = self._known.get(str(call.variables.get("code")))
        if known is None or known.end_ms is None:
            return False
        return now - known.end_ms / 1000 > FINISHED_AFTER

    def _noted(self, key: str) -> Flow[_Known]:
        """Return what the store knows of a report, perhaps from another process."""
        data: bytes | None = yield Load(key)
        if data is None:
            return _Known()
        schema = self._tools.schema_hash()
        entry = unpack(data, key=key, schema_hash=schema, max_bytes=_MOST_BYTES)
        if entry is None or entry.keep_until <= self._tools.wall_clock():
            return _Known()
        end_ms, revision = cast("list[Any]", json.loads(entry.content))
        return _Known(end_ms, revision)

    def _saved(self, key: str, known: _Known, tags: tuple[str, ...]) -> Save:
        now = self._tools.wall_clock()
        entry = Entry(
            content=json.dumps([known.end_ms, known.revision]).encode(),
            stored_at=now,
            fresh_until=now + self._keep_for,
            keep_until=now + self._keep_for,
            schema_hash=self._tools.schema_hash(),
            operation_hash=_NOTE.hash,
            tags=tags,
        )
        return Save(key, pack(entry, key=key), entry.keep_until, tags)
