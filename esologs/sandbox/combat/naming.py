"""How actors and abilities are written where JSON names them instead of giving an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.kit import ABILITIES

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.roster import Roster


def actor_json(roster: Roster, actor_id: int) -> JsonObject:
    """`name id guid type icon` of an actor; `guid` is the game's id of it."""
    actor = roster.actors[actor_id]
    return {
        "name": actor.name,
        "id": actor.id,
        "guid": actor.game_id,
        "type": actor.sub_type,
        "icon": actor.icon,
    }


def ability_json(ability_id: int) -> JsonObject:
    """`name guid type abilityIcon` of an ability."""
    ability = ABILITIES[ability_id]
    return {
        "name": ability.name,
        "guid": ability.game_id,
        "type": ability.type,
        "abilityIcon": ability.icon,
    }
