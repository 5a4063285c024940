"""The running fight: who is in it, and the few ways in which fighters change.

Everything that happens goes through here, so that what the rows tell and what
the fighters are can never part: health falls with `damage`, auras come and go
in pairs, resources move with `cast`s and `resourcechange`s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.fighter import Aura, Champion, Fighter
from esologs.sandbox.combat.timeline import Timeline

if TYPE_CHECKING:
    from esologs.sandbox.combat.kit.bars import Pool
    from esologs.sandbox.combat.plan import Plan
    from esologs.sandbox.seeding import Stream

NORMAL, CRITICAL, BLOCKED, DODGED, IMMUNE = 1, 2, 4, 7, 10
MAGICKA, STAMINA = 0, 6


class Battle(Timeline):
    """One fight while it runs. Belongs to one thread."""

    def __init__(self, plan: Plan, champions: list[Champion], stream: Stream) -> None:
        super().__init__(plan.duration_ms)
        self.plan = plan
        self.champions = champions
        self.stream = stream
        self.enemies: list[Fighter] = []  # those alive now, the boss first

    @property
    def standing(self) -> list[Champion]:
        """The players alive now."""
        return [champion for champion in self.champions if champion.alive]

    def strike(
        self,
        time: int,
        source: Fighter,
        target: Fighter,
        ability: int,
        power: int,
        track: int,
        *,
        tick: bool = False,
    ) -> bool:
        """A friend hits an enemy; whether it was critical.

        `amount` is only a weight here: what it comes to in health is settled
        when all hits are known.
        """
        if target.immune_until > time:
            self.emit(
                time, "damage", source, target, ability, hit=IMMUNE, track=track,
                buffs=source.buffs, tick=tick,
            )  # fmt: skip
            return False
        chance = self.stream.bits()
        critical = chance & 1023 < 590
        weight = power * (230 + (chance >> 10 & 63)) * (8 if critical else 5)
        self.emit(
            time,
            "damage",
            source,
            target,
            ability,
            amount=weight,
            hit=CRITICAL if critical else NORMAL,
            track=track,
            buffs=source.buffs,
            tick=tick,
        )
        return critical

    def hurt(
        self,
        time: int,
        source: Fighter,
        target: Fighter,
        ability: int,
        force: int,
        track: int,
        *,
        tick: bool = False,
        blocked: bool = False,
    ) -> None:
        """An enemy hits a player, who survives it: who is to die is decided by the plan alone."""
        prevented = 0
        if blocked:
            prevented = force * 45 // 100
        elif target.ward:
            prevented = min(target.ward, force)
            target.ward -= prevented
        if force - prevented >= target.health:
            # Not their time: the last of the blow is absorbed.
            blocked = False
            prevented = force - target.health * 7 // 8
        amount = force - prevented
        target.health -= amount
        self.emit(
            time,
            "damage",
            source,
            target,
            ability,
            amount=amount,
            hit=BLOCKED if blocked else NORMAL,
            track=track,
            prevented=prevented,
            buffs=source.buffs,
            tick=tick,
        )

    def heal(
        self,
        time: int,
        source: Fighter,
        target: Fighter,
        ability: int,
        power: int,
        track: int,
        *,
        tick: bool = False,
    ) -> None:
        """Give health back, as much as is missing; the rest is overheal."""
        chance = self.stream.bits()
        critical = chance & 1023 < 480
        raw = power * (230 + (chance >> 10 & 63)) * (8 if critical else 5) // 100
        amount = min(raw, target.max_health - target.health)
        target.health += amount
        self.emit(
            time,
            "heal",
            source,
            target,
            ability,
            amount=amount,
            hit=CRITICAL if critical else NORMAL,
            track=track,
            over=raw - amount,
            tick=tick,
        )

    def miss(self, time: int, source: Fighter, target: Fighter, ability: int, track: int) -> None:
        """An enemy's hit that its target dodges."""
        self.emit(
            time, "damage", source, target, ability, hit=DODGED, track=track, buffs=source.buffs
        )

    def gain(
        self, time: int, source: Fighter, champion: Champion, pool: Pool, amount: int, ability: int
    ) -> None:
        """Give magicka or stamina, as much as there is room for; nothing happens at the brim."""
        stamina = pool == "stamina"
        now = champion.stamina if stamina else champion.magicka
        room = (champion.max_stamina if stamina else champion.max_magicka) - now
        change = min(amount, room)
        if change <= 0:
            return
        setattr(champion, pool, now + change)
        self.emit(
            time,
            "resourcechange",
            source,
            champion,
            ability,
            amount=change,
            hit=STAMINA if stamina else MAGICKA,
            over=amount - change,
        )

    def apply(
        self,
        time: int,
        source: Fighter,
        target: Fighter,
        ability: int,
        lasts: int,
        *,
        debuff: bool = False,
        extra: int = 0,
    ) -> bool:
        """Put an aura on somebody, or refresh it; whether it is new."""
        # Two players' debuffs of one name live side by side; a buff is there or not.
        key = (ability, source.id if debuff else 0)
        kind = "debuff" if debuff else "buff"
        found = target.auras.get(key)
        if found is not None:
            found.end = time + lasts
            self.emit(time, f"refresh{kind}", source, target, ability, extra=extra)
            return False
        target.auras[key] = Aura(ability, source, time + lasts, extra, debuff=debuff)
        if not debuff:
            target.note_buffs()
        self.emit(time, f"apply{kind}", source, target, ability, extra=extra)
        self.at(time + lasts, self._expire, target, key)
        return True

    def _expire(self, time: int, target: Fighter, key: tuple[int, int]) -> None:
        aura = target.auras.get(key)
        if aura is None or aura.end is None:
            return
        if aura.end > time:
            self.at(aura.end, self._expire, target, key)
        else:
            self.remove(time, target, key)

    def remove(self, time: int, target: Fighter, key: tuple[int, int]) -> None:
        """Take an aura away."""
        aura = target.auras.pop(key)
        kind = "removedebuff" if aura.debuff else "removebuff"
        if not aura.debuff:
            target.note_buffs()
        self.emit(time, kind, aura.source, target, aura.ability, extra=aura.extra)

    def strip(self, time: int, target: Fighter) -> None:
        """Take all auras away that came in the fight: at a death, and at the end."""
        for key in [key for key, aura in target.auras.items() if aura.end is not None]:
            self.remove(time, target, key)

    def stack(self, time: int, champion: Champion, ability: int, most: int, lasts: int) -> None:
        """Put on a stacking buff, or one stack more."""
        if self.apply(time, champion, champion, ability, lasts):
            return
        aura = champion.auras[ability, 0]
        if aura.stacks < most:
            aura.stacks += 1
            self.emit(time, "applybuffstack", champion, champion, ability, stack=aura.stacks)

    def die(self, time: int, victim: Fighter, killer: Fighter, ability: int, track: int) -> None:
        """The death itself, right after the blow that took the last health."""
        victim.alive = False
        victim.ward = 0
        self.emit(time, "death", killer, victim, ability, track=track)
        self.strip(time, victim)

    def slay(
        self, time: int, source: Fighter, victim: Champion, ability: int, overkill: int
    ) -> None:
        """A blow that takes all the health a player has."""
        track = self.track()
        amount, victim.health = victim.health, 0
        self.emit(
            time, "damage", source, victim, ability, amount=amount, hit=NORMAL, track=track,
            over=overkill, buffs=source.buffs,
        )  # fmt: skip
        self.die(time, victim, source, ability, track)
