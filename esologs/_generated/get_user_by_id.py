# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_user_by_id` returns."""

from __future__ import annotations

from esologs._generated.fragments import (
    GuildRef,
    RegionRef,
    ServerRef,
    UserDetails,
    UserDetailsCharacters,
)
from esologs._models import Model, OperationResult


class GetUserById(OperationResult):
    """One user of the site with guilds and characters; `user` is None when the id is unknown."""

    user_data: GetUserByIdUserData | None = None
    """Accounts of the site: the signed-in user, or a user by id."""


class GetUserByIdUserData(Model):
    """Access to accounts of the site."""

    user: UserDetails | None = None
    """One account by its id. None if there is none."""


# The same classes by the path that leads to them.
GetUserByIdUserDataUser = UserDetails
GetUserByIdUserDataUserCharacters = UserDetailsCharacters
GetUserByIdUserDataUserCharactersServer = ServerRef
GetUserByIdUserDataUserCharactersServerRegion = RegionRef
GetUserByIdUserDataUserGuilds = GuildRef
GetUserByIdUserDataUserGuildsServer = ServerRef
GetUserByIdUserDataUserGuildsServerRegion = RegionRef
