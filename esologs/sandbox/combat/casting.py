"""What a skill does once it is chosen: its cast, its hits and ticks, its auras, its healing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.fighter import MAX_ULTIMATE
from esologs.sandbox.combat.kit.auras import STACKS
from esologs.sandbox.combat.kit.skills import WAR_CRY

if TYPE_CHECKING:
    from esologs.sandbox.combat.battle import Battle
    from esologs.sandbox.combat.fighter import Champion, Fighter
    from esologs.sandbox.combat.kit.gear import Bonus
    from esologs.sandbox.combat.kit.skills import Skill

_SHARPENED: Final = (WAR_CRY.id, 0)
_PROC_EVERY_MS, _PROC_LASTS_MS, _STACKS_LAST_MS = 14_000, 10_000, 6_000
_ULTIMATE_OF_LIGHT: Final = 6
_HOT_TARGETS: Final = 6


class Casting:
    """The effects of players' skills in one battle."""

    def __init__(self, battle: Battle) -> None:
        self._battle = battle

    def use(self, time: int, champion: Champion, skill: Skill) -> None:
        """Cast a skill that is paid for."""
        kind = skill.kind
        if kind in ("light", "heavy", "strike", "execute"):
            self._hit(time, champion, skill, self.focus(champion))
        elif kind == "dot":
            self._dot(time, champion, skill)
        elif kind in ("taunt", "sunder"):
            target = self._battle.enemies[0] if self._battle.enemies else None
            self._hit(time, champion, skill, target)
            if target is not None:
                self._battle.apply(
                    time, champion, target, skill.id, skill.duration_ms,
                    debuff=True, extra=skill.id,
                )  # fmt: skip
        elif kind in ("area", "hot"):
            self._area(time, champion, skill)
        elif kind == "nova":
            track = self._cast(time, champion, None, skill)
            for enemy in self._battle.enemies:
                self._battle.strike(time, champion, enemy, skill.id, skill.power, track)
        elif kind == "heal":
            target = self.neediest() or champion
            track = self._cast(time, champion, target, skill)
            self._battle.heal(time, champion, target, skill.id, _care(champion, skill), track)
        else:
            self._bless(time, champion, skill)

    def focus(self, champion: Champion) -> Fighter | None:
        """Whom a player hits: half of the damage dealers turn to helpers, the rest stay."""
        enemies = self._battle.enemies
        if not enemies:
            return None
        if len(enemies) > 1 and champion.role == "dps" and champion.id & 1:
            return enemies[1]
        return enemies[0]

    def neediest(self) -> Champion | None:
        """The living player with the smallest part of their health."""
        return min(
            self._battle.standing,
            key=lambda each: each.health * 1000 // each.max_health,
            default=None,
        )

    def _cast(self, time: int, champion: Champion, target: Fighter | None, skill: Skill) -> int:
        track = self._battle.track()
        self._battle.emit(time, "cast", champion, target, skill.id, track=track)
        return track

    def _hit(self, time: int, champion: Champion, skill: Skill, target: Fighter | None) -> None:
        track = self._cast(time, champion, target, skill)
        if target is None:
            return
        power = _force(champion, skill)
        critical = self._battle.strike(time, champion, target, skill.id, power, track)
        if skill.kind == "light":
            # The API has no event for the ultimate that light attacks give.
            champion.ultimate = min(MAX_ULTIMATE, champion.ultimate + _ULTIMATE_OF_LIGHT)
            self._bonus(time, champion, skill, "stacks")
        if critical:
            self._bonus(time, champion, skill, "proc")

    def _bonus(self, time: int, champion: Champion, skill: Skill, bonus: Bonus) -> None:
        """What the sets of a player make of this moment."""
        battle = self._battle
        aura = champion.bonuses.get(bonus)
        if aura is None:
            return
        if bonus == "stacks":
            battle.stack(time, champion, aura, STACKS, _STACKS_LAST_MS)
            return
        if time < champion.due.get(aura, 0):
            return
        champion.due[aura] = time + _PROC_EVERY_MS
        for friend in battle.standing if bonus == "group" else (champion,):
            battle.apply(time, champion, friend, aura, _PROC_LASTS_MS, extra=skill.id)

    def _dot(self, time: int, champion: Champion, skill: Skill) -> None:
        battle = self._battle
        target = self.focus(champion)
        track = self._cast(time, champion, target, skill)
        if target is None:
            return
        battle.strike(time, champion, target, skill.id, _force(champion, skill), track)
        new = battle.apply(
            time, champion, target, skill.id, skill.duration_ms, debuff=True, extra=skill.id
        )
        if new:
            battle.at(time + skill.period_ms, self._tick_dot, champion, target, skill, track)

    def _tick_dot(
        self, time: int, champion: Champion, target: Fighter, skill: Skill, track: int
    ) -> None:
        if (skill.id, champion.id) not in target.auras:
            return
        power = _force(champion, skill)
        self._battle.strike(time, champion, target, skill.id, power, track, tick=True)
        self._battle.at(time + skill.period_ms, self._tick_dot, champion, target, skill, track)

    def _area(self, time: int, champion: Champion, skill: Skill) -> None:
        heals = skill.kind == "hot"
        track = self._cast(time, champion, champion if heals else None, skill)
        running = skill.id in champion.areas
        champion.areas[skill.id] = time + skill.duration_ms
        if not running:
            self._battle.at(time + skill.period_ms, self._tick_area, champion, skill, track)
        if heals:
            self._bonus(time, champion, skill, "group")

    def _tick_area(self, time: int, champion: Champion, skill: Skill, track: int) -> None:
        battle = self._battle
        if skill.kind == "hot":
            care = _care(champion, skill)
            hurt = sorted(battle.standing, key=lambda each: each.health - each.max_health)
            for friend in hurt[:_HOT_TARGETS]:
                battle.heal(time, champion, friend, skill.id, care, track, tick=True)
        else:
            power = _force(champion, skill)
            for enemy in battle.enemies:
                battle.strike(time, champion, enemy, skill.id, power, track, tick=True)
        if time + skill.period_ms <= champion.areas[skill.id]:
            battle.at(time + skill.period_ms, self._tick_area, champion, skill, track)
        else:
            del champion.areas[skill.id]

    def _bless(self, time: int, champion: Champion, skill: Skill) -> None:
        battle = self._battle
        self._cast(time, champion, champion, skill)
        if skill.kind == "ward":
            champion.ward = skill.power * 20
        for friend in battle.standing if skill.kind == "rally" else (champion,):
            battle.apply(time, champion, friend, skill.id, skill.duration_ms, extra=skill.id)
        if skill.kind == "rally" and champion.role == "tank":
            self._bonus(time, champion, skill, "group")


def _force(champion: Champion, skill: Skill) -> int:
    return skill.power * 11 // 10 if _SHARPENED in champion.auras else skill.power


def _care(champion: Champion, skill: Skill) -> int:
    return skill.power if champion.role == "healer" else skill.power // 3
