"""The HTML that the sandbox shows: consent, and what stands before ESO Logs in an outage."""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Of Cloudflare, not of HTTP: the standard library does not know them.
_EDGE: Final[Mapping[int, str]] = {
    520: "Web server returns an unknown error",
    521: "Web server is down",
    522: "Connection timed out",
    523: "Origin is unreachable",
    524: "A timeout occurred",
}


def phrase(status: int) -> str:
    """The words that go with *status*."""
    try:
        return _EDGE.get(status) or HTTPStatus(status).phrase
    except ValueError:
        return "Unknown status"


def message_page(title: str, text: str) -> str:
    """A page with a title and one paragraph."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{escape(title)}</title></head>\n"
        f"<body><h1>{escape(title)}</h1><p>{escape(text)}</p></body>\n</html>\n"
    )


def status_page(status: int) -> str:
    """What a browser would see for *status*."""
    title = f"{status} {phrase(status)}"
    return message_page(title, "The ESO Logs sandbox answers this, not ESO Logs.")


def consent_page(fields: Mapping[str, str]) -> str:
    """Ask the user to allow the application; the form sends *fields* back with the decision."""
    hidden = "\n".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    scopes = "".join(f"<li>{escape(scope)}</li>" for scope in fields.get("scope", "").split())
    return f"""<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Allow access? – ESO Logs sandbox</title></head>
<body>
<h1>Allow access?</h1>
<p>The application <b>{escape(fields.get("client_id", ""))}</b> asks to read your account
and will be answered at <code>{escape(fields.get("redirect_uri", ""))}</code>.</p>
<ul>{scopes}</ul>
<form method="post" action="/oauth/authorize">
{hidden}
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>
</body>
</html>
"""
