# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_npcs` returns."""

from __future__ import annotations

from esologs._generated.fragments import NpcPage
from esologs._models import Model, OperationResult


class GetNPCs(OperationResult):
    """The game's NPCs, a page at a time."""

    game_data: GetNPCsGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetNPCsGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    npcs: GetNPCsGameDataNpcs | None = None
    """All NPCs, a page at a time."""


class GetNPCsGameDataNpcs(NpcPage):
    """One page of NPCs."""

    data: list[GetNPCsGameDataNpcsData | None] | None = None
    """The NPCs on this page."""


class GetNPCsGameDataNpcsData(Model):
    """A non-player character of the game: enemy, ally or bystander."""

    id: int
    """The NPC's game id; inside a report the same NPC also has an actor id."""
    name: str | None = None
    """What the game calls the NPC. None if the site has no name for it."""
