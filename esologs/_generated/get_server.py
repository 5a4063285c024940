# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_server` returns."""

from __future__ import annotations

from esologs._generated.fragments import RegionRef, ServerDetails, ServerDetailsSubregion
from esologs._models import Model, OperationResult


class GetServer(OperationResult):
    """One server, by its id or by its region and slug; `server` is None when it is unknown."""

    world_data: GetServerWorldData | None = None
    """The ranked world: expansions, zones, encounters, regions and servers."""


class GetServerWorldData(Model):
    """Access to the world that the site ranks: single objects by id, or whole lists."""

    server: ServerDetails | None = None
    """One server, found by id or by region and slug. None if there is none."""


# The same classes by the path that leads to them.
GetServerWorldDataServer = ServerDetails
GetServerWorldDataServerRegion = RegionRef
GetServerWorldDataServerSubregion = ServerDetailsSubregion
