# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_encounter` returns."""

from __future__ import annotations

from esologs._generated.fragments import EncounterRef, ZoneRef
from esologs._models import Model, OperationResult


class GetEncounter(OperationResult):
    """One encounter (boss) with its zone; `encounter` is None when the id is unknown."""

    world_data: GetEncounterWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetEncounterWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    encounter: GetEncounterWorldDataEncounter | None = None
    """One encounter by its id. None if there is none."""


class GetEncounterWorldDataEncounter(EncounterRef):
    """A boss fight that the site ranks."""

    zone: ZoneRef
    """The zone that the encounter takes place in."""


# The same classes by the path that leads to them.
GetEncounterWorldDataEncounterZone = ZoneRef
