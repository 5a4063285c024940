"""Access tokens of the sandbox: signed, dated, and checked without a memory of them.

They have the three dotted parts of a JWT, as the real ones do. Because a token
proves itself, one that a client stored stays good when the sandbox is started
again with the same seed.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from dataclasses import dataclass
from typing import Final, cast

_HEADER: Final = b'{"typ":"JWT","alg":"HS256"}'


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token allows: *client_id* pays the points, *user_id* is the signed-in user."""

    client_id: str
    user_id: int | None = None
    scopes: tuple[str, ...] = ()


class TokenMint:
    """Makes and checks access tokens. Safe to use from several threads."""

    def __init__(self, seed: int, lifetime: float) -> None:
        # No secret: whoever can read this may as well ask for a token.
        self._key = f"sandbox {seed}".encode()
        self._lifetime = lifetime
        self._lock = threading.Lock()
        self._issued = 0
        self._revoked = 0

    @property
    def lifetime(self) -> float:
        """How long a new token is good, in seconds."""
        return self._lifetime

    def issue(self, grant: Grant, now: float) -> str:
        """A new token, good until *now* + `lifetime`."""
        with self._lock:
            self._issued += 1
            number = self._issued
        claims = {
            "aud": grant.client_id,
            "jti": self.opaque(f"token {number}"),
            "num": number,
            "iat": now,
            "exp": now + self._lifetime,
            "sub": "" if grant.user_id is None else str(grant.user_id),
            "scopes": list(grant.scopes),
        }
        head = f"{_encode(_HEADER)}.{_encode(json.dumps(claims, separators=(',', ':')).encode())}"
        return f"{head}.{self._signature(head)}"

    def check(self, token: str, now: float) -> Grant | None:
        """What *token* allows, or `None` when it is forged, expired or revoked."""
        head, _, signature = token.rpartition(".")
        # Bytes, because comparing text that is no ASCII raises.
        if not hmac.compare_digest(signature.encode(), self._signature(head).encode()):
            return None
        # The signature holds, so `issue` wrote the claims.
        claims = cast("dict[str, object]", json.loads(_decode(head.partition(".")[2])))
        expires, number = cast("float", claims["exp"]), cast("int", claims["num"])
        if now >= expires or number <= self._revoked:
            return None
        user, scopes = str(claims["sub"]), cast("list[str]", claims["scopes"])
        return Grant(str(claims["aud"]), int(user) if user else None, tuple(scopes))

    def revoke_all(self) -> None:
        """Refuse every token issued so far."""
        with self._lock:
            self._revoked = self._issued

    def opaque(self, purpose: str) -> str:
        """Forty characters that mean nothing, always the same for *purpose* and the seed."""
        return hmac.new(self._key, purpose.encode(), hashlib.sha256).hexdigest()[:40]

    def _signature(self, head: str) -> str:
        return _encode(hmac.new(self._key, head.encode(), hashlib.sha256).digest())


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
