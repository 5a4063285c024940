"""Who can appear in a report: players, their pets, bosses and other enemies, each with an id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.kit.enemies import ENEMIES, PETS, Enemy
from esologs.sandbox.combat.model import Actor

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Boss, Player, ReportSpec


class Roster:
    """The actors of a report; ids never change while a live log grows."""

    def __init__(self, spec: ReportSpec) -> None:
        self.players: dict[int, Player] = {player.actor_id: player for player in spec.players}
        self.pets: dict[int, tuple[int, Enemy]] = {}  # the owner's id: the pet's id and sort
        next_id = max(self.players) + 1
        for player in spec.players:
            if player.role == "dps" and player.class_name in PETS:
                self.pets[player.actor_id] = next_id, PETS[player.class_name]
                next_id += 1
        self._bosses: dict[int, int] = {}
        for boss in spec.bosses:
            self._bosses.setdefault(boss.encounter_id, next_id)
            next_id += 1
        self._enemies = {enemy.game_id: next_id + n for n, enemy in enumerate(ENEMIES)}
        self.actors: dict[int, Actor] = {}
        for player in spec.players:
            self.actors[player.actor_id] = _player(player)
        for owner, (pet_id, sort) in self.pets.items():
            self.actors[pet_id] = _npc(pet_id, sort.game_id, sort.name, "Pet", "Pet", owner)
        for boss in spec.bosses:
            boss_id = self._bosses[boss.encounter_id]
            self.actors[boss_id] = _npc(boss_id, boss.npc_game_id, boss.name, "NPC", "Boss")
        for enemy in ENEMIES:
            enemy_id = self._enemies[enemy.game_id]
            self.actors[enemy_id] = _npc(enemy_id, enemy.game_id, enemy.name, "NPC", "NPC")
        self.friendly: frozenset[int] = frozenset(self.players) | {
            pet_id for pet_id, _ in self.pets.values()
        }
        self.owners: dict[int, int] = {pet_id: owner for owner, (pet_id, _) in self.pets.items()}

    def boss(self, boss: Boss) -> int:
        """The actor id of this boss."""
        return self._bosses[boss.encounter_id]

    def enemy(self, enemy: Enemy) -> int:
        """The actor id of this sort of enemy."""
        return self._enemies[enemy.game_id]


def _player(player: Player) -> Actor:
    # An anonymous player keeps class and spec; nothing that names them leaves the report.
    hidden = player.anonymous
    return Actor(
        id=player.actor_id,
        game_id=player.actor_id,
        name=f"Player ({player.actor_id})" if hidden else player.name,
        display_name="nil" if hidden else player.display_name,
        type="Player",
        sub_type=player.class_name,
        icon=f"{player.class_name}-{player.spec}",
        server=None if hidden else player.server,
        anonymous=hidden,
    )


def _npc(
    actor_id: int, game_id: int, name: str, type_: str, sub_type: str, owner: int | None = None
) -> Actor:
    return Actor(
        id=actor_id,
        game_id=game_id,
        name=name,
        display_name="",
        type=type_,
        sub_type=sub_type,
        icon=sub_type,
        pet_owner=owner,
    )
