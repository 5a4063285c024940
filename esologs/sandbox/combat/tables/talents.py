"""What a player slotted and wore: talents, and the `combatantInfo` of player details."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.kit.bars import bars
from esologs.sandbox.combat.naming import ability_json

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.story import Story


def talents(story: Story, player_id: int) -> list[JsonObject]:
    """The slotted skills: five and the ultimate of the front bar, then those of the back bar."""
    player = story.roster.players[player_id]
    return [
        {**ability_json(skill.id), "flags": 1}
        for bar in bars(player.class_name, player.spec)
        for skill in (*bar.skills, bar.ultimate)
    ]


def combatant_info(story: Story, player_id: int) -> JsonObject:
    """`stats` stay empty on ESO."""
    return {
        "stats": [],
        "talents": talents(story, player_id),
        "gear": list(story.outfits[player_id].gear),
    }
