"""Writes rows as the JSON objects that `report.events.data` holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.battle import BLOCKED, STAMINA
from esologs.sandbox.combat.fighter import MAX_ULTIMATE
from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.record import LEVELS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from esologs.sandbox.combat.model import JsonObject
    from esologs.sandbox.combat.record import Record, Row
    from esologs.sandbox.combat.selection import EventFilter
    from esologs.sandbox.combat.story import Chapter, Story

_CHAMPION_POINTS: Final = 2_100
_LAP_MS: Final = 40_000


class Writer:
    """Writes events in the manner that a filter asks for."""

    def __init__(self, story: Story, wanted: EventFilter) -> None:
        self._story = story
        self._friendly = story.roster.friendly
        self._embed_actors = not wanted.use_actor_ids
        self._embed_abilities = not wanted.use_ability_ids
        self._resources = wanted.include_resources

    def write(self, chapter: Chapter, record: Record, place: int) -> JsonObject:
        """The event at this place of a fight's record."""
        row = record.rows[place]
        kind = row.type
        event: JsonObject = {
            "timestamp": chapter.plan.start_ms + row.time,
            "type": kind,
            "fight": chapter.fight.id,
        }
        if self._embed_actors:
            event["source"] = actor_json(self._story.roster, row.source)
        else:
            event["sourceID"] = row.source
        if kind == "combatantinfo":
            event["gear"] = list(self._story.outfits[row.source].gear)
            event["auras"] = auras_json(self._story, row.source)
            return event
        if kind == "playerentercombat":
            return event
        self._parties(row, event)
        details = _DETAILS.get(kind)
        if details is not None:
            details(row, self._story, event)
        if self._resources:
            event["sourceResources"] = _levels(self._story, chapter, record, place, source=True)
            if row.target != -1:
                event["targetResources"] = _levels(
                    self._story, chapter, record, place, source=False
                )
        return event

    def _parties(self, row: Row, event: JsonObject) -> None:
        event["sourceIsFriendly"] = row.source in self._friendly
        if row.source_instance:
            event["sourceInstance"] = row.source_instance
        if not self._embed_actors:
            event["targetID"] = row.target
        elif row.target != -1:
            event["target"] = actor_json(self._story.roster, row.target)
        event["targetIsFriendly"] = row.target in self._friendly
        if row.target_instance:
            event["targetInstance"] = row.target_instance
        if self._embed_abilities:
            event["ability"] = ability_json(row.ability)
        else:
            event["abilityGameID"] = row.ability
        if row.track:
            event["castTrackID"] = row.track
        if row.extra:
            if self._embed_abilities:
                event["extraAbility"] = ability_json(row.extra)
            else:
                event["extraAbilityGameID"] = row.extra


def auras_json(story: Story, player: int) -> list[JsonObject]:
    """What a player brought to the pull, as `combatantinfo` tells it."""
    return [
        {
            "source": player,
            "ability": aura.game_id,
            "stacks": 1,
            "icon": aura.icon,
            "name": aura.name,
        }
        for aura in story.carried[player]
    ]


def _damage(row: Row, _: Story, event: JsonObject) -> None:
    event["hitType"] = row.hit
    event["amount"] = row.amount
    if row.tick:
        event["tick"] = True
    if row.prevented:
        event["blocked" if row.hit == BLOCKED else "absorbed"] = row.prevented
    if row.over:
        event["overkill"] = row.over
    event["buffs"] = row.buffs


def _heal(row: Row, _: Story, event: JsonObject) -> None:
    event["hitType"] = row.hit
    event["amount"] = row.amount
    event["overheal"] = row.over
    if row.tick:
        event["tick"] = True


def _death(row: Row, _: Story, event: JsonObject) -> None:
    event["amount"] = row.amount


def _stack(row: Row, _: Story, event: JsonObject) -> None:
    event["stack"] = row.stack


def _resource(row: Row, story: Story, event: JsonObject) -> None:
    _, magicka, stamina = story.pools[row.target]
    event["resourceChange"] = row.amount
    event["resourceChangeType"] = row.hit
    event["otherResourceChange"] = 0
    event["maxResourceAmount"] = stamina if row.hit == STAMINA else magicka
    event["waste"] = row.over


_DETAILS: Final[Mapping[str, Callable[[Row, Story, JsonObject], None]]] = {
    "damage": _damage,
    "heal": _heal,
    "death": _death,
    "applybuffstack": _stack,
    "resourcechange": _resource,
}


def _levels(
    story: Story, chapter: Chapter, record: Record, place: int, *, source: bool
) -> JsonObject:
    row = record.rows[place]
    actor = row.source if source else row.target
    instance = row.source_instance if source else row.target_instance
    begin = place * LEVELS + (0 if source else 4)
    health, magicka, stamina, ultimate = record.levels[begin : begin + 4]
    player = story.pools.get(actor)
    _, max_magicka, max_stamina = player or (0, 0, 0)
    x, y = _position(chapter.plan.box, 16 * actor + instance, row.time)
    return {
        "hitPoints": health,
        "maxHitPoints": record.max_health[actor, instance],
        "magicka": magicka,
        "maxMagicka": max_magicka,
        "stamina": stamina,
        "maxStamina": max_stamina,
        "ultimate": ultimate,
        "maxUltimate": MAX_ULTIMATE if player else 0,
        "werewolf": 0,
        "maxWerewolf": 0,
        "absorb": 0,
        "championPoints": _CHAMPION_POINTS if player else 0,
        "x": x,
        "y": y,
        "facing": (row.time // 10 + 97 * actor) % 628,
    }


def _position(box: tuple[int, int, int, int], who: int, time: int) -> tuple[int, int]:
    """Everybody paces to and fro on a line of their own inside the fight's box."""
    x, x_end, y, y_end = box
    lap = (time + who * 7_919) % _LAP_MS
    step = min(lap, _LAP_MS - lap)  # 0 … half a lap
    reach_x, reach_y = (x_end - x) // 3, (y_end - y) // 3
    left = x + (who * 2_654_435_761 % 1_000) * (x_end - x - reach_x) // 1_000
    low = y + (who * 40_503 % 1_000) * (y_end - y - reach_y) // 1_000
    return left + reach_x * step * 2 // _LAP_MS, low + reach_y * step * 2 // _LAP_MS
