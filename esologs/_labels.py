"""What an answer is kept under: a key of its own, whose it is, and tags to drop it by."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING

from esologs._shelf import schema_hash

if TYPE_CHECKING:
    from pathlib import Path

    from esologs._call import Call
    from esologs._shelf import StoreChoice


class Labels:
    """Makes the keys and tags of one principal's answers.

    *identity* names whoever the token belongs to: a client id, a user's token
    that does not change. What is written holds an HMAC of it only; the HMAC's
    secret is read when the first key is made. Safe to use from several threads.
    """

    def __init__(self, identity: str, choice: StoreChoice, shared_secret: str | None) -> None:
        self._identity = identity
        self._choice = choice
        self._shared_secret = shared_secret
        self._principal: str | None = None
        self._lock = Lock()

    @property
    def principal(self) -> str:
        """The HMAC of the identity."""
        with self._lock:
            if self._principal is None:
                from esologs.cache.principal import principal_hash

                self._principal = principal_hash(self._identity, self._secret())
            return self._principal

    def key_of(self, call: Call) -> str | None:
        """Return the key of a call's answer, or `None` for a call whose answer is not kept."""
        from esologs.cache.key import entry_key

        operation = call.operation
        return entry_key(
            schema_hash=schema_hash(),
            operation=operation.name,
            document_hash=operation.hash,
            variables=call.variables,
            url=call.url,
            principal=self.principal,
        )

    def tags_of(self, call: Call) -> tuple[str, ...]:
        """Return what a call's answer can be dropped by."""
        from esologs.cache.tag import tag

        operation = call.operation
        tags = [tag("operation", operation.name), tag("principal", self.principal)]
        for variable, name in operation.arguments.items():
            value = call.variables.get(variable)
            if name == "guild_id" and isinstance(value, int):
                tags.append(tag("guild", value))
            elif name == "code" and isinstance(value, str):
                tags.append(tag("report", value))
        return tuple(tags)

    def _secret(self) -> bytes:
        from esologs.cache.config import RedisStoreConfig, SqliteStoreConfig
        from esologs.cache.principal import fleet_secret, machine_secret

        if isinstance(self._choice, SqliteStoreConfig):
            folder = _folder(self._choice)
            return os.urandom(32) if folder is None else machine_secret(folder)
        if isinstance(self._choice, RedisStoreConfig) and self._shared_secret is not None:
            return fleet_secret(self._shared_secret)
        # Whatever is kept by a store in memory, or of the caller's own, ends with it.
        return os.urandom(32)


def _folder(choice: object) -> Path | None:
    from esologs.cache.folder import default_folder

    return getattr(choice, "folder", None) or default_folder()
