"""The outcome of one fight, decided before anything of it is simulated.

The list of fights, percentages, deaths and everyone's damage follow from plans
alone, so they cost next to nothing; a simulation is then made to meet its plan.
All instants count from the fight's own start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from esologs.sandbox.seeding import Stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from esologs.sandbox.combat.model import Boss, Player

_POWER = {"dps": 1000, "healer": 170, "tank": 120}


@dataclass(frozen=True, slots=True)
class Fall:
    """A player's death, and when somebody brings them back."""

    at_ms: int
    actor_id: int
    revived_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Foe:
    """An enemy: when it appears, how much damage it takes in all, and when that kills it.

    `dead_ms` is None for one that outlives the fight. The boss is a foe too.
    """

    actor_id: int
    instance: int = 0
    boss: bool = False
    appears_ms: int = 0
    dead_ms: int | None
    health: int
    taken: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A phase's beginning; the boss is immune during an intermission's first seconds."""

    phase: int
    at_ms: int
    intermission: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One fight. `key` seeds its simulation; `damage` is what each player deals, pets included.

    A trash fight has no boss, and its `damage` is empty: who killed what is
    left to the simulation.
    """

    key: int
    start_ms: int
    duration_ms: int
    boss: Boss | None = None
    kill: bool = False
    falls: tuple[Fall, ...] = ()
    foes: tuple[Foe, ...] = ()
    shifts: tuple[Shift, ...] = ()
    damage: tuple[tuple[int, int], ...] = ()
    box: tuple[int, int, int, int] = (0, 0, 0, 0)

    @property
    def end_ms(self) -> int:
        """Its end, from the start of the report."""
        return self.start_ms + self.duration_ms

    @property
    def hundredths(self) -> int:
        """What is left of the boss's health, in hundredths of a percent."""
        foe = next(foe for foe in self.foes if foe.boss)
        return 10_000 * (foe.health - foe.taken) // foe.health


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` into whole parts, as near to the weights as can be; they add up to it."""
    whole = sum(weights)
    marks = [total * mark // whole for mark in accumulate(weights)]
    return [mark - before for mark, before in zip(marks, [0, *marks], strict=False)]


def falls_of(
    players: Sequence[Player], duration_ms: int, *, kill: bool, stream: Stream
) -> tuple[Fall, ...]:
    """Who dies when: a few on the way, and in a wipe everybody at the end."""
    order = [player.actor_id for player in stream.shuffled(players)]
    last_stand = duration_ms if kill else duration_ms - min(12_000, duration_ms // 4)
    early, latest = 9_000, last_stand - 6_000
    fallen: dict[int, Fall] = {}
    count = min(stream.weighted((0, 1, 2, 3, 4), (30, 28, 20, 12, 10)), (len(order) - 1) // 2)
    if latest > early:
        for actor_id in order[:count]:
            at = stream.between(early, latest)
            back = at + stream.between(4_000, 14_000)
            fallen[actor_id] = Fall(at, actor_id, back if back < last_stand - 2_000 else None)
    falls = list(fallen.values())
    if not kill:
        # Deaths shortly before the end keep the group from dealing damage until then;
        # the last one is the end itself.
        standing = [
            actor_id
            for actor_id in order
            if actor_id not in fallen or fallen[actor_id].revived_ms is not None
        ]
        times = sorted(stream.between(last_stand, duration_ms - 1_500) for _ in standing[1:])
        falls += map(Fall, [*times, duration_ms - 700], standing, [None] * len(standing))
    return tuple(sorted(falls, key=lambda fall: (fall.at_ms, fall.actor_id)))


def damage_of(
    players: Sequence[Player],
    falls: Sequence[Fall],
    duration_ms: int,
    total: int,
    stream: Stream,
) -> tuple[tuple[int, int], ...]:
    """How much each player deals: by role, by skill (the same in every report), by time alive."""
    weights: list[int] = []
    for player in players:
        alive = duration_ms
        for fall in falls:
            if fall.actor_id == player.actor_id:
                alive -= (fall.revived_ms or duration_ms) - fall.at_ms
        power = _POWER[player.role] * _skill(player.character_id)
        weights.append(power * stream.between(94, 106) * max(alive, 1_000))
    parts = shares(total, weights)
    return tuple((player.actor_id, part) for player, part in zip(players, parts, strict=True))


@lru_cache(maxsize=4_096)
def _skill(character_id: int) -> int:
    return Stream("skill", character_id).bell(70, 130)


def shifts_of(boss: Boss, duration_ms: int, done: int, stream: Stream) -> tuple[Shift, ...]:
    """When the phases began, for a boss that lost `done` hundredths of a percent of its health."""
    count = len(boss.phases)
    shifts = [Shift(phase.id, 0, phase.is_intermission) for phase in boss.phases[:1]]
    for place, phase in enumerate(boss.phases[1:], 1):
        begins = 10_000 * place // count
        if begins >= done:
            break
        at = duration_ms * begins // done + stream.between(-1_500, 1_500)
        at = min(max(at, shifts[-1].at_ms + 2_000), duration_ms - 1_000)
        if at <= shifts[-1].at_ms:
            break
        shifts.append(Shift(phase.id, at, phase.is_intermission))
    return tuple(shifts)
