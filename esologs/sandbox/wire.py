"""One HTTP/1.1 connection of the sandbox's server, and how each delivery looks on it.

Theory of operation. h11 does the grammar; the connection is ours, since a reset
within the body, a short body and an endless one are just what a web server is
made to prevent. While an answer waits or trickles the connection goes on
reading, so that a client that hangs up ends the wait.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import struct
import sys
import zlib
from typing import TYPE_CHECKING, Final

import h11

from esologs._call import HttpRequest, HttpResponse
from esologs.sandbox.answer import (
    Answer,
    Bombed,
    Dropped,
    Hanging,
    Shortened,
    Trickled,
    Unending,
    Whole,
)
from esologs.sandbox.pages import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_logger = logging.getLogger("esologs.sandbox")

_BLOCK: Final = 65_536
MAX_REQUEST_BYTES: Final = 8 * 1024 * 1024


def reset_on_close(sock: socket.socket) -> None:
    """Let the end of *sock* be a TCP reset: lingering for zero seconds sends RST, not FIN."""
    with contextlib.suppress(OSError):  # closed already
        linger = "hh" if sys.platform == "win32" else "ii"
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack(linger, 1, 0))


class HungUpError(Exception):
    """The client has closed the connection."""


class Connection:
    """Serves the requests of one client, one after the other, until either side closes."""

    def __init__(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        answer: Callable[[HttpRequest], Awaitable[Answer]],
    ) -> None:
        self._reader, self._writer, self._answer = reader, writer, answer
        self._http = h11.Connection(h11.SERVER)
        self._silent = False

    async def serve(self) -> None:
        """Answer requests until the connection is closed; closes it in any case."""
        try:
            while self._http.our_state is h11.IDLE:
                request = await self._request()
                self._silent = request.method == "HEAD"
                await self._deliver(await self._answer(request))
                if self._http.states == {h11.CLIENT: h11.DONE, h11.SERVER: h11.DONE}:
                    self._http.start_next_cycle()
        except h11.RemoteProtocolError as exc:
            await self._refuse(exc.error_status_hint)
        except (HungUpError, ConnectionError):
            pass
        except asyncio.CancelledError:
            self.abort()
            raise
        except Exception:
            _logger.exception("The sandbox failed to answer")
            await self._refuse(500)
        finally:
            self._writer.close()

    def abort(self) -> None:
        """Drop the connection with a TCP reset, whatever is going on."""
        reset_on_close(self._writer.get_extra_info("socket"))
        self._writer.transport.abort()

    async def _request(self) -> HttpRequest:
        head, body = None, bytearray()
        while True:
            event = self._http.next_event()
            match event:
                case h11.NEED_DATA:
                    if self._http.they_are_waiting_for_100_continue:
                        await self._send(h11.InformationalResponse(status_code=100, headers=[]))
                    self._http.receive_data(await self._reader.read(_BLOCK))
                case h11.Request():
                    head = event
                case h11.Data():
                    body += event.data
                    if len(body) > MAX_REQUEST_BYTES:
                        raise h11.RemoteProtocolError("request too large", error_status_hint=413)
                case h11.EndOfMessage() if head is not None:
                    return HttpRequest(
                        head.method.decode(),
                        head.target.decode("latin-1"),
                        {name.decode(): value.decode("latin-1") for name, value in head.headers},
                        bytes(body),
                    )
                case _:
                    raise HungUpError

    async def _deliver(self, answer: Answer) -> None:
        if answer.delay:
            await self._pause(answer.delay)
        response, body = answer.response, answer.response.content
        head = self._head(response, ("content-length", str(len(body))))
        match answer.delivery:
            case Whole():
                await self._send(head, h11.Data(data=body), h11.EndOfMessage())
            case Hanging():
                await self._pause(None)
            case Dropped(sent):
                if sent is not None:
                    await self._send(head, h11.Data(data=body[:sent]))
                self.abort()
                raise HungUpError
            case Shortened(sent):
                await self._send(head, h11.Data(data=body[:sent]))
                raise HungUpError
            case Trickled(chunk, interval):
                await self._send(head)
                for start in range(0, len(body), chunk):
                    await self._pause(interval)
                    await self._send(h11.Data(data=body[start : start + chunk]))
                await self._send(h11.EndOfMessage())
            case Unending(chunk, interval):
                # Without a length h11 sends in chunks.
                await self._send(self._head(response))
                while True:
                    await self._pause(interval)
                    await self._send(h11.Data(data=chunk))
            case Bombed(size):
                await self._send(self._head(response, ("content-encoding", "gzip")))
                await self._bomb(size)
                await self._send(h11.EndOfMessage())

    async def _bomb(self, size: int) -> None:
        packer = zlib.compressobj(wbits=31)
        zeros = bytes(1 << 20)
        for start in range(0, size, len(zeros)):
            await self._send(h11.Data(data=packer.compress(zeros[: size - start])))
            # Compressing is all that happens here: let the other connections have a turn.
            await self._pause(0.0)
        await self._send(h11.Data(data=packer.flush()))

    def _head(self, response: HttpResponse, *more: tuple[str, str]) -> h11.Response:
        status, headers = response.status_code, [*response.headers.items(), *more]
        return h11.Response(status_code=status, headers=headers, reason=phrase(status))

    async def _send(self, *events: h11.Event) -> None:
        # One write for what belongs together: a packet for each would cost more than the answer.
        data = b"".join(self._http.send(event) or b"" for event in self._sendable(events))
        if data:
            self._writer.write(data)
            await self._writer.drain()

    def _sendable(self, events: tuple[h11.Event, ...]) -> list[h11.Event]:
        return [
            event
            for event in events
            if not isinstance(event, h11.Data) or (event.data and not self._silent)
        ]

    async def _refuse(self, status: int) -> None:
        if self._http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            response = HttpResponse(status, {"connection": "close", "content-length": "0"}, b"")
            with contextlib.suppress(ConnectionError):
                await self._send(self._head(response), h11.EndOfMessage())

    async def _pause(self, seconds: float | None) -> None:
        """Wait, `None` for ever; raises `HungUpError` as soon as the client hangs up."""
        if seconds == 0:
            await asyncio.sleep(0)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while data := await self._reader.read(_BLOCK):
                    # The next request of a pipeline: its turn comes.
                    self._http.receive_data(data)
                raise HungUpError
