"""Whoever fights, as the simulation moves them: health, resources, auras."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.kit.auras import BOONS, FOODS, PASSIVES
from esologs.sandbox.combat.kit.bars import bars
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from esologs.sandbox.combat.kit.bars import Bar
    from esologs.sandbox.combat.kit.gear import Bonus, ItemSet
    from esologs.sandbox.combat.model import Ability, Player, Role
    from esologs.sandbox.combat.plan import Foe

MAX_ULTIMATE = 500


class Aura:
    """A buff or debuff on somebody; one with no end is carried into the fight and out of it."""

    __slots__ = ("ability", "debuff", "end", "extra", "source", "stacks")

    def __init__(
        self, ability: int, source: Fighter, end: int | None, extra: int, *, debuff: bool
    ) -> None:
        self.ability: int = ability
        self.source: Fighter = source
        self.end: int | None = end
        self.extra: int = extra
        self.debuff: bool = debuff
        self.stacks: int = 1


class Fighter:
    """A player, a pet or an enemy in the middle of a fight."""

    __slots__ = (
        "alive",
        "auras",
        "buffs",
        "foe",
        "friendly",
        "health",
        "id",
        "immune_until",
        "instance",
        "magicka",
        "max_health",
        "max_magicka",
        "max_stamina",
        "stamina",
        "ultimate",
        "ward",
    )

    def __init__(self, actor_id: int, instance: int, health: int, *, friendly: bool) -> None:
        self.id: int = actor_id
        self.instance: int = instance
        self.friendly: bool = friendly
        self.health: int = health
        self.max_health: int = health
        self.magicka: int = 0
        self.max_magicka: int = 0
        self.stamina: int = 0
        self.max_stamina: int = 0
        self.ultimate: int = 0
        self.ward: int = 0
        self.alive: bool = True
        self.immune_until: int = 0
        self.auras: dict[tuple[int, int], Aura] = {}
        self.buffs: str = ""
        self.foe: Foe | None = None

    def note_buffs(self) -> None:
        """Renew `buffs`, the text that damage events carry: ids by size, each with a dot."""
        ids = sorted(aura.ability for aura in self.auras.values() if not aura.debuff)
        self.buffs = "".join([f"{ability}." for ability in ids])


class Champion(Fighter):
    """A player in the middle of a fight: what they slotted and what they have to do next."""

    __slots__ = (
        "areas",
        "back",
        "bonuses",
        "due",
        "front",
        "next_potion",
        "on_back_until",
        "pet",
        "player",
        "role",
    )

    def __init__(self, player: Player, sets: tuple[ItemSet, ...], seed: int) -> None:
        health, magicka, stamina = maxima(player, seed)
        super().__init__(player.actor_id, 0, health, friendly=True)
        self.player: Player = player
        self.role: Role = player.role
        front, back = bars(player.class_name, player.spec)
        self.front: Bar = front
        self.back: Bar = back
        self.bonuses: dict[Bonus, int] = {
            found.bonus: found.aura.game_id for found in sets if found.aura is not None
        }
        self.magicka = magicka
        self.max_magicka = magicka
        self.stamina = stamina
        self.max_stamina = stamina
        self.ultimate = 40
        self.due: dict[int, int] = {}  # from when on a skill or a bonus is due again
        self.areas: dict[int, int] = {}  # until when an area lasts
        self.on_back_until: int = 0
        self.next_potion: int = 0
        self.pet: Fighter | None = None
        for ability in pull_auras(player, seed):
            self.auras[ability.game_id, 0] = Aura(ability.game_id, self, None, 0, debuff=False)
        self.note_buffs()


def maxima(player: Player, seed: int) -> tuple[int, int, int]:
    """A player's largest health, magicka and stamina in this report."""
    stream = Stream("pools", seed, player.character_id)
    if player.role == "tank":
        return stream.between(37_000, 42_500), stream.between(16_000, 19_000), 24_000
    health = stream.between(18_500, 22_500)
    large, small = stream.between(27_000, 33_000), stream.between(11_000, 14_000)
    return (health, small, large) if player.spec == "StaminaDPS" else (health, large, small)


def pull_auras(player: Player, seed: int) -> tuple[Ability, ...]:
    """What a player brings to each pull, as `combatantinfo` lists it: boon, food and passives."""
    stream = Stream("auras", seed, player.character_id)
    return (stream.pick(BOONS), stream.pick(FOODS), *stream.sample(PASSIVES, 4))
