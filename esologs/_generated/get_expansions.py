# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_expansions` returns."""

from __future__ import annotations

from esologs._generated.fragments import ExpansionDetails, ZoneRef
from esologs._models import Model, OperationResult


class GetExpansions(OperationResult):
    """All expansions with their zones."""

    world_data: GetExpansionsWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetExpansionsWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    expansions: list[ExpansionDetails | None] | None = None
    """All expansions that the site supports."""


# The same classes by the path that leads to them.
GetExpansionsWorldDataExpansions = ExpansionDetails
GetExpansionsWorldDataExpansionsZones = ZoneRef
