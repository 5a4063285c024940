"""A sink that posts to a webhook: Discord's, or any that takes JSON."""

from __future__ import annotations

import asyncio
import json
import time
import uuid
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import quote, urlsplit, urlunsplit

from esologs.errors import ConfigError, HttpStatusError

if TYPE_CHECKING:
    from esologs._call import HttpResponse
    from esologs.startup.report import StartupReport

# What a message of Discord holds, in characters; counted in UTF-16 units, the strictest way.
_CONTENT: Final = 2000
_FILENAME: Final = "startup-report.txt"
_TIMEOUT: Final = 10.0
_PAUSE: Final = 1.0  # after a 429 that names no time
_MAX_ANSWER: Final = 1024 * 1024


class WebhookSink:
    """Posts the report to *url*, and edits that message as components recover.

    A *style* of `discord` sends what Discord's webhooks take: the text as
    `content`, nobody pinged, and the whole report as a file if the text leaves
    something out. `json` adds the text as `text` and the report as `report`.
    By default the address decides: `…/api/webhooks/…` is Discord's. Any address
    will do, loopback included. The repr and the errors show no path: it is a
    secret.
    """

    def __init__(self, url: str, *, style: Literal["discord", "json"] | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ConfigError("a webhook's address must be http:// or https:// and name a host")
        if style not in {None, "discord", "json"}:
            raise ConfigError(f"style must be 'discord' or 'json', got {style!r}")
        self._url = url
        self._host = parts.hostname
        self._style = style or ("discord" if "/api/webhooks/" in parts.path else "json")

    def __repr__(self) -> str:
        return f"<WebhookSink of {self._host}>"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What of the address nobody may read."""
        parts = urlsplit(self._url)
        path = urlunsplit(("", "", parts.path, parts.query, ""))
        # A short one, such as "/hooks", guards nothing and would hide ordinary words.
        return (self._url, path) if len(path) >= 16 else ()

    async def send(self, report: StartupReport) -> object:
        """Post the report; the receipt is the message's id, if the answer told one."""
        url = self._url
        if self._style == "discord":  # without it Discord answers 204 and tells no id
            url += ("&" if urlsplit(url).query else "?") + "wait=true"
        response = await self._exchange("POST", url, report)
        try:
            answer: Any = response.json()
            found = answer.get("id")
        except (ValueError, AttributeError):
            return None
        return found if isinstance(found, str | int) else None

    async def edit(self, receipt: object, report: StartupReport) -> None:
        """Change the message that was posted."""
        parts = urlsplit(self._url)
        path = f"{parts.path.rstrip('/')}/messages/{quote(str(receipt), safe='')}"
        await self._exchange("PATCH", urlunsplit(parts._replace(path=path)), report)

    async def _exchange(self, method: str, url: str, report: StartupReport) -> HttpResponse:
        from esologs._call import HttpRequest, Timeouts
        from esologs._transport.connections import AsyncConnections
        from esologs.config import LimitsConfig
        from esologs.resilience.retry_after import retry_after

        content_type, content = self._body(report, again=method == "PATCH")
        headers = {"content-type": content_type, "accept": "application/json"}
        request = HttpRequest(method, url, headers, content)
        connections = AsyncConnections(LimitsConfig(max_connections=1))
        try:
            timeouts = Timeouts(_TIMEOUT, _TIMEOUT, None)
            response = await connections.send(request, timeouts, _MAX_ANSWER)
            # A 429 took nothing, so asking again cannot post twice. Whoever delivers the report
            # bounds all of it in time.
            while response.status_code == 429:
                asked = retry_after(response.headers, time.time())
                await asyncio.sleep(_PAUSE if asked is None else asked)
                response = await connections.send(request, timeouts, _MAX_ANSWER)
        finally:
            await connections.aclose()
        if not response.is_success:
            status = response.status_code
            raise HttpStatusError(
                f"the webhook at {self._host} answered HTTP {status}; {_advice(status)}",
                status_code=status,
            )
        return response

    def _body(self, report: StartupReport, *, again: bool) -> tuple[str, bytes]:
        limit = _CONTENT
        while (beyond := _length(report.text(limit)) - _CONTENT) > 0:
            limit -= (beyond + 1) // 2  # a character is two units at most
        payload: dict[str, object] = {
            "content": report.text(limit),
            "allowed_mentions": {"parse": []},
        }
        if self._style == "json":
            payload |= {"text": report.text(), "report": report.to_dict()}
        elif report.leaves_out(limit):
            # Naming the new file takes the old one off the message.
            payload["attachments"] = [{"id": 0, "filename": _FILENAME}]
            return _with_file(json.dumps(payload), report.full_text())
        elif again:
            payload["attachments"] = []
        return "application/json", json.dumps(payload).encode()


def _advice(status: int) -> str:
    if status >= 500:
        return "nothing is wrong with its address, it is out of order"
    if status in {401, 403, 404, 405, 410}:
        return "is its address still right? Make a new one where this one was made"
    return "it refuses reports such as this one; is the sink's style right?"


def _length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _with_file(payload: str, text: str) -> tuple[str, bytes]:
    """Return a multipart body (RFC 7578) of Discord's: *payload*, and *text* as a file."""
    boundary = uuid.uuid4().hex
    parts = [
        ('name="payload_json"', "application/json", payload),
        (f'name="files[0]"; filename="{_FILENAME}"', "text/plain; charset=utf-8", text),
    ]
    lines = [
        f"--{boundary}\r\ncontent-disposition: form-data; {name}\r\n"
        f"content-type: {content_type}\r\n\r\n{content}\r\n"
        for name, content_type, content in parts
    ]
    body = "".join([*lines, f"--{boundary}--\r\n"])
    return f"multipart/form-data; boundary={boundary}", body.encode()
