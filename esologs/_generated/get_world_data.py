# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_world_data` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    EncounterRef,
    ExpansionRef,
    RegionRef,
    ServerRef,
    ZoneDetails,
    ZoneDetailsBrackets,
    ZoneDetailsDifficulties,
    ZoneDetailsPartitions,
)
from esologs._models import Model, OperationResult


class GetWorldData(OperationResult):
    """The lists of the world at once, and single objects for the ids that are given.

    A single object is None unless its id is passed: `server` needs `server_id`, `zone` needs
    `zone_id`, and so on.
    """

    world_data: GetWorldDataWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetWorldDataWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    encounter: EncounterRef | None = None
    """One encounter by its id. None if there is none."""
    expansion: ExpansionRef | None = None
    """One expansion by its id. None if there is none."""
    expansions: list[ExpansionRef | None] | None = None
    """All expansions that the site supports."""
    region: RegionRef | None = None
    """One region by its id. None if there is none."""
    regions: list[RegionRef | None] | None = None
    """All regions that the site supports."""
    server: ServerRef | None = None
    """One server, found by id or by region and slug. None if there is none."""
    subregion: GetWorldDataWorldDataSubregion | None = None
    """One subregion by its id. None if there is none."""
    zone: ZoneDetails | None = None
    """One zone by its id. None if there is none."""
    zones: list[ZoneDetails | None] | None = None
    """All zones that the site ranks, or those of one expansion."""


class GetWorldDataWorldDataSubregion(Model):
    """A part of a region."""

    id: int
    """The number that look-ups of the subregion take."""
    name: str
    """What the site calls the subregion."""


# The same classes by the path that leads to them.
GetWorldDataWorldDataEncounter = EncounterRef
GetWorldDataWorldDataExpansion = ExpansionRef
GetWorldDataWorldDataExpansions = ExpansionRef
GetWorldDataWorldDataRegion = RegionRef
GetWorldDataWorldDataRegions = RegionRef
GetWorldDataWorldDataServer = ServerRef
GetWorldDataWorldDataServerRegion = RegionRef
GetWorldDataWorldDataZone = ZoneDetails
GetWorldDataWorldDataZoneBrackets = ZoneDetailsBrackets
GetWorldDataWorldDataZoneDifficulties = ZoneDetailsDifficulties
GetWorldDataWorldDataZoneEncounters = EncounterRef
GetWorldDataWorldDataZoneExpansion = ExpansionRef
GetWorldDataWorldDataZonePartitions = ZoneDetailsPartitions
GetWorldDataWorldDataZones = ZoneDetails
GetWorldDataWorldDataZonesBrackets = ZoneDetailsBrackets
GetWorldDataWorldDataZonesDifficulties = ZoneDetailsDifficulties
GetWorldDataWorldDataZonesEncounters = EncounterRef
GetWorldDataWorldDataZonesExpansion = ExpansionRef
GetWorldDataWorldDataZonesPartitions = ZoneDetailsPartitions
