"""Where characters live: two regions, each with one subregion and one server."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class Server:
    """A game server."""

    id: int
    name: str
    normalized_name: str
    slug: str
    subregion: Subregion = field(repr=False)

    @property
    def region(self) -> Region:
        """The region of the server's subregion."""
        return self.subregion.region


@dataclass(frozen=True, slots=True, eq=False)
class Subregion:
    """A part of a region; ESO needs no more than one a region."""

    id: int
    name: str
    region: Region = field(repr=False)
    servers: list[Server] = field(default_factory=list[Server], repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """A region of the world, named in arguments by its slug or its compact name."""

    id: int
    compact_name: str
    name: str
    slug: str
    subregions: list[Subregion] = field(default_factory=list[Subregion], repr=False)

    @property
    def servers(self) -> list[Server]:
        """All servers of all subregions."""
        return [server for part in self.subregions for server in part.servers]


def _region(number: int, compact_name: str, name: str) -> Region:
    region = Region(number, compact_name, name, compact_name.lower())
    subregion = Subregion(number, name, region)
    region.subregions.append(subregion)
    server = f"{compact_name} Megaserver"
    normalized = server.replace(" ", "")
    subregion.servers.append(Server(number, server, normalized, "megaserver", subregion))
    return region


REGIONS = (_region(1, "NA", "North America"), _region(2, "EU", "Europe"))
SUBREGIONS = tuple(part for region in REGIONS for part in region.subregions)
SERVERS = tuple(server for part in SUBREGIONS for server in part.servers)


def find_region(text: str) -> Region | None:
    """The region of that slug or compact name, in any case."""
    wanted = text.casefold()
    return next((region for region in REGIONS if wanted == region.slug), None)


def find_server(region: str, slug: str) -> Server | None:
    """The server of that region by slug, name or normalized name, in any case."""
    home = find_region(region)
    if home is None:
        return None
    wanted = slug.casefold()
    for server in home.servers:
        known = (server.slug, server.name, server.normalized_name, f"{home.slug}-{server.slug}")
        if wanted in {text.casefold() for text in known}:
            return server
    return None
