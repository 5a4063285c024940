# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_classes` returns."""

from __future__ import annotations

from esologs._generated.fragments import ClassDetails, ClassDetailsSpecs
from esologs._models import Model, OperationResult


class GetClasses(OperationResult):
    """All classes with their specs."""

    game_data: GetClassesGameData | None = None
    """Static game data: abilities, classes, factions, items, item sets, maps and NPCs. It changes only
    with a game patch, so keep what you fetch.
    """


class GetClassesGameData(Model):
    """Static data of the game, by id or in pages. Keep what you fetch: it changes only with a patch."""

    classes: list[ClassDetails | None] | None = None
    """All player classes."""


# The same classes by the path that leads to them.
GetClassesGameDataClasses = ClassDetails
GetClassesGameDataClassesSpecs = ClassDetailsSpecs
