# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_region_servers` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    RegionRef,
    ServerDetails,
    ServerDetailsSubregion,
    ServerPage,
)
from esologs._models import Model, OperationResult


class GetRegionServers(OperationResult):
    """The servers of a region, a page at a time."""

    world_data: GetRegionServersWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetRegionServersWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    region: GetRegionServersWorldDataRegion | None = None
    """One region by its id. None if there is none."""


class GetRegionServersWorldDataRegion(RegionRef):
    """A region that servers lie in."""

    servers: GetRegionServersWorldDataRegionServers | None = None
    """The region's servers, a page at a time."""


class GetRegionServersWorldDataRegionServers(ServerPage):
    """One page of servers."""

    data: list[ServerDetails | None] | None = None
    """The servers on this page."""


# The same classes by the path that leads to them.
GetRegionServersWorldDataRegionServersData = ServerDetails
GetRegionServersWorldDataRegionServersDataRegion = RegionRef
GetRegionServersWorldDataRegionServersDataSubregion = ServerDetailsSubregion
