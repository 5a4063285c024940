"""A server of plain sockets: it records the bytes that arrive, and answers as a script says."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

GUILD = {
    "guildData": {
        "guild": {
            "id": 3468,
            "name": "The Lanterns",
            "description": "",
            "competitionMode": False,
            "stealthMode": False,
            "faction": {"id": 1, "name": "The First"},
            "server": {
                "id": 1,
                "name": "North",
                "slug": "north",
                "region": {"id": 1, "compactName": "F", "name": "Far", "slug": "far"},
            },
            "tags": None,
        }
    },
    "_points": {"limitPerHour": 3600, "pointsSpentThisHour": 12.5, "pointsResetIn": 1800},
}
TOKEN = {"token_type": "Bearer", "expires_in": 3600, "access_token": "a-token"}


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Reaction: TypeAlias = Callable[[socket.socket, Request], None]


def http(status: int, body: bytes, **headers: str) -> bytes:
    """Return an HTTP answer; *headers* are written with underscores."""
    lines = [f"HTTP/1.1 {status} Whatever", f"content-length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def says(status: int = 200, body: Any = None, **headers: str) -> Reaction:
    """Answer with *status* and *body*, which is JSON unless it is bytes."""
    content = body if isinstance(body, bytes) else json.dumps({"data": body or GUILD}).encode()
    answer = http(status, content, **headers)

    def react(connection: socket.socket, _: Request) -> None:
        connection.sendall(answer)

    return react


def resets(connection: socket.socket, _: Request) -> None:
    """Drop the connection with a TCP reset."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class RawServer:
    """Answers `/oauth/token` with *token* and everything else with *script*, in turn.

    The last reaction of the script is repeated. A reaction runs in the thread of
    its connection, and may keep it until `closing` is set.
    """

    def __init__(self, *script: Reaction, token: Reaction | None = None) -> None:
        self.script = list(script) or [says()]
        self.token = token or says(200, json.dumps(TOKEN).encode())
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self.token_asked = threading.Event()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.threads: list[threading.Thread] = []
        self._connections: list[socket.socket] = []

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def connections(self) -> int:
        """How many connections were made."""
        return len(self._connections)

    @property
    def asked(self) -> list[Request]:
        """The requests that were for the API, not for a token."""
        return [request for request in self.requests if request.path != "/oauth/token"]

    @property
    def tokens(self) -> list[Request]:
        """The requests for a token."""
        return [request for request in self.requests if request.path == "/oauth/token"]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        # shutdown() wakes the thread in accept(); close() alone would not.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self.threads:
            thread.join(5)

    def _start(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self.threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError, ValueError):
            while True:
                # Closed before the reaction: an open file would keep the socket open.
                with connection.makefile("rb") as reader:
                    request = _read(reader)
                if request is None:
                    return
                self._react(request)(connection, request)

    def _react(self, request: Request) -> Reaction:
        with self._lock:
            self.requests.append(request)
            if request.path == "/oauth/token":
                self.token_asked.set()
                return self.token
            return self.script.pop(0) if len(self.script) > 1 else self.script[0]


def _read(reader: Any) -> Request | None:
    line = reader.readline()
    if not line:
        return None
    method, path, _ = line.decode().split(" ", 2)
    headers: dict[str, str] = {}
    while (line := reader.readline().strip()) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    return Request(method, path, headers, reader.read(int(headers.get("content-length", 0))))
