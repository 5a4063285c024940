# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_characters` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    CharacterDetails,
    CharacterPage,
    GuildRef,
    RegionRef,
    ServerRef,
)
from esologs._models import Model, OperationResult


class GetGuildCharacters(OperationResult):
    """The characters of a guild, a page at a time."""

    character_data: GetGuildCharactersCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetGuildCharactersCharacterData(Model):
    """Access to characters, singly or by guild."""

    characters: GetGuildCharactersCharacterDataCharacters | None = None
    """The characters of a guild, a page at a time."""


class GetGuildCharactersCharacterDataCharacters(CharacterPage):
    """One page of characters."""

    data: list[CharacterDetails | None] | None = None
    """The characters on this page."""


# The same classes by the path that leads to them.
GetGuildCharactersCharacterDataCharactersData = CharacterDetails
GetGuildCharactersCharacterDataCharactersDataGuilds = GuildRef
GetGuildCharactersCharacterDataCharactersDataGuildsServer = ServerRef
GetGuildCharactersCharacterDataCharactersDataGuildsServerRegion = RegionRef
GetGuildCharactersCharacterDataCharactersDataServer = ServerRef
GetGuildCharactersCharacterDataCharactersDataServerRegion = RegionRef
