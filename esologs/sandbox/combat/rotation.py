"""What players do next, by role: light attacks woven with skills, potions, help for the fallen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.casting import Casting
from esologs.sandbox.combat.kit.auras import HEAVY_RETURN, POTION, RECOVERY, REVIVE
from esologs.sandbox.combat.kit.bars import ULTIMATE_COST, Pool, cost, pool
from esologs.sandbox.combat.kit.enemies import PETS

if TYPE_CHECKING:
    from esologs.sandbox.combat.battle import Battle
    from esologs.sandbox.combat.fighter import Champion, Fighter
    from esologs.sandbox.combat.kit.skills import Skill

_TURN_MS: Final = 1_000
_RECOVERY_MS: Final = 2_000
_POTION_MS: Final = 47_000
_POTION_GIVES, _HEAVY_GIVES = 7_500, 3_400
_PET_MS, _PET_POWER = 1_600, 110
_ULTIMATE_EVERY_MS: Final = 5_000


class Rotation:
    """The players' side of a battle."""

    def __init__(self, battle: Battle) -> None:
        self._battle = battle
        self._casting = Casting(battle)

    def start(self) -> None:
        """Let everybody begin, within the first second."""
        battle = self._battle
        for champion in battle.champions:
            # The opening light attack never misses its turn: it is what makes
            # sure that whoever is planned to deal damage has a hit to deal it with.
            begin = battle.stream.between(150, 800)
            battle.at(begin, self._light, champion)
            battle.at(begin + 150, self._turn, champion)
            if champion.pet is not None:
                battle.at(begin + 600, self._pet, champion, champion.pet)
        battle.at(_RECOVERY_MS, self._recover)
        for fall in battle.plan.falls:
            if fall.revived_ms is not None:
                fallen = next(each for each in battle.champions if each.id == fall.actor_id)
                battle.at(fall.revived_ms, self._revive, fallen)

    def _turn(self, time: int, champion: Champion) -> None:
        if not champion.alive:
            return
        battle = self._battle
        chance = battle.stream.bits()
        if chance % 100 < 93:
            battle.at(time + 800, self._light, champion)
        self._act(time, champion)
        battle.at(time + _TURN_MS + (chance >> 20) % 110, self._turn, champion)

    def _light(self, time: int, champion: Champion) -> None:
        if champion.alive and self._battle.enemies:
            bar = champion.back if time < champion.on_back_until else champion.front
            self._casting.use(time, champion, bar.light)

    def _act(self, time: int, champion: Champion) -> None:
        skill, back = self._choose(time, champion)
        if skill is None:
            return
        purse: Pool = pool(skill, champion.player.spec)
        price = cost(skill)
        left: int = getattr(champion, purse)
        if price > left:
            self._recoup(time, champion, purse)
            return
        setattr(champion, purse, left - price)
        champion.on_back_until = time + 1_500 if back else 0
        if skill.duration_ms:
            # Some renew what lasts before it has run out, some let it drop.
            wait = skill.duration_ms + self._battle.stream.between(-2_000, 600)
        else:
            wait = _ULTIMATE_EVERY_MS if skill.ultimate else 0
        champion.due[skill.id] = time + wait
        self._casting.use(time, champion, skill)

    def _choose(self, time: int, champion: Champion) -> tuple[Skill | None, bool]:
        """What is needed most, and whether it is on the back bar."""
        due, role = champion.due, champion.role
        if champion.ultimate >= ULTIMATE_COST:
            bar = champion.front if role == "dps" else champion.back
            if due.get(bar.ultimate.id, 0) <= time and (role == "dps" or time > 10_000):
                return bar.ultimate, bar is champion.back
        if role == "healer":
            hurt = self._casting.neediest()
            if hurt is not None and hurt.health * 100 < hurt.max_health * 75:
                return champion.front.skills[1], False
        elif role == "tank" and champion.health * 100 < champion.max_health * 45:
            return champion.back.skills[3], True
        late = time * 4 > self._battle.plan.duration_ms * 3
        filler: Skill | None = champion.front.skills[3] if role != "dps" else None
        for bar in (champion.front, champion.back):
            for skill in bar.skills:
                if skill.duration_ms:
                    if due.get(skill.id, 0) <= time:
                        return skill, bar is champion.back
                elif skill.kind == "strike" or (late and skill.kind == "execute"):
                    filler = skill
        return filler, False

    def _recoup(self, time: int, champion: Champion, purse: Pool) -> None:
        """Out of breath: a potion, or else a heavy attack, gives something back."""
        battle = self._battle
        if time >= champion.next_potion:
            champion.next_potion = time + _POTION_MS
            battle.emit(time, "cast", champion, champion, POTION.game_id, track=battle.track())
            battle.gain(time, champion, champion, purse, _POTION_GIVES, POTION.game_id)
        elif battle.enemies:
            self._casting.use(time, champion, champion.front.heavy)
            battle.gain(time, champion, champion, purse, _HEAVY_GIVES, HEAVY_RETURN.game_id)

    def _recover(self, time: int) -> None:
        battle = self._battle
        for champion in battle.standing:
            magicka = 1_450 if champion.max_magicka > 20_000 else 700
            stamina = 1_450 if champion.max_stamina > 20_000 else 700
            battle.gain(time, champion, champion, "magicka", magicka, RECOVERY.game_id)
            battle.gain(time, champion, champion, "stamina", stamina, RECOVERY.game_id)
        battle.at(time + _RECOVERY_MS, self._recover)

    def _revive(self, time: int, fallen: Champion) -> None:
        battle = self._battle
        friend = battle.stream.pick(battle.standing)
        battle.emit(time, "cast", friend, fallen, REVIVE.game_id, track=battle.track())
        fallen.alive = True
        fallen.health = fallen.max_health * 6 // 10
        battle.emit(time, "resurrect", friend, fallen, REVIVE.game_id)
        battle.at(time + 900, self._turn, fallen)

    def _pet(self, time: int, owner: Champion, pet: Fighter) -> None:
        battle = self._battle
        target = self._casting.focus(owner)
        if target is not None:
            attack = PETS[owner.player.class_name].attack.game_id
            battle.strike(time, pet, target, attack, _PET_POWER, battle.track())
        battle.at(time + _PET_MS, self._pet, owner, pet)
