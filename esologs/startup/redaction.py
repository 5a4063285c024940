"""Blacking out secrets in what a report says: by their shape, and by their value."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MARK: Final = "[redacted]"

_END: Final = r"[^\s\"'&,;)}\]<>]"
# Whose value is a secret in `name=value`, `name: value`, `"name": "value"` and in a URL.
_NAMES: Final = (
    r"(?<![a-z0-9])(?:[a-z0-9]+[_\-])*(?:api[_\-]?key|access[_\-]?key|private[_\-]?key|token|secret"
    r"|password|passwd|passphrase|authorization|cookie)"
)
_SHAPES: Final = tuple(
    (re.compile(shape, re.IGNORECASE), rf"\g<1>{MARK}")
    for shape in (
        # https://user:password@host
        r"(\b[a-z][a-z0-9+.\-]*://)[^\s/'\"<>]+(?=@)",
        # Whoever has the address of a webhook may post.
        r"(/webhooks/)[\w%\-]+/[\w\-.%]+",
        r"(hooks\.slack\.com/)[\w/\-]+",
        # name=value, name: value, "name": "value"; with or without the scheme of a header
        rf"({_NAMES}[\"']?\s*[=:]\s*(?:b(?=[\"']))?[\"']?)(?!\[redacted)(?:(?:bearer|basic|bot)\s+)?{_END}{{3,}}",
        # Authorization: Bearer …, and in prose; base64 or a bot's token, not an English word
        r"\b(bearer\s+)(?!token\b|auth)[\w\-.~+/=]{6,}",
        r"\b((?:basic|bot|digest|negotiate)\s+)(?=[\w\-.~+/]*(?-i:[A-Z0-9]))[\w\-.~+/=]{12,}",
        rf"([?&](?:key|code|sig|signature|auth)=){_END}+",
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
_REHEARSAL: Final = "sandbox"  # what ESOLOGS_SECRET is then


class Redactor:
    """Blacks out secrets: *values* that it is told, and whatever looks like one."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values = frozenset(values)

    def __repr__(self) -> str:
        return f"<Redactor of {len(self._values)} values>"

    def __call__(self, text: str) -> str:
        """Return *text* without secrets, and such that any file and any sink can take it."""
        # Names of files may hold bytes of no encoding, as halves of characters.
        text = text.encode("utf-8", "backslashreplace").decode()
        values = {value for value in self._values.union(_of_clients()) if len(value) >= _SHORTEST}
        # The longest first: one may be the beginning of another.
        for value in sorted(values, key=len, reverse=True):
            text = text.replace(value, MARK)
        for shape, instead in _SHAPES:
            text = shape.sub(instead, text)
        return text


def _of_clients() -> set[str]:
    # Without that module there is no client yet; importing it would take a while.
    credentials = sys.modules.get("esologs.auth.credentials")
    return set() if credentials is None else credentials.secrets_in_use()


def secrets_of(environment: Mapping[str, str], sinks: Iterable[object]) -> list[str]:
    """Return the values of variables that are named like secrets, and what *sinks* name so."""
    found = [
        value
        for name, value in environment.items()
        if _SECRET_VARIABLE.search(name) and len(value) >= _SHORTEST and value != _REHEARSAL
    ]
    for sink in sinks:
        told: object = getattr(sink, "secrets", ())
        if isinstance(told, tuple):
            found += [each for each in cast("tuple[object, ...]", told) if isinstance(each, str)]
    return found
