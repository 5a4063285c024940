# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_item_sets` returns."""

from __future__ import annotations

from esologs._generated.fragments import ItemSetPage
from esologs._models import Model, OperationResult


class GetItemSets(OperationResult):
    """The game's item sets, a page at a time."""

    game_data: GetItemSetsGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetItemSetsGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    item_sets: GetItemSetsGameDataItemSets | None = None
    """All item sets, a page at a time."""


class GetItemSetsGameDataItemSets(ItemSetPage):
    """One page of item sets."""

    data: list[GetItemSetsGameDataItemSetsData | None] | None = None
    """The item sets on this page."""


class GetItemSetsGameDataItemSetsData(Model):
    """A set of items that grant bonuses together."""

    id: int
    """The set's game id. A perfected set has another one than the plain set."""
    name: str | None = None
    """What the game calls the set. None if the site has no name for it."""
