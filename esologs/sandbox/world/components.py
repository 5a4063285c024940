"""Report components: small scripts over a report. The sandbox knows three and what each returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from esologs.sandbox.combat.selection import EventFilter, TableFilter

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.combat.log import ReportLog
    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.selection import FightFilter


@dataclass(frozen=True, slots=True)
class Component:
    """A component: its key, its name, its script, and what the script returns for a report."""

    key: str
    name: str
    contents: str
    deletion_protected: bool
    output: Callable[[ReportLog, FightFilter], JsonObject]


def _fights(log: ReportLog, wanted: FightFilter) -> JsonObject:
    rows = [
        {
            "id": fight.id,
            "name": fight.name,
            "kill": fight.kill,
            "duration": fight.duration_ms,
        }
        for fight in log.fights
        if wanted.means(fight)
    ]
    return {"component": "Table", "props": {"columns": ["id", "name", "kill"], "data": rows}}


def _among(log: ReportLog, wanted: FightFilter) -> tuple[int, ...]:
    return tuple(fight.id for fight in log.fights if wanted.means(fight))


def _deaths(log: ReportLog, wanted: FightFilter) -> JsonObject:
    names = {actor.id: actor.name for actor in log.actors("Player", None)}
    counts = dict.fromkeys(names.values(), 0)
    ids = _among(log, wanted)
    if ids:
        deaths = EventFilter(
            data_type="Deaths",
            fight_ids=ids,
            start_time=wanted.start_time,
            end_time=wanted.end_time,
            limit=10_000,
        )
        rows, _ = log.events(deaths)
        for row in rows:
            if row.get("targetID") in names:
                counts[names[row["targetID"]]] += 1
    data = [{"name": name, "deaths": count} for name, count in sorted(counts.items())]
    return {"component": "Table", "props": {"columns": ["name", "deaths"], "data": data}}


def _damage(log: ReportLog, wanted: FightFilter) -> JsonObject:
    ids = _among(log, wanted)
    entries: list[JsonObject] = []
    if ids:
        damage = TableFilter(
            data_type="DamageDone",
            fight_ids=ids,
            start_time=wanted.start_time,
            end_time=wanted.end_time,
        )
        table = log.table(damage)
        entries = table["data"]["entries"]
    data = [{"name": row["name"], "total": row["total"]} for row in entries]
    return {"component": "Chart", "props": {"type": "bar", "data": data}}


def _script(body: str) -> str:
    return (
        f"getComponent = () => {{\n  const fights = reportGroup.reports[0].fights;\n  {body}\n}}\n"
    )


MINE = (
    Component(
        "pulls-of-the-evening",
        "Pulls of the evening",
        _script("return table(['id', 'name', 'kill'], fights);"),
        deletion_protected=False,
        output=_fights,
    ),
    Component(
        "who-died-how-often",
        "Who died how often",
        _script("return table(['name', 'deaths'], countDeaths(fights));"),
        deletion_protected=False,
        output=_deaths,
    ),
)
"""The components of whoever asks."""

SYSTEM = (
    Component(
        "damage-done",
        "Damage done",
        _script("return barChart(damageByPlayer(fights));"),
        deletion_protected=True,
        output=_damage,
    ),
)
"""The site's own components."""


def of_script(contents: str) -> Component | None:
    """The component whose script *contents* is."""
    wanted = contents.strip()
    return next((row for row in (*MINE, *SYSTEM) if row.contents.strip() == wanted), None)
