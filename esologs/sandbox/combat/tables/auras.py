"""The tables of buffs, debuffs and threat: how long each aura was up, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.matching import Matcher
from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.uptime import united

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.selection import TableFilter
    from esologs.sandbox.combat.story import Chapter, Story
    from esologs.sandbox.combat.uptime import Band


class _Presence:
    """When an aura was up on anybody who is meant, and how often it was put on."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self.uses = 0
        self.causes: dict[int, int] = {}

    def add(self, start: int, end: int, cause: int) -> None:
        self.spans.append((start, end))
        self.uses += 1
        if cause:
            self.causes[cause] = self.causes.get(cause, 0) + 1

    def json(self) -> JsonObject:
        spans = united(self.spans)
        return {
            "totalUptime": sum(end - start for start, end in spans),
            "totalUses": self.uses,
            "bands": [{"startTime": start, "endTime": end} for start, end in spans],
        }


def auras(story: Story, wanted: TableFilter) -> JsonObject:
    """By aura; by whom it was on or from whom it came if `view_by` says so."""
    matcher = Matcher(story, wanted, wanted.data_type)
    chapters = matcher.chapters()
    found: dict[int, _Presence] = {}
    for band, start, end in _bands(story, matcher, chapters):
        key = {"Source": band.source, "Target": band.target}.get(wanted.view_by, band.ability)
        found.setdefault(key, _Presence()).add(start, end, band.extra)
    entries: list[JsonObject] = []
    for key, presence in found.items():
        if wanted.view_by in ("Source", "Target"):
            entries.append({**actor_json(story.roster, key), **presence.json()})
            continue
        entry = {**ability_json(key), **presence.json()}
        if presence.causes:
            entry["appliedByAbilities"] = [
                {**ability_json(cause), "total": count}
                for cause, count in sorted(presence.causes.items())
            ]
        entries.append(entry)
    entries.sort(key=lambda entry: (-entry["totalUptime"], entry["guid"]))
    return {
        "auras": entries,
        "useTargets": True,
        "totalTime": sum(chapter.duration_ms for chapter in chapters),
        "startTime": min((chapter.start_ms for chapter in chapters), default=0),
        "endTime": max((chapter.end_ms for chapter in chapters), default=0),
        "logVersion": story.spec.log_version,
        "gameVersion": story.spec.game_version,
    }


def threat(story: Story, wanted: TableFilter) -> JsonObject:
    """Who held which enemy, as taunts tell it."""
    matcher = Matcher(story, wanted, "Threat")
    chapters = matcher.chapters()
    found: dict[tuple[int, int], _Presence] = {}
    for band, start, end in _bands(story, matcher, chapters):
        found.setdefault((band.source, band.target), _Presence()).add(start, end, 0)
    holders: dict[int, list[JsonObject]] = {}
    for (holder, enemy), presence in sorted(found.items()):
        entry = {**actor_json(story.roster, enemy), **presence.json()}
        holders.setdefault(holder, []).append(entry)
    return {
        "threat": [
            {**actor_json(story.roster, holder), "targets": targets}
            for holder, targets in holders.items()
        ],
        "totalTime": sum(chapter.duration_ms for chapter in chapters),
    }


def _bands(
    story: Story, matcher: Matcher, chapters: list[Chapter]
) -> Iterator[tuple[Band, int, int]]:
    """The bands that are meant, and the part of each inside its chapter."""
    for chapter in chapters:
        keep = matcher.keep(chapter)
        for band in story.bands(chapter):
            clipped = _clip(chapter, band)
            if clipped is not None and keep(band.row()):
                yield band, *clipped


def _clip(chapter: Chapter, band: Band) -> tuple[int, int] | None:
    """The part of a band inside the chapter, in milliseconds of the report."""
    begin = chapter.plan.start_ms
    start, end = max(begin + band.start, chapter.start_ms), min(begin + band.end, chapter.end_ms)
    return (start, end) if start <= end else None
