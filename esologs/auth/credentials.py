"""A client's credentials: the id and secret, from arguments or the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from esologs.errors import ConfigError, MissingCredentialsError

if TYPE_CHECKING:
    from esologs._environment import Environment

WHERE_TO_GET: Final = "https://www.esologs.com/api/clients/"
"""The page on which ESO Logs hands out client ids and secrets."""

# Weak, and only to black them out where other people's errors are told.
_IN_USE: Final[WeakSet[Credentials]] = WeakSet()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Credentials:
    """A client id and its secret; the repr shows no secret."""

    client_id: str
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        _IN_USE.add(self)


# A sandbox takes any, unless it was told otherwise.
SANDBOX: Final = Credentials("sandbox", "sandbox")


def secrets_in_use() -> set[str]:
    """Return the secrets of this process's clients, for whoever has to keep them out of a text."""
    return {each.client_secret for each in _IN_USE.copy()} - {SANDBOX.client_secret}


def check_text(name: str, value: object) -> None:
    """Raise `ConfigError` for a credential that is given, but empty or no string."""
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise ConfigError(f"{name} is empty or no string; leave it out to use none")


def credentials(
    client_id: str | None, client_secret: str | None, environment: Environment, *, sandbox: bool
) -> Credentials:
    """Return the credentials to use: the arguments before the environment.

    Raises `MissingCredentialsError`, naming what is missing and where it comes
    from; a *sandbox* needs none.
    """
    check_text("client_id", client_id)
    check_text("client_secret", client_secret)
    if sandbox and client_id is None and client_secret is None:
        return SANDBOX
    client_id = client_id or environment.client_id
    client_secret = client_secret or environment.client_secret
    if client_id is not None and client_secret is not None:
        return Credentials(client_id.strip(), client_secret.strip())
    wanted = (("ESOLOGS_ID", client_id), ("ESOLOGS_SECRET", client_secret))
    missing = " and ".join(name for name, value in wanted if value is None)
    raise MissingCredentialsError(
        f"no credentials: set {missing} (or pass client_id and client_secret); they are made at "
        f"{WHERE_TO_GET}. To try without an account: sandbox=True, or ESOLOGS_SANDBOX=1"
    )
