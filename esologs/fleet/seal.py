"""What only those who hold the client secret can make or read: names in Redis, and the token.

Both come from the client secret by HKDF (RFC 5869), each for its own purpose. So a dump
of Redis shows neither the secret, nor whose it is, nor a token.
"""

from __future__ import annotations

from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING

from esologs.errors import MissingExtraError

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


class Seal:
    """Seals texts, and names what is shared. Raises `MissingExtraError` without the extra.

    *secret* is what all workers of a fleet have and nobody else: the client secret, or a
    token of the user's. Safe to use from several threads; its repr shows nothing.
    """

    def __init__(self, secret: str) -> None:
        if find_spec("cryptography") is None or find_spec("redis") is None:
            raise MissingExtraError("a fleet", "fleet")
        self._secret = secret.encode()

    def __repr__(self) -> str:
        return "<Seal>"

    def name(self, *parts: str) -> str:
        """Return 32 hex digits that stand for *parts*, and tell nothing of them."""
        import hmac
        import json

        # A JSON array: no two lists of parts have the same text.
        return hmac.digest(self._name_key, json.dumps(parts).encode(), "sha256").hex()[:32]

    def close(self, text: str) -> str:
        """Return *text*, encrypted and authenticated."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: bytes) -> str | None:
        """Return the text, or `None` for what was not sealed with this secret."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed).decode()
        except (InvalidToken, ValueError):
            return None

    @cached_property
    def _name_key(self) -> bytes:
        return self._derived(b"names")

    @cached_property
    def _fernet(self) -> Fernet:
        import base64

        from cryptography.fernet import Fernet

        return Fernet(base64.urlsafe_b64encode(self._derived(b"token")))

    def _derived(self, purpose: bytes) -> bytes:
        # HKDF of one block: a client secret is random and long, so that no rounds are needed.
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        kdf = HKDF(SHA256(), length=32, salt=b"esologs fleet 1", info=purpose)
        return kdf.derive(self._secret)
