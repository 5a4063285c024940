"""Users of the site: accounts that claimed their characters and upload reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from esologs.sandbox.seeding import fingerprint
from esologs.sandbox.world.characters import OFFICER, Character, Characters
from esologs.sandbox.world.guilds import SHOWN_GUILD_ID, Guild, Guilds

RESIDENT_ID = 1
"""The user that signs in when nobody else is named: the shown guild's master."""

_FIRST_ID = 5_003
_CLAIMED_PERCENT = 55
_SUBSCRIBED_PERCENT = 25


@dataclass(frozen=True, slots=True, eq=False)
class User:
    """A user. *account* is the number of the main character; a subscriber may read archives."""

    id: int
    name: str
    account: int
    subscribed: bool
    avatar: str
    characters: list[Character] = field(repr=False)
    guilds: list[Guild] = field(repr=False)

    def _display_name(self, region: str) -> str | None:
        plays = self.characters[0].server.region.slug == region
        return f"@{self.name.lower()}" if plays else None

    @property
    def na_display_name(self) -> str | None:
        """The account's name on the North American server, if it plays there."""
        return self._display_name("na")

    @property
    def eu_display_name(self) -> str | None:
        """The account's name on the European server, if it plays there."""
        return self._display_name("eu")


class Users:
    """All users of one world. Masters and officers of guilds are always among them."""

    def __init__(self, seed: int, guilds: Guilds, characters: Characters) -> None:
        self._seed = seed
        self._guilds = guilds
        self._characters = characters
        self._made: dict[int, User] = {}

    @cached_property
    def _resident(self) -> int:
        guild = self._guilds.by_id(SHOWN_GUILD_ID)
        return -1 if guild is None else guild.first_member

    def claimed(self, account: int) -> bool:
        """Whether somebody on the site has claimed this account's characters."""
        main = self._characters.at(account)
        if not main.main:
            return False
        claims = fingerprint(self._seed, "claimed", account) % 100 < _CLAIMED_PERCENT
        return claims or main.guild_rank <= OFFICER

    def of_account(self, account: int) -> User | None:
        """The user of an account, if it is claimed."""
        if not self.claimed(account):
            return None
        known = self._made.get(account)
        return known if known is not None else self._made.setdefault(account, self._make(account))

    def _make(self, account: int) -> User:
        name = self._characters.handle(account)
        characters = self._characters.of_account(account)
        guilds: list[Guild] = []
        for character in characters:
            guilds += [g for g in self._characters.guilds_of(character) if g not in guilds]
        return User(
            id=RESIDENT_ID if account == self._resident else _FIRST_ID + account,
            name=name.capitalize(),
            account=account,
            subscribed=fingerprint(self._seed, "subscribed", account) % 100 < _SUBSCRIBED_PERCENT,
            avatar=f"https://avatars.example/{name}",
            characters=characters,
            guilds=guilds,
        )

    def by_id(self, user_id: int) -> User | None:
        """The user of that id."""
        if user_id == RESIDENT_ID:
            return self.of_account(self._resident)
        account = user_id - _FIRST_ID
        if account == self._resident:
            return None
        return self.of_account(account) if 0 <= account < self._characters.count else None
