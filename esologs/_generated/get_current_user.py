# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_current_user` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    GuildRef,
    RegionRef,
    ServerRef,
    UserDetails,
    UserDetailsCharacters,
)
from esologs._models import Model, OperationResult


class GetCurrentUser(OperationResult):
    """The signed-in user with guilds and characters; needs a user's token and the user endpoint."""

    user_data: GetCurrentUserUserData | None = None
    """Accounts of the site: the signed-in user, or a user by id."""


class GetCurrentUserUserData(Model):
    """Access to accounts of the site."""

    current_user: GetCurrentUserUserDataCurrentUser | None = None
    """The signed-in user. Needs a user token and the user endpoint."""


class GetCurrentUserUserDataCurrentUser(UserDetails):
    """An account of the site. Most of it is visible only to that user, with a user token and the
    `view-user-profile` scope.
    """

    avatar: str
    """Where the user's picture is found."""


# The same classes by the path that leads to them.
GetCurrentUserUserDataCurrentUserCharacters = UserDetailsCharacters
GetCurrentUserUserDataCurrentUserCharactersServer = ServerRef
GetCurrentUserUserDataCurrentUserCharactersServerRegion = RegionRef
GetCurrentUserUserDataCurrentUserGuilds = GuildRef
GetCurrentUserUserDataCurrentUserGuildsServer = ServerRef
GetCurrentUserUserDataCurrentUserGuildsServerRegion = RegionRef
