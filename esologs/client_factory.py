"""The two factories, and their sync twins: clients with the defaults that most programs want.

A factory does no network I/O. What it returns is ready: use it at once, or in
`async with`. *max_retries* retries follow the first attempt, so `max_retries=3`
is at most four attempts.
"""

from __future__ import annotations

from esologs._default import DefaultCount, DefaultSeconds

# Not typing's: a program imports a factory at its start, and may not make a client at all.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Unpack

    from esologs._settings import ClientSettings
    from esologs.client import Client, SyncClient

    class FactorySettings(ClientSettings, total=False):
        """What a factory takes by name besides its own arguments and `ClientSettings`."""

        url: str | None
        """The address to send queries to; else the one below `base_url`."""
        headers: Mapping[str, str] | None
        """Headers of every request; an `Authorization` among them replaces the credentials."""
        user_token: str | None
        """The access token of a signed-in user: the API of that user is asked with it."""


def create_resilient_client(
    client_id: str | None = None,
    client_secret: str | None = None,
    timeout: float | None = DefaultSeconds(60.0),
    max_retries: int = DefaultCount(3),
    **settings: Unpack[FactorySettings],
) -> Client:
    """Return a client that keeps answering while the API limits, stalls or fails.

    A call is over after *timeout* seconds (`None`: no bound), its waits and
    retries included. Credentials are the arguments, else `ESOLOGS_ID` and
    `ESOLOGS_SECRET`; `sandbox=True` needs none. Raises
    `MissingCredentialsError`, and `ConfigError` for what can never work.

    Answers are kept in a file of the user's cache folder, which all processes
    share: a fresh one is given without asking, and an old one, marked as stale,
    when the API fails. `result.meta` says which it is; `cache=None` turns it off.
    """
    from esologs.client import Client

    _keep_answers(settings)
    return Client(
        client_id=client_id,
        client_secret=client_secret,
        timeout=timeout,
        max_retries=max_retries,
        **settings,
    )


def create_client_with_timeout(
    client_id: str | None = None,
    client_secret: str | None = None,
    timeout: float | None = DefaultSeconds(30.0),
    max_retries: int = DefaultCount(3),
    **settings: Unpack[FactorySettings],
) -> Client:
    """Same as `create_resilient_client`, with half the time and no cache: every answer is live."""
    from esologs.client import Client

    return Client(
        client_id=client_id,
        client_secret=client_secret,
        timeout=timeout,
        max_retries=max_retries,
        **settings,
    )


def create_resilient_sync_client(
    client_id: str | None = None,
    client_secret: str | None = None,
    timeout: float | None = DefaultSeconds(60.0),
    max_retries: int = DefaultCount(3),
    **settings: Unpack[FactorySettings],
) -> SyncClient:
    """Same as `create_resilient_client`, but the client blocks."""
    from esologs.client import SyncClient

    _keep_answers(settings)
    return SyncClient(
        client_id=client_id,
        client_secret=client_secret,
        timeout=timeout,
        max_retries=max_retries,
        **settings,
    )


def create_sync_client_with_timeout(
    client_id: str | None = None,
    client_secret: str | None = None,
    timeout: float | None = DefaultSeconds(30.0),
    max_retries: int = DefaultCount(3),
    **settings: Unpack[FactorySettings],
) -> SyncClient:
    """Same as `create_client_with_timeout`, but the client blocks."""
    from esologs.client import SyncClient

    return SyncClient(
        client_id=client_id,
        client_secret=client_secret,
        timeout=timeout,
        max_retries=max_retries,
        **settings,
    )


def _keep_answers(settings: FactorySettings) -> None:
    from esologs._settings import IN_A_FILE, KEEPS_ANSWERS

    settings.setdefault("cache", KEEPS_ANSWERS)
    settings.setdefault("store", IN_A_FILE)
