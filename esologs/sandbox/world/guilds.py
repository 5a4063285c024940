"""Guilds: their names, servers, alliances, tags, and how many members they have."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from esologs.sandbox.seeding import Stream, fingerprint
from esologs.sandbox.world import names
from esologs.sandbox.world.classes import FACTIONS, Faction
from esologs.sandbox.world.places import SERVERS, Server

GUILD_COUNT = 240
SHOWN_GUILD_ID = 3468
"""The guild of the guides; it exists in every world, large and busy."""

_FIRST_ID, _ID_STEP = 101, 17
_SHOWN_INDEX = (SHOWN_GUILD_ID - _FIRST_ID) // _ID_STEP
_SHOWN_SIZE = 128
_TEAMS = ("Core", "Prog", "Weekend", "Academy", "Late Night", "Sunday", "Speedrun", "Alpha")
_CREEDS = (
    "We raid twice a week and laugh every time.",
    "Progression with patience. Bring food, know your mechanics, keep your voice kind.",
    "Old friends, new trials.",
    "Trials, score pushes and the occasional fishing contest.",
    "Casual on weekdays, serious on Sundays.",
    "",
)


@dataclass(frozen=True, slots=True, eq=False)
class GuildTag:
    """A team within a guild; reports can be filed under it."""

    id: int
    name: str
    guild: Guild = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Guild:
    """A guild. *index* counts from 0; *first_member* and *size* are its block of characters."""

    index: int
    id: int
    name: str
    description: str
    faction: Faction
    server: Server
    competition_mode: bool
    stealth_mode: bool
    skill: int
    first_member: int
    size: int
    tags: list[GuildTag] = field(default_factory=list[GuildTag], repr=False)


class Guilds:
    """All guilds of one world. Made when asked for, and kept."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._made: dict[int, Guild] = {}
        self._offset = fingerprint(seed, "guild names") % names.GUILD_NAMES

    @cached_property
    def _starts(self) -> list[int]:
        starts, total = [0], 0
        for index in range(GUILD_COUNT):
            shown = index == _SHOWN_INDEX
            total += (
                _SHOWN_SIZE if shown else 24 + fingerprint(self._seed, "guild size", index) % 37
            )
            starts.append(total)
        return starts

    @property
    def character_count(self) -> int:
        """How many characters the world has."""
        return self._starts[-1]

    def at(self, index: int) -> Guild:
        """The guild at *index*, 0 to `GUILD_COUNT` - 1."""
        guild = self._made.get(index)
        return guild if guild is not None else self._made.setdefault(index, self._make(index))

    def _id(self, index: int) -> int:
        if index == _SHOWN_INDEX:
            return SHOWN_GUILD_ID
        return _FIRST_ID + _ID_STEP * index + fingerprint(self._seed, "guild id", index) % _ID_STEP

    def _make(self, index: int) -> Guild:
        stream = Stream(self._seed, "guild", index)
        starts, shown = self._starts, index == _SHOWN_INDEX
        guild = Guild(
            index=index,
            id=self._id(index),
            name=names.guild_name(names.spread(index, names.GUILD_NAMES, self._offset)),
            description=_CREEDS[0] if shown else stream.pick(_CREEDS),
            faction=stream.pick(FACTIONS),
            server=SERVERS[index % len(SERVERS)],
            competition_mode=not shown and stream.chance(0.08),
            stealth_mode=not shown and stream.chance(0.05),
            skill=82 if shown else stream.between(20, 99),
            first_member=starts[index],
            size=starts[index + 1] - starts[index],
        )
        teams = 3 if shown else max(0, stream.between(-1, 3))
        for place, team in enumerate(stream.shuffled(_TEAMS)[:teams], 1):
            guild.tags.append(GuildTag(guild.id * 10 + place, team, guild))
        return guild

    def by_id(self, guild_id: int) -> Guild | None:
        """The guild of that id."""
        index = (guild_id - _FIRST_ID) // _ID_STEP
        if 0 <= index < GUILD_COUNT and self._id(index) == guild_id:
            return self.at(index)
        return None

    def by_name(self, name: str, server: Server) -> Guild | None:
        """The guild of that name, in any case, on that server."""
        return self._by_name.get((server.id, name.casefold()))

    @cached_property
    def _by_name(self) -> dict[tuple[int, str], Guild]:
        return {(guild.server.id, guild.name.casefold()): guild for guild in self.all()}

    def all(self) -> list[Guild]:
        """Every guild, by id."""
        return [self.at(index) for index in range(GUILD_COUNT)]

    def of_member(self, number: int) -> Guild:
        """The home guild of character *number*."""
        return self.at(bisect_right(self._starts, number) - 1)

    def tag(self, tag_id: int) -> GuildTag | None:
        """The tag of that id."""
        guild = self.by_id(tag_id // 10)
        return next((tag for tag in guild.tags if tag.id == tag_id), None) if guild else None

    def allied(self, guild: Guild, step: int) -> Guild:
        """The guild *step* places further on the same server, in a circle."""
        return self.at((guild.index + step * len(SERVERS)) % GUILD_COUNT)
