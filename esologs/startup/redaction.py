"""Blacking out secrets in what a report says: by their shape, and by their value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MARK: Final = "[redacted]"

_NAMES: Final = (
    r"(?:[a-z0-9]+[_\-])*(?:api[_\-]?key|apikey|access[_\-]?key|token|secret|password|passwd|pwd"
    r"|passphrase|authorization|auth|credentials?|signature|sig|session(?:[_\-]?id)?|cookie)"
)
_SHAPES: Final = tuple(
    (re.compile(shape, re.IGNORECASE), rf"\g<1>{MARK}")
    for shape in (
        # Authorization: Bearer …, "Basic …", discord's "Bot …"
        r"\b((?:bearer|basic|bot|digest|negotiate)\s+)(?!token\b|auth)[\w\-.~+/=]{6,}",
        # https://user:password@host
        r"([a-z][a-z0-9+.\-]*://)[^\s/@'\"<>]+(?=@)",
        # Discord's and Slack's webhooks: who has the address may post
        r"(/webhooks/)[\w%\-]+/[\w\-.%]+",
        r"(hooks\.slack\.com/)[\w/\-]+",
        # name=value, name: value, "name": "value" and ?name=value
        rf"((?<![a-z0-9]){_NAMES}[\"']?\s*[=:]\s*b?[\"']?)(?!\[redacted\])(?:bearer\s+|basic\s+|bot\s+)?"
        r"[^\s\"'&,;)}\]<>]{3,}",
        # JSON web tokens, and Discord's bot tokens
        r"()\beyJ[\w\-]+\.[\w\-]+\.[\w\-]*",
        r"()\b[\w\-]{23,28}\.[\w\-]{6,7}\.[\w\-]{27,}",
    )
)
# Of these environment variables the value is a secret, wherever it turns up.
_SECRET_VARIABLE: Final = re.compile(
    r"TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|WEBHOOK", re.IGNORECASE
)
_SHORTEST: Final = 6  # a shorter value would black out ordinary words


class Redactor:
    """Blacks out secrets: *values* that it is told, and whatever looks like one."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        # The longest first: one may be the beginning of another.
        self._values = sorted({v for v in values if len(v) >= _SHORTEST}, key=len, reverse=True)

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._values)} values>"

    def __call__(self, text: str) -> str:
        """Return *text* without secrets."""
        for value in self._values:
            text = text.replace(value, MARK)
        for shape, instead in _SHAPES:
            text = shape.sub(instead, text)
        return text


def secrets_of(environment: Mapping[str, str]) -> list[str]:
    """Return the values of the variables that are named like secrets."""
    return [value for name, value in environment.items() if _SECRET_VARIABLE.search(name)]
