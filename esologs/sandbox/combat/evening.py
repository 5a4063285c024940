"""The evening of a report: which pulls happened when, and how each of them ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from esologs.sandbox.combat.kit.enemies import ENEMIES, Enemy, adds
from esologs.sandbox.combat.model import Pull
from esologs.sandbox.combat.plan import Foe, Plan, damage_of, falls_of, shares, shifts_of
from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from esologs.sandbox.combat.model import Boss, ReportSpec
    from esologs.sandbox.combat.roster import Roster

SHORTEST_PULL_MS: Final = 15_000
"""A boss pull below this is shown as trash."""
_SHORTEST_KILL_MS, _LONGEST_KILL_MS = 100_000, 330_000
_EXPECTED_DPS: Final = 70_000  # of one damage dealer, at the difficulty that the health is for
_HEALTH_OF_TRASH: Final = 120_000


def pulls_of(spec: ReportSpec) -> tuple[Pull, ...]:
    """The evening's boss pulls: as the spec lists them, or boss after boss until it is late."""
    if not isinstance(spec.pulls, int):
        return spec.pulls
    stream = Stream(spec.seed, spec.code, "pulls")
    pulls: list[Pull] = []
    for place in range(len(spec.bosses)):
        # Later bosses take more attempts, each of which gets a little further.
        wipes = stream.weighted((0, 1, 2, 3, 4), (34, 30, 18, 8 + 3 * place, 2 + 4 * place))
        left = stream.between(5_500, 8_500)
        for _ in range(wipes):
            pulls.append(Pull(boss=place, kill=False, boss_percent=max(left, 120)))
            left -= stream.between(-600, 3_200)
        pulls.append(Pull(boss=place, kill=True))
    return tuple(pulls[: spec.pulls])


def par_ms(spec: ReportSpec, boss: Boss) -> int:
    """How long a middling group of this size takes for a kill."""
    fighters = max(1, sum(player.role == "dps" for player in spec.players))
    duration = boss.health * 1_000 // (_EXPECTED_DPS * fighters)
    return min(max(duration, _SHORTEST_KILL_MS), _LONGEST_KILL_MS)


def plans_of(spec: ReportSpec, roster: Roster) -> tuple[Plan, ...]:
    """Every fight of the evening, in the order of its start.

    A plan that stands there twice is the same fight uploaded twice.
    """
    stream = Stream(spec.seed, spec.code, "evening")
    clock = stream.between(4_000, 40_000)
    plans: list[Plan] = []
    reached = -1
    for number, pull in enumerate(pulls_of(spec)):
        if pull.boss != reached:
            reached = pull.boss
            for _ in range(stream.between(1, 2)):
                plans.append(_trash(spec, roster, len(plans), clock))
                clock = plans[-1].end_ms + stream.between(8_000, 45_000)
        if stream.chance(0.06):
            plans.append(Plan(key=len(plans), start_ms=clock, duration_ms=0))
            clock += stream.between(3_000, 20_000)
        if stream.chance(0.08):
            short = Pull(boss=pull.boss, kill=False, boss_percent=stream.between(9_300, 9_900))
            length = stream.between(8_000, SHORTEST_PULL_MS - 1)
            plans.append(_pull(spec, roster, len(plans), clock, short, length))
            clock = plans[-1].end_ms + stream.between(20_000, 60_000)
        plans.append(_pull(spec, roster, len(plans), clock, pull, None))
        if number and stream.chance(0.05):
            plans.append(plans[-1])
        clock = plans[-1].end_ms + stream.between(30_000, 150_000)
    return tuple(plans)


def _box(stream: Stream) -> tuple[int, int, int, int]:
    x, y = stream.between(20_000, 200_000), stream.between(20_000, 200_000)
    return x, x + stream.between(4_000, 9_000), y, y + stream.between(4_000, 9_000)


