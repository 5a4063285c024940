"""Shelf life: how long an answer may be used, by what it is an answer to.

Pure arithmetic over an answer's class, its content and the moment. Seconds are
wall time, since what is kept outlives the process.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from esologs._call import Call
    from esologs.config import CacheConfig

# A log that is being uploaded grows every few seconds; an hour after its last
# fight nobody is adding to it.
FINISHED_AFTER: Final = 3600.0
_REMEMBERED: Final = 1024


class Freshness(Enum):
    """What may be done with an entry."""

    FRESH = "fresh"
    DUE = "due"
    """Still fresh, and near enough its end to be renewed behind the answer."""
    STALE = "stale"
    GONE = "gone"
    """Past its retention, or from a future that a clock set back has left us in."""


def freshness(
    stored_at: float, fresh_until: float, keep_until: float, now: float, ahead: float
) -> Freshness:
    """Judge an entry at wall time *now*; *ahead* is the share of its life after which it is due.

    A clock that was set back makes an entry younger than nothing: what is
    stored in the future is stale at best, so that it is asked for anew.
    """
    if now >= keep_until or fresh_until < stored_at:
        return Freshness.GONE
    if now < stored_at - 1.0 or now >= fresh_until:
        return Freshness.STALE
    if now >= stored_at + (fresh_until - stored_at) * ahead:
        return Freshness.DUE
    return Freshness.FRESH


def fresh_for(kind: str, config: CacheConfig, *, finished: bool, empty: bool) -> float:
    """Return for how many seconds an answer of class *kind* is fresh.

    *finished* tells that it is about a report nobody adds to any more; *empty*
    that the API knew nothing by that id, which may change soon.
    """
    seconds = {
        "game": config.fresh_game,
        "world": config.fresh_game,
        "report": config.fresh_report if finished else config.fresh_live_report,
        "guild": config.fresh_guild,
        "character": config.fresh_guild,
        "rankings": config.fresh_rankings,
    }.get(kind, 0.0)
    return min(seconds, config.fresh_empty) if empty else seconds


def is_empty(data: object) -> bool:
    """Tell whether an answer is all nulls, as `{guildData: {guild: null}}` for an unknown id."""
    roots: list[object] = list(vars(data).values())
    leaves = [leaf for root in roots for leaf in _values(root)]
    return bool(leaves) and all(leaf is None for leaf in leaves)


def _values(value: object) -> list[object]:
    """Return what a model holds, and anything else as it is."""
    return list(vars(value).values()) if hasattr(type(value), "model_fields") else [value]


@dataclass(frozen=True, slots=True)
class _Known:
    end_ms: float | None
    revision: int | None


class Reports:
    """What answers have told of reports: when they ended, and in which revision.

    Bounded; safe to use from several threads.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = Lock()

    def learn(self, call: Call, data: Any) -> bool:
        """Note what *data* tells of its report; `True` if its revision is another than before."""
        code = call.variables.get("code")
        report = getattr(getattr(data, "report_data", None), "report", None)
        end_ms = getattr(report, "end_time", None)
        revision = getattr(report, "revision", None)
        if not isinstance(code, str) or (end_ms is None and revision is None):
            return False
        with self._lock:
            before = self._known.pop(code, None) or _Known(None, None)
            self._known[code] = _Known(
                before.end_ms if end_ms is None else end_ms,
                before.revision if revision is None else revision,
            )
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        return None not in (revision, before.revision) and revision != before.revision

    def is_finished(self, call: Call, now: float) -> bool:
        """Tell whether the call's report is known to have ended long ago."""
        known = self._known.get(str(call.variables.get("code")))
        if known is None or known.end_ms is None:
            return False
        return now - known.end_ms / 1000 > FINISHED_AFTER
