# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_item` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetItem(OperationResult):
    """One item; `item` is None when the id is unknown."""

    game_data: GetItemGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetItemGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    item: GetItemGameDataItem | None = None
    """One item by its game id. None if there is none."""


class GetItemGameDataItem(Model):
    """An item of the game, such as a piece of gear."""

    id: int
    """The item's game id, as in a piece of `gear`."""
    name: str | None = None
    """What the game calls the item. None if the site has no name for it."""
    icon: str | None = None
    """The name of the item's icon. None if there is none."""
