"""What a recording holds: questions, what came back, and no secret.

Of a request the path, the operation and its variables are kept, and of its query
a digest; of an answer the status, the headers that a client looks at, and the
body. Tokens are never kept, and what was sent as a secret is left out wherever
it turns up again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

from esologs._call import HttpResponse
from esologs.errors import (
    ConnectFailedError,
    RequestTimeoutError,
    ResponseTooLargeError,
    TransportError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from esologs._call import HttpRequest

LEFT_OUT: Final = "[left out]"
_TOKEN_PATH: Final = "/oauth/token"  # noqa: S105 - where tokens are asked for
_KEPT_HEADERS: Final = ("content-type", "retry-after")
# Shorter ones are words: leaving them out would spoil answers and hide nothing.
_SECRET_LENGTH: Final = 8
_ON_REPLAY: Final = {"access_token": "recorded", "token_type": "Bearer", "expires_in": 86_400}


@dataclass(frozen=True, slots=True)
class Question:
    """What a request asks; equal questions have equal keys."""

    path: str
    operation: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict[str, Any])
    query: str = ""

    @property
    def is_for_token(self) -> bool:
        """Whether an access token is asked for."""
        return self.path.endswith(_TOKEN_PATH)

    @property
    def key(self) -> str:
        """What tells it from others."""
        return json.dumps([self.path, self.operation, self.variables, self.query], sort_keys=True)

    def __str__(self) -> str:
        if self.operation is None:
            return self.path
        return f"{self.operation} {json.dumps(self.variables, sort_keys=True)}"


def question_of(request: HttpRequest) -> Question:
    """Return what *request* asks."""
    path = urlsplit(request.url).path
    try:
        payload: object = json.loads(request.content)
    except ValueError:
        return Question(path)
    if not isinstance(payload, dict):
        return Question(path)
    asked = cast("dict[str, Any]", payload)
    query = " ".join(str(asked.get("query", "")).split())
    name = asked.get("operationName")
    if name is None and (named := re.search(r"\b(?:query|mutation)\s+([_A-Za-z]\w*)", query)):
        name = named[1]
    digest = hashlib.sha256(query.encode()).hexdigest()[:16]
    return Question(path, name, asked.get("variables") or {}, digest)


@dataclass(slots=True)
class Exchange:
    """A question and its outcome as it stands in the file."""

    question: Question
    outcome: dict[str, Any]

    def replay(self) -> HttpResponse:
        """Return the answer again, or raise the failure again."""
        if (failure := self.outcome.get("failure")) is not None:
            raise _failure(failure)
        if (text := self.outcome.get("text")) is not None:
            content = str(text).encode()
        elif (packed := self.outcome.get("base64")) is not None:
            content = base64.b64decode(packed)
        else:
            content = _compact(self.outcome.get("body", _ON_REPLAY))
        return HttpResponse(self.outcome["status"], self.outcome["headers"], content)

    def written(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        asked = self.question
        named = {"operation": asked.operation, "variables": asked.variables, "query": asked.query}
        return {"path": asked.path, **(named if asked.operation else {}), **self.outcome}


def read(entry: dict[str, Any]) -> Exchange:
    """Return the exchange that was written as *entry*."""
    rest = dict(entry)
    question = Question(
        rest.pop("path"),
        rest.pop("operation", None),
        rest.pop("variables", {}),
        rest.pop("query", ""),
    )
    return Exchange(question, rest)


def token_answer() -> HttpResponse:
    """Return a token that opens nothing: a replay asks nobody."""
    return HttpResponse(200, {"content-type": "application/json"}, _compact(_ON_REPLAY))


def answered(question: Question, response: HttpResponse) -> Exchange:
    """Return the exchange that ended with *response*; a token that it holds is left out."""
    kept = {name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers}
    outcome: dict[str, Any] = {"status": response.status_code, "headers": kept}
    if not (question.is_for_token and response.is_success):
        outcome |= _body(response.content)
    return Exchange(question, outcome)


def failed(question: Question, error: TransportError) -> Exchange:
    """Return the exchange that ended with *error*."""
    failure: dict[str, Any] = {"kind": type(error).__name__, "message": error.message}
    match error:
        case RequestTimeoutError():
            failure |= {"timeout": error.timeout, "phase": error.phase}
        case ResponseTooLargeError():
            failure |= {"limit": error.limit}
        case _:
            pass
    return Exchange(question, {"failure": failure})


def secrets_of(request: HttpRequest, response: HttpResponse | None = None) -> Iterator[str]:
    """Yield what *request* proves its right with, and the tokens that came back."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    for name in ("authorization", "proxy-authorization", "cookie", "x-api-key"):
        yield from _parts_of(headers.get(name, ""))
    if response is not None and urlsplit(request.url).path.endswith(_TOKEN_PATH):
        yield from re.findall(r'"(?:access|refresh)_token"\s*:\s*"([^"]+)"', response.text)


def without(value: object, secrets: set[str]) -> object:
    """Return the JSON *value* with every one of *secrets* left out of its texts."""
    if isinstance(value, str):
        for secret in sorted(secrets, key=len, reverse=True):
            value = value.replace(secret, LEFT_OUT) if len(secret) >= _SECRET_LENGTH else value
        return value
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return {without(name, secrets): without(each, secrets) for name, each in pairs}
    if isinstance(value, list):
        return [without(each, secrets) for each in cast("list[object]", value)]
    return value


def _parts_of(header: str) -> Iterator[str]:
    scheme, _, value = header.partition(" ")
    if not value:
        yield scheme
        return
    yield value
    if scheme.lower() == "basic":
        try:
            yield from base64.b64decode(value, validate=True).decode().split(":", 1)
        except (binascii.Error, UnicodeDecodeError):
            return


def _body(content: bytes) -> dict[str, Any]:
    try:
        return {"body": json.loads(content)}
    except ValueError:
        pass
    try:
        return {"text": content.decode()}
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _failure(said: Mapping[str, Any]) -> TransportError:
    match said["kind"]:
        case "RequestTimeoutError":
            return RequestTimeoutError(
                said["message"], timeout=said["timeout"], phase=said["phase"]
            )
        case "ResponseTooLargeError":
            return ResponseTooLargeError(said["limit"])
        case "ConnectFailedError":
            return ConnectFailedError(said["message"])
        case _:
            return TransportError(said["message"])
