"""Discord's gateway: hello, identify, ready, heartbeats, and what is sent to the bot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from aiohttp import WSMsgType, web

from tests.fake_discord import payloads

if TYPE_CHECKING:
    from tests.fake_discord.payloads import Json

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, HELLO, ACK = 0, 1, 2, 6, 10, 11
WRONG_TOKEN: Final = 4004


class Gateway:
    """The websocket side of a fake Discord; uncompressed, for one shard."""

    def __init__(self, token: str, url: str) -> None:
        self.url = url
        self.identified = 0
        """How many times a bot has said who it is, resumptions left aside."""
        self.present = asyncio.Event()
        """Set while a bot is connected and has got its guild."""
        self._token = token
        self._sockets: list[web.WebSocketResponse] = []
        self._sequence = 0

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Talk to one connection until it ends."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await self._say(socket, HELLO, {"heartbeat_interval": 45_000})
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, message.json())
        self._gone(socket)
        return socket

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to every bot that is connected."""
        for socket in self._sockets:
            await self._dispatch(socket, event, data)

    async def close(self, code: int = 1000) -> None:
        """End every connection."""
        for socket in [*self._sockets]:
            await socket.close(code=code)
            self._gone(socket)

    async def _heard(self, socket: web.WebSocketResponse, message: Json) -> None:
        match message["op"]:
            case 1:
                await self._say(socket, ACK, None)
            case 2:
                if message["d"]["token"] != self._token:
                    await socket.close(code=WRONG_TOKEN)
                    return
                self.identified += 1
                await self._dispatch(socket, "READY", payloads.ready(self.url))
                await self._dispatch(socket, "GUILD_CREATE", payloads.guild())
                self._here(socket)
            case 6:
                await self._dispatch(socket, "RESUMED", {})
                self._here(socket)
            case _:  # presence and the like: heard, and of no matter here
                pass

    def _here(self, socket: web.WebSocketResponse) -> None:
        self._sockets.append(socket)
        self.present.set()

    def _gone(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        if not self._sockets:
            self.present.clear()

    async def _dispatch(self, socket: web.WebSocketResponse, event: str, data: Json) -> None:
        self._sequence += 1
        await self._say(socket, DISPATCH, data, t=event, s=self._sequence)

    @staticmethod
    async def _say(socket: web.WebSocketResponse, op: int, data: Any, **more: Any) -> None:
        await socket.send_json({"op": op, "d": data, "t": None, "s": None, **more})
