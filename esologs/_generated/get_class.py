# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_class` returns."""

from __future__ import annotations

from esologs._generated.fragments import ClassDetails, ClassDetailsSpecs
from esologs._models import Model, OperationResult


class GetClass(OperationResult):
    """One class with its specs; `class_` is None when the id is unknown."""

    game_data: GetClassGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetClassGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    class_: ClassDetails | None = None
    """One player class by its id. None if there is none."""


# The same classes by the path that leads to them.
GetClassGameDataClass = ClassDetails
GetClassGameDataClassSpecs = ClassDetailsSpecs
