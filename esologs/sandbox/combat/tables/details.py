"""Player details: who took part, in which role, with which gear and skills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.kit.auras import POTION
from esologs.sandbox.combat.naming import actor_json
from esologs.sandbox.combat.selection import BadFilterError
from esologs.sandbox.combat.tables.talents import combatant_info
from esologs.sandbox.seeding import Stream, fingerprint

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import JsonObject, Player
    from esologs.sandbox.combat.selection import FightFilter
    from esologs.sandbox.combat.story import Chapter, Story

_ROLES: Final = (("dps", "dps"), ("healers", "healer"), ("tanks", "tank"))


def unbounded(name: str) -> BadFilterError:
    """The error of a table or of player details over nothing in particular."""
    return BadFilterError(f"The {name} field needs either fightIDs, or startTime and endTime.")


def player_details(story: Story, wanted: FightFilter, *, info: bool) -> JsonObject:
    """`{"data": {"playerDetails": {dps healers tanks}}}`.

    Met in the wild, so met here, too, each for the whole of some reports: a role
    that nobody plays is missing, null or empty; a player stands there twice;
    `combatantInfo` that was not asked for is null or an empty list.
    """
    chapters = story.select(wanted)
    return {"data": {"playerDetails": roles(story, chapters, info=info)}}


def roles(story: Story, chapters: list[Chapter], *, info: bool) -> JsonObject:
    """The players of these fights by role."""
    present = {player for chapter in chapters for player in chapter.fight.friendly_players}
    potions = _potions(story, chapters)
    result: JsonObject = {}
    for key, role in _ROLES:
        found = [
            _player(story, player, potions.get(player.actor_id, 0), len(chapters), info=info)
            for player in story.spec.players
            if player.role == role and player.actor_id in present
        ]
        oddity = Stream("details", story.spec.seed, story.spec.code, role).below(30)
        if found and oddity == 0:
            found.append(found[0])
        if found or oddity % 3 == 0:
            result[key] = found
        elif oddity % 3 == 1:
            result[key] = None
    return result


def _player(story: Story, player: Player, potions: int, fights: int, *, info: bool) -> JsonObject:
    gear = story.outfits[player.actor_id].gear
    worn = [piece["championPoints"] for piece in gear if piece["id"]]
    actor = story.roster.actors[player.actor_id]
    nothing: list[object] | None = [] if fingerprint(story.spec.code) & 1 else None
    return {
        **actor_json(story.roster, player.actor_id),
        "server": actor.server,
        "displayName": actor.display_name,
        "anonymous": player.anonymous,
        "specs": [{"spec": player.spec, "count": fights}] if info else [player.spec],
        "minItemLevel": min(worn),
        "maxItemLevel": max(worn),
        "potionUse": potions,
        "healthstoneUse": 0,
        "combatantInfo": combatant_info(story, player.actor_id) if info else nothing,
    }


def _potions(story: Story, chapters: list[Chapter]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for chapter in chapters:
        record = story.record(chapter.plan)
        low, high = chapter.span(record)
        for row in record.rows[low:high]:
            if row.ability == POTION.game_id and row.type == "cast":
                counts[row.source] = counts.get(row.source, 0) + 1
    return counts
