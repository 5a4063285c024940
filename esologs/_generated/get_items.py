# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_items` returns."""

from __future__ import annotations

from esologs._generated.fragments import ItemPage
from esologs._models import Model, OperationResult


class GetItems(OperationResult):
    """The game's items, a page at a time."""

    game_data: GetItemsGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetItemsGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    items: GetItemsGameDataItems | None = None
    """All items, a page at a time."""


class GetItemsGameDataItems(ItemPage):
    """One page of items."""

    data: list[GetItemsGameDataItemsData | None] | None = None
    """The items on this page."""


class GetItemsGameDataItemsData(Model):
    """An item of the game, such as a piece of gear."""

    id: int
    """The item's game id, as in a piece of `gear`."""
    name: str | None = None
    """What the game calls the item. None if the site has no name for it."""
    icon: str | None = None
    """The name of the item's icon. None if there is none."""
