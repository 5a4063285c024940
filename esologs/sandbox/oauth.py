"""The token endpoint: client credentials, authorization code with PKCE, refresh token."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote_plus

from esologs.sandbox.answer import json_response
from esologs.sandbox.tokens import Grant

if TYPE_CHECKING:
    from esologs._call import HttpResponse
    from esologs.sandbox.incoming import Incoming
    from esologs.sandbox.settings import SandboxConfig
    from esologs.sandbox.tokens import TokenMint

CODE_LIFETIME: Final = 600.0
SCOPES: Final = ("view-user-profile", "view-private-reports")


@dataclass(frozen=True, slots=True)
class Code:
    """An authorization code's terms: it is for *grant*, *redirect_uri* and *challenge* only."""

    grant: Grant
    redirect_uri: str
    challenge: str | None
    method: str
    expires: float


class OAuth:
    """Codes and refresh tokens that are out, and the rules by which they become access tokens.

    Safe to use from several threads: a code or refresh token is good for one of
    them only.
    """

    def __init__(self, config: SandboxConfig, mint: TokenMint) -> None:
        self._config, self._mint = config, mint
        self._lock = threading.Lock()
        self._issued = 0
        self._codes: dict[str, Code] = {}
        self._refresh: dict[str, Grant] = {}

    def token(self, asked: Incoming) -> HttpResponse:
        """Answer `POST /oauth/token`."""
        form = asked.form
        client_id, secret = _credentials(asked, form)
        match form.get("grant_type"):
            case "client_credentials":
                if not self._known(client_id, secret):
                    return _invalid_client()
                return self._issue(Grant(client_id), asked.now, refreshable=False)
            case "authorization_code":
                return self._exchange(form, client_id, secret, asked.now)
            case "refresh_token":
                return self._renew(form, client_id, secret, asked.now)
            case None:
                return _refused("invalid_request", "The field grant_type is missing.")
            case _:
                return _refused("unsupported_grant_type", "This grant_type is not supported.")

    def code(self, terms: Code) -> str:
        """A new code for *terms*, good once."""
        with self._lock:
            now = terms.expires - CODE_LIFETIME
            self._codes = {key: code for key, code in self._codes.items() if code.expires > now}
            name = self._opaque("code")
            self._codes[name] = terms
        return name

    def has_client(self, client_id: str) -> bool:
        """Tell whether *client_id* is registered."""
        known = self._config.credentials
        return bool(client_id) and (known is None or client_id in known)

    def _exchange(
        self, form: dict[str, str], client_id: str, secret: str | None, now: float
    ) -> HttpResponse:
        with self._lock:
            # Taken before it is judged: a code that was tried wrongly is burnt.
            terms = self._codes.pop(form.get("code", ""), None)
        if terms is None or now >= terms.expires:
            return _refused("invalid_grant", "The authorization code is unknown, used or expired.")
        if terms.grant.client_id != client_id:
            return _refused("invalid_grant", "The authorization code is another client's.")
        if terms.redirect_uri != form.get("redirect_uri"):
            return _refused("invalid_grant", "redirect_uri is not the one of the authorization.")
        if terms.challenge is not None:
            if not _proves(form.get("code_verifier", ""), terms.challenge, terms.method):
                return _refused("invalid_grant", "code_verifier does not fit the challenge.")
            # PKCE makes a public client: no secret is needed, but a wrong one is wrong.
            if secret and not self._known(client_id, secret):
                return _invalid_client()
        elif not self._known(client_id, secret):
            return _invalid_client()
        return self._issue(terms.grant, now, refreshable=True)

    def _renew(
        self, form: dict[str, str], client_id: str, secret: str | None, now: float
    ) -> HttpResponse:
        if not self.has_client(client_id) or (secret and not self._known(client_id, secret)):
            return _invalid_client()
        token = form.get("refresh_token", "")
        with self._lock:
            grant = self._refresh.get(token)
            if grant is None or grant.client_id != client_id:
                return _refused("invalid_grant", "The refresh token is unknown or used.")
            if self._config.rotate_refresh_tokens:
                del self._refresh[token]
        return self._issue(grant, now, refreshable=self._config.rotate_refresh_tokens)

    def _issue(self, grant: Grant, now: float, *, refreshable: bool) -> HttpResponse:
        body: dict[str, object] = {
            "token_type": "Bearer",
            "expires_in": int(self._mint.lifetime),
            "access_token": self._mint.issue(grant, now),
        }
        if refreshable:
            with self._lock:
                refresh = self._opaque("refresh")
                self._refresh[refresh] = grant
            body["refresh_token"] = refresh
        return json_response(200, body, {"cache-control": "no-store"})

    def _known(self, client_id: str, secret: str | None) -> bool:
        if not self.has_client(client_id) or not secret:
            return False
        known = self._config.credentials
        return known is None or hmac.compare_digest(known[client_id].encode(), secret.encode())

    def _opaque(self, kind: str) -> str:
        self._issued += 1
        return self._mint.opaque(f"{kind} {self._issued}")


def _credentials(asked: Incoming, form: dict[str, str]) -> tuple[str, str | None]:
    """Id and secret, from the Authorization header (RFC 6749, 2.3.1) or the form."""
    scheme, _, value = asked.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id", ""), form.get("client_secret")
    try:
        pair = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return "", None
    client_id, _, secret = pair.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


def _proves(verifier: str, challenge: str, method: str) -> bool:
    if method == "S256":
        digest = hashlib.sha256(verifier.encode()).digest()
        verifier = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return hmac.compare_digest(verifier.encode(), challenge.encode())


def _invalid_client() -> HttpResponse:
    body = {"error": "invalid_client", "error_description": "Client authentication failed."}
    return json_response(401, body, {"www-authenticate": 'Basic realm="OAuth"'})


def _refused(error: str, description: str) -> HttpResponse:
    return json_response(400, {"error": error, "error_description": description})
