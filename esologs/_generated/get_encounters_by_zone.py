# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_encounters_by_zone` returns."""

from __future__ import annotations

from esologs._generated.fragments import EncounterRef
from esologs._models import Model, OperationResult


class GetEncountersByZone(OperationResult):
    """The encounters (bosses) of one zone; `zone` is None when the id is unknown."""

    world_data: GetEncountersByZoneWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetEncountersByZoneWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    zone: GetEncountersByZoneWorldDataZone | None = None
    """One zone by its id. None if there is none."""


class GetEncountersByZoneWorldDataZone(Model):
    """A trial, a dungeon or another place that the site ranks, to be told from `GameZone`."""

    id: int
    """The zone's id on the site."""
    name: str
    """What the site calls the zone."""
    encounters: list[EncounterRef | None] | None = None
    """The boss fights of the zone."""


# The same classes by the path that leads to them.
GetEncountersByZoneWorldDataZoneEncounters = EncounterRef
