"""A Discord on the loopback interface: REST and gateway, for bots of discord.py and py-cord."""

from __future__ import annotations

import asyncio
import fnmatch
import itertools
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aiohttp import web

from tests.fake_discord import payloads
from tests.fake_discord.gateway import Gateway
from tests.fake_discord.messages import Message, RefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from tests.fake_discord.payloads import Json

TOKEN: Final = "a-bot-token"
API: Final = "/api/v10"
KINDS: Final[Mapping[type, int]] = {str: 3, int: 4, bool: 5, float: 10}
"""The number of an option's type, by the type of its value."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a bot asked, and what it was answered."""

    method: str
    path: str
    body: Json
    files: dict[str, bytes] = field(repr=False)
    status: int


@dataclass(slots=True)
class Fault:
    """What goes wrong for the requests that match; *status* `None` hangs until it is mended."""

    method: str
    path: str
    status: int | None
    code: int
    left: int | None

    def strikes(self, method: str, path: str) -> bool:
        if self.left == 0 or self.method != method or not fnmatch.fnmatch(path, self.path):
            return False
        if self.left is not None:
            self.left -= 1
        return True


@dataclass(slots=True)
class Interaction:
    """A slash command that somebody used, and what the bot made of it."""

    token: str
    message: Message
    deferred: bool = False
    followups: list[Message] = field(default_factory=list[Message])
    answered: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once there is something to read."""


class FakeDiscord:
    """Serves in the running event loop: `async with FakeDiscord() as discord:`.

    It keeps `messages` by channel, the `requests` of REST, the `commands` that
    the bot has registered; `fails` and `hangs` make things go wrong, `stop` and
    `start` are an outage; `invoke` uses a slash command. What breaks a limit of
    Discord's is refused, as there, with a 400.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.messages: dict[int, list[Message]] = {}
        self.commands: list[Json] = []
        self.interactions: dict[str, Interaction] = {}
        self.faults: list[Fault] = []
        self._numbers = itertools.count(10_000)
        self._changed = asyncio.Event()
        self._port = 0
        self._runner: web.AppRunner | None = None
        self.gateway = Gateway(TOKEN, "")

    @property
    def base_url(self) -> str:
        """Where the REST interface is: discord.py's `Route.BASE`."""
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def posts(self) -> list[Request]:
        """The requests that would have posted a message to a channel, refused ones included."""
        return [
            each
            for each in self.requests
            if each.method == "POST" and fnmatch.fnmatch(each.path, "/channels/*/messages")
        ]

    def in_channel(self, number: int = payloads.CHANNEL) -> list[Message]:
        """The messages in a channel."""
        return self.messages.get(number, [])

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen, on the same port as before."""
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_get("/gateway", self._gateway)
        app.router.add_route("*", API + "/{path:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.gateway.url = f"ws://127.0.0.1:{self._port}/gateway"

    async def stop(self) -> None:
        """Refuse connections from now on, and drop those that are there."""
        self.mended()
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def fails(
        self, method: str, path: str, status: int, *, code: int = 0, times: int | None = None
    ) -> None:
        """Answer with *status* to requests whose path matches a pattern with `*`."""
        self.faults.append(Fault(method, path, status, code, times))

    def hangs(self, method: str, path: str) -> None:
        """Do not answer such requests until `mended`."""
        self.faults.append(Fault(method, path, None, 0, None))

    def mended(self) -> None:
        """Take all faults away, and answer what hangs."""
        self.faults.clear()
        self._wake()

    async def until(self, holds: Any) -> None:
        """Wait until *holds* says yes; it is asked again after each request."""
        while not holds():
            await self._changed.wait()

    async def invoke(self, name: str, /, **options: str | float | bool) -> Interaction:
        """Use a slash command, `group sub` for one in a group; returns at once."""
        command, _, sub = name.partition(" ")
        given: list[Json] = [
            {"name": key, "type": KINDS[type(value)], "value": value}
            for key, value in options.items()
        ]
        if sub:
            given = [{"name": sub, "type": 1, "options": given}]
        number = next(self._numbers)
        interaction = Interaction(f"token-{number}", Message(number, payloads.CHANNEL))
        self.interactions[interaction.token] = interaction
        data = {"name": command, "options": given}
        await self.gateway.dispatch(
            "INTERACTION_CREATE", payloads.slash_command(number, interaction.token, data)
        )
        return interaction

    async def ask(self, name: str, /, **options: str | float | bool) -> Message:
        """Use a slash command and return the answer, once there is one to read."""
        interaction = await self.invoke(name, **options)
        await interaction.answered.wait()
        return interaction.followups[0] if interaction.followups else interaction.message

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        return await self.gateway.serve(request)

    async def _rest(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        body, files = await _read(request)
        fault = next((each for each in self.faults if each.strikes(request.method, path)), None)
        if fault is not None and fault.status is None:
            while fault in self.faults:
                await self._changed.wait()
            fault = None
        if fault is not None and fault.status is not None:
            status, answer = fault.status, {"code": fault.code, "message": "as the fault says"}
        elif request.headers.get("Authorization") not in (None, f"Bot {TOKEN}"):
            status, answer = 401, {"code": 0, "message": "401: Unauthorized"}
        else:
            try:
                status, answer = self._answer(request.method, path, body, files)
            except RefusedError as exc:
                status, answer = 400, {"code": 50035, "message": f"Invalid Form Body: {exc}"}
        self.requests.append(Request(request.method, path, body, files, status))
        self._wake()
        if status == 204:
            return web.Response(status=204)
        # Exactly this content type, without a charset: discord.py compares the whole header.
        return web.Response(
            status=status,
            body=json.dumps(answer).encode(),
            headers={"Content-Type": "application/json"},
        )

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    def _answer(
        self, method: str, path: str, body: Any, files: dict[str, bytes]
    ) -> tuple[int, Any]:
        match (method, path.strip("/").split("/")):
            case ("GET", ["users", "@me"]):
                return 200, payloads.user(payloads.BOT, "bot", bot=True)
            case ("GET", ["oauth2", "applications", "@me"]):
                return 200, payloads.application()
            case ("GET", ["gateway", "bot"]):
                limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
                return 200, {"url": self.gateway.url, "shards": 1, "session_start_limit": limit}
            case ("PUT", ["applications", _, *_, "commands"]):
                return 200, self._register(body)
            case ("GET", ["applications", _, *_, "commands"]):
                return 200, self.commands
            case ("POST", ["channels", channel, "messages"]):
                return 200, self._post(int(channel), body, files).to_dict()
            case ("PATCH", ["channels", channel, "messages", number]):
                for message in self.in_channel(int(channel)):
                    if message.id == int(number):
                        message.edited(body, files)
                        return 200, message.to_dict()
            case ("POST", ["interactions", number, token, "callback"]):
                return 200, self._called_back(number, token, body, files)
            case (_, ["webhooks", _, token, *rest]) if token in self.interactions:
                return 200, self._followed(method, rest, self.interactions[token], body, files)
            case _:
                pass
        return 404, {"code": 10003, "message": "Unknown Channel"}

    def _post(self, channel: int, body: Json, files: dict[str, bytes]) -> Message:
        message = Message(next(self._numbers), channel)
        message.posted(body, files)
        self.messages.setdefault(channel, []).append(message)
        return message

    def _register(self, commands: list[Json]) -> list[Json]:
        self.commands = [
            {"id": str(number), "application_id": str(payloads.APPLICATION), "version": "1"} | each
            for number, each in enumerate(commands, 1)
        ]
        return self.commands

    def _called_back(self, number: str, token: str, body: Json, files: dict[str, bytes]) -> Json:
        interaction = self.interactions[token]
        data: Json = body.get("data") or {}
        resource: Json = {"type": body["type"]}
        if body["type"] == 5:
            interaction.deferred = True
            interaction.message.flags = int(data.get("flags") or 0)
        else:
            interaction.message.posted(data, files)
            interaction.answered.set()
            resource["message"] = interaction.message.to_dict()
        called: Json = {
            "id": number,
            "type": 2,
            "response_message_id": str(interaction.message.id),
            "response_message_loading": interaction.deferred,
            "response_message_ephemeral": bool(interaction.message.flags & 64),
        }
        return {"interaction": called, "resource": resource}

    def _followed(
        self,
        method: str,
        rest: list[str],
        interaction: Interaction,
        body: Json,
        files: dict[str, bytes],
    ) -> Json:
        message = interaction.message
        if method == "POST" and interaction.deferred and not interaction.answered.is_set():
            message.posted(body, files)  # the first follow-up takes the place of "is thinking…"
        elif method == "POST":
            message = Message(next(self._numbers), message.channel_id)
            message.posted(body, files)
            interaction.followups.append(message)
        elif method == "PATCH" and rest == ["messages", "@original"]:
            message.edited(body, files)
        if method != "GET":
            interaction.answered.set()
        return message.to_dict()


async def _read(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    """Return the JSON of a request, and its files by name."""
    files: dict[str, bytes] = {}
    if request.content_type == "application/x-www-form-urlencoded":
        return {}, files  # not a way to send `payload_json`
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return (json.loads(text) if text else {}), files
    body: Json = {}
    form = await request.post()
    for value in form.values():
        if isinstance(value, web.FileField):
            files[value.filename] = value.file.read()
    if isinstance(payload := form.get("payload_json"), str):
        body = json.loads(payload)
    return body, files
