# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_guild_members` returns."""

from __future__ import annotations

from esologs._generated.fragments import CharacterPage, Member, RegionRef, ServerRef
from esologs._models import Model, OperationResult


class GetGuildMembers(OperationResult):
    """The guild's roster, a page at a time."""

    guild_data: GetGuildMembersGuildData | None = None
    """Guilds: one by id or by name, or all of them page by page."""


class GetGuildMembersGuildData(Model):
    """Access to guilds, singly or in pages."""

    guild: GetGuildMembersGuildDataGuild | None = None
    """One guild, found by id or by name, server and region. None if there is none."""


class GetGuildMembersGuildDataGuild(Model):
    """A guild with a page on the site: one from the game, or one made to hold reports."""

    members: GetGuildMembersGuildDataGuildMembers
    """The guild's roster, a page at a time."""


class GetGuildMembersGuildDataGuildMembers(CharacterPage):
    """One page of characters."""

    data: list[Member | None] | None = None
    """The characters on this page."""


# The same classes by the path that leads to them.
GetGuildMembersGuildDataGuildMembersData = Member
GetGuildMembersGuildDataGuildMembersDataServer = ServerRef
GetGuildMembersGuildDataGuildMembersDataServerRegion = RegionRef
