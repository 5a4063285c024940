"""What enemies do: the boss's mechanics, its helpers, and the deaths that the plan demands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.fighter import Fighter
from esologs.sandbox.combat.kit.auras import BASH, CLEANSE
from esologs.sandbox.combat.kit.enemies import ENEMIES, Menace, menaces

if TYPE_CHECKING:
    from esologs.sandbox.combat.battle import Battle
    from esologs.sandbox.combat.fighter import Champion
    from esologs.sandbox.combat.plan import Fall, Foe, Shift
    from esologs.sandbox.combat.roster import Roster

_IMMUNE_MS: Final = 5_000
# How often each mechanic comes: from … to, in milliseconds.
_EVERY: Final[dict[Menace, tuple[int, int]]] = {
    "swing": (1_700, 2_300),
    "heavy": (11_000, 14_000),
    "storm": (13_000, 19_000),
    "mark": (18_000, 26_000),
    "channel": (28_000, 38_000),
}
_MARK_LASTS_MS: Final = 10_000


class Onslaught:
    """The enemies' side of a battle."""

    def __init__(self, battle: Battle, roster: Roster) -> None:
        self._battle = battle
        boss = battle.plan.boss
        self._moves = menaces(boss.encounter_id) if boss is not None else {}
        self._attacks = {roster.enemy(enemy): enemy.attack.game_id for enemy in ENEMIES}
        self._boss: Fighter | None = None

    def start(self) -> None:
        """Bring the enemies, and all that they will do."""
        battle = self._battle
        for foe in battle.plan.foes:
            if foe.appears_ms == 0:
                self._appear(0, foe)
            else:
                battle.at(foe.appears_ms, self._appear, foe)
            if foe.dead_ms is not None:
                battle.at(foe.dead_ms, self.finish, foe)
        for fall in battle.plan.falls:
            battle.at(fall.at_ms, self._doom, fall)
        if self._boss is None:
            return
        for menace, (_, late) in _EVERY.items():
            first = 600 if menace == "swing" else battle.stream.between(late // 3, late)
            battle.at(first, self._menace, self._boss, menace)
        battle.at(battle.plan.duration_ms * 3 // 4, self._fury, self._boss)
        for shift in battle.plan.shifts[1:]:
            battle.at(shift.at_ms, self._shift, self._boss, shift)

    def finish(self, time: int, foe: Foe) -> None:
        """The blow that kills an enemy; the settled amounts add up to its health with it."""
        battle = self._battle
        enemy = next(each for each in battle.enemies if each.foe is foe)
        standing = battle.standing
        killer = battle.stream.pick([c for c in standing if c.role == "dps"] or standing)
        enemy.immune_until = 0
        skill = killer.front.light
        track = battle.track()
        battle.emit(time, "cast", killer, enemy, skill.id, track=track)
        battle.strike(time, killer, enemy, skill.id, skill.power, track)
        battle.enemies.remove(enemy)
        battle.die(time, enemy, killer, skill.id, track)

    def _appear(self, time: int, foe: Foe) -> None:
        battle = self._battle
        enemy = Fighter(foe.actor_id, foe.instance, foe.health, friendly=False)
        enemy.foe = foe
        battle.enemies.append(enemy)
        if foe.boss:
            self._boss = enemy
            return
        if self._boss is not None:
            battle.emit(time, "summon", self._boss, enemy, self._moves["call"].game_id)
        battle.at(time + battle.stream.between(900, 2_400), self._attack, enemy)
        if foe.dead_ms is None:
            # One that lives still takes its planned damage: from somebody, at least once.
            battle.at(time + 1_500, self._scratch, enemy)

    def _scratch(self, time: int, enemy: Fighter) -> None:
        battle = self._battle
        friend = battle.stream.pick(battle.standing)
        skill = friend.front.light
        track = battle.track()
        battle.emit(time, "cast", friend, enemy, skill.id, track=track)
        battle.strike(time, friend, enemy, skill.id, skill.power, track)

    def _attack(self, time: int, enemy: Fighter) -> None:
        battle = self._battle
        if not enemy.alive:
            return
        target = self._holder(1)
        if target is not None:
            ability = self._attacks[enemy.id]
            track = battle.track()
            battle.emit(time, "cast", enemy, target, ability, track=track)
            force = battle.stream.between(2_200, 4_200)
            battle.hurt(time, enemy, target, ability, force, track, blocked=target.role == "tank")
        battle.at(time + battle.stream.between(1_800, 2_600), self._attack, enemy)

    def _holder(self, place: int) -> Champion | None:
        """Who holds an enemy: a tank, the second for helpers; without tanks, anybody."""
        standing = self._battle.standing
        tanks = [champion for champion in standing if champion.role == "tank"]
        if tanks:
            return tanks[min(place, len(tanks) - 1)]
        return self._battle.stream.pick(standing) if standing else None

    def _menace(self, time: int, boss: Fighter, menace: Menace) -> None:
        battle, stream = self._battle, self._battle.stream
        early, late = _EVERY[menace]
        battle.at(time + stream.between(early, late), self._menace, boss, menace)
        target = self._holder(0)
        if target is None:
            return
        ability = self._moves[menace].game_id
        track = battle.track()
        if menace == "channel":
            battle.emit(time, "begincast", boss, None, ability, track=track)
            if stream.chance(0.75):
                battle.at(time + stream.between(700, 1_500), self._interrupt, boss, ability)
            else:
                battle.at(time + 2_200, self._storm, boss, ability, 9_000, track)
        elif menace == "storm":
            self._storm(time, boss, ability, 6_500, track)
        elif menace == "mark":
            soft = [champion for champion in battle.standing if champion.role != "tank"]
            target = stream.pick(soft) if soft else target
            battle.emit(time, "cast", boss, target, ability, track=track)
            self._mark(time, boss, target, ability, track)
        else:
            heavy = menace == "heavy"
            battle.emit(time, "cast", boss, target, ability, track=track)
            if not heavy and stream.chance(0.05):
                battle.miss(time, boss, target, ability, track)
                return
            force = stream.between(26_000, 34_000) if heavy else stream.between(7_000, 10_500)
            blocked = target.role == "tank" and (heavy or stream.chance(0.6))
            battle.hurt(time, boss, target, ability, force, track, blocked=blocked)

    def _storm(self, time: int, boss: Fighter, ability: int, force: int, track: int) -> None:
        battle = self._battle
        battle.emit(time, "cast", boss, None, ability, track=track)
        for champion in battle.standing:
            hit = force * battle.stream.between(80, 120) // 100
            battle.hurt(time, boss, champion, ability, hit, track)

    def _interrupt(self, time: int, boss: Fighter, ability: int) -> None:
        battle = self._battle
        standing = battle.standing
        if standing:
            friend = battle.stream.pick(standing)
            battle.emit(time, "cast", friend, boss, BASH.game_id, track=battle.track())
            battle.emit(time, "interrupt", friend, boss, BASH.game_id, extra=ability)

    def _mark(self, time: int, boss: Fighter, victim: Champion, ability: int, track: int) -> None:
        battle = self._battle
        new = battle.apply(time, boss, victim, ability, _MARK_LASTS_MS, debuff=True, extra=ability)
        if new:
            battle.at(time + 1_000, self._burn, boss, victim, ability, track)
        if battle.stream.chance(0.6):
            battle.at(
                time + battle.stream.between(1_500, 4_500), self._cleanse, boss, victim, ability
            )

    def _burn(self, time: int, boss: Fighter, victim: Champion, ability: int, track: int) -> None:
        if (ability, boss.id) in victim.auras:
            self._battle.hurt(time, boss, victim, ability, 1_900, track, tick=True)
            self._battle.at(time + 1_000, self._burn, boss, victim, ability, track)

    def _cleanse(self, time: int, boss: Fighter, victim: Champion, ability: int) -> None:
        battle = self._battle
        healers = [champion for champion in battle.standing if champion.role == "healer"]
        if healers and (ability, boss.id) in victim.auras:
            healer = battle.stream.pick(healers)
            track = battle.track()
            battle.emit(time, "cast", healer, victim, CLEANSE.game_id, track=track)
            battle.emit(time, "dispel", healer, victim, CLEANSE.game_id, extra=ability)
            battle.remove(time, victim, (ability, boss.id))

    def _fury(self, time: int, boss: Fighter) -> None:
        ability = self._moves["fury"].game_id
        battle = self._battle
        battle.emit(time, "cast", boss, boss, ability, track=battle.track())
        battle.apply(time, boss, boss, ability, battle.plan.duration_ms, extra=ability)

    def _shift(self, time: int, boss: Fighter, shift: Shift) -> None:
        if shift.intermission:
            boss.immune_until = time + _IMMUNE_MS

    def _doom(self, time: int, fall: Fall) -> None:
        battle = self._battle
        victim = next(each for each in battle.champions if each.id == fall.actor_id)
        source = self._boss or battle.enemies[0]
        doom = self._moves.get("doom")
        ability = doom.game_id if doom is not None else self._attacks[source.id]
        battle.slay(time, source, victim, ability, battle.stream.between(900, 60_000))
