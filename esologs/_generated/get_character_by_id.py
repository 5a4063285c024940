# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_character_by_id` returns."""

from __future__ import annotations

from esologs._generated.fragments import CharacterDetails, GuildRef, RegionRef, ServerRef
from esologs._models import Model, OperationResult


class GetCharacterById(OperationResult):
    """One character by its id; `character` is None when the id is unknown."""

    character_data: GetCharacterByIdCharacterData | None = None
    """Player characters: one by id or by name, or the characters of a guild."""


class GetCharacterByIdCharacterData(Model):
    """Access to characters, singly or by guild."""

    character: CharacterDetails | None = None
    """One character, found by id or by name, server and region. None if there is none."""


# The same classes by the path that leads to them.
GetCharacterByIdCharacterDataCharacter = CharacterDetails
GetCharacterByIdCharacterDataCharacterGuilds = GuildRef
GetCharacterByIdCharacterDataCharacterGuildsServer = ServerRef
GetCharacterByIdCharacterDataCharacterGuildsServerRegion = RegionRef
GetCharacterByIdCharacterDataCharacterServer = ServerRef
GetCharacterByIdCharacterDataCharacterServerRegion = RegionRef
