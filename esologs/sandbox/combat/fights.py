"""The fights of a report as `ReportFight` shows them, made from their plans."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from esologs.sandbox.combat.evening import SHORTEST_PULL_MS
from esologs.sandbox.combat.kit.gear import outfit
from esologs.sandbox.combat.model import BoundingBox, Fight, FightNpc, PhaseTransition

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.sandbox.combat.model import ReportSpec
    from esologs.sandbox.combat.plan import Foe, Plan, Shift
    from esologs.sandbox.combat.roster import Roster


def fights_of(spec: ReportSpec, roster: Roster, plans: Sequence[Plan]) -> list[Fight]:
    """One fight for each plan, numbered from 1, as if each of them were over."""
    levels = [outfit(player, spec.seed, spec.code).item_level for player in spec.players]
    item_level = round(sum(levels) / len(levels), 2)
    score, last = _score(spec, plans)
    fights: list[Fight] = []
    for number, plan in enumerate(plans, 1):
        fight = _fight(spec, roster, plan, number, item_level)
        if plan is last:
            began = plans[0].start_ms
            fight = replace(fight, trial_score=score, trial_time_ms=float(plan.end_ms - began))
        fights.append(fight)
    return fights


def cut(
    fight: Fight, plan: Plan, roster: Roster, until_ms: int, boss_percentage: float | None
) -> Fight:
    """The same fight while it is going on: what is known of it at `until_ms` of the report."""
    elapsed = until_ms - plan.start_ms
    changed = replace(
        fight,
        end_time_ms=until_ms,
        in_progress=True,
        kill=None,
        boss_percentage=boss_percentage,
        fight_percentage=boss_percentage,
        enemy_npcs=_npcs(roster, [foe for foe in plan.foes if foe.appears_ms <= elapsed]),
        trial_score=None,
        trial_time_ms=None,
        wipe_called_time_ms=None,
    )
    if fight.phase_transitions is None:
        return changed
    return _phased(changed, plan, [shift for shift in plan.shifts if shift.at_ms <= elapsed])


def _phased(fight: Fight, plan: Plan, shifts: Sequence[Shift]) -> Fight:
    """Phases and intermissions are numbered apart, and once more all together."""
    last = shifts[-1]
    return replace(
        fight,
        last_phase=sum(shift.intermission == last.intermission for shift in shifts),
        last_phase_as_absolute_index=len(shifts),
        last_phase_is_intermission=last.intermission,
        phase_transitions=tuple(
            PhaseTransition(id=shift.phase, start_time_ms=plan.start_ms + shift.at_ms)
            for shift in shifts
        ),
    )


def _fight(spec: ReportSpec, roster: Roster, plan: Plan, number: int, item_level: float) -> Fight:
    counts = plan.boss is not None and plan.duration_ms >= SHORTEST_PULL_MS
    boss = plan.boss if counts else None
    percentage = plan.hundredths / 100 if boss is not None else None
    name = plan.boss.name if plan.boss is not None else _trash_name(spec, roster, plan)
    x, x_end, y, y_end = plan.box
    called = None
    if boss is not None and not plan.kill and plan.key % 4 == 0:
        last_stand = [fall.at_ms for fall in plan.falls if fall.revived_ms is None]
        called = float(plan.start_ms + last_stand[len(last_stand) // 3])
    lasted = plan.duration_ms > 0
    fight = Fight(
        id=number,
        name=name,
        encounter_id=boss.encounter_id if boss is not None else 0,
        start_time_ms=plan.start_ms,
        end_time_ms=plan.end_ms,
        difficulty=spec.difficulty if boss is not None else None,
        kill=plan.kill if boss is not None else None,
        boss_percentage=percentage,
        fight_percentage=percentage,
        average_item_level=item_level if lasted else None,
        size=len(spec.players) if boss is not None else None,
        complete_raid=False,
        in_progress=False,
        last_phase=0,
        last_phase_as_absolute_index=0,
        last_phase_is_intermission=False,
        original_encounter_id=plan.boss.encounter_id if plan.boss and not counts else None,
        trial_score=None,
        trial_time_ms=None,
        wipe_called_time_ms=called,
        phase_transitions=None,
        friendly_players=tuple(roster.players) if lasted else (),
        friendly_pets=_pets(roster) if lasted else (),
        friendly_npcs=(),
        enemy_npcs=_npcs(roster, plan.foes),
        enemy_pets=(),
        enemy_players=(),
        game_zone=spec.game_zone,
        maps=spec.maps if lasted else (),
        bounding_box=BoundingBox(min_x=x, max_x=x_end, min_y=y, max_y=y_end) if lasted else None,
    )
    return _phased(fight, plan, plan.shifts) if plan.shifts and boss is not None else fight


def _trash_name(spec: ReportSpec, roster: Roster, plan: Plan) -> str:
    return roster.actors[plan.foes[0].actor_id].name if plan.foes else spec.zone_name


def _pets(roster: Roster) -> tuple[FightNpc, ...]:
    return tuple(
        FightNpc(id=pet_id, game_id=sort.game_id, pet_owner=owner)
        for owner, (pet_id, sort) in roster.pets.items()
    )


def _npcs(roster: Roster, foes: Sequence[Foe]) -> tuple[FightNpc, ...]:
    counts: dict[int, int] = {}
    for foe in foes:
        counts[foe.actor_id] = counts.get(foe.actor_id, 0) + 1
    return tuple(
        FightNpc(id=npc, game_id=roster.actors[npc].game_id or 0, instance_count=count)
        for npc, count in counts.items()
    )


def _score(spec: ReportSpec, plans: Sequence[Plan]) -> tuple[float, Plan | None]:
    """A trial is scored when its last boss falls and all the others did: by time and by deaths."""
    fallen = {plan.boss.encounter_id for plan in plans if plan.boss and plan.kill}
    if fallen != {boss.encounter_id for boss in spec.bosses}:
        return 0.0, None
    end = next(p for p in reversed(plans) if p.boss and p.kill and p.boss == spec.bosses[-1])
    minutes = (end.end_ms - plans[0].start_ms) // 60_000
    deaths = sum(len(plan.falls) for plan in plans if plan.key <= end.key)
    return float(max(10_000, 180_000 - 900 * minutes - 500 * deaths)), end
