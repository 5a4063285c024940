"""The tables of deaths and survival."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.selection import EventFilter
from esologs.sandbox.combat.tables.gathering import Gathering
from esologs.sandbox.combat.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.record import Record, Row
    from esologs.sandbox.combat.selection import TableFilter
    from esologs.sandbox.combat.story import Chapter, Story

_MOST: Final = 200
"""The table stops there without a word, like the API's."""
_WINDOW_MS: Final = 10_000
_MOST_EVENTS: Final = 40


def deaths(story: Story, wanted: TableFilter) -> JsonObject:
    """Each death with its last ten seconds."""
    gathering = Gathering(story, wanted, "Deaths")
    writer = Writer(story, EventFilter())
    entries: list[JsonObject] = []
    for chapter, row in gathering.rows():
        if len(entries) == _MOST:
            break
        entries.append(_death(story, chapter, row, writer))
    return {
        "entries": entries,
        "totalTime": gathering.total_time,
        "logVersion": story.spec.log_version,
        "gameVersion": story.spec.game_version,
    }


def _death(story: Story, chapter: Chapter, death: Row, writer: Writer) -> JsonObject:
    record = story.record(chapter.plan)
    places = list(_last_moments(record, death))
    rows = [record.rows[place] for place in places]
    blow = next((row for row in rows if row.type == "damage"), None)
    return {
        **actor_json(story.roster, death.target),
        "timestamp": chapter.plan.start_ms + death.time,
        "fight": chapter.fight.id,
        "damage": _sums(story, rows, "damage"),
        "healing": _sums(story, rows, "heal"),
        "deathWindow": min(_WINDOW_MS, death.time),
        "overkill": blow.over if blow is not None else 0,
        "events": [writer.write(chapter, record, place) for place in places[:_MOST_EVENTS]],
        "killingBlow": ability_json(death.ability),
    }


def _last_moments(record: Record, death: Row) -> Iterator[int]:
    """The places of what hurt or healed somebody before this death, the last first."""
    victim = death.target, death.target_instance
    reached = False
    for place in range(len(record.rows) - 1, -1, -1):
        row = record.rows[place]
        if row is death:
            reached = True
        elif reached:
            if row.time < death.time - _WINDOW_MS:
                return
            if (row.target, row.target_instance) == victim and row.type in ("damage", "heal"):
                yield place


def _sums(story: Story, rows: list[Row], kind: str) -> JsonObject:
    abilities: dict[int, int] = {}
    sources: dict[int, int] = {}
    for row in rows:
        if row.type == kind:
            abilities[row.ability] = abilities.get(row.ability, 0) + row.amount
            sources[row.source] = sources.get(row.source, 0) + row.amount
    return {
        "total": sum(abilities.values()),
        "abilities": [
            {**ability_json(ability), "total": total} for ability, total in abilities.items()
        ],
        "sources": [
            {"name": named["name"], "type": named["type"], "total": total}
            for source, total in sources.items()
            for named in (actor_json(story.roster, source),)
        ],
    }


def survivability(story: Story, wanted: TableFilter) -> JsonObject:
    """Who died how often, in which fights, of what."""
    gathering = Gathering(story, wanted, "Deaths")
    died: dict[int, list[int]] = {}
    causes: dict[int, int] = {}
    for chapter, row in gathering.rows():
        died.setdefault(row.target, []).append(chapter.fight.id)
        causes[row.ability] = causes.get(row.ability, 0) + 1
    return {
        "players": [
            {**actor_json(story.roster, actor), "deaths": len(fights)}
            for actor, fights in sorted(died.items())
        ],
        "fights": [
            {"id": each.fight.id, "name": each.fight.name, "duration": each.duration_ms}
            for each in gathering.chapters
        ],
        "actortotals": {str(actor): len(fights) for actor, fights in sorted(died.items())},
        "abilitytotals": [
            {**ability_json(ability), "total": count} for ability, count in sorted(causes.items())
        ],
        "totalTime": gathering.total_time,
    }
