"""The tables of damage, healing, casts and resources: by actor, by ability, by target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from esologs.sandbox.combat.battle import CRITICAL, DODGED, IMMUNE
from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.tables.gathering import Gathering, worth
from esologs.sandbox.combat.tables.talents import talents

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.record import Row
    from esologs.sandbox.combat.selection import TableFilter
    from esologs.sandbox.combat.story import Story

_IDLE_MS: Final = 2_500
"""Somebody who does nothing for longer is not active meanwhile."""
_MISSES: Final = {DODGED: "Dodge", IMMUNE: "Immune"}


def amounts(story: Story, wanted: TableFilter) -> JsonObject:
    """The table that `wanted` asks for; totals are the sums of the same filter's events."""
    gathering = Gathering(story, wanted, wanted.data_type)
    if wanted.view_by == "Ability" or (
        wanted.view_by == "Default" and wanted.source_id is not None
    ):
        entries = by_ability(gathering)
    elif wanted.view_by == "Target":
        entries = by_actor(gathering, gathering.other)
    else:
        entries = by_actor(gathering, gathering.about)
    return {
        "entries": entries,
        "totalTime": gathering.total_time,
        "logVersion": story.spec.log_version,
        "gameVersion": story.spec.game_version,
    }


class _Tally:
    """What one actor did: in all, by ability, to whom, and for how long."""

    def __init__(self) -> None:
        self.total = 0
        self.overheal = 0
        self.active = 0
        self.last = (-1, 0)
        self.abilities: dict[int, int] = {}
        self.targets: dict[int, int] = {}

    def add(self, fight: int, row: Row, other: int) -> None:
        value = worth(row)
        self.total += value
        self.abilities[row.ability] = self.abilities.get(row.ability, 0) + value
        self.targets[other] = self.targets.get(other, 0) + value
        if row.type == "heal":
            self.overheal += row.over
        gap = row.time - self.last[1]
        if self.last[0] == fight and gap <= _IDLE_MS:
            self.active += gap
        self.last = fight, row.time


def by_actor(gathering: Gathering, actor: Callable[[Row], int]) -> list[JsonObject]:
    """One entry for each actor, the largest total first."""
    story = gathering.story
    tallies: dict[int, _Tally] = {}
    swap = actor == gathering.other
    for chapter, row in gathering.rows():
        who = actor(row)
        if row.type == "begincast" or who == -1:
            continue
        tally = tallies.get(who)
        if tally is None:
            tally = tallies[who] = _Tally()
        tally.add(chapter.fight.id, row, gathering.about(row) if swap else gathering.other(row))
    entries: list[JsonObject] = []
    for who, tally in _largest(tallies):
        entry = actor_json(story.roster, who)
        if who in story.outfits:
            entry["itemLevel"] = story.outfits[who].item_level
        entry["total"] = tally.total
        entry["activeTime"] = tally.active
        entry["activeTimeReduced"] = tally.active
        if tally.overheal:
            entry["overheal"] = tally.overheal
        entry["abilities"] = [
            {"name": named["name"], "total": total, "type": named["type"], "guid": ability}
            for ability, total in _sorted(tally.abilities)
            for named in (ability_json(ability),)
        ]
        entry["damageAbilities"] = []
        entry["targets"] = _named(gathering, tally.targets)
        if who in story.outfits:
            entry["talents"] = talents(story, who)
            entry["gear"] = list(story.outfits[who].gear)
        entries.append(entry)
    return entries


class _Use:
    """What one ability did: hits and ticks apart, each plain or critical, and misses."""

    def __init__(self) -> None:
        self.total = 0
        self.sources: dict[int, int] = {}
        self.targets: dict[int, int] = {}
        self.hits: dict[str, list[tuple[int, int]]] = {}
        self.misses: dict[str, int] = {}
        self.ticks_missed = 0

    def add(self, row: Row, about: int, other: int) -> None:
        value = worth(row)
        self.total += value
        self.sources[about] = self.sources.get(about, 0) + value
        self.targets[other] = self.targets.get(other, 0) + value
        miss = _MISSES.get(row.hit) if row.type == "damage" else None
        if miss is not None:
            self.misses[miss] = self.misses.get(miss, 0) + 1
            self.ticks_missed += row.tick
        else:
            critical = row.hit == CRITICAL and row.type in ("damage", "heal")
            kind = ("Critical " if critical else "") + ("Tick" if row.tick else "Hit")
            aside = row.over if row.type == "heal" else row.prevented
            self.hits.setdefault(kind, []).append((value, aside))

    def count(self, *kinds: str) -> int:
        return sum(len(self.hits.get(kind, ())) for kind in kinds)


def by_ability(gathering: Gathering) -> list[JsonObject]:
    """One entry for each ability, the largest total first."""
    uses: dict[int, _Use] = {}
    for _, row in gathering.rows():
        if row.type == "begincast":
            continue
        use = uses.get(row.ability)
        if use is None:
            use = uses[row.ability] = _Use()
        use.add(row, gathering.about(row), gathering.other(row))
    return [
        {
            **ability_json(ability),
            "total": use.total,
            "hitCount": use.count("Hit", "Critical Hit"),
            "tickCount": use.count("Tick", "Critical Tick"),
            "tickMissCount": use.ticks_missed,
            "missCount": sum(use.misses.values()) - use.ticks_missed,
            "critHitCount": use.count("Critical Hit"),
            "critTickCount": use.count("Critical Tick"),
            "sources": _named(gathering, use.sources),
            "targets": _named(gathering, use.targets),
            "hitdetails": [
                {
                    "type": kind,
                    "total": sum(value for value, _ in found),
                    "count": len(found),
                    "absorbOrOverheal": sum(aside for _, aside in found),
                    "min": min(value for value, _ in found),
                    "max": max(value for value, _ in found),
                }
                for kind, found in sorted(use.hits.items())
            ],
            "missdetails": [
                {"type": kind, "count": count} for kind, count in sorted(use.misses.items())
            ],
        }
        for ability, use in _largest(uses)
    ]


_Total = TypeVar("_Total", _Tally, _Use)


def _largest(found: dict[int, _Total]) -> list[tuple[int, _Total]]:
    return sorted(found.items(), key=lambda item: (-item[1].total, item[0]))


def _sorted(found: dict[int, int]) -> list[tuple[int, int]]:
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _named(gathering: Gathering, totals: dict[int, int]) -> list[JsonObject]:
    roster = gathering.story.roster
    return [
        {"name": named["name"], "total": total, "type": named["type"]}
        for actor, total in _sorted(totals)
        if actor != -1
        for named in (actor_json(roster, actor),)
    ]
