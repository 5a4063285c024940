"""A request as the sandbox sees it: split, with its JSON read once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from urllib.parse import parse_qsl, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from esologs._call import HttpRequest

CLIENT_PATH: Final = "/api/v2/client"
USER_PATH: Final = "/api/v2/user"
TOKEN_PATH: Final = "/oauth/token"  # noqa: S105 - a path, not a secret
AUTHORIZE_PATH: Final = "/oauth/authorize"
CONTROL_PATH: Final = "/sandbox/"

JsonObject: TypeAlias = "dict[str, object]"

# Good enough to name a request whose body leaves `operationName` out; which
# operation is executed is the executor's decision.
_OPERATION: Final = re.compile(r"\b(?:query|mutation|subscription)\s+([_A-Za-z]\w*)")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One request at the instant *now* (Unix seconds), the *number*th since the start.

    *query* holds the parameters of the address; header names are lower case.
    *payload* is the body's JSON object, for the GraphQL routes only, or `None`
    when it is none. *operation* is the GraphQL operation's name, sent or read
    off the document.
    """

    number: int
    now: float
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    payload: JsonObject | None = field(default=None, repr=False)
    operation: str | None = None

    @property
    def form(self) -> dict[str, str]:
        """The body's fields, as an HTML form sends them."""
        return dict(parse_qsl(self.content.decode("utf-8", "replace"), keep_blank_values=True))

    @property
    def request_id(self) -> str:
        """The id under which this request is answered and logged."""
        return f"sandbox-{self.number:06d}"


def read(request: HttpRequest, number: int, now: float) -> Incoming:
    """Split *request*; never raises, whatever was sent."""
    try:
        address = urlsplit(request.url)
    except ValueError:  # an opening bracket without its end: an address that leads nowhere
        address = urlsplit("/")
    path = unquote(address.path) or "/"
    payload = _json_object(request.content) if path in (CLIENT_PATH, USER_PATH) else None
    return Incoming(
        number=number,
        now=now,
        method=request.method.upper(),
        path=path,
        query=dict(parse_qsl(address.query, keep_blank_values=True)),
        headers={name.lower(): value for name, value in request.headers.items()},
        content=request.content,
        payload=payload,
        operation=None if payload is None else _operation(payload),
    )


def _json_object(content: bytes) -> JsonObject | None:
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return cast("JsonObject", value) if isinstance(value, dict) else None


def _operation(payload: JsonObject) -> str | None:
    name, document = payload.get("operationName"), payload.get("query")
    if isinstance(name, str) and name:
        return name
    found = _OPERATION.search(document) if isinstance(document, str) else None
    return found.group(1) if found else None
