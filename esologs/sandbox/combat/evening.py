"""The evening of a report: which pulls happened when, and how each of them ended."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Slot:
    """When a fight happens. `pull` is None for trash; an upload of the same fight has its `key`."""

    key: int
    start_ms: int
    duration_ms: int
    pull: Pull | None = None

    @property
    def end_ms(self) -> int:
        """Its end, from the start of the report."""
        return self.start_ms + self.duration_ms


def schedule_of(spec: ReportSpec) -> tuple[Slot, ...]:
    """When the fights of the evening happen, in the order of their start; the cheapest to ask for.

    A slot that stands there twice is the same fight uploaded twice.
    """
    stream = Stream(spec.seed, spec.code, "evening")
    clock = stream.between(4_000, 40_000)
    slots: list[Slot] = []
    reached = -1
    for number, pull in enumerate(pulls_of(spec)):
        if pull.boss != reached:
            reached = pull.boss
            for _ in range(stream.between(1, 2)):
                duration = _trash_ms(_stream(spec, "trash", len(slots)))
                slots.append(Slot(len(slots), clock, duration))
                clock = slots[-1].end_ms + stream.between(8_000, 45_000)
        if stream.chance(0.06):
            slots.append(Slot(len(slots), clock, 0))
            clock += stream.between(3_000, 20_000)
        if stream.chance(0.08):
            short = Pull(boss=pull.boss, kill=False, boss_percent=stream.between(9_300, 9_900))
            length = stream.between(8_000, SHORTEST_PULL_MS - 1)
            slots.append(Slot(len(slots), clock, length, short))
            clock = slots[-1].end_ms + stream.between(20_000, 60_000)
        _, duration = _outcome(spec, pull, _stream(spec, "pull", len(slots)))
        slots.append(Slot(len(slots), clock, duration, pull))
        if number and stream.chance(0.05):
            slots.append(slots[-1])
        clock = slots[-1].end_ms + stream.between(30_000, 150_000)
    return tuple(slots)


def plans_of(spec: ReportSpec, roster: Roster) -> tuple[Plan, ...]:
    """Every fight of the evening, in the order of its start; the same plan for the same slot."""
    plans: dict[int, Plan] = {}
    slots = schedule_of(spec)
    for slot in slots:
        if slot.key not in plans:
            plans[slot.key] = _plan(spec, roster, slot)
    return tuple(plans[slot.key] for slot in slots)


def _plan(spec: ReportSpec, roster: Roster, slot: Slot) -> Plan:
    if not slot.duration_ms:
        return Plan(key=slot.key, start_ms=slot.start_ms, duration_ms=0)
    return _trash(spec, roster, slot) if slot.pull is None else _pull(spec, roster, slot, slot.pull)


def _stream(spec: ReportSpec, what: str, key: int) -> Stream:
    return Stream(spec.seed, spec.code, what, key)


def _trash_ms(stream: Stream) -> int:
    return stream.between(18_000, 55_000)


def _outcome(spec: ReportSpec, pull: Pull, stream: Stream) -> tuple[int, int]:
    """What is left of the boss, in hundredths of a percent, and after how many milliseconds."""
    left = 0 if pull.kill else pull.boss_percent or stream.between(300, 8_500)
    whole = par_ms(spec, spec.bosses[pull.boss]) * stream.between(88, 118) // 100
    return left, max(whole * (10_000 - left) // 10_000, SHORTEST_PULL_MS + 3_000)


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


def _trash(spec: ReportSpec, roster: Roster, slot: Slot) -> Plan:
    stream = _stream(spec, "trash", slot.key)
    duration = _trash_ms(stream)
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
        key=slot.key,
        start_ms=slot.start_ms,
        duration_ms=duration,
        kill=True,
        falls=falls,
        foes=foes,
        box=_box(stream),
    )


def _pull(spec: ReportSpec, roster: Roster, slot: Slot, pull: Pull) -> Plan:
    boss = spec.bosses[pull.boss]
    stream = _stream(spec, "pull", slot.key)
    left, _ = _outcome(spec, pull, stream)
    duration = slot.duration_ms
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
        key=slot.key,
        start_ms=slot.start_ms,
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
