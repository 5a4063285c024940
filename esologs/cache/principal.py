"""The principal of an answer: whose token it was, as an HMAC that tells a reader nothing.

Client ids are public and few, so a bare hash of one could be guessed. The HMAC's
secret stays where the answers are: beside the SQLite file for a machine, derived
from the client secret for a fleet, whose members must agree without a word.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from esologs.cache.private import is_own, make_file, make_folder

if TYPE_CHECKING:
    from pathlib import Path

_SIZE: Final = 32
_FILE: Final = "principal.key"


def principal_hash(identity: str, secret: bytes) -> str:
    """Return 32 hex digits for *identity*: stable, and different under another *secret*.

    *identity* names whoever the token belongs to and not the token, which changes
    with every refresh: a client id, a user's id, each with its kind before it.
    """
    import hmac

    return hmac.digest(secret, identity.encode(), "sha256").hex()[:32]


def fleet_secret(client_secret: str) -> bytes:
    """Return the HMAC secret that all who hold *client_secret* agree on.

    One round is enough: a client secret is random and long, not a password.
    """
    import hmac

    return hmac.digest(client_secret.encode(), b"esologs cache principal 1", "sha256")


def machine_secret(folder: Path) -> bytes:
    """Return the secret kept in *folder*, mode 0600, made at its first use.

    Processes that come at the same moment get the same one. Where none can be
    read or kept, it is one of this process alone: what others stored is then not
    found, which is safe.
    """
    path = folder / _FILE
    with suppress(OSError):
        make_folder(folder)
        make_file(path, os.urandom(_SIZE))
    secret = _read(path)
    if secret is None:  # cut short, or somebody else's
        with suppress(OSError):
            make_file(path, os.urandom(_SIZE), replace=True)
        secret = _read(path)
    return secret or os.urandom(_SIZE)


def _read(path: Path) -> bytes | None:
    try:
        if not is_own(path.lstat()):
            return None
        content = path.read_bytes()
    except OSError:
        return None
    return content if len(content) == _SIZE else None
