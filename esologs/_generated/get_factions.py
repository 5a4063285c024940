# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_factions` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetFactions(OperationResult):
    """The game's factions (alliances)."""

    game_data: GetFactionsGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetFactionsGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    factions: list[GetFactionsGameDataFactions | None] | None = None
    """All factions that players and guilds can belong to."""


class GetFactionsGameDataFactions(Model):
    """A faction that players and guilds belong to: in ESO, an alliance."""

    id: int
    """The number that filters by faction take."""
    name: str
    """What the game calls the faction."""
