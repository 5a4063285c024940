"""From the plan of a fight to everything that happened in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.battle import Battle
from esologs.sandbox.combat.fighter import Champion, Fighter
from esologs.sandbox.combat.kit.gear import outfit
from esologs.sandbox.combat.onslaught import Onslaught
from esologs.sandbox.combat.record import Record
from esologs.sandbox.combat.rotation import Rotation
from esologs.sandbox.combat.settle import settle
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import ReportSpec
    from esologs.sandbox.combat.plan import Plan
    from esologs.sandbox.combat.roster import Roster

_PET_HEALTH = 30_000


def simulate(spec: ReportSpec, roster: Roster, plan: Plan) -> Record:
    """Fight it out; the same arguments give the same record."""
    champions = [
        Champion(player, outfit(player, spec.seed, spec.code).sets, spec.seed)
        for player in spec.players
    ]
    for champion in champions:
        if champion.id in roster.pets:
            pet_id, _ = roster.pets[champion.id]
            champion.pet = Fighter(pet_id, 0, _PET_HEALTH, friendly=True)
    battle = Battle(plan, champions, Stream(spec.seed, spec.code, "battle", plan.key))
    if plan.duration_ms:
        _fight(battle, roster)
    settle(plan, battle.rows, battle.levels, roster.owners)
    health = {(foe.actor_id, foe.instance): foe.health for foe in plan.foes}
    for champion in champions:
        health[champion.id, 0] = champion.max_health
        if champion.pet is not None:
            health[champion.pet.id, 0] = champion.pet.max_health
    return Record(plan, battle.rows, battle.levels, health)


def _fight(battle: Battle, roster: Roster) -> None:
    plan = battle.plan
    for champion in battle.champions:
        battle.emit(0, "combatantinfo", champion, None, 0)
    for champion in battle.champions:
        battle.emit(0, "playerentercombat", champion, None, 0)
    onslaught, rotation = Onslaught(battle, roster), Rotation(battle)
    onslaught.start()
    rotation.start()
    battle.run()
    # What falls on the very end is what ended the fight.
    for foe in plan.foes:
        if foe.dead_ms == plan.duration_ms:
            onslaught.finish(plan.duration_ms, foe)
    for fighter in (*battle.champions, *battle.enemies):
        battle.strip(plan.duration_ms, fighter)
