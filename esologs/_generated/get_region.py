# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_region` returns."""

from __future__ import annotations

from esologs._generated.fragments import RegionRef
from esologs._models import Model, OperationResult


class GetRegion(OperationResult):
    """One region with its subregions; `region` is None when the id is unknown."""

    world_data: GetRegionWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetRegionWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    region: GetRegionWorldDataRegion | None = None
    """One region by its id. None if there is none."""


class GetRegionWorldDataRegion(RegionRef):
    """A region that servers lie in."""

    subregions: list[GetRegionWorldDataRegionSubregions | None] | None = None
    """The parts that the region is divided into."""


class GetRegionWorldDataRegionSubregions(Model):
    """A part of a region."""

    id: int
    """The number that look-ups of the subregion take."""
    name: str
    """What the site calls the subregion."""
