# Written by scripts/generate.py from schema.graphql and operations/: do not edit.

"""What `get_user_data` returns."""

from __future__ import annotations

from esologs._models import Model, OperationResult


class GetUserData(OperationResult):
    """The empty user query: without an id `user` is None."""

    user_data: GetUserDataUserData | None = None
    """Accounts of the site: the signed-in user, or a user by id."""


class GetUserDataUserData(Model):
    """Access to accounts of the site."""

    user: GetUserDataUserDataUser | None = None
    """One account by its id. None if there is none."""


class GetUserDataUserDataUser(Model):
    """An account of the site. Most of it is visible only to that user, with a user token and the
    `view-user-profile` scope.
    """

    id: int
    """The account's id on the site."""
