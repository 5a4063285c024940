# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_subregion` returns."""

from __future__ import annotations

from esologs._generated.fragments import RegionRef
from esologs._models import Model, OperationResult


class GetSubregion(OperationResult):
    """One subregion with its region; `subregion` is None when the id is unknown."""

    world_data: GetSubregionWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetSubregionWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    subregion: GetSubregionWorldDataSubregion | None = None
    """One subregion by its id. None if there is none."""


class GetSubregionWorldDataSubregion(Model):
    """A part of a region."""

    id: int
    """The number that look-ups of the subregion take."""
    name: str
    """What the site calls the subregion."""
    region: RegionRef
    """The region that the subregion is a part of."""


# The same classes by the path that leads to them.
GetSubregionWorldDataSubregionRegion = RegionRef
