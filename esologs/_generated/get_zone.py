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
    """One zone with its encounters, difficulties and partitions; `zone` is None when the id is
    unknown.
    """

    world_data: GetZoneWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetZoneWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    zone: ZoneDetails | None = None
    """One zone by its id. None if there is none."""


# The same classes by the path that leads to them.
GetZoneWorldDataZone = ZoneDetails
GetZoneWorldDataZoneBrackets = ZoneDetailsBrackets
GetZoneWorldDataZoneDifficulties = ZoneDetailsDifficulties
GetZoneWorldDataZoneEncounters = EncounterRef
GetZoneWorldDataZoneExpansion = ExpansionRef
GetZoneWorldDataZonePartitions = ZoneDetailsPartitions
