"""Turns the weights of hits into health, so that a fight ends exactly as it was planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esologs.sandbox.combat.plan import shares
from esologs.sandbox.combat.record import LEVELS

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    from esologs.sandbox.combat.plan import Plan
    from esologs.sandbox.combat.record import Row

_ROUNDS = 40


def settle(plan: Plan, rows: list[Row], levels: array[int], owners: Mapping[int, int]) -> None:
    """Set the amounts of all hits on enemies, and the enemies' health beside every row.

    What a helper takes is split among its hits by weight. What each player then
    lacks of their planned damage is split among their hits on the boss: so the
    boss loses just what the plan says, and health only ever falls.
    """
    hits: dict[tuple[int, int], list[Row]] = {(foe.actor_id, foe.instance): [] for foe in plan.foes}
    for row in rows:
        if row.type == "damage" and row.amount:
            found = hits.get((row.target, row.target_instance))
            if found is not None:
                found.append(row)
    helpers = [foe for foe in plan.foes if not foe.boss]
    if plan.boss is None:
        for foe in helpers:
            _split(foe.taken, hits[foe.actor_id, foe.instance])
    else:
        boss = next(foe for foe in plan.foes if foe.boss)
        planned = dict(plan.damage)
        spent = dict.fromkeys(planned, 0)
        for foe in helpers:
            group = hits[foe.actor_id, foe.instance]
            # Nobody may spend more on helpers than half of what they deal in all.
            _temper(foe.taken, group, planned, spent, owners)
            _split(foe.taken, group)
            for row in group:
                spent[owners.get(row.source, row.source)] += row.amount
        by_owner: dict[int, list[Row]] = {player: [] for player in planned}
        for row in hits[boss.actor_id, boss.instance]:
            by_owner[owners.get(row.source, row.source)].append(row)
        for player, group in by_owner.items():
            _split(planned[player] - spent[player], group)
    _level(plan, rows, levels)


def _split(total: int, group: list[Row]) -> None:
    if total < 0 or (total and not group):
        raise AssertionError("a plan that its simulation cannot meet")
    if group:
        for row, part in zip(group, shares(total, [row.amount for row in group]), strict=True):
            row.amount = part


def _temper(
    taken: int,
    group: list[Row],
    planned: Mapping[int, int],
    spent: Mapping[int, int],
    owners: Mapping[int, int],
) -> None:
    """Make the hits lighter of whoever would spend too much on this enemy."""
    for _ in range(_ROUNDS):
        weights: dict[int, int] = {}
        for row in group:
            owner = owners.get(row.source, row.source)
            weights[owner] = weights.get(owner, 0) + row.amount
        whole = sum(weights.values())
        greedy = {
            owner
            for owner, weight in weights.items()
            if taken * weight // whole + spent[owner] > planned[owner] // 2
        }
        if not greedy or len(greedy) == len(weights):
            return
        for row in group:
            if owners.get(row.source, row.source) in greedy:
                row.amount = max(1, row.amount * 2 // 3)


def _level(plan: Plan, rows: list[Row], levels: array[int]) -> None:
    health = {(foe.actor_id, foe.instance): foe.health for foe in plan.foes}
    for place, row in enumerate(rows):
        target = row.target, row.target_instance
        if target in health:
            if row.type == "damage":
                health[target] -= row.amount
            levels[place * LEVELS + 4] = health[target]
        source = row.source, row.source_instance
        if source in health:
            levels[place * LEVELS] = health[source]
