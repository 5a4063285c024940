"""Writes rows as the JSON objects that `report.events.data` holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.battle import BLOCKED, STAMINA
from esologs.sandbox.combat.fighter import MAX_ULTIMATE
from esologs.sandbox.combat.naming import ability_json, actor_json
from esologs.sandbox.combat.record import LEVELS

if TYPE_CHECKING:
    from array import array
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
        self._stages: dict[tuple[int, int, int], _Stage] = {}

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
            begin = place * LEVELS
            stage = self._stage(chapter, record, row.source, row.source_instance)
            event["sourceResources"] = stage.write(row.time, record.levels[begin : begin + 4])
            if row.target != -1:
                stage = self._stage(chapter, record, row.target, row.target_instance)
                levels = record.levels[begin + 4 : begin + LEVELS]
                event["targetResources"] = stage.write(row.time, levels)
        return event

    def _stage(self, chapter: Chapter, record: Record, actor: int, instance: int) -> _Stage:
        key = chapter.plan.key, actor, instance
        found = self._stages.get(key)
        if found is None:
            most = record.max_health[actor, instance], self._story.pools.get(actor)
            found = self._stages[key] = _Stage(chapter.plan.box, actor, instance, *most)
        return found

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


class _Stage:
    """Where one fighter paces in one fight, and how much of everything they have at most."""

    __slots__ = ("_actor", "_late", "_left", "_low", "_most", "_reach")

    def __init__(
        self,
        box: tuple[int, int, int, int],
        actor: int,
        instance: int,
        health: int,
        pools: tuple[int, int, int] | None,
    ) -> None:
        _, magicka, stamina = pools or (0, 0, 0)
        self._most = (health, magicka, stamina, MAX_ULTIMATE if pools else 0)
        self._actor = actor
        # To and fro on a line of one's own, somewhere in the fight's box.
        who = 16 * actor + instance
        x, x_end, y, y_end = box
        wide, high = (x_end - x) // 3, (y_end - y) // 3
        self._reach = wide, high
        self._left = x + (who * 2_654_435_761 % 1_000) * (x_end - x - wide) // 1_000
        self._low = y + (who * 40_503 % 1_000) * (y_end - y - high) // 1_000
        self._late = who * 7_919

    def write(self, time: int, levels: array[int]) -> JsonObject:
        """The resources object of an event."""
        health, magicka, stamina, ultimate = levels
        max_health, max_magicka, max_stamina, max_ultimate = self._most
        lap = (time + self._late) % _LAP_MS
        step = 2 * min(lap, _LAP_MS - lap)
        return {
            "hitPoints": health,
            "maxHitPoints": max_health,
            "magicka": magicka,
            "maxMagicka": max_magicka,
            "stamina": stamina,
            "maxStamina": max_stamina,
            "ultimate": ultimate,
            "maxUltimate": max_ultimate,
            "werewolf": 0,
            "maxWerewolf": 0,
            "absorb": 0,
            "championPoints": _CHAMPION_POINTS if max_ultimate else 0,
            "x": self._left + self._reach[0] * step // _LAP_MS,
            "y": self._low + self._reach[1] * step // _LAP_MS,
            "facing": (time // 10 + 97 * self._actor) % 628,
        }
