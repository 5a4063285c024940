# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_item_set` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetItemSet(OperationResult):
    """One item set; `item_set` is None when the id is unknown."""

    game_data: GetItemSetGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetItemSetGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    item_set: GetItemSetGameDataItemSet | None = None
    """One item set by its game id. None if there is none."""


class GetItemSetGameDataItemSet(Model):
    """A set of items that grant bonuses together."""

    id: int
    """The set's game id. A perfected set has another one than the plain set."""
    name: str | None = None
    """What the game calls the set. None if the site has no name for it."""
