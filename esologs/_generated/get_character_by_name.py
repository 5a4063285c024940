# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_by_name` returns."""

from __future__ import annotations

from esologs._generated.fragments import CharacterDetails, GuildRef, RegionRef, ServerRef
from esologs._models import Model, OperationResult


class GetCharacterByName(OperationResult):
    """One character by its name and server; `character` is None when there is none."""

    character_data: GetCharacterByNameCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterByNameCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: CharacterDetails | None = None
    """One character, found by id or by name, server and region. None if there is none."""


# The same classes by the path that leads to them.
GetCharacterByNameCharacterDataCharacter = CharacterDetails
GetCharacterByNameCharacterDataCharacterGuilds = GuildRef
GetCharacterByNameCharacterDataCharacterGuildsServer = ServerRef
GetCharacterByNameCharacterDataCharacterGuildsServerRegion = RegionRef
GetCharacterByNameCharacterDataCharacterServer = ServerRef
GetCharacterByNameCharacterDataCharacterServerRegion = RegionRef
