# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_attendance` returns."""

from __future__ import annotations

from esologs._generated.fragments import ZoneRef
from esologs._models import Model, OperationResult


class GetGuildAttendance(OperationResult):
    """Who was present at which of the guild's reports, a page at a time."""

    guild_data: GetGuildAttendanceGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildAttendanceGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GetGuildAttendanceGuildDataGuild | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


class GetGuildAttendanceGuildDataGuild(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    attendance: GetGuildAttendanceGuildDataGuildAttendance
    """Who took part in the guild's raid nights, one entry for each report, a page at a time."""


class GetGuildAttendanceGuildDataGuildAttendance(Model):
    """One page of raid nights."""

    total: int
    """How many raid nights there are on all pages together."""
    per_page: int
    """How many raid nights a full page holds."""
    current_page: int
    """The number of this page; the first is 1."""
    from_: int | None = None
    """The place of this page's first entry in the whole list. None if the page is empty."""
    to: int | None = None
    """The place of this page's last entry in the whole list. None if the page is empty."""
    last_page: int
    """The number of the last page, so also how many there are."""
    has_more_pages: bool
    """Whether another page follows. Fetch on while it is true."""
    data: list[GetGuildAttendanceGuildDataGuildAttendanceData | None] | None = None
    """The raid nights on this page."""


class GetGuildAttendanceGuildDataGuildAttendanceData(Model):
    """Who took part in one raid night."""

    code: str
    """The code of the night's report."""
    start_time: float | None = None
    """When the night started, in Unix milliseconds."""
    players: list[GetGuildAttendanceGuildDataGuildAttendanceDataPlayers | None] | None = None
    """The players who took part."""
    zone: ZoneRef | None = None
    """The zone that the night was mainly spent in."""


class GetGuildAttendanceGuildDataGuildAttendanceDataPlayers(Model):
    """One player's part in a raid night."""

    name: str | None = None
    """The character's name."""
    type: str | None = None
    """The character's class."""
    presence: int | None = None
    """1 if the player took part, 2 if the player stood by on the bench."""


# The same classes by the path that leads to them.
GetGuildAttendanceGuildDataGuildAttendanceDataZone = ZoneRef