def _foes(roster: Roster, sorts: list[tuple[Enemy, int, int | None, int, int]]) -> tuple[Foe, ...]:
    """Number the enemies of each sort: 1, 2, 3 … or 0 for one that stands alone."""
    ids = [roster.enemy(sort) for sort, *_ in sorts]
    seen: dict[int, int] = {}
    foes: list[Foe] = []
    for actor_id, (_, appears, dead, health, taken) in zip(ids, sorts, strict=True):
        seen[actor_id] = seen.get(actor_id, 0) + 1
        instance = seen[actor_id] if ids.count(actor_id) > 1 else 0
        foes.append(
            Foe(
                actor_id=actor_id,
                instance=instance,
                appears_ms=appears,
                dead_ms=dead,
                health=health,
                taken=taken,
            )
        )
    return tuple(foes)


def _trash(spec: ReportSpec, roster: Roster, key: int, start_ms: int) -> Plan:
    stream = Stream(spec.seed, spec.code, "trash", key)
    duration = stream.between(18_000, 55_000)
    sorts = stream.sample(ENEMIES, 2)
    count = stream.between(3, 6)
    ends = sorted(stream.between(duration // 3, duration) for _ in range(count - 1))
    health = stream.shuffled([_HEALTH_OF_TRASH * len(spec.players) * (2 + n % 3) for n in range(6)])
    foes = _foes(
        roster,
        [(sorts[n % 2], 0, dead, health[n], health[n]) for n, dead in enumerate([*ends, duration])],
    )
    falls = falls_of(spec.players, duration, kill=True, stream=stream)
    if stream.chance(0.7):
        falls = ()
    return Plan(
        key=key,
        start_ms=start_ms,
        duration_ms=duration,
        kill=True,
        falls=falls,
        foes=foes,
        box=_box(stream),
    )


def _pull(
    spec: ReportSpec, roster: Roster, key: int, start_ms: int, pull: Pull, length: int | None
) -> Plan:
    boss = spec.bosses[pull.boss]
    stream = Stream(spec.seed, spec.code, "pull", key)
    left = 0 if pull.kill else pull.boss_percent or stream.between(300, 8_500)
    whole = par_ms(spec, boss) * stream.between(88, 118) // 100
    duration = length or max(whole * (10_000 - left) // 10_000, SHORTEST_PULL_MS + 3_000)
    # Rounded up, so that the percentage shown is never below the one asked for.
    taken = boss.health - (boss.health * left + 9_999) // 10_000
    leader = Foe(
        actor_id=roster.boss(boss),
        boss=True,
        dead_ms=duration if pull.kill else None,
        health=boss.health,
        taken=taken,
    )
    falls = falls_of(spec.players, duration, kill=pull.kill, stream=stream)
    foes = (leader, *_adds(boss, roster, duration, taken, stream, kill=pull.kill))
    total = sum(foe.taken for foe in foes)
    return Plan(
        key=key,
        start_ms=start_ms,
        duration_ms=duration,
        boss=boss,
        kill=pull.kill,
        falls=falls,
        foes=foes,
        shifts=shifts_of(boss, duration, 10_000 - left, stream),
        damage=damage_of(spec.players, falls, duration, total, stream),
        box=_box(stream),
    )


def _adds(
    boss: Boss, roster: Roster, duration: int, taken: int, stream: Stream, *, kill: bool
) -> tuple[Foe, ...]:
    """Waves of helpers, about a tenth of the fight's damage; a wipe leaves the last wave alive."""
    waves = min((duration - 12_000) // 45_000, 5)
    if waves < 1:
        return ()
    sorts = adds(boss.encounter_id)
    size = stream.between(1, 3)
    budget = shares(taken // 10, [stream.between(80, 120) for _ in range(waves)])
    safe = duration - 4_000 if kill else duration - min(12_000, duration // 4) - 2_000
    found: list[tuple[Enemy, int, int | None, int, int]] = []
    for wave, health in enumerate(budget):
        appears = 12_000 + wave * 45_000 + stream.between(0, 8_000)
        dead = appears + stream.between(9_000, 20_000)
        for n in range(size):
            each = health // size
            if dead < safe:
                found.append((sorts[n % 2], appears, dead - 700 * n, each, each))
            elif appears < safe - 4_000:
                found.append((sorts[n % 2], appears, None, each, each * 2 // 5))
    return _foes(roster, found)
