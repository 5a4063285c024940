"""Characters: the members of guilds, their classes, ranks, accounts and what they hide."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from esologs.sandbox.seeding import Stream, fingerprint
from esologs.sandbox.world import names
from esologs.sandbox.world.classes import CLASSES, RACE_COUNT, GameSpec
from esologs.sandbox.world.trials import BRACKETS

if TYPE_CHECKING:
    from esologs.sandbox.world.guilds import Guild, Guilds
    from esologs.sandbox.world.places import Server

_FIRST_ID = 20_011
GUILD_MASTER, OFFICER, CORE, MEMBER, ALT = range(5)
_OFFICERS = 2
_CORE_SIZE = 20
_TANK, _HEALER = 3, 2


@dataclass(frozen=True, slots=True, eq=False)
class Character:
    """A character. *number* counts from 0 over the whole world.

    *account* is the number of the account's main character; *skill* runs from
    0 to 99; *guild_rank* is that in the home guild, 0 for its master. The names
    of an anonymous character are placeholders.
    """

    number: int
    id: int
    name: str
    account: int
    display_name: str
    spec: GameSpec
    race_id: int
    guild_rank: int
    skill: int
    champion_points: int
    anonymous: bool
    hidden: bool
    guild: Guild = field(repr=False)

    @property
    def server(self) -> Server:
        """The server, which a whole guild shares."""
        return self.guild.server

    @property
    def canonical_id(self) -> int:
        """The id of the character that this one was merged into: itself."""
        return self.id

    @property
    def class_id(self) -> int:
        """The id of its class."""
        return self.spec.game_class.id

    @property
    def bracket(self) -> int:
        """The bracket of its champion points, from 1."""
        return self.champion_points // int(BRACKETS.bucket) + 1

    @property
    def main(self) -> bool:
        """Whether it is the one that its account raids with."""
        return self.account == self.number


class Characters:
    """All characters of one world, a guild's block at a time."""

    def __init__(self, seed: int, guilds: Guilds) -> None:
        self._seed = seed
        self._guilds = guilds
        self._made: dict[int, Character] = {}
        self._name_offset = fingerprint(seed, "character names") % names.CHARACTER_NAMES
        self._handle_offset = fingerprint(seed, "handles") % names.HANDLES

    @property
    def count(self) -> int:
        """How many there are."""
        return self._guilds.character_count

    def at(self, number: int) -> Character:
        """Character *number*, 0 to `count` - 1."""
        known = self._made.get(number)
        return known if known is not None else self._made.setdefault(number, self._make(number))

    def _make(self, number: int) -> Character:
        guild = self._guilds.of_member(number)
        place = number - guild.first_member
        mains = guild.size - guild.size // 4
        account = number if place < mains else guild.first_member + (place - mains) * 2
        stream = Stream(self._seed, "character", number)
        retiring = place > _CORE_SIZE
        anonymous = retiring and stream.chance(0.06)
        spec = stream.pick(CLASSES).specs[_spec_place(place, guild, stream)]
        return Character(
            number=number,
            id=_FIRST_ID + number,
            name=f"Player ({_FIRST_ID + number})" if anonymous else self._name(number),
            account=account,
            display_name="nil" if anonymous else f"@{self.handle(account)}",
            spec=spec,
            race_id=stream.between(1, RACE_COUNT),
            guild_rank=_rank(place, mains),
            skill=min(99, max(0, guild.skill + stream.between(-25, 25))),
            champion_points=stream.between(300, 3600),
            anonymous=anonymous,
            hidden=retiring and stream.chance(0.04),
            guild=guild,
        )

    def _name(self, number: int) -> str:
        moved = names.spread(number, names.CHARACTER_NAMES, self._name_offset)
        return names.character_name(moved)

    def handle(self, account: int) -> str:
        """The name of an account, without its `@`."""
        return names.handle(names.spread(account, names.HANDLES, self._handle_offset))

    def by_id(self, character_id: int) -> Character | None:
        """The character of that id."""
        number = character_id - _FIRST_ID
        return self.at(number) if 0 <= number < self.count else None

    def by_name(self, name: str, server: Server) -> Character | None:
        """The character of that name, in any case, on that server; none that is anonymous."""
        number = self._numbers.get(name.casefold())
        character = self.at(number) if number is not None else None
        if character is None or character.anonymous or character.server is not server:
            return None
        return character

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {self._name(number).casefold(): number for number in range(self.count)}

    def home(self, guild: Guild, most: int | None = None) -> list[Character]:
        """The characters whose home is *guild*, by rank; at most the first *most*."""
        count = guild.size if most is None else min(guild.size, most)
        return [self.at(guild.first_member + place) for place in range(count)]

    def members(self, guild: Guild) -> list[Character]:
        """All members of *guild*: those at home there, then the guests of its ally."""
        ally = self._guilds.allied(guild, -1)
        return self.home(guild) + [member for member in self.home(ally) if self._roams(member)]

    def guilds_of(self, character: Character) -> list[Guild]:
        """The guilds that *character* is a member of, its home first."""
        home = character.guild
        return [home, self._guilds.allied(home, 1)] if self._roams(character) else [home]

    def _roams(self, character: Character) -> bool:
        ranked = character.guild_rank in (CORE, MEMBER)
        return ranked and fingerprint(self._seed, "roams", character.number) % 9 == 0

    def of_account(self, account: int) -> list[Character]:
        """The characters of an account, its main first."""
        guild = self._guilds.of_member(account)
        mains = guild.size - guild.size // 4
        offset, odd = divmod(account - guild.first_member, 2)
        found = [self.at(account)]
        if not odd and mains + offset < guild.size:
            found.append(self.at(guild.first_member + mains + offset))
        return found

    def on_server(self, server: Server) -> list[Character]:
        """Every character of *server*, by id."""
        homes = (guild for guild in self._guilds.all() if guild.server is server)
        return [character for guild in homes for character in self.home(guild)]


def _spec_place(place: int, guild: Guild, stream: Stream) -> int:
    # Two of every six, so that the smallest guild can fill a trial's tanks and healers.
    seat = (place + guild.index) % 6
    if seat in (0, 3) and place < _CORE_SIZE * 2:
        return _TANK if seat == 0 else _HEALER
    return (
        stream.pick((0, 1, 0, 1, 0, 1, _HEALER, _TANK)) if place > _CORE_SIZE else stream.below(2)
    )


def _rank(place: int, mains: int) -> int:
    if place == 0:
        return GUILD_MASTER
    if place <= _OFFICERS:
        return OFFICER
    if place >= mains:
        return ALT
    return CORE if place < _CORE_SIZE else MEMBER
