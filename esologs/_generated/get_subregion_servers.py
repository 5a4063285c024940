# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_subregion_servers` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    RegionRef,
    ServerDetails,
    ServerDetailsSubregion,
    ServerPage,
)
from esologs._models import Model, OperationResult


class GetSubregionServers(OperationResult):
    """The servers of a subregion, a page at a time."""

    world_data: GetSubregionServersWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetSubregionServersWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    subregion: GetSubregionServersWorldDataSubregion | None = None
    """One subregion by its id. None if there is none."""


class GetSubregionServersWorldDataSubregion(Model):
    """A part of a region."""

    id: int
    """The number that look-ups of the subregion take."""
    name: str
    """What the site calls the subregion."""
    servers: GetSubregionServersWorldDataSubregionServers | None = None
    """The subregion's servers, a page at a time."""


class GetSubregionServersWorldDataSubregionServers(ServerPage):
    """One page of servers."""

    data: list[ServerDetails | None] | None = None
    """The servers on this page."""


# The same classes by the path that leads to them.
GetSubregionServersWorldDataSubregionServersData = ServerDetails
GetSubregionServersWorldDataSubregionServersDataRegion = RegionRef
GetSubregionServersWorldDataSubregionServersDataSubregion = ServerDetailsSubregion
