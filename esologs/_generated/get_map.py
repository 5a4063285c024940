# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_map` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetMap(OperationResult):
    """One map; `map` is None when the id is unknown."""

    game_data: GetMapGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetMapGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    map: GetMapGameDataMap | None = None
    """One map by its game id. None if there is none."""


class GetMapGameDataMap(Model):
    """A map of the game. Fights name the maps that they touched."""

    id: int
    """The number by which the game knows the map."""
    name: str | None = None
    """What the game calls the map. None if the site has no name for it."""
