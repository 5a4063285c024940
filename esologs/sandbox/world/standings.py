"""How guilds stand with a trial: progress and speed, in the world, the region, the server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from esologs.sandbox.world.trials import TRIAL_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from esologs.sandbox.world.guilds import Guild
    from esologs.sandbox.world.parses import Parses
    from esologs.sandbox.world.trials import Zone

    Mark = tuple[float, ...]

_COLOURS = (
    (100, "artifact"),
    (99, "astounding"),
    (95, "legendary"),
    (75, "epic"),
    (50, "rare"),
    (25, "uncommon"),
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank from 1, and the site's word for its colour. Guilds have no percentile."""

    number: int
    color: str
    percentile: int | None = None


@dataclass(frozen=True, slots=True)
class Positions:
    """One guild's ranks in the world, its region and its server."""

    world_rank: Rank
    region_rank: Rank
    server_rank: Rank


class Standings:
    """The standings of all guilds in one trial, computed when asked for and kept."""

    def __init__(self, parses: Parses) -> None:
        self._parses = parses
        self._kept: dict[tuple[object, ...], dict[Guild, Mark]] = {}

    def progress(self, guild: Guild, zone: Zone, size: int | None) -> Positions | None:
        """By how many bosses fell at the hardest difficulty; whoever was there first, first."""
        if size not in (None, TRIAL_SIZE):
            return None
        return _positions(guild, self._marks(("progress", zone), lambda: self._progress(zone)))

    def speed(
        self, guild: Guild, zone: Zone, size: int | None, difficulty: int | None
    ) -> Positions | None:
        """By the fastest kill of the last boss."""
        return self._fastest("speed", guild, zone, size, difficulty)

    def complete_raid_speed(
        self, guild: Guild, zone: Zone, size: int | None, difficulty: int | None
    ) -> Positions | None:
        """By the fastest whole trial."""
        return self._fastest("raid", guild, zone, size, difficulty)

    def _fastest(
        self, what: str, guild: Guild, zone: Zone, size: int | None, difficulty: int | None
    ) -> Positions | None:
        level = zone.difficulties[-1].id if difficulty is None else difficulty
        if size not in (None, TRIAL_SIZE):
            return None
        return _positions(
            guild, self._marks((what, zone, level), lambda: self._speed(what, zone, level))
        )

    def _marks(
        self, key: tuple[object, ...], compute: Callable[[], dict[Guild, Mark]]
    ) -> dict[Guild, Mark]:
        known = self._kept.get(key)
        return known if known is not None else self._kept.setdefault(key, compute())

    def _progress(self, zone: Zone) -> dict[Guild, Mark]:
        first: dict[Guild, dict[int, int]] = {}
        for encounter in zone.encounters:
            for kill in self._parses.kills(encounter, zone.difficulties[-1].id):
                if kill.report.guild is not None:
                    fallen = first.setdefault(kill.report.guild, {})
                    when = fallen.get(encounter.id, kill.start_ms)
                    fallen[encounter.id] = min(when, kill.start_ms)
        return {guild: (-len(fallen), max(fallen.values())) for guild, fallen in first.items()}

    def _speed(self, what: str, zone: Zone, difficulty: int) -> dict[Guild, Mark]:
        marks: dict[Guild, Mark] = {}
        for kill in self._parses.kills(zone.encounters[-1], difficulty):
            guild = kill.report.guild
            time = kill.duration_ms if what == "speed" else kill.trial_time_ms
            if guild is not None and time is not None:
                marks[guild] = min(marks.get(guild, (time, kill.start_ms)), (time, kill.start_ms))
        return marks


def _positions(guild: Guild, marks: dict[Guild, Mark]) -> Positions | None:
    mine = marks.get(guild)
    if mine is None:
        return None
    server = {row: mark for row, mark in marks.items() if row.server is guild.server}
    region = {row: mark for row, mark in marks.items() if row.server.region is guild.server.region}
    return Positions(_rank(mine, marks), _rank(mine, region), _rank(mine, server))


def _rank(mine: Mark, marks: dict[Guild, Mark]) -> Rank:
    number = 1 + sum(mark < mine for mark in marks.values())
    percentile = 100 * (len(marks) - number + 1) // len(marks)
    colour = next((name for least, name in _COLOURS if percentile >= least), "common")
    return Rank(number, colour)
