"""Shelf life: how long an answer may be used, by what it is an answer to.

Pure arithmetic over an answer's class, its content and the moment. Seconds are
wall time, since what is kept outlives the process.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from esologs.config import CacheConfig


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
