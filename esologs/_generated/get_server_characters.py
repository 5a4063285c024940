# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_server_characters` returns."""

from __future__ import annotations

from esologs._generated.fragments import CharacterPage, CharacterRef, RegionRef, ServerRef
from esologs._models import Model, OperationResult


class GetServerCharacters(OperationResult):
    """The characters of a server, a page at a time."""

    world_data: GetServerCharactersWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetServerCharactersWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    server: GetServerCharactersWorldDataServer | None = None
    """One server, found by id or by region and slug. None if there is none."""


class GetServerCharactersWorldDataServer(ServerRef):
    """A server that characters and guilds play on."""

    characters: GetServerCharactersWorldDataServerCharacters | None = None
    """The server's characters, a page at a time."""


class GetServerCharactersWorldDataServerCharacters(CharacterPage):
    """One page of characters."""

    data: list[CharacterRef | None] | None = None
    """The characters on this page."""


# The same classes by the path that leads to them.
GetServerCharactersWorldDataServerCharactersData = CharacterRef
GetServerCharactersWorldDataServerCharactersDataServer = ServerRef
GetServerCharactersWorldDataServerCharactersDataServerRegion = RegionRef
GetServerCharactersWorldDataServerRegion = RegionRef
