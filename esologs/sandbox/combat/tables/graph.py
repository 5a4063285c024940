"""Graphs: the numbers of a table over time, one series an actor, ability or aura."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.tables.auras import auras
from esologs.sandbox.combat.tables.gathering import Gathering, worth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.selection import TableFilter
    from esologs.sandbox.combat.story import Story

_POINTS: Final = 240
_SHORTEST_MS: Final = 1_000
_SUMMARY: Final = ("DamageDone", "Healing", "DamageTaken")


def graph(story: Story, wanted: TableFilter) -> JsonObject:
    """`series startTime endTime`; a point of a sum is what came in its interval.

    So the points of a series add up to its total, and that to the table's.
    """
    if wanted.data_type in ("Buffs", "Debuffs", "Threat"):
        return _of_auras(story, wanted)
    if wanted.data_type == "Summary":
        parts = [Gathering(story, wanted, each) for each in _SUMMARY]
        frame = _Frame(parts[0])
        series = [
            frame.series({"name": name, "id": name, "guid": None, "type": name}, _points(part))
            for name, part in zip(_SUMMARY, parts, strict=True)
        ]
        return frame.json(series)
    data_type = "Deaths" if wanted.data_type == "Survivability" else wanted.data_type
    gathering = Gathering(story, wanted, data_type)
    frame = _Frame(gathering)
    abilities = wanted.view_by == "Ability" or (
        wanted.view_by == "Default" and wanted.source_id is not None
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for chapter, row in gathering.rows():
        if abilities:
            key = row.ability
        elif wanted.view_by == "Target":
            key = gathering.other(row)
        else:
            key = gathering.about(row)
        if key != -1 and row.type != "begincast":
            found.setdefault(key, []).append((chapter.plan.start_ms + row.time, worth(row)))
    deaths = _deaths(gathering)
    series = [
        frame.series(
            ability_json(key) if abilities else actor_json(story.roster, key),
            points,
            deaths.get(key) if not abilities else None,
        )
        for key, points in found.items()
    ]
    series.sort(key=lambda each: (-each["total"], each["guid"]))
    total = {"name": "Total", "id": "Total", "guid": None, "type": "Total"}
    series.append(frame.series(total, [point for points in found.values() for point in points]))
    return frame.json(series)


class _Frame:
    """The time that a graph spans, cut into equal intervals."""

    def __init__(self, gathering: Gathering) -> None:
        self.start = min((chapter.start_ms for chapter in gathering.chapters), default=0)
        self.end = max((chapter.end_ms for chapter in gathering.chapters), default=0)
        self.interval = max(_SHORTEST_MS, -(-(self.end - self.start) // _POINTS))

    def series(
        self,
        named: JsonObject,
        points: Iterable[tuple[int, int]],
        events: list[JsonObject | list[object]] | None = None,
    ) -> JsonObject:
        data = [0] * ((self.end - self.start) // self.interval + 1)
        for time, value in points:
            data[(time - self.start) // self.interval] += value
        return {
            **named,
            "pointStart": self.start,
            "pointInterval": self.interval,
            "total": sum(data),
            "data": data,
            "events": events or [],
        }

    def json(self, series: list[JsonObject]) -> JsonObject:
        return {"series": series, "startTime": self.start, "endTime": self.end}


def _points(gathering: Gathering) -> list[tuple[int, int]]:
    return [(chapter.plan.start_ms + row.time, worth(row)) for chapter, row in gathering.rows()]


def _deaths(gathering: Gathering) -> dict[int, list[JsonObject | list[object]]]:
    """For each player who died: of every fight the first death, or an empty list for none."""
    story = gathering.story
    first: dict[tuple[int, int], JsonObject] = {}
    for chapter, at, actor in story.falls(gathering.chapters):
        first.setdefault((chapter.fight.id, actor), {"timestamp": at, "type": "death"})
    fights = [chapter.fight.id for chapter in gathering.chapters]
    return {
        actor: [first.get((fight, actor), []) for fight in fights]
        for actor in {actor: None for _, actor in first}
    }


def _of_auras(story: Story, wanted: TableFilter) -> JsonObject:
    """When each aura was up: 1 from a band's beginning, 0 from its end."""
    table = auras(story, wanted)
    series: list[JsonObject] = [
        {
            "name": entry["name"],
            "guid": entry["guid"],
            "type": entry["type"],
            "total": entry["totalUptime"],
            "data": [
                point
                for band in entry["bands"]
                for point in ([band["startTime"], 1], [band["endTime"], 0])
            ],
            "events": [],
        }
        for entry in table["auras"]
    ]
    return {"series": series, "startTime": table["startTime"], "endTime": table["endTime"]}
