"""A client's credentials: the id and secret, from arguments or the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol
from weakref import WeakValueDictionary

from esologs.errors import ConfigError, MissingCredentialsError

if TYPE_CHECKING:
    from esologs._environment import Environment

WHERE_TO_GET: Final = "https://www.esologs.com/api/clients/"
"""The page on which ESO Logs hands out client ids and secrets."""


class Holder(Protocol):
    """What a client has a secret in."""

    @property
    def secret(self) -> str:
        """What nobody may read."""
        ...


# Weak, and only to black them out where other people's errors are told. By the holder's id:
# equal credentials of two clients are two, of which one may go first.
_IN_USE: Final[WeakValueDictionary[int, Holder]] = WeakValueDictionary()


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Credentials:
    """A client id and its secret; the repr shows no secret."""

    client_id: str
    client_secret: str = field(repr=False)

    def __post_init__(self) -> None:
        guard(self)

    @property
    def secret(self) -> str:
        """The client's secret."""
        return self.client_secret


def guard(holder: Holder) -> None:
    """Count the secret of *holder* among those in use, for as long as that lives."""
    _IN_USE[id(holder)] = holder


# A sandbox takes any, unless it was told otherwise.
SANDBOX: Final = Credentials("sandbox", "sandbox")


def secrets_in_use() -> set[str]:
    """Return the secrets of this process's clients, for whoever has to keep them out of a text."""
    # References first, in one step: another thread may be making a client.
    holders = [reference() for reference in _IN_USE.valuerefs()]
    return {each.secret for each in holders if each is not None} - {SANDBOX.secret}


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
