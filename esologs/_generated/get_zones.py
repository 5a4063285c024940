# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_zones` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    EncounterRef,
    ExpansionRef,
    ZoneDetails,
    ZoneDetailsBrackets,
    ZoneDetailsDifficulties,
    ZoneDetailsPartitions,
)
from esologs._models import Model, OperationResult


class GetZones(OperationResult):
    """All zones with their encounters, difficulties and partitions."""

    world_data: GetZonesWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetZonesWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    zones: list[ZoneDetails | None] | None = None
    """All zones that the site ranks, or those of one expansion."""


# The same classes by the path that leads to them.
GetZonesWorldDataZones = ZoneDetails
GetZonesWorldDataZonesBrackets = ZoneDetailsBrackets
GetZonesWorldDataZonesDifficulties = ZoneDetailsDifficulties
GetZonesWorldDataZonesEncounters = EncounterRef
GetZonesWorldDataZonesExpansion = ExpansionRef
GetZonesWorldDataZonesPartitions = ZoneDetailsPartitions
