# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_regions` returns."""

from __future__ import annotations

from esologs._generated.fragments import RegionRef
from esologs._models import Model, OperationResult


class GetRegions(OperationResult):
    """All regions with their subregions."""

    world_data: GetRegionsWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetRegionsWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    regions: list[GetRegionsWorldDataRegions | None] | None = None
    """All regions that the site supports."""


class GetRegionsWorldDataRegions(RegionRef):
    """A region that servers lie in."""

    subregions: list[GetRegionsWorldDataRegionsSubregions | None] | None = None
    """The parts that the region is divided into."""


class GetRegionsWorldDataRegionsSubregions(Model):
    """A part of a region."""

    id: int
    """The number that look-ups of the subregion take."""
    name: str
    """What the site calls the subregion."""
