"""The summary table: who was there, what they did, who died."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.tables.details import roles
from esologs.sandbox.combat.tables.gathering import Gathering, worth
from esologs.sandbox.combat.tables.talents import combatant_info

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.selection import TableFilter
    from esologs.sandbox.combat.story import Story


def summary(story: Story, wanted: TableFilter) -> JsonObject:
    """Of all players, or of the one that `source_id` names, then with their `combatantInfo`."""
    gathering = Gathering(story, wanted, "DamageDone")
    present = {
        player for chapter in gathering.chapters for player in chapter.fight.friendly_players
    }
    result: JsonObject = {
        "totalTime": gathering.total_time,
        "itemLevel": _item_level(story),
        "logVersion": story.spec.log_version,
        "gameVersion": story.spec.game_version,
        "composition": [
            {
                **_without_icon(story, player.actor_id),
                "specs": [{"spec": player.spec, "role": player.role}],
            }
            for player in story.spec.players
            if player.actor_id in present
        ],
        "damageDone": _by_actor(gathering),
        "healingDone": _by_actor(Gathering(story, wanted, "Healing")),
        "damageTaken": _by_ability(Gathering(story, wanted, "DamageTaken")),
        "deathEvents": _deaths(Gathering(story, wanted, "Deaths")),
    }
    if wanted.source_id is not None and wanted.source_id in story.outfits:
        result["combatantInfo"] = combatant_info(story, wanted.source_id)
    else:
        result["playerDetails"] = roles(story, gathering.chapters, info=False)
    return result


def _item_level(story: Story) -> float:
    levels = [outfit.item_level for outfit in story.outfits.values()]
    return round(sum(levels) / len(levels), 2)


def _without_icon(story: Story, actor: int) -> JsonObject:
    named = actor_json(story.roster, actor)
    del named["icon"]
    return named


def _by_actor(gathering: Gathering) -> list[JsonObject]:
    totals: dict[int, int] = {}
    for _, row in gathering.rows():
        actor = gathering.about(row)
        totals[actor] = totals.get(actor, 0) + worth(row)
    return [
        {**actor_json(gathering.story.roster, actor), "total": total}
        for actor, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]


def _by_ability(gathering: Gathering) -> list[JsonObject]:
    totals: dict[int, int] = {}
    for _, row in gathering.rows():
        totals[row.ability] = totals.get(row.ability, 0) + worth(row)
    return [
        {**ability_json(ability), "total": total}
        for ability, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]


def _deaths(gathering: Gathering) -> list[JsonObject]:
    return [
        {
            **actor_json(gathering.story.roster, row.target),
            "deathTime": chapter.plan.start_ms + row.time,
            "ability": ability_json(row.ability),
        }
        for chapter, row in gathering.rows()
    ]
