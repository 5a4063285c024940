# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_zone` returns."""

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


class GetZone(OperationResult):
    world_data: GetZoneWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetZoneWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    zone: ZoneDetails | None = None
    """One zone by its id. Null if there is none."""


# The same classes by the path that leads to them.

GetZoneWorldDataZone = ZoneDetails

GetZoneWorldDataZoneBrackets = ZoneDetailsBrackets

GetZoneWorldDataZoneDifficulties = ZoneDetailsDifficulties

GetZoneWorldDataZoneEncounters = EncounterRef

GetZoneWorldDataZoneExpansion = ExpansionRef

GetZoneWorldDataZonePartitions = ZoneDetailsPartitions
