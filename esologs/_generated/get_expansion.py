# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_expansion` returns."""

from __future__ import annotations

from esologs._generated.fragments import ExpansionDetails, ZoneRef
from esologs._models import Model, OperationResult


class GetExpansion(OperationResult):
    """One expansion with its zones; `expansion` is None when the id is unknown."""

    world_data: GetExpansionWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetExpansionWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    expansion: ExpansionDetails | None = None
    """One expansion by its id. None if there is none."""


# The same classes by the path that leads to them.
GetExpansionWorldDataExpansion = ExpansionDetails
GetExpansionWorldDataExpansionZones = ZoneRef
