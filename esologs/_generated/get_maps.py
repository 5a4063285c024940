# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_maps` returns."""

from __future__ import annotations

from esologs._generated.fragments import MapPage
from esologs._models import Model, OperationResult


class GetMaps(OperationResult):
    """The game's maps, a page at a time."""

    game_data: GetMapsGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetMapsGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    maps: GetMapsGameDataMaps | None = None
    """All maps, a page at a time."""


class GetMapsGameDataMaps(MapPage):
    """One page of maps."""

    data: list[GetMapsGameDataMapsData | None] | None = None
    """The maps on this page."""


class GetMapsGameDataMapsData(Model):
    """A map of the game. Fights name the maps that they touched."""

    id: int
    """The number by which the game knows the map."""
    name: str | None = None
    """What the game calls the map. None if the site has no name for it."""
