"""The page on which a user lets an application in: `/oauth/authorize`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

from esologs._call import HttpResponse
from esologs.sandbox.answer import html_response
from esologs.sandbox.oauth import CODE_LIFETIME, SCOPES, Code
from esologs.sandbox.pages import consent_page, message_page
from esologs.sandbox.tokens import Grant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs.sandbox.incoming import Incoming
    from esologs.sandbox.oauth import OAuth
    from esologs.sandbox.settings import SandboxConfig

PARAMETERS: Final = (
    "response_type",
    "client_id",
    "redirect_uri",
    "state",
    "scope",
    "code_challenge",
    "code_challenge_method",
)


@dataclass(frozen=True, slots=True)
class AuthorizePage:
    """Shows the page (`GET`) and takes the decision (`POST`, field `decision`: allow or deny)."""

    config: SandboxConfig
    oauth: OAuth

    def answer(self, asked: Incoming) -> HttpResponse:
        """Answer a request for the page.

        An application that is unknown, or an address that is not registered, is
        told so on a page: sending the browser there would make the sandbox an
        open redirector, and the real site does not either. Everything else that
        is wrong goes back to the application.
        """
        fields = asked.form if asked.method == "POST" else asked.query
        redirect_uri = fields.get("redirect_uri", "")
        if not self.oauth.has_client(fields.get("client_id", "")):
            return html_response(400, message_page("Unknown application", "client_id is unknown."))
        if not self._registered(redirect_uri):
            text = "redirect_uri is not one that the application registered."
            return html_response(400, message_page("Unknown address", text))
        error = _error(fields)
        if error:
            return _redirect(redirect_uri, fields, {"error": error})
        if asked.method == "GET" and not self.config.auto_approve:
            shown = {name: fields[name] for name in PARAMETERS if name in fields}
            return html_response(200, consent_page(shown), {"cache-control": "no-store"})
        if asked.method == "POST" and fields.get("decision") != "allow":
            return _redirect(redirect_uri, fields, {"error": "access_denied"})
        code = self.oauth.code(self._terms(fields, asked.now))
        return _redirect(redirect_uri, fields, {"code": code})

    def _registered(self, redirect_uri: str) -> bool:
        if self.config.redirect_uris is not None:
            return redirect_uri in self.config.redirect_uris
        try:
            address = urlsplit(redirect_uri)
        except ValueError:
            return False
        # A line break would end the header that the address is sent in.
        clean = redirect_uri.isascii() and redirect_uri.isprintable() and " " not in redirect_uri
        return (
            clean
            and not address.fragment
            and address.scheme in ("http", "https")
            and bool(address.hostname)
        )

    def _terms(self, fields: Mapping[str, str], now: float) -> Code:
        scopes = tuple(fields.get("scope", "").split())
        return Code(
            grant=Grant(fields["client_id"], self.config.user_id, scopes),
            redirect_uri=fields["redirect_uri"],
            challenge=fields.get("code_challenge") or None,
            method=fields.get("code_challenge_method", "plain"),
            expires=now + CODE_LIFETIME,
        )


def _error(fields: Mapping[str, str]) -> str | None:
    if fields.get("response_type") != "code":
        return "unsupported_response_type"
    if not set(fields.get("scope", "").split()) <= set(SCOPES):
        return "invalid_scope"
    if fields.get("code_challenge_method", "plain") not in ("plain", "S256"):
        return "invalid_request"
    if "code_challenge_method" in fields and not fields.get("code_challenge"):
        return "invalid_request"
    return None


def _redirect(address: str, fields: Mapping[str, str], result: dict[str, str]) -> HttpResponse:
    if "state" in fields:
        result["state"] = fields["state"]
    joint = "&" if urlsplit(address).query else "?"
    return HttpResponse(302, {"location": f"{address}{joint}{urlencode(result)}"}, b"")
