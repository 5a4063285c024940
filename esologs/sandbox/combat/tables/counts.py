"""The tables of interrupts and dispels: per ability stopped or taken away, who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.tables.gathering import Gathering

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.selection import TableFilter
    from esologs.sandbox.combat.story import Story


def stopped(story: Story, wanted: TableFilter) -> JsonObject:
    """`entries[0].entries[]`: an entry for each ability, `details[]` for each player."""
    gathering = Gathering(story, wanted, wanted.data_type)
    found: dict[int, dict[int, dict[int, int]]] = {}  # stopped ability: actor: with what: how often
    for _, row in gathering.rows():
        by_actor = found.setdefault(row.extra, {}).setdefault(gathering.about(row), {})
        by_actor[row.ability] = by_actor.get(row.ability, 0) + 1
    inner = [
        {
            **ability_json(ability),
            "total": sum(sum(means.values()) for means in actors.values()),
            "spellsInterrupted" if wanted.data_type == "Interrupts" else "spellsDispelled": sum(
                sum(means.values()) for means in actors.values()
            ),
            "details": [
                {
                    **actor_json(story.roster, actor),
                    "total": sum(means.values()),
                    "abilities": [
                        {**ability_json(each), "total": count}
                        for each, count in sorted(means.items())
                    ],
                }
                for actor, means in sorted(actors.items())
            ],
        }
        for ability, actors in sorted(found.items())
    ]
    return {"entries": [{"entries": inner}], "totalTime": gathering.total_time}
